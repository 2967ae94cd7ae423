//! What of a build may go out, into a folder or onto a host.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use crate::{
    base::url::OutPath,
    incremental::memo::Entry,
    pipeline::{Snapshot, build},
    render::job::Output,
    site::Site,
};

/// Outputs by path.
pub type Outputs<'a> = Cow<'a, BTreeMap<OutPath, Arc<Entry<Output>>>>;

/// Returns what is written in spite of errors: everything but what the privacy gate keeps back. Pages that hold
/// something personal are left out everywhere, so the site is rendered as if they were not there.
pub fn writable(snapshot: &Snapshot) -> (Outputs<'_>, Arc<Site>) {
    let site = |snapshot: &Snapshot| snapshot.site.clone().expect("a build resolves the site");
    let pages = snapshot.privacy.blocked_pages();
    let Some(options) = snapshot.options.filter(|_| !pages.is_empty() || !snapshot.privacy.withheld.is_empty()) else {
        return (Cow::Borrowed(&snapshot.outputs), site(snapshot));
    };
    let mut rest = snapshot.tree.clone();
    for page in &pages {
        rest.remove(page.as_str());
    }
    let without = build(snapshot, &rest, options);
    let is_written = |path: &OutPath| !without.privacy.withheld.contains(path);
    let outputs = without.outputs.iter().filter(|(path, _)| is_written(path));
    let outputs = outputs.map(|(path, entry)| (path.clone(), entry.clone())).collect();
    (Cow::Owned(outputs), site(&without))
}
