//! `people`: who is behind the labels of a conversation, for an editor's eyes alone.
//!
//! Must never be written anywhere: whoever shows it sees that a person looks on.

use std::collections::BTreeMap;

use crate::{
    ledger::notes::Role,
    msg, msgf,
    report::diagnostic::Diagnostic,
    salon::{context::SalonContext, key, state::ConversationState},
};

/// Somebody of the salon.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonLine {
    /// Their label in the conversation; empty where none was named.
    pub label: String,
    /// Their id in the salon.
    pub id: String,
    /// What they call themselves there.
    pub shown: String,
    /// Their role, as the editor's list has it.
    pub role: Role,
    /// How many posts of theirs there are, in the conversation or in all.
    pub posts: usize,
    /// Whether they are not to be published.
    pub is_out: bool,
    /// The pages in which they speak.
    pub pages: Vec<String>,
}

/// The people of a conversation in the order of their labels; without one everybody, whoever wrote most first.
pub fn list_people(salon: &SalonContext, id: Option<&str>) -> Result<Vec<PersonLine>, Box<Diagnostic>> {
    let mut posts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    match id {
        Some(id) => {
            let talk = salon.conversation(id)?;
            talk.messages().for_each(|message| *posts.entry(message.author.as_str()).or_default() += 1);
            labels = talk.labels;
        }
        None => {
            let all = salon.inbox.messages.values().flat_map(BTreeMap::values);
            all.for_each(|message| *posts.entry(message.author.as_str()).or_default() += 1);
        }
    }
    let is_asker = |id: &str| labels.get(id).is_some_and(|label| *label == Role::Asker.word(""));
    let line = |(id, posts): (&str, usize)| PersonLine {
        label: labels.get(id).cloned().unwrap_or_default(),
        id: id.to_owned(),
        shown: salon.inbox.people.get(id).map(|person| person.shown.clone()).unwrap_or_default(),
        role: if is_asker(id) { Role::Asker } else { salon.people.of(id).role },
        posts,
        is_out: !salon.people.may_publish(id),
        pages: find_pages(salon, id),
    };
    let mut lines: Vec<PersonLine> = posts.into_iter().filter(|(id, _)| !id.is_empty()).map(line).collect();
    match id {
        Some(_) => lines.sort_by(|a, b| (a.role != Role::Asker, &a.label).cmp(&(b.role != Role::Asker, &b.label))),
        None => lines.sort_by(|a, b| (b.posts, &a.id).cmp(&(a.posts, &b.id))),
    }
    Ok(lines)
}

/// The pages in which somebody speaks, as far as the key can tell.
fn find_pages(salon: &SalonContext, id: &str) -> Vec<String> {
    let Ok(key) = salon.key() else { return Vec::new() };
    let subject = key::subject_ref(&key, &salon.inbox.meta.workspace, id);
    let speaks = |item: &str| salon.item(item).is_some_and(|known| known.subjects().contains(subject.as_str()));
    let pages = salon.pages.iter().filter(|(item, _)| speaks(item));
    let describe = |(item, page): (&String, &crate::base::path::SourcePath)| match salon.state(item) {
        ConversationState::Approved => page.to_string(),
        _ => format!("{page}（未公開）"),
    };
    pages.map(describe).collect()
}

/// The id of whoever is meant: an id of the salon, or a label in a conversation.
pub fn find_person(salon: &SalonContext, who: &str, conversation: Option<&str>) -> Result<String, Box<Diagnostic>> {
    if let Some(conversation) = conversation {
        let talk = salon.conversation(conversation)?;
        let found = talk.labels.iter().find(|(_, label)| *label == who.trim_start_matches('@'));
        if let Some((id, _)) = found {
            return Ok(id.clone());
        }
    }
    if salon.inbox.people.contains_key(who) {
        return Ok(who.to_owned());
    }
    let message = msgf!(ja: "「{who}」という人は受信箱にいません", en: "the inbox knows nobody by `{who}`");
    Err(Box::new(Diagnostic::error("no-person", message).help(msg!(
        ja: "`shirube salon people` で記号を確かめるか、`--in 会話の番号` を付けて「参加者A」のような呼び名で指定してください",
        en: "see the ids with `shirube salon people`, or give a label such as 参加者A with `--in CONVERSATION`"))))
}
