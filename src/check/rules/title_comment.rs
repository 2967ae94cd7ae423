//! `title-comment`: 題名の後ろの # は説明になる / what follows ` #` is no part of a title.

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
    text::{normalize::decode, span::Span},
};

pub(super) const RULE: Rule = Rule {
    code: "title-comment",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "題名や説明の「 #」から後ろが、表示されません",
            en: "What follows ` #` in a title is not shown"),
    why: msg!(
            ja: "設定の中の「 #」から行の終わりまでは、書く人のための覚え書き（コメント）として読まれます。",
            en: "In front matter ` #` begins a remark for editors, up to the end of the line."),
    how: msg!(
            ja: "値の全体を \" で囲むか、覚え書きなら別の行に書きます。",
            en: "Put the whole value in quotes, or write the remark in a line of its own."),
    examples: &[
        Good("---\ntitle: \"冬 # 注\"\n# 覚え書き\n---\n"),
        Bad("---\ntitle: 冬の手引き # 2026年版\n                  ^^^^^^^^^^^ 表示されません\n---\n"),
    ],
    check: Check::Document(check_title_comment),
};

fn check_title_comment(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    // Nearly no front matter has a remark behind a value.
    let end = memchr::memmem::find(&document.source, b"\n---").unwrap_or_default();
    if memchr::memmem::find(&document.source[..end], b" #").is_none() {
        return;
    }
    for key in ["title", "description", "short_answer"] {
        let Some(place) = document.given(key) else { continue };
        let Some(text) = decode(&document.source).map(|(text, _)| text) else { return };
        let line = text[place.key.start..].lines().next().unwrap_or_default().trim_end();
        let Some(at) = remark_at(line) else { continue };
        let (remark, at) = (&line[at..], place.key.start + at);
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "「{remark}」は覚え書きとして読まれ、表示されません",
                en: "`{remark}` is read as a remark and is not shown"),
        );
        findings.push(finding.at(&document.path, Span::new(at, at + remark.len())).help(msgf!(
            ja: "`{key}` の値なら、全体を \" で囲んでください。覚え書きなら別の行に書いてください",
            en: "if it belongs to `{key}`, put the whole value in quotes; else write it in a line of its own")));
    }
}

/// Where a remark begins in a line of front matter: at a `#` behind a space, outside the quotes of the value.
fn remark_at(line: &str) -> Option<usize> {
    let value = line.find(':')? + 1;
    let value = value + (line[value..].len() - line[value..].trim_start().len());
    let quote = line[value..].chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = match quote {
        Some(quote) => value + 1 + line[value + 1..].find(quote)?,
        // Signs that begin a text of several lines are no value.
        None if line[value..].starts_with(['|', '>', '#']) => return None,
        None => value,
    };
    line[from..].find(" #").map(|at| from + at + 1)
}
