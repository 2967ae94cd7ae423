//! Open data as a source of pages and as an output, and the kinds for places and people.
use crate::support::{TestSite, page};
use encoding_rs::SHIFT_JIS;
use shirube::{
    base::{hash::Fingerprint, path::SourcePath, value::Value},
    load::tables::{self, profile::Profiles},
    report::diagnostic::Level,
};

const CSV: &str = "\
NO,名称,名称_カナ,種別,住所,緯度,経度,電話番号,利用可能曜日,開始時間,終了時間,バリアフリー情報,駐車台数
1,町立図書館,チョウリツトショカン,図書館,灯野町中央3番地,37.6017,135.9021,0160-00-3001,火水木金土日,09:30,18:00,車椅子可;授乳室,20台
2,中央の公園,チュウオウノコウエン,公園,灯野町中央31番地,,,,毎日,,,,
3,本の部屋,ホンノヘヤ,図書館,灯野町北9番地1号,,,0160-00-3009,,,,,
";
const OPEN: &str = "title = \"例のガイド\"\nbase_url = \"https://example.jp/\"\n[municipality]\nname = \"灯野町\"\n\
    [contacts.iju]\nname = \"移住交流課\"\nphone = \"0160-00-1010\"\n[opendata]\ncode = \"999997\"\nprefecture = \"見本県\"\n";

fn table(file: &str) -> String {
    page(&format!("kind: table\ntitle: 施設の一覧\ntable: {file}"), "前書きです。")
}

fn site(csv: impl AsRef<[u8]>) -> TestSite {
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/a/_index.md", &page("title: 施設", "")),
    ]);
    site.tree.insert("content/a/places.csv", csv);
    site.write("content/a/list.md", table("places.csv"));
    site
}

#[test]
fn a_table_becomes_a_list_that_needs_no_script() {
    let site = site(CSV);
    assert_eq!(site.findings(), [] as [String; 0]);
    let html = site.html("/a/list/");
    for part in [
        "id=\"町立図書館\"",
        "href=\"#図書館\"",
        "href=\"tel:+81160003001\"",
        "https://maps.gsi.go.jp/#17/37.6017/135.9021/",
        "火曜日から日曜日まで",
        "午前9時30分から午後6時まで",
        "車椅子可、授乳室",
        "<dt>駐車台数</dt><dd>20台</dd>",
        "href=\"../places-",
        "download=\"places.csv\">places.csv（CSV、1キロバイト）</a>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    // Both libraries stand in one group, the first in the file.
    let place = |name: &str| html.find(&format!("id=\"{name}\"")).unwrap();
    assert!(place("町立図書館") < place("本の部屋") && place("本の部屋") < place("中央の公園"));
    assert_eq!(site.snapshot.outputs.iter().filter(|(path, _)| path.as_str().starts_with("a/places-")).count(), 1);
    assert!(!html.contains("<iframe") && !html.contains("<img"));
}

#[test]
fn what_has_no_place_of_its_own_stands_under_its_header() {
    let site = site(
        "NO,名称,種別,住所,電話番号,FAX番号,収容定員,受入年齢,一時預かりの有無,おもちゃ\n\
            1,保育園,保育園,灯野町中央12番地,0160-00-3101,0160-00-3191,\"1,110\",6か月から,有,たくさん\n",
    );
    assert_eq!(site.codes(), ["csv-number"]);
    let html = site.html("/a/list/");
    for part in [
        "<dt>FAX番号</dt><dd>0160-00-3191</dd>",
        "<dt>一時預かりの有無</dt><dd>有</dd>",
        "<dt>おもちゃ</dt><dd>たくさん</dd>",
        "1110人",
        "6か月から",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("<dt>NO</dt>"));
}

#[test]
fn a_table_may_lie_in_data_and_in_any_encoding() {
    let mut site = site(SHIFT_JIS.encode(CSV).0);
    assert_eq!(site.codes(), ["csv-encoding"]);
    assert!(site.html("/a/list/").contains("町立図書館"));
    site.tree.insert("data/places.csv", CSV);
    site.write("content/a/list.md", table("data/places.csv"));
    assert_eq!(site.codes(), ["unused-file", "csv-encoding"], "{:?}", site.findings());
    assert!(site.html("/a/list/").contains("href=\"../../data/places-"));
    assert!(site.snapshot.outputs.keys().any(|path| path.as_str().starts_with("data/places-")));
    site.assert_clean();
}

#[test]
fn a_profile_of_the_site_names_its_own_headers() {
    let mut site = site("施設,場所,TEL\n図書館,中央3番地,0160-00-3001\n");
    assert!(site.codes().contains(&"table-file"));
    let profile = "title = \"うちの表\"\nsort = \"facility\"\n[columns]\n\"施設\" = \"name\"\n\"場所\" = \"address\"\n\"TEL\" \
        = \"phone\"\n";
    site.write("data/profiles/own.toml", profile);
    assert_eq!(site.findings(), [] as [String; 0]);
    assert!(site.html("/a/list/").contains("tel:+81160003001"));
    site.assert_clean();
}

#[test]
fn a_page_without_its_table_says_so() {
    let mut site = site(CSV);
    site.remove("content/a/places.csv");
    assert_eq!(site.codes(), ["table-file"]);
    assert!(
        site.findings()[0]
            .starts_with("content/a/list.md:4:8: error[table-file]: 表のファイル「places.csv」がありません"),
        "{:?}",
        site.findings()
    );
    assert!(site.html("/a/list/").contains("この一覧を表示できません"));
    site.write("content/a/places.csv", "駅,発車\n灯野,7:10\n");
    assert!(site.findings()[0].contains("（1行目：駅、発車）"), "{:?}", site.findings());
    site.assert_clean();
}

#[test]
fn an_edit_of_a_table_renders_only_what_shows_it() {
    let mut site = site(CSV);
    site.tree.insert("site.toml", OPEN);
    site.tree.insert("content/a/other.csv", "名称,住所,電話番号\n別の所,北1番地,\n");
    site.tree.insert("content/a/other.md", page("kind: table\ntitle: 別\ntable: other.csv", ""));
    site.build();
    site.write("content/a/places.csv", CSV.replace("20台", "25台"));
    site.assert_rendered(&["/a/list/", "/opendata/"]);
    site.assert_clean();
    site.write("content/a/places.csv", CSV.replace("20台", "25台"));
    site.assert_rendered(&[]);
}

/// The places of a public register are no private persons'; a mobile phone is one's wherever it stands.
#[test]
fn a_register_lists_its_lines_and_never_a_mobile_phone() {
    let mut site = site(CSV);
    site.write("content/a/near.md", page("title: 近く", "図書館（灯野町北9番地1号、0160-00-3009）の隣です。"));
    assert_eq!(site.findings(), [] as [String; 0]);
    for private in ["090-0000-1234", "050-0000-1234"] {
        let csv = CSV.replace("0160-00-3009", private);
        for bytes in [csv.clone().into_bytes(), SHIFT_JIS.encode(&csv).0.into_owned()] {
            let site = self::site(bytes);
            assert!(site.codes().contains(&"personal-data"), "{:?}", site.findings());
            assert!(site.snapshot.has_errors());
            assert!(site.snapshot.privacy.withheld.iter().any(|path| path.as_str() == "a/list/index.html"));
        }
    }
    // A number in a column that is not the register's own is somebody's.
    let csv = CSV.replace("20台", "自宅は0160-00-7777");
    assert!(self::site(csv).snapshot.has_errors());
    // Without a header of open data there is no register.
    let other = self::site("名前,備考\nうち,自宅は0160-00-3001\n");
    assert!(
        other.snapshot.findings.iter().any(|finding| finding.code == "personal-data" && finding.level == Level::Error)
    );
}

#[test]
fn facilities_and_events_go_back_out_as_open_data() {
    let mut site = site(CSV);
    assert!(!site.paths().iter().any(|path| path.starts_with("opendata")), "{:?}", site.paths());
    site.tree.insert("content/a/hiroba.md", page(FACILITY, "本文です。"));
    site.write("site.toml", OPEN);
    assert_eq!(site.findings(), [] as [String; 0]);
    let (out, _) = site.snapshot.outputs.iter().find(|(path, _)| path.as_str() == "opendata/facility.csv").unwrap();
    let bytes = site.snapshot.outputs[out].value.bytes.clone().unwrap();
    let text = std::str::from_utf8(&bytes).unwrap();
    assert!(text.starts_with("都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ,"), "{text}");
    assert!(text.lines().count() == 5 && text.matches("\r\n").count() == 5, "{text}");
    let read = tables::read_table(&SourcePath::new("x.csv"), &bytes, &Profiles::new([]).value, Fingerprint::default());
    assert_eq!(read.findings, []);
    let rows = read.value.rows;
    assert_eq!(
        rows.iter().map(|row| row.text("name")).collect::<Vec<_>>(),
        ["親子の広場", "町立図書館", "中央の公園", "本の部屋"]
    );
    assert!(
        rows.iter().all(|row| row.text("code") == "999997"
            && row.text("prefecture") == "見本県"
            && row.text("city") == "灯野町")
    );
    let own = &rows[0];
    assert_eq!(
        (own.text("kana"), own.text("open"), own.text("url")),
        ("オヤコノヒロバ", "09:00", "https://example.jp/a/hiroba/")
    );
    assert_eq!(
        (own.text("id"), &own.fields["lat"], own.text("type")),
        ("a-hiroba", &Value::Float(37.6), "子育ての広場")
    );
    let index = site.html("/opendata/");
    assert!(index.contains("facility.csv") && index.contains("4件") && index.contains("CC BY 4.0"), "{index}");
    assert!(index.contains("（CSV、2キロバイト）"), "sizes are told as in every other place: {index}");
    site.write("site.toml", format!("{OPEN}bom = true\n"));
    assert!(
        site.snapshot.outputs[&shirube::base::url::Url::new("/opendata/facility.csv").out()]
            .value
            .bytes
            .as_deref()
            .unwrap()
            .starts_with(b"\xef\xbb\xbf")
    );
    site.assert_clean();
}

#[test]
fn a_table_of_events_is_in_the_order_of_days_and_tells_what_is_over() {
    let csv = "イベント名,開始日,終了日,開始時間,終了時間,場所名称,料金(基本)\n雪まつり,2027-02-06,2027-02-07,10:00,15:00,広場,無料\n\
               収穫祭,2026-10-31,,,,広場,\n見学会,2026-11-01,,13:30,,役場,\n";
    let mut site = site(csv);
    assert_eq!(site.findings(), [] as [String; 0]);
    let html = site.html("/a/list/");
    let place = |name: &str| html.find(&format!("id=\"{name}-20")).unwrap();
    assert!(place("収穫祭") < place("見学会") && place("見学会") < place("雪まつり"));
    assert_eq!(html.matches("終了しました").count(), 1);
    assert!(html.contains("午前10時</time>から") && html.contains("午後3時</time>まで"), "{html}");
    assert!(html.contains("午後1時30分") && html.contains("datetime=\"2027-02-07"), "{html}");
    site.options.now = shirube::text::date::Date::parse("2027-02-08").unwrap();
    site.build();
    assert_eq!(site.html("/a/list/").matches("終了しました").count(), 3);
    site.assert_clean();
    site.write("site.toml", OPEN);
    let csv =
        site.snapshot.outputs[&shirube::base::url::Url::new("/opendata/event.csv").out()].value.bytes.clone().unwrap();
    let rows = tables::read_table(&SourcePath::new("x.csv"), &csv, &Profiles::new([]).value, Fingerprint::default());
    assert_eq!(rows.findings, []);
    let row = &rows.value.rows[0];
    assert_eq!(
        (row.text("name"), row.text("start_time"), row.text("fee"), row.text("place")),
        ("雪まつり", "10:00", "無料", "広場")
    );
}

#[test]
fn events_of_a_table_are_among_the_events_of_the_site() {
    let csv = "イベント名,開始日,終了日,開始時間,終了時間,場所名称,状態\n\
               雪の会,2026-12-05,,10:00,12:00,公民館,中止\n雪の会,2027-01-05,,10:00,12:00,公民館,\n\
               見学会,2026-12-01,,,,駅,\n収穫祭,2026-10-31,,,,広場,\n";
    let event = "kind: event\ntitle: \"{見学|けんがく}会\"\ncontact: iju\norganizer: 町\nstart: 2026-12-01T13:00\nend: \
        2026-12-01T15:00\nplace: 駅前";
    let mut site = site(csv);
    site.write("site.toml", OPEN);
    site.write("content/v.md", page(event, "本文です。"));
    let list = |html: &str| {
        let links =
            html.split("class=\"event\"").skip(1).filter_map(|part| part.split_once("href=\"")?.1.split_once('"'));
        links.map(|(link, _)| link.to_owned()).collect::<Vec<_>>()
    };
    // The page that is also a row is there once, as the page; what is over is in no list, and the top page offers
    // nothing that is cancelled.
    assert_eq!(list(&site.html("/")), ["v/", "a/list/#雪の会-2027-01-05"]);
    let table = site.html("/a/list/");
    assert!(table.contains("中止") && table.contains("id=\"雪の会-2026-12-05\""));
    let calendar = |site: &TestSite| {
        let bytes =
            site.snapshot.outputs[&shirube::base::url::Url::new("/events.ics").out()].value.bytes.clone().unwrap();
        icalendar::parser::unfold(std::str::from_utf8(&bytes).unwrap())
    };
    let written = calendar(&site);
    let events = icalendar::parser::read_calendar(&written).unwrap().components;
    assert_eq!(events.iter().filter(|part| part.name == "VEVENT").count(), 4);
    let ids: std::collections::BTreeSet<&str> = written.lines().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(ids.len(), 4, "{written}");
    assert!(written.contains("DTSTART;TZID=Asia/Tokyo:20261205T100000") && written.contains("STATUS:CANCELLED"));
    // A row changes: the lists that show it follow.
    site.write("content/a/places.csv", csv.replace("2027-01-05", "2026-11-30"));
    site.assert_clean();
    assert_eq!(list(&site.html("/")), ["a/list/#雪の会-2026-11-30", "v/"]);
    assert!(calendar(&site).contains("DTSTART;TZID=Asia/Tokyo:20261130T100000"));
}

const FACILITY: &str = "kind: facility\ntitle: 親子の広場\nkana: おやこのひろば\ntype: 子育ての広場\naddress: 灯野町中央12番地\nlat: 37.6\nlng: \
    135.9\nphone: 0160-00-3104\ndays: 平日\nhours: 9:00-15:00\nbarrier_free: [授乳室, おむつ替え]\nparking: 10台";

#[test]
fn a_facility_says_where_it_is_and_when_it_is_open() {
    let site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/hiroba.md", &page(FACILITY, "本文です。")),
    ]);
    assert_eq!(site.findings(), [] as [String; 0]);
    let html = site.html("/hiroba/");
    for part in [
        "月曜日から金曜日まで",
        "午前9時から午後3時まで",
        "href=\"tel:+81160003104\"",
        "https://maps.gsi.go.jp/#17/37.6/135.9/",
        "\"@type\":\"Park\"",
        "\"latitude\":37.6",
        "\"opens\":\"09:00\",\"closes\":\"15:00\"",
        "https://schema.org/Friday",
        "<li>授乳室</li>",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    let private = FACILITY.replace("0160-00-3104", "090-0000-1234");
    let site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/hiroba.md", &page(&private, "本文です。")),
    ]);
    assert!(site.snapshot.has_errors());
}

#[test]
fn a_district_shows_its_rules_and_who_speaks_of_it() {
    let area = "kind: area\ntitle: 北地区\nkana: きたちく\nelevation: 900メートル\ngood: [静かです。]\nhard: [雪が多いです。]\nrules:\n  - \
        { topic: 草刈り, rule: 年3回草を刈ります, strength: loose, times: 3, if_absent: 連絡すれば休めます, as_of: 2026-06, said_by: 住民 }";
    let voice = "kind: voice\ntitle: 北の冬\narea: [北地区, 南地区]\nfamily: 夫婦\nfrom: 首都圏\nmoved: 2022年\nwork: 会社員\nday:\n  - \
        { time: 午前5時, what: 雪かき }\ncosts:\n  - { item: 引っ越し, amount: 24万円 }";
    let mut site = TestSite::new(&[
        ("content/_index.md", &page("title: トップ", "")),
        ("content/kita.md", &page(area, "本文です。")),
        ("content/fuyu.md", &page(voice, "## きっかけ\n\n話です。")),
        (
            "content/qa.md",
            &page(
                "kind: qa\ntitle: 寒いですか",
                "## 町民 {.answer role=resident area=北地区 month=2026-01}\n\n寒いです。",
            ),
        ),
    ]);
    assert_eq!(site.findings(), [] as [String; 0]);
    let html = site.html("/kita/");
    for part in [
        "900メートル",
        "ゆるいルール",
        "年3回",
        "連絡すれば休めます",
        "住民の話",
        "2026年6月",
        "静かです。",
        "雪が多いです。",
        "北の冬",
        "寒いですか",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    let html = site.html("/fuyu/");
    for part in ["首都圏", "午前5時", "雪かき", "24万円", "きっかけ"] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    // The area of an answer is part of its text: the list of the district follows it.
    site.write(
        "content/qa.md",
        page("kind: qa\ntitle: 寒いですか", "## 町民 {.answer role=resident area=南地区 month=2026-01}\n\n寒いです。"),
    );
    assert!(!site.html("/kita/").contains("寒いですか"));
    site.assert_clean();
}

#[test]
fn a_trial_stay_says_how_long_how_much_and_how_to_book() {
    let trial = "kind: trial\ntitle: お試し住宅\nplace: ひとやすみ\nperiod: 7日から30日まで\nfee: 1泊1,500円\nbooking: 電話で\ncontact: \
        iju\ncar: 要ります";
    let site = TestSite::new(&[
        ("site.toml", OPEN),
        ("content/_index.md", &page("title: トップ", "")),
        ("content/otameshi.md", &page(trial, "本文です。")),
    ]);
    assert_eq!(site.findings(), [] as [String; 0]);
    let html = site.html("/otameshi/");
    for part in ["ひとやすみ", "7日から30日まで", "1泊1,500円", "電話で", "要ります", "移住交流課"]
    {
        assert!(html.contains(part), "{part} is not in {html}");
    }
}
