//! What a template's context holds: the page that is shown, with every key in any case, and nothing of other pages.
//! The rest of the site is asked for, by `functions.rs`.

use std::collections::BTreeMap;

use crate::{
    base::{url::Url, value::Value},
    config::types::Contact,
    incremental::{
        ask::{self, words},
        tracked::here,
    },
    load::{
        document::{Answer, Body, Document, Meta},
        html,
        markdown::ruby,
    },
    render::{
        body, moments,
        page_kind::Lead,
        page_kinds,
        share::{Shared, share},
        tera_value::{self, Tera, day, kind_fields, labels, list, map, optional, text, with_ruby},
    },
    site::{Site, page::Page, resolve::cards::Status},
    text::phone::call_extension,
};

/// Everything a page's template is handed: the page's own document and nothing else.
pub fn page(site: &Site, page: &Page, url: &Url, number: usize) -> BTreeMap<&'static str, Tera> {
    let (document, card_of) = (&page.document, &page.card);
    let meta = &document.meta;
    let lang = &site.langs()[page.lang];
    let content_lang = if card_of.fallback { &site.langs()[0].tag } else { &lang.tag };
    let parts = document.text.parts();
    let answers = document.answers.iter().zip(&parts.answers).map(|(it, body)| answer_of(page, it, body));
    let body = old_parts(page) + &body::fill(document, &parts.body, page.lang);
    let shared = Shared {
        title: &meta.title,
        description: &meta.description,
        summary: &document.summary,
        document: Some(document),
        lang: page.lang,
    };
    let mut values = frame(site, page.lang, url, number);
    values.extend([
        ("lead", text(lead(page, &body))),
        ("title", text(&ruby::strip(&meta.title))),
        ("title_html", with_ruby(&meta.title)),
        ("path", text(document.path.as_str())),
        ("kind", text(&card_of.kind)),
        ("fallback", Tera::from(card_of.fallback)),
        ("content_lang", text(content_lang)),
        ("description", text(&meta.description)),
        ("summary", text(&document.summary)),
        ("date", day(meta.date)),
        ("updated", day(meta.updated)),
        ("review_by", day(meta.review_by)),
        ("status", text(card_of.status.name())),
        ("edited_since", Tera::from(document.edited_since().is_some())),
        ("ribbon", ribbon(card_of.status, page.lang)),
        ("topics", labels(&card_of.topics)),
        ("tags", labels(&card_of.tags)),
        ("contact", contact(desk_of(meta))),
        ("image", optional(card_of.image.as_ref().map(Url::as_str))),
        ("headings", headings(document)),
        ("body", Tera::safe_string(&body)),
        ("characters", Tera::from(document.characters)),
        ("has_ruby", Tera::from(document.readings + usize::from(ruby::has(&meta.title)) > 1)),
        ("extra", map(meta.extra.iter().map(|(key, it)| (key.clone(), tera_value::value(it))))),
        ("fields", kind_fields(&card_of.kind, &meta.fields)),
        ("answers", list(answers)),
        ("over", Tera::from(card_of.over)),
        ("forms", list(body::forms(document, page.lang).iter().map(|form| Tera::safe_string(form)))),
        ("share", share(&shared)),
    ]);
    BTreeMap::from([("page", map(values))])
}

/// The headings that a list of contents shows.
fn headings(document: &Document) -> Tera {
    let shown = document.headings.iter().filter(|heading| (2..=3).contains(&heading.level));
    list(
        shown.map(|it| {
            map([("level", Tera::from(u64::from(it.level))), ("id", text(&it.id)), ("text", text(&it.text))])
        }),
    )
}

/// What the page says of itself, where its template shows it; `body` is its text.
fn lead<'a>(page: &'a Page, body: &str) -> &'a str {
    let meta = &page.document.meta;
    match page_kinds::kind(&page.card.kind).lead {
        Lead::WithoutText if !body.is_empty() => "",
        Lead::Description | Lead::WithoutText => &meta.description,
        Lead::Field(name) => meta.fields.get(name).and_then(Value::as_text).unwrap_or_default(),
        Lead::Nothing => "",
    }
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

/// What a generated page is handed: everything empty but what `own` says. Its template shows its description, unless
/// `own` gives another `lead`.
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
            "description" => {
                description = words.to_owned();
                values.push(("lead", text(words)));
            }
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
            "edited_since",
            "lead",
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

fn answer_of(page: &Page, it: &Answer, body: &Body) -> Tera {
    let attribute = |name: &str| text(it.attributes.get(name).map_or("", String::as_str));
    let kind = ask::setting("municipality.kind");
    let kind = kind.as_deref().and_then(Value::as_text).unwrap_or("町");
    let role = words(&format!("role_{}", it.role), page.lang).replace("{kind}", kind);
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

/// The desk of a page: the one it names, else the one that checked it.
fn desk_of(meta: &Meta) -> &str {
    let checked = || meta.fields.get("verified").and_then(|verified| verified.get("by")?.as_text());
    Some(meta.contact.as_str()).filter(|key| !key.is_empty()).or_else(checked).unwrap_or_default()
}

/// A desk to ask, by its key or the end of its name; an unknown or empty one is the first. What is given in the page's
/// language is said in it; `name_main` and so on tell that it is not.
pub fn contact(key: &str) -> Tera {
    let Some(desk) = ask::contact(key, here().lang) else {
        return map(Contact::FIELDS.iter().chain(&["tel"]).map(|name| (*name, text(""))));
    };
    desk.once(|fields| {
        let given = |name: &str| fields.get(name).and_then(Value::as_text).unwrap_or_default();
        let main = |name: &str| matches!(fields.get(name), Some(Value::Bool(true)));
        let tel = call_extension(given("phone"), given("extension"));
        let words = Contact::FIELDS.map(|name| (name, text(given(name))));
        let mains = Contact::MAIN.map(|(_, name)| (name, Tera::from(main(name))));
        map(words.into_iter().chain(mains).chain([("tel", text(&tel))]))
    })
}

fn ribbon(status: Status, lang: usize) -> Tera {
    match status {
        Status::Public => text(""),
        Status::Draft => text(&words("ribbon_draft", lang)),
        Status::Scheduled(day) => {
            text(&words("ribbon_scheduled", lang).replace("{date}", &moments::day(&day.to_string())))
        }
        Status::Expired(_) => text(&words("ribbon_expired", lang)),
        Status::Unapproved => text(&words("ribbon_unapproved", lang)),
    }
}
