//! What pages of a kind are, for whoever treats some pages differently.
//!
//! Each kind's own file says it, far above; loading and resolving are handed the list and never know a kind by its
//! name.

use crate::load::tables::DatasetKind;

/// Whether a kind's page shows a field of its front matter as words: the search reads those.
pub type ShowsWords = fn(kind: &str, field: &str) -> bool;

/// What pages of a kind are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Nature {
    /// The pages that are of this kind when their front matter names none.
    pub default_for: Option<Standing>,
    /// Whether the parts of its text are answers to a question.
    pub has_answers: bool,
    /// Whether its page is a list of what is below it, in parts.
    pub is_list: bool,
    /// Whether its page shows the table that `table` names.
    pub takes_table: bool,
    /// The data set of which its pages are rows: an event is a row of the data set of events.
    pub dataset: Option<DatasetKind>,
    /// Whether its page stands in for something that was not found: no feed and no search leads there.
    pub is_error_page: bool,
}

/// Where in the site a page stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The top page.
    Top,
    /// The page of a folder.
    Section,
    /// Every other page.
    Leaf,
}

impl Nature {
    /// A page of text, with nothing special to it.
    pub const ORDINARY: Self = Self {
        default_for: None,
        has_answers: false,
        is_list: false,
        takes_table: false,
        dataset: None,
        is_error_page: false,
    };

    /// Whether its pages are events: they have days, and are over one day.
    pub fn is_event(self) -> bool {
        self.dataset == Some(DatasetKind::Event)
    }
}

/// The natures of all kinds, by name.
#[derive(Clone, Copy, Debug)]
pub struct Natures(pub &'static [(&'static str, Nature)]);

impl Natures {
    /// The nature of a kind; that of a name which is none is ordinary.
    pub fn of(self, kind: &str) -> Nature {
        self.0.iter().find(|(name, _)| *name == kind).map_or(Nature::ORDINARY, |(_, nature)| *nature)
    }

    /// The kind of a page whose front matter names none.
    pub fn default_for(self, standing: Standing) -> &'static str {
        let kind = self.0.iter().find(|(_, nature)| nature.default_for == Some(standing));
        kind.map(|(name, _)| *name).expect("some kind is the default wherever a page may stand")
    }

    /// The kind whose pages are rows of a data set.
    pub fn of_dataset(self, dataset: DatasetKind) -> Option<(&'static str, Nature)> {
        self.0.iter().copied().find(|(_, nature)| nature.dataset == Some(dataset))
    }
}
