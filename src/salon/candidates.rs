//! Which conversations may become a question and its answers, best first, and which questions nobody has answered.
//!
//! Would a stranger understand the question, and is there an answer with substance? A score is the sum of the signals
//! that say so. Nothing here decides: an editor picks.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::salon::{
    answers::{self, has_thanks},
    inbox::Inbox,
    inbox_records::Channel,
    likeness::find_terms,
    people::People,
    post_time::PostTime,
    question::asks_something,
    signals::{self, Features},
    transcript::{MessageId, PERSON, Post, in_order},
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

/// How long a flat conversation may pause, in seconds, and how far it is followed.
const PAUSE: u64 = 30 * 60;
const FOLLOWED: usize = 60;
const FOLLOWED_SECONDS: u64 = 7 * 86_400;

/// What an inbox has to propose.
#[derive(Clone, Debug, Default)]
pub struct Proposals {
    /// Conversations that may become a question and its answers.
    pub answered: Vec<Candidate>,
    /// Questions that nobody has answered: what the town should answer itself.
    pub unanswered: Vec<Candidate>,
}

/// Scores a conversation: what is found in it, and how much each weighs.
type Score = dyn Fn(&Features<'_>, bool) -> Vec<(&'static str, i32)> + Sync;

/// Everything that the inbox has to propose, best first; ties: the newer question, then its channel.
pub fn find(inbox: &Inbox, people: &People) -> Proposals {
    let mut found = find_with(inbox, people, &signals::score);
    for list in [&mut found.answered, &mut found.unanswered] {
        list.sort_by(|a, b| {
            b.score
                .cmp(&a.score)
                .then_with(|| (b.asked, &b.root).cmp(&(a.asked, &a.root)))
                .then_with(|| a.channel.cmp(&b.channel))
        });
    }
    found
}

/// The same without scores, channel by channel: for whoever needs no order.
pub fn find_unscored(inbox: &Inbox) -> Vec<Candidate> {
    let Proposals { mut answered, unanswered } = find_with(inbox, &People::default(), &|_, _| Vec::new());
    answered.extend(unanswered);
    answered
}

fn find_with(inbox: &Inbox, people: &People, score: &Score) -> Proposals {
    let newest = inbox.meta.exports.iter().map(|seen| seen.newest).max().unwrap_or_default();
    let known = Known { people, newest, score };
    let channels = inbox.channels.par_iter().filter_map(|channel| Some((channel, inbox.messages.get(&channel.n)?)));
    let found: Vec<Proposals> = channels.map(|(channel, messages)| in_channel(channel, messages, &known)).collect();
    let mut all = Proposals::default();
    for Proposals { answered, unanswered } in found {
        all.answered.extend(answered);
        all.unanswered.extend(unanswered);
    }
    all
}

/// What is the same for all channels.
struct Known<'a> {
    people: &'a People,
    newest: PostTime,
    score: &'a Score,
}

/// The conversations of the inbox that may become a question and its answers, best first.
pub fn all(inbox: &Inbox, people: &People) -> Vec<Candidate> {
    find(inbox, people).answered
}

fn in_channel(channel: &Channel, messages: &BTreeMap<MessageId, Post>, known: &Known<'_>) -> Proposals {
    let &Known { people, newest, score } = known;
    let (roots, others): (Vec<&Post>, Vec<&Post>) =
        in_order(messages.values()).into_iter().partition(|message| !message.is_reply());
    let mut replies: BTreeMap<&MessageId, Vec<&Post>> = BTreeMap::new();
    for message in others {
        replies.entry(&message.thread).or_default().push(message);
    }
    let mut found = Proposals::default();
    for (place, root) in roots.iter().enumerate() {
        if !asks(root) || root.gone || !people.may_publish(&root.author) {
            continue;
        }
        let threaded = replies.get(&root.id);
        let replies = threaded.cloned().unwrap_or_else(|| follow(root, &roots[place + 1..]));
        let is_flat = threaded.is_none();
        let is_answer = |reply: &&Post| answers::answers(root, reply) && (!is_flat || relates(root, reply, &replies));
        let is_answered = replies.iter().any(is_answer);
        // What follows a question without answering it belongs to somebody else's talk.
        let (replies, flat) = if is_answered || !is_flat { (replies, is_flat) } else { (Vec::new(), false) };
        let features = Features { root, replies: &replies, flat, help: channel.help, people, newest };
        let scores = score(&features, is_answered);
        let list = if is_answered { &mut found.answered } else { &mut found.unanswered };
        list.push(Candidate {
            channel: channel.n,
            root: root.id.clone(),
            asked: root.at,
            replies: replies.iter().map(|reply| reply.id.clone()).collect(),
            score: scores.iter().map(|(_, score)| score).sum(),
            signals: scores.into_iter().map(|(name, _)| name).collect(),
        });
    }
    found
}

/// Whether a message asks something.
fn asks(message: &Post) -> bool {
    message.has_words() && asks_something(&message.markdown)
}

/// Whether what somebody says after a question without a thread belongs to it: it calls the asker, speaks of the same,
/// or the asker goes on talking.
fn relates(root: &Post, reply: &Post, talk: &[&Post]) -> bool {
    let calls = || reply.markdown.contains(&format!("{}{}{}", PERSON.0, root.author, PERSON.1));
    let goes_on = || talk.iter().any(|later| later.author == root.author && later.at > reply.at);
    calls() || goes_on() || !find_terms(&root.markdown).is_disjoint(&find_terms(&reply.markdown))
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
