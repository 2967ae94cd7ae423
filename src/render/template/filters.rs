//! What templates can do with a value: nothing but the value, and the page that is shown, decides what comes out.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::{
    base::url::encode_query,
    incremental::{ask, tracked::here},
    load::html,
    render::{moments, reference, tera_value},
    text::phone::call_address,
};

/// Registers the filters; must come before the first template.
pub fn register(tera: &mut Tera) {
    tera.register_filter("weekdays", |days: &str, _: Kwargs, _: &State| moments::weekdays(days));
    tera.register_filter("day_numbers", |days: &str, _: Kwargs, _: &State| moments::day_numbers(days));
    tera.register_filter("query", |words: &str, _: Kwargs, _: &State| encode_query(words));
    tera.register_filter("open_span", |hours: &str, _: Kwargs, _: &State| moments::open_span(hours));
    tera.register_filter("hours", |hours: &str, _: Kwargs, _: &State| moments::opening_hours(hours));
    tera.register_filter("time", |time: &str, _: Kwargs, _: &State| moments::time(time));
    tera.register_filter("date", |day: &str, _: Kwargs, _: &State| moments::day(day));
    tera.register_filter("date_ja", |day: &str, _: Kwargs, _: &State| moments::day(day));
    tera.register_filter("moment", |moment: &str, _: Kwargs, _: &State| moments::moment(moment));
    tera.register_filter("until", |end: &str, args: Kwargs, _: &State| {
        Ok::<_, Error>(moments::until(end, args.must_get::<&str>("start")?))
    });
    tera.register_filter("zoned", |moment: &str, _: Kwargs, _: &State| moments::zoned(moment));
    tera.register_filter("month_ja", |month: &str, _: Kwargs, _: &State| moments::month(month));
    tera.register_filter("tel", |phone: &str, _: Kwargs, _: &State| call_address(phone));
    tera.register_filter("phones", |words: &str, args: Kwargs, _: &State| {
        let extension = args.get::<&str>("extension")?.unwrap_or_default();
        let label = if extension.is_empty() { String::new() } else { ask::words("table_extension", here().lang) };
        Ok::<_, Error>(tera_value::with_phones(words, extension, &label))
    });
    tera.register_filter("breaks", |words: &str, _: Kwargs, _: &State| tera_value::with_breaks(words));
    tera.register_filter("rel", |url: &str, _: Kwargs, _: &State| reference::relative(url));
    tera.register_filter("abs", |url: &str, _: Kwargs, _: &State| reference::absolute(url));
    tera.register_filter("webcal", |url: &str, _: Kwargs, _: &State| reference::webcal(url));
    tera.register_filter("ruby", |words: &str, _: Kwargs, _: &State| tera_value::with_ruby(words));
    tera.register_filter("lang", |is: Value, _: Kwargs, _: &State| own_language(&is));
    tera.register_filter("json_script", |value: Value, _: Kwargs, _: &State| json_script(&value));
}

/// The attribute for an element whose words are in the site's own language, where the page around it is not.
fn own_language(is: &Value) -> Value {
    if !is.is_truthy() || here().lang == 0 {
        return Value::from("");
    }
    let Some(tag) = ask::setting("language") else { return Value::from("") };
    let mut attribute = " lang=\"".to_owned();
    html::escape(&mut attribute, tag.as_text().unwrap_or_default());
    Value::safe_string(&(attribute + "\""))
}

/// JSON for a `<script>` element.
fn json_script(value: &Value) -> TeraResult<Value> {
    Ok(in_script(&serde_json::to_string(value).map_err(|error| Error::message(error.to_string()))?))
}

/// JSON of which nothing can end a `<script>` element or be read as markup.
pub fn in_script(json: &str) -> Value {
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", c as u32)),
            c => safe.push(c),
        }
    }
    Value::safe_string(&safe)
}
