//! `color-only`: 色だけで伝える言葉 / words that tell by colour alone.

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
const PATTERN: &str =
    r"((?:赤|青|緑|黄|オレンジ|ピンク)色?(?:い|の)?(?:字|文字|枠|線|部分|箇所|欄|マーク|セル))(?:$|[^路区続国体文])";

pub(super) const RULE: Rule = Rule {
    code: "color-only",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "「赤字」「青い枠」のように、色だけで示しています",
        en: "Something is told by its colour alone"),
    why: msg!(
        ja: "色を見分けにくい人、読み上げソフトの人、白黒で印刷した人には伝わりません。",
        en: "It says nothing to those who cannot tell colours, who listen, or who print in black (WCAG 1.4.1)."),
    how: msg!(
        ja: "色に加えて、言葉でも伝えます（例：「必須」と書いた欄）。",
        en: "Say it in words as well, for example 必須."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n赤ちゃんと青木さん、赤い線路です。\n"),
        Bad("---\ntitle: 例\n---\n\n赤字は必ず書きます。\n^^^^ 色\n"),
        Bad("---\ntitle: 例\n---\n\n黄色の欄に書きます。\n^^^^^^^^ 色\n"),
    ],
    check: Check::Pattern(PatternRule { pattern: PATTERN, also: None, spares_voices: false, judge: judge_color_only }),
};

/// A deficit is no letter in red.
const DEFICIT: [&str; 12] =
    ["経営", "財政", "会計", "収支", "決算", "を抱え", "に転落", "に陥", "路線", "解消", "続き", "になり"];

fn judge_color_only(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let is_deficit = |text: &str| DEFICIT.iter().any(|word| text.contains(word));
    let near = |text: &str| text.chars().take(6).collect::<String>();
    if words == "赤字" && (is_deficit(&near(found.after())) || is_deficit(found.before())) {
        return None;
    }
    let message = msgf!(
        ja: "「{words}」は色が分からない人に伝わりません。伝わる言葉を加えてください（例：「必須」）",
        en: "`{words}` is lost on whoever cannot tell the colour; add words, for example 必須");
    Some(found.tell(&RULE, message))
}
