//! Addresses and telephone numbers that stand bare in the text.
//!
//! A URL ends where Japanese begins: nobody writes a space before 。 or を.

use std::ops::Range;

use crate::text::{
    japanese::{is_kana, is_kanji, is_wide},
    phone::find_phones,
};

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

/// What is to be linked in one run of text, in order; `before` is what stands before it in its block.
pub fn find_links(text: &str, before: &str) -> Vec<(Range<usize>, Found)> {
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
    // Addresses ascend and never overlap.
    let free = |range: &Range<usize>| {
        let next = found.partition_point(|(other, _): &(Range<usize>, Found)| other.end <= range.start);
        found.get(next).is_none_or(|(other, _)| range.end <= other.start)
    };
    let phones = find_phones(text, before).into_iter().filter(|phone| free(&phone.range));
    let phones: Vec<_> = phones.map(|phone| (phone.range.clone(), Found::Phone { tel: phone.address() })).collect();
    if !phones.is_empty() {
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
            let mut end = rest + url_length(&text[rest..]);
            if end > rest && text[..start].trim().is_empty() && is_all_of_line(&text[..end], &text[end..]) {
                end = text.trim_end().len();
            }
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

/// Where an address ends. Japanese letters belong to it where the address goes on behind them: `/観光/`, `/案内.html`,
/// `?q=移住&page=2`; otherwise they are the sentence.
fn end_of_address(text: &str, ends: impl Fn(char) -> bool) -> usize {
    let mut end = text.find(&ends).unwrap_or(text.len());
    while let Some(more) = go_on(&text[..end], &text[end..]) {
        let from = end + more;
        end = text[from..].find(&ends).map_or(text.len(), |at| from + at);
    }
    end
}

/// How much of `rest` goes on with an address; `None`: nothing.
fn go_on(address: &str, rest: &str) -> Option<usize> {
    let part = &address[address.rfind(['/', '?', '#', '=', '&'])? + 1..];
    let letters = letters_of(rest);
    // `a.htmlと案内.pdf` are two, and `aを` is a sentence.
    let is_sentence = !part.is_empty() && rest.starts_with(is_hiragana);
    if letters == 0 || is_sentence || ending_of(part.rfind('.').map_or("", |at| &part[at..])) > 0 {
        return None;
    }
    let behind = &rest[letters..];
    let is_asked = address.contains('?') && behind.starts_with(['&', '=']);
    let ending = ending_of(behind);
    (behind.starts_with('/') || is_asked || ending > 0).then_some(letters + ending)
}

/// How many bytes at the start are letters of a path's part.
fn letters_of(text: &str) -> usize {
    let is_letter = |c: char| is_kanji(c) || is_kana(c) || c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.len() - text.trim_start_matches(is_letter).len()
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

/// How long the ending of a file's name is that a text begins with: `.html`.
fn ending_of(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('.') else { return 0 };
    let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_ending = (2..=5).contains(&length) && rest.starts_with(|c: char| c.is_ascii_alphabetic());
    if is_ending { length + 1 } else { 0 }
}

/// Words that follow an address and begin with kana.
const BEHIND: [&str; 16] =
    ["を", "へ", "に", "で", "と", "は", "が", "も", "や", "の", "から", "まで", "より", "など", "または", "ください"];

/// Whether a line that is nothing but an address goes on with it to its end, though Japanese letters come last:
/// somebody has copied it from the browser. What is left of the line is `rest`.
fn is_all_of_line(address: &str, rest: &str) -> bool {
    let rest = rest.trim_end();
    let is_sentence = rest.contains('を')
        || rest.ends_with(['は', 'が', 'に', 'へ', 'で', 'と'])
        || ["です", "ます", "ください"].iter().any(|end| rest.ends_with(end));
    address.ends_with(['/', '#', '='])
        && !rest.is_empty()
        && letters_of(rest) == rest.len()
        && !is_sentence
        && !BEHIND.iter().any(|word| rest.starts_with(word))
}

/// Whether nobody can say if what follows an address that ends at `end` belongs to it: `https://example.jp/観光案内を`.
pub(super) fn is_unclear(text: &str, end: usize) -> bool {
    let next = text[end..].chars().next();
    let is_name = next.is_some_and(|c| is_kanji(c) || is_kana(c) && !is_hiragana(c) && c != 'ー');
    text[..end].ends_with(['/', '#', '=']) && is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(text: &str) -> Vec<&str> {
        find_links(text, "").into_iter().map(|(range, _)| &text[range]).collect()
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
            ("https://example.lg.jp/移住/案内.htmlをご覧ください", vec!["https://example.lg.jp/移住/案内.html"]),
            (
                "（https://example.lg.jp/くらし/ごみの出し方.pdf）",
                vec!["https://example.lg.jp/くらし/ごみの出し方.pdf"],
            ),
            ("https://example.jp/R8年度/募集_2.pdf。", vec!["https://example.jp/R8年度/募集_2.pdf"]),
            ("https://example.jp/?q=移住&p=2をご覧", vec!["https://example.jp/?q=移住&p=2"]),
            ("https://example.jp/案内.html?a=1#見出し/x", vec!["https://example.jp/案内.html?a=1#見出し/x"]),
            ("https://example.jp/a.htmlと案内.pdfです", vec!["https://example.jp/a.html"]),
            ("https://example.jp/aと案内.pdfです", vec!["https://example.jp/a"]),
            ("https://example.jp/観光案内を見る", vec!["https://example.jp/"]),
            ("「https://example.jp/参照」", vec!["https://example.jp/"]),
            ("https://example.jp/観光案内", vec!["https://example.jp/観光案内"]),
            ("https://example.jp/a/#料金 ", vec!["https://example.jp/a/#料金"]),
            ("https://example.jp/くらし", vec!["https://example.jp/くらし"]),
            ("https://example.jp/をご覧ください", vec!["https://example.jp/"]),
            ("https://example.jp/ページを見てください", vec!["https://example.jp/"]),
            ("くわしくは https://example.jp/観光案内", vec!["https://example.jp/"]),
            ("https://example.jpへ", vec!["https://example.jp"]),
            ("www.example.jp/a をご覧ください", vec!["www.example.jp/a"]),
            ("くわしくはwww.example.jpへ", vec!["www.example.jp"]),
            ("https://www.example.jp/ と awww.example.jp と www.", vec!["https://www.example.jp/"]),
        ] {
            assert_eq!(linked(text), urls, "{text}");
        }
    }

    #[test]
    fn where_nobody_can_say_whether_an_address_goes_on_is_known() {
        for (text, unclear) in [
            ("https://example.jp/観光案内を見る", true),
            ("くわしくは https://example.jp/観光案内", true),
            ("https://example.jp/a#料金を", true),
            ("https://example.jp/カタログは", true),
            ("https://example.jp/をご覧ください", false),
            ("https://example.jp/観光/をご覧ください", false),
            ("https://example.jp/案内.htmlを", false),
            ("https://example.jp/a案内", false),
            ("https://example.jp/、観光", false),
            ("https://example.jp/ 観光", false),
            ("https://example.jp/", false),
        ] {
            let end = find_links(text, "")[0].0.end;
            assert_eq!(is_unclear(text, end), unclear, "{text}");
        }
    }

    #[test]
    fn a_number_in_an_address_is_a_part_of_it() {
        for (text, links) in [
            ("https://example.jp/0160-00-1010/", vec!["https://example.jp/0160-00-1010/"]),
            ("電話は0160-00-1010、https://example.jp/へ", vec!["0160-00-1010", "https://example.jp/"]),
        ] {
            assert_eq!(linked(text), links, "{text}");
        }
        assert_eq!(find_links("0160-00-1010", "")[0].1, Found::Phone { tel: "tel:+81160001010".into() });
        assert_eq!(find_links("0160-00-1010", "FAX："), []);
    }
}
