//! An export, read: its conversations rebuilt channel by channel, a day file at a time.
//!
//! Day files carry Pacific dates and cut conversations in two: nothing is taken from a file's name, and a channel is
//! whole before its threads are looked at.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::salon::{
    post_time::PostTime,
    slack::{
        archive::{Archive, is_too_large},
        convert::{self, Kept, Made, Skip},
        folders::ListedChannel,
        listing::{self, Listing},
        markup::Names,
        raw,
        ts::{id_of, read_ts, time_of},
    },
    transcript::{ChannelTranscript, DELETED, LOST, MessageId, MissingReplies, Person, Post, PostKind, Transcript},
};
use crate::{
    base::hash::{Digest, Fingerprint},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        message::Message,
    },
};

struct ListedNames {
    channels: BTreeMap<String, String>,
    bots: BTreeSet<String>,
}

impl Names for ListedNames {
    fn channel(&self, id: &str) -> Option<String> {
        self.channels.get(id).cloned()
    }

    fn is_bot(&self, id: &str) -> bool {
        self.bots.contains(id)
    }
}

/// Reads the channels of an export; an `Err` refuses it whole.
pub(crate) fn read_channels(archive: &mut Archive, listing: Listing) -> Result<Reported<Transcript>, Box<Diagnostic>> {
    let Listing { channels, people, workspace, private, canvases, read } = listing;
    let public = channels.iter().filter(|listed| !listed.private);
    let names = ListedNames {
        channels: public.map(|listed| (listed.id.clone(), listed.name.clone())).collect(),
        bots: people.values().filter(|person| person.bot).map(|person| person.id.clone()).collect(),
    };
    let mut export = Transcript { workspace, people, ..Transcript::default() };
    let skipped = [(Skip::Private, private), (Skip::Canvas, canvases)].into_iter().filter(|(_, count)| *count > 0);
    export.skipped.extend(skipped.map(|(why, count)| (why.name(), count)));
    let (mut digest, mut findings) = (Digest::new(), Vec::new());
    // Whatever was read counts: of a repaired list of people the names are taken.
    read.iter().for_each(|(name, print)| _ = digest.part(name).print(*print));
    let mut speakers = Speakers::default();
    for listed in channels {
        let mut reader = ChannelReader {
            speakers: &mut speakers,
            archive,
            listed: &listed,
            names: &names,
            digest: &mut digest,
            export: &mut export,
        };
        let channel = reader.channel(&mut findings)?;
        export.channels.push(channel);
    }
    // An app that has never posted as anybody is a program, whatever the list of people says.
    for id in speakers.bots.difference(&speakers.people) {
        if let Some(person) = export.people.get_mut(id) {
            person.bot = true;
        }
    }
    export.digest = digest.finish().to_string();
    Ok(Reported { value: export, findings })
}

/// Who has posted as a program, and who as a person.
#[derive(Default)]
struct Speakers {
    bots: BTreeSet<String>,
    people: BTreeSet<String>,
}

struct ChannelReader<'a> {
    speakers: &'a mut Speakers,
    archive: &'a mut Archive,
    listed: &'a ListedChannel,
    names: &'a ListedNames,
    digest: &'a mut Digest,
    export: &'a mut Transcript,
}

impl ChannelReader<'_> {
    fn channel(&mut self, findings: &mut Vec<Diagnostic>) -> Result<ChannelTranscript, Box<Diagnostic>> {
        let ListedChannel { id, name, help, folder, .. } = self.listed;
        let mut made =
            ChannelTranscript { id: id.clone(), name: name.clone(), help: *help, ..ChannelTranscript::default() };
        let mut kept: BTreeMap<MessageId, Kept> = BTreeMap::new();
        for file in self.day_files(folder, findings) {
            let Some(bytes) = self.archive.read(&file) else { continue };
            let bytes = match bytes {
                Err(error) if is_too_large(&error) => return Err(Box::new(too_large(&file))),
                bytes => bytes,
            };
            let read = bytes.map_err(|error| error.to_string()).and_then(|bytes| {
                self.digest.part(id).part(file.rsplit('/').next().unwrap_or(&file)).print(Fingerprint::of(&bytes));
                raw::list::<raw::RawMessage>(&bytes).map_err(|error| error.to_string())
            });
            match read {
                Ok((messages, lost)) => {
                    self.export.read += messages.len() + lost;
                    self.skip(Skip::BadTs, lost);
                    self.day(messages, &mut kept, &mut made, findings);
                }
                Err(error) => {
                    made.damaged = true;
                    findings.push(damaged(&file, &error));
                }
            }
        }
        self.threads(kept, &mut made);
        Ok(made)
    }

    /// The files of messages in a folder, in order; others are told.
    fn day_files(&mut self, folder: &str, findings: &mut Vec<Diagnostic>) -> Vec<String> {
        if folder.is_empty() {
            return Vec::new();
        }
        let prefix = format!("{folder}/");
        let files: Vec<String> = self
            .archive
            .names()
            .filter(|name| name.starts_with(&prefix) && name.ends_with(".json"))
            .map(str::to_owned)
            .collect();
        let mut days = Vec::new();
        for file in files {
            let name = &file[prefix.len()..];
            if is_day(name) {
                days.push(file);
            } else if name == "canvas_in_the_conversation.json" {
                self.skip(Skip::Canvas, 1);
            } else if !name.contains('/') {
                findings.push(Diagnostic::warning(
                    "salon-export",
                    msgf!(
                    ja: "「{file}」は投稿のファイルではないので、読み飛ばしました",
                    en: "`{file}` is no file of messages and was passed over"),
                ));
            }
        }
        days
    }

    fn skip(&mut self, why: Skip, count: usize) {
        if count > 0 {
            *self.export.skipped.entry(why.name()).or_default() += count;
        }
    }

    fn day(
        &mut self,
        messages: Vec<raw::RawMessage>,
        kept: &mut BTreeMap<MessageId, Kept>,
        made: &mut ChannelTranscript,
        findings: &mut Vec<Diagnostic>,
    ) {
        self.meet_authors(&messages);
        made.named.extend(messages.iter().filter_map(|message| Some(id_of(read_ts(&message.ts)?.0))));
        if self.export.workspace.is_empty() {
            self.export.workspace =
                messages.iter().map(|message| message.team.clone()).find(|team| !team.is_empty()).unwrap_or_default();
        }
        let names = self.names;
        let all: Vec<Made> = messages.into_par_iter().map(|raw| convert::convert_message(raw, names)).collect();
        let mut odd = 0;
        for one in all {
            match one {
                Made::Skipped(why) => self.skip(why, 1),
                Made::Deleted(id) => {
                    self.skip(Skip::Deleted, 1);
                    made.deleted.insert(id);
                }
                Made::Kept(one) => {
                    let Speakers { bots, people } = &mut *self.speakers;
                    let list = if one.message.kind == PostKind::Bot { bots } else { people };
                    list.insert(one.message.author.clone());
                    odd += usize::from(one.odd_ts);
                    let warn = |words: &Message| odd_message(&made.name, one.message.at, words);
                    findings.extend(one.warnings.iter().map(warn));
                    if one.secrets > 0 {
                        findings.push(secret(&made.name, one.message.at));
                    }
                    self.keep(*one, kept);
                }
            }
        }
        findings.extend((odd > 0).then(|| odd_times(&made.name, odd)));
    }

    /// Remembers the authors that no list of the export names, by what their messages say of them, and of all others
    /// the names that they had when they wrote.
    fn meet_authors(&mut self, messages: &[raw::RawMessage]) {
        let mut met = BTreeSet::new();
        for message in messages.iter().filter(|message| !message.user.is_empty()) {
            let raw::RawProfile { display_name, real_name, .. } = &message.user_profile;
            if !met.insert((&message.user, display_name, real_name)) {
                continue;
            }
            let (id, profile) = (message.user.clone(), message.user_profile.clone());
            let person = listing::person(&raw::RawUser { id: id.clone(), profile, ..raw::RawUser::default() });
            let entry = self.export.people.entry(id).or_insert_with(|| person.clone());
            if entry.names.is_empty() {
                *entry = Person { bot: entry.bot, groups: std::mem::take(&mut entry.groups), ..person };
            } else {
                entry.names.extend(person.names);
                entry.names.sort();
                entry.names.dedup();
            }
        }
    }

    /// Keeps a message; of the same one in two files the one that was edited later.
    fn keep(&mut self, one: Kept, kept: &mut BTreeMap<MessageId, Kept>) {
        if let Some(other) = kept.get(&one.message.id) {
            let is_older = other.message.edited > one.message.edited;
            self.skip(Skip::Duplicate, 1);
            if is_older {
                return;
            }
        }
        kept.insert(one.message.id.clone(), one);
    }

    /// Makes whole conversations of a channel's messages.
    fn threads(&mut self, kept: BTreeMap<MessageId, Kept>, made: &mut ChannelTranscript) {
        let posts = || kept.values().map(|one| &one.message);
        let roots: BTreeSet<MessageId> =
            posts().map(|post| &post.thread).filter(|root| !kept.contains_key(root)).cloned().collect();
        let askers: BTreeMap<MessageId, String> = posts().map(|post| (post.id.clone(), post.author.clone())).collect();
        let answered: BTreeSet<MessageId> = posts()
            .filter(|post| post.kind == PostKind::Post && post.is_reply())
            .map(|post| post.thread.clone())
            .collect();
        let missing = find_missing(&kept, made);
        self.export.missing.extend(missing);
        let mut copies: BTreeMap<MessageId, Box<raw::RawMessage>> = BTreeMap::new();
        for (id, one) in kept {
            let Kept { mut message, reactors, root, system, .. } = one;
            if message.kind == PostKind::Bot && !(message.thread == id && answered.contains(&id)) {
                self.skip(if system { Skip::System } else { Skip::Bot }, 1);
                continue;
            }
            if let Some(asker) = askers.get(&message.thread) {
                for (reaction, users) in message.reactions.iter_mut().zip(&reactors) {
                    reaction.asker = users.contains(asker);
                }
            }
            if let Some(copy) = root.filter(|_| roots.contains(&message.thread)) {
                copies.entry(message.thread.clone()).or_insert(copy);
            }
            made.posts.insert(id, message);
        }
        for root in roots {
            if made.posts.values().any(|post| post.thread == root) {
                let stand_in = self.stand_in(&root, copies.remove(&root), made.deleted.contains(&root));
                made.posts.insert(root, stand_in);
            }
        }
    }

    /// What stands for a question that the export does not hold: a copy that a reply carries, else that it is not
    /// there.
    fn stand_in(&self, root: &MessageId, copy: Option<Box<raw::RawMessage>>, is_deleted: bool) -> Post {
        let copy = copy.filter(|_| !is_deleted).map(|copy| convert::convert_message(*copy, self.names));
        match copy {
            Some(Made::Kept(kept)) if kept.message.id == *root => Post { recovered: true, ..kept.message },
            _ => {
                let (kind, words) = if is_deleted { (PostKind::Deleted, DELETED) } else { (PostKind::Lost, LOST) };
                let (id, thread) = (root.clone(), root.clone());
                Post { id, at: time_of(root), thread, kind, markdown: words.to_owned(), ..Post::default() }
            }
        }
    }
}

/// The questions whose replies, named by their times, are nowhere in the export: neither kept nor passed over.
fn find_missing(kept: &BTreeMap<MessageId, Kept>, made: &ChannelTranscript) -> Vec<MissingReplies> {
    let is_there = |id: &MessageId| made.named.contains(id) || made.deleted.contains(id);
    let missing = kept.values().filter_map(|one| {
        let count = one.replies.iter().filter(|id| !is_there(id)).count();
        (count > 0).then(|| MissingReplies { channel: made.name.clone(), asked: one.message.at, count })
    });
    missing.collect()
}

fn is_day(name: &str) -> bool {
    name.strip_suffix(".json").is_some_and(|day| crate::text::date::Date::parse(day).is_some())
}

fn odd_times(name: &str, odd: usize) -> Diagnostic {
    Diagnostic::warning(
        "salon-export",
        msgf!(
        ja: "「{name}」の{odd}件は、投稿の時刻が数として書かれています。小数6桁として読みました",
        en: "{odd} messages of `{name}` have their time as a number; it was read with six decimals"),
    )
}

fn odd_message(channel: &str, at: PostTime, words: &Message) -> Diagnostic {
    let (when, ja, en) = (at.in_words(), &words.ja, &words.en);
    Diagnostic::warning(
        "salon-message",
        msgf!(ja: "「{channel}」の{when}の投稿：{ja}", en: "the message of {when} in `{channel}`: {en}"),
    )
}

fn damaged(file: &str, error: &str) -> Diagnostic {
    Diagnostic::error(
        "salon-damaged",
        msgf!(
        ja: "「{file}」を読み取れないため、このファイルの投稿を除いて取り込みました（{error}）",
        en: "`{file}` cannot be read; everything but its messages was imported ({error})"),
    )
    .help(
        msg!(ja: "Slack からもう一度書き出して、取り込み直してください", en: "export again from Slack and import that"),
    )
}

fn too_large(file: &str) -> Diagnostic {
    Diagnostic::error(
        "export-unsafe",
        msgf!(
        ja: "「{file}」が大きすぎます。何も取り込んでいません",
        en: "`{file}` is larger than an export can be; nothing was imported"),
    )
    .help(msg!(ja: "Slack から受け取ったままの zip ファイルを指定してください", en: "give the zip file as it came from Slack"))
}

fn secret(channel: &str, at: PostTime) -> Diagnostic {
    let when = at.in_words();
    Diagnostic::error(
        "salon-secret",
        msgf!(
        ja: "「{channel}」の{when}の投稿に、Slack の鍵が書かれています。取り込む前に消しました",
        en: "the message of {when} in `{channel}` holds a token of Slack; it was taken out before storing"),
    )
    .help(msg!(ja: "その鍵を Slack の管理画面で無効にしてください", en: "revoke that token in Slack's administration"))
}
