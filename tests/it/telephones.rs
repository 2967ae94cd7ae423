//! Telephone numbers: linked wherever they stand, each to the line that is meant, and known as the office's own.
use crate::support::{TestSite, page};
use regex::Regex;

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/iju/\"\n[municipality]\nname = \"灯野町\"\nkind \
    = \"町\"\nphone = \"0160-00-1000\"\naddress = \"中央1番地\"\n[contacts.iju]\n\
    phone = \"0160-00-1010\"\nname = \"移住交流課\"\n";

fn site(files: &[(&str, &str)]) -> TestSite {
    TestSite::new(&[("site.toml", CONFIG)].iter().chain(files).copied().collect::<Vec<_>>())
}

/// Wherever a number stands it can be called, with its extension, by one link.
#[test]
fn telephones_of_facts_boxes_and_the_footer_are_links() {
    let table = "NO,名称,種別,住所,電話番号,内線番号,説明\n1,図書館,学び,灯野町中央3番地,0160-00-3001,7,予約は0160-00-3002へ。\n";
    let site = site(&[
        ("content/a.md", &page("title: 補助\nkind: support\nwhere: 移住交流課 0160-00-1010（内線12）", "本文です。")),
        ("content/b.md", &page("title: 施設\nkind: table\ntable: places.csv", "")),
        ("content/places.csv", table),
    ]);
    let links = Regex::new("<a class=\"tel\" href=\"(tel:[^\"]*)\"").unwrap();
    let called = |path: &str| -> Vec<String> {
        let html = site.html(path);
        links.captures_iter(&html).map(|link| link[1].to_owned()).collect()
    };
    let (desk, town) = ("tel:+81160001010", "tel:+81160001000");
    assert_eq!(called("/a/"), ["tel:+81160001010;ext=12", desk, town]);
    assert_eq!(called("/b/"), ["tel:+81160003002", "tel:+81160003001;ext=7", desk, town]);
}

/// Every writing of an office's numbers calls them, in every place, and none of them is taken for somebody's.
#[test]
fn the_numbers_of_a_desk_are_called_as_they_are_meant() {
    let config = |contact: &str| {
        let config = CONFIG.replace("phone = \"0160-00-1010\"", contact);
        assert!(config.contains(contact), "{config}");
        config
    };
    let links = Regex::new("<a class=\"tel\" href=\"(tel:[^\"]*)\">([^<]*)<").unwrap();
    let town = ("tel:+81160001000", "0160-00-1000");
    for (contact, text, desk, prose) in [
        (
            "phone = \"0160-00-1010（内線123）\"",
            "電話は0160-00-1010（内線123）です。",
            vec![("tel:+81160001010;ext=123", "0160-00-1010（内線123）")],
            vec![("tel:+81160001010;ext=123", "0160-00-1010（内線123）")],
        ),
        (
            "phone = \"0160-00-1010・1021\"",
            "電話は**0160-00-1010・1021**です。",
            vec![("tel:+81160001010", "0160-00-1010"), ("tel:+81160001021", "1021")],
            vec![("tel:+81160001010", "0160-00-1010"), ("tel:+81160001021", "1021")],
        ),
        (
            "phone = \"0160-00-1010（代表）\"\nextension = 123\nfax = \"0160-00-1019\"\npostal_code = \"000-0000\"",
            "| | 番号 |\n|---|---|\n| 電話 | 0160-00-1010（直通） |\n| FAX | 0160-00-1019 |\n\n**FAX**　0160-00-1019",
            vec![("tel:+81160001010;ext=123", "0160-00-1010 内線 123")],
            vec![("tel:+81160001010", "0160-00-1010")],
        ),
        (
            "phone = \"０１６０－００－１０１０、+81-160-00-1021\"\nextension = \"12・13\"",
            "| 窓口 | 電話 | FAX |\n|---|---|---|\n| 課 | 0160-00-1021 | 0160-00-1010 |",
            vec![
                ("tel:+81160001010", "０１６０－００－１０１０"),
                ("tel:+81160001010;ext=12", "12"),
                ("tel:+81160001010;ext=13", "13"),
                ("tel:+81160001021", "+81-160-00-1021"),
            ],
            vec![("tel:+81160001021", "0160-00-1021")],
        ),
    ] {
        let site = site(&[("site.toml", &config(contact)), ("content/a.md", &page("title: 補助\ncontact: iju", text))]);
        assert!(!site.codes().contains(&"personal-data"), "{contact}: {:?}", site.findings());
        let html = site.html("/a/");
        let all: Vec<(&str, &str)> = links
            .captures_iter(&html)
            .map(|link| (link.get(1).unwrap().as_str(), link.get(2).unwrap().as_str()))
            .collect();
        let expected: Vec<(&str, &str)> = prose.into_iter().chain(desk).chain([town]).collect();
        assert_eq!(all, expected, "{contact}");
    }
}
