//! The title of a conversation: one question of at most 40 characters, without address, mention, bracket or mask.
//!
//! Must never hold what the gate has found: where a name stood, nothing stands.

use crate::salon::likeness::find_terms;
use crate::salon::question::{
    after_emoji, asks, has_mark, has_words, is_letter, read_lines, split_sentences, without_title,
};

/// The most characters that a title has.
pub const LONGEST: usize = 40;

/// Words that open a message and say nothing of the question.
const OPENINGS: [&str; 44] = [
    "はじめまして",
    "初めまして",
    "こんにちは",
    "こんにちわ",
    "こんばんは",
    "おはようございます",
    "お疲れ様です",
    "お疲れさまです",
    "おつかれさまです",
    "お世話になっております",
    "お世話になります",
    "お世話になってます",
    "皆様",
    "皆さま",
    "皆さん",
    "みなさま",
    "みなさん",
    "どなたか",
    "すみません",
    "すいません",
    "恐れ入ります",
    "失礼します",
    "質問です",
    "質問があります",
    "質問なのですが",
    "質問ですが",
    "相談です",
    "教えてください",
    "教えて下さい",
    "突然ですが",
    "早速ですが",
    "ところで",
    "ちなみに",
    "それと",
    "それから",
    "そして",
    "あと",
    "また",
    "さて",
    "もし",
    "えっと",
    "あの",
    "で",
    "質問",
];

/// Words that ask and name nothing: without them a question must still say something.
const EMPTY_WORDS: [&str; 40] = [
    "教えていただけますでしょうか",
    "教えていただけますか",
    "教えていただけると",
    "教えてください",
    "教えて下さい",
    "教えて",
    "いただけますか",
    "いらっしゃいますか",
    "いらっしゃいませんか",
    "よろしいでしょうか",
    "どうでしょうか",
    "いかがでしょうか",
    "でしょうか",
    "ありますか",
    "ありませんか",
    "ございますか",
    "いますか",
    "いませんか",
    "ですか",
    "ますか",
    "ますかね",
    "でしょう",
    "嬉しいです",
    "うれしいです",
    "助かります",
    "幸いです",
    "どなたか",
    "どなた",
    "ご存知の方",
    "ご存じの方",
    "おすすめ",
    "知りたいです",
    "知りたい",
    "みなさん",
    "皆さん",
    "質問",
    "お願い",
    "します",
    "どう",
    "何か",
];

/// Words that point at something that the title's reader does not see.
const POINTING: [&str; 24] = [
    "これ",
    "それ",
    "あれ",
    "この",
    "その",
    "あの",
    "こちら",
    "そちら",
    "こう",
    "そう",
    "上記",
    "下記",
    "以下",
    "上の",
    "先ほど",
    "さっき",
    "添付",
    "写真の",
    "画像の",
    "右の",
    "左の",
    "今の話",
    "前の話",
    "同じ",
];

/// The question of a post as a title; `None` if the post asks nothing that can stand alone. People and what the gate
/// found must have been taken out, or stand in 〔〕.
pub fn find_title(text: &str) -> Option<String> {
    let sentences: Vec<String> = split_sentences(&read_lines(text)).iter().map(|line| without_brackets(line)).collect();
    let asked = sentences.iter().filter(|sentence| asks(sentence));
    let rated = asked.enumerate().filter_map(|(place, sentence)| {
        let words = shorten(without_opening(sentence).trim_end_matches(|c: char| !is_letter(c)));
        // 「頼みました？」 asks by its mark alone.
        let asks_by_mark = has_mark(sentence) && !has_words(&words) && words.chars().count() < LONGEST;
        let words = if asks_by_mark { words + "？" } else { words };
        let says = count_content(&words);
        let strength = 4 * i32::from(has_mark(sentence)) + 4 * i32::from(has_words(sentence));
        let pointing = 12 * i32::from(POINTING.iter().any(|word| words.starts_with(word)));
        let rate = says.min(16) as i32 + strength - pointing - 2 * place.min(4) as i32;
        (says > 2).then_some((rate, words))
    });
    // Of two that are as good the first one.
    let best = rated.reduce(|best, other| if other.0 > best.0 { other } else { best })?;
    Some(best.1)
}

/// The title of a post, or else its beginning; at most as long as a title.
pub fn title_or_beginning(text: &str) -> String {
    find_title(text).unwrap_or_else(|| {
        let lines = read_lines(text);
        let words = lines.iter().map(|line| line.trim()).find(|line| count_content(line) > 2);
        cut(words.or(lines.first().map(String::as_str)).unwrap_or_default())
    })
}

/// How many letters a question has beside those that only ask.
pub fn count_content(words: &str) -> usize {
    let mut words = words.to_owned();
    for empty in EMPTY_WORDS {
        words = words.replace(empty, " ");
    }
    words.chars().filter(|c| is_letter(*c)).count()
}

/// A sentence without what stands in brackets; words in 「」 stay, without their marks.
fn without_brackets(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some(c) = rest.chars().next() {
        let close = match c {
            '（' => Some('）'),
            '(' => Some(')'),
            '[' => Some(']'),
            '［' => Some('］'),
            '【' => Some('】'),
            '〔' => Some('〕'),
            '《' => Some('》'),
            '〈' => Some('〉'),
            '＜' => Some('＞'),
            _ => None,
        };
        if let Some(after) = after_emoji(rest, out.chars().next_back()) {
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if let Some(close) = close {
            if let Some((_, after)) = rest.split_once(close) {
                rest = if c == '〔' { without_title(after) } else { after };
            }
            continue;
        }
        if c == '@' || c == '＠' {
            rest = rest.trim_start_matches(|c: char| is_letter(c) || matches!(c, '_' | '.' | '-'));
        } else if !matches!(
            c,
            '「' | '」' | '『' | '』' | '）' | ')' | ']' | '］' | '】' | '〕' | '》' | '〉' | '＞' | '"'
        ) {
            out.push(c);
        }
    }
    out
}

/// A question without greetings and without the clause that only announces it.
fn without_opening(sentence: &str) -> &str {
    let is_gap = |c: char| !is_letter(c);
    let mut words = sentence.trim_start_matches(is_gap);
    loop {
        let next = OPENINGS.iter().filter_map(|opening| words.strip_prefix(opening)).find_map(|rest| {
            let after = rest.trim_start_matches(is_gap);
            // 「また」 opens a sentence, 「またたび」 does not.
            (after.len() < rest.len() && count_content(after) > 2).then_some(after)
        });
        let next = next.or_else(|| {
            let (first, after) = words.split_once('、')?;
            let announces = ["質問", "聞き", "伺い", "教えて", "相談", "すみません", "恐縮", "初歩的", "恐れ入り"];
            let is_empty = first.chars().count() <= 20 && announces.iter().any(|word| first.contains(word));
            (is_empty && count_content(after) > 4).then_some(after.trim_start_matches(is_gap))
        });
        match next {
            Some(next) => words = next,
            None => return words,
        }
    }
}

/// A question that fits: without its first clauses, for a Japanese question is asked at its end.
fn shorten(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST {
        return words;
    }
    let fits = |text: &&str| text.chars().count() <= LONGEST && count_content(text) > 5;
    let clauses = words.match_indices(['、', '，', ',', ' ', '…']).map(|(at, mark)| &words[at + mark.len()..]);
    if let Some(clause) = clauses.map(|text| text.trim_start_matches(|c: char| !is_letter(c))).find(fits) {
        return with_subject(&words, clause);
    }
    // Where there is no comma, a clause ends with one of these.
    let ends = [
        "ですが",
        "ますが",
        "けれど",
        "けど",
        "ので",
        "から",
        "たら",
        "って",
        "場合",
        "とき",
        "時に",
        "について",
        "には",
    ];
    let mut places: Vec<usize> =
        ends.iter().flat_map(|end| words.match_indices(end).map(|(at, end)| at + end.len())).collect();
    places.sort_unstable();
    match places.into_iter().map(|at| &words[at..]).find(fits) {
        Some(clause) => clause.to_owned(),
        None => cut(&words),
    }
}

/// A last clause that names too little, with what the clause before it wants: 「住所を調べたい：無料で使えるものはありますか」.
fn with_subject(words: &str, clause: &str) -> String {
    let before = words[..words.len() - clause.len()].trim_end_matches(|c: char| !is_letter(c));
    let subject = before.rsplit(['、', '，', ',', '…']).next().unwrap_or_default();
    let wish = ["のですが", "んですが", "ですが", "ますが", "んですけど", "ですけど", "けど", "ので", "が"];
    let subject = wish.iter().find_map(|end| subject.strip_suffix(end)).unwrap_or(subject);
    let together = format!("{subject}：{clause}");
    let is_vague = find_terms(clause).len() < 3 && find_terms(subject).len() > 1;
    if is_vague && together.chars().count() <= LONGEST { together } else { clause.to_owned() }
}

/// The beginning of a text that is too long.
fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_question_and_nothing_else() {
        for (text, expected) in [
            (
                "はじめまして。冬の暖房費は月いくらくらいですか？よろしくお願いします。",
                Some("冬の暖房費は月いくらくらいですか"),
            ),
            ("こんにちは、ごみの日を教えてください", Some("ごみの日を教えてください")),
            ("移住を考えています。\n雪かきは年に何回ありますか", Some("雪かきは年に何回ありますか")),
            ("〔氏名〕さん、【急ぎ】冬のタイヤ（スタッドレス）はいつ替えますか？", Some("冬のタイヤはいつ替えますか")),
            ("「空き家バンク」は町の外からも申し込めますか？", Some("空き家バンクは町の外からも申し込めますか")),
            (
                "すみません、ちょっとお聞きしたいのですが、保育園は途中入園できますか？",
                Some("保育園は途中入園できますか"),
            ),
            (
                "来年の春に家族四人でそちらに引っ越そうと考えていて今は賃貸を探しているところなのですが、\
                 ペットと住める家はありますか？",
                Some("ペットと住める家はありますか"),
            ),
            ("これはどうですか？ 灯油の配達は何曜日に来てくれますか？", Some("灯油の配達は何曜日に来てくれますか")),
            ("車がないと暮らせないのかなぁ…不安です", Some("車がないと暮らせないのかなぁ…不安です")),
            ("引っ越しって業者さんに頼みました？", Some("引っ越しって業者さんに頼みました？")),
            (
                "JavaScriptで住所から緯度経度を調べたいのですが、無料で使えるものはありますか？1日に500件くらいです。",
                Some("JavaScriptで住所から緯度経度を調べたい：無料で使えるものはありますか"),
            ),
            ("ありがとうございます。", None),
            ("なぜ？", None),
            ("どうでしょうか？", None),
        ] {
            assert_eq!(find_title(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn no_title_is_longer_than_a_title_or_holds_a_mark() {
        let long = "灯野町に移り住んで畑つきの古い家を直しながら暮らすことを考えている場合に使える補助金はどれですか？";
        for text in [
            long.repeat(30),
            format!("{long}\n[案内](https://example.com/?a=1) https://example.com/b?c は見ましたか？"),
            "@町民Aさん :touno: 「お祭り」【質問】〔氏名〕さん（家族）は来ますか？".to_owned(),
            "あ".repeat(500) + "？",
        ] {
            let title = title_or_beginning(&text);
            assert!((4..=LONGEST).contains(&title.chars().count()), "{title}");
            assert!(!title.contains(['〔', '【', '「', '@', '(', '[', ':']) && !title.contains("http"), "{title}");
        }
    }
}
