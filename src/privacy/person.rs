//! Where a name begins and ends, seen from what stands beside it.

use std::ops::Range;

use crate::{
    privacy::{
        names::{is_given, is_given_kana, is_given_latin, is_place, is_surname, is_surname_kana, is_surname_latin},
        steps::count,
    },
    text::japanese::is_kanji,
};

/// A name beside a word that says so.
pub(crate) struct Name {
    pub(crate) range: Range<usize>,
    /// Whether it is a surname or a full name; else a given name or kana, which may be a word.
    pub(crate) sure: bool,
}

/// Words that are no names however much they look like one.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "大家", "皆", "業者", "農家", "区長", "大工", "医者", "先輩", "神", "何", "北海道", "中国人", "役場", "市長", "町長", "村長",
    "先生", "新家", "本家", "分家", "古家", "長屋", "奥", "母", "父", "兄", "姉", "嫁", "婿", "孫", "隣", "店長", "社長", "会長",
    "部長", "課長", "係長", "団員", "職人", "主", "王", "殿", "仏", "中", "前", "今", "所", "新", "境", "角", "向", "一人", "二人",
    "本", "花", "米", "魚", "肉", "酒", "茶", "坊", "若", "巡査", "移住者", "住民", "町民", "市民", "村民", "客", "常連", "若者",
    "高齢者", "外人", "大", "小", "みな", "むすこ", "むすめ", "おく", "たく", "とう", "かあ", "にい", "ねえ", "じい", "ばあ", "おじ",
    "おば", "かみ", "おかみ", "いしゃ", "こども", "よめ", "おや", "おやじ", "ほん", "だんな", "あかちゃん", "いぬ", "ねこ", "うま",
    "うし", "くま", "さる", "しか", "とら", "きつね", "たぬき", "いえ", "うち", "まち", "むら", "うみ", "やま", "かわ", "みち", "はな",
    "ゆき", "はる", "なつ", "あき", "ふゆ", "ほか", "とき", "こと", "もの", "ため", "あと", "まえ", "なか", "そと", "うえ", "した",
    "みんな", "とも", "ともだち", "しごと", "みやげ", "せい", "ところ", "ほう", "みせ", "くに", "りんご", "みかん", "やさい",
    "スタッフ", "ママ", "パパ", "オーナー", "ハウス", "メーカー", "ドライバー", "ガイド", "サポーター", "ヘルパー", "ヤクルト",
    "コープ", "マスター", "シェフ", "リーダー",
];

/// What follows a name.
#[rustfmt::skip]
pub(crate) const HONORIFICS: &[&str] = &[
    "さん", "様", "さま", "氏", "先生", "くん", "君", "ちゃん", "殿", "夫妻", "ご夫妻", "夫婦", "ご夫婦", "一家", "ご一家", "家", "宅",
    "課長", "区長", "部長", "係長", "会長", "組長", "班長", "団長", "社長", "店長", "校長", "園長", "教授", "議員", "住職", "巡査",
    "医師", "院長", "選手", "町長", "村長", "市長", "局長", "所長", "係員", "主任", "おばあちゃん", "おじいちゃん", "おばさん",
    "おじさん",
];
/// What a name alone follows: words that ask for one.
#[rustfmt::skip]
pub(crate) const FIRM_CUES: &[&str] = &[
    "氏名", "本名", "旧姓", "フリガナ", "ふりがな", "名義", "名義人", "所有者", "持ち主", "世帯主", "契約者", "申込者", "差出人",
    "受取人",
];
/// What a name may follow.
#[rustfmt::skip]
pub(crate) const CUES: &[&str] = &[
    "お名前", "名前", "担当", "担当者", "代表", "代表者", "連絡係", "連絡先", "講師", "自治会長", "会長", "区長", "班長", "組長",
    "民生委員", "大家", "管理人", "案内人", "世話役", "隣人", "先輩", "友人", "同僚", "上司",
];
/// What follows the name of the one who speaks.
pub(crate) const SELF: &[&str] = &["と申し", "といいます", "と言います", "という者", "という方", "という人", "と名乗"];
/// Whose given name follows.
#[rustfmt::skip]
pub(crate) const FAMILY: &[&str] = &[
    "娘の", "息子の", "長男の", "次男の", "三男の", "長女の", "次女の", "三女の", "孫の", "妻の", "夫の", "弟の", "妹の", "姉の",
    "兄の", "姪の", "甥の", "うちの子の", "双子の", "赤ちゃんの",
];

/// Whether a text is a word of everyday and no name.
pub(crate) fn is_word(text: &str) -> bool {
    WORDS.contains(&text)
}

/// Whether a given name looks like one whatever stands before it: 郎, 子, 美 …
pub(crate) fn is_typical(given: &str) -> bool {
    given.chars().count() >= 2
        && given.ends_with([
            '郎', '朗', '子', '美', '夫', '雄', '男', '一', '二', '三', '也', '介', '助', '輔', '奈', '菜', '香', '江',
            '恵', '代', '乃', '人', '太', '平', '吾', '彦', '樹', '希', '咲', '衣', '織', '里', '花', '華', '真', '志',
            '司', '之', '治', '次', '行', '幸', '明', '弘', '博', '久',
        ])
}

/// How many characters of one run are looked at: far more than any name has. A longer run is a name no more, and what
/// stands in it must not be read again for every word beside it.
const REACH: usize = 24;

/// Where the kanji that begin at a byte end; of a run longer than [`REACH`], where that ends.
pub(crate) fn kanji_end(text: &str, at: usize) -> usize {
    run_end(text, at, is_kanji)
}

/// Where the kana that begin at a byte end; of a run longer than [`REACH`], where that ends.
pub(crate) fn kana_end(text: &str, at: usize) -> usize {
    run_end(text, at, is_letter)
}

fn run_end(text: &str, at: usize, is: fn(char) -> bool) -> usize {
    let run = text[at..].chars().take(REACH).take_while(|c| is(*c));
    at + run.inspect(|_| count(1)).map(char::len_utf8).sum::<usize>()
}

/// Where the run begins that ends a text; of one longer than [`REACH`], so far from its end. None if there is none.
fn run_start(text: &str, is: fn(char) -> bool) -> Option<usize> {
    let run = text.char_indices().rev().take(REACH).take_while(|(_, c)| is(*c));
    run.inspect(|_| count(1)).last().map(|(at, _)| at)
}

fn is_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | 'ー')
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

/// Divides kanji into a listed surname and a listed given name, the longest surname first.
pub(crate) fn split(text: &str) -> Option<(&str, &str)> {
    [3, 2, 1].into_iter().find_map(|length| {
        let at = text.char_indices().nth(length)?.0;
        let (surname, given) = text.split_at(at);
        let fits = (2..=3).contains(&given.chars().count())
            || (given.chars().count() == 1 && length == 2 && is_typical_single(given));
        (fits && is_surname(surname) && is_given(given)).then_some((surname, given))
    })
}

/// A given name of one kanji that is no ending of a place or an office.
fn is_typical_single(given: &str) -> bool {
    "誠健翔蓮葵湊恵薫茜翼豊稔茂清進勇隆剛亮聡哲修涼徹渉瞳渚梓楓遥".contains(given)
}

/// Whether a word at a byte is 敬称 and not the beginning of another word.
fn is_honorific(text: &str, at: usize, word: &str) -> bool {
    let rest = &text[at + word.len()..];
    let next = rest.chars().next();
    match word {
        "さん" => {
            let word =
                ["ざん", "ぽ", "ぷ", "ごく", "すう", "ばし", "びき", "ぞう"].iter().any(|word| rest.starts_with(word));
            // 秋田さんま is a fish, 秋田さんまで a limit.
            let fish = next == Some('ま')
                && !["まで", "また", "まだ", "まと"].iter().any(|particle| rest.starts_with(particle));
            !word && !fish
        }
        "氏" => !next.is_some_and(|c| "神名子族姓".contains(c)),
        "様" => !next.is_some_and(|c| "子々式相態変".contains(c)),
        "君" | "先生" | "さま" | "くん" | "ちゃん" => true,
        _ => word.ends_with(|c| !is_kanji(c)) || !next.is_some_and(is_kanji),
    }
}

/// The name that ends at a byte, where 敬称 begins.
pub(crate) fn before(text: &str, at: usize, honorific: &str) -> Option<Name> {
    if !is_honorific(text, at, honorific) {
        return None;
    }
    let text = &text[..at];
    let at = text.trim_end_matches([' ', '　', '」', '』']).len();
    if text.len() - at > 3 {
        return None;
    }
    let text = &text[..at];
    let last = text.chars().next_back()?;
    if is_kanji(last) {
        kanji(text, honorific)
    } else if is_letter(last) || last == '・' {
        kana(text, honorific)
    } else if last.is_ascii_alphabetic() {
        let start = text
            .rfind(|c: char| !c.is_ascii_alphabetic())
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let name = &text[start..];
        let listed = name.len() > 2 && (is_surname_latin(name) || is_given_latin(name));
        (listed && !honorific.starts_with('家')).then_some(Name { range: start..at, sure: false })
    } else {
        None
    }
}

fn kanji(text: &str, honorific: &str) -> Option<Name> {
    let start = run_start(text, is_kanji).unwrap_or(text.len());
    let run = &text[start..];
    if is_word(run) {
        return None;
    }
    // The whole run, or its end: 自治会役員小林さん.
    let ends = |length: usize| run.char_indices().rev().nth(length - 1).map(|(at, _)| start + at);
    for length in [6, 5, 4, 3] {
        let Some(from) = ends(length) else { continue };
        if split(&text[from..]).is_some() && (from == start || length > 3) {
            return Some(Name { range: from..text.len(), sure: true });
        }
    }
    // A surname, a space and a given name.
    if is_given(run) && text[..start].ends_with([' ', '　']) {
        let head = text[..start].trim_end_matches([' ', '　']);
        let from = run_start(head, is_kanji);
        if let Some(from) = from.filter(|from| is_surname(&head[*from..])) {
            return Some(Name { range: from..text.len(), sure: true });
        }
    }
    let office = honorific.ends_with('長')
        || matches!(honorific, "家" | "宅" | "主任" | "係員" | "医師" | "議員" | "教授" | "選手");
    for length in [3, 2, 1] {
        let Some(from) = ends(length) else { continue };
        let name = &text[from..];
        let alone = from == start;
        if is_surname(name)
            && !is_word(name)
            && (alone || (length > 1 && !office))
            && !(office && (length == 1 || is_place(name)))
        {
            return Some(Name { range: from..text.len(), sure: true });
        }
    }
    // A given name alone, beside 敬称 that people use with one.
    let close = matches!(honorific, "さん" | "くん" | "君" | "ちゃん" | "様" | "さま" | "先生");
    (close && run.chars().count() >= 2 && is_given(run)).then_some(Name { range: start..text.len(), sure: false })
}

fn kana(text: &str, honorific: &str) -> Option<Name> {
    // 親せきの家: a house, an office and a title follow kanji.
    if !matches!(honorific, "" | "さん" | "様" | "さま" | "くん" | "君" | "ちゃん" | "氏" | "先生" | "殿")
    {
        return None;
    }
    let end = text.len();
    let katakana = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_katakana(*c) || matches!(c, '・' | '='))
        .last()
        .map_or(end, |(at, _)| at);
    if katakana < end {
        let name = text[katakana..].trim_start_matches('・');
        let range = end - name.len()..end;
        if name.split(['・', '=']).filter(|part| part.chars().count() >= 2).count() >= 2 {
            return Some(Name { range, sure: true });
        }
        let listed = !is_word(name) && name.chars().count() >= 2 && (is_surname_kana(name) || is_given_kana(name));
        return listed.then_some(Name { range, sure: false });
    }
    let start = run_start(text, is_letter).unwrap_or(end);
    let close = matches!(honorific, "くん" | "ちゃん");
    for (at, _) in text[start..].char_indices() {
        let name = &text[start + at..];
        let count = name.chars().count();
        // What stands before has to end a word: nothing, or a particle.
        let edge =
            at == 0 || text[..start + at].ends_with(['の', 'と', 'は', 'が', 'も', 'や', 'で', 'に', 'へ', 'を']);
        let listed =
            (count >= 3 && is_surname_kana(name)) || (count >= if close { 2 } else { 3 } && is_given_kana(name));
        if !edge || is_word(name) || is_word(name.trim_start_matches('お')) {
            continue;
        }
        if listed {
            // さとう はなこ
            let head =
                text[..start].strip_suffix([' ', '　']).filter(|_| at == 0 && is_given_kana(name)).unwrap_or_default();
            let from = run_start(head, is_letter);
            if let Some(from) = from.filter(|from| is_surname_kana(&head[*from..])) {
                return Some(Name { range: from..end, sure: true });
            }
            return Some(Name { range: start + at..end, sure: false });
        }
    }
    None
}

/// The name that begins at a byte, after 氏名, 担当 and the like.
pub(crate) fn from(text: &str, at: usize) -> Option<Name> {
    let end = kanji_end(text, at);
    if end > at {
        let run = &text[at..end];
        if split(run).is_some() {
            return Some(Name { range: at..end, sure: true });
        }
        if !is_surname(run) || is_word(run) {
            return None;
        }
        let rest = text[end..].trim_start_matches([' ', '　']);
        let next = text.len() - rest.len();
        let stop = kanji_end(text, next);
        if next > end && stop > next && is_given(&text[next..stop]) {
            return Some(Name { range: at..stop, sure: true });
        }
        let joined = rest.starts_with(|c: char| is_letter(c) && !"はがのをにもとでだやかへ".contains(c))
            && !rest.starts_with("さ")
            && !rest.starts_with("です");
        return (!joined && !is_place(run)).then_some(Name { range: at..end, sure: false });
    }
    let end = kana_end(text, at);
    let surname = &text[at..end];
    let rest = text[end..].strip_prefix([' ', '　', '・'])?;
    let next = text.len() - rest.len();
    let stop = (next + 1..=kana_end(text, next))
        .rev()
        .filter(|stop| text.is_char_boundary(*stop))
        .find(|stop| is_given_kana(&text[next..*stop]))?;
    is_surname_kana(surname).then_some(Name { range: at..stop, sure: true })
}

/// The name that a cue asks for; at most three characters stand between, and something has to.
pub(crate) fn after_cue(text: &str, end: usize) -> Option<Name> {
    let rest = &text[end..];
    let gap: usize =
        rest.chars().take(3).take_while(|c| " 　:：はがもの、・「(（".contains(*c)).map(char::len_utf8).sum();
    if gap == 0 { None } else { from(text, end + gap) }
}

/// The name that the speaker gives: before と申します. One that is a place or a word as well is meant only there.
pub(crate) fn own(text: &str, at: usize) -> Option<Name> {
    let start = text[..at].trim_end().len();
    let name = before(text, start, "")?;
    let humble = text[at..].starts_with("と申");
    Some(Name { sure: name.sure && (humble || !is_place(&text[name.range.clone()])), ..name })
}

/// A run of kanji that is a surname and a given name and nothing else, or a surname with a given name behind a space or
/// in kana.
pub(crate) fn run(text: &str, start: usize) -> Option<Range<usize>> {
    let end = kanji_end(text, start);
    let whole = &text[start..end];
    let length = whole.chars().count();
    let plain = |surname: &str, given: &str| !is_place(surname) || is_typical(given);
    if (3..=6).contains(&length)
        && let Some((surname, given)) = split(whole)
        && plain(surname, given)
        && !(surname.chars().count() == 1 && length == 3 && !is_typical(given))
    {
        return Some(start..end);
    }
    if length > 3 || !is_surname(whole) {
        return None;
    }
    let rest = &text[end..];
    let spaces = rest.chars().take_while(|c| matches!(c, ' ' | '　' | '\n')).count();
    let next = text.len() - rest.trim_start_matches([' ', '　', '\n']).len();
    if (1..=2).contains(&spaces) {
        let stop = kanji_end(text, next);
        let given = &text[next..stop];
        let (count, line) = (given.chars().count(), rest.starts_with('\n'));
        if is_given(given) && plain(whole, given) && (count > 1 || !line && length > 1) {
            return Some(start..stop);
        }
    }
    // 高橋みさき: kana behind a surname are a given name only where something ends it.
    if spaces > 2 {
        return None;
    }
    let ends = ["です", "と申", "といい", "と言い", "さん", "くん", "ちゃん", "様"];
    let edge =
        |rest: &str| rest.is_empty() || rest.starts_with([' ', '　', '\n', '、', '。', ')', '(', '（', '）', '」']);
    let fits = |at: &usize| {
        let rest = &text[*at..];
        *at >= next + 6
            && !HONORIFICS.contains(&&text[next..*at])
            && is_given_kana(&text[next..*at])
            && (ends.iter().any(|end| rest.starts_with(end)) || (spaces > 0 && edge(rest)))
    };
    let stop = (next..=kana_end(text, next)).rev().filter(|at| text.is_char_boundary(*at)).find(fits)?;
    Some(start..stop)
}

/// A given name after 娘の, 息子の and the like.
pub(crate) fn child(text: &str, at: usize) -> Option<Range<usize>> {
    let end = kanji_end(text, at);
    let follows = |end: usize| {
        let rest = &text[end..];
        ["は", "が", "も", "と", "を", "に", "です", "、", "。", "さん", "ちゃん", "くん", "君", "(", "（"]
            .iter()
            .any(|word| rest.starts_with(word))
    };
    if end > at {
        let name = &text[at..end];
        let given = name.chars().count() >= 2 && is_given(name) && !is_surname(name) || is_typical_single(name);
        return (given && follows(end)).then_some(at..end);
    }
    let end = kana_end(text, at);
    let given = |stop: &usize| {
        let name = &text[at..*stop];
        name.chars().count() >= 2 && is_given_kana(name) && follows(*stop) && !is_word(name)
    };
    let stop = (at + 1..=end).rev().filter(|stop| text.is_char_boundary(*stop)).find(given)?;
    Some(at..stop)
}
