//! What is said of a file: one finding for what is personal in it, one for what its form hides, with their places.

use std::collections::BTreeMap;

use crate::{
    attachment::{
        contents::Fault,
        fault::{FaultKind, Topic},
    },
    base::path::SourcePath,
    check::{
        attachment_reviews::{Found, Reviewed},
        rules::personal_data,
    },
    msg, msgf,
    privacy::Severity,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
};

/// Places that a message names; it counts the rest.
const SHOWN: usize = 6;

/// A file with what is open in it.
pub(super) struct Opened<'a> {
    pub(super) path: &'a SourcePath,
    /// What is personal and not told elsewhere.
    pub(super) open: Vec<&'a Found>,
    pub(super) reviewed: &'a Reviewed,
    /// Whether it is published as it is, though no page speaks of it: then what cannot be read keeps it back.
    pub(super) is_static: bool,
}

impl Opened<'_> {
    /// Whether the file may not be published as it is.
    pub(super) fn blocks(&self) -> bool {
        self.open.iter().any(|found| found.severity.blocks())
            || self.reviewed.faults.iter().any(|fault| self.is_error(fault))
    }

    /// Whether a fault keeps the file back.
    fn is_error(&self, fault: &Fault) -> bool {
        fault.kind.level() == Level::Error || self.is_static && fault.kind.is_unknown()
    }

    /// Whether it holds what nobody may let pass.
    pub(super) fn never(&self) -> bool {
        self.open.iter().any(|found| found.severity == Severity::Never)
    }

    /// Everything that is said of it; `mask` hides what a place itself tells.
    pub(super) fn findings(
        &self,
        accepted: bool,
        offer: Option<String>,
        mask: &dyn Fn(&str) -> String,
    ) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        // What somebody has let pass is silent, but for what nobody may.
        let counts = |found: &&&Found| !accepted || found.severity == Severity::Never;
        for blocks in [true, false] {
            let hits: Vec<&Found> =
                self.open.iter().filter(counts).copied().filter(|found| found.severity.blocks() == blocks).collect();
            findings.extend(self.personal(&hits, mask));
        }
        let (errors, others): (Vec<&Fault>, Vec<&Fault>) =
            self.reviewed.faults.iter().partition(|fault| self.is_error(fault));
        findings.extend(self.hidden(if accepted { Vec::new() } else { errors }, mask));
        findings.extend(self.told(&others, mask));
        findings.extend(self.properties(accepted, mask));
        let shown = mask(self.path.as_str());
        if shown != self.path.as_str() {
            // A file whose own name is a fault is named masked.
            for finding in &mut findings {
                let Message { ja, en } = &finding.message;
                finding.message = msgf!(ja: "{ja}（{shown}）", en: "{en} ({shown})");
                finding.places.clear();
            }
        } else if let Some((entry, last)) = offer.zip(findings.iter_mut().rfind(|one| one.level == Level::Error)) {
            // It belongs to the last error, below all help on how to mend it.
            last.help.push(msgf!(
                ja: "確かめた上でこのまま公開するときは、`why` に理由を書いて salon/privacy.toml に加えます：\n{entry}",
                en: "to publish it as it is after a look, add to salon/privacy.toml with a reason:\n{entry}"));
        }
        findings
    }

    /// The finding for what is personal in it.
    fn personal(&self, hits: &[&Found], mask: &dyn Fn(&str) -> String) -> Option<Diagnostic> {
        let gravest = hits.iter().min_by_key(|found| found.severity)?;
        let mut entries: Vec<Message> = Vec::new();
        for Found { place, kind, shown, .. } in hits {
            let (ja, en, name) = (kind.ja(), kind.en(), kind.name());
            let (at, at_en) = (mask(&place.ja), mask(&place.en));
            let entry = if at.is_empty() {
                msgf!(ja: "{ja} {shown} [{name}]", en: "{en} {shown} [{name}]")
            } else {
                msgf!(ja: "{ja} {shown} [{name}]（{at}）", en: "{en} {shown} [{name}] ({at_en})")
            };
            if !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        let Message { ja: list, en: list_en } = join(&entries);
        let message = msgf!(
            ja: "ファイルの中に、個人が分かるかもしれないことが書かれています：{list}",
            en: "the file holds what may tell who somebody is: {list_en}");
        let level = if gravest.severity.blocks() { Level::Error } else { Level::Warning };
        let finding = Diagnostic::new(level, "personal-data", message).in_file(self.path).help(msg!(
            ja: "元のファイルから消して、保存し直してください。図形で隠したり、色を変えたり、非表示にしたりしても、中には残ります",
            en: "remove it from the original and save again; what is covered, coloured or hidden is still in the \
                file"));
        Some(finding.help(personal_data::how(gravest.kind, gravest.severity)).hiding())
    }

    /// The finding for what its form hides.
    fn hidden(&self, faults: Vec<&Fault>, mask: &dyn Fn(&str) -> String) -> Vec<Diagnostic> {
        let mut by_topic: BTreeMap<Topic, Vec<&Fault>> = BTreeMap::new();
        for fault in faults {
            by_topic.entry(fault.kind.topic()).or_default().push(fault);
        }
        let one = |(topic, faults): (Topic, Vec<&Fault>)| {
            let by_kind = by_kind(&faults);
            let entries: Vec<Message> = by_kind.iter().map(|(kind, faults)| named(*kind, faults, mask)).collect();
            let Message { ja, en } = join(&entries);
            let message = match topic {
                Topic::Hidden => msgf!(
                    ja: "見た目には分からないものが、ファイルの中に残っています：{ja}",
                    en: "the file holds what nobody sees: {en}"),
                Topic::Active => msgf!(
                    ja: "開いた人のブラウザーで動くものが、ファイルの中にあります：{ja}",
                    en: "the file holds what runs in the browser of whoever opens it: {en}"),
                _ => msgf!(ja: "ファイルの中を確かめられません：{ja}", en: "the file cannot be checked: {en}"),
            };
            let finding = finding_of(topic, Level::Error, message).in_file(self.path).hiding();
            let finding = by_kind.keys().fold(finding, |finding, kind| finding.help(kind.help()));
            if !self.is_static {
                return finding;
            }
            finding.help(msg!(
                ja: "`static/` のファイルは、どのページからもリンクされずに公開されるため、中を確かめられないものは公開しません",
                en: "files of `static/` are published though no page links to them: what cannot be checked is not"))
        };
        by_topic.into_iter().map(one).collect()
    }

    /// The findings that stop nothing.
    fn told(&self, faults: &[&Fault], mask: &dyn Fn(&str) -> String) -> Vec<Diagnostic> {
        let one = |(kind, faults): (FaultKind, Vec<&Fault>)| {
            let message = if kind.is_told_once() { kind.what() } else { named(kind, &faults, mask) };
            let finding = finding_of(kind.topic(), kind.level(), message).in_file(self.path).help(kind.help());
            if kind.is_told_once() { finding.about(format!("{kind:?}")) } else { finding }
        };
        by_kind(faults).into_iter().map(one).collect()
    }

    /// The finding for properties that name somebody.
    fn properties(&self, accepted: bool, mask: &dyn Fn(&str) -> String) -> Option<Diagnostic> {
        let named = self.reviewed.properties.iter().filter(|_| !accepted);
        let entries: Vec<Message> = named
            .map(|(place, first)| {
                let (at, at_en) = (mask(&place.ja), mask(&place.en));
                msgf!(ja: "{at}（{first}）", en: "{at_en} ({first})")
            })
            .collect();
        (!entries.is_empty()).then(|| {
            let Message { ja, en } = join(&entries);
            Diagnostic::warning(
                "file-properties",
                msgf!(
                    ja: "ファイルのプロパティに、人の名前やフォルダーの場所が残っています：{ja}",
                    en: "the file's properties tell somebody's name or folder: {en}"),
            )
            .in_file(self.path)
            .help(msg!(
                ja: "Word・Excel・PowerPointでは［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で「ドキュメントのプロパティと個人情報」を削除します。LibreOfficeでは\
                    ［ファイル］→［プロパティ］→［プロパティのリセット］、PDFは元の文書で消してから作り直します",
                en: "Word, Excel, PowerPoint: File, Info, Check for Issues, Inspect Document, remove properties and \
                     personal information; LibreOffice: File, Properties, Reset Properties; make a PDF again from the \
                     document without them"))
        })
    }
}

/// A finding about a topic.
fn finding_of(topic: Topic, level: Level, message: Message) -> Diagnostic {
    match topic {
        Topic::Hidden => Diagnostic::new(level, "file-hidden", message),
        Topic::Active => Diagnostic::error("file-active", message),
        Topic::Unread => Diagnostic::new(level, "file-unread", message),
        Topic::Encoding => Diagnostic::warning("file-encoding", message),
        Topic::Tags => Diagnostic::hint("file-untagged", message),
    }
}

fn by_kind<'a>(faults: &[&'a Fault]) -> BTreeMap<FaultKind, Vec<&'a Fault>> {
    let mut by_kind: BTreeMap<FaultKind, Vec<&Fault>> = BTreeMap::new();
    for fault in faults {
        by_kind.entry(fault.kind).or_default().push(fault);
    }
    by_kind
}

/// A fault with its places.
fn named(kind: FaultKind, faults: &[&Fault], mask: &dyn Fn(&str) -> String) -> Message {
    let Message { ja: what, en: what_en } = kind.what();
    let places: Vec<Message> = faults
        .iter()
        .filter(|fault| !fault.place.is_empty())
        .map(|fault| {
            let (ja, en) = (mask(&fault.place.ja), mask(&fault.place.en));
            msgf!(ja: "{ja}", en: "{en}")
        })
        .collect();
    if places.is_empty() {
        return kind.what();
    }
    let Message { ja, en } = join(&places);
    msgf!(ja: "{what}（{ja}）", en: "{what_en} ({en})")
}

/// The first entries of a list, and how many more there are.
fn join(entries: &[Message]) -> Message {
    let first = &entries[..entries.len().min(SHOWN)];
    let ja = first.iter().map(|entry| &*entry.ja).collect::<Vec<_>>().join("、");
    let en = first.iter().map(|entry| &*entry.en).collect::<Vec<_>>().join(", ");
    match entries.len() - first.len() {
        0 => msgf!(ja: "{ja}", en: "{en}"),
        more => msgf!(ja: "{ja}、ほか{more}か所", en: "{en} and {more} more"),
    }
}
