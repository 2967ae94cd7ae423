//! A profile proposed for a table that no profile takes: what is known of its header, what is guessed, and the rest.

use std::{collections::BTreeSet, fmt::Write as _};

use crate::load::tables::{
    DatasetKind,
    profile::{FOLDER, Profiles, folded},
};

/// Parts of headers that mean an item, where no profile has the header: the first that a header holds.
const HINTS: [(&str, &str); 26] = [
    ("開始日", "start_date"),
    ("終了日", "end_date"),
    ("開催日", "start_date"),
    ("開始時", "start_time"),
    ("終了時", "end_time"),
    ("FAX", "fax"),
    ("ファクス", "fax"),
    ("内線", "extension"),
    ("電話", "phone"),
    ("TEL", "phone"),
    ("メール", "email"),
    ("郵便番号", "postal_code"),
    ("緯度", "lat"),
    ("経度", "lng"),
    ("カナ", "kana"),
    ("よみ", "kana"),
    ("施設名", "name"),
    ("名称", "name"),
    ("名前", "name"),
    ("所在地", "address"),
    ("住所", "address"),
    ("種別", "type"),
    ("定員", "capacity"),
    ("URL", "url"),
    ("ホームページ", "url"),
    ("備考", "note"),
];

/// A profile for a table with this header, as a file: what is known, what is guessed, and what stays as it is.
pub fn propose_profile(name: &str, header: &[String], profiles: &Profiles) -> String {
    let known = |sort: DatasetKind| {
        let all = profiles.iter().filter(move |profile| profile.sort == sort);
        all.map(|profile| header.iter().filter(|name| profile.field(name).is_some()).count()).max().unwrap_or_default()
    };
    let dated = header.iter().any(|name| ["開始日", "開催日"].iter().any(|word| name.contains(word)));
    let best = DatasetKind::ALL.into_iter().rev().max_by_key(|sort| known(*sort)).unwrap_or(DatasetKind::Facility);
    let sort = if dated {
        DatasetKind::Event
    } else if best == DatasetKind::Event {
        DatasetKind::Facility
    } else {
        best
    };
    let mut used = BTreeSet::new();
    let mut item_of = |written: &str| {
        let own = profiles
            .iter()
            .filter(|profile| profile.sort == sort)
            .find_map(|profile| Some(profile.field(written)?.0.to_owned()));
        let hint = || {
            let folded = folded(written);
            HINTS.iter().find(|(part, _)| folded.to_uppercase().contains(part)).map(|(_, item)| (*item).to_owned())
        };
        own.or_else(hint).filter(|item| used.insert(item.clone()))
    };
    let mut columns = String::new();
    let mut named = false;
    for written in header.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let key = quoted(written);
        match item_of(written) {
            Some(item) => {
                named |= item == "name";
                let _ = writeln!(columns, "{key} = \"{item}\"");
            }
            None => {
                let _ = writeln!(columns, "# {key} = \"\"   # 項目が決まらない列は、見出しのまま載ります");
            }
        }
    }
    let note = if named {
        ""
    } else {
        "# 名称の列の項目を \"name\" にしてください。ないと使えません\n"
    };
    let title = quoted(name);
    let sort = sort.name();
    format!(
        "# {FOLDER}{name}.toml に置くと、この表を一覧に使えます。項目は docs/tables.md にあります\n\
         title = {title}\nsort = \"{sort}\"\n\n{note}[columns]\n{columns}"
    )
}

/// Words as TOML has them.
fn quoted(words: &str) -> String {
    serde_json::Value::from(words).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::path::SourcePath;

    #[test]
    fn a_proposed_profile_takes_its_table() {
        let own = Profiles::new([]).value;
        for header in [
            "施設名,所在地,TEL,ひとこと",
            "イベントの名称,開催日,会場の住所,\"値\"",
            "名前,よみ,住所,電話,FAX,経度,緯度",
        ] {
            let header: Vec<String> = header.split(',').map(str::to_owned).collect();
            let path = SourcePath::new("data/profiles/own.toml");
            let text = propose_profile("own", &header, &own);
            let read = Profiles::new([(&path, text.as_str())]);
            assert_eq!(read.findings.len(), 0, "{text}\n{:#?}", read.findings);
            assert!(read.value.get("own").is_some_and(|profile| profile.columns.len() >= 3), "{text}");
            assert!(read.value.of(&header).is_some(), "{text}");
        }
        assert!(propose_profile("x", &["値".to_owned()], &own).contains("name"));
    }
}
