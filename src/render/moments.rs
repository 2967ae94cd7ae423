//! Days, times and opening hours in words, in the language of the page: 2026年10月3日, 火曜日から日曜日まで.

use crate::{
    incremental::{ask::words, tracked::here},
    load::{markdown::ruby, tables::hours},
    text::{date::Date, moment::Moment},
};

/// 2026年10月3日, in the form of the page's language. What is no day stays.
pub fn day(day: &str) -> String {
    Date::parse(day).map_or_else(|| day.to_owned(), |date| fill_date("date_form", date))
}

/// 2025年12月, in the form of the page's language. What is no month stays.
pub fn month(month: &str) -> String {
    Date::parse(&format!("{month}-01")).map_or_else(|| month.to_owned(), |date| fill_date("month_form", date))
}

/// 2026年10月3日（土曜日）午前10時, in the form of the page's language. What is no moment stays.
pub fn moment(text: &str) -> String {
    let Some(moment) = Moment::parse(text) else { return text.to_owned() };
    let lang = here().lang;
    let weekday = words(&format!("weekday_{}", moment.weekday()), lang);
    let form = words(if moment.time.is_some() { "moment_form" } else { "moment_day" }, lang);
    form.replace("{weekday}", &ruby::strip(&weekday))
        .replace("{date}", &fill_date("date_form", moment.day))
        .replace("{time}", &clock(moment))
}

/// A form of the theme with a day's numbers and the name of its month.
fn fill_date(form: &str, date: Date) -> String {
    let lang = here().lang;
    let form = words(form, lang);
    let form = form.replace("{y}", &date.year.to_string()).replace("{m}", &date.month.to_string());
    let form = form.replace("{d}", &date.day.to_string());
    if !form.contains("{month}") {
        return form;
    }
    let months = words("months", lang);
    form.replace("{month}", months.split('|').nth(date.month as usize - 1).unwrap_or_default())
}

/// 午前10時30分, in the form of the page's language; empty for a whole day. A script does the same with the same forms.
fn clock(moment: Moment) -> String {
    let Some((hour, minute)) = moment.time else { return String::new() };
    let form = match (hour, minute) {
        (12, 0) => 4,
        _ => usize::from(hour >= 12) * 2 + usize::from(minute > 0),
    };
    let forms = words("clock", here().lang);
    let form = forms.split('|').nth(form).unwrap_or_default();
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    form.replace("{h12}", &twelve.to_string())
        .replace("{h}", &(hour % 12).to_string())
        .replace("{H}", &hour.to_string())
        .replace("{mm}", &format!("{minute:02}"))
        .replace("{m}", &minute.to_string())
}

/// When something ends, without the day if that is the one it began on; empty if it says nothing more than `start`.
pub fn until(end: &str, start: &str) -> String {
    match (Moment::parse(start), Moment::parse(end)) {
        (Some(start), Some(end)) if start == end || (start.day == end.day && end.time.is_none()) => String::new(),
        (Some(start), Some(end)) if start.day == end.day => clock(end),
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
    Moment::parse(&format!("2000-01-01T{written}")).map_or_else(|| written.to_owned(), clock)
}
