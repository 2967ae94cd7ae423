//! Kinds of places: one a file, and one word in the list below. What only one kind needs stands in its file.
//!
//! - **In**: the settings of a place.
//! - **Out**: its [`Store`]s, or a file that holds the whole site.
//! - **Never**: decide what is published, or in which order.
//! - **Read first**: `folder.rs`.
//! - **One more**: a file with a `KIND`, one word in the list, and its name in `config/publish.rs`.
//! - **Tests**: in each file; `tests/it/publish.rs`.

pub mod folder;
pub mod zip;

use std::path::Path;

use crate::{
    config::publish::Publish,
    msgf,
    publish::{manifest::Manifest, run::Contents, store::Store},
    report::diagnostic::Diagnostic,
};

/// A kind of place.
#[derive(Debug)]
pub struct Kind {
    /// Its name in site.toml.
    pub name: &'static str,
    /// How files get there.
    pub door: Door,
    /// Whether links name files and names are ASCII unless site.toml says otherwise.
    pub is_portable: bool,
    /// Whether names may be Japanese unless site.toml says otherwise.
    pub has_unicode: bool,
    /// What a place of this kind must say; a finding where it does not.
    pub admit: fn(&Path, &Publish) -> Result<(), Box<Diagnostic>>,
}

/// Connections to a place, or why there are none.
type Connections = Result<Vec<Box<dyn Store>>, Box<Diagnostic>>;
/// Makes the file that holds a manifest's files.
type Pack = fn(&Manifest, &dyn Contents) -> Result<Vec<u8>, Box<Diagnostic>>;

/// How files get to a place.
#[derive(Clone, Copy, Debug)]
pub enum Door {
    /// One by one, over connections.
    Files(fn(&Path, &Publish) -> Connections),
    /// All in one file, which is replaced whole.
    Whole(Whole),
}

/// A file that holds a whole site.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// The bytes of the file that holds this manifest's files.
    pub pack: Pack,
    /// The manifest in such a file; `None` where it is no file of ours.
    pub manifest: fn(&[u8]) -> Option<Vec<u8>>,
}

/// Declares the kinds: one entry each.
macro_rules! targets {
    ($($name:ident),* $(,)?) => {
        /// Every kind.
        pub static KINDS: &[Kind] = &[$($name::KIND),*];
    };
}

targets![folder, zip];

/// The kind of a place.
pub fn find_kind(settings: &Publish) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == settings.kind)
}

/// The folder or file of a place, seen from the site's root.
pub(super) fn local_path(root: &Path, settings: &Publish) -> std::path::PathBuf {
    root.join(&settings.path)
}

/// A setting of a place is missing or cannot be used.
pub(super) fn unusable(settings: &Publish, key: &str, example: &str) -> Box<Diagnostic> {
    let name = &settings.name;
    let finding = Diagnostic::error(
        "publish-settings",
        msgf!(
            ja: "公開先 `[publish.{name}]` の `{key}` が足りないか、使えません",
            en: "`{key}` of `[publish.{name}]` is missing or cannot be used"),
    );
    Box::new(finding.help(msgf!(
        ja: "site.toml に `{key} = \"{example}\"` のように書いてください",
        en: "write it in site.toml, like `{key} = \"{example}\"`")))
}
