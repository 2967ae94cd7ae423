//! Which of the forms a file has, by what stands in it, and its importer.

use std::{collections::BTreeMap, path::Path};

use crate::{
    base::{hash::Fingerprint, os::fs},
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
    salon::{
        others::{discord, line, table, talk::Talk},
        transcript::{Importer, Person, Selection, SharedFile, Transcript},
    },
    text::normalize::{decode, nfc},
};

/// The most that such a file may hold.
const MOST: u64 = 256 << 20;

/// A file of another service, read.
pub struct OtherExport {
    talk: Talk,
    print: Fingerprint,
}

/// What is known of a file before it is read.
pub struct OtherListing {
    people: BTreeMap<String, Person>,
}

/// Reads a file that is no export of Slack; `None` if it is none of the known forms either. `columns` is
/// `[salon.table]` of site.toml.
pub fn open(path: &Path, columns: &BTreeMap<String, String>) -> Option<Result<OtherExport, Box<Diagnostic>>> {
    let is_small = fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= MOST);
    let bytes = fs::read(path).ok().filter(|bytes| is_small && !bytes.starts_with(b"PK"))?;
    let print = Fingerprint::of(&bytes);
    let (text, _) = decode(&bytes)?;
    let talk = if line::is_talk(&text) {
        line::read_talk(&text)
    } else if discord::is_export(&text) {
        match discord::read_channel(&text) {
            Some(talk) => talk,
            None => return Some(Err(damaged(path))),
        }
    } else if table::is_table(&text) || is_named_table(path, columns) {
        match table::read_table(&text, columns) {
            Ok(talk) => talk,
            Err(refused) => return Some(Err(refused)),
        }
    } else {
        return None;
    };
    Some(Ok(OtherExport { talk, print }))
}

fn is_named_table(path: &Path, columns: &BTreeMap<String, String>) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    columns.contains_key("question") && ending.is_some_and(|ending| matches!(ending.as_str(), "csv" | "tsv"))
}

impl Importer for OtherExport {
    type Listing = OtherListing;

    fn is_person_id(word: &str) -> bool {
        word.len() == 12
            && word.starts_with('N')
            && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    }

    fn open(path: &Path) -> Result<Reported<Self>, Box<Diagnostic>> {
        let opened = open(path, &BTreeMap::new()).unwrap_or_else(|| Err(damaged(path)))?;
        Ok(Reported { value: opened, findings: Vec::new() })
    }

    fn list(&mut self, selection: &Selection) -> Result<Reported<OtherListing>, Box<Diagnostic>> {
        let name = &self.talk.name;
        let is_named = |wanted: &String| nfc(wanted.trim_start_matches('#')) == nfc(name);
        if self.talk.private && !(selection.private && selection.named.iter().any(is_named)) {
            return Err(private(name));
        }
        if let Some(wanted) = selection.named.iter().find(|wanted| !is_named(wanted)) {
            let message = msgf!(ja: "チャンネル「{wanted}」はありません", en: "there is no channel `{wanted}`");
            return Err(Box::new(Diagnostic::error("no-channel", message).help(msgf!(
                ja: "この書き出しのチャンネル：{name}",
                en: "channels of this export: {name}"))));
        }
        Ok(Reported { value: OtherListing { people: self.talk.people.clone() }, findings: Vec::new() })
    }

    fn people(listing: &OtherListing) -> &BTreeMap<String, Person> {
        &listing.people
    }

    fn read(&mut self, _: OtherListing) -> Result<Reported<Transcript>, Box<Diagnostic>> {
        let talk = std::mem::take(&mut self.talk);
        let lost = talk.skipped.get("bad-ts").copied().unwrap_or_default();
        let told = (lost > 0).then(|| {
            Diagnostic::warning(
                "salon-export",
                msgf!(ja: "{lost}件は日時を読み取れないため、除きました", en: "{lost} were left out, for their time cannot be read"),
            )
        });
        Ok(Reported { value: talk.into_transcript(&self.print), findings: told.into_iter().collect() })
    }

    fn read_file(&mut self, _: &SharedFile) -> Option<Vec<u8>> {
        None
    }
}

fn damaged(path: &Path) -> Box<Diagnostic> {
    let shown = path.display();
    let message = msgf!(ja: "「{shown}」を読み取れません。途中で切れているようです", en: "`{shown}` cannot be read; it seems to be cut off");
    Box::new(
        Diagnostic::error("no-export", message).help(msg!(ja: "もう一度書き出してください", en: "export it again")),
    )
}

fn private(name: &str) -> Box<Diagnostic> {
    let message = msgf!(ja: "「{name}」は限られた人だけの会話です", en: "`{name}` is a private conversation");
    Box::new(Diagnostic::error("private-channel", message).help(msgf!(
        ja: "参加している全員の了解があるときだけ、`--channel \"{name}\" --private-with-consent` を付けてください",
        en: "only with the consent of everyone in it: add `--channel \"{name}\" --private-with-consent`")))
}
