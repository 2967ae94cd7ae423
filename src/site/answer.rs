//! What the site answers to each question.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    base::{path::SourcePath, url::Url, value::Value},
    config::types::Contact,
    site::{
        Site, candidates,
        language::SiteLanguage,
        links,
        page::Page,
        query::{Answer, FileEntry, Group, List, Query, Target, Taxonomy, TermEntry, Translation},
        resolve::cards::{Card, Label},
        taxonomy,
    },
};

impl Site {
    /// Answers a question; of what it is made is said by [`Query::made_from`].
    pub fn ask(&self, query: &Query) -> Answer {
        if !query.is_in_one_of(self.langs.len()) {
            return Answer::Nothing;
        }
        match query {
            Query::Page { path, lang } => {
                self.of_page(&SourcePath::new(path), *lang, |page| Answer::Card(page.card.clone()))
            }
            Query::Children { of, number } => {
                self.list(self.order.children.get(of).map_or(&[], Vec::as_slice), of.clone(), *number, None)
            }
            Query::Sections { lang } => {
                let below = self.children(&self.langs[*lang].root).filter(|page| page.section);
                Answer::Cards(below.map(|page| page.card.clone()).collect())
            }
            Query::Ancestors { of } => Answer::Cards(self.ancestors(of)),
            Query::Siblings { of } => self.siblings(of),
            Query::Latest { kind, count, lang } => {
                Answer::Cards(self.newest_of(kind, *lang).take(*count).cloned().collect())
            }
            Query::Feed { of, count, lang } => Answer::Cards(self.feed(of, *count, *lang)),
            Query::Events { lang, coming } => Answer::Cards(self.events(*lang, *coming)),
            Query::Term { taxonomy, key, number, lang } => match self.terms(*taxonomy, *lang).get(key) {
                Some(term) => self.list(&term.pages, term.url.clone(), *number, Some((&term.label, &term.description))),
                None => Answer::Nothing,
            },
            Query::Terms { taxonomy, lang } => Answer::Terms(self.term_entries(*taxonomy, *lang)),
            Query::Kin { kind, lang } => Answer::Cards(self.of_kind(kind, *lang)),
            Query::Related { of } => self.related_to(of),
            Query::AreaMap { lang } => self.shapes(*lang),
            Query::Groups { kind, by, lang } => Answer::Groups(self.groups(kind, by, *lang)),
            Query::Questions { list, number, lang } => self.narrowed(list, *number, *lang),
            Query::Choices { list, by_topic, lang } => self.choices(list, *by_topic, *lang),
            Query::Backlinks { to } => Answer::Cards(self.linking_to(to)),
            Query::Translations { of } => Answer::Translations(self.translations(of)),
            Query::Target { path, anchor, lang } => self.target_of(path, anchor, *lang),
            Query::Hidden { path } => {
                or_nothing(self.routes.hidden.get(&links::place_of(path)), |why| Answer::Words((*why).to_owned()))
            }
            Query::Candidates { from, path } => {
                Answer::Value(candidates::candidates(&self.pages, &self.present, from, path))
            }
            Query::Anchors { path, lang } => self.of_page(path, *lang, |page| {
                Answer::Value(Value::List(page.document.anchors.iter().cloned().map(Value::Text).collect()))
            }),
            Query::Route { url } => self.route(url),
            Query::File { path } => or_nothing(self.file(path), |file| Answer::File(file.clone())),
            Query::Asset { path } => self.asset(path),
            Query::Data { path } => or_nothing(self.data.get(path), |value| Answer::Value((**value).clone())),
            Query::Table { path } => or_nothing(self.shelf.kept(path), Answer::Table),
            Query::Register { sort } => Answer::Rows(self.register(*sort)),
            Query::Setting { key } => or_nothing(dotted(&self.config.all, key), |value| Answer::Value(value.clone())),
            Query::Words { key, lang } => {
                let words = self.theme.words(&self.langs[*lang], key);
                or_nothing(words, |words| Answer::Words(words.to_owned()))
            }
            Query::Today => Answer::Value(Value::Text(self.options.now.to_string())),
            Query::Contact { key, lang } => self.contact(key, *lang),
        }
    }

    fn file(&self, path: &SourcePath) -> Option<&FileEntry> {
        let beside = self.attached.files.get(path);
        beside.or_else(|| self.statics.files.get(path).map(|file| &file.entry))
    }

    fn asset(&self, path: &str) -> Answer {
        or_nothing(self.theme.assets.get(path), |asset| {
            let (url, size) = (asset.url.clone(), asset.bytes.len() as u64);
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            Answer::File(FileEntry { url, name, size, dimensions: None, plan: None })
        })
    }

    fn of_page(&self, path: &SourcePath, lang: usize, answer: impl FnOnce(&Page) -> Answer) -> Answer {
        or_nothing(self.page_of(path, lang), answer)
    }

    /// Where a page stands; one that is left out of what is written may still stand there as it was published last.
    fn target_of(&self, path: &SourcePath, anchor: &str, lang: usize) -> Answer {
        if let Some(page) = self.page_of(path, lang) {
            return target(page, anchor);
        }
        let (key, _) = links::key_of(path, self.langs.iter().skip(1).map(|lang| lang.code.as_str()));
        let is_meant = |page: &&Arc<Page>| page.lang == lang && page.key == key;
        let page = self.broken.iter().find(is_meant).filter(|page| self.left_out.contains(&page.document.path));
        or_nothing(page, |page| Answer::Target(Target { url: page.url.clone(), anchor_found: true, public: true }))
    }

    /// The cards of a kind (empty: of any) that are no sections, newest first.
    fn newest_of(&self, kind: &str, lang: usize) -> impl Iterator<Item = &Arc<Card>> {
        let cards = self.order.newest[lang].iter().map(|index| &self.pages[*index].card);
        cards.filter(move |card| kind.is_empty() || card.kind == kind)
    }

    /// The pages of a kind in the order of their sections.
    fn of_kind(&self, kind: &str, lang: usize) -> Vec<Arc<Card>> {
        let all = self.pages.iter().enumerate();
        let mut pages: Vec<(usize, &Page)> = all
            .map(|(at, page)| (at, &**page))
            .filter(|(_, page)| page.lang == lang && page.card.kind == kind)
            .collect();
        pages.sort_by_key(|(at, page)| (page.parent.clone(), self.order.rank[*at]));
        pages.into_iter().map(|(_, page)| page.card.clone()).collect()
    }

    fn feed(&self, of: &Url, count: usize, lang: usize) -> Vec<Arc<Card>> {
        let term = self.terms(Taxonomy::Topics, lang).values().find(|term| term.url == *of);
        let all = &self.order.newest[lang];
        let pages = term.map_or(all, |term| &term.pages).iter().map(|index| &*self.pages[*index]);
        let is_below = |page: &&Page| term.is_some() || page.url.as_str().starts_with(of.as_str());
        let is_wanted = |page: &&Page| Self::is_public(page) && !page.card.fallback && !page.card.nature.is_error_page;
        pages.filter(is_below).filter(is_wanted).take(count).map(|page| page.card.clone()).collect()
    }

    fn linking_to(&self, to: &Url) -> Vec<Arc<Card>> {
        let Some(shown) = self.page_at(to) else { return Vec::new() };
        let pages = self.backlinks.get(&links::place_of(&shown.document.path)).into_iter().flatten();
        let others = pages.map(|index| &self.pages[*index]).filter(|page| page.lang == shown.lang && page.url != *to);
        others.map(|page| page.card.clone()).collect()
    }

    /// Where a URL leads: to a page, or to what an output declares there.
    fn route(&self, url: &Url) -> Answer {
        match self.page_at(url) {
            Some(page) => target(page, ""),
            None if self.declares(url) => Answer::Target(Target { url: url.clone(), anchor_found: true, public: true }),
            None => Answer::Nothing,
        }
    }

    /// A desk in the words of a language, and which of them are not in it.
    fn contact(&self, key: &str, lang: usize) -> Answer {
        let contacts = &self.config.contacts;
        let by_name = || contacts.iter().find(|contact| !key.is_empty() && contact.name.ends_with(key));
        let contact = contacts.iter().find(|contact| contact.key == *key).or_else(by_name).or_else(|| contacts.first());
        or_nothing(contact, |desk| {
            let code = self.langs()[lang].code.as_str();
            let own = |name: &str| desk.in_languages.get(&format!("{name}_{code}")).filter(|_| lang > 0);
            let words = |name: &str| own(name).map_or(desk.field(name), String::as_str).to_owned();
            let mut fields = BTreeMap::from(Contact::FIELDS.map(|name| (name.to_owned(), Value::Text(words(name)))));
            fields.extend(Contact::MAIN.map(|(name, main)| (main.to_owned(), Value::Bool(own(name).is_none()))));
            Answer::Value(Value::Map(fields))
        })
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
            own: term.own,
            count: term.pages.len(),
        };
        terms.into_iter().map(entry).collect()
    }

    fn groups(&self, kind: &str, by: &str, lang: usize) -> Vec<Group> {
        let mut groups: BTreeMap<String, Group> = BTreeMap::new();
        for card in self.newest_of(kind, lang) {
            let own = |value: &str| Label {
                key: value.to_owned(),
                label: value.to_owned(),
                url: card.url.clone(),
                own: false,
            };
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
        let entry = |(number, lang): (usize, &SiteLanguage)| {
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
        let entry = |(number, lang): (usize, &SiteLanguage)| {
            let url = Url::new(format!("{}{rest}", lang.root.as_str()));
            let there = number == own || self.makes_page(&url);
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
}

fn or_nothing<T>(found: Option<T>, answer: impl FnOnce(T) -> Answer) -> Answer {
    found.map_or(Answer::Nothing, answer)
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
