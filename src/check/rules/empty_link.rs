//! `empty-name`: 文字のないリンク、行き先のないリンク / a link without words or without a target.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Document, LinkKind},
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "empty-name",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "文字のないリンクか、行き先のないリンクがあります", en: "A link has no words or no target"),
    why: msg!(
        ja: "文字のないリンクは、読み上げソフトでは行き先が分からず、目でも見えません。",
        en: "A link without words has no name for a screen reader and cannot be seen (WCAG 2.4.4, 4.1.2)."),
    how: msg!(ja: "行き先が分かる言葉を書きます。", en: "Write words that tell where it leads."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n[料金の一覧](a.md)\n"),
        Bad("---\ntitle: 例\n---\n\n[](a.md)\n^^^^^^^^ 文字のないリンクがあります\n"),
        Bad("---\ntitle: 例\n---\n\n[料金]()\n^^^^^^ 行き先がありません\n"),
    ],
    check: Check::Document(check_empty_link),
};

fn check_empty_link(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let links = document.links.iter().filter(|link| link.kind == LinkKind::Link);
    for link in links {
        let message = if link.target.is_empty() {
            msg!(ja: "リンクの行き先がありません", en: "the link has no target")
        } else if link.text.trim().is_empty() {
            msg!(ja: "文字のないリンクがあります。行き先を書いてください", en: "the link has no words; write where it leads")
        } else {
            continue;
        };
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, link.span).help(msg!(
                    ja: "`[移住支援金の申請](ijushien.md)` のように書きます",
                    en: "write it like `[how to apply](ijushien.md)`")));
    }
}
