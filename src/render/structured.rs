//! What a page is for machines: one JSON-LD graph a page, after schema.org.
//!
//! Every word in it stands in the visible text of the page: it is made from the values that the template shows. Kinds
//! of rich results that have ended or that need a place to answer (`FAQPage`, `QAPage`) are not written.

use serde_json::Value as Json;
use tera::Value as Tera;

use crate::{
    base::url::Url,
    incremental::{ask, tracked::here},
    load::{markdown::ruby, nature::Standing},
    render::{
        node::{Node, Shown},
        page_kinds,
        reference::{base_url, page_url},
    },
};

/// The graph of a page, as JSON.
pub fn graph(page: &Tera) -> String {
    let base = base_url();
    let publisher = publisher(&base, page.get_from_path("lang_code").and_then(Tera::as_str).unwrap_or_default());
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
    let kind = page.get_from_path("kind").and_then(Tera::as_str).unwrap_or_default();
    if page_kinds::kind(kind).nature.default_for == Some(Standing::Top) {
        return Vec::new();
    }
    let code = page.get_from_path("lang_code").and_then(Tera::as_str).unwrap_or_default();
    let root = if code.is_empty() { Url::root() } else { Url::root().child(code) };
    let mut trail = vec![Crumb { url: root.clone(), title: ask::words("home", lang), fallback: false }];
    let above = ask::ancestors(page_url());
    trail.extend(above.iter().filter(|card| card.url != root).map(|card| Crumb {
        url: card.url.clone(),
        title: card.title.clone(),
        fallback: card.fallback,
    }));
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
        .with("description", shown.text("lead"))
        .with("url", here().url.absolute(base))
        .with("inLanguage", shown.text("content_lang"))
        .with("dateModified", updated)
        .with("publisher", shown.publisher())
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
fn publisher(base: &str, code: &str) -> Option<Node> {
    let setting = |name: &str| {
        let own = ["name", "address"].contains(&name) && !code.is_empty();
        let own = own.then(|| ask::setting_text(&format!("municipality.{name}_{code}")));
        own.filter(|own| !own.is_empty()).unwrap_or_else(|| ask::setting_text(&format!("municipality.{name}")))
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
