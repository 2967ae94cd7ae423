//! Floor 9: outputs into a folder, so that a visitor never sees half a file or a page without its style sheet.
//!
//! Everything is staged inside the folder and synced, then renamed in the order of `WriteOrder`; what vanished is removed by
//! the manifest of what we wrote, the manifest itself comes last. What others put there is never touched.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{
    base::{atomic_file, hash::Fingerprint, url::OutPath},
    image::{cache::ImageCache, variants::VariantJob},
    incremental::memo::Entry,
    msg, msgf,
    render::job::{Output, WriteOrder},
    report::{
        diagnostic::Diagnostic,
        progress::{Progress, Stage},
    },
};

/// The file that marks a folder as ours and says what we wrote. Never uploaded.
pub const MANIFEST: &str = ".shirube-manifest.json";

/// Where files wait for their rename; empty between two runs.
const STAGING: &str = ".shirube-staging";

/// Files that are open at once while staging; systems allow 256 and more.
const BATCH: usize = 64;

/// What was written: fingerprint by path.
#[derive(Clone, Default, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file.
    pub version: u32,
    /// Fingerprints in hexadecimal, by path.
    pub files: BTreeMap<String, String>,
}

/// What an emit did.
#[derive(Clone, Default, Debug)]
pub struct WriteReport {
    /// How many files were written.
    pub written: usize,
    /// How many were as they should be.
    pub unchanged: usize,
    /// What was removed.
    pub removed: Vec<String>,
    /// Files of ours that somebody had changed, and foreign files that stand where an output belongs.
    pub findings: Vec<Diagnostic>,
}

/// Refuses folders that are not ours to write into; `out` need not exist.
pub fn admit(root: &Path, out: &Path) -> Result<(), Box<Diagnostic>> {
    let shown = out.display();
    let refuse = |message, help| Err(Box::new(Diagnostic::error("output-folder", message).help(help)));
    let (root, target) = (absolute(root), absolute(out));
    let own = ["content", "themes", "data", "salon", ".shirube", "src"]
        .iter()
        .any(|name| target.starts_with(root.join(name)));
    if own || root.starts_with(&target) {
        return refuse(
            msgf!(ja: "フォルダー「{shown}」には書き出せません。サイトの元になるファイルがあります", en: "the site cannot be written into `{shown}`: it holds the site's own files"),
            msg!(ja: "`--out public` のように、別のフォルダーを指定してください", en: "name another folder, like `--out public`"),
        );
    }
    if out.is_file() {
        return refuse(
            msgf!(ja: "「{shown}」はフォルダーではなくファイルです", en: "`{shown}` is a file, not a folder"),
            msg!(ja: "別の名前を `--out` に指定してください", en: "give `--out` another name"),
        );
    }
    let occupied = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !out.join(MANIFEST).is_file() && !out.join(STAGING).is_dir() {
        return refuse(
            msgf!(ja: "フォルダー「{shown}」には、ほかのファイルが入っています。消してしまわないように、書き出しを止めました", en: "the folder `{shown}` holds files of others; nothing was written, so that nothing is lost"),
            msg!(ja: "空のフォルダーを `--out` に指定してください", en: "give `--out` an empty folder"),
        );
    }
    Ok(())
}

/// What there is to write.
#[derive(Clone, Copy)]
pub struct Wanted<'a> {
    /// What was rendered.
    pub outputs: &'a BTreeMap<OutPath, Arc<Entry<Output>>>,
    /// The variants of pictures; those that have to be written are developed.
    pub pictures: &'a BTreeMap<OutPath, Arc<VariantJob>>,
    /// Paths that are not touched.
    pub keep: &'a [String],
}

/// Writes what can be written into `out`, which `admit` has admitted.
pub fn emit(
    out: &Path,
    wanted: Wanted<'_>,
    darkroom: &ImageCache,
    progress: &Progress,
) -> Result<WriteReport, Box<Diagnostic>> {
    write(out, wanted, darkroom, progress).map_err(|error| {
        let shown = out.display();
        Box::new(
            Diagnostic::error(
                "output-failed",
                msgf!(ja: "「{shown}」に書き込めませんでした（{error}）", en: "writing into `{shown}` failed ({error})"),
            )
            .help(msg!(
                    ja: "ディスクの空きと書き込みの許可を確かめて、もう一度実行してください。途中までの分は次の実行で整います",
                    en: "see that the disk has room and may be written to, then run it again; the next run puts everything right")),
        )
    })
}

/// What is to happen with one output.
enum Step {
    Unchanged(Fingerprint),
    Foreign,
    Write { edited: bool },
}

/// A file to write.
#[derive(Clone, Copy)]
enum File<'a> {
    Made(&'a Output),
    Picture(&'a Arc<VariantJob>),
}

impl File<'_> {
    fn turn(&self) -> WriteOrder {
        match self {
            Self::Made(output) => output.turn,
            Self::Picture(_) => WriteOrder::Files,
        }
    }

    fn recipe(&self) -> Option<&Arc<VariantJob>> {
        match self {
            Self::Made(_) => None,
            Self::Picture(recipe) => Some(recipe),
        }
    }
}

fn write(out: &Path, wanted: Wanted<'_>, darkroom: &ImageCache, progress: &Progress) -> io::Result<WriteReport> {
    let Wanted { outputs, pictures, keep } = wanted;
    fs::create_dir_all(out)?;
    let staging = out.join(STAGING);
    if staging.exists() {
        fs::remove_dir_all(&staging)?;
    }
    fs::create_dir(&staging)?;
    let before = read_manifest(out);
    let fresh = before.files.is_empty() && fs::read_dir(out)?.count() == 1;
    let kept = |path: &str| {
        keep.iter()
            .map(|keep| keep.trim_end_matches('/'))
            .any(|keep| path == keep || path.strip_prefix(keep).is_some_and(|rest| rest.starts_with('/')))
    };
    let made = outputs.iter().map(|(path, entry)| (path, &entry.value)).filter(|(_, output)| output.bytes.is_some());
    let made = made.map(|(path, output)| (path, File::Made(output)));
    let shown = pictures
        .iter()
        .filter(|(path, _)| !outputs.contains_key(*path))
        .map(|(path, recipe)| (path, File::Picture(recipe)));
    let mut wanted: Vec<(&OutPath, File<'_>)> = made.chain(shown).filter(|(path, _)| !kept(path.as_str())).collect();
    wanted.sort_by_key(|(path, _)| *path);
    // A power cut may undo renames that the manifest lists: so what lies there is compared, not what the manifest says.
    let look = |(path, file): &(&OutPath, File<'_>)| {
        if fresh { Step::Write { edited: false } } else { step(out, path, file, &before, darkroom) }
    };
    let steps: Vec<_> = wanted.par_iter().map(look).collect();

    let mut report = WriteReport::default();
    let mut manifest = Manifest { version: 1, ..Manifest::default() };
    let mut staged: Vec<(&OutPath, File<'_>)> = Vec::new();
    for ((path, file), step) in wanted.iter().zip(&steps) {
        match step {
            Step::Foreign => report.findings.push(foreign(path)),
            Step::Unchanged(print) => {
                report.unchanged += 1;
                manifest.files.insert(path.as_str().to_owned(), print.to_string());
            }
            Step::Write { edited } => {
                if *edited {
                    report.findings.push(edited_since(path));
                }
                staged.push((path, *file));
            }
        }
    }
    let missing: Vec<_> = staged.iter().filter_map(|(_, file)| file.recipe()).collect();
    progress.begin(Stage::Pictures, missing.len());
    darkroom.develop(&missing, progress);
    progress.begin(Stage::Write, 0);
    let prints: Vec<Vec<Option<Fingerprint>>> =
        staged.par_chunks(BATCH).map(|batch| stage(batch, &staging, darkroom)).collect::<io::Result<_>>()?;
    let mut ready: Vec<(&OutPath, File<'_>)> = Vec::with_capacity(staged.len());
    for ((path, file), print) in staged.into_iter().zip(prints.into_iter().flatten()) {
        match print {
            Some(print) => {
                manifest.files.insert(path.as_str().to_owned(), print.to_string());
                ready.push((path, file));
            }
            None => report.findings.push(undeveloped(path)),
        }
    }
    let staged = ready;
    report.written = staged.len();
    if !staged.is_empty() {
        // Should the run end here, whatever it has put in place is known as ours.
        let mut either = manifest.clone();
        either.files.extend(
            before
                .files
                .iter()
                .filter(|(path, _)| !manifest.files.contains_key(*path))
                .map(|(path, print)| (path.clone(), print.clone())),
        );
        write_manifest(out, &either)?;
    }

    let vanished: Vec<&String> =
        before.files.keys().filter(|path| !manifest.files.contains_key(*path) && !kept(path)).collect();
    // A file where a folder must come (or the other way round) has to go first; everything else stays until its pages do.
    let blocking = |old: &str| {
        wanted.iter().any(|(path, _)| {
            path.as_str().strip_prefix(old).is_some_and(|rest| rest.starts_with('/'))
                || old.strip_prefix(path.as_str()).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    for path in vanished.iter().filter(|path| blocking(path)) {
        remove(out, path)?;
    }
    if fresh {
        place_whole(&staging, out, &staged)?;
    }
    for turn in [WriteOrder::Files, WriteOrder::Pages, WriteOrder::Indexes].into_iter().filter(|_| !fresh) {
        let of_turn: Vec<_> = staged.iter().filter(|(_, file)| file.turn() == turn).collect();
        of_turn.par_iter().try_for_each(|(path, _)| place(&staging.join(path.as_str()), &out.join(path.as_str())))?;
    }
    for path in vanished {
        remove(out, path)?;
        report.removed.push(path.clone());
    }
    write_manifest(out, &manifest)?;
    fs::remove_dir_all(&staging)?;
    Ok(report)
}

/// Writes a batch, then syncs it: by the time the last file is written, the disk has taken most of the first. Gives the
/// fingerprint of each file, `None` for a picture that could not be made.
fn stage(
    batch: &[(&OutPath, File<'_>)],
    staging: &Path,
    darkroom: &ImageCache,
) -> io::Result<Vec<Option<Fingerprint>>> {
    let mut open = Vec::with_capacity(batch.len());
    let mut prints = Vec::with_capacity(batch.len());
    let mut folder = staging.to_owned();
    for (path, file) in batch {
        let path = staging.join(path.as_str());
        let (bytes, print) = match file {
            File::Made(output) => (output.bytes.as_deref().map(Cow::Borrowed), output.fingerprint),
            File::Picture(recipe) => {
                let bytes = darkroom.bytes(recipe);
                let print = bytes.as_ref().map_or(Fingerprint::default(), Fingerprint::of);
                (bytes.map(Cow::Owned), print)
            }
        };
        prints.push(bytes.is_some().then_some(print));
        let Some(bytes) = bytes else { continue };
        // In path order the files of one folder follow each other.
        if let Some(own) = path.parent().filter(|own| *own != folder) {
            fs::create_dir_all(own)?;
            folder = own.to_owned();
        }
        let mut file = fs::File::create(&path)?;
        file.write_all(&bytes)?;
        open.push(file);
    }
    open.iter().try_for_each(fs::File::sync_data)?;
    Ok(prints)
}

/// Moves a first site into its empty folder: what lies at the top, assets before everything else.
fn place_whole(staging: &Path, out: &Path, staged: &[(&OutPath, File<'_>)]) -> io::Result<()> {
    let mut tops: BTreeMap<&str, WriteOrder> = BTreeMap::new();
    for (path, file) in staged {
        let top = tops.entry(path.as_str().split('/').next().unwrap_or_default()).or_insert(file.turn());
        *top = (*top).max(file.turn());
    }
    let mut tops: Vec<_> = tops.into_iter().collect();
    tops.sort_by_key(|(_, turn)| *turn);
    tops.into_iter().try_for_each(|(top, _)| atomic_file::rename(&staging.join(top), &out.join(top)))
}

/// Renames a staged file to its place, making its folder when there is none.
fn place(staged: &Path, target: &Path) -> io::Result<()> {
    match atomic_file::rename(staged, target) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(target.parent().unwrap_or(target))?;
            atomic_file::rename(staged, target)
        }
        result => result,
    }
}

fn step(out: &Path, path: &OutPath, file: &File<'_>, before: &Manifest, darkroom: &ImageCache) -> Step {
    let known = before.files.get(path.as_str());
    let Ok(bytes) = fs::read(out.join(path.as_str())) else { return Step::Write { edited: false } };
    let found = Fingerprint::of(&bytes);
    let as_known = known.is_some_and(|known| found.to_string() == *known);
    let wanted = match file {
        File::Made(output) => output.fingerprint,
        // Its name stands for its content, so it need not be made to be compared.
        File::Picture(_) if as_known => found,
        File::Picture(recipe) => darkroom.bytes(recipe).map_or(Fingerprint::default(), Fingerprint::of),
    };
    match known {
        _ if found == wanted => Step::Unchanged(found),
        None => Step::Foreign,
        Some(_) => Step::Write { edited: !as_known },
    }
}

/// The manifest of the last run; empty when there was none.
pub fn read_manifest(out: &Path) -> Manifest {
    fs::read(out.join(MANIFEST)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn write_manifest(out: &Path, manifest: &Manifest) -> io::Result<()> {
    let text = serde_json::to_string_pretty(manifest).map_err(io::Error::other)? + "\n";
    if fs::read_to_string(out.join(MANIFEST)).ok().as_deref() == Some(text.as_str()) {
        return Ok(());
    }
    atomic_file::write(&out.join(MANIFEST), text.as_bytes())
}

/// Removes a file of ours, and the folders that it leaves empty.
fn remove(out: &Path, path: &str) -> io::Result<()> {
    let file = out.join(path);
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::NotADirectory => {
            return Err(error);
        }
        _ => {}
    }
    let mut folder = file.parent();
    while let Some(empty) = folder.filter(|folder| *folder != out && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(())
}

fn foreign(path: &OutPath) -> Diagnostic {
    Diagnostic::error(
        "foreign-file",
        msgf!(
        ja: "書き出し先の「{path}」は、ほかの人が置いたファイルです。上書きしませんでした",
        en: "`{path}` in the output folder was put there by somebody else; it was not overwritten"),
    )
    .help(msgf!(
        ja: "不要なら消してください。残すなら、site.toml の `keep` に `{path}` を書いてください",
        en: "remove it, or add `{path}` to `keep` in site.toml"))
}

fn undeveloped(path: &OutPath) -> Diagnostic {
    Diagnostic::error(
        "picture-failed",
        msgf!(ja: "画像「{path}」を作れませんでした", en: "the picture `{path}` could not be made"),
    )
    .help(msg!(
        ja: "もう一度実行してください。続くときは、元の画像を別の形式（JPEGなど）で保存し直してください",
        en: "run it again; if it goes on, save the original in another format, like JPEG"))
}

fn edited_since(path: &OutPath) -> Diagnostic {
    Diagnostic::warning(
        "output-edited",
        msgf!(
        ja: "書き出し先の「{path}」が書き換えられていたので、作り直しました",
        en: "`{path}` in the output folder had been edited; it was written anew"),
    )
    .help(msg!(
        ja: "直すときは、`content/` の元のファイルを書き換えてください",
        en: "edit the file in `content/` instead"))
}

/// The path without `..` and links as far as it exists.
fn absolute(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut existing = path.as_path();
    let mut rest = Vec::new();
    while let (Err(_), Some(parent), Some(name)) = (existing.canonicalize(), existing.parent(), existing.file_name()) {
        rest.push(name.to_owned());
        existing = parent;
    }
    let base = existing.canonicalize().unwrap_or_else(|_| existing.to_owned());
    rest.iter().rev().fold(base, |path, name| path.join(name))
}
