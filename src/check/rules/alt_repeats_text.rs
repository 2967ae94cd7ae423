//! `alt-repeats-text`: 写真の説明が周りの文と同じ / alternative text that repeats what stands beside it.

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
    code: "alt-repeats-text",
    level: Level::Hint,
    fixed: false,
    what: msg!(
            ja: "写真の説明が、題や隣の文と同じです",
            en: "A picture's words repeat its caption or the text beside it"),
    why: msg!(
            ja: "読み上げソフトでは、同じ文が2回読まれます。",
            en: "A screen reader says the same twice (WCAG H2)."),
    how: msg!(
            ja: "写っているものを書くか、文で足りるなら「飾り」と書きます。",
            en: "Write what it shows, or `飾り` where the text is enough."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n![雪の積もった駅前](https://example.jp/a.jpg \"冬の灯野駅\")\n"),
        Bad(
            "---\ntitle: 例\n---\n\n![冬の灯野駅](https://example.jp/a.jpg \"冬の灯野駅\")\n^^^^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^ 2回読まれます\n",
        ),
        Bad("---\ntitle: 例\n---\n\n![冬の灯野駅](https://example.jp/a.jpg)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^^ 2回読まれます\n\n冬の灯野駅\n"),
    ],
    check: Check::Document(check_alt_repeats_text),
};

fn check_alt_repeats_text(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Image && !link.text.trim().is_empty()) {
        let words = link.text.trim();
        if link.title.trim() != words && next_line(document, link).is_none_or(|line| line.trim() != words) {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msg!(
                ja: "写真の説明が題や隣の文と同じで、2回読まれます",
                en: "the picture's words repeat what stands beside it and are heard twice"),
        );
        findings.push(finding.at(&document.path, link.span).help(msg!(
            ja: "写っているものを書くか、文で足りるなら「飾り」と書いてください",
            en: "write what it shows, or `飾り` where the text is enough")));
    }
}

/// The first line with words below a picture that stands alone.
fn next_line<'a>(document: &'a Document, link: &Link) -> Option<std::borrow::Cow<'a, str>> {
    let from = link.span.end;
    let longest = link.text.len() + 40;
    let ends = (0..4).filter_map(|less| document.written(Span::new(from, (from + longest).saturating_sub(less))));
    let rest = ends.into_iter().next().or_else(|| {
        let end = document.source.len();
        (from < end && end - from < longest + 3).then(|| document.written(Span::new(from, end)))?
    })?;
    let line = rest.strip_prefix('\n')?.trim_start().lines().next()?.to_owned();
    Some(std::borrow::Cow::Owned(line))
}
