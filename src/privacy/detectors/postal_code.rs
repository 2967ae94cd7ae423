//! `POSTAL_CODE`: seven digits that name a part of a town.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Shape::LongNumber,
        Trigger::{Holds, Shape},
        Triggers, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::PostalCode,
    triggers: Triggers::any(&[Shape(LongNumber), Holds(&["〒", "郵便番号"])]),
    words: Words { context: &["自宅", "住所"], veto: &[] },
    find: find_postal_code,
    examples: &[
        Warned("荷物は⟦〒999-0033⟧へ送ってください。"),
        Warned("⟦〒９９９ー００３４⟧のあたりです。"),
        Warned("うちの郵便番号は⟦9990035⟧です。"),
        Warned("⟦999-0036⟧ 千葉県潮見市に着きました。"),
        Good("郵便番号は封筒の右上に書きます。"),
        Good("〒000-0000 ○○県○○市と書きます。"),
        Good("標高は999-1000メートルです。"),
    ],
};

static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"〒\s?[0-9]{3}\s?-?\s?[0-9]{4}"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"郵便番号[はがも::、\s(「]{0,3}([0-9]{3}-?[0-9]{4})",
        r"|([0-9]{3}-[0-9]{4})[\s、]{0,2}(?:\p{Han}{2,3}[都道府県]|\p{Han}{1,5}[市区郡])",
    ))
});

fn find_postal_code(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    let marked = MARKED.find_iter(block.text).map(|found| found.range());
    let named = NAMED
        .captures_iter(block.text)
        .filter_map(|found| found.get(1).or_else(|| found.get(2)))
        .map(|found| found.range());
    for range in marked.chain(named) {
        let digits = range.start + block.text[range.clone()].find(|c: char| c.is_ascii_digit()).unwrap_or(0)..range.end;
        // 〒000-0000 ○○県: a form that shows where to write it.
        let shown = !block.text[digits.clone()].contains(|c: char| matches!(c, '1'..='9'));
        if block.stands_alone(&digits) && !shown {
            out.push(Found::new(range, 60, Severity::Warn).certain());
        }
    }
}
