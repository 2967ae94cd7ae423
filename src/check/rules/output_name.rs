//! `output-name`: 書き出せない名前 / a name that cannot be written everywhere.

use std::collections::BTreeSet;

use crate::{
    base::url::{NameFault, Url, name_fault},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        Site,
        page::Page,
        resolve::statics::{Refusal, static_url},
    },
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "output-name",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "ファイルの名前にできない名前がURLにあります",
        en: "A part of a URL can be no file's name"),
    why: msg!(
        ja: "長すぎる名前や、Windows が受け付けない名前のファイルがあると、書き出しや公開が途中で止まります。",
        en: "Writing and publishing would stop half way at a name that is too long or that Windows refuses."),
    how: msg!(
        ja: "`slug`、`aliases`、タグ、ファイルの名前を、短く、記号の少ないものに変えます。",
        en: "Choose a shorter or plainer `slug`, alias, tag or file name."),
    examples: &[
        Good("---\ntitle: 例\nslug: konnyaku\n---\n"),
        Bad("---\ntitle: 例\nslug: con\n      ^^^ `con` という名前は Windows では使えません\n---\n"),
    ],
    check: Check::Site(check_output_name),
};

fn check_output_name(site: &Site, findings: &mut Vec<Diagnostic>) {
    // A folder's name is told once, by the first that stands in it.
    let mut told = BTreeSet::new();
    let mut names = |url: &Url| fault_in(url, &mut told);
    for page in site.pages().iter().filter(|page| !page.card.fallback) {
        let document = &page.document;
        if let Some((part, fault)) = names(&page.url) {
            findings.push(match document.given("slug") {
                Some(place) => finding(&part, fault).at(&document.path, place.value),
                None => finding(&part, fault).in_file(&document.path),
            });
        }
        for label in &page.card.tags {
            let place = || document.place_of("tags", &label.label);
            findings.extend(names(&label.url).map(|(part, fault)| finding(&part, fault).at(&document.path, place())));
        }
    }
    for alias in site.aliases() {
        let Some(page) = alias.goals.first().and_then(|goal| page_of(site, &goal.to)) else { continue };
        if let Some((part, fault)) = names(&alias.from) {
            findings.push(finding(&part, fault).at(&page.document.path, alias_place(&page.document, &part)));
        }
    }
    for (path, file) in site.files() {
        findings.extend(names(&file.url).map(|(part, fault)| finding(&part, fault).in_file(path)));
    }
    for path in site.statics().refused.iter().filter(|(_, why)| **why == Refusal::Name).map(|(path, _)| path) {
        findings.extend(names(&static_url(path)).map(|(part, fault)| finding(&part, fault).in_file(path)));
    }
}

fn page_of<'a>(site: &'a Site, url: &Url) -> Option<&'a Page> {
    site.page_at(url)
}

fn alias_place(document: &Document, part: &str) -> Span {
    document.place_of("aliases", part)
}

/// The first part of a URL that can be no file's name, unless it was told before.
fn fault_in(url: &Url, told: &mut BTreeSet<String>) -> Option<(String, NameFault)> {
    let mut at = 0;
    for part in url.as_str().split('/') {
        at += part.len();
        if let Some(fault) = name_fault(part) {
            return told.insert(url.as_str()[..at].to_owned()).then(|| (part.to_owned(), fault));
        }
        at += 1;
    }
    None
}

fn finding(part: &str, fault: NameFault) -> Diagnostic {
    let short: String = part.chars().take(24).collect();
    let message = match fault {
        NameFault::Long => msgf!(
            ja: "`{short}…` という名前は長すぎて、ファイルの名前にできません",
            en: "`{short}…` is too long for a file's name"),
        NameFault::Reserved | NameFault::Sign => msgf!(
            ja: "`{short}` という名前は Windows では使えません",
            en: "Windows refuses the name `{short}`"),
    };
    Diagnostic::new(RULE.level, RULE.code, message).help(match fault {
        NameFault::Long => msg!(
            ja: "85文字（半角なら255文字）より短い名前にしてください",
            en: "choose a name of at most 255 bytes"),
        NameFault::Reserved => msg!(
            ja: "ほかの名前にしてください。CON、PRN、AUX、NUL、COM1 などは使えません",
            en: "choose another name; CON, PRN, AUX, NUL, COM1 and the like cannot be used"),
        NameFault::Sign => msg!(
            ja: "`< > : \" | ? *` や、終わりの空白・点のない名前にしてください",
            en: "choose a name without `< > : \" | ? *` and without a space or full stop at its end"),
    })
}
