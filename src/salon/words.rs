//! What the ledger may hold, decided by the form of every word in a record, so that nothing else can get in, whoever
//! makes the record: no text, no names, no ids, addresses or times of the salon, no telephone numbers.

use std::collections::BTreeMap;

use crate::{
    base::value::Value,
    msg, msgf,
    report::diagnostic::Diagnostic,
    site::approval::{is_item, is_subject},
};

/// Refuses a record that holds something the ledger must not hold.
pub(super) fn admit(fields: &BTreeMap<String, Value>) -> Result<(), Box<Diagnostic>> {
    let first = fields.iter().find_map(|(name, value)| inadmissible(name, value));
    first.map_or(Ok(()), |name| Err(refused(&name)))
}

/// The name of the first field that holds something the ledger must not hold.
fn inadmissible(name: &str, value: &Value) -> Option<String> {
    let fits = match value {
        Value::Text(text) => match name {
            "item" => is_item(text),
            "ref" | "subject" => is_subject(text),
            _ => text.is_empty() || is_hash(text) || is_word(text),
        },
        Value::List(items) => return items.iter().find_map(|item| inadmissible(name, item)),
        Value::Map(entries) => {
            return entries
                .iter()
                .find_map(|(key, value)| if is_word(key) { inadmissible(key, value) } else { Some(name.to_owned()) });
        }
        _ => true,
    };
    (!fits).then(|| name.to_owned())
}

fn is_hash(text: &str) -> bool {
    let digits = text.strip_prefix("sha256:").or_else(|| text.strip_prefix("hmac:"));
    digits
        .is_some_and(|digits| (32..=64).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Whether a text is a key, a filing number, a day or a word of ours: Latin letters, digits and `-_/`, and neither so
/// many digits that it could be a telephone number or a time of a post, nor an id as Slack has them.
pub fn is_word(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let capital = text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let slack = capital
        && digits >= 2
        && (9..=12).contains(&text.len())
        && text.starts_with(['U', 'W', 'C', 'D', 'G', 'T', 'F', 'S', 'B']);
    let letters = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/'));
    (1..=40).contains(&text.len()) && letters && digits <= 8 && !slack
}

fn refused(name: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error(
            "ledger-word",
            msgf!(ja: "`{name}` の値は、台帳に書けません", en: "the ledger cannot hold this value of `{name}`"),
        )
        .help(msg!(
            ja: "台帳には、名前や文章を書きません。英字、数字、`-` だけの短い言葉（担当の記号、文書番号など）にしてください",
            en: "the ledger holds no names and no text: give a short word of letters, digits and `-`, such as a key or \
                a filing number")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        salon::ledger_record::{Reason, Record, Withdraw},
        text::date::Date,
    };

    #[test]
    fn only_words_of_a_harmless_form_are_written() {
        for word in ["iju-a", "E-0031", "2026-04", "2026-10-05", "purpose_61", "SCHOOL_GRADE", "R8/12", "w-2026-003"] {
            assert!(is_word(word), "{word}");
        }
        for word in [
            "",
            "佐藤",
            "佐藤 花子",
            "U0123ABCD",
            "W012A3456",
            "a@example.jp",
            "1700000000.000100",
            "p1700000000000100",
            "090-0000-0000",
            "0160-00-1010",
            "https://x.slack.com/archives/C1",
            "寒いです",
            "two words",
        ] {
            assert!(!is_word(word), "{word}");
        }
        let withdraw = |by: &str, item: &str, subject: Option<&str>| {
            Record::Withdraw(Withdraw {
                at: Date::new(2026, 11, 1).unwrap(),
                by: Some(by.to_owned()),
                item: item.to_owned(),
                subject: subject.map(str::to_owned),
                reason: Reason::Request,
                caches_requested: false,
            })
            .fields()
            .map(|fields| Value::Map(fields).canonical())
        };
        assert_eq!(
            withdraw("iju-a", "AAAAAAAAAA", None).unwrap(),
            concat!(
                r#"{"at":"2026-11-01","by":"iju-a","caches_requested":false,"item":"AAAAAAAAAA","#,
                r#""reason":"request","subject":null,"type":"withdraw"}"#
            )
        );
        for (by, item, subject) in
            [("佐藤", "AAAAAAAAAA", None), ("iju-a", "1700000000", None), ("iju-a", "AAAAAAAAAA", Some("U0123ABCD"))]
        {
            assert_eq!(withdraw(by, item, subject).unwrap_err().code, "ledger-word", "{by} {item} {subject:?}");
        }
    }
}
