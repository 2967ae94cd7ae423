//! `NICKNAME`: names of the salon's roster, wherever they stand.

use std::ops::Range;

use crate::{
    privacy::{
        block::Block,
        detector::{Detector, Example::Good, Trigger::Roster, Triggers},
        kind::{Kind, Severity},
        lists::Lists,
        score::{Found, NO_WORDS},
    },
    text::japanese::is_kanji,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Nickname,
    triggers: Triggers::any(&[Roster]),
    words: NO_WORDS,
    find: find_nickname,
    // Without a roster there is nothing to find; `tests/privacy.rs` gives it one.
    examples: &[Good("うみねこさんの言うとおりです。")],
};

/// What follows a name and no common word.
const HONORIFICS: &[&str] = &["さん", "様", "さま", "くん", "君", "ちゃん", "氏", "先生", "と申し"];

fn find_nickname(block: &Block<'_>, lists: &Lists, out: &mut Vec<Found>) {
    for (range, common) in lists.roster(block.text) {
        let mentioned = block.left(range.start) == Some('@')
            || HONORIFICS.iter().any(|word| block.text[range.end..].starts_with(word));
        if !is_inside(block, &range, mentioned) && (!common || mentioned) {
            out.push(Found::new(range, 85, Severity::Block).certain());
        }
    }
}

/// Whether a name is a part of a longer word: umineko of umineko2024, 佐藤 of 佐藤錦, カモ of カモシカ.
fn is_inside(block: &Block<'_>, range: &Range<usize>, mentioned: bool) -> bool {
    let name = &block.text[range.clone()];
    let (left, right) = (block.left(range.start), block.right(range.end));
    let beside = |is: fn(char) -> bool| left.is_some_and(is) || !mentioned && right.is_some_and(is);
    let short = name.chars().count() < 3;
    if name.is_ascii() {
        beside(|c| c.is_ascii_alphanumeric())
    } else if name.chars().all(is_katakana) {
        beside(is_katakana)
    } else {
        short && !mentioned && name.chars().all(is_kanji) && beside(is_kanji)
    }
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}
