//! One message of an export as the inbox keeps it, or why it is no content.

use serde_json::Value;

use crate::report::message::Message;
use crate::salon::{
    slack::{
        markup::{self, FileName, Names},
        raw,
        ts::{id_of, read_ts},
    },
    transcript::{MessageId, Post, PostKind, Reaction, SharedFile},
};

/// Messages of these subtypes are somebody's words.
const CONTENT: [&str; 6] = ["", "thread_broadcast", "reply_broadcast", "me_message", "file_share", "file_comment"];
/// What the program and its apps say of themselves.
const NOISE: [&str; 24] = [
    "tabbed_canvas_updated",
    "pinned_item",
    "unpinned_item",
    "bot_add",
    "bot_remove",
    "bot_enable",
    "bot_disable",
    "reminder_add",
    "slackbot_response",
    "document_unfurl",
    "document_comment_root",
    "huddle_thread",
    "joiner_notification",
    "file_mention",
    "ekm_access_denied",
    "emoji_changed",
    "app_conversation_leave",
    "share_shortcut",
    "assistant_app_thread",
    "message_replied",
    "message_changed",
    "message_deleted",
    "tombstone",
    "bot_message",
];
/// What a file without bytes shows.
const NO_FILE: &str = "添付は利用できません";

/// Why a message is not kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Skip {
    /// Joined, renamed, pinned: the program's own words.
    System,
    /// A bot's words that nobody answered.
    Bot,
    /// It says no more than that a message was deleted.
    Deleted,
    /// Its time cannot be read.
    BadTs,
    /// A conversation of few.
    Private,
    /// A canvas, no message.
    Canvas,
    /// The same message stands elsewhere in the export.
    Duplicate,
    /// There is nothing in it.
    Empty,
}

impl Skip {
    /// Its name in counts.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Bot => "bot",
            Self::Deleted => "deleted",
            Self::BadTs => "bad-ts",
            Self::Private => "private",
            Self::Canvas => "canvas",
            Self::Duplicate => "duplicate",
            Self::Empty => "empty",
        }
    }
}

/// What became of a message.
pub(crate) enum Made {
    /// It is kept.
    Kept(Box<Kept>),
    /// It is not.
    Skipped(Skip),
    /// It tells that another one, or itself, was deleted.
    Deleted(MessageId),
}

/// A kept message, with what is needed until its conversation is known.
pub(crate) struct Kept {
    pub(crate) message: Post,
    /// Who reacted, by reaction: dropped as soon as the asker is known.
    pub(crate) reactors: Vec<Vec<String>>,
    /// A copy of the message it replies to.
    pub(crate) root: Option<Box<raw::RawMessage>>,
    /// The replies that it names.
    pub(crate) replies: Vec<MessageId>,
    /// Whether the program itself says it: kept only where somebody has answered.
    pub(crate) system: bool,
    /// What is worth telling.
    pub(crate) warnings: Vec<Message>,
    /// Tokens that were taken out of its words.
    pub(crate) secrets: usize,
    /// Whether its time was written as a number.
    pub(crate) odd_ts: bool,
}

/// Reads one message; labels of people come later.
pub(crate) fn convert_message(mut raw: raw::RawMessage, names: &dyn Names) -> Made {
    let Some((ts, odd_ts)) = read_ts(&raw.ts) else { return Made::Skipped(Skip::BadTs) };
    if let Some(made) = convert_notice(&mut raw, ts, names) {
        return made;
    }
    let author = author_of(&raw);
    let is_app = !raw.bot_id.is_empty() || raw.bot_profile.is_object() || names.is_bot(&author);
    let mut is_bot = is_app || raw.subtype == "bot_message";
    let system = is_noise(&raw.subtype, &author, is_bot);
    // A reminder that people have answered is what they speak of.
    if system && read_ts(&raw.thread_ts).is_none_or(|(thread, _)| thread != ts) {
        return Made::Skipped(Skip::System);
    }
    is_bot |= system;
    let mut warnings = Vec::new();
    if !is_bot && !CONTENT.contains(&raw.subtype.as_str()) {
        if author.is_empty() || raw.text.is_empty() {
            return Made::Skipped(Skip::System);
        }
        let subtype = &raw.subtype;
        warnings.push(crate::msgf!(
            ja: "知らない種類の投稿を残しました：{subtype}",
            en: "a post of an unknown kind was kept: {subtype}"));
    }
    let thread = read_ts(&raw.thread_ts).map_or(ts, |(thread, _)| thread);
    let all_files: Vec<Option<raw::RawFile>> =
        std::mem::take(&mut raw.files).into_iter().chain(raw.file.take().map(Some)).collect();
    let words = convert_words(&raw, &all_files, is_bot && thread == ts, names);
    let (files, lost): (Vec<_>, Vec<_>) = all_files.into_iter().partition(|file| file.as_ref().is_some_and(there));
    let markdown = with_lost_files(words.markdown, !lost.is_empty());
    let files: Vec<SharedFile> = files.into_iter().flatten().map(convert_file).collect();
    if markdown.trim().is_empty() && files.is_empty() {
        return Made::Skipped(Skip::Empty);
    }
    warnings.extend(words.warnings);
    let message = Post {
        id: id_of(ts),
        at: ts,
        thread: id_of(thread),
        author: if system { String::new() } else { author },
        kind: if is_bot { PostKind::Bot } else { PostKind::Post },
        markdown,
        edited: read_ts(&raw.edited.ts).map(|(ts, _)| ts),
        pinned: raw.pinned_to.as_array().is_some_and(|channels| !channels.is_empty()) || raw.pinned_info.is_object(),
        broadcast: words.broadcast,
        files,
        reactions: raw.reactions.iter().map(reaction).collect(),
        ..Post::default()
    };
    Made::Kept(Box::new(Kept {
        message,
        reactors: raw.reactions.into_iter().map(|reaction| reaction.users).collect(),
        root: raw.root,
        replies: raw.replies.iter().filter_map(|reply| Some(id_of(read_ts(&reply.ts)?.0))).collect(),
        system,
        warnings,
        secrets: words.secrets,
        odd_ts,
    }))
}

/// What a message makes that tells of another one; `None` for a message of its own.
fn convert_notice(raw: &mut raw::RawMessage, ts: crate::salon::post_time::PostTime, names: &dyn Names) -> Option<Made> {
    match raw.subtype.as_str() {
        "tombstone" => Some(Made::Deleted(id_of(ts))),
        "message_deleted" => {
            let deleted = read_ts(&raw.deleted_ts);
            Some(deleted.map_or(Made::Skipped(Skip::System), |(ts, _)| Made::Deleted(id_of(ts))))
        }
        "message_changed" => match raw.message.take().filter(|newer| newer.subtype != "message_changed") {
            Some(newer) => Some(convert_message(*newer, names)),
            None => Some(Made::Skipped(Skip::System)),
        },
        _ => None,
    }
}

fn author_of(raw: &raw::RawMessage) -> String {
    let ids = [&raw.user, &raw.comment.user, &raw.bot_id];
    ids.into_iter().find(|id| !id.is_empty()).cloned().unwrap_or_default()
}

/// Whether it is the program that speaks, not somebody.
fn is_noise(subtype: &str, author: &str, is_bot: bool) -> bool {
    let is_listed =
        NOISE.contains(&subtype) || ["channel_", "group_", "sh_room_"].iter().any(|start| subtype.starts_with(start));
    matches!(author, "USLACKBOT" | "U00") || (is_listed && !(is_bot && subtype == "bot_message"))
}

/// The words of a message; those of its attachments only where it is a bot that begins a conversation.
fn convert_words(
    raw: &raw::RawMessage,
    files: &[Option<raw::RawFile>],
    begins_by_bot: bool,
    names: &dyn Names,
) -> markup::Converted {
    let title = |file: &raw::RawFile| FileName {
        id: file.id.clone(),
        title: if file.title.is_empty() { file.name.clone() } else { file.title.clone() },
    };
    let titles: Vec<FileName> = files.iter().flatten().map(title).collect();
    let is_given = |value: &&Value| !value.is_null();
    let input = markup::Input {
        text: if raw.text.is_empty() { &raw.comment.comment } else { &raw.text },
        blocks: Some(&raw.blocks).filter(is_given),
        attachments: Some(&raw.attachments).filter(|attachments| begins_by_bot && is_given(attachments)),
        files: &titles,
    };
    markup::convert(&input, names)
}

/// The words, and that files cannot be had, where they cannot.
fn with_lost_files(mut markdown: String, are_lost: bool) -> String {
    if are_lost {
        if !markdown.is_empty() {
            markdown.push_str("\n\n");
        }
        markdown.push_str(NO_FILE);
    }
    markdown
}

fn reaction(reaction: &raw::RawReaction) -> Reaction {
    let count = reaction.count.max(reaction.users.len() as u32);
    Reaction { name: reaction.name.clone(), count, asker: false }
}

/// Whether a file's bytes may still be had.
fn there(file: &raw::RawFile) -> bool {
    !matches!(file.mode.as_str(), "tombstone" | "hidden_by_limit")
        && !matches!(file.file_access.as_str(), "access_denied" | "file_not_found")
        && file.url_private
}

fn convert_file(file: raw::RawFile) -> SharedFile {
    let raw::RawFile { id, name, title, mimetype, size, alt_txt, .. } = file;
    SharedFile {
        id,
        name: if name.is_empty() { title } else { name },
        kind: mimetype,
        size,
        alt: alt_txt,
        path: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    struct Nobody;

    impl Names for Nobody {
        fn channel(&self, _: &str) -> Option<String> {
            None
        }
    }

    /// Whatever a tool may write where Slack writes something else.
    fn anything() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "[a-z<>@#!|*_~`あ。？:\\n\u{e000}\u{200b}0-9.]{0,24}".prop_map(Value::from),
            Just(json!("1777653000.000100")),
        ];
        leaf.prop_recursive(3, 24, 4, |inner| {
            let key = prop_oneof![
                Just("type"),
                Just("elements"),
                Just("text"),
                Just("user"),
                Just("ts"),
                Just("users"),
                Just("name"),
                Just("id")
            ];
            prop_oneof![
                proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                proptest::collection::hash_map(key, inner, 0..4).prop_map(|map| Value::Object(
                    map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
                )),
            ]
        })
    }

    proptest! {
        #[test]
        fn no_message_panics(fields in proptest::collection::vec((0..18usize, anything()), 0..10)) {
            const KEYS: [&str; 18] = [
                "ts", "thread_ts", "user", "bot_id", "bot_profile", "subtype", "text", "blocks", "attachments",
                    "files", "file", "reactions",
                "edited", "pinned_to", "comment", "user_profile", "root", "message",
            ];
            let message: serde_json::Map<String, Value> = fields.into_iter().map(|(key, value)| (KEYS[key].to_owned(),
                value)).collect();
            let bytes = serde_json::to_vec(&vec![Value::Object(message)]).unwrap();
            let (messages, _) = raw::list::<raw::RawMessage>(&bytes).unwrap();
            for raw in messages {
                if let Made::Kept(kept) = message_of(raw) {
                    prop_assert!(!kept.message.markdown.is_empty() || !kept.message.files.is_empty());
                }
            }
        }

        #[test]
        fn no_file_panics(text in "[\\[\\]{}\",:a-z0-9\\\\u あ]{0,80}") {
            let _ = raw::list::<raw::RawMessage>(text.as_bytes());
        }
    }

    fn message_of(raw: raw::RawMessage) -> Made {
        convert_message(raw, &Nobody)
    }
}
