//! Telephone numbers of this country as offices write them, and the address that calls each: `tel:+81…;ext=…`.
//!
//! A number that cannot be told for certain is no number: a link that calls somebody else is worse than none. What
//! answers no call, a fax or the number of a thing, is found and told apart, so that nobody links it.

use std::ops::Range;

use crate::text::{
    phone_extension::{read_extensions, read_short},
    phone_label::{Label, label_before, says_fax_behind},
};

/// A telephone number in a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Phone {
    /// Where it stands, with its extension: what is to be a link.
    pub range: Range<usize>,
    /// Its digits as they are dialled within the country: `0199001010`, also where only its end is written.
    pub number: String,
    /// The extension's digits; empty without one.
    pub extension: String,
    /// Whether it is written by its end alone, behind a number that has the rest.
    pub short: bool,
    /// Whether somebody answers there; a fax and the number of a thing are not to be called.
    pub calls: bool,
}

impl Phone {
    /// The address that calls it.
    pub fn address(&self) -> String {
        let rest = self.number.trim_start_matches('0');
        match self.extension.as_str() {
            "" => format!("tel:+81{rest}"),
            extension => format!("tel:+81{rest};ext={extension}"),
        }
    }
}

/// The numbers to call in a text, in order; `before` is what stands before it in its block, which may name a fax.
pub fn find_phones(text: &str, before: &str) -> Vec<Phone> {
    let mut phones = scan(text, before, false);
    phones.retain(|phone| phone.calls);
    phones
}

/// The numbers to call in a field for telephones, where digits need no marks between them.
pub fn find_phones_in_field(field: &str) -> Vec<Phone> {
    let mut phones = find_numbers_in_field(field);
    phones.retain(|phone| phone.calls);
    phones
}

/// All numbers of a field for telephones, those of faxes too.
pub fn find_numbers_in_field(field: &str) -> Vec<Phone> {
    scan(field, "", true)
}

/// The address that calls the first number of a field; empty for what is no number of this country.
pub fn call_address(field: &str) -> String {
    find_phones_in_field(field).first().map_or(String::new(), Phone::address)
}

/// The address that calls the first number of a field with an extension that stands in a field of its own.
pub fn call_extension(field: &str, extension: &str) -> String {
    let extension: Vec<&str> = extension.split(|c: char| !c.is_numeric()).filter(|line| !line.is_empty()).collect();
    let Some(mut phone) = find_phones_in_field(field).into_iter().next() else { return String::new() };
    if let ([line], "") = (extension.as_slice(), phone.extension.as_str()) {
        phone.extension = folded_digits(line);
    }
    phone.address()
}

/// Figures in half width; everything else is left out.
pub fn folded_digits(text: &str) -> String {
    text.chars().map(fold_char).filter(char::is_ascii_digit).collect()
}

/// A text in one form: figures, brackets, hyphens and Latin letters each in one writing.
struct Folded {
    text: String,
    /// Where each character begins, here and in what was written.
    places: Vec<(usize, usize)>,
}

impl Folded {
    fn new(written: &str) -> Self {
        let (mut text, mut places) = (String::with_capacity(written.len()), Vec::with_capacity(written.len()));
        for (at, c) in written.char_indices() {
            places.push((text.len(), at));
            text.push(fold_char(c));
        }
        places.push((text.len(), written.len()));
        Self { text, places }
    }

    /// The place in what was written.
    fn written(&self, at: usize) -> usize {
        self.places[self.places.partition_point(|(here, _)| *here < at)].1
    }
}

fn fold_char(c: char) -> char {
    match c {
        'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' | '！'..='／' | '：'..='？' => {
            let ascii = char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c);
            ascii.to_ascii_lowercase()
        }
        '‐'..='―' | '−' | 'ー' | 'ｰ' | '﹣' | '─' => '-',
        '〔' | '［' | '[' => '(',
        '〕' | '］' | ']' => ')',
        '\u{3000}' | '\u{a0}' | '\t' => ' ',
        '～' | '~' => '〜',
        '･' => '・',
        c => c.to_ascii_lowercase(),
    }
}

/// The fewest digits that a number has.
const FEWEST: usize = 10;

fn scan(text: &str, before: &str, field: bool) -> Vec<Phone> {
    let is_figure = |c: &char| c.is_ascii_digit() || ('０'..='９').contains(c);
    if text.chars().filter(is_figure).count() < FEWEST {
        return Vec::new();
    }
    let folded = Folded::new(&format!("{before}{text}"));
    let mut found: Vec<Phone> = Vec::new();
    let mut last: Option<(usize, Label)> = None;
    let mut at = 0;
    while let Some(start) = folded.text[at..].find(['0', '(', '+']).map(|offset| at + offset) {
        let from = last.map_or(0, |(end, _)| end);
        let glued = is_glued(&folded.text, start) && folded.text[from..start] != *"/";
        let Some(written) = read_number(&folded.text, start).filter(|_| !glued) else {
            let digits = folded.text[start + 1..].bytes().take_while(u8::is_ascii_digit).count();
            at = start + 1 + if folded.text[start..].starts_with('0') { digits } else { 0 };
            continue;
        };
        let label = match label_before(&folded.text[from..start], last.map(|(_, label)| label)) {
            Label::None | Label::Phone if says_fax_behind(&folded.text[written.end..]) => Label::Fax,
            label => label,
        };
        at = written.end;
        // Digits without marks, or with marks that anything may have between them, need a word that says so.
        if written.loose && !field && !matches!(label, Label::Phone | Label::Both) {
            continue;
        }
        at = gather(&folded, &written, start, label, &mut found);
        last = Some((at, label));
    }
    found.retain_mut(|phone| {
        phone.range = folded.written(phone.range.start)..folded.written(phone.range.end);
        let own = phone.range.start >= before.len();
        phone.range = phone.range.start.saturating_sub(before.len())..phone.range.end.saturating_sub(before.len());
        own
    });
    found
}

/// Whether something goes on to the left of a number, so that it is the end of something longer.
fn is_glued(text: &str, start: usize) -> bool {
    let before = &text[..start];
    let mut left = before.chars().rev();
    match (left.next(), left.next()) {
        (Some('-' | '.' | '/' | '=' | '_' | '%' | '@'), Some(c)) => {
            c.is_ascii_digit() || (c.is_ascii_alphabetic() && !is_word(before))
        }
        (Some(c), _) if c.is_ascii_alphabetic() => !is_word(before),
        (Some(c), _) => c.is_ascii_digit() || c == '+',
        _ => false,
    }
}

/// Whether a text ends in a word for a telephone or a fax, which may stand at its number without a space.
fn is_word(before: &str) -> bool {
    let before = before.trim_end_matches(['-', '.', '/']);
    let word = before.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    matches!(&before[word.len()..], "tel" | "fax" | "t" | "f" | "phone")
}

/// A number as it stands in a folded text.
struct Written {
    end: usize,
    number: String,
    /// The digits of its last groups, by which a shorter writing of the next number is known.
    groups: Vec<usize>,
    /// Whether its form is that of other numbers, too.
    loose: bool,
}

/// How many digits a number has that begins like this, the zero included.
fn expected_length(number: &str) -> usize {
    let wide = ["050", "060", "070", "080", "090"].iter().any(|prefix| number.starts_with(prefix));
    if wide { 11 } else { 10 }
}

/// Reads a number: 0199-00-1010, (0199)00-1010, 0199001010, +81 199-00-1010, +81(0)199 00 1010.
fn read_number(text: &str, start: usize) -> Option<Written> {
    let abroad = text[start..].starts_with('+');
    let mut at = start;
    let mut number = String::new();
    if abroad {
        at += 1 + usize::from(text[start + 1..].starts_with(' '));
        at += text[at..].strip_prefix("81").map(|_| 2)?;
        number.push('0');
    }
    let (mut groups, mut loose, mut open) = (Vec::new(), false, 0_i32);
    loop {
        let marks =
            text[at..].bytes().take_while(|byte| matches!(byte, b'-' | b'(' | b')' | b'.' | b' ')).take(3).count();
        let digits = text[at + marks..].bytes().take_while(u8::is_ascii_digit).count();
        let between = &text[at..at + marks];
        if digits == 0 || (groups.is_empty() && !abroad && !matches!(between, "" | "(")) {
            return None;
        }
        open += between.matches('(').count() as i32 - between.matches(')').count() as i32;
        loose |= !abroad && !groups.is_empty() && !between.contains(['-', '(', ')']);
        let group = &text[at + marks..at + marks + digits];
        number.push_str(if abroad && number == "0" { group.trim_start_matches('0') } else { group });
        groups.push(digits);
        at += marks + digits;
        if number.len() > 3 && number.len() >= expected_length(&number) {
            break;
        }
        if groups.len() > 4 {
            return None;
        }
    }
    let fits = match groups.as_slice() {
        _ if abroad => true,
        [area, exchange, line] => (2..=5).contains(area) && (1..=4).contains(exchange) && (3..=4).contains(line),
        [_] | [_, _] => true,
        _ => false,
    };
    loose |= !abroad && groups.len() < 3;
    let whole = number.len() == expected_length(&number) && number.starts_with('0') && !number.starts_with("00");
    (whole && fits && open == 0 && !goes_on(&text[at..])).then_some(Written { end: at, number, groups, loose })
}

/// Whether something goes on to the right of a number, so that it is the beginning of something longer.
fn goes_on(rest: &str) -> bool {
    let mut right = rest.chars();
    match (right.next(), right.next()) {
        (Some('-' | '.'), Some(c)) => c.is_ascii_digit(),
        (Some('/'), Some(c)) => c.is_ascii_alphabetic() && !rest[1..].starts_with("fax"),
        (Some(c), _) => c.is_ascii_digit() || (c.is_ascii_alphabetic() && !rest.starts_with("ext")),
        _ => false,
    }
}

/// Adds a number with its extensions and those that are written by their ends behind it; returns where they end.
fn gather(folded: &Folded, written: &Written, start: usize, label: Label, found: &mut Vec<Phone>) -> usize {
    let text = &folded.text;
    let calls = matches!(label, Label::None | Label::Phone | Label::Both);
    let mut end = add(text, (start..written.end, &written.number), (false, calls), found);
    while let Some(next) = read_short(text, end, &written.groups) {
        let digits: String = text[next.clone()].chars().filter(char::is_ascii_digit).collect();
        let number = format!("{}{digits}", &written.number[..written.number.len() - digits.len()]);
        // Behind 電話・FAX the second number may be that of the fax.
        let calls = calls && label != Label::Both && !says_fax_behind(&text[next.end..]);
        end = add(text, (next, &number), (true, calls), found);
    }
    end
}

/// Adds a number, in one link with its extension, or in one link for itself and one for each of several.
fn add(
    text: &str,
    (range, number): (Range<usize>, &str),
    (short, calls): (bool, bool),
    found: &mut Vec<Phone>,
) -> usize {
    let phone = |range: Range<usize>, extension: &str| {
        let (number, extension) = (number.to_owned(), extension.to_owned());
        Phone { range, number, extension, short, calls }
    };
    let extensions = read_extensions(text, range.end);
    match extensions.all.as_slice() {
        [] => {
            found.push(phone(range.clone(), ""));
            range.end
        }
        [only] if extensions.closed => {
            found.push(phone(range.start..extensions.end, &text[only.digits.clone()]));
            extensions.end
        }
        several => {
            found.push(phone(range.clone(), ""));
            found.extend(several.iter().map(|one| phone(one.range.clone(), &text[one.digits.clone()])));
            extensions.end
        }
    }
}

#[cfg(test)]
#[path = "phone_tests.rs"]
mod tests;
