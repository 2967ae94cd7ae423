//! A conversation as a page that an editor goes on writing. The same conversation gives the same bytes: no clock, no
//! chance.
//!
//! It is written once. What an editor has made of it since is theirs, and nothing here ever writes over it.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::load::front_matter::quote::quoted;
use crate::salon::{
    conversation::Conversation,
    question::after_emoji,
    transcript::{INSIDE, MessageId, Post},
};

/// The title of a draft whose question has none; nobody may publish it.
pub const NO_TITLE: &str = "（題名を付けてください）";

/// The alternative text of a picture in a draft that has none; nobody may publish it.
pub const NO_ALT: &str = "（画像の説明を付けてください）";

/// A picture beside the page, and the message that it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The message.
    pub of: MessageId,
    /// The file's name.
    pub name: String,
    /// What it shows; empty: nobody has said.
    pub alt: String,
}

/// The page of a conversation with this title and these answers, in their order. `gate` takes personal data out of a
/// text.
pub fn compose_page(
    talk: &Conversation<'_>,
    title: Option<&str>,
    answers: &[&Post],
    pictures: &[Picture],
    gate: &dyn Fn(&str) -> String,
) -> String {
    let mut page = String::from("---\nkind: qa\n");
    let _ = writeln!(page, "title: {}", quoted(title.unwrap_or(NO_TITLE)));
    let _ = writeln!(page, "topics: []\nasked: {}\ntone: plain", talk.root.at.month());
    page.push_str("# short_answer:\n# verified: { by: , on: }\n# review_by:\n");
    let _ = writeln!(page, "source: salon:{}\n---\n", talk.thread.id);
    page.push_str(&write_words(talk, talk.root, gate));
    page.push('\n');
    page.push_str(&show_pictures(pictures, talk.root, gate));
    page.push_str(&compose_answers(talk, answers, pictures, gate));
    page
}

/// A message's pictures as Markdown.
fn show_pictures(pictures: &[Picture], of: &Post, gate: &dyn Fn(&str) -> String) -> String {
    let of: BTreeMap<&str, String> = pictures
        .iter()
        .filter(|picture| picture.of == of.id)
        .map(|picture| (picture.name.as_str(), gate(&picture.alt)))
        .collect();
    let alt = |alt: &str| if alt.trim().is_empty() { NO_ALT.to_owned() } else { alt.replace(['[', ']', '\n'], " ") };
    of.iter().map(|(name, words)| format!("\n![{}]({name})\n", alt(words))).collect()
}

/// Answers as a page holds them; neighbouring ones of one author share a heading.
pub fn compose_answers(
    talk: &Conversation<'_>,
    answers: &[&Post],
    pictures: &[Picture],
    gate: &dyn Fn(&str) -> String,
) -> String {
    let mut text = String::new();
    let mut last = None;
    for answer in answers {
        if last != Some(&answer.author) {
            let _ = write!(text, "\n## {} {{.answer {}}}\n", talk.label(answer), talk.attributes(answer));
        }
        last = Some(&answer.author);
        let _ = write!(text, "\n{}\n", write_words(talk, answer, gate));
        text.push_str(&show_pictures(pictures, answer, gate));
    }
    text
}

/// A post's words as a page may have them.
fn write_words(talk: &Conversation<'_>, post: &Post, gate: &dyn Fn(&str) -> String) -> String {
    without_inside(&gate(&talk.text(&post.markdown))).trim().to_owned()
}

/// A text without what only the salon shows: the workspace's own emoji, and the place of a link into it.
fn without_inside(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = out.chars().next_back();
        if let Some(after) = rest.strip_prefix(INSIDE).or_else(|| after_emoji(rest, before)) {
            rest = if before.is_none_or(char::is_whitespace) { after.trim_start_matches(' ') } else { after };
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_the_salon_shows_is_left_out() {
        for (text, expected) in [
            ("はい :touno: です", "はい です"),
            (":灯野の灯: 9:00から18:00まで", "9:00から18:00まで"),
            ("くわしくは（サロン内のリンク）を見てください", "くわしくはを見てください"),
            ("https://example.com:8080/a:b: です", "https://example.com:8080/a:b: です"),
        ] {
            assert_eq!(without_inside(text), expected);
        }
    }
}
