//! What a person says who approves, and the page that it is said of.

use std::collections::BTreeMap;

use crate::{
    ledger::read::Item,
    load::document::Document,
    salon::{
        gate::{Hit, PrivacyReview, Severity},
        ledger_record::{Basis, CopyrightBasis, Flags, Scope},
    },
    site::approval::Judged,
    text::date::Date,
};

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
    /// Reasons for what the gate warns of, by type: for all places of it.
    pub acknowledged: BTreeMap<String, String>,
    /// Reasons for single places, by where they begin in the page.
    pub answered: BTreeMap<usize, String>,
    /// When to look again; `None` is the page's `review_by`.
    pub next_review: Option<Date>,
    /// The terms' version; `None` is the site's.
    pub policy: Option<String>,
}

impl ApprovalRequest {
    /// Why something that the gate warns of may be published; `None` if nobody has said.
    pub fn reason(&self, hit: &Hit) -> Option<&str> {
        self.answered.get(&hit.range.start).or_else(|| self.acknowledged.get(hit.kind)).map(String::as_str)
    }

    /// What the gate warns of and nobody has explained, in the order of the page.
    pub fn unacknowledged<'a>(&self, review: &'a PrivacyReview) -> Vec<&'a Hit> {
        let is_open = |hit: &&Hit| hit.severity == Severity::Warn && self.reason(hit).is_none();
        review.hits.iter().filter(is_open).collect()
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
