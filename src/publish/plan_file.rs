//! A plan as a file: what `--plan` writes, `--format json` prints and `--apply` takes.

use serde::{Deserialize, Serialize};

use crate::{
    msg, msgf,
    publish::{plan::Plan, prepare::Prepared},
    report::diagnostic::Diagnostic,
};

/// The form of the file.
const FORMAT: u32 = 1;

/// What is to happen at a place, without any text of a page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct PlanFile {
    /// The form of the file.
    pub format: u32,
    /// The place.
    pub target: String,
    /// What an approval names.
    pub digest: String,
    /// The digest of everything, with the host's own files.
    pub tree: String,
    /// The tree before; empty of the first publication.
    pub parent: String,
    /// Withdrawn pages that go.
    pub withdrawn: Vec<String>,
    /// Files that are sent, in the order of the phases.
    pub send: Vec<String>,
    /// Files that go.
    pub remove: Vec<String>,
    /// The codes of what stops it.
    pub stopped_by: Vec<String>,
}

impl PlanFile {
    /// The file of a plan.
    pub fn new(target: &str, prepared: &Prepared) -> Self {
        let Plan { withdrawn, blocking, removed, .. } = &prepared.plan;
        let manifest = prepared.plan.committed();
        Self {
            format: FORMAT,
            target: target.to_owned(),
            digest: prepared.digest.clone(),
            tree: manifest.tree.clone(),
            parent: manifest.parent.clone(),
            withdrawn: withdrawn.clone(),
            send: prepared.plan.sent().map(str::to_owned).collect(),
            remove: blocking.iter().chain(removed).cloned().collect(),
            stopped_by: prepared.refusals.iter().map(|finding| finding.code.to_owned()).collect(),
        }
    }

    /// The bytes of the file.
    pub fn to_text(&self) -> String {
        serde_json::to_string_pretty(self).expect("plain lists and texts always serialise") + "\n"
    }

    /// Reads a file that somebody hands in.
    pub fn parse(bytes: &[u8]) -> Result<Self, Box<Diagnostic>> {
        let read = serde_json::from_slice::<Self>(bytes).ok().filter(|file| file.format == FORMAT);
        read.ok_or_else(|| {
            let message = msg!(ja: "公開の計画のファイルとして読み取れません", en: "it cannot be read as a plan");
            Box::new(Diagnostic::error("publish-plan", message).help(msg!(
                ja: "`shirube publish --plan plan.json` で作り直してください",
                en: "make it again with `shirube publish --plan plan.json`")))
        })
    }

    /// A finding where the plan is no more what is to happen now.
    pub fn find_change(&self, now: &Self) -> Option<Diagnostic> {
        let what = match () {
            () if self.target != now.target => msg!(ja: "公開先", en: "the target"),
            () if self.tree != now.tree => msg!(ja: "サイトの内容", en: "the site"),
            () if self.parent != now.parent => msg!(ja: "公開先の内容", en: "what the target holds"),
            () => return None,
        };
        let crate::report::message::Message { ja, en } = what;
        let message =
            msgf!(ja: "計画を作ったあとで、{ja}が変わりました", en: "{en} has changed since the plan was made");
        Some(Diagnostic::error("publish-plan", message).help(msg!(
            ja: "`shirube publish --plan plan.json` で作り直し、もう一度確かめてください",
            en: "make the plan again with `shirube publish --plan plan.json`, and look at it again")))
    }
}
