//! A page for every topic and tag, and the lists of them, in every language.

use std::sync::Arc;

use crate::render::outputs::{SiteOutput, generated};
use crate::{
    base::{hash::Digest, url::Url},
    render::{Job, tera_value},
    site::{Site, query::Taxonomy},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "terms", jobs };

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let size = site.config().paginate.max(1);
    let mut jobs = Vec::new();
    for (lang, language) in site.langs().iter().enumerate() {
        for taxonomy in [Taxonomy::Topics, Taxonomy::Tags] {
            let terms = site.terms(taxonomy, lang);
            if terms.is_empty() {
                continue;
            }
            let facts = Facts {
                taxonomy,
                key: String::new(),
                label: String::new(),
                description: String::new(),
                url: language.root.child(taxonomy.name()),
            };
            jobs.push(job(site, "terms.html", facts, lang, 1));
            for term in terms.values() {
                for number in 1..=term.pages.len().div_ceil(size) {
                    let facts = Facts {
                        taxonomy,
                        key: term.key.clone(),
                        label: term.label.clone(),
                        description: term.description.clone(),
                        url: term.url.clone(),
                    };
                    jobs.push(job(site, "term.html", facts, lang, number));
                }
            }
        }
    }
    jobs
}

/// What a term's page is handed.
struct Facts {
    taxonomy: Taxonomy,
    key: String,
    label: String,
    description: String,
    url: Url,
}

fn job(site: &Arc<Site>, template: &'static str, facts: Facts, lang: usize, number: usize) -> Job {
    let (url, above) = (facts.url.clone(), site.langs()[lang].root.child(facts.taxonomy.name()));
    let mut print = Digest::new();
    print.part(facts.taxonomy.name()).part(&facts.key).part(&facts.label).part(&facts.description);
    generated(site, template, (&url, number), lang, print, move || {
        let all = tera_value::words(&format!("{}_title", facts.taxonomy.name()), lang);
        let label = if facts.label.is_empty() { all.clone() } else { facts.label.clone() };
        let term = [
            ("key", tera_value::text(&facts.key)),
            ("label", tera_value::text(&label)),
            ("url", tera_value::text(facts.url.as_str())),
            ("description", tera_value::text(&facts.description)),
            ("taxonomy", tera_value::text(facts.taxonomy.name())),
        ];
        let below = (template == "term.html").then(|| tera_value::above(&above, &all));
        let own = [
            ("title", tera_value::text(&label)),
            ("description", tera_value::text(&facts.description)),
            ("kind", tera_value::text(template.trim_end_matches(".html"))),
            ("term", tera_value::map(term)),
        ];
        own.into_iter().chain(below).collect()
    })
}
