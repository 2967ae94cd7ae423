//! Tests of the ledger's chain and of what it says.

use super::*;
use crate::ledger::chain::{head, seal};

const KEY: Key = Key::new([7; 32]);

/// A ledger of these records, each `type item more` in JSON.
fn ledger(records: &[&str], key: Option<&Key>) -> String {
    let mut last = None;
    let mut text = String::new();
    for record in records {
        let Value::Map(record) = Value::from(serde_json::from_str::<serde_json::Value>(record).unwrap()) else {
            panic!("{record}")
        };
        let (line, link) = seal(record, last.as_ref(), key);
        text.push_str(&line);
        last = Some(link);
    }
    text
}

const DRAFT: &str = concat!(
    r#"{"type":"draft","at":"2026-10-05","by":"iju-a","item":"AAAAAAAAAA","source":{"thread":"hmac:b7e2"},"#,
    r#""subjects":[{"ref":"MMMMMMMMMMMMMMMM","role":"resident"}]}"#
);
const APPROVE: &str = concat!(
    r#"{"type":"approve","at":"2026-11-20","by":"iju-b","item":"AAAAAAAAAA","lang":"ja","content":"sha256:9a41","#,
    r#""next_review":"2027-09-30","subjects":[{"ref":"MMMMMMMMMMMMMMMM","role":"resident"}],"later":{"unknown":1}}"#
);
const WITHDRAW: &str =
    r#"{"type":"withdraw","at":"2027-02-01","by":"iju-a","item":"AAAAAAAAAA","subject":null,"reason":"request"}"#;

fn codes(read: &Reported<Approvals>) -> Vec<&'static str> {
    read.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn the_latest_record_decides() {
    let state = |records: &[&str]| {
        let read = read_ledger(&ledger(records, None), None, None);
        assert!(read.findings.is_empty(), "{:?}", read.findings);
        let item = read.value.items["AAAAAAAAAA"].clone();
        (
            item.state(),
            read.value.approval("AAAAAAAAAA", "ja").map(|approval| (approval.content.clone(), approval.version)),
        )
    };
    let approved = |version| Some(("sha256:9a41".to_owned(), version));
    assert_eq!(state(&[DRAFT]), (State::Draft, None));
    assert_eq!(state(&[DRAFT, APPROVE]), (State::Approved, approved(1)));
    assert_eq!(state(&[DRAFT, APPROVE, APPROVE]), (State::Approved, approved(2)));
    assert_eq!(state(&[DRAFT, APPROVE, WITHDRAW]), (State::Withdrawn, None));
    assert_eq!(state(&[DRAFT, APPROVE, WITHDRAW, DRAFT]), (State::Draft, None));
    assert_eq!(state(&[DRAFT, APPROVE, WITHDRAW, DRAFT, APPROVE]), (State::Approved, approved(2)));
    // A withdrawal that names a person takes every item with them, whatever item it names.
    let person = WITHDRAW.replace("null", "\"MMMMMMMMMMMMMMMM\"").replace("AAAAAAAAAA", "BBBBBBBBBB");
    assert_eq!(state(&[DRAFT, APPROVE, &person]), (State::Withdrawn, None));
    let stranger = person.replace("MMMM", "NNNN");
    assert_eq!(state(&[DRAFT, APPROVE, &stranger]), (State::Approved, approved(1)));
    let future = r#"{"type":"archive","item":"AAAAAAAAAA"}"#;
    assert_eq!(state(&[DRAFT, APPROVE, future]), (State::Approved, approved(1)));
}

#[test]
fn dates_threads_and_people_are_kept() {
    let item = read_ledger(&ledger(&[DRAFT, APPROVE], None), None, None).value.items["AAAAAAAAAA"].clone();
    assert_eq!((item.thread.as_str(), item.draft.as_ref().unwrap().by.as_str()), ("hmac:b7e2", "iju-a"));
    assert_eq!(item.approvals["ja"].at, Date::parse("2026-11-20"));
    assert_eq!(item.approvals["ja"].next_review, Date::parse("2027-09-30"));
    assert_eq!(item.subjects().into_iter().collect::<Vec<_>>(), ["MMMMMMMMMMMMMMMM"]);
}

#[test]
fn whatever_is_changed_shows() {
    let good = ledger(&[DRAFT, APPROVE, WITHDRAW], Some(&KEY));
    let lines: Vec<&str> = good.split_inclusive('\n').collect();
    assert!(
        read_ledger(&good, None, Some(&KEY)).findings.is_empty()
            && codes(&read_ledger(&good, None, None)) == ["ledger-unchecked"],
        "without the key it is said that nobody looked at the marks"
    );
    assert!(read_ledger(&good.replace('\n', "\r\n"), None, Some(&KEY)).findings.is_empty());
    for (name, changed) in [
        ("a word", good.replacen("iju-a", "iju-x", 1)),
        ("a hash", good.replacen("\"hash\":\"", "\"hash\":\"0", 1)),
        ("a line less", lines[0].to_owned() + lines[2]),
        ("two lines exchanged", lines[1].to_owned() + lines[0] + lines[2]),
        ("a line twice", lines[0].to_owned() + lines[0]),
        ("the first line gone", lines[1].to_owned() + lines[2]),
        ("no record", lines[0].to_owned() + "<<<<<<< HEAD\n" + lines[1]),
        ("a number with a fraction", lines[0].replacen("\"seq\":1", "\"seq\":1.0", 1)),
        ("a field more", lines[0].replacen('{', "{\"x\":1,", 1)),
    ] {
        let read = read_ledger(&changed, None, None);
        assert_eq!((codes(&read), read.value.broken), (vec!["ledger-broken"], true), "{name}");
        assert_eq!(read.value.approval("AAAAAAAAAA", "ja"), None, "{name}");
    }
}

#[test]
fn a_chain_made_without_the_key_is_no_approval() {
    let forged = |key: Option<&Key>| codes(&read_ledger(&ledger(&[DRAFT, APPROVE], key), None, Some(&KEY)));
    assert_eq!(forged(Some(&KEY)), [""; 0]);
    assert_eq!(forged(None), ["ledger-broken"]);
    assert_eq!(forged(Some(&Key::new([8; 32]))), ["ledger-other-key"]);
    let with_kid = APPROVE.replacen('{', &format!("{{\"kid\":\"{}\",", KEY.id()), 1);
    assert_eq!(codes(&read_ledger(&ledger(&[&with_kid], None), None, Some(&KEY))), ["ledger-broken"]);
    // Without the key a person can still withdraw.
    assert_eq!(codes(&read_ledger(&ledger(&[WITHDRAW], None), None, Some(&KEY))), [""; 0]);
}

#[test]
fn a_torn_last_line_is_told_and_mended() {
    let good = ledger(&[DRAFT, APPROVE], None);
    let mended = |text: &str| {
        let read = read_ledger(text, None, None);
        assert_eq!((codes(&read), read.value.broken), (vec!["ledger-torn"], true), "{text}");
        let edit = read.findings[0].fix.clone().unwrap();
        format!("{}{}{}", &text[..edit.span.start], edit.text, &text[edit.span.end..])
    };
    assert_eq!(mended(good.trim_end()), good, "only the line end is missing");
    let first = good.split_inclusive('\n').next().unwrap();
    for cut in [first.len() + 1, first.len() + 40, good.len() - 2] {
        assert_eq!(mended(&good[..cut]), first);
    }
}

#[test]
fn a_ledger_never_grows_shorter() {
    let (two, three) = (ledger(&[DRAFT, APPROVE], None), ledger(&[DRAFT, APPROVE, WITHDRAW], None));
    let of = |text: &str| head(&read_ledger(text, None, None).value.last.unwrap());
    let codes = |text: &str, head: &str| codes(&read_ledger(text, Some(head), None));
    assert_eq!(codes(&three, &of(&two)), [""; 0], "it may have grown elsewhere");
    assert_eq!(codes(&two, &of(&three)), ["ledger-broken"], "a withdrawal was cut off");
    assert_eq!(codes("", &of(&two)), ["ledger-broken"]);
    let other = ledger(&[DRAFT, APPROVE, APPROVE], None);
    assert_eq!(codes(&other, &of(&three)), ["ledger-broken"], "another third record");
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "(\\{\"seq\":[0-9.e]{1,3},\"(prev|type|item)\":(\"[a-z0]{0,3}\"|null|\\[\\])\\}\n?|[ \
        -~あ\n]{0,20}){0,4}", head in "[0-9 a-f]{0,8}") {
        read_ledger(&text, Some(&head), Some(&KEY));
    }
}
