//! A thing of schema.org, and the page's values that it is made from. Readings never get in; what is empty is left out.

use serde_json::{Map, Value as Json};
use tera::Value as Tera;

use crate::{load::markdown::ruby, text::visible::without_controls};

/// A thing with its properties, in the order in which they were given.
#[derive(Clone, Debug)]
pub struct Node(Map<String, Json>);

impl Node {
    /// A thing of this type.
    pub fn new(kind: &str) -> Self {
        Self(Map::new()).with("@type", kind)
    }

    /// Adds a property, unless it is empty.
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        let value = match value.into() {
            Json::String(text) => Json::String(without_controls(&ruby::strip(&text)).into_owned()),
            other => other,
        };
        let empty = match &value {
            Json::Null => true,
            Json::String(text) => text.is_empty(),
            Json::Array(items) => items.is_empty(),
            _ => false,
        };
        if !empty {
            self.0.insert(name.to_owned(), value);
        }
        self
    }
}

impl From<Node> for Json {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// A page as its template is handed it: structured data sees what visitors see, and nothing else.
pub struct Shown<'a> {
    page: &'a Tera,
    /// Where the thing that publishes the page is described; empty if the site does not say who it is.
    publisher: String,
}

impl<'a> Shown<'a> {
    pub fn new(page: &'a Tera, publisher: String) -> Self {
        Self { page, publisher }
    }

    /// The page's values as they are.
    pub fn page(&self) -> &'a Tera {
        self.page
    }

    /// A value of the page by dotted path: `title`, `fields.start`, `contact.name`; empty if there is none.
    pub fn text(&self, path: &'static str) -> &'a str {
        self.value(path).and_then(Tera::as_str).unwrap_or_default()
    }

    /// A number of the page by dotted path.
    pub fn number(&self, path: &'static str) -> Option<f64> {
        self.value(path).and_then(Tera::as_f64)
    }

    /// Whether a value of the page is true.
    pub fn is(&self, path: &'static str) -> bool {
        self.value(path).and_then(Tera::as_bool).unwrap_or_default()
    }

    /// The values of a list of the page.
    pub fn items(&self, path: &'static str) -> &'a [Tera] {
        self.value(path).and_then(Tera::as_array).unwrap_or_default()
    }

    /// A reference to the thing that publishes the page; empty if the site does not say who it is.
    pub fn publisher(&self) -> Json {
        if self.publisher.is_empty() { Json::Null } else { serde_json::json!({ "@id": self.publisher }) }
    }

    fn value(&self, path: &'static str) -> Option<&'a Tera> {
        self.page.get_from_path(path)
    }
}
