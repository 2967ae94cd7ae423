//! `same-text-links`: 同じ言葉のリンクが別のページへ行く / links of one text that lead to different pages.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    check::rules::vague_link::{is_vague, words_of},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Document, Link, LinkKind},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{links::destination, page::Page},
};

pub(super) const RULE: Rule = Rule {
    code: "same-text-links",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "同じ言葉のリンクが、別のページへ行っています",
            en: "Links of the same words lead to different pages"),
    why: msg!(
            ja: "読み上げソフトでリンクの一覧を聞くと、どちらがどちらか分かりません。",
            en: "In a list of links nobody can tell them apart (WCAG 2.4.4)."),
    how: msg!(
            ja: "行き先の違いが分かる言葉を足します。",
            en: "Add words that tell them apart."),
    examples: &[
        Good(
            "---\ntitle: 例\n---\n\n[様式](https://example.jp/a)と[様式](https://example.jp/a)と[地図](https://examp\
                 le.jp/b)と[地図](https://example.jp/c)です。\n",
        ),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[様式](https://example.jp/a)と[様式](https://example.jp/b)です。\n",
            "                               ^^^^ 別のページ\n"
        )),
    ],
    check: Check::Document(check_same_text_links),
};

/// Words that cards repeat for each place: what they lead to stands beside them.
const REPEATED: [&str; 4] = ["電話", "地図", "map", "tel"];

fn check_same_text_links(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &Link> = BTreeMap::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Link) {
        let words = link.text.trim();
        // Vague words and addresses have rules of their own.
        if words.is_empty() || words.contains("://") || REPEATED.contains(&words) || is_vague(words) {
            continue;
        }
        let known = first.entry(words).or_insert(link);
        let place = |link: &Link| destination(&document.path, link.target.split('#').next().unwrap_or_default());
        if place(known) == place(link) || !told.insert(words) {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "「{words}」というリンクが2つあり、別のページへ行っています",
                en: "two links are called `{words}` and lead to different pages"),
        );
        findings.push(finding.at(&document.path, words_of(document, link).unwrap_or(link.span)).help(msg!(
            ja: "「様式（個人用）」「様式（法人用）」のように、違いが分かる言葉を足してください",
            en: "add words that tell them apart, like `form (for one person)`")));
    }
}
