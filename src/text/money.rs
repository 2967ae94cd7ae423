//! Amounts of yen as people write them: `月に2万円から3万円`, `1万5,000円前後`.
//!
//! Must never guess: words that are not an amount and nothing else are none.

use crate::text::normalize::nfkc;

/// An amount in words, read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Yen {
    /// The least.
    pub from: i64,
    /// The most; the least again where there is no range.
    pub to: i64,
    /// What it is paid for once in, as the words say it: `月`, `年`, `回`; empty: they do not.
    pub per: &'static str,
}

/// What may stand before an amount, with what it is paid for once in.
const BEFORE: [(&str, &str); 11] = [
    ("ひと月に", "月"),
    ("ひと月", "月"),
    ("1か月に", "月"),
    ("1か月", "月"),
    ("月に", "月"),
    ("月", "月"),
    ("年に", "年"),
    ("年", "年"),
    ("1回", "回"),
    ("およそ", ""),
    ("約", ""),
];

/// What may stand behind one.
const BEHIND: [&str; 5] = ["ほど", "前後", "くらい", "ぐらい", "まで"];

/// An amount in words, in yen; `None`: it cannot be read.
pub fn read_yen(words: &str) -> Option<Yen> {
    let folded = nfkc(words.trim());
    let (mut rest, mut per): (&str, &str) = (&folded, "");
    while let Some((shorter, once)) = BEFORE.iter().find_map(|(word, per)| Some((rest.strip_prefix(word)?, *per))) {
        rest = shorter.trim_start();
        per = if once.is_empty() { per } else { once };
    }
    while let Some(shorter) = BEHIND.iter().find_map(|word| rest.strip_suffix(word)) {
        rest = shorter.trim_end();
    }
    let one = |amount: &str| read_number(amount.trim().strip_suffix('円')?);
    let (from, to) = match ["から", "~", "〜"].iter().find_map(|word| rest.split_once(word)) {
        Some((from, to)) => (one(from)?, one(to)?),
        None => (one(rest)?, one(rest)?),
    };
    Some(Yen { from, to, per })
}

/// `1万5,000`, `4,000`, `1万2千`, `40000`.
fn read_number(text: &str) -> Option<i64> {
    let (man, rest) = match text.split_once('万') {
        Some((man, rest)) => (read_digits(man)?.checked_mul(10_000)?, rest),
        None => (0, text),
    };
    let rest = match rest.split_once('千') {
        Some((thousands, "")) => read_digits(thousands)?.checked_mul(1_000)?,
        Some((thousands, more)) => read_digits(thousands)?.checked_mul(1_000)?.checked_add(read_digits(more)?)?,
        None if rest.is_empty() && text.contains('万') => 0,
        None => read_digits(rest)?,
    };
    man.checked_add(rest)
}

fn read_digits(text: &str) -> Option<i64> {
    let is_number = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b',');
    is_number.then(|| text.replace(',', "").parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_or_nothing_is() {
        for (words, expected) in [
            ("4万円から5万5,000円まで", Some((40_000, 55_000, ""))),
            ("月に2万円から3万円", Some((20_000, 30_000, "月"))),
            ("月500円から1,500円まで", Some((500, 1_500, "月"))),
            ("年に約６万円前後", Some((60_000, 60_000, "年"))),
            ("1万2千円ほど", Some((12_000, 12_000, ""))),
            ("40000円", Some((40_000, 40_000, ""))),
            ("0円〜200円", Some((0, 200, ""))),
            ("無料", None),
            ("3万円台", None),
            ("年に", None),
            ("4から5万円", None),
            ("9999999999999999万円", None),
            ("上限80万円", None),
        ] {
            let expected = expected.map(|(from, to, per)| Yen { from, to, per });
            assert_eq!(read_yen(words), expected, "{words}");
        }
    }
}
