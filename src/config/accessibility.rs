//! Floor 2: `[accessibility]` of `site.toml`: what the municipality declares about its site. Read, never judged; what
//! is said here is said by a person.

use std::collections::BTreeMap;

use crate::{
    base::wcag::{criteria, version},
    config::reader::{Given, Reader},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::date::Date,
};

/// The declared words for how far a site meets its standard (WAIC, 対応度表記ガイドライン), from the least on.
pub const CLAIMS: [&str; 3] = ["配慮", "一部準拠", "準拠"];

/// What a tested criterion came to.
pub const RESULTS: [&str; 3] = ["適合", "不適合", "該当なし"];

/// The municipality's accessibility declaration.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Accessibility {
    /// The standard with its year: JIS X 8341-3:2016.
    pub standard: String,
    /// `A` or `AA`.
    pub level: String,
    /// One of [`CLAIMS`]; empty: nobody has declared anything.
    pub claim: String,
    /// By when the level is to be met, in words or as a day; may be empty.
    pub deadline: String,
    /// Key of the desk in charge; empty: the first.
    pub contact: String,
    /// What the policy does not cover.
    pub exceptions: Vec<String>,
    /// What is known to be missing.
    pub known_issues: Vec<String>,
    /// Criteria beyond the level that are met too.
    pub additional: Vec<String>,
    /// The last test; `None`: there was none.
    pub last_test: Option<Test>,
}

/// A test against the standard.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Test {
    /// The day of the declaration (表明日).
    pub date: Option<Date>,
    /// When the tests were made, in words.
    pub period: String,
    /// What was used.
    pub tools: Vec<String>,
    /// Which pages the result speaks of; empty: all below the site's URL.
    pub scope: String,
    /// By the number of a criterion: one of [`RESULTS`], and after a colon a remark.
    pub results: BTreeMap<String, (String, String)>,
}

impl Accessibility {
    /// The version of WCAG behind the standard.
    pub fn version(&self) -> &'static str {
        version(&self.standard)
    }
}

impl Reader {
    /// Reads the table; `None` without it.
    pub(crate) fn accessibility(&mut self, given: Given<'_>) -> Option<Accessibility> {
        let own = given.table("accessibility")?;
        let mut read = Accessibility {
            standard: own.some_text("standard").unwrap_or_else(|| "JIS X 8341-3:2016".to_owned()),
            level: own.one_of("level").unwrap_or_else(|| "AA".to_owned()),
            claim: own.one_of("claim").unwrap_or_default(),
            deadline: own.text_or_day("deadline"),
            contact: own.text("contact"),
            exceptions: own.list("exceptions"),
            known_issues: own.list("known_issues"),
            additional: own.list("additional"),
            last_test: None,
        };
        if let Some(test) = own.table("last_test") {
            read.last_test = Some(Test {
                date: test.day("date"),
                period: test.text_or_day("period"),
                tools: test.list("tools"),
                scope: test.text("scope"),
                results: self.results(test, &read),
            });
        }
        self.claimed(own, &read);
        Some(read)
    }

    fn results(&mut self, test: Given<'_>, read: &Accessibility) -> BTreeMap<String, (String, String)> {
        let known: Vec<_> = criteria(read.version(), &read.level).map(|criterion| criterion.number).collect();
        let mut results = BTreeMap::new();
        for (number, span, written) in test.table("results").map_or(Vec::new(), Given::entries) {
            if !known.contains(&number) {
                let standard = &read.standard;
                self.findings.push(
                    Diagnostic::warning(
                        "config-key",
                        msgf!(
                            ja: "`{number}` は{standard}の達成基準の番号ではありません",
                            en: "`{number}` is no criterion of {standard}"),
                    )
                    .at(&self.path, span)
                    .help(msg!(ja: "`\"1.4.3\" = \"適合\"` のように書いてください", en: "write it like `\"1.4.3\" = \"適合\"`")),
                );
                continue;
            }
            let text = written.get_ref().as_str().unwrap_or_default();
            let (result, remark) = text.split_once(['：', ':']).unwrap_or((text, ""));
            if RESULTS.contains(&result.trim()) {
                results.insert(number.to_owned(), (result.trim().to_owned(), remark.trim().to_owned()));
            } else {
                let wanted = msg!(
                    ja: "「適合」「不適合」「該当なし」のどれか（理由は「不適合：理由」のように）",
                    en: "適合, 不適合 or 該当なし, a remark after a colon");
                self.wrong(number, written, &wanted);
            }
        }
        results
    }

    /// 準拠 and 一部準拠 rest on a published test; without one the words say more than anybody has checked.
    fn claimed(&mut self, own: Given<'_>, read: &Accessibility) {
        let Some(place) = own.place("claim") else { return };
        if read.claim.is_empty() || read.claim == CLAIMS[0] {
            return;
        }
        let results = read.last_test.as_ref().map(|test| &test.results);
        let wanted: Vec<_> = criteria(read.version(), &read.level).collect();
        let open = wanted.iter().filter(|it| results.is_none_or(|results| !results.contains_key(it.number))).count();
        let failed = results.map_or(0, |results| results.values().filter(|(result, _)| result == RESULTS[1]).count());
        if open == 0 && (failed == 0 || read.claim != CLAIMS[2]) {
            return;
        }
        let (claim, all) = (&read.claim, wanted.len());
        let finding = Diagnostic::warning(
            "accessibility-claim",
            msgf!(
            ja: "「{claim}」と書いていますが、試験の結果がそろっていません（{all}項目のうち未確認{open}、不適合{failed}）",
        en: "`{claim}` is declared, but the test is not complete (of {all} criteria {open} are open, {failed} fail)"),
        );
        self.findings.push(finding.at(&self.path, place).help(msg!(
            ja: "`[accessibility.last_test.results]` に結果を書くか、試験が終わるまで `claim = \"配慮\"` としてください",
        en: "write the results below `[accessibility.last_test.results]`, or `claim = \"配慮\"` until it is done")));
    }
}

#[cfg(test)]
mod tests {
    use crate::config::types::Config;

    #[test]
    fn a_person_declares_and_the_program_only_reads() {
        let read = Config::read(Some(
            "[accessibility]\nclaim = \"配慮\"\ndeadline = 2028-03-31\n[accessibility.last_test]\n\
             date = 2026-10-05\ntools = [\"axe\"]\n[accessibility.last_test.results]\n\
             \"1.4.3\" = \"適合\"\n\"1.1.1\" = \"不適合：地図の説明が足りない\"",
        ));
        assert!(read.findings.is_empty(), "{:#?}", read.findings);
        let own = read.value.accessibility.expect("it is there");
        assert_eq!(
            (own.standard.as_str(), own.level.as_str(), own.claim.as_str()),
            ("JIS X 8341-3:2016", "AA", "配慮")
        );
        assert_eq!(own.deadline, "2028年3月31日");
        assert_eq!(
            own.last_test.expect("it is there").results["1.1.1"],
            ("不適合".to_owned(), "地図の説明が足りない".to_owned())
        );
        assert_eq!(Config::read(Some("title = \"a\"")).value.accessibility, None);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, code) in [
            ("clam = \"配慮\"", "config-key"),
            ("claim = \"完全\"", "config-type"),
            ("level = \"AAA\"", "config-type"),
            ("claim = \"準拠\"", "accessibility-claim"),
            ("claim = \"一部準拠\"\n[accessibility.last_test.results]\n\"1.4.3\" = \"適合\"", "accessibility-claim"),
            ("[accessibility.last_test]\ndate = \"秋\"", "config-type"),
            ("[accessibility.last_test.results]\n\"9.9.9\" = \"適合\"", "config-key"),
            ("[accessibility.last_test.results]\n\"1.4.3\" = \"よい\"", "config-type"),
        ] {
            let findings = Config::read(Some(&format!("[accessibility]\n{text}"))).findings;
            assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code], "{text}");
        }
    }
}
