//! What programs write instead of text, section, header, context and markdown blocks, and the older attachments of
//! forms.

use serde_json::Value;

use crate::salon::slack::markup::{
    emoji, mrkdwn,
    rich_text::{self, kind, list},
    tree::{Block, Run, Style, clean},
    words::{Words, field},
};

/// The tree of an app's blocks, and the first block that nobody knows.
pub(crate) fn read_app_blocks(blocks: &[Value], words: &mut Words<'_>) -> rich_text::Read {
    let mut tree = Vec::new();
    let mut unknown = None;
    for block in blocks {
        match kind(block) {
            "section" => {
                tree.extend(read_text(block.get("text"), Style::default(), words));
                tree.extend(
                    list(block, "fields").iter().flat_map(|field| read_text(Some(field), Style::default(), words)),
                );
            }
            "header" => tree.extend(read_text(block.get("text"), Style { bold: true, ..Style::default() }, words)),
            "context" => tree.extend(
                list(block, "elements").iter().flat_map(|element| read_text(Some(element), Style::default(), words)),
            ),
            "markdown" => tree.extend(plain(&field(block, "text"), Style::default(), words)),
            "rich_text" | "table" => {
                let read = rich_text::read_rich_text(std::slice::from_ref(block), words);
                tree.extend(read.tree);
                unknown = unknown.or(read.unknown);
            }
            "divider" | "image" | "actions" | "context_actions" | "input" | "video" | "file" => {}
            "container" | "card" | "carousel" | "data_table" | "huddle" => tree.extend(words_inside(block, words, 0)),
            other => {
                unknown = unknown.or_else(|| Some(rich_text::describe_kind(other)));
                tree.extend(words_inside(block, words, 0));
            }
        }
    }
    rich_text::Read { tree, unknown }
}

/// How deep blocks lie in each other.
const DEEPEST: usize = 12;
/// Fields that hold words nobody reads: addresses, ids, what a button sends.
const UNREAD: [&str; 12] = [
    "type",
    "block_id",
    "action_id",
    "url",
    "image_url",
    "slack_file",
    "alt_text",
    "style",
    "accessory",
    "actions",
    "options",
    "placeholder",
];

/// Whatever words stand anywhere inside of a block, in their order: of one that holds others, or that nobody knows.
pub(crate) fn words_inside(value: &Value, words: &mut Words<'_>, depth: usize) -> Vec<Block> {
    if depth > DEEPEST {
        return Vec::new();
    }
    match (value, kind(value)) {
        (_, "mrkdwn" | "plain_text") => read_text(Some(value), Style::default(), words),
        (_, "rich_text" | "table") => rich_text::read_rich_text(std::slice::from_ref(value), words).tree,
        (_, "markdown" | "raw_text" | "text") => plain(&field(value, "text"), Style::default(), words),
        (_, "raw_number") => plain(&rich_text::number(value), Style::default(), words),
        (Value::Array(items), _) => items.iter().flat_map(|item| words_inside(item, words, depth + 1)).collect(),
        (Value::Object(fields), _) => {
            let read = fields.iter().filter(|(key, _)| !UNREAD.contains(&key.as_str()));
            read.flat_map(|(key, inner)| match inner {
                Value::String(text) if matches!(key.as_str(), "text" | "title" | "subtitle" | "label" | "caption") => {
                    mrkdwn::read_mrkdwn(&clean(text), words)
                }
                Value::Array(_) | Value::Object(_) => words_inside(inner, words, depth + 1),
                _ => Vec::new(),
            })
            .collect()
        }
        _ => Vec::new(),
    }
}

/// The tree of attachments: for forms that have nothing else. What quotes other messages or pages is passed over.
pub(crate) fn attachments(attachments: &[Value], words: &mut Words<'_>) -> Vec<Block> {
    let foreign = |value: &Value| {
        ["is_msg_unfurl", "is_share", "from_url", "message_blocks"].iter().any(|key| value.get(key).is_some())
    };
    let mut tree = Vec::new();
    for attachment in attachments.iter().filter(|attachment| !foreign(attachment)) {
        let before = tree.len();
        for key in ["pretext", "title", "text"] {
            tree.extend(mrkdwn::read_mrkdwn(&field(attachment, key), words));
        }
        for part in list(attachment, "fields") {
            tree.extend(plain(&field(part, "title"), Style { bold: true, ..Style::default() }, words));
            tree.extend(mrkdwn::read_mrkdwn(&field(part, "value"), words));
        }
        if tree.len() == before {
            tree.extend(mrkdwn::read_mrkdwn(&field(attachment, "fallback"), words));
        }
    }
    tree
}

fn read_text(value: Option<&Value>, style: Style, words: &mut Words<'_>) -> Vec<Block> {
    match value.map(|value| (kind(value), field(value, "text"))) {
        Some(("mrkdwn", text)) => mrkdwn::read_mrkdwn(&text, words),
        Some(("plain_text", text)) => plain(&text, style, words),
        _ => Vec::new(),
    }
}

fn plain(text: &str, style: Style, words: &mut Words<'_>) -> Vec<Block> {
    words.paragraphs(vec![Run::new(emoji::replaced(text), style)])
}
