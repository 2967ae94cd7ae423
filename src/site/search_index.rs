//! The search's index, one a language: which pages are in it, and which terms each of its files holds.
//!
//! The terms of a page are gathered again only when the page, its card, its table or the words have changed, and a file
//! of terms is written again only when a term in it has come or gone. Whoever adds to what is searched of a page adds
//! it to [`PageEntry::print`] in the same breath.

use std::sync::{Arc, OnceLock};

use ahash::AHashMap;
use rayon::prelude::*;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::Url,
        value::Value,
    },
    load::{
        markdown::ruby,
        nature::ShowsWords,
        section::Section,
        tables::{Table, store::TableStore},
    },
    report::diagnostic::Reported,
    search::{
        fold::{fold, letters},
        page_terms::{PageTerms, page_terms},
        page_text::PageText,
        shard::{changed_shards, encode_shards, replace_document, shard_count},
        word_files::{FILES, WordFiles, read_word_files},
        words::Words,
    },
    site::{inputs::Inputs, language::SiteLanguage, links, page::Page, resolve::cards::Status},
    text::{normalize::decode, slug::Ids},
};

/// The fields of a table's row that are read as text.
const SHOWN: [&str; 10] =
    ["type", "place", "address", "access", "parking", "barrier_free", "description", "hours_note", "audience", "note"];
/// The fields whose headers are words for a search.
const ASKED: [&str; 6] = ["phone", "days", "open", "parking", "barrier_free", "access"];
/// From how many pages on all files are made anew: what has changed is then nearly everywhere.
const MANY_EDITS: usize = 64;

/// What the search finds pages by.
#[derive(Clone)]
pub struct Search {
    /// The editor's words.
    pub(super) words: SearchWords,
    /// The index of each language.
    pub(super) indexes: Vec<Arc<SearchIndex>>,
    /// What stands for the files that results are shown from, of each language: made when it is first asked for.
    pub(super) fragment_prints: Vec<OnceLock<Vec<Fingerprint>>>,
    /// Which fields a kind's page shows as words.
    pub(super) shows_words: ShowsWords,
}

/// The editor's words, and the tables made of them.
#[derive(Clone)]
pub struct SearchWords {
    /// What the editor's files say, and what is wrong with them.
    pub files: Arc<Reported<WordFiles>>,
    pub(super) words: Arc<Words>,
    pub(super) print: Fingerprint,
}

/// The index of a language.
#[derive(Clone, Default)]
pub struct SearchIndex {
    /// The pages in the index by number: those with a date in its order, so that a new page comes last.
    pub documents: Vec<usize>,
    /// The files of terms, unpacked.
    pub shards: Vec<Arc<Shard>>,
    /// The places in `documents`, by how the titles are read.
    by_reading: Arc<Vec<usize>>,
    urls: Vec<Url>,
    entries: Vec<Arc<PageEntry>>,
}

impl SearchIndex {
    /// The pages by how their titles are read, each with its reading.
    pub fn by_reading(&self) -> impl Iterator<Item = (&str, usize)> {
        self.by_reading.iter().map(|place| (self.entries[*place].reading.as_str(), self.documents[*place]))
    }
}

/// A file of terms.
#[derive(Debug)]
pub struct Shard {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Their fingerprint.
    pub print: Fingerprint,
}

/// What is kept of a page.
struct PageEntry {
    print: Fingerprint,
    terms: PageTerms,
    /// How its title is read, folded.
    reading: String,
}

/// The words for the search, kept where the files are the same.
fn search_words(before: Option<&SearchWords>, inputs: &Inputs<'_>) -> SearchWords {
    let source = |name: &str| inputs.tree.get(&SourcePath::new(name));
    let mut digest = Digest::new();
    for name in FILES {
        digest.option(source(name).map(|source| source.fingerprint.to_string()));
    }
    let print = digest.finish();
    if let Some(before) = before.filter(|before| before.print == print) {
        return before.clone();
    }
    let read = read_word_files(|name| Some(decode(&source(name)?.bytes)?.0));
    let words = Words::with(&read.value.synonyms, &read.value.readings);
    SearchWords { files: Arc::new(read), words, print }
}

/// What the index of all languages is made from.
struct Frame<'a> {
    pages: &'a [Arc<Page>],
    langs: &'a [SiteLanguage],
    inputs: &'a Inputs<'a>,
    words: &'a SearchWords,
}

/// The search of a site; what still holds is that of the site before.
pub(super) fn renew(
    before: Option<&Search>,
    pages: &[Arc<Page>],
    langs: &[SiteLanguage],
    inputs: &Inputs<'_>,
) -> Search {
    let words = search_words(before.map(|before| &before.words), inputs);
    let frame = Frame { pages, langs, inputs, words: &words };
    let none = Arc::new(SearchIndex::default());
    let index = |lang: usize| {
        let before = before.and_then(|before| before.indexes.get(lang)).unwrap_or(&none);
        frame.index(before, lang)
    };
    let indexes = (0..langs.len()).map(index).collect();
    let fragment_prints = langs.iter().map(|_| OnceLock::new()).collect();
    Search { words, indexes, fragment_prints, shows_words: inputs.shows_words }
}

impl Frame<'_> {
    fn index(&self, before: &Arc<SearchIndex>, lang: usize) -> Arc<SearchIndex> {
        let all = self.pages.iter().map(Arc::as_ref).enumerate();
        let searched = all.filter(|(_, page)| page.lang == lang && is_searched(page));
        let mut pages: Vec<(String, usize, &Page)> =
            searched.map(|(number, page)| (day_of(page), number, page)).collect();
        pages.sort_by(|a, b| (&a.0, a.2.url.as_str()).cmp(&(&b.0, b.2.url.as_str())));
        let urls: Vec<Url> = pages.iter().map(|(.., page)| page.url.clone()).collect();
        let documents: Vec<usize> = pages.iter().map(|(_, number, _)| *number).collect();
        let same_urls = urls == before.urls;
        let known: AHashMap<&Url, &Arc<PageEntry>> = match same_urls {
            true => AHashMap::new(),
            false => before.urls.iter().zip(&before.entries).collect(),
        };
        let entry = |(place, (.., page)): (usize, &(String, usize, &Page))| {
            let print = self.print(page);
            let known = if same_urls { before.entries.get(place) } else { known.get(&page.url).copied() };
            known.filter(|known| known.print == print).cloned().unwrap_or_else(|| Arc::new(self.entry(page, print)))
        };
        let entries: Vec<Arc<PageEntry>> = pages.par_iter().enumerate().map(entry).collect();
        let same = |(a, b): (&Arc<PageEntry>, &Arc<PageEntry>)| Arc::ptr_eq(a, b);
        if !before.shards.is_empty()
            && same_urls
            && documents == before.documents
            && entries.iter().zip(&before.entries).all(same)
        {
            return before.clone();
        }
        let shards = shards(before, same_urls, &entries);
        let same_readings = entries.iter().zip(&before.entries).all(|(now, then)| now.reading == then.reading);
        let by_reading = if same_urls && same_readings {
            before.by_reading.clone()
        } else {
            let mut places: Vec<usize> = (0..entries.len()).collect();
            places.sort_by_key(|place| (entries[*place].reading.as_str(), urls[*place].as_str()));
            Arc::new(places)
        };
        Arc::new(SearchIndex { documents, shards, by_reading, urls, entries })
    }

    fn entry(&self, page: &Page, print: Fingerprint) -> PageEntry {
        let terms = page_terms(&self.text(page), &self.words.words);
        PageEntry { print, terms, reading: self.reading(page) }
    }

    /// How a page's title is read, folded: its `kana`, else its readings and the words that have one; in a language
    /// without kana, where `kana` is the original's, the title as it stands.
    fn reading(&self, page: &Page) -> String {
        let meta = &page.document.meta;
        let title = ruby::strip(&meta.title);
        if !self.langs[page.lang].is_japanese() {
            return letters(&title);
        }
        let reading = ruby::readings(&meta.title);
        let given = [meta.kana.as_str(), reading.as_str()].into_iter().find(|text| !text.is_empty());
        self.words.words.read(&fold(given.unwrap_or(&title)))
    }

    /// Stands for everything that is searched of a page.
    fn print(&self, page: &Page) -> Fingerprint {
        let mut digest = Digest::new();
        digest.print(page.document.fingerprint).print(page.card.fingerprint).print(self.words.print);
        digest.number(self.langs[page.lang].is_japanese().into());
        digest.print(table_print(&self.inputs.shelf, page)).finish()
    }

    fn text(&self, page: &Page) -> PageText {
        let meta = &page.document.meta;
        let field = |name: &str| page.card.fields.get(name).and_then(Value::as_text).unwrap_or_default();
        let plain = |text: &str| ruby::strip(text).into_owned();
        let titles = [plain(&meta.title), meta.kana.clone(), ruby::readings(&meta.title)];
        let leads = [plain(field("short_answer")), plain(&meta.description)];
        let given = |texts: [String; 3]| texts.into_iter().filter(|text| !text.is_empty()).collect();
        let labels = page.card.topics.iter().chain(&page.card.tags).map(|label| plain(&label.label));
        let labels = labels.chain(asked_columns(&self.inputs.shelf, page));
        PageText {
            titles: given(titles),
            leads: leads.into_iter().filter(|text| !text.is_empty()).collect(),
            labels: labels.collect(),
            sections: sections(page, self.inputs.shows_words, &self.inputs.shelf),
        }
    }
}

/// Whether the search leads to a page: only to what somebody wrote and visitors may read, in its own language.
pub(super) fn is_searched(page: &Page) -> bool {
    let written = !page.document.source.is_empty();
    written && page.card.status == Status::Public && !page.card.fallback && !page.card.nature.is_error_page
}

/// The day by which a page is ordered; empty for one without.
fn day_of(page: &Page) -> String {
    let asked = page.card.fields.get("asked").and_then(Value::as_text).unwrap_or_default();
    page.card.date.map_or_else(|| asked.to_owned(), |date| date.to_string())
}

/// The files of terms: where the same pages are numbered as before, those of the index before with what has changed.
fn shards(before: &SearchIndex, same_urls: bool, entries: &[Arc<PageEntry>]) -> Vec<Arc<Shard>> {
    let count = shard_count(entries.len());
    let shard = |bytes: Vec<u8>| Arc::new(Shard { print: Fingerprint::of(&bytes), bytes });
    let pairs = entries.iter().zip(&before.entries).enumerate();
    let edited: Vec<(u32, &PageTerms, &PageTerms)> = pairs
        .filter(|(_, (now, then))| !Arc::ptr_eq(now, then))
        .map(|(number, (now, then))| (number as u32, &then.terms, &now.terms))
        .collect();
    if !same_urls || before.shards.len() != count || edited.len() > MANY_EDITS {
        let terms: Vec<&PageTerms> = entries.iter().map(|entry| &entry.terms).collect();
        return encode_shards(&terms, count).into_iter().map(shard).collect();
    }
    let mut shards = before.shards.clone();
    for (document, then, now) in edited {
        for (number, terms) in changed_shards(then, now, count) {
            shards[number] = shard(replace_document(&shards[number].bytes, document, &terms));
        }
    }
    shards
}

/// The text of a page by headings: its own front matter that is shown as words, its text, the rows of its table.
pub(super) fn sections(page: &Page, shows_words: ShowsWords, shelf: &TableStore) -> Vec<Section> {
    let mut facts = String::new();
    for (name, value) in &page.card.fields {
        if name != "short_answer" && shows_words(&page.card.kind, name) {
            words_of(value, &mut facts);
        }
    }
    let mut sections = vec![Section { text: facts.trim_end().to_owned(), ..Section::default() }];
    sections.extend(page.document.sections());
    if let Some(table) = table_of(shelf, page) {
        for (row, anchor) in table.entries(&mut Ids::default()) {
            let text = SHOWN.iter().map(|field| row.text(field)).filter(|text| !text.is_empty());
            sections.push(Section {
                anchor,
                heading: row.text("name").to_owned(),
                reading: row.text("kana").to_owned(),
                text: text.collect::<Vec<_>>().join("\n"),
            });
        }
    }
    sections.retain(|section| !section.text.is_empty() || !section.heading.is_empty());
    sections
}

/// The table that a page shows.
fn table_of<'a>(shelf: &'a TableStore, page: &Page) -> Option<&'a Table> {
    let name = page.card.fields.get("table").and_then(Value::as_text).filter(|_| page.card.nature.takes_table)?;
    shelf.table(&links::table(&page.document.path, name)?)
}

pub(super) fn table_print(shelf: &TableStore, page: &Page) -> Fingerprint {
    table_of(shelf, page).map_or(Fingerprint::default(), |table| table.fingerprint)
}

/// The headers of a table's columns that visitors ask for by name, beside a row's: 図書館 電話番号.
fn asked_columns<'a>(shelf: &'a TableStore, page: &Page) -> impl Iterator<Item = String> + 'a {
    let labels = table_of(shelf, page).map(|table| &table.labels);
    ASKED.iter().filter_map(move |field| labels?.get(*field).cloned())
}

/// Adds the words of a value, a line each.
fn words_of(value: &Value, out: &mut String) {
    match value {
        Value::Text(text) if !text.is_ascii() || text.contains(' ') => {
            out.push_str(&ruby::strip(text));
            out.push('\n');
        }
        Value::List(items) => items.iter().for_each(|item| words_of(item, out)),
        Value::Map(fields) => fields.values().for_each(|value| words_of(value, out)),
        _ => {}
    }
}
