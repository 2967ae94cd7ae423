//! Open data for others: facilities and events as CSV files in the data set that most programs know, and the page that
//! lists them. Only where site.toml asks for it.

use std::{collections::BTreeSet, sync::Arc};

use crate::{
    base::{hash::Digest, url::Url, value::Value},
    config::types::OpenData,
    incremental::ask::{self, words},
    load::{
        nature::Nature,
        tables::{
            DatasetKind, Row,
            profile::Profiles,
            write::{self, full_width_kana},
        },
    },
    render::{
        job::{Route, SiteOutput, Subject, WriteOrder},
        page_kinds::NATURES,
        tables,
        template::engine::{Engine, Made},
        tera_value::{Tera, day, list, map, text},
    },
    report::diagnostic::Reported,
    site::Site,
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "open_data", routes, render };

/// What is written, and by which profile.
const WRITTEN: [(DatasetKind, &str); 2] =
    [(DatasetKind::Facility, "recommended-facility"), (DatasetKind::Event, "recommended-event")];

const TEMPLATE: &str = "opendata.html";

fn routes(site: &Site) -> Vec<Route> {
    let Some(data) = Published::of(site) else { return Vec::new() };
    let mut routes = Vec::new();
    for (sort, _) in &data.sorts {
        let (place, input) = ((url(*sort), 0), data.digest().finish());
        routes.push(Route::new(place, Subject::Dataset(*sort), WriteOrder::Files, input));
    }
    for (lang, language) in site.langs().iter().enumerate() {
        let page = (&language.root.child("opendata"), 1, lang);
        routes.push(Route::made_page(site, page, Subject::Site, TEMPLATE, data.digest()));
    }
    routes
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let Some(data) = Published::of(site) else { return Made::default() };
    if let Subject::Dataset(sort) = route.subject {
        return (data.file(sort).map(|file| file.bytes.into()), Vec::new());
    }
    let lang = route.place.lang;
    let own = [
        ("title", text(&words("opendata_title", lang))),
        ("description", text(&words("opendata_description", lang))),
        ("kind", text("opendata")),
        ("files", list(data.sorts.iter().filter_map(|(sort, _)| data.entry(*sort)))),
        ("licence", text(&data.own.licence)),
    ];
    route.render_page(engine, site, TEMPLATE, own)
}

fn url(sort: DatasetKind) -> Url {
    Url::root().child("opendata").file(&format!("{}.csv", sort.name()))
}

/// What the files are made from beside their rows.
struct Published<'a> {
    own: &'a OpenData,
    city: &'a str,
    profiles: Arc<Reported<Profiles>>,
    sorts: Vec<(DatasetKind, &'static str)>,
}

struct File {
    bytes: Vec<u8>,
    rows: usize,
}

impl<'a> Published<'a> {
    /// `None` if the site publishes nothing.
    fn of(site: &'a Site) -> Option<Self> {
        let own = site.config().open_data.as_ref()?;
        let profiles = site.shelf().profiles()?;
        let sorts: Vec<_> = WRITTEN.into_iter().filter(|(sort, _)| site.has_register(*sort)).collect();
        (!sorts.is_empty()).then(|| Self { own, city: &site.config().municipality.name, profiles, sorts })
    }

    fn digest(&self) -> Digest {
        let OpenData { code, prefecture, licence, bom } = self.own;
        let mut digest = Digest::new();
        digest.part(code).part(prefecture).part(licence).number(u64::from(*bom)).part(self.city);
        digest.print(self.profiles.value.fingerprint);
        self.sorts.iter().for_each(|(sort, _)| _ = digest.part(sort.name()));
        digest
    }

    fn file(&self, sort: DatasetKind) -> Option<File> {
        let (_, name) = self.sorts.iter().find(|(known, _)| *known == sort)?;
        let rows = ask::register(sort);
        let mut ids = BTreeSet::new();
        let rows: Vec<Row> =
            rows.iter().enumerate().map(|(number, row)| self.complete(row, number, &mut ids)).collect();
        let profiles = &self.profiles.value;
        let csv = profiles.get(name).map_or_else(String::new, |profile| write::csv(profiles, profile, &rows));
        let mark = if self.own.bom { "\u{feff}" } else { "" };
        Some(File { bytes: format!("{mark}{csv}").into_bytes(), rows: rows.len() })
    }

    /// A row with what every row has: whose it is, a number of its own, a reading.
    fn complete(&self, row: &Row, number: usize, ids: &mut BTreeSet<String>) -> Row {
        let mut row = row.clone();
        for (name, value) in [("code", &*self.own.code), ("prefecture", &*self.own.prefecture), ("city", self.city)] {
            row.fields.entry(name.to_owned()).or_insert_with(|| Value::Text(value.to_owned()));
        }
        if !row.text("kana").is_empty() {
            row.fields.insert("kana".to_owned(), Value::Text(full_width_kana(row.text("kana"))));
        }
        let given = if row.text("id").is_empty() { format!("row-{}", number + 1) } else { row.text("id").to_owned() };
        let mut id = given.clone();
        while !ids.insert(id.clone()) {
            id = format!("{given}-{}", ids.len());
        }
        row.fields.insert("id".to_owned(), Value::Text(id));
        row
    }

    /// A file as the page lists it.
    fn entry(&self, sort: DatasetKind) -> Option<Tera> {
        let File { bytes, rows } = self.file(sort)?;
        let newest = |kind: &str| {
            ask::latest(kind.to_owned(), usize::MAX, 0).iter().filter_map(|card| card.updated.or(card.date)).max()
        };
        let is_source = |nature: Nature| nature.dataset == Some(sort) || nature.takes_table;
        let kinds = NATURES.0.iter().filter(|(_, nature)| is_source(*nature));
        let updated = kinds.filter_map(|(kind, _)| newest(kind)).max();
        Some(map([
            ("sort", text(sort.name())),
            ("file", tables::download(&url(sort), &format!("{}.csv", sort.name()), bytes.len() as u64)),
            ("rows", Tera::from(rows)),
            ("updated", day(updated)),
        ]))
    }
}
