//! `unknown-language`: 設定にない言語のファイル / a file in a language that is not set up.

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
    code: "unknown-language",
    level: Level::Error,
    fixed: true,
    what: msg!(
            ja: "ファイルの名前に、設定にない言語が付いています",
            en: "A file's name holds a language that is not set up"),
    why: msg!(
            ja: "設定にない言語のページは、日本語のページとして出てしまい、読み上げの声も、言語の切り替えも働きません。",
            en: "It would be published as a page of the default language, with the wrong voice and without a switch."),
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

/// Languages that guides are written in, by their codes.
const CODES: [&str; 42] = [
    "en", "easy", "zh", "ko", "pt", "vi", "es", "fr", "de", "it", "ru", "uk", "th", "id", "ms", "ne", "my", "tl",
    "fil", "hi", "bn", "si", "ta", "ur", "mn", "km", "lo", "fa", "ar", "tr", "pl", "nl", "sv", "fi", "da", "no", "cs",
    "hu", "ro", "el", "he", "ja",
];

fn check_unknown_language(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    if document.lang.is_some() || document.source.is_empty() {
        return;
    }
    let stem = document.path.page_stem().unwrap_or(document.path.as_str());
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let Some((_, code)) = name.rsplit_once('.') else { return };
    let base = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
    let has_region = code.len() == base.len() || code.len() - base.len() <= 5;
    if !CODES.contains(&base.as_str()) || !has_region {
        return;
    }
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
            ja: "名前に付いている「{code}」という言語は、site.toml にありません",
            en: "site.toml has no language `{code}`, which the file's name holds"),
    );
    let place = document.place("title").key;
    findings.push(finding.at(&document.path, place).help(msgf!(
        ja: "この言語のページを出すなら、site.toml に `[languages.{code}]` を加えてください。そうでなければ、名前から「.{code}」を取ってください",
        en: "to publish pages in it add `[languages.{code}]` to site.toml; else take `.{code}` out of the name")));
}
