//! `PENSION_NUMBER`: the basic pension number, ten digits when a pension is spoken of.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::LongNumber,
        Trigger::Shape,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::PensionNumber,
    triggers: Triggers::any(&[Shape(LongNumber)]),
    words: Words {
        context: &["年金番号", "年金手帳", "基礎年金", "年金証書", "年金の番号"], veto: &["電話", "TEL"]
    },
    find: find_pension_number,
    examples: &[
        Bad("年金手帳には⟦1234-567891⟧とあります。"),
        Bad("基礎年金番号は⟦１２３４５６７８９２⟧です。"),
        Good("年金の相談は0120-000-321へ電話してください。"),
        Good("年金は65歳から受け取れます。"),
        Good("部品は1234-567891です。"),
    ],
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{4}\s?-?\s?[0-9]{6}"));

fn find_pension_number(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    out.extend(
        all(&NUMBER, block)
            .filter(|range| block.stands_alone(range))
            .map(|range| Found::new(range, 45, Severity::Never)),
    );
}
