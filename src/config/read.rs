//! Reading `site.toml`: every wrong value is a finding with its place, and the rest is read all the same.

use std::collections::BTreeMap;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    base::{hash::Fingerprint, path::SourcePath, value::Value},
    config::types::{CheckLevel, Config, Contact, Language, Municipality, OpenData, Topic},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level, Reported},
        message::Message,
    },
    text::{
        municipality_code::{is_whole, with_check_digit},
        normalize::nearest,
        span::Span,
    },
};

/// The keys of the first level. Those of the second line belong to the theme and are free inside.
const KEYS: [&str; 23] = [
    "title",
    "description",
    "image",
    "image_alt",
    "base_url",
    "language",
    "languages",
    "theme",
    "municipality",
    "contacts",
    "topics",
    "accessibility",
    "build",
    "html",
    "check",
    "opendata", //
    "consult",
    "footer",
    "home",
    "banner",
    "menu",
    "salon",
    "extra",
];

impl Config {
    /// Reads the text of `site.toml`; without the file everything has its default.
    pub fn read(text: Option<&str>) -> Reported<Self> {
        let path = SourcePath::new("site.toml");
        let Some(text) = text.map(|text| text.trim_start_matches('\u{feff}')) else {
            let finding = Diagnostic::hint(
                "no-config",
                msg!(ja: "site.toml がないため、決まった設定で作りました", en: "there is no site.toml; defaults are used"),
            )
            .help(msg!(ja: "`title = \"ガイドの名前\"` と書いた site.toml を置いてください", en: "make a site.toml with `title = \"…\"`"));
            return Reported { value: Self::default(), findings: vec![finding] };
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let span = error.span().map_or(Span::default(), Span::from);
                let finding = Diagnostic::error(
                    "config-syntax",
                    msg!(ja: "site.toml を読み取れません", en: "site.toml cannot be read"),
                )
                .at(&path, span)
                .help(msg!(
                        ja: "この行の \" の閉じ忘れ、「=」の書き忘れ、同じ項目の重なりがないか確かめてください",
                        en: "look for a missing \", a missing `=`, or a key given twice in this line"));
                return Reported { value: Self { readable: false, ..Self::default() }, findings: vec![finding] };
            }
        };
        let mut reader = Reader { path, findings: Vec::new() };
        let config = reader.config(table.get_ref(), text);
        Reported { value: config, findings: reader.findings }
    }
}

pub(crate) type Entry<'a> = (&'a str, Span, &'a Spanned<DeValue<'a>>);

/// Reads tables, and gathers what is wrong with them.
pub(crate) struct Reader {
    pub(crate) path: SourcePath,
    pub(crate) findings: Vec<Diagnostic>,
}

impl Reader {
    fn config(&mut self, table: &DeTable<'_>, text: &str) -> Config {
        let defaults = Config::default();
        self.unknown(
            table,
            &KEYS,
            |key| msgf!(ja: "`{key}` という設定はありません", en: "there is no setting `{key}`"),
            Some(msg!(ja: "テーマで使う自由な項目は `[extra]` の下に書けます", en: "settings of your own go below `[extra]`")),
        );
        let build = self.table(table, "build");
        let html = self.table(table, "html");
        let town = self.table(table, "municipality");
        let base_url = self.base_url(table).unwrap_or(defaults.base_url);
        let language = Some(self.text(table, "language")).filter(|tag| !tag.is_empty()).unwrap_or(defaults.language);
        let mut all = value(&DeValue::Table(table.clone()));
        if let Value::Map(map) = &mut all {
            map.insert("base_url".to_owned(), Value::Text(base_url.clone()));
            map.insert("language".to_owned(), Value::Text(language.clone()));
        }
        Config {
            title: self.text(table, "title"),
            description: self.text(table, "description"),
            image: self.text(table, "image"),
            image_at: find(table, "image").map_or(Span::default(), |(_, _, value)| Span::from(value.span())),
            base_url,
            language,
            languages: self.languages(table),
            theme: Some(self.text(table, "theme")).filter(|name| !name.is_empty()).unwrap_or(defaults.theme),
            paginate: build.and_then(|build| self.number(build, "paginate")).unwrap_or(defaults.paginate),
            municipality: town.map_or(defaults.municipality, |town| Municipality {
                name: self.text(town, "name"),
                kind: Some(self.text(town, "kind")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| "町".to_owned()),
                address: self.text(town, "address"),
                phone: self.text(town, "phone"),
                url: self.text(town, "url"),
            }),
            contacts: self.contacts(table),
            topics: self.topics(table),
            accessibility: self.accessibility(table),
            html: html.map_or(Vec::new(), |html| self.list(html, "allow")),
            keep: build
                .map_or(Vec::new(), |build| self.list(build, "keep"))
                .into_iter()
                .chain([".git".to_owned()])
                .collect(),
            check: self.levels(table),
            readable: true,
            open_data: self.open_data(table),
            all,
            fingerprint: Fingerprint::of(text),
        }
    }

    /// Tells of the keys of a table that nobody reads, and offers the nearest that somebody does; `otherwise`
    /// is said where there is none.
    pub(crate) fn unknown(
        &mut self,
        table: &DeTable<'_>,
        known: &[&str],
        what: impl Fn(&str) -> Message,
        otherwise: Option<Message>,
    ) {
        let given = entries(table);
        // A key that is there already would be there twice.
        let free = |known: &&str| given.iter().all(|(key, ..)| key != known);
        for (key, span, _) in given.iter().copied().filter(|(key, ..)| !known.contains(key)) {
            let finding = Diagnostic::warning("config-key", what(key)).at(&self.path, span);
            self.findings.push(match (nearest(key, known.iter().copied().filter(free)), &otherwise) {
                (Some(near), _) => finding
                    .help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?"))
                    .offer(span, near),
                (None, Some(help)) => finding.help(help.clone()),
                (None, None) => finding,
            });
        }
    }

    fn base_url(&mut self, table: &DeTable<'_>) -> Option<String> {
        let url = self.text(table, "base_url");
        if url.is_empty() {
            return None;
        }
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"))
            .filter(|rest| !rest.is_empty() && !rest.starts_with('/'));
        if host.is_none() {
            let span = find(table, "base_url").map_or(Span::default(), |(_, _, value)| Span::from(value.span()));
            self.findings.push(
                Diagnostic::error("base-url", msgf!(ja: "`base_url` がURLではありません：{url}", en: "`base_url` is no URL: {url}"))
                    .at(&self.path, span)
                    .help(msg!(ja: "`base_url = \"https://www.town.example.jp/iju/\"` のように書いてください", en: "write it like `base_url = \"https://www.town.example.jp/iju/\"`")),
            );
            return None;
        }
        Some(format!("{}/", url.trim_end_matches('/')))
    }

    fn languages(&mut self, table: &DeTable<'_>) -> Vec<Language> {
        let mut languages = Vec::new();
        for (code, _, value) in self.tables(table, "languages") {
            let tag = self.text(value, "tag");
            let label = self.text(value, "label");
            let default_tag = if code == "easy" { "ja" } else { code };
            languages.push(Language {
                code: code.to_owned(),
                tag: if tag.is_empty() { default_tag.to_owned() } else { tag },
                label: if label.is_empty() { code.to_owned() } else { label },
                title: self.text(value, "title"),
            });
        }
        languages
    }

    fn contacts(&mut self, table: &DeTable<'_>) -> Vec<Contact> {
        let mut contacts = Vec::new();
        for (key, _, value) in self.tables(table, "contacts") {
            let mut text = |name| self.text(value, name);
            contacts.push(Contact {
                key: key.to_owned(),
                name: text("name"),
                phone: text("phone"),
                email: text("email"),
                hours: text("hours"),
                address: text("address"),
                url: text("url"),
                line: text("line"),
            });
        }
        contacts
    }

    fn topics(&mut self, table: &DeTable<'_>) -> Vec<Topic> {
        let mut topics = Vec::new();
        for (key, _, value) in self.tables(table, "topics") {
            let label = self.text(value, "label");
            let labels = entries(value).into_iter().filter_map(|(name, _, label)| {
                Some((name.strip_prefix("label_")?.to_owned(), label.get_ref().as_str()?.to_owned()))
            });
            topics.push(Topic {
                key: key.to_owned(),
                labels: labels.collect(),
                label: if label.is_empty() { key.to_owned() } else { label },
                description: self.text(value, "description"),
            });
        }
        topics
    }

    fn open_data(&mut self, table: &DeTable<'_>) -> Option<OpenData> {
        let given = self.table(table, "opendata")?;
        let code = self.text(given, "code");
        if !is_whole(&code) {
            let span = find(given, "code")
                .or_else(|| find(table, "opendata"))
                .map_or(Span::default(), |(_, _, value)| Span::from(value.span()));
            let right = code.get(..5).and_then(with_check_digit).unwrap_or_else(|| "131016".to_owned());
            self.findings.push(
                Diagnostic::error("config-opendata", msg!(ja: "`[opendata]` の `code` が全国地方公共団体コードではありません", en: "`code` of `[opendata]` is no code of a municipality"))
                    .at(&self.path, span)
                    .help(msgf!(ja: "`code = \"{right}\"` のように、検査数字までの6桁を書いてください", en: "write all six digits, the check digit included, like `code = \"{right}\"`")),
            );
            return None;
        }
        let licence = Some(self.text(given, "licence"))
            .filter(|licence| !licence.is_empty())
            .unwrap_or_else(|| "CC BY 4.0".to_owned());
        Some(OpenData { code, prefecture: self.text(given, "prefecture"), licence, bom: self.flag(given, "bom") })
    }

    fn flag(&mut self, table: &DeTable<'_>, key: &str) -> bool {
        let Some((_, _, value)) = find(table, key) else { return false };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(key, value, &msg!(ja: "true か false", en: "true or false"));
        }
        flag.unwrap_or_default()
    }

    fn levels(&mut self, table: &DeTable<'_>) -> BTreeMap<String, CheckLevel> {
        let mut levels = BTreeMap::new();
        for (code, at, written) in self.table(table, "check").map_or(Vec::new(), entries) {
            let level = match written.get_ref().as_str() {
                Some("off") => None,
                Some("hint") => Some(Level::Hint),
                Some("warning") => Some(Level::Warning),
                Some("error") => Some(Level::Error),
                _ => {
                    self.wrong(
                        code,
                        written,
                        &msg!(ja: "off、hint、warning、error のどれか", en: "off, hint, warning or error"),
                    );
                    continue;
                }
            };
            levels.insert(code.to_owned(), CheckLevel { level, at });
        }
        levels
    }

    /// The tables below a key, in the order of the file.
    fn tables<'a>(&mut self, table: &'a DeTable<'a>, key: &str) -> Vec<(&'a str, Span, &'a DeTable<'a>)> {
        let mut tables = Vec::new();
        for (name, span, value) in self.table(table, key).map_or(Vec::new(), entries) {
            match value.get_ref() {
                DeValue::Table(inner) => tables.push((name, span, inner)),
                _ => self.wrong(name, value, &msgf!(ja: "`[{key}.{name}]` の下の組", en: "a table `[{key}.{name}]`")),
            }
        }
        tables
    }

    pub(crate) fn table<'a>(&mut self, table: &'a DeTable<'a>, key: &str) -> Option<&'a DeTable<'a>> {
        let (_, _, value) = find(table, key)?;
        match value.get_ref() {
            DeValue::Table(inner) => Some(inner),
            _ => {
                self.wrong(key, value, &msgf!(ja: "`[{key}]` の下の組", en: "a table `[{key}]`"));
                None
            }
        }
    }

    pub(crate) fn text(&mut self, table: &DeTable<'_>, key: &str) -> String {
        match find(table, key) {
            None => String::new(),
            Some((_, _, value)) => match value.get_ref().as_str() {
                Some(text) => text.to_owned(),
                None => {
                    self.wrong(key, value, &msg!(ja: "\" で囲んだ文字", en: "words in double quotes"));
                    String::new()
                }
            },
        }
    }

    fn number(&mut self, table: &DeTable<'_>, key: &str) -> Option<usize> {
        let (_, _, value) = find(table, key)?;
        let number = value
            .get_ref()
            .as_integer()
            .and_then(|number| number.as_str().parse::<usize>().ok())
            .filter(|number| *number > 0);
        if number.is_none() {
            self.wrong(key, value, &msg!(ja: "1以上の数字", en: "a number from 1 up"));
        }
        number
    }

    pub(crate) fn list(&mut self, table: &DeTable<'_>, key: &str) -> Vec<String> {
        let Some((_, _, value)) = find(table, key) else { return Vec::new() };
        let words: Option<Vec<String>> = value
            .get_ref()
            .as_array()
            .map(|items| items.iter().filter_map(|item| item.get_ref().as_str().map(str::to_owned)).collect());
        if words.is_none() {
            self.wrong(key, value, &msg!(ja: "`[\"a\", \"b\"]` のような並び", en: "a list like `[\"a\", \"b\"]`"));
        }
        words.unwrap_or_default()
    }

    pub(crate) fn wrong(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &Message) {
        let Message { ja, en } = wanted;
        self.findings.push(
            Diagnostic::error("config-type", msgf!(ja: "`{key}` には{ja}を書いてください", en: "`{key}` takes {en}"))
                .at(&self.path, Span::from(value.span())),
        );
    }
}

/// A table's entries in the order of the file.
pub(crate) fn entries<'a>(table: &'a DeTable<'a>) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> =
        table.iter().map(|(key, value)| (&**key.get_ref(), Span::from(key.span()), value)).collect();
    entries.sort_by_key(|(_, span, _)| *span);
    entries
}

pub(crate) fn find<'a>(table: &'a DeTable<'a>, key: &str) -> Option<Entry<'a>> {
    entries(table).into_iter().find(|(name, ..)| *name == key)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_understood() {
        let read = Config::read(Some(include_str!("../../site.toml")));
        assert!(read.findings.is_empty(), "{:#?}", read.findings);
        let config = read.value;
        assert_eq!(
            (config.title.as_str(), config.municipality.kind.as_str(), config.topics.len()),
            ("灯野町 移住ガイド", "町", 10)
        );
        assert_eq!(config.topics[0].key, "housing");
        assert_eq!(config.languages.iter().map(|language| language.code.as_str()).collect::<Vec<_>>(), ["en", "easy"]);
    }

    #[test]
    fn faults_have_a_place_and_the_rest_is_read() {
        let codes =
            |text: &str| Config::read(Some(text)).findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
        assert_eq!(codes("titel = \"a\""), ["config-key"]);
        assert_eq!(codes("title = 1\nbase_url = \"example.jp\""), ["base-url", "config-type"]);
        assert_eq!(codes("title = \"a"), ["config-syntax"]);
        assert_eq!(codes("[build]\npaginate = 0"), ["config-type"]);
        assert_eq!(codes("[check]\nx = \"loud\""), ["config-type"]);
        assert_eq!(codes("[opendata]\ncode = \"13101\""), ["config-opendata"]);
        assert_eq!(codes("[opendata]\ncode = \"131016\"\nbom = \"はい\""), ["config-type"]);
        assert_eq!(Config::read(None).findings[0].code, "no-config");
        let read = Config::read(Some(
            "title = \"町\"\nbase_url = \"https://example.jp/iju\"\n[topics.b]\nlabel = \"後\"\n[topics.a]\nlabel = \"先\"\nlabel_en = \"A\"",
        ));
        assert_eq!(read.value.base_url, "https://example.jp/iju/");
        assert_eq!(read.value.topics.iter().map(|topic| topic.key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(read.value.topics[1].labels["en"], "A");
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "[a-z\\[\\]=\" \n.,{}0-9あ#']{0,80}|(title|base_url|topics|languages)( = |\\.)[\"\\[a-z{}\\]=, \n]{0,30}") {
            Config::read(Some(&text));
        }
    }
}
