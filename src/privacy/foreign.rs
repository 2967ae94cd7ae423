//! Names that people of other countries have who live here, as Latin letters, katakana and kanji.

use std::{collections::BTreeSet, sync::LazyLock};

const DATA: &str = include_str!("foreign.txt");

static LISTS: LazyLock<[BTreeSet<&str>; 4]> = LazyLock::new(|| {
    ["given", "surname", "kana", "kanji"].map(|key| {
        let line = DATA.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
        line.expect("foreign.txt holds every list").split(' ').collect()
    })
});

/// Whether a capitalised word is a given name of another country.
pub(crate) fn is_given(word: &str) -> bool {
    LISTS[0].contains(word)
}

/// Whether a capitalised word is a surname of another country.
pub(crate) fn is_surname(word: &str) -> bool {
    LISTS[1].contains(word)
}

/// Whether a word in katakana is such a name.
pub(crate) fn is_kana(word: &str) -> bool {
    LISTS[2].contains(word)
}

/// Whether a word in kanji is a Chinese or Korean surname.
pub(crate) fn is_kanji(word: &str) -> bool {
    LISTS[3].contains(word)
}
