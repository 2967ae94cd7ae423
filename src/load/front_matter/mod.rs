//! Front matter: YAML between `---` lines, read into [`Meta`].
//!
//! Every fault is told, none stops the others. Keys that every page may have are typed here; all others go to
//! `Meta::fields`, which the page's kind judges later.
//!
//! - **In**: the text between the fences.
//! - **Out**: [`Meta`] and each key's place.
//! - **Never**: take what it cannot read for something harmless.
//! - **Read first**: [`mod@raw`].
//! - **One more**: a key of every page is a field of [`Meta`] and an entry in [`keys`].
//!   `UPDATE_DOCS=1 cargo nextest run docs` writes it into `docs/front-matter.md`.
//! - **Tests**: `front_matter/tests.rs`, `tests/it/situations.rs`.

pub mod date_forms;
pub mod keys;
pub mod raw;

use std::collections::BTreeMap;

use serde_yaml::Value as Yaml;

use crate::{
    base::{path::SourcePath, value::Value},
    load::{
        document::{KeyPlace, Meta},
        front_matter::{
            keys::{Form, Key, TABLE},
            raw::Raw,
        },
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    text::{date::Date, normalize::nfc, span::Span},
};

/// The names of the keys of every page, for messages that name the nearest one.
pub const KEYS: &[&str] = &keys::names();

/// A file's front matter, read.
#[derive(Debug)]
pub struct FrontMatter {
    /// What it says.
    pub meta: Meta,
    /// Where the text begins.
    pub body_start: usize,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
    /// Whether the page cannot be shown: it cannot be read, or has no title.
    pub broken: bool,
}

/// Reads the front matter of a file. A file without one takes its title from its first heading, else from its name, so
/// that a folder of ordinary Markdown builds.
pub fn load(path: &SourcePath, text: &str) -> FrontMatter {
    let Some(raw) = raw::find_front_matter(path, text) else {
        let mut read = FrontMatter { meta: Meta::default(), body_start: 0, findings: Vec::new(), broken: false };
        if !title_from_heading(&mut read, text) {
            read.meta.title = path.file_name().split('.').next().unwrap_or_default().to_owned();
        }
        return read;
    };
    let Raw { yaml, body_start, places, findings, .. } = raw;
    let mut reader = Reader { path, text, places, meta: Meta::default(), findings };
    let mut broken = false;
    match serde_yaml::from_str::<Yaml>(&yaml) {
        Ok(Yaml::Mapping(map)) => map.into_iter().for_each(|(key, value)| reader.take(key, value)),
        Ok(Yaml::Null) => {}
        Ok(_) => {
            broken = true;
            reader.findings.push(unreadable(path, text, 1, 0));
        }
        Err(error) => {
            broken = true;
            let (line, column) = error.location().map_or((1, 1), |location| (location.line(), location.column()));
            reader.findings.push(unreadable(path, text, line, column.saturating_sub(1)));
        }
    }
    reader.window();
    let mut read = FrontMatter { meta: reader.meta, body_start, findings: reader.findings, broken };
    if read.meta.title.trim().is_empty() && !broken && !title_from_heading(&mut read, text) {
        read.broken = true;
        read.findings.push(
            Diagnostic::error("page-title", msg!(ja: "題名（`title`）がありません", en: "the page has no title (`title`)"))
                .at(path, Span::new(0, 3))
                .help(msg!(ja: "`---` の次の行に `title: ページの題名` と書いてください", en: "write `title: …` in the line after `---`")),
        );
    }
    read
}

/// Takes a leading `# ` heading as the title, and the text from after it.
fn title_from_heading(read: &mut FrontMatter, text: &str) -> bool {
    let rest = &text[read.body_start..];
    let start = rest.len() - rest.trim_start().len();
    let line = rest[start..].split_inclusive('\n').next().unwrap_or_default();
    let Some(title) = line
        .strip_prefix("# ")
        .map(|title| title.trim().trim_end_matches('#').trim())
        .filter(|title| !title.is_empty())
    else {
        return false;
    };
    let title = title.split(" {#").next().unwrap_or(title);
    read.meta.title = nfc(title).replace("**", "");
    read.body_start += start + line.len();
    true
}

fn unreadable(path: &SourcePath, text: &str, line: usize, column: usize) -> Diagnostic {
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let whole = text[start..].lines().next().unwrap_or_default();
    let skip: usize = whole.chars().take(column).map(char::len_utf8).sum();
    let span = if skip < whole.len() {
        Span::new(start + skip, start + whole.len())
    } else {
        Span::new(start, start + whole.len())
    };
    let message = msg!(ja: "設定を読み取れません", en: "the front matter cannot be read");
    Diagnostic::error("front-matter", message).at(path, span).help(msg!(
            ja: "この行か前の行で、\" や [ ] の閉じ忘れ、行頭の空白のずれ、「項目: 値」になっていない所がないか確かめてください",
            en: "in this line or the one before, look for a missing \" or ], uneven indentation, or a line that is \
                 not `key: value`"))
}

/// Where each key of the first level stands.
pub fn places(path: &SourcePath, text: &str) -> BTreeMap<String, KeyPlace> {
    raw::find_front_matter(path, text).map_or(BTreeMap::new(), |raw| raw.places)
}

/// The front matter as it is written, whatever its keys mean, and where the text after it begins.
pub(crate) fn written(path: &SourcePath, text: &str) -> (Value, usize) {
    let Some(raw) = raw::find_front_matter(path, text) else { return (Value::Null, 0) };
    (serde_yaml::from_str(&raw.yaml).map_or(Value::Null, plain), raw.body_start)
}

struct Reader<'a> {
    path: &'a SourcePath,
    text: &'a str,
    places: BTreeMap<String, KeyPlace>,
    meta: Meta,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn take(&mut self, key: Yaml, value: Yaml) {
        let Some(key) = key.as_str() else { return };
        let Some(known) = TABLE.iter().find(|known| known.name == key) else {
            self.meta.fields.insert(key.to_owned(), plain(value));
            return;
        };
        match known.form {
            Form::Text(field) => *field(&mut self.meta) = self.text(known, &value),
            Form::Day(field) => *field(&mut self.meta) = self.date(known.name, &value),
            Form::Number(field) => *field(&mut self.meta) = self.number(known, &value),
            Form::Flag(field) => *field(&mut self.meta) = self.flag(known, &value),
            Form::List(field) => *field(&mut self.meta) = self.list(known, &value),
            Form::Extra => self.meta.extra = self.extra(known, value),
        }
    }

    fn place(&self, key: &str) -> KeyPlace {
        self.places.get(key).copied().unwrap_or_default()
    }

    fn text(&mut self, key: &Key, value: &Yaml) -> String {
        match plain(value.clone()) {
            Value::Text(text) => match nfc(&text) {
                std::borrow::Cow::Owned(text) => text,
                std::borrow::Cow::Borrowed(_) => text,
            },
            Value::Null => String::new(),
            scalar @ (Value::Bool(_) | Value::Int(_) | Value::Float(_)) => format_value(&scalar),
            other => {
                let example = format!("{}: 例", key.name);
                self.wrong(key, &msg!(ja: "文字", en: "words"), &other, &example, &Message::default());
                String::new()
            }
        }
    }

    fn number(&mut self, key: &Key, value: &Yaml) -> Option<i64> {
        match value {
            Yaml::Null => None,
            value if value.as_i64().is_some() => value.as_i64(),
            other => {
                let order = msg!(ja: "小さい数ほど前に並びます", en: "smaller numbers come first");
                let example = format!("{}: 1", key.name);
                self.wrong(key, &msg!(ja: "数字", en: "a number"), &plain(other.clone()), &example, &order);
                None
            }
        }
    }

    fn flag(&mut self, key: &Key, value: &Yaml) -> bool {
        match value {
            Yaml::Null => false,
            Yaml::Bool(flag) => *flag,
            other => {
                let more = msg!(ja: "true のあいだは公開されません", en: "while it is true the page is not published");
                let wanted = msg!(ja: "true か false", en: "true or false");
                self.wrong(key, &wanted, &plain(other.clone()), &format!("{}: true", key.name), &more);
                // Unsure: better kept back than published by mistake.
                true
            }
        }
    }

    fn list(&mut self, key: &Key, value: &Yaml) -> Vec<String> {
        let word = |value: Value| match value {
            Value::Text(_) | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
                Some(nfc(&format_value(&value)).into_owned())
            }
            _ => None,
        };
        let plain = plain(value.clone());
        let wrong = match &plain {
            Value::List(items) => items.iter().find(|item| matches!(item, Value::List(_) | Value::Map(_))),
            Value::Map(_) => Some(&plain),
            _ => None,
        };
        if let Some(wrong) = wrong {
            let example = format!("{}: [雪, 住まい]", key.name);
            self.wrong(key, &msg!(ja: "言葉の並び", en: "a list of words"), wrong, &example, &Message::default());
        }
        match plain {
            Value::Null | Value::Map(_) => Vec::new(),
            Value::List(items) => items.into_iter().filter_map(word).collect(),
            scalar => word(scalar).into_iter().collect(),
        }
    }

    fn extra(&mut self, key: &Key, value: Yaml) -> BTreeMap<String, Value> {
        match plain(value) {
            Value::Map(map) => return map,
            Value::Null => {}
            other => {
                let wanted = msg!(ja: "項目: 値 の組", en: "`key: value` pairs");
                self.wrong(key, &wanted, &other, "extra: { mood: よい }", &Message::default());
            }
        }
        BTreeMap::new()
    }

    fn date(&mut self, key: &str, value: &Yaml) -> Option<Date> {
        let written = match plain(value.clone()) {
            Value::Null => return None,
            other => format_value(&other),
        };
        let read = Date::parse(&written);
        if read.is_none() {
            let span = self.place(key).value;
            let meant = date_forms::guess(&written);
            let example = meant.map_or_else(|| "2026-04-01".to_owned(), |date| date.to_string());
            let finding =
                Diagnostic::error("date-form", msg!(ja: "日付の書き方を読み取れません", en: "the date cannot be read"))
                    .at(self.path, span)
                    .help(msgf!(ja: "`{key}: {example}` と書いてください", en: "write `{key}: {example}`"));
            let place = meant.and_then(|_| self.written(span, &written));
            self.findings.push(match place {
                Some(place) => finding.fix(place, example),
                None => finding,
            });
        }
        read
    }

    /// Where a value stands within its span, without quotes and comment; `None` where it is not written as it reads.
    fn written(&self, span: Span, value: &str) -> Option<Span> {
        let text = self.text.get(span.range())?;
        let inner = text.trim_start_matches(['"', '\'']);
        let after = inner.strip_prefix(value)?.trim_start_matches(['"', '\'']);
        let start = span.start + text.len() - inner.len();
        (after.is_empty() || after.trim_start().starts_with('#')).then(|| Span::new(start, start + value.len()))
    }

    fn wrong(&mut self, key: &Key, wanted: &Message, written: &Value, example: &str, more: &Message) {
        let (name, written) = (key.name, format_value(written));
        let Message { ja: name_ja, en: name_en } = &key.label;
        let Message { ja: wanted_ja, en: wanted_en } = wanted;
        let (more_ja, more_en) = if more.is_empty() {
            (String::new(), String::new())
        } else {
            (format!("。{}", more.ja), format!("; {}", more.en))
        };
        let finding = Diagnostic::new(
            Level::Error,
            "wrong-type",
            msgf!(
            ja: "`{name}`（{name_ja}）には{wanted_ja}を書いてください。いまは「{written}」です",
            en: "`{name}` ({name_en}) takes {wanted_en}; now it is `{written}`"),
        );
        self.findings.push(
            finding
                .at(self.path, self.place(name).value)
                .help(msgf!(ja: "`{example}`{more_ja}", en: "`{example}`{more_en}")),
        );
    }

    /// A window that ends before it begins shows the page to nobody.
    fn window(&mut self) {
        if let (Some(from), Some(until)) = (self.meta.publish_from, self.meta.publish_until)
            && until < from
        {
            self.findings.push(
                Diagnostic::error(
                    "publish-window",
                    msgf!(
                    ja: "公開の終わり（{until}）が、始まり（{from}）より前になっています",
                    en: "publishing ends ({until}) before it begins ({from})"),
                )
                .at(self.path, self.place("publish_until").value)
                .help(msg!(
                    ja: "`publish_from` と `publish_until` の日付を確かめてください",
                    en: "look at `publish_from` and `publish_until`")),
            );
        }
    }
}

/// A YAML value as one of ours; tags are dropped.
pub(super) fn plain(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(it) => Value::Bool(it),
        Yaml::Number(it) => it.as_i64().map_or_else(|| Value::Float(it.as_f64().unwrap_or_default()), Value::Int),
        Yaml::String(it) => Value::Text(it),
        Yaml::Sequence(items) => Value::List(items.into_iter().map(plain).collect()),
        Yaml::Mapping(map) => Value::Map(
            map.into_iter()
                .map(|(key, value)| {
                    (key.as_str().map_or_else(|| format_value(&plain(key.clone())), str::to_owned), plain(value))
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => plain(tagged.value),
    }
}

/// A value in a message.
fn format_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(it) => it.to_string(),
        Value::Int(it) => it.to_string(),
        Value::Float(it) => it.to_string(),
        Value::Text(it) => it.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(format_value).collect::<Vec<_>>().join(", ")),
        Value::Map(map) => {
            format!(
                "{{ {} }}",
                map.iter().map(|(key, value)| format!("{key}: {}", format_value(value))).collect::<Vec<_>>().join(", ")
            )
        }
    }
}

#[cfg(test)]
mod tests;
