//! An export's JSON as it comes, read with patience: a field of another form is as good as absent, and a message that
//! cannot be read never takes its file with it.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::Value;

/// A channel of `channels.json`, `groups.json`, `dms.json` or `mpims.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawChannel {
    #[serde(deserialize_with = "lenient")]
    pub(crate) id: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) name_normalized: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) previous_names: Vec<String>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_general: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_group: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_private: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_im: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_mpim: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) purpose: RawPurpose,
    #[serde(deserialize_with = "lenient")]
    pub(crate) members: Vec<String>,
}

/// A user group of `usergroups.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawGroup {
    #[serde(deserialize_with = "lenient")]
    pub(crate) handle: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) users: Vec<String>,
}

/// What a channel is for, in its own words.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawPurpose {
    pub(crate) value: String,
}

/// A person of `users.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawUser {
    pub(crate) id: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) team_id: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) real_name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_bot: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) is_forgotten: bool,
    #[serde(deserialize_with = "lenient")]
    pub(crate) profile: RawProfile,
}

/// The names in a profile; nothing else of it is read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawProfile {
    #[serde(deserialize_with = "lenient")]
    pub(crate) display_name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) real_name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) first_name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) last_name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) bot_id: String,
}

/// A message of a day file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawMessage {
    pub(crate) ts: Value,
    pub(crate) thread_ts: Value,
    #[serde(deserialize_with = "lenient")]
    pub(crate) user: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) bot_id: String,
    pub(crate) bot_profile: Value,
    #[serde(deserialize_with = "lenient")]
    pub(crate) subtype: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) text: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) team: String,
    pub(crate) blocks: Value,
    pub(crate) attachments: Value,
    #[serde(deserialize_with = "lenient")]
    pub(crate) files: Vec<Option<RawFile>>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) file: Option<RawFile>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) reactions: Vec<RawReaction>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) edited: RawEdited,
    pub(crate) pinned_to: Value,
    pub(crate) pinned_info: Value,
    #[serde(deserialize_with = "lenient")]
    pub(crate) comment: RawComment,
    #[serde(deserialize_with = "lenient")]
    pub(crate) user_profile: RawProfile,
    #[serde(deserialize_with = "lenient")]
    pub(crate) root: Option<Box<RawMessage>>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) message: Option<Box<RawMessage>>,
    pub(crate) deleted_ts: Value,
    #[serde(deserialize_with = "lenient")]
    pub(crate) replies: Vec<RawReply>,
}

/// A reply, as its question names it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawReply {
    pub(crate) ts: Value,
}

/// An old comment on a file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawComment {
    #[serde(deserialize_with = "lenient")]
    pub(crate) user: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) comment: String,
}

/// When a message was last edited.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawEdited {
    pub(crate) ts: Value,
}

/// A file of a message; its addresses hold tokens and are never read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawFile {
    #[serde(deserialize_with = "lenient")]
    pub(crate) id: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) title: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) mimetype: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) size: u64,
    #[serde(deserialize_with = "lenient")]
    pub(crate) mode: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) file_access: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) alt_txt: String,
    #[serde(deserialize_with = "present")]
    pub(crate) url_private: bool,
}

/// A reaction: its name without colons, and who gave it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RawReaction {
    #[serde(deserialize_with = "lenient")]
    pub(crate) name: String,
    #[serde(deserialize_with = "lenient")]
    pub(crate) users: Vec<String>,
    #[serde(deserialize_with = "lenient")]
    pub(crate) count: u32,
}

/// A value, or its default where the JSON holds something else.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned + Default>(from: D) -> Result<T, D::Error> {
    Ok(serde_json::from_value(Value::deserialize(from)?).unwrap_or_default())
}

/// Whether there is something, without keeping it.
fn present<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(Value::deserialize(from)?.as_str().is_some_and(|text| !text.is_empty()))
}

/// A JSON file that should be a list: its readable items, and how many were not. An empty file is an empty list.
pub(crate) fn list<T: DeserializeOwned>(bytes: &[u8]) -> Result<(Vec<T>, usize), serde_json::Error> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Ok((Vec::new(), 0));
    }
    if let Ok(items) = serde_json::from_slice::<Vec<T>>(bytes) {
        return Ok((items, 0));
    }
    let items: Vec<Value> = serde_json::from_slice(bytes)?;
    let all = items.len();
    let read: Vec<T> = items.into_iter().filter_map(|item| serde_json::from_value(item).ok()).collect();
    let lost = all - read.len();
    Ok((read, lost))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_odd_field_or_message_loses_nothing_else() {
        let first = r#"{"ts":"1","user":3,"reactions":[""],"files":[null,{"id":"F1","url_private":"x"}]}"#;
        let text = format!(r#"[{first},7,{{"text":"\u3042\/"}}]"#);
        let (messages, lost) = list::<RawMessage>(text.as_bytes()).unwrap();
        assert_eq!((messages.len(), lost), (2, 1));
        assert_eq!((messages[0].user.as_str(), messages[0].reactions.len(), messages[0].files.len()), ("", 0, 2));
        assert!(messages[0].files[1].as_ref().is_some_and(|file| file.url_private));
        assert_eq!(messages[1].text, "あ/");
        assert!(list::<RawMessage>(b"").unwrap().0.is_empty() && list::<RawMessage>(b"[").is_err());
    }
}
