//! `heading-skip`: 見出しの段階が飛んでいる / a heading level is skipped.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "heading-skip",
    level: Level::Warning,
    fixed: false,
    what: msg!(ja: "見出しの段階が飛んでいます", en: "A heading level is skipped"),
    why: msg!(
        ja: "読み上げソフトは見出しの段階で位置を伝えます。飛ぶと、途中が抜けたように聞こえます。",
        en: "Screen readers announce position by heading level; a gap sounds like a missing part (WCAG 1.3.1)."),
    how: msg!(ja: "前の見出しより一段だけ深くします。", en: "Go at most one level deeper than the heading before."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n## 持ち物\n\n### 写真\n\n## 費用\n"),
        Bad("---\ntitle: 例\n---\n\n## 持ち物\n\n#### 写真\n^^^^^^^ 飛んでいます\n"),
    ],
    check: Check::Document(check_heading_skip),
};

fn check_heading_skip(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let mut before = 1;
    for heading in &document.headings {
        if heading.level > before + 1 {
            let (from, to, right) = (marks(before), marks(heading.level), marks(before + 1));
            findings.push(
                Diagnostic::new(
                    RULE.level,
                    RULE.code,
                    msgf!(
                    ja: "見出しが「{from} 」から「{to} 」に飛んでいます",
                    en: "the heading level goes from `{from}` to `{to}`"),
                )
                .at(&document.path, heading.span)
                .help(msgf!(ja: "「{right} 」にしてください", en: "write `{right} `")),
            );
        }
        before = heading.level;
    }
}

fn marks(level: u8) -> String {
    "#".repeat(usize::from(level))
}
