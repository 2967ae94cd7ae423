//! What templates can ask and do: each function is a question to the site, each filter is pure.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::{
    base::{
        path::SourcePath,
        url::{Url, encode},
        value::Value as Plain,
    },
    incremental::tracked::{here, read},
    load::html,
    msgf,
    render::{fields, opening, structured, tables, tera_value},
    site::{
        links,
        query::{Answer, Query},
        questions::Narrowed,
    },
    text::date::Date,
};

/// Registers everything; must come before the first template.
pub fn register(tera: &mut Tera) {
    tera.register_function("setting", |args: Kwargs, _: &State| ask(Query::Setting { key: text(&args, "key")? }));
    tera.register_function("t", |args: Kwargs, _: &State| {
        Ok::<_, Error>(Value::from(tera_value::words(&text(&args, "key")?, here().lang)))
    });
    tera.register_function("children", |args: Kwargs, _: &State| {
        ask(Query::Children { of: whole_list(url(&args, "of")?), number: number(&args, "page", 1)? })
    });
    tera.register_function("sections", |_: Kwargs, _: &State| ask(Query::Sections { lang: here().lang }));
    // Siblings share their section's answer: the question is about the section, and the section's card is the last.
    tera.register_function("ancestors", |_: Kwargs, _: &State| ask(Query::Ancestors { of: page_url() }));
    tera.register_function("siblings", |_: Kwargs, _: &State| {
        let asked = read(Query::Siblings { of: page_url() });
        Ok::<_, Error>(match &asked.answer {
            Answer::Nothing => tera_value::map([("prev", Value::from("")), ("next", Value::from(""))]),
            _ => tera_value::answer(&asked),
        })
    });
    tera.register_function("latest", |args: Kwargs, _: &State| {
        list(Query::Latest { kind: optional(&args, "kind")?, count: number(&args, "n", 10)?, lang: here().lang })
    });
    tera.register_function("events", |_: Kwargs, _: &State| list(Query::Events { lang: here().lang, coming: true }));
    tera.register_function("terms", |args: Kwargs, _: &State| {
        list(Query::Terms { taxonomy: taxonomy(&args)?, lang: here().lang })
    });
    tera.register_function("term", |args: Kwargs, _: &State| {
        ask(Query::Term {
            taxonomy: taxonomy(&args)?,
            key: text(&args, "key")?,
            number: number(&args, "page", 1)?,
            lang: here().lang,
        })
    });
    tera.register_function("groups", |args: Kwargs, _: &State| {
        list(Query::Groups { kind: optional(&args, "kind")?, by: text(&args, "by")?, lang: here().lang })
    });
    tera.register_function("questions", |args: Kwargs, _: &State| {
        ask(Query::Questions { list: narrowed(&args)?, number: number(&args, "page", 1)?, lang: here().lang })
    });
    tera.register_function("choices", |args: Kwargs, _: &State| {
        list(Query::Choices { list: narrowed(&args)?, by_topic: text(&args, "by")? == "topic", lang: here().lang })
    });
    tera.register_function("contact", |args: Kwargs, _: &State| {
        Ok::<_, Error>(tera_value::contact(&optional(&args, "key")?))
    });
    tera.register_function("backlinks", |_: Kwargs, _: &State| list(Query::Backlinks { to: page_url() }));
    tera.register_function("translations", |_: Kwargs, _: &State| list(Query::Translations { of: page_url() }));
    tera.register_function("page", |args: Kwargs, _: &State| {
        ask(Query::Page { path: text(&args, "path")?.into(), lang: here().lang })
    });
    tera.register_function("asset", |args: Kwargs, _: &State| {
        let path = text(&args, "path")?;
        found(Query::Asset { path: path.clone() }, &format!("assets/{path}"))
    });
    tera.register_function("data", |args: Kwargs, _: &State| {
        let path = text(&args, "path")?;
        found(Query::Data { path: SourcePath::new(&path) }, &path)
    });
    tera.register_function("facts", |args: Kwargs, _: &State| {
        let (kind, fields) = (text(&args, "kind")?, args.must_get::<Value>("fields")?);
        Ok::<_, Error>(fields::facts(&kind, &fields, &args.must_get::<Vec<String>>("names")?))
    });
    tera.register_function("label", |args: Kwargs, _: &State| {
        Ok::<_, Error>(Value::from(fields::label(&text(&args, "kind")?, &text(&args, "field")?)))
    });
    tera.register_function("crumbs", |args: Kwargs, _: &State| {
        let crumb = |it: structured::Crumb| {
            let words = [("url", tera_value::text(it.url.as_str())), ("title_html", tera_value::with_ruby(&it.title))];
            tera_value::map(words.into_iter().chain([("fallback", Value::from(it.fallback))]))
        };
        Ok::<_, Error>(tera_value::list(structured::crumbs(args.must_get::<&Value>("page")?).into_iter().map(crumb)))
    });
    tera.register_function("structured", |args: Kwargs, _: &State| {
        Ok::<_, Error>(in_script(&structured::graph(args.must_get::<&Value>("page")?)))
    });
    tera.register_function("table", |args: Kwargs, _: &State| {
        table_path(&args)?.map_or_else(|| Ok(Value::from("")), |path| ask(Query::Table { path }))
    });
    tera.register_function("table_file", |args: Kwargs, _: &State| {
        Ok::<_, Error>(
            table_path(&args)?.map_or_else(|| Value::from(""), |path| tables::file(&read(Query::File { path }).answer)),
        )
    });
    tera.register_function("map_link", |args: Kwargs, _: &State| {
        let degrees = |name| args.get::<f64>(name).ok().flatten();
        Ok::<_, Error>(Value::from(tables::map_link(degrees("lat"), degrees("lng"))))
    });
    tera.register_function("past", |args: Kwargs, _: &State| {
        let today = read(Query::Today);
        let Answer::Value(Plain::Text(today)) = &today.answer else { return Ok::<_, Error>(Value::from(false)) };
        Ok(Value::from(text(&args, "day")?.as_str() < today.as_str()))
    });
    tera.register_filter("weekdays", |days: &str, _: Kwargs, _: &State| opening::weekdays(days));
    tera.register_filter("hours", |hours: &str, _: Kwargs, _: &State| opening::hours(hours));
    tera.register_filter("time", |time: &str, _: Kwargs, _: &State| opening::time(time));
    tera.register_filter("tel", |phone: &str, _: Kwargs, _: &State| tera_value::international(phone));
    tera.register_filter("rel", |url: &str, _: Kwargs, _: &State| rel(url));
    tera.register_filter("abs", |url: &str, _: Kwargs, _: &State| absolute(url));
    tera.register_filter("date", |day: &str, _: Kwargs, _: &State| in_words(day));
    tera.register_filter("date_ja", |day: &str, _: Kwargs, _: &State| in_words(day));
    tera.register_filter("moment", |moment: &str, _: Kwargs, _: &State| fields::moment(moment));
    tera.register_filter("until", |end: &str, args: Kwargs, _: &State| {
        Ok::<_, Error>(fields::until(end, &text(&args, "start")?))
    });
    tera.register_filter("zoned", |moment: &str, _: Kwargs, _: &State| fields::zoned(moment));
    tera.register_filter("webcal", |url: &str, _: Kwargs, _: &State| webcal(url));
    tera.register_filter("month_ja", |month: &str, _: Kwargs, _: &State| month_in_words(month));
    tera.register_filter("ruby", |words: &str, _: Kwargs, _: &State| tera_value::with_ruby(words));
    tera.register_filter("lang", |is: Value, _: Kwargs, _: &State| own_language(&is));
    tera.register_filter("json_script", |value: Value, _: Kwargs, _: &State| json_script(&value));
}

/// The file of the table that a page names.
fn table_path(args: &Kwargs) -> TeraResult<Option<SourcePath>> {
    Ok(links::table(&SourcePath::new(&text(args, "from")?), &text(args, "path")?))
}

fn ask(query: Query) -> TeraResult<Value> {
    Ok(tera_value::answer(&read(query)))
}

/// A question whose answer is a list, even where there is nothing.
fn list(query: Query) -> TeraResult<Value> {
    let asked = read(query);
    Ok(if matches!(asked.answer, Answer::Nothing) { tera_value::list([]) } else { tera_value::answer(&asked) })
}

/// A question about a file that must be there.
fn found(query: Query, name: &str) -> TeraResult<Value> {
    let asked = read(query);
    match asked.answer {
        Answer::Nothing => Err(message(&msgf!(ja: "ファイル「{name}」がありません", en: "there is no file `{name}`"))),
        _ => Ok(tera_value::answer(&asked)),
    }
}

/// The engine has one text for a message; both languages go into it, the editor's first.
fn message(say: &crate::report::message::Message) -> Error {
    Error::message(format!("{} / {}", say.ja, say.en))
}

/// The page that is shown, also on the further parts of its list.
pub fn page_url() -> Url {
    whole_list(here().url)
}

/// The first page of a list, for the URL of any of its parts: `/qa/page/2/` is a part of `/qa/`.
fn whole_list(url: Url) -> Url {
    let path = url.as_str();
    let number = path
        .rfind("/page/")
        .filter(|at| path[at + 6..].trim_end_matches('/').bytes().all(|byte| byte.is_ascii_digit()));
    match number {
        Some(at) if path.len() > at + 7 => Url::new(&path[..=at]),
        _ => url,
    }
}

fn text(args: &Kwargs, name: &str) -> TeraResult<String> {
    Ok(args.must_get::<&str>(name)?.to_owned())
}

fn optional(args: &Kwargs, name: &str) -> TeraResult<String> {
    Ok(args.get::<&str>(name)?.unwrap_or_default().to_owned())
}

fn number(args: &Kwargs, name: &str, default: usize) -> TeraResult<usize> {
    Ok(args.get::<u64>(name)?.map_or(default, |number| number as usize))
}

fn narrowed(args: &Kwargs) -> TeraResult<Narrowed> {
    Ok(Narrowed { topic: optional(args, "topic")?, tone: optional(args, "tone")? })
}

fn url(args: &Kwargs, name: &str) -> TeraResult<Url> {
    let path = text(args, name)?;
    if path.starts_with('/') {
        return Ok(Url::new(path));
    }
    Err(message(
        &msgf!(ja: "`{name}` には `/` で始まるURLを書いてください：{path}", en: "`{name}` takes a URL that starts with `/`: {path}"),
    ))
}

fn taxonomy(args: &Kwargs) -> TeraResult<crate::site::query::Taxonomy> {
    let name = text(args, "taxonomy")?;
    tera_value::taxonomy(&name).ok_or_else(|| {
        message(&msgf!(ja: "`taxonomy` は topics か tags です：{name}", en: "`taxonomy` is topics or tags: {name}"))
    })
}

/// A reference from the page that is shown; what is no site URL stays as it is.
fn rel(url: &str) -> String {
    if !url.starts_with('/') || url.starts_with("//") {
        return url.to_owned();
    }
    let (path, anchor) =
        url.split_once('#').map_or((url, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    reference(&Url::new(path)) + &anchor
}

/// The reference from the page that is shown. `404.html` is served at any address, so that its references start at the
/// site's root on its host.
pub fn reference(url: &Url) -> String {
    let here = here().url;
    if here.as_str().ends_with("/404.html") {
        return encode(&format!("{}{}", base_path(), &url.as_str()[1..]), false);
    }
    url.relative(&here)
}

/// The path of the site's root on its host, with a slash at the end.
pub fn base_path() -> String {
    let base = base_url();
    let after = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
    after.find('/').map_or_else(|| "/".to_owned(), |at| after[at..].to_owned())
}

/// The site's `base_url`, with a slash at the end.
pub fn base_url() -> String {
    match &read(Query::Setting { key: "base_url".to_owned() }).answer {
        Answer::Value(Plain::Text(url)) => format!("{}/", url.trim_end_matches('/')),
        _ => "http://127.0.0.1/".to_owned(),
    }
}

fn absolute(url: &str) -> String {
    if url.starts_with('/') { Url::new(url).absolute(&base_url()) } else { url.to_owned() }
}

/// The address that calendars subscribe to.
fn webcal(url: &str) -> String {
    let url = absolute(url);
    url.split_once("://").map_or_else(|| url.clone(), |(_, rest)| format!("webcal://{rest}"))
}

/// 2026年10月3日; 3 October 2026 on English pages. What is no day stays.
fn in_words(day: &str) -> String {
    match Date::parse(day) {
        Some(date) if english() => date.english(),
        Some(date) => date.japanese(),
        None => day.to_owned(),
    }
}

/// Whether days are written in English on the page that is shown.
pub fn english() -> bool {
    tera_value::words("date_order", here().lang) == "dmy"
}

/// 2025年12月; December 2025 on English pages. What is no month stays.
pub fn month_in_words(month: &str) -> String {
    let words = in_words(&format!("{month}-01"));
    if month.len() != 7 || !words.contains(|c: char| c.is_alphabetic()) {
        return month.to_owned();
    }
    words.strip_suffix("1日").or_else(|| words.strip_prefix("1 ")).unwrap_or(&words).to_owned()
}

/// The attribute for an element whose words are in the site's own language, where the page around it is not.
fn own_language(is: &Value) -> Value {
    if !is.is_truthy() || here().lang == 0 {
        return Value::from("");
    }
    let asked = read(Query::Setting { key: "language".to_owned() });
    let Answer::Value(Plain::Text(tag)) = &asked.answer else { return Value::from("") };
    let mut attribute = " lang=\"".to_owned();
    html::escape(&mut attribute, tag);
    Value::safe_string(&(attribute + "\""))
}

/// JSON for a `<script>` element: nothing in it can end the element or be read as markup.
fn json_script(value: &Value) -> TeraResult<Value> {
    Ok(in_script(&serde_json::to_string(value).map_err(|error| Error::message(error.to_string()))?))
}

fn in_script(json: &str) -> Value {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", c as u32)),
            c => safe.push(c),
        }
    }
    Value::safe_string(&safe)
}
