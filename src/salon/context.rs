//! What the salon's commands work with: the inbox, the site's pages and lists, the ledger's last words, the gate.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use crate::salon::{
    approval::SalonPolicy,
    conversation::Conversation,
    gate::{self, PrivacyReview},
    inbox::{self, Inbox},
    key, last_list,
    ledger_record::DraftGate,
    objections::NOBODY,
    people::People,
    state::{self, ConversationState},
    transcript::{Finding, Person},
};
use crate::{
    base::{hash::Fingerprint, path::SourcePath, secret::Key, value::Value},
    check::{privacy_lists::PrivacyLists, rules::personal_data},
    config::types::Config,
    input::source_tree::SourceTree,
    ledger::{self, notes, read},
    load::{document::Document, front_matter, page},
    msg, msgf,
    privacy::{Gate, Hit, Kind, Place, Severity, find_unknown_names, review, roster},
    render::page_kinds,
    report::diagnostic::{Diagnostic, Reported},
    text::{date::Date, normalize::decode},
};

/// What the gate finds in a text, in bytes.
pub type PrivacyLook = dyn Fn(&str) -> Vec<Finding> + Send + Sync;

/// The salon of a site.
pub struct SalonContext {
    /// The site's files.
    pub tree: SourceTree,
    /// The configuration.
    pub config: Config,
    /// The inbox.
    pub inbox: Inbox,
    /// Who is who.
    pub people: People,
    /// Pages by the public id that is their source.
    pub pages: BTreeMap<String, SourcePath>,
    /// Their public ids.
    pub on_pages: BTreeSet<String>,
    key: Option<Key>,
    is_keyed: bool,
    ledger: BTreeMap<String, bool>,
    items: BTreeMap<String, read::Item>,
    /// What the site has written down about personal data, as a build reads it.
    lists: PrivacyLists,
    gate: Gate,
    now: Date,
    root: PathBuf,
}

impl SalonContext {
    /// Reads everything as it is on this day; the findings are about the editor's own lists.
    pub fn open(root: &Path, now: Date) -> Result<Reported<Self>, Box<Diagnostic>> {
        let tree = SourceTree::scan(root, &SourceTree::default());
        let text = |path: &str| {
            tree.get(&SourcePath::new(path)).map(|source| String::from_utf8_lossy(&source.bytes).into_owned())
        };
        let config = Config::read(text("site.toml").as_deref()).value;
        let words = match setting(&config, "salon.labels") {
            Some(Value::Map(words)) => {
                words.iter().filter_map(|(role, word)| Some((role.clone(), word.as_text()?.to_owned()))).collect()
            }
            _ => BTreeMap::new(),
        };
        let people = People::read(root, &config.municipality.kind, words);
        let pages = pages(&tree);
        let inbox = inbox::read_inbox(root)?;
        let key = key::load_for(root, &inbox.meta)?;
        let lists = PrivacyLists::of_tree(&tree, &config, key);
        let heads: Vec<String> = [text(read::HEAD), text(ledger::inbox::HEAD)].into_iter().flatten().collect();
        let written = text(read::LEDGER).unwrap_or_default();
        let approvals = read::read_ledger(&written, Some(&heads.join("\n")), key.as_ref()).value;
        let last = |(id, item): (&String, &read::Item)| match item.state() {
            read::State::Approved => Some((id.clone(), true)),
            read::State::Withdrawn => Some((id.clone(), false)),
            read::State::Draft => None,
        };
        let mut findings = people.findings;
        findings.extend(lists.findings);
        let salon = Self {
            ledger: approvals.items.iter().filter_map(last).collect(),
            items: approvals.items,
            key,
            is_keyed: approvals.keyed,
            people: people.value.with_groups(inbox.people.values()),
            inbox,
            on_pages: pages.keys().cloned().collect(),
            gate: lists.value.gate(),
            lists: lists.value,
            now,
            root: root.to_owned(),
            pages,
            config,
            tree,
        };
        Ok(Reported { value: salon, findings })
    }

    /// The folder of site.toml.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Today.
    pub fn now(&self) -> Date {
        self.now
    }

    /// The site's key.
    pub fn key(&self) -> Result<Key, Box<Diagnostic>> {
        self.key.ok_or_else(key::missing)
    }

    /// The site's key, for an import: the very first one, before anything was marked with a key, makes it.
    pub fn key_for_import(&self) -> Result<Key, Box<Diagnostic>> {
        let is_first = self.inbox.is_empty() && !self.is_keyed;
        if is_first && self.key.is_none() { key::make(&self.root) } else { self.key() }
    }

    /// `[salon] channels` of site.toml; empty: all public ones.
    pub fn configured_channels(&self) -> Vec<String> {
        match setting(&self.config, "salon.channels") {
            Some(Value::List(names)) => names.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
            _ => Vec::new(),
        }
    }

    /// `[salon.table]` of site.toml: which column of a table of questions holds what.
    pub fn table_columns(&self) -> BTreeMap<String, String> {
        match setting(&self.config, "salon.table") {
            Some(Value::Map(columns)) => {
                columns.iter().filter_map(|(kind, name)| Some((kind.clone(), name.as_text()?.to_owned()))).collect()
            }
            _ => BTreeMap::new(),
        }
    }

    /// Where a conversation stands, by its public id.
    pub fn state(&self, id: &str) -> ConversationState {
        match self.ledger.get(id) {
            Some(true) => ConversationState::Approved,
            Some(false) => ConversationState::Withdrawn,
            None if self.on_pages.contains(id) => ConversationState::Drafted,
            None if state::is_rejected(&self.inbox, id) => ConversationState::Rejected,
            None => ConversationState::Candidate,
        }
    }

    /// The conversation of a public id.
    pub fn conversation(&self, id: &str) -> Result<Conversation<'_>, Box<Diagnostic>> {
        Conversation::find(&self.inbox, &self.people, id.trim_start_matches("salon:")).ok_or_else(|| {
            Box::new(
                Diagnostic::error(
                    "no-conversation",
                    msgf!(ja: "「{id}」という会話は受信箱にありません", en: "the inbox has no conversation `{id}`"),
                )
                .help(msg!(
                    ja: "番号は `shirube salon list --all` で見られます",
                    en: "see the ids with `shirube salon list --all`")),
            )
        })
    }

    /// What the ledger says of an item.
    pub fn item(&self, id: &str) -> Option<&read::Item> {
        self.items.get(id)
    }

    /// The people of a conversation who have withdrawn from it or are not to be published, by their ids in the salon.
    pub fn withdrawn<'a>(&self, key: &Key, talk: &'a Conversation<'_>) -> BTreeSet<&'a str> {
        let item = self.item(&talk.thread.id);
        let withdrew = |id: &str| {
            let subject = key::subject_ref(key, &self.inbox.meta.workspace, id);
            item.is_some_and(|item| item.gone.contains(&subject) || item.left.contains(&subject))
        };
        talk.labels.keys().map(String::as_str).filter(|id| !self.people.may_publish(id) || withdrew(id)).collect()
    }

    /// Who is not to be published, as the ledger names people.
    pub fn opted_out(&self, key: &Key) -> BTreeSet<String> {
        let workspace = &self.inbox.meta.workspace;
        self.people.opted_out().map(|id| key::subject_ref(key, workspace, id)).collect()
    }

    /// Refuses to draft and to approve while it is not known whose words may be used, or by what names people go.
    pub fn admit(&self) -> Result<(), Box<Diagnostic>> {
        if self.people.is_damaged() {
            let notes = notes::NOTES;
            let message = msgf!(
                ja: "`{notes}` に読み取れない所があり、だれを公開してよいか分からないため、止めました",
                en: "a part of `{notes}` cannot be read, so nobody knows who may be published; nothing was done");
            return Err(Box::new(Diagnostic::error("salon-people", message)));
        }
        if self.gate.lists().has_roster() {
            return Ok(());
        }
        let message = msg!(
            ja: "受信箱の参加者の名簿が空のため、呼び名や名前が文に残っていないか確かめられません",
            en: "the inbox has no list of people, so nobody can tell whether a name stands in the text");
        Err(Box::new(Diagnostic::error("no-roster", message).help(msg!(
            ja: "`users.json` の入った書き出しを、もう一度 `shirube salon import` で取り込んでください",
            en: "import an export that holds `users.json` with `shirube salon import`"))))
    }

    /// What the gate says of a page; `item` is its own id in the ledger.
    pub fn review(&self, page: &Document, item: &str) -> PrivacyReview {
        let text = decode(&page.source).map_or_else(Default::default, |(text, _)| text);
        let decided = review(&text, Place::File { path: &page.path, item }, &self.gate, self.now);
        PrivacyReview::of(&decided, page, &self.lists.lists, self.gate.lists().has_roster())
    }

    /// The gate as an import asks it.
    pub fn look(&self, people: &mut dyn Iterator<Item = &Person>) -> Box<PrivacyLook> {
        let names = people.filter(|person| !person.bot).flat_map(|person| person.names.iter());
        let (gate, now) = (self.lists.gate_with_names(names.map(String::as_str)), self.now);
        let finding = |hit: &Hit| Finding {
            kind: hit.kind.name().to_owned(),
            level: gate::letter(hit.severity),
            start: hit.range.start,
            end: hit.range.end,
        };
        Box::new(move |text| review(text, Place::Post, &gate, now).open.iter().map(finding).collect())
    }

    /// Takes personal data out of a text that is shown.
    pub fn masked(&self, text: &str) -> String {
        review(text, Place::Words, &self.gate, self.now).masked(text)
    }

    /// A post's words for a title: people are still placeholders, and personal data stands as 〔氏名〕.
    pub fn without_personal(&self, markdown: &str) -> String {
        review(markdown, Place::Post, &self.gate, self.now).replaced(markdown, &|_| None)
    }

    /// The id that an editor means by a word: an id, or a number of the list that was shown last.
    pub fn find_id(&self, word: &str) -> Result<String, Box<Diagnostic>> {
        last_list::resolve(&self.root, word)
    }

    /// A text for a page: personal data replaced, names by the label of whoever has them.
    pub fn replaced(&self, talk: &Conversation<'_>, text: &str) -> String {
        let label = |hit: &Hit| {
            let name = &text[hit.range.clone()];
            match hit.kind {
                // Half a link leads nowhere: it goes as a whole.
                Kind::Nickname | Kind::PersonName if name.contains("://") => Some("〔リンク〕".to_owned()),
                Kind::Nickname | Kind::PersonName => {
                    let label = self.label_of(talk, name).map_or(hit.kind.replacement(), String::as_str);
                    Some(label.to_owned())
                }
                _ => None,
            }
        };
        review(text, Place::Words, &self.gate, self.now).replaced(text, &label)
    }

    /// The label of whoever in a conversation is called so, if it is one person alone: a surname may be that of two.
    fn label_of<'a>(&self, talk: &'a Conversation<'_>, name: &str) -> Option<&'a String> {
        let called = |id: &str| self.inbox.people.get(id).is_some_and(|person| roster::is_called(&person.names, name));
        let mut labels = talk.labels.iter().filter(|(id, _)| called(id)).map(|(_, label)| label);
        labels.next().filter(|_| labels.next().is_none())
    }

    /// The words of a page that somebody is called by whom the gate does not know, for the editor to look at.
    pub fn report_unknown(&self, path: &SourcePath, item: &str, text: &str) -> Vec<Diagnostic> {
        let decided = review(text, Place::File { path, item }, &self.gate, self.now);
        let names = find_unknown_names(text, &decided).into_iter();
        names.map(|(name, places)| personal_data::report_unknown(path, name, places)).collect()
    }

    /// A file as it is, or would be with this text, and all files with it, to show places in.
    pub fn document(&self, path: &SourcePath, text: &str) -> (Document, SourceTree) {
        let mut tree = self.tree.clone();
        tree.insert(path.as_str(), text);
        let options = page::Options::new(&self.config, page_kinds::NATURES);
        (page::load(path, &text.as_bytes().into(), &options, Fingerprint::default(), String::new(), None), tree)
    }

    /// How many places of each type a page leaves to a person; `item` is its own id in the ledger.
    pub fn warned(&self, path: &SourcePath, item: &str, text: &str) -> BTreeMap<String, u64> {
        let mut warned = BTreeMap::new();
        let decided = review(text, Place::File { path, item }, &self.gate, self.now);
        for hit in decided.open.iter().filter(|hit| hit.severity == Severity::Warn) {
            *warned.entry(hit.kind.name().to_owned()).or_default() += 1;
        }
        warned
    }

    /// What the ledger says of the gate that a draft went through.
    pub fn draft_gate(&self) -> DraftGate {
        let lists = gate::lists(&self.lists.lists);
        DraftGate { rules: gate::rules(), lists, roster: self.gate.lists().has_roster(), ..DraftGate::default() }
    }

    /// Who drafts: as given, else the only reviewer there is.
    pub fn drafter(&self, given: Option<&str>) -> Result<String, Box<Diagnostic>> {
        let house = SalonPolicy::of(&self.config.all);
        match (given, house.reviewers.as_deref()) {
            (Some(by), _) => house.admit(by).map(|()| by.to_owned()),
            (None, _) if house.four_eyes => Err(nobody_drafts()),
            (None, Some([only])) => Ok(only.clone()),
            _ => Ok(NOBODY.to_owned()),
        }
    }
}

/// Where another person has to approve, it must be known who drafted.
fn nobody_drafts() -> Box<Diagnostic> {
    let message = msg!(
        ja: "下書きする人の記号（`--by`）が要ります。site.toml に `four_eyes = true` とあるため、別の人が承認します",
        en: "it must be said who drafts (`--by`): with `four_eyes = true` in site.toml somebody else has to approve");
    Box::new(Diagnostic::error("usage", message).help(msg!(
        ja: "`shirube salon draft … --by iju-a` のように書いてください",
        en: "write it like `shirube salon draft … --by iju-a`")))
}

fn setting<'a>(config: &'a Config, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(&config.all, |value, part| match value {
        Value::Map(map) => map.get(part),
        _ => None,
    })
}

/// The pages that were drafted from the salon, whatever their names.
fn pages(tree: &SourceTree) -> BTreeMap<String, SourcePath> {
    let source = |(path, source): (&SourcePath, &crate::input::source_tree::Source)| {
        if !path.as_str().starts_with("content/")
            || !path.is_page()
            || memchr::memmem::find(&source.bytes, b"salon:").is_none()
        {
            return None;
        }
        let (text, _) = decode(&source.bytes)?;
        let front = front_matter::load(path, &text);
        Some((front.meta.fields.get("source")?.as_text()?.strip_prefix("salon:")?.to_owned(), path.clone()))
    };
    tree.files.iter().filter_map(source).collect()
}
