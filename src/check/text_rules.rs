//! Runs the rules about words on a page's texts.
//!
//! One search for what the patterns need tells which of them are worth trying; most pages need few. Must never skip a
//! pattern that could match: what it needs is read from the pattern itself.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::{
    check::{
        Check, PatternRule, Rule, Told,
        rules::RULES,
        texts::{Block, Found, Texts, find_all},
    },
    config::types::Config,
    load::document::Document,
    privacy::required_clauses,
    report::diagnostic::{Diagnostic, Level},
    text::word_search::WordSearch,
};

/// The patterns of all rules, made ready once.
struct Patterns {
    /// By the rule's place in the list; compiled when a text first needs it.
    compiled: Vec<OnceLock<Regex>>,
    /// Words of which a match holds one.
    words: WordSearch,
    /// The rule that each word belongs to.
    rule_of: Vec<usize>,
    /// The rules whose matches may hold anything.
    always: Vec<usize>,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let pattern = |rule: &Rule| match rule.check {
        Check::Pattern(rule) => Some(rule.pattern),
        _ => None,
    };
    let (mut words, mut rule_of, mut always) = (Vec::<String>::new(), Vec::new(), Vec::new());
    for (number, pattern) in RULES.iter().enumerate().filter_map(|(number, rule)| Some((number, pattern(rule)?))) {
        match required_clauses(pattern) {
            Some(clauses) => {
                // Of each way to match, the words that are seldom in a text.
                let needed: Vec<String> =
                    clauses.into_iter().filter_map(|clause| clause.into_iter().next()).flatten().collect();
                rule_of.extend(needed.iter().map(|_| number));
                words.extend(needed);
            }
            None => always.push(number),
        }
    }
    Patterns {
        compiled: RULES.iter().map(|_| OnceLock::new()).collect(),
        words: WordSearch::new(words.iter().map(String::as_str)),
        rule_of,
        always,
    }
});

impl Patterns {
    /// The rules that may find something, each with the block, in the order of the rules.
    fn candidates<'a>(&self, texts: &'a Texts<'_>) -> Vec<(usize, Block<'a>)> {
        let (mut candidates, mut called) = (Vec::new(), Vec::new());
        for block in texts.blocks() {
            called.clone_from(&self.always);
            self.words.each(block.text, &mut |word, _| called.push(self.rule_of[word]));
            called.sort_unstable();
            called.dedup();
            candidates.extend(called.iter().map(|number| (*number, block)));
        }
        // Of one rule, the blocks stay in their order.
        candidates.sort_by_key(|(number, _)| *number);
        candidates
    }
}

/// Adds what the rules about words find in a page, at the levels of site.toml. They speak of Japanese alone.
pub(super) fn check(document: &Document, config: &Config, findings: &mut Vec<Diagnostic>) {
    let Some(texts) = Texts::read(document, config) else { return };
    let candidates = PATTERNS.candidates(&texts);
    let mut rest = &candidates[..];
    for (number, rule) in RULES.iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|(candidate, _)| *candidate <= number));
        rest = others;
        let (spares_voices, told) = match rule.check {
            Check::Pattern(pattern) => (pattern.spares_voices, run_pattern(number, rule, pattern, own)),
            Check::Prose(own) => {
                let mut told = Told::new();
                (own.check)(&texts, &mut told);
                (own.spares_voices, told)
            }
            _ => continue,
        };
        for (finding, is_voice) in told {
            findings.extend(levelled(finding, rule, config, spares_voices && is_voice));
        }
    }
}

fn run_pattern(number: usize, rule: &Rule, own: PatternRule, blocks: &[(usize, Block<'_>)]) -> Told {
    let mut told = Told::new();
    if blocks.is_empty() {
        return told;
    }
    let compile = || Regex::new(own.pattern).expect("the patterns of rules are sound");
    let pattern = PATTERNS.compiled[number].get_or_init(compile);
    for (_, block) in blocks {
        for range in find_all(pattern, block.text) {
            if block.is_allowed(rule.code, &range) {
                continue;
            }
            let finding = (own.judge)(&Found { block: *block, range });
            told.extend(finding.map(|finding| (finding, block.is_voice())));
        }
    }
    told
}

/// A finding at the level that site.toml gives to its rule. What is only a hint in its place stays one.
fn levelled(finding: Diagnostic, rule: &Rule, config: &Config, is_spared: bool) -> Option<Diagnostic> {
    let wanted = config.check.get(rule.code).filter(|_| !rule.fixed);
    let level = match wanted {
        Some(wanted) if finding.level == rule.level => wanted.level?,
        Some(wanted) => finding.level.max(wanted.level?),
        None => finding.level,
    };
    Some(Diagnostic { level: if is_spared { level.max(Level::Hint) } else { level }, ..finding })
}
