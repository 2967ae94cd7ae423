//! `emoji-label`: 絵文字だけの言葉 / emoji as the only words.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::{normalize::decode, span::Span},
};

pub(super) const RULE: Rule = Rule {
    code: "emoji-label",
    level: Level::Hint,
    fixed: false,
    what: msg!(
            ja: "リンクや見出しが絵文字だけか、絵文字が多すぎます",
            en: "A link or a heading is only emoji, or there are too many"),
    why: msg!(
            ja: "絵文字は、読み上げソフトでは「笑顔の太陽」のような名前で読まれ、読む機械によって違う形に見えます。",
            en: "Emoji are read by their names and look different on each device (WCAG 1.1.1)."),
    how: msg!(
            ja: "言葉を添え、1つの段落に3つまでにします。",
            en: "Write words beside them, and at most three in a paragraph."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n## 冬の服 ❄️\n\n雪です⛄。\n"),
        Bad("---\ntitle: 例\n---\n\n[📞](tel:+81160001010)\n^^^^^^^^^^^^^^^^^^^^^^^ 絵文字だけ\n"),
        Bad("---\ntitle: 例\n---\n\n## 🚌🚃\n^^^^^^^ 絵文字だけ\n"),
        Bad("---\ntitle: 例\n---\n\n楽しい🎉町🏔️です😊😊\n      ^^ 4つ\n"),
    ],
    check: Check::Document(check_emoji_label),
};

/// How many emoji a line may have.
const MOST: usize = 3;

fn check_emoji_label(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let only = |text: &str| {
        let text = text.trim();
        !text.is_empty() && text.chars().all(|c| is_emoji(c) || is_joiner(c) || c.is_whitespace())
    };
    let links = document.links.iter().map(|link| (link.text.as_str(), link.span));
    let headings = document.headings.iter().map(|heading| (heading.text.as_str(), heading.span));
    for (_, span) in links.chain(headings).filter(|(text, _)| only(text)) {
        let message = msg!(ja: "絵文字だけでは伝わりません。言葉も書いてください", en: "an emoji alone says nothing; write words too");
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, span).help(msg!(
            ja: "`[📞 電話する](tel:+81…)` のように、言葉を添えてください",
            en: "write words beside it, like `[📞 call us](tel:+81…)`")));
    }
    // Nearly every emoji begins with this byte; most pages have none.
    if memchr::memchr(0xf0, &document.source).is_none() {
        return;
    }
    let Some((text, _)) = decode(&document.source) else { return };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let here = at;
        at += line.len();
        let count = line.chars().filter(|c| is_emoji(*c)).count();
        if count <= MOST || line.contains('|') {
            continue;
        }
        let (first, sign) = line.char_indices().find(|(_, c)| is_emoji(*c)).unwrap_or_default();
        let span = Span::new(here + first, here + first + sign.len_utf8());
        let message = msgf!(ja: "1つの段落に絵文字が{count}つあります", en: "there are {count} emoji in one paragraph");
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, span).help(msg!(
            ja: "読み上げソフトは絵文字の名前を1つずつ読みます。3つまでにしてください",
            en: "a screen reader says each by its name; use at most three")));
    }
}

/// Characters that are shown as pictures.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{1f1e6}'..='\u{1f1ff}' | '⌚' | '⌛' | '⏩'..='⏳' | '☔' | '☕' | '⚡'
        | '⚽' | '⚾'
        | '⛄' | '⛅' | '⛔' | '⛪' | '⛲' | '⛳' | '⛵' | '⛺' | '⛽' | '✅' | '✨' | '❌' | '❓' | '❗' | '➕' | '➖' | '⭐')
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0f}')
}
