//! Files that may be published as they are: one exact file, by its hash, with a reason and an end. Nothing of level N
//! is ever let pass.

use std::collections::BTreeSet;

use toml::de::{DeTable, DeValue};

use crate::{
    base::path::SourcePath,
    msg, msgf,
    privacy::entry::{FILE, date, text},
    report::diagnostic::Diagnostic,
    text::{date::Date, span::Span},
};

/// A file that somebody has let pass.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Acceptance {
    file: String,
    sha256: String,
    until: Date,
    span: Span,
}

impl Acceptance {
    /// Whether it lets this file pass on a day.
    pub(crate) fn fits(&self, path: &SourcePath, sha256: &str, now: Date) -> bool {
        self.file == path.as_str() && self.sha256.eq_ignore_ascii_case(sha256) && self.until >= now
    }

    /// Whether it is about this file, whatever its content.
    pub(crate) fn names(&self, path: &SourcePath) -> bool {
        self.file == path.as_str()
    }
}

/// An entry to copy that lets a file pass.
pub(crate) fn entry(path: &SourcePath, sha256: &str, now: Date) -> String {
    let until = Date::from_days(now.days() + 365);
    format!(
        "[attachments]\naccept = [\n  {{ file = \"{path}\", sha256 = \"{sha256}\", why = \"\", until = {until} }},\n]"
    )
}

/// Reads `[attachments]`; what an entry lacks is a finding.
pub(crate) fn read_acceptances(table: &DeTable<'_>, findings: &mut Vec<Diagnostic>) -> Vec<Acceptance> {
    let list = table.iter().find(|(key, _)| key.get_ref() == "accept").and_then(|(_, value)| match value.get_ref() {
        DeValue::Array(items) => Some(items),
        _ => None,
    });
    let mut read = Vec::new();
    for item in list.map_or(&[][..], |items| &items[..]) {
        let span = Span::from(item.span());
        let entry = item.get_ref().as_table();
        let words = |key| entry.and_then(|entry| text(entry, key)).unwrap_or_default().trim().to_owned();
        let (file, sha256, why) = (words("file"), words("sha256"), words("why"));
        let until = entry.and_then(|entry| date(entry, "until"));
        match until.filter(|_| !file.is_empty() && sha256.len() == 64 && !why.is_empty()) {
            Some(until) => read.push(Acceptance { file, sha256, until, span }),
            None => findings.push(
                Diagnostic::error(
                    "privacy-list",
                    msg!(
                        ja: "この `accept` の項目は足りないか、書き方が違います",
                        en: "this entry of `accept` lacks something"),
                )
                .at(&SourcePath::new(FILE), span)
                .help(msg!(
                    ja: "`file`（content/ からの場所）、`sha256`、`why`（公開してよい理由）、`until`（いつまで）を書きます",
                    en: "it needs `file`, `sha256`, `why` and `until`")),
            ),
        }
    }
    read
}

/// What is wrong with the entries, of which these were used, by number.
pub(crate) fn findings(all: &[Acceptance], used: &BTreeSet<usize>, now: Date) -> Vec<Diagnostic> {
    let fault = |(number, one): (usize, &Acceptance)| {
        let file = &one.file;
        let message = if one.until < now {
            msgf!(ja: "「{file}」を認める期限が過ぎています", en: "the acceptance of `{file}` has expired")
        } else if used.contains(&number) {
            return None;
        } else {
            msgf!(
                ja: "「{file}」を認める項目に、当たるファイルがありません",
                en: "the acceptance of `{file}` meets no file")
        };
        Some(Diagnostic::warning("privacy-list", message).at(&SourcePath::new(FILE), one.span).help(msg!(
            ja: "ファイルの中身が変わったか、もう要らなくなりました。`shirube check` の示す新しい項目に書き直すか、消してください",
            en: "the file has changed or nobody needs it any more; write what `shirube check` shows now, or remove \
                it")))
    };
    all.iter().enumerate().filter_map(fault).collect()
}
