//! `field-missing`: 種類に必要な項目がない / a key that every page of the kind has is missing.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::{document::Document, front_matter::KEYS},
    msg, msgf,
    render::{page_kind::Field, page_kinds},
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "field-missing",
    level: Level::Error,
    fixed: false,
    what: msg!(ja: "ページの種類に要る項目がありません", en: "A key that the page's kind needs is missing"),
    why: msg!(
        ja: "一覧、カレンダー、検索エンジンは、種類ごとに決まった項目から作られます。足りないと、載らないか、読む人が窓口へ行けません。",
        en: "Lists, calendars and search engines are fed from the keys of the kind; without one the page is left out, \
            or nobody finds the desk."),
    how: msg!(ja: "例の行を、`---` の間に書き足します。", en: "Add the line of the example between the `---` lines."),
    examples: &[
        Good("---\nkind: procedure\ntitle: 例\nwhere: 住民課\ncontact: jumin\nupdated: 2026-10-20\n---\n"),
        Bad(
            "---\nkind: procedure\n      ^^^^^^^^^ 窓口（`where`）\ntitle: 例\ncontact: jumin\nupdated: 2026-10-20\n---\n",
        ),
        Bad(
            "---\nkind: procedure\n      ^^^^^^^^^ `contact: jumin`\ntitle: 例\nwhere: 住民課\nupdated: 2026-10-20\n---\n",
        ),
    ],
    check: Check::Document(check_field_missing),
};

fn check_field_missing(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let kind = page_kinds::kind(&page.card.kind);
    for Field { name, words, required, .. } in
        kind.fields.iter().filter(|field| !field.required.is_empty() && !is_given(document, field.name))
    {
        let (ja, en) = (&words.ja, &words.en);
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "{ja}（`{name}`）がありません",
                en: "`{name}` ({en}) is missing"),
            )
            .at(&document.path, document.place("kind").value)
            .help(msgf!(ja: "`{name}: {required}` のような行を書き足してください", en: "add a line like `{name}: {required}`")),
        );
    }
}

/// Whether a key is there and says something.
fn is_given(document: &Document, name: &str) -> bool {
    match document.meta.fields.get(name) {
        Some(Value::Null) => false,
        Some(Value::Text(text)) => !text.trim().is_empty(),
        Some(Value::List(items)) => !items.is_empty(),
        Some(_) => true,
        // An empty key of every page has no place for its value beside its own.
        None => KEYS.contains(&name) && document.given(name).is_some_and(|place| place.value != place.key),
    }
}
