//! `duplicate-title`: 同じ題名のページが2つある / two pages of one title.

use ahash::AHashMap;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{Site, page::Page},
};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-title",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "同じ題名のページがほかにもあります",
            en: "Another page has the same title"),
    why: msg!(
            ja: "検索結果や一覧、タブの名前で、どちらのページか分かりません。",
            en: "In search results, lists and tabs nobody can tell them apart (WCAG 2.4.2)."),
    how: msg!(
            ja: "違いが分かる言葉を題名に足します。",
            en: "Add words to the title that tell them apart."),
    examples: &[
        Good("---\ntitle: 水道\n---\n=== content/b.md\n---\ntitle: ガス\n---\n"),
        Bad("---\ntitle: 水道\n---\n=== content/b.md\n---\ntitle: 水道\n       ^^^^ `content/a.md`\n---\n"),
    ],
    check: Check::Site(check_duplicate_title),
};

fn check_duplicate_title(site: &Site, findings: &mut Vec<Diagnostic>) {
    let mut first: AHashMap<(usize, &str), &Page> = AHashMap::new();
    let pages = site.pages().iter().filter(|page| !page.card.fallback && !page.document.source.is_empty());
    for page in pages {
        let title = page.document.meta.title.trim();
        if title.is_empty() {
            continue;
        }
        match first.get(&(page.lang, title)) {
            None => _ = first.insert((page.lang, title), page),
            Some(other) => findings.push(report_duplicate(page, other, title)),
        }
    }
}

fn report_duplicate(page: &Page, other: &Page, title: &str) -> Diagnostic {
    let (document, path) = (&page.document, &other.document.path);
    Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(ja: "同じ題名のページがあります：「{title}」", en: "another page has the same title: `{title}`"),
    )
    .at(&document.path, document.place("title").value)
    .help(msgf!(
        ja: "`{path}` と同じです。違いが分かる言葉を足してください",
        en: "`{path}` has it too; add words that tell them apart"))
}
