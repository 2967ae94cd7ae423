//! `text-in-image`: チラシの画像 / a leaflet as a picture.

use crate::{
    base::url::decode,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::document::{Document, LinkKind},
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::{
        links::{Destination, destination},
        page::Page,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "text-in-image",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "チラシやポスターの画像のようです",
            en: "The picture seems to be a leaflet or a poster"),
    why: msg!(
            ja: "画像の中の文字は、読み上げられず、大きくもできず、検索にもかかりません。",
            en: "Words in a picture are not read aloud, enlarged or searched (WCAG 1.4.5)."),
    how: msg!(
            ja: "日時・場所・申し込みなどを、文字でも書きます。説明を書いたら `check-ok` で見送れます。",
            en: "Write day, place and how to apply as text too."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n![雪の積もった駅前](https://example.jp/eki.jpg)\n"),
        Bad("---\ntitle: 例\n---\n\n![見学会の案内](https://example.jp/kengaku-flyer.png)\n^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 文字でも\n"),
        Bad(
            "---\ntitle: 例\n---\n\n![見学会の案内](https://example.jp/見学会チラシ.jpg)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^^^^^^^^^^^^^^^^^^^^^ 文字でも\n",
        ),
    ],
    check: Check::Document(check_text_in_image),
};

const NAMES: [&str; 7] = ["チラシ", "ちらし", "ポスター", "リーフレット", "flyer", "leaflet", "chirashi"];

/// Pixels of a page of paper as a picture: at least so high.
const HIGH: u32 = 1000;

fn check_text_in_image(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Image) {
        let target = decode(&link.target).to_lowercase();
        let name = target.rsplit('/').next().unwrap_or_default();
        let named =
            NAMES.iter().any(|word| name.contains(word)) || name.contains("poster") && !name.contains("posters");
        if !named && !is_paper(document, &link.target, name) {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msg!(
                ja: "チラシの画像のようです。内容（日時・場所・申し込み）を文字でも書いてください",
                en: "this seems to be a leaflet: write what it says (day, place, how to apply) as text too"),
        );
        findings.push(finding.at(&document.path, link.span).help(msg!(
            ja: "画像の中の文字は、読み上げられず、検索にもかかりません",
            en: "words in a picture are neither read aloud nor searched")));
    }
}

/// Whether a PNG has the shape of a sheet of A4: photographs are JPEG, and seldom so shaped.
fn is_paper(document: &Document, target: &str, name: &str) -> bool {
    if !name.ends_with(".png") {
        return false;
    }
    let Destination::File(path) = destination(&document.path, target) else { return false };
    let size = ask::file(path).and_then(|file| file.dimensions);
    size.is_some_and(|(width, height)| height >= HIGH && (138..=145).contains(&(height * 100 / width.max(1))))
}
