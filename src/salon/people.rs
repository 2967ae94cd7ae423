//! Who somebody is in a conversation: a role from the editor's own list, and a label that belongs to one conversation.
//!
//! In another conversation the same person has another label, so that posts cannot be joined. Names never get here.

use std::{collections::BTreeMap, io, path::Path};

use crate::{
    base::os::{fs, private_place},
    ledger::notes::{self, Entry, NOTES, Notes, Role},
    msgf,
    report::diagnostic::{Diagnostic, Reported},
    salon::{
        post_time::PostTime,
        transcript::{Person, Post},
    },
};

/// Everyone of whom something is known, and the words for roles.
#[derive(Clone, Debug, Default)]
pub struct People {
    notes: Notes,
    /// What is known of those of whom the notes say nothing themselves, by what they are in.
    by_group: BTreeMap<String, Entry>,
    words: BTreeMap<String, String>,
    kind: String,
}

impl People {
    /// Reads the editor's notes; `kind` is the municipality's, `words` are `[salon.labels]` of site.toml.
    pub fn read(root: &Path, kind: &str, words: BTreeMap<String, String>) -> Reported<Self> {
        let Reported { value: notes, findings } = match read_notes(root) {
            Ok(Some(bytes)) if str::from_utf8(&bytes).is_ok() => notes::read_notes(&String::from_utf8_lossy(&bytes)),
            Ok(None) => Reported::default(),
            _ => Reported { value: Notes { damaged: true, ..Notes::default() }, findings: vec![unreadable()] },
        };
        Reported { value: Self { notes, words, kind: kind.to_owned(), ..Self::default() }, findings }
    }

    /// Gives whoever has no entry that of the first channel or user group they are in.
    pub fn with_groups<'a>(mut self, people: impl Iterator<Item = &'a Person>) -> Self {
        let groups = &self.notes.groups;
        if !groups.is_empty() {
            let entry = |person: &Person| person.groups.iter().find_map(|group| groups.get(group)).cloned();
            self.by_group = people.filter_map(|person| Some((person.id.clone(), entry(person)?))).collect();
        }
        self
    }

    /// Whether something in the notes could not be read: then nobody's words may be used.
    pub fn is_damaged(&self) -> bool {
        self.notes.damaged
    }

    /// What is known of somebody.
    pub fn of(&self, id: &str) -> Entry {
        self.notes.entries.get(id).or_else(|| self.by_group.get(id)).cloned().unwrap_or_default()
    }

    /// Whether their words may be proposed, drafted and published.
    pub fn may_publish(&self, id: &str) -> bool {
        !self.notes.damaged && self.of(id).publish != Some(false)
    }

    /// The ids of those who are not to be published.
    pub fn opted_out(&self) -> impl Iterator<Item = &str> {
        let out = self.notes.entries.iter().filter(|(_, entry)| entry.publish == Some(false));
        out.map(|(id, _)| id.as_str())
    }

    /// Their role in a conversation that `asker` began.
    pub fn role(&self, id: &str, asker: &str) -> Role {
        if id == asker { Role::Asker } else { self.of(id).role }
    }

    /// The labels of a conversation, by first post; those in `known` stay what they are.
    pub fn labels<'a>(
        &self,
        messages: impl Iterator<Item = &'a Post>,
        asker: &str,
        known: &BTreeMap<String, String>,
    ) -> BTreeMap<String, String> {
        let mut labels = known.clone();
        for message in messages.filter(|message| !message.author.is_empty()) {
            if labels.contains_key(&message.author) {
                continue;
            }
            let role = self.role(&message.author, asker);
            let word = self.words.get(role.name()).cloned().unwrap_or_else(|| role.word(&self.kind));
            let label = match role {
                Role::Asker | Role::Staff => word,
                _ => (0..)
                    .map(|number| format!("{word}{}", letters(number)))
                    .find(|label| !labels.values().any(|taken| taken == label))
                    .expect("letters never end"),
            };
            labels.insert(message.author.clone(), label);
        }
        labels
    }

    /// The years since somebody moved here, at a post; `None` if it is not known or would be none.
    pub fn years(&self, id: &str, at: PostTime) -> Option<i32> {
        self.of(id).moved.map(|moved| at.day().year - moved).filter(|years| *years > 0)
    }
}

/// A, B, …, Z, AA, AB, …
fn letters(number: usize) -> String {
    let last = char::from(b'A' + u8::try_from(number % 26).unwrap_or_default());
    if number < 26 { last.to_string() } else { letters(number / 26 - 1) + &last.to_string() }
}

fn read_notes(root: &Path) -> io::Result<Option<Vec<u8>>> {
    fs::read_if_there(private_place::private_root(root)?.join(NOTES))
}

fn unreadable() -> Diagnostic {
    Diagnostic::error("salon-people", msgf!(ja: "`{NOTES}` を読み込めません", en: "`{NOTES}` cannot be read")).help(
        msgf!(
        ja: "読み取りの許可と、文字コードがUTF-8であることを確かめてください",
        en: "see that it may be read and that it is UTF-8"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_given_by_first_post_and_kept() {
        let mut people = People { kind: "町".into(), ..People::default() };
        let entries = &mut people.notes.entries;
        entries.insert("U2".into(), Entry { role: Role::Resident, moved: Some(2022), ..Entry::default() });
        entries.insert("U3".into(), Entry { role: Role::Resident, ..Entry::default() });
        entries.insert("U4".into(), Entry { role: Role::Staff, ..Entry::default() });
        let posts: Vec<Post> = ["U1", "U3", "U2", "U4", "U5", "U1"]
            .iter()
            .map(|id| Post { author: (*id).into(), ..Post::default() })
            .collect();
        let labels = people.labels(posts.iter(), "U1", &BTreeMap::new());
        let expected = [("U1", "質問者"), ("U2", "町民B"), ("U3", "町民A"), ("U4", "町職員"), ("U5", "参加者A")];
        assert_eq!(labels, expected.map(|(id, label)| (id.to_owned(), label.to_owned())).into());
        let known = BTreeMap::from([("U2".to_owned(), "町民A".to_owned())]);
        assert_eq!(people.labels(posts.iter(), "U1", &known)["U3"], "町民B");
        assert_eq!(people.years("U2", PostTime::parse("1714581000.000100").unwrap()), Some(2));
        assert_eq!(
            (letters(0), letters(25), letters(26), letters(701)),
            ("A".into(), "Z".into(), "AA".into(), "ZZ".into())
        );
    }
}
