//! What is told and what is not, and what the safe fixes make of it.

use crate::{
    base::path::SourcePath,
    load::markdown::{self, Options},
    report::diagnostic::Diagnostic,
};

fn told(text: &str, qa: bool) -> Vec<Diagnostic> {
    let path = SourcePath::new("content/a.md");
    let read = markdown::load(text, 0, &Options { path: &path, qa, html: &[], base_url: "", facts: None });
    read.findings
}

/// The codes of a text.
fn codes(text: &str) -> Vec<&'static str> {
    told(text, false).iter().map(|finding| finding.code).collect()
}

/// The text after its safe fixes, one at a time.
fn mended(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..9 {
        let findings = told(&text, false);
        let Some(fix) = findings.iter().filter_map(|finding| finding.fix.as_ref()).find(|fix| fix.safe) else { break };
        text.replace_range(fix.span.range(), &fix.text);
    }
    text
}

/// A text, what is told of it, and what the safe fixes make of it.
#[rustfmt::skip]
const TOLD: &[(&str, &str, &str)] = &[
    ("##見出し", "heading-lookalike", "## 見出し"),
    ("##　見出し\n\n文", "heading-lookalike", "## 見出し\n\n文"),
    ("文です\n###見出し\n文", "heading-lookalike", "文です\n### 見出し\n文"),
    ("#見出し\n\n本文", "heading-lookalike", "#見出し\n\n本文"),
    ("#　見出し", "heading-lookalike", "#　見出し"),
    ("休みです。\n---\n次の文", "heading-lookalike", "休みです。\n---\n次の文"),
    ("-項目\n-次", "list-lookalike", "- 項目\n- 次"),
    ("文\n-項目", "list-lookalike", "文\n- 項目"),
    ("-　布団", "list-lookalike", "- 布団"),
    ("-布団\n\n-食器", "list-lookalike", "- 布団\n\n- 食器"),
    ("• 布団\n• 食器", "list-lookalike", "- 布団\n- 食器"),
    ("> •布団", "list-lookalike", "> - 布団"),
    ("- 上\n  -下", "list-lookalike", "- 上\n  - 下"),
    ("1.申し込む\n2.届く", "list-lookalike", "1. 申し込む\n2. 届く"),
    ("1.　申し込む\n2.　届く", "list-lookalike", "1. 申し込む\n2. 届く"),
    ("1)申し込む\n2)届く", "list-lookalike", "1. 申し込む\n2. 届く"),
    ("1.申し込む\n\n2.届く", "list-lookalike", "1. 申し込む\n\n2. 届く"),
    ("（１）対象\n（２）金額", "list-lookalike", "（１）対象\n（２）金額"),
    ("(1)対象\n(2)金額", "list-lookalike", "(1)対象\n(2)金額"),
    ("１）対象\n２）金額", "list-lookalike", "１）対象\n２）金額"),
    ("–布団\n–食器", "list-lookalike", "–布団\n–食器"),
    ("*布団\n*食器", "list-lookalike", "*布団\n*食器"),
    ("- 持ち物\n　- 布団", "wide-indent", "- 持ち物\n  - 布団"),
    ("1. 持ち物\n　- 布団", "wide-indent", "1. 持ち物\n   - 布団"),
    ("　- 布団", "wide-indent", "- 布団"),
    ("　字下げの段落。\n　二行目", "wide-indent", "字下げの段落。\n　二行目"),
    ("　## 見出し", "wide-indent", "## 見出し"),
    ("|a|b|\n|―|―|\n|1|2|", "table-lookalike", "|a|b|\n|---|---|\n|1|2|"),
    ("a|b\nー|ー\n1|2", "table-lookalike", "a|b\n|---|---|\n1|2"),
    ("|a|b|c|\n|---|---|\n|1|2|3|", "table-lookalike", "|a|b|c|\n|---|---|---|\n|1|2|3|"),
    ("|a|b|\n|1|2|", "table-lookalike", "|a|b|\n|1|2|"),
    ("|a|b|\n|---|---|\n|1|2|\n次の文です。", "text-in-table", "|a|b|\n|---|---|\n|1|2|\n\n次の文です。"),
    ("|a|b|\n|---|---|\n|1|2|3|", "surplus-cell", "|a|b|\n|---|---|\n|1|2|3|"),
    (
        "|制度|金額|\n|---|---|\n|金|単身60万円|世帯100万円 |",
        "surplus-cell",
        "|制度|金額|\n|---|---|\n|金|単身60万円|世帯100万円 |",
    ),
    ("これは＊＊太字＊＊です", "emphasis-lookalike", "これは**太字**です"),
    ("これは** 太字 **です", "emphasis-lookalike", "これは**太字**です"),
    ("**太字 **です。** 太字**です。", "emphasis-lookalike", "**太字 **です。** 太字**です。"),
    ("これは**太字です。", "emphasis-lookalike", "これは**太字です。"),
    ("{灯野｜とうの}町", "ruby-lookalike", "{灯野|とうの}町"),
    ("｛灯野｜とうの｝町", "ruby-lookalike", "{灯野|とうの}町"),
    ("｜灯野《とうの》町", "ruby-lookalike", "{灯野|とうの}町"),
    (":::note\n本文\n:::", "foreign-syntax", ":::note\n本文\n:::"),
    ("本文です。\n\n:::note\n本文\n:::", "foreign-syntax", "本文です。\n\n:::note\n本文\n:::"),
    ("{東京|Tokyo}へ", "ruby-lookalike", "{東京|Tokyo}へ"),
    ("1. 一\n2. 二\n3.三", "list-lookalike", "1. 一\n2. 二\n3.三"),
    ("* 一\n*二", "list-lookalike", "* 一\n*二"),
    ("[TOC]", "foreign-syntax", "[TOC]"),
    ("!!! note\n    本文", "foreign-syntax", "!!! note\n    本文"),
    ("大事な==印==です", "foreign-syntax", "大事な==印==です"),
    ("持ち物 :memo: です", "foreign-syntax", "持ち物 :memo: です"),
    ("{: .note}", "foreign-syntax", "{: .note}"),
    ("文です[^1]。", "lost-note", "文です[^1]。"),
    ("文です。\n\n[^1]: 注です", "lost-note", "文です。\n\n[^1]: 注です"),
    ("文[^1]\n\n[^1]: 一\n\n[^1]: 二", "lost-note", "文[^1]\n\n[^1]: 一\n\n[^1]: 二"),
    ("[家賃][rent]のページ", "lost-link", "[家賃][rent]のページ"),
    ("[家賃][]のページ", "lost-link", "[家賃][]のページ"),
    ("[注意]: 雪の日は休みです", "lost-line", "[注意]: 雪の日は休みです"),
    ("はじめ。\n\n<!-- 閉じ忘れ\n\n## 見出し", "open-comment", "はじめ。\n\n<!-- 閉じ忘れ\n\n## 見出し"),
    ("<!-- 一\n\n本文\n\n<!-- 二 -->", "open-comment", "<!-- 一\n\n本文\n\n<!-- 二 -->"),
    ("<details>\n<summary>題</summary>\n\n本文", "open-comment", "<details>\n<summary>題</summary>\n\n本文"),
];

#[test]
fn lookalikes_are_told_and_mended() {
    for (text, code, right) in TOLD {
        assert!(codes(text).contains(code), "{text}: {:?}", codes(text));
        assert_eq!(codes(text).iter().filter(|told| *told == code).count(), 1, "{text}");
        assert_eq!(mended(text), *right, "{text}");
    }
}

#[test]
fn ordinary_japanese_and_right_markdown_are_silent() {
    for text in [
        "## 見出し\n\n- 項目\n- 次\n\n1. 一\n2. 二",
        "-5度まで下がります。\n-10度の日もあります。",
        "-灯野町のくらし-",
        "1.5倍になります。\n2.5倍の日もあります。",
        "1.はじめに\n\n町のことを書きます。",
        "（１）対象者\n\n町民です。\n\n（２）金額\n\n1万円です。",
        "（注）雪の日は休みです。",
        "*印は必須です。",
        "※印は必須です。\n＊印は任意です。",
        "――雪の話です。\n――はい。",
        "#灯野町 #移住",
        "#1の窓口",
        "\\#灯野町",
        "\\##見出し",
        "`##見出し`と`**太字`と`{灯野｜とうの}`と`[^1]`",
        "```\n##見出し\n-項目\n|―|―|\n[TOC]\n```",
        "    ##見出し",
        "<!-- ##見出し -->",
        "|a|b|\n|---|---|\n|1|2|\n\n次の文です。",
        "|a|b|\n|:--|--:|\n|1||\n|{灯野|とうの}|`x\\|y`|",
        "a | b | c",
        "電話 | ファクス\n住所 | 地図",
        "|a|b|\n|---|---|\n|1|2||",
        "{灯野|とうの}町と{注}と《書名》です",
        "**太字**です。これは**「重要」**です。",
        "2**3は8です。`**kwargs`",
        "***",
        "文[^1]です。\n\n[^1]: 注です。",
        "[家賃][rent]です。\n\n[rent]: rent.md",
        "[1][2]と[3]",
        "[注意] 雪の日は休みです",
        "[//]: # (覚え書き)",
        "[家賃]: rent.md",
        "時間は9:00:00です。注:a:b",
        "a == b と b == c",
        "C++とC++、a==b==c",
        "休みです。\n\n---\n\n次の文",
        "<details>\n<summary>題</summary>\n\n本文\n\n</details>",
        "<!-- メモ -->\n\n本文",
        "- [ ] まだ\n- [x] 済み",
        "A：はい。\nB：いいえ。",
        "> [!NOTE]\n> 本文",
        "表：家賃\n\n|a|b|\n|---|---|\n|1|2|",
        "…のあと\n・・・",
    ] {
        let mut own = codes(text);
        // What a table lacks is told apart.
        own.retain(|code| !matches!(*code, "table-caption" | "blank-cell"));
        assert_eq!(own, [] as [&str; 0], "{text}");
    }
    assert!(told("#雪かき", true).is_empty());
}

#[test]
fn what_vanishes_is_named() {
    let findings = told("|制度|金額|\n|---|---|\n|金|60万円|世帯|100万円|", false);
    assert!(findings[0].message.ja.contains("「世帯」「100万円」"), "{}", findings[0].message.ja);
}
