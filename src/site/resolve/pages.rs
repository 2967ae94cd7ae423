//! The pages at their places: what they show, and what others may know of them.

use std::sync::Arc;

use crate::{
    base::hash::{Digest, Fingerprint},
    load::{document::Document, nature::Standing},
    site::{
        Site, event_days,
        inputs::Inputs,
        language::SiteLanguage,
        links::{Destination, destination},
        page::Page,
        resolve::{
            cards::{Card, Label, RenderCache},
            files,
            routes::{Place, Routes},
        },
        tables::Table,
        taxonomy::{self, Spellings},
    },
};

/// What cards are made with, beside documents and places.
pub(super) struct Frame<'a> {
    pub(super) inputs: &'a Inputs<'a>,
    pub(super) langs: &'a [SiteLanguage],
    pub(super) routes: &'a Table<Routes>,
    pub(super) spellings: &'a Table<Spellings>,
    /// Stands for all files beside the pages.
    pub(super) files: Fingerprint,
}

/// The pages of a site, and those that cannot be shown.
pub(super) struct Pages {
    pub(super) pages: Vec<Arc<Page>>,
    pub(super) broken: Vec<Arc<Page>>,
    /// Stands for all that cards are made from beside documents.
    pub(super) frame: Fingerprint,
    /// The sum of the cards of `pages`.
    pub(super) card_sum: Fingerprint,
}

/// Puts documents at their places. A page whose document is the same is the page of the site before, and so is a card
/// of which nothing differs: an edit of one page makes one page and at most one card.
pub(super) fn pages(before: Option<&Site>, frame: &Frame<'_>, written: &[&Arc<Document>]) -> Pages {
    let print = frame.print();
    let same_places = before.filter(|before| before.routes.is(frame.routes));
    let cards_hold = same_places.is_some_and(|before| before.card_frame == print);
    let page = |place: &Place, known: Option<&Arc<Page>>| {
        let document = frame.routes.document(written, place.document);
        match known {
            Some(known) if cards_hold && Arc::ptr_eq(&known.document, document) => known.clone(),
            Some(known) => {
                let same = cards_hold && known.document.facets.card == document.facets.card;
                let card = if same { known.card.clone() } else { kept(&known.card, frame.card(place, document)) };
                Arc::new(Page { card, document: document.clone(), ..Page::clone(known) })
            }
            None => Arc::new(Page {
                url: place.url.clone(),
                lang: place.lang,
                key: place.key.clone(),
                document: document.clone(),
                card: Arc::new(frame.card(place, document)),
                parent: place.parent.clone(),
                section: place.section,
            }),
        }
    };
    let all = |places: &[Place], known: Option<&[Arc<Page>]>| -> Vec<Arc<Page>> {
        places.iter().enumerate().map(|(index, place)| page(place, known.map(|known| &known[index]))).collect()
    };
    let pages = all(&frame.routes.pages, same_places.map(|before| before.pages.as_slice()));
    let broken = all(&frame.routes.broken, same_places.map(|before| before.broken.as_slice()));
    let card_sum = pages.iter().fold(0u128, |sum, page| sum.wrapping_add(page.card.fingerprint.0));
    Pages { pages, broken, frame: print, card_sum: Fingerprint(card_sum) }
}

/// The card of the site before, if the new one says the same: what rendering made of it is still there.
fn kept(before: &Arc<Card>, card: Card) -> Arc<Card> {
    if before.fingerprint == card.fingerprint { before.clone() } else { Arc::new(card) }
}

impl Frame<'_> {
    fn print(&self) -> Fingerprint {
        let mut digest = Digest::new();
        digest
            .print(self.routes.version())
            .print(self.spellings.version())
            .print(self.files)
            .print(self.inputs.config.fingerprint);
        digest.part(self.inputs.options.now.to_string()).finish()
    }

    fn card(&self, place: &Place, document: &Document) -> Card {
        let (meta, lang, inputs) = (&document.meta, &self.langs[place.lang], self.inputs);
        let kind = match meta.kind.as_str() {
            "" if place.top => inputs.natures.default_for(Standing::Top),
            "" if place.section => inputs.natures.default_for(Standing::Section),
            "" => inputs.natures.default_for(Standing::Leaf),
            kind => kind,
        };
        let nature = inputs.natures.of(kind);
        let topic = |key: &String| Label {
            key: key.clone(),
            label: taxonomy::topic_label(&inputs.config, key, &lang.code).to_owned(),
            url: taxonomy::topic_url(lang, key),
            own: taxonomy::is_untranslated(&inputs.config, key, &lang.code),
        };
        let tag = |name: &String| {
            let spelling = self.spellings.of(name)?;
            Some(Label {
                key: spelling.first.clone(),
                label: spelling.first.clone(),
                url: taxonomy::tag_url(lang, spelling),
                own: false,
            })
        };
        let known = |key: &&String| inputs.config.topics.iter().any(|topic| topic.key == **key);
        Card {
            url: place.url.clone(),
            part: String::new(),
            path: document.path.as_str().to_owned(),
            title: meta.title.clone(),
            description: meta.description.clone(),
            summary: document.summary.clone(),
            kind: kind.to_owned(),
            nature,
            topics: meta.topics.iter().filter(known).map(topic).collect(),
            tags: meta.tags.iter().filter_map(tag).collect(),
            date: meta.date,
            updated: meta.updated,
            status: place.status,
            image: match destination(&document.path, &meta.image) {
                Destination::File(path) if inputs.tree.get(&path).is_some() => Some(files::shown_url(inputs, &path)),
                _ => None,
            },
            fallback: place.fallback,
            fields: meta.fields.clone(),
            answers: document.answers.len(),
            over: event_days::is_over(nature, document, inputs.options.now),
            areas: document.areas(),
            fingerprint: Fingerprint::default(),
            slot: RenderCache::default(),
        }
        .sealed()
    }
}
