//! Files of `static/`: published as they are, at the place that their path says, and those that cannot be.
//!
//! Hosts go by names: what one would run, or take for its settings, is never published.

use std::collections::BTreeMap;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        url::{Url, name_fault},
    },
    input::source_tree::SourceTree,
    site::{inputs::Inputs, page::Published, query::FileEntry},
};

/// A file that is published.
#[derive(Debug)]
pub struct Static {
    /// What pages may know of it.
    pub entry: FileEntry,
    /// What is written.
    pub published: Published,
}

/// Why a file is not published.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// It is Markdown: a page.
    Page,
    /// A host would run it.
    Program,
    /// A host would take it for its settings.
    Settings,
    /// Its folder is one that the program fills, and others may keep what lies in it for ever.
    Folder,
    /// Some system refuses its name.
    Name,
}

/// The files of `static/`.
#[derive(Debug, Default)]
pub struct Statics {
    /// Those that are published. What is inside of them the gate looks at.
    pub files: BTreeMap<SourcePath, Static>,
    /// Those that are not.
    pub refused: BTreeMap<SourcePath, Refusal>,
}

impl Statics {
    /// Gathers them.
    pub(crate) fn gather(inputs: &Inputs<'_>) -> Self {
        let mut statics = Self::default();
        for (path, source) in inputs.tree.below("static/") {
            if let Some(refusal) = find_refusal(path) {
                statics.refused.insert(path.clone(), refusal);
                continue;
            }
            let image = inputs.images.get(path);
            let (bytes, fingerprint) = match image {
                // A picture that may not be published has told so.
                Some(image) if image.bytes.is_empty() => continue,
                Some(image) => (image.bytes.clone(), image.fingerprint),
                None => (source.bytes.clone(), source.fingerprint),
            };
            let entry = FileEntry {
                url: static_url(path),
                name: path.file_name().to_owned(),
                size: bytes.len() as u64,
                dimensions: image.and_then(|image| image.dimensions),
                plan: None,
            };
            statics.files.insert(path.clone(), Static { entry, published: Published { bytes, fingerprint } });
        }
        statics
    }

    /// Stands for all that they are made from.
    pub(crate) fn print(tree: &SourceTree) -> Fingerprint {
        let mut digest = Digest::new();
        for (path, source) in tree.below("static/") {
            digest.part(path.as_str()).print(source.fingerprint);
        }
        digest.finish()
    }
}

/// Where a file of `static/` stands.
pub fn static_url(path: &SourcePath) -> Url {
    Url::new(path.as_str().strip_prefix("static").unwrap_or(path.as_str()))
}

/// The file of `static/` that stands at a URL, if there is one.
pub fn static_file(url: &str) -> SourcePath {
    SourcePath::new(&format!("static{url}"))
}

/// Folders that the program fills: of what lies there hosts and browsers are told that it never changes.
pub const FOLDERS: [&str; 6] = ["assets", "img", "search-index", "_pub", "__shirube", "cgi-bin"];

fn find_refusal(path: &SourcePath) -> Option<Refusal> {
    const SETTINGS: [&str; 8] =
        ["web.config", "php.ini", "cname", "_headers", "_redirects", "_routes.json", "_worker.js", "_worker.bundle"];
    const PROGRAMS: [&str; 20] = [
        "pht", "phtm", "phtml", "phar", "phps", "cgi", "fcgi", "fpl", "asp", "aspx", "ashx", "asmx", "ascx", "jsp",
        "jspx", "shtml", "shtm", "stm", "cfm", "htaccess",
    ];
    const SCRIPTS: [&str; 4] = ["pl", "py", "rb", "sh"];
    if path.is_page() {
        return Some(Refusal::Page);
    }
    let below = path.as_str().strip_prefix("static/").unwrap_or(path.as_str());
    let folder = below.split_once('/').map(|(folder, _)| folder);
    if folder.is_some_and(|folder| FOLDERS.iter().any(|own| own.eq_ignore_ascii_case(folder))) {
        return Some(Refusal::Folder);
    }
    let name = path.file_name().to_ascii_lowercase();
    if SETTINGS.contains(&&*name) {
        return Some(Refusal::Settings);
    }
    // Apache looks at every ending: `a.php.txt` runs where its settings are careless.
    let is_php = |part: &str| {
        part.strip_prefix("php").is_some_and(|version| version.bytes().all(|digit| digit.is_ascii_digit()))
    };
    let runs = name.split('.').skip(1).any(|part| PROGRAMS.contains(&part) || is_php(part));
    if runs || SCRIPTS.contains(&&*path.extension()) {
        return Some(Refusal::Program);
    }
    below.split('/').any(|part| name_fault(part).is_some()).then_some(Refusal::Name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_would_run_or_obey_is_not_published() {
        for (path, refusal) in [
            ("favicon.ico", None),
            ("google0123456789abcdef.html", None),
            ("docs/規則.pdf", None),
            ("old/index.html", None),
            ("images/a.jpg", None),
            ("a.phpinfo.txt", None),
            ("python.txt", None),
            ("notes.md", Some(Refusal::Page)),
            ("a.MARKDOWN", Some(Refusal::Page)),
            ("index.php", Some(Refusal::Program)),
            ("a.PHP7", Some(Refusal::Program)),
            ("a.php.txt", Some(Refusal::Program)),
            ("form.cgi", Some(Refusal::Program)),
            ("a.shtml", Some(Refusal::Program)),
            ("old/a.pl", Some(Refusal::Program)),
            ("web.config", Some(Refusal::Settings)),
            ("old/Web.Config", Some(Refusal::Settings)),
            ("CNAME", Some(Refusal::Settings)),
            ("_headers", Some(Refusal::Settings)),
            ("_pub/a.txt", Some(Refusal::Folder)),
            ("IMG/logo.png", Some(Refusal::Folder)),
            ("old/img/logo.png", None),
            ("assets", None),
            ("con.pdf", Some(Refusal::Name)),
            ("a./b.pdf", Some(Refusal::Name)),
            ("what?.pdf", Some(Refusal::Name)),
        ] {
            assert_eq!(find_refusal(&SourcePath::new(&format!("static/{path}"))), refusal, "{path}");
        }
        let long = format!("static/{}.pdf", "あ".repeat(84));
        assert_eq!(find_refusal(&SourcePath::new(&long)), Some(Refusal::Name));
    }

    #[test]
    fn a_file_stands_where_its_path_says() {
        let path = SourcePath::new("static/docs/規則.pdf");
        assert_eq!(static_url(&path).as_str(), "/docs/規則.pdf");
        assert_eq!(static_file("/docs/規則.pdf"), path);
    }
}
