//! Front matter and what is said of it.

use super::*;
use crate::text::span::position;

fn read(text: &str) -> FrontMatter {
    load(&SourcePath::new("content/life/a.md"), text)
}

/// `code line:column「message」→fix` of each finding.
fn said(text: &str) -> Vec<String> {
    let one = |finding: &Diagnostic| {
        let span = finding.places[0].span.unwrap();
        let at = position(text, span.start);
        let fix = finding
            .fix
            .as_ref()
            .map_or(String::new(), |fix| format!("→{}{}", if fix.safe { "" } else { "?" }, fix.text.trim_end()));
        format!("{} {}:{} {}{fix}", finding.code, at.line, at.column, finding.message.ja)
    };
    read(text).findings.iter().map(one).collect()
}

#[test]
fn the_situations() {
    for (front, expected) in [
        ("title: 手続き: 水道", vec!["yaml-colon 2:8 値の中に「: 」があるため、設定を読み取れません→\"手続き: 水道\""]),
        ("title：水道", vec!["full-width-colon 2:6 項目名のあとが全角の「：」になっています→:"]),
        ("\u{3000}title: 水道", vec!["full-width-space 2:1 行の先頭に全角の空白があり、`title` を読み取れません→"]),
        ("title: 水道\ndate: 令和8年4月1日", vec!["date-form 3:7 日付の書き方を読み取れません→2026-04-01"]),
        ("title: 水道\ndate: 来年", vec!["date-form 3:7 日付の書き方を読み取れません"]),
        (
            "title: 水道\nweight: 一番",
            vec!["wrong-type 3:9 `weight`（並び順）には数字を書いてください。いまは「一番」です"],
        ),
        ("title: 水道\ntags:\n\t- 雪", vec!["yaml-tab 4:1 設定の行頭にタブがあります→"]),
        (
            "title: 水道\ndraft: はい",
            vec!["wrong-type 3:8 `draft`（下書き）にはtrue か falseを書いてください。いまは「はい」です"],
        ),
        ("title: 水道\n# short_answer:\n# verified: { by: 課 }", vec![]),
        ("title: 水道\ntitle: ガス", vec!["duplicate-key 3:1 `title` が2回書かれています"]),
        ("title: [水道", vec!["front-matter 2:1 設定を読み取れません"]),
        ("titel: 水道", vec!["page-title 1:1 題名（`title`）がありません"]),
        (
            "title: 水道\npublish_from: 2026-05-01\npublish_until: 2026-04-01",
            vec!["publish-window 4:16 公開の終わり（2026-04-01）が、始まり（2026-05-01）より前になっています"],
        ),
        (
            "title： 手続き: 水道\ndate: 2026/4/1\nweight: x",
            vec![
                "full-width-colon 2:6 項目名のあとが全角の「：」になっています→:",
                "yaml-colon 2:8 値の中に「: 」があるため、設定を読み取れません→\"手続き: 水道\"",
                "date-form 3:7 日付の書き方を読み取れません→2026-04-01",
                "wrong-type 4:9 `weight`（並び順）には数字を書いてください。いまは「x」です",
            ],
        ),
    ] {
        let said = said(&format!("---\n{front}\n---\n\n本文\n"));
        let close = said.len() == expected.len()
            && said.iter().zip(&expected).all(|(said, expected)| {
                said == expected || (expected.starts_with("front-matter ") && said.starts_with("front-matter "))
            });
        assert!(close, "{front}\n{said:#?}");
    }
}

#[test]
fn an_open_front_matter_ends_where_it_must() {
    let text = "---\ntitle: 水道\nweight: 1\n\n# 見出し\n\n本文: です\n";
    assert_eq!(said(text), ["front-matter-open 1:1 設定の終わりを示す `---` がありません→?---"]);
    let read = read(text);
    assert_eq!(
        (read.meta.title.as_str(), read.meta.weight, &text[read.body_start..]),
        ("水道", Some(1), "\n# 見出し\n\n本文: です\n")
    );
    assert!(read.findings[0].help[0].ja.contains("4行目の前"));
}

#[test]
fn good_front_matter_is_read() {
    let text = "---\r\ntitle: \"手続き: 水道\"\r\nkana: すいどう\r\ntags: 雪\r\ntopics: [winter, housing]\r\naliases:\r\n- \
        old/\r\nextra:\r\n  mood: よい\r\ndescription: |\r\n  一行め: です\r\n  二行め\r\n\
        asked: 2025-12\r\ndate: 2026-04-01\r\n---\r\n本文";
    let read = read(text);
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let meta = &read.meta;
    assert_eq!(
        (meta.title.as_str(), meta.kana.as_str(), meta.tags.as_slice()),
        ("手続き: 水道", "すいどう", &["雪".to_owned()][..])
    );
    assert_eq!(
        (meta.topics.len(), meta.aliases.as_slice(), meta.date.map(|d| d.to_string())),
        (2, &["old/".to_owned()][..], Some("2026-04-01".into()))
    );
    assert_eq!(meta.description, "一行め: です\n二行め\n");
    assert_eq!(
        (meta.extra.get("mood"), meta.fields.get("asked")),
        (Some(&Value::Text("よい".into())), Some(&Value::Text("2025-12".into())))
    );
    assert_eq!(&text[places(&SourcePath::new("a.md"), text)["kana"].value.range()], "すいどう");
    assert_eq!(&text[read.body_start..], "本文");
}

#[test]
fn ordinary_markdown_has_a_title_too() {
    for (text, title, body) in [
        ("# 水道の手続き\n\n本文", "水道の手続き", "\n本文"),
        ("本文だけ", "a", "本文だけ"),
        ("---\nweight: 1\n---\n# 見出し\n本文", "見出し", "本文"),
        ("", "a", ""),
    ] {
        let read = read(text);
        assert_eq!((read.meta.title.as_str(), &text[read.body_start..], read.broken), (title, body, false), "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "(---\n)?[a-z：: \t\n\u{3000}\"'\\[\\]{}|>&*!#%@`0-9年月日あ-]{0,80}(\n---\n)?") {
        let read = read(&text);
        assert!(text.is_char_boundary(read.body_start));
        for place in places(&SourcePath::new("a.md"), &text).values() {
            assert!(text.get(place.key.range()).is_some() && text.get(place.value.range()).is_some());
        }
        for finding in &read.findings {
            for place in &finding.places {
                assert!(place.span.is_none_or(|span| text.get(span.range()).is_some()), "{finding:?}");
            }
        }
    }
}
