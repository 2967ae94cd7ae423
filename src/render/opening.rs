//! Opening hours in words: 火曜日から日曜日まで, 午前9時30分から午後6時まで; in the language of the page.

use crate::{
    incremental::tracked::here,
    load::tables::hours,
    render::{template::functions::english, tera_value::words},
    text::moment::Moment,
};

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

/// A span of the day in words, `09:30-18:00`; what is none stays as it is written.
pub fn hours(written: &str) -> String {
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
