//! An entry of `salon/privacy.toml`: what public values and waivers are written as.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::text::date::Date;

/// The file that lists public values and waivers.
pub const FILE: &str = "salon/privacy.toml";

/// A text of a TOML table.
pub(crate) fn text<'a>(table: &'a DeTable<'_>, key: &str) -> Option<&'a str> {
    get(table, key)?.get_ref().as_str()
}

/// A day of a TOML table.
pub(crate) fn date(table: &DeTable<'_>, key: &str) -> Option<Date> {
    match get(table, key)?.get_ref() {
        DeValue::Datetime(day) => Date::parse(&day.to_string()),
        DeValue::String(day) => Date::parse(day),
        _ => None,
    }
}

fn get<'a, 'b>(table: &'a DeTable<'b>, key: &str) -> Option<&'a Spanned<DeValue<'b>>> {
    table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
}
