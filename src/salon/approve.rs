//! `approve`: lets exactly what a page says now out into the public site. Three steps that any face takes: what
//! stands in the way of a page, the judgement of a person's request, the records.

use std::{collections::BTreeMap, path::Path};

use crate::{
    base::{path::SourcePath, secret::Key},
    ledger::read::Item,
    load::document::Document,
    msgf,
    report::diagnostic::{Diagnostic, Level, Reported},
    salon::{
        approval::{self, ApprovalRequest, PageForApproval, SalonPolicy},
        built_site::BuiltSite,
        context::SalonContext,
        gate::{PrivacyReview, QUASI},
        inbox, ledger,
        ledger_record::{Approve, Record, Scope},
        verbatim, withdrawn,
    },
    site::approval::{Judged, Verdict},
    text::normalize::decode,
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
    /// What it tells of its speakers together, to be read before anybody is asked about it.
    pub told: Vec<Diagnostic>,
    document: &'a Document,
    judged: &'a Judged,
    item: Option<&'a Item>,
}

/// Looks at a page.
pub fn find_standing<'a>(built: &BuiltSite<'a>, salon: &SalonContext, path: &SourcePath) -> Standing<'a> {
    let snapshot = built.snapshot;
    let Some(judged) = snapshot.judged.get(path) else { return Standing::NeedsNone };
    if judged.verdict == Verdict::Approved {
        return Standing::Approved;
    }
    let of_page = |finding: &&Diagnostic| finding.places.iter().any(|place| place.file == *path);
    let own = || snapshot.findings.iter().filter(of_page);
    let errors: Vec<Diagnostic> = own().filter(|finding| finding.level == Level::Error).cloned().collect();
    if !errors.is_empty() {
        return Standing::Refused(errors);
    }
    let site = built.site();
    let page =
        site.pages().iter().chain(site.broken().iter()).find(|page| page.document.path == *path && !page.card.fallback);
    let Some(page) = page else {
        // Left out for a reason of its own, such as a section above that is missing.
        let message =
            msgf!(ja: "「{path}」は、いまサイトのページではありません", en: "`{path}` is no page of the site now");
        return Standing::Refused(vec![Diagnostic::error("no-such-page", message)]);
    };
    Standing::Open(Box::new(OpenPage {
        path: path.clone(),
        review: salon.review(&page.document, &judged.item),
        told: own().filter(|finding| finding.code == QUASI).cloned().collect(),
        document: &page.document,
        judged,
        item: snapshot.approvals().items.get(&judged.item),
    }))
}

impl OpenPage<'_> {
    /// The types that the gate warns of and the request does not explain, with how often each was found.
    pub fn find_unacknowledged(&self, request: &ApprovalRequest) -> BTreeMap<&'static str, u64> {
        approval::unacknowledged(&self.review, |kind| request.acknowledged.contains_key(kind))
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
        if let Ok(talk) = salon.conversation(&judged.item) {
            let places = withdrawn::places(document, &talk, &salon.withdrawn(key, &talk));
            findings.extend((!places.is_empty()).then(|| withdrawn::report_withdrawn(Level::Error, path, &places)));
            if request.scope != Scope::Verbatim {
                let text = decode(&document.source).map_or_else(Default::default, |(text, _)| text);
                findings.extend(verbatim::findings(path, &text, &talk));
            }
        }
        let fine = findings.iter().all(|finding| finding.level != Level::Error);
        Reported { value: value.filter(|_| fine), findings }
    }
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
