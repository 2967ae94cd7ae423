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
    load::{
        html,
        markdown::{
            autolink::{Found, find_links},
            ruby,
        },
    },
    render::page_kinds,
    site::{
        query::{FileEntry, Group, List, TermEntry, Translation},
        resolve::cards::{Card, CardField, Label},
    },
    text::{date::Date, file_size::file_size, visible::without_controls},
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
pub fn with_phones(words: &str) -> Tera {
    let mut safe = String::with_capacity(words.len());
    let mut done = 0;
    for (place, found) in find_links(words) {
        let Found::Phone { tel } = found else { continue };
        html::with_ruby(&mut safe, &words[done..place.start]);
        safe.push_str("<a class=\"tel\" href=\"");
        html::escape(&mut safe, &tel);
        safe.push_str("\">");
        html::escape(&mut safe, &words[place.clone()]);
        safe.push_str("</a>");
        done = place.end;
    }
    html::with_ruby(&mut safe, &words[done..]);
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

/// A file's size in the theme's words.
pub fn size_in_words(bytes: u64, lang: usize) -> String {
    let (number, unit) = file_size(bytes);
    words(unit, lang).replace("{n}", &number)
}
