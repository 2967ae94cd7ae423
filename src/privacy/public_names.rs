//! Names that may stand anywhere: those that the site lists, those of its facilities, and those of history.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;

use crate::privacy::{
    folded::{Folded, fold},
    normalized::NormalizedText,
};

/// See the head of the file.
const HISTORY: &str = include_str!("historical.txt");

static HISTORICAL: LazyLock<PublicNames> = LazyLock::new(|| {
    let lines = HISTORY.lines().filter(|line| !line.starts_with('#'));
    let names = lines.flat_map(|line| {
        // Latin names have a space of their own and stand last.
        let latin = line.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(line.len());
        line[..latin].split_whitespace().chain(Some(line[latin..].trim()).filter(|name| !name.is_empty()))
    });
    PublicNames::new(names).expect("there are names of history")
});

/// Names of persons that may appear.
#[derive(Clone)]
pub(crate) struct PublicNames(AhoCorasick);

impl PublicNames {
    /// A search for these names; `None` if there are none.
    pub(crate) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut all = Vec::new();
        for name in names {
            let plain = NormalizedText::new(name).text;
            all.push(fold(&plain));
            // Surname and given name stand in either order.
            let words: Vec<&str> = plain.split_whitespace().collect();
            if let [a, b] = words[..]
                && plain.is_ascii()
            {
                all.push(fold(&format!("{b}{a}")));
            }
        }
        all.retain(|name| name.chars().count() > 1);
        let search = AhoCorasick::new(&all).ok()?;
        (!all.is_empty()).then_some(Self(search))
    }

    /// Whether a range of a text is a part of one of the names.
    pub(crate) fn cover(&self, text: &str, range: &Range<usize>) -> bool {
        let window = window(text, range, 40);
        let text = &text[window.clone()];
        let range = range.start - window.start..range.end - window.start;
        let folded = Folded::new(text);
        let mut found = self.0.find_overlapping_iter(&folded.text);
        found.any(|found| {
            let name = folded.source(&found.range());
            name.start <= range.start && range.end <= name.end
        })
    }
}

/// The text around a range, this many characters to each side.
pub(crate) fn window(text: &str, range: &Range<usize>, reach: usize) -> Range<usize> {
    let start = text[..range.start].char_indices().rev().take(reach).last().map_or(range.start, |(at, _)| at);
    let end = text[range.end..].char_indices().nth(reach).map_or(text.len(), |(at, _)| range.end + at);
    start..end
}

/// Whether a range of a text is a part of the name of somebody who died more than fifty years ago.
pub(crate) fn is_historical(text: &str, range: &Range<usize>) -> bool {
    HISTORICAL.cover(text, range)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_name_covers_its_parts_and_no_longer_name() {
        let names = PublicNames::new(["大槻 正巳", "Otsuki Masami", "相馬町長"].into_iter()).unwrap();
        for (text, name, expected) in [
            ("大槻正巳です", "大槻正巳", true),
            ("大槻　正巳です", "大槻", true),
            ("MASAMI OTSUKI", "MASAMI OTSUKI", true),
            ("相馬町長の話", "相馬", true),
            ("相馬さんの話", "相馬", false),
            ("大槻正巳雄です", "大槻正巳雄", false),
        ] {
            let at = text.find(name).unwrap();
            assert_eq!(names.cover(text, &(at..at + name.len())), expected, "{text}");
        }
        assert!(is_historical("宮沢賢治の童話", &(0..12)) && !is_historical("宮沢賢二の話", &(0..12)));
        assert!(HISTORY.lines().filter(|line| !line.starts_with('#')).count() >= 150);
    }
}
