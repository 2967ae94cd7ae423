//! What a browser would see of the difference between two builds: changed URLs, and where a page has gone.
//!
//! A pair with `live`: a change is the difference of two revisions, and whoever is told of a revision is told of its
//! change.

use std::{collections::BTreeMap, sync::Arc};

use ahash::AHashMap;
use serde::Serialize;

use crate::{
    base::{
        hash::Fingerprint,
        url::{OutPath, Url},
    },
    input::source_tree::differing,
    serve::live::Revision,
    site::{Site, page::Page},
};

/// With more changed pages than this, a tab is told to look for itself.
const MANY: usize = 200;

/// The difference between two revisions.
#[derive(Clone, Default, Debug)]
pub(super) struct Change {
    /// Decoded URL paths, changed, new or gone.
    urls: Vec<String>,
    /// Whether more pages changed than are worth naming; then `urls` holds none of them.
    pages: bool,
    /// Where the pages that are gone have moved to.
    moved: BTreeMap<String, Moved>,
}

/// Where a page has gone.
#[derive(Clone, Debug, Serialize)]
struct Moved {
    /// The URL path to go to.
    to: String,
    /// Whether there is no such page any more and `to` is only near it.
    gone: bool,
}

impl Change {
    /// Compares two revisions.
    pub(super) fn between(before: &Revision, after: &Revision) -> Self {
        let (old, new) = (&before.snapshot.outputs, &after.snapshot.outputs);
        let print = |served: &Revision, path: &OutPath| served.file(path).map(|(_, print)| print);
        let mut outs = differing(old, new, Arc::ptr_eq);
        outs.retain(|path| print(before, path) != print(after, path));
        if before.base != after.base {
            // Every URL has changed: who stands below the old base is led to the new one.
            let moved = old.keys().filter(|path| path.as_str().ends_with(".html"));
            let to = |path: &OutPath| Moved { to: after.path(path), gone: false };
            return Self {
                urls: Vec::new(),
                pages: false,
                moved: moved.map(|path| (before.path(path), to(path))).collect(),
            };
        }
        let removed = outs.iter().filter(|path| path.as_str().ends_with(".html") && after.file(path).is_none());
        let removed: Vec<&OutPath> = removed.filter(|path| after.unshown(path).is_none()).collect();
        let moved = if removed.is_empty() { BTreeMap::new() } else { moved(before, after, &removed) };
        let (urls, pages) = named(outs.iter().map(|path| after.path(path)).collect());
        Self { urls, pages, moved }
    }

    /// Whether a browser would see nothing of it.
    pub(super) fn is_empty(&self) -> bool {
        self.urls.is_empty() && self.moved.is_empty() && !self.pages
    }
}

/// URL paths as they are told: without the pages, if those are too many; and whether they are.
fn named(mut urls: Vec<String>) -> (Vec<String>, bool) {
    let is_page = |url: &String| url.ends_with('/') || url.ends_with(".html");
    let many = urls.iter().filter(|url| is_page(url)).count() > MANY;
    urls.retain(|url| !many || !is_page(url));
    (urls, many)
}

/// Where each removed page has gone: to the page of the same file, of the same content, of an alias; else the nearest
/// above.
fn moved(before: &Revision, after: &Revision, removed: &[&OutPath]) -> BTreeMap<String, Moved> {
    let (Some(old), Some(new)) = (&before.snapshot.site, &after.snapshot.site) else { return BTreeMap::new() };
    let known = |page: &&Page| old.page_at(&page.url).is_none();
    let by_file: AHashMap<(&str, usize), &Page> =
        new.pages().iter().map(|page| ((page.document.path.as_str(), page.lang), page)).collect();
    let by_content: AHashMap<(Fingerprint, usize), &Page> =
        new.pages().iter().filter(known).map(|page| ((page.document.fingerprint, page.lang), page)).collect();
    let target = |out: &OutPath| {
        let url = Url::new(format!("/{}", out.as_str().trim_end_matches("index.html")));
        let same = old.page_at(&url).and_then(|page| {
            let document = &page.document;
            by_file
                .get(&(document.path.as_str(), page.lang))
                .or_else(|| by_content.get(&(document.fingerprint, page.lang)))
        });
        let alias = || {
            new.aliases().iter().find(|alias| alias.from == url).and_then(|alias| Some(alias.goals.first()?.to.clone()))
        };
        match same.map(|page| page.url.clone()).or_else(alias) {
            Some(to) => Moved { to: after.path(&to.out()), gone: false },
            None => Moved { to: after.path(&above(new, after, &url).out()), gone: true },
        }
    };
    removed.iter().map(|out| (before.path(out), target(out))).collect()
}

/// The nearest page above a URL; the top page if there is none.
fn above(site: &Site, served: &Revision, url: &Url) -> Url {
    let mut path = url.as_str().trim_end_matches('/');
    while let Some(at) = path.rfind('/') {
        let above = Url::new(&path[..=at]);
        if site.page_at(&above).is_some() || served.file(&above.out()).is_some() {
            return above;
        }
        path = &path[..at];
    }
    Url::root()
}

/// What a tab is told.
#[derive(Serialize)]
pub(super) struct ReloadEvent {
    /// The revision's name.
    rev: String,
    /// Decoded URL paths that changed.
    changed: Vec<String>,
    /// Whether any page may have changed, beside those of `changed`.
    pages: bool,
    /// Where pages have gone, by their old path.
    moved: BTreeMap<String, Moved>,
    /// How many findings there are.
    faults: usize,
    /// Names the findings: the same ones have the same name.
    mark: String,
    /// The number behind `rev`.
    #[serde(skip)]
    pub(super) revision: u64,
}

impl ReloadEvent {
    /// The news of everything that a tab has missed; not `complete`: nobody knows what it shows.
    pub(super) fn of<'a>(served: &Revision, missed: impl Iterator<Item = &'a Change>, complete: bool) -> Self {
        let (mut changed, mut moved, mut pages) = (Vec::new(), BTreeMap::new(), !complete);
        for change in missed {
            pages |= change.pages;
            changed.extend(change.urls.iter().cloned());
            moved.extend(change.moved.iter().map(|(from, to)| (from.clone(), to.clone())));
        }
        changed.sort();
        changed.dedup();
        // A page that is there again has not moved; of two moves the second one counts.
        moved.retain(|from: &String, _: &mut Moved| served.out(from).is_none_or(|out| served.file(&out).is_none()));
        let onward = moved.clone();
        for to in moved.values_mut() {
            (0..onward.len().min(8)).for_each(|_| onward.get(&to.to).into_iter().for_each(|next| to.clone_from(next)));
        }
        let (changed, many) = named(changed);
        Self {
            rev: served.name(),
            changed,
            pages: pages || many,
            moved,
            faults: served.faults(),
            mark: served.mark.to_string(),
            revision: served.revision,
        }
    }

    /// As the data of an event.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).expect("plain values always serialise")
    }
}
