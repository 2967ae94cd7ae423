//! `raw-url-link`: URLそのままのリンク / a link whose words are its address.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Document, Link, LinkKind},
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "raw-url-link",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "リンクの言葉が、URLのままです",
            en: "The words of a link are its address"),
    why: msg!(
            ja: "URLは、読み上げソフトでは1文字ずつ読まれ、行き先も分かりません。",
            en: "Screen readers spell an address out, and it says little (WCAG 2.4.4)."),
    how: msg!(
            ja: "`[県の移住ページ](https://…)` のように、ページの名前にします。",
            en: "Write the page's name: `[the prefecture's guide](https://…)`."),
    examples: &[
        Good(
            "---\ntitle: 例\n---\n\n[県の移住ページ](https://example.jp/)です。\n\nホームページ：https://example.jp/\n\
                 \n| 項目 | 値 |\n|---|---|\n| URL | https://example.jp/b |\n",
        ),
        Bad(
            "---\ntitle: 例\n---\n\nくわしくは https://example.jp/ をご覧ください。\n           ^^^^^^^^^^^^^^^^^^^ ページの名前\n",
        ),
        Bad("---\ntitle: 例\n---\n\n[https://example.jp/](https://example.jp/)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^^^^^^^^^^^^^ ページの名前\n"),
    ],
    check: Check::Document(check_raw_url_link),
};

/// Words before an address that say that it is one.
const LABELS: [&str; 7] = ["URL", "ＵＲＬ", "ホームページ", "サイト", "ウェブ", "Web", "HP"];

fn check_raw_url_link(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Link) {
        let words = link.text.trim_start();
        let is_url = ["https://", "http://", "www."].iter().any(|start| words.starts_with(start));
        if !is_url || is_labelled(document, link) {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msg!(
                ja: "リンクの言葉がURLのままです。ページの名前を書いてください",
                en: "the words of the link are its address; write the page's name"),
        );
        // Never the address itself: beside other words than its own the gate may not know it for somebody's home.
        findings.push(finding.at(&document.path, link.span).help(msg!(
            ja: "`[県の移住ページ](https://…)` のように書いてください",
            en: "write it like `[the prefecture's guide](https://…)`")));
    }
}

/// Whether the line says before the address that one follows: `URL：https://…`, a cell of a table.
fn is_labelled(document: &Document, link: &Link) -> bool {
    let before = document.written(Span::new(link.span.start.saturating_sub(200), link.span.start));
    // A place in the middle of a character is looked at from the next one on.
    let before = before.or_else(|| {
        let starts = (1..4).map(|more| link.span.start.saturating_sub(200) + more);
        starts.filter_map(|start| document.written(Span::new(start, link.span.start))).next()
    });
    let Some(before) = before else { return false };
    let line = before.rsplit('\n').next().unwrap_or_default().trim_end();
    let label = line.ends_with(['：', ':', '|', '｜']) || line.is_empty();
    label && LABELS.iter().any(|word| line.contains(word))
}
