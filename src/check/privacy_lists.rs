//! Everything that a site has written down about personal data, gathered from its files: public values, waivers,
//! registers of public places, the roster. A build and the salon's commands read it here, so that their gates know the
//! same.

use std::collections::BTreeSet;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        secret::Key,
    },
    check::public_register,
    config::types::Config,
    input::source_tree::SourceTree,
    load::{front_matter, tables::store::TableStore},
    privacy::{Gate, Kind, Lists, RosterName, entry, roster},
    report::diagnostic::{Diagnostic, Reported},
    text::normalize::decode,
};

/// The values that a register of public places makes public.
type Register = BTreeSet<(Kind, String)>;

/// What a site has written down.
pub struct PrivacyLists {
    /// Public values and waivers; not the roster.
    pub lists: Lists,
    roster: Vec<RosterName>,
    /// Names that are ordinary words as well, by the editor's notes.
    common: BTreeSet<String>,
}

impl PrivacyLists {
    /// Reads the lists of a site with this register; the key says what its waivers mean.
    pub(super) fn read(tree: &SourceTree, config: &Config, register: &Register, key: Option<Key>) -> Reported<Self> {
        let text = |path: &str| tree.get(&SourcePath::new(path)).map(|file| String::from_utf8_lossy(&file.bytes));
        let notes = text(roster::NOTES).unwrap_or_default();
        let lists = Lists::read(config, text(entry::FILE).as_deref());
        let people = roster::read_roster(&text(roster::PEOPLE).unwrap_or_default(), &notes);
        let findings: Vec<Diagnostic> = lists.findings.into_iter().chain(people.findings).collect();
        let lists = lists.value.with_register(register).with_key(key);
        Reported { value: Self { lists, roster: people.value, common: roster::common(&notes) }, findings }
    }

    /// Reads everything from a site's files, as a build of them would.
    pub fn of_tree(tree: &SourceTree, config: &Config, key: Option<Key>) -> Reported<Self> {
        let pages = tree.below("content/").filter_map(|(path, source)| {
            let named =
                public_register::kinds().any(|kind| memchr::memmem::find(&source.bytes, kind.as_bytes()).is_some());
            let (text, _) =
                decode(&source.bytes).filter(|_| named && matches!(path.extension().as_str(), "md" | "markdown"))?;
            Some(front_matter::load(path, &text).meta)
        });
        let pages: Vec<_> = pages.collect();
        let register = public_register::values(&TableStore::of_tree(tree), pages.iter());
        Self::read(tree, config, &register, key)
    }

    /// A fingerprint of all that [`Self::read`] reads, but for the key.
    pub(super) fn fingerprint(tree: &SourceTree, config: &Config, register: &Register) -> Fingerprint {
        let mut digest = Digest::new();
        digest.print(config.fingerprint);
        for (kind, value) in register {
            digest.part(kind.name()).part(value);
        }
        for path in [entry::FILE, roster::PEOPLE, roster::NOTES] {
            digest.option(tree.get(&SourcePath::new(path)).map(|file| file.fingerprint.to_string()));
        }
        digest.finish()
    }

    /// The gate that knows all of it.
    pub fn gate(&self) -> Gate {
        Gate::new(&self.lists.clone().with_roster(self.roster.iter().cloned()))
    }

    /// The gate with the names of these people in the place of the roster: of an export that nobody has imported yet.
    pub fn gate_with_names<'a>(&self, names: impl Iterator<Item = &'a str>) -> Gate {
        Gate::new(&self.lists.clone().with_roster(roster::names(names, &self.common)))
    }
}
