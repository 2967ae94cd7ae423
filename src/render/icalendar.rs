//! Events as iCalendar text (RFC 5545): CRLF, lines of at most 75 octets, no character cut in two, and every date from
//! the content, never from the clock, so that the same content gives the same bytes.

use std::fmt::Write as _;

use crate::{
    base::value::Value,
    load::markdown::ruby,
    render::{
        event_record::{Stamp, stamp_event},
        reference::base_url,
    },
    site::resolve::cards::Card,
    text::{date::Date, moment::Moment},
};

/// Octets of one line, without its end.
const WIDTH: usize = 75;

/// Japan's time, which has had no summer time since 1951.
const ZONE: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Tokyo",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0900",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// A calendar of these events; `today` is the day of the build.
pub fn calendar(name: &str, events: &[&Card], today: Date) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//Shirube//Shirube//JA");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    line(&mut out, "X-WR-TIMEZONE:Asia/Tokyo");
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    line(&mut out, "X-PUBLISHED-TTL:PT12H");
    ZONE.iter().for_each(|text| line(&mut out, text));
    let base = base_url();
    for event in events {
        write_event(&mut out, event, &base, today);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// An event; one whose day cannot be read is left out.
fn write_event(out: &mut String, card: &Card, base: &str, today: Date) {
    let field = |name: &str| card.fields.get(name).and_then(Value::as_text).unwrap_or_default();
    let Some(start) = Moment::parse(field("start")) else { return };
    let end = Moment::parse(field("end")).filter(|end| *end >= start).unwrap_or(start);
    let Stamp { uid, sequence, changed } = stamp_event(card, base, today);
    let url = card.absolute(base);
    let mut place = ruby::strip(field("place")).into_owned();
    if !field("address").is_empty() {
        let _ = write!(place, " {}", ruby::strip(field("address")));
    }
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{uid}"));
    // A page that does not say when it changed has a day long past: one that is still to come would be no stamp.
    line(out, &format!("DTSTAMP:{}", midnight(changed.unwrap_or(LONG_PAST))));
    if let Some(changed) = changed {
        line(out, &format!("LAST-MODIFIED:{}", midnight(changed)));
    }
    line(out, &format!("SEQUENCE:{sequence}"));
    match (start.time, end.time) {
        (Some(_), until) => {
            line(out, &format!("DTSTART;TZID=Asia/Tokyo:{}", local(start)));
            // A last day without a time ends with it; the first day alone says nothing of an end.
            let end = match until {
                Some(_) => end,
                None if end.day > start.day => Moment { day: after(end.day), time: Some((0, 0)) },
                None => start,
            };
            if end > start {
                line(out, &format!("DTEND;TZID=Asia/Tokyo:{}", local(end)));
            }
        }
        // Whole days end on the day after the last one.
        _ => {
            line(out, &format!("DTSTART;VALUE=DATE:{}", compact(start.day)));
            line(out, &format!("DTEND;VALUE=DATE:{}", compact(after(end.day))));
        }
    }
    line(out, &format!("SUMMARY:{}", escaped(&ruby::strip(&card.title))));
    let about = if card.description.is_empty() { &card.summary } else { &card.description };
    line(out, &format!("DESCRIPTION:{}", escaped(&format!("{}\n{url}", ruby::strip(about)))));
    line(out, &format!("LOCATION:{}", escaped(&place)));
    line(out, &format!("URL:{url}"));
    let status = match field("status") {
        "中止" => "CANCELLED",
        "延期" => "TENTATIVE",
        _ => "CONFIRMED",
    };
    line(out, &format!("STATUS:{status}"));
    line(out, "END:VEVENT");
}

/// The stamp of what does not say when it changed.
const LONG_PAST: Date = Date { year: 2000, month: 1, day: 1 };

fn after(day: Date) -> Date {
    Date::from_days(day.days() + 1)
}

/// The beginning of a day in Japan, as UTC.
fn midnight(day: Date) -> String {
    format!("{}T150000Z", compact(Date::from_days(day.days() - 1)))
}

fn local(moment: Moment) -> String {
    let (hour, minute) = moment.time.unwrap_or_default();
    format!("{}T{hour:02}{minute:02}00", compact(moment.day))
}

fn compact(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// Text with what has a meaning in iCalendar escaped.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' => safe.push_str("\\n"),
            c if c.is_control() => {}
            c => safe.push(c),
        }
    }
    safe
}

/// Adds a line, folded: a longer one goes on in the next, which begins with a space.
fn line(out: &mut String, text: &str) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > WIDTH {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lines_are_short_and_unfold_to_what_they_were(text in "\\PC{0,300}") {
            let mut out = String::new();
            line(&mut out, &text);
            for folded in out.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(folded.len() <= WIDTH, "{folded}");
            }
            prop_assert_eq!(out.strip_suffix("\r\n").unwrap().replace("\r\n ", ""), text);
        }
    }

    #[test]
    fn marks_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\u{7}"), "a\\,b\\;c\\\\d\\ne");
        assert_eq!(midnight(Date::parse("2026-11-01").unwrap()), "20261031T150000Z");
    }
}
