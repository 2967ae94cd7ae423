//! Twice the text takes twice the steps: nothing that somebody may write makes a build last for ever.
//!
//! Steps are counted, not timed; `tests/bench/growth.py` measures times.
use proptest::prelude::*;
use shirube::{
    privacy::{Gate, Lists, Place, RosterName, review, steps},
    text::date::Date,
};

/// What the gate looks at closely, and what stands between.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "さん", "様", "あ", "佐藤", "子", "ア・", "090-0000-1234", "0", "1-", "一", "、", "。", " ", "　", "\n", "*", "`", "_", "~",
    "<", "<rt>", "<a title=\"", "'", "&#48;", "&", "%3", "{漢|か}", "{", "\\", "- ", "|", "氏名：", "ふりがなの", "担当は", "娘の",
    "と申し",
    "A", "Aa ", "a-", "@a", "https://a.jp/", ")", "(", "第", "号", "丁目", "年", "病", "勤め", "市", "\u{200b}", "か\u{3099}",
    "株式会社", "うみねこ",
];

/// The steps that the gate takes for some units, so many times.
fn steps_for(gate: &Gate, before: &str, unit: &str, times: usize) -> u64 {
    steps::take();
    let text = format!("{before}{}", unit.repeat(times));
    review(&text, Place::Words, gate, Date::new(2026, 11, 1).unwrap());
    steps::take()
}

fn check(before: &str, unit: &str) -> Result<(), TestCaseError> {
    let gate = Gate::new(&Lists::default().with_roster([RosterName { name: "うみねこ".to_owned(), common: false }]));
    let [half, whole] = [400, 800].map(|times| steps_for(&gate, before, unit, times));
    prop_assert!(whole <= half * 23 / 10 + 4000, "{before:?} and {unit:?}: {half} steps, then {whole}");
    Ok(())
}

#[test]
fn steps_are_counted() {
    let gate = Gate::new(&Lists::default());
    let [none, some] = ["灯油です。", "佐藤さんです。"].map(|unit| steps_for(&gate, "", unit, 10));
    assert!(some > none, "{none} {some}");
}

#[test]
fn what_once_grew_faster_is_read_in_steps_of_its_length() {
    for (before, unit) in [
        ("", "さん"),
        ("ああああああああああああああああああああああああああああああ", "さん"),
        ("", "あさん"),
        ("", "090-0000-1234、"),
        ("佐藤 ", "あ"),
        ("", "ふりがなの"),
        ("", "*"),
        ("", "a-"),
        ("", "<rt>"),
        ("", "様"),
    ] {
        check(before, unit).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn the_gate_takes_steps_of_the_texts_length(
        before in prop::collection::vec(prop::sample::select(UNITS), 0..30),
        unit in prop::collection::vec(prop::sample::select(UNITS), 1..4),
    ) {
        check(&before.concat(), &unit.concat())?;
    }
}
