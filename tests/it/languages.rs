//! The pages of another language: what there is comes first, and whoever meets Japanese is told whom to ask.
use std::collections::{BTreeMap, BTreeSet};

use shirube::{
    render::{page_kind::FieldForm, page_kinds::KINDS},
    report::format::Format,
    text::language::CARRIED,
};

use crate::support::{TestSite, page, room::Room};

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

/// The theme's words of a language.
fn words(code: &str) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(format!("{}/themes/shirube/strings/{code}.toml", env!("CARGO_MANIFEST_DIR")));
    toml::from_str(&text.unwrap()).unwrap()
}

/// What stands in braces in a word, ruby aside.
fn holes(word: &str) -> BTreeSet<String> {
    let parts = word.split('{').skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(hole, _)| hole.to_owned()).filter(|hole| !hole.contains('|')).collect()
}

#[test]
fn every_language_of_the_program_has_every_word() {
    let japanese = words("ja");
    // The words of the program for its fields; pages show those that have a label in plain Japanese, and this one.
    let shown = KINDS.iter().flat_map(|kind| {
        let fields = kind.fields.iter().filter(|field| !field.easy.is_empty() || field.name == "nickname");
        fields.flat_map(|field| {
            let choices: Vec<String> = match field.form {
                FieldForm::Choice(choices) => choices.iter().map(|choice| format!("_{}", choice.words.ja)).collect(),
                _ => Vec::new(),
            };
            let label = format!("{}_{}", kind.name, field.name);
            std::iter::once(label.clone()).chain(choices.into_iter().map(move |choice| label.clone() + &choice))
        })
    });
    let fields: BTreeSet<String> = shown.collect();
    for language in CARRIED {
        let own = words(language.code);
        let of_program = ["easy", "en"].contains(&language.code);
        let wanted = japanese.keys().filter(|key| !key.starts_with("accessibility_"));
        let wanted: BTreeSet<&String> = wanted.chain(fields.iter().filter(|_| !of_program)).collect();
        let missing: Vec<_> = wanted.iter().filter(|key| !own.contains_key(**key)).collect();
        let unknown: Vec<_> = own.keys().filter(|key| !wanted.contains(key)).collect();
        assert!(
            missing.is_empty() && unknown.is_empty(),
            "{}: missing {missing:?}, unknown {unknown:?}",
            language.code
        );
        for (key, word) in japanese.iter().filter(|(key, _)| !key.starts_with("accessibility_")) {
            let is_form = ["date_form", "month_form", "clock"].contains(&key.as_str());
            let given = holes(&own[key]);
            let expected = holes(word);
            let same = if is_form || key.starts_with("role_") { given.len() <= 5 } else { given == expected };
            assert!(same, "{} {key}: {given:?}, {expected:?}", language.code);
        }
        assert_eq!((own["months"].split('|').count(), own["clock"].split('|').count()), (12, 5), "{}", language.code);
    }
}

#[test]
fn days_and_times_are_written_as_each_language_writes_them() {
    let languages = "[languages.en]\n[languages.easy]\n[languages.zh]\n[languages.zh-TW]\n[languages.ko]\n\
                     [languages.pt-br]\n[languages.vi]\n";
    let event = "title: 見学\nkind: event\nupdated: 2026-10-03\nstart: 2026-11-28T13:30\nend: 2026-11-28T17:00\n\
                 place: 灯野駅\naddress: 灯野町中央1番地\nfee: 無料\nstatus: 変更";
    let site = TestSite::new(&[
        ("site.toml", &format!("title = \"灯野町\"\nbase_url = \"https://example.jp/\"\n{languages}")),
        ("content/event/a.md", &page(event, "歩きます。")),
    ]);
    for (root, lang, words) in [
        ("", "ja", ["2026年10月3日", "2026年11月28日（土曜日）午後1時30分", "午後5時</time>まで", "変更", "主催"]),
        (
            "/easy",
            "ja",
            ["2026年10月3日", "2026年11月28日（土曜日）午後1時30分", "午後5時</time>まで", "わりました", "お<ruby>"],
        ),
        ("/en", "en", ["3 October 2026", "Saturday, 28 November 2026, 1:30 p.m.", " to ", "Changed", "Fee"]),
        ("/zh", "zh-Hans", ["2026年10月3日", "2026年11月28日（周六）下午1点30分", "下午5点", "有变更", "费用"]),
        ("/zh-TW", "zh-Hant", ["2026年10月3日", "2026年11月28日（週六）下午1點30分", "下午5點", "有變更", "費用"]),
        ("/ko", "ko", ["2026년 10월 3일", "2026년 11월 28일(토요일) 오후 1시 30분", "오후 5시", "변경", "요금"]),
        (
            "/pt-br",
            "pt-BR",
            ["3 de outubro de 2026", "sábado, 28 de novembro de 2026, 13h30", "17h", "Alterado", "Preço"],
        ),
        (
            "/vi",
            "vi",
            ["ngày 3 tháng 10 năm 2026", "28 tháng 11 năm 2026, 13 giờ 30 phút", "17 giờ", "Có thay đổi", "Phí"],
        ),
    ] {
        let html = site.html(&format!("{root}/event/a/"));
        assert!(html.contains(&format!("<html lang=\"{lang}\">")), "{root}");
        for word in words.iter().filter(|word| **word != "主催") {
            assert!(html.contains(word), "{root}: {word}: {html}");
        }
    }
    assert!(
        site.codes().iter().all(|code| !["missing-words", "unknown-language"].contains(code)),
        "{:?}",
        site.codes()
    );
}

#[test]
fn a_language_that_is_taken_away_is_told_and_left_out() {
    let mut site = guide();
    site.write("content/sumai/gomi.vi.md", page("title: Rác", "Phân loại.\n\n[?](nai.md)"));
    site.write("content/sumai/rent.EN.md", page("title: Rent", "Rent."));
    site.write("content/sumai/b.md", page("title: 例", "[ベトナム語](gomi.vi.md)"));
    site.build();
    assert!(!site.has("/sumai/gomivi/") && !site.has("/sumai/gomi-vi/") && !site.has("/sumai/renten/"));
    let unknown = |site: &TestSite| site.codes().iter().filter(|code| **code == "unknown-language").count();
    assert_eq!(unknown(&site), 2, "{:?}", site.findings());
    assert!(site.codes().contains(&"link-to-unpublished") && !site.codes().contains(&"dead-link"));
    assert!(site.report(Format::Human).contains("`.en`"), "{}", site.report(Format::Human));
    site.remove("content/sumai/b.md");
    site.write("site.toml", CONFIG.replace("[languages.en]\nlabel = \"English\"\n", "")).build();
    assert_eq!(unknown(&site), 4, "{:?}", site.findings());
    assert!(!site.paths().iter().any(|path| path.starts_with("en/") || path.contains("gomi-en")));
    assert!(site.has("/sumai/gomi/"));
    let report = site.report(Format::Short);
    let of_them = report.lines().filter(|line| line.contains(".vi.") || line.contains(".en."));
    assert!(of_them.clone().count() >= 3 && !of_them.clone().any(|line| line.contains("error[")), "{report}");
}

#[test]
fn a_language_without_words_is_told_and_takes_those_of_the_site() {
    let mut site = guide();
    site.write("site.toml", CONFIG.to_owned() + "[languages.ne]\nlabel = \"नेपाली\"\n").build();
    let report = site.report(Format::Human);
    assert!(report.contains("missing-words") && report.contains("themes/shirube/strings/ne.toml"), "{report}");
    let own: String = words("en").iter().map(|(key, word)| format!("\"{key}\" = {word:?}\n")).collect();
    site.write("themes/shirube/strings/ne.toml", own.replace("\"Contact for this page\"", "\"सम्पर्क\"")).build();
    assert!(!site.codes().contains(&"missing-words"), "{}", site.report(Format::Human));
    assert!(site.html("/ne/sumai/gomi/").contains("सम्पर्क"));
}

#[test]
fn what_other_languages_lack_is_listed() {
    let room = Room::new();
    room.write("site.toml", CONFIG.to_owned() + "[topics.winter]\nlabel = \"冬\"\nlabel_en = \"Winter\"\n");
    room.write("content/a.md", page("title: 一\nupdated: 2026-10-02", ""));
    room.write("content/a.en.md", page("title: One\nupdated: 2026-10-01", ""));
    room.write("content/b.md", page("title: 二\nupdated: 2026-10-02", ""));
    room.write("content/b.en.md", page("title: Two", ""));
    room.write("content/c.markdown", page("title: 三", ""));
    let said = room.run(&["check", "--translations", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    let gaps = |number: usize| {
        let gaps = told[number]["gaps"].as_array().unwrap().iter();
        gaps.map(|gap| format!("{} {}", gap["state"].as_str().unwrap(), gap["file"].as_str().unwrap()))
            .collect::<Vec<_>>()
    };
    assert_eq!(told[0]["written"], 2);
    assert_eq!(gaps(0), ["older content/a.en.md", "undated content/b.en.md", "missing content/c.en.markdown"]);
    let easy = gaps(1);
    assert_eq!(easy.len(), 4, "{easy:?}");
    assert_eq!((easy[0].as_str(), easy[3].as_str()), ("missing content/a.easy.md", "setting site.toml"));
    let said = room.run(&["check", "--translations"]);
    assert_eq!(said.code, 0);
    for words in
        ["English（en）：訳したページ 2、見直す訳 2、訳のないページ 1", "2026-10-02", "topics.winter.label_easy"]
    {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let said = room.run(&["check", "--translations", "--format", "sarif"]);
    assert_eq!(said.code, 2);
}

#[test]
fn a_desk_is_said_in_the_pages_language_where_it_can_be() {
    let config = "title = \"町\"\nbase_url = \"https://example.jp/\"\n[languages.en]\nlabel = \"English\"\n\
        [municipality]\nname = \"灯野町\"\n[contacts.iju]\nname = \"移住交流課\"\n\
        name_en = \"Relocation Division\"\nhours = \"平日\"\n";
    let site = TestSite::new(&[
        ("site.toml", config),
        ("content/a.md", &page("title: 冬", "寒いです。")),
        ("content/a.en.md", &page("title: Winter", "It is cold.")),
    ]);
    let english = site.html("/en/a/");
    for words in ["<dd class=\"contact-name\">Relocation Division</dd>", "<dd lang=\"ja\">平日</dd>"] {
        assert!(english.contains(words), "{words}\n{english}");
    }
    assert!(site.html("/a/").contains("<dd class=\"contact-name\">移住交流課</dd>"));
    assert_eq!(site.codes().iter().filter(|code| **code == "config-key").count(), 0);
}

#[test]
fn words_of_the_settings_that_nobody_has_translated_are_marked() {
    let config = "title = \"灯野町の移住ガイド\"\nbase_url = \"https://example.jp/\"\n[languages.en]\nlabel = \"English\"\n\
        [municipality]\nname = \"灯野町\"\nurl = \"https://town.example.jp/\"\n[topics.winter]\nlabel = \"冬の暮らし\"\n\
        [topics.home]\nlabel = \"住まい\"\nlabel_en = \"Housing\"\n";
    let qa = "kind: qa\ntone: plain\ntopics: [winter, home]";
    let mut site = TestSite::new(&[
        ("site.toml", config),
        ("content/_index.md", &page("title: 上", "")),
        ("content/_index.en.md", &page("title: Top", "")),
        ("content/a.md", &page("title: 雪\ntopics: [winter, home]", "雪です。")),
        ("content/a.en.md", &page("title: Snow\ntopics: [winter, home]", "It snows.")),
        ("content/q.md", &page(&format!("{qa}\ntitle: 問"), "")),
        ("content/q.en.md", &page(&format!("{qa}\ntitle: Question"), "")),
    ]);
    let marked = |site: &TestSite, url: &str, words: &str| {
        let html = site.html(url);
        let body = html.split("<body").nth(1).unwrap().to_owned();
        let word = format!(">{words}<");
        let bare = body.match_indices(&word).filter(|(at, _)| {
            let tag = &body[body[..*at].rfind('<').unwrap()..*at];
            !tag.contains(" lang=\"ja\"")
        });
        (body.contains(words), bare.count())
    };
    for url in ["/en/", "/en/a/", "/en/topics/", "/en/topics/winter/", "/en/questions/", "/en/search/"] {
        assert_eq!(marked(&site, url, "冬の暮らし"), (true, 0), "{url}: {}", site.html(url));
        assert_eq!(marked(&site, url, "灯野町の移住ガイド"), (true, 0), "{url}");
        assert_eq!(marked(&site, url, "灯野町").1, 0, "{url}");
        assert!(!site.html(url).contains("lang=\"ja\">Housing"), "{url}");
    }
    let narrowed = site.html("/en/questions/topic/winter/");
    assert!(narrowed.contains("<span lang=\"ja\">冬の暮らし</span>") && narrowed.contains("<h1>"), "{narrowed}");
    assert!(!site.html("/questions/topic/winter/").contains("<span lang=\"ja\">冬の暮らし"));
    assert!(!site.html("/a/").contains("lang=\"ja\">冬"));
    // A translation that is given later, and happens to be the same word, is one.
    site.write("site.toml", config.replace("冬の暮らし\"", "冬の暮らし\"\nlabel_en = \"冬の暮らし\""));
    assert!(!site.html("/en/a/").contains("lang=\"ja\">冬の暮らし"));
    site.assert_clean();
}
