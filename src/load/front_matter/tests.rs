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
fn what_yaml_allows_is_read() {
    for (front, title) in [
        ("title: あ\n# 来年度に直すこと。担当は移住係\ntags: [雪]", "あ"),
        ("# はじめの注\n\ntitle: あ\n\n\ntags: [雪]\n# 終わり", "あ"),
        ("# 見出しのような注\ntitle: あ", "あ"),
        ("title : あ\ntags : [雪]", "あ"),
        ("\"title\": あ\n'tags': [雪]", "あ"),
        ("title: あ # 注: ここ", "あ"),
        ("title: \"あ\" # 注", "あ"),
        ("title: |-\n  あ\ntags: [雪]", "あ"),
        ("title: >-\n  あ\n\n  い\ntags: [雪]", "あ\nい"),
        ("title: >2- # 注\n    あ\ntags: [雪]", "  あ"),
        ("description: |\n  ---\n  項目: 値\n\n  # 注\ntitle: あ", "あ"),
        ("extra: &e\n  a: 1\nmore: *e\ntitle: あ", "あ"),
        ("tags: [\n  雪,\n  住まい\n]\ntitle: あ", "あ"),
        ("tags:\n- 雪\n\n- 住まい\ntitle: あ", "あ"),
        ("description: \"一行め: です\n  二行め: です\"\ntitle: あ", "あ"),
        ("extra:\n  説明: 手続き\ntitle: あ", "あ"),
        ("title: これは 長い\n  題名です", "これは 長い 題名です"),
        ("title: !!str 2026\ntags: !!seq [雪]", "2026"),
    ] {
        let read = read(&format!("---\n{front}\n---\n本文"));
        assert_eq!((read.meta.title.as_str(), read.broken), (title, false), "{front}\n{:#?}", read.findings);
        assert!(read.findings.is_empty(), "{front}\n{:#?}", read.findings);
        let places = places(&SourcePath::new("a.md"), &format!("---\n{front}\n---\n本文"));
        assert!(places.contains_key("title"), "{front}");
    }
    let merged = read("---\nbase: &b {draft: true}\n<<: *b\ntitle: あ\n---\n");
    assert!(merged.meta.draft, "{merged:?}");
}

#[test]
fn a_title_is_what_is_written() {
    for (value, title) in [
        ("2026", "2026"),
        ("2026.10", "2026.10"),
        ("1e3", "1e3"),
        ("0x10", "0x10"),
        ("010", "010"),
        ("null", "null"),
        ("~", "~"),
        ("true", "true"),
        ("no", "no"),
        ("10:30", "10:30"),
        ("2026-04-01", "2026-04-01"),
        ("“冬”", "“冬”"),
        ("「a」", "「a」"),
        ("100%", "100%"),
        ("冬:夏", "冬:夏"),
        ("冬： 夏", "冬： 夏"),
        ("冬\\n夏", "冬\\n夏"),
        ("  冬  ", "冬"),
        ("冬 # 注", "冬"),
    ] {
        let read = read(&format!("---\ntitle: {value}\ndescription: 説明\n---\n"));
        assert_eq!((read.meta.title.as_str(), read.findings.len()), (title, 0), "{value}\n{:#?}", read.findings);
    }
    for value in [
        "*冬*",
        "&冬",
        "@foo",
        "`冬`",
        "- 冬",
        "? 冬",
        "! 冬",
        "%冬",
        ", 冬",
        "> 冬",
        "| 冬",
        "\"冬\"の暖房",
        "'冬'の暖房",
        "[下書き] 家",
        "{灯野|とうの}町",
    ] {
        let text = format!("---\ntitle: {value}\ndescription: 説明\n---\n");
        let read = read(&text);
        let edit = read.findings[0].fix.clone().unwrap();
        assert_eq!((read.findings.len(), read.findings[0].code, edit.safe), (1, "yaml-sign", true), "{value}");
        assert_eq!(read.meta.title, value, "{value}");
        let mended = format!("{}{}{}", &text[..edit.span.start], edit.text, &text[edit.span.end..]);
        assert_eq!((said(&mended), self::read(&mended).meta.title.as_str()), (Vec::new(), value), "{mended}");
    }
    for value in ["# 冬", "|", ""] {
        let read = read(&format!("---\ntitle: {value}\ndescription: 説明\n---\n"));
        assert_eq!((read.findings[0].code, read.broken), ("page-title", true), "{value}");
    }
}

#[test]
fn whatever_means_a_draft_is_one() {
    for front in [
        "Draft: true",
        "DRAFT: true",
        "ｄｒａｆｔ: true",
        "\"draft\": true",
        "draft : true",
        "draft: True",
        "published: false",
        "Published: no",
        "publish: false",
        "public: \"false\"",
        "draft: false\nDraft: true",
        "Draft: true\ndraft: false",
        "hidden: true",
        "status: draft",
        "status: 下書き",
        "draft: はい",
        "published: 2027-04-01",
        "下書き: true",
    ] {
        let read = read(&format!("---\ntitle: あ\n{front}\n---\n"));
        assert!(read.meta.draft || read.broken, "{front}\n{read:#?}");
    }
    for front in ["draft: false", "Draft: false", "published: true", "hidden: false", "status: 募集中", "draft:"] {
        let read = read(&format!("---\ntitle: あ\n{front}\n---\n"));
        assert!(!read.meta.draft && !read.broken, "{front}\n{read:#?}");
    }
    for (path, expected) in [
        ("content/_drafts/a.md", true),
        ("content/life/_Drafts/b/a.md", true),
        ("content/a.draft.md", true),
        ("content/a.Draft.en.md", true),
        ("content/drafts/a.md", false),
        ("content/draft.md", false),
        ("content/overdraft.md", false),
    ] {
        assert_eq!(is_draft_path(&SourcePath::new(path)), expected, "{path}");
    }
}

#[test]
fn a_key_by_another_name_is_told_by_its_own() {
    for (front, said_of) in [
        ("題名: 冬", "key-name 2:1 `題名` という項目はありません。`title` と書きます→title"),
        ("タイトル： 冬", "key-name 2:1 `タイトル` という項目はありません。`title` と書きます→title"),
        (
            "title: 冬\n公開日: 2027-04-01",
            "key-name 3:1 `公開日` という項目はありません。`publish_from` と書きます→?publish_from",
        ),
        (
            "title: 冬\nexpiryDate: 2027-04-01",
            "key-name 3:1 `expiryDate` という項目はありません。`publish_until` と書きます→publish_until",
        ),
        ("Title: 冬", "key-name 2:1 `Title` は `title` と書きます→title"),
        (
            "title: 冬\npublish-from: 2026-04-01",
            "key-name 3:1 `publish-from` は `publish_from` と書きます→publish_from",
        ),
    ] {
        let said = said(&format!("---\n{front}\n---\n本文"));
        assert!(said.iter().any(|said| said == said_of), "{front}\n{said:#?}");
        assert!(!said.iter().any(|said| said.starts_with("front-matter-open") || said.starts_with("page-title")));
    }
    assert_eq!(other_name("担当課"), Some("contact"));
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
    fn whatever_a_file_begins_with_nothing_panics(
        before in "(<!-- ?あ? ?--> ?|\\{|\n|\u{3000}|\u{feff}|# 見出し\n|あ\n|\\[//\\]: あ\n|```){0,3}",
        fence in "(---|----|―――|\\+\\+\\+|;;;|```|===|---yaml)\n",
        settings in "((title|draft|題名|a|\"b\")( ?[:：=] ?| )(true|秘密|\"あ\"|\\[あ|'|\\||)?,?\n| あ\n|\n|# あ\n){0,4}",
        after in "(---|----|―――|\\+\\+\\+|;;;|```|\\}| ---|\\.\\.\\.)?\n?秘?",
    ) {
        for text in [format!("{before}{fence}{settings}{after}"), format!("{before}{settings}{after}")] {
            let read = read(&text);
            assert!(text.is_char_boundary(read.body_start), "{text}");
            for finding in &read.findings {
                let edit = finding.fix.as_ref().map(|fix| fix.span);
                for span in finding.places.iter().filter_map(|place| place.span).chain(edit) {
                    assert!(text.get(span.range()).is_some(), "{finding:?}");
                }
            }
        }
    }

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
