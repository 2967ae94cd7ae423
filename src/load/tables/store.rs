//! All tables of a site with its profiles.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    input::source_tree::{Source, SourceTree},
    load::tables::{
        self, Table,
        profile::{self, Profiles},
    },
    report::diagnostic::{Diagnostic, Reported},
    text::normalize::decode,
};

/// The tables of a site, by path, and the profiles that they are read by.
#[derive(Clone, Debug, Default)]
pub struct TableStore {
    profiles: Option<Arc<Reported<Profiles>>>,
    tables: BTreeMap<SourcePath, Arc<Reported<Table>>>,
}

/// The files of a site's own profiles.
pub fn profile_files(tree: &SourceTree) -> impl Iterator<Item = (&SourcePath, &Source)> {
    tree.below(profile::FOLDER).filter(|(path, _)| path.extension() == "toml")
}

/// Reads the profiles: those that everybody has, and the site's own.
pub fn read_profiles(tree: &SourceTree) -> Reported<Profiles> {
    let texts = profile_files(tree).filter_map(|(path, source)| Some((path, decode(&source.bytes)?.0)));
    let texts: Vec<_> = texts.collect();
    Profiles::new(texts.iter().map(|(path, text)| (*path, text.as_ref())))
}

/// The files of tables, below `content/` and `data/`.
pub fn table_files(tree: &SourceTree) -> impl Iterator<Item = (&SourcePath, &Source)> {
    let is_table = |(path, _): &(&SourcePath, &Source)| {
        let name = path.as_str().as_bytes();
        [&b".csv"[..], b".tsv"]
            .iter()
            .any(|ending| name.len() > 4 && name[name.len() - 4..].eq_ignore_ascii_case(ending))
    };
    tree.below("content/").chain(tree.below("data/")).filter(is_table)
}

impl TableStore {
    /// A store of tables that were read by `profiles`.
    pub fn new(profiles: Arc<Reported<Profiles>>, tables: BTreeMap<SourcePath, Arc<Reported<Table>>>) -> Self {
        Self { profiles: Some(profiles), tables }
    }

    /// Reads all tables of a site.
    pub fn of_tree(tree: &SourceTree) -> Self {
        let profiles = Arc::new(read_profiles(tree));
        let read = |(path, source): (&SourcePath, &Source)| {
            (path.clone(), Arc::new(tables::read_table(path, &source.bytes, &profiles.value, source.fingerprint)))
        };
        let tables = table_files(tree).map(read).collect();
        Self::new(profiles, tables)
    }

    /// A fingerprint of all tables; each table's own holds what the profiles say.
    pub fn fingerprint(&self) -> Fingerprint {
        let mut digest = Digest::new();
        for (path, table) in &self.tables {
            digest.part(path.as_str()).print(table.value.fingerprint);
        }
        digest.finish()
    }

    /// The table of a file.
    pub fn table(&self, path: &SourcePath) -> Option<&Table> {
        self.tables.get(path).map(|table| &table.value)
    }

    /// The table of a file, to keep.
    pub fn kept(&self, path: &SourcePath) -> Option<Arc<Reported<Table>>> {
        self.tables.get(path).cloned()
    }

    /// All tables of a known sort.
    pub fn known(&self) -> impl Iterator<Item = (&SourcePath, &Table)> {
        self.tables.iter().map(|(path, table)| (path, &table.value)).filter(|(_, table)| table.sort.is_some())
    }

    /// The profiles that tables are read by.
    pub fn profiles(&self) -> Option<Arc<Reported<Profiles>>> {
        self.profiles.clone()
    }

    /// What is wrong with tables and profiles.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.profiles
            .iter()
            .flat_map(|profiles| &profiles.findings)
            .chain(self.tables.values().flat_map(|table| &table.findings))
    }
}
