//! The inbox for an editor's eyes and for programs: how much it holds, and its conversations one by one, with personal
//! data masked.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::report::diagnostic::Diagnostic;
use crate::salon::{
    candidates::{self, Proposals},
    context::SalonContext,
    conversation::Conversation,
    inbox::Inbox,
    people::People,
    state::ConversationState,
    transcript::{Post, PostKind},
};

/// How much the inbox holds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct InboxCounts {
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
    /// Conversations that may become a question and its answers, whatever became of them.
    pub candidates: usize,
    /// Questions that nobody has answered.
    pub unanswered: usize,
}

/// Counts the inbox.
pub fn count_inbox(inbox: &Inbox, people: &People) -> InboxCounts {
    let Proposals { answered, unanswered } = candidates::find(inbox, people);
    let all = || {
        inbox.messages.iter().flat_map(|(channel, messages)| messages.values().map(move |message| (*channel, message)))
    };
    let replies = || all().filter(|(_, message)| message.is_reply());
    let lost: BTreeSet<_> = all()
        .filter(|(_, message)| message.kind == PostKind::Lost)
        .map(|(channel, message)| (channel, &message.id))
        .collect();
    InboxCounts {
        messages: all().filter(|(_, message)| message.kind != PostKind::Lost).count(),
        threads: replies().map(|(channel, message)| (channel, &message.thread)).collect::<BTreeSet<_>>().len(),
        replies: replies().count(),
        orphan_replies: replies().filter(|(channel, message)| lost.contains(&(*channel, &message.thread))).count(),
        channels: inbox.channels.len(),
        people: all()
            .map(|(_, message)| message.author.as_str())
            .filter(|author| !author.is_empty())
            .collect::<BTreeSet<_>>()
            .len(),
        gone: all().filter(|(_, message)| message.gone).count(),
        candidates: answered.len(),
        unanswered: unanswered.len(),
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
    pub state: ConversationState,
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
    /// Its day and minute, for the editor's eyes only.
    #[serde(skip)]
    pub when: String,
    /// Its words, masked unless the caller wants them.
    pub markdown: String,
    /// What the gate found.
    pub privacy: Vec<String>,
    /// Whether it is proposed as an answer.
    pub suggested: bool,
    /// Files that may be copied beside the page: id and name, of which only the ending is shown.
    pub files: Vec<(String, String)>,
    /// Whether it is no longer in the salon.
    pub gone: bool,
    /// Whether it came after the draft.
    pub new: bool,
    /// What changed since the draft, as a diff; empty if nothing did.
    pub diff: String,
}

/// A conversation as it is shown, by its public id; with `reveal` personal data is not masked.
pub fn show(salon: &SalonContext, id: &str, reveal: bool) -> Result<Shown, Box<Diagnostic>> {
    let talk = salon.conversation(id)?;
    let state = salon.state(&talk.thread.id);
    let mask = |text: &str| if reveal { text.to_owned() } else { salon.masked(text) };
    let name_of = |name: &str| if reveal { name.to_owned() } else { hidden_name(name) };
    Ok(shown(&talk, state, &mask, &name_of))
}

fn shown(
    talk: &Conversation<'_>,
    state: ConversationState,
    mask: &dyn Fn(&str) -> String,
    name_of: &dyn Fn(&str) -> String,
) -> Shown {
    let (new, changed) = talk.unseen();
    let is_in = |list: &[&Post], message: &Post| list.iter().any(|other| other.id == message.id);
    let one = |message: &Post| ShownMessage {
        index: talk.index(message),
        role: talk.role(message).name(),
        label: talk.label(message).to_owned(),
        month: message.at.month(),
        when: message.at.in_words(),
        markdown: mask(&talk.text(&message.markdown)),
        privacy: message.findings.iter().map(|finding| finding.kind.clone()).collect(),
        suggested: talk.is_suggested(message),
        files: message.files.iter().map(|file| (file.id.clone(), name_of(&file.name))).collect(),
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

/// A file's name as it is shown: its ending alone. People name files after whom and what they show, in words that no
/// list knows; the id is enough to choose one.
fn hidden_name(name: &str) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending = (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_ending { format!("＊＊＊.{ending}") } else { "＊＊＊".to_owned() }
}

fn diff(talk: &Conversation<'_>, message: &Post, mask: &dyn Fn(&str) -> String) -> String {
    let (before, after) =
        (mask(&talk.text(message.was.as_deref().unwrap_or_default())), mask(&talk.text(&message.markdown)));
    // Posts have no newline at their end, and nobody needs to hear so.
    let (before, after) = (before + "\n", after + "\n");
    let patch = diffy::DiffOptions::new().set_context_len(2).create_patch(&before, &after);
    // Without the two lines that would name files.
    patch.to_string().splitn(3, '\n').nth(2).unwrap_or_default().trim_end().to_owned()
}
