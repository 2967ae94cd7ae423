//! Tests of appending: what is on the disk, whatever happens.

use super::*;
use crate::{
    ledger::read::State,
    salon::ledger_record::{Draft, DraftGate, Origin, Reason, Speaker, Withdraw},
    text::date::Date,
};

const KEY: Key = Key::new([7; 32]);

fn draft(item: &str) -> Record {
    Record::Draft(Draft {
        at: Date::new(2026, 10, 5).unwrap(),
        by: "iju-a".to_owned(),
        item: item.to_owned(),
        page: String::new(),
        source: Origin { thread: format!("hmac:{}", "b7".repeat(16)), channel: "public".to_owned() },
        subjects: vec![Speaker { subject: "M7WD2HQ5R3XN6TJA".to_owned(), role: "resident".to_owned() }],
        gate: DraftGate::default(),
    })
}

fn withdraw(item: &str) -> Record {
    let at = Date::new(2026, 11, 1).unwrap();
    Record::Withdraw(Withdraw {
        at,
        by: None,
        item: item.to_owned(),
        subject: None,
        reason: Reason::Request,
        caches_requested: true,
    })
}

fn text(root: &Path) -> String {
    fs::read_to_string(root.join(LEDGER)).unwrap()
}

#[test]
fn records_follow_each_other_and_are_read_back() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let mut ledger = open(root, Some(&KEY)).unwrap();
    assert!(ledger.approvals().items.is_empty() && !root.join(LEDGER).exists(), "reading makes no file");
    ledger.append(draft("AAAAAAAAAA")).unwrap();
    // Two programs that opened the same ledger.
    let mut other = open(root, Some(&KEY)).unwrap();
    ledger.append(draft("BBBBBBBBBB")).unwrap();
    other.append(withdraw("AAAAAAAAAA")).unwrap();
    let again = open(root, Some(&KEY)).unwrap();
    assert_eq!(again.approvals().last.as_ref().map(|last| last.seq), Some(3));
    assert_eq!(again.approvals().items["AAAAAAAAAA"].state(), State::Withdrawn);
    assert_eq!(again.item_of_thread(&format!("hmac:{}", "b7".repeat(16))).as_deref(), Some("AAAAAAAAAA"));
    assert_eq!((again.item_of_thread("hmac:0"), again.item_of_thread("")), (None, None));
    assert_eq!(fs::read_to_string(root.join(".gitattributes")).unwrap(), format!("{ATTRIBUTES}\n"));
    assert_eq!(text(root).lines().count(), 3);
    // Without the key the chain still holds; with it every record bears its mark.
    assert!(open(root, None).is_ok() && text(root).matches("\"mac\":").count() == 3);
}

#[test]
fn nothing_is_written_behind_a_broken_chain() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let mut ledger = open(root, None).unwrap();
    ledger.append(draft("AAAAAAAAAA")).unwrap();
    ledger.append(withdraw("AAAAAAAAAA")).unwrap();
    let good = text(root);
    let first = good.split_inclusive('\n').next().unwrap();
    for bad in [first.to_owned(), good.replace("iju-a", "iju-x"), good[..good.len() - 9].to_owned(), String::new()] {
        fs::write(root.join(LEDGER), &bad).unwrap();
        assert!(open(root, None).is_err(), "{bad}");
        assert!(ledger.append(draft("BBBBBBBBBB")).is_err(), "{bad}");
        assert_eq!(text(root), bad, "nothing was touched");
    }
    fs::write(root.join(LEDGER), &good).unwrap();
    ledger.append(draft("BBBBBBBBBB")).unwrap();
}

#[test]
fn a_ledger_that_grew_elsewhere_is_remembered() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let mut ledger = open(root, None).unwrap();
    ledger.append(draft("AAAAAAAAAA")).unwrap();
    let before = text(root);
    ledger.append(withdraw("AAAAAAAAAA")).unwrap();
    let after = text(root);
    fs::remove_file(root.join(HEAD)).unwrap();
    fs::write(root.join(LEDGER), &before).unwrap();
    assert!(open(root, None).is_ok(), "another computer, which has not seen the second record");
    fs::write(root.join(LEDGER), &after).unwrap();
    assert!(open(root, None).is_ok(), "it comes with the next pull");
    fs::write(root.join(LEDGER), &before).unwrap();
    assert_eq!(open(root, None).unwrap_err().code, "ledger-broken", "and may not go again");
}

#[test]
fn a_torn_line_moves_aside_and_the_ledger_goes_on() {
    let room = tempfile::tempdir().unwrap();
    let root = room.path();
    let mut ledger = open(root, None).unwrap();
    assert_eq!(mend(root).unwrap(), None);
    ledger.append(draft("AAAAAAAAAA")).unwrap();
    let good = text(root);
    assert_eq!(mend(root).unwrap(), None);
    for torn in ["{\"at\":\"20", "{\"at\":\"二"] {
        // Even in the middle of a character.
        let bytes = [good.as_bytes(), &torn.as_bytes()[..torn.len() - 1]].concat();
        fs::write(root.join(LEDGER), bytes).unwrap();
        assert_eq!(open(root, None).unwrap_err().code, "ledger-torn");
        let name = mend(root).unwrap().unwrap();
        assert!(name.starts_with(".shirube/ledger-torn-2-"), "{name}");
        assert_eq!(fs::read(root.join(name)).unwrap(), &torn.as_bytes()[..torn.len() - 1]);
        assert_eq!(text(root), good);
    }
    fs::write(root.join(LEDGER), good.trim_end()).unwrap();
    assert_eq!(mend(root).unwrap().as_deref(), Some(LEDGER), "a whole record only lacks its line end");
    assert_eq!(text(root), good);
    ledger.append(withdraw("AAAAAAAAAA")).unwrap();
}
