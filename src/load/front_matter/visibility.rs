//! Keys by another name than their own: in other letters, in Japanese, as other generators have them. Whatever decides
//! who sees a page is understood, or the page is left out.

use serde_yaml::Value as Yaml;

use crate::{
    base::{path::SourcePath, value::Value},
    load::front_matter::{
        folded::folded,
        keys::Key,
        other_names,
        reader::Reader,
        values::{format_value, plain},
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
};

/// Keys that decide whether and where the page is shown: under another name they are an error.
const DECISIVE: [&str; 4] = ["title", "draft", "publish_from", "publish_until"];

/// Whether a file's name or folder says that it is a draft: `_drafts/`, `name.draft.md`, `name.draft.en.md`.
pub(super) fn is_draft_path(path: &SourcePath) -> bool {
    let is_draft = |part: &str| folded(part) == "draft";
    let is_drafts = |part: &str| part.starts_with('_') && matches!(&*folded(part), "drafts" | "draft" | "下書き");
    path.folder().split('/').any(is_drafts) || path.file_name().split('.').skip(1).any(is_draft)
}

impl Reader<'_> {
    /// Takes a key that is written in other letters than its own: `Draft`, `publish-from`.
    pub(super) fn take_respelt(&mut self, name: &str, known: &Key, value: Yaml) {
        let right = known.name;
        let is_there = self.places.contains_key(right);
        if right == "draft" {
            self.is_draft |= self.flag(known, &value);
        } else if is_there {
            self.broken |= DECISIVE.contains(&right);
        } else {
            self.take_known(known, value);
        }
        let level = if is_there { Level::Error } else { Level::Warning };
        let message = msgf!(ja: "`{name}` は `{right}` と書きます", en: "`{name}` is written `{right}`");
        let finding = Diagnostic::new(level, "key-name", message).at(self.path, self.place.key);
        self.findings.push(if is_there {
            finding.help(msgf!(ja: "`{right}` もあります。どちらかの行を消してください", en: "`{right}` is there too; remove one"))
        } else {
            finding
                .help(msgf!(ja: "`{right}` に直してください", en: "write `{right}`"))
                .fix(self.place.key, right)
        });
    }

    /// Takes what says under another name that a page is not for everybody; returns whether it was such a key.
    pub(super) fn take_visibility(&mut self, name: &str, value: &Yaml) -> bool {
        let words = folded(&format_value(&plain(value.clone())));
        let is_no = matches!(&*words, "false" | "no" | "off" | "0" | "いいえ" | "しない" | "非公開" | "never");
        let is_yes = matches!(&*words, "true" | "yes" | "on" | "1" | "はい" | "する" | "公開" | "always");
        match &*folded(name) {
            "published" | "publish" | "public" | "ispublished" => {
                self.is_draft |= is_no;
                if !is_no && !is_yes && *value != Yaml::Null {
                    self.is_draft = true;
                    self.misunderstood(name);
                }
            }
            "hidden" | "private" | "unlisted" | "isdraft" | "wip" => {
                self.is_draft |= !is_no && *value != Yaml::Null;
            }
            "status" | "state" | "visibility" | "poststatus" => {
                let is_draft = matches!(
                    &*words,
                    "draft" | "private" | "hidden" | "pending" | "unpublished" | "wip" | "下書き" | "非公開" | "準備中"
                );
                self.is_draft |= is_draft;
                return is_draft;
            }
            _ => return false,
        }
        true
    }

    fn misunderstood(&mut self, name: &str) {
        let message = msgf!(ja: "`{name}` の値を読み取れません", en: "the value of `{name}` cannot be read");
        let finding = Diagnostic::error("key-name", message).at(self.path, self.place.value);
        self.findings.push(finding.help(msg!(
            ja: "下書きは `draft: true`、公開の始まりは `publish_from: 2026-04-01` と書いてください",
            en: "write `draft: true` for a draft, `publish_from: 2026-04-01` for its first public day")));
    }

    /// Tells of a key that decides about the page and is called by another name; returns whether it was one.
    pub(super) fn take_other_name(&mut self, name: &str, value: &Yaml) -> bool {
        let Some(other) = other_names::find(&folded(name)).filter(|other| DECISIVE.contains(&other.key)) else {
            return false;
        };
        let right = other.key;
        self.broken = true;
        let is_empty = matches!(plain(value.clone()), Value::Null);
        let finding = Diagnostic::error("key-name", told(name, right)).at(self.path, self.place.key);
        let finding = finding.help(msgf!(ja: "`{right}` と書いてください", en: "write `{right}`"));
        let is_free = !self.places.contains_key(right) && !is_empty;
        self.findings.push(match (is_free, other.is_sure) {
            (true, true) => finding.fix(self.place.key, right),
            (true, false) => finding.offer(self.place.key, right),
            (false, _) => finding,
        });
        true
    }
}

/// That a key is called otherwise.
fn told(name: &str, right: &str) -> Message {
    msgf!(
        ja: "`{name}` という項目はありません。`{right}` と書きます",
        en: "there is no key `{name}`; it is called `{right}`")
}
