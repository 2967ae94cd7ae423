//! `PASSPORT`: two letters and seven digits, when a passport is spoken of.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::{LongNumber, Token},
        Trigger::Shape,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Passport,
    triggers: Triggers::any(&[Shape(LongNumber), Shape(Token)]),
    words: Words { context: &["パスポート", "旅券", "passport", "Passport", "PASSPORT"], veto: &[] },
    find: find_passport,
    examples: &[
        Bad("旅券番号は⟦TR0000012⟧です。"),
        Bad("⟦ＴＺ０００００１３⟧のパスポートで入りました。"),
        Bad("passport no. ⟦tz 0000014⟧"),
        Good("型番TP1234567のストーブです。"),
        Good("パスポートは窓口で受け取ります。"),
    ],
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Za-z]{2}[-\s]?[0-9]{7}"));

fn find_passport(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    out.extend(
        all(&NUMBER, block)
            .filter(|range| block.stands_alone(range))
            .map(|range| Found::new(range, 45, Severity::Never)),
    );
}
