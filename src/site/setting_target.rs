//! Where a link of `site.toml` leads, told from its text: its file stands at the guide's root, not beside a page.

use crate::{
    base::{path::SourcePath, url::is_followed},
    site::links::has_scheme,
};

/// A destination as it is written in `site.toml`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SettingTarget {
    /// `https:`, `mailto:`, `tel:` and the like: as it stands.
    Address(String),
    /// `#part`: on the page that shows the link.
    Anchor(String),
    /// A Markdown file, with the anchor after `#` (empty if none).
    Page(SourcePath, String),
    /// A URL below the site's root, with a slash at its beginning, and the anchor.
    Route(String, String),
    /// Nothing that can be followed.
    Unusable,
}

/// Schemes of addresses that may stand in `site.toml`.
const SCHEMES: [&str; 6] = ["https:", "http:", "mailto:", "tel:", "sms:", "webcal:"];

impl SettingTarget {
    /// Reads a destination: `content/soudan/_index.md`, `soudan/_index.md`, `soudan/`, `/soudan/#a`, `https://…`.
    pub fn read(written: &str) -> Self {
        let written = written.trim();
        if written.starts_with('#') && written.len() > 1 {
            return Self::Anchor(written.to_owned());
        }
        if has_scheme(written) {
            let known = SCHEMES
                .iter()
                .any(|scheme| written.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme)));
            let whole = known && is_followed(written) && !written.contains(char::is_whitespace);
            return if whole { Self::Address(written.to_owned()) } else { Self::Unusable };
        }
        let (path, anchor) = written.split_once('#').unwrap_or((written, ""));
        let path = path.split('?').next().unwrap_or_default().replace('\\', "/");
        let inner = path.trim_start_matches("./").trim_start_matches('/');
        let host = inner.split('/').next().unwrap_or_default();
        if path.is_empty() || path.starts_with("//") || path.contains(char::is_whitespace) || host.starts_with("www.") {
            return Self::Unusable;
        }
        let below = inner.strip_prefix("content/").or_else(|| (inner == "content").then_some(""));
        let file = SourcePath::new("content/_index.md").join(below.unwrap_or(inner));
        let file = file.filter(|file| file.as_str().starts_with("content"));
        match file {
            None => Self::Unusable,
            Some(file) if file.is_page() => Self::Page(file, anchor.to_owned()),
            Some(_) if below.is_some_and(|below| below.is_empty() || below.ends_with('/')) => {
                let folder = below.unwrap_or_default();
                Self::Page(SourcePath::new(&format!("content/{folder}_index.md")), anchor.to_owned())
            }
            Some(_) => Self::Route(format!("/{inner}"), anchor.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_destination_is_read() {
        let page = |path: &str, anchor: &str| SettingTarget::Page(SourcePath::new(path), anchor.to_owned());
        let route = |url: &str, anchor: &str| SettingTarget::Route(url.to_owned(), anchor.to_owned());
        for (written, expected) in [
            ("content/soudan/_index.md", page("content/soudan/_index.md", "")),
            ("/content/soudan/a.md#b", page("content/soudan/a.md", "b")),
            ("soudan/a.md", page("content/soudan/a.md", "")),
            ("./soudan/a.md", page("content/soudan/a.md", "")),
            ("content\\soudan\\a.md", page("content/soudan/a.md", "")),
            ("content/soudan/", page("content/soudan/_index.md", "")),
            ("soudan/", route("/soudan/", "")),
            ("/soudan/#窓口", route("/soudan/", "窓口")),
            ("/", route("/", "")),
            ("opendata/", route("/opendata/", "")),
            ("https://example.jp/a b", SettingTarget::Unusable),
            ("https://example.jp/", SettingTarget::Address("https://example.jp/".into())),
            ("mailto:iju@example.jp", SettingTarget::Address("mailto:iju@example.jp".into())),
            ("tel:+81199001010", SettingTarget::Address("tel:+81199001010".into())),
            ("#contact", SettingTarget::Anchor("#contact".into())),
            ("javascript:alert(1)", SettingTarget::Unusable),
            ("www.example.jp", SettingTarget::Unusable),
            ("//example.jp/", SettingTarget::Unusable),
            ("C:/guide/a.md", SettingTarget::Unusable),
            ("../a.md", SettingTarget::Unusable),
            ("相談 する", SettingTarget::Unusable),
            ("", SettingTarget::Unusable),
        ] {
            assert_eq!(SettingTarget::read(written), expected, "{written}");
        }
    }
}
