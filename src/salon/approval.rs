//! What an approval asks for, and the record that comes of it. Reads no file and asks nobody: what it needs is handed
//! in.
//!
//! Must never let a page pass with personal data open, and never decide for a person what only a person may decide.

use std::collections::BTreeMap;

use crate::{
    base::{path::SourcePath, value::Value},
    ledger::read::{self, Item},
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level, Reported},
    salon::{
        gate::{Hit, PrivacyReview, Severity},
        ledger_record::{
            Acknowledged, Approve, ApproveGate, Basis, Consent, Consented, Copyright, CopyrightBasis, Edits, Flags,
            Scope,
        },
        words::is_word,
    },
    site::approval::Judged,
    text::{date::Date, span::Span},
};

/// The title of a draft whose question has none; nobody may publish it.
pub const NO_TITLE: &str = "（題名を付けてください）";

/// The alternative text of a picture in a draft that has none; nobody may publish it.
pub const NO_ALT: &str = "（画像の説明を付けてください）";

/// What a person says who approves.
#[derive(Clone, PartialEq, Debug)]
pub struct ApprovalRequest {
    /// Who approves: a key of `[salon.reviewers]`.
    pub by: String,
    /// On which basis.
    pub basis: Basis,
    /// How far the consent goes.
    pub scope: Scope,
    /// How the consent was given.
    pub via: String,
    /// When it was given.
    pub given_on: Option<Date>,
    /// The number under which it is filed.
    pub evidence: Option<String>,
    /// The right to the words; `None` follows from the basis.
    pub copyright: Option<CopyrightBasis>,
    /// Whether the moral rights are not exercised.
    pub moral_rights_waiver: bool,
    /// What the page touches.
    pub flags: Flags,
    /// How many threads it was made from.
    pub merged_from: u64,
    /// Reasons by type of what the gate warns of.
    pub acknowledged: BTreeMap<String, String>,
    /// When to look again; `None` is the page's `review_by`.
    pub next_review: Option<Date>,
    /// The terms' version; `None` is the site's.
    pub policy: Option<String>,
}

/// What the site says about approvals: `[salon]` in site.toml.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct SalonPolicy {
    /// The terms' version; empty if not given.
    pub policy: String,
    /// Whether whoever drafted may not approve.
    pub four_eyes: bool,
    /// Who may approve; `None`: anybody with a key of the right form.
    pub reviewers: Option<Vec<String>>,
}

impl SalonPolicy {
    /// Reads `[salon]`.
    pub fn of(settings: &Value) -> Self {
        let salon = settings.get("salon").cloned().unwrap_or(Value::Null);
        // What is written in another form narrows and never widens who may approve.
        let reviewers = salon.get("reviewers").map(|people| match people {
            Value::Map(people) => people.keys().cloned().collect(),
            Value::List(keys) => keys.iter().filter_map(Value::as_text).map(str::to_owned).collect(),
            _ => Vec::new(),
        });
        let four_eyes = salon.get("four_eyes").is_some_and(|it| *it != Value::Bool(false));
        Self { policy: salon.text_of("policy").to_owned(), four_eyes, reviewers }
    }

    /// Whether `by` may stand in the ledger.
    pub fn admit(&self, by: &str) -> Result<(), Box<Diagnostic>> {
        let known = self.reviewers.as_ref();
        if is_word(by) && !by.contains('/') && known.is_none_or(|known| known.iter().any(|key| key == by)) {
            return Ok(());
        }
        let finding = Diagnostic::error(
            "usage",
            msg!(ja: "`--by` は、担当の記号ではありません", en: "`--by` is no reviewer's key"),
        );
        let keys = known.map(|known| known.join(" ")).filter(|keys| !keys.is_empty());
        Err(Box::new(finding.help(match keys {
            Some(keys) => msgf!(
                ja: "site.toml の `[salon.reviewers]` にある記号を書いてください：{keys}",
                en: "give a key of `[salon.reviewers]` in site.toml: {keys}"),
            None => msg!(
                ja: "名前は台帳に書きません。`--by iju-a` のように、英字、数字、`-` の記号で書いてください",
                en: "the ledger holds no names: give a key of letters, digits and `-`, like `--by iju-a`"),
        })))
    }
}

/// A page to be approved, with everything that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct PageForApproval<'a> {
    /// Its document.
    pub document: &'a Document,
    /// What the ledger says of it.
    pub judged: &'a Judged,
    /// Its item; `None` if the ledger has no record of it.
    pub item: Option<&'a Item>,
    /// What the gate says of it.
    pub review: &'a PrivacyReview,
}

/// The types that the gate warns of and nobody has acknowledged, with how often each was found.
pub fn unacknowledged<'a>(
    review: &PrivacyReview,
    acknowledged: impl Fn(&str) -> bool + 'a,
) -> BTreeMap<&'static str, u64> {
    let mut open = BTreeMap::new();
    for hit in review.hits.iter().filter(|hit| hit.severity == Severity::Warn && !acknowledged(hit.kind)) {
        *open.entry(hit.kind).or_insert(0) += 1;
    }
    open
}

/// The record of an approval, or the findings that say why there is none.
pub fn approve(
    page: PageForApproval<'_>,
    request: &ApprovalRequest,
    policy: &SalonPolicy,
    now: Date,
) -> Reported<Option<Approve>> {
    let terms = request.policy.clone().unwrap_or_else(|| policy.policy.clone());
    let next_review = request.next_review.or(page.document.meta.review_by);
    let findings = objections(page, request, policy.four_eyes, (&terms, next_review), now);
    let is_refused = findings.iter().any(|finding| finding.level == Level::Error);
    let draft = page.item.and_then(|item| item.draft.as_ref());
    let value = match (draft, next_review) {
        (Some(draft), Some(next_review)) if !is_refused => {
            Some(record(page, request, draft, terms, (now, next_review)))
        }
        _ => None,
    };
    Reported { value, findings }
}

/// Everything that speaks against an approval, errors and warnings.
fn objections(
    page: PageForApproval<'_>,
    request: &ApprovalRequest,
    four_eyes: bool,
    (terms, next_review): (&str, Option<Date>),
    now: Date,
) -> Vec<Diagnostic> {
    let path = &page.document.path;
    let mut findings = open_data(path, &page.review.hits);
    for (kind, count) in unacknowledged(page.review, |kind| request.acknowledged.contains_key(kind)) {
        findings.push(unexplained(path, &page.review.hits, kind, count));
    }
    findings.extend(placeholders(page.document));
    findings.extend(missing(path, request, terms, next_review));
    findings.extend(recent(page.document, now));
    match (page.item, page.item.and_then(|item| item.draft.as_ref())) {
        (Some(item), Some(draft)) => {
            findings.extend(gone(path, item));
            if draft.by == request.by {
                findings.push(same_person(path, four_eyes));
            }
        }
        _ => findings.push(no_draft(path)),
    }
    findings
}

/// The record, as nothing speaks against it.
fn record(
    page: PageForApproval<'_>,
    request: &ApprovalRequest,
    draft: &read::Draft,
    policy: String,
    (at, next_review): (Date, Date),
) -> Approve {
    let PageForApproval { judged, item, review, .. } = page;
    let found = unacknowledged(review, |_| false);
    let acknowledge = |(kind, n): (&'static str, u64)| Acknowledged {
        kind: kind.to_owned(),
        n,
        reason: request.acknowledged[kind].clone(),
    };
    Approve {
        at,
        by: request.by.clone(),
        item: judged.item.clone(),
        lang: judged.lang.clone(),
        version: item.and_then(|item| item.approvals.get(&judged.lang)).map_or(0, |approval| approval.version) + 1,
        content: judged.content.clone(),
        drafted_by: draft.by.clone(),
        same_person: draft.by == request.by,
        subjects: draft.subjects.iter().map(|subject| consented(subject, request, &policy)).collect(),
        policy,
        flags: request.flags.clone(),
        edits: Edits { paraphrased: request.scope == Scope::Paraphrase, merged_from: request.merged_from },
        gate: ApproveGate {
            rules: review.rules.clone(),
            lists: review.lists.clone(),
            roster: review.roster,
            block: 0,
            acknowledged: found.into_iter().map(acknowledge).collect(),
            waivers: review.waivers.clone(),
        },
        next_review,
    }
}

/// A speaker, and why what they said may be published.
fn consented((subject, role): &(String, String), request: &ApprovalRequest, policy: &str) -> Consented {
    let copyright = request.copyright.unwrap_or(match request.basis {
        Basis::OwnWork => CopyrightBasis::WorkForHire,
        Basis::PublicSource => CopyrightBasis::Quotation,
        Basis::Purpose61 | Basis::Consent6921 => CopyrightBasis::Licence,
    });
    Consented {
        subject: subject.clone(),
        role: role.clone(),
        basis: request.basis,
        consent: Consent {
            text: policy.to_owned(),
            scope: request.scope,
            via: request.via.clone(),
            given_on: request.given_on,
            evidence: request.evidence.clone(),
        },
        copyright: Copyright { basis: copyright, moral_rights_waiver: request.moral_rights_waiver },
    }
}

fn open_data(path: &SourcePath, hits: &[Hit]) -> Vec<Diagnostic> {
    let open = hits.iter().filter(|hit| matches!(hit.severity, Severity::Never | Severity::Block));
    let finding = |hit: &Hit| {
        let kind = hit.kind;
        Diagnostic::error(
            "personal-data",
            msgf!(ja: "個人情報のようです［{kind}］", en: "this looks like personal data [{kind}]"),
        )
        .at(path, Span::from(hit.range.clone()))
        .help(msg!(
                ja: "消すか、言い換えてから、もう一度承認してください",
                en: "remove it or put it in other words, then approve again"))
    };
    open.map(finding).collect()
}

fn unexplained(path: &SourcePath, hits: &[Hit], kind: &str, count: u64) -> Diagnostic {
    let finding = Diagnostic::error(
        "unacknowledged",
        msgf!(
        ja: "人を特定できるかもしれない所が {count} か所あります［{kind}］",
        en: "{count} places may point to a person [{kind}]"),
    );
    let places = hits.iter().filter(|hit| hit.kind == kind && hit.severity == Severity::Warn);
    places.fold(finding, |finding, hit| finding.at(path, Span::from(hit.range.clone()))).help(msgf!(
        ja: "そのまま公開してよければ、理由を一語で添えてください：`--acknowledge {kind}=generalised`",
        en: "if it may be published as it is, say why in a word: `--acknowledge {kind}=generalised`"))
}

fn placeholders(document: &Document) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let help = msg!(ja: "（ ）の所を書いてから、もう一度承認してください", en: "fill it in, then approve again");
    if document.meta.title.contains(NO_TITLE) {
        let message = msg!(ja: "題名がまだ付いていません", en: "the page has no title yet");
        findings.push(
            Diagnostic::error("placeholder", message)
                .at(&document.path, document.place("title").value)
                .help(help.clone()),
        );
    }
    for link in document.links.iter().filter(|link| link.text.contains(NO_ALT)) {
        let message = msg!(ja: "画像の説明がまだ付いていません", en: "a picture is not described yet");
        findings.push(Diagnostic::error("placeholder", message).at(&document.path, link.span).help(help.clone()));
    }
    findings
}

fn missing(path: &SourcePath, request: &ApprovalRequest, policy: &str, next_review: Option<Date>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut need = |absent: bool, message: crate::report::message::Message, help: crate::report::message::Message| {
        if absent {
            findings.push(Diagnostic::error("approve-field", message).in_file(path).help(help));
        }
    };
    need(
        policy.is_empty(),
        msg!(ja: "利用のきまりの版が分かりません", en: "the version of the terms is not known"),
        msg!(
            ja: "site.toml の `[salon]` に `policy = \"2026-04\"` のように書くか、`--policy 2026-04` を付けてください",
            en: "write `policy = \"2026-04\"` below `[salon]` in site.toml, or add `--policy 2026-04`"),
    );
    need(
        next_review.is_none(),
        msg!(ja: "次に確かめる日が決まっていません", en: "there is no day of the next review"),
        msg!(
            ja: "ページに `review_by: 2027-09-30` のように書くか、`--next-review 2027-09-30` を付けてください",
            en: "write `review_by: 2027-09-30` in the page, or add `--next-review 2027-09-30`"),
    );
    // The very words, or a name, need the writer's own yes, whatever the page's basis is.
    let asked = request.basis == Basis::Consent6921 || request.scope != Scope::Paraphrase;
    let unproven = asked && (request.given_on.is_none() || request.evidence.is_none());
    need(
        unproven,
        msg!(ja: "同意の日と文書番号がありません", en: "the day of the consent and its filing number are missing"),
        msg!(
            ja: "`--given-on 2026-09-12 --evidence E-0031` のように付けてください",
            en: "add them, like `--given-on 2026-09-12 --evidence E-0031`"),
    );
    findings
}

fn recent(document: &Document, now: Date) -> Option<Diagnostic> {
    let month = format!("{:04}-{:02}", now.year, now.month);
    let last = document.answers.iter().filter_map(|answer| answer.attributes.get("month")).max()?;
    (*last >= month).then(|| {
        Diagnostic::warning(
            "recent-answer",
            msg!(
                ja: "答えが今月のものです。サロンの人には、誰の話か分かるかもしれません",
                en: "an answer is of this month; people in the salon may know whose it is"),
        )
        .in_file(&document.path)
        .help(msg!(ja: "急がなければ、ひと月ほど置いてから公開してください", en: "if there is no hurry, publish it a month later"))
    })
}

fn gone(path: &SourcePath, item: &Item) -> Option<Diagnostic> {
    (!item.gone.is_empty()).then(|| {
        Diagnostic::error(
            "subject-withdrawn",
            msg!(ja: "このページに出ている人が、公開を取り下げています", en: "somebody who speaks in this page has withdrawn"),
        )
        .in_file(path)
        .help(msg!(
            ja: "その人の答えを消してから、`salon draft` で、その人を除いて下書きし直してください",
            en: "remove that person's answers, then draft it again with `salon draft`, without the person"))
    })
}

fn same_person(path: &SourcePath, four_eyes: bool) -> Diagnostic {
    let level = if four_eyes { Level::Error } else { Level::Warning };
    Diagnostic::new(
        level,
        "same-person",
        msg!(ja: "下書きした人と承認する人が同じです", en: "whoever drafted the page approves it"),
    )
    .in_file(path)
    .help(msg!(
        ja: "できれば、ほかの人が承認してください。台帳には、同じ人だったことが残ります",
        en: "let somebody else approve it where you can; the ledger says that it was one person"))
}

fn no_draft(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "no-draft-record",
        msg!(ja: "このページの下書きの記録が、台帳にありません", en: "the ledger has no record of this page's draft"),
    )
    .in_file(path)
    .help(msg!(
        ja: "`source` を書き換えていないか、台帳が新しいかを確かめてください。サロンのページは `shirube salon draft` で作ります",
        en: "see whether `source` was changed and whether the ledger is the newest; pages from the salon are made by \
            `shirube salon draft`"))
}

#[cfg(test)]
#[path = "approval_tests.rs"]
mod tests;
