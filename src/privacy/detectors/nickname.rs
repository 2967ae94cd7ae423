//! `NICKNAME`: names of the salon's roster, wherever they stand.

use crate::privacy::{
    block::Block,
    detector::{Detector, Example::Good, Trigger::Roster, Triggers},
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Nickname,
    triggers: Triggers::any(&[Roster]),
    words: NO_WORDS,
    find: find_nickname,
    // Without a roster there is nothing to find; `tests/privacy.rs` gives it one.
    examples: &[Good("うみねこさんの言うとおりです。")],
};

fn find_nickname(block: &Block<'_>, lists: &Lists, out: &mut Vec<Found>) {
    out.extend(lists.roster(block.text).into_iter().map(|range| Found::new(range, 85, Severity::Block).certain()));
}
