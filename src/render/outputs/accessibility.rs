//! ウェブアクセシビリティ方針 (JIS X 8341-3:2016), from `[accessibility]` of site.toml; the 試験結果 are an output of
//! their own.
//!
//! Says what a person declared, and never 準拠 of its own accord. The pages are the municipality's own declaration, so
//! they are in its language; a page that somebody wrote at the same address wins.

use crate::{
    base::{hash::Digest, url::Url},
    config::accessibility::Accessibility,
    incremental::ask::words,
    render::{
        job::{Route, SiteOutput, Subject},
        template::engine::{Engine, Made},
        tera_value::{Tera, list, map, text},
    },
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "accessibility", routes, render };

const TEMPLATE: &str = "accessibility.html";

/// Where the policy stands.
pub(super) fn policy() -> Url {
    Url::root().child("accessibility")
}

/// Whether the program makes the page of the results: somebody has tested, and nobody wrote that page.
pub(super) fn has_results(site: &Site) -> bool {
    let tested = site.config().accessibility.as_ref().is_some_and(|own| own.last_test.is_some());
    tested && site.page_at(&policy().child("test")).is_none()
}

fn routes(site: &Site) -> Vec<Route> {
    let Some(own) = &site.config().accessibility else { return Vec::new() };
    if site.page_at(&policy()).is_some() {
        return Vec::new();
    }
    let mut handed = Digest::new();
    handed.part(format!("{own:?}")).number(u64::from(has_results(site)));
    vec![Route::made_page(site, (&policy(), 1, 0), Subject::Site, TEMPLATE, handed)]
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Some(own) = &site.config().accessibility else { return Made::default() };
    let extra = map(declared(own, has_results(site)));
    route.render_page(engine, site, TEMPLATE, values("accessibility_title", "accessibility_description", extra))
}

/// What a page about accessibility is handed.
pub(super) fn values(title: &str, description: &str, extra: Tera) -> [(&'static str, Tera); 5] {
    [
        ("title", text(&words(title, 0))),
        ("description", text(&words(description, 0))),
        ("kind", text("accessibility")),
        ("lead", text("")),
        ("extra", extra),
    ]
}

/// What a person has declared.
pub(super) fn declared(own: &Accessibility, has_test: bool) -> impl Iterator<Item = (&'static str, Tera)> + use<> {
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
        ("has_test", Tera::from(has_test)),
        ("date", text(&test.date.map_or_else(String::new, |day| day.to_string()))),
        ("period", text(&test.period)),
        ("tools", lines(&test.tools)),
        ("scope", text(&test.scope)),
    ]
    .into_iter()
}
