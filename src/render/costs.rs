//! Amounts of money in words, and what a list of costs comes to.

use tera::Value as Tera;

use crate::{
    incremental::{ask::words, tracked::here},
    render::tera_value::{list, map, text},
    text::money::read_yen,
};

/// An amount from its least to its most, in yen.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Range {
    from: i64,
    to: i64,
}

/// The items of a list of costs, with the words of every amount, and what they come to: `rows` with `item`, `note` and
/// `choices`, of which an item without a choice has one, and `total`. Rows of one item that stand one below the other
/// are its choices.
pub fn costs(rows: &Tera) -> Tera {
    let rows = rows.as_array().unwrap_or_default();
    let items = rows.chunk_by(|a, b| {
        let name = |row: &Tera| row.get_from_path("item").and_then(Tera::as_str).map(str::to_owned);
        name(a) == name(b)
    });
    let mut total = Range::default();
    let shown: Vec<Tera> = items
        .map(|rows| {
            let ranges = || rows.iter().filter_map(range);
            total.from += ranges().map(|range| range.from).min().unwrap_or_default();
            total.to += ranges().map(|range| range.to).max().unwrap_or_default();
            let choice = |row: &Tera| map([("label", words_of(row, "choice")), ("amount", amount(range(row)))]);
            let note = rows.iter().map(|row| words_of(row, "note")).find(Tera::is_truthy).unwrap_or_else(|| text(""));
            let item = words_of(&rows[0], "item");
            map([("item", item), ("note", note), ("choices", list(rows.iter().map(choice)))])
        })
        .collect();
    map([("rows", list(shown)), ("total", amount(Some(total)))])
}

fn words_of(row: &Tera, name: &str) -> Tera {
    row.get_from_path(name).cloned().unwrap_or_else(|| text(""))
}

/// A range for templates: its words and its numbers; empty words without one.
fn amount(range: Option<Range>) -> Tera {
    let Range { from, to } = range.unwrap_or_default();
    let words = range.map_or_else(String::new, in_words);
    map([("words", text(&words)), ("from", Tera::from(from)), ("to", Tera::from(to))])
}

/// What a row says, in words or in numbers; a row with one end only is that amount.
fn range(row: &Tera) -> Option<Range> {
    if let Some(yen) = row.get_from_path("amount").and_then(Tera::as_str).and_then(read_yen) {
        return Some(Range { from: yen.from, to: yen.to });
    }
    let number = |name: &str| row.get_from_path(name).and_then(Tera::as_i64);
    let (from, to) = (number("from"), number("to"));
    Some(Range { from: from.or(to)?, to: to.or(from)? })
}

fn in_words(Range { from, to }: Range) -> String {
    let lang = here().lang;
    let is_japanese = words("money_form", lang) == "man";
    let group = words("money_group", lang);
    let yen = |amount: i64| words("money_yen", lang).replace("{n}", &figures(amount, is_japanese).replace(',', &group));
    if from == to {
        return yen(from);
    }
    words("money_range", lang).replace("{from}", &yen(from)).replace("{to}", &yen(to))
}

/// 1万5,000; 15,000 where numbers are not read in steps of 10,000.
fn figures(amount: i64, is_japanese: bool) -> String {
    let (man, rest) = (amount / 10_000, amount % 10_000);
    match (is_japanese && man > 0, rest) {
        (true, 0) => format!("{}万", grouped(man)),
        (true, rest) => format!("{}万{}", grouped(man), grouped(rest)),
        _ => grouped(amount),
    }
}

/// 12,500.
fn grouped(amount: i64) -> String {
    let digits = amount.unsigned_abs().to_string();
    let mut words = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    if amount < 0 { format!("-{words}") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (amount, japanese, others) in [
            (0, "0", "0"),
            (800, "800", "800"),
            (1_500, "1,500", "1,500"),
            (10_000, "1万", "10,000"),
            (15_000, "1万5,000", "15,000"),
            (1_230_500, "123万500", "1,230,500"),
            (12_345_678, "1,234万5,678", "12,345,678"),
        ] {
            assert_eq!((figures(amount, true), figures(amount, false)), (japanese.to_owned(), others.to_owned()));
        }
    }
}
