//! A day, or a day and a time of day, as front matter writes it: `2026-10-03`, `2026-10-03T10:00`. Always Japan's time;
//! no clock.

use std::fmt;

use crate::text::date::Date;

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

    /// For machines, with Japan's zone: `2026-10-03T10:00:00+09:00`, or the day alone.
    pub fn zoned(self) -> String {
        match self.time {
            None => self.day.to_string(),
            Some((hour, minute)) => format!("{}T{hour:02}:{minute:02}:00+09:00", self.day),
        }
    }

    /// The day of the week; 0 is Monday.
    pub fn weekday(self) -> usize {
        // 1970-01-01 was a Thursday.
        (self.day.days() + 3).rem_euclid(7) as usize
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
    fn days_of_the_week_begin_with_monday() {
        for (text, weekday) in [("2026-10-03", 5), ("2024-02-29", 3), ("1969-12-29", 0), ("2026-10-04T10:00", 6)] {
            assert_eq!(Moment::parse(text).map(Moment::weekday), Some(weekday), "{text}");
        }
    }
}
