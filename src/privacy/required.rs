//! What every match of a pattern has to hold: of some words at least one. One search for the words of many patterns
//! then tells which of them are worth trying.
//!
//! Must never ask for more than a match needs: a pattern that is not tried finds nothing.

use std::collections::BTreeSet;

use regex_syntax::{
    Parser,
    hir::{Class, Hir, HirKind},
};

/// How many words may stand for one pattern.
const MANY: usize = 400;
/// How many words a part may be spelt out as.
const SPELT: usize = 48;

/// The words of which every match holds one; `None`: a match may hold anything.
pub(crate) fn required_words(pattern: &str) -> Option<BTreeSet<String>> {
    let hir = Parser::new().parse(pattern).ok()?;
    needed(&hir).filter(|words| words.len() <= MANY)
}

/// All that a part may be, if that is little.
fn spelt(hir: &Hir) -> Option<BTreeSet<String>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(BTreeSet::from([String::new()])),
        HirKind::Literal(literal) => Some(BTreeSet::from([str::from_utf8(&literal.0).ok()?.to_owned()])),
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(|range| range.end() as usize - range.start() as usize + 1).sum();
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            (count <= SPELT).then(|| chars.map(String::from).collect())
        }
        HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Repetition(repeated) => match (repeated.min, repeated.max) {
            (0, Some(1)) => {
                let mut words = spelt(&repeated.sub)?;
                words.insert(String::new());
                Some(words).filter(|words| words.len() <= SPELT)
            }
            (1, Some(1)) => spelt(&repeated.sub),
            _ => None,
        },
        HirKind::Capture(capture) => spelt(&capture.sub),
        HirKind::Concat(parts) => {
            let mut words = BTreeSet::from([String::new()]);
            for part in parts {
                words = joined(&words, &spelt(part)?)?;
            }
            Some(words)
        }
        HirKind::Alternation(ways) => {
            let mut words = BTreeSet::new();
            for way in ways {
                words.extend(spelt(way)?);
            }
            Some(words).filter(|words| words.len() <= MANY)
        }
    }
}

/// Every word of one set before every word of another, if those are not too many.
fn joined(first: &BTreeSet<String>, second: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let few = first.len() * second.len() <= SPELT || first.len() == 1 || second.len() == 1;
    few.then(|| first.iter().flat_map(|first| second.iter().map(move |second| format!("{first}{second}"))).collect())
}

/// The best words of which every match of a part holds one.
fn needed(hir: &Hir) -> Option<BTreeSet<String>> {
    let own = spelt(hir).filter(|words| !words.contains(""));
    let inner = match hir.kind() {
        HirKind::Repetition(repeated) if repeated.min > 0 => needed(&repeated.sub),
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Alternation(ways) => {
            let mut words = BTreeSet::new();
            for way in ways {
                words.extend(needed(way)?);
            }
            Some(words)
        }
        HirKind::Concat(parts) => best_of(parts),
        _ => None,
    };
    [own, inner].into_iter().flatten().max_by_key(worth)
}

/// The best words of parts that follow each other; those that can be spelt are taken together.
fn best_of(parts: &[Hir]) -> Option<BTreeSet<String>> {
    let mut all = Vec::new();
    let mut open: Option<BTreeSet<String>> = None;
    for part in parts {
        let words = spelt(part);
        let longer = open.as_ref().zip(words.as_ref()).and_then(|(open, words)| joined(open, words));
        if longer.is_some() {
            open = longer;
            continue;
        }
        all.extend(open.take());
        open = words;
        all.extend(needed(part));
    }
    all.extend(open);
    all.into_iter().filter(|words| !words.contains("")).max_by_key(worth)
}

/// Long words are seldom; of equally long ones few are better.
fn worth(words: &BTreeSet<String>) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = words.iter().map(|word| word.chars().map(weight).sum()).min().unwrap_or(0);
    (shortest, std::cmp::Reverse(words.len()))
}

/// How much a character says: kana and small letters are everywhere.
fn weight(c: char) -> usize {
    match c {
        '\u{3041}'..='\u{309f}' | 'a'..='z' | ' ' | '、' | '。' => 2,
        '0'..='9' | '一'..='七' => 1,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_match_holds_one_of_the_words() {
        for (pattern, expected) in [
            ("移住して[0-9]{1,2}年", "移住して"),
            ("(?:夫|妻)は役場", "夫は役場 妻は役場"),
            ("[0-9]+(?:歳|才)の娘?", "才の 才の娘 歳の 歳の娘"),
            (r"\p{Han}{2,6}(?:から)?来ました", "から来ました 来ました"),
            (r"(?:a[^b]{0,3}町会|議員)", "町会 議員"),
            ("(?:あ|い)?[0-9]*", ""),
        ] {
            let words = required_words(pattern).unwrap_or_default();
            assert_eq!(words.into_iter().collect::<Vec<_>>().join(" "), expected, "{pattern}");
        }
    }
}
