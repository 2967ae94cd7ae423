//! `CORPORATE_NUMBER`: thirteen digits of a public register; a sole trader's invoice number names a person.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Shape::LongNumber,
        Trigger::Shape,
        Triggers, all, digits, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words, spoken_of},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::CorporateNumber,
    triggers: Triggers::any(&[Shape(LongNumber)]),
    words: Words { context: &["法人番号", "インボイス", "登録番号", "適格請求書"], veto: &[] },
    find: find_corporate_number,
    examples: &[
        Good("法人番号は7000012050002です。"),
        Good("番号は1234567890123です。"),
        Warned("個人事業の屋号で、登録番号は⟦T7000012050002⟧です。"),
    ],
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"T?[1-9]-?[0-9]{4}-?[0-9]{4}-?[0-9]{4}"));

fn find_corporate_number(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&NUMBER, block).filter(|range| block.stands_alone(range)) {
        let text = &block.text[range.clone()];
        if is_valid(&digits(text)) {
            let trader =
                text.starts_with('T') && spoken_of(block, &range, &["個人事業", "屋号", "フリーランス", "個人で"]);
            out.push(Found::new(range, 60, if trader { Severity::Warn } else { Severity::Info }).certain());
        }
    }
}

fn is_valid(number: &[u32]) -> bool {
    let Some((first, rest)) = number.split_first().filter(|(_, rest)| rest.len() == 12) else { return false };
    let sum: u32 = rest.iter().rev().enumerate().map(|(at, digit)| digit * (at as u32 % 2 + 1)).sum();
    *first == 9 - sum % 9
}
