//! `url-scheme`: 使えない行き先 / a link that runs something, or leads to the editor's own machine.

use crate::{
    base::{url::is_followed, value::Value},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::document::{Document, Link},
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
        Bad("---\ntitle: 例\n---\n\n[上](http://example.jp/)です。\n     ^^^^^^^^^^^^^^^^^^ https:\n"),
        Bad("---\ntitle: 例\n---\n\n[上](http://localhost:1414/)です。\n     ^^^^^^^^^^^^^^^^^^^^^^ 自分のパソコン\n"),
        Bad("---\ntitle: 例\nextra: { link: \"javascript:x\" }\n^^^^^ この値は使えません\n---\n"),
    ],
    check: Check::Document(check_url_scheme),
};

/// The schemes that no value of front matter may begin with, whatever the theme makes of it.
const DANGEROUS: [&str; 5] = ["javascript:", "data:", "vbscript:", "file:", "blob:"];

fn check_url_scheme(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| !is_followed(&link.target)) {
        let fault = find_fault(document, link.target_span, msg!(ja: "この行き先は使えません", en: "not to be used"));
        findings.push(match page_meant(document, link) {
            Some(near) => fault.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
            None => fault,
        });
    }
    for link in document.links.iter().filter(|link| link.target.starts_with("http") || link.target.starts_with('/')) {
        findings.extend(preview(document, link).or_else(|| insecure(document, link)));
    }
    let meta = &document.meta;
    let own = meta.fields.iter().chain(&meta.extra).filter(|(_, value)| is_dangerous(value));
    for (key, _) in own {
        let place = document.given(key).or_else(|| document.given("extra")).unwrap_or_default();
        findings.push(find_fault(document, place.key, msg!(ja: "この値は使えません", en: "not to be used")));
    }
}

/// The page of the name that a path on the editor's machine ends in: `C:\\work\\rent.md`.
fn page_meant(document: &Document, link: &Link) -> Option<String> {
    let name = link.target.rsplit(['\\', '/']).next().filter(|name| name.ends_with(".md"))?;
    let path = document.path.join(name)?;
    if ask::page(path.as_str(), 0).is_some() {
        return Some(name.to_owned());
    }
    ask::candidates(document.path.clone(), path).into_iter().next().map(|(near, _)| near)
}

/// An address that only the editor's own machine knows.
fn preview(document: &Document, link: &Link) -> Option<Diagnostic> {
    let rest = link.target.split_once("://")?.1;
    let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let is_own = host == "localhost" || host.starts_with("127.") || host.starts_with("192.168.") || host == "0.0.0.0";
    let is_inner = host.ends_with(".local") || host.ends_with(".localhost");
    (is_own || is_inner).then(|| {
        let label = msg!(ja: "自分のパソコンの中の住所です", en: "an address of your own machine");
        let message = msg!(
            ja: "このリンクは、自分のパソコンの中を指しています",
            en: "the link leads to your own machine");
        Diagnostic::new(RULE.level, RULE.code, message).labelled(&document.path, link.target_span, label).help(msg!(
            ja: "下見の住所です。公開したページのURLか、`../sumai/rent.md` のようなファイルの場所に直してください",
            en: "this is the address of a preview; write the published page's, or the path of its file"))
    })
}

/// The site's own address without encryption: it is a path within the site, whatever is written.
fn insecure(document: &Document, link: &Link) -> Option<Diagnostic> {
    let written = document.written(link.target_span).filter(|_| link.target.starts_with('/'))?;
    let secure = written.strip_prefix("http://").map(|rest| format!("https://{rest}"))?;
    if !ask::setting_text("base_url").starts_with("https:") {
        return None;
    }
    let label = msg!(ja: "このサイトは https: です", en: "this site has https:");
    let message = msg!(
        ja: "このサイトへのリンクが、http: で書かれています",
        en: "a link to this site is written with http:");
    let finding = Diagnostic::new(RULE.level, RULE.code, message).labelled(&document.path, link.target_span, label);
    let finding = finding.help(msgf!(ja: "`{secure}` と書いてください", en: "write `{secure}`"));
    Some(finding.fix(link.target_span, secure))
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
