//! What the search shows of the pages it finds: title, kind, state and text, in a file a page.

use crate::{
    base::{gzip, url::encode, value::Value},
    incremental::ask::{self, words},
    load::{markdown::ruby, section::Section},
    render::{
        fields,
        job::{Route, SiteOutput, Subject, WriteOrder},
        moments,
        page_kind::{Field, FieldForm},
        page_kinds,
        reception::{Reception, find_reception_now},
        search_layout::{folder, fragment_prints, pages_of},
        template::engine::{Engine, Made},
    },
    search::fragment::{Fragment, Part},
    site::{Site, page::Page, routes::Owner},
};

pub(super) const OUTPUT: SiteOutput = SiteOutput { name: "search_fragments", routes, render };

fn routes(site: &Site) -> Vec<Route> {
    (0..site.langs().len()).flat_map(|lang| of_language(site, lang)).collect()
}

fn of_language(site: &Site, lang: usize) -> impl Iterator<Item = Route> {
    let (folder, index) = (folder(site, lang).child("t"), site.search(lang));
    fragment_prints(site, lang).iter().enumerate().map(move |(number, input)| {
        let place = (folder.file(&format!("{number:04}.bin")), lang);
        let route = Route::new(place, Subject::SearchFile(number), WriteOrder::Indexes, *input);
        match &pages_of(site, index, number)[..] {
            [page] => route.showing(&page.document.path, Owner::Made),
            _ => route,
        }
    })
}

fn render(route: &Route, _: &Engine, site: &Site) -> Made {
    let (lang, Subject::SearchFile(number)) = (route.place.lang, &route.subject) else { return Made::default() };
    let pages = pages_of(site, site.search(lang), *number);
    let fragments: Vec<_> = pages.into_iter().map(|page| fragment(site, page, lang).to_json()).collect();
    let json = serde_json::Value::from(fragments).to_string();
    (Some(gzip::pack(json.as_bytes()).into()), Vec::new())
}

/// What a result shows of a page.
fn fragment(site: &Site, page: &Page, lang: usize) -> Fragment {
    let card = &page.card;
    let root = site.langs()[lang].root.as_str();
    let field = |name: &str| card.fields.get(name).and_then(Value::as_text).unwrap_or_default();
    let above = ask::ancestors(page.url.clone());
    let kind = ask::given_words(format!("kind_{}", card.kind), lang).unwrap_or_default();
    let section = above.iter().skip(1).last().filter(|card| !card.fallback);
    let section = section.map(|card| ruby::strip(&card.title).into_owned()).filter(|title| *title != kind);
    let day = match (field("asked"), field("start")) {
        ("", "") => card.updated.or(card.date).map_or(String::new(), |day| {
            ruby::strip(&words("search_updated", lang)).replace("{day}", &moments::day(&day.to_string()))
        }),
        ("", start) => moments::moment(start),
        (month, _) => moments::month(month),
    };
    let reception = find_reception_now(&card.kind, |name| field(name).to_owned()).filter(|_| !card.over);
    let told = reception.as_ref().map(|reception| reception_words(reception, lang));
    let leads = [field("short_answer"), &card.description].map(|lead| ruby::strip(lead).into_owned());
    let lead = Part { text: leads.join("\n").trim().to_owned(), ..Part::default() };
    let part = |section: Section| Part { anchor: section.anchor, heading: section.heading, text: section.text };
    let parts = std::iter::once(lead).chain(site.sections_of(page).into_iter().map(part));
    Fragment {
        url: encode(page.url.as_str().strip_prefix(root).unwrap_or_default(), false),
        title: ruby::strip(&card.title).into_owned(),
        kind,
        section: section.unwrap_or_default(),
        tone: field("tone").to_owned(),
        state: told.unwrap_or_else(|| state(page, lang)),
        day,
        over: card.over || reception.is_some_and(|reception| reception.state == "closed"),
        parts: parts.filter(|part| !part.text.is_empty() || !part.heading.is_empty()).collect(),
    }
}

/// Whether it can be asked for, with the day that it follows from: the files are read on other days, too.
fn reception_words(reception: &Reception, lang: usize) -> String {
    let (own, day) = reception.words();
    let between = if own.is_empty() || day.is_empty() { String::new() } else { words("topics_join", lang) };
    ruby::strip(&format!("{own}{between}{day}")).into_owned()
}

/// What a visitor has to know before going there: that it is full, cancelled, used up or over.
fn state(page: &Page, lang: usize) -> String {
    if page.card.over {
        return words("search_over", lang);
    }
    let kind = page_kinds::kind(&page.card.kind);
    let told = ["status", "budget"]
        .iter()
        .filter_map(|name| Some((kind.field(name)?, page.card.fields.get(*name)?.as_text()?)));
    let shown = |(field, word): (&Field, &str)| match field.form {
        FieldForm::Choice(choices) if choices.first().is_none_or(|usual| usual.words.ja != word) => {
            Some(fields::choice(kind.name, field.name, choices, word))
        }
        _ => None,
    };
    told.filter_map(shown).next().unwrap_or_default()
}
