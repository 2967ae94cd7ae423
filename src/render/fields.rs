//! A kind's own fields in words: their labels in the page's language, and what they hold as a page shows it.

use tera::Value as Tera;

use crate::{
    incremental::{ask, tracked::here},
    render::{
        moments,
        page_kind::{Choice, Field, FieldForm},
        page_kinds, tera_value,
    },
    report::message::Message,
};

/// The label of a kind's field. The theme's `KIND_FIELD` comes first, so that a site or a translation may have its own;
/// then the kind's own word, in the language that the theme names in `field_words`.
pub fn label(kind: &str, name: &str) -> String {
    let own = || page_kinds::kind(kind).field(name).map(|field| in_language(&field.words, field.easy));
    ask::given_words(format!("{kind}_{name}"), here().lang).or_else(own).unwrap_or_else(|| name.to_owned())
}

/// Those of some fields that are given, in the order of the names: `name`, `label`, `form`, `value` as it was written,
/// and `words` as it is shown; both may be lists. Words may hold ruby.
pub fn facts(kind: &str, fields: &Tera, names: &[String]) -> Tera {
    let shown = |name: &String| {
        let field = page_kinds::kind(kind).field(name)?;
        let value =
            fields.get_from_path(name).filter(|value| value.is_truthy() || value.is_number() || value.is_bool())?;
        Some(tera_value::map([
            ("name", tera_value::text(name)),
            ("label", tera_value::text(&label(kind, name))),
            ("form", tera_value::text(form_name(field.form))),
            ("value", value.clone()),
            ("words", field_words(kind, field, value)),
        ]))
    };
    tera_value::list(names.iter().filter_map(shown))
}

/// How a template shows it: `text`, `list`, `time`, `link` or `records`.
fn form_name(form: FieldForm) -> &'static str {
    match form {
        FieldForm::Day | FieldForm::DayTime | FieldForm::Month => "time",
        FieldForm::List => "list",
        FieldForm::Link => "link",
        FieldForm::Records(_) => "records",
        _ => "text",
    }
}

fn field_words(kind: &str, field: &Field, value: &Tera) -> Tera {
    match (field.form, value.as_str(), value.as_array()) {
        (FieldForm::Records(columns), _, Some(rows)) => tera_value::list(rows.iter().map(|row| {
            let names: Vec<String> = columns.iter().map(|column| column.name.to_owned()).collect();
            record(kind, columns, row, &names)
        })),
        (FieldForm::Flag, ..) => {
            tera_value::text(&ask::words(if value.is_truthy() { "yes" } else { "no" }, here().lang))
        }
        (FieldForm::OneOf(_), Some(key), _) => {
            tera_value::text(&ask::words(&format!("{kind}_{}_{key}", field.name), here().lang))
        }
        (FieldForm::Choice(choices), Some(word), _) => tera_value::text(&choice(kind, field.name, choices, word)),
        (FieldForm::Day | FieldForm::DayTime, Some(day), _) => tera_value::text(&moments::moment(day)),
        (FieldForm::Month, Some(month), _) => tera_value::text(&moments::month(month)),
        (_, Some(text), _) => tera_value::text(text),
        (_, _, Some(items)) => tera_value::list(items.iter().cloned()),
        _ => tera_value::text(&value.to_string()),
    }
}

/// A row of a table: the cells of all columns, empty where nothing is given.
fn record(kind: &str, columns: &[Field], row: &Tera, names: &[String]) -> Tera {
    let cell = |(column, name): (&Field, &String)| {
        let value = row.get_from_path(name).filter(|value| value.is_truthy() || value.is_number());
        let words = value.map_or_else(|| tera_value::text(""), |value| field_words(kind, column, value));
        tera_value::map([
            ("name", tera_value::text(name)),
            ("label", tera_value::text(&in_language(&column.words, column.easy))),
            ("words", words),
        ])
    };
    tera_value::list(columns.iter().zip(names).map(cell))
}

/// A word of a choice in the page's language: the theme's `KIND_FIELD_WORD`, else the kind's own.
pub fn choice(kind: &str, field: &str, choices: &[Choice], word: &str) -> String {
    let Some(choice) = choices.iter().find(|choice| choice.words.ja == word) else { return word.to_owned() };
    ask::given_words(format!("{kind}_{field}_{word}"), here().lang)
        .unwrap_or_else(|| in_language(&choice.words, choice.easy))
}

/// Words in the language of the page.
fn in_language(words: &Message, easy: &str) -> String {
    match ask::words("field_words", here().lang).as_str() {
        "en" => words.en.to_string(),
        "easy" if !easy.is_empty() => easy.to_owned(),
        _ => words.ja.to_string(),
    }
}
