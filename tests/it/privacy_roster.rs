//! The salon's nicknames in a build: found in whatever people write, never shown, and told where nobody could look for
//! them.
use crate::support::{TestSite, page, room::Room};
use shirube::report::format::{self, Format};

const PEOPLE: &str = ".shirube/salon/people.jsonl";
const NOTES: &str = ".shirube/salon/people.toml";
const NAME: &str = "しおかぜ55";

fn person(names: &[&str]) -> String {
    serde_json::json!({"id": "U0123ABCD", "shown": names[0], "names": names}).to_string() + "\n"
}

fn found(site: &TestSite) -> usize {
    site.snapshot.findings.iter().filter(|finding| finding.message.ja.contains("[NICKNAME]")).count()
}

#[test]
fn a_nickname_is_found_wherever_somebody_writes_it_and_no_report_shows_it() {
    let body = |text: &str| page("title: 例", text);
    for (path, text) in [
        ("content/a.md", body(&format!("{NAME}が書いていた話です。[切れた](nai.md)"))),
        ("content/a.md", body("しおかぜ<b>55</b>の話です。")),
        ("content/a.md", body(&format!("ありがとう@{NAME}"))),
        ("content/a.md", page(&format!("title: {NAME}の話"), "本文です。")),
        ("content/a.md", page(&format!("title: 例\nextra: {{ by: {NAME} }}"), "本文です。")),
        ("content/a.md", body(&format!("![{NAME}の畑](https://example.jp/a.jpg)"))),
        ("content/a.md", body(&format!("## {NAME} {{.answer role=resident}}\n\n寒いです。"))),
        ("data/list.csv", format!("名前,数\n{NAME},1\n")),
        ("site.toml", format!("title = \"例\"\ndescription = \"{NAME}\"\nbase_url = \"https://example.jp/\"\n")),
        ("themes/shirube/strings/ja.toml", format!("home = \"{NAME}\"\n")),
    ] {
        let site =
            TestSite::new(&[(PEOPLE, &person(&[NAME])), ("content/_index.md", &page("title: 上", "")), (path, &text)]);
        assert!(found(&site) > 0, "{path}\n{text}\n{:?}", site.findings());
        for format in [Format::Human, Format::Short, Format::Json] {
            assert!(!site.report(format).contains("しおかぜ"), "{text}\n{}", site.report(format));
        }
        let quotes = site.snapshot.findings.iter().flat_map(|finding| format::quotes(finding, &site.tree));
        let quoted: String = quotes.flat_map(|quote| quote.text.into_iter().chain([quote.fixed])).collect();
        assert!(!quoted.contains("しおかぜ"), "{text}\n{quoted}");
        site.assert_clean();
    }
}

#[test]
fn a_name_that_is_a_word_counts_only_as_a_name() {
    let config = "title = \"例\"\nbase_url = \"https://example.jp/\"\n[municipality]\nname = \"灯野町\"\n[contacts.iju]\n\
        name = \"灯野町役場 移住交流課\"\n";
    for (name, text, expected) in [
        ("さくら", "さくらが咲くころ、さくら公園に集まります。", 0),
        ("さくら", "さくらさんに聞きました。", 1),
        ("先輩", "先輩の話を聞く会です。", 0),
        ("こもれび", "こもれびの道を歩きます。", 1),
        ("移住交流課", "移住交流課へどうぞ。", 0),
        ("高橋", "高橋町の桜は見事です。", 0),
        ("カモメ", "カモメールの話です。", 0),
        ("佐倉井", "佐倉井が書いています。", 1),
        ("たぬき堂@移住3年目", "たぬき堂が書いています。", 1),
    ] {
        let mut site = TestSite::new(&[
            ("site.toml", config),
            (PEOPLE, &person(&[name])),
            ("content/a.md", &page("title: 例", text)),
        ]);
        assert_eq!(found(&site), expected, "{name} {text} {:?}", site.findings());
        // The editor says that it is a word.
        site.write(NOTES, format!("common = [\"{}\"]\n", name.split('@').next().unwrap()));
        assert_eq!(found(&site), usize::from(text.contains("さん")), "{name} {text} {:?}", site.findings());
        site.assert_clean();
    }
}

#[test]
fn where_nobody_could_look_it_is_said_once() {
    let room = Room::with_guide();
    let unknown = |room: &Room, command: &str| room.run(&[command]).err.matches("呼び名は確かめていません").count();
    assert_eq!([unknown(&room, "build"), unknown(&room, "check")], [0, 0], "no page is from the salon");
    for name in ["a", "b"] {
        room.write(
            &format!("content/qa/{name}.md"),
            page("kind: qa\ntitle: 問い\nsource: salon:7F3K2M9QPA", "本文です。"),
        );
    }
    assert_eq!([unknown(&room, "build"), unknown(&room, "check")], [1, 1]);
    assert_eq!((room.run(&["build"]).code, room.run(&["check"]).code), (0, 0), "it is no fault");
    assert!(serde_json::from_str::<serde_json::Value>(&room.run(&["check", "--format", "json"]).out).is_ok());
    room.write(PEOPLE, person(&[NAME]));
    assert_eq!([unknown(&room, "build"), unknown(&room, "check")], [0, 0]);
    room.write("content/life/a.md", page("title: 水道", &format!("{NAME}に聞きました。")));
    let checked = room.run(&["check"]);
    assert!(checked.code == 1 && checked.err.contains("[NICKNAME]"), "{}{}", checked.out, checked.err);
    assert!(!format!("{}{}", checked.out, checked.err).contains("しおかぜ"), "{}{}", checked.out, checked.err);
}
