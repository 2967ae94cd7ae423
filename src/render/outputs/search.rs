//! The search page, one a language, and the lists of all pages by how their titles are read, which lead on without a
//! script. The form works anywhere as a link would; nothing typed is ever sent anywhere.

use crate::{
    base::{hash::Digest, url::Url},
    incremental::ask::words,
    render::{
        job::{Route, SiteOutput, Subject},
        template::{
            context,
            engine::{Engine, Made},
        },
        tera_value::{Tera, list, map, text, with_ruby},
    },
    site::{Site, page::Page},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search", routes, render };

const TEMPLATE: &str = "search.html";
const ROW: &str = "search_row.html";

/// The rows of the list: their address, their words, the letters that begin in them.
const ROWS: [(&str, &str, &str); 11] = [
    ("a", "あ", "あいうえおぁぃぅぇぉ"),
    ("ka", "か", "かきくけこがぎぐげご"),
    ("sa", "さ", "さしすせそざじずぜぞ"),
    ("ta", "た", "たちつてとだぢづでどっ"),
    ("na", "な", "なにぬねの"),
    ("ha", "は", "はひふへほばびぶべぼぱぴぷぺぽ"),
    ("ma", "ま", "まみむめも"),
    ("ya", "や", "やゆよゃゅょ"),
    ("ra", "ら", "らりるれろ"),
    ("wa", "わ", "わゐゑをん"),
    (LETTERS, "A–Z", "abcdefghijklmnopqrstuvwxyz"),
];
/// The row of titles in Latin letters.
const LETTERS: &str = "abc";
/// The row of every other title: one whose reading nobody gave.
const OTHER: &str = "other";

fn routes(site: &Site) -> Vec<Route> {
    (0..site.langs().len()).flat_map(|lang| of_language(site, lang)).collect()
}

fn of_language(site: &Site, lang: usize) -> Vec<Route> {
    let url = site.langs()[lang].root.child("search");
    let rows = rows(site, lang);
    let mut names = Digest::new();
    names.list(rows.iter().map(|(name, _)| name));
    let mut routes = vec![Route::made_page(site, (&url, 1, lang), Subject::Site, TEMPLATE, names.clone())];
    for (number, (name, pages)) in rows.iter().enumerate() {
        let mut handed = names.clone();
        pages.iter().for_each(|page| _ = handed.part(page.url.as_str()).part(&page.card.title));
        routes.push(Route::made_page(site, (&url.child(name), 1, lang), Subject::SearchFile(number), ROW, handed));
    }
    routes
}

/// The rows that have pages, each with its pages in the order of their readings.
fn rows(site: &Site, lang: usize) -> Vec<(&'static str, Vec<&Page>)> {
    // A language without kana has no rows of kana, whatever a title of it begins with.
    let has_kana = site.langs()[lang].is_japanese();
    let known = |name: &str| has_kana || name == LETTERS;
    let row_of = |reading: &str| {
        let first = reading.chars().next().unwrap_or(' ');
        ROWS.iter().position(|(name, _, letters)| known(name) && letters.contains(first)).unwrap_or(ROWS.len())
    };
    let names = ROWS.iter().map(|(name, ..)| *name).chain([OTHER]);
    let mut rows: Vec<(&str, Vec<&Page>)> = names.map(|name| (name, Vec::new())).collect();
    for (reading, number) in site.search(lang).by_reading() {
        rows[row_of(reading)].1.push(site.pages().at(number));
    }
    rows.retain(|(_, pages)| !pages.is_empty());
    rows
}

fn label(name: &str, lang: usize) -> String {
    let row = ROWS.iter().find(|(own, ..)| *own == name);
    row.map_or_else(|| words("search_row_other", lang), |(_, label, _)| (*label).to_owned())
}

fn render(route: &Route, engine: &Engine, site: &Site) -> Made {
    let lang = route.place.lang;
    let rows = rows(site, lang);
    let root: Url = site.langs()[lang].root.child("search");
    let links = list(
        rows.iter()
            .map(|(name, _)| map([("url", text(root.child(name).as_str())), ("label", text(&label(name, lang)))])),
    );
    let Subject::SearchFile(number) = route.subject else {
        let own = [
            ("title", text(&words("search_title", lang))),
            ("description", text(&words("search_description", lang))),
            ("kind", text("search")),
            ("lead", text("")),
            ("rows", links),
        ];
        return route.render_page(engine, site, TEMPLATE, own);
    };
    let (name, pages) = &rows[number];
    let named = |key: &str| words(key, lang).replace("{row}", &label(name, lang));
    let entry =
        |page: &&Page| -> Tera { map([("url", text(page.url.as_str())), ("title_html", with_ruby(&page.card.title))]) };
    let own = [
        ("title", text(&named("search_row_title"))),
        ("description", text(&named("search_row_description"))),
        ("kind", text("search_row")),
        ("lead", text("")),
        ("rows", links),
        ("entries", list(pages.iter().map(entry))),
        context::above(&root, &words("search_title", lang)),
    ];
    route.render_page(engine, site, ROW, own)
}
