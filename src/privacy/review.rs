//! The one decision: what of a text may not be published, what is only shown, and what somebody has let pass.
//!
//! Everybody asks it, so that no two of them can disagree. Must never lift what is of level N, and never lift anything
//! in a text that is not the file that a waiver names.

use std::collections::BTreeSet;

use crate::{
    base::path::SourcePath,
    privacy::{
        gate::Gate,
        hit::{Hit, mask, replace},
        kind::{Kind, Severity},
    },
    text::{
        date::Date,
        normalize::{fold, nearest},
    },
};

/// Where a text stands, which decides who may have let something pass in it.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// A file of the site, whole: what is waived for it is lifted.
    File {
        /// Where it lies; a table of lines by its ending.
        path: &'a SourcePath,
        /// Its own id in the ledger, which names nobody; empty if it has none.
        item: &'a str,
    },
    /// A post of the salon as an import has it, in which U+E000 and U+E001 stand around ids of the import's own.
    Post,
    /// Any other: a piece of a finished file, words on their way to a terminal or into a draft.
    Words,
}

/// What was decided of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Review {
    /// What was found and nobody has lifted, in the order of the text; what is only counted is among it.
    pub open: Vec<Hit>,
    /// What waivers lift, in the order of the text.
    pub lifted: Vec<Lifted>,
}

/// Something personal that may stand, because somebody has said so.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lifted {
    /// What it is.
    pub hit: Hit,
    /// The waiver's id.
    pub waiver: String,
    /// The waiver's number in the list.
    pub(crate) number: usize,
}

/// Decides on a text: what is personal in it, by the lists and the roster of the gate, and what its waivers lift today.
pub fn review(text: &str, place: Place<'_>, gate: &Gate, now: Date) -> Review {
    let hits = match place {
        Place::File { path, .. } if matches!(path.extension().as_str(), "csv" | "tsv") => gate.scan_table(text),
        _ => gate.scan(text),
    };
    let mut review = Review::default();
    if hits.is_empty() {
        return review;
    }
    let waivers = gate.lists().waivers_on(now);
    for (number, hit) in hits.iter().enumerate().filter(|(_, hit)| !is_ours(text, place, hit)) {
        let waiver = match place {
            Place::File { path, .. } => waivers.lifting(path, text, &hits, number),
            Place::Post | Place::Words => None,
        };
        match waiver {
            Some(number) => {
                review.lifted.push(Lifted { hit: hit.clone(), waiver: waivers.id(number).to_owned(), number })
            }
            None => review.open.push(hit.clone()),
        }
    }
    review
}

/// Whether what looks like an id of Slack is one of ours.
fn is_ours(text: &str, place: Place<'_>, hit: &Hit) -> bool {
    match place {
        Place::File { item, .. } => hit.kind == Kind::SlackId && is_own_id(text, hit, item),
        Place::Post => {
            let open = text[..hit.range.start].rfind('\u{e000}');
            open.is_some_and(|open| !text[open..hit.range.start].contains('\u{e001}'))
        }
        Place::Words => false,
    }
}

/// Whether an id in a file is the file's own in the ledger: it is known to be, or stands where a `source` is written,
/// also with a slip in it.
fn is_own_id(text: &str, hit: &Hit, item: &str) -> bool {
    if !item.is_empty() && &text[hit.range.clone()] == item {
        return true;
    }
    let line = &text[text[..hit.range.start].rfind('\n').map_or(0, |at| at + 1)..hit.range.start];
    let before = fold(line.trim_end_matches(['"', '\'', ' ', '　']));
    let Some((key, salon)) = before.split_once(':') else { return false };
    let (salon, is_source) = (salon.trim_matches(['"', '\'', ' ']), nearest(key.trim(), ["source"]).is_some());
    matches!(salon, "salon:" | "salon") || is_source && salon.is_empty()
}

impl Review {
    /// Whether the text may not be published as it is.
    pub fn blocks(&self) -> bool {
        self.open.iter().any(|hit| hit.severity.blocks())
    }

    /// Everything that was found, lifted or not, in the order of the text.
    pub fn all(&self) -> Vec<&Hit> {
        let mut all: Vec<&Hit> = self.open.iter().chain(self.lifted.iter().map(|lifted| &lifted.hit)).collect();
        all.sort_by_key(|hit| hit.range.start);
        all
    }

    /// The ids of the waivers that lift something.
    pub fn waivers(&self) -> BTreeSet<&str> {
        self.lifted.iter().map(|lifted| lifted.waiver.as_str()).collect()
    }

    /// The text as it may be shown: the values of N and B masked, those as well that a waiver lifts on a page.
    pub fn masked(&self, text: &str) -> String {
        replace(text, &self.all(), |hit| hit.severity.blocks().then(|| mask(&text[hit.range.clone()], hit)))
    }

    /// The text with replacements for what blocks; `label` may name a person's role, also for what is only shown.
    /// Everything else that is only shown stays for the editor, who is told of it.
    pub fn replaced(&self, text: &str, label: &dyn Fn(&Hit) -> Option<String>) -> String {
        let own = |hit: &Hit| hit.severity.blocks().then(|| hit.kind.replacement().to_owned());
        let with = |hit: &Hit| if hit.severity == Severity::Info { None } else { label(hit).or_else(|| own(hit)) };
        replace(text, &self.all(), with)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::secret::{Key, Purpose, hex},
        config::types::Config,
        privacy::lists::Lists,
    };

    const KEY: Key = Key::new([7; 32]);
    const TEXT: &str = "講師は佐藤花子さんです。";

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn gate(privacy_toml: &str, key: Key) -> Gate {
        let read = Lists::read(&Config::default(), Some(privacy_toml));
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        Gate::new(&read.value.with_key(Some(key)))
    }

    /// How much of a text is open and how much is lifted.
    fn counts(text: &str, place: Place<'_>, gate: &Gate, now: &str) -> (usize, usize) {
        let review = review(text, place, gate, day(now));
        assert_eq!(review.blocks(), review.open.iter().any(|hit| hit.severity.blocks()));
        assert!(!review.masked(text).contains("花子"), "what is lifted is masked all the same");
        (review.open.len(), review.lifted.len())
    }

    #[test]
    fn a_waiver_lifts_its_value_in_its_file_until_its_day() {
        let (page, other) = (SourcePath::new("content/a.md"), SourcePath::new("content/b.md"));
        let file = |path| Place::File { path, item: "" };
        let none = gate("", KEY);
        let found = review(TEXT, file(&page), &none, day("2026-11-01")).open;
        let entry = none.lists().waivers_on(day("2026-11-01")).entry(&page, TEXT, &found[0]).unwrap();
        let entry = entry.replace("approved_by = \"\"", "approved_by = \"iju-b\"");
        let with = gate(&entry, KEY);
        for (text, place, gate, now, expected) in [
            (TEXT, file(&page), &none, "2026-11-01", (1, 0)),
            (TEXT, file(&page), &with, "2026-11-01", (0, 1)),
            (TEXT, file(&page), &with, "2027-11-01", (0, 1)),
            (TEXT, file(&page), &with, "2027-11-02", (1, 0)),
            (TEXT, file(&other), &with, "2026-11-01", (1, 0)),
            (TEXT, Place::Post, &with, "2026-11-01", (1, 0)),
            (TEXT, Place::Words, &with, "2026-11-01", (1, 0)),
            ("講師は佐藤花江さんです。", file(&page), &with, "2026-11-01", (1, 0)),
            (TEXT, file(&page), &gate(&entry, Key::new([8; 32])), "2026-11-01", (1, 0)),
        ] {
            assert_eq!(counts(text, place, gate, now), expected, "{text} {place:?} {now}");
        }
    }

    #[test]
    fn a_waiver_works_before_there_is_a_key() {
        let (page, other) = (SourcePath::new("content/a.md"), SourcePath::new("content/b.md"));
        let keyless = |toml: &str| Gate::new(&Lists::read(&Config::default(), Some(toml)).value);
        let text = "前の段落です。\n\n講師は佐藤花子さんです。\n";
        let place = |path| Place::File { path, item: "" };
        let found = review(text, place(&page), &keyless(""), day("2026-11-01")).open;
        let entry = keyless("").lists().waivers_on(day("2026-11-01")).entry(&page, text, &found[0]).unwrap();
        let with = keyless(&entry.replace("approved_by = \"\"", "approved_by = \"iju-b\""));
        for (text, path, expected) in [
            (text.to_owned(), &page, 0),
            (text.replace("前の", "ほかの"), &page, 0),
            (text.to_owned(), &other, 1),
            (text.replace("花子", "花江"), &page, 1),
            (text.replace("講師", "司会"), &page, 1),
        ] {
            assert_eq!(review(&text, place(path), &with, day("2026-11-01")).open.len(), expected, "{text} {path}");
        }
    }

    #[test]
    fn nothing_lifts_what_may_never_appear() {
        let page = SourcePath::new("content/a.md");
        let text = "マイナンバーは1234 5678 9018です。";
        let print = &hex(&KEY.derive(Purpose::Waiver).mac(["MY_NUMBER", page.as_str(), "123456789018"]))[..32];
        let entry = format!(
            "[[waiver]]\ntype = \"MY_NUMBER\"\npage = \"content/a.md\"\nfp = \"hmac:{print}\"\nreason = \"consented\"\n\
             approved_by = \"iju-b\"\ndate = 2026-10-01\nexpires = 2027-03-31\n"
        );
        let place = Place::File { path: &page, item: "" };
        assert_eq!(counts(text, place, &gate(&entry, KEY), "2026-11-01"), (1, 0));
        let entry = gate("", KEY).lists().waivers_on(day("2026-11-01")).entry(
            &page,
            text,
            &review(text, place, &gate("", KEY), day("2026-11-01")).open[0],
        );
        assert_eq!(entry, None);
    }

    #[test]
    fn ids_of_our_own_name_nobody() {
        let page = SourcePath::new("content/a.md");
        let text = "source: salon:U7F3K2M9QP";
        let of = |text: &str, place| counts(text, place, &gate("", KEY), "2026-11-01").0;
        assert_eq!(of(text, Place::File { path: &page, item: "U7F3K2M9QP" }), 0);
        // The page is not known to be from the salon, because its `source` cannot be read.
        for (text, found) in [
            (text, 0),
            ("---\nsorce: salon:U7F3K2M9QP\n---\n", 0),
            ("source: U7F3K2M9QP", 0),
            ("source: \"salon：U7F3K2M9QP\"", 0),
            ("source: salon: U7F3K2M9Q5P", 0),
            ("author: U7F3K2M9QP", 1),
            ("投稿者は salon の U7F3K2M9QP さんです。", 1),
        ] {
            assert_eq!(of(text, Place::File { path: &page, item: "" }), found, "{text}");
        }
        assert_eq!(of("\u{e000}U03GHJKLM45\u{e001}の話", Place::Post), 0);
        assert_eq!(of("\u{e000}\u{e001}U03GHJKLM45の話", Place::Post), 1);
        assert_eq!(of("\u{e000}U03GHJKLM45\u{e001}の話", Place::Words), 1);
    }
}
