//! Every rule's examples: the good ones have no finding of the rule, the bad ones have it where the carets are;
//! applying a fix makes the fault go and brings no other.
use crate::support::{
    TestSite,
    mending::{all_safe_fixes, each_fix},
};
use shirube::{
    check::{Example, rules::RULES},
    report::diagnostic::Diagnostic,
};

/// A place that carets mark: file, line and column, and the words after them.
type Mark = (String, usize, usize, String);

/// Takes the lines of carets out of an example; returns its files and the places.
fn marked(text: &str) -> (Vec<(String, String)>, Vec<Mark>) {
    let (mut files, mut marks) = (vec![("content/a.md".to_owned(), String::new())], Vec::new());
    let mut number = 0;
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("=== ") {
            files.push((path.to_owned(), String::new()));
            number = 0;
            continue;
        }
        let (path, page) = files.last_mut().unwrap();
        let trimmed = line.trim_start();
        if trimmed.starts_with('^') && number > 0 {
            // Full-width characters stand above two carets; a column counts characters.
            let width = line.chars().take_while(|c| *c == ' ').count();
            let above = page.lines().last().unwrap();
            let mut seen = 0;
            let column = above
                .chars()
                .take_while(|c| {
                    seen += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
                    seen <= width
                })
                .count()
                + 1;
            marks.push((path.clone(), number, column, trimmed.trim_start_matches('^').trim().to_owned()));
        } else {
            page.push_str(line);
            page.push('\n');
            number += 1;
        }
    }
    (files, marks)
}

/// The site of an example.
fn site(files: &[(String, String)]) -> TestSite {
    let mut all = vec![("content/_index.md", "---\ntitle: 上\n---\n")];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    TestSite::new(&all)
}

fn findings_of<'a>(site: &'a TestSite, code: &str) -> Vec<&'a Diagnostic> {
    site.snapshot.findings.iter().filter(|finding| finding.code == code).collect()
}

#[test]
fn examples_hold() {
    for rule in RULES {
        assert!(!rule.examples.is_empty(), "{} has no examples", rule.code);
        for example in rule.examples {
            let (Example::Good(text) | Example::Bad(text)) = example;
            let (files, marks) = marked(text);
            let site = site(&files);
            let found = findings_of(&site, rule.code);
            if matches!(example, Example::Good(_)) {
                assert!(
                    found.is_empty(),
                    "{}: a good example has findings\n{text}\n{}",
                    rule.code,
                    site.findings().join("\n")
                );
                continue;
            }
            assert!(!marks.is_empty(), "{}: a bad example without carets\n{text}", rule.code);
            let lines: Vec<_> =
                site.findings().into_iter().filter(|line| line.contains(&format!("[{}]", rule.code))).collect();
            assert_eq!(lines.len(), marks.len(), "{}\n{text}\n{}", rule.code, site.findings().join("\n"));
            for (line, (path, number, column, words)) in lines.iter().zip(&marks) {
                assert!(
                    line.starts_with(&format!("{path}:{number}:{column}:")),
                    "{}: {line}\nexpected {path}:{number}:{column} in\n{text}",
                    rule.code
                );
                let said = found.iter().any(|finding| {
                    finding.message.ja.contains(words.as_str())
                        || finding.places.iter().any(|place| place.label.ja.contains(words.as_str()))
                        || finding.help.iter().any(|help| help.ja.contains(words.as_str()))
                });
                assert!(said, "{}: nothing says「{words}」\n{line}", rule.code);
            }
        }
    }
}

#[test]
fn every_fix_of_every_rule_takes_its_fault_away_and_brings_no_other() {
    let mut mended = std::collections::BTreeSet::new();
    for rule in RULES {
        for example in rule.examples {
            let Example::Bad(text) = example else { continue };
            let mut site = site(&marked(text).0);
            if !each_fix(&mut site, rule.code).is_empty() {
                mended.insert(rule.code);
            }
            all_safe_fixes(&mut site);
        }
    }
    // A rule that offers a fix shows it in an example.
    assert_eq!(mended.into_iter().collect::<Vec<_>>(), MENDING);
}

/// The rules that offer a fix, in the order of their codes.
#[rustfmt::skip]
const MENDING: &[&str] = &[
    "circled-number",
    "clock-time",
    "compat-char",
    "dead-link",
    "era-abbreviation",
    "era-without-year",
    "event-calendar",
    "event-end",
    "event-uid",
    "fake-heading",
    "fake-list",
    "field-form",
    "full-width-alnum",
    "half-width-kana",
    "heavy-keigo",
    "house-word",
    "month-day-slash",
    "numeric-date",
    "outdated-word",
    "plain-email",
    "roman-numeral",
    "short-weekday",
    "site-link",
    "spaced-letters",
    "spaced-word",
    "tag-joined",
    "theme-contrast",
    "unknown-key",
    "unknown-kind",
    "url-scheme",
    "vague-link",
    "wave-range",
];

#[test]
fn every_rule_speaks_both_languages() {
    let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..'\u{a000}').contains(&c));
    // English may name a word of a page.
    let english = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count() * 2 > text.chars().count();
    for rule in RULES {
        for say in [&rule.why, &rule.how] {
            assert!(japanese(&say.ja), "{}: {}", rule.code, say.ja);
            assert!(english(&say.en), "{}: {}", rule.code, say.en);
        }
    }
}
