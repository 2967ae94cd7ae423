//! `plain-phone`: 押して掛けられない電話番号 / a telephone number that cannot be called by a tap.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    load::{markdown::autolink::find_links, prose::Kind},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

/// What is looked for.
const PATTERN: &str = concat!(
    r"(?:^|[^0-9\-])",
    r"([(（]?0[0-9]{1,4}[)）(（\-－ー‐−–][0-9]{1,4}[)）\-－ー‐−–][0-9]{3,4})",
    r"(?:$|[^0-9\-])",
);

pub(super) const RULE: Rule = Rule {
    code: "plain-phone",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "電話番号が、ほかのリンクの中にあります",
        en: "A telephone number stands inside another link"),
    why: msg!(
        ja: "スマートフォンで押しても掛けられず、番号を書き写すことになります。",
        en: "On a phone it cannot be tapped, and has to be copied."),
    how: msg!(
        ja: "市外局番から、リンクの外に書きます。そのまま押して掛けられるリンクになります。",
        en: "Write it with its area code outside of the link; there it becomes a link that calls it."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n電話は0160-00-1010、FAX 0160-00-1011です。\n"),
        Good("---\ntitle: 例\n---\n\n[0160-00-1010](tel:+81160001010)\n"),
        Bad("---\ntitle: 例\n---\n\n[電話0160-00-1010](https://example.jp/)\n     ^^^^^^^^^^^^ リンクの中\n"),
    ],
    check: Check::Pattern(PatternRule { pattern: PATTERN, also: None, spares_voices: false, judge: judge_plain_phone }),
};

fn judge_plain_phone(found: &Found<'_>) -> Option<Diagnostic> {
    let (block, words) = (&found.block, found.words());
    let digits = words.chars().filter(char::is_ascii_digit).count();
    // The front matter's texts are never links.
    if matches!(block.kind(), Kind::Field(_)) || !(10..=11).contains(&digits) {
        return None;
    }
    let right = narrow(words);
    // A fax, or what is no number to call, would be no link outside either.
    let written = format!("{}{right}", tail(found.before()));
    let would_link = find_links(&written, "").iter().any(|(range, _)| range.end == written.len());
    let span = block.span(&found.range).0;
    let calls = |target: &str| target.starts_with("tel:");
    let links = &block.texts.document.links;
    let is_call = links.iter().any(|it| it.span.start <= span.start && span.end <= it.span.end && calls(&it.target));
    if !would_link || is_call || !block.is_linked(found.range.start) {
        return None;
    }
    let message = msgf!(
        ja: "リンクの中の電話番号は、押しても掛けられません。リンクの外に書いてください：{right}",
        en: "a number inside a link cannot be called; write it outside: {right}");
    Some(found.tell(&RULE, message))
}

/// The number as the renderer knows it.
fn narrow(words: &str) -> String {
    let parts = words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The last characters of a text.
fn tail(text: &str) -> &str {
    &text[text.char_indices().rev().nth(11).map_or(0, |(at, _)| at)..]
}
