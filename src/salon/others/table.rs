//! A table of questions and answers, as a form's service saves it: a row is a conversation of two posts.
//!
//! Which column is what is said once, in `[salon.table]` of site.toml, where the heads do not say it themselves. Must
//! never guess between two.

use std::collections::BTreeMap;

use crate::{
    base::hash::Fingerprint,
    msg, msgf,
    report::diagnostic::Diagnostic,
    salon::others::talk::{Said, Talk, moment, read_clock, read_day},
};

/// Who answers where no column says it.
const OFFICE: &str = "OFFICE";

/// A kind of column, and what heads of it are called.
const COLUMNS: [(&str, &[&str]); 4] = [
    ("question", &["質問", "相談", "お問い合わせ内容", "お問合せ内容", "聞きたいこと", "ご質問", "question"]),
    ("answer", &["回答", "答え", "返答", "お答え", "answer"]),
    ("date", &["タイムスタンプ", "日時", "受付日", "送信日", "回答日時", "timestamp", "date"]),
    ("name", &["氏名", "名前", "ニックネーム", "ペンネーム", "name"]),
];

/// The columns by their kinds.
type Chosen = BTreeMap<&'static str, usize>;

/// Whether a file is a table with a question in it.
pub fn is_table(text: &str) -> bool {
    let head = read_rows(text).into_iter().next().unwrap_or_default();
    head.len() > 1 && head.iter().any(|name| COLUMNS[0].1.iter().any(|word| name.to_lowercase().contains(word)))
}

/// Reads a table; `profile` names columns by their kinds.
pub fn read_table(text: &str, profile: &BTreeMap<String, String>) -> Result<Talk, Box<Diagnostic>> {
    let mut rows = read_rows(text).into_iter();
    let head = rows.next().unwrap_or_default();
    let columns = choose(&head, profile)?;
    let mut talk = Talk { workspace: "table".to_owned(), name: "質問".to_owned(), ..Talk::default() };
    for row in rows {
        read_row(&row, &columns, &mut talk);
    }
    Ok(talk)
}

/// The rows of a table with commas, semicolons or tabs.
fn read_rows(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b'\t', b';'].into_iter().max_by_key(|mark| first.matches(char::from(*mark)).count());
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    // No row may be left out in silence.
    let records = reader.records().map(|record| record.expect("a text is UTF-8, and rows may differ in length"));
    records.map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect()).collect()
}

fn choose(head: &[String], profile: &BTreeMap<String, String>) -> Result<Chosen, Box<Diagnostic>> {
    let mut chosen = Chosen::new();
    for (kind, words) in COLUMNS {
        let named = profile.get(kind);
        let fits = |name: &String| match named {
            Some(named) => name == named,
            None => words.iter().any(|word| name.to_lowercase().contains(word)),
        };
        let found: Vec<usize> = (0..head.len()).filter(|place| fits(&head[*place])).collect();
        // 「質問への回答」 is an answer, and 「回答日時」 a time.
        let own: Vec<usize> = found.iter().copied().filter(|place| kind_of(&head[*place]) == Some(kind)).collect();
        let found = if named.is_none() && !own.is_empty() { own } else { found };
        match found.as_slice() {
            [place] => drop(chosen.insert(kind, *place)),
            [] if matches!(kind, "answer" | "name") && named.is_none() => {}
            _ => return Err(unclear(kind, head)),
        }
    }
    Ok(chosen)
}

/// The kind of a head by its last word: Japanese names a thing at its end.
fn kind_of(head: &str) -> Option<&'static str> {
    let head = head.to_lowercase();
    let place = |words: &[&str]| words.iter().filter_map(|word| head.rfind(word).map(|at| at + word.len())).max();
    COLUMNS.iter().filter_map(|(kind, words)| Some((place(words)?, *kind))).max().map(|(_, kind)| kind)
}

fn read_row(row: &[String], columns: &Chosen, talk: &mut Talk) {
    let cell = |kind: &str| columns.get(kind).and_then(|place| row.get(*place)).map_or("", String::as_str);
    let (question, answer, name) = (cell("question"), cell("answer"), cell("name"));
    if question.is_empty() {
        return talk.skip("empty");
    }
    // Whatever else changes, a question is known again by its words.
    let print = Fingerprint::of(question.as_bytes()).to_string();
    let number = print.bytes().fold(0u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    let date = cell("date");
    let clock = date.split([' ', '　', 'T']).find(|part| part.contains(':'));
    let seconds =
        clock.and_then(|clock| read_clock(clock.split(['+', 'Z']).next().unwrap_or(clock))).unwrap_or_default();
    let seconds = if date.contains("午後") && seconds < 43_200 { seconds + 43_200 } else { seconds };
    let at = read_day(date).and_then(|day| Some((moment(day, seconds, number)?, moment(day, seconds + 1, number)?)));
    let Some((asked, answered)) = at else { return talk.skip("bad-ts") };
    let author = if name.is_empty() { "ASKER".to_owned() } else { talk.person_by_name(name) };
    talk.meet(&author, name, &[], false);
    talk.posts.push(Said { at: asked, author, text: question.to_owned(), ..Said::default() });
    if !answer.is_empty() {
        talk.meet(OFFICE, "", &[], false);
        let reply_to = asked.to_string();
        talk.posts.push(Said {
            at: answered,
            author: OFFICE.to_owned(),
            text: answer.to_owned(),
            reply_to,
            ..Said::default()
        });
    }
}

fn unclear(kind: &str, head: &[String]) -> Box<Diagnostic> {
    let (ja, en) = match kind {
        "question" => ("質問", "the question"),
        "answer" => ("回答", "the answer"),
        "date" => ("日時", "the date"),
        _ => ("名前", "the name"),
    };
    let all = head.join("、");
    let message = msgf!(
        ja: "どの列が{ja}か分かりません（列：{all}）",
        en: "which column holds {en} is not clear (columns: {all})");
    Box::new(Diagnostic::error("salon-columns", message).help(msg!(
        ja: "site.toml に `[salon.table]` と書き、その下に `question = \"列の名前\"`、`answer`、`date`、`name` で列を指定してください",
        en: "name the columns once in site.toml, below `[salon.table]`: `question = \"…\"`, `answer`, `date`, `name`")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_heads_or_by_the_profile() {
        let none = BTreeMap::new();
        for (head, kinds) in [
            (&["タイムスタンプ", "ご質問", "回答"][..], Some(vec![("answer", 2), ("date", 0), ("question", 1)])),
            (
                &["受付日時", "質問内容", "質問への回答", "お名前"],
                Some(vec![("answer", 2), ("date", 0), ("name", 3), ("question", 1)]),
            ),
            (&["日時", "質問1", "質問2"], None),
            (&["日時", "内容"], None),
        ] {
            let head: Vec<String> = head.iter().map(|name| (*name).to_owned()).collect();
            let found = choose(&head, &none).ok().map(|chosen| chosen.into_iter().collect::<Vec<_>>());
            assert_eq!(found, kinds, "{head:?}");
        }
        let profile = BTreeMap::from([("question".to_owned(), "質問2".to_owned())]);
        let head = ["日時", "質問1", "質問2"].map(str::to_owned);
        assert_eq!(choose(&head, &profile).unwrap()["question"], 2);
    }
}
