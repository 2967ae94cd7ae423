//! Where there is how much to mend: by section, and by the desk that answers for the page.

use std::collections::BTreeMap;

use crate::{
    base::path::SourcePath,
    config::types::Config,
    load::document::Document,
    report::diagnostic::{Diagnostic, Level},
};

/// How many findings call for a hand, the most first.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// By the folder below `content/`; the pages at its top are `content`.
    pub sections: Vec<(String, usize)>,
    /// By the desk's name.
    pub desks: Vec<(String, usize)>,
}

/// Counts errors and warnings of pages; what is of no page belongs to nobody.
pub fn count_by_place<'a>(
    findings: &[Diagnostic],
    documents: impl Iterator<Item = &'a Document>,
    config: &Config,
) -> Tally {
    let contacts: BTreeMap<&SourcePath, &str> =
        documents.map(|document| (&document.path, document.meta.contact.as_str())).collect();
    let (mut sections, mut desks) = (BTreeMap::new(), BTreeMap::new());
    for finding in findings.iter().filter(|finding| finding.level != Level::Hint) {
        let Some(path) = finding.places.first().map(|place| &place.file) else { continue };
        let Some(below) = path.as_str().strip_prefix("content/") else { continue };
        let section = below.split_once('/').map_or("content", |(folder, _)| folder);
        *sections.entry(section.to_owned()).or_insert(0) += 1;
        let contact = contacts.get(path).copied().unwrap_or_default();
        let desk = match contact {
            "" => config.contacts.first(),
            key => config.contacts.iter().find(|desk| desk.key == key),
        };
        if let Some(desk) = desk {
            *desks.entry(desk.name.clone()).or_insert(0) += 1;
        }
    }
    Tally { sections: most_first(sections), desks: most_first(desks) }
}

fn most_first(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{config::types::Contact, msg};

    #[test]
    fn pages_are_counted_for_their_desk_and_nothing_else_is() {
        let desk = |key: &str, name: &str| Contact { key: key.into(), name: name.into(), ..Contact::default() };
        let config = Config {
            contacts: vec![desk("iju", "移住交流課"), desk("suido", "建設水道課")],
            ..Config::default()
        };
        let page = |path: &str, contact: &str| {
            let mut document = Document::empty(SourcePath::new(path), String::new());
            document.meta.contact = contact.into();
            document
        };
        let pages =
            [page("content/a.md", ""), page("content/sumai/b.md", "suido"), page("content/sumai/c.md", "suido")];
        let finding = |path: &str| Diagnostic::warning("x", msg!(ja: "あ", en: "a")).in_file(&SourcePath::new(path));
        let mut findings: Vec<_> =
            ["content/a.md", "content/sumai/b.md", "content/sumai/c.md", "site.toml"].map(finding).into();
        findings.push(Diagnostic { level: Level::Hint, ..finding("content/a.md") });
        let tally = count_by_place(&findings, pages.iter(), &config);
        assert_eq!(tally.sections, [("sumai".to_owned(), 2), ("content".to_owned(), 1)]);
        assert_eq!(tally.desks, [("建設水道課".to_owned(), 2), ("移住交流課".to_owned(), 1)]);
    }
}
