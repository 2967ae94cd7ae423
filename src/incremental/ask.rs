//! Floor 5: the questions that a render or a rule may ask about the rest of the site, one function each.
//!
//! Every function asks by `tracked::read`, so that the question and its answer's fingerprint are written down. Nobody
//! else takes an answer apart: a function here says of what type the answer to its question is.

use std::{collections::BTreeMap, fmt, ops::Deref, sync::Arc};

use crate::{
    base::{path::SourcePath, url::Url, value::Value},
    incremental::tracked::read,
    load::tables::{DatasetKind, Row, Table},
    report::diagnostic::Reported,
    site::{
        narrowed::Narrowed,
        query::{Answer, CachedAnswer, FileEntry, Group, List, Query, Target, Taxonomy, TermEntry, Translation},
        resolve::cards::Card,
    },
};

/// An answer, shared with everybody who asks the same; reads like the value it holds.
pub struct Answered<T: ?Sized + 'static> {
    asked: Arc<CachedAnswer>,
    view: fn(&Answer) -> Option<&T>,
}

impl<T: ?Sized> Answered<T> {
    /// What the caller makes of this answer, made by the first who asks; every call must make the same type.
    pub fn once<V: Clone + Send + Sync + 'static>(&self, make: impl FnOnce(&T) -> V) -> V {
        self.asked.slot.get(|| make(self))
    }
}

impl<T: ?Sized> Deref for Answered<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (self.view)(&self.asked.answer).expect("only an answer that holds a value is handed out")
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Answered<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// Pages in order.
pub type Cards = Answered<[Arc<Card>]>;

/// Asks; `None` if the answer holds nothing of this type.
fn ask<T: ?Sized>(query: Query, view: fn(&Answer) -> Option<&T>) -> Option<Answered<T>> {
    let asked = read(query);
    view(&asked.answer).is_some().then_some(Answered { asked, view })
}

/// Asks a question whose answer is a list in any case.
fn ask_list<T>(query: Query, view: fn(&Answer) -> Option<&[T]>) -> Answered<[T]> {
    ask(query, view).expect("the site answers this question with a list")
}

fn cards(query: Query) -> Cards {
    ask_list(query, |answer| match answer {
        Answer::Cards(cards) => Some(cards),
        _ => None,
    })
}

fn list(query: Query) -> Option<Answered<List>> {
    ask(query, |answer| match answer {
        Answer::List(list) => Some(list),
        _ => None,
    })
}

fn terms_of(query: Query) -> Answered<[TermEntry]> {
    ask_list(query, |answer| match answer {
        Answer::Terms(terms) => Some(terms),
        _ => None,
    })
}

fn file_of(query: Query) -> Option<Answered<FileEntry>> {
    ask(query, |answer| match answer {
        Answer::File(file) => Some(file),
        _ => None,
    })
}

fn value_of(query: Query) -> Option<Answered<Value>> {
    ask(query, |answer| match answer {
        Answer::Value(value) => Some(value),
        _ => None,
    })
}

fn words_of(query: Query) -> Option<Answered<str>> {
    ask(query, |answer| match answer {
        Answer::Words(words) => Some(words.as_str()),
        _ => None,
    })
}

/// Returns the page of a content file, in a language.
pub fn page(path: &str, lang: usize) -> Option<Arc<Card>> {
    match &read(Query::Page { path: path.into(), lang }).answer {
        Answer::Card(card) => Some(card.clone()),
        _ => None,
    }
}

/// Returns the `number`th part of a section's list.
pub fn children(of: Url, number: usize) -> Answered<List> {
    list(Query::Children { of, number }).expect("the site answers this question with a list")
}

/// Returns the sections below the top page.
pub fn sections(lang: usize) -> Cards {
    cards(Query::Sections { lang })
}

/// Returns the sections above a page, from the top page down.
pub fn ancestors(of: Url) -> Cards {
    cards(Query::Ancestors { of })
}

/// Returns the pages before and after one in its section; `None` if it stands in no section.
pub fn siblings(of: Url) -> Option<Answered<[Option<Arc<Card>>; 2]>> {
    ask(Query::Siblings { of }, |answer| match answer {
        Answer::Pair(pair) => Some(pair),
        _ => None,
    })
}

/// Returns the newest pages of a kind (empty: of any).
pub fn latest(kind: String, count: usize, lang: usize) -> Cards {
    cards(Query::Latest { kind, count, lang })
}

/// Returns the newest public pages of the site, a section or a topic, without stand-ins for missing translations.
pub fn feed(of: Url, count: usize, lang: usize) -> Cards {
    cards(Query::Feed { of, count, lang })
}

/// Returns the events in the order of their days; with `coming` those that are not over.
pub fn events(lang: usize, coming: bool) -> Cards {
    cards(Query::Events { lang, coming })
}

/// Returns the `number`th part of a topic's or tag's list; `None` if no page has it.
pub fn term(taxonomy: Taxonomy, key: String, number: usize, lang: usize) -> Option<Answered<List>> {
    list(Query::Term { taxonomy, key, number, lang })
}

/// Returns all topics or tags in use.
pub fn terms(taxonomy: Taxonomy, lang: usize) -> Answered<[TermEntry]> {
    terms_of(Query::Terms { taxonomy, lang })
}

/// Returns all pages of a kind, by topic or by one of its fields.
pub fn groups(kind: String, by: String, lang: usize) -> Answered<[Group]> {
    ask_list(Query::Groups { kind, by, lang }, |answer| match answer {
        Answer::Groups(groups) => Some(groups),
        _ => None,
    })
}

/// Returns the `number`th part of the questions, all or narrowed; `None` if there is none.
pub fn questions(narrowed: Narrowed, number: usize, lang: usize) -> Option<Answered<List>> {
    list(Query::Questions { list: narrowed, number, lang })
}

/// Returns what a list of questions may be narrowed to: by topic or by tone.
pub fn choices(narrowed: Narrowed, by_topic: bool, lang: usize) -> Answered<[TermEntry]> {
    terms_of(Query::Choices { list: narrowed, by_topic, lang })
}

/// Returns all pages of a kind, in the order of their sections.
pub fn kin(kind: String, lang: usize) -> Cards {
    cards(Query::Kin { kind, lang })
}

/// Returns the pages on the same matter as a question's: the guide's own first, then other questions.
pub fn related(of: Url) -> Cards {
    cards(Query::Related { of })
}

/// Returns the shapes of the map of the areas; `None` if the site has none.
pub fn area_map(lang: usize) -> Option<Answered<Value>> {
    value_of(Query::AreaMap { lang })
}

/// Returns the pages that link to one.
pub fn backlinks(to: Url) -> Cards {
    cards(Query::Backlinks { to })
}

/// Returns the same page in every language.
pub fn translations(of: Url) -> Answered<[Translation]> {
    ask_list(Query::Translations { of }, |answer| match answer {
        Answer::Translations(all) => Some(all),
        _ => None,
    })
}

/// Returns where a link to a file and anchor leads; `None` if the file is no page.
pub fn target(path: SourcePath, anchor: String, lang: usize) -> Option<Answered<Target>> {
    ask(Query::Target { path, anchor, lang }, |answer| match answer {
        Answer::Target(target) => Some(target),
        _ => None,
    })
}

/// Returns why a file that exists is no page of the site: `draft`, `scheduled`, `expired`, `unapproved`, `broken`.
pub fn hidden(path: SourcePath) -> Option<Answered<str>> {
    words_of(Query::Hidden { path })
}

/// Returns the files that a dead link may have meant: pairs of reference and title, the likeliest first.
pub fn candidates(from: SourcePath, path: SourcePath) -> Vec<(String, String)> {
    let pair = |item: &Value| match item {
        Value::List(pair) => Some((pair.first()?.as_text()?.to_owned(), pair.get(1)?.as_text()?.to_owned())),
        _ => None,
    };
    items(value_of(Query::Candidates { from, path }), pair)
}

/// Returns the anchors of a page.
pub fn anchors(path: SourcePath, lang: usize) -> Vec<String> {
    items(value_of(Query::Anchors { path, lang }), |item| item.as_text().map(str::to_owned))
}

/// Tells whether the site has this URL.
pub fn has_route(url: Url) -> bool {
    matches!(read(Query::Route { url }).answer, Answer::Target(_))
}

/// Returns a file beside the pages.
pub fn file(path: SourcePath) -> Option<Answered<FileEntry>> {
    file_of(Query::File { path })
}

/// Returns an asset of the theme.
pub fn asset(path: String) -> Option<Answered<FileEntry>> {
    file_of(Query::Asset { path })
}

/// Returns a table of `data/`.
pub fn data(path: SourcePath) -> Option<Answered<Value>> {
    value_of(Query::Data { path })
}

/// Returns a table of open data.
pub fn table(path: SourcePath) -> Option<Answered<Reported<Table>>> {
    ask(Query::Table { path }, |answer| match answer {
        Answer::Table(table) => Some(table.as_ref()),
        _ => None,
    })
}

/// Returns everything of a sort that the site publishes as open data.
pub fn register(sort: DatasetKind) -> Answered<[Row]> {
    ask_list(Query::Register { sort }, |answer| match answer {
        Answer::Rows(rows) => Some(rows),
        _ => None,
    })
}

/// Returns a value of site.toml, by dotted path.
pub fn setting(key: &str) -> Option<Answered<Value>> {
    value_of(Query::Setting { key: key.to_owned() })
}

/// Returns a text of site.toml, by dotted path; empty if there is none.
pub fn setting_text(key: &str) -> String {
    setting(key).and_then(|value| value.as_text().map(str::to_owned)).unwrap_or_default()
}

/// Returns words of the theme; the key itself where the theme has none.
pub fn words(key: &str, lang: usize) -> String {
    given_words(key.to_owned(), lang).unwrap_or_else(|| key.to_owned())
}

/// Returns words of the theme, where it has them.
pub fn given_words(key: String, lang: usize) -> Option<String> {
    words_of(Query::Words { key, lang }).map(|words| words.to_owned())
}

/// Returns today, as the build was told: 2026-10-03.
pub fn today() -> String {
    value_of(Query::Today).and_then(|day| day.as_text().map(str::to_owned)).expect("the site knows the day")
}

/// Returns a desk to ask; an unknown or empty key is the first. `None` if the site names no desk.
pub fn contact(key: &str, lang: usize) -> Option<Answered<BTreeMap<String, Value>>> {
    ask(Query::Contact { key: key.to_owned(), lang }, |answer| match answer {
        Answer::Value(Value::Map(fields)) => Some(fields),
        _ => None,
    })
}

/// What is made of each item of a list; nothing of any other value.
fn items<T>(value: Option<Answered<Value>>, make: impl Fn(&Value) -> Option<T>) -> Vec<T> {
    match value.as_deref() {
        Some(Value::List(items)) => items.iter().filter_map(make).collect(),
        _ => Vec::new(),
    }
}
