//! The eighteen situations in which an editor needs help: what is said, where, and the fix, in all three forms, each as
//! a terminal session (see [`crate::support::session`] for how to look at changed ones and to update them).
use crate::support::{PNG, page, room::Room, session::Session};

/// Pages that the situations refer to, and the smallest configuration.
const OTHERS: &[(&str, &str)] = &[
    ("site.toml", "title = \"例のガイド\"\nbase_url = \"https://example.jp/\"\n"),
    ("content/_index.md", "---\ntitle: トップ\n---\n"),
    ("content/life/_index.md", "---\ntitle: くらし\n---\n"),
    ("content/sumai/_index.md", "---\ntitle: 住まい\n---\n"),
    ("content/sumai/rent.md", "---\ntitle: 家賃の目安\n---\n\n## 料金\n\n## 申込み\n\n## 持ち物\n"),
];

#[track_caller]
fn check(name: &str, files: &[(&str, &[u8])]) {
    let room = Room::new();
    OTHERS.iter().for_each(|(path, text)| room.write(path, text));
    let mut session = Session::in_room(room);
    for (path, bytes) in files {
        session.write(path, bytes);
    }
    session.run(&["check"]);
    session.run(&["check", "--format", "short"]);
    session.run(&["check", "--format", "json"]);
    session.assert_is(name);
}

/// A page `content/life/a.md` with this front matter and text.
#[track_caller]
fn check_page(name: &str, front: &str, text: &str) {
    check(name, &[("content/life/a.md", page(front, text).as_bytes())]);
}

#[test]
fn s01_a_colon_in_a_value() {
    check_page("01-yaml-colon", "title: 手続き: 水道", "本文です。");
}

#[test]
fn s02_a_full_width_colon() {
    check_page("02-full-width-colon", "title：水道", "本文です。");
}

#[test]
fn s03_a_full_width_space() {
    check_page("03-full-width-space", "\u{3000}title: 水道", "本文です。");
}

#[test]
fn s04_front_matter_that_is_not_closed() {
    check("04-front-matter-open", &[("content/life/a.md", "---\ntitle: 水道\nweight: 1\n\n本文です。\n".as_bytes())]);
}

#[test]
fn s05_a_misspelled_key() {
    check_page("05-unknown-key", "titel: 水道", "本文です。");
}

#[test]
fn s06_a_date_in_another_form() {
    check_page("06-date-form", "title: 水道\ndate: 令和8年4月1日", "本文です。");
}

#[test]
fn s07_a_word_for_a_number() {
    check_page("07-wrong-type", "title: 水道\nweight: 一番", "本文です。");
}

#[test]
fn s08_a_slip_in_a_link() {
    check_page("08-dead-link-near", "title: 水道", "[家賃](../sumai/rentt.md)をご覧ください。");
}

#[test]
fn s09_a_link_to_nothing() {
    check_page("09-dead-link-nothing", "title: 水道", "[ごみ](gomi.md)と[ない](/life/nai/)をご覧ください。");
}

#[test]
fn s10_a_missing_anchor() {
    check_page("10-dead-anchor", "title: 水道", "[料金](../sumai/rent.md#ryokin)をご覧ください。");
}

#[test]
fn s11_a_picture_in_other_letters() {
    check(
        "11-picture-case",
        &[
            ("content/life/a.md", page("title: 水道", "![水道の元栓](photo.jpg)").as_bytes()),
            ("content/life/Photo.JPG", PNG),
        ],
    );
}

#[test]
fn s12_an_unknown_block_and_template_syntax() {
    check_page("12-unknown-block", "title: 水道", "> [!NOTEE]\n> 注意です。\n\n{{< youtub x >}}");
}

#[test]
fn s13_a_name_that_the_template_does_not_have() {
    let page = page("title: 水道", "本文です。");
    check(
        "13-template-error",
        &[
            ("content/life/a.md", page.as_bytes()),
            ("themes/shirube/templates/guide.html", "<!doctype html>\n<h1>灯野町 {{ page.titel }}</h1>\n".as_bytes()),
        ],
    );
}

#[test]
fn s14_two_pages_with_one_url() {
    let page = page("title: 水道\nslug: same", "本文です。");
    check("14-duplicate-url", &[("content/life/a.md", page.as_bytes()), ("content/life/b.md", page.as_bytes())]);
}

#[test]
fn s15_a_file_in_shift_jis() {
    // 「---\ntitle: 灯野\n---\n\n本文」
    check(
        "15-shift-jis",
        &[("content/life/a.md", b"---\ntitle: \x93\x94\x96\xec\n---\n\n\x96\x7b\x95\xb6\x82\xc5\x82\xb7\x81\x42\n")],
    );
}

#[test]
fn s15b_a_file_that_is_no_text() {
    check("15-no-text", &[("content/life/a.md", b"---\ntitle: \xff\xfd\xff\n---\n")]);
}

#[test]
fn s16_three_broken_files() {
    check(
        "16-three-files",
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
        "17-no-weight",
        &[
            ("content/life/a.md", page("title: 水道", "本文です。").as_bytes()),
            ("content/life/b.md", page("title: ガス\nweight: 10", "本文です。").as_bytes()),
        ],
    );
}

#[test]
fn s18_a_tab() {
    check_page("18-yaml-tab", "title: 水道\ntags:\n\t- 雪", "本文です。");
}
