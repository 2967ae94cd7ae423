//! `heavy-image`: 大きすぎる画像 / a picture that is too heavy.

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
    code: "heavy-image",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "画像が300KBを超え、小さくできません",
            en: "A picture of more than 300 KB cannot be made smaller"),
    why: msg!(
            ja: "スマートフォンの遅い回線では、ページが出るまで待たせます。写真（JPEG、PNG、WebP）は自動で小さくしますが、GIFやSVGはそのまま載せます。",
            en: "On a slow line the page waits for it. Photographs are made smaller; GIF and SVG are \
                 published as they are."),
    how: msg!(
            ja: "小さく作り直すか、写真ならJPEGで保存します。",
            en: "Make it smaller, or save a photograph as JPEG."),
    examples: &[Good("---\ntitle: 例\n---\n\n![雪の積もった駅前](https://example.jp/eki.gif)\n")],
    check: Check::Document(check_heavy_image),
};

/// Bytes of a picture that a phone loads in good time.
const HEAVY: u64 = 300 * 1024;

fn check_heavy_image(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Image) {
        let Destination::File(path) = destination(&document.path, &link.target) else { continue };
        let Some(file) = ask::file(path).filter(|file| file.plan.is_none() && file.size > HEAVY) else { continue };
        let size = file.size / 1024;
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(ja: "画像が大きすぎます（{size}KB）", en: "the picture is too heavy ({size} KB)"),
        );
        findings.push(finding.at(&document.path, link.span).help(msg!(
            ja: "小さく作り直すか、写真ならJPEGで保存してください",
            en: "make it smaller, or save a photograph as JPEG")));
    }
}
