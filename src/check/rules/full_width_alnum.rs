//! `full-width-alnum`: 全角の英数字 / full-width letters and digits.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::normalize::nfkc,
};

/// What is looked for.
const PATTERN: &str = r"[Ａ-Ｚａ-ｚ０-９]+";

pub(super) const RULE: Rule = Rule {
    code: "full-width-alnum",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "全角の英数字が使われています",
        en: "Full-width letters or digits are used"),
    why: msg!(
        ja: "全角の英数字は、検索で見つからず、読み上げで一文字ずつ読まれることがあります。",
        en: "They are not found by a search, and may be read out one by one."),
    how: msg!(
        ja: "半角にします。会社の名前などは、site.toml の `[check.allow]` に書くと見送れます。",
        en: "Write them half-width; names may be listed in `[check.allow]` of site.toml."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n定員は10人、A4の紙です。\n"),
        Bad("---\ntitle: 例\n---\n\n定員は１０人です。\n      ^^^^ 10\n"),
        Bad("---\ntitle: 例\n---\n\nＮＰＯが開きます。\n^^^^^^ NPO\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_full_width_alnum,
    }),
};

fn judge_full_width_alnum(found: &Found<'_>) -> Option<Diagnostic> {
    let (words, narrow) = (found.words(), nfkc(found.words()));
    let message = msgf!(
        ja: "英数字は半角にしてください：{words}→{narrow}",
        en: "write letters and digits half-width: `{narrow}` for `{words}`");
    Some(found.fix(found.tell(&RULE, message), &narrow))
}
