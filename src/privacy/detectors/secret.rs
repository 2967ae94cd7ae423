//! `SECRET`: keys, tokens and passwords.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::Token,
        Trigger::{Holds, Shape},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Secret,
    triggers: Triggers::any(&[Shape(Token), Holds(MARKS)]),
    words: NO_WORDS,
    find: find_secret,
    examples: &[
        Bad("トークンは⟦xo«»xb-000000000000-EXAMPLEEXAMPLE⟧です。"),
        Bad("鍵は⟦xo«»xb-EXAMPLEXAM⟧です。"),
        Bad("⟦ht«»tps://hooks.slack.com/services/T00000000/B00000000/EXAMPLEEXAMPLEEXAMPLE⟧"),
        Bad("鍵は⟦AK«»IAEXAMPLEEXAMPLE00⟧です。"),
        Bad("⟦gh«»p_EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE00⟧を使います。"),
        Bad("⟦-----BEGIN RSA PRIV«»ATE KEY-----⟧"),
        Bad("Wi-Fiのパスワードは「⟦yuki-no-mori-88⟧」です。"),
        Bad("パスワード：⟦Hinoki2026!⟧"),
        Bad("password: ⟦hinoki-2026⟧"),
        Good("パスワードは受付で聞いてください。"),
        Good("パスワードは8文字以上にします。"),
        Good("Password managers are useful."),
    ],
};

/// What tokens begin with, and words for passwords.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "xox", "xapp-", "eyJ", ".slack.com", "PRIVATE KEY", "パスワード", "パスコード", "暗証番号", "暗号化キー", "assword", "asscode",
    "assphrase", "ASSWORD", "ASSCODE", "ASSPHRASE",
];

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"xox[abeoprs]-[0-9A-Za-z-]{10,}|xoxe\.xox[bp]-[0-9A-Za-z-]{10,}|xapp-[0-9A-Za-z-]{10,}",
        r"|(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[0-9A-Za-z/_-]{8,}",
        r"|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|gh[pousr]_[0-9A-Za-z]{36,}",
        r"|github_pat_[0-9A-Za-z_]{22,}|glpat-[0-9A-Za-z_-]{20,}|sk-(?:[a-z]+-)*[0-9A-Za-z_-]{20,}",
        r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{4,}"
    ))
});
static PASSWORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r#"(?:パスワード|暗証番号|パスコード|暗号化キー|(?i:password|passcode|passphrase))\s?(?:[はが::=]|is)\s?[「『"'`]?([!-&(-~]{6,})"#,
    )
});

fn find_secret(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&TOKEN, block) {
        if block.left(range.start).is_none_or(|c| !c.is_ascii_alphanumeric()) {
            out.push(Found::new(range, 85, Severity::Never).certain());
        }
    }
    for found in PASSWORD.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let value = found.as_str();
        // A plain English word after "password is" explains; a password has digits or marks, or it is quoted.
        let telling = value.bytes().any(|byte| !byte.is_ascii_alphabetic() && !matches!(byte, b'.' | b','))
            || block.text[..found.start()].ends_with(['「', '『', '"'])
            || !block.text.is_ascii();
        if telling {
            out.push(Found::new(found.range(), 85, Severity::Never).certain());
        }
    }
}
