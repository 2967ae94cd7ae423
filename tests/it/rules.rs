//! Every rule's examples: the good ones have no finding of the rule, the bad ones have it where the carets are; where a
//! fix is offered as safe, applying it makes the fault go and brings no other.
use crate::support::TestSite;
use shirube::{
    check::{Example, rules::RULES},
    diagnostic::Diagnostic,
};

/// Takes the lines of carets out of an example; returns the page, and line, column and words of each.
fn marked(text: &str) -> (String, Vec<(usize, usize, String)>) {
    let (mut page, mut marks) = (String::new(), Vec::new());
    let mut number = 0;
    for line in text.lines() {
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
            marks.push((number, column, trimmed.trim_start_matches('^').trim().to_owned()));
        } else {
            page.push_str(line);
            page.push('\n');
            number += 1;
        }
    }
    (page, marks)
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
            let (page, marks) = marked(text);
            let site = TestSite::new(&[("content/_index.md", "---\ntitle: 上\n---\n"), ("content/a.md", &page)]);
            let found = findings_of(&site, rule.code);
            if matches!(example, Example::Good(_)) {
                assert!(found.is_empty(), "{}: a good example has findings\n{page}\n{}", rule.code, site.findings().join("\n"));
                continue;
            }
            assert!(!marks.is_empty(), "{}: a bad example without carets\n{page}", rule.code);
            let lines: Vec<_> = site.findings().into_iter().filter(|line| line.contains(&format!("[{}]", rule.code))).collect();
            assert_eq!(lines.len(), marks.len(), "{}\n{page}\n{}", rule.code, site.findings().join("\n"));
            for (line, (number, column, words)) in lines.iter().zip(&marks) {
                assert!(
                    line.starts_with(&format!("content/a.md:{number}:{column}:")),
                    "{}: {line}\nexpected {number}:{column} in\n{page}",
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
fn every_rule_speaks_both_languages() {
    for rule in RULES {
        let japanese = |text: &str| text.chars().any(|c| ('\u{3040}'..'\u{a000}').contains(&c));
        assert!(japanese(&rule.why.ja) && japanese(&rule.how.ja), "{}", rule.code);
        assert!(rule.why.en.is_ascii() || !rule.why.en.is_empty(), "{}", rule.code);
    }
}
