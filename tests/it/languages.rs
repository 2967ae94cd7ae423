//! The pages of another language: what there is comes first, and whoever meets Japanese is told whom to ask.
use crate::support::{TestSite, page};

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\nconsult = \"soudan/\"\n\
    [contacts.iju]\nname = \"移住交流課\"\nphone = \"0160-00-1010\"\n\
    [languages.en]\nlabel = \"English\"\n[languages.easy]\nlabel = \"やさしい日本語\"\n";

fn guide() -> TestSite {
    let event = |title: &str, day: &str, more: &str| {
        page(&format!("title: {title}\nkind: event\nstart: {day}T10:00\nplace: 灯野駅{more}"), "歩きます。")
    };
    TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/_index.md", &page("title: 灯野町", "町の話です。")),
        ("content/soudan/_index.md", &page("title: 相談", "話します。")),
        ("content/sumai/_index.md", &page("title: 住む", "")),
        ("content/sumai/gomi.md", &page("title: ごみ", "分けます。")),
        ("content/sumai/gomi.en.md", &page("title: Rubbish", "Sort it.")),
        ("content/sumai/rent.md", &page("title: 賃貸", "借ります。")),
        ("content/qa/samui.md", &page("title: 寒いですか\nkind: qa", "知りたいです。")),
        ("content/event/a.md", &event("秋の見学", "2026-11-10", "\nstatus: 満員")),
        ("content/event/b.md", &event("春の見学", "2026-12-01", "")),
        ("content/event/c.md", &event("夏の見学", "2026-12-02", "\nstatus: 中止")),
        ("content/event/d.md", &event("雪の見学", "2027-01-10", "")),
        ("content/event/d.en.md", &event("Snow visit", "2027-01-10", "")),
    ])
}

/// Where each of some words stands, in the order in which they are given.
fn is_in_order(text: &str, words: &[&str]) -> bool {
    let places: Option<Vec<usize>> = words.iter().map(|word| text.find(word)).collect();
    places.is_some_and(|places| places.is_sorted())
}

#[test]
fn the_root_of_a_language_lists_what_there_is_in_it_first() {
    let site = guide();
    let main = |path: &str| site.html(path).split_once("<main").unwrap().1.to_owned();
    let english = main("/en/");
    assert!(is_in_order(&english, &["Pages in English", ">Rubbish</a>", "class=\"boards"]), "{english}");
    assert!(is_in_order(&english, &["Snow visit</a>", "春の見学</a>", "秋の見学</a>"]), "{english}");
    assert!(!english.contains("夏の見学"), "{english}");
    assert!(!main("/easy/").contains("own-title"), "nothing is written in it");
    assert!(!main("/").contains("own-title"));
    let japanese = main("/");
    assert!(is_in_order(&japanese, &["春の見学</a>", "雪の見学</a>", "秋の見学</a>"]), "{japanese}");
}

#[test]
fn a_page_that_stands_in_lists_whom_to_ask_and_is_in_no_index() {
    let site = guide();
    let noindex = |path: &str| site.html(path).contains("content=\"noindex\"");
    let stand_in = site.html("/en/sumai/rent/");
    for words in ["has not been translated", "Any questions?", "href=\"../../soudan/\"", "href=\"tel:+81160001010\""] {
        assert!(stand_in.split_once("class=\"fallback\"").unwrap().1.contains(words), "{words}");
    }
    for (path, hidden) in [
        ("/en/sumai/rent/", true),
        ("/en/questions/", true),
        ("/easy/questions/", true),
        ("/en/sumai/gomi/", false),
        ("/questions/", false),
        ("/sumai/rent/", false),
    ] {
        assert_eq!(noindex(path), hidden, "{path}");
    }
}
