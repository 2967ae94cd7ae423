//! What a page is for machines: one JSON-LD graph a page, after schema.org.
//!
//! Kinds of rich results that have ended or that need a place to answer (`FAQPage`, `QAPage`) are not written.
//!
//! - **In**: a page and its kind's own part.
//! - **Out**: a JSON-LD graph.
//! - **Never**: say a word that does not stand in the visible text of the page.
//! - **Read first**: [`node`].
//! - **One more**: a kind adds its part in its file in `page_kinds/`.
//! - **Tests**: `tests/it/kinds.rs`.

mod node;

use std::sync::Arc;

use serde_json::Value as Json;
use tera::Value as Tera;

pub use node::{Node, Shown};

use crate::{
    base::{url::Url, value::Value},
    incremental::tracked::{here, read},
    load::markdown::ruby,
    render::{page_kinds, template::functions::base_url, tera_value},
    site::{
        query::{Answer, Query},
        resolve::cards::Card,
    },
};

/// The graph of a page, as JSON.
pub fn graph(page: &Tera) -> String {
    let base = base_url();
    let publisher = publisher(&base);
    let shown = Shown::new(page, publisher.as_ref().map_or_else(String::new, |_| publisher_id(&base)));
    let trail = breadcrumb(&shown, &base);
    let own = page_kinds::kind(shown.text("kind")).structured.and_then(|structured| structured(&shown));
    let nodes = [Some(web_page(&shown, &base)), trail, publisher, own].into_iter().flatten().map(Json::from);
    Json::from(
        [("@context".to_owned(), Json::from("https://schema.org")), ("@graph".to_owned(), nodes.collect())]
            .into_iter()
            .collect::<serde_json::Map<_, _>>(),
    )
    .to_string()
}

/// A page above another.
pub struct Crumb {
    /// Where it is.
    pub url: Url,
    /// Its title, with readings.
    pub title: String,
    /// Whether the title is in the site's own language, because nobody has translated the page.
    pub fallback: bool,
}

/// The pages above this one, from the top page down: what the page's trail shows, and what machines are told.
pub fn crumbs(page: &Tera) -> Vec<Crumb> {
    let lang = here().lang;
    if page.get_from_path("kind").and_then(Tera::as_str) == Some("home") {
        return Vec::new();
    }
    let code = page.get_from_path("lang_code").and_then(Tera::as_str).unwrap_or_default();
    let root = if code.is_empty() { Url::root() } else { Url::root().child(code) };
    let mut trail = vec![Crumb { url: root.clone(), title: tera_value::words("home", lang), fallback: false }];
    let asked = read(Query::Ancestors { of: crate::render::template::functions::page_url() });
    if let Answer::Cards(cards) = &asked.answer {
        let above = cards.iter().filter(|card| card.url != root);
        let crumb =
            |card: &Arc<Card>| Crumb { url: card.url.clone(), title: card.title.clone(), fallback: card.fallback };
        trail.extend(above.map(crumb));
    }
    // A page that nobody wrote says itself what it stands below: one topic below all topics.
    let above = |path| page.get_from_path(path).and_then(Tera::as_str);
    if let (Some(url), Some(title)) = (above("above.url"), above("above.title")) {
        trail.push(Crumb { url: Url::new(url), title: title.to_owned(), fallback: false });
    }
    trail
}

fn web_page(shown: &Shown<'_>, base: &str) -> Node {
    let updated =
        [shown.text("updated"), shown.text("date")].into_iter().find(|day| !day.is_empty()).unwrap_or_default();
    Node::new("WebPage")
        .with("name", shown.text("title"))
        .with("description", description(shown))
        .with("url", here().url.absolute(base))
        .with("inLanguage", shown.text("content_lang"))
        .with("dateModified", updated)
        .with("publisher", shown.publisher())
}

/// What the page says of itself, where its template shows it.
fn description<'a>(shown: &Shown<'a>) -> &'a str {
    match shown.text("kind") {
        "home" | "questions" | "search" | "accessibility" | "area" => "",
        "qa" => shown.text("fields.short_answer"),
        "section" if !shown.text("body").is_empty() => "",
        _ => shown.text("description"),
    }
}

fn breadcrumb(shown: &Shown<'_>, base: &str) -> Option<Node> {
    let trail = crumbs(shown.page());
    if trail.is_empty() {
        return None;
    }
    let own = Crumb { url: here().url, title: shown.text("title").to_owned(), fallback: false };
    let item = |(place, Crumb { url, title, .. }): (usize, Crumb)| {
        Json::from(
            Node::new("ListItem")
                .with("position", place + 1)
                .with("name", ruby::strip(&title))
                .with("item", url.absolute(base)),
        )
    };
    let items: Vec<Json> = trail.into_iter().chain([own]).enumerate().map(item).collect();
    Some(Node::new("BreadcrumbList").with("itemListElement", items))
}

fn publisher_id(base: &str) -> String {
    format!("{base}#publisher")
}

/// The municipality as the foot of every page shows it.
fn publisher(base: &str) -> Option<Node> {
    let setting = |name: &str| match &read(Query::Setting { key: format!("municipality.{name}") }).answer {
        Answer::Value(Value::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let name = setting("name");
    if name.is_empty() {
        return None;
    }
    let url = setting("url");
    Some(
        Node::new("GovernmentOrganization")
            .with("@id", publisher_id(base))
            .with("url", if url.is_empty() { base.to_owned() } else { url })
            .with("telephone", setting("phone"))
            .with("address", setting("address"))
            .with("areaServed", name.as_str())
            .with("name", name),
    )
}

/// Something that the municipality does for people: of the kinds `procedure` and `support`.
pub fn government_service(shown: &Shown<'_>) -> Option<Node> {
    Some(
        Node::new("GovernmentService")
            .with("name", shown.text("title"))
            .with("description", shown.text("description"))
            .with("url", here().url.absolute(&base_url()))
            .with("provider", shown.publisher()),
    )
}
