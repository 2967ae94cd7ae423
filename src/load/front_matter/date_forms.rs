//! The ways in which people write a day, to offer the one way that front matter takes.

use unicode_normalization::UnicodeNormalization;

use crate::text::date::Date;

/// Eras: name, letter, the year before the first.
const ERAS: [(&str, char, i32); 4] =
    [("令和", 'R', 2018), ("平成", 'H', 1988), ("昭和", 'S', 1925), ("大正", 'T', 1911)];

/// The day that was meant: `2026/4/1`, `2026.4.1`, `2026年4月1日`, `令和8年4月1日`, `R8.4.1`, full-width digits.
pub fn guess(text: &str) -> Option<Date> {
    let text: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let text = text.split('T').next().filter(|_| text.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(&text);
    let era = ERAS.iter().find_map(|(name, letter, before)| {
        let rest = text
            .strip_prefix(name)
            .or_else(|| text.strip_prefix(*letter))
            .or_else(|| text.strip_prefix(letter.to_ascii_lowercase()))?;
        Some((*before, rest))
    });
    let (before, rest) = era.unwrap_or((0, text));
    let rest = rest.replacen("元年", "1年", 1);
    let numbers: Vec<&str> = rest.trim_end_matches('日').split(['/', '.', '-', '年', '月']).collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let digits = |text: &str| {
        Some(text)
            .filter(|text| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|text| text.parse::<u32>().ok())
    };
    let year = i32::try_from(digits(year)?).ok()?;
    if era.is_none() && year < 1000 {
        return None;
    }
    Date::new(year + before, digits(month)?, digits(day)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_understood() {
        for (text, expected) in [
            ("令和8年4月1日", "2026-04-01"),
            ("令和元年5月1日", "2019-05-01"),
            ("R8.4.1", "2026-04-01"),
            ("2026/4/1", "2026-04-01"),
            ("2026.4.1", "2026-04-01"),
            ("２０２６年４月１日", "2026-04-01"),
            ("2026-4-1", "2026-04-01"),
            ("2026-04-01T10:00", "2026-04-01"),
        ] {
            assert_eq!(guess(text).map(|date| date.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["来年", "2026年4月", "2026/13/1", "R8", "8/4/1", "", "四月"] {
            assert_eq!(guess(text), None, "{text}");
        }
    }
}
