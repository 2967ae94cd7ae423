//! Something personal in a text: where and what, never the value.

use std::ops::Range;

use crate::privacy::{
    kind::{Kind, Severity},
    names::is_surname,
    value::Value,
};

/// Something personal in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// The bytes of the text given.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// How much it matters, after the words around it and the lists.
    pub severity: Severity,
    /// The one form of the value, for lists and waivers.
    pub(crate) value: Value,
}

/// Writes words in the place of hits, which ascend and never overlap; a hit without words stays as it is.
pub(crate) fn replace(text: &str, hits: &[&Hit], with: impl Fn(&Hit) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for hit in hits {
        if let Some(word) = with(hit).filter(|_| hit.range.start >= at) {
            out.push_str(&text[at..hit.range.start]);
            out.push_str(&word);
            at = hit.range.end;
        }
    }
    out.push_str(&text[at..]);
    out
}

/// A value as people may see it: numbers keep their first group and the last two digits, names and mail the first
/// character; what may never appear shows kind and length.
pub(crate) fn mask(value: &str, hit: &Hit) -> String {
    let count = value.chars().count();
    match hit.kind {
        _ if hit.severity == Severity::Never => format!("[{} {count}]", hit.kind.name()),
        Kind::Phone | Kind::BankAccount | Kind::Plate | Kind::BirthDate => {
            let digits = value.chars().filter(|c| c.is_alphanumeric()).count();
            let mut seen = 0;
            let mut first = true;
            let show = |c: char| {
                seen += usize::from(c.is_alphanumeric());
                first &= seen == 0 || c.is_alphanumeric();
                if !c.is_alphanumeric() || (first && seen <= 4 && digits > 6) || seen + 2 > digits { c } else { '*' }
            };
            value.chars().map(show).collect()
        }
        Kind::HiddenChar => "…".to_owned(),
        Kind::PersonName | Kind::Nickname => mask_name(value),
        _ => value.chars().take(1).chain(std::iter::repeat_n('*', count.saturating_sub(1).min(8))).collect(),
    }
}

/// A name as people may see it: its first character, unless that is a name by itself.
pub(crate) fn mask_name(name: &str) -> String {
    let count = name.chars().count();
    // Of 森さん or 原 花子 the first character is the whole surname.
    let shown = usize::from(!is_whole(name));
    name.chars().take(shown).chain(std::iter::repeat_n('*', count.saturating_sub(shown).min(8))).collect()
}

/// Whether a name's first character is a name by itself.
fn is_whole(name: &str) -> bool {
    let first: String = name.trim_start_matches('@').chars().take(1).collect();
    let rest = name.trim_start_matches('@').chars().nth(1);
    is_surname(&first) || rest.is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_shown_whole() {
        for (kind, value, shown) in [
            (Kind::PersonName, "佐藤", "佐*"),
            (Kind::PersonName, "佐藤花子", "佐***"),
            (Kind::PersonName, "森", "*"),
            (Kind::PersonName, "森本", "**"),
            (Kind::PersonName, "森 花子", "****"),
            (Kind::PersonName, "原", "*"),
            (Kind::Nickname, "ゆき", "ゆ*"),
            (Kind::Nickname, "しおかぜ55", "し*****"),
            (Kind::Email, "a@example.jp", "a********"),
        ] {
            let hit = Hit { range: 0..value.len(), kind, severity: Severity::Block, value: Value(String::new()) };
            assert_eq!(mask(value, &hit), shown, "{value}");
        }
    }
}
