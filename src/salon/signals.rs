//! The signals of a conversation: what speaks for it as a page, and what against it. A signal is one line in a table.
//!
//! Measured on labelled conversations: `sh tests/salon/score`.

use std::collections::BTreeSet;

use crate::ledger::notes::Role;
use crate::salon::{
    answers::{answers, count_cues, count_read, has_thanks, thanked_by_reaction},
    cues,
    people::People,
    post_time::PostTime,
    question::{asks, has_mark, has_words, read_lines, split_sentences},
    title::count_content,
    transcript::{PERSON, Post, PostKind},
};

/// A conversation as the signals look at it.
pub struct Features<'a> {
    /// The question.
    pub root: &'a Post,
    /// Everything else, in order.
    pub replies: &'a [&'a Post],
    /// Whether it is no thread.
    pub flat: bool,
    /// Whether questions are asked in its channel.
    pub help: bool,
    /// Who is who.
    pub people: &'a People,
    /// The newest post of the salon.
    pub newest: PostTime,
}

/// What was read of a conversation, once for all signals.
struct Read<'a> {
    talk: &'a Features<'a>,
    /// The question's words.
    text: String,
    /// How many characters of it are read.
    length: usize,
    /// The sentences that ask.
    asked: Vec<String>,
    /// The answers, with how many characters of each are read.
    answers: Vec<(&'a Post, usize)>,
}

struct Signal {
    name: &'static str,
    score: fn(&Read<'_>) -> i32,
}

/// Declares signals: a name, and what it adds.
macro_rules! signals {
    ($list:ident: $($name:literal => $score:expr),* $(,)?) => {
        const $list: &[Signal] = &[$(Signal { name: $name, score: $score }),*];
    };
}

signals![QUESTION:
    "question-mark" => |read| 2 * i32::from(read.asked.iter().any(|sentence| has_mark(sentence))),
    "question-words" => |read| i32::from(read.asked.iter().any(|sentence| has_words(sentence))),
    "clear" => |read| read.rate_clearness(),
    "length" => |read| rate_length(read.length),
    "open-ended" => |read| read.count(cues::OPEN_ENDED, 2),
    "situation" => |read| read.count(cues::SITUATION, 2),
    "help-channel" => |read| i32::from(read.talk.help),
    "form" => |read| i32::from(read.talk.root.kind == PostKind::Bot),
    "to-somebody" => |read| read.rate_mentions(),
    "passing" => |read| -read.count(cues::PASSING, 1) * 3,
    "meeting" => |read| -read.count(cues::MEETING, 2) * if read.is_short() { 2 } else { 1 },
    "favour" => |read| -read.count(cues::FAVOUR, 1) * 3,
    "internal" => |read| if read.is_short() { -read.count(cues::INTERNAL, 2) * 2 } else { 0 },
    "own-affairs" => |read| -read.count(cues::OWN_AFFAIRS, 2) * 2,
    "decision" => |read| -read.count(cues::DECISION, 1) * 4,
    "incident" => |read| -read.count(cues::INCIDENT, 1) * 4,
    "link" => |read| if read.talk.root.markdown.contains("://") { -2 } else { 0 },
    "pointing" => |read| if read.is_short() { -read.count(cues::POINTING, 1) * 3 } else { 0 },
    "picture" => |read| if read.is_short() && !read.talk.root.files.is_empty() { -4 } else { 0 },
    "introduction" => |read| if read.is_introduction() { -5 } else { 0 },
    "announcement" => |read| if read.is_announcement() { -6 } else { -read.count(cues::ANNOUNCEMENT, 2) * 2 },
    "rhetorical" => |read| -read.count(cues::RHETORICAL, 1) * 2,
    "casual" => |read| -read.count(cues::CASUAL, 1) * 2,
    "recovered" => |read| if read.talk.root.recovered { -2 } else { 0 },
];

signals![ANSWER:
    "substance" => |read| rate_substance(read.longest()),
    "answers" => |read| read.count_answerers(20).min(2),
    "several" => |read| i32::from(read.answers.iter().filter(|(_, length)| *length >= 30).count() > 1),
    "explains" => |read| read.rate_explaining(),
    "errand" => |read| read.rate_errands(),
    "chat" => |read| if read.is_chat() { -2 } else { 0 },
    "known-role" => |read| if read.has_known_role() { 2 } else { 0 },
    "thanked" => |read| i32::from(read.is_thanked()),
    "pinned" => |read| if read.is_pinned() { 3 } else { 0 },
    "contact" => |read| if read.has_finding(&["PHONE", "EMAIL", "ADDRESS", "SNS_ID"]) { -3 } else { 0 },
    "names" => |read| if read.has_finding(&["PERSON_NAME", "NICKNAME"]) { -1 } else { 0 },
    "flat" => |read| if read.talk.flat { -8 } else { 0 },
    "open" => |read| if read.last().seconds_until(read.talk.newest) < 30 * 86_400 { -1 } else { 0 },
];

/// The signals that are found in a conversation; of a question that nobody answered only those of the question.
pub fn score(talk: &Features<'_>, is_answered: bool) -> Vec<(&'static str, i32)> {
    let lines = read_lines(&talk.root.markdown);
    let asked = split_sentences(&lines).into_iter().filter(|sentence| asks(sentence)).collect();
    let answering = talk.replies.iter().copied().filter(|reply| answers(talk.root, reply));
    let read = Read {
        talk,
        text: lines.join("\n"),
        length: count_read(&talk.root.markdown),
        asked,
        answers: answering.map(|reply| (reply, count_read(&reply.markdown))).collect(),
    };
    let of_answers = if is_answered { ANSWER } else { &[] };
    let all = QUESTION.iter().chain(of_answers).map(|signal| (signal.name, (signal.score)(&read)));
    all.filter(|(_, score)| *score != 0).collect()
}

fn rate_length(length: usize) -> i32 {
    match length {
        0..15 => -4,
        15..22 => -2,
        22..32 => 0,
        32..50 => 2,
        50..240 => 3,
        240..400 => 1,
        _ => -1,
    }
}

fn rate_substance(longest: usize) -> i32 {
    match longest {
        0..25 => -3,
        25..40 => 0,
        40..70 => 3,
        70..90 => 5,
        90..110 => 6,
        _ => 7,
    }
}

/// Below so many characters a word weighs more.
const SHORT: usize = 60;

impl Read<'_> {
    fn is_short(&self) -> bool {
        self.length < SHORT
    }

    /// How many of these words the question holds, at most so many.
    fn count(&self, cues: &str, most: usize) -> i32 {
        count_cues(cues, &self.text).min(most) as i32
    }

    /// How much the clearest sentence that asks says by itself.
    fn rate_clearness(&self) -> i32 {
        match self.asked.iter().map(|sentence| count_content(sentence)).max().unwrap_or_default() {
            0..7 => -3,
            7..12 => 0,
            12..18 => 2,
            _ => 3,
        }
    }

    /// Whether it is asked of one person: by a mention, or by a name at its beginning.
    fn rate_mentions(&self) -> i32 {
        let markdown = self.talk.root.markdown.trim_start();
        let name = self.text.split(['、', '，', '\n', ' ', '　']).next().unwrap_or_default();
        let is_called = name.ends_with("さん")
            && name.chars().count() <= 10
            && !name.ends_with("なさん")
            && !name.ends_with("皆さん");
        if markdown.starts_with(PERSON.0) {
            -5
        } else if is_called {
            -4
        } else if markdown.contains(PERSON.0) {
            -2
        } else {
            0
        }
    }

    fn is_introduction(&self) -> bool {
        self.text.contains("自己紹介") || count_cues(cues::INTRODUCTION, &self.text) > 1
    }

    fn is_announcement(&self) -> bool {
        let root = self.talk.root;
        root.broadcast || self.talk.people.of(&root.author).role == Role::Staff
    }

    fn longest(&self) -> usize {
        self.answers.iter().map(|(_, length)| *length).max().unwrap_or_default()
    }

    fn answerers(&self, least: usize) -> BTreeSet<&str> {
        let long = self.answers.iter().filter(|(_, length)| *length >= least);
        long.map(|(reply, _)| reply.author.as_str()).collect()
    }

    fn count_answerers(&self, least: usize) -> i32 {
        self.answerers(least).len() as i32
    }

    fn rate_explaining(&self) -> i32 {
        let most = self.answers.iter().map(|(reply, _)| count_cues(cues::EXPLAINING, &reply.markdown)).max();
        if self.longest() >= 30 { most.unwrap_or_default().min(3) as i32 } else { 0 }
    }

    /// Whether those who reply do something instead of telling something.
    fn rate_errands(&self) -> i32 {
        let long: Vec<&Post> =
            self.answers.iter().filter(|(_, length)| *length >= 25).map(|(reply, _)| *reply).collect();
        let errands = long.iter().filter(|reply| count_cues(cues::ERRAND, &reply.markdown) > 0).count();
        match (errands * 2).cmp(&long.len()) {
            std::cmp::Ordering::Greater => -5,
            std::cmp::Ordering::Equal if errands > 0 => -3,
            _ => 0,
        }
    }

    /// Whether the replies are a few words each.
    fn is_chat(&self) -> bool {
        let others: Vec<usize> = self
            .talk
            .replies
            .iter()
            .filter(|reply| reply.author != self.talk.root.author)
            .map(|reply| count_read(&reply.markdown))
            .collect();
        others.iter().sum::<usize>() < 14 * others.len()
    }

    fn has_known_role(&self) -> bool {
        self.answerers(0).iter().any(|id| self.talk.people.of(id).role < Role::Participant)
    }

    fn is_thanked(&self) -> bool {
        let is_asker = |reply: &Post| reply.author == self.talk.root.author;
        self.talk
            .replies
            .iter()
            .any(|reply| thanked_by_reaction(reply) || is_asker(reply) && has_thanks(&reply.markdown))
    }

    fn is_pinned(&self) -> bool {
        self.talk.root.pinned || self.talk.replies.iter().any(|reply| reply.pinned)
    }

    fn has_finding(&self, kinds: &[&str]) -> bool {
        let all = std::iter::once(self.talk.root).chain(self.talk.replies.iter().copied());
        all.flat_map(|message| &message.findings).any(|finding| kinds.contains(&finding.kind.as_str()))
    }

    fn last(&self) -> PostTime {
        self.talk.replies.last().map_or(self.talk.root.at, |reply| reply.at)
    }
}
