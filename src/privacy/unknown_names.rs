//! Whoever a text calls さん whom neither a list nor the roster knows: found to be nobody, and worth a person's look.
//!
//! Must never say what is found already, and never be taken for a decision: nothing stops for it.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    privacy::{
        person::{is_honorific, is_letter, run_start},
        person_words::is_word,
        review::Review,
    },
    text::japanese::is_kanji,
};

/// What somebody may be called by who is no name of a list.
const TITLES: &[&str] = &["さん", "ちゃん", "くん", "サン", "チャン", "クン"];

/// How words end that say what somebody does, and shops and offices.
const ROLES: &str = "屋者員長士師人家店庁局署課係会所園校場館社房業農主客様役";

/// How words end that say whose kin or of what age somebody is: behind katakana they are the end of a nickname.
const KIN: &str = "民子生方母父娘息婆爺奥皆妹弟兄姉嫁婿孫坊嬢隣赤";

/// Words that people call さん and that are nobody's name.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "旦那", "叔父", "伯父", "叔母", "伯母", "祖父", "祖母", "女将", "若手", "地元", "近所", "双子",
    "おじい", "おばあ", "おとう", "おかあ", "おにい", "おねえ", "おじ", "おば", "おまわり", "たく", "みな", "おく",
    "ママ", "パパ", "スタッフ", "オーナー", "ヘルパー", "ドライバー", "ガイド",
];

/// The words in a text that somebody is called by and that the gate has not taken for names, each with its places.
pub(crate) fn find_unknown_names<'t>(text: &'t str, review: &Review) -> BTreeMap<&'t str, Vec<Range<usize>>> {
    let hits = review.all();
    let is_found = |range: &Range<usize>| {
        let next = hits.partition_point(|hit| hit.range.end <= range.start);
        hits.get(next).is_some_and(|hit| hit.range.start < range.end)
    };
    let mut names: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for title in TITLES {
        let called = text.match_indices(title).filter(|(at, _)| is_honorific(text, *at, title));
        let ranges = called.filter_map(|(at, _)| find_word(&text[..at])).filter(|range| !is_found(range));
        ranges.for_each(|range| names.entry(&text[range.clone()]).or_default().push(range));
    }
    names
}

/// The word that ends a text, if it may be what somebody is called.
fn find_word(head: &str) -> Option<Range<usize>> {
    let last = head.chars().next_back()?;
    let (is, most): (fn(char) -> bool, usize) = match last {
        c if is_kanji(c) => (is_kanji, 6),
        c if is_katakana(c) => (is_katakana, 12),
        // A long run of kana is a part of the sentence.
        c if is_letter(c) => (is_hiragana, 6),
        c if is_latin(c) => (is_latin, 24),
        _ => return None,
    };
    let run = run_start(head, is)?;
    // マメ太 and ピヨ子 are called so as a whole.
    let start = if is_kanji(last) { run_start(&head[..run], is_katakana).unwrap_or(run) } else { run };
    let start = if is_hiragana(last) { behind_particle(head, start) } else { start };
    let word = &head[start..];
    let is_role = is_kanji(last) && (ROLES.contains(last) || start == run && KIN.contains(last));
    let is_listed = is_word(word) || WORDS.contains(&word);
    let is_said = is_hiragana(last) && WORDS.iter().any(|listed| word.ends_with(listed));
    let count = word.chars().count();
    let fits = count <= most && (count > 1 || is_kanji(last)) && word.contains(char::is_alphabetic);
    (fits && !is_role && !is_listed && !is_said).then_some(start..head.len())
}

/// Where kana begin when a particle in front of them is left off, if two are left.
fn behind_particle(head: &str, start: usize) -> usize {
    let rest = head[start..].strip_prefix(['の', 'は', 'が', 'と', 'に', 'を', 'も', 'や']);
    rest.filter(|rest| rest.chars().count() > 1).map_or(start, |rest| head.len() - rest.len())
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{ff66}'..='\u{ff9f}' | 'ー' | '・')
}

fn is_hiragana(c: char) -> bool {
    is_letter(c) && !is_katakana(c) || c == 'ー'
}

fn is_latin(c: char) -> bool {
    c.is_alphanumeric() && (c.is_ascii() || matches!(c, '\u{ff10}'..='\u{ff5a}' | '\u{c0}'..='\u{24f}'))
        || matches!(c, '_' | '-' | '.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        privacy::{Gate, Lists, Place, review},
        text::date::Date,
    };

    #[test]
    fn whoever_is_called_and_not_known_is_named_with_the_places() {
        let gate = Gate::new(&Lists::default());
        for (text, expected) in [
            ("灯台守さんに聞きました。灯台守さんは元気です。", vec![("灯台守", 2)]),
            ("ピヨさんとマメ太くん、ピヨ子ちゃんの畑です。", vec![("ピヨ", 1), ("ピヨ子", 1), ("マメ太", 1)]),
            ("畑のまめさんとmame_2さん。", vec![("mame_2", 1), ("まめ", 1)]),
            ("佐藤さん、大工さん、お父さん、皆さん、赤ちゃん、ケーキ屋さん、息子さん。", vec![]),
            ("たくさんの業者さん、おまわりさん、もうたくさん、みなさん。", vec![]),
            ("秋刀魚さんま、郷土さんぽ、町民Aさんと〔氏名〕さんの話。2さん。", vec![]),
        ] {
            let decided = review(text, Place::Words, &gate, Date::parse("2026-11-01").unwrap());
            let found = find_unknown_names(text, &decided);
            let counts: Vec<(&str, usize)> = found.iter().map(|(name, places)| (*name, places.len())).collect();
            assert_eq!(counts, expected, "{text}");
            assert!(found.iter().all(|(name, places)| places.iter().all(|range| &text[range.clone()] == *name)));
        }
    }
}
