//! `clock-time`: 13:30の形の時刻 / times like 13:30.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

/// What is looked for.
const PATTERN: &str = r"(?:^|[^0-9:：/])((?:[01]?[0-9]|2[0-4])[:：][0-5][0-9])(?:$|[^0-9:：])";

pub(super) const RULE: Rule = Rule {
    code: "clock-time",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "時刻が「13:30」の形で書かれています",
        en: "A time is written like 13:30"),
    why: msg!(
        ja: "読み上げソフトが「じゅうさん、さんじゅう」などと読み、時刻だと伝わりません。",
        en: "Screen readers read two numbers, and nobody hears a time."),
    how: msg!(
        ja: "「午前10時」「午後1時30分」のように書きます。",
        en: "Write the hour with its half of the day: 午前10時, 午後1時30分."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n午後1時30分に始まります。画面は16:9、縮尺は1:10です。\n"),
        Bad("---\ntitle: 例\n---\n\n13:30に始まります。\n^^^^^ 「午後1時30分」\n"),
        Bad("---\ntitle: 例\n---\n\n午後1:30に始まります。\n    ^^^^ 「1時30分」\n"),
        Bad("---\ntitle: 例\n---\n\n12:00に鐘が鳴ります。\n^^^^^ 「正午」\n"),
        Bad("---\ntitle: 例\n---\n\n| 便 | 発 |\n|---|---|\n| 1 | 8:05 |\n      ^^^^ 「午前8時5分」\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: Some(Level::Hint),
        spares_voices: false,
        judge: judge_clock_time,
    }),
};

fn judge_clock_time(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let (hour, minute) = words.split_once([':', '：'])?;
    let (hour, minute) = (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?);
    let (before, after) = (found.before().trim_end(), found.after().trim_start());
    // A scale or a proportion.
    let scaled = |text: &str| ["縮尺", "比率", "割合", "比"].iter().any(|word| text.contains(word));
    let near_before = &before[before.char_indices().rev().nth(5).map_or(0, |(at, _)| at)..];
    let near_after = &after[..after.char_indices().nth(4).map_or(after.len(), |(at, _)| at)];
    if scaled(near_before) || scaled(near_after) {
        return None;
    }
    let minutes = if minute == 0 { String::new() } else { format!("{minute}分") };
    let has_half = before.ends_with("午前") || before.ends_with("午後");
    let right = match (hour, minute) {
        _ if has_half => format!("{hour}時{minutes}"),
        (12, 0) => "正午".to_owned(),
        (24, _) => format!("24時{minutes}"),
        (0..12, _) => format!("午前{hour}時{minutes}"),
        _ => format!("午後{}時{minutes}", hour - 12),
    };
    let message = msgf!(ja: "時刻は「{right}」のように書いてください", en: "write the time like `{right}`");
    let finding = found.tell(&RULE, message);
    let finding = if found.block.is_cell() { Diagnostic { level: Level::Hint, ..finding } } else { finding };
    let is_plain = has_half || !matches!((hour, minute), (12 | 24, _) | (0, 0));
    Some(if is_plain { found.fix(finding, &right) } else { found.offer(finding, &right) })
}
