//! The site after an edit of texts alone, made from the site before: everything but those pages is as it was.
//!
//! `resolve` would make the same site, only slower: what it looks at in a document is what is compared here.

use std::{collections::BTreeSet, sync::Arc};

use ahash::AHashMap;

use crate::{
    base::path::SourcePath,
    load::document::{Document, LinkKind},
    site::{
        Page, Site,
        links::{Destination, destination},
        query::Query,
        resolve::{
            cards::{Card, RenderCache},
            files,
        },
    },
};

/// What alone differs from the site before.
pub(super) struct Edit {
    /// The pages whose text is new.
    texts: Vec<usize>,
    /// Those among them that lists show differently.
    cards: Vec<usize>,
    /// Those among them that have other anchors.
    anchors: Vec<usize>,
    /// Whether one of them links to other pages than before.
    links: bool,
}

impl Site {
    /// This site with edited documents, pairs of before and after; `None` if more than their texts may have changed.
    pub fn edited(&self, documents: &[(&Arc<Document>, &Arc<Document>)]) -> Option<Self> {
        let same_files =
            |before: &Document, after: &Document| before.links == after.links || files(before) == files(after);
        if !documents.iter().all(|(before, after)| after.is_text_edit_of(before) && same_files(before, after)) {
            return None;
        }
        let links =
            documents.iter().any(|(before, after)| before.links != after.links && pages(before) != pages(after));
        let after: AHashMap<&SourcePath, &Arc<Document>> =
            documents.iter().map(|(_, after)| (&after.path, *after)).collect();
        let mut pages = self.pages.clone();
        let mut edit = Edit { texts: Vec::new(), cards: Vec::new(), anchors: Vec::new(), links };
        for (index, page) in pages.iter_mut().enumerate() {
            let Some(document) = after.get(&page.document.path) else { continue };
            if page.document.anchors != document.anchors {
                edit.anchors.push(index);
            }
            page.document = (*document).clone();
            edit.texts.push(index);
            let card = retold(&page.card, document);
            if card.fingerprint != page.card.fingerprint {
                page.card = Arc::new(card);
                edit.cards.push(index);
            }
        }
        Some(Self {
            config: self.config.clone(),
            options: self.options,
            langs: self.langs.clone(),
            theme: self.theme.clone(),
            backlinks: if links { files::backlinks(&pages).into() } else { self.backlinks.clone() },
            pages,
            by_url: self.by_url.clone(),
            by_key: self.by_key.clone(),
            children: self.children.clone(),
            rank: self.rank.clone(),
            newest: self.newest.clone(),
            terms: self.terms.clone(),
            questions: self.questions.clone(),
            files: self.files.clone(),
            published: self.published.clone(),
            pictures: self.pictures.clone(),
            broken: self.broken.clone(),
            hidden: self.hidden.clone(),
            present: self.present.clone(),
            data: self.data.clone(),
            shelf: self.shelf.clone(),
            aliases: self.aliases.clone(),
            findings: self.findings.clone(),
            edit: Some(edit),
            asked: Default::default(),
        })
    }

    /// The pages with new texts, if they alone differ from the site before.
    pub fn edited_pages(&self) -> Option<impl Iterator<Item = &Page>> {
        self.edit.as_ref().map(|edit| edit.texts.iter().map(|index| &self.pages[*index]))
    }

    /// Whether the answer to any question may differ from the one that the site before gave.
    pub fn any_may_differ(&self) -> bool {
        self.edit.as_ref().is_none_or(|edit| edit.links || !edit.cards.is_empty() || !edit.anchors.is_empty())
    }

    /// Whether the answer to a question may differ from the one that the site before gave. Every question has its line.
    pub fn may_differ(&self, query: &Query) -> bool {
        let Some(edit) = &self.edit else { return true };
        let shows = |test: &dyn Fn(&Page) -> bool| edit.cards.iter().any(|index| test(&self.pages[*index]));
        match query {
            Query::Children { of, .. } => shows(&|page| page.parent.as_ref() == Some(of)),
            Query::Sections { .. } => shows(&|page| page.section),
            Query::Ancestors { of } => shows(&|page| page.section && of.as_str().starts_with(page.url.as_str())),
            Query::Target { path, .. } | Query::Anchors { path, .. } => {
                edit.anchors.iter().any(|index| stem(&self.pages[*index].document.path) == stem(path))
            }
            Query::Backlinks { .. } => edit.links || shows(&|_| true),
            Query::Page { .. }
            | Query::Siblings { .. }
            | Query::Latest { .. }
            | Query::Feed { .. }
            | Query::Events { .. }
            | Query::Term { .. }
            | Query::Groups { .. }
            | Query::Questions { .. } => shows(&|_| true),
            // No card is in these, or nothing of a card that a text can change.
            Query::Terms { .. }
            | Query::Choices { .. }
            | Query::Translations { .. }
            | Query::Hidden { .. }
            | Query::Candidates { .. }
            | Query::Route { .. }
            | Query::File { .. }
            | Query::Asset { .. }
            | Query::Data { .. }
            | Query::Table { .. }
            | Query::Register { .. }
            | Query::Setting { .. }
            | Query::Words { .. }
            | Query::Today
            | Query::Contact { .. } => false,
        }
    }
}

/// The files that a text refers to, and whether it shows them or links to them.
fn files(document: &Document) -> BTreeSet<(bool, SourcePath)> {
    let file = |target| match destination(&document.path, target) {
        Destination::File(path) => Some(path),
        _ => None,
    };
    document.links.iter().filter_map(|link| Some((link.kind == LinkKind::Link, file(&link.target)?))).collect()
}

/// The pages that a text links to.
fn pages(document: &Document) -> BTreeSet<SourcePath> {
    let page = |target| match destination(&document.path, target) {
        Destination::Page(path, _) => Some(path),
        _ => None,
    };
    document.links.iter().filter(|link| link.kind == LinkKind::Link).filter_map(|link| page(&link.target)).collect()
}

/// What a file's names in all languages share: `a/rent` of `a/rent.en.md`, `a/index` of `a/_index.md`.
fn stem(path: &SourcePath) -> (&str, &str) {
    let name = path.file_name().trim_start_matches('_');
    (path.folder(), name.split('.').next().unwrap_or(name))
}

/// The card with the beginning of the new text.
fn retold(card: &Card, document: &Document) -> Card {
    Card {
        url: card.url.clone(),
        part: card.part.clone(),
        path: card.path.clone(),
        title: card.title.clone(),
        description: card.description.clone(),
        summary: document.summary.clone(),
        kind: card.kind.clone(),
        topics: card.topics.clone(),
        tags: card.tags.clone(),
        date: card.date,
        updated: card.updated,
        status: card.status,
        image: card.image.clone(),
        fallback: card.fallback,
        fields: card.fields.clone(),
        answers: document.answers.len(),
        over: card.over,
        areas: document.areas(),
        fingerprint: card.fingerprint,
        slot: RenderCache::default(),
    }
    .sealed()
}
