//! What the rest of a site is made from, of one document: seven fingerprints, so that the edit of a text is told from
//! the edit of a title without comparing documents.
//!
//! A pair with `document`: a document carries its facets, and facets are projected from a document.

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
    },
    load::document::{Document, Link, LinkKind, Meta},
    text::date::Date,
};

/// Fingerprints of what each table of the site takes from a document; each holds the document's path.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Facets {
    /// Where the page stands, whether it is shown, and its old URLs.
    pub route: Fingerprint,
    /// Its place among others.
    pub order: Fingerprint,
    /// Its topics and tags, and the tone of a question.
    pub terms: Fingerprint,
    /// The files it refers to.
    pub files: Fingerprint,
    /// The pages it links to.
    pub links: Fingerprint,
    /// What other pages and open data show of it.
    pub card: Fingerprint,
    /// What links may end in.
    pub anchors: Fingerprint,
}

impl Facets {
    /// Projects a document. Every field is named: a new one does not compile until it is put into a facet or among
    /// those that only the page itself shows.
    #[rustfmt::skip]
    pub fn of(document: &Document) -> Self {
        let Document {
            path, key, lang, meta, answers, reading, links, anchors, summary, broken,
            // Only the page itself and the search show these; findings are taken from the documents as they are.
            stored_sections: _, prose: _, fingerprint: _, facets: _, text: _, source: _, encoding: _, headings: _,
            characters: _, readings: _, findings: _, places: _,
            // It follows from the kind's name.
            nature: _,
        } = document;
        let Meta {
            title, kana, description, kind, date, updated, weight, topics, tags, draft, publish_from, publish_until,
            slug, aliases, image, contact, fields,
            // Only the page itself shows these.
            review_by: _, lang_level: _, extra: _,
        } = meta;
        let field = |name: &str| fields.get(name).map_or_else(String::new, |value| format!("{value:?}"));

        let mut route = begin(path);
        route.part(key).option(lang.as_ref()).part(slug).list(aliases).number(u64::from(*broken));
        route.number(u64::from(*draft)).number(hash_day(*publish_from)).number(hash_day(*publish_until));
        let mut order = begin(path);
        order.part(kind).part(field("start")).part(field("end")).part(reading).number(hash_day(*date));
        order.number(u64::from(weight.is_some())).number(weight.unwrap_or_default().cast_unsigned());
        let mut terms = begin(path);
        terms.part(kind).list(topics).list(tags).part(field("tone"));
        let mut files = begin(path);
        files.part(kind).part(image).part(field("table"));
        let mut pages = begin(path);
        add_links(links, &mut pages, &mut files);
        let mut card = begin(path);
        card.part(title).part(kana).part(description).part(summary).part(kind).part(image).part(contact);
        card.list(topics).list(tags);
        card.number(hash_day(*date)).number(hash_day(*updated)).number(answers.len() as u64).list(document.areas());
        card.part(if fields.is_empty() { String::new() } else { format!("{fields:?}") });
        let mut ids = begin(path);
        ids.list(anchors);

        let facets = [route, order, terms, files, pages, card, ids].map(|facet| facet.finish());
        let [route, order, terms, files, links, card, anchors] = facets;
        Self { route, order, terms, files, links, card, anchors }
    }

    /// Adds those of another document. The order of documents does not matter, for each facet holds its path.
    pub fn add(&mut self, other: &Self) {
        let Self { route, order, terms, files, links, card, anchors } = self;
        let mine = [route, order, terms, files, links, card, anchors];
        let others = [other.route, other.order, other.terms, other.files, other.links, other.card, other.anchors];
        mine.into_iter().zip(others).for_each(|(mine, other)| mine.0 = mine.0.wrapping_add(other.0));
    }
}

fn begin(path: &SourcePath) -> Digest {
    let mut digest = Digest::new();
    digest.part(path.as_str());
    digest
}

fn hash_day(day: Option<Date>) -> u64 {
    day.map_or(u64::MAX, |day| day.days().cast_unsigned())
}

fn add_links(links: &[Link], pages: &mut Digest, files: &mut Digest) {
    for Link { kind, target, text: _, title: _, span: _, target_span: _ } in links {
        let (page, file) = may_lead_to(target);
        if page && *kind == LinkKind::Link {
            pages.part(target);
        }
        if file {
            files.number(u64::from(*kind == LinkKind::Link)).part(target);
        }
    }
}

/// Whether a target may lead to a page or to a file beside the pages: both, where only a closer look could tell. What
/// it leads to is said by `site::links`.
pub fn may_lead_to(target: &str) -> (bool, bool) {
    let elsewhere = ["#", "/", "https:", "http:", "mailto:", "tel:"];
    if target.is_empty() || elsewhere.iter().any(|start| target.starts_with(start)) {
        return (false, false);
    }
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let (_, ending) = name.rsplit_once('.').unwrap_or_default();
    let is_markdown = ["md", "markdown"].iter().any(|markdown| ending.eq_ignore_ascii_case(markdown));
    match () {
        () if path.contains('%') || path.contains('\\') => (true, true),
        () if is_markdown || path.ends_with('/') => (true, false),
        // A folder by its bare name is the top page, or a file without an ending.
        () if ending.is_empty() => (true, true),
        () => (false, true),
    }
}
