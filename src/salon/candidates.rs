//! Which conversations may become a question and its answers, best first: by signals in words and reactions, no more.
//!
//! A signal is one line in the table; a score is a sum. Nothing here decides: an editor picks.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::notes::Role;
use crate::salon::{
    inbox::Inbox,
    people::People,
    post_time::PostTime,
    transcript::{MessageId, PERSON, Post, PostKind, in_order},
};

/// A conversation with what speaks for and against it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The channel's number.
    pub channel: usize,
    /// The question.
    pub root: MessageId,
    /// When it was asked.
    pub asked: PostTime,
    /// The other messages, in order.
    pub replies: Vec<MessageId>,
    /// The sum of the signals.
    pub score: i32,
    /// The signals that were found.
    pub signals: Vec<&'static str>,
}

/// What a conversation looks like to the signals.
struct CandidateFeatures<'a> {
    root: &'a Post,
    replies: Vec<&'a Post>,
    flat: bool,
    help: bool,
    people: &'a People,
    newest: PostTime,
}

struct Signal {
    name: &'static str,
    score: fn(&CandidateFeatures<'_>) -> i32,
}

/// Declares a signal: its name, and what it adds.
macro_rules! signals {
    ($($name:literal => $score:expr),* $(,)?) => {
        const SIGNALS: &[Signal] = &[$(Signal { name: $name, score: $score }),*];
    };
}

signals![
    "question-mark" => |talk| if has_mark(&talk.root.markdown) { 3 } else { 0 },
    "question-words" => |talk| if has_words(&talk.root.markdown) { 3 } else { 0 },
    "help-channel" => |talk| if talk.help { 2 } else { 0 },
    "form" => |talk| if talk.root.kind == PostKind::Bot { 2 } else { 0 },
    "pinned" => |talk| if talk.root.pinned || talk.replies.iter().any(|reply| reply.pinned) { 3 } else { 0 },
    "answers" => |talk| talk.answerers().len().min(3) as i32,
    "known-role" => |talk| if talk.has_known_role() { 2 } else { 0 },
    "substance" => |talk| if talk.has_substance() { 1 } else { 0 },
    "thanked" => |talk| if talk.is_thanked() { 2 } else { 0 },
    "contact" => |talk| if talk.has_finding(&["PHONE", "EMAIL", "ADDRESS", "SNS_ID"]) { -3 } else { 0 },
    "names" => |talk| if talk.has_finding(&["PERSON_NAME", "NICKNAME"]) { -1 } else { 0 },
    "flat" => |talk| if talk.flat { -2 } else { 0 },
    "recovered" => |talk| if talk.root.recovered { -2 } else { 0 },
    "announcement" => |talk| if talk.is_announcement() { -2 } else { 0 },
    "open" => |talk| if talk.last().seconds_until(talk.newest) < 30 * 86_400 { -1 } else { 0 },
];

/// How long a flat conversation may pause, in seconds, and how far it is followed.
const PAUSE: u64 = 30 * 60;
const FOLLOWED: usize = 60;
const FOLLOWED_SECONDS: u64 = 7 * 86_400;

/// Reactions that thank.
const THANKS: [&str; 6] = ["pray", "bow", "man-bowing", "woman-bowing", "white_check_mark", "heavy_check_mark"];

impl CandidateFeatures<'_> {
    fn is_asker(&self, message: &Post) -> bool {
        message.author == self.root.author
    }

    /// Others' replies that say more than thanks.
    fn answers(&self) -> impl Iterator<Item = &&Post> {
        self.replies.iter().filter(|reply| {
            !self.is_asker(reply) && reply.kind == PostKind::Post && !reply.gone && says_something(&reply.markdown)
        })
    }

    fn answerers(&self) -> BTreeSet<&str> {
        self.answers().map(|reply| reply.author.as_str()).collect()
    }

    fn has_known_role(&self) -> bool {
        self.answerers().iter().any(|id| self.people.of(id).role < Role::Participant)
    }

    fn has_substance(&self) -> bool {
        self.answers().any(|reply| visible(&reply.markdown).chars().count() >= 40)
    }

    fn is_thanked(&self) -> bool {
        let thanks = |reply: &&Post| thanked_by_reaction(reply) || self.is_asker(reply) && has_thanks(&reply.markdown);
        self.replies.iter().any(thanks)
    }

    fn is_announcement(&self) -> bool {
        self.root.broadcast || self.people.of(&self.root.author).role == Role::Staff
    }

    fn has_finding(&self, kinds: &[&str]) -> bool {
        let all = std::iter::once(self.root).chain(self.replies.iter().copied());
        all.flat_map(|message| &message.findings).any(|finding| kinds.contains(&finding.kind.as_str()))
    }

    fn last(&self) -> PostTime {
        self.replies.last().map_or(self.root.at, |reply| reply.at)
    }
}

/// Every conversation of the inbox that may be proposed, best first; ties: the newer question, then its channel.
pub fn all(inbox: &Inbox, people: &People) -> Vec<Candidate> {
    let newest = inbox.meta.exports.iter().map(|seen| seen.newest).max().unwrap_or_default();
    let mut found: Vec<Candidate> = inbox
        .channels
        .iter()
        .filter_map(|channel| Some((channel, inbox.messages.get(&channel.n)?)))
        .flat_map(|(channel, messages)| in_channel(channel.n, channel.help, messages, people, newest))
        .collect();
    found.sort_by(|a, b| {
        b.score
            .cmp(&a.score)
            .then_with(|| (b.asked, &b.root).cmp(&(a.asked, &a.root)))
            .then_with(|| a.channel.cmp(&b.channel))
    });
    found
}

fn in_channel(
    channel: usize,
    help: bool,
    messages: &BTreeMap<MessageId, Post>,
    people: &People,
    newest: PostTime,
) -> Vec<Candidate> {
    let (roots, answers): (Vec<&Post>, Vec<&Post>) =
        in_order(messages.values()).into_iter().partition(|message| !message.is_reply());
    let mut replies: BTreeMap<&MessageId, Vec<&Post>> = BTreeMap::new();
    for message in answers {
        replies.entry(&message.thread).or_default().push(message);
    }
    let mut found = Vec::new();
    for (place, root) in roots.iter().enumerate() {
        if !asks(root) || root.gone || !people.may_publish(&root.author) {
            continue;
        }
        let threaded = replies.get(&root.id);
        let replies = threaded.cloned().unwrap_or_else(|| follow(root, &roots[place + 1..]));
        let talk = CandidateFeatures { root, replies, flat: threaded.is_none(), help, people, newest };
        if talk.answers().next().is_none() {
            continue;
        }
        let scores: Vec<(&'static str, i32)> = SIGNALS
            .iter()
            .map(|signal| (signal.name, (signal.score)(&talk)))
            .filter(|(_, score)| *score != 0)
            .collect();
        found.push(Candidate {
            channel,
            root: root.id.clone(),
            asked: root.at,
            replies: talk.replies.iter().map(|reply| reply.id.clone()).collect(),
            score: scores.iter().map(|(_, score)| score).sum(),
            signals: scores.into_iter().map(|(name, _)| name).collect(),
        });
    }
    found
}

/// Whether a message asks something.
fn asks(message: &Post) -> bool {
    matches!(message.kind, PostKind::Post | PostKind::Bot)
        && (has_mark(&message.markdown) || has_words(&message.markdown))
}

/// The messages after a question without a thread that belong to it.
fn follow<'a>(root: &Post, after: &[&'a Post]) -> Vec<&'a Post> {
    let mut talk: Vec<&Post> = Vec::new();
    let mention = format!("{}{}{}", PERSON.0, root.author, PERSON.1);
    for message in
        after.iter().take(FOLLOWED).take_while(|message| root.at.seconds_until(message.at) < FOLLOWED_SECONDS)
    {
        let asker = message.author == root.author;
        let mentions = message.markdown.contains(&mention);
        if !asker && !mentions && asks(message) {
            break;
        }
        let last = talk.last().map_or(root.at, |last| last.at);
        if last.seconds_until(message.at) > PAUSE && !mentions {
            continue;
        }
        talk.push(message);
        if asker && has_thanks(&message.markdown) {
            break;
        }
    }
    talk
}

/// Replies in the order in which they are suggested, best first.
pub fn ranked<'a>(root: &Post, replies: &[&'a Post], people: &People) -> Vec<&'a Post> {
    let thanked_next = |place: usize| {
        let next = replies[place + 1..].iter().find(|reply| reply.author == root.author);
        next.is_some_and(|next| has_thanks(&next.markdown))
    };
    let mut ranked: Vec<(usize, &Post)> = replies
        .iter()
        .copied()
        .enumerate()
        .filter(|(_, reply)| reply.author != root.author && people.may_publish(&reply.author))
        .collect();
    let key = |(place, reply): &(usize, &Post)| {
        let role = match people.of(&reply.author).role {
            Role::Staff => 3,
            Role::Resident | Role::Mover => 2,
            Role::Expert => 1,
            _ => 0,
        };
        let reactors = reply.reactions.iter().map(|reaction| reaction.count).max().unwrap_or_default();
        let length = visible(&reply.markdown).chars().count().min(200);
        (thanked_by_reaction(reply), thanked_next(*place), role, reactors, length)
    };
    ranked.sort_by(|a, b| key(b).cmp(&key(a)).then_with(|| (a.1.at, &a.1.id).cmp(&(b.1.at, &b.1.id))));
    ranked.into_iter().map(|(_, reply)| reply).collect()
}

/// Whether a reply is proposed as an answer.
pub fn is_suggested(root: &Post, reply: &Post) -> bool {
    reply.author != root.author
        && reply.kind == PostKind::Post
        && !reply.gone
        && visible(&reply.markdown).chars().count() >= 20
}

fn thanked_by_reaction(message: &Post) -> bool {
    message
        .reactions
        .iter()
        .any(|reaction| reaction.asker && THANKS.contains(&reaction.name.split("::").next().unwrap_or_default()))
}

fn has_mark(text: &str) -> bool {
    text.contains('？')
        || text.match_indices('?').any(|(at, _)| {
            // Not the mark of an address.
            !text[..at].rsplit([' ', '\n', '　']).next().unwrap_or_default().contains("://")
        })
}

fn has_words(text: &str) -> bool {
    ["でしょうか", "ですか", "ますか", "教えて", "知りたい", "どなたか", "おすすめ", "でしょう？"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether somebody thanks.
pub fn has_thanks(text: &str) -> bool {
    ["ありがとう", "有難う", "助かりま", "感謝"].iter().any(|word| text.contains(word))
}

/// Whether a reply says more than an emoji or thanks.
fn says_something(markdown: &str) -> bool {
    let letters = visible(markdown).chars().filter(|c| c.is_alphanumeric()).count();
    letters >= if has_thanks(markdown) { 24 } else { 4 }
}

/// A text without its marks and mentions, to count what is read.
pub fn visible(markdown: &str) -> String {
    let mut inside = false;
    let text = markdown.replace("&#8203;", "");
    text.chars()
        .filter(|c| {
            inside = (inside || *c == PERSON.0) && *c != PERSON.1;
            !inside && *c != PERSON.1 && !matches!(c, '\\' | '*' | '`' | '~' | '>' | '\n')
        })
        .collect()
}
