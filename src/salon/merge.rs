//! A newer export into the inbox: what an editor decided stays, what is new shows, absence is no deletion.
//!
//! The later export wins message by message; an older one adds what is not known and overwrites nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::salon::{
    candidates,
    inbox::Inbox,
    inbox_records::{Channel, Decision, Seen, Thread},
    key,
    post_time::PostTime,
    transcript::{ChannelTranscript, DELETED, MessageId, Person, Post, PostKind, Transcript, UNLISTED},
};
use crate::{
    base::secret::Key,
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
};

/// From how many missing messages, and which share of a channel, an export is taken for a part only.
const PARTIAL: usize = 5;
const PARTIAL_SHARE: usize = 5;

/// What an import did.
#[derive(Clone, Debug, Default, serde::Serialize)]
pub struct ImportCounts {
    /// Messages that were read, whatever became of them: those that are kept and those of `skipped`.
    pub read: usize,
    /// Messages that are kept.
    pub messages: usize,
    /// Conversations: posts that somebody replied to, also those whose question the export does not hold.
    pub threads: usize,
    /// Replies.
    pub replies: usize,
    /// Replies whose question the export does not hold: it was deleted, is older, or lies outside its range.
    pub orphan_replies: usize,
    /// Channels.
    pub channels: usize,
    /// People who wrote.
    pub people: usize,
    /// What was passed over, by reason.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Findings of level warning.
    pub warnings: usize,
    /// Messages that the inbox did not have.
    pub new: usize,
    /// Messages whose words or files changed.
    pub changed: usize,
    /// Messages that are as they were.
    pub unchanged: usize,
    /// Messages that are no longer in the salon.
    pub gone: usize,
}

/// What merging asks of the world.
pub struct World<'a> {
    /// The site's key.
    pub key: &'a Key,
    /// The public id that the ledger knows a thread's keyed hash by.
    pub known_id: &'a dyn Fn(&str) -> Option<String>,
    /// Public ids that stand on a page.
    pub on_pages: &'a BTreeSet<String>,
    /// Makes a new public id.
    pub new_item: &'a dyn Fn() -> String,
}

/// Merges an export into the inbox.
pub(super) fn merge(
    before: &Inbox,
    export: Transcript,
    world: &World<'_>,
) -> Result<Reported<(Inbox, ImportCounts)>, Box<Diagnostic>> {
    same_workspace(before, &export)?;
    let newest = export.newest();
    let mut inbox = before.clone();
    let mut merger = Merger {
        inbox: &mut inbox,
        newest,
        world,
        counts: counted(&export),
        findings: Vec::new(),
        erased: erased(before),
    };
    let Transcript { workspace, people, channels, digest, .. } = export;
    let messages = merger.counts.messages;
    let is_newest = before.meta.exports.iter().all(|seen| seen.newest <= newest);
    for conversations in channels {
        merger.channel(conversations);
    }
    for (id, person) in people {
        let known = merger.inbox.people.get(&id);
        // A name that somebody had once is still theirs; what is shown is the newest.
        let names: BTreeSet<String> =
            known.into_iter().flat_map(|known| &known.names).chain(&person.names).cloned().collect();
        let shown = known.filter(|_| !is_newest).map_or(person.shown, |known| known.shown.clone());
        merger.inbox.people.insert(id, Person { names: names.into_iter().collect(), shown, ..person });
    }
    let Merger { counts, findings, .. } = merger;
    if inbox.meta.workspace.is_empty() {
        inbox.meta.workspace = workspace;
    }
    inbox.meta.key = world.key.id();
    inbox.meta.exports.push(Seen { digest, newest, messages });
    give_ids(&mut inbox, world);
    Ok(Reported { value: (inbox, counts), findings })
}

fn same_workspace(before: &Inbox, export: &Transcript) -> Result<(), Box<Diagnostic>> {
    let known = &before.meta.workspace;
    let shares = || before.channels.iter().any(|channel| export.channels.iter().any(|other| other.id == channel.id));
    let fits = if known.is_empty() || export.workspace.is_empty() {
        before.channels.is_empty() || shares()
    } else {
        *known == export.workspace
    };
    if fits {
        return Ok(());
    }
    Err(Box::new(
        Diagnostic::error(
            "other-workspace",
            msg!(
            ja: "この書き出しは、受信箱とは別のワークスペースのものです。何も取り込んでいません",
            en: "the export is of another workspace than the inbox; nothing was imported"),
        )
        .help(msg!(
            ja: "別のサロンを取り込むときは、別のガイドのフォルダーで実行してください",
            en: "import another salon in the folder of another guide")),
    ))
}

fn counted(export: &Transcript) -> ImportCounts {
    let is_real = |message: &Post| message.has_words() && !message.recovered;
    let (mut counts, mut threads, mut people) =
        (ImportCounts { channels: export.channels.len(), ..ImportCounts::default() }, BTreeSet::new(), BTreeSet::new());
    for (number, channel) in export.channels.iter().enumerate() {
        for message in channel.posts.values() {
            let is_reply = message.is_reply();
            if is_reply {
                threads.insert((number, &message.thread));
                // A question that the export does not hold has something standing in for it.
                counts.orphan_replies +=
                    usize::from(channel.posts.get(&message.thread).is_some_and(|root| !is_real(root)));
            }
            if is_real(message) {
                counts.messages += 1;
                counts.replies += usize::from(is_reply);
                if message.kind == PostKind::Post {
                    people.insert(message.author.as_str());
                }
            }
        }
    }
    let (read, skipped) = (export.read, export.skipped.clone());
    ImportCounts { read, threads: threads.len(), people: people.len(), skipped, ..counts }
}

fn erased(inbox: &Inbox) -> BTreeSet<String> {
    let hashes = |decision: &Decision| match decision {
        Decision::Erased { messages } => messages.clone(),
        Decision::Rejected { .. } => Vec::new(),
    };
    inbox.decisions.iter().flat_map(hashes).collect()
}

struct Merger<'a> {
    inbox: &'a mut Inbox,
    newest: PostTime,
    world: &'a World<'a>,
    counts: ImportCounts,
    findings: Vec<Diagnostic>,
    erased: BTreeSet<String>,
}

impl Merger<'_> {
    fn channel(&mut self, transcript: ChannelTranscript) {
        let ChannelTranscript { id, name, help, posts, deleted, damaged, .. } = transcript;
        let n = self.number(&id, &name, help, &posts);
        let first = posts.values().map(|post| post.at).min();
        let present: BTreeSet<MessageId> = posts.keys().cloned().collect();
        let mut stored = self.inbox.messages.remove(&n).unwrap_or_default();
        for (post_id, mut post) in posts {
            if self.erased.contains(&key::place_ref(self.world.key, &id, &post_id)) {
                continue;
            }
            if post.has_words() {
                post.hash = key::content_ref(self.world.key, &id, &post);
            }
            self.message(&mut stored, Post { as_of: self.newest, ..post });
        }
        self.absent(&mut stored, &name, &present, &deleted, first.filter(|_| !damaged));
        self.forget(n, &mut stored, &deleted);
        self.inbox.messages.insert(n, stored);
    }

    fn message(&mut self, stored: &mut BTreeMap<MessageId, Post>, incoming: Post) {
        let stand_in = incoming.kind == PostKind::Lost || incoming.recovered;
        let Some(known) = stored.get_mut(&incoming.id) else {
            self.counts.new += usize::from(incoming.has_words() && !incoming.recovered);
            stored.insert(incoming.id.clone(), incoming);
            return;
        };
        let is_real = known.kind != PostKind::Lost && !known.recovered;
        if known.as_of > incoming.as_of || (stand_in && is_real) {
            self.counts.unchanged += usize::from(incoming.kind != PostKind::Lost);
            return;
        }
        let same = known.hash == incoming.hash;
        if same {
            self.counts.unchanged += 1
        } else {
            self.counts.changed += 1
        }
        *known = Post { was: known.was.take(), ..incoming };
    }

    /// Marks what is no longer in the salon: by proof, or because an export that covers its time does not hold it.
    fn absent(
        &mut self,
        stored: &mut BTreeMap<MessageId, Post>,
        name: &str,
        present: &BTreeSet<MessageId>,
        deleted: &BTreeSet<MessageId>,
        covered_from: Option<PostTime>,
    ) {
        let newest_known = self.inbox.meta.exports.iter().map(|seen| seen.newest).max().unwrap_or_default();
        let mut gone: BTreeSet<MessageId> = deleted.iter().filter(|id| stored.contains_key(*id)).cloned().collect();
        if let Some(from) = covered_from.filter(|_| self.newest >= newest_known) {
            let missing: BTreeSet<MessageId> = stored
                .values()
                .filter(|message| {
                    message.at >= from
                        && message.at <= self.newest
                        && !present.contains(&message.id)
                        && message.kind != PostKind::Lost
                })
                .map(|message| message.id.clone())
                .collect();
            let new_missing = missing.iter().filter(|id| !stored[*id].gone && !deleted.contains(*id)).count();
            if new_missing >= PARTIAL && new_missing * PARTIAL_SHARE > stored.len() {
                self.findings.push(
                    Diagnostic::warning(
                        "salon-partial",
                        msgf!(
                        ja: "「{name}」の投稿が{new_missing}件足りません。一部だけの書き出しとして扱い、削除とは見なしませんでした",
                        en: "{new_missing} messages of `{name}` are missing; the export is taken for a part, not for \
                            deletions"),
                    )
                    .help(msg!(ja: "期間を区切らずに書き出して、取り込み直してください", en: "export the whole period and import that")),
                );
            } else {
                gone.extend(missing);
            }
        }
        for message in stored.values_mut() {
            let now = gone.contains(&message.id) && (!present.contains(&message.id) || deleted.contains(&message.id));
            if now && !message.gone {
                self.counts.gone += 1;
            }
            message.gone = now || (message.gone && !present.contains(&message.id));
        }
    }

    /// Words that were deleted and stand on no page are forgotten at once.
    fn forget(&self, channel: usize, stored: &mut BTreeMap<MessageId, Post>, deleted: &BTreeSet<MessageId>) {
        let drafted: BTreeSet<MessageId> = self
            .inbox
            .threads
            .values()
            .filter(|thread| thread.channel == channel && self.world.on_pages.contains(&thread.id))
            .map(|thread| thread.root.clone())
            .collect();
        for message in
            stored.values_mut().filter(|message| deleted.contains(&message.id) && !drafted.contains(&message.thread))
        {
            message.markdown = DELETED.to_owned();
            message.kind = PostKind::Deleted;
            message.findings.clear();
            message.files.clear();
            message.was = None;
        }
    }

    /// The number of a channel: by its id; one that had no list entry takes the id that its name has now.
    fn number(&mut self, id: &str, name: &str, help: bool, messages: &BTreeMap<MessageId, Post>) -> usize {
        let by_id = self.inbox.channels.iter().position(|channel| channel.id == id);
        let by_name = || {
            self.inbox.channels.iter().position(|channel| {
                let shares = self
                    .inbox
                    .messages
                    .get(&channel.n)
                    .is_some_and(|known| messages.keys().any(|id| known.contains_key(id)));
                channel.id == format!("{UNLISTED}{name}") && shares
            })
        };
        let later = self.inbox.meta.exports.iter().all(|seen| seen.newest <= self.newest);
        match by_id.or_else(by_name) {
            Some(place) => {
                let channel = &mut self.inbox.channels[place];
                if !id.starts_with(UNLISTED) {
                    id.clone_into(&mut channel.id);
                }
                if later {
                    name.clone_into(&mut channel.name);
                    channel.help = help;
                }
                channel.n
            }
            None => {
                let n = self.inbox.channels.len();
                self.inbox.channels.push(Channel { n, id: id.to_owned(), name: name.to_owned(), help });
                n
            }
        }
    }
}

/// Gives every conversation that may be proposed, and every question that nobody answered, a public id, and its
/// messages their numbers. All are kept for ever, whoever may be published today.
pub(super) fn give_ids(inbox: &mut Inbox, world: &World<'_>) {
    let workspace = inbox.meta.workspace.clone();
    let mut taken: BTreeSet<String> = inbox.threads.values().map(|thread| thread.id.clone()).collect();
    for candidate in candidates::find_unscored(inbox) {
        let place = (candidate.channel, candidate.root.clone());
        let channel_id = inbox.channels[candidate.channel].id.clone();
        let thread = inbox.threads.entry(place).or_insert_with(|| {
            let known = (world.known_id)(&key::thread_ref(world.key, &workspace, &channel_id, &candidate.root));
            let id = known.unwrap_or_else(|| {
                std::iter::repeat_with(world.new_item)
                    .find(|id| !taken.contains(id))
                    .expect("random ids do not run out")
            });
            taken.insert(id.clone());
            Thread {
                id,
                channel: candidate.channel,
                root: candidate.root.clone(),
                labels: BTreeMap::new(),
                indexes: BTreeMap::new(),
                seen: None,
            }
        });
        for id in std::iter::once(candidate.root).chain(candidate.replies) {
            let next = thread.indexes.len();
            thread.indexes.entry(id).or_insert(next);
        }
    }
}
