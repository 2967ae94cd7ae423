//! Slack messages to Markdown that any parser reads alike.
//!
//! - **In**: mrkdwn and rich text.
//! - **Out**: Markdown with placeholders for people.
//! - **Never**: let HTML, a heading or a template mark of a message be more than text.
//! - **Read first**: [`mrkdwn`].
//! - **One more**: an element is a case in [`tree`] and its form in [`emit`].
//! - **Tests**: `markup/tests.rs`, `markup/round_trip_tests.rs`.

mod address;
mod app_blocks;
mod dates;
mod emit;
mod emoji;
mod inline;
mod line;
mod mrkdwn;
mod rich_text;
mod tree;
mod words;

use serde_json::Value;

use crate::salon::slack::markup::{
    tree::{Block, Run, Style, clean},
    words::{Words, one_line},
};
use crate::salon::transcript::PERSON;
use crate::{msg, msgf, report::message::Message, text::span::floor_char_boundary};

/// What of a message matters to its words.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, as Slack escapes it.
    pub text: &'a str,
    /// The blocks, whatever they are.
    pub blocks: Option<&'a Value>,
    /// The attachments; only for the root of a program that has neither text nor blocks.
    pub attachments: Option<&'a Value>,
    /// The files, for the titles of canvases and for messages that are nothing but files.
    pub files: &'a [FileName],
}

/// A file that a message carries.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileName {
    /// Its id.
    pub id: String,
    /// Its title; empty if it cannot be had any more.
    pub title: String,
}

/// Who knows the names of channels, and who is a program.
pub trait Names {
    /// The name of a public channel; none if it is private or unknown.
    fn channel(&self, id: &str) -> Option<String>;

    /// Whether somebody is a program.
    fn is_bot(&self, _: &str) -> bool {
        false
    }
}

/// A message in Markdown.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Converted {
    /// The Markdown, without a newline at its end. A person is U+E000, the user's id, U+E001: the place of a word like
    /// `@市民A`.
    pub markdown: String,
    /// The visible text, a line for each line, cells divided by tabs; people as above.
    pub plain: String,
    /// What could not be read.
    pub warnings: Vec<Message>,
    /// Whether everybody in the channel or the workspace was called.
    pub broadcast: bool,
    /// How many tokens were cut out of text and links; those that only file addresses carry do not count.
    pub secrets: usize,
}

/// Turns a message into Markdown: its rich text, else its text, else an app's blocks, else its files.
pub fn convert(input: &Input<'_>, names: &dyn Names) -> Converted {
    let mut words = Words::new(names, input.files);
    let mut warnings = Vec::new();
    let tree = read_message(input, &mut words, &mut warnings);
    let (broadcast, secrets) = (words.broadcast, words.secrets);
    Converted { markdown: emit::markdown(&tree), plain: tree::plain(&tree), warnings, broadcast, secrets }
}

/// Plain words as Markdown in which every mark is text; addresses become links, and people may stand in them as
/// placeholders.
pub fn write_plain(text: &str) -> String {
    struct Nobody;
    impl Names for Nobody {
        fn channel(&self, _: &str) -> Option<String> {
            None
        }
    }
    let mut words = Words::new(&Nobody, &[]);
    let parts = text.split(PERSON.0).enumerate().map(|(place, part)| match part.split_once(PERSON.1) {
        Some((id, after)) if place > 0 => format!("{}{id}{}{}", PERSON.0, PERSON.1, clean(after)),
        _ => clean(part),
    });
    let tree = words.paragraphs(vec![Run::new(parts.collect::<String>(), Style::default())]);
    emit::markdown(&tree)
}

/// How many bytes a message may have. Slack takes 40,000 characters; what is longer was made by nobody, and is cut.
const LONGEST: usize = 160_000;

fn read_message<'a>(input: &Input<'a>, words: &mut Words<'a>, warnings: &mut Vec<Message>) -> Vec<Block> {
    let blocks = input.blocks.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let cut = floor_char_boundary(input.text, LONGEST);
    let long_blocks = blocks.iter().map(count_bytes).sum::<usize>() > LONGEST;
    if cut < input.text.len() || long_blocks {
        warnings.push(too_long());
    }
    let blocks = if long_blocks { &[] } else { blocks };
    let text = clean(&input.text[..cut]);
    let has_text = !text.trim().is_empty();
    let rich = !blocks.is_empty() && blocks.iter().all(rich_text::is_rich);
    if rich || !has_text {
        let before = words.clone();
        let found =
            if rich { rich_text::read_rich_text(blocks, words) } else { app_blocks::read_app_blocks(blocks, words) };
        if let Some(name) = &found.unknown {
            warnings.push(unknown(name, has_text));
        }
        let whole = found.unknown.is_none() || !has_text;
        if whole && !found.tree.is_empty() {
            return found.tree;
        }
        if has_text {
            // The text says it all again.
            *words = before;
        }
    }
    let tree = mrkdwn::read_mrkdwn(&text, words);
    if !tree.is_empty() || has_text {
        return tree;
    }
    let attachments = input.attachments.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let tree = app_blocks::attachments(attachments, words);
    if tree.is_empty() { files(input.files, words) } else { tree }
}

/// How many bytes of words a value of JSON holds.
fn count_bytes(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(count_bytes).sum(),
        Value::Object(fields) => fields.values().map(count_bytes).sum(),
        _ => 1,
    }
}

fn too_long() -> Message {
    msg!(
        ja: "投稿が長すぎるため、途中までしか読みませんでした。元の投稿と見くらべてください",
        en: "the post is too long and was read only in part; compare with the post")
}

fn unknown(name: &str, has_text: bool) -> Message {
    if has_text {
        msgf!(
            ja: "知らない部品「{name}」があるため、文字だけの形から読みました。表やリストの形がくずれていないか、確かめてください",
            en: "there is an unknown element `{name}`, so the plain text was read; check lists and tables")
    } else {
        msgf!(
            ja: "知らない部品「{name}」があり、そこだけ読めませんでした。元の投稿と見くらべてください",
            en: "there is an unknown element `{name}`, which was left out; compare with the post")
    }
}

/// A line for each file, for messages that have nothing else.
fn files(files: &[FileName], words: &mut Words<'_>) -> Vec<Block> {
    let shown = files.iter().map(|file| match one_line(&clean(&file.title)).trim() {
        "" => "（添付は利用できません）".to_owned(),
        title => format!("（添付：{title}）"),
    });
    let lines: Vec<String> = shown.collect();
    words.paragraphs(vec![Run::new(lines.join("\n"), Style::default())])
}

#[cfg(test)]
mod round_trip_tests;
#[cfg(test)]
mod tests;
