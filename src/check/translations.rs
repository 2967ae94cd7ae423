//! What is missing in the other languages, and what is older than its original. A list, not findings: most guides never
//! translate everything, and nothing here stops a build.

use crate::{
    base::value::Value,
    check::rules::missing_words,
    site::{Site, language::SiteLanguage, page::Page},
    text::date::Date,
};

/// A language, and what it lacks.
#[derive(Debug)]
pub struct Coverage {
    /// As in file names.
    pub code: String,
    /// Its own name.
    pub label: String,
    /// How many pages there are in it.
    pub written: usize,
    /// What it lacks, pages first.
    pub gaps: Vec<Gap>,
}

/// Something that a language lacks.
#[derive(PartialEq, Eq, Debug)]
pub struct Gap {
    /// What it is.
    pub state: State,
    /// The file of the translation or of the words: it is there, or it is to be made.
    pub file: String,
    /// The file of the original, or the key of site.toml.
    pub original: String,
    /// When the original was updated.
    pub original_updated: Option<Date>,
    /// When the translation was updated.
    pub updated: Option<Date>,
}

/// How a translation stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// The original was updated later.
    Older,
    /// The original says when it was updated, the translation does not.
    Undated,
    /// There is none.
    Missing,
    /// A label of site.toml has none.
    Setting,
    /// The theme's words: `original` is how many are missing.
    Words,
}

impl State {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Older => "older",
            Self::Undated => "undated",
            Self::Missing => "missing",
            Self::Setting => "setting",
            Self::Words => "words",
        }
    }
}

/// The keys of site.toml that a language may have of its own, as `label_en`.
const LABELS: [&str; 5] = ["label", "title", "text", "note", "value"];

/// The tables of site.toml in which they stand.
const TABLES: [&str; 5] = ["topics", "footer", "footer_note", "home", "banner"];

/// Every language beside the main one, and what it lacks.
pub fn find_gaps(site: &Site) -> Vec<Coverage> {
    site.langs().iter().enumerate().skip(1).map(|(number, language)| coverage(site, number, language)).collect()
}

fn coverage(site: &Site, number: usize, language: &SiteLanguage) -> Coverage {
    let pages = || site.pages().iter().filter(|page| page.lang == number && !page.document.source.is_empty());
    let mut gaps: Vec<Gap> = pages().filter_map(|page| page_gap(site, page, language)).collect();
    gaps.sort_by(|a, b| (a.state as u8, &a.original).cmp(&(b.state as u8, &b.original)));
    for table in TABLES {
        site.config().all.get(table).into_iter().for_each(|value| settings(value, table, language, &mut gaps));
    }
    let missing = missing_words::find_missing(site, language).len();
    if missing > 0 {
        let (file, original) = (missing_words::file(site, language), missing.to_string());
        gaps.push(Gap { state: State::Words, file, original, original_updated: None, updated: None });
    }
    let written = pages().filter(|page| !page.card.fallback).count();
    Coverage { code: language.code.clone(), label: language.label.clone(), written, gaps }
}

fn page_gap(site: &Site, page: &Page, language: &SiteLanguage) -> Option<Gap> {
    let own = &page.document;
    if page.card.fallback {
        let path = &own.path;
        let stem = path.page_stem().unwrap_or(path.as_str());
        let ending = &path.as_str()[stem.len()..];
        return Some(Gap {
            state: State::Missing,
            file: format!("{stem}.{}{ending}", language.code),
            original: path.to_string(),
            original_updated: own.meta.updated,
            updated: None,
        });
    }
    let original = &site.page_by_key(&page.key, 0)?.document;
    let state = match (original.meta.updated, own.meta.updated) {
        (Some(theirs), Some(own)) if theirs > own => State::Older,
        (Some(_), None) => State::Undated,
        _ => return None,
    };
    Some(Gap {
        state,
        file: own.path.to_string(),
        original: original.path.to_string(),
        original_updated: original.meta.updated,
        updated: own.meta.updated,
    })
}

/// Labels below a value of site.toml that the language has none for.
fn settings(value: &Value, at: &str, language: &SiteLanguage, gaps: &mut Vec<Gap>) {
    match value {
        Value::Map(map) => {
            for key in LABELS.iter().filter(|key| map.get(**key).is_some_and(|it| it.as_text().is_some())) {
                let own = format!("{key}_{}", language.code);
                if !map.contains_key(&own) {
                    let (file, original) = ("site.toml".to_owned(), format!("{at}.{own}"));
                    gaps.push(Gap { state: State::Setting, file, original, original_updated: None, updated: None });
                }
            }
            map.iter().for_each(|(key, inner)| settings(inner, &format!("{at}.{key}"), language, gaps));
        }
        Value::List(items) => {
            let each = items.iter().enumerate();
            each.for_each(|(number, inner)| settings(inner, &format!("{at}[{}]", number + 1), language, gaps));
        }
        _ => {}
    }
}
