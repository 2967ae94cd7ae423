//! Floor 2: `site.toml`, read into one value. A key that is missing has its default; a wrong one is a finding.

use std::collections::BTreeMap;

use crate::{
    base::{hash::Fingerprint, value::Value},
    config::{
        accessibility::Accessibility,
        facts::{Facts, OF_DESK},
        publish::Publish,
        target::Target,
        theme::ThemeSettings,
    },
    report::diagnostic::Level,
    text::span::Span,
};

/// The site's configuration, complete: every field has a value.
#[derive(Clone, PartialEq, Debug)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One or two sentences about the site; empty if none.
    pub description: String,
    /// The picture for links on other sites, a path below `content/`; empty if none.
    pub image: String,
    /// Where it is written.
    pub image_at: Span,
    /// The map whose named shapes are the areas, a path below `content/`; empty if none.
    pub area_map: String,
    /// Where it is written.
    pub area_map_at: Span,
    /// Absolute URL of the site's root, with a slash at the end: `https://example.jp/iju/`.
    pub base_url: String,
    /// BCP 47 tag of the default language.
    pub language: String,
    /// The other languages, by the code in file names (`en`, `easy`), in the order of the file.
    pub languages: Vec<Language>,
    /// The theme, and what the site says of its looks.
    pub theme: ThemeSettings,
    /// Entries on one page of a list.
    pub paginate: usize,
    /// The municipality that publishes the guide.
    pub municipality: Municipality,
    /// Desks to ask, by key, in the order of the file.
    pub contacts: Vec<Contact>,
    /// What pages name instead of saying it again.
    pub facts: Facts,
    /// Topics in the order of the file.
    pub topics: Vec<Topic>,
    /// What is declared about the site's accessibility; `None`: nothing.
    pub accessibility: Option<Accessibility>,
    /// HTML elements that Markdown may contain; all others are shown as text.
    pub html: Vec<String>,
    /// Files of others in the output that are never touched, beside `.git`.
    pub keep: Vec<String>,
    /// Files of `content/` that are published although their names look like those of copies, backups or notes.
    pub include: Vec<String>,
    /// Findings with another level than their own, by code; whether there is such a code is looked up by `check/`.
    pub check: BTreeMap<String, CheckLevel>,
    /// Words that the findings of a code pass over, by code.
    pub check_allow: BTreeMap<String, CheckAllow>,
    /// Whether the file could be read at all: without it nothing can be said of what pages ask of it.
    pub readable: bool,
    /// How facilities and events are published as open data; `None`: they are not.
    pub open_data: Option<OpenData>,
    /// The places that the site is published to, in the order of the file.
    pub publish: Vec<Publish>,
    /// Where the links of the file lead, in its order.
    pub targets: Vec<Target>,
    /// Everything in the file that has its form, as values, for templates' `setting(key=…)`.
    pub all: Value,
    /// Fingerprint of all of it.
    pub fingerprint: Fingerprint,
}

/// The level that `[check]` gives to a finding.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CheckLevel {
    /// The level; `None`: the finding is not shown.
    pub level: Option<Level>,
    /// Where the code is written.
    pub at: Span,
}

/// The words of `[check.allow]` that a finding passes over.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct CheckAllow {
    /// The words.
    pub words: Vec<String>,
    /// Where the code is written.
    pub at: Span,
}

/// A language beside the default one.
#[derive(Clone, PartialEq, Debug)]
pub struct Language {
    /// As in file names and URLs: `en`, `easy`.
    pub code: String,
    /// BCP 47 tag for `lang` and `hreflang`; `easy` is `ja`.
    pub tag: String,
    /// Its own name: English, やさしい日本語.
    pub label: String,
    /// The site's name in it; empty: the default's.
    pub title: String,
}

/// Who publishes the guide.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Municipality {
    /// 灯野町.
    pub name: String,
    /// `市`, `町`, `村`, `区`: names the roles 市民 or 町民, 市職員 or 町職員.
    pub kind: String,
    /// Postal address; empty if not given.
    pub address: String,
    /// Telephone number as written; empty if not given.
    pub phone: String,
    /// The municipality's own site; empty if not given.
    pub url: String,
    /// Name and address in other languages: `name_en`.
    pub in_languages: BTreeMap<String, String>,
}

/// A desk to ask. What is not given is empty.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Contact {
    /// Key in front matter.
    pub key: String,
    /// 移住交流課.
    pub name: String,
    /// As written: 0160-00-1010（代表）.
    pub phone: String,
    /// The extension of the first number: 123.
    pub extension: String,
    /// The number of its fax.
    pub fax: String,
    /// Mail address.
    pub email: String,
    /// Opening hours in words.
    pub hours: String,
    /// Postal code: 000-0000.
    pub postal_code: String,
    /// Postal address.
    pub address: String,
    /// Where it stands on a map, a URL.
    pub map: String,
    /// A page of it.
    pub url: String,
    /// A form to write to it.
    pub form: String,
    /// LINE, an URL.
    pub line: String,
    /// Name, hours and address in other languages: `name_en`.
    pub in_languages: BTreeMap<String, String>,
}

impl Config {
    /// The pictures of `content/` that the file names: the key, the path and where it is written.
    pub fn pictures(&self) -> impl Iterator<Item = (&'static str, &str, Span)> {
        let image = (!self.image.is_empty()).then_some(("image", &*self.image, self.image_at));
        let logos = [("theme.logo", &self.theme.logo), ("theme.logo_dark", &self.theme.logo_dark)];
        let logos = logos.into_iter().filter_map(|(key, logo)| logo.as_ref().map(|logo| (key, &*logo.value, logo.at)));
        image.into_iter().chain(logos)
    }
}

impl Contact {
    /// The names of what a desk has, as in `site.toml` and in templates.
    pub const FIELDS: [&str; 13] = [
        "key",
        "name",
        "phone",
        "extension",
        "fax",
        "email",
        "hours",
        "postal_code",
        "address",
        "map",
        "url",
        "form",
        "line",
    ];

    /// What may be said in other languages, and what tells templates that it is not.
    pub const MAIN: [(&str, &str); 3] = [("name", "name_main"), ("hours", "hours_main"), ("address", "address_main")];

    /// What texts may name of it, `iju.phone`, with what it says.
    pub fn facts(&self) -> impl Iterator<Item = (String, String)> {
        let main = OF_DESK.into_iter().map(move |name| (name, self.field(name)));
        let other = self.in_languages.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all = main.chain(other).filter(|(_, value)| !value.is_empty());
        all.map(move |(name, value)| (format!("{}.{name}", self.key), value.to_owned()))
    }

    /// One of them.
    pub fn field(&self, name: &str) -> &str {
        match name {
            "key" => &self.key,
            "name" => &self.name,
            "phone" => &self.phone,
            "extension" => &self.extension,
            "fax" => &self.fax,
            "email" => &self.email,
            "hours" => &self.hours,
            "postal_code" => &self.postal_code,
            "address" => &self.address,
            "map" => &self.map,
            "url" => &self.url,
            "form" => &self.form,
            "line" => &self.line,
            _ => "",
        }
    }
}

/// What is said of the municipality in every row of its open data.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct OpenData {
    /// The municipality's code: six digits.
    pub code: String,
    /// The prefecture's name.
    pub prefecture: String,
    /// The licence of the files.
    pub licence: String,
    /// Whether files begin with a byte order mark, for Excel.
    pub bom: bool,
}

/// A topic.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Topic {
    /// Key in front matter and URL.
    pub key: String,
    /// 住まい.
    pub label: String,
    /// Labels in other languages, by their code.
    pub labels: BTreeMap<String, String>,
    /// One sentence; may be empty.
    pub description: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            image: String::new(),
            image_at: Span::default(),
            area_map: String::new(),
            area_map_at: Span::default(),
            base_url: "http://127.0.0.1/".to_owned(),
            language: "ja".to_owned(),
            languages: Vec::new(),
            theme: ThemeSettings::default(),
            paginate: 20,
            municipality: Municipality { kind: "町".to_owned(), ..Municipality::default() },
            contacts: Vec::new(),
            facts: Facts::default(),
            topics: Vec::new(),
            accessibility: None,
            html: Vec::new(),
            keep: Vec::new(),
            include: Vec::new(),
            check: BTreeMap::new(),
            check_allow: BTreeMap::new(),
            readable: true,
            open_data: None,
            publish: Vec::new(),
            targets: Vec::new(),
            all: Value::Map(BTreeMap::new()),
            fingerprint: Fingerprint::default(),
        }
    }
}
