//! The search: what is in the index, what queries find, how little an edit changes. The browser's module is held
//! against the same tables by `tests/browser/search.mjs`.
use std::{borrow::Cow, fs, path::Path};

use crate::support::{TODAY, TestSite, options, page};
use proptest::prelude::*;
use shirube::{
    base::gzip,
    input::embedded,
    pipeline::{self, Snapshot},
    search::{
        engine::{Label, SHOWN, Source, search},
        evaluation::{Case, evaluate, sum},
        fold::{fold, letters},
        fragment::Fragment,
        index_files::IndexFiles,
        query::Query,
        terms::{Class, terms},
        words::{shipped_readings, shipped_synonyms},
    },
};

/// The index of a language, as it is written.
fn index<'a>(snapshot: &'a Snapshot, code: &'static str) -> IndexFiles<'a> {
    let read = move |name: &str| {
        let out = shirube::base::url::Url::new(format!("/search-index/{code}/{name}")).out();
        snapshot.outputs.get(&out)?.value.bytes.as_deref().map(Cow::Borrowed)
    };
    IndexFiles::open(read).unwrap_or_else(|| panic!("no index of {code}"))
}

/// Every page of an index, in the order of URLs.
pub fn searched(site: &TestSite, code: &'static str) -> Vec<Fragment> {
    let index = index(&site.snapshot, code);
    let mut all: Vec<Fragment> = (0..index.documents() as u32).map(|number| index.fragment(number).unwrap()).collect();
    all.sort_by(|a, b| a.url.cmp(&b.url));
    all
}

fn found(site: &TestSite, query: &str) -> Vec<String> {
    let index = index(&site.snapshot, "ja");
    let hits = search(&index, query, SHOWN).hits;
    hits.iter().map(|hit| index.fragment(hit.document).unwrap().url).collect()
}

fn table(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search").join(name)).unwrap()
}

#[test]
fn texts_become_the_terms_of_the_table() {
    let table = table("fold.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    for row in rows {
        let [text, folded, expected] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{row}") };
        assert_eq!(letters(text), folded, "{text}");
        let kept = |class: Class| !matches!(class, Class::Part | Class::Empty | Class::Prefix);
        let made: Vec<String> =
            terms(&fold(text)).into_iter().filter(|term| kept(term.class)).map(|term| term.letters).collect();
        assert_eq!(made.join(" "), expected, "{text}");
    }
}

#[test]
fn nouns_in_hiragana_keep_a_pair() {
    for noun in ["ごみ", "こども", "いぬ", "ねこ", "くま", "ゆき", "やさい", "くるま", "からだ", "はたけ", "おふろ"]
    {
        assert!(terms(&fold(noun)).iter().any(|term| term.class == Class::Kana), "{noun}");
    }
}

#[test]
fn questions_are_asked_for_their_nouns() {
    for (query, words) in [
        ("高校はありますか", "高校"),
        ("家賃の相場は？", "家賃 相場"),
        ("ペットは飼えますか", "ぺっと 飼"),
        ("ごみはいつ出せばいいですか", "ごみ 出せば"),
        ("雪かき どこに", "雪かき"),
        ("コンビニはどこ", "こんびに"),
        ("子どもがいじめられませんか", "子どもがいじめ"),
        ("仕事が決まってなくてもいいですか", "仕事 決ま"),
        ("夏は涼しいですかね", "夏 涼しい"),
        ("移住したいんですが", "移住し"),
        ("こども", "こども"),
        ("どこ", "どこ"),
    ] {
        assert_eq!(Query::new(query).chunks.join(" "), words, "{query}");
    }
}

#[test]
fn the_shipped_words_are_groups() {
    let groups = shipped_synonyms();
    assert!(groups.len() >= 150, "{}", groups.len());
    for group in &groups {
        assert!(group.from.len() > 1 || group.from != group.adds, "{group:?}");
        for word in &group.from {
            let folded = fold(word);
            let kana = folded.iter().all(|it| it.script == shirube::search::fold::Script::Hiragana);
            assert!(!folded.is_empty() && (!kana || folded.len() > 2), "{word}");
        }
    }
    for reading in shipped_readings() {
        assert!(reading.adds[0].chars().all(shirube::text::japanese::is_kana), "{reading:?}");
    }
}

fn guide() -> TestSite {
    let tree = embedded::sample();
    let options = options("2026-11-20", false);
    TestSite { snapshot: pipeline::build(&Snapshot::default(), &tree, options), tree, options }
}

#[test]
fn the_sample_guide_answers_its_queries() {
    let site = guide();
    let index = index(&site.snapshot, "ja");
    for (file, least) in [("queries.jsonl", 0.97), ("heldout.jsonl", 0.9)] {
        let cases: Vec<Case> = table(file).lines().map(|line| Case::parse(line).expect(line)).collect();
        for case in &cases {
            for url in &case.relevant {
                assert!(site.has(url), "{url} of {}", case.query);
            }
        }
        let answered = evaluate(&index, &cases, "https://example.jp/", "/");
        let (all, kinds) = sum(&answered);
        assert_eq!(kinds.len(), 16, "{file}");
        let missed: Vec<_> =
            answered.iter().filter(|one| one.figures.recall_at_5() < 1.0).map(|one| &one.case.query).collect();
        assert!(all.recall_at_5() >= least && all.zero_hits() == 0, "{file}: {} {missed:?}", all.recall_at_5());
    }
}

#[test]
fn everything_that_a_page_shows_is_found_and_nothing_else() {
    let mut site = TestSite::new(&[
        ("site.toml", "title = \"例\"\nbase_url = \"https://example.jp/\"\n[topics.winter]\nlabel = \"冬の話題\"\n"),
        (
            "content/qa.md",
            &page(
                "kind: qa\ntitle: 雪は積もりますか\ntopics: [winter]\ntone: candid\nasked: 2025-11\n\
                 short_answer: 北地区では積もります。",
                "問いの詳細です。\n\n## 町民 {.answer role=resident month=2025-11}\n\n朝は軒下が埋まります。\n\n\
                 | 月 | 深さ |\n|---|---|\n| 二月 | 七尺 |",
            ),
        ),
        ("content/draft.md", &page("title: 秘密の倉庫\ndraft: true", "倉庫です。")),
        ("content/later.md", &page("title: 来年の倉庫\npublish_from: 2027-01-01", "倉庫です。")),
        ("content/over.md", &page("title: 去年の倉庫\npublish_until: 2026-01-01", "倉庫です。")),
        ("content/waits.md", &page("kind: qa\ntitle: 承認前の倉庫\nsource: salon:7F3K2M9QPA", "倉庫です。")),
        ("content/ruby.md", &page("title: \"{臼田|うすだ}の道\"", "```\n倉庫\n```\n\n本文です。")),
        ("content/yaku.md", &page("title: 施設\nkind: table\ntable: places.csv", "")),
        (
            "content/places.csv",
            "NO,名称,名称_カナ,種別,住所,電話番号\n1,灯の家,アカリノイエ,集会所,灯野町中央3番地,0160-00-1010\n",
        ),
    ]);
    for (query, url) in [
        ("積もり", "qa/"),
        ("北地区", "qa/"),
        ("軒下", "qa/"),
        ("七尺", "qa/"),
        ("冬の話題", "qa/"),
        ("うすだ", "ruby/"),
        ("臼田", "ruby/"),
        ("灯の家", "yaku/"),
        ("あかりのいえ", "yaku/"),
        ("電話番号", "yaku/"),
    ] {
        assert_eq!(found(&site, query).first().map(String::as_str), Some(url), "{query}");
    }
    assert!(found(&site, "倉庫").is_empty(), "{:?}", found(&site, "倉庫"));
    let qa = searched(&site, "ja").into_iter().find(|it| it.url == "qa/").unwrap();
    assert_eq!((qa.tone.as_str(), qa.day.as_str()), ("candid", "2025年11月"));
    site.write("content/event/_index.md", page("title: イベント", ""));
    site.write("content/event/miru.md", page("title: 見学\nkind: event\nstart: 2026-11-28T10:00", "見ます。"));
    site.write("content/event/hon.md", page("title: 手引き\nupdated: 2026-10-03", "読みます。"));
    let all = searched(&site, "ja");
    let shown = |url: &str| {
        let it = all.iter().find(|it| it.url == url).unwrap();
        (it.kind.clone(), it.section.clone(), it.day.clone())
    };
    let told = |words: [&str; 3]| words.map(str::to_owned).into();
    assert_eq!(shown("event/miru/"), told(["イベント", "", "2026年11月28日（土曜日）午前10時"]));
    assert_eq!(shown("event/hon/"), told(["", "イベント", "更新 2026年10月3日"]));
    assert!(qa.parts.iter().any(|part| part.heading == "町民" && !part.anchor.is_empty()), "{qa:?}");
    site.write("data/search/synonyms.yaml", "- [ストレージ, 軒下]\n");
    assert_eq!(found(&site, "ストレージ"), ["qa/"]);
    site.write("data/search/readings.yaml", "臼田: うすでん\n");
    assert_eq!(found(&site, "うすでん").first().map(String::as_str), Some("ruby/"));
    site.assert_clean();
}

#[test]
fn nothing_is_found_for_nothing() {
    let site = guide();
    let index = index(&site.snapshot, "ja");
    for query in ["", "　", "!?", "ㇰ゙"] {
        assert_eq!(search(&index, query, SHOWN).label, Label::Nothing, "{query}");
    }
    assert_eq!(search(&index, "住民票", SHOWN).label, Label::Found);
}

#[test]
fn an_edit_writes_the_files_that_it_changes() {
    let mut site = TestSite::new(&[]);
    for number in 0..200 {
        let text = format!("灯野町の暮らしの話{number}です。冬の支度と夏の畑の話が続きます。");
        site.tree.insert(&format!("content/p{number:03}.md"), page(&format!("title: 題{number}"), &text));
    }
    site.build();
    let count =
        |site: &TestSite, part: &str| site.snapshot.rendered.keys().filter(|path| path.as_str().contains(part)).count();
    assert_eq!((count(&site, "/i/"), count(&site, "/t/")), (64, 200), "one file a page");
    site.write("content/p007.md", page("title: 題7", "灯野町の暮らしの話7です。冬の支度と夏の畑と蛍の話が続きます。"));
    assert!((1..=6).contains(&count(&site, "/i/")), "{}", count(&site, "/i/"));
    assert_eq!((count(&site, "/t/"), count(&site, "m.bin"), count(&site, "titles")), (1, 1, 0));
    assert_eq!(found(&site, "蛍"), ["p007/"]);
    site.write(
        "content/p007.md",
        page("title: 題7", "灯野町の暮らしの話7です。冬の支度と夏の畑と蛍の話が続きます。\n"),
    );
    assert_eq!(count(&site, "/i/"), 0, "no term has come or gone");
    site.assert_clean();
}

#[test]
fn no_personal_data_is_in_the_files_of_the_search() {
    let telephone = ["090", "0000", "1234"].join("-");
    let site = TestSite::new(&[("content/a.md", &page("title: 題", &format!("携帯は{telephone}です。")))]);
    assert!(site.codes().contains(&"personal-data"), "{:?}", site.findings());
    let written = pipeline::writable::writable(&site.snapshot).expect("a page's own fault stops no other");
    let files = written.outputs.iter().filter(|(path, _)| path.as_str().starts_with("search-index/"));
    let texts: Vec<String> = files
        .map(|(_, entry)| gzip::unpack(entry.value.bytes.as_deref().unwrap()).unwrap())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    assert!(
        texts.len() > 9 && texts.iter().all(|text| !text.contains(&telephone) && !text.contains("題")),
        "{texts:?}"
    );
    // What only a template or a joined row makes is found in the file itself.
    let table = "| 名 | 番号 | | |\n|---|---|---|---|\n| 窓口 | 090 | 0000 | 1234 |";
    let site = TestSite::new(&[("content/a.md", &page("title: 題", table))]);
    let withheld: Vec<&str> = site.snapshot.privacy.withheld.iter().map(|path| path.as_str()).collect();
    assert!(withheld.iter().any(|path| path.starts_with("search-index/ja/t/")), "{withheld:?}");
}

#[test]
fn a_day_later_a_page_is_gone_from_the_search() {
    let mut site = TestSite::new(&[
        ("content/a.md", &page("title: 見学会\npublish_until: 2026-11-01", "集まります。")),
        ("content/b.md", &page("title: 相談", "話します。")),
    ]);
    assert_eq!(found(&site, "見学会"), ["a/"]);
    site.options = options("2026-11-02", false);
    site.build();
    assert!(found(&site, "見学会").is_empty());
    site.options = options(TODAY, false);
    site.build().assert_clean();
}

/// A translation may repeat the original's `kana`, and a title may begin in Japanese.
#[test]
fn a_language_without_kana_has_no_rows_of_kana() {
    let languages = "\n[languages.en]\nlabel = \"English\"\n\n[languages.easy]\nlabel = \"やさしい日本語\"\n";
    let site = TestSite::new(&[
        ("site.toml", &format!("title = \"ガイド\"\nbase_url = \"https://example.jp/\"\n{languages}")),
        ("content/a.md", &page("title: 図書館\nkana: としょかん", "本があります。")),
        ("content/a.en.md", &page("title: Library\nkana: としょかん", "Books.")),
        ("content/a.easy.md", &page("title: 図書館\nkana: としょかん", "本が あります。")),
        ("content/b.md", &page("title: ごみ", "分けます。")),
        ("content/b.en.md", &page("title: ごみ (rubbish)", "Sort it.")),
    ]);
    for (row, is_there) in [
        ("/search/ta/", true),
        ("/easy/search/ta/", true),
        ("/en/search/abc/", true),
        ("/en/search/other/", true),
        ("/en/search/ta/", false),
        ("/en/search/ka/", false),
    ] {
        assert_eq!(site.has(row), is_there, "{row}: {:?}", site.paths());
    }
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "[ぁ-んァ-ヶー一-龠a-zA-Z0-9ａ-ｚ -]{0,24}") {
        let once = letters(&text);
        prop_assert_eq!(letters(&once), once);
    }

    #[test]
    fn any_text_can_be_folded_and_asked_for(text in "\\PC{0,40}") {
        let query = Query::new(&text);
        prop_assert!(query.wanted.len() <= 32);
        prop_assert!(query.wanted.iter().all(|wanted| wanted.weight > 0.0));
    }
}
