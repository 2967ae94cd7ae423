//! `CREDIT_CARD`: 14 to 16 digits whose check digit agrees.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::LongNumber,
        Trigger::Shape,
        Triggers, all, digits, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::CreditCard,
    triggers: Triggers::any(&[Shape(LongNumber)]),
    words: Words {
        context: &["カード", "クレジット", "VISA", "Visa", "card", "Card", "デビット"],
        veto: &["受付", "整理"],
    },
    find: find_credit_card,
    examples: &[
        Bad("カードは⟦4111 1111 1111 1111⟧です。"),
        Bad("⟦５５５５－５５５５－５５５５－４４４４⟧で払いました。"),
        Bad("⟦378282246310005⟧は使えません。"),
        Good("整理番号は4111111111111111です。"),
        Good("カードの4111 1111 1111 1112は打ち間違いです。"),
        Good("ポイントカードは1枚1,000円です。"),
    ],
};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[3-6][0-9]{3}[-.\s]?(?:[0-9]{4}[-.\s]?[0-9]{4}[-.\s]?[0-9]{4}|[0-9]{6}[-.\s]?[0-9]{4,5})")
});

fn find_credit_card(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&NUMBER, block).filter(|range| block.stands_alone(range)) {
        if luhn(&digits(&block.text[range.clone()])) {
            out.push(Found { checked: true, ..Found::new(range, 45, Severity::Never) });
        }
    }
}

fn luhn(number: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 =
        number.iter().rev().enumerate().map(|(at, digit)| if at % 2 == 1 { doubled(*digit) } else { *digit }).sum();
    sum.is_multiple_of(10)
}
