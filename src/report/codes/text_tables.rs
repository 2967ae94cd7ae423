//! Codes of the tables in a page's text, found by `load/markdown/table_checks.rs`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "本文の表", en: "Tables in the text of pages"),
    codes: &[
        Code {
            code: "table-header",
            levels: &[Level::Error],
            what: msg!(
                ja: "表に列の名前がありません",
                en: "A table has no names of columns"),
            why: msg!(
                ja: "読み上げソフトは、列の名前を添えてセルを読みます。ないと、数字だけが続けて聞こえます。",
                en: "A screen reader says each column's name with its cells; without them only figures \
                     are heard (WCAG 1.3.1)."),
            how: msg!(
                ja: "1行目に列の名前を書きます。",
                en: "Write the names of the columns in the first row."),
            wrong: "| | |\n|---|---|\n| 1月 | 90L |",
            right: "| 月 | 灯油 |\n|---|---|\n| 1月 | 90L |",
        },
        Code {
            code: "table-caption",
            levels: &[Level::Warning, Level::Hint],
            what: msg!(
                ja: "表に題名がありません",
                en: "A table has no caption"),
            why: msg!(
                ja: "題名があると、読み上げソフトで表を選んで読めます。",
                en: "With a caption people who hear the page can choose the table (WCAG 1.3.1)."),
            how: msg!(
                ja: "表のすぐ上に `表：家賃の目安` のような1行と、空の行を入れます。",
                en: "Write a line like `Table: what a flat costs` above it."),
            wrong: "| 間取り | 家賃 |\n|---|---|\n| 1K | 3万円 |",
            right: "表：家賃の目安\n\n| 間取り | 家賃 |\n|---|---|\n| 1K | 3万円 |",
        },
        Code {
            code: "wide-table",
            levels: &[Level::Hint],
            what: msg!(
                ja: "横に長い表です",
                en: "A table is wide"),
            why: msg!(
                ja: "列の多い表や長い文のある表は、スマートフォンでは横に動かさないと読めません。",
                en: "On a phone it has to be scrolled sideways (WCAG 1.4.10)."),
            how: msg!(
                ja: "表を分けるか、箇条書きにします。",
                en: "Divide it, or make it a list."),
            wrong: "| 月 | 灯油 | 電気 | ガス | 水道 |",
            right: "| 月 | 灯油 |",
        },
        Code {
            code: "blank-cell",
            levels: &[Level::Hint],
            what: msg!(
                ja: "表に空欄があります",
                en: "A table has an empty cell"),
            why: msg!(
                ja: "空欄は、ないのか、まだ決まっていないのか、書き忘れなのか分かりません。",
                en: "An empty cell may mean none, not yet known, or forgotten."),
            how: msg!(
                ja: "「なし」「未定」のように書きます。",
                en: "Write words, like `none`."),
            wrong: "| 駐車場 | |",
            right: "| 駐車場 | なし |",
        },
        Code {
            code: "symbol-cell",
            levels: &[Level::Warning],
            what: msg!(
                ja: "○や×だけのセルがあります",
                en: "A cell says only ○ or ×"),
            why: msg!(
                ja: "読み上げソフトでは「まる」「ばつ」と読まれるか、何も読まれません。",
                en: "Such signs are read as shapes, or not at all (WCAG 1.1.1)."),
            how: msg!(
                ja: "「あり」「なし」のように、言葉で書きます。",
                en: "Write words, like `yes`."),
            wrong: "| 駐車場 | ○ |",
            right: "| 駐車場 | あり |",
        },
    ],
};
