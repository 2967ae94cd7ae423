//! How names are read, and kana as Latin letters and back: people write a name as they hear it.

use std::sync::LazyLock;

use ahash::AHashMap;

/// See the head of the file for its origin and licence.
const DATA: &str = include_str!("readings.txt");

/// The readings of surnames, and those of given names.
static READINGS: LazyLock<[AHashMap<&str, Vec<&str>>; 2]> = LazyLock::new(|| {
    let mut lists = [AHashMap::new(), AHashMap::new()];
    let mut parts = DATA.split("\n\n").skip(1);
    for list in &mut lists {
        for line in parts.next().expect("readings.txt holds both lists").lines() {
            let mut words = line.split(' ');
            let reading = words.next().unwrap_or_default();
            words.for_each(|name| list.entry(name).or_insert_with(Vec::new).push(reading));
        }
    }
    lists
});

/// How a surname is read.
pub(crate) fn surname_readings(kanji: &str) -> &'static [&'static str] {
    READINGS[0].get(kanji).map_or(&[], Vec::as_slice)
}

/// How a given name may be read.
pub(crate) fn given_readings(kanji: &str) -> &'static [&'static str] {
    READINGS[1].get(kanji).map_or(&[], Vec::as_slice)
}

/// Syllables, the longest spellings first.
#[rustfmt::skip]
const SYLLABLES: &[(&str, &str)] = &[
    ("kya", "きゃ"), ("kyu", "きゅ"), ("kyo", "きょ"), ("sha", "しゃ"), ("shu", "しゅ"), ("sho", "しょ"), ("cha", "ちゃ"),
    ("chu", "ちゅ"), ("cho", "ちょ"), ("nya", "にゃ"), ("nyu", "にゅ"), ("nyo", "にょ"), ("hya", "ひゃ"), ("hyu", "ひゅ"),
    ("hyo", "ひょ"), ("mya", "みゃ"), ("myu", "みゅ"), ("myo", "みょ"), ("rya", "りゃ"), ("ryu", "りゅ"), ("ryo", "りょ"),
    ("gya", "ぎゃ"), ("gyu", "ぎゅ"), ("gyo", "ぎょ"), ("bya", "びゃ"), ("byu", "びゅ"), ("byo", "びょ"), ("pya", "ぴゃ"),
    ("pyu", "ぴゅ"), ("pyo", "ぴょ"), ("shi", "し"), ("chi", "ち"), ("tsu", "つ"), ("ja", "じゃ"), ("ju", "じゅ"),
    ("jo", "じょ"), ("ka", "か"), ("ki", "き"), ("ku", "く"), ("ke", "け"), ("ko", "こ"), ("sa", "さ"), ("su", "す"),
    ("se", "せ"), ("so", "そ"), ("ta", "た"), ("te", "て"), ("to", "と"), ("na", "な"), ("ni", "に"), ("nu", "ぬ"),
    ("ne", "ね"), ("no", "の"), ("ha", "は"), ("hi", "ひ"), ("fu", "ふ"), ("he", "へ"), ("ho", "ほ"), ("ma", "ま"),
    ("mi", "み"), ("mu", "む"), ("me", "め"), ("mo", "も"), ("ya", "や"), ("yu", "ゆ"), ("yo", "よ"), ("ra", "ら"),
    ("ri", "り"), ("ru", "る"), ("re", "れ"), ("ro", "ろ"), ("wa", "わ"), ("ga", "が"), ("gi", "ぎ"), ("gu", "ぐ"),
    ("ge", "げ"), ("go", "ご"), ("za", "ざ"), ("ji", "じ"), ("zu", "ず"), ("ze", "ぜ"), ("zo", "ぞ"), ("da", "だ"),
    ("de", "で"), ("do", "ど"), ("ba", "ば"), ("bi", "び"), ("bu", "ぶ"), ("be", "べ"), ("bo", "ぼ"), ("pa", "ぱ"),
    ("pi", "ぴ"), ("pu", "ぷ"), ("pe", "ぺ"), ("po", "ぽ"), ("a", "あ"), ("i", "い"), ("u", "う"), ("e", "え"),
    ("o", "お"), ("n", "ん"), ("si", "し"), ("ti", "ち"), ("tu", "つ"), ("hu", "ふ"), ("zi", "じ"), ("zu", "づ"),
    ("ji", "ぢ"), ("o", "を"),
];

/// Small Latin letters as hiragana; `None` if they spell no Japanese.
pub(crate) fn kana_of(latin: &str) -> Option<String> {
    let mut out = String::new();
    let mut rest = latin;
    while !rest.is_empty() {
        let double =
            rest.as_bytes().first() == rest.as_bytes().get(1) && !rest.starts_with(['a', 'i', 'u', 'e', 'o', 'n']);
        if double {
            out.push('っ');
            rest = &rest[1..];
        }
        let (spelt, kana) = SYLLABLES.iter().find(|(spelt, _)| rest.starts_with(spelt))?;
        out.push_str(kana);
        rest = &rest[spelt.len()..];
    }
    Some(out)
}

/// Hiragana as small Latin letters, as passports have them; `None` if something else is among it.
pub(crate) fn latin_of(kana: &str) -> Option<String> {
    let mut out = String::new();
    let (mut rest, mut double) = (kana, false);
    while !rest.is_empty() {
        if let Some(next) = rest.strip_prefix('っ') {
            (rest, double) = (next, true);
            continue;
        }
        let (spelt, part) = SYLLABLES.iter().find(|(_, part)| rest.starts_with(part))?;
        if std::mem::take(&mut double) {
            out.push_str(&spelt[..1]);
        }
        out.push_str(spelt);
        rest = &rest[part.len()..];
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_and_spelt() {
        assert!(surname_readings("土屋").contains(&"つちや") && given_readings("健一").contains(&"けんいち"));
        assert!(surname_readings("役場").is_empty());
        for (latin, kana) in [("mika", "みか"), ("hattori", "はっとり"), ("yukiusagi", "ゆきうさぎ")] {
            assert_eq!(kana_of(latin).as_deref(), Some(kana));
        }
        assert_eq!((kana_of("smith"), latin_of("しゅんた").as_deref()), (None, Some("shunta")));
        assert_eq!(latin_of("はっとり").as_deref(), Some("hattori"));
    }
}
