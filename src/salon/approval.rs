//! What an approval asks for, and the record that comes of it. Reads no file and asks nobody: what it needs is handed
//! in.
//!
//! Must never let a page pass with personal data open, and never decide for a person what only a person may decide.

use std::collections::BTreeMap;

use crate::{
    base::value::Value,
    ledger::{content_hash, read},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level, Reported},
    salon::{
        approval_request::{ApprovalRequest, PageForApproval},
        gate::Severity,
        ledger_record::{
            Acknowledged, Approve, ApproveGate, Basis, Consent, Consented, Copyright, CopyrightBasis, Edits, Scope,
        },
        objections::objections,
        words::is_word,
    },
    text::{date::Date, normalize::decode},
};

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

/// The record, as nothing speaks against it.
fn record(
    page: PageForApproval<'_>,
    request: &ApprovalRequest,
    draft: &read::Draft,
    policy: String,
    (at, next_review): (Date, Date),
) -> Approve {
    let PageForApproval { judged, item, review, .. } = page;
    let mut found: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for hit in review.hits.iter().filter(|hit| hit.severity == Severity::Warn) {
        *found.entry((hit.kind, request.reason(hit).unwrap_or_default())).or_default() += 1;
    }
    let acknowledge =
        |((kind, reason), n): ((&str, &str), u64)| Acknowledged { kind: kind.to_owned(), n, reason: reason.to_owned() };
    let text = decode(&page.document.source).map_or_else(Default::default, |(text, _)| text);
    Approve {
        at,
        by: request.by.clone(),
        item: judged.item.clone(),
        lang: judged.lang.clone(),
        version: item.and_then(|item| item.approvals.get(&judged.lang)).map_or(0, |approval| approval.version) + 1,
        content: judged.content.clone(),
        page: content_hash::hash_path(&page.document.path),
        body: content_hash::hash_body(&page.document.path, &text),
        drafted_by: draft.by.clone(),
        same_person: draft.by.eq_ignore_ascii_case(&request.by),
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

#[cfg(test)]
#[path = "approval_tests.rs"]
mod tests;
