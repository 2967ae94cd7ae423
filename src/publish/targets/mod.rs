//! Kinds of places: one a file, and one word in the list below. What only one kind needs stands in its file.
//!
//! - **In**: the settings of a place.
//! - **Out**: its [`Store`]s, or a file that holds the whole site.
//! - **Never**: decide what is published, or in which order.
//! - **Read first**: `folder.rs`.
//! - **One more**: a file with a `KIND`, one word in the list, and its name in `config/publish.rs`.
//! - **Tests**: in each file; `tests/it/publish.rs`.

pub mod folder;
pub mod ftp;
pub mod ftps;
pub mod git;
pub mod s3;
pub mod sftp;
pub mod zip;

use std::path::Path;

use crate::{
    base::path::is_inside,
    config::publish::Publish,
    msgf,
    publish::{
        credentials::Credentials,
        manifest::Manifest,
        run::Contents,
        stop::Stop,
        store::{Read, Store},
    },
    report::diagnostic::Diagnostic,
};

/// What a file that is not in its place yet ends with.
const BESIDE: &str = ".up~";

/// The lock, below the site's folder.
const LOCK: &str = "_pub/lock";

/// A number that no other run has.
fn nonce() -> u32 {
    getrandom::u32().unwrap_or_else(|_| std::process::id())
}

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
    /// Whether it is another computer: what it can do is tried, and the result is looked at over the public address.
    pub is_remote: bool,
    /// Whether nobody on the way can read along: where it is not so, every publication says it.
    pub is_secret: bool,
    /// What a place of this kind must say; a finding where it does not.
    pub admit: Admit,
}

/// Connections to a place, or why there are none.
type Connections = Result<Vec<Box<dyn Store>>, Box<Diagnostic>>;
type Open = fn(&Path, &Publish, &dyn Credentials) -> Connections;
type Admit = fn(&Path, &Publish) -> Result<(), Box<Diagnostic>>;

impl Kind {
    /// A place on this computer.
    const fn local(name: &'static str, door: Door, admit: Admit) -> Self {
        Self { name, door, is_portable: false, has_unicode: true, is_remote: false, is_secret: true, admit }
    }

    /// A place on another computer, that nobody on the way can read.
    const fn remote(name: &'static str, open: Open, admit: Admit) -> Self {
        let door = Door::Files(open);
        Self { name, door, is_portable: false, has_unicode: false, is_remote: true, is_secret: true, admit }
    }
}

/// How files get to a place.
#[derive(Clone, Copy, Debug)]
pub enum Door {
    /// One by one, over connections.
    Files(Open),
    /// All at once.
    Whole(fn(&Path, &Publish) -> Box<dyn Bundle>),
}

/// A place whose whole site is replaced at once.
pub trait Bundle {
    /// Its manifest. Something of somebody else is unknown, and never nothing.
    fn read(&mut self) -> Read;
    /// Replaces everything, and sees that it arrived; stops if the place is not as it was read.
    fn replace(&mut self, manifest: &Manifest, contents: &dyn Contents) -> Result<(), Stop>;
    /// What it is called in messages.
    fn name(&self) -> &str;
}

/// Declares the kinds: one entry each.
macro_rules! targets {
    ($($name:ident),* $(,)?) => {
        /// Every kind.
        pub static KINDS: &[Kind] = &[$($name::KIND),*];
    };
}

targets![folder, zip, ftps, ftp, s3, sftp, git];

/// The kind of a place.
pub fn find_kind(settings: &Publish) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == settings.kind)
}

/// The folder or file of a place, seen from the site's root.
pub(super) fn local_path(root: &Path, settings: &Publish) -> std::path::PathBuf {
    root.join(&settings.path)
}

/// The site's folder on another computer, with a slash at its end, or nothing for the one that one logs in to; `None`
/// of what is no path.
pub(super) fn remote_folder(settings: &Publish) -> Option<String> {
    let path = settings.path.trim_end_matches('/');
    let (start, rest) = if settings.path.starts_with('/') { ("/", path.trim_start_matches('/')) } else { ("", path) };
    if rest.is_empty() {
        // Nobody means the whole of it by forgetting the path.
        return (!settings.path.is_empty()).then(|| start.to_owned());
    }
    let rest = rest.strip_prefix("./").unwrap_or(rest);
    if rest == "." {
        return Some(start.to_owned());
    }
    (is_inside(rest) && !rest.contains(['\r', '\n'])).then(|| format!("{start}{rest}/"))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_on_another_computer_is_one_and_is_said() {
        for (path, wanted) in [
            ("public_html/ijuu", Some("public_html/ijuu/")),
            ("./www/", Some("www/")),
            ("/home/iju/www", Some("/home/iju/www/")),
            ("/", Some("/")),
            (".", Some("")),
            ("", None),
            ("../www", None),
            ("www/../..", None),
            ("www//x", None),
            ("www\r\nDELE x", None),
        ] {
            let settings = Publish { path: path.to_owned(), ..Publish::default() };
            assert_eq!(remote_folder(&settings).as_deref(), wanted, "{path}");
        }
    }
}
