//! What is found in finished files: in pieces, in attributes, in scripts; and what the source says is not read again.

use super::*;
use crate::privacy::{Lists, RosterName};

fn found(form: Form, text: &str, source: &str) -> Vec<Kind> {
    let gate = Gate::new(&Lists::default().with_roster([RosterName { name: "しおかぜ55".to_owned(), common: false }]));
    let mut context = ScanContext::new(&gate, Date::new(2026, 11, 1).unwrap(), "https://own.example/", AHashSet::new());
    scan(&mut context, text, form, source).into_iter().map(|(_, hit)| hit.kind).collect()
}

#[test]
fn what_a_template_makes_is_found_and_what_the_source_says_is_not_read_again() {
    let source =
        "---\ntitle: 例\nsei: 高橋\nmei: 健太\n---\n\n隣の佐藤花子さんと\n話した。**しおかぜ55**の話。\n\n佐\n藤さん\n";
    for (text, expected) in [
        ("<p>佐藤花子さんです</p>", vec![Kind::PersonName]),
        ("<p>隣の佐藤花子さんと</p>", vec![]),
        ("<p>話した。<strong>しおかぜ55</strong>の話。</p>", vec![]),
        ("<p><span>高橋</span><span>健太</span>さん</p>", vec![Kind::PersonName]),
        ("<p>佐藤さん</p>", vec![Kind::PersonName]),
        ("<img src=\"a.jpg\" alt=\"しおかぜ55の畑\">", vec![Kind::Nickname]),
        ("<p class=\"しおかぜ55\" id=\"しおかぜ55\">x</p>", vec![]),
        ("<nav aria-label=\"佐藤花子さんの頁\"></nav>", vec![Kind::PersonName]),
        ("<!-- 田中さんに聞く --><p>本文</p>", vec![Kind::PersonName]),
        ("<script type=\"application/ld+json\">{\"name\":\"しおかぜ55の会\"}</script>", vec![Kind::Nickname]),
        ("<script>let x = \"しおかぜ55\";</script><style>.x{}</style>", vec![]),
        ("<p><ruby>山田<rp>（</rp><rt>やまだ</rt><rp>）</rp></ruby>花子さん</p>", vec![Kind::PersonName]),
        ("<a href=\"https://example.jp/しおかぜ55\">x</a>", vec![Kind::Nickname]),
        ("<a href=\"../しおかぜ55の会/\">x</a>", vec![]),
        ("<ul><li>佐藤</li><li>花子</li></ul>", vec![Kind::PersonName]),
        ("<table><tr><td>高橋</td><td>健太</td><td>28</td></tr></table>", vec![Kind::PersonName]),
        ("<tr><td>090</td><td>0000</td><td>1234</td></tr>", vec![Kind::Phone]),
        ("<tr><td>高橋</td></tr><tr><td>健太</td></tr>", vec![]),
        ("<tr><td>1234</td><td>5678</td><td>9018</td></tr>", vec![]),
        ("<svg><text><tspan>090</tspan><tspan>-0000-1234</tspan></text></svg>", vec![Kind::Phone]),
        ("<p id=\"tel-09000001234\" title='090-0000-1234'>x</p>", vec![Kind::Phone, Kind::Phone]),
        ("<script>let call = '090-0000-1234';</script>", vec![Kind::Phone]),
        ("<style>.x::after{content:\"hana@example.jp\"}</style>", vec![Kind::Email]),
        ("<p>電話 090-<b>0000</b>-1234</p>", vec![Kind::Phone]),
        ("<p>記入例：<a href=\"tel:+819000000000\">090-0000-0000</a></p>", vec![]),
        ("<a href=\"tel:+819000001234\">電話する</a>", vec![Kind::Phone]),
        ("<a href=\"mailto:hana@example.jp\">x</a>", vec![Kind::Email]),
        ("<time datetime=\"2022-02-12\">2022年2月12日</time> 1234567890123", vec![]),
        ("<title>田中花子さんの家 | 例</title>", vec![Kind::PersonName]),
        ("文だけの<b", vec![]),
        ("<a title=\"", vec![]),
    ] {
        assert_eq!(found(Form::Tags, text, source), expected, "{text}");
    }
    assert_eq!(found(Form::Strings, r#"{"a":"x\"y","b":["しおかぜ55"]}"#, ""), [Kind::Nickname]);
    assert_eq!(found(Form::Lines, "SUMMARY:しおかぜ55の会\nEND", ""), [Kind::Nickname]);
}
