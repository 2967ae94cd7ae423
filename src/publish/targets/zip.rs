//! `zip`: the whole site in one file, for desks that carry it on a stick to another network. The same site gives the
//! same bytes; the other side looks at it with `publish verify-zip`.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
};

use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::{
    base::{atomic_file, os::fs, secret::sha256},
    config::publish::Publish,
    msg, msgf,
    publish::{
        manifest::{MANIFEST, Manifest},
        run::Contents,
        stop::{INTERRUPTED, REFUSED, Stop, UNVERIFIED},
        store::{Fault, FaultKind, Read},
        targets::{Bundle, Door, Kind, unusable},
    },
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
};

pub(super) const KIND: Kind =
    Kind { is_portable: true, has_unicode: false, ..Kind::local("zip", Door::Whole(open), admit) };

/// How to put the site up, beside it.
const README: &str = "README-設置手順.txt";
/// The hash of every file, as `sha256sum -c` reads it.
const SUMS: &str = "SHA256SUMS";

fn admit(_: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    let is_zip = settings.path.to_ascii_lowercase().ends_with(".zip");
    if is_zip { Ok(()) } else { Err(unusable(settings, "path", "ijuu.zip")) }
}

/// The file of a place.
struct ZipFile {
    path: PathBuf,
    /// As site.toml names it.
    name: String,
}

fn open(root: &Path, settings: &Publish) -> Box<dyn Bundle> {
    Box::new(ZipFile { path: root.join(&settings.path), name: settings.path.clone() })
}

impl Bundle for ZipFile {
    fn read(&mut self) -> Read {
        let unknown = |kind, message| Read::Unknown(Fault { kind, message });
        match fs::read(&self.path) {
            Ok(bytes) => read_manifest(&bytes).map_or_else(
                || {
                    unknown(
                        FaultKind::Denied,
                        msg!(
                    ja: "shirube が作ったファイルではないか、壊れています",
                    en: "it is no file of shirube's, or damaged"),
                    )
                },
                Read::Found,
            ),
            Err(error) if fs::is_absent(&self.path, &error) => Read::Absent,
            Err(error) => unknown(FaultKind::Passing, msgf!(ja: "{error}", en: "{error}")),
        }
    }

    fn replace(&mut self, manifest: &Manifest, contents: &dyn Contents) -> Result<(), Stop> {
        let bytes = pack(manifest, contents).map_err(|finding| Stop { exit: REFUSED, finding })?;
        let shown = &self.name;
        atomic_file::write(&self.path, &bytes).map_err(|error| {
            let Message { ja, en } = io_cause(&error);
            let message =
                msgf!(ja: "「{shown}」に書き込めませんでした（{ja}）", en: "`{shown}` cannot be written ({en})");
            Stop::new(
                INTERRUPTED,
                Diagnostic::error("publish-interrupted", message).help(msg!(
                ja: "ディスクの空きと許可を確かめて、もう一度実行してください。前のファイルは残っています",
                en: "see that the disk has room and may be written to, then run it again; the file before is still \
                    there")),
            )
        })?;
        let is_same = fs::read(&self.path).is_ok_and(|held| held == bytes);
        if is_same { Ok(()) } else { Err(Stop::unlike(shown)) }
    }

    fn name(&self) -> &str {
        &self.name
    }
}

/// The file: sorted, and without anything that differs from run to run.
fn pack(manifest: &Manifest, contents: &dyn Contents) -> Result<Vec<u8>, Box<Diagnostic>> {
    let failed = |words: Message| {
        let Message { ja, en } = words;
        let message = msgf!(ja: "zip を作れませんでした：{ja}", en: "the zip could not be made: {en}");
        Box::new(Diagnostic::error("publish-zip", message).help(msg!(
            ja: "ディスクの空きを確かめて、もう一度実行してください",
            en: "see that the disk has room, then run it again")))
    };
    let mut files: BTreeMap<&str, Option<Vec<u8>>> = manifest.files.keys().map(|path| (path.as_str(), None)).collect();
    let mut sums = String::new();
    files.insert(MANIFEST, Some(manifest.to_bytes()));
    files.insert(README, Some(readme(manifest).into_bytes()));
    for (path, bytes) in &files {
        let hash = bytes.as_ref().map_or_else(|| manifest.files[*path].h.clone(), sha256);
        let _ = writeln!(sums, "{hash}  {path}");
    }
    files.insert(SUMS, Some(sums.into_bytes()));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let wrong = |error: &dyn std::fmt::Display| failed(msgf!(ja: "{error}", en: "{error}"));
    for (path, bytes) in files {
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => contents.bytes(path).map_err(failed)?.into_owned(),
        };
        zip.start_file(path, options).map_err(|error| wrong(&error))?;
        zip.write_all(&bytes).map_err(|error| wrong(&error))?;
    }
    Ok(zip.finish().map_err(|error| wrong(&error))?.into_inner())
}

fn readme(manifest: &Manifest) -> String {
    let (site, day, count) = (&manifest.site, &manifest.day, manifest.files.len());
    let text = format!(
        "\u{feff}{site}\n{day} のサイト（{count}件のファイル）\n\n\
         設置の手順\n\
         1. zip の中のファイルをすべて取り出します。\n\
         2. index.html を開いて、内容を確かめます（サーバーがなくても開けます）。\n\
         3. 中身を、フォルダーの形のまま、公開するフォルダーに上書きで置きます。\n\
         4. 前のサイトにあって、この zip にないファイルは、最後に消します。\n\
         \x20  とくに「取り下げ」のときは、必ず消してください。\n\
         5. 公開したURLで、トップページと、変わったページを確かめます。\n\n\
         壊れていないかの確かめ方\n\
         shirube publish verify-zip ファイル名.zip\n\
         または、取り出したフォルダーで sha256sum -c SHA256SUMS\n\n\
         _pub フォルダーは、次の公開で使う記録です。消さないでください。\n\n\
         ---\n\
         How to install: unpack everything, open index.html to look at it, copy all of it over the public\n\
         folder, then remove what the last site had and this zip has not. Check with\n\
         `shirube publish verify-zip FILE.zip` or `sha256sum -c SHA256SUMS`.\n"
    );
    text.replace('\n', "\r\n")
}

fn read_manifest(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut file = archive.by_name(MANIFEST).ok()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// A zip that holds what it says: its manifest.
pub fn verify_zip(bytes: &[u8]) -> Result<Manifest, Stop> {
    let broken = |words: Message| {
        let Message { ja, en } = words;
        let finding = Diagnostic::error(
            "zip-damaged",
            msgf!(ja: "この zip は使えません：{ja}", en: "this zip cannot be used: {en}"),
        );
        Stop::new(
            UNVERIFIED,
            finding.help(msg!(
            ja: "もとのパソコンから、もう一度写してください。置きかえや書きかえがなかったかも確かめてください",
            en: "copy it again from where it was made, and ask whether somebody has changed it")),
        )
    };
    let no_zip = |_| broken(msg!(ja: "zip として読めません", en: "it cannot be read as a zip"));
    let manifest = read_manifest(bytes).and_then(|bytes| Manifest::parse(&bytes).ok());
    let manifest = manifest.ok_or_else(|| {
        broken(
            msg!(ja: "shirube が作った記録がないか、書きかえられています", en: "its record is missing or was changed"),
        )
    })?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(no_zip)?;
    let mut left: BTreeMap<&str, &str> =
        manifest.files.iter().map(|(path, entry)| (path.as_str(), entry.h.as_str())).collect();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).map_err(no_zip)?;
        let name = file.name().map_err(no_zip)?.into_owned();
        if [MANIFEST, README, SUMS].contains(&name.as_str()) {
            continue;
        }
        let Some(hash) = left.remove(name.as_str()) else {
            return Err(broken(
                msgf!(ja: "知らないファイル「{name}」が入っています", en: "it holds an unknown file `{name}`"),
            ));
        };
        // No more than the record says: a file may claim to be anything.
        let most = manifest.files[&name].s;
        let mut held = Vec::new();
        let read = file.by_ref().take(most + 1).read_to_end(&mut held);
        if read.is_err() || sha256(&held) != *hash {
            return Err(broken(msgf!(ja: "「{name}」が壊れています", en: "`{name}` is damaged")));
        }
    }
    if let Some(path) = left.keys().next() {
        return Err(broken(msgf!(ja: "「{path}」がありません", en: "`{path}` is missing")));
    }
    Ok(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{
        manifest::Class,
        release::{Release, SiteFiles, made},
    };

    fn packed() -> Vec<u8> {
        let files = SiteFiles::from([
            ("index.html".to_owned(), made("<h1>灯</h1>".to_owned(), Class::Index)),
            ("a/b.txt".to_owned(), made(String::new(), Class::File)),
        ]);
        let release = Release::new(("例", "zip", "2026-11-01"), files, BTreeMap::new()).unwrap();
        pack(&release.manifest, &release).unwrap()
    }

    #[test]
    fn the_same_site_is_the_same_zip_and_it_knows_itself() {
        let bytes = packed();
        assert_eq!(bytes, packed());
        let manifest = verify_zip(&bytes).unwrap();
        assert_eq!(manifest.files.keys().collect::<Vec<_>>(), ["a/b.txt", "index.html"]);
        let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
        let mut sums = String::new();
        archive.by_name(SUMS).unwrap().read_to_string(&mut sums).unwrap();
        for number in 0..archive.len() {
            let mut file = archive.by_index(number).unwrap();
            let (name, mut held) = (file.name().unwrap().into_owned(), Vec::new());
            file.read_to_end(&mut held).unwrap();
            assert!(name == SUMS || sums.contains(&format!("{}  {name}\n", sha256(&held))), "{name}");
        }
    }

    #[test]
    fn no_damage_goes_unseen() {
        let bytes = packed();
        let (whole, mut seen) = (verify_zip(&bytes).unwrap(), 0);
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x20;
            // What passes is the same site: a file's time, say, is nobody's content.
            match verify_zip(&damaged) {
                Ok(manifest) => assert_eq!(manifest, whole, "changed at {at}"),
                Err(_) => seen += 1,
            }
            assert!(verify_zip(&bytes[..at]).is_err(), "cut at {at}");
        }
        assert!(seen > 300, "{seen} of {}", bytes.len());
        assert_eq!(verify_zip(b"").unwrap_err().exit, UNVERIFIED);
    }
}
