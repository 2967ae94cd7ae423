//! The conversations of the inbox as an editor chooses among them: best first, or those that nobody has answered; what
//! is asked twice stands together, and a page that answers already is named.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use crate::salon::{
    candidates::{self, Candidate, Proposals},
    context::SalonContext,
    conversation::{Conversation, ThreadPosts},
    likeness::{Terms, Weights, find_terms},
    site_pages,
    state::ConversationState,
    title,
    topics::find_topic_words,
};
use crate::text::normalize::fold;

/// What of the inbox is listed.
#[derive(Clone, Debug, Default)]
pub struct ListRequest {
    /// Also what was rejected.
    pub all: bool,
    /// Questions that nobody has answered, instead of candidates.
    pub unanswered: bool,
    /// Words that stand in the conversation.
    pub search: Option<String>,
    /// A channel's name or id.
    pub channel: Option<String>,
    /// The month of the question, `2026-05`, or its year.
    pub month: Option<String>,
    /// A topic of the site, by key or label, or any other word.
    pub topic: Option<String>,
    /// Where it stands.
    pub state: Option<ConversationState>,
}

impl ListRequest {
    /// Whether only some conversations are wanted.
    pub fn is_narrow(&self) -> bool {
        let words = [&self.search, &self.channel, &self.month, &self.topic];
        words.into_iter().any(Option::is_some) || self.state.is_some()
    }
}

/// A line of the list.
#[derive(Clone, Debug, Serialize)]
pub struct CandidateLine {
    /// Public id.
    pub id: String,
    /// The channel's name.
    pub channel: String,
    /// The month of the question.
    pub asked: String,
    /// The question: one sentence, without anything personal.
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
    pub state: ConversationState,
    /// Replies since the draft or the last approval.
    pub new_replies: usize,
    /// The first conversation of the list that asks the same; `None` if this is the first.
    pub like: Option<String>,
    /// A page of the site that answers already.
    pub page: Option<String>,
}

/// A line on its way.
struct Listed {
    line: CandidateLine,
    terms: Terms,
}

/// The conversations that are wanted, best first.
pub fn list(salon: &SalonContext, request: &ListRequest) -> Vec<CandidateLine> {
    let Proposals { answered, unanswered } = candidates::find(&salon.inbox, &salon.people);
    let found = if request.unanswered { unanswered } else { answered };
    let (filter, posts) = (Filter::of(salon, request), ThreadPosts::of(&salon.inbox));
    let line_of = |candidate| filter.line_of(salon, &posts, candidate);
    let listed: Vec<Option<Listed>> = found.par_iter().map(line_of).collect();
    let listed: Vec<Listed> = listed.into_iter().flatten().collect();
    relate(salon, listed)
}

/// What is wanted, in the form in which it is compared.
struct Filter<'a> {
    request: &'a ListRequest,
    search: Vec<String>,
    channel: Option<String>,
    topic: Vec<String>,
}

impl<'a> Filter<'a> {
    fn of(salon: &SalonContext, request: &'a ListRequest) -> Self {
        let words = |text: &str| text.split_whitespace().map(fold).collect();
        Self {
            request,
            search: request.search.as_deref().map(words).unwrap_or_default(),
            channel: request.channel.as_deref().map(|name| fold(name.trim_start_matches(['#', '＃']))),
            topic: request.topic.as_deref().map(|topic| find_topic_words(&salon.config, topic)).unwrap_or_default(),
        }
    }

    fn line_of<'s>(&self, salon: &'s SalonContext, posts: &ThreadPosts<'s>, candidate: &Candidate) -> Option<Listed> {
        let thread = salon.inbox.threads.get(&(candidate.channel, candidate.root.clone()))?;
        let talk = Conversation::of(&salon.inbox, &salon.people, posts, thread)?;
        let state = salon.state(&thread.id);
        let Self { request, .. } = self;
        let is_state = match request.state {
            Some(wanted) => state == wanted,
            None => request.all || state != ConversationState::Rejected,
        };
        let is_month = request.month.as_ref().is_none_or(|month| talk.root.at.month().starts_with(month.as_str()));
        let is_channel = self
            .channel
            .as_ref()
            .is_none_or(|wanted| fold(&talk.channel.name) == *wanted || talk.channel.id.eq_ignore_ascii_case(wanted));
        if !is_state || !is_month || !is_channel || !self.has_words(&talk) {
            return None;
        }
        Some(make_line(salon, candidate, &talk, state))
    }

    /// Whether the words that are looked for stand in the conversation, and one of the topic's in its question.
    fn has_words(&self, talk: &Conversation<'_>) -> bool {
        let is_topic = self.topic.is_empty() || {
            let question = fold(&talk.root.markdown);
            self.topic.iter().any(|word| question.contains(word))
        };
        is_topic
            && (self.search.is_empty() || {
                let all: String = talk.messages().map(|message| fold(&message.markdown) + "\n").collect();
                self.search.iter().all(|word| all.contains(word))
            })
    }
}

fn make_line(salon: &SalonContext, candidate: &Candidate, talk: &Conversation<'_>, state: ConversationState) -> Listed {
    let privacy: BTreeSet<&str> =
        talk.messages().flat_map(|message| &message.findings).map(|finding| finding.kind.as_str()).collect();
    let question = title::title_or_beginning(&salon.without_personal(&talk.root.markdown));
    let line = CandidateLine {
        id: talk.thread.id.clone(),
        channel: talk.channel.name.clone(),
        asked: talk.root.at.month(),
        replies: candidate.replies.len(),
        score: candidate.score,
        signals: candidate.signals.clone(),
        privacy: privacy.into_iter().map(str::to_owned).collect(),
        state,
        new_replies: talk.unseen().0.len(),
        like: None,
        page: salon.pages.get(&talk.thread.id).map(ToString::to_string),
        question,
    };
    Listed { terms: find_terms(&line.question), line }
}

/// Names for each line the first one that asks the same, and the page that answers it.
fn relate(salon: &SalonContext, listed: Vec<Listed>) -> Vec<CandidateLine> {
    let (mut lines, terms): (Vec<CandidateLine>, Vec<Terms>) =
        listed.into_iter().map(|listed| (listed.line, listed.terms)).unzip();
    let pages = site_pages::find_pages(salon);
    let weights = Weights::of(terms.iter().chain(pages.iter().map(|(_, terms)| terms)));
    for (place, head) in weights.group(&terms).into_iter().enumerate() {
        if head != place {
            lines[place].like = Some(lines[head].id.clone());
        }
        if lines[place].page.is_none() {
            lines[place].page = weights.find_answering(&terms[place], &pages).map(ToString::to_string);
        }
    }
    lines
}
