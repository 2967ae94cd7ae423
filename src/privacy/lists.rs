//! What a site's people have written down: public values that may appear, and the names of the roster that may not.

use std::{collections::BTreeSet, sync::OnceLock};

use toml::de::DeTable;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        path::SourcePath,
        secret::Key,
    },
    config::types::Config,
    msg, msgf,
    privacy::{
        acceptance::{Acceptance, read_acceptances},
        entry::{FILE, date, text},
        kind::Kind,
        names::{is_given_latin, is_surname, is_surname_kana, is_surname_latin},
        normalized::NormalizedText,
        numbers::find_listable,
        public_names::PublicNames,
        roster_search::{RosterName, RosterSearch},
        value::canonical,
        waiver::{self, Waiver, Waivers},
    },
    report::diagnostic::{Diagnostic, Reported},
    text::{date::Date, span::Span},
};

/// The kinds whose values may be listed as public.
const PUBLIC: [Kind; 8] = [
    Kind::Phone,
    Kind::Email,
    Kind::Address,
    Kind::PostalCode,
    Kind::SnsId,
    Kind::GeoPoint,
    Kind::BankAccount,
    Kind::PersonName,
];

/// A public value with the day on which somebody looked.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Checked {
    pub(crate) on: Option<Date>,
    pub(crate) span: Span,
}

/// Everything that is written down.
#[derive(Clone, Default)]
pub struct Lists {
    /// Whole values that may appear.
    public: BTreeSet<(Kind, String)>,
    /// The names among them, for texts that hold more than the name.
    names: Vec<String>,
    /// The search for these, made when a name is first asked about.
    public_names: OnceLock<Option<PublicNames>>,
    /// First digits of numbers that are nobody's.
    phone_prefixes: Vec<String>,
    /// The town's own mail domains.
    domains: Vec<String>,
    pub(crate) checked: Vec<Checked>,
    waivers: Vec<Waiver>,
    /// Files that may be published as they are.
    acceptances: Vec<Acceptance>,
    /// By which it is known what a waiver means.
    key: Option<Key>,
    roster: Option<RosterSearch>,
    /// What the site calls itself, its offices and its topics: a name among them is nobody's.
    own_words: Vec<String>,
    /// The municipality's name.
    town: String,
    print: Fingerprint,
}

impl Lists {
    /// Reads the public values of `site.toml` and of `salon/privacy.toml`.
    pub fn read(config: &Config, privacy_toml: Option<&str>) -> Reported<Self> {
        let mut lists = Self::default();
        let town = &config.municipality;
        for field in config.contacts.iter().flat_map(|desk| [&desk.phone, &desk.fax]).chain([&town.phone]) {
            // A desk may have a mobile phone, but that it is nobody's has to be said in `[[public]]`.
            find_listable(field).iter().for_each(|phone| lists.allow(Kind::Phone, phone));
        }
        for desk in &config.contacts {
            lists.allow(Kind::Email, &desk.email);
            lists.allow(Kind::PostalCode, &desk.postal_code);
            lists.allow(Kind::Address, &desk.address);
            lists.allow(Kind::SnsId, &desk.line);
        }
        lists.allow(Kind::Address, &town.address);
        let labels =
            config.contacts.iter().map(|desk| &desk.name).chain(config.topics.iter().map(|topic| &topic.label));
        lists.own_words = [&config.title, &town.name]
            .into_iter()
            .chain(labels)
            .map(|words| NormalizedText::new(words).text)
            .collect();
        lists.town = NormalizedText::new(&town.name).text;
        let mut findings = Vec::new();
        if let Some(text) = privacy_toml {
            match DeTable::parse(text) {
                Ok(table) => lists.file(table.get_ref(), &mut findings),
                Err(error) => findings.push(
                    Diagnostic::error(
                        "privacy-list",
                        msg!(ja: "salon/privacy.toml を読み取れません", en: "salon/privacy.toml cannot be read"),
                    )
                    .at(&SourcePath::new(FILE), error.span().map_or(Span::default(), Span::from))
                    .help(msg!(
                            ja: "この行の \" の閉じ忘れ、「=」の書き忘れがないか確かめてください",
                            en: "look for a missing \" or a missing `=` in this line")),
                ),
            }
        }
        let mut digest = Digest::new();
        for (kind, value) in &lists.public {
            digest.part(kind.name()).part(value);
        }
        digest.list(&lists.names).list(&lists.domains).option(privacy_toml);
        lists.print = digest.finish();
        Reported { value: lists, findings }
    }

    /// Adds a value that may appear anywhere.
    pub fn allow(&mut self, kind: Kind, value: &str) {
        match value.trim().strip_prefix('@').filter(|domain| kind == Kind::Email && domain.contains('.')) {
            Some(domain) => self.domains.push(domain.to_lowercase()),
            None if value.trim().is_empty() => {}
            None if kind == Kind::PersonName => {
                self.names.push(value.trim().to_owned());
                self.public_names = OnceLock::new();
            }
            None => drop(self.public.insert((kind, canonical(kind, &NormalizedText::new(value).text)))),
        }
    }

    /// Adds the first digits of numbers that are never private.
    pub fn allow_phone_prefix(&mut self, prefix: &str) {
        self.phone_prefixes.push(canonical(Kind::Phone, prefix));
    }

    /// Adds what a register of public places makes public. A surname alone is everybody's who has it: that of a shop
    /// lists nobody.
    #[must_use]
    pub fn with_register(mut self, values: &BTreeSet<(Kind, String)>) -> Self {
        let mut digest = Digest::new();
        digest.print(self.print);
        for (kind, value) in values {
            if *kind == Kind::PersonName {
                self.names.extend((!is_lone_surname(value)).then(|| value.clone()));
            } else {
                self.allow(*kind, value);
            }
            digest.part(kind.name()).part(value);
        }
        self.public_names = OnceLock::new();
        self.print = if values.is_empty() { self.print } else { digest.finish() };
        self
    }

    /// Adds the key by which it is known what waivers mean; without it only those of places count.
    #[must_use]
    pub fn with_key(self, key: Option<Key>) -> Self {
        Self { key, ..self }
    }

    /// Adds the names of the roster, which are found wherever they stand.
    #[must_use]
    pub fn with_roster(mut self, names: impl IntoIterator<Item = RosterName>) -> Self {
        let names: Vec<RosterName> = names.into_iter().collect();
        let mut digest = Digest::new();
        digest.print(self.print);
        RosterSearch::digest(&names, &mut digest);
        self.print = digest.finish();
        self.roster = RosterSearch::new(&names, &self.own_words, &self.town);
        self
    }

    /// The waivers as they stand on a day.
    pub(crate) fn waivers_on(&self, now: Date) -> Waivers<'_> {
        Waivers { all: &self.waivers, key: self.key, now }
    }

    /// The files that may be published as they are.
    pub(crate) fn acceptances(&self) -> &[Acceptance] {
        &self.acceptances
    }

    /// Whether there is a roster.
    pub fn has_roster(&self) -> bool {
        self.roster.is_some()
    }

    /// A fingerprint of all that is written down.
    pub fn fingerprint(&self) -> Fingerprint {
        self.print
    }

    /// The roster's names in a normalized text.
    pub(crate) fn roster(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        self.roster.as_ref().map_or_else(Vec::new, |roster| roster.find(text))
    }

    /// Whether the roster may have names in a text as it is written.
    pub(crate) fn may_name(&self, text: &str) -> bool {
        self.roster.as_ref().is_some_and(|roster| roster.may_name(text))
    }

    /// Whether a name in a text is one of a listed person, or a part of the name of a facility.
    pub(crate) fn is_public_name(&self, text: &str, range: &std::ops::Range<usize>) -> bool {
        let names = self.public_names.get_or_init(|| PublicNames::new(self.names.iter().map(String::as_str)));
        names.as_ref().is_some_and(|names| names.cover(text, range))
    }

    /// Whether a whole value is listed as public.
    pub(crate) fn is_public(&self, kind: Kind, canonical: &str) -> bool {
        self.public.contains(&(kind, canonical.to_owned()))
            || (kind == Kind::Phone && self.phone_prefixes.iter().any(|prefix| canonical.starts_with(prefix.as_str())))
            || (kind == Kind::Email && self.is_own_address(canonical))
    }

    /// Whether a mail address is of the town's own domain and its local part is no name.
    fn is_own_address(&self, address: &str) -> bool {
        let Some((local, domain)) = address.split_once('@') else { return false };
        let named = local.split(['.', '-', '_']).any(|part| is_surname_latin(part) || is_given_latin(part));
        self.domains.iter().any(|own| own == domain) && !named
    }

    fn file(&mut self, table: &DeTable<'_>, findings: &mut Vec<Diagnostic>) {
        for (key, value) in table {
            if let Some(entries) = value.get_ref().as_table().filter(|_| key.get_ref() == "attachments") {
                self.acceptances.extend(read_acceptances(entries, findings));
                continue;
            }
            let items = value.get_ref().as_array();
            for item in items.map_or(&[][..], |items| &items[..]) {
                let Some(entry) = item.get_ref().as_table() else { continue };
                match key.get_ref().as_ref() {
                    "public" => self.public(entry, Span::from(item.span()), findings),
                    "waiver" => self.waivers.extend(waiver::read_waiver(entry, Span::from(item.span()), findings)),
                    _ => {}
                }
            }
            if items.is_none() || !matches!(key.get_ref().as_ref(), "public" | "waiver") {
                let name = key.get_ref();
                findings.push(
                    Diagnostic::warning(
                        "privacy-list",
                        msgf!(ja: "`{name}` という項目はありません", en: "there is no key `{name}`"),
                    )
                    .at(&SourcePath::new(FILE), Span::from(key.span()))
                    .help(
                        msg!(ja: "`[[public]]` か `[[waiver]]` を書きます", en: "write `[[public]]` or `[[waiver]]`"),
                    ),
                );
            }
        }
    }

    fn public(&mut self, entry: &DeTable<'_>, span: Span, findings: &mut Vec<Diagnostic>) {
        let kind = text(entry, "type").and_then(Kind::named).filter(|kind| PUBLIC.contains(kind));
        let value = text(entry, "value").filter(|value| !value.trim().is_empty());
        let (Some(kind), Some(value)) = (kind, value) else {
            findings.push(
                Diagnostic::error(
                    "privacy-list",
                    msg!(ja: "`[[public]]` に `type` と `value` が要ります", en: "`[[public]]` needs `type` and `value`"),
                )
                .at(&SourcePath::new(FILE), span)
                .help(msg!(
                        ja: "`type` は PHONE EMAIL ADDRESS POSTAL_CODE SNS_ID GEO_POINT BANK_ACCOUNT PERSON_NAME のどれかです",
                        en: "`type` is one of PHONE EMAIL ADDRESS POSTAL_CODE SNS_ID GEO_POINT BANK_ACCOUNT \
                             PERSON_NAME"))
                .hiding(),
            );
            return;
        };
        let named = |key: &str| text(entry, key).is_some_and(|text| !text.trim().is_empty());
        if kind == Kind::PersonName && !(named("owner") && named("reason")) {
            findings.push(
                Diagnostic::error(
                    "privacy-list",
                    msg!(
                        ja: "公開してよい人の名前（`PERSON_NAME`）の `[[public]]` に `owner` と `reason` が要ります",
                        en: "`[[public]]` for a name (`PERSON_NAME`) needs `owner` and `reason`"),
                )
                .at(&SourcePath::new(FILE), span)
                .help(msg!(
                    ja: "`owner` にどんな人か（町長、講師など）、`reason` に公開してよい理由を書きます",
                    en: "say in `owner` who it is (mayor, speaker) and in `reason` why the name may appear"))
                .hiding(),
            );
            return;
        }
        self.allow(kind, value);
        self.checked.push(Checked { on: date(entry, "checked_on"), span });
    }
}

/// Whether a name is a surname and nothing else.
fn is_lone_surname(name: &str) -> bool {
    let plain = NormalizedText::new(name).text;
    let word = plain.trim();
    is_surname(word) || is_surname_kana(word) || is_surname_latin(word)
}

/// Public values that nobody has looked at for more than a year.
pub(crate) fn outdated(lists: &Lists, now: Date) -> Vec<Diagnostic> {
    let old = lists.checked.iter().filter(|checked| checked.on.is_some_and(|on| now.days() - on.days() > 366));
    let told = |checked: &Checked| {
        Diagnostic::warning(
            "privacy-list",
            msg!(
                ja: "この公開番号は、1年より前に確かめたままです",
                en: "this public value was last checked more than a year ago"),
        )
        .at(&SourcePath::new(FILE), checked.span)
        .help(msg!(
            ja: "いまも正しいか確かめて、`checked_on` を今日の日付にしてください",
            en: "see whether it still holds and set `checked_on` to today"))
        .hiding()
    };
    old.map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::{Gate, Place, review};

    #[test]
    fn a_facility_lists_its_name_and_not_everybody_of_a_surname() {
        for (facility, text, is_listed) in [
            ("佐藤商店", "佐藤商店さんの前です。", true),
            ("佐藤健一", "講師は佐藤健一さんです。", true),
            ("佐藤", "隣の佐藤さんに聞きました。", false),
            ("　佐藤 ", "隣の佐藤さんに聞きました。", false),
            ("Kumagai", "Ask Kumagai-san.", false),
        ] {
            let register = BTreeSet::from([(Kind::PersonName, facility.to_owned())]);
            let gate = Gate::new(&Lists::default().with_register(&register));
            let decided = review(text, Place::Words, &gate, Date::parse("2026-11-01").unwrap());
            assert_eq!(!decided.blocks(), is_listed, "{facility} {text}");
        }
    }
}
