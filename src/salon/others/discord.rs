//! A channel of Discord as DiscordChatExporter writes it in JSON.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::salon::others::talk::{Said, Talk, moment, place_of, read_clock, read_day};

/// What is read of the file; whatever else it holds is passed over.
#[derive(Deserialize)]
struct RawExport {
    guild: RawNamed,
    channel: RawNamed,
    messages: Vec<serde_json::Value>,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct RawNamed {
    id: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct RawMessage {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    timestamp: String,
    is_pinned: bool,
    content: String,
    author: RawAuthor,
    mentions: Vec<RawAuthor>,
    reference: Option<RawReference>,
}

#[derive(Deserialize, Default, Clone)]
#[serde(default, rename_all = "camelCase")]
struct RawAuthor {
    id: String,
    name: String,
    nickname: Option<String>,
    is_bot: bool,
}

#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct RawReference {
    message_id: Option<String>,
}

/// Whether a text is such a file.
pub fn is_export(text: &str) -> bool {
    let head = crate::text::span::floor_char_boundary(text, 2000);
    let head = &text[..head];
    text.trim_start().starts_with('{') && head.contains("\"guild\"") && head.contains("\"channel\"")
}

/// Reads a channel; `None` if the file is damaged.
pub fn read_channel(text: &str) -> Option<Talk> {
    let RawExport { guild, channel, messages } = serde_json::from_str(text).ok()?;
    let private = channel.kind.starts_with("Direct") || guild.id == "0";
    let workspace = format!("discord:{}:{}", guild.id, channel.id);
    let mut talk = Talk { workspace, name: channel.name, private, ..Talk::default() };
    let mut roots: BTreeMap<String, String> = BTreeMap::new();
    for message in messages {
        let Ok(message) = serde_json::from_value::<RawMessage>(message) else {
            talk.skip("bad-ts");
            continue;
        };
        read_message(message, &mut talk, &mut roots);
    }
    Some(talk)
}

fn read_message(message: RawMessage, talk: &mut Talk, roots: &mut BTreeMap<String, String>) {
    if !matches!(message.kind.as_str(), "Default" | "Reply" | "0" | "19" | "") {
        return talk.skip("system");
    }
    let Some((at, id)) = read_moment(&message.timestamp).zip(Some(message.id)).filter(|(_, id)| !id.is_empty()) else {
        return talk.skip("bad-ts");
    };
    let author = message.author;
    let shown =
        |author: &RawAuthor| author.nickname.clone().filter(|name| !name.is_empty()).unwrap_or(author.name.clone());
    talk.meet(&author.id, &shown(&author), &[&author.name], author.is_bot);
    let mut text = message.content;
    for mention in message.mentions {
        talk.meet(&mention.id, &shown(&mention), &[&mention.name], mention.is_bot);
        for name in [shown(&mention), mention.name.clone()] {
            text = text.replace(&format!("@{name}"), &place_of(&mention.id));
        }
    }
    // A reply to a reply belongs to what the first one replied to.
    let to = message.reference.and_then(|reference| reference.message_id).unwrap_or_default();
    let root = roots.get(&to).cloned().unwrap_or(to);
    roots.insert(id.clone(), if root.is_empty() { id.clone() } else { root.clone() });
    talk.posts.push(Said {
        id,
        at,
        author: author.id,
        text,
        reply_to: root,
        bot: author.is_bot,
        pinned: message.is_pinned,
    });
}

/// `2024-05-01T09:00:00.123+09:00`, in Japan's time whatever its own.
fn read_moment(text: &str) -> Option<crate::salon::post_time::PostTime> {
    let (day, rest) = text.split_once('T')?;
    let zone = rest.find(['+', '-', 'Z']).unwrap_or(rest.len());
    let (clock, offset) = rest.split_at(zone);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let micros: u32 = format!("{fraction:0<6}").get(..6)?.parse().ok()?;
    let offset = match offset.strip_prefix(['+', '-']) {
        Some(time) => read_clock(time)? * if offset.starts_with('-') { -1 } else { 1 },
        None => 0,
    };
    moment(read_day(day)?, read_clock(clock)? - offset + 9 * 3600, micros)
}
