//! The eighteen situations in which an editor needs help: what is said, where, and the fix, in all three forms.
//!
//! The expected texts lie in `tests/situations/`, one file each. To look at changed ones, run with
//! `SITUATIONS=overwrite` and read the difference.
use std::{fs, path::Path};

use crate::support::TestSite;
use shirube::report::Format;

/// Pages that the situations refer to.
const OTHERS: &[(&str, &str)] = &[
    ("content/_index.md", "---\ntitle: トップ\n---\n"),
    ("content/life/_index.md", "---\ntitle: くらし\n---\n"),
    ("content/sumai/_index.md", "---\ntitle: 住まい\n---\n"),
    ("content/sumai/rent.md", "---\ntitle: 家賃の目安\n---\n\n## 料金\n\n## 申込み\n\n## 持ち物\n"),
];

#[track_caller]
fn check(number: u32, name: &str, files: &[(&str, &[u8])]) {
    let mut site = TestSite::new(OTHERS);
    for (path, bytes) in files {
        site.tree.insert(path, bytes);
    }
    site.build();
    let shown = format!("{}\n-- short\n{}\n-- json\n{}", site.report(Format::Human), site.report(Format::Short), site.report(Format::Json));
    let summary = shirube::report::summary(&site.snapshot.findings, shirube::say::Tongue::Ja);
    let shown = format!("{summary}\n\n{shown}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/situations/{number:02}-{name}.txt"));
    if std::env::var_os("SITUATIONS").is_some() {
        fs::write(&path, &shown).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert_eq!(shown, expected, "{}", path.display());
}

/// A page `content/life/a.md` with this front matter and text.
#[track_caller]
fn page(number: u32, name: &str, front: &str, text: &str) {
    check(number, name, &[("content/life/a.md", crate::support::page(front, text).as_bytes())]);
}

#[test]
fn s01_a_colon_in_a_value() {
    page(1, "yaml-colon", "title: 手続き: 水道", "本文です。");
}

#[test]
fn s02_a_full_width_colon() {
    page(2, "full-width-colon", "title：水道", "本文です。");
}

#[test]
fn s03_a_full_width_space() {
    page(3, "full-width-space", "\u{3000}title: 水道", "本文です。");
}

#[test]
fn s04_front_matter_that_is_not_closed() {
    check(4, "front-matter-open", &[("content/life/a.md", "---\ntitle: 水道\nweight: 1\n\n本文です。\n".as_bytes())]);
}

#[test]
fn s05_a_misspelled_key() {
    page(5, "unknown-key", "titel: 水道", "本文です。");
}

#[test]
fn s06_a_date_in_another_form() {
    page(6, "date-form", "title: 水道\ndate: 令和8年4月1日", "本文です。");
}

#[test]
fn s07_a_word_for_a_number() {
    page(7, "wrong-type", "title: 水道\nweight: 一番", "本文です。");
}

#[test]
fn s08_a_slip_in_a_link() {
    page(8, "dead-link-near", "title: 水道", "[家賃](../sumai/rentt.md)をご覧ください。");
}

#[test]
fn s09_a_link_to_nothing() {
    page(9, "dead-link-nothing", "title: 水道", "[ごみ](gomi.md)と[ない](/life/nai/)をご覧ください。");
}

#[test]
fn s10_a_missing_anchor() {
    page(10, "dead-anchor", "title: 水道", "[料金](../sumai/rent.md#ryokin)をご覧ください。");
}

#[test]
fn s11_a_picture_in_other_letters() {
    check(
        11,
        "picture-case",
        &[
            ("content/life/a.md", crate::support::page("title: 水道", "![水道の元栓](photo.jpg)").as_bytes()),
            ("content/life/Photo.JPG", crate::support::PNG),
        ],
    );
}

#[test]
fn s12_an_unknown_block_and_template_syntax() {
    page(12, "unknown-block", "title: 水道", "> [!NOTEE]\n> 注意です。\n\n{{< youtub x >}}");
}

#[test]
fn s13_a_name_that_the_template_does_not_have() {
    let page = crate::support::page("title: 水道", "本文です。");
    check(
        13,
        "template-error",
        &[
            ("content/life/a.md", page.as_bytes()),
            ("themes/shirube/templates/guide.html", "<!doctype html>\n<h1>灯野町 {{ page.titel }}</h1>\n".as_bytes()),
        ],
    );
}

#[test]
fn s14_two_pages_with_one_url() {
    let page = crate::support::page("title: 水道\nslug: same", "本文です。");
    check(14, "duplicate-url", &[("content/life/a.md", page.as_bytes()), ("content/life/b.md", page.as_bytes())]);
}

#[test]
fn s15_a_file_in_shift_jis() {
    // 「---\ntitle: 灯野\n---\n\n本文」
    check(15, "shift-jis", &[("content/life/a.md", b"---\ntitle: \x93\x94\x96\xec\n---\n\n\x96\x7b\x95\xb6\x82\xc5\x82\xb7\x81\x42\n")]);
}

#[test]
fn s15b_a_file_that_is_no_text() {
    check(15, "no-text", &[("content/life/a.md", b"---\ntitle: \xff\xfd\xff\n---\n")]);
}

#[test]
fn s16_three_broken_files() {
    check(
        16,
        "three-files",
        &[
            ("content/life/a.md", "---\ntitle：水道\n---\n".as_bytes()),
            ("content/life/b.md", "---\ntitle: [ガス\n---\n".as_bytes()),
            ("content/life/c.md", "---\ntitle: 電気\n---\n\n[ない](nai.md)\n".as_bytes()),
        ],
    );
}

#[test]
fn s17_no_weight_among_weighted() {
    check(
        17,
        "no-weight",
        &[
            ("content/life/a.md", crate::support::page("title: 水道", "本文です。").as_bytes()),
            ("content/life/b.md", crate::support::page("title: ガス\nweight: 10", "本文です。").as_bytes()),
        ],
    );
}

#[test]
fn s18_a_tab() {
    page(18, "yaml-tab", "title: 水道\ntags:\n\t- 雪", "本文です。");
}
