//! What a site is to be at a place: every file with its class, and where its bytes come from.

use std::{borrow::Cow, collections::BTreeMap, path::PathBuf};

use crate::{
    base::{hash::Fingerprint, os::fs, secret::sha256},
    image::cache::ImageCache,
    msg, msgf,
    output::wanted::WantedFile,
    publish::{
        manifest::{Class, Entry, Manifest},
        run::Contents,
    },
    render::job::WriteOrder,
    report::{
        diagnostic::Diagnostic,
        message::Message,
        progress::{Progress, Stage},
    },
};

/// Where the bytes of a file come from.
pub enum Source<'a> {
    /// They are here.
    Held(Cow<'a, [u8]>),
    /// They are made, or were made, by the cache of pictures.
    Picture(WantedFile<'a>, &'a ImageCache),
    /// They lie in the record of an earlier release.
    Stored(PathBuf),
}

/// A site as a place is to hold it.
pub struct Release<'a> {
    /// What it holds.
    pub manifest: Manifest,
    /// The bytes of each path.
    pub sources: BTreeMap<String, Source<'a>>,
}

/// A file before its place in a manifest is known.
pub struct SiteFile<'a> {
    /// What it is.
    pub class: Class,
    /// Where its bytes come from.
    pub source: Source<'a>,
}

/// The files of a site by path.
pub type SiteFiles<'a> = BTreeMap<String, SiteFile<'a>>;

/// The files that a build wants to be written; pictures are made.
pub fn gather<'a>(
    files: BTreeMap<&'a str, WantedFile<'a>>,
    images: &'a ImageCache,
    progress: &Progress,
) -> SiteFiles<'a> {
    let jobs: Vec<_> = files.values().filter_map(|file| file.job()).collect();
    progress.begin(Stage::Pictures, jobs.len());
    images.develop(&jobs, progress);
    let file = |(path, wanted): (&'a str, WantedFile<'a>)| {
        let class = class_of(path, &wanted);
        let source = match wanted {
            WantedFile::Picture(_) => Source::Picture(wanted, images),
            WantedFile::Made(output) => Source::Held(Cow::Borrowed(output.bytes.as_deref().unwrap_or_default())),
        };
        (path.to_owned(), SiteFile { class, source })
    };
    files.into_iter().map(file).collect()
}

/// What a file is: by when it is written, and by whether its name holds its own fingerprint.
fn class_of(path: &str, wanted: &WantedFile<'_>) -> Class {
    match wanted {
        _ if matches!(path, "404.html" | "CNAME" | ".nojekyll") => Class::Control,
        WantedFile::Picture(_) => Class::Asset,
        WantedFile::Made(output) => match output.turn {
            WriteOrder::Files if is_named_by(path, output.fingerprint) => Class::Asset,
            WriteOrder::Files => Class::File,
            WriteOrder::Pages if path == "index.html" => Class::Index,
            WriteOrder::Pages => Class::Page,
            WriteOrder::Indexes => Class::Index,
        },
    }
}

fn is_named_by(path: &str, print: Fingerprint) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.contains(&print.short()))
}

/// How long others may keep a file: the name of a policy.
fn policy_of(path: &str, class: Class) -> &'static str {
    match class {
        Class::Asset => "immutable",
        Class::File => "file",
        Class::Control if path == "404.html" => "html",
        Class::Control => "none",
        Class::Page | Class::Index => "html",
    }
}

impl<'a> Release<'a> {
    /// The release of these files; a finding where one cannot be had.
    pub fn new(
        (site, target, day): (&str, &str, &str),
        files: SiteFiles<'a>,
        gone: BTreeMap<String, String>,
    ) -> Result<Self, Box<Diagnostic>> {
        let (mut entries, mut sources) = (BTreeMap::new(), BTreeMap::new());
        for (path, SiteFile { class, source }) in files {
            let bytes = source.bytes().map_err(|words| not_made(&path, &words))?;
            let policy = policy_of(&path, class).to_owned();
            entries.insert(path.clone(), Entry { h: sha256(&bytes), s: bytes.len() as u64, c: class, p: policy });
            drop(bytes);
            sources.insert(path, source);
        }
        let manifest = Manifest { gone, ..Manifest::new(site, target, day, entries) };
        Ok(Self { manifest, sources })
    }

    /// Only these paths of the new site, and what they load; the rest as the place holds it.
    pub fn narrow(&mut self, only: &[String], old: &Manifest) {
        let is_wanted = |path: &str| {
            let named = |own: &String| {
                let own = own.trim_matches('/');
                path == own || path.strip_prefix(own).is_some_and(|rest| rest.starts_with('/')) || own.is_empty()
            };
            only.iter().any(named)
        };
        let mut files = old.files.clone();
        for (path, entry) in &self.manifest.files {
            let is_new_asset = matches!(entry.c, Class::Asset | Class::File) && !old.files.contains_key(path);
            if is_wanted(path) || is_new_asset {
                files.insert(path.clone(), entry.clone());
            }
        }
        files.retain(|path, _| self.manifest.files.contains_key(path) || !is_wanted(path));
        let Manifest { site, target, day, gone, .. } = &self.manifest;
        self.manifest = Manifest { gone: gone.clone(), ..Manifest::new(site, target, day, files) };
    }
}

fn not_made(path: &str, words: &Message) -> Box<Diagnostic> {
    let Message { ja, en } = words;
    let finding = Diagnostic::error(
        "picture-failed",
        msgf!(ja: "「{path}」を用意できませんでした：{ja}", en: "`{path}` could not be made ready: {en}"),
    );
    Box::new(finding.help(msg!(
        ja: "もう一度実行してください。続くときは、元の画像を別の形式（JPEGなど）で保存し直してください",
        en: "run it again; if it goes on, save the original in another format, like JPEG")))
}

impl Source<'_> {
    /// The bytes.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, Message> {
        match self {
            Self::Held(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Picture(wanted, images) => wanted
                .content(images)
                .map(|(bytes, _)| bytes)
                .ok_or(msg!(ja: "画像を作れません", en: "the picture cannot be made")),
            Self::Stored(path) => fs::read(path).map(Cow::Owned).map_err(
                |error| msgf!(ja: "控えを読み取れません（{error}）", en: "the stored copy cannot be read ({error})"),
            ),
        }
    }
}

impl Contents for Release<'_> {
    fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, Message> {
        let source = self.sources.get(path).ok_or(msg!(ja: "ありません", en: "it is not there"))?;
        let bytes = source.bytes()?;
        // What was planned is what is sent.
        let is_same = self.manifest.files.get(path).is_some_and(|entry| entry.h == sha256(&bytes));
        is_same.then_some(bytes).ok_or(msg!(ja: "途中で変わりました", en: "it changed meanwhile"))
    }
}

/// Bytes that were made for a place alone.
pub fn made(text: String, class: Class) -> SiteFile<'static> {
    SiteFile { class, source: Source::Held(Cow::Owned(text.into_bytes())) }
}
