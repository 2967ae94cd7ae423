//! Pages from the salon that do not say so, because their `source` is gone or was misspelt: known by their file, by
//! their text, and by the words that they share with posts.
//!
//! Files are looked for only of items that no page names: of all others the page is there. Texts are looked for of all,
//! so that no copy of a page outlives its withdrawal. Must never take `source` off as a way out of the ledger.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    ledger::{content_hash, read::Approvals},
    load::document::Document,
    site::approval::{Judgements, find_text, is_item, names_salon},
    text::{normalize::decode, shared::SharedTexts, span::Span},
};

/// How a page that names no item is known to be from the salon.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Trace {
    /// The item; empty if only its words tell.
    pub item: String,
    /// The words that it shares with posts.
    pub shared: Vec<Span>,
}

/// What pages from the salon are known by.
pub struct Traces<'a> {
    /// Items that no page names, by the hashes of the files that they were written to.
    pages: BTreeMap<&'a str, &'a str>,
    /// The same, by their own ids in small letters: a draft is named by it.
    stems: BTreeMap<String, &'a str>,
    /// All items, by the hashes of the texts that were approved.
    bodies: BTreeMap<&'a str, &'a str>,
    /// What people wrote.
    texts: &'a SharedTexts,
    /// Stands for all of it.
    print: Fingerprint,
}

impl<'a> Traces<'a> {
    /// What is known of the items that none of these pages names, and of what people wrote; `print` stands for that.
    pub fn new(approvals: &'a Approvals, judged: &Judgements, texts: &'a SharedTexts, print: Fingerprint) -> Self {
        let named: BTreeSet<&str> = judged.values().map(|judged| judged.item.as_str()).collect();
        let (mut pages, mut stems, mut bodies) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut digest = Digest::new();
        digest.print(print);
        for (id, item) in &approvals.items {
            digest.part(id).list(&item.bodies);
            bodies.extend(item.bodies.iter().map(|body| (body.as_str(), id.as_str())));
            if !named.contains(id.as_str()) {
                digest.list(&item.pages);
                stems.insert(id.to_lowercase(), id.as_str());
                pages.extend(item.pages.iter().map(|page| (page.as_str(), id.as_str())));
            }
        }
        Self { pages, stems, bodies, texts, print: digest.finish() }
    }

    /// Whether there is nothing that a page could be known by.
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty() && self.bodies.is_empty() && self.texts.is_empty()
    }

    /// Stands for everything that a page is known by.
    pub fn fingerprint(&self) -> Fingerprint {
        self.print
    }

    /// How a page that names no item is known to be from the salon; `None` if it is not.
    pub fn find(&self, document: &Document) -> Option<Trace> {
        let item = misspelt(document);
        if self.is_empty() {
            return item.map(|item| Trace { item, shared: Vec::new() });
        }
        let text = decode(&document.source).map_or_else(Default::default, |(text, _)| text);
        let item = item.or_else(|| self.item_of(document, &text));
        let shared: Vec<Span> = self.texts.passages(&text).into_iter().map(Span::from).collect();
        let known = item.is_some() || !shared.is_empty();
        known.then(|| Trace { item: item.unwrap_or_default(), shared })
    }

    /// The item that was written to this file, or has this text; of a translation the file that it translates counts.
    fn item_of(&self, document: &Document, text: &str) -> Option<String> {
        let original = document.lang.as_ref().map(|_| {
            let ending = document.path.extension();
            SourcePath::new(&format!("content/{}.{ending}", document.key))
        });
        let by_file = || {
            let mut paths = original.iter().chain([&document.path]);
            paths.find_map(|path| self.pages.get(content_hash::hash_path(path).as_str()))
        };
        let by_name = || self.stems.get(document.key.rsplit('/').next().unwrap_or_default());
        let by_text = || {
            let is_worth_it = !self.bodies.is_empty();
            let hash = is_worth_it.then(|| content_hash::hash_body(&document.path, text))??;
            self.bodies.get(hash.as_str())
        };
        by_name().or_else(by_file).or_else(by_text).map(|item| (*item).to_owned())
    }
}

/// The item that a page names under another key than `source`.
fn misspelt(document: &Document) -> Option<String> {
    let others = document.meta.fields.iter().filter(|(key, _)| *key != "source");
    let named = others.into_iter().find_map(|(_, value)| find_text(value, &names_salon))?;
    let id = named.rsplit([':', '：']).next().unwrap_or_default().trim();
    Some(Some(id).filter(|id| is_item(id)).unwrap_or_default().to_owned())
}
