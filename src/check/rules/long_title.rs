//! `long-title`: 長い題名 / a title that is too long.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    load::markdown::ruby,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::japanese::width,
};

pub(super) const RULE: Rule = Rule {
    code: "long-title",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "題名が40字（質問は60字）を超えています",
            en: "A title is longer than 40 characters (60 for a question)"),
    why: msg!(
            ja: "検索結果や一覧では、後ろが切れて読めません。",
            en: "Search results and lists cut it off."),
    how: msg!(
            ja: "言いたいことを先に、短くします。くわしいことは `description` に書きます。",
            en: "Say it in short, the important words first; the rest goes into `description`."),
    examples: &[
        Good("---\ntitle: 水道の使い始め\n---\n"),
        Bad(
            "---\ntitle: 冬の暮らしに要るものと費用冬の暮らしに要るものと費用冬の暮らしに要るものと費用冬の暮らしに要るものと費用\n       ^^ 字あります\n---\n",
        ),
    ],
    check: Check::Document(check_long_title),
};

fn check_long_title(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let title = ruby::strip(&document.meta.title);
    // Latin letters take half the room.
    let length = width(&title).div_ceil(2);
    let question = page.card.nature.has_answers || title.ends_with(['か', '？', '?']);
    if length <= if question { 60 } else { 40 } {
        return;
    }
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(ja: "題名が{length}字あります", en: "the title has {length} characters"),
    );
    findings.push(finding.at(&document.path, document.place("title").value).help(msg!(
        ja: "40字まで（質問は60字まで）にしてください",
        en: "use at most 40 characters, 60 for a question")));
}
