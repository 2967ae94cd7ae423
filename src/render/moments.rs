//! Days, times and opening hours in words, in the language of the page: 2026年10月3日, 火曜日から日曜日まで.

use crate::{
    incremental::{ask::words, tracked::here},
    load::tables::hours,
    text::{date::Date, moment::Moment},
};

/// Whether days are written in English on the page that is shown.
fn english() -> bool {
    words("date_order", here().lang) == "dmy"
}

/// 2026年10月3日; 3 October 2026 on English pages. What is no day stays.
pub fn day(day: &str) -> String {
    match Date::parse(day) {
        Some(date) if english() => date.english(),
        Some(date) => date.japanese(),
        None => day.to_owned(),
    }
}

/// 2025年12月; December 2025 on English pages. What is no month stays.
pub fn month(month: &str) -> String {
    let words = day(&format!("{month}-01"));
    if month.len() != 7 || !words.contains(|c: char| c.is_alphabetic()) {
        return month.to_owned();
    }
    words.strip_suffix("1日").or_else(|| words.strip_prefix("1 ")).unwrap_or(&words).to_owned()
}

/// 2026年10月3日（土曜日）午前10時; in English on English pages. What is no moment stays.
pub fn moment(text: &str) -> String {
    match Moment::parse(text) {
        Some(moment) if english() => moment.english(),
        Some(moment) => moment.japanese(),
        None => text.to_owned(),
    }
}

/// When something ends, without the day if that is the one it began on; empty if it says nothing more than `start`.
pub fn until(end: &str, start: &str) -> String {
    match (Moment::parse(start), Moment::parse(end)) {
        (Some(start), Some(end)) if start == end || (start.day == end.day && end.time.is_none()) => String::new(),
        (Some(start), Some(end)) if start.day == end.day && english() => end.time_english(),
        (Some(start), Some(end)) if start.day == end.day => end.time_japanese(),
        _ => moment(end),
    }
}

/// A moment for machines, with Japan's zone. What is no moment stays.
pub fn zoned(text: &str) -> String {
    Moment::parse(text).map_or_else(|| text.to_owned(), Moment::zoned)
}

/// Days of the week in words; what names none stays as it is written. The words may hold ruby.
pub fn weekdays(written: &str) -> String {
    let days = hours::days(written);
    let lang = here().lang;
    let name = |day: usize| words(&format!("weekday_{day}"), lang);
    let run = days.windows(2).all(|pair| pair[1] == pair[0] + 1);
    match days.as_slice() {
        [] => written.to_owned(),
        [_, _, _, _, _, _, _] => words("weekday_all", lang),
        [first, .., last] if run && days.len() > 2 => {
            words("weekday_to", lang).replace("{from}", &name(*first)).replace("{to}", &name(*last))
        }
        days => days.iter().map(|day| name(*day)).collect::<Vec<_>>().join(&words("comma", lang)),
    }
}

/// The days of the week as numbers from 0, Monday, for a script: `1,2,3`; empty where none is named.
pub fn day_numbers(written: &str) -> String {
    hours::days(written).iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// A span of the day as a script reads it: `09:30-18:00`; empty where it is none.
pub fn open_span(written: &str) -> String {
    hours::span(written).map_or_else(String::new, |(open, close)| format!("{open}-{close}"))
}

/// A span of the day in words, `09:30-18:00`; what is none stays as it is written.
pub fn opening_hours(written: &str) -> String {
    match hours::span(written) {
        Some((open, close)) => {
            words("hours_to", here().lang).replace("{from}", &time(&open)).replace("{to}", &time(&close))
        }
        None => written.to_owned(),
    }
}

/// A time of day in words; what is none stays as it is written.
pub fn time(written: &str) -> String {
    match Moment::parse(&format!("2000-01-01T{written}")) {
        Some(moment) if english() => moment.time_english(),
        Some(moment) => moment.time_japanese(),
        None => written.to_owned(),
    }
}
