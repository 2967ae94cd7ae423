//! `case-twins`: 大文字と小文字だけが違う2つの場所 / two places that differ in capital and small letters alone.

use std::{borrow::Cow, collections::hash_map::Entry};

use ahash::AHashMap;

use crate::{
    base::{path::SourcePath, url::Url},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        Site,
        links::{Destination, destination},
    },
};

pub(super) const RULE: Rule = Rule {
    code: "case-twins",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "大文字と小文字だけが違う名前のファイルが2つあります",
        en: "Two files have names that differ in capital and small letters alone"),
    why: msg!(
        ja: "Windows、Mac と、多くの公開先では、同じ名前として扱われます。どちらか一方しか残りません。",
        en: "Windows, macOS and many hosts take them for one name; only one of them is left there."),
    how: msg!(ja: "どちらかの名前を変えます。", en: "Rename one of them."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n[秋](aki.pdf)\n=== content/aki.pdf\n%PDF\n"),
        Bad(
            "---\ntitle: 例\n---\n\n[一](Aki.pdf) [二](aki.pdf)\n                   ^^^^^^^ 大文字・小文字だけが違います\n\
             === content/Aki.pdf\n%PDF\n=== content/aki.pdf\n%PDF\n",
        ),
    ],
    check: Check::Site(check_case_twins),
};

fn check_case_twins(site: &Site, findings: &mut Vec<Diagnostic>) {
    let pages = site.pages().iter().filter(|page| !page.card.fallback);
    let pages = pages.map(|page| (Cow::Borrowed(&page.url), &page.document.path));
    // Files are published under names of their own, but lie under these in everybody's folder.
    let files = site.files().keys().map(|path| (Cow::Owned(place_of_file(path)), path));
    let places: Vec<(Cow<'_, Url>, &SourcePath)> = pages.chain(files).collect();
    let mut first: AHashMap<Cow<'_, str>, (&Url, &SourcePath)> = AHashMap::with_capacity(places.len());
    for (url, path) in &places {
        match first.entry(lower_case(url.as_str())) {
            Entry::Occupied(known) if known.get().0 != &**url => {
                findings.push(finding(site, (url, path), *known.get()))
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(free) => drop(free.insert((url, path))),
        }
    }
}

/// A text in small letters; as it is where it has no others, as nearly all names.
fn lower_case(text: &str) -> Cow<'_, str> {
    let is_small = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_small { text.into() } else { text.to_lowercase().into() }
}

/// Where a file lies, as a URL would say it.
fn place_of_file(path: &SourcePath) -> Url {
    Url::new(path.as_str().strip_prefix("content").map_or_else(|| format!("/{path}"), str::to_owned))
}

fn finding(site: &Site, (url, path): (&Url, &SourcePath), (other, of): (&Url, &SourcePath)) -> Diagnostic {
    let message = msgf!(
        ja: "`{url}` は、`{of}` の `{other}` と大文字・小文字だけが違います",
        en: "`{url}` differs from `{other}` of `{of}` in capital and small letters alone");
    let finding = Diagnostic::new(RULE.level, RULE.code, message)
        .help(msg!(ja: "どちらかの名前を変えてください", en: "rename one of them"));
    let goal = Destination::File(path.clone());
    let link = site.pages().iter().find_map(|page| {
        let document = &page.document;
        let link = document.links.iter().find(|link| destination(&document.path, &link.target) == goal)?;
        Some((document.path.clone(), link.target_span))
    });
    match link {
        Some((page, span)) => finding.at(&page, span),
        None => finding.in_file(path),
    }
}
