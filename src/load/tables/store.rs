//! All tables of a site with its profiles; what has not changed since the build before is kept.

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

/// The tables of a site, by path.
#[derive(Clone, Debug, Default)]
pub struct TableStore {
    profiles: Option<(Fingerprint, Arc<Reported<Profiles>>)>,
    tables: BTreeMap<SourcePath, Arc<Reported<Table>>>,
}

impl TableStore {
    /// Reads the tables below `content/` and `data/`.
    pub fn of_tree(previous: &Self, tree: &SourceTree) -> Self {
        let is_table = |path: &SourcePath| {
            let name = path.as_str().as_bytes();
            [&b".csv"[..], b".tsv"]
                .iter()
                .any(|ending| name.len() > 4 && name[name.len() - 4..].eq_ignore_ascii_case(ending))
        };
        let tables = tree.below("content/").filter(|(path, _)| is_table(path));
        Self::load(previous, &tables.chain(tree.below("data/")).collect::<Vec<_>>())
    }

    /// Reads the tables among some files.
    pub fn load(previous: &Self, files: &[(&SourcePath, &Source)]) -> Self {
        let own =
            files.iter().filter(|(path, _)| path.as_str().starts_with(profile::FOLDER) && path.extension() == "toml");
        let mut digest = Digest::new();
        own.clone().for_each(|(path, source)| _ = digest.part(path.as_str()).print(source.fingerprint));
        let print = digest.finish();
        let profiles = previous.profiles.as_ref().filter(|(before, _)| *before == print).map_or_else(
            || {
                let texts: Vec<_> = own.filter_map(|(path, source)| Some((*path, decode(&source.bytes)?.0))).collect();
                Arc::new(Profiles::new(texts.iter().map(|(path, text)| (*path, text.as_ref()))))
            },
            |(_, profiles)| profiles.clone(),
        );
        let mut tables = BTreeMap::new();
        for (path, source) in files.iter().filter(|(path, _)| matches!(path.extension().as_str(), "csv" | "tsv")) {
            let now = Fingerprint(source.fingerprint.0 ^ print.0);
            let known = previous.tables.get(path).filter(|table| table.value.fingerprint == now).cloned();
            let table = known.unwrap_or_else(|| Arc::new(tables::read(path, &source.bytes, &profiles.value, now)));
            tables.insert((*path).clone(), table);
        }
        Self { profiles: Some((print, profiles)), tables }
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
        self.profiles.as_ref().map(|(_, profiles)| profiles.clone())
    }

    /// What is wrong with tables and profiles.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.profiles
            .iter()
            .flat_map(|(_, profiles)| &profiles.findings)
            .chain(self.tables.values().flat_map(|table| &table.findings))
    }
}
