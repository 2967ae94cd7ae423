//! The privacy gate on what a town really writes: what stops, what does not, and what a site may list as public.
use crate::support::{TestSite, page, room::Room};
use shirube::{
    privacy::{Gate, Lists, Place, Severity, detector::Example, detectors::DETECTORS, review},
    report::format::Format,
    text::date::Date,
};

/// Sentences with something personal, by what is told of them at least.
const TOLD: &[(&str, &str)] = &[
    ("PERSON_NAME", "回覧板は中央2丁目の高橋宅に届けてください。"),
    ("PERSON_NAME", "タカハシ宅の前で待ち合わせです。"),
    ("PERSON_NAME", "受付はたかはし様までお願いします。"),
    ("PERSON_NAME", "Takahashi様あてにお送りください。"),
    ("PERSON_NAME", "タカハシケンタさんの店です。"),
    ("PERSON_NAME", "K.Takahashi（移住3年目）の話です。"),
    ("PERSON_NAME", "TAKAHASHI Kenta"),
    ("PERSON_NAME", "文・写真／高橋健太"),
    ("PERSON_NAME", "ＰＴＡ会長・高橋健太"),
    ("EMAIL", "連絡は kenta.takahashi @example.jp へ。"),
    ("EMAIL", "連絡は kenta.takahashi@ example.jp へ。"),
    ("PHONE", "イギリスの携帯は +44(0) 7900 000000 です。"),
    ("PHONE", "中国の携帯は +86 138 0013 8000 です。"),
    ("PHONE", "ゼロキュウゼロの0000の1234 までどうぞ。"),
    ("PHONE", "090…0000…1234"),
    ("PHONE", "090_0000_1234"),
    ("PHONE", "☎090:0000:1234"),
    ("PHONE", "090の0000の1234に電話して"),
    ("PHONE", "090　0000　1234"),
    ("SNS_ID", "WeChat ID: kenta_cn"),
    ("GEO_POINT", "自宅は36.2534, 138.4789です。"),
    ("PLATE", "軽トラのナンバーは見本480 い 12-34です。"),
    ("BANK_ACCOUNT", "口座は灯野農協 本店 普通 1234567 タカハシケンタ"),
];

/// Sentences with nothing personal, and what a town's page shows of code and addresses.
const CLEAN: &[&str] = &[
    "品番 0190074442 の灯油タンクを使います。",
    "管理番号 A0901234567890B を控えてください。",
    "測定値は 1607635102.00 -0.96 でした。",
    "標高は 106.0512973 メートルです。",
    "国道254号と県道44号の交差点です。",
    "高橋の里公園、田中橋、佐藤坂の先です。",
    "東灯野コミュニティセンターと北正志橋、南健一公園があります。",
    "大和郡山城、西宮神社、高田馬場、山田太郎記念館、中田健太スタジアムの話です。",
    "農家さん、業者さん、大家さん、不動産屋さんに相談しましょう。",
    "金さん銀さんの里、道の駅たなかの湯へどうぞ。",
    "夏目漱石の小説に出てきます。宮沢賢治の童話の読み聞かせです。",
    "前田建設工業株式会社と本田技研の工場があります。",
    "記入例：090-0000-0000",
    "例：佐藤 花子（さとう はなこ）",
    "ISBN 978-4-00-310101-8、議案第90-1234号です。",
    "くわしくは example.com と https://www.example.com/a?b=c を見てください。",
    "`git clone git@github.com:example/guide.git` を実行します。",
    "git@example.com:iju/guide.git から写します。",
    "`@decorator`、`@app.route`、`@media print`、`@charset` と書きます。",
    "バージョン 10.0.26100.1 と v1.2.3-rc.4、Python 3.14.0 で動きます。",
    "`user@example.com`、`your-name@example.com`、`{{ page.title }}`、`<名前>` の所を書きかえます。",
    "`YYYY-MM-DD`、`000-0000-0000`、`00-0000-0000`、`xxx-xxxx` の形で書きます。",
    "`127.0.0.1:3000` と `0.0.0.0`、`localhost:8080` を開きます。",
    "```\nnpm install @types/node@22.0.0\n@dataclass\nclass Guide: ...\nPASSWORD=<パスワード>\n```",
];

fn told(text: &str) -> Vec<&'static str> {
    let gate = Gate::new(&Lists::default());
    let decided = review(text, Place::Words, &gate, Date::parse("2026-11-01").unwrap());
    decided.open.iter().filter(|hit| hit.severity != Severity::Info).map(|hit| hit.kind.name()).collect()
}

#[test]
fn what_a_town_writes_of_people_is_told_and_the_rest_is_not() {
    let mut faults = Vec::new();
    for (kind, text) in TOLD {
        if !told(text).contains(kind) {
            faults.push(format!("missed {kind}: {text} {:?}", told(text)));
        }
    }
    for text in CLEAN {
        if !told(text).is_empty() {
            faults.push(format!("false: {text} {:?}", told(text)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_a_page_shows_of_code_is_no_finding_in_a_build() {
    let body = CLEAN.join("\n\n");
    let site =
        TestSite::new(&[("content/_index.md", &page("title: 上", "")), ("content/a.md", &page("title: 例", &body))]);
    let told: Vec<_> = site.findings().into_iter().filter(|line| line.contains("personal-data")).collect();
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn no_report_shows_a_value_that_stops() {
    let mut pages = vec![("content/_index.md".to_owned(), page("title: 上", ""))];
    let mut values = Vec::new();
    for (number, example) in DETECTORS.iter().flat_map(|detector| detector.examples).enumerate() {
        let Example::Bad(text) = example else { continue };
        let plain = text.replace("«»", "");
        let marked = plain.split('⟦').skip(1).filter_map(|rest| rest.split('⟧').next());
        // Figures may stand in a fingerprint by chance.
        let told = |value: &&str| value.chars().count() > 3 && !value.bytes().all(|byte| byte.is_ascii_hexdigit());
        values.extend(marked.filter(told).map(str::to_owned));
        // A link that leads nowhere quotes its line.
        let body = format!("{}\n\n[切れた](nai.md)", plain.replace(['⟦', '⟧'], ""));
        pages.push((format!("content/p{number}.md"), page("title: 例", &body)));
    }
    let files: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = TestSite::new(&files);
    for format in [Format::Human, Format::Short, Format::Json] {
        let report = site.report(format);
        let shown: Vec<_> = values.iter().filter(|value| report.contains(value.as_str())).collect();
        assert!(values.len() > 150 && shown.is_empty(), "{shown:#?}");
    }
}

#[test]
fn a_listed_number_is_no_other_number_where_the_program_writes_it() {
    for start in ["090-0000-", "070-0000-", "050-0000-", "0800-000-"] {
        let numbers: Vec<String> = (0..60).map(|number| format!("{start}{:04}", number * 167)).collect();
        let entry = |number: &String| format!("[[public]]\ntype = \"PHONE\"\nvalue = \"{number}\"\n");
        let list: String = numbers.iter().map(entry).collect();
        let text = numbers.iter().map(|number| format!("当番の電話は {number} です。\n\n")).collect::<String>();
        let desk = |(number, phone): (usize, &String)| {
            format!("[contacts.c{number}]\nname = \"窓口{number}\"\nphone = \"{phone}\"\n")
        };
        let config: String = numbers.iter().enumerate().map(desk).collect();
        let site = TestSite::new(&[
            ("site.toml", &format!("title = \"例\"\nbase_url = \"https://example.jp/\"\n{config}")),
            ("salon/privacy.toml", &list),
            ("content/_index.md", &page("title: 上", "")),
            ("content/a.md", &page("title: 例\ncontact: c1", &text)),
        ]);
        let told: Vec<_> = site.findings().into_iter().filter(|line| line.contains("personal-data")).collect();
        assert!(told.is_empty(), "{start}: {told:#?}");
        assert!(site.html("/a/").contains(&numbers[1]));
    }
}

#[test]
fn a_public_name_needs_who_it_is_and_why() {
    let entry = "[[public]]\ntype = \"PERSON_NAME\"\nvalue = \"高橋 健太\"\n";
    let (owner, reason) = ("owner = \"灯野町長\"\n", "reason = \"町の広報に出ている名前\"\n");
    for (list, is_listed) in [
        (entry.to_owned(), false),
        (format!("{entry}{owner}"), false),
        (format!("{entry}{reason}"), false),
        (format!("{entry}owner = \" \"\n{reason}"), false),
        (format!("{entry}{owner}{reason}"), true),
    ] {
        let site = TestSite::new(&[
            ("salon/privacy.toml", &list),
            ("content/_index.md", &page("title: 上", "")),
            ("content/a.md", &page("title: 例", "高橋健太さんが話します。")),
        ]);
        let is_error = |code: &str, path: &str| {
            let of = |line: &String| line.starts_with(path) && line.contains(&format!("error[{code}]"));
            site.findings().iter().any(of)
        };
        let found = (is_error("privacy-list", "salon/privacy.toml"), is_error("personal-data", "content/a.md"));
        assert_eq!(found, (!is_listed, !is_listed), "{list}\n{:?}", site.findings());
    }
}

#[test]
fn names_of_facilities_are_nobodys_and_those_of_people_are_told() {
    let facility = "名称,名称_カナ,住所,電話番号\n佐藤健一,サトウケンイチ,灯野町中央3番地,0160-00-1000\n";
    let list = "施設名,数\n高橋美咲,1\n山本誠,2\n";
    let people = "氏名,数\n高橋美咲,1\n";
    for (text, is_told) in [(facility, false), (list, false), (people, true)] {
        let site = TestSite::new(&[
            ("content/_index.md", &page("title: 上", "")),
            ("content/a.md", &page("title: 例", "本文です。")),
            ("data/list.csv", text),
        ]);
        let told = site.findings().iter().any(|line| line.contains("[PERSON_NAME]"));
        assert_eq!(told, is_told, "{text}\n{:?}", site.findings());
    }
}

#[test]
fn a_draft_that_only_tries_to_be_one_is_not_published() {
    let room = Room::with_guide();
    for (name, text) in [
        ("a", "\n---\ntitle: 秘密\ndraft: true\n---\n秘密の本文\n"),
        ("b", "----\ntitle: 秘密\ndraft: true\n----\n秘密の本文\n"),
        ("c", " ---\ntitle: 秘密\ndraft: true\n---\n秘密の本文\n"),
        ("d", "<!-- 覚え書き -->\n---\ntitle: 秘密\ndraft: true\n---\n秘密の本文\n"),
        ("e", "+++\ntitle = \"秘密\"\ndraft = true\n+++\n秘密の本文\n"),
        ("f", "－－－\ntitle: 秘密\ndraft: true\n－－－\n秘密の本文\n"),
        ("k", "\u{3000}---\ntitle: 秘密\ndraft: true\n---\n秘密の本文\n"),
        ("n", "---\ntitle: 秘密\nDraft: true\n---\n秘密の本文\n"),
        ("p", "---\ntitle: 秘密\npublish_from: 二〇二七年\n---\n秘密の本文\n"),
    ] {
        room.write(&format!("content/life/{name}.md"), text);
    }
    room.run(&["build"]);
    room.run(&["build", "--keep-going"]);
    for (name, bytes) in crate::support::room::tree(&room.path("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("秘密"), "{name}");
    }
}
