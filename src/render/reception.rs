//! Whether something can be asked for on a day: a support, by `opens`, `until` and `budget`; an event, by
//! `apply_until`. A page says it as of the day it was made; a script says it anew by the reader's day, from the same
//! values in the same order.

use crate::{
    incremental::{ask, tracked::here},
    load::markdown::ruby,
    render::{
        moments,
        tera_value::{Tera, map, text},
    },
    text::{date::Date, moment::Moment},
};

/// How many days before its end something is said to end soon.
const SOON: i64 = 30;

/// The states, in the order of the words that the script is given.
const STATES: [&str; 6] = ["before", "open", "soon", "today", "few", "closed"];

/// What can be said on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reception {
    /// One of the states.
    pub state: &'static str,
    /// Days until the end; none where no end is written.
    pub left: Option<i64>,
    opens: Option<Date>,
    until: Option<Date>,
    few: bool,
    /// Whether no day changes it.
    settled: bool,
}

/// The same on the day of the build, which only those ask for of whom a day says something.
pub fn find_reception_now(kind: &str, field: impl Fn(&str) -> String) -> Option<Reception> {
    find_reception(kind, &field, Date { year: 2000, month: 1, day: 1 })?;
    let today = Date::parse(&ask::today()).expect("the site knows the day");
    find_reception(kind, field, today)
}

/// What can be said of a page of a kind with these fields; `None` where they say nothing of it.
pub fn find_reception(kind: &str, field: impl Fn(&str) -> String, today: Date) -> Option<Reception> {
    let day = |name: &str| Moment::parse(&field(name)).map(|moment| moment.day);
    let (opens, until, budget) = match kind {
        "support" => (day("opens"), day("until"), field("budget")),
        "event" if matches!(&*field("status"), "" | "予定" | "変更") => (None, day("apply_until"), String::new()),
        _ => return None,
    };
    if opens.is_none() && until.is_none() && budget.is_empty() {
        return None;
    }
    let (few, settled) = (budget == "残りわずか", budget == "終了");
    let left = until.map(|until| until.days() - today.days());
    let state = match left {
        _ if settled => "closed",
        Some(left) if left < 0 => "closed",
        _ if opens.is_some_and(|opens| opens > today) => "before",
        _ if few => "few",
        Some(0) => "today",
        Some(left) if left <= SOON => "soon",
        _ => "open",
    };
    Some(Reception { state, left, opens, until, few, settled })
}

impl Reception {
    /// Where it stands in a list: what ends first, what is nearly used up, what is open, what opens, what is over.
    pub fn rank(&self) -> (u8, i64) {
        let left = self.left.unwrap_or(i64::MAX);
        match self.state {
            "today" | "soon" => (0, left),
            "few" => (1, left),
            "before" => (3, self.opens.map_or(0, Date::days)),
            "closed" => (4, 0),
            _ => (2, 0),
        }
    }

    /// Its words, with the day that they follow from: 残りわずか, 2026年12月25日まで.
    pub fn words(&self) -> (String, String) {
        let lang = here().lang;
        let own = ask::words(&format!("reception_{}", self.state), lang);
        let own = own.replace("{n}", &self.left.unwrap_or_default().to_string());
        let (key, day) = match (self.state, self.opens, self.until) {
            ("before", Some(opens), _) => ("reception_from", opens),
            (_, _, Some(until)) => ("reception_until", until),
            _ => return (own, String::new()),
        };
        (own, ask::words(key, lang).replace("{date}", &moments::day(&day.to_string())))
    }

    /// What a template is handed.
    pub fn value(&self) -> Tera {
        let (words, day) = self.words();
        let date = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
        let few = if self.few { "few" } else { "" };
        let data =
            if self.settled { String::new() } else { format!("{}/{}/{few}", date(self.opens), date(self.until)) };
        let all = STATES.map(|state| ruby::strip(&ask::words(&format!("reception_{state}"), here().lang)).into_owned());
        map([
            ("state", text(self.state)),
            ("words", text(&words)),
            ("day", text(&day)),
            ("data", text(&data)),
            ("all", text(&all.join("|"))),
        ])
    }
}

/// Cards in a list, sorted by what can be said of them where all of them are supports; else what is over comes last.
pub fn sort_cards(cards: &[Tera]) -> Vec<Tera> {
    let reception = |card: &Tera| {
        let kind = card.get_from_path("kind")?.as_str()?;
        let fields = card.get_from_path("fields")?;
        find_reception_now(kind, |name| text_of(fields, name))
    };
    let all: Vec<Option<Reception>> = cards.iter().map(reception).collect();
    let alone = cards.iter().all(|card| card.get_from_path("kind").and_then(Tera::as_str) == Some("support"));
    let rank = |at: usize| match &all[at] {
        Some(reception) if alone || reception.state == "closed" => reception.rank(),
        _ => (2, 0),
    };
    let mut order: Vec<usize> = (0..cards.len()).collect();
    order.sort_by_key(|at| rank(*at));
    order.into_iter().map(|at| cards[at].clone()).collect()
}

/// The words of a field; empty without it.
pub fn text_of(fields: &Tera, name: &str) -> String {
    fields.get_from_path(name).and_then(Tera::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_follows_from_the_day() {
        let state = |fields: &str, today: &str| {
            let field = |name: &str| {
                fields
                    .split(' ')
                    .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
                    .unwrap_or_default()
                    .to_owned()
            };
            let kind = if fields.contains("apply") { "event" } else { "support" };
            let found = find_reception(kind, field, Date::parse(today).unwrap());
            found.map(|found| format!("{} {}", found.state, found.left.map_or(String::new(), |left| left.to_string())))
        };
        for (fields, today, expected) in [
            ("opens=2026-04-01 until=2026-12-25 budget=受付中", "2026-03-31", "before 269"),
            ("opens=2026-04-01 until=2026-12-25 budget=受付中", "2026-04-01", "open 268"),
            ("opens=2026-04-01 until=2026-12-25", "2026-12-16", "soon 9"),
            ("until=2026-12-25", "2026-12-25", "today 0"),
            ("until=2026-12-25", "2026-12-26", "closed -1"),
            ("until=2026-12-25 budget=残りわずか", "2026-12-16", "few 9"),
            ("until=2026-12-25 budget=残りわずか", "2026-12-26", "closed -1"),
            ("until=2026-12-25 budget=終了", "2026-06-01", "closed 207"),
            ("opens=2026-12-01 budget=残りわずか", "2026-06-01", "before "),
            ("budget=受付中", "2026-06-01", "open "),
            ("apply_until=2026-12-25T17:00", "2026-12-16", "soon 9"),
            ("apply_until=2026-12-25 status=変更", "2026-12-26", "closed -1"),
        ] {
            assert_eq!(state(fields, today).as_deref(), Some(expected), "{fields} {today}");
        }
        for fields in ["", "until=いつか", "apply_until=2026-12-25 status=中止", "apply=電話"] {
            assert_eq!(state(fields, "2026-06-01"), None, "{fields}");
        }
    }
}
