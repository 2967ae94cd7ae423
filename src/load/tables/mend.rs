//! What stands in one cell, in the form of its field, and what had to be mended for it.

use unicode_normalization::UnicodeNormalization;

use crate::{
    base::value::Value,
    load::{
        front_matter::date_forms,
        tables::{code, fault::TableFault, field::ColumnForm},
    },
    text::date::Date,
};

/// A cell that was read.
pub(super) enum Mended {
    /// There is nothing in it.
    Empty,
    /// Its value, and what was wrong with it.
    Value(Value, Option<TableFault>),
    /// It is not what it should be.
    Unreadable(TableFault),
}

/// Reads a cell; the prefecture's name helps with codes.
pub(super) fn cell(form: ColumnForm, written: &str, prefecture: &str) -> Mended {
    let words = written.trim();
    if words.is_empty() {
        return Mended::Empty;
    }
    let plain: String = words.nfkc().filter(|c| !c.is_whitespace()).collect();
    let read = match form {
        ColumnForm::Text => Some((Value::Text(words.to_owned()), None)),
        ColumnForm::List => {
            Some((Value::List(values(words).map(|value| Value::Text(value.to_owned())).collect()), None))
        }
        ColumnForm::Flag => return flag(&plain),
        ColumnForm::Code => code::mend(&plain, prefecture).map(|(code, fault)| (Value::Text(code), fault)),
        ColumnForm::Date => date(&plain).map(|(date, fault)| (Value::Text(date.to_string()), fault)),
        ColumnForm::Time => time(&plain).map(|(time, fault)| (Value::Text(time), fault)),
        ColumnForm::Number => number(written, &plain),
        ColumnForm::Degrees => {
            plain.parse().ok().filter(|degrees: &f64| degrees.is_finite()).map(|degrees| (Value::Float(degrees), None))
        }
    };
    match read {
        Some((value, fault)) => Mended::Value(value, fault),
        None => Mended::Unreadable(match form {
            ColumnForm::Code => TableFault::NoCode,
            ColumnForm::Date => TableFault::NoDate,
            ColumnForm::Time => TableFault::NoTime,
            _ => TableFault::NoNumber,
        }),
    }
}

/// Several values: `;` by the data set, `；` as people write it.
fn values(words: &str) -> impl Iterator<Item = &str> {
    words.split([';', '；']).map(str::trim).filter(|value| !value.is_empty())
}

fn flag(plain: &str) -> Mended {
    match plain {
        "1" | "1.0" | "有" | "○" | "〇" | "◯" | "TRUE" | "true" => Mended::Value(Value::Bool(true), None),
        "0" | "無" | "×" | "FALSE" | "false" | "-" => Mended::Empty,
        _ => Mended::Unreadable(TableFault::NoFlag),
    }
}

/// Days since 1899-12-30, as Excel counts them, of the years that a table may speak of: 1927 to 2119.
const SERIALS: std::ops::RangeInclusive<i64> = 10_000..=80_000;
/// 1970-01-01 as Excel counts days.
const SERIAL_OF_1970: i64 = 25_569;

fn date(plain: &str) -> Option<(Date, Option<TableFault>)> {
    if let Some(date) = Date::parse(plain) {
        return Some((date, None));
    }
    if let Some(serial) = plain
        .split('.')
        .next()
        .and_then(|days| days.parse().ok())
        .filter(|days| SERIALS.contains(days) && !plain.contains(['/', '-']))
    {
        return Some((Date::from_days(serial - SERIAL_OF_1970), Some(TableFault::Serial)));
    }
    date_forms::guess(plain).map(|date| (date, Some(TableFault::DateForm)))
}

/// `09:00`. `9:00` and `9時` are the same to everybody; 24:00 is the last minute of its day.
fn time(plain: &str) -> Option<(String, Option<TableFault>)> {
    let shown = |hour: u32, minute: u32| format!("{hour:02}:{minute:02}");
    if let Some(share) = plain.strip_prefix("0.").filter(|share| share.bytes().all(|byte| byte.is_ascii_digit())) {
        let share: f64 = format!("0.{share}").parse().ok()?;
        let minutes = (share * 1440.0).round() as u32;
        return (minutes < 1440).then(|| (shown(minutes / 60, minutes % 60), Some(TableFault::TimeForm)));
    }
    let words = plain.trim_end_matches('分').replace('時', ":");
    let (hour, rest) = words.split_once(':')?;
    let minute = rest.split(':').next().filter(|minute| !minute.is_empty()).unwrap_or("0");
    let digits = |text: &str| {
        Some(text).filter(|text| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u32>().ok()
    };
    match (digits(hour)?, digits(minute)?) {
        (24, 0) => Some((shown(23, 59), Some(TableFault::Midnight))),
        (hour @ 0..=23, minute @ 0..=59) => {
            Some((shown(hour, minute), plain.contains('時').then_some(TableFault::TimeForm)))
        }
        _ => None,
    }
}

fn number(written: &str, plain: &str) -> Option<(Value, Option<TableFault>)> {
    let bare = plain.trim_end_matches(['人', '名', 'm', '円']).replace(',', "");
    let value = match (bare.parse::<i64>(), bare.parse::<f64>()) {
        (Ok(whole), _) => Value::Int(whole),
        (_, Ok(other)) if other.is_finite() => Value::Float(other),
        _ => return None,
    };
    Some((value, (written != bare).then_some(TableFault::Digits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(form: ColumnForm, written: &str) -> String {
        match cell(form, written, "") {
            Mended::Empty => "-".to_owned(),
            Mended::Value(value, None) => value.canonical(),
            Mended::Value(value, Some(fault)) => format!("{} {fault:?}", value.canonical()),
            Mended::Unreadable(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn cells_are_read_as_people_mean_them() {
        for (form, written, expected) in [
            (ColumnForm::Text, " 灯野町 ", "\"灯野町\""),
            (ColumnForm::Text, "　", "-"),
            (ColumnForm::Date, "2022-05-17", "\"2022-05-17\""),
            (ColumnForm::Date, "44698", "\"2022-05-17\" Serial"),
            (ColumnForm::Date, "２０２６/4/1", "\"2026-04-01\" DateForm"),
            (ColumnForm::Date, "令和8年4月1日", "\"2026-04-01\" DateForm"),
            (ColumnForm::Date, "未定", "NoDate"),
            (ColumnForm::Time, "09:00", "\"09:00\""),
            (ColumnForm::Time, "9:00", "\"09:00\""),
            (ColumnForm::Time, "9：30", "\"09:30\""),
            (ColumnForm::Time, "17:15:00", "\"17:15\""),
            (ColumnForm::Time, "24:00", "\"23:59\" Midnight"),
            (ColumnForm::Time, "0.375", "\"09:00\" TimeForm"),
            (ColumnForm::Time, "9時30分", "\"09:30\" TimeForm"),
            (ColumnForm::Time, "25:00", "NoTime"),
            (ColumnForm::Time, "終日", "NoTime"),
            (ColumnForm::Number, "4315", "4315"),
            (ColumnForm::Number, "4,315 ", "4315 Digits"),
            (ColumnForm::Number, "912.5", "912.5"),
            (ColumnForm::Number, "約30", "NoNumber"),
            (ColumnForm::Degrees, "36.1234", "36.1234"),
            (ColumnForm::Degrees, "NaN", "NoNumber"),
            (ColumnForm::Flag, "1", "true"),
            (ColumnForm::Flag, "0", "-"),
            (ColumnForm::Flag, "たぶん", "NoFlag"),
            (ColumnForm::List, "車椅子可;オストメイト； 点字", "[\"車椅子可\",\"オストメイト\",\"点字\"]"),
            (ColumnForm::Code, "92011", "\"092011\" LostZero"),
            (ColumnForm::Code, "131016", "\"131016\""),
            (ColumnForm::Code, "灯野町", "NoCode"),
        ] {
            assert_eq!(of(form, written), expected, "{written}");
        }
    }
}
