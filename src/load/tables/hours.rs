//! When a place is open, as tables and front matter say it: days of the week and a span of the day.

use unicode_normalization::UnicodeNormalization;

use crate::{
    base::value::Value,
    load::tables::{field::ColumnForm, mend},
};

/// The days of the week in the order of their use, by the character that stands for each.
const WEEK: [char; 7] = ['月', '火', '水', '木', '金', '土', '日'];

/// The days of the week, 0 for Monday, that some words name: `月火水`, `火-日`, `火曜日から金曜日まで`, `平日`, `毎日`. Empty
/// where they say something else.
pub fn days(words: &str) -> Vec<usize> {
    let plain: String = words.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace("曜日", "").replace("曜", "");
    match plain.as_str() {
        "毎日" | "無休" | "年中無休" => return (0..7).collect(),
        "平日" => return (0..5).collect(),
        _ => {}
    }
    let mut days: Vec<usize> = Vec::new();
    let mut to = false;
    for part in plain.trim_end_matches("まで").replace("から", "-").chars() {
        match (WEEK.iter().position(|day| *day == part), part) {
            (Some(day), _) if to => {
                let first = days.last().copied().unwrap_or(day);
                let count = (day + 7 - first) % 7;
                days.extend((1..=count).map(|step| (first + step) % 7));
                to = false;
            }
            (Some(day), _) => days.push(day),
            (None, '-' | '~' | '〜' | 'ー') => to = true,
            (None, '・' | '、' | ',' | ';' | 'と') => {}
            _ => return Vec::new(),
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}

/// Opening and closing time of `10:00-18:00`; `None` where the words say something else.
pub fn span(words: &str) -> Option<(String, String)> {
    let plain: String = words.nfkc().filter(|c| !c.is_whitespace()).collect();
    let (open, close) = plain.split_once(['-', '~', '〜'])?;
    let time = |words: &str| match mend::cell(ColumnForm::Time, words, "") {
        mend::Mended::Value(Value::Text(time), _) => Some(time),
        _ => None,
    };
    Some((time(open)?, time(close)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_the_week_are_understood() {
        for (words, expected) in [
            ("月火水木金", vec![0, 1, 2, 3, 4]),
            ("火-日", vec![1, 2, 3, 4, 5, 6]),
            ("火曜日から金曜日まで", vec![1, 2, 3, 4]),
            ("土・日", vec![5, 6]),
            ("日～火", vec![0, 1, 6]),
            ("平日", vec![0, 1, 2, 3, 4]),
            ("毎日", vec![0, 1, 2, 3, 4, 5, 6]),
            ("第2土曜日", vec![]),
            ("予約の日だけ", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(days(words), expected, "{words}");
        }
        assert_eq!(span("9:00～17:15"), Some(("09:00".into(), "17:15".into())));
        assert_eq!(span("10:00-24:00"), Some(("10:00".into(), "23:59".into())));
        assert_eq!(span("日の出から"), None);
    }
}
