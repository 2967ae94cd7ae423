//! When something was posted: seconds and millionths, never a floating-point number, so that two posts of one second
//! keep their order. The municipality's clock is +09:00.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::date::Date;

/// Japan's offset, without summer time.
const OFFSET: i64 = 9 * 3600;

/// A time in seconds and millionths since 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct PostTime {
    seconds: u64,
    micros: u32,
}

impl PostTime {
    /// Reads ten digits, a point and up to six; a shorter fraction is filled with zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(seconds) || seconds.len() != 10 || !digits(fraction) || fraction.len() > 6 {
            return None;
        }
        Some(Self { seconds: seconds.parse().ok()?, micros: format!("{fraction:0<6}").parse().ok()? })
    }

    /// Whole seconds from this time to a later one; 0 if it is not later.
    pub fn seconds_until(self, later: Self) -> u64 {
        later.seconds.saturating_sub(self.seconds)
    }

    fn local(self) -> i64 {
        i64::try_from(self.seconds).unwrap_or(i64::MAX - OFFSET) + OFFSET
    }

    /// The day in Japan.
    pub fn day(self) -> Date {
        Date::from_days(self.local().div_euclid(86_400))
    }

    /// The month in Japan, as pages carry it: 2024-05.
    pub fn month(self) -> String {
        self.day().to_string()[..7].to_owned()
    }

    /// Day and minute in Japan, for the editor's eyes only: 2024年5月2日 01:30.
    pub fn in_words(self) -> String {
        let minute = self.local().rem_euclid(86_400) / 60;
        format!("{} {:02}:{:02}", self.day().japanese(), minute / 60, minute % 60)
    }
}

impl fmt::Display for PostTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}.{:06}", self.seconds, self.micros)
    }
}

impl Serialize for PostTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PostTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_exact_and_japanese() {
        let time = PostTime::parse("1714581000.000100").unwrap();
        assert_eq!((time.in_words().as_str(), time.to_string().as_str()), ("2024年5月2日 01:30", "1714581000.000100"));
        assert_eq!(PostTime::parse("1714491000.000000").unwrap().month(), "2024-05");
        assert!(PostTime::parse("1714581000.000100") < PostTime::parse("1714581000.000200"));
        assert_eq!(PostTime::parse("1566285666.2125").unwrap().to_string(), "1566285666.212500");
        for wrong in
            ["", "NaN", "171458100.000100", "1714581000.0001000", "1714581000.", "-714581000.1", "1714581000.00 1"]
        {
            assert_eq!(PostTime::parse(wrong), None, "{wrong}");
        }
    }
}
