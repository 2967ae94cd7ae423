//! Reading `site.toml`: every wrong value is a finding with its place, and the rest is read all the same.

use toml::de::DeTable;

use crate::{
    base::{hash::Fingerprint, path::SourcePath, value::Value},
    config::{
        keys::KEYS,
        reader::{Given, Reader},
        syntax::find_fault,
        types::{Config, Contact, Language, Municipality, OpenData, Topic},
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
    text::{
        language,
        municipality_code::{is_whole, with_check_digit},
    },
};

impl Config {
    /// Reads the text of `site.toml`; without the file everything has its default.
    pub fn read(text: Option<&str>) -> Reported<Self> {
        let path = SourcePath::new("site.toml");
        let Some(text) = text.map(|text| text.trim_start_matches('\u{feff}')) else {
            let finding = Diagnostic::hint(
                "no-config",
                msg!(ja: "site.toml がないため、決まった設定で作りました", en: "there is no site.toml; defaults are used"),
            )
            .help(msg!(
                ja: "`title = \"ガイドの名前\"` と書いた site.toml を置いてください",
                en: "make a site.toml with `title = \"…\"`"));
            return Reported { value: Self::default(), findings: vec![finding] };
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let finding = find_fault(&path, text, error.span(), error.message());
                return Reported { value: Self { readable: false, ..Self::default() }, findings: vec![finding] };
            }
        };
        let mut reader = Reader { path, findings: Vec::new(), targets: Vec::new(), keys: KEYS };
        let given = Given::new(table.get_ref(), KEYS);
        let config = reader.config(given, given.well_formed(), Fingerprint::of(text));
        reader.judge(given, "");
        Reported { value: Self { targets: reader.targets, ..config }, findings: reader.findings }
    }
}

impl Reader {
    /// The configuration; `all` are the values of the whole file that have their form.
    fn config(&mut self, given: Given<'_>, mut all: Value, fingerprint: Fingerprint) -> Config {
        let defaults = Config::default();
        let build = given.table("build");
        let base_url = self.base_url(given).unwrap_or(defaults.base_url);
        let language = given.some_text("language").unwrap_or(defaults.language);
        let theme = self.theme(given);
        if let Value::Map(map) = &mut all {
            map.insert("theme".to_owned(), theme.values());
            map.insert("base_url".to_owned(), Value::Text(base_url.clone()));
            map.insert("language".to_owned(), Value::Text(language.clone()));
        }
        let contacts = contacts(given);
        let facts = self.facts(given, contacts.iter().flat_map(Contact::facts).collect());
        self.fill_facts(given, &facts, &mut all);
        let keep = build.map_or(Vec::new(), |build| build.list("keep"));
        Config {
            title: given.text("title"),
            description: given.text("description"),
            image: given.text("image"),
            image_at: given.place("image").unwrap_or_default(),
            area_map: given.text("area_map"),
            area_map_at: given.place("area_map").unwrap_or_default(),
            base_url,
            language,
            languages: languages(given),
            theme,
            paginate: build.and_then(|build| build.number("paginate")).unwrap_or(defaults.paginate),
            municipality: given.table("municipality").map_or(defaults.municipality, municipality),
            contacts,
            facts,
            topics: topics(given),
            accessibility: self.accessibility(given),
            html: given.table("html").map_or(Vec::new(), |html| html.list("allow")),
            keep: keep.into_iter().chain([".git".to_owned()]).collect(),
            include: build.map_or(Vec::new(), |build| build.list("include")),
            check: self.check_levels(given),
            check_allow: self.check_allow(given),
            readable: true,
            open_data: self.open_data(given),
            publish: self.publish(given),
            targets: Vec::new(),
            all,
            fingerprint,
        }
    }

    fn base_url(&mut self, given: Given<'_>) -> Option<String> {
        let url = given.some_text("base_url")?;
        let host = url
            .strip_prefix("https://")
            .or_else(|| url.strip_prefix("http://"))
            .filter(|rest| !rest.is_empty() && !rest.starts_with('/'));
        if host.is_none() {
            self.findings.push(
                Diagnostic::error(
                    "base-url",
                    msgf!(ja: "`base_url` がURLではありません：{url}", en: "`base_url` is no URL: {url}"),
                )
                .at(&self.path, given.place("base_url").unwrap_or_default())
                .help(msg!(
                    ja: "`base_url = \"https://www.town.example.jp/iju/\"` のように書いてください",
                    en: "write it like `base_url = \"https://www.town.example.jp/iju/\"`")),
            );
            return None;
        }
        Some(format!("{}/", url.trim_end_matches('/')))
    }

    fn open_data(&mut self, given: Given<'_>) -> Option<OpenData> {
        let own = given.table("opendata")?;
        let code = own.text("code");
        if !is_whole(&code) {
            let span = own.place("code").or_else(|| given.place("opendata")).unwrap_or_default();
            let right = code.get(..5).and_then(with_check_digit).unwrap_or_else(|| "131016".to_owned());
            self.findings.push(
                Diagnostic::error(
                    "config-opendata",
                    msg!(
                        ja: "`[opendata]` の `code` が全国地方公共団体コードではありません",
                        en: "`code` of `[opendata]` is no code of a municipality"),
                )
                .at(&self.path, span)
                .help(msgf!(
                    ja: "`code = \"{right}\"` のように、検査数字までの6桁を書いてください",
                    en: "write all six digits, the check digit included, like `code = \"{right}\"`")),
            );
            return None;
        }
        let licence = own.some_text("licence").unwrap_or_else(|| "CC BY 4.0".to_owned());
        Some(OpenData { code, prefecture: own.text("prefecture"), licence, bom: own.flag("bom") })
    }
}

fn municipality(own: Given<'_>) -> Municipality {
    Municipality {
        name: own.text("name"),
        kind: own.some_text("kind").unwrap_or_else(|| "町".to_owned()),
        address: own.text("address"),
        phone: own.text("phone"),
        url: own.text("url"),
        in_languages: ["name", "address"].iter().flat_map(|name| own.in_languages(name)).collect(),
    }
}

fn languages(given: Given<'_>) -> Vec<Language> {
    let language = |(code, own): (&str, Given<'_>)| Language {
        code: code.to_owned(),
        tag: own.some_text("tag").unwrap_or_else(|| language::tag_of(code)),
        label: own.some_text("label").unwrap_or_else(|| label(code)),
        title: own.text("title"),
    };
    given.tables("languages").into_iter().map(language).collect()
}

/// What a language calls itself, by its code; the code where it is not known.
fn label(code: &str) -> String {
    language::carried(code).map_or_else(|| code.to_owned(), |language| language.label.to_owned())
}

fn contacts(given: Given<'_>) -> Vec<Contact> {
    let contact = |(key, own): (&str, Given<'_>)| Contact {
        key: key.to_owned(),
        name: own.text("name"),
        phone: own.text("phone"),
        extension: own.text_or_number("extension"),
        fax: own.text("fax"),
        email: own.text("email"),
        hours: own.text("hours"),
        postal_code: own.text("postal_code"),
        address: own.text("address"),
        map: own.text("map"),
        url: own.text("url"),
        form: own.text("form"),
        line: own.text("line"),
        in_languages: Contact::MAIN.iter().flat_map(|(name, _)| own.in_languages(name)).collect(),
    };
    given.tables("contacts").into_iter().map(contact).collect()
}

fn topics(given: Given<'_>) -> Vec<Topic> {
    let topic = |(key, own): (&str, Given<'_>)| Topic {
        key: key.to_owned(),
        labels: own.starting("label_").into_iter().collect(),
        label: own.some_text("label").unwrap_or_else(|| key.to_owned()),
        description: own.text("description"),
    };
    given.tables("topics").into_iter().map(topic).collect()
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
        for (text, code) in [
            ("footer = [{ label = \"a\" }]", "config-type"),
            ("footer = [{ lable = \"a\", label = \"a\", url = \"/\" }]", "config-key"),
            ("footer = \"shiru/\"", "config-type"),
            ("home = { task = [] }", "config-key"),
            ("[home]\ntasks = [{ path = 3 }]", "config-type"),
            ("[banner]\ntitel = \"雪\"", "config-key"),
            ("consult = 3", "config-type"),
            ("[[contacts]]\nname = \"課\"", "config-type"),
        ] {
            assert_eq!(codes(text), [code], "{text}");
        }
        let help = |text: &str| Config::read(Some(text)).findings[0].help[0].ja.to_string();
        for (text, words) in [
            ("[municipality]\ntitle = \"町\"", "どの `[ ]` の行よりも上"),
            ("phone = \"0160-00-1010\"", "`[municipality]` の下"),
            ("paginate = 3", "`[build]` の下"),
            ("[contact.iju]\nname = \"課\"", "`contacts`"),
            ("[footer_note]\ntxt = \"町\"", "`text`"),
        ] {
            assert!(help(text).contains(words), "{text}: {}", help(text));
        }
        assert_eq!(codes("[opendata]\ncode = \"13101\""), ["config-opendata"]);
        assert_eq!(codes("[opendata]\ncode = \"131016\"\nbom = \"はい\""), ["config-type"]);
        assert_eq!(Config::read(None).findings[0].code, "no-config");
        let read = Config::read(Some(
            "title = \"町\"\nbase_url = \"https://example.jp/iju\"\n[topics.b]\n\
             label = \"後\"\n[topics.a]\nlabel = \"先\"\nlabel_en = \"A\"",
        ));
        assert_eq!(read.value.base_url, "https://example.jp/iju/");
        assert_eq!(read.value.topics.iter().map(|topic| topic.key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        assert_eq!(read.value.topics[1].labels["en"], "A");
        // What has another form is handed to no template.
        let read = Config::read(Some(
            "municipality = 3\nfooter = [{ label = \"a\" }, { label = \"b\", url = \"/\" }]\n[extra]\na = 1",
        ));
        let Value::Map(all) = read.value.all else { unreachable!("a file is a table") };
        let Some(Value::List(footer)) = all.get("footer") else { unreachable!("a list stays one") };
        assert_eq!((footer.len(), all.contains_key("municipality"), all.contains_key("extra")), (1, false, true));
        assert_eq!(read.value.targets.len(), 1);
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(
            text in concat!(
                "[a-z\\[\\]=\" \n.,{}0-9あ#']{0,80}|",
                "(title|base_url|topics|languages)( = |\\.)[\"\\[a-z{}\\]=, \n]{0,30}",
            ),
        ) {
            Config::read(Some(&text));
        }
    }
}
