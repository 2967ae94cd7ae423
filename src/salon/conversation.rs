//! A conversation of the inbox as an editor looks at it: the question, the replies in order, everyone by their label.

use std::collections::BTreeMap;

use crate::ledger::notes::Role;
use crate::salon::{
    answers,
    inbox::Inbox,
    inbox_records::{Channel, Thread},
    people::People,
    transcript::{MessageId, Post, in_order, with_people},
};

/// A conversation.
pub struct Conversation<'a> {
    /// Its public id, labels and numbers.
    pub thread: &'a Thread,
    /// Where it took place.
    pub channel: &'a Channel,
    /// The question.
    pub root: &'a Post,
    /// Everything else, in order.
    pub replies: Vec<&'a Post>,
    /// Everyone's label.
    pub labels: BTreeMap<String, String>,
    people: &'a People,
}

/// The messages of each thread: whoever looks at many conversations walks a channel once and not once for each.
pub struct ThreadPosts<'a>(BTreeMap<(usize, &'a MessageId), Vec<&'a Post>>);

impl<'a> ThreadPosts<'a> {
    /// The messages of every thread of the inbox.
    pub fn of(inbox: &'a Inbox) -> Self {
        let mut posts: BTreeMap<_, Vec<&Post>> = BTreeMap::new();
        for (channel, messages) in &inbox.messages {
            for post in messages.values() {
                posts.entry((*channel, &post.thread)).or_default().push(post);
            }
        }
        Self(posts)
    }
}

impl<'a> Conversation<'a> {
    /// The conversation of a public id, which may be typed in small letters.
    pub fn find(inbox: &'a Inbox, people: &'a People, id: &str) -> Option<Self> {
        let thread = inbox.threads.values().find(|thread| thread.id.eq_ignore_ascii_case(id))?;
        Self::of(inbox, people, &ThreadPosts::of(inbox), thread)
    }

    /// The conversation that a record names: the question's thread, and what was numbered as part of it. `None` if its
    /// question is not in the inbox.
    pub fn of(inbox: &'a Inbox, people: &'a People, posts: &ThreadPosts<'a>, thread: &'a Thread) -> Option<Self> {
        let messages = inbox.messages.get(&thread.channel)?;
        let root = messages.get(&thread.root)?;
        let in_thread = posts.0.get(&(thread.channel, &thread.root)).into_iter().flatten().copied();
        let numbered = thread.indexes.keys().filter_map(|id| messages.get(id));
        let belonging: BTreeMap<&MessageId, &Post> =
            in_thread.chain(numbered).filter(|post| post.id != thread.root).map(|post| (&post.id, post)).collect();
        let replies = in_order(belonging.into_values());
        let labels = people.labels(std::iter::once(root).chain(replies.iter().copied()), &root.author, &thread.labels);
        let channel = inbox.channels.iter().find(|channel| channel.n == thread.channel)?;
        Some(Self { thread, channel, root, replies, labels, people })
    }

    /// Question and replies.
    pub fn messages(&self) -> impl Iterator<Item = &'a Post> {
        std::iter::once(self.root).chain(self.replies.iter().copied())
    }

    /// A message's number: 0 is the question.
    pub fn index(&self, message: &Post) -> usize {
        let later = || self.replies.iter().position(|reply| reply.id == message.id).map_or(0, |place| place + 1);
        self.thread.indexes.get(&message.id).copied().unwrap_or_else(later)
    }

    /// The message of a number.
    pub fn at(&self, index: usize) -> Option<&'a Post> {
        self.messages().find(|message| self.index(message) == index)
    }

    /// An author's role here.
    pub fn role(&self, message: &Post) -> Role {
        self.people.role(&message.author, &self.root.author)
    }

    /// An author's label here.
    pub fn label(&self, message: &Post) -> &str {
        match self.labels.get(&message.author) {
            Some(label) => label,
            None if message.id == self.root.id => "質問者",
            None => "参加者",
        }
    }

    /// A message's words with everyone in them by their label; whoever is not in the conversation is 参加者.
    pub fn text(&self, markdown: &str) -> String {
        with_people(markdown, |id| format!("@{}", self.labels.get(id).map_or("参加者", String::as_str)))
    }

    /// Whether a reply is proposed as an answer.
    pub fn is_suggested(&self, message: &Post) -> bool {
        self.suggested().iter().any(|suggested| suggested.id == message.id)
    }

    /// The proposed answers, best first.
    pub fn suggested(&self) -> Vec<&'a Post> {
        answers::suggest(self.root, &self.replies, self.people)
    }

    /// Replies that are new since the draft or the last approval, and messages whose words changed since.
    pub fn unseen(&self) -> (Vec<&'a Post>, Vec<&'a Post>) {
        let Some(seen) = &self.thread.seen else { return (Vec::new(), Vec::new()) };
        let new = self.replies.iter().copied().filter(|message| !seen.contains_key(&message.id)).collect();
        let changed =
            self.messages().filter(|message| seen.get(&message.id).is_some_and(|hash| *hash != message.hash)).collect();
        (new, changed)
    }

    /// The attributes that a page's heading carries for an answer; no day, no name.
    pub fn attributes(&self, message: &Post) -> String {
        let entry = self.people.of(&message.author);
        let clean = |value: &str| value.replace([' ', '　', '{', '}', '"'], "");
        let mut attributes = format!("role={}", self.role(message).name());
        if let Some(years) = self.people.years(&message.author, message.at) {
            attributes.push_str(&format!(" years={years}"));
        }
        for (name, value) in [("area", &entry.area), ("section", &entry.section)] {
            if !value.is_empty() {
                attributes.push_str(&format!(" {name}={}", clean(value)));
            }
        }
        attributes + &format!(" month={}", message.at.month())
    }
}
