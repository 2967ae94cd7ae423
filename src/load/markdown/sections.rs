//! What a heading opens and the next one of its level closes: folds (`## 題 {.fold}`) and cards (`### 題 {.card}`).

use pulldown_cmark::CowStr;

/// The classes of headings that mean something.
pub(super) const KNOWN: [&str; 3] = ["answer", "card", "fold"];

/// Something that a heading has opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Section {
    /// What is folded away below the heading.
    Fold,
    /// Cards, side by side where there is room.
    Cards,
    /// One of them.
    Card,
}

impl Section {
    /// What a heading with these classes opens.
    pub(super) fn read(classes: &[CowStr<'_>]) -> Option<Self> {
        let has = |name: &str| classes.iter().any(|class| &**class == name);
        if has("card") {
            return Some(Self::Card);
        }
        has("fold").then_some(Self::Fold)
    }

    /// What closes it.
    pub(super) fn end(self) -> &'static str {
        match self {
            Self::Fold => "</details>\n",
            Self::Cards => "</ul>\n",
            Self::Card => "</li>\n",
        }
    }
}
