//! What the site answers of pages that belong together: those on the matter of a question, those on the map.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ahash::AHashSet;

use crate::{
    base::{url::Url, value::Value},
    load::shapes::{Shape, Shapes},
    site::{Site, area_map::AreaMap, page::Page, query::Answer, resolve::cards::Card},
};

/// How many pages of the guide, and how many questions, are shown on the matter of a question.
const SHOWN: [usize; 2] = [3, 4];

impl Site {
    /// The map of the areas.
    pub fn area_map(&self) -> &AreaMap {
        &self.area_map
    }

    /// The page of the area that a shape of the map draws.
    pub fn page_of_shape(&self, id: &str, lang: usize) -> Option<&Page> {
        self.page_by_key(&self.area_map.place_of(id)?, lang)
    }

    /// The shapes for templates: `view_box`, `lines`, and `areas` with `outline` and the `url` of the page, empty where
    /// there is none.
    pub(super) fn shapes(&self, lang: usize) -> Answer {
        let Shapes { view_box, areas, lines } = &self.area_map.shapes;
        if areas.is_empty() || view_box.is_empty() {
            return Answer::Nothing;
        }
        let text = |text: &str| Value::Text(text.to_owned());
        let area = |shape: &Shape| {
            let url = self.page_of_shape(&shape.id, lang).map_or("", |page| page.url.as_str());
            Value::Map(named([("outline", text(&shape.outline)), ("url", text(url))]))
        };
        Answer::Value(Value::Map(named([
            ("view_box", text(view_box)),
            ("areas", Value::List(areas.iter().map(area).collect())),
            ("lines", Value::List(lines.iter().map(|line| text(line)).collect())),
        ])))
    }
}

impl Site {
    /// The pages on the matter of the question at a URL, in its language: those of the guide, then questions.
    pub(super) fn related_to(&self, of: &Url) -> Answer {
        let page = self.page_at(of);
        let Some((page, row)) = page.and_then(|page| Some((page, self.related.row(&page.key)?))) else {
            return Answer::Cards(Vec::new());
        };
        let mut shown: [Vec<Arc<Card>>; 2] = Default::default();
        let mut known: Vec<&str> = vec![&page.key];
        for place in self.related.places(row) {
            let other = self.page_by_key(place, page.lang).filter(|_| !known.contains(&&**place));
            let Some(other) = other.filter(|other| !other.section && !other.card.over) else { continue };
            let side = usize::from(other.card.nature.has_answers);
            if shown[side].len() < SHOWN[side] {
                known.push(place);
                shown[side].push(other.card.clone());
            }
        }
        Answer::Cards(shown.into_iter().flatten().collect())
    }

    /// The questions, in every language, of which the pages on their matter may be shown differently than before:
    /// `changed` are the places of pages with another card.
    pub(super) fn related_since(&self, before: &Self, changed: &AHashSet<&str>) -> BTreeSet<Url> {
        let places = self.related.concerned(&before.related, changed);
        let numbers = |place: &str| self.routes.by_key.iter().filter_map(|keys| keys.get(place)).collect::<Vec<_>>();
        places.into_iter().flat_map(numbers).map(|number| self.pages[*number].url.clone()).collect()
    }
}

fn named<const N: usize>(entries: [(&str, Value); N]) -> BTreeMap<String, Value> {
    entries.map(|(name, value)| (name.to_owned(), value)).into()
}
