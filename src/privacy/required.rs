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

/// One way to match: of each of these lists of words a match holds one. The best list comes first.
pub(crate) type Clause = Vec<BTreeSet<String>>;

/// The ways in which a pattern may match, every one of which is among them; `None`: a match may hold anything.
pub(crate) fn required_clauses(pattern: &str) -> Option<Vec<Clause>> {
    let hir = Parser::new().parse(pattern).ok()?;
    let mut clauses = Vec::new();
    take_clauses(&hir, &mut clauses);
    clauses.iter().all(|clause: &Clause| !clause.is_empty()).then_some(clauses)
}

/// Takes the alternatives of a pattern apart, as far as they are all there is.
fn take_clauses(hir: &Hir, clauses: &mut Vec<Clause>) {
    match hir.kind() {
        HirKind::Capture(capture) => take_clauses(&capture.sub, clauses),
        HirKind::Alternation(ways) => ways.iter().for_each(|way| take_clauses(way, clauses)),
        HirKind::Concat(parts) => {
            let mut inside = parts.iter().filter(|part| !matches!(part.kind(), HirKind::Look(_) | HirKind::Empty));
            match (inside.next(), inside.next()) {
                (Some(only), None) => take_clauses(only, clauses),
                _ => clauses.push(clause_of(read(hir))),
            }
        }
        _ => clauses.push(clause_of(read(hir))),
    }
}

fn clause_of(part: Part) -> Clause {
    let mut needed: Vec<Vec<String>> = part.needed.into_iter().filter(|words| words.len() <= MANY).collect();
    needed.sort_by_key(|words| std::cmp::Reverse(worth(words)));
    needed.truncate(MOST);
    needed.into_iter().map(|words| words.into_iter().collect()).collect()
}

/// How many lists of a clause are kept.
const MOST: usize = 3;

/// What is known of a part of a pattern.
struct Part {
    /// All that it may be, if that is little.
    spelt: Option<Vec<String>>,
    /// Lists of words: of each of them every match of it holds one.
    needed: Vec<Vec<String>>,
    /// What it begins with, of a part that goes on in too many ways to be spelt.
    starts: Option<Vec<String>>,
}

impl Part {
    /// A part that can be spelt: one of its words is needed, unless it may be nothing.
    fn of_words(words: Vec<String>) -> Self {
        let needed = Some(words.clone()).filter(|words| is_usable(words)).into_iter().collect();
        Self { spelt: Some(words), needed, starts: None }
    }

    fn anything() -> Self {
        Self { spelt: None, needed: Vec::new(), starts: None }
    }
}

/// Reads a part, each of those inside it once.
fn read(hir: &Hir) -> Part {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => Part::of_words(vec![String::new()]),
        HirKind::Literal(literal) => match str::from_utf8(&literal.0) {
            Ok(word) => Part::of_words(vec![word.to_owned()]),
            Err(_) => Part::anything(),
        },
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(|range| range.end() as usize - range.start() as usize + 1).sum();
            if count > SPELT {
                return Part::anything();
            }
            Part::of_words(class.iter().flat_map(|range| range.start()..=range.end()).map(String::from).collect())
        }
        HirKind::Class(Class::Bytes(_)) => Part::anything(),
        HirKind::Repetition(repeated) => {
            let part = read(&repeated.sub);
            match (repeated.min, repeated.max) {
                (1, Some(1)) => part,
                (0, Some(1)) => match part.spelt.filter(|words| words.len() < SPELT) {
                    Some(mut words) => {
                        words.push(String::new());
                        Part::of_words(words)
                    }
                    None => Part::anything(),
                },
                (0, _) => Part::anything(),
                _ => Part { spelt: None, needed: part.needed, starts: part.spelt },
            }
        }
        HirKind::Capture(capture) => read(&capture.sub),
        HirKind::Concat(parts) => read_row(parts),
        HirKind::Alternation(ways) => {
            let (mut spelt, mut needed) = (Some(Vec::new()), Some(Vec::new()));
            for part in ways.iter().map(read) {
                spelt = both(spelt, part.spelt).filter(|words| words.len() <= MANY);
                needed = both(needed, part.needed.into_iter().max_by_key(|words| worth(words)));
            }
            Part { spelt, needed: needed.into_iter().collect(), starts: None }
        }
    }
}

/// All words of two lists, if both are known.
fn both(first: Option<Vec<String>>, second: Option<Vec<String>>) -> Option<Vec<String>> {
    first.zip(second).map(|(mut first, second)| {
        first.extend(second);
        first
    })
}

/// Every word of one list before every word of another, if those are not too many.
fn joined(first: &[String], second: &[String]) -> Option<Vec<String>> {
    let few = first.len() * second.len() <= SPELT || first.len() == 1 || second.len() == 1;
    few.then(|| products(first, second))
}

/// Every word of one list before every word of another.
fn products(first: &[String], second: &[String]) -> Vec<String> {
    first.iter().flat_map(|first| second.iter().map(move |second| format!("{first}{second}"))).collect()
}

/// Reads parts that follow each other; those that can be spelt are taken together.
fn read_row(parts: &[Hir]) -> Part {
    let mut all: Vec<Vec<String>> = Vec::new();
    let mut open: Option<Vec<String>> = Some(vec![String::new()]);
    let mut is_whole = true;
    for part in parts.iter().map(read) {
        let longer = open.as_ref().zip(part.spelt.as_ref()).and_then(|(open, words)| joined(open, words));
        if longer.is_some() {
            open = longer;
            continue;
        }
        is_whole = false;
        // 小[0-9]{1,2}: with what follows a word says more.
        let begun = open.as_ref().zip(part.starts.as_ref()).filter(|(open, starts)| open.len() * starts.len() <= MANY);
        all.extend(begun.map(|(open, starts)| products(open, starts)));
        all.extend(open.take());
        all.extend(part.needed);
        open = part.spelt;
    }
    if is_whole && let Some(words) = open {
        return Part::of_words(words);
    }
    all.extend(open);
    all.retain(|words| is_usable(words));
    Part { spelt: None, starts: None, needed: all }
}

/// Whether a match must hold one of the words: none of them is nothing.
fn is_usable(words: &[String]) -> bool {
    !words.is_empty() && words.iter().all(|word| !word.is_empty())
}

/// Long words are seldom; of equally long ones few are better.
fn worth(words: &[String]) -> (usize, std::cmp::Reverse<usize>) {
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
            ("移住して[^0-9]{1,2}年", "移住して"),
            ("(?:夫|妻)は役場", "夫は役場 妻は役場"),
            ("[0-9]+(?:歳|才)の娘?", "才の 才の娘 歳の 歳の娘"),
            (r"\p{Han}{2,6}(?:から)?来ました", "から来ました 来ました"),
            (r"(?:a[^b]{0,3}町会|議員)", "町会 議員"),
            ("(?:あ|い)?[0-9]*", ""),
            ("(?:小|中)[12]{1,2}年", "中1 中2 小1 小2"),
        ] {
            let best = |clause: Clause| clause.into_iter().next().unwrap_or_default();
            let words = required_clauses(pattern).unwrap_or_default().into_iter().flat_map(best);
            assert_eq!(words.collect::<Vec<_>>().join(" "), expected, "{pattern}");
        }
    }
}
