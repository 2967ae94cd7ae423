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
    /// A spreadsheet has put something else in its place: there is nothing to show.
    Lost(TableFault),
}

/// What a spreadsheet writes where a formula fails, or a column is too narrow.
const ERRORS: [&str; 9] = ["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];

/// What a spreadsheet has made of a value that is no longer there.
pub(super) fn lost(written: &str) -> Option<TableFault> {
    let words = written.trim();
    if ERRORS.iter().any(|error| words.eq_ignore_ascii_case(error))
        || words.len() > 2 && words.bytes().all(|byte| byte == b'#')
    {
        return Some(TableFault::SheetError);
    }
    let (digits, power) = words.split_once(['E', 'e'])?;
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.starts_with(|c: char| c.is_ascii_digit());
    let power = power.strip_prefix('+')?;
    (whole && !power.is_empty() && power.bytes().all(|byte| byte.is_ascii_digit())).then_some(TableFault::Scientific)
}

/// Reads a cell; the prefecture's name helps with codes.
pub(super) fn cell(form: ColumnForm, written: &str, prefecture: &str) -> Mended {
    let words = written.trim();
    if words.is_empty() {
        return Mended::Empty;
    }
    match lost(words) {
        Some(TableFault::Scientific) if matches!(form, ColumnForm::Number | ColumnForm::Degrees) => {}
        Some(fault) => return Mended::Lost(fault),
        None => {}
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
        ColumnForm::Degrees => degrees(&plain),
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

/// Degrees as a decimal, or as degrees, minutes and seconds: `36°12'34.5"`, `北緯36度12分34秒`.
fn degrees(plain: &str) -> Option<(Value, Option<TableFault>)> {
    if let Some(degrees) = plain.parse().ok().filter(|degrees: &f64| degrees.is_finite()) {
        return Some((Value::Float(degrees), None));
    }
    let bare =
        plain.trim_start_matches(['北', '東', '緯', '経', 'N', 'E', 'n', 'e']).trim_end_matches(['N', 'E', 'n', 'e']);
    let marked = bare.replace("''", "秒").replace("′′", "秒").replace(['"', '″', '”'], "秒");
    let marked = marked.replace(['\'', '′', '’'], "分").replace(['°', 'º', '˚'], "度");
    let (whole, rest) = marked.split_once('度')?;
    let (minutes, rest) = rest.split_once('分').unwrap_or(("0", rest));
    let (seconds, rest) = rest.split_once('秒').unwrap_or(("0", rest));
    let number = |text: &str, most: f64| {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        text.parse::<f64>().ok().filter(|number| plain && *number < most)
    };
    let value = number(whole, 180.0)? + number(minutes, 60.0)? / 60.0 + number(seconds, 60.0)? / 3600.0;
    rest.is_empty().then(|| (Value::Float((value * 1e7).round() / 1e7), Some(TableFault::DegreesForm)))
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

/// A time of day as it is written in any of the ways that tables are: `09:00` of 午前9時.
pub(crate) fn read_time(plain: &str) -> Option<String> {
    time(plain).map(|(time, _)| time)
}

/// `09:00`. `9:00` and `9時` are the same to everybody; 24:00 is the last minute of its day.
fn time(plain: &str) -> Option<(String, Option<TableFault>)> {
    let shown = |hour: u32, minute: u32| format!("{hour:02}:{minute:02}");
    if let Some(share) = plain.strip_prefix("0.").filter(|share| share.bytes().all(|byte| byte.is_ascii_digit())) {
        let share: f64 = format!("0.{share}").parse().ok()?;
        let minutes = (share * 1440.0).round() as u32;
        return (minutes < 1440).then(|| (shown(minutes / 60, minutes % 60), Some(TableFault::TimeForm)));
    }
    if plain == "正午" {
        return Some((shown(12, 0), Some(TableFault::TimeForm)));
    }
    if let Some((half, time)) = half_of_day(plain) {
        let (hour, minute) = clock(time)?;
        // Twelve is noon to some and midnight to others in 午後12時; with PM it is noon.
        let hour = match (half, hour) {
            (Half::Morning | Half::Afternoon, 12) => return None,
            (_, 13..) => return None,
            (Half::Am, hour) | (Half::Morning, hour) => hour % 12,
            (Half::Pm, hour) | (Half::Afternoon, hour) => hour % 12 + 12,
        };
        return Some((shown(hour, minute), Some(TableFault::TimeForm)));
    }
    match clock(plain)? {
        (24, 0) => Some((shown(23, 59), Some(TableFault::Midnight))),
        (hour @ 0..=23, minute) => Some((shown(hour, minute), plain.contains('時').then_some(TableFault::TimeForm))),
        _ => None,
    }
}

/// Half of a day, by what is written for it.
#[derive(Clone, Copy)]
enum Half {
    Morning,
    Afternoon,
    Am,
    Pm,
}

/// The half of the day that a time names, and the rest of it.
fn half_of_day(plain: &str) -> Option<(Half, &str)> {
    let before = [
        ("午前", Half::Morning),
        ("午後", Half::Afternoon),
        ("AM", Half::Am),
        ("am", Half::Am),
        ("PM", Half::Pm),
        ("pm", Half::Pm),
    ];
    before.into_iter().find_map(|(word, half)| {
        let rest = plain.strip_prefix(word).or_else(|| plain.strip_suffix(word).filter(|_| word.is_ascii()))?;
        Some((half, rest))
    })
}

/// Hour and minute of `9:30`, `9時`, `9時半`, `9時30分`.
fn clock(plain: &str) -> Option<(u32, u32)> {
    let words = plain.trim_end_matches('分').replace("時半", ":30").replace('時', ":");
    let (hour, rest) = words.split_once(':')?;
    let minute = rest.split(':').next().filter(|minute| !minute.is_empty()).unwrap_or("0");
    let digits = |text: &str| {
        Some(text).filter(|text| text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<u32>().ok()
    };
    Some((digits(hour)?, digits(minute)?)).filter(|(_, minute)| *minute < 60)
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
            Mended::Unreadable(fault) | Mended::Lost(fault) => format!("{fault:?}"),
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
            (ColumnForm::Time, "午前9時", "\"09:00\" TimeForm"),
            (ColumnForm::Time, "午後1時30分", "\"13:30\" TimeForm"),
            (ColumnForm::Time, "午後１：３０", "\"13:30\" TimeForm"),
            (ColumnForm::Time, "午前0時", "\"00:00\" TimeForm"),
            (ColumnForm::Time, "正午", "\"12:00\" TimeForm"),
            (ColumnForm::Time, "10時半", "\"10:30\" TimeForm"),
            (ColumnForm::Time, "9:30 AM", "\"09:30\" TimeForm"),
            (ColumnForm::Time, "PM12:15", "\"12:15\" TimeForm"),
            (ColumnForm::Time, "午後12時", "NoTime"),
            (ColumnForm::Time, "午後13時", "NoTime"),
            (ColumnForm::Time, "25:00", "NoTime"),
            (ColumnForm::Time, "終日", "NoTime"),
            (ColumnForm::Number, "4315", "4315"),
            (ColumnForm::Number, "4,315 ", "4315 Digits"),
            (ColumnForm::Number, "912.5", "912.5"),
            (ColumnForm::Number, "約30", "NoNumber"),
            (ColumnForm::Degrees, "36.1234", "36.1234"),
            (ColumnForm::Degrees, "36°12'36\"", "36.21 DegreesForm"),
            (ColumnForm::Degrees, "３６度１２分３６秒", "36.21 DegreesForm"),
            (ColumnForm::Degrees, "北緯36度12分36.0秒", "36.21 DegreesForm"),
            (ColumnForm::Degrees, "138°30′E", "138.5 DegreesForm"),
            (ColumnForm::Degrees, "36°72'00\"", "NoNumber"),
            (ColumnForm::Degrees, "NaN", "NoNumber"),
            (ColumnForm::Text, "#N/A", "SheetError"),
            (ColumnForm::Number, "#REF!", "SheetError"),
            (ColumnForm::Date, "########", "SheetError"),
            (ColumnForm::Text, "1.99E+08", "Scientific"),
            (ColumnForm::Text, "2E階", "\"2E階\""),
            (ColumnForm::Text, "#1", "\"#1\""),
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
