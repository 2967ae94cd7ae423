//! A page in which HTML of an author stands, as a browser would read it, with everything taken out that is not listed.
//!
//! [`super::raw_html`] lets pass what is written plainly; what comes of all of it together only a reader of HTML knows.
//! So the whole text goes through one (`ammonia`), on these pages and no others: what is left open is closed, and of
//! elements, attributes and addresses none is left that may run anything.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use ammonia::{Builder, UrlRelative};

use crate::{
    base::url::{SCHEMES, is_followed},
    load::{
        document::{Body, Hole},
        markdown::raw_html::{ADDRESSES, ATTRIBUTES, FREE, NEVER, OWN_ATTRIBUTES, TABLE},
    },
};

/// What we write ourselves beside the elements that an author may write.
const OURS: [&str; 36] = [
    "a",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "rp",
    "rt",
    "ruby",
    "section",
    "span",
    "strong",
    "ul",
    "caption",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
];

/// What our elements say beside what an author may say.
const OUR_ATTRIBUTES: [&str; 4] = ["role", "tabindex", "aria-label", "aria-labelledby"];

/// Characters of which one that a page does not use marks where its holes are.
const MARKS: std::ops::Range<u32> = 0xf0000..0xf00ff;

/// Takes out of a part of a page what is not listed; `site` are the elements that site.toml allows.
pub(super) fn sanitise(body: &Body, site: &[String]) -> Body {
    let unused = |c: &char| !body.html.contains(*c);
    let Some(mark) = MARKS.filter_map(char::from_u32).find(unused) else { return Body::default() };
    let mut marked = String::with_capacity(body.html.len() + body.holes.len() * 12);
    let mut done = 0;
    for (number, hole) in body.holes.iter().enumerate() {
        marked.push_str(&body.html[done..hole.at]);
        marked.push_str(&format!("{mark}{number}{mark}"));
        done = hole.at;
    }
    marked.push_str(&body.html[done..]);
    let clean = builder(site).clean(&marked).to_string();
    let mut out = Body { html: String::with_capacity(clean.len()), holes: Vec::with_capacity(body.holes.len()) };
    for (place, part) in clean.split(mark).enumerate() {
        if place % 2 == 0 {
            out.html.push_str(part);
        } else if let Some(hole) = part.parse().ok().and_then(|number: usize| body.holes.get(number)) {
            out.holes.push(Hole { at: out.html.len(), fill: hole.fill.clone() });
        }
    }
    out
}

fn builder(site: &[String]) -> Builder<'_> {
    let own = site.iter().map(String::as_str).filter(|name| !NEVER.contains(name));
    let tags: HashSet<&str> = OURS.into_iter().chain(FREE).chain(TABLE).chain(own).collect();
    let named = |names: &[&'static str]| names.iter().copied().collect::<HashSet<&str>>();
    let attributes: HashMap<&str, HashSet<&str>> =
        OWN_ATTRIBUTES.iter().map(|(element, names)| (*element, named(names))).collect();
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(ATTRIBUTES.into_iter().chain(OUR_ATTRIBUTES).collect())
        .tag_attributes(attributes)
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(|_, name, value| {
            (!ADDRESSES.contains(&name) || is_followed(value)).then_some(Cow::Borrowed(value))
        });
    builder
}

#[cfg(test)]
#[path = "sanitise_tests.rs"]
mod tests;
