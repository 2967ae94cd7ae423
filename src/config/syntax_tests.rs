//! What breaks the form of `site.toml`, by the words and the place that an editor is told.

use super::*;
use crate::config::types::Config;

fn told(text: &str) -> String {
    let findings = Config::read(Some(text)).findings;
    let finding = findings.first().map(|finding| {
        let place = &finding.places[0];
        let before = &text[..place.span.unwrap().start];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{} {line}:{column} {}", finding.code, finding.message.ja)
    });
    finding.unwrap_or_default()
}

#[test]
fn what_breaks_the_form_is_named_with_its_place() {
    for (text, place, words) in [
        ("title = “灯野町”", "1:9", "「“」"),
        ("title = \"灯野町”\nlanguage = \"ja\"\n", "1:13", "「”」"),
        ("title = ”灯野町”", "1:9", "「”」"),
        ("a = \"x\"\ntitle = ‘灯野町’", "2:9", "「‘」"),
        ("title ＝ \"灯野町\"", "1:7", "全角"),
        ("title　= \"灯野町\"", "1:6", "全角の空白"),
        ("［municipality］\nname = \"灯野町\"", "1:1", "全角"),
        ("[municipality\nname = \"灯野町\"", "1:1", "閉じて"),
        (
            "footer = [\n  { label = \"a\", url = \"/\" }\n  { label = \"b\", url = \"/\" }\n]",
            "2:29",
            "「,」がありません",
        ),
        ("footer = [{ label = \"a\" url = \"/\" }]", "1:24", "「,」がありません"),
        ("[html]\nallow = [\"kbd\" \"mark\"]", "2:15", "「,」がありません"),
        ("[html]\nallow = [\"kbd\"、\"mark\"]", "2:15", "全角"),
        ("[html]\nallow = [\"kbd\",\n[build]\npaginate = 3", "2:9", "閉じて"),
        ("title = \"灯野町\nlanguage = \"ja\"", "1:9", "閉じて"),
        ("title \"灯野町\"", "1:6", "「=」"),
        ("title = 灯野町", "1:9", "囲まれて"),
        ("title = \"a\"\ntitle = \"b\"", "2:1", "同じ項目"),
    ] {
        let said = told(text);
        assert!(said.starts_with(&format!("config-syntax {place} ")) && said.contains(words), "{text}: {said}");
    }
    assert_eq!(told("title = \"“灯野町”、＝［」\" # ＝“\n[html]\nallow = [\"kbd\", # ，\n \"mark\"]"), "");
}

proptest::proptest! {
    #[test]
    fn nothing_is_found_in_a_text_that_can_be_read(
        text in concat!(
            "((title|a|b.c|\"d\") = (\"x“\"|'y'|3|true|\\[\"a\", \"b\",?\\]",
            "|\\{ e = 1, f = \"g\" \\}|2026-10-01)( # ＝)?\n|\\[t\\]\n|\n){0,6}",
        ),
    ) {
        if toml::de::DeTable::parse(&text).is_ok() {
            proptest::prop_assert!(Lexer::new(&text).first_fault().is_none(), "{}", text);
        }
    }

    #[test]
    fn nothing_panics(text in "[a-z“”＝，\\[\\]{}=\",#'\n あ　\\\\]{0,60}") {
        drop(Lexer::new(&text).first_fault());
    }
}
