//! Front matter of other generators, TOML between `+++` lines and JSON, as the YAML that is read here.
//!
//! Nothing that a person wrote is lost: comments come along, each on a line of its own.

use serde_yaml::{Mapping, Value as Yaml};
use toml::de::{DeTable, DeValue};

use crate::load::front_matter::folded::is_empty_char;
use crate::load::front_matter::setting;

/// Front matter in another form.
pub(super) struct Foreign {
    /// The same in YAML, between its fences.
    pub(super) yaml: String,
    /// How many bytes of the text it takes.
    pub(super) length: usize,
}

/// Finds out whether a text begins with TOML or JSON, and what that says; its name alone where it cannot be read.
pub(super) fn find_foreign(text: &str) -> Option<(&'static str, Option<Foreign>)> {
    let first = text.lines().next()?.trim_matches(is_empty_char);
    if is_plus(first) {
        let below = &text[text.find('\n').map_or(text.len(), |at| at + 1)..];
        let (inner, length) = up_to_plus(below);
        let holds = inner.lines().any(setting::is_setting) || length.is_some();
        let read = |length: usize| Some(Foreign { yaml: from_toml(inner)?, length: text.len() - below.len() + length });
        return holds.then(|| ("TOML", length.and_then(read)));
    }
    let inner = text.strip_prefix('{')?;
    let next = inner.trim_start_matches(is_empty_char);
    let is_object =
        next.starts_with(['"', '“']) || first == "{" && next.lines().next().is_some_and(setting::is_setting);
    is_object.then(|| ("JSON", from_json(text)))
}

/// Whether a line is what opens and closes TOML.
fn is_plus(line: &str) -> bool {
    line.chars().count() > 2 && line.chars().all(|sign| matches!(sign, '+' | '＋'))
}

/// The lines before the closing one, and how many bytes they take with it.
fn up_to_plus(text: &str) -> (&str, Option<usize>) {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if is_plus(line.trim_matches(is_empty_char)) {
            return (&text[..at], Some(at + line.len()));
        }
        at += line.len();
    }
    (text, None)
}

fn from_toml(text: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let mut map = Mapping::new();
    for (key, value) in entries(table.get_ref()) {
        match value {
            // Zola keeps topics and tags in a table of their own.
            DeValue::Table(inner) if key == "taxonomies" => {
                map.extend(entries(inner).map(|(key, value)| (Yaml::from(key), yaml(value))));
            }
            value => drop(map.insert(Yaml::from(key), yaml(value))),
        }
    }
    Some(format!("---\n{}{}---\n", comments(text), written(&map)?))
}

fn entries<'a>(table: &'a DeTable<'a>) -> impl Iterator<Item = (&'a str, &'a DeValue<'a>)> {
    let mut entries: Vec<_> =
        table.iter().map(|(key, value)| (value.span().start, &**key.get_ref(), value.get_ref())).collect();
    entries.sort_by_key(|(at, ..)| *at);
    entries.into_iter().map(|(_, key, value)| (key, value))
}

fn yaml(value: &DeValue<'_>) -> Yaml {
    match value {
        DeValue::String(text) => Yaml::from(&**text),
        DeValue::Integer(number) => {
            number.as_str().parse::<i64>().map_or_else(|_| Yaml::from(number.as_str()), Yaml::from)
        }
        DeValue::Float(number) => {
            number.as_str().parse::<f64>().map_or_else(|_| Yaml::from(number.as_str()), Yaml::from)
        }
        DeValue::Boolean(flag) => Yaml::from(*flag),
        DeValue::Datetime(time) => Yaml::from(time.to_string()),
        DeValue::Array(items) => Yaml::Sequence(items.iter().map(|item| yaml(item.get_ref())).collect()),
        DeValue::Table(table) => {
            Yaml::Mapping(entries(table).map(|(key, value)| (Yaml::from(key), yaml(value))).collect())
        }
    }
}

/// The comments of TOML as lines of YAML.
fn comments(text: &str) -> String {
    let mut is_long = false;
    let mut found = String::new();
    for line in text.lines() {
        let marks = line.matches("\"\"\"").count() + line.matches("'''").count();
        let comment = comment_of(line).filter(|_| !is_long && marks == 0);
        is_long ^= marks % 2 == 1;
        found.extend(comment.into_iter().flat_map(|comment| [comment.trim_end(), "\n"]));
    }
    found
}

/// What follows a `#` that stands in no quotes.
fn comment_of(line: &str) -> Option<&str> {
    let mut quote: Option<char> = None;
    let mut signs = line.char_indices();
    while let Some((at, sign)) = signs.next() {
        match quote {
            None if sign == '#' => return Some(&line[at..]),
            None => quote = Some(sign).filter(|sign| matches!(sign, '"' | '\'')),
            Some('"') if sign == '\\' => drop(signs.next()),
            Some(open) => quote = quote.filter(|_| open != sign),
        }
    }
    None
}

fn from_json(text: &str) -> Option<Foreign> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<serde_json::Value>();
    let value = values.next()?.ok().filter(serde_json::Value::is_object)?;
    let mut length = values.byte_offset();
    length +=
        text[length..].find('\n').filter(|end| text[length..length + end].trim().is_empty()).map_or(0, |end| end + 1);
    let Ok(Yaml::Mapping(map)) = serde_yaml::to_value(&value) else { return None };
    Some(Foreign { yaml: format!("---\n{}---\n", written(&map)?), length })
}

/// A mapping as lines; of an empty one none.
fn written(map: &Mapping) -> Option<String> {
    if map.is_empty() {
        return Some(String::new());
    }
    serde_yaml::to_string(map).ok()
}
