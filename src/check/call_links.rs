//! Links that call a number which stands in the text as well: it is read there, with what is around it.

use std::ops::Range;

use crate::{
    privacy::{Kind, value::canonical},
    text::{
        phone::{find_phones_in_field, folded_digits},
        span::floor_char_boundary,
    },
};

/// How far before a link the one may begin that has the rest of its number.
const NEAR: usize = 400;

/// Whether the address of a link calls the number that is the link's text; `value` is the address, `end` the end of the
/// tag.
pub(super) fn calls_shown(html: &str, value: Range<usize>, end: usize) -> bool {
    let address = &html[value.clone()];
    let Some(number) = address.strip_prefix("tel:") else { return false };
    let shown = html[end..].split('<').next().unwrap_or_default();
    if canonical(Kind::Phone, number) == canonical(Kind::Phone, shown)
        || find_phones_in_field(shown).iter().any(|phone| phone.address() == address)
    {
        return true;
    }
    // The number with an extension, or the end of the number alone, behind the link that has the rest of it.
    let digits = folded_digits(shown);
    let rest = number.strip_suffix(&digits).filter(|_| !digits.is_empty()).map(|rest| rest.trim_end_matches(";ext="));
    let before = floor_char_boundary(html, value.start.saturating_sub(NEAR));
    rest.is_some_and(|rest| html[before..value.start].contains(&format!("\"tel:{rest}")))
}
