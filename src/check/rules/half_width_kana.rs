//! `half-width-kana`: 半角カナ / half-width kana.

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
const PATTERN: &str = r"[\u{FF61}-\u{FF9F}]+";

pub(super) const RULE: Rule = Rule {
    code: "half-width-kana",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "半角カナが使われています",
        en: "Half-width kana are used"),
    why: msg!(
        ja: "半角カナは、読み上げや検索で別の文字として扱われ、機種によっては崩れて表示されます。",
        en: "Screen readers and searches take half-width kana for other characters."),
    how: msg!(
        ja: "全角の文字に直します。`shirube check --fix` で直せます。",
        en: "Write full-width characters; `shirube check --fix` does it."),
    examples: &[
        Good("---\ntitle: 例\n---\n\nテストです。`ｱｲｳ` と打ちます。\n"),
        Bad("---\ntitle: 例\n---\n\nﾃｽﾄです。\n^^^ 「テスト」\n"),
        Bad("---\ntitle: 例\ndescription: ｺﾞﾐの出し方\n             ^^^ 「ゴミ」\n---\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_half_width_kana,
    }),
};

fn judge_half_width_kana(found: &Found<'_>) -> Option<Diagnostic> {
    let (words, wide) = (found.words(), nfkc(found.words()));
    let message = msgf!(
        ja: "「{words}」は半角カナです。全角の「{wide}」に直してください",
        en: "`{words}` is half-width kana; write `{wide}`");
    Some(found.fix(found.tell(&RULE, message), &wide))
}
