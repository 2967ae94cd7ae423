//! `duplicate-url`: 2つのページが同じURLになる / two pages have the same URL.

use crate::{
    base::{path::SourcePath, url::Url},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "duplicate-url",
    level: Level::Error,
    fixed: false,
    what: msg!(ja: "2つのページが同じURLになります", en: "Two pages have the same URL"),
    why: msg!(
        ja: "1つのURLには1つのページしか置けません。あとのページは、どこからも開けなくなります。",
        en: "One URL can hold one page; the second one cannot be opened from anywhere."),
    how: msg!(ja: "どちらかに別の `slug` を書きます。", en: "Give one of them another `slug`."),
    examples: &[
        Good("---\ntitle: 水道\n---\n=== content/b.md\n---\ntitle: 水\nslug: mizu\n---\n"),
        Bad("=== content/c.md\n---\ntitle: 水道\n       ^^^^ `/c/` になります\n---\n\
             === content/b.md\n---\ntitle: 水\nslug: c\n      ^ `/c/` になります\n---\n"),
    ],
    check: Check::Site(check),
};

fn check(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(site.clashes().iter().map(|(url, first, second)| finding(url, first, second)));
}

fn finding(url: &Url, first: &Document, second: &Document) -> Diagnostic {
    let (a, b) = (&first.path, &second.path);
    let short = |path: &SourcePath| path.file_name().to_owned();
    let (x, y) = if a.folder() == b.folder() { (short(a), short(b)) } else { (a.to_string(), b.to_string()) };
    let slug = format!("{}-2", url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default());
    let place = |document: &Document| document.given("slug").unwrap_or_else(|| document.place("title")).value;
    Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
        ja: "2つのページが同じURL `{url}` になります：`{x}` と `{y}`",
        en: "two pages have the same URL `{url}`: `{x}` and `{y}`"),
    )
    .at(b, place(second))
    .at(a, place(first))
    .help(msgf!(ja: "どちらかに `slug: {slug}` を書いてください", en: "write `slug: {slug}` in one of them"))
}
