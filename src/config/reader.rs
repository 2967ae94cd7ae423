//! A table of `site.toml` beside the keys that it may hold: reads values, and judges what is written.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    base::{color::Color, path::SourcePath, value::Value},
    config::{
        key::{Form, Key},
        secret::is_secret,
        target::Target,
    },
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
    text::{date::Date, normalize::nearest, span::Span},
};

/// A key, its place, and its value.
pub(crate) type Entry<'a> = (&'a str, Span, &'a Spanned<DeValue<'a>>);

/// A table of the file. What has another form than the table of keys says reads as if it were not there.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    table: &'a DeTable<'a>,
    keys: &'static [Key],
}

impl<'a> Given<'a> {
    pub(crate) fn new(table: &'a DeTable<'a>, keys: &'static [Key]) -> Self {
        Self { table, keys }
    }

    fn find(self, name: &str) -> Option<Entry<'a>> {
        let _ = self.key(name);
        entries(self.table).into_iter().find(|(key, ..)| *key == name)
    }

    fn key(self, name: &str) -> &'static Key {
        self.keys.iter().find(|key| key.is(name)).expect("a key that is read stands in the tables of keys")
    }

    /// Where a key's value stands; of a missing one, nowhere.
    pub(crate) fn place(self, key: &str) -> Option<Span> {
        self.find(key).map(|(_, _, value)| Span::from(value.span()))
    }

    /// Where the value of any key stands, also of one that nobody knows.
    pub(crate) fn place_of_any(self, name: &str) -> Span {
        let found = entries(self.table).into_iter().find(|(key, ..)| *key == name);
        found.map_or_else(Span::default, |(_, _, value)| Span::from(value.span()))
    }

    /// The words of a key; empty without it.
    pub(crate) fn text(self, key: &str) -> String {
        self.find(key).and_then(|(_, _, value)| value.get_ref().as_str()).unwrap_or_default().to_owned()
    }

    /// The words of a key, where there are some.
    pub(crate) fn some_text(self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty())
    }

    /// The words of all keys that begin like this, by the rest of their names.
    pub(crate) fn starting(self, start: &str) -> Vec<(String, String)> {
        let text = |(key, _, value): Entry<'_>| {
            Some((key.strip_prefix(start)?.to_owned(), value.get_ref().as_str()?.to_owned()))
        };
        self.entries().into_iter().filter_map(text).collect()
    }

    /// The words of a key in other languages, by their whole names: `name_en`.
    pub(crate) fn in_languages(self, name: &str) -> Vec<(String, String)> {
        let start = format!("{name}_");
        self.starting(&start).into_iter().map(|(code, text)| (start.clone() + &code, text)).collect()
    }

    /// One of a key's words.
    pub(crate) fn one_of(self, key: &str) -> Option<String> {
        let Form::OneOf(words) = self.key(key).form else { return None };
        self.some_text(key).filter(|text| words.contains(&&**text))
    }

    /// Words, or a day without quotes.
    pub(crate) fn text_or_day(self, key: &str) -> String {
        match self.find(key).map(|(_, _, written)| value(written.get_ref())) {
            Some(Value::Text(text)) => Date::parse(&text).map_or(text, Date::japanese),
            _ => String::new(),
        }
    }

    /// Words, or figures without quotes.
    pub(crate) fn text_or_number(self, key: &str) -> String {
        match self.find(key).map(|(_, _, written)| written.get_ref()) {
            Some(DeValue::String(text)) => text.to_string(),
            Some(DeValue::Integer(number)) => number.as_str().to_owned(),
            _ => String::new(),
        }
    }

    pub(crate) fn day(self, key: &str) -> Option<Date> {
        Date::parse(value(self.find(key)?.2.get_ref()).as_text()?)
    }

    pub(crate) fn number(self, key: &str) -> Option<usize> {
        number(self.find(key)?.2.get_ref())
    }

    pub(crate) fn flag(self, key: &str) -> bool {
        self.find(key).and_then(|(_, _, value)| value.get_ref().as_bool()).unwrap_or_default()
    }

    pub(crate) fn some_flag(self, key: &str) -> Option<bool> {
        self.find(key).and_then(|(_, _, value)| value.get_ref().as_bool())
    }

    pub(crate) fn list(self, key: &str) -> Vec<String> {
        let items = self.find(key).and_then(|(_, _, value)| value.get_ref().as_array());
        items.map_or(Vec::new(), |items| {
            items.iter().filter_map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
        })
    }

    /// The values of a list, with their places.
    pub(crate) fn items(self, key: &str) -> Vec<(&'a DeValue<'a>, Span)> {
        let items = self.find(key).and_then(|(_, _, value)| value.get_ref().as_array());
        items.map_or(Vec::new(), |items| items.iter().map(|item| (item.get_ref(), Span::from(item.span()))).collect())
    }

    /// The table below a key.
    pub(crate) fn table(self, key: &str) -> Option<Given<'a>> {
        let keys = match self.key(key).form {
            Form::Table(keys) | Form::TableOrText(keys) => keys,
            _ => &[],
        };
        match self.find(key)?.2.get_ref() {
            DeValue::Table(table) => Some(Self { table, keys }),
            _ => None,
        }
    }

    /// The tables below a key, each under a name of the site's own, in the order of the file.
    pub(crate) fn tables(self, key: &str) -> Vec<(&'a str, Given<'a>)> {
        let Form::Tables(keys) = self.key(key).form else { return Vec::new() };
        let all = self.table(key).map_or(Vec::new(), Given::entries);
        let tables = all.into_iter().filter_map(|(name, _, value)| match value.get_ref() {
            DeValue::Table(table) => Some((name, Self { table, keys })),
            _ => None,
        });
        tables.collect()
    }

    /// All entries, and those of every table and list of tables below, in the order of the file.
    pub(crate) fn all_below(self) -> Vec<Entry<'a>> {
        fn gather<'a>(value: &'a DeValue<'a>, all: &mut Vec<Entry<'a>>) {
            match value {
                DeValue::Table(table) => below(table, all),
                DeValue::Array(items) => items.iter().for_each(|item| gather(item.get_ref(), all)),
                _ => {}
            }
        }
        fn below<'a>(table: &'a DeTable<'a>, all: &mut Vec<Entry<'a>>) {
            for entry in entries(table) {
                all.push(entry);
                gather(entry.2.get_ref(), all);
            }
        }
        let mut all = Vec::new();
        below(self.table, &mut all);
        all
    }

    /// Everything that has its form, and what nobody knows: a template is never handed a value of another form. The
    /// salon's settings stay as they are written: who reads them takes a wrong one for the stricter of two.
    pub(crate) fn well_formed(self) -> Value {
        let kept = self.entries().into_iter().filter_map(|(key, _, written)| {
            let known = self.keys.iter().find(|known| known.is(key)).filter(|known| known.name != "salon");
            let whole = || Some(value(written.get_ref()));
            Some((key.to_owned(), known.map_or_else(whole, |known| formed(written, known.form))?))
        });
        Value::Map(kept.collect())
    }

    /// The key that a row must have and has not.
    fn missing(self) -> Option<&'static str> {
        let is_there =
            |key: &&Key| self.find(key.name).is_some_and(|(_, _, value)| has_form(value.get_ref(), key.form));
        self.keys.iter().filter(|key| key.must).find(|key| !is_there(key)).map(|key| key.name)
    }

    /// All entries, in the order of the file.
    pub(crate) fn entries(self) -> Vec<Entry<'a>> {
        entries(self.table)
    }
}

/// A value without what has another form; `None` where it has none of its own.
fn formed(written: &Spanned<DeValue<'_>>, form: Form) -> Option<Value> {
    let it = written.get_ref();
    match (it, form) {
        (DeValue::Table(table), Form::Table(keys) | Form::TableOrText(keys)) => {
            Some(Given { table, keys }.well_formed())
        }
        (DeValue::Table(table), Form::Tables(keys)) => {
            let own = entries(table).into_iter().filter_map(|(name, _, written)| match written.get_ref() {
                DeValue::Table(table) => Some((name.to_owned(), Given { table, keys }.well_formed())),
                _ => None,
            });
            Some(Value::Map(own.collect()))
        }
        (DeValue::Array(items), Form::Items(keys)) => {
            let rows = items.iter().filter_map(|item| Some(Given { table: item.get_ref().as_table()?, keys }));
            Some(Value::List(rows.filter(|row| row.missing().is_none()).map(Given::well_formed).collect()))
        }
        _ => has_form(it, form).then(|| value(it)),
    }
}

/// Gathers what is wrong with the file, and where its links lead.
pub(crate) struct Reader {
    pub(crate) path: SourcePath,
    pub(crate) findings: Vec<Diagnostic>,
    pub(crate) targets: Vec<Target>,
    /// The keys of the first level, to say where a key belongs.
    pub(crate) keys: &'static [Key],
}

impl Reader {
    /// Judges a table, and those below it: keys that nobody reads, and values of another form. `name` is the table's
    /// own as the file has it, empty for the first level.
    pub(crate) fn judge(&mut self, given: Given<'_>, name: &str) {
        self.unknown(given, name);
        for (key, _, written) in given.entries() {
            let Some(known) = given.keys.iter().find(|known| known.is(key)) else { continue };
            let inner = join(name, key);
            if !has_form(written.get_ref(), known.form) {
                self.wrong(key, written, &known.form.wanted(&inner));
            }
            match (written.get_ref(), known.form) {
                (DeValue::String(target), Form::Target) if !target.trim().is_empty() => {
                    let at = Span::from(written.span());
                    self.targets.push(Target { key: inner, written: target.to_string(), at });
                }
                (DeValue::Array(items), Form::Items(keys)) => self.judge_rows(items, keys, &inner),
                (DeValue::Table(table), Form::Table(keys) | Form::TableOrText(keys)) => {
                    self.judge(Given { table, keys }, &inner)
                }
                (DeValue::Table(table), Form::Tables(keys)) => {
                    for (own, _, written) in entries(table) {
                        let below = format!("{inner}.{own}");
                        match written.get_ref() {
                            DeValue::Table(table) => self.judge(Given { table, keys }, &below),
                            _ => self.wrong(own, written, &known.form.wanted(&below)),
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Judges the rows of a list.
    fn judge_rows(&mut self, items: &[Spanned<DeValue<'_>>], keys: &'static [Key], name: &str) {
        for item in items {
            let DeValue::Table(table) = item.get_ref() else { continue };
            let row = Given { table, keys };
            self.judge(row, name);
            let Some(key) = row.missing().filter(|key| row.find(key).is_none()) else { continue };
            self.findings.push(
                Diagnostic::error(
                    "config-type",
                    msgf!(ja: "`{name}` の行に `{key}` がありません", en: "a row of `{name}` has no `{key}`"),
                )
                .at(&self.path, Span::from(item.span()))
                .help(msgf!(ja: "`{key} = \"…\"` を書き足してください", en: "add `{key} = \"…\"`")),
            );
        }
    }

    /// Tells of the keys of a table that nobody reads, and offers the nearest that somebody does.
    fn unknown(&mut self, given: Given<'_>, name: &str) {
        let all = given.entries();
        let known = |key: &str| given.keys.iter().any(|known| known.is(key));
        // A key that is there already would be there twice.
        let free = |known: &&str| !known.ends_with('*') && all.iter().all(|(key, ..)| key != known);
        // A line with a password is told by itself, and never shown.
        let unknown = |(key, ..): &Entry<'_>| !known(key) && !is_secret(key);
        for (key, span, written) in all.iter().copied().filter(unknown) {
            let message = if name.is_empty() {
                msgf!(ja: "`{key}` という設定はありません", en: "there is no setting `{key}`")
            } else {
                msgf!(ja: "`[{name}]` に `{key}` という設定はありません", en: "`[{name}]` has no setting `{key}`")
            };
            let finding = Diagnostic::warning("config-key", message).at(&self.path, span);
            let near = nearest(key, given.keys.iter().map(|known| known.name).filter(free));
            let elsewhere = find_home(self.keys, key, name);
            self.findings.push(match near {
                _ if elsewhere.as_deref() == Some("") => finding.help(msgf!(
                    ja: "`{key}` は `[{name}]` の下ではなく、どの `[ ]` の行よりも上に書きます",
                    en: "`{key}` stands above all lines in brackets, not below `[{name}]`")),
                // A table of this name is hardly the key of another table.
                _ if elsewhere.is_some() && !written.get_ref().is_table() => {
                    let home = elsewhere.unwrap_or_default();
                    finding.help(msgf!(
                        ja: "`{key}` は `[{home}]` の下に書きます",
                        en: "`{key}` stands below `[{home}]`"))
                }
                Some(near) => finding
                    .help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?"))
                    .offer(span, near),
                None if name.is_empty() => finding.help(msg!(
                    ja: "テーマで使う自由な項目は `[extra]` の下に書けます",
                    en: "settings of your own go below `[extra]`")),
                None => finding,
            });
        }
    }

    /// Tells that a value has another form than its key takes.
    pub(crate) fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &Message) {
        let Message { ja, en } = wanted;
        self.findings.push(
            Diagnostic::error("config-type", msgf!(ja: "`{key}` には{ja}を書いてください", en: "`{key}` takes {en}"))
                .at(&self.path, Span::from(value.span())),
        );
    }
}

/// The table, other than this one, that has a key of this name: empty for the first level.
fn find_home(keys: &'static [Key], key: &str, name: &str) -> Option<String> {
    fn below(keys: &'static [Key], path: &str, key: &str) -> Option<String> {
        let inner = |known: &Key| match known.form {
            Form::Table(keys) | Form::TableOrText(keys) => below(keys, &join(path, known.name), key),
            Form::Tables(keys) => below(keys, &format!("{}.名前", join(path, known.name)), key),
            _ => None,
        };
        let own = keys.iter().any(|known| known.name == key).then(|| path.to_owned());
        own.or_else(|| keys.iter().find_map(inner))
    }
    let first = |path: &str| path.split('.').next().unwrap_or_default().to_owned();
    below(keys, "", key).filter(|home| first(home) != first(name))
}

/// A table's name behind that of the one around it.
fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn has_form(it: &DeValue<'_>, form: Form) -> bool {
    match form {
        Form::Text | Form::Target => it.is_str(),
        Form::Items(_) => it.as_array().is_some_and(|items| items.iter().all(|item| item.get_ref().is_table())),
        Form::Number => number(it).is_some(),
        Form::Flag => it.is_bool(),
        Form::List => it.is_array(),
        Form::Day => value(it).as_text().is_some_and(|text| Date::parse(text).is_some()),
        Form::TextOrDay => it.is_str() || it.is_datetime(),
        Form::TextOrNumber => it.is_str() || it.is_integer(),
        Form::OneOf(words) => it.as_str().is_some_and(|text| words.contains(&text)),
        Form::TableOrText(_) => it.is_table() || it.is_str(),
        Form::Color => it.as_str().is_some_and(|text| Color::parse(text).is_some()),
        Form::Table(_) | Form::Tables(_) | Form::Pairs => it.is_table(),
        Form::PairsOrList => it.is_table() || it.is_array(),
        Form::Free => true,
    }
}

fn number(it: &DeValue<'_>) -> Option<usize> {
    it.as_integer()?.as_str().parse().ok().filter(|number| *number > 0)
}

/// A table's entries in the order of the file.
fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> =
        table.iter().map(|(key, value)| (&**key.get_ref(), Span::from(key.span()), value)).collect();
    entries.sort_by_key(|(_, span, _)| *span);
    entries
}

/// A TOML value as one of ours.
pub(crate) fn value(it: &DeValue<'_>) -> Value {
    match it {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => {
            number.as_str().parse().map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Int)
        }
        DeValue::Float(number) => {
            number.as_str().parse().map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Float)
        }
        DeValue::Boolean(flag) => Value::Bool(*flag),
        DeValue::Datetime(time) => Value::Text(time.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(|item| value(item.get_ref())).collect()),
        DeValue::Table(table) => {
            Value::Map(table.iter().map(|(key, item)| (key.get_ref().to_string(), value(item.get_ref()))).collect())
        }
    }
}
