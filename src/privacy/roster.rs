//! The salon's roster as a build knows it: the names of everyone in the private inbox, which may stand nowhere.
//!
//! Names go into the gate and nowhere else: no finding, no output and no log ever holds one.

use std::collections::BTreeSet;

use serde::Deserialize;
use toml::de::DeTable;

use crate::{
    base::path::SourcePath,
    msg, msgf,
    privacy::{lists::RosterName, names::is_place, person::is_word},
    report::diagnostic::{Diagnostic, Reported},
    text::japanese::is_kana,
};

/// The people of the inbox, as an import writes them; not there where nobody has imported, as on a build server.
pub const PEOPLE: &str = ".shirube/salon/people.jsonl";

/// The editor's own notes on people.
pub const NOTES: &str = ".shirube/salon/people.toml";

/// The key of the notes that lists names which are ordinary words as well.
pub const COMMON: &str = "common";

/// Names that people like to give themselves and that a guide needs as words. `person.rs` and the list of places have
/// more.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "さくら", "ひかり", "のぞみ", "みらい", "こころ", "かえで", "あおい", "つばさ", "いちご", "すずめ", "ほたる", "すみれ", "たんぽぽ", "ひまわり", "あさがお", "つくし",
    "もみじ", "いちょう", "こだま", "みどり", "ひなた", "あおぞら", "ゆうひ", "あさひ", "こはる", "はるか", "しずか", "のどか", "ゆたか", "あきら", "かおり", "めぐみ",
    "ひとみ", "いずみ", "まこと", "あゆみ", "しおり", "ひかる", "かなえ", "たまき", "みのり", "みさき", "なぎさ", "わかば", "こずえ", "かもめ", "つばめ", "ひばり",
    "うさぎ", "たまご", "おにぎり", "うどん", "ラーメン", "カレー", "コーヒー", "パンダ", "トマト", "サクラ", "ヒカリ", "ノゾミ", "ミドリ", "スノー", "スキー", "キャンプ",
    "カメラ", "ギター", "サウナ", "ソラ", "モモ", "リンゴ", "太陽", "大地", "青空", "夕日", "朝日", "小春", "日和", "若葉", "新緑", "雪国", "北国", "南国",
    "田舎", "故郷", "山小屋", "薪", "向日葵", "秋桜", "紫陽花", "白鳥", "焚き火", "畑", "棚田", "農園", "農場", "牧場", "温泉", "古民家", "空き家", "移住",
    "新人", "初心者", "主婦", "主夫", "学生", "会社員", "父親", "母親", "匿名", "名無し", "移住希望", "移住検討中", "検討中", "事務局", "管理者", "運営", "広報",
    "公式", "担当", "相談員", "移住相談", "移住交流", "移住相談員", "移住コーディネーター", "地域おこし協力隊", "協力隊", "admin", "administrator", "office",
    "staff", "support", "info", "contact", "guest", "member", "user", "test", "owner", "general", "slack", "salon",
    "iju", "town", "city", "village", "kouhou", "news", "home", "farm", "snow", "sky", "sun", "moon", "blue", "green",
    "happy", "smile", "coffee", "camp", "cat", "dog", "mama", "papa", "guide", "page", "site", "index", "main",
];

/// The part of a person's record that matters here.
#[derive(Deserialize)]
struct Person {
    names: Vec<String>,
    #[serde(default)]
    bot: bool,
}

/// Reads the roster of the inbox's people and the editor's notes, empty where nobody is known; what cannot be read is
/// told, without a word of it.
pub(crate) fn read_roster(people: &str, notes: &str) -> Reported<Vec<RosterName>> {
    let own = common(notes);
    let (mut all, mut findings) = (Vec::new(), Vec::new());
    for (number, line) in people.lines().enumerate().filter(|(_, line)| !line.is_empty()) {
        match serde_json::from_str::<Person>(line) {
            Ok(person) if !person.bot => all.extend(person.names),
            Ok(_) => {}
            Err(_) => findings.push(damaged(number + 1)),
        }
    }
    Reported { value: names(all.iter().map(String::as_str), &own), findings }
}

/// The names as the gate looks for them: each whole, and what stands before a remark: たぬき of たぬき@移住3年目.
pub(crate) fn names<'a>(names: impl Iterator<Item = &'a str>, own: &BTreeSet<String>) -> Vec<RosterName> {
    let parts = names
        .flat_map(|name| [Some(name), before_remark(name)])
        .flatten()
        .filter(|name| !name.chars().all(|c| c.is_ascii_digit()));
    let one = |name: &str| RosterName { name: name.to_owned(), common: own.contains(name) || is_common(name) };
    parts.map(one).collect()
}

/// The words of the editor's notes that are names as well: `common = ["さくら"]`.
pub fn common(notes: &str) -> BTreeSet<String> {
    let Ok(table) = DeTable::parse(notes.trim_start_matches('\u{feff}')) else { return BTreeSet::new() };
    let list = table.get_ref().iter().find(|(key, _)| key.get_ref() == COMMON);
    let words = list.and_then(|(_, value)| value.get_ref().as_array()).into_iter().flat_map(|words| words.iter());
    words.filter_map(|word| word.get_ref().as_str().map(str::to_owned)).collect()
}

/// The name in front of a remark in brackets or behind a sign; `None` if it has none or is too short to be looked for.
fn before_remark(name: &str) -> Option<&str> {
    let (head, _) =
        name.split_once(['@', '＠', '(', '（', '|', '｜', '/', '／', '【', '[', '＊', '★', '☆', '♪', '~', '〜'])?;
    let head = head.trim();
    let least = if head.chars().all(is_kana) || head.is_ascii() { 3 } else { 2 };
    (head.chars().count() >= least).then_some(head)
}

/// Whether a name is a word that a guide needs: then it counts only beside 敬称 or `@`.
fn is_common(name: &str) -> bool {
    let small = name.to_ascii_lowercase();
    let short = name.is_ascii() && name.len() < 3;
    short || is_word(name) || is_place(name) || WORDS.contains(&small.as_str())
}

fn damaged(line: usize) -> Diagnostic {
    Diagnostic::warning(
        "salon-people",
        msgf!(
        ja: "受信箱の名簿の{line}行目を読み取れません。この人の呼び名は確かめられません",
        en: "line {line} of the inbox's list of people cannot be read; this person's nickname is not looked for"),
    )
    .in_file(&SourcePath::new(PEOPLE))
    .help(msg!(
        ja: "もう一度 `shirube salon import` を実行してください",
        en: "run `shirube salon import` again"))
    .hiding()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_with_what_stands_before_a_remark() {
        let own = common("common = [\"こもれび\"]\nU1 = { role = \"resident\" }\n");
        let found = |name: &str| -> Vec<(String, bool)> {
            names([name].into_iter(), &own).into_iter().map(|it| (it.name, it.common)).collect()
        };
        for (name, expected) in [
            ("うみねこ", vec![("うみねこ", false)]),
            ("たぬき@移住3年目", vec![("たぬき@移住3年目", false), ("たぬき", true)]),
            ("しおかぜ（東京）", vec![("しおかぜ（東京）", false), ("しおかぜ", false)]),
            ("さくら", vec![("さくら", true)]),
            ("こもれび", vec![("こもれび", true)]),
            ("山口", vec![("山口", true)]),
            ("Staff", vec![("Staff", true)]),
            ("yk", vec![("yk", true)]),
            ("2024", vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(name, common)| (name.to_owned(), common)).collect();
            assert_eq!(found(name), expected, "{name}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_told_and_never_shown() {
        let people = concat!(
            "{\"id\":\"U1\",\"shown\":\"あ\",\"names\":[\"うみねこ\"]}\nうみねこ\n",
            "{\"id\":\"B1\",\"names\":[\"ボット\"],\"bot\":true}\n"
        );
        let read = read_roster(people, "");
        assert_eq!(read.value.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["うみねこ"]);
        assert_eq!(read.findings.len(), 1);
        assert!(!format!("{:?}", read.findings).contains("うみねこ"));
    }
}
