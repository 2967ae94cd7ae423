//! `field-form`: 種類ごとの項目の書き方が違う / a key of the page's kind that is written wrongly.

use unicode_normalization::UnicodeNormalization;

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::{document::Document, front_matter::date_forms::guess, tables::mend::read_time},
    msg, msgf,
    render::{
        event_record::EventRecord,
        page_kind::{Field, FieldForm},
        page_kinds,
    },
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::page::Page,
    text::{date::Date, moment::Moment},
};

pub(super) const RULE: Rule = Rule {
    code: "field-form",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "ページの種類ごとの項目の書き方が違います", en: "A key of the page's kind is written wrongly"),
    why: msg!(
        ja: "一覧や絞り込みは、決まった書き方の項目から作られます。",
        en: "Lists and filters are made from these keys, which have a fixed form."),
    how: msg!(ja: "例のとおりに書きます。", en: "Write it like the example."),
    examples: &[
        Good(
            "---\nkind: qa\ntitle: 例\nasked: 2025-12\ntone: candid\nverified: { by: 移住交流課, on: 2026-10-01 }\n---\n",
        ),
        Bad("---\nkind: qa\ntitle: 例\nasked: 2025-12-03\n       ^^^^^^^^^^ 書き方が違います\n---\n"),
        Bad("---\nkind: qa\ntitle: 例\ntone: sad\n      ^^^ 書き方が違います\n---\n"),
        Good(
            "---\nkind: procedure\ntitle: 例\nlast_checked: 2026-10-03\nforms: [{ name: 届け, file: a.pdf }]\nofficial: \
                https://example.jp/\n---\n",
        ),
        Bad(
            "---\nkind: procedure\ntitle: 例\nlast_checked: 令和8年\n              ^^^^^^^ `last_checked: 2026-10-03`\n\
                ---\n",
        ),
        Bad("---\nkind: event\ntitle: 例\nstart: 2027-02-20 13:00\n       ^^^^^^^^^^^^^^^^ T10:00\n---\n"),
        Bad("---\nkind: event\ntitle: 例\nstart: 2027/2/20 午後1時\n       ^^^^^^^^^^^^^^^^^ T10:00\n---\n"),
        Bad("---\nkind: procedure\ntitle: 例\nforms: a.pdf\n       ^^^^^ name: …, file: …\n---\n"),
        Bad("---\nkind: support\ntitle: 例\nconditions: 家族\n            ^^ 並びで\n---\n"),
        Bad("---\nkind: procedure\ntitle: 例\nofficial: example.jp\n          ^^^^^^^^^^ https://\n---\n"),
    ],
    check: Check::Document(check_field_form),
};

fn check_field_form(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    for field in page_kinds::kind(&page.card.kind).fields {
        let (name, words, words_en) = (field.name, &field.words.ja, &field.words.en);
        let how = match (field.form, document.meta.fields.get(name)) {
            (FieldForm::Contact, _) => unknown_contact(&document.meta.contact),
            (_, Some(value)) if *value != Value::Null => wrong(name, field.form, value),
            _ => None,
        };
        let Some(how) = how else { continue };
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
            ja: "`{name}`（{words}）の書き方が違います",
            en: "`{name}` ({words_en}) is not written as it should be"),
        );
        let place = document.place(name).value;
        let finding = finding.at(&document.path, place).help(how);
        let written = document.meta.fields.get(name).and_then(Value::as_text).unwrap_or_default();
        findings.push(match read_moment(written).filter(|_| matches!(field.form, FieldForm::DayTime)) {
            Some(moment) => finding.fix(place, moment.to_string()),
            None => finding,
        });
    }
}

/// The day and the time that are meant, where they are written in another way: `2027-02-20 13:00`, 令和9年2月20日 午後1時.
fn read_moment(written: &str) -> Option<Moment> {
    let text: String = written.nfkc().collect();
    let (day, clock) = text.trim().split_once([' ', 'T'])?;
    let clock = read_time(&clock.split_whitespace().collect::<String>())?;
    Moment::parse(&format!("{}T{clock}", guess(day)?))
}

/// How to write the field, if the value is not written so.
fn wrong(name: &str, form: FieldForm, value: &Value) -> Option<Message> {
    let text = value.as_text();
    let is = |right: bool, how: Message| (!right).then_some(how);
    match form {
        FieldForm::Text => is(text.is_some() || is_list(value), msgf!(ja: "文字で書いてください", en: "write words")),
        FieldForm::Short(most) => {
            let length = text.map_or(usize::MAX, |text| text.chars().count());
            is(length <= most, msgf!(ja: "{most}文字までで書いてください", en: "write at most {most} characters"))
        }
        FieldForm::Month | FieldForm::Day | FieldForm::DayTime => wrong_time(name, form, text),
        FieldForm::Number => is(
            matches!(value, Value::Int(_) | Value::Float(_)),
            msgf!(
            ja: "`{name}: 12` のように、半角の数字だけを書いてください",
            en: "write digits only, like `{name}: 12`"),
        ),
        FieldForm::Flag => is(
            matches!(value, Value::Bool(_)),
            msgf!(
            ja: "`{name}: true`（はい）か `{name}: false`（いいえ）と書いてください",
            en: "write `{name}: true` or `{name}: false`"),
        ),
        FieldForm::OneOf(words) => one_of(text, words.iter().copied()),
        FieldForm::Choice(choices) => one_of(text, choices.iter().map(|choice| &*choice.words.ja)),
        FieldForm::List => is(
            is_list(value),
            msgf!(
            ja: "`{name}: [一つめ, 二つめ]` のように、並びで書いてください",
            en: "write a list, like `{name}: [one, two]`"),
        ),
        FieldForm::Link => is(
            text.is_some_and(|text| {
                text.starts_with("https://") || text.starts_with("http://") || text.starts_with('/')
            }),
            msgf!(
            ja: "`{name}: https://…` か、`/` で始まるこのサイトのURLを書いてください",
            en: "write `{name}: https://…`, or a URL of this site that begins with `/`"),
        ),
        FieldForm::Verified => {
            let right = !value.text_of("by").is_empty() && Date::parse(value.text_of("on")).is_some();
            is(
                right,
                msgf!(
                ja: "`{name}: {{ by: 移住交流課, on: 2026-10-01 }}` のように、課と日付を書いてください",
                en: "write desk and day, like `{name}: {{ by: 移住交流課, on: 2026-10-01 }}`"),
            )
        }
        FieldForm::Calendar => is(
            EventRecord::of_value(value).is_some(),
            msgf!(
            ja: "`{name}:` の行を消して、`shirube check --fix` を実行してください",
            en: "remove the line `{name}:` and run `shirube check --fix`"),
        ),
        FieldForm::Records(columns) => match value {
            Value::List(rows) => rows.iter().find_map(|row| wrong_row(name, columns, row)),
            _ => Some(row_form(name, columns)),
        },
        FieldForm::Contact | FieldForm::Common => None,
    }
}

/// How to write a month, a day or a time, if it is not written so.
fn wrong_time(name: &str, form: FieldForm, text: Option<&str>) -> Option<Message> {
    let (right, how) = match form {
        FieldForm::Month => (
            text.is_some_and(|text| Date::parse(&format!("{text}-01")).is_some()),
            msgf!(
            ja: "`{name}: 2025-12` のように、年と月だけを書いてください。日は書きません",
            en: "write year and month only, like `{name}: 2025-12`; never a day"),
        ),
        FieldForm::Day => (
            text.is_some_and(|text| Date::parse(text).is_some()),
            msgf!(
            ja: "`{name}: 2026-10-03` のように、日付を書いてください",
            en: "write a day, like `{name}: 2026-10-03`"),
        ),
        FieldForm::DayTime => (
            text.is_some_and(|text| Moment::parse(text).is_some()),
            msgf!(
            ja: "`{name}: 2026-10-03T10:00` のように書いてください。時刻が決まっていなければ `{name}: 2026-10-03` とします",
            en: "write it like `{name}: 2026-10-03T10:00`, or `{name}: 2026-10-03` for a whole day"),
        ),
        _ => return None,
    };
    (!right).then_some(how)
}

/// How to write a row of a table, if it is not written so.
fn wrong_row(name: &str, columns: &[Field], row: &Value) -> Option<Message> {
    let Value::Map(cells) = row else { return Some(row_form(name, columns)) };
    let missing = columns.iter().any(|column| !column.required.is_empty() && !cells.contains_key(column.name));
    let unknown = cells.keys().any(|key| !columns.iter().any(|column| column.name == key));
    if missing || unknown {
        return Some(row_form(name, columns));
    }
    columns.iter().find_map(|column| wrong(column.name, column.form, cells.get(column.name)?))
}

fn row_form(name: &str, columns: &[Field]) -> Message {
    let keys: Vec<_> = columns.iter().map(|column| format!("{}: …", column.name)).collect();
    let (keys, must) = (
        keys.join(", "),
        columns
            .iter()
            .filter(|column| !column.required.is_empty())
            .map(|column| column.name)
            .collect::<Vec<_>>()
            .join(" "),
    );
    msgf!(
        ja: "`{name}:` の下に、1行ずつ `- {{ {keys} }}` のように書いてください（必ず書く項目：{must}）",
        en: "below `{name}:` write a line each, like `- {{ {keys} }}` (always there: {must})")
}

fn one_of<'a>(text: Option<&str>, words: impl Iterator<Item = &'a str> + Clone) -> Option<Message> {
    let all = words.clone().collect::<Vec<_>>().join(" ");
    (!text.is_some_and(|text| words.clone().any(|word| word == text)))
        .then(|| msgf!(ja: "次のどれかを書いてください：{all}", en: "write one of: {all}"))
}

fn is_list(value: &Value) -> bool {
    matches!(value, Value::List(items) if items.iter().all(|item| matches!(item, Value::Text(_) | Value::Int(_)
        | Value::Float(_))))
}

/// The keys of the site's contacts, if this is none of them.
fn unknown_contact(key: &str) -> Option<Message> {
    let setting = ask::setting("contacts");
    let Some(Value::Map(contacts)) = setting.as_deref() else { return None };
    if key.is_empty() || contacts.contains_key(key) {
        return None;
    }
    one_of(Some(key), contacts.keys().map(String::as_str))
}
