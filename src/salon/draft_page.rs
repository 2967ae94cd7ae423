//! A conversation as a page that an editor goes on writing. The same conversation gives the same bytes: no clock, no
//! chance.
//!
//! It is written once. What an editor has made of it since is theirs, and nothing here ever writes over it.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::salon::{
    candidates::visible,
    conversation::Conversation,
    transcript::{MessageId, Post},
};

/// The title of a draft whose question has none; nobody may publish it.
pub const NO_TITLE: &str = "（題名を付けてください）";

/// The alternative text of a picture in a draft that has none; nobody may publish it.
pub const NO_ALT: &str = "（画像の説明を付けてください）";

/// Words that open a message and say nothing of the question.
const GREETINGS: [&str; 12] = [
    "はじめまして",
    "初めまして",
    "こんにちは",
    "こんばんは",
    "おはようございます",
    "お世話になっております",
    "お世話になります",
    "みなさん",
    "皆さん",
    "すみません",
    "質問です",
    "教えてください",
];

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

/// The page of a conversation with these answers, in this order. `gate` takes personal data out of a text.
pub fn compose_page(
    talk: &Conversation<'_>,
    answers: &[&Post],
    pictures: &[Picture],
    gate: &dyn Fn(&str) -> String,
) -> String {
    let mut page = String::from("---\nkind: qa\n");
    let title = find_title(&visible(&gate(&talk.text(&talk.root.markdown)))).unwrap_or_else(|| NO_TITLE.to_owned());
    let _ = writeln!(page, "title: {}", quoted(&title));
    let _ = writeln!(page, "topics: []\nasked: {}\ntone: plain", talk.root.at.month());
    page.push_str("# short_answer:\n# verified: { by: , on: }\n# review_by:\n");
    let _ = writeln!(page, "source: salon:{}\n---\n", talk.thread.id);
    page.push_str(gate(&talk.text(&talk.root.markdown)).trim());
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
        let _ = write!(text, "\n{}\n", gate(&talk.text(&answer.markdown)).trim());
        text.push_str(&show_pictures(pictures, answer, gate));
    }
    text
}

/// The first sentence that asks, without greeting; `None` if there is none.
pub fn find_title(text: &str) -> Option<String> {
    let asks = |sentence: &String| {
        sentence.ends_with(['？', '?'])
            || ["でしょうか", "ですか", "ますか", "教えて", "知りたい"].iter().any(|word| sentence.contains(word))
    };
    let found = split_sentences(text).into_iter().find(asks)?;
    let words = without_greeting(&found).trim_end_matches(['？', '?', ' ', '　']);
    (words.chars().count() > 3).then(|| words.to_owned())
}

/// Sentences; a question keeps its mark.
fn split_sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut sentence = String::new();
    for c in text.chars() {
        if matches!(c, '。' | '！' | '!' | '\n') {
            sentences.push(std::mem::take(&mut sentence));
            continue;
        }
        sentence.push(c);
        if matches!(c, '？' | '?') {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    sentences.push(sentence);
    sentences
}

fn without_greeting(sentence: &str) -> &str {
    let mut words = sentence.trim().trim_start_matches(['、', ',', '　', ' ']);
    while let Some(rest) = GREETINGS
        .iter()
        .find_map(|greeting| words.strip_prefix(greeting))
        .map(|rest| rest.trim_start_matches(['、', '，', ',', '　', ' ', '・']))
    {
        if rest.is_empty() {
            break;
        }
        words = rest;
    }
    words
}

/// A YAML value, in quotes where it must be.
fn quoted(text: &str) -> String {
    let plain = text.chars().next().is_some_and(|c| !c.is_ascii_punctuation() && !c.is_ascii_digit())
        && !text.contains([':', '#', '"', '\\', '\n'])
        && text.trim() == text;
    if plain {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_the_question() {
        for (text, expected) in [
            (
                "はじめまして。冬の暖房費は月いくらくらいですか？よろしくお願いします。",
                Some("冬の暖房費は月いくらくらいですか"),
            ),
            ("こんにちは、ごみの日を教えてください", Some("ごみの日を教えてください")),
            ("移住を考えています。\n雪かきは年に何回ありますか", Some("雪かきは年に何回ありますか")),
            ("ありがとうございます。", None),
            ("なぜ？", None),
        ] {
            assert_eq!(find_title(text).as_deref(), expected, "{text}");
        }
        assert_eq!(
            (quoted("家賃は"), quoted("手続き: 水道"), quoted("#1")),
            ("家賃は".into(), "\"手続き: 水道\"".into(), "\"#1\"".into())
        );
    }
}
