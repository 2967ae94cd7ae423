//! What the inbox remembers beside people and posts, line by line.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::salon::{post_time::PostTime, transcript::MessageId};

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
    pub newest: PostTime,
    /// How many messages it held.
    pub messages: usize,
}

/// A channel.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Channel {
    /// The number of its file of messages.
    pub n: usize,
    /// The service's id; [`UNLISTED`](crate::salon::transcript::UNLISTED) and the name where no list names it.
    pub id: String,
    /// Its name in the newest export.
    pub name: String,
    /// Whether its name or purpose says that questions are asked there.
    pub help: bool,
}

/// A conversation that has been given a public id.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Thread {
    /// Ten random base32 characters.
    pub id: String,
    /// The channel's number.
    pub channel: usize,
    /// The question.
    pub root: MessageId,
    /// People's labels, fixed when the thread is drafted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub labels: BTreeMap<String, String>,
    /// The messages' numbers; once given, kept.
    pub indexes: BTreeMap<MessageId, usize>,
    /// The messages and hashes known at the draft or the last approval; `None` until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<BTreeMap<MessageId, String>>,
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
        /// Keyed hashes of channel and id.
        messages: Vec<String>,
    },
}
