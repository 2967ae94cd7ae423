//! The settings of a page, one key after the other: each value in the form that its key has, or a finding.
//!
//! Must never take a value that it does not understand for a harmless one.

use std::collections::BTreeMap;

use serde_yaml::Value as Yaml;

use crate::{
    base::{path::SourcePath, value::Value},
    load::{
        document::{KeyPlace, Meta},
        front_matter::{
            date_forms,
            folded::folded,
            keys::{Form, Key, TABLE},
            quote,
            values::{format_value, plain},
        },
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    text::{date::Date, normalize::nfc, span::Span},
};

/// What is read so far.
pub(super) struct Reader<'a> {
    pub(super) path: &'a SourcePath,
    pub(super) text: &'a str,
    pub(super) places: BTreeMap<String, KeyPlace>,
    /// Where the key that is read stands.
    pub(super) place: KeyPlace,
    pub(super) meta: Meta,
    pub(super) findings: Vec<Diagnostic>,
    /// Whether something that decides about the page is not understood.
    pub(super) broken: bool,
    /// Whether something says that the page is not ready, by another name than `draft`.
    pub(super) is_draft: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(path: &'a SourcePath) -> Self {
        Self {
            path,
            text: "",
            places: BTreeMap::new(),
            place: KeyPlace::default(),
            meta: Meta::default(),
            findings: Vec::new(),
            broken: false,
            is_draft: false,
        }
    }

    pub(super) fn take(&mut self, key: &Yaml, value: Yaml) {
        let name = key.as_str().map_or_else(|| format_value(&plain(key.clone())), str::to_owned);
        self.place = self.places.get(&name).copied().unwrap_or_default();
        if let Some(known) = TABLE.iter().find(|known| known.name == name) {
            self.take_known(known, value);
        } else if let Some(known) = TABLE.iter().find(|known| folded(known.name) == folded(&name)) {
            self.take_respelt(&name, known, value);
        } else if !self.take_visibility(&name, &value) && !self.take_other_name(&name, &value) {
            self.meta.fields.insert(name, plain(value));
        }
    }

    pub(super) fn take_known(&mut self, known: &Key, value: Yaml) {
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

    /// What a value is as it stands in the file, without the comment behind it; `None` where it has quotes or lines of
    /// its own.
    fn as_written(&self) -> Option<&str> {
        let KeyPlace { key, value } = self.place;
        let (words, _) = quote::without_comment(self.text.get(value.range()).filter(|_| key != value)?);
        (!words.starts_with(['"', '\'', '&', '*', '!', '|', '>', '#', '[', '{']) && !words.is_empty()).then_some(words)
    }

    fn text(&mut self, key: &Key, value: &Yaml) -> String {
        match plain(value.clone()) {
            Value::Text(text) => match nfc(&text) {
                std::borrow::Cow::Owned(text) => text,
                std::borrow::Cow::Borrowed(_) => text,
            },
            Value::Null if key.name != "title" => String::new(),
            scalar @ (Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_)) => {
                // `1e3` and `010` are words here, not numbers.
                self.as_written().map_or_else(|| format_value(&scalar), |words| nfc(words).into_owned())
            }
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

    pub(super) fn flag(&mut self, key: &Key, value: &Yaml) -> bool {
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
            let span = self.place.value;
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
            finding.at(self.path, self.place.value).help(msgf!(ja: "`{example}`{more_ja}", en: "`{example}`{more_en}")),
        );
    }

    /// A window that ends before it begins shows the page to nobody.
    pub(super) fn window(&mut self) {
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
