//! The salon's roster as a build knows it: the names of everyone in the private inbox, which may stand nowhere.
//!
//! Names go into the gate and nowhere else: no finding, no output and no log ever holds one.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::de::DeTable;

use crate::{
    base::path::SourcePath,
    msg, msgf,
    privacy::{
        common_words::is_common, display_name::forms, folded::fold, normalized::NormalizedText,
        roster_search::RosterName,
    },
    report::diagnostic::{Diagnostic, Reported},
};

/// The people of the inbox, as an import writes them; not there where nobody has imported, as on a build server.
pub const PEOPLE: &str = ".shirube/salon/people.jsonl";

/// The editor's own notes on people.
pub const NOTES: &str = ".shirube/salon/people.toml";

/// The key of the notes that lists names which are ordinary words as well.
pub const COMMON: &str = "common";

/// The part of a person's record that matters here.
#[derive(Deserialize)]
struct Person {
    names: Vec<String>,
    #[serde(default)]
    bot: bool,
}

/// Reads the roster of the inbox's people and the editor's notes, empty where nobody is known; what cannot be read is
/// told, without a word of it.
pub(crate) fn read_roster(people: &str, notes: &str) -> Reported<Vec<RosterName>> {
    let own = common(notes);
    let (mut all, mut findings) = (Vec::new(), Vec::new());
    for (number, line) in people.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        match serde_json::from_str::<Person>(line) {
            Ok(person) if !person.bot => all.extend(person.names),
            Ok(_) => {}
            Err(_) => findings.push(damaged(number + 1)),
        }
    }
    Reported { value: names(all.iter().map(String::as_str), &own), findings }
}

/// The names as people write them, and the editor's own words that are a part of one.
pub(crate) fn names<'a>(names: impl Iterator<Item = &'a str>, own: &BTreeSet<String>) -> Vec<RosterName> {
    let names: Vec<&str> = names.filter(|name| !name.chars().all(|c| c.is_ascii_digit())).collect();
    let folded: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let is_part = |word: &&String| folded.iter().any(|name| name.contains(&fold(word)));
    let words = own.iter().filter(is_part).map(|word| RosterName { name: word.clone(), common: true });
    let one = |name: &&str| RosterName { name: (*name).to_owned(), common: own.contains(*name) || is_common(name) };
    names.iter().map(one).chain(words).collect()
}

/// Whether somebody of these names is called so.
pub(crate) fn is_called(names: &[String], text: &str) -> bool {
    let folded = fold(NormalizedText::new(text).text.trim_start_matches('@'));
    names.iter().any(|name| fold(name) == folded || forms(name, false, "").contains_key(&folded))
}

/// The words of the editor's notes that are names as well: `common = ["さくら"]`.
pub fn common(notes: &str) -> BTreeSet<String> {
    let Ok(table) = DeTable::parse(notes.trim_start_matches('\u{feff}')) else { return BTreeSet::new() };
    let list = table.get_ref().iter().find(|(key, _)| key.get_ref() == COMMON);
    let words = list.and_then(|(_, value)| value.get_ref().as_array()).into_iter().flat_map(|words| words.iter());
    words.filter_map(|word| word.get_ref().as_str().map(str::to_owned)).collect()
}

fn damaged(line: usize) -> Diagnostic {
    Diagnostic::warning(
        "salon-people",
        msgf!(
        ja: "受信箱の名簿の{line}行目を読み取れません。この人の呼び名は確かめられません",
        en: "line {line} of the inbox's list of people cannot be read; this person's nickname is not looked for"),
    )
    .in_file(&SourcePath::new(PEOPLE))
    .help(msg!(
        ja: "もう一度 `shirube salon import` を実行してください",
        en: "run `shirube salon import` again"))
    .hiding()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        privacy::{Gate, Lists, Place, review},
        text::date::Date,
    };

    /// What records of people, notes and names are made of.
    #[rustfmt::skip]
    const PARTS: &[&str] = &[
        "{\"names\":[\"", "\"]}", "\n", "\",\"", ",\"bot\":true}", "{", "}",
        "[", "]", "\"", ":", "\\u0000", "\\ud800", "\\", "うみねこ",
        "ゆき",
        "Tomo", "_", "@", "/", "／", "（", "）", "移住2年目", "🍎", "ﾊﾞ", "か\u{3099}", "\u{200b}", "ー", " ", "　", "1",
        "さん", "佐藤", "花子",
        "common = [\"", "#", "=", "a",
    ];

    proptest::proptest! {
        #[test]
        fn nothing_panics_and_no_finding_tells_a_name(
            people in proptest::collection::vec(proptest::sample::select(PARTS), 0..24),
            notes in proptest::collection::vec(proptest::sample::select(PARTS), 0..10),
            text in proptest::collection::vec(proptest::sample::select(PARTS), 0..16),
        ) {
            let read = read_roster(&people.concat(), &notes.concat());
            for finding in &read.findings {
                let told = |name: &&str| finding.message.ja.contains(*name);
                proptest::prop_assert!(!["うみねこ", "佐藤", "Tomo"].iter().any(told));
            }
            let names: Vec<String> = read.value.iter().map(|it| it.name.clone()).collect();
            let gate = Gate::new(&Lists::default().with_roster(read.value));
            let now = Date::new(2026, 11, 1).expect("the calendar has it");
            let _ = review(&text.concat(), Place::Words, &gate, now);
            for name in names {
                let text = format!("{name}さんの話です。");
                let _ = review(&text, Place::Words, &gate, now).masked(&text);
            }
        }
    }

    #[test]
    fn ordinary_words_and_the_editors_own_are_told_apart() {
        let own = common("common = [\"こもれび\", \"たぬき堂\"]\nU1 = { role = \"resident\" }\n");
        let found = |name: &str| -> Vec<(String, bool)> {
            names([name].into_iter(), &own).into_iter().map(|it| (it.name, it.common)).collect()
        };
        for (name, expected) in [
            ("うみねこ", vec![("うみねこ", false)]),
            ("たぬき堂@移住3年目", vec![("たぬき堂@移住3年目", false), ("たぬき堂", true)]),
            ("さくら", vec![("さくら", true)]),
            ("こもれび", vec![("こもれび", true), ("こもれび", true)]),
            ("山口", vec![("山口", true)]),
            ("Staff", vec![("Staff", true)]),
            ("yk", vec![("yk", true)]),
            ("2024", vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, common)| (name.to_owned(), common)).collect();
            assert_eq!(found(name), expected, "{name}");
        }
    }

    #[test]
    fn a_person_is_known_by_every_form() {
        let names = ["山田 花子".to_owned(), "ゆきうさぎ🐰@灯野".to_owned()];
        for (text, known) in
            [("山田", true), ("@ユキウサギ", true), ("ゆきうさ", true), ("うみねこ", false), ("", false)]
        {
            assert_eq!(is_called(&names, text), known, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_never_shown() {
        let people = concat!(
            "{\"id\":\"U1\",\"shown\":\"あ\",\"names\":[\"うみねこ\"]}\nうみねこ\n",
            "{\"id\":\"B1\",\"names\":[\"ボット\"],\"bot\":true}\n"
        );
        let read = read_roster(people, "");
        assert_eq!(read.value.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["うみねこ"]);
        assert_eq!(read.findings.len(), 1);
        assert!(!format!("{:?}", read.findings).contains("うみねこ"));
    }
}
