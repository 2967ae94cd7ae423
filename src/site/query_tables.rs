//! What each question's answer is made from.

use crate::site::{
    query::Query,
    tables::{CardsOf, Tables},
};

impl Query {
    /// The tables of the site that its answer is made from: while none of them differs, neither does the answer.
    /// Whoever lets an answer look at one more table adds it here; the oracle asks every question again and compares.
    pub fn made_from(&self) -> Tables {
        use Tables as T;
        match self {
            Self::Page { .. } | Self::Ancestors { .. } => T::ROUTES | T::CARDS,
            Self::Children { .. }
            | Self::Sections { .. }
            | Self::Siblings { .. }
            | Self::Latest { .. }
            | Self::Kin { .. }
            | Self::Groups { .. } => T::ROUTES | T::CARDS | T::ORDER | T::CONFIG,
            Self::Related { .. } => T::ROUTES | T::CARDS | T::RELATED,
            Self::AreaMap { .. } => T::ROUTES | T::FILES | T::CONFIG,
            Self::Feed { .. } => T::ROUTES | T::CARDS | T::ORDER | T::TERMS,
            Self::Events { .. } => T::ROUTES | T::CARDS | T::DATASETS | T::TODAY,
            Self::Term { .. } => T::ROUTES | T::CARDS | T::TERMS | T::CONFIG,
            Self::Terms { .. } => T::ROUTES | T::TERMS | T::CONFIG,
            Self::Questions { .. } => T::ROUTES | T::CARDS | T::QUESTIONS | T::CONFIG,
            Self::Choices { .. } => T::ROUTES | T::QUESTIONS | T::CONFIG,
            Self::Backlinks { .. } => T::ROUTES | T::CARDS | T::LINKS,
            Self::Translations { .. } => T::ROUTES | T::DECLARED | T::CONFIG,
            Self::Target { .. } | Self::Anchors { .. } => T::ROUTES | T::ANCHORS,
            Self::Hidden { .. } => T::ROUTES,
            Self::Candidates { .. } => T::ROUTES | T::CARDS | T::PRESENT,
            Self::Route { .. } => T::ROUTES | T::DECLARED,
            Self::File { .. } => T::FILES,
            Self::Asset { .. } => T::THEME,
            Self::Data { .. } => T::DATA,
            Self::Table { .. } => T::DATASETS,
            Self::Register { .. } => T::ROUTES | T::CARDS | T::FACTS | T::DATASETS | T::CONFIG,
            Self::Setting { .. } | Self::Contact { .. } => T::CONFIG,
            Self::Words { .. } => T::THEME | T::CONFIG,
            Self::Today => T::TODAY,
        }
    }

    /// Whose cards its answer shows: the edit of a title does not make every page ask for its neighbours again.
    pub fn cards_of(&self) -> CardsOf<'_> {
        match self {
            Self::Children { of, .. } => CardsOf::Children(of.as_str()),
            Self::Siblings { of } => {
                let above = of.as_str().trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
                CardsOf::Children(&of.as_str()[..above])
            }
            Self::Sections { .. } | Self::Ancestors { .. } => CardsOf::Sections,
            Self::Backlinks { to } => CardsOf::Linking(to),
            Self::Related { of } => CardsOf::Related(of),
            _ => CardsOf::All,
        }
    }
}
