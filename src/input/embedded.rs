//! The default theme and the sample guide, carried inside the program so that `shirube new` needs no other file.

use std::{borrow::Cow, sync::LazyLock};

use include_dir::{Dir, include_dir};

use crate::{base::path::SourcePath, input::source_tree::SourceTree, report::quoted::Texts, text::normalize::decode};

static THEME: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/shirube");
static CONTENT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/content");
static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data");
const SITE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/site.toml"));

/// The default theme's files, as they would lie in a site.
pub fn theme() -> &'static SourceTree {
    static TREE: LazyLock<SourceTree> = LazyLock::new(|| SourceTree::of(files(&THEME, "themes/shirube/")));
    &TREE
}

/// The files of a new site: the sample guide and its configuration.
pub fn sample() -> SourceTree {
    let mut tree = SourceTree::of(files(&CONTENT, "content/").into_iter().chain(files(&DATA, "data/")));
    tree.insert("site.toml", SITE);
    tree
}

/// Reports quote the site's own files, and of the default theme what the site does not have.
impl Texts for SourceTree {
    fn text(&self, path: &SourcePath) -> Option<Cow<'_, str>> {
        let source = self.get(path).or_else(|| theme().get(path))?;
        decode(&source.bytes).map(|(text, _)| text)
    }
}

fn files<'a>(dir: &'a Dir<'a>, prefix: &str) -> Vec<(String, &'a [u8])> {
    let mut found = Vec::new();
    let mut folders = vec![dir];
    while let Some(folder) = folders.pop() {
        folders.extend(folder.dirs());
        found.extend(
            folder
                .files()
                .map(|file| (format!("{prefix}{}", file.path().display()).replace('\\', "/"), file.contents())),
        );
    }
    found
}
