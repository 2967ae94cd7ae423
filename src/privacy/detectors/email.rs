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
        Bad("⟦hana.farm あっと example どっと com⟧に書いてください。"),
        Bad("⟦hana［at］example.org⟧あてです。"),
        Bad("⟦hana【at】example.org⟧あてです。"),
        Bad("正しくは⟦hana-akari@exa mple.jp⟧です。"),
        Bad("出欠は ⟦s-hana @ example . jp⟧ まで。"),
        Bad("Me escreve: ⟦hana.lucas[arroba]example.org⟧"),
        Bad("⟦hana☆example.com⟧（☆を@に）"),
        Bad("[書く](⟦mailto:hana@example.org⟧)"),
        Bad("⟦yuki@example。com⟧"),
        Bad("<⟦hana%40example.com⟧>"),
        Warned("⟦hana@exаmple.com⟧に偽のキリル文字があります。"),
        Good("夕方6時@集会所で会います。"),
        Good("`git@github.com:example/guide.git` と `react@18.2.0-beta.rc` と `user@example.com` です。"),
        Good("your-name@example.com のように書きます。"),
        Good("アットホームな店です。meet at station です。"),
        Good("版は@1.2.3、a@bだけでは届きません。"),
    ],
};

/// The sign between name and domain, and what people write for it.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "@", "＠", "アット", "あっと", " at ", " AT ", " At ", "(at", "（at", "[at", "{at", "<at", "( at", "[ at", "{ at", "(AT",
        "(At", "（At", "[At", "{At",
    "arroba", "［at", "｛at", "＜at", "【at", "〈at", "［ at", "［At", "【At", "［AT", "【AT", "（ａｔ", "［ａｔ", "【ａｔ",
    "（AT", "[AT", "{AT", "_at_", "_AT_", "☆", "★", "●", "◎", "■", "♪",
];

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:mailto:)?[a-z0-9а-яёіїα-ω][a-z0-9а-яёіїα-ω._%+'-]*\s?",
        r"(?:@|[(\[{<【〈]\s?(?:at|@|arroba|アット(?:マーク)?|あっと(?:まーく)?)\s?[)\]}>】〉]",
        r"|アット(?:マーク)?|あっと(?:まーく)?|\sat\s|[☆★●◎■♪]|_at_)",
        r"\s?[a-z0-9а-яёіїα-ω-]+(?:(?:\s\.\s|\.|。|\s?(?:ドット|どっと|[(\[{]\s?(?:dot|ドット|\.)\s?[)\]}])\s?",
        r"|\sdot\s)[a-z0-9а-яёіїα-ω-]+)+",
    ))
});

/// An address with a space in its domain, as text breaks it when it is pasted.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)[a-z0-9][a-z0-9._%+-]{1,40}@[a-z0-9-]{1,20} [a-z0-9-]{1,20}\.",
        r"(?:(?:co|ne|or|lg|ac)\.)?(?:jp|com|net|org)(?-u:\b)",
    ))
});

fn find_email(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    if block.text.contains('@') {
        out.extend(all(&BROKEN, block).map(|range| Found::new(range, 85, Severity::Block)));
    }
    for range in all(&ADDRESS, block) {
        let text = &block.text[range.clone()];
        let top = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        // `meet at station.` in English, and versions like `@1.2.3`, have no top-level domain behind the last dot.
        let top = top.trim_start_matches("ドット").trim_start_matches("どっと");
        let spaced = text.contains(" at ") || text.contains(" AT ");
        if top.len() < 2 || top.len() > 24 || (spaced && !looks_like_domain(text)) {
            continue;
        }
        // A full stop ends a sentence unless a domain goes on behind it.
        let stopped = text.contains('。') && !["com", "jp", "net", "org"].contains(&top);
        if stopped || is_no_mailbox(text) {
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

/// Whether what looks like an address is no mailbox: a way to a repository, the version of a package, or the name that
/// stands for any in an explanation.
fn is_no_mailbox(text: &str) -> bool {
    #[rustfmt::skip]
    const ANYBODY: &[&str] = &[
        "user", "username", "you", "your", "yourname", "your-name", "your.name", "your_name", "name", "foo", "bar",
        "hoge", "someone",
        "somebody", "example", "sample", "xxx", "xxxx", "test", "email", "mail", "address", "mailaddress",
        "your-email", "your_email", "aaa",
        "abc",
    ];
    let lower = text.to_ascii_lowercase();
    let Some((local, domain)) = lower.trim_start_matches("mailto:").split_once('@') else { return false };
    let explained = domain.starts_with("example.") || domain.ends_with(".example") || domain.contains(".example.");
    let version = domain.split_once('.').is_some_and(|(major, rest)| {
        major.bytes().all(|byte| byte.is_ascii_digit()) && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    local == "git" || version || explained && ANYBODY.contains(&local.trim())
}
