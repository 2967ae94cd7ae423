//! Page kinds: what each shows, tells machines and leaves to lists and calendars; calendars and feeds in a second
//! parser.
use crate::support::{TestSite, options, page};
use icalendar::parser::{Component, read_calendar, unfold};
use regex::Regex;
use serde_json::Value;
use shirube::{
    base::url::OutPath,
    input::embedded,
    pipeline::{self, Snapshot},
};

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/iju/\"\n[municipality]\nname = \"灯野町\"\nkind \
    = \"町\"\nphone = \"0160-00-1000\"\naddress = \"中央1番地\"\n[contacts.iju]\nname = \"移住交流課\"\nphone \
        = \"0160-00-1010\"\nhours = \"平日 午前9時から\"\n[languages.en]\nlabel = \"English\"\n[languages.easy]\nlabel \
            = \"やさしい日本語\"\n";

const EVENT: &str = "kind: event\ntitle: \"{雪|ゆき}の見学会, 冬\"\ndescription: 雪の朝を歩きます。\nupdated: 2026-10-20\ncontact: iju\n\
    place: 灯野駅\naddress: 中央2番地\norganizer: 灯野町\nfee: 無料";

fn site(files: &[(&str, &str)]) -> TestSite {
    TestSite::new(&[("site.toml", CONFIG)].iter().chain(files).copied().collect::<Vec<_>>())
}

fn event(when: &str) -> String {
    page(&format!("{EVENT}\n{when}"), "本文です。")
}

fn text(snapshot: &Snapshot, path: &str) -> String {
    String::from_utf8(snapshot.outputs[&OutPath::new(path)].value.bytes.as_deref().unwrap().to_vec()).unwrap()
}

/// The words that visitors see, without readings.
fn visible(html: &str) -> String {
    let body = html.split_once("<body").unwrap().1;
    let hidden = Regex::new(r"(?s)<rt>.*?</rt>|<rp>.*?</rp>|<script.*?</script>").unwrap();
    let tags = Regex::new(r"<[^>]*>").unwrap();
    let words = tags.replace_all(&hidden.replace_all(body, ""), "").into_owned();
    words
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn graph(html: &str) -> Option<Value> {
    let json = html.split_once("<script type=\"application/ld+json\">")?.1.split_once("</script>").unwrap().0;
    Some(serde_json::from_str(json).unwrap())
}

/// Every property of a graph whose value is words rather than an address, a date, a time or a code.
fn words<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a str>) {
    const CODES: [&str; 15] = [
        "@type",
        "@id",
        "@context",
        "url",
        "item",
        "inLanguage",
        "dateModified",
        "startDate",
        "endDate",
        "previousStartDate",
        "priceCurrency",
        "addressCountry",
        "opens",
        "closes",
        "dayOfWeek",
    ];
    match value {
        Value::String(text) if !CODES.contains(&name) && !text.starts_with("https://schema.org/") => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| words(item, name, found)),
        Value::Object(map) => map.iter().for_each(|(name, item)| words(item, name, found)),
        _ => {}
    }
}

fn of_type<'a>(graph: &'a Value, kind: &str) -> &'a Value {
    graph["@graph"]
        .as_array()
        .unwrap()
        .iter()
        .find(|node| node["@type"] == kind)
        .unwrap_or_else(|| panic!("no {kind} in {graph}"))
}

#[test]
fn machines_are_told_what_visitors_see() {
    let built = pipeline::build(&Snapshot::default(), &embedded::sample(), options("2026-11-01", false));
    assert!(built.findings.is_empty(), "{:?}", built.findings);
    let mut seen = 0;
    for path in built.outputs.keys().filter(|path| path.as_str().ends_with(".html")) {
        let html = text(&built, path.as_str());
        let Some(graph) = graph(&html) else { continue };
        let shown = visible(&html);
        let mut found = Vec::new();
        words(&graph, "", &mut found);
        for word in found {
            assert!(shown.contains(word), "{path}: 「{word}」 is not on the page");
        }
        let Some(trail) = graph["@graph"].as_array().unwrap().iter().find(|node| node["@type"] == "BreadcrumbList")
        else {
            continue;
        };
        let items = trail["itemListElement"].as_array().unwrap();
        let list = html.split_once("<ol class=\"list\">").unwrap().1.split_once("</ol>").unwrap().0;
        assert_eq!(items.len(), list.matches("<li>").count(), "{path}");
        assert!(items.iter().enumerate().all(|(place, item)| item["position"] == place + 1), "{path}");
        seen += 1;
    }
    assert!(seen > 250, "{seen}");
    assert!(!text(&built, "qa/danbou-hi/index.html").contains("QAPage"));
    let service = graph(&text(&built, "shien/ijushien/index.html")).unwrap();
    assert_eq!(
        of_type(&service, "GovernmentService")["provider"]["@id"],
        of_type(&service, "GovernmentOrganization")["@id"]
    );
}

#[test]
fn an_event_has_its_zone_its_state_and_its_place() {
    let site = site(&[
        ("content/e/_index.md", &page("title: 行事", "")),
        ("content/e/a.md", &event("start: 2026-12-01T10:00\nend: 2026-12-01T12:00\nstatus: 中止")),
        ("content/e/b.md", &event("start: 2026-12-05\nend: 2026-12-06\nonline: true")),
    ]);
    assert_eq!(site.codes(), ["event-calendar", "duplicate-title", "event-calendar"], "{:?}", site.findings());
    let html = site.html("/e/a/");
    for words in [
        "中止",
        "2026年12月1日（火曜日）午前10時</time>から",
        "正午</time>まで",
        "datetime=\"2026-12-01T10:00:00+09:00\"",
        "href=\"event.ics\"",
    ] {
        assert!(html.contains(words), "{words}\n{html}");
    }
    let (a, b) = (graph(&html).unwrap(), graph(&site.html("/e/b/")).unwrap());
    let (a, b) = (of_type(&a, "Event"), of_type(&b, "Event"));
    assert_eq!(
        (&a["startDate"], &a["eventStatus"], &a["name"]),
        (&"2026-12-01T10:00:00+09:00".into(), &"https://schema.org/EventCancelled".into(), &"雪の見学会, 冬".into())
    );
    assert_eq!((&a["location"]["address"]["streetAddress"], &a["offers"]["price"]), (&"中央2番地".into(), &0.into()));
    assert_eq!((&b["startDate"], &b["location"]["@type"]), (&"2026-12-05".into(), &"VirtualLocation".into()));
}

#[test]
fn an_event_that_is_over_says_so_and_leaves_the_lists() {
    let mut site = site(&[
        ("content/_index.md", &page("title: 上", "")),
        ("content/e/_index.md", &page("title: 行事", "")),
        ("content/e/a.md", &event("start: 2026-11-01\nend: 2026-11-01").replace("見学会", "一日の会")),
        ("content/e/b.md", &event("start: 2026-12-24\nend: 2026-12-24").replace("見学会", "後の会")),
        ("content/e/c.md", &event("start: 2026-12-05T19:00\nend: 2026-12-05T20:00").replace("見学会", "前の会")),
    ]);
    let places = |html: &str| ["一日の会", "前の会", "後の会"].map(|words| html.find(words));
    for url in ["/", "/e/"] {
        let [day, before, after] = places(&site.html(url));
        assert!(day.is_some() && day < before && before < after, "{url}");
    }
    assert!(!site.html("/e/a/").contains("終了しました"));
    site.options = options("2026-11-02", false);
    site.build();
    site.assert_clean();
    site.assert_rendered(&[
        "/",
        "/e/",
        "/e/a/",
        "/e/c/",
        "/en/",
        "/en/e/",
        "/en/e/a/",
        "/en/e/c/",
        "/easy/",
        "/easy/e/",
        "/easy/e/a/",
        "/easy/e/c/",
    ]);
    assert!(site.html("/e/a/").contains("終了しました") && site.html("/en/e/a/").contains("This event is over"));
    assert!(places(&site.html("/"))[0].is_none() && places(&site.html("/e/"))[0].is_none());
    assert!(text(&site.snapshot, "events.ics").contains("一日の会"), "a calendar keeps what has been");
}

#[test]
fn calendars_are_read_by_another_parser() {
    let long = "雪".repeat(60);
    let site = site(&[
        ("content/e/_index.md", &page("title: 行事", "")),
        (
            "content/e/a.md",
            &event("start: 2026-12-01T10:00\nend: 2026-12-01T12:00\nstatus: 中止")
                .replace("歩きます。", &format!("{long}、歩く; \\\\。")),
        ),
        ("content/e/b.md", &event("start: 2026-12-05\nend: 2026-12-06")),
    ]);
    let written = text(&site.snapshot, "events.ics");
    assert!(written.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{written}");
    let unfolded = unfold(&written);
    let calendar = read_calendar(&unfolded).unwrap();
    let events: Vec<&Component<'_>> = calendar.components.iter().filter(|part| part.name == "VEVENT").collect();
    let value = |event: &Component<'_>, name: &str| {
        event.find_prop(name).map(|found| found.val.clone().unescape_text().as_str().to_owned()).unwrap_or_default()
    };
    assert_eq!(events.len(), 2);
    for (name, first, second) in [
        ("SUMMARY", "雪の見学会, 冬", "雪の見学会, 冬"),
        ("DTSTART", "20261201T100000", "20261205"),
        ("DTEND", "20261201T120000", "20261207"),
        ("DTSTAMP", "20261019T150000Z", "20261019T150000Z"),
        ("SEQUENCE", "9789", "9789"),
        ("LAST-MODIFIED", "20261019T150000Z", "20261019T150000Z"),
        ("STATUS", "CANCELLED", "CONFIRMED"),
        ("LOCATION", "灯野駅 中央2番地", "灯野駅 中央2番地"),
    ] {
        assert_eq!((value(events[0], name).as_str(), value(events[1], name).as_str()), (first, second), "{name}");
    }
    let ids = [value(events[0], "UID"), value(events[1], "UID")];
    assert!(
        ids[0] != ids[1] && ids.iter().all(|id| id.len() == 16 && id.bytes().all(|c| c.is_ascii_lowercase())),
        "{ids:?}"
    );
    assert!(value(events[0], "DESCRIPTION").contains(&format!("{long}、歩く; ")));
    let parameters =
        |event: &Component<'_>| event.find_prop("DTSTART").unwrap().params[0].val.as_ref().unwrap().as_str().to_owned();
    assert_eq!((parameters(events[0]), parameters(events[1])), ("Asia/Tokyo".to_owned(), "DATE".to_owned()));
    assert!(
        calendar.components.iter().any(|part| part.name == "VTIMEZONE") && written.contains("X-WR-CALNAME:灯野町\r\n")
    );
    assert!(text(&site.snapshot, "e/b/event.ics").matches("BEGIN:VEVENT").count() == 1);
}

#[test]
fn feeds_are_read_by_another_parser() {
    let built = pipeline::build(&Snapshot::default(), &embedded::sample(), options("2026-11-01", false));
    let later = pipeline::build(&Snapshot::default(), &embedded::sample(), options("2026-11-02", false));
    let mut seen = 0;
    for path in built.outputs.keys().filter(|path| path.as_str().ends_with("feed.xml")) {
        let written = text(&built, path.as_str());
        assert_eq!(written, text(&later, path.as_str()), "{path}: nothing of a feed depends on the day of the build");
        let feed = written.parse::<atom_syndication::Feed>().unwrap();
        let mut ids: Vec<&str> = feed.entries().iter().map(|entry| entry.id()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), feed.entries().len(), "{path}");
        assert!(
            feed.entries().iter().all(|entry| entry.updated() <= feed.updated() && !entry.title().contains(['{', '<'])),
            "{path}"
        );
        seen += feed.entries().len();
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn labels_are_in_the_language_of_the_page() {
    let front = "kind: procedure\ntitle: 例\ncontact: iju\nupdated: 2026-10-20\nwhere: 役場\nbring: [印鑑, 写真]\n\
        last_checked: 2026-10-01";
    let mut site = site(&[
        ("content/a.md", &page(front, "")),
        ("content/a.en.md", &page(front, "")),
        ("content/a.easy.md", &page(front, "")),
    ]);
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    for (url, words) in [
        ("/a/", "窓口"),
        ("/a/", "<li>印鑑</li><li>写真</li>"),
        ("/a/", "2026年10月1日"),
        ("/en/a/", "What to bring"),
        ("/en/a/", "1 October 2026"),
        ("/easy/a/", "どこで"),
    ] {
        assert!(site.html(url).contains(words), "{url} {words}\n{}", site.html(url));
    }
    for words in ["更新日", "移住交流課", "tel:+81160001010", "平日 午前9時から", "<th scope=\"row\">", "<caption>"]
    {
        assert!(site.html("/a/").contains(words), "{words}");
    }
    site.write("themes/shirube/strings/ja.toml", "procedure_where = \"行く所\"\n");
    assert!(site.html("/a/").contains("行く所") && !site.html("/a/").contains("窓口"));
    site.assert_clean();
}

#[test]
fn support_stands_beside_its_limits() {
    let front = "kind: support\ntitle: 例\ncontact: iju\nupdated: 2026-10-20\namount: 30万円まで\nrepayment: 5年以内の転出で返す\n\
        excluded: 新築\nbudget: 残りわずか\nconditions: [町に住む, 税の滞納がない]\nfiscal_year: 2026\nlast_checked: 2026-10-01";
    let mut site = site(&[("content/a.md", &page(front, "")), ("content/a.en.md", &page(front, ""))]);
    assert!(site.codes().is_empty(), "{:?}", site.findings());
    let html = site.html("/a/");
    let table = html.split_once("<table").unwrap().1.split_once("</table>").unwrap().0;
    assert!(
        ["30万円まで", "5年以内の転出で返す", "新築", "残りわずか"].iter().all(|words| table.contains(words)),
        "{table}"
    );
    assert!(
        html.contains("2026年度の内容です")
            && html.contains("<li>税の滞納がない</li>")
            && site.html("/en/a/").contains("Nearly used up")
    );
    site.options = options("2027-03-31", false);
    assert_eq!(site.build().codes(), Vec::<&str>::new());
    site.options = options("2027-04-01", false);
    assert_eq!(site.build().codes(), ["fiscal-year-past", "fiscal-year-past"]);
    site.options = options("2027-04-02", false);
    assert_eq!(site.build().codes(), ["fiscal-year-past", "last-checked", "fiscal-year-past", "last-checked"]);
    site.assert_clean();
}

#[test]
fn a_decision_leads_by_links_and_back() {
    let site = site(&[
        (
            "content/s/_index.md",
            &page("kind: decision\ntitle: 子どもはいますか", "- [はい](hai.md)\n- [いいえ](iie.md)"),
        ),
        ("content/s/hai.md", &page("kind: decision\nresult: true\ntitle: 手当", "届けてください。")),
        ("content/s/iie.md", &page("kind: decision\ntitle: 犬はいますか", "- [はい](hai.md)\n- [いいえ](nai.md)")),
    ]);
    assert_eq!(site.codes(), ["dead-link"], "its answers are checked like every other link");
    let (first, result) = (site.html("/s/"), site.html("/s/hai/"));
    assert!(
        first.contains("prose choices") && first.contains("href=\"hai/\"") && !first.contains("はじめに戻る"),
        "{first}"
    );
    assert!(
        result.contains("はじめに戻る")
            && result.contains("href=\"../\"")
            && !result.contains("choices")
            && !result.contains("<form")
    );
}

#[test]
fn forms_are_links_with_type_and_size_and_missed_when_they_are_not_there() {
    let procedure = |file: &str| {
        let front = format!(
            "kind: procedure\ntitle: 届け\nupdated: 2026-10-20\ncontact: iju\nwhere: 窓口\nforms:\n  - {{ name: 委任状, file: \
                {file} }}"
        );
        site(&[
            ("content/t/_index.md", &page("title: 手続き", "")),
            ("content/t/a.md", &page(&front, "本文です。")),
            ("content/t/ininjo.pdf", "%PDF"),
        ])
    };
    let there = procedure("ininjo.pdf");
    assert!(there.codes().is_empty(), "{:?}", there.findings());
    let shown = "\" download=\"ininjo.pdf\">委任状<span class=\"file\">（PDF：1キロバイト）</span></a>";
    assert!(there.html("/t/a/").contains(shown), "{}", there.html("/t/a/"));
    let missing = procedure("nai.pdf");
    assert_eq!(missing.codes(), ["dead-link", "unused-file"]);
    assert!(missing.findings()[0].contains("content/t/a.md:8:24"), "{:?}", missing.findings());
}

#[test]
fn every_place_in_the_site_has_a_kind_for_pages_that_name_none() {
    use shirube::load::nature::{Nature, Standing};
    let natures = shirube::render::page_kinds::NATURES;
    for (standing, name) in [(Standing::Top, "home"), (Standing::Section, "section"), (Standing::Leaf, "guide")] {
        assert_eq!(natures.default_for(standing), name);
        assert_eq!(
            natures.0.iter().filter(|(_, nature)| nature.default_for == Some(standing)).count(),
            1,
            "{standing:?}"
        );
    }
    assert!(natures.of("event").is_event() && natures.of("evnt") == Nature::ORDINARY);
}

#[test]
fn a_question_lists_the_desk_that_checked_it() {
    let config = format!("{CONFIG}[contacts.norin]\nname = \"役場 農林課\"\nphone = \"0160-00-1070\"\n");
    let qa =
        |more: &str| page(&format!("title: 出ますか\nkind: qa\nverified: {{ by: 農林課, on: 2026-10-01 }}{more}"), "");
    let site = site(&[("site.toml", &config), ("content/a.md", &qa("")), ("content/b.md", &qa("\ncontact: iju"))]);
    let desk = |path: &str| {
        text(&site.snapshot, path).split_once("contact-name").unwrap().1.chars().take(40).collect::<String>()
    };
    assert!(desk("a/index.html").contains("農林課"), "{}", desk("a/index.html"));
    assert!(desk("b/index.html").contains("移住交流課"), "{}", desk("b/index.html"));
}
