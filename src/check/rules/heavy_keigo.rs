//! `heavy-keigo`: 重い敬語 / heavy honorifics.

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
    r"(賜り(?:ます)?|存じ(?:ます|上げます)|させていただ(?:きます|く)?|いただけますよう|くださいますよう",
    r"|お願い(?:を)?(?:申し上げます|申し上げ|いたしたく)|ご査収|ご高覧)",
);

pub(super) const RULE: Rule = Rule {
    code: "heavy-keigo",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "敬語が重く、文が長くなっています",
        en: "Heavy honorifics make the sentence long"),
    why: msg!(
        ja: "大事なことが敬語にうもれます。日本語を学んでいる人には読めません。",
        en: "What matters is buried, and learners of Japanese cannot read it."),
    how: msg!(
        ja: "「お願いします」「します」「ください」で書きます。",
        en: "Use plain polite forms such as お願いします and します instead."),
    examples: &[
        Good("---\ntitle: 例\n---\n\nお願いします。来てください。\n"),
        Bad("---\ntitle: 例\n---\n\nご協力をお願い申し上げます。\n        ^^^^^^^^^^^^^^^^^^ 「お願いします」\n"),
        Bad("---\ntitle: 例\n---\n\nご案内させていただきます。\n      ^^^^^^^^^^^^^^^^^^ 「します」\n"),
    ],
    check: Check::Pattern(PatternRule { pattern: PATTERN, also: None, spares_voices: true, judge: judge_heavy_keigo }),
};

/// Plain words, where they fit in the same place.
const PLAIN: [(&str, &str); 6] = [
    ("お願い申し上げます", "お願いします"),
    ("お願いを申し上げます", "お願いします"),
    ("させていただきます", "します"),
    ("させていただく", "する"),
    ("存じます", "思います"),
    ("存じ上げます", "思います"),
];

fn judge_heavy_keigo(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let Some((_, plain)) = PLAIN.iter().find(|(heavy, _)| *heavy == words) else {
        let message = msgf!(
            ja: "「{words}」は、もっと短い言い方にできます",
            en: "`{words}` can be said more shortly");
        return Some(found.tell(&RULE, message));
    };
    let message = msgf!(ja: "「{words}」は「{plain}」と書けます", en: "`{plain}` does for `{words}`");
    Some(found.offer(found.tell(&RULE, message), plain))
}
