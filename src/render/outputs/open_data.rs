//! Open data for others: facilities and events as CSV files in the data set that most programs know, and the page that
//! lists them. Only where site.toml asks for it.

use std::{collections::BTreeSet, sync::Arc};

use crate::render::outputs::{SiteOutput, generated};
use crate::{
    base::{hash::Digest, url::Url, value::Value},
    config::types::OpenData,
    incremental::tracked::{Viewpoint, read},
    load::tables::{
        DatasetKind, Row,
        profile::Profiles,
        write::{self, full_width_kana},
    },
    render::{Job, WriteOrder, tables, tera_value},
    report::diagnostic::Reported,
    site::{
        Site,
        query::{Answer, Query},
    },
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "open_data", jobs };

/// What is written, and by which profile.
const WRITTEN: [(DatasetKind, &str); 2] =
    [(DatasetKind::Facility, "recommended-facility"), (DatasetKind::Event, "recommended-event")];

fn jobs(site: &Arc<Site>) -> Vec<Job> {
    let config = site.config();
    let (Some(own), Some(profiles)) = (&config.open_data, site.shelf().profiles()) else { return Vec::new() };
    let sorts: Vec<_> = WRITTEN.into_iter().filter(|(sort, _)| site.has_register(*sort)).collect();
    if sorts.is_empty() {
        return Vec::new();
    }
    let made = Arc::new(Made { own: own.clone(), city: config.municipality.name.clone(), profiles, sorts });
    let file = |(sort, profile): (DatasetKind, &'static str)| {
        let (made, url) = (made.clone(), url(sort));
        Job {
            out: url.out(),
            input: made.digest().finish(),
            place: Viewpoint { url, lang: 0 },
            from: String::new(),
            turn: WriteOrder::Files,
            make: Box::new(move |_| (Some(made.file(sort, profile).bytes.into()), Vec::new())),
        }
    };
    let files: Vec<Job> = made.sorts.iter().copied().map(file).collect();
    files.into_iter().chain((0..site.langs().len()).map(|lang| index(site, &made, lang))).collect()
}

/// The page that lists the files, in a language.
fn index(site: &Arc<Site>, made: &Arc<Made>, lang: usize) -> Job {
    let (made, url) = (made.clone(), site.langs()[lang].root.child("opendata"));
    generated(site, "opendata.html", (&url, 1), lang, made.digest(), move || {
        vec![
            ("title", tera_value::text(&tera_value::words("opendata_title", lang))),
            ("description", tera_value::text(&tera_value::words("opendata_description", lang))),
            ("kind", tera_value::text("opendata")),
            ("files", tera_value::list(made.sorts.iter().map(|(sort, profile)| made.entry(*sort, profile)))),
            ("licence", tera_value::text(&made.own.licence)),
        ]
    })
}

fn url(sort: DatasetKind) -> Url {
    Url::root().child("opendata").file(&format!("{}.csv", sort.name()))
}

/// What the files are made from beside their rows.
struct Made {
    own: OpenData,
    city: String,
    profiles: Arc<Reported<Profiles>>,
    sorts: Vec<(DatasetKind, &'static str)>,
}

struct File {
    bytes: Vec<u8>,
    rows: usize,
}

impl Made {
    fn digest(&self) -> Digest {
        let OpenData { code, prefecture, licence, bom } = &self.own;
        let mut digest = Digest::new();
        digest.part(code).part(prefecture).part(licence).number(u64::from(*bom)).part(&self.city);
        digest.print(self.profiles.value.fingerprint);
        self.sorts.iter().for_each(|(sort, _)| _ = digest.part(sort.name()));
        digest
    }

    fn file(&self, sort: DatasetKind, profile: &str) -> File {
        let asked = read(Query::Register { sort });
        let Answer::Rows(rows) = &asked.answer else { return File { bytes: Vec::new(), rows: 0 } };
        let mut ids = BTreeSet::new();
        let rows: Vec<Row> =
            rows.iter().enumerate().map(|(number, row)| self.complete(row, number, &mut ids)).collect();
        let profiles = &self.profiles.value;
        let csv = profiles.get(profile).map_or_else(String::new, |profile| write::csv(profiles, profile, &rows));
        let mark = if self.own.bom { "\u{feff}" } else { "" };
        File { bytes: format!("{mark}{csv}").into_bytes(), rows: rows.len() }
    }

    /// A row with what every row has: whose it is, a number of its own, a reading.
    fn complete(&self, row: &Row, number: usize, ids: &mut BTreeSet<String>) -> Row {
        let mut row = row.clone();
        for (name, value) in [("code", &self.own.code), ("prefecture", &self.own.prefecture), ("city", &self.city)] {
            row.fields.entry(name.to_owned()).or_insert_with(|| Value::Text(value.clone()));
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

    fn entry(&self, sort: DatasetKind, profile: &str) -> tera_value::Tera {
        let File { bytes, rows } = self.file(sort, profile);
        let url = url(sort);
        let newest = |kind: &str| {
            let asked = read(Query::Latest { kind: kind.to_owned(), count: usize::MAX, lang: 0 });
            match &asked.answer {
                Answer::Cards(cards) => cards.iter().filter_map(|card| card.updated.or(card.date)).max(),
                _ => None,
            }
        };
        let updated = newest(sort.name()).max(newest("table")).map_or_else(String::new, |day| day.to_string());
        tera_value::map([
            ("sort", tera_value::text(sort.name())),
            ("file", tables::download(&url, &format!("{}.csv", sort.name()), bytes.len() as u64)),
            ("rows", tera_value::Tera::from(rows)),
            ("updated", tera_value::text(&updated)),
        ])
    }
}
