//! Slack's message times: `1714581000.000100`, seconds and millionths, exact within a channel.
//!
//! Never a floating-point number: two messages of one second must keep their order. The municipality's clock is +09:00.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::text::date::Date;

/// Japan's offset, without summer time.
const OFFSET: i64 = 9 * 3600;

/// When a message was posted; names it within its channel.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Ts {
    seconds: u64,
    micros: u32,
}

impl Ts {
    /// Reads ten digits, a point and up to six; a shorter fraction is filled with zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(seconds) || seconds.len() != 10 || !digits(fraction) || fraction.len() > 6 {
            return None;
        }
        Some(Self { seconds: seconds.parse().ok()?, micros: format!("{fraction:0<6}").parse().ok()? })
    }

    /// Reads a JSON value; the flag tells that it was a number, which other tools write.
    pub fn of(value: &Value) -> Option<(Self, bool)> {
        match value {
            Value::String(text) => Some((Self::parse(text)?, false)),
            Value::Number(number) => {
                let text = number
                    .as_f64()
                    .filter(|number| number.is_finite() && *number > 0.0)
                    .map(|number| format!("{number:.6}"))?;
                Some((Self::parse(&text)?, true))
            }
            _ => None,
        }
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

impl fmt::Display for Ts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:010}.{:06}", self.seconds, self.micros)
    }
}

impl Serialize for Ts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Ts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a message time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_exact_and_japanese() {
        let ts = Ts::parse("1714581000.000100").unwrap();
        assert_eq!((ts.in_words().as_str(), ts.to_string().as_str()), ("2024年5月2日 01:30", "1714581000.000100"));
        assert_eq!(Ts::parse("1714491000.000000").unwrap().month(), "2024-05");
        assert!(Ts::parse("1714581000.000100") < Ts::parse("1714581000.000200"));
        assert_eq!(Ts::parse("1566285666.2125").unwrap().to_string(), "1566285666.212500");
        let number = serde_json::json!(1_566_285_666.212_5);
        assert_eq!(
            Ts::of(&number).map(|(ts, number)| (ts.to_string(), number)),
            Some(("1566285666.212500".to_owned(), true))
        );
        for wrong in
            ["", "NaN", "171458100.000100", "1714581000.0001000", "1714581000.", "-714581000.1", "1714581000.00 1"]
        {
            assert_eq!(Ts::parse(wrong), None, "{wrong}");
        }
    }
}
