//! What programs write instead of text, section, header, context and markdown blocks, and the older attachments of
//! forms.

use serde_json::Value;

use crate::salon::slack::markup::{
    emoji, mrkdwn,
    rich_text::{self, kind, list},
    tree::{Block, Run, Style},
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
            other => unknown = unknown.or_else(|| Some(rich_text::describe_kind(other))),
        }
    }
    rich_text::Read { tree, unknown }
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
