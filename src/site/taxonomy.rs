//! Topics and tags: which pages belong together.

use std::{collections::BTreeMap, sync::Arc};

use ahash::AHashMap;

use crate::{
    base::url::Url,
    config::types::Config,
    site::{language::SiteLanguage, page::Page, query::Taxonomy, resolve::cards::Label},
    text::{
        normalize::fold,
        slug::{Ids, term_slug},
    },
};

/// A topic or a tag with its pages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term {
    /// The key; a tag's is its folded name.
    pub key: String,
    /// The words.
    pub label: String,
    /// One sentence; may be empty.
    pub description: String,
    /// Its page.
    pub url: Url,
    /// Whether nobody has translated the words: they are in the site's own language. Never of a tag.
    pub own: bool,
    /// Numbers of its pages, newest first.
    pub pages: Vec<usize>,
}

/// Where a topic's page stands.
pub fn topic_url(lang: &SiteLanguage, key: &str) -> Url {
    lang.root.child("topics").child(&term_slug(key))
}

/// A tag as it is shown and filed, whatever way it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Spelling {
    /// The first spelling by path.
    pub first: String,
    /// One form for all spellings.
    pub key: String,
    /// Its part of the URL.
    pub slug: String,
}

/// All tags of a site, by each of their spellings.
#[derive(Default, PartialEq, Debug)]
pub struct Spellings(AHashMap<String, Spelling>);

impl Spellings {
    /// Gathers spellings; tags come in the order of their pages' paths.
    pub fn gather<'a>(tags: impl Iterator<Item = &'a String>) -> Self {
        let (mut known, mut first) = (AHashMap::new(), AHashMap::new());
        // Signs are no part of a URL: C++ and C# would stand at one place.
        let (mut slugs, mut taken) = (AHashMap::new(), Ids::default());
        for tag in tags {
            if known.contains_key(tag) {
                continue;
            }
            let key = fold(tag);
            let first = first.entry(key.clone()).or_insert_with(|| tag.clone()).clone();
            let slug = slugs.entry(key.clone()).or_insert_with(|| taken.unique(&term_slug(&key))).clone();
            known.insert(tag.clone(), Spelling { first, slug, key });
        }
        Self(known)
    }

    /// A tag, by any of its spellings.
    pub fn of(&self, tag: &str) -> Option<&Spelling> {
        self.0.get(tag)
    }
}

/// Where a tag's page stands.
pub fn tag_url(lang: &SiteLanguage, tag: &Spelling) -> Url {
    lang.root.child("tags").child(&tag.slug)
}

/// A topic's words in a language.
pub fn topic_label<'a>(config: &'a Config, key: &'a str, code: &str) -> &'a str {
    let topic = config.topics.iter().find(|topic| topic.key == key);
    topic.map_or(key, |topic| topic.labels.get(code).unwrap_or(&topic.label))
}

/// Whether a topic has no words in a language other than the site's own.
pub fn is_untranslated(config: &Config, key: &str, code: &str) -> bool {
    let topic = config.topics.iter().find(|topic| topic.key == key);
    !code.is_empty() && topic.is_none_or(|topic| !topic.labels.contains_key(code))
}

/// The topics and tags of a site.
#[derive(PartialEq, Debug, Default)]
pub(super) struct Terms {
    /// By taxonomy, language and key.
    pub(super) by_key: [Vec<BTreeMap<String, Term>>; 2],
    /// Topics that site.toml does not declare, with the numbers of their pages.
    pub(super) unknown: Vec<(usize, String)>,
    /// Tags that are spelled in two ways, and how they are shown, with the numbers of their pages.
    pub(super) respelt: Vec<(usize, String, String)>,
}

impl Terms {
    /// Gathers them; `newest` holds page numbers, newest first, by language. Broken pages follow the others in number.
    pub(super) fn gather(
        config: &Config,
        langs: &[SiteLanguage],
        (pages, broken): (&[Arc<Page>], &[Arc<Page>]),
        newest: &[Vec<usize>],
        spellings: &Spellings,
    ) -> Self {
        let of = |taxonomy| {
            let of_lang = |(lang, newest): (&SiteLanguage, &Vec<usize>)| {
                gather(taxonomy, config, lang, (pages, newest), spellings)
            };
            langs.iter().zip(newest).map(of_lang).collect()
        };
        let mut terms = Self { by_key: [of(Taxonomy::Topics), of(Taxonomy::Tags)], ..Self::default() };
        let unknown = |topic: &&String| config.readable && !config.topics.iter().any(|known| known.key == **topic);
        for (index, page) in pages.iter().chain(broken).enumerate().filter(|(_, page)| !page.card.fallback) {
            let meta = &page.document.meta;
            terms.unknown.extend(meta.topics.iter().filter(unknown).map(|topic| (index, topic.clone())));
            let respelt =
                |tag: &String| spellings.of(tag).map(|spelling| spelling.first.clone()).filter(|first| first != tag);
            terms.respelt.extend(meta.tags.iter().filter_map(|tag| Some((index, tag.clone(), respelt(tag)?))));
        }
        terms
    }
}

/// Gathers the terms of one language. `newest` holds page numbers, newest first.
fn gather(
    taxonomy: Taxonomy,
    config: &Config,
    lang: &SiteLanguage,
    (pages, newest): (&[Arc<Page>], &[usize]),
    spellings: &Spellings,
) -> BTreeMap<String, Term> {
    let key_of = |label: &'_ Label| match taxonomy {
        Taxonomy::Topics => label.key.clone(),
        Taxonomy::Tags => spellings.of(&label.key).map_or(&label.key, |tag| &tag.key).clone(),
    };
    let mut terms: Vec<Term> = Vec::new();
    // A title moves a page in the lists of all its terms, so that this runs for many an edit: the key of a term is made
    // once for each of its labels, not once a page.
    let (mut slots, mut by_key): (AHashMap<&str, usize>, AHashMap<String, usize>) = Default::default();
    for index in newest {
        let card = &pages[*index].card;
        let labels = if taxonomy == Taxonomy::Topics { &card.topics } else { &card.tags };
        for label in labels {
            let slot = *slots.entry(&label.key).or_insert_with(|| {
                let key = key_of(label);
                *by_key.entry(key.clone()).or_insert_with(|| {
                    terms.push(Term::new(taxonomy, config, lang, key, label));
                    terms.len() - 1
                })
            });
            let term = &mut terms[slot];
            if term.pages.last() != Some(index) {
                term.pages.push(*index);
            }
        }
    }
    terms.into_iter().map(|term| (term.key.clone(), term)).collect()
}

impl Term {
    /// A term that has no page yet.
    fn new(taxonomy: Taxonomy, config: &Config, lang: &SiteLanguage, key: String, label: &Label) -> Self {
        let is_declared = taxonomy == Taxonomy::Topics && lang.code.is_empty();
        let declared = config.topics.iter().find(|topic| is_declared && topic.key == key);
        Self {
            description: declared.map_or(String::new(), |topic| topic.description.clone()),
            label: label.label.clone(),
            url: label.url.clone(),
            own: label.own,
            pages: Vec::new(),
            key,
        }
    }
}

/// The order in which terms are listed: topics as in site.toml, tags by number of pages, then name.
pub fn listed<'a>(taxonomy: Taxonomy, config: &Config, terms: &'a BTreeMap<String, Term>) -> Vec<&'a Term> {
    match taxonomy {
        Taxonomy::Topics => config.topics.iter().filter_map(|topic| terms.get(&topic.key)).collect(),
        Taxonomy::Tags => {
            let mut list: Vec<_> = terms.values().collect();
            list.sort_by(|a, b| b.pages.len().cmp(&a.pages.len()).then_with(|| a.key.cmp(&b.key)));
            list
        }
    }
}
