//! Profiles: which header means which field. They are files, those of the program and those of a site.
//!
//! A pair with `tables`: a profile says which kind of dataset it knows, and a table is read by the profile that knows
//! it.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use unicode_normalization::UnicodeNormalization;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    load::tables::DatasetKind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
    text::span::Span,
};

static OWN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/load/tables/profiles");

/// The folder of a site's own profiles.
pub const FOLDER: &str = "data/profiles/";

/// A table of the state's data sets, or a site's own.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// What its rows are.
    pub sort: DatasetKind,
    /// Its title, for people.
    pub title: String,
    /// Headers and fields, in the order of the data set.
    pub columns: Vec<(String, String)>,
    /// Headers that a table may have beside them, and their fields.
    also: Vec<(String, String)>,
    /// Folded headers of which a table must have one to be of this sort; empty: none is needed.
    marks: Vec<String>,
    /// Fields by folded header.
    fields: BTreeMap<String, String>,
}

/// Every profile of a site, by name.
#[derive(Clone, PartialEq, Debug)]
pub struct Profiles {
    all: BTreeMap<String, Profile>,
    /// Fingerprint of the files.
    pub fingerprint: Fingerprint,
}

/// The one form of a header, by which `料金（基本）` and `料金(基本)` are the same.
pub(super) fn folded(header: &str) -> String {
    header.nfkc().filter(|c| !c.is_whitespace() && *c != '\u{feff}').collect()
}

impl Profiles {
    /// The program's profiles, and those that a site adds or puts in their place.
    pub fn new<'a>(site: impl IntoIterator<Item = (&'a SourcePath, &'a str)>) -> Reported<Self> {
        let mut digest = Digest::new();
        let mut all = BTreeMap::new();
        let mut findings = Vec::new();
        for file in OWN.files() {
            let text = file.contents_utf8().expect("the program's profiles are text");
            let profile = Profile::read(text).expect("the program's profiles are read by a test");
            all.insert(stem(&file.path().to_string_lossy()).to_owned(), profile);
        }
        for (path, text) in site {
            digest.part(path.as_str()).part(text);
            match Profile::read(text) {
                Ok(profile) => drop(all.insert(stem(path.as_str()).to_owned(), profile)),
                Err(span) => findings.push(unreadable(path, span)),
            }
        }
        Reported { value: Self { all, fingerprint: digest.finish() }, findings }
    }

    /// The profile of this name.
    pub fn get(&self, name: &str) -> Option<&Profile> {
        self.all.get(name)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Profile> {
        self.all.values()
    }

    /// The profile that knows most of a header, if one knows it: its name, two more columns and half of what is there.
    pub fn of(&self, header: &[String]) -> Option<&Profile> {
        let header: Vec<String> = header.iter().map(|name| folded(name)).filter(|name| !name.is_empty()).collect();
        let score = |profile: &Profile| {
            let known = header.iter().filter(|name| profile.fields.contains_key(*name)).count();
            let named = header.iter().any(|name| profile.fields.get(name).is_some_and(|field| field == "name"));
            let marked = profile.marks.is_empty() || profile.marks.iter().any(|mark| header.contains(mark));
            let missing = profile.columns.iter().filter(|(name, _)| !header.contains(&folded(name))).count();
            let fits = named && marked && known >= 3 && known * 2 >= header.len();
            fits.then_some((known, !profile.marks.is_empty(), std::cmp::Reverse(missing)))
        };
        let best = self.all.values().filter_map(|profile| Some((score(profile)?, profile)));
        best.max_by(|(a, _), (b, _)| a.cmp(b)).map(|(_, profile)| profile)
    }

    /// The header under which a field of a sort is written, in whichever profile has it.
    pub(super) fn header_of(&self, sort: DatasetKind, field: &str) -> Option<&str> {
        let of_sort = self.all.values().filter(|profile| profile.sort == sort);
        let mut columns = of_sort.flat_map(|profile| profile.columns.iter().chain(&profile.also));
        columns.find(|(_, name)| name == field).map(|(header, _)| header.as_str())
    }
}

impl Profile {
    /// Reads a profile file; the error is the place of the fault.
    fn read(text: &str) -> Result<Self, Span> {
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| error.span().map_or(Span::default(), Span::from))?;
        let name = table.get("sort").and_then(toml::Value::as_str).unwrap_or_default();
        let sort =
            DatasetKind::ALL.into_iter().find(|sort| sort.name() == name).ok_or_else(|| locate_word(text, "sort"))?;
        let pairs = |key: &str| {
            let entries = table.get(key).and_then(toml::Value::as_table).into_iter().flatten();
            entries.filter_map(|(header, field)| Some((header.clone(), field.as_str()?.to_owned()))).collect::<Vec<_>>()
        };
        let (columns, also) = (pairs("columns"), pairs("also"));
        if !columns.iter().any(|(_, field)| field == "name") {
            return Err(locate_word(text, "[columns]"));
        }
        let marks = table.get("marks").and_then(toml::Value::as_array).into_iter().flatten();
        let fields = columns.iter().chain(&also).map(|(header, field)| (folded(header), field.clone()));
        Ok(Self {
            sort,
            title: table.get("title").and_then(toml::Value::as_str).unwrap_or_default().to_owned(),
            marks: marks.filter_map(|mark| mark.as_str().map(folded)).collect(),
            fields: fields.collect(),
            columns,
            also,
        })
    }

    /// The field that a header means, and the header as the profile writes it.
    pub(super) fn field(&self, header: &str) -> Option<(&str, &str)> {
        let header = folded(header);
        let field = self.fields.get(&header)?;
        let written = self.columns.iter().chain(&self.also).find(|(name, _)| folded(name) == header)?;
        Some((field, &written.0))
    }
}

/// Where a word stands in a file; its beginning if it does not.
fn locate_word(text: &str, word: &str) -> Span {
    text.find(word).map_or(Span::default(), |at| Span::new(at, at + word.len()))
}

fn stem(path: &str) -> &str {
    let name = path.rfind(['/', '\\']).map_or(path, |at| &path[at + 1..]);
    name.strip_suffix(".toml").unwrap_or(name)
}

fn unreadable(path: &SourcePath, span: Span) -> Diagnostic {
    let sorts = DatasetKind::ALL.map(DatasetKind::name).join(" ");
    Diagnostic::error(
        "csv-profile",
        msg!(ja: "表の見出しを決めるファイルを読み取れません", en: "the profile of a table cannot be read"),
    )
    .at(path, span)
    .help(msgf!(
            ja: "`sort` に {sorts} のどれか、`[columns]` に `\"名称\" = \"name\"` のような行を書いてください",
            en: "write one of {sorts} as `sort`, and lines like `\"名称\" = \"name\"` below `[columns]`"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::tables::field;

    #[test]
    fn the_own_profiles_know_their_own_headers() {
        let profiles = Profiles::new([]).value;
        assert_eq!(profiles.all.len(), 8);
        for (name, profile) in &profiles.all {
            let header: Vec<String> = profile.columns.iter().map(|(header, _)| header.clone()).collect();
            assert_eq!(profiles.of(&header), Some(profile), "{name}");
            assert!(name.ends_with(profile.sort.name()), "{name}");
            assert!(
                profile.columns.iter().all(|(_, field)| field.bytes().all(|c| c.is_ascii_lowercase() || c == b'_')),
                "{name}"
            );
        }
        for field in field::KNOWN {
            assert!(
                profiles.iter().any(|profile| profile.fields.values().any(|name| name == field.0)),
                "{} is in no profile",
                field.0
            );
        }
    }

    #[test]
    fn a_site_adds_and_replaces_profiles() {
        let path = SourcePath::new("data/profiles/recommended-facility.toml");
        let own = "title = \"a\"\nsort = \"facility\"\n[columns]\n\"施設\" = \"name\"\n\"場所\" = \"address\"\n\"TEL\" \
            = \"phone\"\n";
        let profiles = Profiles::new([(&path, own)]);
        assert!(profiles.findings.is_empty());
        let header = ["施設", "場所", "ＴＥＬ", "ほか"].map(str::to_owned);
        assert_eq!(profiles.value.of(&header).map(|profile| profile.title.as_str()), Some("a"));
        assert_ne!(profiles.value.fingerprint, Profiles::new([]).value.fingerprint);
        for bad in ["sort = \"x\"", "sort = \"event\"\n[columns]\n\"a\" = \"b\"\n", "[["] {
            assert_eq!(Profiles::new([(&path, bad)]).findings[0].code, "csv-profile");
        }
    }
}
