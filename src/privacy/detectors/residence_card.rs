//! `RESIDENCE_CARD`: the number of a 在留カード, whose form no other number has.

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
    kind: Kind::ResidenceCard,
    triggers: Triggers::any(&[Shape(LongNumber), Shape(Token)]),
    words: Words { context: &["在留", "residence card", "Residence Card", "特別永住"], veto: &[] },
    find: find_residence_card,
    examples: &[
        Bad("番号は⟦AB00000012CD⟧です。"),
        Bad("在留カードに⟦ab00000013cd⟧とありました。"),
        Bad("カードは⟦ＡＢ００００００１４ＣＤ⟧です。"),
        Good("型番AB00000012CDEの部品です。"),
        Good("在留カードを持ってきてください。"),
    ],
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)[A-Z]{2}[-\s]?[0-9]{8}[-\s]?[A-Z]{2}"));

fn find_residence_card(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&NUMBER, block).filter(|range| block.stands_alone(range)) {
        let small = block.text[range.clone()].bytes().any(|byte| byte.is_ascii_lowercase());
        out.push(Found::new(range, if small { 45 } else { 85 }, Severity::Never));
    }
}
