//! `NICKNAME`: names of the salon's roster, wherever they stand.

use super::{Detector, Example::Good};
use crate::privacy::{block::Block, kind::{Kind, Severity}, lists::Lists, score::{Found, NO_WORDS}, sieve};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Nickname,
    signs: sieve::ROSTER,
    words: NO_WORDS,
    find,
    // Without a roster there is nothing to find; `tests/privacy.rs` gives it one.
    examples: &[Good("うみねこさんの言うとおりです。")],
};

/// What follows a name and no common word.
const HONORIFICS: &[&str] = &["さん", "様", "さま", "くん", "君", "ちゃん", "氏", "先生", "と申し"];

fn find(block: &Block<'_>, lists: &Lists, out: &mut Vec<Found>) {
    for (range, common) in lists.roster(block.text) {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let inside = block.text[range.clone()].is_ascii() && (latin(block.left(range.start)) || latin(block.right(range.end)));
        let mentioned = block.left(range.start) == Some('@') || HONORIFICS.iter().any(|word| block.text[range.end..].starts_with(word));
        if !inside && (!common || mentioned) {
            out.push(Found::new(range, 85, Severity::Block).certain());
        }
    }
}
