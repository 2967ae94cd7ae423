//! The site's answers as values of the template engine.
//!
//! Every key is always there: a template can say `{% if page.image %}` of any page. HTML is marked safe here and
//! nowhere else; `| safe` is not used in templates.

use std::{collections::BTreeMap, sync::Arc};

pub use tera::Value as Tera;
use tera::value::Key;

use crate::{
    base::{url::Url, value::Value},
    incremental::tracked::read,
    load::{
        document::{Answer as DocAnswer, Body},
        html,
        markdown::ruby,
    },
    render::{
        body, page_kinds,
        share::{Shared, share},
        tables,
    },
    site::{
        Page, Site,
        query::{Answer, CachedAnswer, Query, Taxonomy},
        resolve::cards::{Card, Label, Status},
    },
    text::file_size::file_size,
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

/// Text, escaped where it is shown.
pub fn text(text: &str) -> Tera {
    Tera::normal_string(text)
}

/// The value of an answer, made once for every question.
pub fn answer(asked: &CachedAnswer) -> Tera {
    asked.slot.get(|| match &asked.answer {
        Answer::Nothing => text(""),
        Answer::Card(it) => card(it),
        Answer::Cards(cards) => list(cards.iter().map(|it| card(it))),
        Answer::Pair([before, after]) => {
            let side = |it: &Option<Arc<Card>>| it.as_ref().map_or_else(|| text(""), |it| card(it));
            map([("prev", side(before)), ("next", side(after))])
        }
        Answer::List(part) => {
            let other = |number: usize| {
                if (1..=part.pages).contains(&number) { text(part.url.numbered(number).as_str()) } else { text("") }
            };
            map([
                ("label", text(&part.title)),
                ("description", text(&part.description)),
                ("url", text(part.url.as_str())),
                ("items", list(part.items.iter().map(|it| card(it)))),
                ("number", Tera::from(part.number)),
                ("pages", Tera::from(part.pages)),
                ("total", Tera::from(part.total)),
                ("prev", other(part.number - 1)),
                ("next", other(part.number + 1)),
            ])
        }
        Answer::Groups(groups) => list(groups.iter().map(|group| {
            map([
                ("key", text(&group.key)),
                ("label", text(&group.label)),
                ("items", list(group.items.iter().map(|it| card(it)))),
            ])
        })),
        Answer::Terms(terms) => list(terms.iter().map(|term| {
            map([
                ("key", text(&term.key)),
                ("label", text(&term.label)),
                ("description", text(&term.description)),
                ("url", text(term.url.as_str())),
                ("count", Tera::from(term.count)),
            ])
        })),
        Answer::Translations(all) => list(all.iter().map(|one| {
            map([
                ("code", text(&one.code)),
                ("tag", text(&one.tag)),
                ("label", text(&one.label)),
                ("url", text(one.url.as_str())),
                ("fallback", Tera::from(one.fallback)),
                ("current", Tera::from(one.current)),
            ])
        })),
        Answer::Target(target) => text(target.url.as_str()),
        Answer::File(file) => text(file.url.as_str()),
        Answer::Value(it) => value(it),
        Answer::Table(table) => tables::table(&table.value),
        Answer::Rows(rows) => list(rows.iter().map(|row| tables::row(row, "", &BTreeMap::new()))),
        Answer::Words(words) => text(words),
    })
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
        let Card {
            path,
            title,
            description,
            summary,
            kind,
            topics,
            tags,
            date,
            updated,
            status,
            image,
            fallback,
            fields,
            answers,
            over,
            areas,
            ..
        } = it;
        map([
            ("url", text(&it.link())),
            ("path", text(path)),
            ("title", text(&ruby::strip(title))),
            ("title_html", with_ruby(title)),
            ("description", text(description)),
            ("summary", text(summary)),
            ("kind", text(kind)),
            ("topics", labels(topics)),
            ("tags", labels(tags)),
            ("date", date.map_or_else(|| text(""), |it| text(&it.to_string()))),
            ("updated", updated.map_or_else(|| text(""), |it| text(&it.to_string()))),
            ("status", text(status.name())),
            ("image", text(image.as_ref().map_or("", Url::as_str))),
            ("fallback", Tera::from(*fallback)),
            ("fields", kind_fields(kind, fields)),
            ("answers", Tera::from(*answers)),
            ("over", Tera::from(*over)),
            ("areas", list(areas.iter().map(|area| text(area)))),
        ])
    })
}

/// A kind's own fields; those that are not given are empty.
fn kind_fields(kind: &str, fields: &BTreeMap<String, Value>) -> Tera {
    let missing = page_kinds::kind(kind)
        .fields
        .iter()
        .filter(|field| !fields.contains_key(field.name))
        .map(|field| (field.name.to_owned(), text("")));
    map(fields.iter().map(|(key, it)| (key.clone(), value(it))).chain(missing))
}

fn labels(labels: &[Label]) -> Tera {
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

/// Everything a page's template is handed: the page's own document and nothing else.
pub fn page(site: &Site, page: &Page, url: &Url, number: usize) -> BTreeMap<&'static str, Tera> {
    let (document, card_of) = (&page.document, &page.card);
    let meta = &document.meta;
    let lang = &site.langs()[page.lang];
    let content_lang = if card_of.fallback { &site.langs()[0].tag } else { &lang.tag };
    let date = |date: Option<crate::text::date::Date>| date.map_or_else(|| text(""), |date| text(&date.to_string()));
    let headings = document.headings.iter().filter(|heading| (2..=3).contains(&heading.level));
    let parts = document.text.parts();
    let answers = document.answers.iter().zip(&parts.answers).map(|(it, body)| answer_of(page, it, body));
    let mut values = frame(site, page.lang, url, number);
    values.extend([
        ("title", text(&ruby::strip(&meta.title))),
        ("title_html", with_ruby(&meta.title)),
        ("path", text(document.path.as_str())),
        ("kind", text(&card_of.kind)),
        ("fallback", Tera::from(card_of.fallback)),
        ("content_lang", text(content_lang)),
        ("description", text(&meta.description)),
        ("summary", text(&document.summary)),
        ("date", date(meta.date)),
        ("updated", date(meta.updated)),
        ("review_by", date(meta.review_by)),
        ("status", text(card_of.status.name())),
        ("ribbon", ribbon(card_of.status, page.lang)),
        ("topics", labels(&card_of.topics)),
        ("tags", labels(&card_of.tags)),
        ("contact", contact(&meta.contact)),
        ("image", text(card_of.image.as_ref().map_or("", Url::as_str))),
        (
            "headings",
            list(headings.map(|it| {
                map([("level", Tera::from(u64::from(it.level))), ("id", text(&it.id)), ("text", text(&it.text))])
            })),
        ),
        ("body", Tera::safe_string(&(old_parts(page) + &body::fill(document, &parts.body, page.lang)))),
        ("characters", Tera::from(document.characters)),
        ("has_ruby", Tera::from(document.has_ruby || ruby::has(&meta.title))),
        ("extra", map(meta.extra.iter().map(|(key, it)| (key.clone(), value(it))))),
        ("fields", kind_fields(&card_of.kind, &meta.fields)),
        ("answers", list(answers)),
        ("over", Tera::from(card_of.over)),
        ("forms", list(body::forms(document, page.lang).iter().map(|form| Tera::safe_string(form)))),
        (
            "share",
            share(&Shared {
                title: &meta.title,
                description: &meta.description,
                summary: &document.summary,
                document: Some(document),
                lang: page.lang,
            }),
        ),
    ]);
    BTreeMap::from([("page", map(values))])
}

/// Empty anchors for old parts of the page, so that old addresses still lead to it.
fn old_parts(page: &Page) -> String {
    let mut anchors = String::new();
    for part in Site::old_parts(page) {
        anchors.push_str("<span id=\"");
        html::escape(&mut anchors, &part);
        anchors.push_str("\"></span>");
    }
    anchors
}

/// The page that a generated one stands below.
pub fn above(url: &Url, title: &str) -> (&'static str, Tera) {
    ("above", map([("url", text(url.as_str())), ("title", text(title))]))
}

/// What a generated page is handed: everything empty but what `own` says.
pub fn generated(
    site: &Site,
    lang: usize,
    url: &Url,
    number: usize,
    own: impl IntoIterator<Item = (&'static str, Tera)>,
) -> BTreeMap<&'static str, Tera> {
    let mut values = frame(site, lang, url, number);
    let (mut title, mut description) = (String::new(), String::new());
    for (key, it) in own {
        let words = it.as_str().unwrap_or_default();
        match key {
            "title" => {
                title = words.to_owned();
                values.push(("title_html", text(words)));
            }
            "description" => description = words.to_owned(),
            _ => {}
        }
        values.push((key, it));
    }
    values.push(("share", share(&Shared { title: &title, description: &description, lang, ..Shared::default() })));
    BTreeMap::from([("page", map(values))])
}

/// What every page is handed, most of it empty; of two values with one name the later counts.
fn frame(site: &Site, lang: usize, url: &Url, number: usize) -> Vec<(&'static str, Tera)> {
    let language = &site.langs()[lang];
    let mut values = Vec::with_capacity(64);
    values.extend(
        [
            "title",
            "title_html",
            "path",
            "kind",
            "description",
            "summary",
            "date",
            "updated",
            "review_by",
            "ribbon",
            "image",
            "body",
            "term",
            "above",
        ]
        .map(|key| (key, text(""))),
    );
    values.extend([
        ("url", text(url.as_str())),
        ("lang", text(&language.tag)),
        ("lang_code", text(&language.code)),
        ("site_title", text(&language.title)),
        ("fallback", Tera::from(false)),
        ("content_lang", text(&language.tag)),
        ("status", text(Status::Public.name())),
        ("number", Tera::from(number)),
        ("characters", Tera::from(0)),
        ("has_ruby", Tera::from(false)),
        ("contact", contact("")),
        ("extra", map::<&str>([])),
        ("fields", map::<&str>([])),
    ]);
    values.extend(["topics", "tags", "headings", "answers", "forms"].map(|key| (key, list([]))));
    values
}

fn answer_of(page: &Page, it: &DocAnswer, body: &Body) -> Tera {
    let attribute = |name: &str| text(it.attributes.get(name).map_or("", String::as_str));
    let kind = read(Query::Setting { key: "municipality.kind".to_owned() });
    let kind = match &kind.answer {
        Answer::Value(Value::Text(kind)) => kind.clone(),
        _ => "町".to_owned(),
    };
    let role = words(&format!("role_{}", it.role), page.lang).replace("{kind}", &kind);
    map([
        ("heading", text(&ruby::strip(&it.heading))),
        ("id", text(&it.id)),
        ("role", text(&it.role)),
        ("role_label", text(&role)),
        ("years", attribute("years")),
        ("area", attribute("area")),
        ("section", attribute("section")),
        ("month", attribute("month")),
        ("html", Tera::safe_string(&body::fill(&page.document, body, page.lang))),
    ])
}

/// A desk to ask, by its key; an unknown or empty one is the first.
pub fn contact(key: &str) -> Tera {
    let asked = read(Query::Contact { key: key.to_owned() });
    asked.slot.get(|| {
        let fields = ["key", "name", "phone", "email", "hours", "address", "url", "line"];
        let Answer::Value(Value::Map(found)) = &asked.answer else {
            return map(fields.iter().chain(&["tel"]).map(|name| (*name, text(""))));
        };
        let given = |name: &str| found.get(name).and_then(Value::as_text).unwrap_or_default();
        let tel = international(given("phone"));
        map(fields.map(|name| (name, text(given(name)))).into_iter().chain([("tel", text(&tel))]))
    })
}

/// A Japanese number as a link: 0160-00-1010 is `tel:+81160001010`.
pub(super) fn international(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    digits.strip_prefix('0').map_or(String::new(), |rest| format!("tel:+81{rest}"))
}

fn ribbon(status: Status, lang: usize) -> Tera {
    match status {
        Status::Public => text(""),
        Status::Draft => text(&words("ribbon_draft", lang)),
        Status::Scheduled(day) => text(&words("ribbon_scheduled", lang).replace("{date}", &day.japanese())),
        Status::Expired(_) => text(&words("ribbon_expired", lang)),
        Status::Unapproved => text(&words("ribbon_unapproved", lang)),
    }
}

/// The theme's words; the key itself where the theme has none.
pub fn words(key: &str, lang: usize) -> String {
    match &read(Query::Words { key: key.to_owned(), lang }).answer {
        Answer::Words(words) => words.clone(),
        _ => key.to_owned(),
    }
}

/// A file's size in the theme's words.
pub fn size_in_words(bytes: u64, lang: usize) -> String {
    let (number, unit) = file_size(bytes);
    words(unit, lang).replace("{n}", &number)
}

/// The taxonomy that a template names.
pub fn taxonomy(name: &str) -> Option<Taxonomy> {
    [Taxonomy::Topics, Taxonomy::Tags].into_iter().find(|taxonomy| taxonomy.name() == name)
}
