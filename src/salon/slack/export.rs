//! An export, read: its conversations rebuilt channel by channel, a day file at a time.
//!
//! Day files carry Pacific dates and cut conversations in two: nothing is taken from a file's name, and a channel is
//! whole before its threads are looked at.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::salon::{
    records::{Finding, Person, Post, PostKind},
    slack::{
        archive::{Archive, is_too_large},
        convert::{self, Kept, Made, Skip},
        listing::{self, Listed, Listing, Selection},
        markup::Names,
        raw,
    },
    ts::Ts,
};
use crate::{
    base::{
        hash::{Digest, Fingerprint},
        secret::Key,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
};

/// Shown for a question that the export does not hold.
pub(crate) const LOST: &str = "（元の質問は書き出しに含まれていません）";
/// Shown for a deleted message that has replies.
pub(crate) const DELETED: &str = "削除された投稿";

/// What the gate finds in a text, in bytes.
pub type Look = dyn Fn(&str) -> Vec<Finding> + Send + Sync;
/// Makes a gate that knows these people's names.
pub type MakeLook<'a> = dyn Fn(&mut dyn Iterator<Item = &Person>) -> Box<Look> + 'a;

/// An export, read.
#[derive(Default)]
pub(crate) struct Export {
    pub(crate) workspace: String,
    pub(crate) people: BTreeMap<String, Person>,
    pub(crate) channels: Vec<Conversations>,
    /// Messages that were passed over, by reason.
    pub(crate) skipped: BTreeMap<Skip, usize>,
    /// The newest message of all.
    pub(crate) newest: Ts,
    /// Digest of the files that were read; the same for a zip and its folder.
    pub(crate) digest: String,
    /// Replies that their question's own count names and the export does not hold.
    pub(crate) missing_replies: usize,
}

/// A channel's messages.
#[derive(Default)]
pub(crate) struct Conversations {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) help: bool,
    pub(crate) messages: BTreeMap<Ts, Post>,
    /// Messages of which the export says that they were deleted.
    pub(crate) deleted: BTreeSet<Ts>,
    /// Whether one of its files could not be read: then absence says nothing.
    pub(crate) damaged: bool,
}

struct Channels(BTreeMap<String, String>);

impl Names for Channels {
    fn channel(&self, id: &str) -> Option<String> {
        self.0.get(id).cloned()
    }
}

/// Reads an export; an `Err` refuses it whole.
pub(crate) fn read(
    archive: &mut Archive,
    selection: &Selection,
    key: &Key,
    known: &BTreeMap<String, Person>,
    look: &MakeLook<'_>,
) -> Result<Reported<Export>, Box<Diagnostic>> {
    let Reported { value: listing, mut findings } = listing::read(archive, selection)?;
    let Listing { channels, people, workspace, private, canvases } = listing;
    let names = Channels(
        channels
            .iter()
            .filter(|listed| !listed.private)
            .map(|listed| (listed.id.clone(), listed.name.clone()))
            .collect(),
    );
    let look = look(&mut known.values().chain(people.values()));
    let mut export = Export { workspace, people, ..Export::default() };
    export
        .skipped
        .extend([(Skip::Private, private), (Skip::Canvas, canvases)].into_iter().filter(|(_, count)| *count > 0));
    let mut digest = Digest::new();
    for listed in channels {
        let mut reader = Reader {
            archive,
            listed: &listed,
            names: &names,
            key,
            look: &*look,
            digest: &mut digest,
            export: &mut export,
        };
        let conversations = reader.channel(&mut findings)?;
        export.newest = export.newest.max(conversations.messages.keys().next_back().copied().unwrap_or_default());
        export.channels.push(conversations);
    }
    export.digest = digest.finish().to_string();
    Ok(Reported { value: export, findings })
}

struct Reader<'a> {
    archive: &'a mut Archive,
    listed: &'a Listed,
    names: &'a Channels,
    key: &'a Key,
    look: &'a Look,
    digest: &'a mut Digest,
    export: &'a mut Export,
}

impl Reader<'_> {
    fn channel(&mut self, findings: &mut Vec<Diagnostic>) -> Result<Conversations, Box<Diagnostic>> {
        let Listed { id, name, help, folder, .. } = self.listed;
        let mut made = Conversations { id: id.clone(), name: name.clone(), help: *help, ..Conversations::default() };
        let mut kept: BTreeMap<Ts, Kept> = BTreeMap::new();
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
            *self.export.skipped.entry(why).or_default() += count;
        }
    }

    fn day(
        &mut self,
        messages: Vec<raw::RawMessage>,
        kept: &mut BTreeMap<Ts, Kept>,
        made: &mut Conversations,
        findings: &mut Vec<Diagnostic>,
    ) {
        let known = &self.export.people;
        let unknown: Vec<(String, raw::Profile)> = messages
            .iter()
            .filter(|message| !message.user.is_empty() && !known.contains_key(&message.user))
            .map(|message| (message.user.clone(), message.user_profile.clone()))
            .collect();
        for (id, profile) in unknown {
            let user = raw::User { id: id.clone(), profile, ..raw::User::default() };
            let person = listing::person(&user);
            let entry = self.export.people.entry(id).or_insert_with(|| person.clone());
            if entry.names.is_empty() {
                *entry = person;
            }
        }
        if self.export.workspace.is_empty() {
            self.export.workspace =
                messages.iter().map(|message| message.team.clone()).find(|team| !team.is_empty()).unwrap_or_default();
        }
        let (channel, names, key, look) = (self.listed.id.as_str(), self.names, self.key, self.look);
        let all: Vec<Made> = messages
            .into_par_iter()
            .map(|raw| {
                let mut made = convert::message(raw, channel, names, key);
                if let Made::Kept(kept) = &mut made {
                    kept.message.findings = look(&kept.message.markdown);
                }
                made
            })
            .collect();
        let mut odd = 0;
        for one in all {
            match one {
                Made::Skipped(why) => self.skip(why, 1),
                Made::Deleted(ts) => drop(made.deleted.insert(ts)),
                Made::Kept(one) => {
                    odd += usize::from(one.odd_ts);
                    findings
                        .extend(one.warnings.iter().map(|words| Diagnostic::warning("salon-message", words.clone())));
                    if one.secrets > 0 {
                        findings.push(secret(&made.name, one.message.ts));
                    }
                    match kept.get(&one.message.ts) {
                        Some(other) if other.message.edited > one.message.edited => self.skip(Skip::Duplicate, 1),
                        Some(_) => {
                            self.skip(Skip::Duplicate, 1);
                            kept.insert(one.message.ts, *one);
                        }
                        None => drop(kept.insert(one.message.ts, *one)),
                    }
                }
            }
        }
        if odd > 0 {
            let name = &made.name;
            findings.push(Diagnostic::warning(
                "salon-export",
                msgf!(
                ja: "「{name}」の{odd}件は、投稿の時刻が数として書かれています。小数6桁として読みました",
                en: "{odd} messages of `{name}` have their time as a number; it was read with six decimals"),
            ));
        }
    }

    /// Makes whole conversations of a channel's messages.
    fn threads(&mut self, kept: BTreeMap<Ts, Kept>, made: &mut Conversations) {
        let roots: BTreeSet<Ts> =
            kept.values().map(|one| one.message.thread).filter(|root| !kept.contains_key(root)).collect();
        let askers: BTreeMap<Ts, String> =
            kept.values().map(|one| (one.message.ts, one.message.author.clone())).collect();
        let answered: BTreeSet<Ts> = kept
            .values()
            .filter(|one| one.message.kind == PostKind::Post && one.message.thread != one.message.ts)
            .map(|one| one.message.thread)
            .collect();
        let mut held: BTreeMap<Ts, u64> = BTreeMap::new();
        for one in kept.values().filter(|one| one.message.thread != one.message.ts) {
            *held.entry(one.message.thread).or_default() += 1;
        }
        let missing =
            |(ts, one): (&Ts, &Kept)| one.replies.saturating_sub(held.get(ts).copied().unwrap_or_default()) as usize;
        self.export.missing_replies += kept.iter().map(missing).sum::<usize>();
        let mut copies: BTreeMap<Ts, Box<raw::RawMessage>> = BTreeMap::new();
        for (ts, one) in kept {
            let Kept { mut message, reactors, root, .. } = one;
            if message.kind == PostKind::Bot && !(message.thread == ts && answered.contains(&ts)) {
                self.skip(Skip::Bot, 1);
                continue;
            }
            if let Some(asker) = askers.get(&message.thread) {
                for (reaction, users) in message.reactions.iter_mut().zip(&reactors) {
                    reaction.asker = users.contains(asker);
                }
            }
            if let Some(copy) = root.filter(|_| roots.contains(&message.thread)) {
                copies.entry(message.thread).or_insert(copy);
            }
            made.messages.insert(ts, message);
        }
        for root in roots {
            if !made.messages.values().any(|message| message.thread == root) {
                continue;
            }
            let recovered =
                copies.remove(&root).filter(|_| !made.deleted.contains(&root)).and_then(|copy| match convert::message(
                    *copy,
                    &self.listed.id,
                    self.names,
                    self.key,
                ) {
                    Made::Kept(kept) if kept.message.ts == root => {
                        Some(Post { recovered: true, findings: (self.look)(&kept.message.markdown), ..kept.message })
                    }
                    _ => None,
                });
            let (kind, words) =
                if made.deleted.contains(&root) { (PostKind::Deleted, DELETED) } else { (PostKind::Lost, LOST) };
            let stand_in = || Post { ts: root, thread: root, kind, markdown: words.to_owned(), ..Post::default() };
            made.messages.insert(root, recovered.unwrap_or_else(stand_in));
        }
    }
}

fn is_day(name: &str) -> bool {
    name.strip_suffix(".json").is_some_and(|day| crate::text::date::Date::parse(day).is_some())
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

fn secret(channel: &str, ts: Ts) -> Diagnostic {
    let when = ts.in_words();
    Diagnostic::error(
        "salon-secret",
        msgf!(
        ja: "「{channel}」の{when}の投稿に、Slack の鍵が書かれています。取り込む前に消しました",
        en: "the message of {when} in `{channel}` holds a token of Slack; it was taken out before storing"),
    )
    .help(msg!(ja: "その鍵を Slack の管理画面で無効にしてください", en: "revoke that token in Slack's administration"))
}
