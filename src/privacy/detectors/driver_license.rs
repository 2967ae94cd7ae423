//! `DRIVER_LICENSE`: the twelve digits of a driving licence, told by the words beside them.

use crate::privacy::detectors::my_number::{license, twelve};
use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::LongNumber,
        Trigger::Shape,
        Triggers, digits,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::DriverLicense,
    triggers: Triggers::any(&[Shape(LongNumber)]),
    words: Words { context: &["免許", "運転経歴"], veto: &[] },
    find: find_driver_license,
    examples: &[
        Bad("免許証の番号は⟦123456789010⟧です。"),
        Bad("⟦1020-0000-0350⟧が父の運転免許の番号です。"),
        Good("免許の更新は5年ごとです。"),
        Good("免許を返納した方は、伝票番号123456789010を控えてください。"),
    ],
};

fn find_driver_license(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in twelve(block).filter(|range| license(block, range)) {
        // The check digit is unofficial: it raises confidence and rejects nothing.
        let checked = is_valid(&digits(&block.text[range.clone()]));
        out.push(Found { checked, ..Found::new(range, 45, Severity::Never) });
    }
}

fn is_valid(number: &[u32]) -> bool {
    let sum: u32 = number.iter().zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    number.get(10) == Some(&((11 - sum % 11) % 10))
}
