//! Links to what moves, and out of it: the same destination, written as it is seen from the new place.

use std::collections::BTreeMap;

use crate::{
    authoring::moves::Moves,
    base::{
        path::SourcePath,
        url::{Url, encode},
    },
    config::types::Config,
    load::document::Document,
    report::diagnostic::Edit,
    site::{
        links::{Destination, destination, table},
        setting_target::SettingTarget,
    },
    text::span::Span,
};

/// What has moved: files, and the URLs of their pages.
pub struct Moved<'a> {
    /// The files.
    pub files: &'a Moves,
    /// The URLs that differ.
    pub urls: &'a BTreeMap<Url, Url>,
}

/// The edits of a page's links and of the files that its front matter names, in the order of the file.
pub fn edits(document: &Document, moved: &Moved<'_>) -> Vec<Edit> {
    let (from, to) = (&document.path, moved.place(&document.path));
    let mut found: BTreeMap<Span, String> = BTreeMap::new();
    for link in &document.links {
        // Where a reference link is written cannot be told; what it breaks is told before anything is written.
        if link.target_span != link.span || document.places().values().any(|place| place.value == link.span) {
            found.extend(moved.target(from, to, &link.target).map(|target| (link.target_span, target)));
        }
    }
    for key in ["image", "table"] {
        let named = match key {
            "image" => document.meta.image.as_str(),
            _ => document.meta.fields.get(key).and_then(|value| value.as_text()).unwrap_or_default(),
        };
        let target = if key == "table" && table(from, named).is_some_and(|path| path.as_str().starts_with("data/")) {
            None
        } else {
            moved.target(from, to, named).filter(|_| !named.is_empty())
        };
        found.extend(target.map(|target| (document.place_of(key, named), target)));
    }
    found.into_iter().map(|(span, text)| Edit { span, text, safe: true }).collect()
}

/// The edits of site.toml: where its links lead, and the files that it names below `content/`.
pub fn setting_edits(text: &str, config: &Config, moved: &Moved<'_>) -> Vec<Edit> {
    let mut found: BTreeMap<Span, String> = BTreeMap::new();
    let mut add = |at: Span, written: &str, new: String| {
        if let Some(offset) = text.get(at.range()).and_then(|value| value.find(written)) {
            let start = at.start + offset;
            found.insert(Span::new(start, start + written.len()), new);
        }
    };
    for target in &config.targets {
        let (path, rest) = target.written.split_at(target.written.find(['#', '?']).unwrap_or(target.written.len()));
        match SettingTarget::read(&target.written) {
            SettingTarget::Page(file, _) => {
                if let Some(new) = moved.files.get(&file) {
                    let new = if path.ends_with('/') { new.folder().to_owned() + "/" } else { new.to_string() };
                    add(target.at, &target.written, new + rest);
                }
            }
            SettingTarget::Route(route, _) => {
                if let Some(new) = moved.urls.get(&Url::new(route)) {
                    add(target.at, &target.written, new.as_str().to_owned() + rest);
                }
            }
            _ => {}
        }
    }
    let pictures = config.pictures().map(|(_, name, at)| (name, at));
    for (named, at) in pictures.chain([(&*config.area_map, config.area_map_at)]) {
        if let Some(new) = moved.files.get(&SourcePath::new(&format!("content/{named}"))) {
            add(at, named, new.as_str().trim_start_matches("content/").to_owned());
        }
    }
    found.into_iter().map(|(span, text)| Edit { span, text, safe: true }).collect()
}

impl Moved<'_> {
    /// Where a file stands afterwards.
    pub fn place<'a>(&'a self, path: &'a SourcePath) -> &'a SourcePath {
        self.files.get(path).unwrap_or(path)
    }

    /// How a link that stands in `from`, and will stand in `to`, has to be written; `None` where it is right as it is.
    fn target(&self, from: &SourcePath, to: &SourcePath, target: &str) -> Option<String> {
        let (path, rest) = target.split_at(target.find(['#', '?']).unwrap_or(target.len()));
        match destination(from, target) {
            Destination::Page(file, _) | Destination::File(file) => {
                let wanted = self.place(&file);
                let now = match destination(to, target) {
                    Destination::Page(file, _) | Destination::File(file) => Some(file),
                    _ => None,
                };
                if now.as_ref() == Some(wanted) {
                    return None;
                }
                let seen = relative(to.folder(), wanted);
                let seen = if path.ends_with('/') { seen.trim_end_matches("_index.md").to_owned() } else { seen };
                let seen = if seen.is_empty() { "./".to_owned() } else { seen };
                Some(encode(&seen, false).replace('(', "%28").replace(')', "%29") + rest)
            }
            Destination::Route(route, _) => {
                let route = if route.ends_with('/') { route } else { route + "/" };
                self.urls.get(&Url::new(route)).map(|url| url.as_str().to_owned() + rest)
            }
            _ => None,
        }
    }
}

/// A file as it is seen from a folder: `../sumai/rent.md`.
fn relative(folder: &str, to: &SourcePath) -> String {
    let from: Vec<&str> = folder.split('/').collect();
    let parts: Vec<&str> = to.as_str().split('/').collect();
    let common = from.iter().zip(&parts[..parts.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = "../".repeat(from.len() - common);
    up + &parts[common..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_written_as_they_are_seen_from_the_new_place() {
        let path = SourcePath::new;
        let files: Moves = [
            ("content/a/b.md", "content/c/d.md"),
            ("content/a/b.en.md", "content/c/d.en.md"),
            ("content/x/_index.md", "content/y/_index.md"),
            ("content/x/p q.jpg", "content/y/p q.jpg"),
        ]
        .map(|(old, new)| (path(old), path(new)))
        .into();
        let urls = BTreeMap::from([(Url::new("/a/b/"), Url::new("/c/d/"))]);
        let moved = Moved { files: &files, urls: &urls };
        for (from, target, expected) in [
            ("content/a/z.md", "b.md#x", Some("../c/d.md#x")),
            ("content/z.md", "a/b.md", Some("c/d.md")),
            ("content/z.md", "./a/b.md?x", Some("c/d.md?x")),
            ("content/a/b.md", "z.md", Some("../a/z.md")),
            ("content/a/b.md", "b.md", Some("d.md")),
            ("content/a/b.en.md", "#x", None),
            ("content/a/b.md", "../c/w.jpg", None),
            ("content/z.md", "x/", Some("y/")),
            ("content/x/_index.md", "p%20q.jpg", None),
            ("content/z.md", "x/p%20q.jpg", Some("y/p%20q.jpg")),
            ("content/z.md", "/a/b/#x", Some("/c/d/#x")),
            ("content/z.md", "/a/b", Some("/c/d/")),
            ("content/z.md", "https://example.jp/a/b.md", None),
            ("content/z.md", "z.md", None),
        ] {
            let from = path(from);
            assert_eq!(moved.target(&from, moved.place(&from), target).as_deref(), expected, "{from} {target}");
        }
    }
}
