//! `[check]` of `site.toml`: the levels of findings, and the words that they pass over.

use std::collections::BTreeMap;

use toml::de::DeValue;

use crate::{
    config::{
        reader::{Entry, Given, Reader},
        types::{CheckAllow, CheckLevel},
    },
    msg,
    report::diagnostic::Level,
};

/// The table below `[check]` that holds words and no levels.
const ALLOW: &str = "allow";

impl Reader {
    /// Reads the levels; one that there is not is told, and changes nothing.
    pub(super) fn check_levels(&mut self, given: Given<'_>) -> BTreeMap<String, CheckLevel> {
        let mut levels = BTreeMap::new();
        for (code, at, written) in given.table("check").map_or(Vec::new(), Given::entries) {
            if code == ALLOW {
                continue;
            }
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

    /// Reads `[check.allow]`: words that the findings of a code pass over.
    pub(super) fn check_allow(&mut self, given: Given<'_>) -> BTreeMap<String, CheckAllow> {
        let below = given.table("check").map_or(Vec::new(), Given::entries);
        let Some((_, _, written)) = below.into_iter().find(|(key, ..)| *key == ALLOW) else { return BTreeMap::new() };
        let DeValue::Table(table) = written.get_ref() else {
            self.wrong(ALLOW, written, &msg!(ja: "`[check.allow]` の下の組", en: "a table `[check.allow]`"));
            return BTreeMap::new();
        };
        let entries = Given::new(table, &[]).entries();
        entries.into_iter().filter_map(|entry| self.allowed(entry)).collect()
    }

    fn allowed(&mut self, (code, at, written): Entry<'_>) -> Option<(String, CheckAllow)> {
        let items = written.get_ref().as_array();
        let word = |item: &toml::Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned);
        let words = items.and_then(|items| items.iter().map(word).collect::<Option<Vec<_>>>());
        if words.is_none() {
            self.wrong(code, written, &msg!(ja: "`[\"言葉\"]` のような並び", en: "a list like `[\"word\"]`"));
        }
        Some((code.to_owned(), CheckAllow { words: words?, at }))
    }
}
