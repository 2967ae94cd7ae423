//! What the site answers as values of the template engine.
//!
//! Every key is always there: a template can say `{% if page.image %}` of any page. HTML is marked safe here, in
//! `context.rs` and `filters.rs`, and nowhere else; `| safe` is not used in templates.

use std::{collections::BTreeMap, sync::Arc};

pub use tera::Value as Tera;
use tera::value::Key;

use crate::{
    base::{url::Url, value::Value},
    incremental::ask::words,
    load::{html, markdown::ruby},
    render::page_kinds,
    site::{
        query::{FileEntry, Group, List, TermEntry, Translation},
        resolve::cards::{Card, CardField, Label},
    },
    text::{
        date::Date,
        file_size::file_size,
        phone::{Phone, find_phones_in_field, folded_digits},
        visible::without_controls,
    },
};

/// A template value of named values, in the order of their names.
pub fn map<K: Into<Key<'static>> + Ord>(entries: impl IntoIterator<Item = (K, Tera)>) -> Tera {
    // The engine's own map would be made twice, every key hashed each time: its conversion takes any map and copies it.
    Tera::from(entries.into_iter().collect::<BTreeMap<K, Tera>>())
}

/// A list of template values.
pub fn list(items: impl IntoIterator<Item = Tera>) -> Tera {
    Tera::from(items.into_iter().collect::<Vec<_>>())
}

/// Text, escaped where it is shown. Control characters stay behind.
pub fn text(text: &str) -> Tera {
    Tera::normal_string(&without_controls(text))
}

/// Text that may be missing.
pub fn optional(it: Option<impl AsRef<str>>) -> Tera {
    it.map_or_else(|| text(""), |it| text(it.as_ref()))
}

/// A day as front matter writes it; empty without one.
pub fn day(it: Option<Date>) -> Tera {
    optional(it.map(|day| day.to_string()))
}

/// A front matter, data or settings value.
pub fn value(it: &Value) -> Tera {
    match it {
        Value::Null => text(""),
        Value::Bool(it) => Tera::from(*it),
        Value::Int(it) => Tera::from(*it),
        Value::Float(it) => Tera::from(*it),
        Value::Text(it) => text(it),
        Value::List(items) => list(items.iter().map(value)),
        Value::Map(entries) => map(entries.iter().map(|(key, it)| (key.clone(), value(it)))),
    }
}

/// A card, made once for every page.
pub fn card(it: &Card) -> Tera {
    it.slot.get(|| {
        let fields = it.fields().map(|(name, field)| (name, card_field(it, field)));
        map(fields.into_iter().chain([("title_html", with_ruby(&it.title))]))
    })
}

fn card_field(it: &Card, field: CardField<'_>) -> Tera {
    match field {
        CardField::Text(words) => text(words),
        CardField::Ruby(words) => text(&ruby::strip(words)),
        CardField::Link(..) => text(&it.link()),
        CardField::Labels(all) => labels(all),
        CardField::Day(it) => day(it),
        CardField::Status(status) => text(status.name()),
        CardField::Picture(url) => optional(url.map(Url::as_str)),
        CardField::Flag(flag) => Tera::from(flag),
        CardField::Count(count) => Tera::from(count),
        CardField::Words(words) => list(words.iter().map(|word| text(word))),
        CardField::Own(fields) => kind_fields(&it.kind, fields),
    }
}

/// Pages in order.
pub fn cards(cards: &[Arc<Card>]) -> Tera {
    list(cards.iter().map(|it| card(it)))
}

/// A part of a list, with the URLs of the parts before and after it.
pub fn part(part: &List) -> Tera {
    let other =
        |number: usize| optional((1..=part.pages).contains(&number).then(|| part.url.numbered(number).to_string()));
    map([
        ("label", text(&part.title)),
        ("description", text(&part.description)),
        ("url", text(part.url.as_str())),
        ("items", cards(&part.items)),
        ("number", Tera::from(part.number)),
        ("pages", Tera::from(part.pages)),
        ("total", Tera::from(part.total)),
        ("prev", other(part.number - 1)),
        ("next", other(part.number + 1)),
    ])
}

/// Pages under headings.
pub fn groups(groups: &[Group]) -> Tera {
    list(
        groups.iter().map(|group| {
            map([("key", text(&group.key)), ("label", text(&group.label)), ("items", cards(&group.items))])
        }),
    )
}

/// Topics or tags.
pub fn terms(terms: &[TermEntry]) -> Tera {
    list(terms.iter().map(|term| {
        map([
            ("key", text(&term.key)),
            ("label", text(&term.label)),
            ("description", text(&term.description)),
            ("url", text(term.url.as_str())),
            ("own", Tera::from(term.own)),
            ("count", Tera::from(term.count)),
        ])
    }))
}

/// A page in every language.
pub fn translations(all: &[Translation]) -> Tera {
    list(all.iter().map(|one| {
        map([
            ("code", text(&one.code)),
            ("tag", text(&one.tag)),
            ("label", text(&one.label)),
            ("url", text(one.url.as_str())),
            ("fallback", Tera::from(one.fallback)),
            ("current", Tera::from(one.current)),
        ])
    }))
}

/// The URL of a file.
pub fn file(file: &FileEntry) -> Tera {
    text(file.url.as_str())
}

/// A kind's own fields; those that are not given are empty.
pub fn kind_fields(kind: &str, fields: &BTreeMap<String, Value>) -> Tera {
    let missing = page_kinds::kind(kind)
        .fields
        .iter()
        .filter(|field| !fields.contains_key(field.name))
        .map(|field| (field.name.to_owned(), text("")));
    map(fields.iter().map(|(key, it)| (key.clone(), value(it))).chain(missing))
}

/// Topics or tags of a page.
pub fn labels(labels: &[Label]) -> Tera {
    list(labels.iter().map(|it| {
        map([
            ("key", text(&it.key)),
            ("label", text(&it.label)),
            ("name", text(&it.label)),
            ("url", text(it.url.as_str())),
            ("own", Tera::from(it.own)),
        ])
    }))
}

/// Text with `{漢字|かんじ}` as HTML ruby, everything else escaped.
pub fn with_ruby(words: &str) -> Tera {
    let mut safe = String::with_capacity(words.len());
    html::with_ruby(&mut safe, words);
    Tera::safe_string(&safe)
}

/// Words with ruby as [`with_ruby`] has them, in which the telephone numbers are links as they are in a text.
/// `extension` is that of the first number, where a field of its own has it; `label` is the word for one.
pub fn with_phones(words: &str, extension: &str, label: &str) -> Tera {
    let mut safe = String::with_capacity(words.len());
    let mut done = 0;
    let lines: Vec<&str> = extension.split(|c: char| !c.is_numeric()).filter(|line| !line.is_empty()).collect();
    let mut open = !lines.is_empty();
    for phone in find_phones_in_field(words) {
        html::with_ruby(&mut safe, &words[done..phone.range.start]);
        let written = &words[phone.range.clone()];
        done = phone.range.end;
        if !std::mem::take(&mut open) || !phone.extension.is_empty() {
            link_phone(&mut safe, &phone, |safe| html::escape(safe, written));
            continue;
        }
        let at = |line: &str| Phone { extension: folded_digits(line), ..phone.clone() };
        if let [line] = lines[..] {
            link_phone(&mut safe, &at(line), |safe| {
                html::escape(safe, written);
                safe.push(' ');
                html::with_ruby(safe, label);
                safe.push(' ');
                html::escape(safe, line);
            });
            continue;
        }
        link_phone(&mut safe, &phone, |safe| html::escape(safe, written));
        safe.push(' ');
        html::with_ruby(&mut safe, label);
        for line in &lines {
            safe.push(' ');
            link_phone(&mut safe, &at(line), |safe| html::escape(safe, line));
        }
    }
    html::with_ruby(&mut safe, &words[done..]);
    if open {
        safe.push(' ');
        html::with_ruby(&mut safe, label);
        safe.push(' ');
        html::escape(&mut safe, extension);
    }
    Tera::safe_string(&safe)
}

/// A mail address that breaks before its marks, where it has to break.
pub fn with_breaks(words: &str) -> Tera {
    let mut safe = String::with_capacity(words.len() + 20);
    for part in words.split_inclusive(['@', '.', '-', '_']) {
        html::escape(&mut safe, part);
        safe.push_str("<wbr>");
    }
    Tera::safe_string(safe.trim_end_matches("<wbr>"))
}

/// A link that calls a number.
fn link_phone(safe: &mut String, phone: &Phone, words: impl FnOnce(&mut String)) {
    safe.push_str("<a class=\"tel\" href=\"");
    html::escape(safe, &phone.address());
    safe.push_str("\">");
    words(safe);
    safe.push_str("</a>");
}

/// A file's size in the theme's words.
pub fn size_in_words(bytes: u64, lang: usize) -> String {
    let (number, unit) = file_size(bytes);
    words(unit, lang).replace("{n}", &number)
}
