//! `[facts]` of `site.toml`: what is said in several places and stands once. A page, and a text of site.toml, names it
//! as `{{名前}}`; what `[contacts]` says of a desk, as `{{iju.phone}}`.
//!
//! Must never put a value where the name is unknown, and never read a value for further names.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    base::value::Value,
    config::reader::{Given, Reader, value},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::normalize::nearest,
};

/// What a page may name of a desk: `{{iju.phone}}`.
pub(super) const OF_DESK: [&str; 6] = ["name", "phone", "fax", "email", "hours", "address"];

/// The facts, by their names as they are written; `名前_en` is what pages in English say.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facts {
    /// Those of `[facts]`.
    own: BTreeMap<String, String>,
    /// Those of `[contacts]`: `iju.phone`.
    desks: BTreeMap<String, String>,
}

impl Facts {
    /// Facts of these names and values, and of what is said of the desks.
    pub fn new(own: BTreeMap<String, String>, desks: BTreeMap<String, String>) -> Self {
        Self { own, desks }
    }

    /// Whether there are none: then `{{ }}` is no name of one.
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.desks.is_empty()
    }

    /// Every name and value, in the order of the names: what decides how a page is read.
    pub fn written(&self) -> impl Iterator<Item = &str> {
        self.own.iter().chain(&self.desks).flat_map(|(name, value)| [name.as_str(), value.as_str()])
    }

    /// What a page in a language says for a name; `None`: there is no such fact.
    pub fn find(&self, name: &str, lang: Option<&str>) -> Option<&str> {
        let all = if name.contains('.') { &self.desks } else { &self.own };
        let own = lang.and_then(|lang| all.get(&format!("{name}_{lang}")));
        own.or_else(|| all.get(name)).map(String::as_str)
    }

    /// The names of facts in a text, and where they stand. Other uses of two braces are none, and so is every name
    /// without a desk where the site has no `[facts]`.
    pub fn find_names<'t>(&self, text: &'t str) -> Vec<(Range<usize>, &'t str)> {
        let mut names = find_names(text);
        names.retain(|(_, name)| !self.own.is_empty() || name.contains('.'));
        names
    }

    /// The text with its facts put in, and the names that there are not.
    pub fn fill<'t>(&self, text: &'t str, lang: Option<&str>) -> (String, Vec<&'t str>) {
        let (mut out, mut unknown, mut done) = (String::with_capacity(text.len()), Vec::new(), 0);
        for (range, name) in self.find_names(text) {
            match self.find(name, lang) {
                Some(value) => {
                    out.push_str(&text[done..range.start]);
                    out.push_str(value);
                    done = range.end;
                }
                None => unknown.push(name),
            }
        }
        out.push_str(&text[done..]);
        (out, unknown)
    }

    /// Puts facts into every text of a value; returns the names that there are not.
    pub fn fill_value(&self, value: &mut Value, lang: Option<&str>) -> Vec<String> {
        match value {
            Value::Text(text) if text.contains("{{") => {
                let (filled, unknown) = self.fill(text, lang);
                let unknown = unknown.into_iter().map(str::to_owned).collect();
                *text = filled;
                unknown
            }
            Value::List(items) => items.iter_mut().flat_map(|item| self.fill_value(item, lang)).collect(),
            Value::Map(entries) => {
                let own = |key: &str| key.rsplit_once('_').map(|(_, lang)| lang.to_owned());
                let fill = |(key, item): (&String, &mut Value)| {
                    self.fill_value(item, lang.map(str::to_owned).or_else(|| own(key)).as_deref())
                };
                entries.iter_mut().flat_map(fill).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The names in the texts of a value.
    pub fn names_in(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Text(text) => self.find_names(text).into_iter().map(|(_, name)| name.to_owned()).collect(),
            Value::List(items) => items.iter().flat_map(|item| self.names_in(item)).collect(),
            Value::Map(entries) => entries.values().flat_map(|item| self.names_in(item)).collect(),
            _ => Vec::new(),
        }
    }

    /// The finding about a name on a page that somebody approves of word for word, without its place.
    pub fn report_approved(&self, name: &str) -> Diagnostic {
        let finding = Diagnostic::error(
            "unknown-fact",
            msgf!(
                ja: "承認して載せるページには、`{{{{{name}}}}}` を使えません",
                en: "a page that is approved cannot use `{{{{{name}}}}}`"),
        );
        finding.help(msg!(
            ja: "承認は書かれた言葉に対して行います。値をそのまま書いてください",
            en: "an approval is about the words as they are written; write the value itself"))
    }

    /// The finding about a name that there is not, without its place.
    pub fn report_unknown(&self, name: &str) -> Diagnostic {
        let finding = Diagnostic::error(
            "unknown-fact",
            msgf!(
                ja: "`{{{{{name}}}}}` という値は、site.toml の `[facts]` にありません",
                en: "`[facts]` of site.toml has no `{{{{{name}}}}}`"),
        );
        match nearest(name, self.own.keys().chain(self.desks.keys()).map(String::as_str)) {
            Some(near) => finding.help(msgf!(
                ja: "`{{{{{near}}}}}` のことではありませんか",
                en: "did you mean `{{{{{near}}}}}`?")),
            None if name.contains('.') => finding.help(msg!(
                ja: "窓口のことは、`[contacts.iju]` の `phone` なら `{{iju.phone}}` のように書きます",
                en: "what `phone` of `[contacts.iju]` says is `{{iju.phone}}`")),
            None => finding.help(msgf!(
                ja: "`[facts]` に `\"{name}\" = \"…\"` を書き足すか、ふつうの言葉で書いてください",
                en: "add `\"{name}\" = \"…\"` to `[facts]`, or write plain words")),
        }
    }
}

/// The facts, as one page reads them.
#[derive(Clone, Copy, Debug)]
pub struct PageFacts<'a> {
    /// All of them; never none.
    pub facts: &'a Facts,
    /// The page's language by its file name; `None`: the site's own.
    pub lang: Option<&'a str>,
    /// Whether somebody approves of the page word for word: then no word may come from elsewhere.
    pub is_approved: bool,
}

impl PageFacts<'_> {
    /// What is put in for a name; `Err`: what is wrong with it, without its place.
    pub fn find(&self, name: &str) -> Result<&str, Box<Diagnostic>> {
        if self.is_approved {
            return Err(Box::new(self.facts.report_approved(name)));
        }
        self.facts.find(name, self.lang).ok_or_else(|| Box::new(self.facts.report_unknown(name)))
    }
}

/// The finding about a name in a setting that would show it as it is written, without its place.
fn report_elsewhere(name: &str) -> Diagnostic {
    let finding = Diagnostic::error(
        "unknown-fact",
        msgf!(ja: "ここでは `{{{{{name}}}}}` を使えません", en: "`{{{{{name}}}}}` is not put in here"),
    );
    finding.help(msg!(
        ja: "値をそのまま書いてください。使えるのは、ページと、`home` と `footer_note` です",
        en: "write the value itself; pages, `home` and `footer_note` have facts put in"))
}

/// What can be a name of a fact in a text, `{{名前}}`, and where it stands.
fn find_names(text: &str) -> Vec<(Range<usize>, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = text[at..].find("{{").map(|open| at + open) {
        at = open + 2;
        let Some(close) = text[at..].find("}}").map(|close| at + close) else { break };
        let name = &text[at..close];
        if is_name(name) {
            found.push((open..close + 2, name));
            at = close + 2;
        }
    }
    found
}

/// Letters of any script, figures, `-` and `_`; for a desk its key, a point, and what it has.
fn is_name(name: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    match name.split_once('.') {
        Some((desk, what)) => is_word(desk) && OF_DESK.contains(&what),
        None => is_word(name),
    }
}

impl Reader {
    /// Reads `[facts]`; one that cannot be named or is no words is told and left out. The desks add theirs.
    pub(super) fn facts(&mut self, given: Given<'_>, desks: BTreeMap<String, String>) -> Facts {
        let mut facts = BTreeMap::new();
        for (name, at, written) in given.table("facts").map_or(Vec::new(), Given::entries) {
            let text = match value(written.get_ref()) {
                Value::Text(text) => text,
                Value::Int(number) => number.to_string(),
                _ => String::new(),
            };
            if !is_name(name) || name.contains('.') {
                let finding = Diagnostic::error(
                    "config-type",
                    msgf!(ja: "`[facts]` の名前 `{name}` は使えません", en: "`{name}` is no name for `[facts]`"),
                );
                self.findings.push(finding.at(&self.path, at).help(msg!(
                    ja: "名前は、空白と記号のない言葉にしてください（`-` と `_` は使えます）",
                    en: "a name has letters, figures, `-` and `_`")));
            } else if text.is_empty() || text.contains("{{") {
                self.wrong(
                    name,
                    written,
                    &msg!(
                        ja: "\" で囲んだ文字か数字（ほかの値の名前は使えません）",
                        en: "words in double quotes, or a number; no name of another fact"),
                );
            } else {
                facts.insert(name.to_owned(), text);
            }
        }
        Facts::new(facts, desks)
    }

    /// Puts facts into the texts of the top page and of the foot, as templates see them; elsewhere they are none.
    pub(super) fn fill_facts(&mut self, given: Given<'_>, facts: &Facts, all: &mut Value) {
        let Value::Map(tables) = all else { return };
        if facts.is_empty() {
            return;
        }
        for (key, table) in tables.iter_mut().filter(|(key, _)| *key != "facts") {
            let findings: Vec<Diagnostic> = if ["home", "footer_note"].contains(&key.as_str()) {
                facts.fill_value(table, None).iter().map(|name| facts.report_unknown(name)).collect()
            } else {
                facts.names_in(table).iter().map(|name| report_elsewhere(name)).collect()
            };
            let at = given.place_of_any(key);
            self.findings.extend(findings.into_iter().map(|finding| finding.at(&self.path, at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_filled() {
        let values = [("除雪の目安", "15センチ"), ("除雪の目安_en", "15 cm"), ("階", "1階")];
        let own: BTreeMap<_, _> = values.into_iter().map(|(name, it)| (name.to_owned(), it.to_owned())).collect();
        let desk = [("iju.phone", "0160-00-1010"), ("iju.hours", "平日"), ("iju.hours_en", "Weekdays")];
        let desks: BTreeMap<_, _> = desk.into_iter().map(|(name, it)| (name.to_owned(), it.to_owned())).collect();
        let facts = Facts::new(own, desks.clone());
        for (text, lang, expected, unknown) in [
            ("積雪{{除雪の目安}}から", None, "積雪15センチから", &[][..]),
            ("{{除雪の目安}} of snow", Some("en"), "15 cm of snow", &[]),
            ("{{階}}と{{階}}", Some("en"), "1階と1階", &[]),
            ("{{階段}}へ", None, "{{階段}}へ", &["階段"]),
            ("{{ page.title }} {{< x >}} {灯野|とうの} {{", None, "{{ page.title }} {{< x >}} {灯野|とうの} {{", &[]),
            ("{{{階}}}", None, "{{{階}}}", &[]),
            ("電話{{iju.phone}}、{{iju.hours}}", None, "電話0160-00-1010、平日", &[]),
            ("{{iju.phone}}, {{iju.hours}}", Some("en"), "0160-00-1010, Weekdays", &[]),
            ("{{iju.fax}}と{{jumin.phone}}", None, "{{iju.fax}}と{{jumin.phone}}", &["iju.fax", "jumin.phone"]),
            ("{{page.title}}と{{iju.phone.x}}", None, "{{page.title}}と{{iju.phone.x}}", &[]),
        ] {
            let (filled, missing) = facts.fill(text, lang);
            assert_eq!((filled.as_str(), missing.as_slice()), (expected, unknown), "{text}");
        }
        let desks = Facts::new(BTreeMap::new(), desks);
        let (filled, missing) = desks.fill("{{階段}}と{{iju.phone}}", None);
        assert_eq!(
            (filled.as_str(), missing.len()),
            ("{{階段}}と0160-00-1010", 0),
            "only desks are named without facts"
        );
    }
}
