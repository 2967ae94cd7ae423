//! The inbox for an editor's eyes and for programs: lists and conversations, with personal data masked by whoever shows
//! them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::salon::{
    candidates::{Candidate, visible},
    conversation::Conversation,
    draft,
    inbox::Inbox,
    records::{Decision, Post, PostKind},
};

/// Where a conversation stands; derived, never stored.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It may be drafted.
    Candidate,
    /// The editor does not want it.
    Rejected,
    /// A page is made of it.
    Drafted,
    /// The page is approved.
    Approved,
    /// It was withdrawn.
    Withdrawn,
}

/// What stands in the way of deriving a state.
pub struct Known<'a> {
    /// What the ledger's last word is, by public id: `true` approved, `false` withdrawn.
    pub ledger: &'a BTreeMap<String, bool>,
    /// Public ids that stand on a page.
    pub on_pages: &'a BTreeSet<String>,
}

impl Known<'_> {
    /// Where a conversation stands.
    pub fn state(&self, inbox: &Inbox, id: &str) -> State {
        match self.ledger.get(id) {
            Some(true) => State::Approved,
            Some(false) => State::Withdrawn,
            None if self.on_pages.contains(id) => State::Drafted,
            None if is_rejected(inbox, id) => State::Rejected,
            None => State::Candidate,
        }
    }
}

/// Whether the editor has said that a conversation is not wanted.
pub fn is_rejected(inbox: &Inbox, id: &str) -> bool {
    inbox.decisions.iter().any(|decision| matches!(decision, Decision::Rejected { id: rejected } if rejected == id))
}

/// How much the inbox holds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Counts {
    /// Messages.
    pub messages: usize,
    /// Conversations with a reply.
    pub threads: usize,
    /// Replies.
    pub replies: usize,
    /// Replies whose question no export held.
    pub orphan_replies: usize,
    /// Channels.
    pub channels: usize,
    /// People who wrote.
    pub people: usize,
    /// Messages that are no longer in the salon.
    pub gone: usize,
    /// Conversations with a public id, whatever became of them.
    pub candidates: usize,
}

/// Counts the inbox.
pub fn counts(inbox: &Inbox) -> Counts {
    let all = || {
        inbox.messages.iter().flat_map(|(channel, messages)| messages.values().map(move |message| (*channel, message)))
    };
    let replies = || all().filter(|(_, message)| message.thread != message.ts);
    let lost: BTreeSet<_> = all()
        .filter(|(_, message)| message.kind == PostKind::Lost)
        .map(|(channel, message)| (channel, message.ts))
        .collect();
    Counts {
        messages: all().filter(|(_, message)| message.kind != PostKind::Lost).count(),
        threads: replies().map(|(channel, message)| (channel, message.thread)).collect::<BTreeSet<_>>().len(),
        replies: replies().count(),
        orphan_replies: replies().filter(|(channel, message)| lost.contains(&(*channel, message.thread))).count(),
        channels: inbox.channels.len(),
        people: all()
            .map(|(_, message)| message.author.as_str())
            .filter(|author| !author.is_empty())
            .collect::<BTreeSet<_>>()
            .len(),
        gone: all().filter(|(_, message)| message.gone).count(),
        candidates: inbox.threads.len(),
    }
}

/// A line of the list.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// Public id.
    pub id: String,
    /// The channel's name.
    pub channel: String,
    /// The month of the question.
    pub asked: String,
    /// The question, masked.
    pub question: String,
    /// How many replies there are.
    pub replies: usize,
    /// The sum of the signals.
    pub score: i32,
    /// The signals.
    pub signals: Vec<&'static str>,
    /// Types of personal data that the gate found.
    pub privacy: Vec<String>,
    /// Where it stands.
    pub state: State,
    /// Replies since the draft or the last approval.
    pub new_replies: usize,
}

/// The line of a candidate.
pub fn line(candidate: &Candidate, talk: &Conversation<'_>, state: State, mask: &dyn Fn(&str) -> String) -> Line {
    let text = visible(&mask(&talk.text(&talk.root.markdown)));
    let beginning = || text.trim().chars().take(60).collect();
    let privacy: BTreeSet<&str> =
        talk.messages().flat_map(|message| &message.findings).map(|finding| finding.kind.as_str()).collect();
    Line {
        id: talk.thread.id.clone(),
        channel: talk.channel.name.clone(),
        asked: talk.root.ts.month(),
        question: draft::title(&text).unwrap_or_else(beginning),
        replies: talk.replies.len(),
        score: candidate.score,
        signals: candidate.signals.clone(),
        privacy: privacy.into_iter().map(str::to_owned).collect(),
        state,
        new_replies: talk.unseen().0.len(),
    }
}

/// A conversation, whole.
#[derive(Clone, Debug, Serialize)]
pub struct Shown {
    /// Public id.
    pub id: String,
    /// The channel's name.
    pub channel: String,
    /// Where it stands.
    pub state: State,
    /// Question and replies.
    pub messages: Vec<ShownMessage>,
}

/// One of its messages.
#[derive(Clone, Debug, Serialize)]
pub struct ShownMessage {
    /// Its number; 0 is the question.
    pub index: usize,
    /// Its author's role.
    pub role: &'static str,
    /// Its author's label in this conversation.
    pub label: String,
    /// Its month.
    pub month: String,
    /// Its words, masked unless the caller wants them.
    pub markdown: String,
    /// What the gate found.
    pub privacy: Vec<String>,
    /// Whether it is proposed as an answer.
    pub suggested: bool,
    /// Files that may be copied beside the page: id and name.
    pub files: Vec<(String, String)>,
    /// Whether it is no longer in the salon.
    pub gone: bool,
    /// Whether it came after the draft.
    pub new: bool,
    /// What changed since the draft, as a diff; empty if nothing did.
    pub diff: String,
}

/// A conversation as programs and terminals show it.
pub fn shown(talk: &Conversation<'_>, state: State, mask: &dyn Fn(&str) -> String) -> Shown {
    let (new, changed) = talk.unseen();
    let is_in = |list: &[&Post], message: &Post| list.iter().any(|other| other.ts == message.ts);
    let one = |message: &Post| ShownMessage {
        index: talk.index(message),
        role: talk.role(message).name(),
        label: talk.label(message).to_owned(),
        month: message.ts.month(),
        markdown: mask(&talk.text(&message.markdown)),
        privacy: message.findings.iter().map(|finding| finding.kind.clone()).collect(),
        suggested: talk.is_suggested(message),
        files: message.files.iter().map(|file| (file.id.clone(), mask(&file.name))).collect(),
        gone: message.gone,
        new: is_in(&new, message),
        diff: if is_in(&changed, message) { diff(talk, message, mask) } else { String::new() },
    };
    Shown {
        id: talk.thread.id.clone(),
        channel: talk.channel.name.clone(),
        state,
        messages: talk.messages().map(one).collect(),
    }
}

fn diff(talk: &Conversation<'_>, message: &Post, mask: &dyn Fn(&str) -> String) -> String {
    let (before, after) =
        (mask(&talk.text(message.was.as_deref().unwrap_or_default())), mask(&talk.text(&message.markdown)));
    let patch = diffy::DiffOptions::new().set_context_len(2).create_patch(&before, &after).to_string();
    // Without the two lines that would name files.
    patch.splitn(3, '\n').nth(2).unwrap_or_default().to_owned()
}
