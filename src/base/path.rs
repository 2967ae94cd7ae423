//! Paths of a site's files, the same on every system.

use std::{borrow::Cow, fmt, sync::Arc};

use unicode_normalization::UnicodeNormalization;

/// A file's path relative to the root: `content/sumai/rent.md`. Always `/`, always NFC.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The path of this name; back slashes and NFD are put right.
    pub fn new(path: &str) -> Self {
        if path.is_ascii() && !path.contains('\\') {
            return Self(path.into());
        }
        Self(path.replace('\\', "/").nfc().collect::<String>().into())
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder it lies in, without a slash at the end; empty at the root.
    pub fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..at])
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&*self.0, |at| &self.0[at + 1..])
    }

    /// What follows the last dot of the name, in lower case; empty if there is none.
    pub fn extension(&self) -> String {
        self.file_name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
    }

    /// Whether it is a page's file: Markdown, whichever way its ending is written.
    pub fn is_page(&self) -> bool {
        self.page_stem().is_some()
    }

    /// A page's file without its ending; `None` of any other file. Nothing else says what ends a page's file.
    pub fn page_stem(&self) -> Option<&str> {
        let (stem, ending) = self.0.rsplit_once('.')?;
        ["md", "markdown"].iter().any(|page| ending.eq_ignore_ascii_case(page)).then_some(stem)
    }

    /// Whether it is a file that is published as it is.
    pub fn is_static(&self) -> bool {
        self.0.starts_with("static/")
    }

    /// Follows a relative path from this file's folder; `None` if it leaves the root.
    pub fn join(&self, relative: &str) -> Option<Self> {
        let mut parts: Vec<&str> = self.folder().split('/').filter(|part| !part.is_empty()).collect();
        for part in relative.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()?),
                part => parts.push(part),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

/// What disks and hosts that tell no capital letters from small ones, or one Unicode form from another, make of a path:
/// two paths that are equal in it can be one file.
pub fn fold_case(path: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if path.bytes().all(is_plain) {
        return Cow::Borrowed(path);
    }
    Cow::Owned(path.nfc().collect::<String>().to_lowercase().nfc().collect())
}

/// Whether a path leads to a file below a folder, by one way only and on every system: what a record names may be
/// removed.
pub fn is_inside(path: &str) -> bool {
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let is_name = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', '\0']);
    !is_drive && path.split('/').all(is_name)
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_other_files() {
        for (path, stem) in [
            ("content/a.md", Some("content/a")),
            ("content/a.en.markdown", Some("content/a.en")),
            ("content/A.MD", Some("content/A")),
            ("content/a.mdx", None),
            ("content/a.md/b.jpg", None),
            ("content/md", None),
        ] {
            assert_eq!(
                (SourcePath::new(path).page_stem(), SourcePath::new(path).is_page()),
                (stem, stem.is_some()),
                "{path}"
            );
        }
    }

    #[test]
    fn what_can_be_one_file_is_folded_to_one_path() {
        for (a, b) in [
            ("FAQ/index.html", "faq/index.html"),
            ("Form.PDF", "form.pdf"),
            ("か\u{3099}/Ａ.html", "が/ａ.html"),
            ("É", "e\u{301}"),
            ("STRASSE", "strasse"),
        ] {
            assert_eq!(fold_case(a), fold_case(b), "{a} {b}");
        }
        for (a, b) in [("a/b", "a-b"), ("は", "ば"), ("ア", "ｱ")] {
            assert_ne!(fold_case(a), fold_case(b), "{a} {b}");
        }
        assert!(matches!(fold_case("life/a/index.html"), Cow::Borrowed(_)));
    }

    #[test]
    fn paths_join_and_normalise() {
        let page = SourcePath::new("content/sumai/rent.md");
        assert_eq!(page.join("../index.md").as_ref().map(SourcePath::as_str), Some("content/index.md"));
        assert_eq!(page.join("./a.jpg").as_ref().map(SourcePath::as_str), Some("content/sumai/a.jpg"));
        assert_eq!(page.join("../../../x"), None);
        assert_eq!(SourcePath::new("content\\か\u{3099}.md"), SourcePath::new("content/が.md"));
        assert_eq!((page.folder(), page.file_name(), page.extension().as_str()), ("content/sumai", "rent.md", "md"));
    }
}
