//! A day, or a day and a time of day, as front matter writes it: `2026-10-03`, `2026-10-03T10:00`. Always Japan's time;
//! no clock.

use std::fmt;

use crate::text::date::Date;

const WEEKDAYS_JA: [&str; 7] = ["日", "月", "火", "水", "木", "金", "土"];
const WEEKDAYS_EN: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// A day with or without a time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moment {
    /// The day.
    pub day: Date,
    /// Hour (0 to 23) and minute; `None`: the whole day.
    pub time: Option<(u32, u32)>,
}

impl Moment {
    /// Reads `2026-10-03` or `2026-10-03T10:00`, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let Some((day, time)) = text.split_once('T') else {
            return Date::parse(text).map(|day| Self { day, time: None });
        };
        let (hour, minute) = time.split_once(':')?;
        let number = |part: &str| {
            (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<u32>().ok()).flatten()
        };
        let time = (number(hour)?, number(minute)?);
        (time.0 < 24 && time.1 < 60).then_some(())?;
        Some(Self { day: Date::parse(day)?, time: Some(time) })
    }

    /// 2026年10月3日（土曜日）午前10時30分.
    pub fn japanese(self) -> String {
        format!("{}（{}曜日）{}", self.day.japanese(), WEEKDAYS_JA[self.weekday()], self.time_japanese())
    }

    /// Saturday, 3 October 2026, 10:30 a.m.
    pub fn english(self) -> String {
        let time = self.time_english();
        let comma = if time.is_empty() { "" } else { ", " };
        format!("{}, {}{comma}{time}", WEEKDAYS_EN[self.weekday()], self.day.english())
    }

    /// 午前10時30分; empty for a whole day. Noon and midnight by their names.
    pub fn time_japanese(self) -> String {
        match self.time {
            None => String::new(),
            Some((12, 0)) => "正午".to_owned(),
            Some((hour, minute)) => {
                let half = if hour < 12 { "午前" } else { "午後" };
                let minute = if minute == 0 { String::new() } else { format!("{minute}分") };
                format!("{half}{}時{minute}", hour % 12)
            }
        }
    }

    /// 10:30 a.m.; empty for a whole day.
    pub fn time_english(self) -> String {
        match self.time {
            None => String::new(),
            Some((12, 0)) => "noon".to_owned(),
            Some((hour, minute)) => {
                let half = if hour < 12 { "a.m." } else { "p.m." };
                format!("{}:{minute:02} {half}", if hour % 12 == 0 { 12 } else { hour % 12 })
            }
        }
    }

    /// For machines, with Japan's zone: `2026-10-03T10:00:00+09:00`, or the day alone.
    pub fn zoned(self) -> String {
        match self.time {
            None => self.day.to_string(),
            Some((hour, minute)) => format!("{}T{hour:02}:{minute:02}:00+09:00", self.day),
        }
    }

    /// 0 is Sunday.
    fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        (self.day.days() + 4).rem_euclid(7) as usize
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            None => write!(f, "{}", self.day),
            Some((hour, minute)) => write!(f, "{}T{hour:02}:{minute:02}", self.day),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_moments_in_one_form() {
        for good in ["2026-10-03", "2026-10-03T00:00", "2026-10-03T23:59"] {
            assert_eq!(Moment::parse(good).map(|moment| moment.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "2026-10-03T24:00",
            "2026-10-03T10:60",
            "2026-10-03 10:00",
            "2026-10-03T1:00",
            "2026-10-03T10:00:00",
            "T10:00",
            "",
        ] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn moments_in_words() {
        for (text, japanese, english) in [
            ("2026-10-03T10:00", "2026年10月3日（土曜日）午前10時", "Saturday, 3 October 2026, 10:00 a.m."),
            ("2026-11-28T13:30", "2026年11月28日（土曜日）午後1時30分", "Saturday, 28 November 2026, 1:30 p.m."),
            ("2026-11-28T12:00", "2026年11月28日（土曜日）正午", "Saturday, 28 November 2026, noon"),
            ("2026-11-28T00:05", "2026年11月28日（土曜日）午前0時5分", "Saturday, 28 November 2026, 12:05 a.m."),
            ("2024-02-29", "2024年2月29日（木曜日）", "Thursday, 29 February 2024"),
        ] {
            let moment = Moment::parse(text).unwrap();
            assert_eq!((moment.japanese(), moment.english()), (japanese.to_owned(), english.to_owned()));
        }
    }
}
