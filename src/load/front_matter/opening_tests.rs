//! What tries to be settings, and what is text.

use super::*;
use crate::load::front_matter::{KEYS, load as read, other_names};

/// Whether a file is left out, and the codes of what is said.
fn told(text: &str) -> (bool, Vec<&'static str>) {
    let read = read(&SourcePath::new("content/life/a.md"), text);
    (read.broken, read.findings.iter().map(|finding| finding.code).collect())
}

/// The file as `check --fix` leaves it.
fn mended(text: &str) -> Option<String> {
    let read = read(&SourcePath::new("content/life/a.md"), text);
    let edit = read.findings.iter().find_map(|finding| finding.fix.clone().filter(|edit| edit.safe))?;
    Some(format!("{}{}{}", &text[..edit.span.start], edit.text, &text[edit.span.end..]))
}

const SECRET: &str = "title: 準備中の補助金\ndescription: まだ出さない\ndraft: true\n";

#[test]
fn whoever_tries_to_have_settings_is_told_and_left_out() {
    for (before, fence) in [
        ("\n", "---"),
        ("\n\n\u{3000}\n", "---"),
        ("\u{feff}", "---"),
        ("\u{200b}", "---"),
        (" ", "---"),
        ("\u{3000}", "---"),
        ("\t", "---"),
        ("<!-- メモ -->\n", "---"),
        ("<!--\nメモ\n-->\n\n", "---"),
        ("<!-- メモ --> ", "---"),
        ("", "----"),
        ("", "-----------"),
        ("", "--"),
        ("", "―――"),
        ("", "—"),
        ("", "———"),
        ("", "––-"),
        ("", "－－－"),
        ("", "ーーー"),
        ("", "───"),
        ("", "--- ---"),
        ("", "- - -"),
        ("", "___"),
        ("", "***"),
        ("", "==="),
        ("", "~~~"),
        ("", "```"),
        ("", "---\u{200b}"),
        ("# 見出し\n\n", "---"),
        ("一言。\n\n", "---"),
    ] {
        let text = format!("{before}{fence}\n{SECRET}{fence}\n\n秘密の本文。\n");
        let (is_broken, codes) = told(&text);
        assert!(is_broken && codes == ["front-matter-start"], "{text}\n{codes:?}");
    }
}

#[test]
fn other_fences_and_none_at_all_are_told() {
    for text in [
        "---yaml\ntitle: 例\ndraft: true\n---\n",
        "``` yaml\ntitle: 例\ndraft: true\n```\n",
        "```markdown\n---\ntitle: 例\ndraft: true\n---\n本文\n```\n",
        "title: 例\ndraft: true\n\n本文\n",
        "draft: true\n\n本文\n",
        "title: 例\ndraft: true\n---\n\n本文\n",
        "<!--\ntitle: 例\ndraft: true\n-->\n\n本文\n",
        "<!--\n---\ntitle: 例\n---\n-->\n\n本文\n",
        "<!-- draft: true -->\n---\n\n本文\n",
        "> ---\n> title: 例\n> draft: true\n> ---\n\n本文\n",
        ">---\n>draft: true\n>---\n本文\n",
        "> title: 例\n> draft: true\n\n本文\n",
        "#+TITLE: 例\n#+DRAFT: true\n\n本文\n",
        "#+DRAFT: true\n\n本文\n",
        "----\ntitle: 例\ndraft: true\n\n本文\n",
        "―――\n\ntitle: 例\n\ndraft: true\n\n―――\n本文\n",
        "－－－\nタイトル：例\n下書き：はい\n－－－\n本文\n",
    ] {
        let (is_broken, codes) = told(text);
        assert!(is_broken && codes == ["front-matter-start"], "{text}\n{codes:?}");
    }
}

#[test]
fn other_forms_of_settings_are_told() {
    for text in [
        "+++\ntitle = \"例\"\ndraft = true\n+++\n本文\n",
        "\n+++\ntitle = \"例\"\ndraft = true\n+++\n本文\n",
        "＋＋＋\ntitle = \"例\"\n＋＋＋\n本文\n",
        "+++\ntitle = \"例\ndraft = true\n+++\n本文\n",
        "+++\ntitle = \"例\"\n\n本文\n",
        "{\n  \"title\": \"例\",\n  \"draft\": true\n}\n本文\n",
        "{\"title\": \"例\"}\n本文\n",
        "{\n  \"title\": \"例\n}\n",
        "{\ntitle: 例,\ndraft: true\n}\n",
    ] {
        let (is_broken, codes) = told(text);
        assert!(is_broken && codes == ["front-matter-format"], "{text}\n{codes:?}");
    }
}

#[test]
fn settings_that_are_opened_and_not_closed_are_left_out() {
    for text in [
        "---\ntitle: 例\ndraft: true\n\n本文です。\n",
        "---\ntitle: 例\ndraft: true\n----\n本文です。\n",
        "---\ntitle: 例\n―――\n本文です。\n",
        "---\ntitle: 例\n ---\n本文です。\n",
        "---\ntitle: 例\n...\n本文です。\n",
        "---\ntitle: 例\n\n本文です。\n\n---\n\n続きです。\n",
        "---\ntitle: 例\n# 見出し\n\n本文です。\n\n---\n",
    ] {
        let (is_broken, codes) = told(text);
        assert!(is_broken && codes == ["front-matter-open"], "{text}\n{codes:?}");
    }
}

#[test]
fn ordinary_text_stays_ordinary() {
    for text in [
        "---\n\n本文です。\n",
        "---\n本文です。\n",
        "---\n\n本文です。\n\n---\n\n続きです。\n",
        "---\n\n# 見出し\n\n本文です。時間：9時から\n\n---\n",
        "\n---\n\n本文です。\n",
        "***\n\n本文です。\n",
        "―――\n\n雪の話。\n\n―――\n",
        "＋＋＋\n\n本文です。\n",
        "# 見出し\n\n---\n\n本文です。\n",
        "# 見出し\n\n日時：4月1日\n\n---\n\n場所：公民館\n",
        "日時：4月1日\n場所：公民館\n",
        "問い合わせ先：役場\n\n本文\n",
        "<!-- メモ -->\n\n本文です。\n",
        "{灯野|とうの}町の話です。\n",
        "```\n9:00 開館\n```\n",
        "# 設定の書き方\n\n```\n---\ntitle: 例\ndraft: true\n---\n```\n",
        "- 一つ\n- 二つ\n",
        "+ 日時：4月1日\n+ 場所：公民館\n",
        "> 日時：4月1日\n> 場所：公民館\n\n本文\n",
        "> 引用です。\n>\n> ---\n>\n> 続きです。\n",
        "> ---\n> 引用です。\n\n本文\n",
        "| 表 | 表 |\n|---|---|\n",
        "題\n===\n\n本文\n",
        "***強い*** 文です。\n",
        "Note: this is text.\n\nMore.\n",
        "",
    ] {
        assert_eq!(told(text), (false, Vec::new()), "{text}");
    }
}

#[test]
fn what_has_one_meaning_is_mended() {
    for (text, expected) in [
        ("\n\n---\ntitle: 例\n---\n本文\n", Some("---\ntitle: 例\n---\n本文\n")),
        (" ---\ntitle: 例\n ---\n\n本文\n", Some("---\ntitle: 例\n---\n\n本文\n")),
        ("―――\ntitle: 例\n―――\n本文\n", Some("---\ntitle: 例\n---\n本文\n")),
        ("---\ntitle: 例\n----\n本文\n", Some("---\ntitle: 例\n---\n本文\n")),
        ("<!-- メモ -->\n---\ntitle: 例\n---\n本文\n", None),
        ("----\ntitle: 例\n\n本文\n", None),
        (
            "+++\ntitle = \"手続き: 水道\"\ndate = 2026-04-01\ndraft = true # まだ\n# メモ\n[taxonomies]\ntags = [\"雪\"]\n\
             [extra]\nmood = \"#1\"\n+++\n本文\n",
            Some(
                "---\n# まだ\n# メモ\ntitle: '手続き: 水道'\ndate: 2026-04-01\ndraft: true\ntags:\n- 雪\nextra:\n  \
                 mood: '#1'\n---\n本文\n",
            ),
        ),
        ("{\"title\": \"例\", \"weight\": 3}\n本文\n", Some("---\ntitle: 例\nweight: 3\n---\n本文\n")),
    ] {
        let mended = mended(text);
        assert_eq!(mended.as_deref(), expected, "{text}");
        if let Some(mended) = mended {
            assert_eq!(told(&mended), (false, Vec::new()), "{mended}");
        }
    }
}

#[test]
fn what_other_people_call_a_key_leads_to_one() {
    assert!(other_names::NAMES.len() >= 25);
    for other in other_names::NAMES {
        assert!(KEYS.contains(&other.key) && !KEYS.contains(&other.name), "{}", other.name);
    }
}
