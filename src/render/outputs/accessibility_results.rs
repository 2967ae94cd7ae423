//! ウェブアクセシビリティ試験結果 (JIS X 8341-3:2016, 附属書JB.3.1), from `[accessibility.last_test]` of site.toml.
//!
//! Says what a person declared, what pages of this program can hold and what machines can check; everything else is
//! 未確認.

use std::collections::BTreeSet;

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
    incremental::ask::words,
    load::markdown::ruby,
    render::{
        job::{Route, SiteOutput, Subject},
        outputs::accessibility::{declared, has_results, policy, values},
        template::{
            context,
            engine::{Engine, Made},
        },
        tera_value::{Tera, list, map, text},
    },
    site::{Site, page::Page},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "accessibility_results", routes, render };

const TEMPLATE: &str = "accessibility_test.html";
/// Up to so many pages all are tested; of more, a sample (the usual reading of 附属書JB.1.2).
const ALL: usize = 100;
/// How many pages a sample has.
const SAMPLE: usize = 40;

fn routes(site: &Site) -> Vec<Route> {
    let Some(own) = site.config().accessibility.as_ref().filter(|_| has_results(site)) else { return Vec::new() };
    let sample = sample(site, own);
    let mut handed = Digest::new();
    handed.part(format!("{own:?}"));
    for (title, url) in &sample.chosen {
        handed.part(title).part(url.as_str());
    }
    handed.number(sample.total as u64).number(u64::from(lets_in_media(site.config())));
    vec![Route::made_page(site, (&policy().child("test"), 1, 0), Subject::Site, TEMPLATE, handed)]
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Some(own) = &site.config().accessibility else { return Made::default() };
    let (pages, open) = (sample(site, own), lets_in_media(site.config()));
    let checks = wcag::criteria(own.version(), &own.level).map(|it| check(own, it, open));
    let tested = pages.chosen.iter().map(|(title, url)| map([("title", text(title)), ("url", text(url.as_str()))]));
    let further = [
        ("checks", list(checks)),
        ("pages", list(tested)),
        ("total", Tera::from(pages.total)),
        ("whole", Tera::from(pages.chosen.len() == pages.total)),
    ];
    let extra = map(declared(own, true).chain(further));
    let own = values("accessibility_test_title", "accessibility_test_description", extra);
    let above = context::above(&policy(), &words("accessibility_title", 0));
    route.render_page(engine, site, TEMPLATE, own.into_iter().chain([above]))
}

/// A line of the checklist: applicability, result and remark.
fn check(own: &Accessibility, it: &Criterion, media: bool) -> Tera {
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
        ("applies", Tera::from(result != RESULTS[2])),
        ("result", text(result)),
        ("remark", text(remark)),
        ("machine", Tera::from(tested)),
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
    let entry = |page: &Page| (ruby::strip(&page.card.title).into_owned(), page.url.clone());
    Sample { chosen: chosen.into_iter().map(entry).collect(), total }
}
