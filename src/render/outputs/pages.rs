//! Every page, and the further parts of those that are lists.

use crate::{
    base::hash::Digest,
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        page_kinds,
        template::{
            context,
            engine::{Engine, Made},
        },
    },
    site::{Site, narrowed::Narrowed, page::Page, routes::Owner},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "pages", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    let mut routes = Vec::with_capacity(site.pages().len());
    for (index, page) in site.pages().iter().enumerate() {
        routes.extend(of_page(site, index, page));
    }
    routes
}

/// The routes of one page: more than one, if it is a long list.
fn of_page<'a>(site: &'a Site, index: usize, page: &'a Page) -> impl Iterator<Item = Route> + 'a {
    (1..=parts(site, page)).map(move |number| {
        let mut digest = Digest::new();
        digest.print(page.document.fingerprint).print(page.card.fingerprint).print(site.theme().fingerprint);
        let input = digest.number(number as u64).number(page.lang as u64).finish();
        let place = (page.url.numbered(number), page.lang);
        let owner = if number == 1 { Owner::Page } else { Owner::Made };
        let route = Route::new(place, Subject::Page(index), WriteOrder::Pages, input);
        Route { number, ..route.showing(&page.document.path, owner) }
    })
}

fn parts(site: &Site, page: &Page) -> usize {
    let size = site.config().paginate.max(1);
    let is_list = page.card.nature.is_list && !is_of_questions(site, page);
    if is_list { site.child_count(&page.url).div_ceil(size).max(1) } else { 1 }
}

/// Whether a section holds all questions and nothing else: their list stands at `/questions/`, and this leads to it.
fn is_of_questions(site: &Site, page: &Page) -> bool {
    let all = site.question_lists(page.lang).get(&Narrowed::default()).map_or(0, Vec::len);
    all > 0 && site.child_count(&page.url) == all && site.children(&page.url).all(|it| it.card.nature.has_answers)
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Subject::Page(index) = route.subject else { return Made::default() };
    let page = site.pages().at(index);
    let context = context::page(site, page, &route.place.url, route.number);
    engine.render(page_kinds::kind(&page.card.kind).template, context, page.document.path.as_str())
}
