//! Which pages visitors see: drafts, publish windows, approvals.

use std::sync::Arc;

use crate::{
    load::document::Document,
    site::{
        approval::{self, Judged},
        inputs::Inputs,
        options::Options,
        resolve::cards::Status,
    },
    text::date::Date,
};

/// Whether visitors see a page today.
pub(super) fn status(document: &Document, inputs: &Inputs<'_>) -> Status {
    let (meta, now) = (&document.meta, inputs.options.now);
    match (meta.publish_from, meta.publish_until) {
        _ if meta.draft => Status::Draft,
        (_, Some(until)) if now > until => Status::Expired(until),
        _ if !approval::may_show(document, inputs.judged) => Status::Unapproved,
        (Some(from), _) if now < from => Status::Scheduled(from),
        _ => Status::Public,
    }
}

/// Whether a page is no part of what is asked for. An approval is asked for apart: `build --drafts` writes no page that
/// waits for one.
pub(super) fn left_out(document: &Document, status: Status, inputs: &Inputs<'_>) -> bool {
    let Options { drafts, unapproved, .. } = inputs.options;
    let approved = approval::may_show(document, inputs.judged);
    !approved && !unapproved || !matches!(status, Status::Public | Status::Unapproved) && !drafts
}

/// The pages whose last day has passed, and that day.
pub(super) fn expired(inputs: &Inputs<'_>) -> Vec<(Arc<Document>, Date)> {
    let now = inputs.options.now;
    let day = |document: &Document| document.meta.publish_until.filter(|until| now > *until && !document.meta.draft);
    inputs.documents.values().filter_map(|document| Some((document.clone(), day(document)?))).collect()
}

/// The pages that wait for their approval and for nothing else.
pub(super) fn unapproved(inputs: &Inputs<'_>) -> Vec<(Arc<Document>, Judged)> {
    let judged = inputs.judged.iter().filter_map(|(path, judged)| Some((inputs.documents.get(path)?, judged)));
    judged
        .filter(|(document, _)| status(document, inputs) == Status::Unapproved)
        .map(|(it, judged)| (it.clone(), judged.clone()))
        .collect()
}
