//! What people wrote in a salon, as any service's importer delivers it: channels, people, posts. Nothing of the
//! service it comes from is in it but names that are opaque here.
//!
//! In texts people stand as placeholders; no address of a file, no token and no profile ever gets here.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    report::diagnostic::{Diagnostic, Reported},
    salon::post_time::PostTime,
};

/// Names a post within its channel. Opaque: only the importer that made it knows its form; the order of posts is that
/// of their times.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(Box<str>);

impl MessageId {
    /// The id of this form.
    pub fn new(id: &str) -> Self {
        Self(id.into())
    }

    /// As the importer made it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a post is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PostKind {
    /// Somebody's words.
    #[default]
    Post,
    /// A form or another bot's message.
    Bot,
    /// A deleted post that has replies.
    Deleted,
    /// A question that the export does not hold; its replies do.
    Lost,
}

/// Shown for a question that the export does not hold.
pub const LOST: &str = "（元の質問は書き出しに含まれていません）";
/// Shown for a deleted post that has replies.
pub const DELETED: &str = "削除された投稿";

/// Shown for a link that leads into the salon itself.
pub const INSIDE: &str = "（サロン内のリンク）";

/// A post.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Post {
    /// Its name within the channel.
    pub id: MessageId,
    /// When.
    pub at: PostTime,
    /// The post that it replies to; itself if to none.
    pub thread: MessageId,
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
    pub edited: Option<PostTime>,
    /// Whether it is pinned in its channel.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// Whether it calls everyone in the channel.
    #[serde(default, skip_serializing_if = "is_false")]
    pub broadcast: bool,
    /// Whether its words come from a copy in a reply, not from itself.
    #[serde(default, skip_serializing_if = "is_false")]
    pub recovered: bool,
    /// Keyed hash of text and files; empty until the inbox takes it.
    pub hash: String,
    /// The newest post of the export it comes from.
    pub as_of: PostTime,
    /// Whether it is no longer in the salon.
    #[serde(default, skip_serializing_if = "is_false")]
    pub gone: bool,
    /// Its words as they were drafted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
}

impl Post {
    /// Whether it replies to another post.
    pub fn is_reply(&self) -> bool {
        self.thread != self.id
    }

    /// Whether it holds words that somebody, or a bot, wrote.
    pub fn has_words(&self) -> bool {
        matches!(self.kind, PostKind::Post | PostKind::Bot)
    }
}

/// Posts in the order in which they were written.
pub fn in_order<'a>(posts: impl IntoIterator<Item = &'a Post>) -> Vec<&'a Post> {
    let mut posts: Vec<&Post> = posts.into_iter().collect();
    posts.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    posts
}

/// A place in a post's Markdown that the gate found.
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

/// A file of a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SharedFile {
    /// The service's id.
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

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field's place")]
fn is_false(flag: &bool) -> bool {
    !flag
}

/// A person or a bot.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Person {
    /// The service's id.
    pub id: String,
    /// What the editor sees: the display name, never the real one.
    pub shown: String,
    /// Every name of theirs, for matching only.
    pub names: Vec<String>,
    /// Whether it is a bot.
    #[serde(default)]
    pub bot: bool,
    /// The public channels, `#名前`, and user groups, `@name`, that they are in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
}

/// What stands around a person's id in a text: the place of a word like `@市民A`.
pub const PERSON: (char, char) = ('\u{e000}', '\u{e001}');

/// A text with a word for every person in it, by the person's id.
pub fn with_people(text: &str, mut word: impl FnMut(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(PERSON.0)
        && let Some((id, after)) = from.split_once(PERSON.1)
    {
        out.push_str(before);
        out.push_str(&word(id));
        rest = after;
    }
    out + rest
}

/// What a channel's id begins with where no list of the export names it: its name stands for its id until a list does.
pub const UNLISTED: &str = "name:";

/// A channel's posts.
#[derive(Default)]
pub struct ChannelTranscript {
    /// The service's id; [`UNLISTED`] and the name where no list names it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether its name or purpose says that questions are asked there.
    pub help: bool,
    /// The posts, by id.
    pub posts: BTreeMap<MessageId, Post>,
    /// Every message of the export, also those that were passed over.
    pub named: BTreeSet<MessageId>,
    /// Posts of which the export says that they were deleted.
    pub deleted: BTreeSet<MessageId>,
    /// Whether a part could not be read: then absence says nothing.
    pub damaged: bool,
}

/// A question whose replies the export names and does not hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingReplies {
    /// The channel's name.
    pub channel: String,
    /// When it was asked.
    pub asked: PostTime,
    /// How many replies are missing.
    pub count: usize,
}

/// An export, read.
#[derive(Default)]
pub struct Transcript {
    /// The workspace's id; empty if the export does not tell.
    pub workspace: String,
    /// Everyone, by id.
    pub people: BTreeMap<String, Person>,
    /// The channels.
    pub channels: Vec<ChannelTranscript>,
    /// How many messages were passed over, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Digest of what was read; the same for an archive and its folder.
    pub digest: String,
    /// How many messages were read, whatever became of them.
    pub read: usize,
    /// Questions whose replies the export names and does not hold.
    pub missing: Vec<MissingReplies>,
}

impl Transcript {
    /// The time of the newest post of all.
    pub fn newest(&self) -> PostTime {
        let posts = self.channels.iter().flat_map(|channel| channel.posts.values());
        posts.map(|post| post.at).max().unwrap_or_default()
    }
}

/// Which conversations are imported.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Names or ids given by `--channel`; empty: all public ones.
    pub named: Vec<String>,
    /// Whether the people of named private conversations have consented.
    pub private: bool,
    /// `[salon] channels` of site.toml; empty: all.
    pub configured: Vec<String>,
}

/// Reads the exports of one service. Never reaches the network, never takes a private conversation that was not named.
pub trait Importer: Sized {
    /// What the lists of an export say: which channels are taken.
    type Listing;

    /// Whether a word has the form of a person's id.
    fn is_person_id(word: &str) -> bool;

    /// Opens an export; the finding of an `Err` says why it is refused.
    fn open(path: &Path) -> Result<Reported<Self>, Box<Diagnostic>>;

    /// Reads the lists and chooses the channels.
    fn list(&mut self, selection: &Selection) -> Result<Reported<Self::Listing>, Box<Diagnostic>>;

    /// The people that the lists name.
    fn people(listing: &Self::Listing) -> &BTreeMap<String, Person>;

    /// Reads the posts of the chosen channels; an `Err` refuses the export whole.
    fn read(&mut self, listing: Self::Listing) -> Result<Reported<Transcript>, Box<Diagnostic>>;

    /// The bytes of a post's file; `None` if the export does not hold them.
    fn read_file(&mut self, file: &SharedFile) -> Option<Vec<u8>>;
}
