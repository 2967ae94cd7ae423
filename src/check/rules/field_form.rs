//! `field-form`: 種類ごとの項目の書き方が違う / a key of the page's kind that is written wrongly.

use crate::{
    check::{Check, Example::{Bad, Good}, Rule},
    diagnostic::{Diagnostic, Level},
    load::document::Document,
    model::Page,
    render::kinds::{self, Field, Form},
    say,
    say::Say,
    tell,
    text::date::Date,
    value::Value,
};

pub(super) const RULE: Rule = Rule {
    code: "field-form",
    level: Level::Error,
    fixed: true,
    why: say!(
        ja: "一覧や絞り込みは、決まった書き方の項目から作られます。",
        en: "Lists and filters are made from these keys, which have a fixed form."),
    how: say!(ja: "例のとおりに書きます。", en: "Write it like the example."),
    examples: &[
        Good("---\nkind: qa\ntitle: 例\nasked: 2025-12\ntone: candid\nverified: { by: 移住交流課, on: 2026-10-01 }\n---\n"),
        Bad("---\nkind: qa\ntitle: 例\nasked: 2025-12-03\n       ^^^^^^^^^^ 書き方が違います\n---\n"),
        Bad("---\nkind: qa\ntitle: 例\ntone: sad\n      ^^^ 書き方が違います\n---\n"),
    ],
    check: Check::Document(check),
};

fn check(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    for field in kinds::kind(&page.card.kind).fields {
        let Some(value) = document.meta.fields.get(field.name) else { continue };
        let Some(how) = wrong(field, value) else { continue };
        let place = document.place(field.name).value;
        let (name, words, words_en) = (field.name, &field.words.ja, &field.words.en);
        let finding = Diagnostic::new(RULE.level, RULE.code, tell!(
            ja: "`{name}`（{words}）の書き方が違います",
            en: "`{name}` ({words_en}) is not written as it should be"));
        findings.push(finding.at(&document.path, place).help(how));
    }
}

/// How to write the field, if the value is not written so.
fn wrong(field: &Field, value: &Value) -> Option<Say> {
    let name = field.name;
    match field.form {
        Form::Text => (!matches!(value, Value::Text(_))).then(|| tell!(ja: "文字で書いてください", en: "write words")),
        Form::Short(most) => {
            let length = value.as_text().map_or(usize::MAX, |text| text.chars().count());
            (length > most).then(|| tell!(ja: "{most}文字までで書いてください", en: "write at most {most} characters"))
        }
        Form::Month => {
            let month = value.as_text().is_some_and(|text| Date::parse(&format!("{text}-01")).is_some());
            (!month).then(|| tell!(
                ja: "`{name}: 2025-12` のように、年と月だけを書いてください。日は書きません",
                en: "write year and month only, like `{name}: 2025-12`; never a day"))
        }
        Form::OneOf(words) => {
            let all = words.join(" ");
            (!value.as_text().is_some_and(|text| words.contains(&text))).then(|| tell!(ja: "次のどれかを書いてください：{all}", en: "write one of: {all}"))
        }
        Form::List => (!matches!(value, Value::List(_))).then(|| tell!(ja: "`{name}: [a.md, b.md]` のように書いてください", en: "write it like `{name}: [a.md, b.md]`")),
        Form::Verified => {
            let right = match value {
                Value::Map(map) => map.get("by").and_then(Value::as_text).is_some() && map.get("on").and_then(Value::as_text).and_then(Date::parse).is_some(),
                _ => false,
            };
            (!right).then(|| tell!(
                ja: "`{name}: {{ by: 移住交流課, on: 2026-10-01 }}` のように、課と日付を書いてください",
                en: "write desk and day, like `{name}: {{ by: 移住交流課, on: 2026-10-01 }}`"))
        }
    }
}
