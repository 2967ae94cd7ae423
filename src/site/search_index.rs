//! The search's index, one a language: which pages are in it, and which terms each of its files holds.
//!
//! The terms of a page are gathered again only when the page, its card, its table or the words have changed, and a file
//! of terms is written again only when a term in it has come or gone. Whoever adds to what is searched of a page adds
//! it to [`PageEntry::print`] in the same breath.

use std::sync::Arc;

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
        document::Section,
        markdown::ruby,
        nature::ShowsWords,
        tables::{Table, store::TableStore},
    },
    report::diagnostic::Reported,
    search::{
        page_terms::{PageTerms, page_terms},
        page_text::PageText,
        shard::{encode_shards, shard_count, shard_of},
        word_files::{FILES, WordFiles, read_word_files},
        words::Words,
    },
    site::{inputs::Inputs, links, page::Page, resolve::cards::Status},
    text::{normalize::decode, slug::Ids},
};

/// What the search finds pages by.
#[derive(Clone)]
pub struct Search {
    /// The editor's words.
    pub(super) words: SearchWords,
    /// The index of each language.
    pub(super) indexes: Vec<Arc<SearchIndex>>,
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
    urls: Vec<Url>,
    entries: Vec<Arc<PageEntry>>,
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
    inputs: &'a Inputs<'a>,
    words: &'a SearchWords,
}

/// The search of a site; what still holds is that of the site before.
pub(super) fn renew(before: Option<&Search>, pages: &[Arc<Page>], langs: usize, inputs: &Inputs<'_>) -> Search {
    let words = search_words(before.map(|before| &before.words), inputs);
    let frame = Frame { pages, inputs, words: &words };
    let none = Arc::new(SearchIndex::default());
    let index = |lang: usize| {
        let before = before.and_then(|before| before.indexes.get(lang)).unwrap_or(&none);
        frame.index(before, lang)
    };
    let indexes = (0..langs).map(index).collect();
    Search { words, indexes, shows_words: inputs.shows_words }
}

impl Frame<'_> {
    fn index(&self, before: &Arc<SearchIndex>, lang: usize) -> Arc<SearchIndex> {
        let mut pages: Vec<(usize, &Page)> = self
            .pages
            .iter()
            .map(Arc::as_ref)
            .enumerate()
            .filter(|(_, page)| page.lang == lang && is_searched(page))
            .collect();
        pages.sort_by_cached_key(|(_, page)| (day_of(page), page.url.as_str().to_owned()));
        let known: AHashMap<&Url, &Arc<PageEntry>> = before.urls.iter().zip(&before.entries).collect();
        let entry = |(_, page): &(usize, &Page)| {
            let print = self.print(page);
            match known.get(&page.url).filter(|known| known.print == print) {
                Some(known) => (*known).clone(),
                None => Arc::new(PageEntry { print, terms: page_terms(&self.text(page), &self.words.words) }),
            }
        };
        let entries: Vec<Arc<PageEntry>> = pages.par_iter().map(entry).collect();
        let urls: Vec<Url> = pages.iter().map(|(_, page)| page.url.clone()).collect();
        let documents: Vec<usize> = pages.iter().map(|(number, _)| *number).collect();
        let same = |(a, b): (&Arc<PageEntry>, &Arc<PageEntry>)| Arc::ptr_eq(a, b);
        if !before.shards.is_empty()
            && urls == before.urls
            && documents == before.documents
            && entries.iter().zip(&before.entries).all(same)
        {
            return before.clone();
        }
        let shards = shards(before, &urls, &entries);
        Arc::new(SearchIndex { documents, shards, urls, entries })
    }

    /// Stands for everything that is searched of a page.
    fn print(&self, page: &Page) -> Fingerprint {
        let mut digest = Digest::new();
        digest.print(page.document.fingerprint).print(page.card.fingerprint).print(self.words.print);
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

/// The files of terms: those of the index before in which nothing has changed.
fn shards(before: &SearchIndex, urls: &[Url], entries: &[Arc<PageEntry>]) -> Vec<Arc<Shard>> {
    let count = shard_count(urls.len());
    let mut wanted = vec![true; count];
    if before.urls == urls && before.shards.len() == count {
        wanted = vec![false; count];
        for (now, then) in entries.iter().zip(&before.entries).filter(|(now, then)| !Arc::ptr_eq(now, then)) {
            let differ = |a: &PageTerms, b: &PageTerms| {
                let other: AHashMap<u32, u8> = b.0.iter().copied().collect();
                a.0.iter()
                    .filter(|(hash, level)| other.get(hash) != Some(level))
                    .map(|(hash, _)| *hash)
                    .collect::<Vec<_>>()
            };
            for hash in differ(&now.terms, &then.terms).into_iter().chain(differ(&then.terms, &now.terms)) {
                wanted[shard_of(hash, count)] = true;
            }
        }
    }
    let terms: Vec<&PageTerms> = entries.iter().map(|entry| &entry.terms).collect();
    let mut made: AHashMap<usize, Vec<u8>> =
        encode_shards(&terms, count, |number| wanted[number]).into_iter().collect();
    let shard = |number: usize| match made.remove(&number) {
        Some(bytes) => Arc::new(Shard { print: Fingerprint::of(&bytes), bytes }),
        None => before.shards[number].clone(),
    };
    (0..count).map(shard).collect()
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
    sections.extend(page.document.sections.iter().cloned());
    if let Some(table) = table_of(shelf, page) {
        for (row, anchor) in table.entries(&mut Ids::default()) {
            let shown = ["type", "place", "address", "access", "description", "hours_note", "audience", "note"];
            let text = shown.iter().map(|field| row.text(field)).filter(|text| !text.is_empty());
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
