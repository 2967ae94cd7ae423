//! Published tables as they really are: every fault in a little file of its own, read all the same and told with its
//! place.
use encoding_rs::SHIFT_JIS;
use shirube::{
    base::{hash::Fingerprint, path::SourcePath, value::Value},
    input::source_tree::SourceTree,
    load::tables::{self, DatasetKind, Row, Table, profile::Profiles, write},
    report::{
        diagnostic::{Level, Reported},
        format::{self, Format},
        message::Lang,
    },
};

const PATH: &str = "data/table.csv";

fn read(bytes: &[u8]) -> Reported<Table> {
    tables::read_table(&SourcePath::new(PATH), bytes, &Profiles::new([]).value, Fingerprint::of(bytes))
}

/// The findings as `line:column code`; joined ones keep their first place.
fn told(bytes: &[u8], read: &Reported<Table>) -> Vec<String> {
    let tree = SourceTree::of([(PATH, bytes)]);
    let lines = format::render(&read.findings, &tree, Format::Short, Lang::Ja, false);
    let shown = |line: &str| {
        let rest = line.strip_prefix(PATH)?;
        let (place, rest) =
            rest.strip_prefix(':').map_or(("", rest), |rest| rest.split_once(": ").unwrap_or(("", rest)));
        Some(format!("{place} {}", rest.split('[').nth(1)?.split(']').next()?).trim().to_owned())
    };
    lines.lines().filter_map(shown).collect()
}

/// A facility table with one row of these columns beside the name.
fn one(columns: &[(&str, &str)]) -> String {
    let header: Vec<&str> =
        ["名称", "名称_カナ", "電話番号"].into_iter().chain(columns.iter().map(|(header, _)| *header)).collect();
    let cells: Vec<&str> =
        ["図書館", "トショカン", "0160-00-1000"].into_iter().chain(columns.iter().map(|(_, cell)| *cell)).collect();
    format!("{}\n{}\n", header.join(","), cells.join(","))
}

const TABLE: &str =
    "NO,名称,名称_カナ,住所,緯度,経度,電話番号\n1,図書館,トショカン,灯野町中央3番地,36.2000,138.1000,0160-00-1000\n";

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_encoding_gives_the_same_rows() {
    let plain = read(TABLE.as_bytes());
    assert_eq!((plain.value.sort, plain.value.rows.len()), (Some(DatasetKind::Facility), 1));
    assert_eq!(plain.findings, []);
    let row = &plain.value.rows[0];
    assert_eq!((row.text("name"), row.text("id"), &row.fields["lat"]), ("図書館", "1", &Value::Float(36.2)));
    for (name, bytes, level) in [
        ("BOM", [b"\xef\xbb\xbf", TABLE.as_bytes()].concat(), Level::Hint),
        ("CP932", SHIFT_JIS.encode(TABLE).0.into_owned(), Level::Warning),
        ("UTF-16LE with BOM", [b"\xff\xfe".to_vec(), utf16(TABLE)].concat(), Level::Warning),
        ("UTF-16LE", utf16(TABLE), Level::Warning),
    ] {
        let other = read(&bytes);
        assert_eq!(other.value.rows, plain.value.rows, "{name}");
        assert_eq!(told(&bytes, &other), ["1:1 csv-encoding"], "{name}");
        assert_eq!(other.findings[0].level, level, "{name}");
    }
    let tabs = TABLE.replace(',', "\t");
    let other = read(tabs.as_bytes());
    assert_eq!(other.value.rows[0].fields, row.fields);
    assert_eq!(told(tabs.as_bytes(), &other), ["1:1 csv-separator"]);
    // Tabs, CR LF and UTF-16 at once: what Excel calls "Unicode text".
    let excel = utf16(&tabs.replace('\n', "\r\n"));
    assert_eq!(read(&excel).value.rows[0].fields, row.fields);
}

#[test]
fn every_fault_is_mended_and_told_with_its_place() {
    let event = |start: &str, end: &str| format!("イベント名,開始日,終了時間,場所名称\n雪まつり,{start},{end},広場\n");
    let cases: Vec<(&str, String, &[&str], &str, Value)> = vec![
        (
            "lost zero",
            one(&[("都道府県コード又は市区町村コード", "92011")]),
            &["2:24 csv-code"],
            "code",
            text("092011"),
        ),
        (
            "no check digit",
            one(&[("都道府県コード又は市区町村コード", "13101")]),
            &["2:24 csv-code"],
            "code",
            text("131016"),
        ),
        (
            "wrong check digit",
            one(&[("都道府県コード又は市区町村コード", "131017")]),
            &["2:24 csv-code"],
            "code",
            text("131017"),
        ),
        ("no code", one(&[("都道府県コード又は市区町村コード", "灯野")]), &["2:24 csv-code"], "code", Value::Null),
        ("swapped", one(&[("緯度", "138.1"), ("経度", "36.2")]), &["2:24 csv-position"], "lat", Value::Float(36.2)),
        ("nowhere", one(&[("緯度", "0"), ("経度", "0")]), &["2:24 csv-position"], "lat", Value::Null),
        ("abroad", one(&[("緯度", "51.5"), ("経度", "0.1")]), &["2:24 csv-position"], "lng", Value::Null),
        ("half", one(&[("緯度", "36.2"), ("経度", "")]), &["2:24 csv-position"], "lat", Value::Null),
        ("number", one(&[("収容定員", "\"4,315 \"")]), &["2:24 csv-number"], "capacity", Value::Int(4315)),
        ("serial", event("44698", "17:00"), &["2:6 csv-date"], "start_date", text("2022-05-17")),
        ("other date", event("令和8年2月1日", "17:00"), &["2:6 csv-date"], "start_date", text("2026-02-01")),
        ("midnight", event("2026-10-03", "24:00"), &["2:17 csv-time"], "end_time", text("23:59")),
        ("no time", event("2026-10-03", "夕方"), &["2:17 csv-time"], "end_time", Value::Null),
        (
            "wide header",
            event("2026-10-03", "").replace("場所名称", "料金（基本）"),
            &["1:16 csv-header"],
            "fee",
            text("広場"),
        ),
        ("empty header", one(&[("", "")]), &["1:15 csv-header"], "name", text("図書館")),
        (
            "short",
            "名称,住所,電話番号,備考\n図書館,中央3番地\n".to_owned(),
            &["2:1 csv-row"],
            "address",
            text("中央3番地"),
        ),
        (
            "long",
            "名称,住所,電話番号\n図書館,中央3番地,,,\n".to_owned(),
            &["2:1 csv-row"],
            "address",
            text("中央3番地"),
        ),
        ("title above", format!("公共施設の一覧,,\n{}", one(&[])), &["1:1 csv-header"], "name", text("図書館")),
        (
            "whole address",
            "全国地方公共団体コード,ID,名称,所在地_都道府県,所在地_市区町村\n999997,1,図書館,見本県,灯野町中央3番地\n"
                .to_owned(),
            &["2:18 csv-address"],
            "address",
            text("見本県灯野町中央3番地"),
        ),
    ];
    for (name, file, expected, field, value) in cases {
        let table = read(file.as_bytes());
        assert_eq!(told(file.as_bytes(), &table), expected, "{name}\n{file}");
        assert_eq!(table.value.rows.len(), 1, "{name}");
        assert_eq!(table.value.rows[0].fields.get(field).unwrap_or(&Value::Null), &value, "{name}");
        assert!(table.findings.iter().all(|finding| finding.level == Level::Warning), "{name}");
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

#[test]
fn what_cannot_be_read_is_carried_through() {
    let file = "名称,住所,利用可能曜日,終了時間,駐車台数,備考,備考\n図書館,中央3番地,火から日,日没,12台,a,b\n";
    let row = &read(file.as_bytes()).value.rows[0];
    assert_eq!(row.fields.get("close"), None);
    let other: Vec<(&str, &str)> = row.other.iter().map(|(header, cell)| (header.as_str(), cell.as_str())).collect();
    assert_eq!(other, [("備考 2", "b"), ("終了時間", "日没"), ("駐車台数", "12台")]);
}

#[test]
fn rows_that_cannot_be_used_are_told_and_the_rest_is_read() {
    let file = "\
名称,住所,電話番号
【文化施設】,,
図書館,中央3番地,0160-00-1000

公民館,中央4番地,0160-00-1001
,,
体育館,中央5番地,0160-00-1002,ほか
,中央6番地,0160-00-1003
";
    let table = read(file.as_bytes());
    assert_eq!(
        told(file.as_bytes(), &table),
        ["2:1 csv-row", "4:1 csv-row", "6:1 csv-row", "7:1 csv-row", "8:1 csv-row"]
    );
    assert_eq!(table.value.rows.iter().map(|row| row.text("name")).collect::<Vec<_>>(), ["図書館", "公民館"]);
    let errors = table.findings.iter().filter(|finding| finding.level == Level::Error).count();
    assert_eq!(errors, 2);
    let file = "イベント名,開始日,場所名称\n雪まつり,,広場\n";
    assert_eq!(told(file.as_bytes(), &read(file.as_bytes())), ["2:6 csv-row"]);
    let file = "NO,名称,住所\n1,図書館,中央3番地\n1,公民館,中央4番地\n";
    let table = read(file.as_bytes());
    assert_eq!(told(file.as_bytes(), &table), ["3:1 csv-duplicate"]);
    assert_eq!((table.value.rows[0].text("id"), table.value.rows[1].text("id")), ("1", ""));
}

#[test]
fn both_generations_of_every_sort_are_known_by_their_header() {
    for profile in Profiles::new([]).value.iter() {
        let header: Vec<&str> = profile.columns.iter().map(|(header, _)| header.as_str()).collect();
        assert_eq!(read(header.join(",").as_bytes()).value.sort, Some(profile.sort), "{}", profile.title);
        // One column more or less makes no other table of it.
        let fewer = format!("{},独自の列", header[..header.len() - 2].join(","));
        assert_eq!(read(fewer.as_bytes()).value.sort, Some(profile.sort), "{}", profile.title);
    }
    for stranger in ["名前,数\nあ,1\n", "", "\n\n\n", "駅,発車\n灯野,7:10\n"] {
        let table = read(stranger.as_bytes());
        assert_eq!((table.value.sort, table.value.rows.len(), table.findings.len()), (None, 0, 0), "{stranger}");
    }
}

#[test]
fn what_is_written_reads_as_it_was() {
    let profiles = Profiles::new([]).value;
    for (name, file) in [
        (
            "facility",
            "都道府県コード又は市区町村コード,NO,名称,名称_カナ,種別,住所,緯度,経度,電話番号,バリアフリー情報,開始時間,終了時間,駐車台数,備考\n\
             999997,1,図書館,トショカン,図書館,灯野町中央3番地,36.2,138.1,0160-00-1000,多目的トイレ;車椅子可,09:00,18:00,12台,\"月曜休み, 祝日も\n休み\"\n\
             999997,2,公民館,コウミンカン,,,,,,,日没,,,\n",
        ),
        (
            "event",
            "NO,イベント名,イベント名_カナ,開始日,終了日,開始時間,終了時間,料金（基本）,定員,主催者,場所名称,対象\n\
             1,雪まつり,ユキマツリ,2027-02-06,2027-02-07,10:00,15:00,無料,\"1,200\",灯野町,役場前の広場,だれでも\n",
        ),
    ] {
        let first = read(file.as_bytes()).value;
        let written = write::csv(&profiles, profiles.get(&format!("recommended-{name}")).unwrap(), &first.rows);
        let again = read(written.as_bytes());
        assert!(written.ends_with("\r\n") && !written.contains("\n\n"), "{written}");
        let plain = |rows: &[Row]| rows.iter().map(|row| (row.fields.clone(), row.other.clone())).collect::<Vec<_>>();
        assert_eq!(plain(&again.value.rows), plain(&first.rows), "{written}");
        assert!(first.rows.iter().any(|row| !row.fields.is_empty()));
    }
    assert_eq!(write::full_width_kana("ﾄｳﾉとしょかん"), "トウノトショカン");
}
