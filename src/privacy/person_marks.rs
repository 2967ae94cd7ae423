//! Names that their own form gives away: two of one surname, who speaks in a chat, who is ill, a given name in kana.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        detector::pattern,
        names::{is_given, is_given_kana, is_surname, is_word_too},
        person::{Name, is_letter, is_typical_single, kanji_end, run_start},
        person_words::{OLD_NAMES, is_word},
        surname_shape::is_like_surname,
    },
    text::japanese::is_kanji,
};

/// Two of one surname told apart: 佐藤(茂), 佐藤(久).
static APART: LazyLock<Regex> = LazyLock::new(|| pattern(r"([\p{Han}々]{2,3})[（(]([\p{Han}])[)）]"));

/// The surnames that have one kanji of a given name behind them in brackets.
pub(crate) fn find_apart(text: &str) -> Vec<Name> {
    if !text.contains(['(', '（']) {
        return Vec::new();
    }
    let apart = APART.captures_iter(text).filter_map(|found| Some((found.get(1)?, found.get(2)?)));
    let people = apart.filter(|(surname, given)| {
        let (surname, given) = (surname.as_str(), given.as_str());
        is_surname(surname)
            && !is_word_too(surname)
            && !is_word(surname)
            && (is_given(given) || is_typical_single(given))
    });
    people.map(|(surname, given)| Name { range: surname.start()..given.end(), sure: true }).collect()
}

/// Words for what a child or one of the family suffers from.
#[rustfmt::skip]
pub(crate) const AILING: &[&str] = &[
    "アレルギー", "エピペン", "熱を出", "喘息", "ぜんそく", "発作", "入院", "通院", "手術", "てんかん", "骨折", "不登校", "発達障害",
];

/// The given names of those who are said to be ill: 颯太は卵のアレルギーで.
pub(crate) fn find_ill(text: &str) -> Vec<Name> {
    let mut found = Vec::new();
    for (at, word) in AILING.iter().flat_map(|word| text.match_indices(word)) {
        let start = text[..at].rfind(['。', '\n', '！', '、']).map_or(0, |at| at + 3).min(at);
        let Some(sentence) = text.get(start..at) else { continue };
        let name = &sentence[..kanji_end(sentence, 0)];
        let said = sentence[name.len()..].starts_with(['は', 'が', 'の', 'も']);
        let given = (2..=3).contains(&name.chars().count()) && is_given(name) && !is_surname(name) && !is_word(name);
        if said && given && !word.is_empty() {
            found.push(Name { range: start..start + name.len(), sure: true });
        }
    }
    found
}

/// Whoever speaks in a log of a chat, line by line.
static SPEAKER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^(\p{Hiragana}{2,4}|[ァ-ヺー]{2,4})(?:兄|姉|さん|ちゃん|くん)?[:：]\s?\S"));

/// Whether the beginning of a line stands before a sign, as who speaks does.
pub(crate) fn may_speak(text: &str, sign: Range<usize>) -> bool {
    let line = text[..sign.start].rfind('\n').map_or(0, |at| at + 1);
    let name = &text[line..sign.start];
    (2..=6).contains(&name.chars().count()) && name.chars().all(|c| is_letter(c) || "兄姉".contains(c))
}

/// What stands alone behind a word and a sign, up to a bracket or the end of the line, and is no office.
pub(crate) fn alone_behind(text: &str, end: usize) -> Option<Name> {
    let sign = text[end..].chars().next().filter(|c| "・:： 　/／=＝".contains(*c))?;
    let at = end + sign.len_utf8();
    let stop = kanji_end(text, at);
    let name = &text[at..stop];
    let ended = text[stop..].chars().next().is_none_or(|c| matches!(c, ')' | '）' | '\n'));
    let office = name
        .ends_with(['部', '会', '課', '係', '局', '室', '所', '社', '者', '長', '員', '同', '館', '校', '人', '役']);
    (ended && !office && (2..=3).contains(&name.chars().count()) && !is_word(name))
        .then_some(Name { range: at..stop, sure: true })
}

/// The given names in front of the lines of a chat: two and more speak there.
pub(crate) fn find_speakers(text: &str) -> Vec<Name> {
    let mut signs = text.match_indices([':', '：']);
    if !signs.any(|(at, sign)| may_speak(text, at..at + sign.len())) {
        return Vec::new();
    }
    let speakers = SPEAKER.captures_iter(text).filter_map(|found| found.get(1));
    let names: Vec<Name> = speakers
        .filter(|name| (is_given_kana(name.as_str()) || OLD_NAMES.contains(&name.as_str())) && !is_word(name.as_str()))
        .map(|name| Name { range: name.range(), sure: false })
        .collect();
    if names.len() > 1 { names } else { Vec::new() }
}

/// A given name in kana behind a surname in kanji, before 敬称: 兼平そらさん.
pub(crate) fn with_kana(text: &str, at: usize) -> Option<Name> {
    let given = run_start(&text[..at], is_letter)?;
    let head = text[..given].trim_end_matches([' ', '　']);
    let start = run_start(head, is_kanji)?;
    let (surname, name) = (&head[start..], &text[given..at]);
    let known = is_surname(surname) || surname.chars().count() == 2 && is_like_surname(surname);
    let fits = known && !is_word(surname) && name.chars().count() >= 2 && !is_word(name);
    let given = is_given_kana(name) || OLD_NAMES.contains(&name);
    (fits && given).then_some(Name { range: start..at, sure: true })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one of the finders calls a name.
    fn found_by(find: fn(&str) -> Vec<Name>, text: &str) -> String {
        find(text).into_iter().map(|name| text[name.range].to_owned()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn names_give_themselves_away() {
        for (find, text, expected) in [
            (find_apart as fn(&str) -> Vec<Name>, "名簿では佐藤(茂)、佐藤(誠)と書きます。", "佐藤(茂|佐藤(誠"),
            (find_apart, "地図(北)と会場(南)です。", ""),
            (find_speakers, "ゆうこ：足りる？\nケン兄：足りない", "ゆうこ|ケン"),
            (find_speakers, "みどり：緑色", ""),
            (find_ill, "颯太は卵と乳のアレルギーです。", "颯太"),
            (find_ill, "春は花粉のアレルギーに気を付けます。", ""),
            (find_ill, "子どもが熱を出したら電話します。", ""),
        ] {
            assert_eq!(found_by(find, text), expected, "{text}");
        }
        let named = |text: &str| with_kana(text, text.len()).map(|name| text[name.range].to_owned());
        assert_eq!(named("大家は橋浦 イネ").as_deref(), Some("橋浦 イネ"));
        assert_eq!(named("一位は高橋そら").as_deref(), Some("高橋そら"));
        assert_eq!(named("役場さくら"), None);
    }
}
