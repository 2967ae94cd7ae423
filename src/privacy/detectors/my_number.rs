//! `MY_NUMBER`: the twelve digits of マイナンバー.

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
    kind: Kind::MyNumber,
    triggers: Triggers::any(&[Shape(LongNumber)]),
    words: Words {
        context: &["マイナンバー", "個人番号", "通知カード", "マイナ", "My Number", "my number"],
        veto: &["受付", "整理", "工事", "お客様"],
    },
    find: find_my_number,
    examples: &[
        Bad("妻のマイナンバーは⟦1234 5678 9018⟧です。"),
        Bad("個人番号を⟦1234-5678-9010⟧と写し間違えました。"),
        Bad("番号は⟦１２３４５６７８９０１８⟧でした。"),
        Bad("通知カードに⟦123456789010⟧とあります。"),
        Good("伝票番号は123456789018です。"),
        Good("[電話](tel:+818000000003)、+818000000003。"),
        Good("申請番号 2024-0401-0012 を控えてください。"),
        Good("202604010930に更新しました。"),
        Good("マイナンバーは12桁です。"),
    ],
};

static TWELVE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{4}(?:\s?[-.・]\s?|\s|)[0-9]{4}(?:\s?[-.・]\s?|\s|)[0-9]{4}"));

fn find_my_number(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in twelve(block) {
        if license(block, &range) {
            continue;
        }
        let number = digits(&block.text[range.clone()]);
        let checked = is_valid(&number) && !is_moment(&number);
        out.push(Found { checked, ..Found::new(range, 45, Severity::Never) });
    }
}

/// Groups of twelve digits that stand alone.
pub(super) fn twelve<'a>(block: &'a Block<'_>) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
    all(&TWELVE, block).filter(|range| {
        // A card's sixteen digits are no twelve and four.
        let (left, right) = (block.before(range.start, 2), block.after(range.end, 2));
        let more = |c: Option<char>, d: Option<char>| {
            c.is_some_and(char::is_whitespace) && d.is_some_and(|d| d.is_ascii_digit())
        };
        let (mut left, mut right) = (left.chars().rev(), right.chars());
        // What a telephone link is written as: tel:+81…
        let dialled = block.left(range.start) == Some('+') || block.before(range.start, 4).eq_ignore_ascii_case("tel:");
        block.stands_alone(range) && !dialled && !more(left.next(), left.next()) && !more(right.next(), right.next())
    })
}

/// Whether a driving licence is spoken of right beside twelve digits.
pub(super) fn license(block: &Block<'_>, range: &std::ops::Range<usize>) -> bool {
    let mine = |text: &str| text.contains("マイナンバー") || text.contains("個人番号");
    let (before, after) = (block.before(range.start, 14), block.after(range.end, 14));
    let named = |text: &str| text.contains("免許") || text.contains("運転経歴");
    (named(before) && !mine(before)) || (named(after) && !mine(before) && !mine(after))
}

/// The check digit of the ordinance of 2014 (総務省令第85号, article 5).
fn is_valid(number: &[u32]) -> bool {
    let sum: u32 = number.iter().zip([6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
    let rest = sum % 11;
    number.get(11) == Some(&if rest <= 1 { 0 } else { 11 - rest })
}

/// Whether twelve digits are a date and a time.
fn is_moment(number: &[u32]) -> bool {
    let part = |range: std::ops::Range<usize>| number[range].iter().fold(0, |sum, digit| sum * 10 + digit);
    (1900..2100).contains(&part(0..4))
        && (1..=12).contains(&part(4..6))
        && (1..=31).contains(&part(6..8))
        && part(8..10) < 24
        && part(10..12) < 60
}
