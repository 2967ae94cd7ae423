//! Quasi-identifiers: what points to nobody alone and to one person together. 「北地区」「移住して3年」「8歳の娘」 are
//! three answers to who it is, in a town where everybody knows everybody.
//!
//! Looks at what people say in a page from the salon, and joins what one speaker says in several answers. Never judges
//! what staff say.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    privacy::{kind::Severity, trait_classes::Class, traits::find_traits},
    text::span::Span,
};

/// How many classes together are shown, and how many block.
const SHOWN: usize = 3;
const TOO_MANY: usize = 4;
/// How many block where a child or something sensitive is among them.
const TOO_MANY_WITH_CHILD: usize = 2;

/// One speaker of a page, and what the page tells of them together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Speaker {
    /// Their first heading.
    pub(crate) heading: Span,
    /// What is told, each class once, with its first place.
    pub(crate) told: BTreeMap<Class, Span>,
    /// Blocks, or is shown.
    pub(crate) severity: Severity,
}

/// Something that somebody says in a text.
pub(crate) struct Statement<'a> {
    /// The heading that names the speaker: 「市民A（移住して4年目）」.
    pub(crate) heading: &'a str,
    /// Its place.
    pub(crate) span: Span,
    /// The speaker's role: `resident`, `staff`, …
    pub(crate) role: &'a str,
    /// What the heading tells of them: `years`, `area`, …
    pub(crate) attributes: &'a BTreeMap<String, String>,
    /// Their words.
    pub(crate) body: Range<usize>,
}

/// The speakers of whom a text tells too much.
pub(crate) fn speakers<'a>(text: &str, statements: impl Iterator<Item = Statement<'a>>) -> Vec<Speaker> {
    let mut speakers: BTreeMap<String, Speaker> = BTreeMap::new();
    for said in statements.filter(|said| said.role != "staff") {
        let speaker = speakers.entry(who(&said)).or_insert_with(|| Speaker {
            heading: said.span,
            told: BTreeMap::new(),
            severity: Severity::Info,
        });
        let heading = find_traits(said.heading).into_iter().map(|(class, _)| class);
        let attributes = [("area", Class::District), ("years", Class::MoveIn)];
        let attributes = attributes.into_iter().filter(|(name, _)| said.attributes.contains_key(*name));
        for class in heading.chain(attributes.map(|(_, class)| class)) {
            speaker.told.entry(class).or_insert(said.span);
        }
        for (class, range) in find_traits(&text[said.body.clone()]) {
            let span = Span::new(said.body.start + range.start, said.body.start + range.end);
            speaker.told.entry(class).or_insert(span);
        }
    }
    let judged = speakers.into_values().map(|speaker| Speaker { severity: severity(&speaker.told), ..speaker });
    let mut found: Vec<Speaker> = judged.filter(|speaker| speaker.severity != Severity::Info).collect();
    found.sort_by_key(|speaker| speaker.heading);
    found
}

fn severity(told: &BTreeMap<Class, Span>) -> Severity {
    let count = told.keys().filter(|class| **class != Class::Rare).count();
    let delicate = told.contains_key(&Class::Child) || told.contains_key(&Class::Sensitive);
    match count {
        _ if count >= TOO_MANY || delicate && count >= TOO_MANY_WITH_CHILD => Severity::Block,
        _ if count >= SHOWN || told.contains_key(&Class::Rare) => Severity::Warn,
        _ => Severity::Info,
    }
}

/// Who speaks: 町民A is one person in all of a page; two 町民 without a letter are one only if all is said alike of them.
fn who(said: &Statement<'_>) -> String {
    let label = said.heading.split(['（', '(']).next().unwrap_or_default().trim();
    if label.ends_with(|c: char| c.is_ascii_uppercase()) || said.role == "asker" {
        return label.to_owned();
    }
    let of = |name: &str| said.attributes.get(name).map_or("", String::as_str);
    format!("{}\0{}\0{}", said.heading, of("area"), of("years"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_decides_and_a_child_sooner() {
        use Class::{Child, District, Former, Job, MoveIn, Rare, Sensitive};
        for (classes, expected) in [
            (vec![District, MoveIn], Severity::Info),
            (vec![District, MoveIn, Former], Severity::Warn),
            (vec![District, MoveIn, Former, Job], Severity::Block),
            (vec![Child], Severity::Info),
            (vec![Child, District], Severity::Block),
            (vec![Sensitive, Job], Severity::Block),
            (vec![Rare], Severity::Warn),
            (vec![Rare, District], Severity::Warn),
            (vec![Rare, District, MoveIn, Former], Severity::Warn),
        ] {
            let told = classes.iter().map(|class| (*class, Span::default())).collect();
            assert_eq!(severity(&told), expected, "{classes:?}");
        }
    }
}
