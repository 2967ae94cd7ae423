//! `404.html`, in every language. Hosts serve it at any address, so its references start at the site's root.

use std::sync::Arc;

use super::SiteOutput;
use crate::{
    hash::Digest,
    model::Site,
    render::{Job, Turn, kinds, values},
    tracked::Place,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "not_found", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    (0..site.langs().len()).map(|lang| job(site, lang)).collect()
}

fn job(site: &Arc<Site>, lang: usize) -> Job {
    let language = &site.langs()[lang];
    let url = language.root.file("404.html");
    let input = Digest::new().print(site.theme().fingerprint).part(&language.tag).part(&language.title).finish();
    let (model, at) = (site.clone(), url.clone());
    Job {
        out: url.out(),
        input,
        place: Place { url, lang },
        from: String::new(),
        turn: Turn::Pages,
        make: Box::new(move |engine| {
            let own = [("title", values::text(&values::words("not_found_title", lang))), ("kind", values::text("not_found"))];
            engine.render(kinds::kind("not_found").template, values::generated(&model, lang, &at, 1, own), "")
        }),
    }
}
