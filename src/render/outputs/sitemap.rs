//! `sitemap.xml` (sitemaps.org protocol 0.9) with alternates by language; split in parts when it grows.
//!
//! Only pages that visitors may find: no 404, no redirect, no page that stands in for a missing translation.

use std::{fmt::Write as _, sync::Arc};

use crate::render::outputs::SiteOutput;
use crate::{
    base::{
        hash::{Digest, Fingerprint},
        url::Url,
    },
    incremental::tracked::Viewpoint,
    render::{Job, WriteOrder},
    site::{Page, Site, query::Taxonomy},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "sitemap", jobs };

/// URLs in one file; the protocol allows 50,000 and 50 MB.
const PART: usize = 30_000;

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let base = site.config().base_url.clone();
    let pages: Vec<&Page> = site.pages().iter().filter(|page| Site::is_public(page) && !page.card.fallback).collect();
    let mut entries: Vec<String> = Vec::with_capacity(pages.len());
    for page in &pages {
        let updated =
            page.card.updated.max(page.card.date).map_or(String::new(), |date| format!("<lastmod>{date}</lastmod>"));
        entries.push(format!(
            "<url><loc>{}</loc>{updated}{}</url>\n",
            xml(&page.url.absolute(&base)),
            alternates(site, page, &base)
        ));
    }
    for lang in 0..site.langs().len() {
        for taxonomy in [Taxonomy::Topics, Taxonomy::Tags] {
            entries.extend(
                site.terms(taxonomy, lang)
                    .values()
                    .map(|term| format!("<url><loc>{}</loc></url>\n", xml(&term.url.absolute(&base)))),
            );
        }
    }
    let parts: Vec<String> = entries.chunks(PART).map(|part| document("urlset", part)).collect();
    if let [only] = parts.as_slice() {
        return vec![job(Url::root().file("sitemap.xml"), only.clone())];
    }
    let part_url = |number: usize| Url::root().file(&format!("sitemap-{}.xml", number + 1));
    let index: Vec<String> = (0..parts.len())
        .map(|number| format!("<sitemap><loc>{}</loc></sitemap>\n", xml(&part_url(number).absolute(&base))))
        .collect();
    let mut jobs = vec![job(Url::root().file("sitemap.xml"), document("sitemapindex", &index))];
    jobs.extend(parts.into_iter().enumerate().map(|(number, part)| job(part_url(number), part)));
    jobs
}

/// The page's own languages, itself among them, when there is more than one.
fn alternates(site: &Site, page: &Page, base: &str) -> String {
    let mut links = String::new();
    let others: Vec<_> = (0..site.langs().len())
        .filter(|_| site.langs().len() > 1)
        .filter_map(|lang| site.page_by_key(&page.key, lang))
        .filter(|other| !other.card.fallback && Site::is_public(other))
        .collect();
    if others.len() > 1 {
        for other in others {
            let tag = &site.langs()[other.lang].tag;
            let _ = write!(
                links,
                "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{}\"/>",
                xml(&other.url.absolute(base))
            );
        }
    }
    links
}

fn document(root: &str, entries: &[String]) -> String {
    let xhtml = if root == "urlset" { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"{xhtml}>\n{}</{root}>\n",
        entries.concat()
    )
}

fn xml(url: &str) -> String {
    url.replace('&', "&amp;").replace('\'', "&apos;")
}

fn job(url: Url, text: String) -> Job {
    let bytes: Arc<[u8]> = text.into_bytes().into();
    Job {
        out: url.out(),
        input: Digest::new().print(Fingerprint::of(&bytes)).finish(),
        place: Viewpoint { url, lang: 0 },
        from: String::new(),
        turn: WriteOrder::Indexes,
        make: Box::new(move |_| (Some(bytes.clone()), Vec::new())),
    }
}
