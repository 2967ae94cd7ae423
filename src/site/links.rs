//! What a link's target means, told from its text and the file it stands in. Looks at no other file.

use crate::base::{path::SourcePath, url::decode};

/// A link's destination as written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// `#part`: on the same page.
    Anchor(String),
    /// A Markdown file, with the anchor after `#` (empty if none).
    Page(SourcePath, String),
    /// Any other file beside the pages.
    File(SourcePath),
    /// `/path/`: a URL below the site's root, with its anchor.
    Route(String, String),
    /// Another site, `mailto:`, `tel:` and the like: not ours to check.
    Elsewhere,
    /// A relative path that leaves the site, or nothing at all.
    Nowhere,
}

/// Reads a link's target as it stands in `from`.
pub fn destination(from: &SourcePath, target: &str) -> Destination {
    if target.is_empty() {
        return Destination::Nowhere;
    }
    if let Some(anchor) = target.strip_prefix('#') {
        return Destination::Anchor(decode(anchor));
    }
    if target.starts_with("//") || has_scheme(target) {
        return Destination::Elsewhere;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let (path, anchor) = (decode(path.split('?').next().unwrap_or(path)), decode(anchor));
    if path.starts_with('/') {
        return Destination::Route(path, anchor);
    }
    let Some(file) =
        from.join(&path).filter(|file| file.as_str().starts_with("content/") || file.as_str() == "content")
    else {
        return Destination::Nowhere;
    };
    if path.ends_with('/') || file.as_str() == "content" {
        return Destination::Page(SourcePath::new(&format!("{file}/_index.md")), anchor);
    }
    if file.is_page() { Destination::Page(file, anchor) } else { Destination::File(file) }
}

/// The place of a page's file, in which one file stands whatever ends its name: `sumai/_index` of
/// `content/sumai/index.md`.
pub fn place_of(path: &SourcePath) -> String {
    key_of(path, []).0
}

/// The file of a table that front matter names: beside the page, or from the root where it begins with `data/`.
pub fn table(from: &SourcePath, target: &str) -> Option<SourcePath> {
    if target.starts_with("data/") {
        return SourcePath::new("site.toml").join(target);
    }
    match destination(from, target) {
        Destination::File(path) => Some(path),
        _ => None,
    }
}

/// Whether the target names a scheme: letters, then a colon before any slash.
pub fn has_scheme(target: &str) -> bool {
    let Some(colon) = target.find(':') else { return false };
    let scheme = &target[..colon];
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

/// The content file's place in the site and its language: `content/sumai/rent.en.md` is `sumai/rent` in `en`.
pub fn key_of<'a>(path: &SourcePath, codes: impl IntoIterator<Item = &'a str>) -> (String, Option<&'a str>) {
    let stem = path.page_stem().unwrap_or(path.as_str());
    let stem = stem.strip_prefix("content/").unwrap_or(stem);
    let (stem, lang) = codes
        .into_iter()
        .find_map(|code| stem.strip_suffix(code).and_then(|rest| rest.strip_suffix('.')).map(|rest| (rest, Some(code))))
        .unwrap_or((stem, None));
    let name = stem.rfind('/').map_or(stem, |at| &stem[at + 1..]);
    let key = if name == "index" { format!("{}_index", &stem[..stem.len() - name.len()]) } else { stem.to_owned() };
    (key, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::facets::may_lead_to;

    #[test]
    fn targets_are_told_apart() {
        let from = SourcePath::new("content/sumai/rent.md");
        let page = |path: &str, anchor: &str| Destination::Page(SourcePath::new(path), anchor.to_owned());
        for (target, expected) in [
            ("#料金", Destination::Anchor("料金".into())),
            ("../shiru/a.md#b", page("content/shiru/a.md", "b")),
            ("akiya.md", page("content/sumai/akiya.md", "")),
            ("../shiru/", page("content/shiru/_index.md", "")),
            ("photo%20a.jpg", Destination::File(SourcePath::new("content/sumai/photo a.jpg"))),
            ("/sumai/#x", Destination::Route("/sumai/".into(), "x".into())),
            ("https://example.jp/a.md", Destination::Elsewhere),
            ("mailto:a@example.jp", Destination::Elsewhere),
            ("//example.jp/", Destination::Elsewhere),
            ("../../site.toml", Destination::Nowhere),
            ("", Destination::Nowhere),
        ] {
            assert_eq!(destination(&from, target), expected, "{target}");
        }
    }

    #[test]
    fn facets_hold_every_target_that_leads_somewhere() {
        let from = SourcePath::new("content/sumai/rent.md");
        for target in [
            "#a",
            "b.md",
            "b.MD",
            "b.md#x",
            "b.md?x",
            "b.markdown",
            "b%2Emd",
            "b",
            "b/",
            "b.d/",
            ".",
            "..",
            "../..",
            "../",
            "../b.jpg",
            "",
            "../../content",
            "b.jpg?x#y",
            "b.jpg#b.md",
            "a/b.c/d",
            "b.",
            ".md",
            "/b.md",
            "//b.md",
            "https://example.jp/b.md",
            "http:b.md",
            "tel:1",
            "mailto:a@example.jp",
            "urn:b.md",
            "b\\c.md",
            "?b.md",
            "b.txt/c",
            "./b.md/.",
            "ｂ.md",
            "写真.jpg",
        ] {
            let (page, file) = may_lead_to(target);
            match destination(&from, target) {
                Destination::Page(..) => assert!(page, "{target} leads to a page"),
                Destination::File(_) => assert!(file, "{target} leads to a file"),
                _ => {}
            }
        }
        assert_eq!(
            (may_lead_to("b.md"), may_lead_to("b.jpg"), may_lead_to("#b")),
            ((true, false), (false, true), (false, false))
        );
    }

    #[test]
    fn tables_lie_beside_a_page_or_in_data() {
        let of = |target| table(&SourcePath::new("content/a/b.md"), target).map(|path| path.to_string());
        assert_eq!(of("c.csv").as_deref(), Some("content/a/c.csv"));
        assert_eq!(of("../c.csv").as_deref(), Some("content/c.csv"));
        assert_eq!(of("data/c.csv").as_deref(), Some("data/c.csv"));
        assert_eq!((of("data/../../c.csv"), of("https://example.jp/c.csv"), of("")), (None, None, None));
    }

    #[test]
    fn file_names_carry_the_language() {
        let of = |path| key_of(&SourcePath::new(path), ["en", "easy"]);
        assert_eq!(of("content/sumai/rent.en.md"), ("sumai/rent".into(), Some("en")));
        assert_eq!(of("content/sumai/rent.md"), ("sumai/rent".into(), None));
        assert_eq!(of("content/v1.2.md"), ("v1.2".into(), None));
        assert_eq!(of("content/index.easy.md"), ("_index".into(), Some("easy")));
    }
}
