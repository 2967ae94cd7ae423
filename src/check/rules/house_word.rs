//! `house-word`: この自治体の表記と違う言葉 / a word that the house writes differently.

use std::ops::Range;

use crate::{
    base::{path::SourcePath, value::Value},
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::{Block, Texts},
    },
    incremental::ask,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

pub(super) const RULE: Rule = Rule {
    code: "house-word",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "言葉が、`data/words.yaml` に決めた表記と違います",
        en: "A word is not written as `data/words.yaml` has it"),
    why: msg!(
        ja: "同じものが二つの名前で書かれていると、検索で見つからず、別のものに見えます。",
        en: "With two names for one thing a search finds half, and readers see two things."),
    how: msg!(
        ja: "`data/words.yaml` の `house` に決めた言葉にします。",
        en: "Write the word that stands below `house` in `data/words.yaml`."),
    examples: &[
        Good("---\ntitle: 例\n---\n\nり災証明です。\n=== data/words.yaml\nhouse:\n  罹災証明: り災証明\n"),
        Bad(
            "---\ntitle: 例\n---\n\n罹災証明です。\n^^^^^^^^ 「り災証明」\n=== data/words.yaml\nhouse:\n  罹災証明: り災証明\n",
        ),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: true, check: check_house_word }),
};

/// The file of a site's own words.
pub(super) const FILE: &str = "data/words.yaml";

fn check_house_word(texts: &Texts<'_>, told: &mut Told) {
    for (wrong, right) in read_words("house", told) {
        find_words(texts, &wrong, &right, &mut |block, range| {
            if block.is_allowed(RULE.code, range) {
                return;
            }
            let message = msgf!(
                ja: "「{wrong}」は、決めた表記では「{right}」です",
                en: "here `{wrong}` is written `{right}`");
            told.push((block.offer(block.tell(&RULE, range, message), range, &right), block.is_voice()));
        });
    }
}

/// The words of one part of the file: what is not to be written, and what is. A part of another form is told.
pub(super) fn read_words(part: &str, told: &mut Told) -> Vec<(String, String)> {
    let Some(value) = ask::data(SourcePath::new(FILE)) else { return Vec::new() };
    let Value::Map(parts) = &*value else { return Vec::new() };
    let pair = |(wrong, right): (&String, &Value)| {
        right.as_text().filter(|_| !wrong.is_empty()).map(|right| (wrong.clone(), right.to_owned()))
    };
    match parts.get(part) {
        None => Vec::new(),
        Some(Value::Map(words)) if words.iter().all(|word| pair(word).is_some()) => {
            words.iter().filter_map(pair).collect()
        }
        Some(_) => {
            let message = msgf!(
                ja: "{FILE} の `{part}` を読み取れません",
                en: "`{part}` of {FILE} cannot be read");
            let finding = Diagnostic::new(RULE.level, RULE.code, message).in_file(&SourcePath::new(FILE)).about(FILE);
            let help = msg!(
                ja: "`使わない言葉: 使う言葉` を1行に1つずつ書いてください",
                en: "write `wrong: right`, one pair a line");
            told.push((finding.help(help), false));
            Vec::new()
        }
    }
}

/// Gives every place of a word that is no part of the right one.
pub(super) fn find_words(
    texts: &Texts<'_>,
    wrong: &str,
    right: &str,
    give: &mut impl FnMut(&Block<'_>, &Range<usize>),
) {
    if !texts.whole().contains(wrong) {
        return;
    }
    let shift = right.find(wrong);
    for block in texts.blocks() {
        for (at, _) in block.text.match_indices(wrong) {
            let range = at..at + wrong.len();
            let start = shift.and_then(|shift| at.checked_sub(shift));
            let is_right = start.and_then(|start| block.text.get(start..)).is_some_and(|rest| rest.starts_with(right));
            if !is_right {
                give(&block, &range);
            }
        }
    }
}
