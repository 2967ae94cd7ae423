//! `EMAIL`: mail addresses, also those written so that machines do not see them.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Trigger::Holds,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Email,
    triggers: Triggers::any(&[Holds(SIGNS)]),
    words: Words { context: &["メール", "mail", "Mail", "連絡"], veto: &[] },
    find: find_email,
    examples: &[
        Bad("質問は⟦hanako.ijuu@example.com⟧までどうぞ。"),
        Bad("⟦ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ⟧に送りました。"),
        Bad("メールは⟦hana(at)example.jp⟧です。"),
        Bad("メールは⟦hana [at] example [dot] jp⟧です。"),
        Bad("⟦hana アットマーク example ドット jp⟧に書いてください。"),
        Bad("⟦hana☆example.com⟧（☆を@に）"),
        Bad("[書く](⟦mailto:hana@example.org⟧)"),
        Bad("<⟦hana%40example.com⟧>"),
        Warned("⟦hana@exаmple.com⟧に偽のキリル文字があります。"),
        Good("夕方6時@集会所で会います。"),
        Good("アットホームな店です。meet at station です。"),
        Good("版は@1.2.3、a@bだけでは届きません。"),
    ],
};

/// The sign between name and domain, and what people write for it.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "@", "＠", "アット", "あっと", " at ", " AT ", " At ", "(at", "（at", "[at", "{at", "<at", "( at", "[ at", "{ at", "(AT",
        "(At", "（At", "[At", "{At",
    "（AT", "[AT", "{AT", "_at_", "_AT_", "☆", "★", "●", "◎", "■", "♪",
];

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:mailto:)?[a-z0-9а-яёіїα-ω][a-z0-9а-яёіїα-ω._%+'-]*\s?",
        r"(?:@|[(\[{<]\s?(?:at|@|アット(?:マーク)?|あっと(?:まーく)?)\s?[)\]}>]|アット(?:マーク)?|あっとまーく|\sat\s|[☆★●◎■♪]|_at_)",
        r"\s?[a-z0-9а-яёіїα-ω-]+(?:(?:\.|\s?(?:ドット|どっと|[(\[{]\s?(?:dot|ドット|\.)\s?[)\]}])\s?",
        r"|\sdot\s)[a-z0-9а-яёіїα-ω-]+)+",
    ))
});

fn find_email(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&ADDRESS, block) {
        let text = &block.text[range.clone()];
        let top = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        // `meet at station.` in English, and versions like `@1.2.3`, have no top-level domain behind the last dot.
        let top = top.trim_start_matches("ドット").trim_start_matches("どっと");
        let spaced = text.contains(" at ") || text.contains(" AT ");
        if top.len() < 2 || top.len() > 24 || (spaced && !looks_like_domain(text)) {
            continue;
        }
        let mixed = !text.chars().all(|c| c.is_ascii() || !c.is_alphabetic() || ('\u{3041}'..'\u{30ff}').contains(&c));
        out.push(Found::new(range, 85, if mixed { Severity::Warn } else { Severity::Block }));
    }
}

/// Whether words around ` at ` are an address and no English sentence: no space follows the last dot.
fn looks_like_domain(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let Some((_, domain)) = lower.split_once(" at ") else { return false };
    domain.contains(" dot ") || !domain.contains(char::is_whitespace)
}
