//! Which replies answer a question, and which of them an editor would take first.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::notes::Role;
use crate::salon::{
    cues::{ECHO, ERRAND, EXPLAINING},
    people::People,
    question::{has_mark, is_letter, read_lines, split_sentences},
    transcript::{Post, PostKind},
};

/// The most answers that are suggested.
const MOST: usize = 4;
/// The fewest letters of a suggested answer.
const SHORTEST: usize = 20;

/// Reactions that thank.
const THANKS: [&str; 6] = ["pray", "bow", "man-bowing", "woman-bowing", "white_check_mark", "heavy_check_mark"];

/// How many characters of a post are read: without its marks, addresses, quotations and people.
pub fn count_read(markdown: &str) -> usize {
    read_lines(markdown).iter().flat_map(|line| line.chars()).filter(|c| !c.is_whitespace()).count()
}

/// How many of these words stand in a text.
pub(super) fn count_cues(cues: &str, text: &str) -> usize {
    cues.split_whitespace().filter(|cue| text.contains(*cue)).count()
}

/// Whether a reply answers its question: somebody else's, which says more than thanks, asks nothing back and does not
/// only share the question.
pub fn answers(root: &Post, reply: &Post) -> bool {
    let is_other = reply.author != root.author || root.kind == PostKind::Bot;
    is_other && reply.kind == PostKind::Post && !reply.gone && says_something(&reply.markdown)
}

/// Whether a reply says more than an emoji or thanks, and is neither a question back nor an echo.
fn says_something(markdown: &str) -> bool {
    let lines = read_lines(markdown);
    let letters = lines.iter().flat_map(|line| line.chars()).filter(|c| is_letter(*c)).count();
    let least = if has_thanks(markdown) { 24 } else { 4 };
    letters >= least && !is_ask_back(&lines, letters) && !is_echo(markdown, letters)
}

fn is_echo(markdown: &str, letters: usize) -> bool {
    letters < 36 && count_cues(ECHO, markdown) > 0
}

/// Whether a reply only asks back.
fn is_ask_back(lines: &[String], letters: usize) -> bool {
    let sentences = split_sentences(lines);
    let asks = |sentence: &String| {
        let words = sentence.trim_end_matches(|c: char| !is_letter(c));
        has_mark(sentence)
            || ["でしょうか", "ですか", "ますか", "ませんか", "ましたか"].iter().any(|end| words.ends_with(end))
    };
    sentences.last().is_some_and(asks) && (letters < 40 || sentences.iter().all(asks))
}

/// Whether somebody thanks.
pub fn has_thanks(text: &str) -> bool {
    ["ありがとう", "有難う", "助かりま", "感謝"].iter().any(|word| text.contains(word))
}

/// Whether the asker thanks for a post by a reaction.
pub fn thanked_by_reaction(message: &Post) -> bool {
    message
        .reactions
        .iter()
        .any(|reaction| reaction.asker && THANKS.contains(&reaction.name.split("::").next().unwrap_or_default()))
}

/// The answers that are suggested, best first: at most four, those of one author in the order in which they were
/// written.
pub fn suggest<'a>(root: &Post, replies: &[&'a Post], people: &People) -> Vec<&'a Post> {
    let fits = |reply: &Post| {
        answers(root, reply) && count_read(&reply.markdown) >= SHORTEST && people.may_publish(&reply.author)
    };
    let mut rated: Vec<(i64, i64, usize)> = (0..replies.len())
        .filter(|place| fits(replies[*place]))
        .map(|place| {
            let worth = rate_words(replies[place]);
            (worth + rate_welcome(root, replies, place, people), worth, place)
        })
        .collect();
    // Of two that are as good the earlier one.
    rated.sort_by_key(|(rate, _, place)| (-rate, *place));
    let most = rated.iter().map(|(_, worth, _)| *worth).max().unwrap_or_default();
    let worthy = rated.iter().filter(|(_, worth, _)| *worth * 4 >= most);
    let chosen: BTreeSet<usize> = worthy.take(MOST).map(|(.., place)| *place).collect();
    let mut order: Vec<&str> = Vec::new();
    for (.., place) in rated.iter().filter(|(.., place)| chosen.contains(place)) {
        let author = replies[*place].author.as_str();
        if !order.contains(&author) {
            order.push(author);
        }
    }
    let mut by_author: BTreeMap<&str, Vec<&Post>> = BTreeMap::new();
    for place in chosen {
        by_author.entry(&replies[place].author).or_default().push(replies[place]);
    }
    order.into_iter().flat_map(|author| by_author.remove(author).unwrap_or_default()).collect()
}

/// How good an answer a reply is, by its words.
fn rate_words(reply: &Post) -> i64 {
    let length = count_read(&reply.markdown).min(200) as i64;
    length + 12 * count_cues(EXPLAINING, &reply.markdown).min(4) as i64
        - 25 * count_cues(ERRAND, &reply.markdown).min(2) as i64
}

/// How welcome a reply was, and how much its author knows.
fn rate_welcome(root: &Post, replies: &[&Post], place: usize, people: &People) -> i64 {
    let reply = replies[place];
    let asker_next = replies[place + 1..].iter().find(|next| next.author == root.author);
    let role = match people.of(&reply.author).role {
        Role::Staff => 40,
        Role::Resident | Role::Mover => 30,
        Role::Expert => 20,
        _ => 0,
    };
    let others = reply.reactions.iter().map(|reaction| reaction.count).max().unwrap_or_default().min(5);
    let thanked = asker_next.is_some_and(|next| has_thanks(&next.markdown));
    let by_reaction = if thanked_by_reaction(reply) { 300 } else { 0 };
    by_reaction + if thanked { 15 } else { 0 } + role + 8 * i64::from(others)
}
