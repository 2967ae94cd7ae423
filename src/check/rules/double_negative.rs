//! `double-negative`: 二重の打ち消し / a double negative.

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
const PATTERN: &str = concat!(
    r"(ない(?:わけ|こと|もの)(?:では|でも|は|も)?(?:ない|ありません)",
    r"|なく(?:は|も)(?:ない|ありません)|ないとは(?:限|言))",
);

pub(super) const RULE: Rule = Rule {
    code: "double-negative",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "「〜ないわけではない」のような、二重の打ち消しがあります",
        en: "There is a double negative"),
    why: msg!(
        ja: "できるのか、できないのか、すぐに分かりません。",
        en: "It takes a while to see whether it can be done."),
    how: msg!(
        ja: "「〜できることがあります」のように、言い切ります。",
        en: "Say it plainly, for example 〜できることがあります."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n届け出をしなければならないときがあります。\n"),
        Bad("---\ntitle: 例\n---\n\n使えないわけではありません。\n    ^^^^^^^^^^^^^^^^^^^^^^ 言い切って\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: true,
        judge: judge_double_negative,
    }),
};

fn judge_double_negative(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let message = msgf!(
        ja: "「{words}」は伝わりにくい表現です。できるかできないかを言い切ってください",
        en: "`{words}` is hard to follow; say plainly what is so");
    Some(found.tell(&RULE, message))
}
