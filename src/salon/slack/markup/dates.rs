//! `<!date^1392734382^{date_num} {time}|fallback>`: moments as Slack's formats write them, in Japanese time and words.
//! No clock: what Slack shows relative to today is absolute here.

use crate::text::date::Date;

/// Japan keeps one offset all year.
const OFFSET: i64 = 9 * 3600;

const WEEKDAYS: [&str; 7] = ["木", "金", "土", "日", "月", "火", "水"];

/// The moment in a format; none if the moment is outside the calendar or a part of the format is unknown.
pub(crate) fn format(seconds: i64, format: &str) -> Option<String> {
    let local = seconds.checked_add(OFFSET)?;
    let days = local.div_euclid(86_400);
    // Date counts in i32 years; only these days have four-digit ones.
    if !(-719_162..=2_932_896).contains(&days) {
        return None;
    }
    let date = Date::from_days(days);
    let mut out = String::new();
    let mut rest = format;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let close = open + rest[open..].find('}')?;
        out.push_str(&part(&rest[open + 1..close], date, days, local.rem_euclid(86_400))?);
        rest = &rest[close + 1..];
    }
    Some(out + rest)
}

fn part(name: &str, date: Date, days: i64, second: i64) -> Option<String> {
    let time = format!("{}:{:02}", second / 3600, second / 60 % 60);
    Some(match name {
        "date_num" => date.to_string(),
        "date_slash" => date.to_string().replace('-', "/"),
        "date" | "date_pretty" | "date_short" | "date_short_pretty" => date.japanese(),
        "date_long" | "date_long_pretty" | "date_long_full" | "day_divider_pretty" => {
            let weekday = usize::try_from(days.rem_euclid(7)).ok().and_then(|day| WEEKDAYS.get(day))?;
            format!("{}（{weekday}）", date.japanese())
        }
        "time" => time,
        "time_secs" => format!("{time}:{:02}", second % 60),
        "ago" => format!("{} {time}", date.japanese()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_in_japan() {
        for (pattern, expected) in [
            ("{date_num}", Some("2014-02-18")),
            ("{date_slash}", Some("2014/02/18")),
            ("{date}", Some("2014年2月18日")),
            ("{date_short_pretty}に", Some("2014年2月18日に")),
            ("{date_long} {time}から", Some("2014年2月18日（火） 23:39から")),
            ("{time_secs}", Some("23:39:42")),
            ("{ago}", Some("2014年2月18日 23:39")),
            ("{day_divider_pretty}", Some("2014年2月18日（火）")),
            ("{mirai}", None),
            ("{date", None),
            ("文字だけ", Some("文字だけ")),
        ] {
            assert_eq!(format(1_392_734_382, pattern).as_deref(), expected, "{pattern}");
        }
        assert_eq!(format(0, "{date_long} {time}").as_deref(), Some("1970年1月1日（木） 9:00"));
        assert_eq!(
            (format(i64::MAX, "{time}"), format(i64::MIN, "{time}"), format(400_000_000_000, "{date}")),
            (None, None, None)
        );
    }
}
