//! ウェブアクセシビリティ方針 and 試験結果 (JIS X 8341-3:2016, 附属書JB.3.1), from `[accessibility]` of site.toml.
//!
//! Says what a person declared, what pages of this program can hold and what machines can check; everything else is
//! 未確認. It never says 準拠 of its own accord.

use std::{collections::BTreeSet, sync::Arc};

use tera::Value;

use crate::render::outputs::{SiteOutput, generated};
use crate::{
    base::{
        hash::{Digest, Fingerprint},
        url::Url,
        wcag::{self, Criterion, Ground},
    },
    config::{
        accessibility::{Accessibility, RESULTS},
        types::Config,
    },
    render::{
        Job,
        tera_value::{above, list, map, text, words},
    },
    site::{Page, Site},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "accessibility", jobs };

/// Up to so many pages all are tested; of more, a sample (the usual reading of 附属書JB.1.2).
const ALL: usize = 100;
/// How many pages a sample has.
const SAMPLE: usize = 40;

/// The pages are the municipality's own declaration, so they are in its language; a page that somebody wrote at the same
/// address wins.
fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let Some(own) = &site.config().accessibility else { return Vec::new() };
    let policy = Url::root().child("accessibility");
    let test = policy.child("test");
    let mut jobs = Vec::new();
    let mut print = Digest::new();
    print.part(format!("{own:?}"));
    if site.page_at(&policy).is_none() {
        let (own, has_test) = (own.clone(), own.last_test.is_some() && site.page_at(&test).is_none());
        jobs.push(generated(site, "accessibility.html", (&policy, 1), 0, print.clone(), move || {
            page_values("accessibility_title", "accessibility_description", declared(&own, has_test))
        }));
    }
    if own.last_test.is_some() && site.page_at(&test).is_none() {
        let (own, pages, open) = (own.clone(), sample(site, own), lets_in_media(site.config()));
        for (title, url) in &pages.chosen {
            print.part(title).part(url.as_str());
        }
        print.number(pages.total as u64).number(u64::from(open));
        jobs.push(generated(site, "accessibility_test.html", (&test, 1), 0, print, move || {
            let checks = wcag::criteria(own.version(), &own.level).map(|it| check(&own, it, open));
            let tested =
                pages.chosen.iter().map(|(title, url)| map([("title", text(title)), ("url", text(url.as_str()))]));
            let further = [
                ("checks", list(checks)),
                ("pages", list(tested)),
                ("total", Value::from(pages.total)),
                ("whole", Value::from(pages.chosen.len() == pages.total)),
            ];
            let mut own = page_values(
                "accessibility_test_title",
                "accessibility_test_description",
                declared(&own, true).chain(further),
            );
            own.push(above(&policy, &words("accessibility_title", 0)));
            own
        }));
    }
    jobs
}

fn page_values(
    title: &str,
    description: &str,
    own: impl Iterator<Item = (&'static str, Value)>,
) -> Vec<(&'static str, Value)> {
    vec![
        ("title", text(&words(title, 0))),
        ("description", text(&words(description, 0))),
        ("kind", text("accessibility")),
        ("extra", map(own)),
    ]
}

/// What a person has declared.
fn declared(own: &Accessibility, has_test: bool) -> impl Iterator<Item = (&'static str, Value)> + use<> {
    let lines = |items: &[String]| list(items.iter().map(|item| text(item)));
    let test = own.last_test.clone().unwrap_or_default();
    [
        ("standard", text(&own.standard)),
        ("version", text(own.version())),
        ("level", text(&own.level)),
        ("claim", text(&own.claim)),
        ("deadline", text(&own.deadline)),
        ("contact", text(&own.contact)),
        ("exceptions", lines(&own.exceptions)),
        ("known_issues", lines(&own.known_issues)),
        ("additional", lines(&own.additional)),
        ("has_test", Value::from(has_test)),
        ("date", text(&test.date.map_or_else(String::new, |day| day.to_string()))),
        ("period", text(&test.period)),
        ("tools", lines(&test.tools)),
        ("scope", text(&test.scope)),
    ]
    .into_iter()
}

/// A line of the checklist: applicability, result and remark.
fn check(own: &Accessibility, it: &Criterion, media: bool) -> Value {
    let test = own.last_test.as_ref();
    let written = test.and_then(|test| test.results.get(it.number));
    let absent = !media && it.ground != Ground::Always;
    let (result, remark) = match written {
        Some((result, remark)) => (result.as_str(), remark.as_str()),
        None if absent => (RESULTS[2], "この仕組みで作るページには、対象になる内容がありません"),
        None => ("未確認", ""),
    };
    let tested = it.machine && test.is_some_and(|test| !test.tools.is_empty());
    map([
        ("number", text(it.number)),
        ("name", text(it.ja)),
        ("level", text(it.level)),
        ("applies", Value::from(result != RESULTS[2])),
        ("result", text(result)),
        ("remark", text(remark)),
        ("machine", Value::from(tested)),
    ])
}

/// Whether pages may hold what the program itself never makes: sound, video, frames, scripts of others.
fn lets_in_media(config: &Config) -> bool {
    config.html.iter().any(|element| {
        matches!(element.as_str(), "audio" | "video" | "iframe" | "object" | "embed" | "script" | "form" | "input")
    })
}

/// The pages that were tested.
struct Sample {
    /// Titles and URLs, by URL.
    chosen: Vec<(String, Url)>,
    /// How many pages the site has.
    total: usize,
}

/// All pages of a small site; of a large one a page of every kind and the sections, and further ones by lot. The lot is
/// drawn by the year of the test and the page's URL: the same for everybody who draws it again.
fn sample(site: &Site, own: &Accessibility) -> Sample {
    let public: Vec<&Page> = site.pages().iter().filter(|page| Site::is_public(page) && !page.card.fallback).collect();
    let total = public.len();
    let year = own.last_test.as_ref().and_then(|test| test.date).map_or(0, |day| day.year);
    let mut kinds = BTreeSet::new();
    let (mut chosen, mut others): (Vec<&Page>, Vec<&Page>) = public
        .into_iter()
        .partition(|page| page.section && page.lang == 0 || kinds.insert((page.lang, page.card.kind.clone())));
    others.sort_by_key(|page| (Fingerprint::of(format!("{year} {}", page.url)), page.url.clone()));
    let wanted = if total <= ALL { total } else { SAMPLE.max(chosen.len()) };
    chosen.extend(others.into_iter().take(wanted.saturating_sub(chosen.len())));
    chosen.sort_by(|a, b| a.url.cmp(&b.url));
    let entry = |page: &Page| (crate::load::markdown::ruby::strip(&page.card.title).into_owned(), page.url.clone());
    Sample { chosen: chosen.into_iter().map(entry).collect(), total }
}
