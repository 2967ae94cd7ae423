//! `search-query`: さがしてほしいページが見つからない / a query of the editor's list does not find its page.

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::markdown::ruby,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    search::{
        engine::{FIRST, Found, Source, search},
        fold::letters,
        fragment::{Fragment, Part},
        query::Query,
        word_files::QUERIES,
    },
    site::{Site, page::Page, search_index::SearchIndex},
};

pub(super) const RULE: Rule = Rule {
    code: "search-query",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "data/search/queries.yaml の言葉で、ページが見つかりません",
        en: "A query of data/search/queries.yaml does not find its page"),
    why: msg!(
        ja: "読む人がその言葉でさがしたとき、ページがあるのに、ないと思われてしまいます。",
        en: "Whoever searches with these words takes the page for missing."),
    how: msg!(
        ja: "ページの言葉とさがす言葉を、data/search/synonyms.yaml の1行に並べます。題名や見出しにその言葉を入れても見つかります。",
        en: "Put the page's word and the visitor's into one line of data/search/synonyms.yaml, or use the word in a \
             heading."),
    examples: &[
        Good("---\ntitle: 水道\n---\n=== data/search/queries.yaml\n- { q: 水道, page: /a/ }\n"),
        Bad(
            "---\ntitle: 水道\n---\n=== data/search/queries.yaml\n- { q: 蛇口, page: /a/ }\n       ^^^^ `- [蛇口, 水道]`\n",
        ),
    ],
    check: Check::Site(check_search_query),
};

fn check_search_query(site: &Site, findings: &mut Vec<Diagnostic>) {
    for wish in &site.word_files().value.wishes {
        let pages: Vec<&Page> =
            wish.value.pages.iter().filter_map(|page| site.page_of_reference(&page.value, 0)).collect();
        let Some(wanted) = pages.first().filter(|_| pages.len() == wish.value.pages.len()) else { continue };
        let source = SiteSource { site, index: site.search(0) };
        let Found { hits, .. } = search(&source, &wish.value.query, FIRST);
        let found: Vec<&Page> = hits.iter().filter_map(|hit| source.page(hit.document)).collect();
        if found.iter().any(|page| pages.iter().any(|wanted| wanted.url == page.url)) {
            continue;
        }
        let (query, title) = (&wish.value.query, ruby::strip(&wanted.card.title));
        let message = match found.first() {
            None => msgf!(ja: "「{query}」でさがしても、何も見つかりません", en: "`{query}` finds nothing"),
            Some(first) => {
                let first = ruby::strip(&first.card.title);
                msgf!(
                    ja: "「{query}」でさがしても、「{title}」が初めの{FIRST}件に出ません（先に出るのは「{first}」）",
                    en: "`{query}` does not find `{title}` among the first {FIRST} (it finds `{first}`)")
            }
        };
        let finding = Diagnostic::new(RULE.level, RULE.code, message).at(&SourcePath::new(QUERIES), wish.span);
        findings.push(finding.help(remedy(query, wanted)));
    }
}

/// The line that would mend it: the word of the query that the page lacks, beside the page's own.
fn remedy(query: &str, page: &Page) -> Message {
    let title = ruby::strip(&page.card.title).into_owned();
    let own = Query::new(&title).chunks.into_iter().max_by_key(String::len).unwrap_or(title);
    let text: String = page.document.sections().iter().map(|section| letters(&section.text)).collect();
    let chunks = Query::new(query).chunks;
    let missing = chunks.iter().find(|chunk| !text.contains(*chunk)).or(chunks.first());
    let word = missing.map_or(query, String::as_str);
    msgf!(
        ja: "data/search/synonyms.yaml に `- [{word}, {own}]` と書くと見つかります",
        en: "write `- [{word}, {own}]` into data/search/synonyms.yaml")
}

/// The index as the site has it, before its files are written.
struct SiteSource<'a> {
    site: &'a Site,
    index: &'a SearchIndex,
}

impl SiteSource<'_> {
    fn page(&self, document: u32) -> Option<&Page> {
        Some(self.site.pages().at(*self.index.documents.get(document as usize)?))
    }
}

impl Source for SiteSource<'_> {
    fn documents(&self) -> usize {
        self.index.documents.len()
    }

    fn shards(&self) -> usize {
        self.index.shards.len()
    }

    fn shard(&self, number: usize) -> Option<Vec<u8>> {
        Some(self.index.shards.get(number)?.bytes.clone())
    }

    fn fragment(&self, document: u32) -> Option<Fragment> {
        let page = self.page(document)?;
        let part = |section: crate::load::section::Section| Part {
            text: section.text,
            heading: section.heading,
            anchor: section.anchor,
        };
        Some(Fragment {
            title: ruby::strip(&page.card.title).into_owned(),
            over: page.card.over,
            parts: self.site.sections_of(page).into_iter().map(part).collect(),
            ..Fragment::default()
        })
    }
}
