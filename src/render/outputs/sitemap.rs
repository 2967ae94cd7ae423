//! `sitemap.xml` (sitemaps.org protocol 0.9) with alternates by language; split in parts when it grows.
//!
//! Only pages that visitors may find: no 404, no redirect, no page that stands in for a missing translation.

use std::fmt::Write as _;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        url::Url,
    },
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        template::engine::{Engine, Made},
    },
    site::{Site, page::Page, query::Taxonomy},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "sitemap", routes, render };

/// URLs in one file; the protocol allows 50,000 and 50 MB.
const PART: usize = 30_000;

const XML: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

/// The sitemap, and its parts where it has more than one: part 0 is the sitemap itself.
fn routes(site: &Site) -> Vec<Route> {
    let input = input(site);
    let parts = (pages(site).count() + terms(site).count()).div_ceil(PART);
    let numbers = if parts > 1 { 0..=parts } else { 0..=0 };
    let route = |number| {
        let route = Route::new((url(number), 0), Subject::Site, WriteOrder::Indexes, input);
        Route { number, ..route }
    };
    numbers.map(route).collect()
}

fn url(number: usize) -> Url {
    Url::root().file(&if number == 0 { "sitemap.xml".to_owned() } else { format!("sitemap-{number}.xml") })
}

fn pages(site: &Site) -> impl Iterator<Item = &Page> {
    site.pages().iter().filter(|page| Site::is_public(page) && !page.card.fallback)
}

fn terms(site: &Site) -> impl Iterator<Item = &Url> {
    let sorts = (0..site.langs().len()).flat_map(|lang| [Taxonomy::Topics, Taxonomy::Tags].map(|sort| (sort, lang)));
    sorts.flat_map(|(sort, lang)| site.terms(sort, lang).values()).map(|term| &term.url)
}

/// The fingerprint of everything in it: pages are alternates of each other by their place in the site.
fn input(site: &Site) -> Fingerprint {
    let mut digest = Digest::new();
    digest.part(&site.config().base_url).list(site.langs().iter().map(|language| &language.tag));
    for page in pages(site) {
        let changed = page.card.updated.max(page.card.date).map(|day| day.days().to_le_bytes());
        digest.part(page.url.as_str()).part(&page.key).number(page.lang as u64).option(changed);
    }
    digest.list(terms(site).map(Url::as_str)).finish()
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let base = &site.config().base_url;
    let count = pages(site).count() + terms(site).count();
    let text = if route.number == 0 && count > PART {
        let part = |number| format!("<sitemap><loc>{}</loc></sitemap>\n", xml(&url(number).absolute(base)));
        document("sitemapindex", (1..=count.div_ceil(PART)).map(part))
    } else {
        let all = pages(site).map(|page| (&page.url, Some(page))).chain(terms(site).map(|url| (url, None)));
        // Formatting is what takes time: what belongs to other parts is skipped first.
        let part = all.skip(route.number.saturating_sub(1) * PART).take(PART);
        document(
            "urlset",
            part.map(|(url, page)| {
                let more = page.map_or(String::new(), |page| changed(page) + &alternates(site, page, base));
                format!("<url><loc>{}</loc>{more}</url>\n", xml(&url.absolute(base)))
            }),
        )
    };
    (Some(text.into_bytes().into()), Vec::new())
}

fn changed(page: &Page) -> String {
    let day = page.card.updated.max(page.card.date);
    day.map_or(String::new(), |day| format!("<lastmod>{day}</lastmod>"))
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

fn document(root: &str, entries: impl Iterator<Item = String>) -> String {
    let protocol = "http://www.sitemaps.org/schemas/sitemap/0.9";
    let xhtml = if root == "urlset" { " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"" } else { "" };
    let entries = entries.collect::<String>();
    format!("{XML}\n<{root} xmlns=\"{protocol}\"{xhtml}>\n{entries}</{root}>\n")
}

fn xml(url: &str) -> String {
    url.replace('&', "&amp;").replace('\'', "&apos;")
}
