//! Addresses and telephone numbers that stand bare in the text.
//!
//! A URL ends where Japanese begins: nobody writes a space before 。 or を.

use std::ops::Range;

use crate::text::japanese::{is_kana, is_kanji, is_wide};

/// Something to link.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// An address, to link as it stands.
    Url,
    /// A telephone number, with its extension where one follows.
    Phone {
        /// The address to call: `tel:+81160001010`, `tel:+81160001010;ext=12`.
        tel: String,
    },
}

/// Words before a number that make it a fax: not linked.
const FAX: [&str; 4] = ["FAX", "ＦＡＸ", "ファクス", "ファックス"];
/// Words before numbers of things.
const THINGS: [&str; 12] = [
    "品番",
    "型番",
    "工事番号",
    "受付番号",
    "整理番号",
    "管理番号",
    "注文番号",
    "製造番号",
    "登録番号",
    "伝票番号",
    "申請番号",
    "図面番号",
];

/// What is to be linked in one run of text, in order.
pub fn find_links(text: &str) -> Vec<(Range<usize>, Found)> {
    let mut found = Vec::new();
    if text.contains("://") {
        let mut from = 0;
        while let Some(range) = next_url(text, from) {
            from = range.end;
            found.push((range, Found::Url));
        }
    }
    if text.contains("www.") {
        let hosts = hosts(text).into_iter().filter(|range| found.iter().all(|(other, _)| !overlaps(other, range)));
        found.extend(hosts.collect::<Vec<_>>().into_iter().map(|range| (range, Found::Url)));
        found.sort_by_key(|(range, _)| range.start);
    }
    if text.bytes().any(|b| b == b'0') {
        // Addresses ascend and never overlap.
        let free = |range: &Range<usize>| {
            let next = found.partition_point(|(other, _): &(Range<usize>, Found)| other.end <= range.start);
            found.get(next).is_none_or(|(other, _)| range.end <= other.start)
        };
        let phones: Vec<_> = phones(text).into_iter().filter(|(range, _)| free(range)).collect();
        found.extend(phones);
        found.sort_by_key(|(range, _)| range.start);
    }
    found
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Addresses without a scheme: `www.example.jp/a`.
fn hosts(text: &str) -> Vec<Range<usize>> {
    let begins = |at: &usize| {
        let before = text[..*at].chars().next_back();
        !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '@'))
    };
    let places = text.match_indices("www.").map(|(at, _)| at).filter(begins);
    let whole = places.map(|at| at..at + url_length(&text[at..]));
    whole.filter(|range| text[range.clone()].trim_start_matches("www.").contains('.')).collect()
}

fn next_url(text: &str, from: usize) -> Option<Range<usize>> {
    let mut search = from;
    loop {
        let colon = search + text[search..].find("://")?;
        let scheme = ["https", "http"].into_iter().find(|scheme| text[from..colon].ends_with(scheme));
        let rest = colon + 3;
        if let Some(scheme) = scheme {
            let start = colon - scheme.len();
            let glued = text[..start].chars().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
            let end = rest + url_length(&text[rest..]);
            if !glued && end > rest {
                return Some(start..end);
            }
        }
        search = rest;
    }
}

/// How much of what follows `://` belongs to the address.
fn url_length(text: &str) -> usize {
    let ends = |c: char| {
        c.is_whitespace()
            || is_wide(c)
            || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '\\' | '^' | '|' | '・' | '\u{ff61}'..='\u{ff9f}')
    };
    // Without a host there is no address: the rest is read for the next one.
    let host = text.split(|c| ends(c) || matches!(c, '/' | '?' | '#')).next().unwrap_or_default();
    if !host.bytes().any(|b| b.is_ascii_alphanumeric()) {
        return 0;
    }
    let mut url = &text[..end_of_address(text, ends)];
    let opened = url.matches('(').count();
    let mut closed = url.matches(')').count();
    loop {
        let mut shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '~', '_']);
        if shorter.ends_with(')') && closed > opened {
            shorter = &shorter[..shorter.len() - 1];
            closed -= 1;
        }
        if shorter.len() == url.len() {
            return url.len();
        }
        url = shorter;
    }
}

/// Where an address ends. A part of its path may be Japanese where another slash follows: `/観光/`; what follows a slash
/// otherwise is the sentence.
fn end_of_address(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let mut end = text.find(&ends).unwrap_or(text.len());
    while text[..end].ends_with('/') {
        let is_letter = |c: char| is_kanji(c) || is_kana(c) || c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let rest = &text[end..];
        let part = rest.len() - rest.trim_start_matches(is_letter).len();
        if part == 0 || !rest[part..].starts_with('/') {
            break;
        }
        let from = end + part;
        end = text[from..].find(&ends).map_or(text.len(), |at| from + at);
    }
    end
}

/// Japanese numbers: 0160-00-1010, (0160)00-1010; ten or eleven digits, the first a zero.
fn phones(text: &str) -> Vec<(Range<usize>, Found)> {
    let bytes = text.as_bytes();
    let part = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'(' | b')');
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = bytes[at..].iter().position(|b| *b == b'0' || *b == b'(').map(|offset| at + offset) {
        let end = start + bytes[start..].iter().take_while(|b| part(**b)).count();
        at = end.max(start + 1);
        let glued = start > 0
            && (matches!(bytes[start - 1], b'-' | b'(')
                || bytes[start - 1].is_ascii_alphanumeric()
                || matches!(bytes[start - 1], b'/' | b'.' | b'+'));
        let followed = bytes.get(end).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/');
        let number = text[start..end].trim_end_matches(['-', '(', ')']);
        let number = if text[start..end].starts_with('(') && !number.contains(')') { &number[..0] } else { number };
        if glued || followed || !is_phone(number) || is_no_call(&text[..start]) {
            continue;
        }
        let after = start + number.len();
        let end = after + extension_length(&text[after..]);
        found.push((start..end, Found::Phone { tel: call_address(&text[start..end]) }));
        at = at.max(end);
    }
    found
}

/// How much of what follows a number names an extension: `（内線12）`, ` 内線：12`.
fn extension_length(after: &str) -> usize {
    let is_gap = |c: char| matches!(c, ' ' | '\u{3000}' | '、' | ',');
    let rest = after.trim_start_matches(is_gap);
    let open = rest.starts_with(['(', '（']);
    let rest = rest.trim_start_matches(['(', '（']).trim_start_matches(is_gap);
    let Some(rest) = rest.strip_prefix("内線") else { return 0 };
    let rest = rest.trim_start_matches("番号").trim_start_matches([' ', '\u{3000}', ':', '：']);
    let number = rest.trim_start_matches(|c| digit(c).is_some());
    if (1..=6).contains(&rest[..rest.len() - number.len()].chars().count()) {
        let end = number.strip_prefix([')', '）']).filter(|_| open).unwrap_or(number);
        return if open && end.len() == number.len() { 0 } else { after.len() - end.len() };
    }
    0
}

/// The address to call for a number as it is written, with an extension that follows it; empty for what is no number
/// of this country.
pub fn call_address(number: &str) -> String {
    let digits = |text: &str| text.chars().filter_map(digit).collect::<String>();
    let (main, extension) = number.split_once("内線").unwrap_or((number, ""));
    match (digits(main).strip_prefix('0'), digits(extension).as_str()) {
        (None | Some(""), _) => String::new(),
        (Some(rest), "") => format!("tel:+81{rest}"),
        (Some(rest), extension) => format!("tel:+81{rest};ext={extension}"),
    }
}

fn digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => None,
    }
}

/// Whether digits and hyphens are a telephone number of this country.
pub(super) fn is_phone(number: &str) -> bool {
    let groups: Vec<&str> = number.split(['-', '(', ')']).filter(|group| !group.is_empty()).collect();
    let [area, exchange, line] = groups.as_slice() else { return false };
    let digits = area.len() + exchange.len() + line.len();
    area.starts_with('0')
        && (2..=5).contains(&area.len())
        && (1..=4).contains(&exchange.len())
        && (3..=4).contains(&line.len())
        && (10..=11).contains(&digits)
}

/// Whether the few characters before a number say that nobody answers there: a fax, or the number of a thing.
fn is_no_call(before: &str) -> bool {
    let start = before.char_indices().rev().nth(8).map_or(0, |(at, _)| at);
    FAX.iter().chain(&THINGS).any(|word| before[start..].contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> Vec<&str> {
        find_links(text).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn a_url_ends_where_japanese_begins() {
        for (text, urls) in [
            ("https://example.jp/a。", vec!["https://example.jp/a"]),
            ("（https://example.jp/）です", vec!["https://example.jp/"]),
            ("詳しくはhttps://example.jp/をご覧ください", vec!["https://example.jp/"]),
            (
                "https://example.jp/a_(b) と (https://example.jp/c)",
                vec!["https://example.jp/a_(b)", "https://example.jp/c"],
            ),
            (
                "http://example.jp/?a=1&b=2、https://example.jp/#x！",
                vec!["http://example.jp/?a=1&b=2", "https://example.jp/#x"],
            ),
            ("https://example.jp/a.", vec!["https://example.jp/a"]),
            ("https:// と xhttps://a.jp", vec![]),
            ("ftp://example.jp/", vec![]),
            ("https://example.jp/a…", vec!["https://example.jp/a"]),
            ("https://example.jp/観光/案内/をご覧ください", vec!["https://example.jp/観光/案内/"]),
            ("https://example.jp/観光/a.htmlです", vec!["https://example.jp/観光/a.html"]),
            ("www.example.jp/a をご覧ください", vec!["www.example.jp/a"]),
            ("くわしくはwww.example.jpへ", vec!["www.example.jp"]),
            ("https://www.example.jp/ と awww.example.jp と www.", vec!["https://www.example.jp/"]),
        ] {
            assert_eq!(linked(text), urls, "{text}");
        }
    }

    #[test]
    fn numbers_to_call_are_linked() {
        for (text, numbers) in [
            ("電話は0160-00-1010です", vec!["0160-00-1010"]),
            ("(0160)00-1010、03-0000-0000", vec!["(0160)00-1010", "03-0000-0000"]),
            ("FAX 0160-00-1010", vec![]),
            ("工事番号 0160-00-1010", vec![]),
            ("品番：0160-00-1010、問い合わせは0160-00-1011", vec!["0160-00-1011"]),
            ("ファクス：0160-00-1010", vec![]),
            ("2026-10-03、12-0160-00-1010、0160-00-10101", vec![]),
            ("〒000-0000、100円、0120-00-0000", vec!["0120-00-0000"]),
            ("(平日)0160-00-1010", vec!["0160-00-1010"]),
            ("https://example.jp/0160-00-1010/", vec!["https://example.jp/0160-00-1010/"]),
        ] {
            assert_eq!(linked(text), numbers, "{text}");
        }
        assert_eq!(find_links("0160-00-1010")[0].1, Found::Phone { tel: "tel:+81160001010".into() });
    }

    #[test]
    fn an_extension_belongs_to_its_number() {
        for (text, number, extension) in [
            ("0160-00-1010（内線12）へ", "0160-00-1010（内線12）", "12"),
            ("0160-00-1010 内線：１２３です", "0160-00-1010 内線：１２３", "123"),
            ("0160-00-1010(内線番号 4)", "0160-00-1010(内線番号 4)", "4"),
            ("0160-00-1010、内線5・6", "0160-00-1010、内線5", "5"),
        ] {
            let tel = format!("tel:+81160001010;ext={extension}");
            assert_eq!(linked(text), [number], "{text}");
            assert_eq!(find_links(text)[0].1, Found::Phone { tel }, "{text}");
        }
        for text in ["0160-00-1010（内線は朝だけ）", "0160-00-1010（内線12と13）", "0160-00-1010 内線"] {
            assert_eq!(linked(text), ["0160-00-1010"], "{text}");
        }
        assert_eq!(call_address("０１６０-00-1010"), "tel:+81160001010");
        assert_eq!(call_address("119"), "");
    }
}
