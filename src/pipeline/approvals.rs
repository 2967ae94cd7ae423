//! Floor 8: what may be published of what came from the salon: the ledger, the inbox, and the pages compared with both.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        value::Value,
    },
    config::types::Config,
    incremental::memo::{Memo, Wanted},
    input::{scanned::INBOX_PLACE, source_tree::SourceTree},
    ledger::{
        inbox,
        notes::{self, Notes},
        read::{self, Approvals},
    },
    load::document::Document,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        progress::{Progress, Stage},
    },
    site::{
        approval::{self, Evidence, Judged, Judgements, Verdict},
        options::Options,
        traces::{Trace, Traces},
    },
    text::shared::SharedTexts,
};

/// The pages from the salon, and all that they are judged by.
#[derive(Clone, Default)]
pub struct SalonPages {
    ledger: Memo<(), Approvals>,
    /// The words of everybody's posts.
    texts: Memo<(), Arc<SharedTexts>>,
    /// The content hashes of the pages that name an item.
    contents: Memo<SourcePath, String>,
    /// What the others are known by.
    traces: Memo<SourcePath, Option<Trace>>,
    /// The pages from the salon, and what the ledger says of them.
    pub judged: Judgements,
    findings: Vec<Diagnostic>,
}

/// What the pages are made from.
pub(super) struct Pages<'a> {
    /// The pages' files.
    pub(super) documents: &'a BTreeMap<SourcePath, Arc<Document>>,
    /// All files.
    pub(super) tree: &'a SourceTree,
    /// The site's configuration.
    pub(super) config: &'a Config,
    /// Today and the key.
    pub(super) options: Options,
}

/// Judges the pages from the salon.
pub(super) fn judge_pages(before: &SalonPages, pages: &Pages<'_>) -> SalonPages {
    let text = |path: &str| pages.tree.get(&SourcePath::new(path)).map(|file| String::from_utf8_lossy(&file.bytes));
    let Reported { value: notes, mut findings } = notes::read_notes(&text(notes::NOTES).unwrap_or_default());
    let ledger = load_ledger(&before.ledger, pages.tree, pages.options);
    let approvals = ledger.one().expect("it was loaded in the line above");
    let opted_out = inbox::opted_out(&notes, text(inbox::STORE).as_deref(), pages.options.key.as_ref());
    // The guide says that there is an inbox elsewhere: who is not to be published stands in that one.
    let is_elsewhere = text(INBOX_PLACE).is_some() && text(inbox::STORE).is_none();
    let opted_out = opted_out.filter(|_| !is_elsewhere);
    let evidence = Evidence { config: pages.config, approvals, opted_out: opted_out.as_ref() };
    let (contents, mut judged) = judge(&before.contents, pages, evidence);
    let texts = load_texts(&before.texts, pages.tree, &notes);
    let (traces, lost) = find_lost(&before.traces, pages, &texts, (approvals, &judged));
    judged.extend(lost);
    if judged.is_empty() {
        findings.clear();
    } else if opted_out.is_none() && !notes.damaged {
        findings.push(unknown_people(is_elsewhere));
    }
    SalonPages { ledger, texts, contents, traces, judged, findings }
}

impl SalonPages {
    /// What is wrong with the ledger, with the inbox and with what is known of people.
    pub fn findings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.ledger.findings().chain(self.texts.findings()).chain(&self.findings)
    }

    /// What the ledger says; `None` before the first build.
    pub fn approvals(&self) -> Option<&Approvals> {
        self.ledger.one()
    }
}

fn load_ledger(before: &Memo<(), Approvals>, tree: &SourceTree, options: Options) -> Memo<(), Approvals> {
    let text = |path| tree.get(&SourcePath::new(path)).map(|source| String::from_utf8_lossy(&source.bytes));
    let (text, heads) = (text(read::LEDGER), [text(read::HEAD), text(inbox::HEAD)]);
    let mut digest = Digest::new();
    digest.option(text.as_deref()).option(options.key.map(|key| key.id()));
    heads.iter().for_each(|head| _ = digest.option(head.as_deref()));
    let heads: Vec<&str> = heads.iter().filter_map(Option::as_deref).collect();
    before.load_one(digest.finish(), || {
        let text = text.as_deref().unwrap_or_default();
        let read =
            read::read_ledger(text.trim_start_matches('\u{feff}'), Some(&heads.join("\n")), options.key.as_ref());
        (read.value, read.findings)
    })
}

/// The words of everybody's posts, where there is an inbox.
fn load_texts(before: &Memo<(), Arc<SharedTexts>>, tree: &SourceTree, notes: &Notes) -> Memo<(), Arc<SharedTexts>> {
    let files = || tree.below(inbox::POSTS).filter(|(path, _)| path.as_str().ends_with(".jsonl"));
    let mut digest = Digest::new();
    files().for_each(|(path, source)| _ = digest.part(path.as_str()).print(source.fingerprint));
    digest.option(tree.get(&SourcePath::new(notes::NOTES)).map(|file| file.fingerprint.to_string()));
    before.load_one(digest.finish(), || {
        let texts: Vec<_> = files().map(|(path, source)| (path, String::from_utf8_lossy(&source.bytes))).collect();
        let read = inbox::gather_posts(texts.iter().map(|(path, text)| (path.as_str(), text.as_ref())), notes);
        (Arc::new(read.value), read.findings)
    })
}

/// Compares every page that names an item with the ledger.
fn judge(
    before: &Memo<SourcePath, String>,
    pages: &Pages<'_>,
    evidence: Evidence<'_>,
) -> (Memo<SourcePath, String>, Judgements) {
    let from_salon = approval::from_salon(pages.documents, pages.tree);
    let wanted = from_salon
        .iter()
        .map(|page| Wanted { key: page.document.path.clone(), input: page.input(), job: page })
        .collect();
    let contents = before.load(wanted, (&Progress::default(), Stage::Load), |_, page| (page.content(), Vec::new()));
    let judged = from_salon.iter().zip(contents.iter());
    let judged = judged.map(|(page, (path, content))| (path.clone(), page.judge(&content.value, evidence))).collect();
    (contents, judged)
}

/// Finds the pages from the salon that name no item, and their translations.
fn find_lost(
    before: &Memo<SourcePath, Option<Trace>>,
    pages: &Pages<'_>,
    texts: &Memo<(), Arc<SharedTexts>>,
    (approvals, judged): (&Approvals, &Judgements),
) -> (Memo<SourcePath, Option<Trace>>, Judgements) {
    let all = texts.one().expect("they were loaded before");
    let print = texts.iter().next().map_or(Fingerprint::default(), |(_, entry)| entry.input);
    let traces = Traces::new(approvals, judged, all, print);
    let own = own_pages(pages.config);
    let others = || {
        let documents = pages.documents.values();
        documents.filter(|page| !judged.contains_key(&page.path) && !own.contains(page.path.as_str()))
    };
    let wanted = |document| {
        let document: &Arc<Document> = document;
        let input = Fingerprint(document.fingerprint.0 ^ traces.fingerprint().0);
        Wanted { key: document.path.clone(), input, job: document }
    };
    let found = before.load(others().map(wanted).collect(), (&Progress::default(), Stage::Load), |_, document| {
        (traces.find(document), Vec::new())
    });
    let mut lost: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, entry) in found.iter() {
        if let (Some(trace), Some(document)) = (&entry.value, pages.documents.get(path)) {
            lost.entry(&document.key).or_insert(&trace.item);
        }
    }
    let judgement = |document: &Arc<Document>| {
        // What a translation says is in other words.
        let of_original = || document.lang.as_ref().and_then(|_| lost.get(document.key.as_str()));
        let trace = found.get(&document.path).and_then(|entry| entry.value.as_ref());
        let item = trace.map(|trace| trace.item.as_str()).or_else(|| of_original().copied())?;
        let lang = document.lang.as_ref().unwrap_or(&pages.config.language);
        let judged = Judged {
            item: item.to_owned(),
            lang: lang.clone(),
            content: String::new(),
            verdict: Verdict::Lost,
            shared: trace.map(|trace| trace.shared.clone()).unwrap_or_default(),
        };
        Some((document.path.clone(), judged))
    };
    let judged = others().filter_map(judgement).collect();
    (found, judged)
}

/// The pages of which the site says that they are the town's own, whoever quotes them: `[salon] own_pages`.
fn own_pages(config: &Config) -> BTreeSet<&str> {
    match config.all.get("salon").and_then(|salon| salon.get("own_pages")) {
        Some(Value::List(paths)) => paths.iter().filter_map(Value::as_text).collect(),
        _ => BTreeSet::new(),
    }
}

fn unknown_people(is_elsewhere: bool) -> Diagnostic {
    let notes = notes::NOTES;
    let message = if is_elsewhere {
        msg!(
            ja: "受信箱が別のパソコンか別の利用者のフォルダーにあるため、公開しない人を確かめられません",
            en: "the inbox lies on another computer or with another user, so who is not to be published cannot be told")
    } else {
        msgf!(
            ja: "`{notes}` に公開しない人が書かれていますが、どのページに出ているか確かめられません",
            en: "`{notes}` names people who are not to be published, and in which pages they speak cannot be told")
    };
    Diagnostic::error("salon-people", message)
    .help(msgf!(
        ja: "鍵（`.shirube/key`）と受信箱（`.shirube/salon`）のそろったパソコンで実行してください。それまで、サロンのページは公開されません",
        en: "run it where the key (`.shirube/key`) and the inbox (`.shirube/salon`) are; until then no page from the \
            salon is published"))
}
