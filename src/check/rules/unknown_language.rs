//! `unknown-language`: 設定にない言語のファイル / a file in a language that is not set up.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

/// Its code.
pub(in crate::check) const CODE: &str = RULE.code;

pub(super) const RULE: Rule = Rule {
    code: "unknown-language",
    level: Level::Warning,
    fixed: true,
    what: msg!(
            ja: "ファイルの名前に、設定にない言語が付いています",
            en: "A file's name holds a language that is not set up"),
    why: msg!(
            ja: "設定にない言語のページは、公開されません。日本語のページとして出すと、読み上げの声も、言語の切り替えも働かないためです。",
            en: "It is not published: as a page of the default language it would have the wrong voice and no switch."),
    how: msg!(
            ja: "site.toml に `[languages.fr]` を加えるか、ファイルの名前を直します。",
            en: "Add `[languages.fr]` to site.toml, or rename the file."),
    examples: &[
        Good(
            "---\ntitle: 例\n---\n=== content/v1.2.md\n---\ntitle: 二\n---\n=== content/taro.jp.md\n\
                 ---\ntitle: 三\n---\n",
        ),
        Bad("---\ntitle: 例\n---\n=== content/b.fr.md\n---\ntitle: Exemple\n^^^^^ 「fr」\n---\n"),
        Bad("---\ntitle: 例\n---\n=== content/b.zh-TW.md\n---\ntitle: 例子\n^^^^^ 「zh-TW」\n---\n"),
    ],
    check: Check::Document(check_unknown_language),
};

fn check_unknown_language(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(code) = document.unknown_language() else { return };
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
            ja: "名前に付いている「{code}」という言語は、site.toml にありません。このファイルは公開されません",
            en: "site.toml has no language `{code}`, which the file's name holds; the file is not published"),
    );
    let finding = finding.at(&document.path, document.place("title").key);
    let lower = code.to_ascii_lowercase();
    if lower != code && ask::setting(&format!("languages.{lower}")).is_some() {
        findings.push(finding.help(msgf!(
            ja: "`.{code}` を、site.toml と同じ `.{lower}` に変えてください",
            en: "write `.{lower}`, as site.toml does, for `.{code}`")));
        return;
    }
    findings.push(finding.help(msgf!(
        ja: "この言語のページを出すなら、site.toml に `[languages.{code}]` を加えてください。そうでなければ、名前から「.{code}」を取ってください",
        en: "to publish pages in it add `[languages.{code}]` to site.toml; else take `.{code}` out of the name")));
}
