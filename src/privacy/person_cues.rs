//! Names that a word asks for: behind 氏名 and 娘の, before と申します, in the ways people introduce themselves.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        common_words::is_common,
        detector::pattern,
        foreign,
        names::{is_given, is_given_kana, is_place, is_surname, is_surname_kana, is_word_too, split_kana},
        person::{Name, before, is_letter, is_typical_single, kana_end, kanji, kanji_end, split},
        person_words::is_word,
        surname_shape::is_like_surname,
    },
    text::japanese::is_kanji,
};

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
        let given = kana_end(text, end);
        if given > end && is_given_kana(&text[end..given]) && !is_place(run) {
            return Some(Name { range: at..given, sure: true });
        }
        let rest = text[end..].trim_start_matches([' ', '　']);
        let next = text.len() - rest.len();
        let kana = kana_end(text, next);
        if next > end && kana > next && is_given_kana(&text[next..kana]) {
            return Some(Name { range: at..kana, sure: true });
        }
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
    let whole = split_kana(surname).is_some_and(|(surname, _)| surname.chars().count() >= 2);
    if whole && surname.chars().count() >= 5 {
        return Some(Name { range: at..end, sure: true });
    }
    let rest = text[end..].strip_prefix([' ', '　', '・'])?;
    let next = text.len() - rest.len();
    let stop = (next + 1..=kana_end(text, next))
        .rev()
        .filter(|stop| text.is_char_boundary(*stop))
        .find(|stop| is_given_kana(&text[next..*stop]))?;
    is_surname_kana(surname).then_some(Name { range: at..stop, sure: true })
}

/// The name that a cue asks for; at most four characters stand between, and something has to.
pub(crate) fn after_cue(text: &str, end: usize) -> Option<Name> {
    let rest = &text[end..];
    let gap: usize = rest
        .chars()
        .take(4)
        .take_while(|c| " 　:：=＝はがもの、・「(（】》〉]|/／\n".contains(*c))
        .map(char::len_utf8)
        .sum();
    if gap == 0 { None } else { from(text, end + gap) }
}

/// The same behind a sign, where nothing but a name is written: 文責：戸田川. A surname there is one for certain.
pub(crate) fn after_sign(text: &str, end: usize, signs: &[char]) -> Option<Name> {
    let rest = &text[end..];
    let gap: usize =
        rest.chars().take(4).take_while(|c| c.is_whitespace() || signs.contains(c)).map(char::len_utf8).sum();
    let (at, stop) = (end + gap, kanji_end(text, end + gap));
    if !rest[..gap].contains(signs) || stop == at {
        return None;
    }
    let run = &text[at..stop];
    let ended = text[stop..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let listed = is_surname(run) && !is_word_too(run) && !is_word(run) && run.chars().count() > 1;
    (ended && (listed || is_like_surname(run))).then_some(Name { range: at..stop, sure: true })
}

/// The name of whoever wrote or drew something, behind a sign: 文・写真／高橋健太.
pub(crate) fn after_credit(text: &str, end: usize) -> Option<Name> {
    let rest = &text[end..];
    let sign = rest.starts_with([':', '：', '/', '／', '=', '＝', '・', ' ', '　']);
    let gap: usize = rest.chars().take(2).take_while(|c| " 　:：/／=＝・".contains(*c)).map(char::len_utf8).sum();
    if sign { from(text, end + gap) } else { None }
}

/// The surname whose kin or house a word names: 山田 of 山田の奥さん.
pub(crate) fn related(text: &str, at: usize) -> Option<Name> {
    let head = &text[..at];
    match head.chars().next_back()? {
        c if is_kanji(c) => kanji(head, "家"),
        c if is_letter(c) => {
            let start = head.char_indices().rev().take(8).take_while(|(_, c)| is_letter(*c)).last()?.0;
            let name = &head[start..];
            let listed = name.chars().count() >= 3 && is_surname_kana(name) && !is_word(name);
            listed.then_some(Name { range: start..at, sure: true })
        }
        _ => None,
    }
}

/// The given name that follows a word for a child or kin at once or in brackets: 長男大翔, 娘（ひまり）.
pub(crate) fn kin(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let at = word.end;
    let rest = &text[at..];
    if let Some(inner) = rest.strip_prefix(['(', '（']) {
        let from = text.len() - inner.len();
        let close = from + inner.find([')', '）', '・', '、', ' ', '　']).filter(|close| *close > 0 && *close <= 18)?;
        let name = &text[from..close];
        let kana = name.chars().all(is_letter) && (2..=5).contains(&name.chars().count());
        let given = is_given(name) || kana && !is_word(name);
        return given.then_some(from..close);
    }
    let end = kanji_end(text, at);
    let name = &text[at..end];
    let behind = &text[end..];
    let follows = ["は", "が", "も", "と", "を", "に", "の", "です", "、", "。", "ちゃん", "くん", "さん"]
        .iter()
        .any(|word| behind.starts_with(word));
    // Few single kanji behind such a word are anything else.
    let child = ["娘", "息子", "男", "女"].iter().any(|kin| text[word.clone()].ends_with(kin));
    let single = || {
        child
            && name.chars().count() == 1
            && !"達側分方用家夫婦婿嫁共等様君氏二三一人名心役性友宅以的間子母父妻".contains(name)
    };
    (follows && (name.chars().count() >= 2 && is_given(name) && !is_surname(name) || single())).then_some(at..end)
}

/// What people greet with before they say who they are.
const GREETINGS: &str = concat!(
    "(?:はじめまして|初めまして|こんにちは|こんにちわ|こんばんは|おはようございます|お世話になっております|お世話になります|お世話になっています",
    "|おつかれさまです|お疲れさまです|失礼します|どうも|皆さま|みなさん)"
);

/// How a sentence ends that says who somebody is.
const SAYS: &str =
    r"(?:です|でーす|でございます|だよ|っす|と申|といい|と言い|って(?:いい|言い|いう|言う)|、[0-9]{1,2}歳)";
/// Somebody who says 私は and a name and nothing else.
static SELF_IS: LazyLock<Regex> = LazyLock::new(|| {
    let who = "(?:^|[。、\\s「])(?:私|わたし|わたくし|僕|ぼく|ボク|俺|おれ|オレ)は、?\\s?";
    let name = r"([\p{Han}々]{2,4}|[\p{Katakana}ー]{2,8}(?:[ 　・=][\p{Katakana}ー]{2,8})?)";
    pattern(&format!("{who}{name}{SAYS}(?:[。、!！\\s]|ます|し|$)"))
});
/// Somebody who greets and says a name.
static GREETING: LazyLock<Regex> = LazyLock::new(|| {
    let kanji = r"[\p{Han}々]{1,4}[ 　]?[\p{Han}\p{Hiragana}\p{Katakana}ー]{0,6}?";
    let kana = r"[\p{Katakana}ー]{2,8}(?:[ 　・][\p{Katakana}ー]{2,8})?|\p{Hiragana}{3,6}?";
    pattern(&format!(r"{GREETINGS}[。、!！,\s]{{1,3}}({kanji}|{kana}){SAYS}"))
});
/// Somebody who says what the own name is.
static NAME_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"((?:私|わたし|わたくし|僕|ぼく|俺|おれ|自分)の?\s{0,2}|^\s{0,2}|[。\n]\s{0,2})(?:本名|名前|なまえ|名)\s{0,2}は\s{0,2}、?[「]?",
        r"([^。、\n「」はがを]{2,14}?)[」]?\s{0,2}(?:です|と申|といい|と言い|だよ|でございます)",
    ))
});

/// The names that people say of themselves in Japanese, with whether each is sure.
pub(crate) fn introductions(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    for found in GREETING.captures_iter(text).filter_map(|found| found.get(1)) {
        let name = found.as_str();
        let end = kanji_end(name, 0);
        let (surname, given) = (&name[..end], name[end..].trim_start_matches([' ', '　']));
        let spaced = given.len() < name.len() - end;
        let known =
            is_surname(surname) && !is_word(surname) && (given.is_empty() || is_given_kana(given) || is_given(given));
        let rare = spaced && (is_given_kana(given) || is_given(given));
        if end == 0 {
            let parts: Vec<&str> = name.split([' ', '　', '・']).collect();
            if parts.iter().any(|part| is_name_in_kana(part)) || split_kana(name).is_some() {
                names.push(Name { range: found.range(), sure: true });
            }
            continue;
        }
        if known || rare || split(name).is_some() {
            names.push(Name { range: found.range(), sure: !(given.is_empty() && is_place(surname)) });
        }
    }
    for found in SELF_IS.captures_iter(text).filter_map(|found| found.get(1)) {
        let name = found.as_str();
        let first = name.chars().next().map_or(String::new(), String::from);
        let abroad = foreign::is_kanji(&first) && !is_word(name) && name.chars().all(is_kanji) && !is_role(name);
        let listed = is_surname(name) && !is_word_too(name) && !is_word(name) || split(name).is_some();
        let kana = name.split([' ', '　', '・', '=']).any(is_name_in_kana);
        if listed || kana || abroad && name.chars().count() > 1 {
            names.push(Name { range: found.range(), sure: true });
        }
    }
    names.extend(given_names(text));
    names
}

/// What people say that their name is.
fn given_names(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    // Every way to say it has one of these words, and few texts have.
    let named = if text.contains('名') || text.contains("なまえ") { text } else { "" };
    for found in NAME_IS.captures_iter(named) {
        let (Some(who), Some(name)) = (found.get(1), found.get(2)) else { continue };
        let word = name.as_str();
        let asked = [
            "何",
            "なん",
            "なに",
            "どう",
            "決ま",
            "なく",
            "ない",
            "まだ",
            "〇",
            "○",
            "覚え",
            "言え",
            "同じ",
            "漢字",
            "ひみつ",
            "秘密",
        ];
        let own = !who.as_str().trim_matches(['。', ' ', '　', '\n']).is_empty();
        let parts: Vec<&str> = word.split([' ', '　', '・']).collect();
        let listed = split(word).is_some()
            || parts.iter().any(|part| {
                is_surname(part)
                    || is_given(part)
                    || is_surname_kana(part)
                    || foreign::is_kana(part)
                    || is_given_kana(part)
            })
            || split_kana(word).is_some();
        if !asked.iter().any(|word_| word.contains(word_)) && (own || listed) {
            names.push(Name { range: name.range(), sure: true });
        }
    }
    names
}

/// Whether a word in kana is a name when somebody says it of themselves.
fn is_name_in_kana(word: &str) -> bool {
    let long = word.chars().count() >= 3;
    let katakana = word.chars().all(|c| !('\u{3041}'..='\u{3096}').contains(&c));
    !is_word(word)
        && !is_common(word)
        && (foreign::is_kana(word) || long && is_surname_kana(word) || long && katakana && is_given_kana(word))
}

/// Whether kanji say what somebody is.
fn is_role(word: &str) -> bool {
    word.ends_with([
        '者', '員', '師', '士', '屋', '家', '長', '生', '人', '民', '手', '工', '業', '職', '婦', '子', '男', '女',
        '親',
    ])
}

/// What stands before the name of somebody who says what they have done: 先日利用しました若林です.
const DONE: [&str; 6] = ["ました", "ております", "ています", "在住の", "出身の", "移住した"];
/// The same of somebody who has come here, where no place is meant even if the name is one of a place.
const CAME: [&str; 14] = [
    "から来た",
    "からきた",
    "越してきた",
    "越して来た",
    "移住した",
    "移住してきた",
    "移ってきた",
    "引っ越した",
    "入居した",
    "入りました",
    "お世話になる",
    "お世話になった",
    "つとめます",
    "務めます",
];

/// The surname before です, of somebody who says who they are and nothing more.
pub(crate) fn says_own(text: &str, at: usize) -> Option<Name> {
    let head = text[..at].char_indices().rev();
    let Some((start, _)) = head.clone().take(4).take_while(|(_, c)| is_kanji(*c)).last() else {
        let is_katakana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー');
        let start = head.take(10).take_while(|(_, c)| is_katakana(*c)).last()?.0;
        let came = CAME.iter().any(|word| text[..start].ends_with(word));
        return (came && is_name_in_kana(&text[start..at])).then_some(Name { range: start..at, sure: true });
    };
    let run = &text[start..at];
    let verb = ["です", "でございます", "でーす"].into_iter().find(|verb| text[at..].starts_with(verb))?;
    let behind = &text[at + verb.len()..];
    let ends = behind.is_empty() || behind.starts_with(['。', '!', '！', '\n', ' ', '　', '♪', '.']);
    let before = text[..start].trim_end_matches([' ', '　']);
    let came = CAME.iter().any(|word| before.ends_with(word));
    if !ends || !(2..=3).contains(&run.chars().count()) || !is_surname(run) || !came && is_word_too(run) || is_word(run)
    {
        return None;
    }
    let begins = before.is_empty() || before.ends_with(['。', '!', '！', '\n']);
    // 不動産部の柴田です: where somebody is from, or of what.
    let of = before.ends_with('の') && !is_word_too(run);
    let done = of || DONE.iter().any(|word| before.ends_with(word));
    (begins || done || came).then_some(Name { range: start..at, sure: true })
}

/// The name that the speaker gives: before と申します. One that is a place or a word as well is meant only there.
pub(crate) fn own(text: &str, at: usize) -> Option<Name> {
    let start = text[..at].trim_end().len();
    let Some(name) = before(text, start, "") else { return own_kin(text, start) };
    let humble = text[at..].starts_with("と申");
    Some(Name { sure: name.sure && (humble || !is_place(&text[name.range.clone()])), ..name })
}

/// The given name of one of the family whom somebody names: うちの夫、健吾といいます.
fn own_kin(text: &str, at: usize) -> Option<Name> {
    let start = text[..at].char_indices().rev().take(3).take_while(|(_, c)| is_kanji(*c)).last()?.0;
    let given = &text[start..at];
    let before = text[..start].strip_suffix(['、', 'は', 'の', '「', ' '])?;
    let kin = [
        "夫",
        "妻",
        "主人",
        "娘",
        "息子",
        "長男",
        "長女",
        "次男",
        "次女",
        "父",
        "母",
        "兄",
        "弟",
        "姉",
        "妹",
        "祖父",
        "祖母",
        "孫",
        "上の子",
        "下の子",
        "上",
        "下",
    ];
    let is_kin = kin.iter().any(|kin| before.ends_with(kin)) || before.ends_with("名前");
    (is_kin && given.chars().count() >= 2 && is_given(given)).then_some(Name { range: start..at, sure: true })
}

/// What a given name of kin may be followed by.
#[rustfmt::skip]
const FOLLOWS: &[&str] = &[
    "は", "が", "も", "と", "を", "に", "から", "の", " ", "　", "\n", "です", "、", "。", "さん", "ちゃん", "くん", "君", "(", "（",
];

/// A given name after 娘の, 息子の and the like.
pub(crate) fn child(text: &str, at: usize) -> Option<Range<usize>> {
    let end = kanji_end(text, at);
    let follows = |end: usize| {
        let rest = &text[end..];
        let mut ends = FOLLOWS.iter();
        rest.is_empty() || ends.any(|word| rest.starts_with(word))
    };
    if end > at {
        let name = &text[at..end];
        let given = name.chars().count() >= 2 && is_given(name) && !is_surname(name) && !is_word(name)
            || is_typical_single(name);
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
