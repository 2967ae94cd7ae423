//! Profiles: which header means which field. They are files, those of the program and those of a site.
//!
//! A pair with `tables`: a profile says which kind of dataset it knows, and a table is read by the profile that knows
//! it.

use std::collections::{BTreeMap, BTreeSet};

use include_dir::{Dir, include_dir};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use unicode_normalization::UnicodeNormalization;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    load::tables::{DatasetKind, field},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        message::Message,
    },
    text::{normalize::nearest, span::Span},
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

/// Why no profile takes a header.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The title of the profile that knows most of it.
    pub title: String,
    /// The headers that it knows.
    pub known: Vec<String>,
    /// Those that it does not.
    pub unknown: Vec<String>,
    /// What it asks for beside them.
    pub reason: Reason,
}

/// What a profile asks for, and a header has not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The column of names, under this header.
    NoName(String),
    /// One of these headers.
    NoMark(Vec<String>),
    /// Three headers that it knows.
    TooFew,
    /// Half of the headers.
    LessThanHalf,
}

/// What a column may hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// As profiles write it.
    pub name: String,
    /// What stands in its cells.
    pub form: Message,
    /// The headers that mean it.
    pub headers: Vec<String>,
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
            let path = SourcePath::new(&file.path().to_string_lossy());
            let profile = read_profile(&path, text, None).expect("the program's profiles are read by a test");
            all.insert(stem(path.as_str()).to_owned(), profile);
        }
        let items: BTreeSet<String> = all.values().flat_map(Profile::items).map(str::to_owned).collect();
        for (path, text) in site {
            digest.part(path.as_str()).part(text);
            match read_profile(path, text, Some(&items)) {
                Ok(profile) => drop(all.insert(stem(path.as_str()).to_owned(), profile)),
                Err(faults) => findings.extend(faults),
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

    /// Why none of them takes a header: by the one that knows most of it. `None` where none knows any of it.
    pub(super) fn refusal(&self, header: &[String]) -> Option<Refusal> {
        let known_by = |profile: &Profile| header.iter().filter(|name| profile.field(name).is_some()).count();
        let profile = self
            .all
            .values()
            .rev()
            .max_by_key(|profile| (known_by(profile), profile.marks.is_empty()))
            .filter(|profile| known_by(profile) > 0)?;
        let named = header.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let (known, unknown): (Vec<String>, Vec<String>) = named.partition(|name| profile.field(name).is_some());
        let folded: Vec<String> = known.iter().map(|name| folded(name)).collect();
        let has_name = known.iter().any(|name| profile.field(name).is_some_and(|(field, _)| field == "name"));
        let reason = if !has_name {
            let name = profile.columns.iter().find(|(_, field)| field == "name");
            Reason::NoName(name.map(|(header, _)| header.clone()).unwrap_or_default())
        } else if !profile.marks.is_empty() && !profile.marks.iter().any(|mark| folded.contains(mark)) {
            Reason::NoMark(profile.marks.clone())
        } else if known.len() < 3 {
            Reason::TooFew
        } else {
            Reason::LessThanHalf
        };
        Some(Refusal { title: profile.title.clone(), known, unknown, reason })
    }

    /// Every item that a column may hold, with its form and the headers of the program's and the site's profiles.
    pub fn items(&self) -> Vec<Item> {
        let mut items: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (header, item) in self.all.values().flat_map(|profile| profile.columns.iter().chain(&profile.also)) {
            let headers = items.entry(item).or_default();
            if !headers.contains(header) {
                headers.push(header.clone());
            }
        }
        items
            .into_iter()
            .map(|(name, headers)| Item { name: name.to_owned(), form: field::form(name).words(), headers })
            .collect()
    }

    /// The header under which a field of a sort is written, in whichever profile has it.
    pub(super) fn header_of(&self, sort: DatasetKind, field: &str) -> Option<&str> {
        let of_sort = self.all.values().filter(|profile| profile.sort == sort);
        let mut columns = of_sort.flat_map(|profile| profile.columns.iter().chain(&profile.also));
        columns.find(|(_, name)| name == field).map(|(header, _)| header.as_str())
    }
}

impl Profile {
    /// The items of its columns.
    fn items(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().chain(&self.also).map(|(_, item)| item.as_str())
    }

    /// The field that a header means, and the header as the profile writes it.
    pub fn field(&self, header: &str) -> Option<(&str, &str)> {
        let header = folded(header);
        let field = self.fields.get(&header)?;
        let written = self.columns.iter().chain(&self.also).find(|(name, _)| folded(name) == header)?;
        Some((field, &written.0))
    }
}

/// The keys of a profile.
const KEYS: [&str; 5] = ["title", "sort", "marks", "columns", "also"];

/// Reads a profile, or says what is wrong with it; `items` are those that a column may hold, without them all may.
fn read_profile(path: &SourcePath, text: &str, items: Option<&BTreeSet<String>>) -> Result<Profile, Vec<Diagnostic>> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().map_or(Span::default(), Span::from);
        let message =
            msg!(ja: "表の見出しを決めるファイルを読み取れません", en: "the profile of a table cannot be read");
        vec![profile_fault(path, span, message).help(msg!(
            ja: "この行の \" の閉じ忘れ、「=」の書き忘れ、同じ見出しの重なりがないか確かめてください",
            en: "look for a missing \", a missing `=`, or a header given twice in this line"))]
    })?;
    let mut reader = Reader { path, table: table.get_ref(), items, faults: Vec::new() };
    let profile = reader.profile();
    if reader.faults.is_empty() { Ok(profile) } else { Err(reader.faults) }
}

fn profile_fault(path: &SourcePath, span: Span, message: Message) -> Diagnostic {
    Diagnostic::error("csv-profile", message).at(path, span)
}

struct Reader<'a> {
    path: &'a SourcePath,
    table: &'a DeTable<'a>,
    items: Option<&'a BTreeSet<String>>,
    faults: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn profile(&mut self) -> Profile {
        for (key, _) in self.table {
            let name = &**key.get_ref();
            if !KEYS.contains(&name) {
                let message = msgf!(ja: "`{name}` という設定はありません", en: "there is no setting `{name}`");
                self.tell(Span::from(key.span()), message, nearest(name, KEYS));
            }
        }
        let sort = self.sort();
        let (columns, also) = (self.pairs("columns"), self.pairs("also"));
        if !columns.iter().any(|(_, item)| item == "name") {
            let message =
                msg!(ja: "`[columns]` に名称の列（`name`）がありません", en: "`[columns]` has no column for `name`");
            let finding = profile_fault(self.path, self.place("columns"), message);
            self.faults.push(finding.help(msg!(
                ja: "名称の見出しの行を `\"名称\" = \"name\"` のように書いてください",
                en: "write a line like `\"名称\" = \"name\"`")));
        }
        let marks = self.value("marks").and_then(|marks| marks.get_ref().as_array()).into_iter().flatten();
        let marks = marks.filter_map(|mark| mark.get_ref().as_str().map(folded)).collect();
        let fields = columns.iter().chain(&also).map(|(header, item)| (folded(header), item.clone())).collect();
        let title = self.text("title");
        Profile { sort, title, columns, also, marks, fields }
    }

    fn value(&self, key: &str) -> Option<&Spanned<DeValue<'_>>> {
        self.table.get(key)
    }

    fn text(&self, key: &str) -> String {
        self.value(key).and_then(|value| value.get_ref().as_str()).unwrap_or_default().to_owned()
    }

    fn place(&self, key: &str) -> Span {
        self.value(key).map_or(Span::default(), |value| Span::from(value.span()))
    }

    fn tell(&mut self, span: Span, message: Message, near: Option<&str>) {
        let finding = profile_fault(self.path, span, message);
        self.faults.push(match near {
            Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
            None => finding.help(msg!(
                ja: "書ける項目は docs/tables.md にあります",
                en: "docs/tables.md has the items that may be written")),
        });
    }

    fn sort(&mut self) -> DatasetKind {
        let name = self.text("sort");
        let found = DatasetKind::ALL.into_iter().find(|sort| sort.name() == name);
        if found.is_none() {
            let all = DatasetKind::ALL.map(DatasetKind::name);
            let words = all.join(" ");
            let message = msgf!(
                ja: "`sort`（表の種類）は {words} のどれかです",
                en: "`sort`, the kind of table, is one of {words}");
            self.tell(self.place("sort"), message, nearest(&name, all));
        }
        found.unwrap_or(DatasetKind::Facility)
    }

    /// Headers and items, in the order of the file.
    fn pairs(&mut self, key: &str) -> Vec<(String, String)> {
        let Some(DeValue::Table(table)) = self.table.get(key).map(Spanned::get_ref) else { return Vec::new() };
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(header, _)| header.span().start);
        let mut pairs = Vec::new();
        for (header, item) in entries {
            let (name, span) = (header.get_ref().to_string(), Span::from(item.span()));
            let Some(item) = item.get_ref().as_str() else {
                let message = msgf!(
                    ja: "「{name}」の項目は、\" で囲んだ文字で書きます",
                    en: "the item of `{name}` stands in double quotes");
                self.tell(span, message, None);
                continue;
            };
            if let Some(items) = self.items.filter(|items| !items.contains(item)) {
                let near = nearest(item, items.iter().map(String::as_str)).map(str::to_owned);
                let message = msgf!(ja: "`{item}` という項目はありません", en: "there is no item `{item}`");
                self.tell(span, message, near.as_deref());
            }
            pairs.push((name, item.to_owned()));
        }
        pairs
    }
}

fn stem(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path).trim_end_matches(".toml")
}

#[cfg(test)]
#[path = "profile_tests.rs"]
mod tests;
