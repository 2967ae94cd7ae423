//! `contact-missing`: 問い合わせ先がない / a page without a desk to ask.

use crate::{
    base::value::Value,
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

pub(super) const RULE: Rule = Rule {
    code: "contact-missing",
    level: Level::Error,
    fixed: false,
    what: msg!(
            ja: "手続きや支援のページに、問い合わせ先がそろっていません",
            en: "A procedure or a support page lacks the desk to ask"),
    why: msg!(
            ja: "手続きの途中で困った人が、聞く所を見つけられません。",
            en: "Whoever is stuck finds nobody to ask (WCAG 3.2.6)."),
    how: msg!(
            ja: "site.toml の `[contacts]` に、担当課・電話・受付時間を書きます。",
            en: "Give the desk's name, telephone and hours below `[contacts]` in site.toml."),
    examples: &[
        Good("---\ntitle: 例\n---\n"),
        Bad("---\nkind: procedure\n^^^^ 担当課・電話・受付時間\ntitle: 例\n---\n"),
        Bad("---\nkind: support\n^^^^ 担当課・電話・受付時間\ntitle: 例\n---\n"),
    ],
    check: Check::Document(check_contact_missing),
};

fn check_contact_missing(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    if !matches!(page.card.kind.as_str(), "procedure" | "support") {
        return;
    }
    let desk = ask::contact(&document.meta.contact, 0);
    let has = |key: &str| {
        desk.as_deref().and_then(|desk| desk.get(key)).and_then(Value::as_text).is_some_and(|it| !it.is_empty())
    };
    let wanted = [("name", "担当課", "name"), ("phone", "電話", "telephone"), ("hours", "受付時間", "hours")];
    let missing: Vec<_> = wanted.into_iter().filter(|(key, ..)| !has(key)).collect();
    if missing.is_empty() {
        return;
    }
    let list = missing.iter().map(|(_, ja, _)| *ja).collect::<Vec<_>>().join("・");
    let list_en = missing.iter().map(|(.., en)| *en).collect::<Vec<_>>().join(", ");
    let place = document.given("contact").or_else(|| document.given("kind")).unwrap_or_default();
    findings.push(
        Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "問い合わせ先（{list}）がありません",
                en: "the desk to ask lacks: {list_en}"),
        )
        .at(&document.path, place.key)
        .help(msg!(
            ja: "site.toml の `[contacts]` に `name`、`phone`、`hours` を書き、ページの `contact:` にその名前を書いてください",
            en: "give `name`, `phone`, `hours` below `[contacts]` in site.toml, and its key as `contact:` here")),
    );
}
