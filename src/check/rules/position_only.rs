//! `position-only`: 位置だけで示す言葉 / words that point by position alone.

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
    r"(?:^|[^以年目部地])((?:右|左|上|下)側?の(?:ボタン|リンク|バナー|メニュー|画像|図|表|地図|写真|QR)",
    r"|[上下左右]記)(?:$|[^面紙彰書情現入号])",
);

pub(super) const RULE: Rule = Rule {
    code: "position-only",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "「右のボタン」のように、位置だけで示しています",
        en: "Something is pointed at by its position alone"),
    why: msg!(
        ja: "スマートフォンでは並びが変わり、読み上げでは右も左もありません。",
        en: "On a phone things stand elsewhere, and whoever listens has no left or right (WCAG 1.3.3)."),
    how: msg!(
        ja: "名前で示します（例：「申込ボタン」）。",
        en: "Call it by its name, for example 申込ボタン."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n以下の表のとおりです。下の子は5歳です。\n"),
        Bad("---\ntitle: 例\n---\n\n右のボタンを押します。\n^^^^^^^^^^ 名前\n"),
        Bad("---\ntitle: 例\n---\n\n上記のとおりです。\n^^^^ 名前\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: Some(Level::Hint),
        spares_voices: false,
        judge: judge_position_only,
    }),
};

fn judge_position_only(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let message = msgf!(
        ja: "「{words}」はスマホや読み上げでは伝わりません。名前で示してください（例：「申込ボタン」）",
        en: "`{words}` points nowhere on a phone; call it by its name, for example 申込ボタン");
    let finding = found.tell(&RULE, message);
    // In a text read from the top these do point somewhere.
    Some(if words.ends_with('記') { Diagnostic { level: Level::Hint, ..finding } } else { finding })
}
