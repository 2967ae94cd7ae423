//! `docs/tables.md` is made from the profiles that tables are read by.
use crate::docs::{MADE, cell, is_written};
use shirube::load::tables::profile::Profiles;
use std::fmt::Write as _;

fn tables() -> String {
    let mut page = format!(
        "# 表の項目 / Items of tables\n\n\
         `kind: table` のページが使うCSVの列です。見出しが下のどれかなら、そのまま読めます。\
         全角と半角、空白の違いは同じに見ます。\\\n\
         The columns of the CSV tables that pages of `kind: table` show. A header below is read as it is.\n\n\
         独自の見出しの表は、`data/profiles/名前.toml` で読み方を決めます。`shirube table FILE` が案を作ります。\\\n\
         Headers of your own are declared in `data/profiles/NAME.toml`, which `shirube table FILE` proposes.\n\n\
         ```toml\ntitle = \"店の一覧\"\nsort = \"facility\"   # \
         facility（施設）、event（行事）、shelter（避難場所）、childcare（子育て施設）\n\n[columns]\n\
         \"店の名前\" = \"name\"\n\"場所\" = \"address\"\n\"TEL\" = \"phone\"\n```\n\n{MADE}\n\
         | 項目 / item | 書くもの / takes | 見出し / headers |\n|---|---|---|\n"
    );
    for item in Profiles::new([]).value.items() {
        let headers: Vec<String> = item.headers.iter().map(|header| format!("「{header}」")).collect();
        writeln!(page, "| `{}` | {} | {} |", item.name, cell(&item.form.ja, &item.form.en), headers.join("")).unwrap();
    }
    page
}

#[test]
fn the_docs_of_tables_are_made_from_the_profiles() {
    is_written("docs/tables.md", &tables());
}
