//! Whose folder is whose, and which conversations are private: all that no list of public channels names without doubt.
//!
//! Must never take for public what a list of private conversations names in any spelling.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use crate::salon::{slack::folder_names, transcript::UNLISTED};
use crate::{
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::normalize::{fold, nfc},
};

/// A channel to import.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListedChannel {
    pub(crate) id: String,
    pub(crate) name: String,
    /// Other spellings and former names of a private one.
    pub(crate) aliases: Vec<String>,
    pub(crate) private: bool,
    /// Whether its name or purpose says that questions are asked there.
    pub(crate) help: bool,
    /// Its folder in the archive; empty if it holds no message.
    pub(crate) folder: String,
    /// Who is in it.
    pub(crate) members: Vec<String>,
}

impl ListedChannel {
    /// Its name, and those that it has or had beside it.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.aliases).map(String::as_str)
    }
}

/// Folders that hold files, not messages.
const NO_CHANNEL: [&str; 2] = ["__uploads", "attachments"];

/// The files beside the folders, as Slack names them.
const LISTS: [&str; 13] = [
    "usergroups.json",
    "channels.json",
    "groups.json",
    "dms.json",
    "mpims.json",
    "users.json",
    "org_users.json",
    "integration_logs.json",
    "canvases.json",
    "content_flags.json",
    "lists.json",
    "huddle_transcripts.json",
    "file_conversations.json",
];

/// Beginnings of a list's name that somebody has changed: `groups (1).json`, `Groups.json`, `private_channels.json`.
const LIKE_LISTS: [&str; 8] = ["channel", "group", "dm", "mpim", "private", "ちゃんねる", "ぐるーぷ", "非公開"];

/// A private conversation's name as folders are compared with it: whatever its width, case, kana, hyphens and spaces.
fn plain(name: &str) -> String {
    fold(name).chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_')).collect()
}

/// A name whatever its width: ﾒﾓ is メモ.
fn wide(name: &str) -> String {
    name.nfkc().collect()
}

/// Makes private what the lists leave in doubt: an entry that a list of private conversations names as well.
pub(super) fn settle(all: &mut [ListedChannel]) {
    let is_private = |listed: &&ListedChannel| listed.private;
    let ids: BTreeSet<String> = all.iter().filter(is_private).map(|listed| listed.id.clone()).collect();
    let names: BTreeSet<String> = all.iter().filter(is_private).flat_map(|listed| listed.names()).map(wide).collect();
    for listed in all {
        listed.private |= ids.contains(&listed.id) || names.contains(&wide(&listed.name));
    }
}

/// A list that somebody seems to have renamed: then what it names is not known.
pub(super) fn renamed_list<'a>(files: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let is_like = |name: &&str| {
        let small = fold(name);
        let word = small.trim_start_matches(|c: char| !c.is_alphanumeric());
        !name.contains('/')
            && !LISTS.contains(name)
            && small.contains("json")
            && (LIKE_LISTS.iter().any(|list| word.starts_with(list)) || LISTS.iter().any(|list| small.contains(list)))
    };
    files.into_iter().find(is_like)
}

/// Gives every folder its channel: by id or name, then by another spelling of the name, then by undoing what an archive
/// program did to it. What is left over is in no list, and private.
pub(super) fn assign(all: &mut Vec<ListedChannel>, folders: &[String], findings: &mut Vec<Diagnostic>) {
    let mut left: Vec<&String> =
        folders.iter().filter(|folder| !NO_CHANNEL.contains(&folder.as_str()) && !is_canvas(folder)).collect();
    let exact = |listed: &ListedChannel, folder: &str| listed.id == folder || nfc(&listed.name) == nfc(folder);
    left.retain(|folder| !give(all, folder, exact));
    let alike = |listed: &ListedChannel, folder: &str| match listed.private {
        true => [listed.id.as_str()].into_iter().chain(listed.names()).any(|name| plain(name) == plain(folder)),
        false => wide(&listed.name) == wide(folder),
    };
    left.retain(|folder| !give(all, folder, alike));
    left.retain(|folder| {
        let Some(name) = folder_names::garbled_from(folder, all.iter().map(|listed| listed.name.as_str())) else {
            return true;
        };
        let name = name.to_owned();
        let given = give(all, folder, |listed, _| listed.name == name);
        findings.extend(given.then(|| {
            warn(msgf!(
                ja: "フォルダー「{folder}」は文字化けした「{name}」として読みました",
                en: "the folder `{folder}` was read as `{name}`, garbled by an archive program"))
        }));
        !given
    });
    for folder in left {
        findings.extend((!looks_private(folder)).then(|| unlisted(folder)));
        all.push(ListedChannel {
            id: format!("{UNLISTED}{}", nfc(folder)),
            name: nfc(folder).into_owned(),
            private: true,
            folder: folder.clone(),
            ..ListedChannel::default()
        });
    }
}

/// Gives a folder to the first channel that it fits and that has none yet; a public one may have it only if no private
/// one fits.
fn give(all: &mut [ListedChannel], folder: &str, fits: impl Fn(&ListedChannel, &str) -> bool) -> bool {
    let fitting = |private: bool| move |listed: &&mut ListedChannel| listed.private == private;
    let is_named_private = all.iter().any(|listed| listed.private && fits(listed, folder));
    let free = all.iter_mut().filter(|listed| listed.folder.is_empty() && fits(listed, folder));
    match free.into_iter().find(fitting(is_named_private)) {
        Some(listed) => {
            folder.clone_into(&mut listed.folder);
            true
        }
        None => false,
    }
}

/// Folders of comments on canvases.
pub(super) fn is_canvas(folder: &str) -> bool {
    folder.starts_with("FC_") || folder.starts_with("FC:")
}

/// Whether a folder, a name or an id is that of a conversation of few.
pub(super) fn looks_private(name: &str) -> bool {
    let id = name.len() >= 9 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    id && name.starts_with(['D', 'G']) || name.starts_with("mpdm-")
}

pub(super) fn warn(message: crate::report::message::Message) -> Diagnostic {
    Diagnostic::warning("salon-export", message)
}

fn unlisted(folder: &str) -> Diagnostic {
    warn(msgf!(
        ja: "フォルダー「{folder}」は、どの一覧にもありません。限られた人だけの会話かもしれないので、取り込みませんでした",
        en: "no list names the folder `{folder}`; it may be a private conversation and was not imported"))
    .help(msgf!(
        ja: "参加している全員の了解があるときだけ、`--channel \"{folder}\" --private-with-consent` を付けて取り込み直してください",
        en: "only with the consent of everyone in it, import it with `--channel \"{folder}\" \
            --private-with-consent`"))
}

pub(super) fn renamed(list: &str) -> Diagnostic {
    Diagnostic::error(
        "salon-lists",
        msgf!(
        ja: "「{list}」は、チャンネルの一覧の名前を変えたもののようです。どの会話が公開か分からないため、名指しのない会話は取り込みませんでした",
        en: "`{list}` looks like a renamed list of channels; which conversations are public is not known, so none was \
            imported that was not named"),
    )
    .help(msg!(
        ja: "Slack から受け取ったままの書き出しを指定してください",
        en: "give the export as it came from Slack"))
}

pub(super) fn unknown() -> Diagnostic {
    Diagnostic::error(
        "salon-lists",
        msg!(
        ja: "限られた人だけの会話の一覧を読み取れません。どの会話が公開か分からないため、名指しのない会話は取り込みませんでした",
        en: "a list of private conversations cannot be read; which conversations are public is not known, so none was \
            imported that was not named"),
    )
    .help(msg!(ja: "Slack からもう一度書き出してください", en: "export again from Slack"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(id: &str, name: &str, private: bool) -> ListedChannel {
        ListedChannel { id: id.into(), name: name.into(), private, ..ListedChannel::default() }
    }

    #[test]
    fn a_folder_is_public_only_if_nothing_speaks_against_it() {
        let lists = [
            listed("C1", "相談", false),
            listed("C2", "メモ", false),
            listed("C3", "役員会", false),
            listed("C00000000D", "general", false),
            listed("G1", "職員メモ", true),
            listed("C9", "役員会", true),
            ListedChannel { aliases: vec!["旧役員".into()], ..listed("C8", "新役員", true) },
        ];
        for (folders, expected) in [
            (&["相談"][..], &[("相談", false)][..]),
            (&["C1"], &[("相談", false)]),
            (&["C00000000D"], &[("general", false)]),
            (&["General"], &[("General", true)]),
            (&["めも"], &[("めも", true)]),
            (&["職員ﾒﾓ"], &[("職員メモ", true)]),
            (&["職員 めも"], &[("職員メモ", true)]),
            (&["G1"], &[("職員メモ", true)]),
            (&["役員会"], &[("役員会", true)]),
            (&["旧役員"], &[("新役員", true)]),
            (&["雑談"], &[("雑談", true)]),
            (&["ﾒﾓ"], &[("メモ", false)]),
            // Two folders of one spelling: one of them is somebody else's.
            (&["メモ", "ﾒﾓ"], &[("メモ", false), ("ﾒﾓ", true)]),
            (&["ﾒﾓ", "メモ"], &[("メモ", false), ("ﾒﾓ", true)]),
        ] {
            let mut all = lists.to_vec();
            settle(&mut all);
            let folders: Vec<String> = folders.iter().map(|folder| (*folder).to_owned()).collect();
            assign(&mut all, &folders, &mut Vec::new());
            let found: Vec<_> = all.iter().filter(|listed| !listed.folder.is_empty()).collect();
            let found: Vec<_> = found.iter().map(|listed| (listed.name.as_str(), listed.private)).collect();
            assert_eq!(found, expected, "{folders:?}");
        }
    }

    #[test]
    fn a_list_under_another_name_is_known() {
        for name in [
            "groups (1).json",
            "Groups.json",
            "ｇｒｏｕｐｓ.json",
            "_groups.json",
            "groups.json.bak",
            "groups - コピー.json",
            "コピー groups.json",
            "private_channels.json",
            "dms_old.json",
            "チャンネル.json",
        ] {
            assert_eq!(renamed_list([name].into_iter()), Some(name));
        }
        for name in LISTS.into_iter().chain(["相談/groups (1).json", "readme.txt", "export.json", "admins.json"]) {
            assert_eq!(renamed_list([name].into_iter()), None, "{name}");
        }
    }
}
