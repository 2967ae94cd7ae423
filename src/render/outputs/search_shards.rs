//! The index of the search: which pages hold which terms, in small files of which a query fetches a few.

use crate::{
    base::{gzip, hash::Digest},
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        search_layout::{FORMAT, folder},
        template::engine::{Engine, Made},
    },
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search_shards", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    (0..site.langs().len()).flat_map(|lang| of_language(site, lang)).collect()
}

fn of_language(site: &Site, lang: usize) -> impl Iterator<Item = Route> {
    let folder = folder(site, lang).child("i");
    site.search(lang).shards.iter().enumerate().map(move |(number, shard)| {
        let place = (folder.file(&format!("{number:04}.bin")), lang);
        let input = Digest::new().number(FORMAT).print(shard.print).finish();
        Route::new(place, Subject::SearchFile(number), WriteOrder::Files, input)
    })
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let Subject::SearchFile(number) = route.subject else { return Made::default() };
    let shard = &site.search(route.place.lang).shards[number];
    (Some(gzip::pack(&shard.bytes).into()), Vec::new())
}
