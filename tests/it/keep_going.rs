//! `build --keep-going`: a page with an error is not written anew, and what is said of it is what happens.
use std::fs;

use crate::support::room::{Room, tree};

const FINE: &str = "---\ntitle: ごみ\ndescription: 説明\n---\n\n本文です。\n";

/// A guide with a page `content/life/p.md` that was built once with `before`, and then with `after`.
#[track_caller]
fn check(before: Option<&str>, after: &str, stays: bool) -> (Room, String) {
    let room = Room::with_guide();
    if let Some(before) = before {
        room.write("content/life/p.md", before);
        assert_eq!(room.run(&["build"]).code, 0);
    }
    let page = || fs::read(room.path("public/life/p/index.html")).ok();
    let published = page();
    room.write("content/life/p.md", after);
    let said = room.run(&["build", "--keep-going"]);
    assert_eq!(said.code, 1, "{}", said.err);
    assert_eq!(page(), published.filter(|_| stays), "{after}\n{}{}", said.out, said.err);
    let told = if stays {
        "前に公開した内容のまま：content/life/p.md"
    } else {
        "載せていません：content/life/p.md"
    };
    assert!(said.out.contains(told), "{}\n{}", said.out, said.err);
    assert!(!said.err.contains("公開されません"), "{}", said.err);
    // Nothing of the new text is anywhere.
    for (name, bytes) in tree(&room.path("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("秘密"), "{name}");
    }
    for list in ["life/index.html", "sitemap.xml", "feed.xml"] {
        assert!(!room.read(&format!("public/{list}")).contains("life/p/"), "{list}");
    }
    (room, said.out)
}

#[test]
fn a_page_with_any_error_stays_as_it_was_or_is_absent() {
    for after in [
        "---\ntitle: 秘密\npublish_from: 2027年4月1日\n---\n\n秘密の本文。\n",
        "---\ntitle: [秘密\n---\n\n秘密の本文。\n",
        "---\ntitle: 秘密\n\n秘密の本文。\n",
        "\n---\ntitle: 秘密\n---\n\n秘密の本文。\n",
        "+++\ntitle = \"秘密\"\n+++\n\n秘密の本文。\n",
        "---\n題名: 秘密\n---\n\n秘密の本文。\n",
        "---\ntitle: 秘密\n---\n\n[秘密](nai.md)\n",
        "---\ntitle: 秘密\ntags: [秘密]\nweight: 一番\n---\n\n秘密の本文。\n",
    ] {
        check(None, after, false);
        check(Some(FINE), after, true);
    }
}

#[test]
fn nothing_stays_of_a_page_with_something_personal_or_of_a_draft() {
    let number = ["090", "0000", "1234"].join("-");
    let personal = format!("---\ntitle: 秘密\n---\n\n[秘密](nai.md) 秘密の電話 {number}\n");
    check(Some(FINE), &personal, false);
    check(None, &personal, false);
    let room = Room::with_guide();
    room.write("content/life/p.md", FINE);
    room.run(&["build"]);
    room.write("content/life/p.md", "---\ntitle: ごみ\ndraft: true\nweight: 一番\n---\n");
    room.run(&["build", "--keep-going"]);
    assert!(!room.path("public/life/p").exists());
}

#[test]
fn what_a_page_loads_stays_with_it() {
    let room = Room::with_guide();
    room.write("content/life/form.pdf", "%PDF-1.7");
    room.write("content/life/p.md", "---\ntitle: ごみ\naliases: [old/]\n---\n\n[用紙](form.pdf)\n");
    assert_eq!(room.run(&["build"]).code, 0);
    room.write("content/life/p.md", "---\ntitle: ごみ\naliases: [old/]\n---\n\n[用紙](form.pdf) [ない](nai.md)\n");
    assert_eq!(room.run(&["build", "--keep-going"]).code, 1);
    for path in ["life/p/index.html", "old/index.html"] {
        assert!(room.path("public").join(path).is_file(), "{path}");
    }
    // A file is published under a plain name with a mark of its content.
    let is_form = |(path, _): &(String, Vec<u8>)| path.starts_with("life/form-") && path.ends_with(".pdf");
    assert!(tree(&room.path("public")).iter().any(is_form));
    // It is still known as ours: mended, everything is written anew, and what goes goes.
    room.write("content/life/p.md", "---\ntitle: ごみ\n---\n\n本文です。\n");
    assert_eq!(room.run(&["build"]).code, 0);
    assert!(room.path("public/life/p/index.html").is_file());
    assert!(!tree(&room.path("public")).iter().any(is_form) && !room.path("public/old").exists());
}

#[test]
fn a_section_whose_settings_are_in_doubt_takes_its_pages_with_it() {
    let room = Room::with_guide();
    room.write("content/life/_index.md", "---\ntitle: くらし\nslug: kurashi\npublish_from: 2027年4月1日\n---\n");
    let said = room.run(&["build", "--keep-going"]);
    assert_eq!(said.code, 1);
    assert!(room.path("public/index.html").is_file() && !room.path("public/kurashi").exists(), "{}", said.out);
    room.write("content/life/_index.md", "---\ntitle: くらし\nslug: kurashi\n---\n\n[ない](nai.md)\n");
    room.run(&["build", "--keep-going"]);
    // The pages stand where they belong, though the section's own page is not there.
    assert!(room.path("public/kurashi/a/index.html").is_file() && !room.path("public/kurashi/index.html").exists());
    let before = tree(&room.path("public"));
    room.write("content/life/_index.md", "---\ntitle: [くらし\n---\n");
    let said = room.run(&["build", "--keep-going"]);
    assert!(said.err.contains("書き出しませんでした") && tree(&room.path("public")) == before, "{}", said.err);
}

#[test]
fn an_error_of_the_site_itself_stops_everything() {
    let room = Room::with_guide();
    room.run(&["build"]);
    let before = tree(&room.path("public"));
    room.write("content/life/a.md", FINE);
    room.write("site.toml", "title = \"例");
    let said = room.run(&["build", "--keep-going"]);
    assert!(said.code == 1 && said.err.contains("「site.toml」のエラーは"), "{}", said.err);
    assert!(tree(&room.path("public")) == before);
}

#[test]
fn pages_go_on_leading_to_one_that_stays() {
    let room = Room::with_guide();
    room.run(&["build"]);
    room.write("content/life/b.md", "---\ntitle: ガス\n---\n\n[ない](nai.md)\n");
    room.run(&["build", "--keep-going"]);
    let links = |page: &str| room.read(page).contains("href=\"../b/\"");
    assert!(links("public/life/a/index.html") && room.path("public/life/b/index.html").is_file());
}
