//! What the site answers to each question.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{path::SourcePath, url::Url, value::Value},
    site::{
        Page, Site, candidates, links,
        query::{Answer, FileEntry, Group, List, Query, Target, Taxonomy, TermEntry, Translation},
        resolve::cards::{Card, Label},
        taxonomy,
    },
};

impl Site {
    /// Answers a question; of what it is made is said by [`Query::made_from`].
    pub fn ask(&self, query: &Query) -> Answer {
        match query {
            Query::Page { path, lang } => self
                .page_of(&SourcePath::new(path), *lang)
                .map_or(Answer::Nothing, |page| Answer::Card(page.card.clone())),
            Query::Children { of, number } => {
                self.list(self.order.children.get(of).map_or(&[], Vec::as_slice), of.clone(), *number, None)
            }
            Query::Sections { lang } => {
                let root = &self.langs[*lang].root;
                Answer::Cards(self.children(root).filter(|page| page.section).map(|page| page.card.clone()).collect())
            }
            Query::Ancestors { of } => Answer::Cards(self.ancestors(of)),
            Query::Siblings { of } => self.siblings(of),
            Query::Latest { kind, count, lang } => {
                let pages = self.order.newest[*lang]
                    .iter()
                    .map(|index| &self.pages[*index].card)
                    .filter(|card| kind.is_empty() || card.kind == *kind);
                Answer::Cards(pages.take(*count).cloned().collect())
            }
            Query::Feed { of, count, lang } => {
                let term = self.terms(Taxonomy::Topics, *lang).values().find(|term| term.url == *of);
                let all = &self.order.newest[*lang];
                let pages = term.map_or(all, |term| &term.pages).iter().map(|index| &*self.pages[*index]);
                let below = |page: &&Page| term.is_some() || page.url.as_str().starts_with(of.as_str());
                let wanted =
                    |page: &&Page| Self::is_public(page) && !page.card.fallback && page.card.kind != "not_found";
                Answer::Cards(pages.filter(below).filter(wanted).take(*count).map(|page| page.card.clone()).collect())
            }
            Query::Events { lang, coming } => Answer::Cards(self.events(*lang, *coming)),
            Query::Term { taxonomy, key, number, lang } => match self.terms(*taxonomy, *lang).get(key) {
                Some(term) => self.list(&term.pages, term.url.clone(), *number, Some((&term.label, &term.description))),
                None => Answer::Nothing,
            },
            Query::Terms { taxonomy, lang } => Answer::Terms(self.term_entries(*taxonomy, *lang)),
            Query::Groups { kind, by, lang } => Answer::Groups(self.groups(kind, by, *lang)),
            Query::Questions { list, number, lang } => self.narrowed(list, *number, *lang),
            Query::Choices { list, by_topic, lang } => self.choices(list, *by_topic, *lang),
            Query::Backlinks { to } => {
                let place = self.page_at(to).map(|page| (links::place_of(&page.document.path), page.lang));
                let linking = place.and_then(|(place, lang)| Some((self.backlinks.get(&place)?, lang)));
                Answer::Cards(linking.map_or(Vec::new(), |(pages, lang)| {
                    pages
                        .iter()
                        .map(|index| &self.pages[*index])
                        .filter(|page| page.lang == lang && page.url != *to)
                        .map(|page| page.card.clone())
                        .collect()
                }))
            }
            Query::Translations { of } => Answer::Translations(self.translations(of)),
            Query::Target { path, anchor, lang } => {
                self.page_of(path, *lang).map_or(Answer::Nothing, |page| target(page, anchor))
            }
            Query::Hidden { path } => self
                .routes
                .hidden
                .get(&links::place_of(path))
                .map_or(Answer::Nothing, |why| Answer::Words((*why).to_owned())),
            Query::Candidates { from, path } => {
                Answer::Value(candidates::candidates(&self.pages, &self.present, from, path))
            }
            Query::Anchors { path, lang } => self.page_of(path, *lang).map_or(Answer::Nothing, |page| {
                Answer::Value(Value::List(page.document.anchors.iter().cloned().map(Value::Text).collect()))
            }),
            Query::Route { url } => self.page_at(url).map_or_else(|| self.other_route(url), |page| target(page, "")),
            Query::File { path } => {
                self.attached.files.get(path).map_or(Answer::Nothing, |file| Answer::File(file.clone()))
            }
            Query::Asset { path } => match self.theme.assets.get(path) {
                Some(asset) => Answer::File(FileEntry {
                    url: asset.url.clone(),
                    size: asset.bytes.len() as u64,
                    dimensions: None,
                    plan: None,
                }),
                None => Answer::Nothing,
            },
            Query::Data { path } => {
                self.data.get(path).map_or(Answer::Nothing, |value| Answer::Value((**value).clone()))
            }
            Query::Table { path } => self.shelf.kept(path).map_or(Answer::Nothing, Answer::Table),
            Query::Register { sort } => Answer::Rows(self.register(*sort)),
            Query::Setting { key } => {
                dotted(&self.config.all, key).map_or(Answer::Nothing, |value| Answer::Value(value.clone()))
            }
            Query::Words { key, lang } => self
                .theme
                .words(&self.langs[*lang].code, key)
                .map_or(Answer::Nothing, |words| Answer::Words(words.to_owned())),
            Query::Today => Answer::Value(Value::Text(self.options.now.to_string())),
            Query::Contact { key } => {
                let contacts = &self.config.contacts;
                let contact = contacts.iter().find(|contact| contact.key == *key).or_else(|| contacts.first());
                contact.map_or(Answer::Nothing, |contact| {
                    let crate::config::types::Contact { key, name, phone, email, hours, address, url, line } = contact;
                    let fields = [
                        ("key", key),
                        ("name", name),
                        ("phone", phone),
                        ("email", email),
                        ("hours", hours),
                        ("address", address),
                        ("url", url),
                        ("line", line),
                    ];
                    Answer::Value(Value::Map(
                        fields.map(|(name, value)| (name.to_owned(), Value::Text(value.clone()))).into(),
                    ))
                })
            }
        }
    }

    pub(super) fn list(&self, pages: &[usize], url: Url, number: usize, words: Option<(&str, &str)>) -> Answer {
        let size = self.config.paginate.max(1);
        let (title, description) = words.unwrap_or_default();
        let items = pages
            .iter()
            .skip(number.saturating_sub(1) * size)
            .take(size)
            .map(|index| self.pages[*index].card.clone())
            .collect();
        let parts = pages.len().div_ceil(size).max(1);
        Answer::List(List {
            title: title.to_owned(),
            description: description.to_owned(),
            url,
            items,
            number,
            pages: parts,
            total: pages.len(),
        })
    }

    fn ancestors(&self, of: &Url) -> Vec<Arc<Card>> {
        let mut above = Vec::new();
        let mut page = self.page_at(of);
        while let Some(parent) = page.and_then(|page| page.parent.as_ref()) {
            page = self.page_at(parent);
            above.extend(page.map(|page| page.card.clone()));
        }
        above.reverse();
        above
    }

    fn siblings(&self, of: &Url) -> Answer {
        let Some((index, parent)) =
            self.routes.by_url.get(of).and_then(|index| Some((*index, self.pages[*index].parent.as_ref()?)))
        else {
            return Answer::Nothing;
        };
        if self.pages[index].card.over {
            return Answer::Nothing;
        }
        let all = &self.order.children[parent];
        let at = self.order.rank[index];
        let card =
            |place: Option<usize>| place.and_then(|place| all.get(place)).map(|index| self.pages[*index].card.clone());
        Answer::Pair([card(at.checked_sub(1)), card(Some(at + 1))])
    }

    fn term_entries(&self, taxonomy: Taxonomy, lang: usize) -> Vec<TermEntry> {
        let terms = taxonomy::listed(taxonomy, &self.config, self.terms(taxonomy, lang));
        let entry = |term: &taxonomy::Term| TermEntry {
            key: term.key.clone(),
            label: term.label.clone(),
            description: term.description.clone(),
            url: term.url.clone(),
            count: term.pages.len(),
        };
        terms.into_iter().map(entry).collect()
    }

    fn groups(&self, kind: &str, by: &str, lang: usize) -> Vec<Group> {
        let cards = self.order.newest[lang]
            .iter()
            .map(|index| &self.pages[*index].card)
            .filter(|card| kind.is_empty() || card.kind == kind);
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for card in cards {
            let own = |value: &str| Label { key: value.to_owned(), label: value.to_owned(), url: card.url.clone() };
            let labels = match by {
                "topics" => card.topics.clone(),
                "tags" => card.tags.clone(),
                "areas" => card.areas.iter().map(|area| own(area)).collect(),
                field => match card.fields.get(field) {
                    Some(Value::List(values)) => values.iter().filter_map(Value::as_text).map(own).collect(),
                    value => value.and_then(Value::as_text).map(own).into_iter().collect(),
                },
            };
            for Label { key, label, .. } in labels {
                groups
                    .entry(key.clone())
                    .or_insert_with(|| Group { key, label, items: Vec::new() })
                    .items
                    .push(card.clone());
            }
        }
        if by != "topics" {
            return groups.into_values().collect();
        }
        self.config.topics.iter().filter_map(|topic| groups.remove(&topic.key)).collect()
    }

    fn translations(&self, of: &Url) -> Vec<Translation> {
        if self.langs.len() < 2 {
            return Vec::new();
        }
        let Some(page) = self.page_at(of) else { return self.generated_translations(of) };
        let entry = |(number, lang): (usize, &crate::site::SiteLanguage)| {
            let other = &self.pages[*self.routes.by_key[number].get(&page.key)?];
            Some(Translation {
                code: lang.code.clone(),
                tag: lang.tag.clone(),
                label: lang.label.clone(),
                url: other.url.clone(),
                fallback: other.card.fallback,
                current: number == page.lang,
            })
        };
        self.langs.iter().enumerate().filter_map(entry).collect()
    }

    /// The same generated page in every language; where there is none, the language's top page stands in.
    fn generated_translations(&self, of: &Url) -> Vec<Translation> {
        let own =
            (1..self.langs.len()).find(|lang| of.as_str().starts_with(self.langs[*lang].root.as_str())).unwrap_or(0);
        let rest = &of.as_str()[self.langs[own].root.as_str().len()..];
        let entry = |(number, lang): (usize, &crate::site::SiteLanguage)| {
            let url = Url::new(format!("{}{rest}", lang.root.as_str()));
            let there = number == own || self.is_generated(&url, number);
            Translation {
                code: lang.code.clone(),
                tag: lang.tag.clone(),
                label: lang.label.clone(),
                url: if there { url } else { lang.root.clone() },
                fallback: !there,
                current: number == own,
            }
        };
        self.langs.iter().enumerate().map(entry).collect()
    }

    /// Whether this is a list that the program itself makes in a language.
    fn is_generated(&self, url: &Url, lang: usize) -> bool {
        let language = &self.langs[lang];
        let terms = [Taxonomy::Topics, Taxonomy::Tags];
        let overview = |taxonomy: &Taxonomy| {
            !self.terms(*taxonomy, lang).is_empty() && *url == language.root.child(taxonomy.name())
        };
        [language.root.child("search"), language.root.file("404.html")].contains(url)
            || (self.config.open_data.is_some() && *url == language.root.child("opendata"))
            || (lang == 0 && self.declares_accessibility(url))
            || terms.iter().any(overview)
            || self.questions[lang].keys().any(|list| list.url(language) == *url)
            || terms.iter().any(|taxonomy| self.terms(*taxonomy, lang).values().any(|term| term.url == *url))
    }

    /// Whether this is one of the pages made from `[accessibility]`, which are in the municipality's own language.
    fn declares_accessibility(&self, url: &Url) -> bool {
        let policy = Url::root().child("accessibility");
        let own = self.config.accessibility.as_ref();
        own.is_some() && *url == policy
            || own.is_some_and(|own| own.last_test.is_some()) && *url == policy.child("test")
    }

    /// URLs that are no pages: parts of lists, terms, published files, old URLs.
    fn other_route(&self, url: &Url) -> Answer {
        let known = self
            .attached
            .files
            .iter()
            .any(|(path, file)| file.url == *url && self.attached.published.contains_key(path))
            || self.theme.assets.values().any(|asset| asset.url == *url)
            || self.aliases.list.iter().any(|alias| alias.from == *url)
            || (0..self.langs.len()).any(|lang| self.is_generated(url, lang));
        if known {
            Answer::Target(Target { url: url.clone(), anchor_found: true, public: true })
        } else {
            Answer::Nothing
        }
    }
}

fn target(page: &Page, anchor: &str) -> Answer {
    let anchor_found = anchor.is_empty() || page.document.anchors.iter().any(|known| known == anchor);
    Answer::Target(Target { url: page.url.clone(), anchor_found, public: Site::is_public(page) })
}

/// Follows `municipality.name` through tables.
fn dotted<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(value, |value, part| match value {
        Value::Map(map) => map.get(part),
        _ => None,
    })
}
