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
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::{
        Site,
        routes::{Claim, Owner},
    },
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
        Bad("---\ntitle: 水道\naliases: [/B/]\n---\n\
             === content/b.md\n---\ntitle: 水\n       ^ 大文字と小文字の違いだけ\n---\n"),
    ],
    check: Check::Site(check_duplicate_url),
};

fn check_duplicate_url(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(site.clashes().iter().map(|(url, first, second)| report_duplicate(url, first, second)));
    for (first, second) in site.collisions() {
        // A file that is published as it is gives way: its name is the easiest to change.
        let (first, second) = if second.owner == Owner::Static { (second, first) } else { (first, second) };
        let finding = collision(site, first, second).or_else(|| collision(site, second, first));
        let (a, b) = (&first.url, &second.url);
        findings.extend(finding.map(|finding| match a == b {
            true => finding,
            false => finding.help(msgf!(
                ja: "`{a}` と `{b}` は、大文字と小文字の違いだけなので、Windows、Mac と多くの公開先では同じ場所です",
                en: "`{a}` and `{b}` differ in capital letters alone: one place on Windows, macOS and many hosts")),
        }));
    }
}

fn report_duplicate(url: &Url, first: &Document, second: &Document) -> Diagnostic {
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

/// Two things at one place, told at the first of them; `None` if nobody wrote it.
fn collision(site: &Site, written: &Claim, other: &Claim) -> Option<Diagnostic> {
    match written.owner {
        Owner::Page => page_collision(site, &written.url, other),
        Owner::Alias => {
            let document = &site.pages().iter().find(|page| page.document.path.as_str() == written.from)?.document;
            let finding = taken(&written.url, &document.path, other);
            Some(finding.at(&document.path, document.place("aliases").value).help(msg!(
                ja: "`aliases` のこの行を消すか、別のURLにしてください",
                en: "remove this alias, or give another URL")))
        }
        Owner::File => {
            let file = SourcePath::new(&written.from);
            let finding = taken(&written.url, &file, other).in_file(&file);
            Some(finding.help(msg!(ja: "ファイルの名前を変えてください", en: "rename the file")))
        }
        Owner::Static => {
            let file = SourcePath::new(&written.from);
            let finding = taken(&written.url, &file, other).in_file(&file);
            Some(finding.help(msg!(
                ja: "このファイルは公開しません。ファイルの名前か場所を変えるか、要らなければ消してください",
                en: "the file is not published; rename or move it, or remove it if nobody needs it")))
        }
        Owner::MadePage | Owner::Made => None,
    }
}

fn page_collision(site: &Site, url: &Url, other: &Claim) -> Option<Diagnostic> {
    let document = &site.page_at(url).filter(|page| !page.card.fallback)?.document;
    let finding = if document.source.is_empty() {
        // A folder without a page of its own: the first page in it is what brings it here.
        let inside = site.pages().iter().map(|page| &page.document).filter(|inside| !inside.source.is_empty());
        let below = format!("{}/", document.path.folder());
        let first = inside.clone().find(|inside| inside.path.as_str().starts_with(&below))?;
        taken(url, &first.path, other).in_file(&first.path)
    } else {
        let place = document.given("slug").unwrap_or_else(|| document.place("title")).value;
        taken(url, &document.path, other).at(&document.path, place)
    };
    let part = url.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    Some(finding.help(msgf!(
        ja: "ほかのURLになるように `slug: {part}-2` を書くか、ファイルやフォルダーの名前を変えてください",
        en: "write `slug: {part}-2` to get another URL, or rename the file or folder")))
}

fn taken(url: &Url, file: &SourcePath, other: &Claim) -> Diagnostic {
    let other = match other.owner {
        Owner::Page | Owner::Alias | Owner::File | Owner::Static => {
            let other = &other.from;
            msgf!(ja: "`{other}` のもの", en: "what `{other}` has there")
        }
        Owner::MadePage | Owner::Made => {
            msg!(ja: "このサイトに自動で作られるもの", en: "what is made there for every site")
        }
    };
    let Message { ja, en } = other;
    let message = msgf!(
        ja: "`{file}` のURL `{url}` は、{ja}と重なります",
        en: "the URL `{url}` of `{file}` is taken by {en}");
    Diagnostic::new(RULE.level, RULE.code, message)
}
