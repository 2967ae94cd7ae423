//! Predictions for the scorer of the developers' shared folder: `cargo run --example predict -- CASES.jsonl
//! CONFIG.json`. Offsets are characters of the text without its markers; what is only counted is no prediction.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a helper of a script prints its figures")]
#![allow(clippy::disallowed_methods, reason = "it reads its sentences itself")]

use std::fs;

use serde_json::{Value, json};
use shirube::{
    privacy::{Gate, Kind, Lists, Place, RosterName, Severity, find_plain_traits, review},
    text::date::Date,
};

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let read = |path: &str| fs::read_to_string(path).unwrap().replace("«»", "");
    let gate = Gate::new(&lists(&serde_json::from_str(&read(&paths[1])).unwrap()));
    let now = Date::new(2026, 11, 1).unwrap();
    for line in read(&paths[0]).lines().filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let text = case["text"].as_str().unwrap();
        let count = |at: usize| text[..at].chars().count();
        let hits = review(text, Place::Words, &gate, now).open.into_iter().filter(|hit| hit.severity != Severity::Info);
        // What a check tells beside the gate of the one who speaks, at the level of a warning.
        let traits = find_plain_traits(text).into_iter().map(|(_, range)| (range, "QUASI", false));
        let spans: Vec<Value> = hits
            .map(|hit| (hit.range, hit.kind.name(), hit.severity.blocks()))
            .chain(traits)
            .map(|(range, kind, blocks)| {
                json!({"start": count(range.start), "end": count(range.end), "type": kind, "blocks": blocks})
            })
            .collect();
        println!("{}", json!({"id": case["id"], "spans": spans}));
    }
}

/// The scorer's configuration as what an editor would write down.
fn lists(config: &Value) -> Lists {
    let strings = |value: &Value| {
        value.as_array().into_iter().flatten().filter_map(|it| it.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    let mut lists = Lists::default();
    for (kind, values) in config["allow"].as_object().into_iter().flatten() {
        strings(values).iter().for_each(|value| lists.allow(Kind::named(kind).unwrap(), value));
    }
    strings(&config["allow_phone_prefixes"]).iter().for_each(|prefix| lists.allow_phone_prefix(prefix));
    let names = config["deny"].as_object().into_iter().flatten().flat_map(|(_, names)| strings(names));
    lists.with_roster(names.map(|name| RosterName { name, common: false }))
}
