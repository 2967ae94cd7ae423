//! Fills the holes of a page's HTML: where links lead, what images are, the theme's words, highlighted code.
//!
//! A target that does not exist leaves the link as written; the finding is the check's (`dead-link`), not ours.

use crate::{
    base::{
        path::SourcePath,
        url::{Url, is_followed},
        value::Value,
    },
    image::variants::{Encoding, Shape, Variant, VariantSet},
    incremental::ask::{self, words},
    load::{
        document::{Body, Document, Fill, Link},
        html::{escape, with_ruby},
    },
    render::{highlight, reference::reference, tera_value::size_in_words},
    site::{
        links::{Destination, destination},
        query::FileEntry,
        resolve::{files::picture_url, statics::static_file},
    },
};

/// The body with every hole filled, for a page in language `lang`.
pub fn fill(document: &Document, body: &Body, lang: usize) -> String {
    if body.holes.is_empty() {
        return body.html.clone();
    }
    let mut html = String::with_capacity(body.html.len() + body.holes.len() * 64);
    let mut done = 0;
    for hole in &body.holes {
        html.push_str(&body.html[done..hole.at]);
        done = hole.at;
        match &hole.fill {
            Fill::Href(index) => href(&mut html, document, &document.links[*index], lang),
            Fill::LinkNote(index) => note(&mut html, document, &document.links[*index], lang),
            Fill::Image(index, first) => image(&mut html, document, &document.links[*index], *first),
            Fill::Words(key) => escape(&mut html, &words(key, lang)),
            Fill::Code(language, code) => highlight::code(&mut html, language, code),
        }
    }
    html.push_str(&body.html[done..]);
    html
}

/// The forms that front matter gives, as links that tell each file's type and size.
pub fn forms(document: &Document, lang: usize) -> Vec<String> {
    let Some(Value::List(rows)) = document.meta.fields.get("forms") else { return Vec::new() };
    let given = |row: &Value| {
        document.links.iter().find(|link| link.target == row.text_of("file") && link.text == row.text_of("name"))
    };
    let shown = |link: &Link| {
        let mut html = "<a href=\"".to_owned();
        href(&mut html, document, link, lang);
        html.push_str("\">");
        with_ruby(&mut html, &link.text);
        note(&mut html, document, link, lang);
        html.push_str("</a>");
        html
    };
    rows.iter().filter_map(given).map(shown).collect()
}

/// Where a link leads; nowhere, if a browser must not follow it.
fn href(html: &mut String, document: &Document, link: &Link, lang: usize) {
    if !is_followed(&link.target) {
        return;
    }
    match destination(&document.path, &link.target) {
        Destination::Page(path, anchor) => match ask::target(path, anchor.clone(), lang) {
            Some(target) => push_with_anchor(html, &target.url, &anchor),
            None => escape(html, &link.target),
        },
        Destination::File(path) => match ask::file(path) {
            Some(file) => {
                push_relative(html, &file.url);
                download(html, &file);
            }
            None => escape(html, &link.target),
        },
        Destination::Route(path, anchor) => {
            push_relative(html, &Url::new(path));
            let asked = link.target.split('#').next().and_then(|address| address.split_once('?'));
            if let Some((_, asked)) = asked {
                html.push('?');
                escape(html, asked);
            }
            push_anchor(html, &anchor);
        }
        Destination::Anchor(_) | Destination::Elsewhere | Destination::Nowhere => escape(html, &link.target),
    }
}

/// The name under which a file is saved: its own, whatever it is called here. What browsers show is shown.
fn download(html: &mut String, file: &FileEntry) {
    if file.dimensions.is_none() {
        html.push_str("\" download=\"");
        escape(html, &file.name);
    }
}

/// What a link says after its words: a file's type and size, or that it leaves the site.
fn note(html: &mut String, document: &Document, link: &Link, lang: usize) {
    match destination(&document.path, &link.target) {
        Destination::File(path) => file_note(html, path, lang),
        Destination::Route(url, _) if is_file(&url) => file_note(html, static_file(&url), lang),
        Destination::Elsewhere if link.target.starts_with("http") => {
            html.push_str("<span class=\"external\">（");
            escape(html, &words("external_site", lang));
            html.push_str("）</span>");
        }
        _ => {}
    }
}

/// Whether a URL may be a file's: pages end with a slash.
fn is_file(url: &str) -> bool {
    url.rsplit('/').next().is_some_and(|name| name.contains('.') && !name.ends_with(".html"))
}

/// A file's type and size.
fn file_note(html: &mut String, path: SourcePath, lang: usize) {
    let kind = path.extension().to_uppercase();
    if let Some(FileEntry { size, dimensions: None, .. }) = ask::file(path).as_deref() {
        let size = size_in_words(*size, lang);
        html.push_str("<span class=\"file\">（");
        escape(html, &format!("{kind}：{size}"));
        html.push_str("）</span>");
    }
}

/// The column of text in the theme, for the browser's choice among the widths.
const SIZES: &str = "(min-width: 48rem) 45rem, 100vw";

fn image(html: &mut String, document: &Document, link: &Link, first: bool) {
    let decorative = matches!(link.text.as_str(), "飾り" | "decorative");
    let file = match destination(&document.path, &link.target) {
        Destination::File(path) => ask::file(path),
        Destination::Route(url, _) => ask::file(static_file(&url)),
        _ => None,
    };
    let entry = file.as_deref();
    let plan = entry.and_then(|file| file.plan);
    if let Some(plan) = &plan {
        html.push_str("<picture>");
        source(html, plan);
    }
    html.push_str("<img src=\"");
    match (entry, &plan) {
        (_, Some(plan)) => push_relative(html, &picture_url(plan, plan.fallback())),
        (Some(file), None) => push_relative(html, &file.url),
        (None, None) if is_followed(&link.target) => escape(html, &link.target),
        (None, None) => {}
    }
    html.push_str("\" alt=\"");
    escape(html, if decorative { "" } else { &link.text });
    html.push('"');
    let size = plan.map(|plan| plan.size()).or_else(|| entry.and_then(|file| file.dimensions));
    if let Some((width, height)) = size {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    html.push_str(if first { " fetchpriority=\"high\"" } else { " loading=\"lazy\"" });
    html.push_str(" decoding=\"async\">");
    if plan.is_some() {
        html.push_str("</picture>");
    }
}

/// The variants for browsers that know AVIF.
fn source(html: &mut String, plan: &VariantSet) {
    let format = Encoding::Avif;
    html.push_str("<source type=\"");
    html.push_str(format.media_type());
    html.push_str("\" srcset=\"");
    for (number, width) in plan.widths().into_iter().enumerate() {
        html.push_str(if number == 0 { "" } else { ", " });
        push_relative(html, &picture_url(plan, Variant { shape: Shape::Width(width), format }));
        html.push_str(&format!(" {width}w"));
    }
    html.push_str("\" sizes=\"");
    html.push_str(SIZES);
    html.push_str("\">");
}

fn push_with_anchor(html: &mut String, url: &Url, anchor: &str) {
    push_relative(html, url);
    push_anchor(html, anchor);
}

fn push_anchor(html: &mut String, anchor: &str) {
    if !anchor.is_empty() {
        html.push('#');
        escape(html, anchor);
    }
}

fn push_relative(html: &mut String, url: &Url) {
    escape(html, &reference(url));
}
