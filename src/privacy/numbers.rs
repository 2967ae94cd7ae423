//! Telephone numbers as people write them: where they stand in a normalised text, their one form, and what the form is
//! worth.
//!
//! The detector and the lists read numbers here alike: a writing of a mobile phone that only one of them knew would
//! pass the other.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        kind::Kind,
        normalized::NormalizedText,
        value::{canonical, is_business, is_personal_line},
    },
    text::phone::{Phone, find_numbers_in_field, find_phones},
};

/// A telephone number in a text.
pub(crate) struct Number {
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Its one form.
    pub(crate) number: String,
    /// Whether it is that of a mobile or an internet line.
    pub(crate) personal: bool,
    /// What its form is worth: a number that could be any other needs a word beside it.
    pub(crate) base: i32,
}

/// What a form that no other number has is worth.
const CERTAIN: i32 = 85;
/// What a form is worth that only looks like one of another country.
const LIKELY: i32 = 60;
/// What digits are worth that may be anything.
const POSSIBLE: i32 = 45;

/// What stands between the parts of a number.
const GAP: &str = r"(?:\s{0,3}[-.・/_:]{1,6}\s{0,3}|\s?の\s?|\s{1,4}|)";
/// The same between the cells of a row.
const CELL: &str = r"(?:\s{0,3}[-.・/_:|=,、]{1,6}\s{0,3}|\s?の\s?|\s{1,4}|)";
/// Codes of countries behind 00, where no sign says that one follows.
const COUNTRIES: &str = concat!(
    "(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[246]|9[0-58]|351|35[2-9]|37[0-9]|38[0-9]|42[01]|591|593|595",
    "|598|852|853|855|856|880|886|960|961|962|966|971|972|974|975|976|977|992|99[4-68])"
);

/// Mobile and internet lines, in whatever groups.
static PERSONAL: LazyLock<Regex> =
    LazyLock::new(|| own(&format!(r"(?:[Tt][Ee][Ll]:)?\(?0\s?[5-9]\s?0\)?(?:{CELL}\(?[0-9]\)?){{8}}")));
static NATIONAL: LazyLock<Regex> = LazyLock::new(|| {
    own(&format!(
        "(?:[Tt][Ee][Ll]:)?\\(?0[0-9]{{1,4}}\\)?{GAP}\\(?[0-9]{{1,4}}\\)?{GAP}[0-9]{{3,4}}\
         |0(?:\\s[0-9]){{9}}|0[0-9]{{9,10}}"
    ))
});
static JAPAN: LazyLock<Regex> = LazyLock::new(|| {
    own(&format!(
        "(?:[Tt][Ee][Ll]:)?(?:\\+\\s?|010[-\\s]?|00[-\\s]?)?81[-\\s.]?(?:\\(0\\)|0)?[-\\s.]?\
         [0-9]{{1,4}}{GAP}[0-9]{{2,4}}{GAP}[0-9]{{3,4}}"
    ))
});
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    own(&format!(r"(?:\+\s?[1-9][0-9]{{0,2}}|(?:010|00)[-\s]?{COUNTRIES})(?:\s?[-.\s/]?\s?\(?[0-9]{{1,11}}\)?){{1,6}}"))
});
/// Ten digits of a mobile line whose zero a table has lost, and what a table makes of them that takes them for a sum.
static LOST: LazyLock<Regex> = LazyLock::new(|| own(&format!(r"[5789]0(?:{GAP}[0-9]){{8}}")));
static SUM: LazyLock<Regex> = LazyLock::new(|| own(r"[5789]\.?0?[0-9]{0,9}[Ee]\+?0?9"));
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let gap = r"[\s、,・の.-]{0,3}";
    let (zero, any) = (format!("(?:{ZERO}|0)"), format!("(?:{ZERO}|{WORD}|[0-9])"));
    // Four zeros in a row are told by their count.
    let zeros = format!("(?:{ZERO})が(?:四つ|よっつ|4つ|4個|四個)");
    own(&format!("{zero}{gap}(?:{WORD}|[1-9]){gap}{any}{gap}(?:{any}(?:{gap}{any}){{6,7}}|{zeros}(?:{gap}{any}){{4}})"))
});
/// A number whose end stands apart from its beginning: 090の0000、下四桁は1234.
static SPLIT: LazyLock<Regex> = LazyLock::new(|| {
    let any = format!("(?:{ZERO}|{WORD}|[0-9])");
    own(&format!(
        "(0[5-9]0[\\s・の-]{{0,3}}[0-9]{{4}})[^0-9。\n]{{0,20}}(?:下|あと|後ろ|末尾|最後|残り)[^0-9。\n]{{0,10}}?\
         ([0-9]{{4}}|{any}(?:[\\s、,・-]{{0,2}}{any}){{3}})"
    ))
});

const ZERO: &str = "ゼロ|ぜろ|れい|レイ|まる|マル|(?i:zero|oh)";
const WORD: &str = concat!(
    "いち|イチ|にー|にい|に|ニー|ニイ|ニ|さん|サン|よん|ヨン|しー|し|シ|ごー|ごう|ご|ゴー|ゴ|ろく|ロク|なな|ナナ|しち|シチ|はち|ハチ",
    "|きゅう|きゅー|キュウ|キュー|く|ク|(?i:one|two|three|four|five|six|seven|eight|nine",
    "|um|dois|três|quatro|cinco|seis|meia|sete|oito|nove)",
);

/// Beginnings of numbers that are read aloud; the second digit follows.
pub(crate) const READ_ALOUD: &[&str] = &["ゼロ", "ぜろ", "れい", "レイ", "まる", "マル", "zero ", "Zero "];

/// Whether a number may be read aloud from a word for zero on.
pub(crate) fn may_be_read_aloud(text: &str, word: Range<usize>) -> bool {
    let rest = text[word.end..].trim_start_matches([' ', '　', '、', '・', '-', ',']);
    [
        "きゅ", "キュ", "ｷｭ", "はち", "ハチ", "なな", "ナナ", "しち", "ご", "ゴ", "いち", "イチ", "に", "ニ", "さん",
        "サン", "よん", "ヨン", "ろく", "ロク", "nine", "eight", "seven", "five", "nove", "oito", "sete", "cinco", "9",
        "8", "7", "5", "９", "８", "７", "５",
    ]
    .iter()
    .any(|next| rest.starts_with(next))
}

fn own(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of numbers are well-formed")
}

/// The telephone numbers of a normalised text.
pub(crate) fn find_numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut add = |pattern: &Regex, worth: fn(&str, &str, &[usize]) -> Option<i32>| {
        for place in pattern.find_iter(text) {
            // A bracket that opens before the number closes behind it.
            let unpaired = place.as_str().matches(')').count() > place.as_str().matches('(').count();
            let written = place.as_str().strip_suffix(')').filter(|_| unpaired).unwrap_or(place.as_str());
            let range = place.start()..place.start() + written.len();
            let number = canonical(Kind::Phone, written);
            let groups = written.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0);
            let groups = groups.collect::<Vec<_>>();
            let next = found.last().is_some_and(|last: &Number| last.range.end + 1 == range.start);
            let spaced = groups.iter().all(|group| *group == 1);
            if let Some(base) = worth(written, &number, &groups)
                && is_alone(text, &range, is_personal_line(&number), (next, spaced))
            {
                let mobile = number.starts_with("0800") && is_grouped_as_mobile(&groups);
                found.push(Number { personal: mobile || is_personal_line(&number), range, number, base });
            }
        }
    };
    add(&PERSONAL, weigh_personal);
    add(&NATIONAL, weigh_national);
    if text.contains("81") {
        add(&JAPAN, weigh_japan);
    }
    if text.contains('+') || text.contains("00") || text.contains("010") {
        add(&FOREIGN, weigh_foreign);
    }
    add(&LOST, |_, _, groups| matches!(groups, [10] | [2, 4, 4] | [2, 8] | [6, 4] | [3, 3, 4]).then_some(POSSIBLE));
    if text.contains(['E', 'e']) {
        add(&SUM, |_, _, _| Some(POSSIBLE));
    }
    if READ_ALOUD.iter().any(|word| text.contains(word)) {
        add(&SPOKEN, |written, _, _| (!written.starts_with('0')).then_some(CERTAIN));
    }
    // Only the end of a number, behind one that has the rest.
    let ends = if found.is_empty() { Vec::new() } else { find_phones(text, "") };
    for Phone { range, number, .. } in ends.into_iter().filter(|phone| phone.short) {
        found.push(Number { range, personal: is_personal_line(&number), number, base: CERTAIN });
    }
    found.extend(find_split(text));
    found
}

/// The mobile lines whose end stands apart.
fn find_split(text: &str) -> Vec<Number> {
    let told = ["下", "あと", "後ろ", "末尾", "最後", "残り"].iter().any(|word| text.contains(word));
    if !told || !text.contains("0") {
        return Vec::new();
    }
    let numbers = SPLIT.captures_iter(text).filter_map(|found| {
        let (whole, first) = (found.get(0)?, found.get(1)?);
        // What is written out in words is nobody's listed number: the beginning stands for it.
        Some(Number {
            range: whole.range(),
            number: canonical(Kind::Phone, first.as_str()),
            personal: true,
            base: CERTAIN,
        })
    });
    numbers.collect()
}

/// Whether nothing goes on with a number. Behind a whole mobile number a hyphen begins the next one; of figures that
/// are all apart none may be left over.
fn is_alone(text: &str, range: &Range<usize>, whole: bool, (next, spaced): (bool, bool)) -> bool {
    let named = &text[..range.start];
    let mut left = named.chars().rev();
    let mut right = text[range.end..].chars();
    let first = text[range.clone()].chars().next();
    let before = match (left.next(), left.next()) {
        (Some('+'), _) => first != Some('+'),
        (Some('L' | 'l' | 'X' | 'x'), _) => {
            !["TEL", "Tel", "tel", "FAX", "Fax", "fax"].iter().any(|word| named.ends_with(word))
        }
        (Some(c), _) if c.is_ascii_alphanumeric() => true,
        // A part of an address of the web.
        (Some('/'), _) => text[range.end..].starts_with('/'),
        (Some('-' | '.'), Some(c)) => c.is_ascii_digit() && !(whole && next),
        (Some(' '), Some(c)) => c.is_ascii_digit() && spaced,
        _ => false,
    };
    let after = match (right.next(), right.next()) {
        (Some(c), _) if c.is_ascii_alphanumeric() => true,
        (Some('-' | '.'), Some(c)) => c.is_ascii_digit() && !whole,
        (Some(' '), Some(c)) => c.is_ascii_digit() && spaced,
        _ => false,
    };
    !before && !after
}

/// Whether figures are grouped as those of mobile phones are and those of free numbers are not.
fn is_grouped_as_mobile(groups: &[usize]) -> bool {
    matches!(groups, [3, 4, 4] | [_, 2, 4, 4])
}

fn weigh_personal(written: &str, number: &str, groups: &[usize]) -> Option<i32> {
    // 0800-000-1234 is free of charge; whoever writes 080-0000-1234 means a mobile phone.
    if number.len() != 11 || is_business(number) && !is_grouped_as_mobile(groups) {
        return None;
    }
    // The first three may be apart: 0 9 0.
    let rest = match groups {
        [1, 1, 1, rest @ ..] => rest,
        [1, 2, rest @ ..] | [2, 1, rest @ ..] | [3, rest @ ..] => rest,
        [11] | [4, 3, 4] | [7, 4] | [4, 7] => return Some(CERTAIN),
        _ => return None,
    };
    // 080 2026-04-01 is a code and a day.
    let dated = matches!(rest, [4, 2, 2]) && (number[3..].starts_with("19") || number[3..].starts_with("20"));
    // Marks that divide any two figures count between the usual groups alone.
    let listed = written.contains([',', '、', '=']);
    let grouped = if listed { rest == [4, 4] } else { rest.len() < 5 || rest.iter().all(|group| *group == 1) };
    // In a table of figures a code and two sums stand side by side; only the prefixes of mobile phones are rare there.
    let cells = written.contains('|') && !matches!(&number[..3], "070" | "080" | "090");
    (grouped && !dated).then_some(if cells { POSSIBLE } else { CERTAIN })
}

fn weigh_national(_: &str, number: &str, groups: &[usize]) -> Option<i32> {
    let free = number.starts_with("0120") || number.starts_with("0570");
    let fits = match number.len() {
        11 if number.starts_with("0800") => matches!(groups, [11] | [4, 3, 4] | [4, 7]),
        11 => false,
        10 if free => matches!(groups, [10] | [4, 3, 3] | [4, 2, 4] | [4, 6]),
        10 => {
            matches!(groups, [10] | [2, 4, 4] | [3, 3, 4] | [4, 2, 4] | [5, 1, 4] | [6, 4] | [2, 8] | [4, 6])
                || groups.len() == 10
        }
        _ => false,
    };
    (fits && !number.starts_with("00")).then_some(if groups == [10] && !free { POSSIBLE } else { CERTAIN })
}

fn weigh_japan(written: &str, number: &str, _: &[usize]) -> Option<i32> {
    let plain = written.trim_start_matches(['T', 't', 'E', 'e', 'L', 'l', ':']).starts_with("81");
    let fits = match number.len() {
        11 => is_personal_line(number) || number.starts_with("0800"),
        10 => true,
        _ => false,
    };
    (fits && number.starts_with('0')).then_some(if plain && !written.contains(['-', ' ']) { POSSIBLE } else { CERTAIN })
}

fn weigh_foreign(written: &str, _: &str, groups: &[usize]) -> Option<i32> {
    let digits: usize = groups.iter().sum();
    let divided = groups.len() > 2;
    // 00 is a prefix of numbers that are no telephone's, too.
    let signed = written.starts_with('+');
    ((if signed { 9 } else { 11 })..=16).contains(&digits).then_some(match (signed, divided) {
        (true, true) => CERTAIN,
        (true, false) => LIKELY,
        (false, _) => POSSIBLE,
    })
}

/// The numbers of a field that may be listed as public, in their one form: every one in it, and none that is a mobile
/// or an internet line, however it is written.
pub(crate) fn find_listable(field: &str) -> Vec<String> {
    let normalized = NormalizedText::new(field).text;
    let found = find_numbers(&normalized);
    let personal: Vec<String> =
        found.iter().filter(|number| number.personal).map(|number| number.number.clone()).collect();
    let mut numbers: Vec<String> = found.into_iter().map(|found| found.number).collect();
    if numbers.is_empty() {
        numbers.push(canonical(Kind::Phone, &normalized));
    }
    numbers.extend(find_numbers_in_field(field).into_iter().map(|phone| phone.number));
    numbers.retain(|number| !number.is_empty() && !is_personal_line(number) && !personal.contains(number));
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_writing_of_a_mobile_phone_is_its_one_number() {
        for text in [
            "090-0000-1234",
            "０９０ー００００ー１２３４",
            "〇九〇-〇〇〇〇-一二三四",
            "090_0000_1234",
            "090:0000:1234",
            "090…0000…1234",
            "090……0000……1234",
            "090/0000/1234",
            "090・0000・1234",
            "090の0000の1234",
            "(090)0000-1234",
            "090(0000)1234",
            "0 9 0 0 0 0 0 1 2 3 4",
            "0 9 0 - 0 0 0 0 - 1 2 3 4",
            "090 00 00 12 34",
            "090\n0000\n1234",
            "090 | 0000 | 1234",
            "+81 90-0000-1234",
            "+81 (0)90 0000 1234",
            "0081 90 0000 1234",
            "010-81-90-0000-1234",
            "090 0000 1 234",
            "090,0000,1234",
            "090、0000、1234",
            "090=0000=1234",
            "TEL09000001234",
            "tel:+819000001234",
            "9000001234",
            "90-0000-1234",
        ] {
            let numbers = find_numbers(&NormalizedText::new(text).text);
            assert!(numbers.iter().any(|found| found.number == "09000001234"), "{text}");
            assert_eq!(find_listable(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn numbers_of_other_countries_and_read_aloud() {
        for (text, expected) in [
            ("+44(0) 7900 000000", true),
            ("+86 138 0013 8000", true),
            ("0044 7900 000000", true),
            ("+1 (555) 010-0000", true),
            ("ゼロキュウゼロの1234の5678", true),
            ("ぜろきゅーぜろ、いちにさんよん、ごーろくななはち", true),
            ("zero nine zero, one two three four, five six seven eight", true),
            ("ゼロカーボンの町です", false),
            ("2026-04-01から2027-03-31まで", false),
            ("080 2026-04-01", false),
            ("/090/0000/1234/", false),
            ("050,123,456円", false),
            ("9:00-17:00、10:30-12:00", false),
            ("978-4-00-000000-2", false),
        ] {
            assert_eq!(!find_numbers(&NormalizedText::new(text).text).is_empty(), expected, "{text}");
        }
    }

    #[test]
    fn a_field_lists_each_number_but_those_of_people() {
        let list = |text: &str| find_listable(text);
        assert_eq!(list("0199-00-1000（代）、0199-00-1001"), ["0199001000", "0199001001"]);
        assert_eq!(list("0199-00-1010・1021、FAX 0199-00-1011"), ["0199001010", "0199001011", "0199001021"]);
        assert_eq!(list("0199-00-1010（内線123）"), ["0199001010"]);
        assert_eq!(list("0199-00-1000 / 090-0000-1234"), ["0199001000"]);
        assert_eq!(list("090-0000-1234・1235"), Vec::<String>::new());
        assert_eq!(list("０５０－００００－１２３４"), Vec::<String>::new());
        assert_eq!(list("9000001234"), Vec::<String>::new());
    }
}
