//! `url-scheme`: 使えない行き先 / a link that runs something, or leads to the editor's own machine.

use crate::{
    base::{url::is_followed, value::Value},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "url-scheme",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "公開するページでは使えない行き先です", en: "The address cannot be used in a published page"),
    why: msg!(
        ja: "`javascript:` などは読む人の画面で勝手に動き、`file:` や `C:\\` は書いた人のパソコンの中を指します。",
        en: "`javascript:` and the like run on the reader's screen; `file:` and `C:\\` lie on the writer's machine."),
    how: msg!(
        ja: "https:、http:、mailto:、tel:、sms:、webcal: か、このファイルから見たファイルの場所にします。",
        en: "Use https:, http:, mailto:, tel:, sms:, webcal:, or the path of a file as seen from this one."),
    examples: &[
        Good(
            "---\ntitle: 例\n---\n\n[外](https://example.jp/)と[電話](tel:+81160001000)と[電子メール](mailto:)です。\n",
        ),
        Bad("---\ntitle: 例\n---\n\n[押す](javascript:x)です。\n       ^^^^^^^^^^^^ この行き先は使えません\n"),
        Bad("---\ntitle: 例\n---\n\n[書類](file:///a.pdf)です。\n       ^^^^^^^^^^^^^ この行き先は使えません\n"),
        Bad("---\ntitle: 例\nextra: { link: \"javascript:x\" }\n^^^^^ この値は使えません\n---\n"),
    ],
    check: Check::Document(check_url_scheme),
};

/// The schemes that no value of front matter may begin with, whatever the theme makes of it.
const DANGEROUS: [&str; 5] = ["javascript:", "data:", "vbscript:", "file:", "blob:"];

fn check_url_scheme(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| !is_followed(&link.target)) {
        findings.push(find_fault(document, link.target_span, msg!(ja: "この行き先は使えません", en: "not to be used")));
    }
    let meta = &document.meta;
    let own = meta.fields.iter().chain(&meta.extra).filter(|(_, value)| is_dangerous(value));
    for (key, _) in own {
        let place = document.given(key).or_else(|| document.given("extra")).unwrap_or_default();
        findings.push(find_fault(document, place.key, msg!(ja: "この値は使えません", en: "not to be used")));
    }
}

fn find_fault(document: &Document, span: Span, label: crate::report::message::Message) -> Diagnostic {
    let name = document.written(span).map_or(String::new(), |text| text.chars().take(40).collect());
    Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
        ja: "このリンクは使えません：「{name}」",
        en: "this link cannot be used: `{name}`"),
    )
    .labelled(&document.path, span, label)
    .help(msg!(
        ja: "`https://` で始まる住所か、`../sumai/rent.md` のように、このファイルから見たファイルの場所を書いてください",
        en: "write an address with `https://`, or a file's path as seen from this one, like `../sumai/rent.md`"))
}

/// Whether a value, or one inside it, would run something where a theme links to it.
fn is_dangerous(value: &Value) -> bool {
    match value {
        Value::Text(text) => !is_followed(text) && names_danger(text),
        Value::List(items) => items.iter().any(is_dangerous),
        Value::Map(entries) => entries.values().any(is_dangerous),
        _ => false,
    }
}

fn names_danger(text: &str) -> bool {
    let plain = text.trim_start_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r'));
    let start: String = plain.take(16).flat_map(char::to_lowercase).collect();
    DANGEROUS.iter().any(|scheme| start.starts_with(scheme))
}
