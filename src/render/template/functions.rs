//! What templates can ask: each function is a question to the site, written down as asked.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::{
    base::{path::SourcePath, url::Url},
    incremental::{ask, tracked::here},
    msgf,
    render::{
        costs, fields, logo,
        reception::{find_reception_now, sort_cards, text_of},
        reference::{page_url, setting_link, whole_list},
        structured, tables,
        template::{context, filters::in_script},
        tera_value::{self, cards, list, optional},
    },
    report::message::Message,
    site::{links, narrowed::Narrowed, query::Taxonomy},
};

/// Registers the functions; must come before the first template.
pub fn register(tera: &mut Tera) {
    lists(tera);
    pages(tera);
    files(tera);
    register_words(tera);
}

/// Questions whose answer is a list of pages, or of lists.
fn lists(tera: &mut Tera) {
    tera.register_function("children", |args: Kwargs, _: &State| {
        let part = ask::children(whole_list(url(&args, "of")?), number(&args, "page", 1)?);
        Ok::<_, Error>(part.once(tera_value::part))
    });
    tera.register_function("latest", |args: Kwargs, _: &State| {
        let latest = ask::latest(given(&args, "kind")?, number(&args, "n", 10)?, here().lang);
        Ok::<_, Error>(latest.once(cards))
    });
    tera.register_function("translated", |args: Kwargs, _: &State| {
        let own = ask::feed(url(&args, "of")?, number(&args, "n", 50)?, here().lang);
        Ok::<_, Error>(own.once(cards))
    });
    tera.register_function("kin", |args: Kwargs, _: &State| {
        Ok::<_, Error>(ask::kin(read_text(&args, "kind")?, here().lang).once(cards))
    });
    tera.register_function("events", |_: Kwargs, _: &State| ask::events(here().lang, true).once(cards));
    tera.register_function("terms", |args: Kwargs, _: &State| {
        Ok::<_, Error>(ask::terms(taxonomy(&args)?, here().lang).once(tera_value::terms))
    });
    tera.register_function("term", |args: Kwargs, _: &State| {
        let (taxonomy, key, number) = (taxonomy(&args)?, read_text(&args, "key")?, number(&args, "page", 1)?);
        Ok::<_, Error>(or_empty(ask::term(taxonomy, key, number, here().lang).map(|term| term.once(tera_value::part))))
    });
    tera.register_function("groups", |args: Kwargs, _: &State| {
        let groups = ask::groups(given(&args, "kind")?, read_text(&args, "by")?, here().lang);
        Ok::<_, Error>(groups.once(tera_value::groups))
    });
    tera.register_function("questions", |args: Kwargs, _: &State| {
        let questions = ask::questions(narrowed(&args)?, number(&args, "page", 1)?, here().lang);
        Ok::<_, Error>(or_empty(questions.map(|part| part.once(tera_value::part))))
    });
    tera.register_function("choices", |args: Kwargs, _: &State| {
        let choices = ask::choices(narrowed(&args)?, read_text(&args, "by")? == "topic", here().lang);
        Ok::<_, Error>(choices.once(tera_value::terms))
    });
}

/// Questions about the page that is shown and those around it.
fn pages(tera: &mut Tera) {
    tera.register_function("sections", |_: Kwargs, _: &State| ask::sections(here().lang).once(cards));
    tera.register_function("ancestors", |_: Kwargs, _: &State| ask::ancestors(page_url()).once(cards));
    tera.register_function("siblings", |_: Kwargs, _: &State| {
        let pair = ask::siblings(page_url());
        let side = |at: usize| {
            let card = pair.as_ref().and_then(|pair| pair[at].as_ref());
            card.map_or_else(|| Value::from(""), |card| tera_value::card(card))
        };
        tera_value::map([("prev", side(0)), ("next", side(1))])
    });
    tera.register_function("related", |_: Kwargs, _: &State| ask::related(page_url()).once(cards));
    tera.register_function("area_map", |_: Kwargs, _: &State| {
        or_empty(ask::area_map(here().lang).map(|map| map.once(tera_value::value)))
    });
    tera.register_function("link", |args: Kwargs, _: &State| {
        let (to, root) = (given(&args, "to")?, given(&args, "root")?);
        Ok::<_, Error>(Value::from(setting_link(&to, if root.is_empty() { "/" } else { &root })))
    });
    tera.register_function("backlinks", |_: Kwargs, _: &State| ask::backlinks(page_url()).once(cards));
    tera.register_function("translations", |_: Kwargs, _: &State| {
        ask::translations(page_url()).once(tera_value::translations)
    });
    tera.register_function("page", |args: Kwargs, _: &State| {
        Ok::<_, Error>(or_empty(ask::page(&read_text(&args, "path")?, here().lang).map(|card| tera_value::card(&card))))
    });
    tera.register_function("crumbs", |args: Kwargs, _: &State| {
        let crumb = |it: structured::Crumb| {
            tera_value::map([
                ("url", tera_value::text(it.url.as_str())),
                ("title_html", tera_value::with_ruby(&it.title)),
                ("fallback", Value::from(it.fallback)),
            ])
        };
        Ok::<_, Error>(list(structured::crumbs(args.must_get::<&Value>("page")?).into_iter().map(crumb)))
    });
    tera.register_function("structured", |args: Kwargs, _: &State| {
        Ok::<_, Error>(in_script(&structured::graph(args.must_get::<&Value>("page")?)))
    });
}

/// Questions about files and tables.
fn files(tera: &mut Tera) {
    tera.register_function("asset", |args: Kwargs, _: &State| {
        let path = read_text(&args, "path")?;
        let asset = ask::asset(path.clone()).map(|asset| asset.once(tera_value::file));
        asset.ok_or_else(|| no_file(&format!("assets/{path}")))
    });
    tera.register_function("logo", |_: Kwargs, _: &State| or_empty(logo::logo()));
    tera.register_function("data", |args: Kwargs, _: &State| {
        let path = read_text(&args, "path")?;
        let data = ask::data(SourcePath::new(&path)).map(|value| value.once(tera_value::value));
        data.ok_or_else(|| no_file(&path))
    });
    tera.register_function("table", |args: Kwargs, _: &State| {
        let table = table_path(&args)?.and_then(ask::table);
        Ok::<_, Error>(or_empty(table.map(|table| table.once(|table| tables::table(&table.value)))))
    });
    tera.register_function("table_file", |args: Kwargs, _: &State| {
        Ok::<_, Error>(or_empty(table_path(&args)?.and_then(ask::file).map(|file| tables::file(&file))))
    });
    tera.register_function("map_link", |args: Kwargs, _: &State| {
        let degrees = |name| args.get::<f64>(name).ok().flatten();
        Value::from(tables::map_link(degrees("lat"), degrees("lng")))
    });
}

/// Questions about site.toml, the theme's words and a kind's own fields.
fn register_words(tera: &mut Tera) {
    tera.register_function("setting", |args: Kwargs, _: &State| {
        Ok::<_, Error>(or_empty(ask::setting(&read_text(&args, "key")?).map(|value| value.once(tera_value::value))))
    });
    tera.register_function("t", |args: Kwargs, _: &State| {
        Ok::<_, Error>(Value::from(ask::words(&read_text(&args, "key")?, here().lang)))
    });
    tera.register_function("contact", |args: Kwargs, _: &State| {
        Ok::<_, Error>(context::contact(&given(&args, "key")?))
    });
    tera.register_function("facts", |args: Kwargs, _: &State| {
        let (kind, fields) = (read_text(&args, "kind")?, args.must_get::<Value>("fields")?);
        Ok::<_, Error>(fields::facts(&kind, &fields, &args.must_get::<Vec<String>>("names")?))
    });
    tera.register_function("costs", |args: Kwargs, _: &State| {
        Ok::<_, Error>(costs::costs(&args.must_get::<Value>("rows")?))
    });
    tera.register_function("label", |args: Kwargs, _: &State| {
        Ok::<_, Error>(Value::from(fields::label(&read_text(&args, "kind")?, &read_text(&args, "field")?)))
    });
    tera.register_function("reception", |args: Kwargs, _: &State| {
        let (kind, fields) = (read_text(&args, "kind")?, args.must_get::<Value>("fields")?);
        Ok::<_, Error>(or_empty(find_reception_now(&kind, |name| text_of(&fields, name)).map(|found| found.value())))
    });
    tera.register_function("by_reception", |args: Kwargs, _: &State| {
        Ok::<_, Error>(list(sort_cards(&args.must_get::<Vec<Value>>("items")?)))
    });
    tera.register_function("past", |args: Kwargs, _: &State| {
        Ok::<_, Error>(Value::from(read_text(&args, "day")? < ask::today()))
    });
}

/// The file of the table that a page names.
fn table_path(args: &Kwargs) -> TeraResult<Option<SourcePath>> {
    Ok(links::table(&SourcePath::new(&read_text(args, "from")?), &read_text(args, "path")?))
}

fn or_empty(value: Option<Value>) -> Value {
    value.unwrap_or_else(|| optional(None::<&str>))
}

fn no_file(name: &str) -> Error {
    message(&msgf!(ja: "ファイル「{name}」がありません", en: "there is no file `{name}`"))
}

/// The engine has one text for a message; both languages go into it, the editor's first.
fn message(message: &Message) -> Error {
    Error::message(format!("{} / {}", message.ja, message.en))
}

fn read_text(args: &Kwargs, name: &str) -> TeraResult<String> {
    Ok(args.must_get::<&str>(name)?.to_owned())
}

/// An argument that may be left out; empty without it.
fn given(args: &Kwargs, name: &str) -> TeraResult<String> {
    Ok(args.get::<&str>(name)?.unwrap_or_default().to_owned())
}

fn number(args: &Kwargs, name: &str, default: usize) -> TeraResult<usize> {
    Ok(args.get::<u64>(name)?.map_or(default, |number| number as usize))
}

fn narrowed(args: &Kwargs) -> TeraResult<Narrowed> {
    Ok(Narrowed { topic: given(args, "topic")?, tone: given(args, "tone")? })
}

fn url(args: &Kwargs, name: &str) -> TeraResult<Url> {
    let path = read_text(args, name)?;
    if path.starts_with('/') {
        return Ok(Url::new(path));
    }
    Err(message(&msgf!(
        ja: "`{name}` には `/` で始まるURLを書いてください：{path}",
        en: "`{name}` takes a URL that starts with `/`: {path}")))
}

fn taxonomy(args: &Kwargs) -> TeraResult<Taxonomy> {
    let name = read_text(args, "taxonomy")?;
    [Taxonomy::Topics, Taxonomy::Tags].into_iter().find(|taxonomy| taxonomy.name() == name).ok_or_else(|| {
        message(&msgf!(ja: "`taxonomy` は topics か tags です：{name}", en: "`taxonomy` is topics or tags: {name}"))
    })
}
