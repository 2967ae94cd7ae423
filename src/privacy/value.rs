//! A value in its one form, by which two writings of it are the same, and what its form says of it.

use crate::privacy::{kind::Kind, normalized::kanji_digit};

/// A value in its one form; what shows it, shows its length.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Value(pub(crate) String);

impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Value({} characters)", self.0.chars().count())
    }
}

/// The one form of a value of a normalized text.
pub(crate) fn canonical(kind: Kind, normalized: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '(' | ')' | '〒' | '・');
    let plain: String = normalized.chars().filter(kept).flat_map(char::to_lowercase).collect();
    match kind {
        Kind::Phone => {
            // An extension is no part of the number.
            let plain = plain.split_once(";ext=").map_or(plain.as_str(), |(number, _)| number);
            let digits: String = plain.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            let abroad = ["+81", "0081", "01081"].into_iter().find_map(|code| digits.strip_prefix(code));
            let bare = || digits.strip_prefix("81").filter(|rest| (9..=11).contains(&rest.len()));
            match abroad.or_else(bare) {
                Some(rest) => format!("0{}", rest.trim_start_matches('0')),
                // A table that takes a mobile number for a sum loses its zero.
                None if digits.len() == 10 && ["50", "70", "80", "90"].iter().any(|line| digits.starts_with(line)) => {
                    format!("0{digits}")
                }
                None => digits,
            }
        }
        Kind::Email => plain.trim_start_matches("mailto:").replace("アットマーク", "@").to_owned(),
        Kind::PostalCode => plain.chars().filter(char::is_ascii_digit).collect(),
        Kind::SnsId => plain
            .trim_start_matches("https://")
            .trim_start_matches("http://")
            .trim_start_matches("www.")
            .trim_end_matches('/')
            .to_owned(),
        Kind::Address => address(normalized),
        _ => plain,
    }
}

/// An address with hyphens for 丁目, 番地 and 号, so that its writings are one.
fn address(normalized: &str) -> String {
    let mut out = String::new();
    let mut rest = normalized;
    while let Some(c) = rest.chars().next() {
        let word = ["丁目", "番地の", "番地", "番", "号"]
            .into_iter()
            .find(|word| rest.starts_with(word) && out.ends_with(|c: char| c.is_ascii_digit()));
        rest = &rest[word.map_or(c.len_utf8(), str::len)..];
        match (word, kanji_digit(c)) {
            (Some(_), _) => out.push('-'),
            // 一丁目 is 1丁目; a kanji numeral elsewhere is part of a name.
            (None, Some(value)) if ["丁目", "番", "号"].iter().any(|unit| rest.starts_with(unit)) => {
                out.push_str(&value.to_string())
            }
            (None, _) if c.is_whitespace() || c == '〒' => {}
            (None, _) => out.extend(c.to_lowercase()),
        }
    }
    while out.contains("--") {
        out = out.replace("--", "-");
    }
    out.trim_end_matches('-').to_owned()
}

/// Whether a number in its one form is of those that only offices have.
pub(crate) fn is_business(number: &str) -> bool {
    number.starts_with("0120") || number.starts_with("0570") || (number.starts_with("0800") && number.len() == 11)
}

/// Whether a number in its one form is a mobile or internet line, which no context makes public.
pub(crate) fn is_personal_line(number: &str) -> bool {
    number.len() == 11
        && !is_business(number)
        && ["050", "060", "070", "080", "090"].iter().any(|prefix| number.starts_with(prefix))
}
