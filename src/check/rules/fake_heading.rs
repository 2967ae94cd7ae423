//! `fake-heading`: 太字だけの行 / a line that is all bold.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::{Texts, how_to_mend},
    },
    load::prose::Kind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "fake-heading",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "太字だけの行が、見出しのように使われています",
        en: "A line that is all bold is used as a heading"),
    why: msg!(
        ja: "太字だけでは見出しになりません。目次にも出ず、読み上げソフトで飛ばし読みもできません。",
        en: "Bold words are no heading: no contents list them, and screen readers cannot jump to them (WCAG 1.3.1)."),
    how: msg!(
        ja: "行の初めに「## 」を付け、太字をやめます。",
        en: "Begin the line with `## ` instead of making it bold."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n## 持ち物\n\n**必ず持ってきてください。**\n\n**印かん**と写真です。\n"),
        Bad("---\ntitle: 例\n---\n\n**持ち物**\n^^^^^^^^^^ 「## 」\n\n印かんと写真です。\n"),
        Bad("---\ntitle: 例\n---\n\n## 申し込み\n\n**持ち物**\n^^^^^^^^^^ 「### 」\n印かんと写真です。\n"),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: false, check: check_fake_heading }),
};

static BOLD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:\*\*|__)([^*_\n]{1,39}[^*_\n。．！？!?、：:])(?:\*\*|__)[ \t]*$").expect("the pattern is sound")
});

fn check_fake_heading(texts: &Texts<'_>, told: &mut Told) {
    for block in texts.blocks().filter(|block| block.kind() == Kind::Paragraph) {
        let Some((start, lines)) = block.written() else { continue };
        if !lines.starts_with(['*', '_']) {
            continue;
        }
        let line = lines.lines().next().unwrap_or_default();
        let Some(words) = BOLD.captures(line).and_then(|found| found.get(1)) else { continue };
        let span = Span::new(start, start + line.trim_end().len());
        let before = texts.document.headings.iter().rev().find(|heading| heading.span.start < start);
        let marks = "#".repeat(before.map_or(2, |heading| usize::from(heading.level) + 1).clamp(2, 6));
        let message = msgf!(
            ja: "太字だけの行は見出しになりません。見出しなら「{marks} 」を付けてください",
            en: "a line that is all bold is no heading; begin it with `{marks} ` if it is meant to be one");
        let finding =
            Diagnostic::new(RULE.level, RULE.code, message).at(&texts.document.path, span).help(how_to_mend(&RULE));
        told.push((finding.offer(span, format!("{marks} {}", words.as_str())), block.is_voice()));
    }
}
