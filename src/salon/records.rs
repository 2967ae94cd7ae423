//! What the inbox remembers, line by line. People stand in texts as placeholders; no address of a file, no token, no
//! profile and no raw JSON ever gets here.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::salon::ts::Ts;

/// What the inbox is about, and the exports it has seen.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Meta {
    /// The form of these files.
    pub version: u32,
    /// The workspace's id; empty if no export has told it.
    pub workspace: String,
    /// The id of the key that its hashes are made with; empty before the first import.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The exports, in the order in which they were imported.
    pub exports: Vec<Seen>,
}

/// An export that has been imported.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seen {
    /// Digest of the files that were read.
    pub digest: String,
    /// Its newest message.
    pub newest: Ts,
    /// How many messages it held.
    pub messages: usize,
}

/// A channel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Channel {
    /// The number of its file of messages.
    pub n: usize,
    /// Slack's id; `name:` and the name for a folder that no list names.
    pub id: String,
    /// Its name in the newest export.
    pub name: String,
    /// Whether its name or purpose says that questions are asked there.
    pub help: bool,
}

/// A person or a bot.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    /// Slack's id.
    pub id: String,
    /// What the editor sees: the display name, never the real one.
    pub shown: String,
    /// Every name of theirs, for matching only.
    pub names: Vec<String>,
    /// Whether it is a bot.
    #[serde(default)]
    pub bot: bool,
}

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// Somebody's words.
    #[default]
    Post,
    /// A form or another bot's message.
    Bot,
    /// A deleted message that has replies.
    Deleted,
    /// A question that the export does not hold; its replies do.
    Lost,
}

/// A message.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Post {
    /// When, and which.
    pub ts: Ts,
    /// The message that it replies to; itself if to none.
    pub thread: Ts,
    /// Its author's id; empty if unknown.
    pub author: String,
    /// What it is.
    pub kind: PostKind,
    /// Its words as Markdown.
    pub markdown: String,
    /// What the privacy gate found in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// Its files, without their bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<SharedFile>,
    /// Reactions by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Reaction>,
    /// When it was last edited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Ts>,
    /// Whether it is pinned in its channel.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// Whether it calls everyone in the channel.
    #[serde(default, skip_serializing_if = "is_false")]
    pub broadcast: bool,
    /// Whether its words come from a copy in a reply, not from itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recovered: bool,
    /// Keyed hash of text and files.
    pub hash: String,
    /// The newest message of the export it comes from.
    pub as_of: Ts,
    /// Whether it is no longer in the salon.
    #[serde(default, skip_serializing_if = "is_false")]
    pub gone: bool,
    /// Its words as they were drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

/// A place in a message's Markdown that the gate found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// The type: PHONE.
    #[serde(rename = "type")]
    pub kind: String,
    /// N, B, W or I.
    pub level: char,
    /// Bytes.
    pub start: usize,
    /// Bytes.
    pub end: usize,
}

/// A file of a message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SharedFile {
    /// Slack's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Bytes.
    pub size: u64,
    /// Its alternative text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alt: String,
    /// Where the export holds its bytes; empty if it does not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
}

/// A reaction.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reaction {
    /// Its name, without colons.
    pub name: String,
    /// How many gave it.
    pub count: u32,
    /// Whether the asker is among them.
    #[serde(default, skip_serializing_if = "is_false")]
    pub asker: bool,
}

/// A conversation that has been given a public id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Thread {
    /// Ten random base32 characters.
    pub id: String,
    /// The channel's number.
    pub channel: usize,
    /// The question.
    pub root: Ts,
    /// People's labels, fixed when the thread is drafted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// The messages' numbers; once given, kept.
    pub indexes: BTreeMap<Ts, usize>,
    /// The messages and hashes known at the draft or the last approval; `None` until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<BTreeMap<Ts, String>>,
}

/// A decision of the editor; appended, never changed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "lowercase")]
pub enum Decision {
    /// This conversation is no longer proposed.
    Rejected {
        /// Its public id.
        id: String,
    },
    /// The words of these messages never return.
    Erased {
        /// Keyed hashes of channel and time.
        messages: Vec<String>,
    },
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field's place")]
fn is_false(flag: &bool) -> bool {
    !flag
}
