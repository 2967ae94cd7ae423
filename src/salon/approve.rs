//! `approve`: lets exactly what a page says now out into the public site. Three steps that any face takes: what
//! stands in the way of a page, the judgement of a person's request, the records.

use std::{collections::BTreeMap, path::Path};

use crate::{
    base::{path::SourcePath, secret::Key},
    check::rules::{source_form, source_lost},
    ledger::read::Item,
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level, Reported},
    salon::{
        approval::{self, SalonPolicy},
        approval_request::{ApprovalRequest, PageForApproval},
        built_site::BuiltSite,
        context::SalonContext,
        gate::{Hit, PrivacyReview, QUASI},
        inbox, ledger,
        ledger_record::{Approve, Record, Scope},
        verbatim, withdrawn,
    },
    site::approval::{Judged, Verdict},
    text::{normalize::decode, span::position},
};

/// Where a page stands before somebody approves it.
pub enum Standing<'a> {
    /// It does not come from the salon.
    NeedsNone,
    /// It is approved as it is.
    Approved,
    /// It cannot be approved, for these reasons.
    Refused(Vec<Diagnostic>),
    /// A person may approve it.
    Open(Box<OpenPage<'a>>),
}

/// A page that waits for a person.
pub struct OpenPage<'a> {
    /// Where it is.
    pub path: SourcePath,
    /// What the gate says of it.
    pub review: PrivacyReview,
    /// What it tells of its speakers together, and whom it calls by a word that nobody knows: to be read before anybody
    /// is asked about it.
    pub told: Vec<Diagnostic>,
    document: &'a Document,
    judged: &'a Judged,
    item: Option<&'a Item>,
}

/// Refuses an approval of a day before the ledger's last record, and while it is not known who may be published.
pub fn admit(built: &BuiltSite<'_>, salon: &SalonContext) -> Result<(), Box<Diagnostic>> {
    salon.admit()?;
    let now = salon.now();
    let Some(last) = built.snapshot.approvals().at.filter(|last| *last > now) else { return Ok(()) };
    let message = msgf!(
        ja: "今日（{now}）より後の日付の記録が、台帳にあります（{last}）",
        en: "the ledger has a record of a day after today ({now}): {last}");
    Err(Box::new(Diagnostic::error("now-before-ledger", message).help(msg!(
        ja: "承認の日付は、前の記録より前にできません。`--now` を外すか、パソコンの日付を確かめてください",
        en: "no approval is dated before the last record: leave out `--now`, or see whether the date is right"))))
}

/// Looks at a page.
pub fn find_standing<'a>(built: &BuiltSite<'a>, salon: &SalonContext, path: &SourcePath) -> Standing<'a> {
    let snapshot = built.snapshot;
    let of_page = |finding: &&Diagnostic| finding.places.iter().any(|place| place.file == *path);
    let own = || snapshot.findings.iter().filter(of_page);
    let errors: Vec<Diagnostic> = own().filter(|finding| finding.level == Level::Error).cloned().collect();
    let document = snapshot.documents().find(|document| document.path == *path);
    let judged = match (snapshot.judged.get(path), document) {
        (Some(judged), _) if judged.verdict == Verdict::Approved => return Standing::Approved,
        _ if !errors.is_empty() => return Standing::Refused(errors),
        (Some(judged), Some(document)) => match judged.verdict {
            // Told above, but of a draft or a page whose days are over.
            Verdict::Lost => return Standing::Refused(vec![source_lost::report_lost(document, judged)]),
            Verdict::Malformed => return Standing::Refused(vec![source_form::report_malformed(document)]),
            Verdict::Unknown => return Standing::Refused(built.find_faults_of_salon()),
            _ => judged,
        },
        (None, Some(document)) if !document.broken => return Standing::NeedsNone,
        _ => return Standing::Refused(vec![no_page(path)]),
    };
    let site = built.site();
    let page =
        site.pages().iter().chain(site.broken().iter()).find(|page| page.document.path == *path && !page.card.fallback);
    let Some(page) = page else {
        // Left out for a reason of its own, such as a section above that is missing.
        return Standing::Refused(vec![no_page(path)]);
    };
    let text = decode(&page.document.source).map_or_else(Default::default, |(text, _)| text);
    let unknown = salon.report_unknown(path, &judged.item, &text);
    Standing::Open(Box::new(OpenPage {
        path: path.clone(),
        review: salon.review(&page.document, &judged.item),
        told: own().filter(|finding| finding.code == QUASI).cloned().chain(unknown).collect(),
        document: &page.document,
        judged,
        item: snapshot.approvals().items.get(&judged.item),
    }))
}

impl OpenPage<'_> {
    /// What the gate warns of and the request does not explain, in the order of the page, each with the number of its
    /// line and the line's words.
    pub fn find_unacknowledged(&self, request: &ApprovalRequest) -> Vec<(&Hit, usize, String)> {
        let text = decode(&self.document.source).map_or_else(Default::default, |(text, _)| text);
        let place = |hit: &Hit| {
            let line = position(&text, hit.range.start).line;
            (line, text.lines().nth(line - 1).unwrap_or_default().to_owned())
        };
        let open = request.unacknowledged(&self.review).into_iter();
        open.map(|hit| (hit, place(hit).0, place(hit).1)).collect()
    }

    /// The record of the approval that somebody asks for, or the findings that say why there is none.
    pub fn judge(
        &self,
        salon: &SalonContext,
        key: &Key,
        request: &ApprovalRequest,
        policy: &SalonPolicy,
    ) -> Reported<Option<Approve>> {
        let Self { document, judged, item, review, path, .. } = self;
        let page = PageForApproval { document, judged, item: *item, review };
        let Reported { value, mut findings } = approval::approve(page, request, policy, salon.now());
        let out = salon.opted_out(key);
        let mut speakers = item.iter().flat_map(|item| &item.draft).flat_map(|draft| &draft.subjects);
        let mut is_there = speakers.any(|(subject, _)| out.contains(subject));
        let mut places = Vec::new();
        if let Ok(talk) = salon.conversation(&judged.item) {
            places = withdrawn::places(document, &talk, &salon.withdrawn(key, &talk));
            is_there |= !places.is_empty();
            if request.scope != Scope::Verbatim {
                let text = decode(&document.source).map_or_else(Default::default, |(text, _)| text);
                findings.extend(verbatim::findings(path, &text, &talk));
            }
        }
        findings.extend(is_there.then(|| withdrawn::report_withdrawn(Level::Error, path, &places)));
        let fine = findings.iter().all(|finding| finding.level != Level::Error);
        Reported { value: value.filter(|_| fine), findings }
    }
}

fn no_page(path: &SourcePath) -> Diagnostic {
    let message =
        msgf!(ja: "「{path}」は、いまサイトのページではありません", en: "`{path}` is no page of the site now");
    Diagnostic::error("no-such-page", message)
}

/// Writes the approvals into the ledger: all or none is for the caller to say; of a list that was meant as a whole,
/// half is a surprise. What the conversations hold now counts as seen.
pub fn record_approvals<'a>(
    root: &Path,
    key: &Key,
    records: impl IntoIterator<Item = &'a Approve>,
) -> Result<(), Box<Diagnostic>> {
    let mut ledger = ledger::open(root, Some(key))?;
    for record in records {
        ledger.append(Record::Approve(record.clone()))?;
        inbox::remember(root, &record.item, &BTreeMap::new())?;
    }
    Ok(())
}
