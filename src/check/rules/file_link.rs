//! `file-link`: 大きなファイルへのリンク / a link to a large file.

use crate::{
    check::{Check, Example::Good, Rule},
    incremental::ask,
    load::document::{Document, LinkKind},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        links::{Destination, destination},
        page::Page,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "file-link",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "リンクしたファイルが5MBを超えています",
            en: "A linked file is larger than 5 MB"),
    why: msg!(
            ja: "スマートフォンや遅い回線では開けません。PDFだけの案内は、読み上げや検索でも読みにくくなります。",
            en: "On a phone or a slow line it does not open; a file alone is hard to read aloud and to search."),
    how: msg!(
            ja: "ファイルを小さくするか、同じ内容をページにも書きます。",
            en: "Make it smaller, or write the same on a page."),
    examples: &[Good("---\ntitle: 例\n---\n\n[申請書](a.pdf)\n=== content/a.pdf\n%PDF\n")],
    check: Check::Document(check_file_link),
};

/// Bytes of a file that is too large for a phone.
const LARGE: u64 = 5 * 1024 * 1024;

fn check_file_link(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Link) {
        let Destination::File(path) = destination(&document.path, &link.target) else { continue };
        let Some(size) = ask::file(path.clone()).map(|file| file.size).filter(|size| *size > LARGE) else { continue };
        let (name, size) = (path.file_name(), size / 1024 / 1024);
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "ファイル「{name}」は{size}MBあります。スマートフォンでは開きにくい大きさです",
                en: "the file `{name}` has {size} MB, too much for a phone"),
        );
        findings.push(finding.at(&document.path, link.target_span).help(msg!(
            ja: "小さくするか、同じ内容をこのページにも書いてください",
            en: "make it smaller, or write the same on this page")));
    }
}
