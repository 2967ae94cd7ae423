//! `shirube theme eject`: a file of the theme beside the site's own, which changes nothing until it is changed.
use std::fs;

use shirube::{authoring::eject::take_out, input::embedded, report::message::Lang};

use crate::support::{TestSite, page, room::Room, session::Session};

#[test]
fn a_file_is_taken_out_changed_and_given_back() {
    let mut session = Session::in_room(Room::with_guide());
    session.run(&["theme", "eject", "base.html"]);
    session.run(&["theme", "eject", "templates/base.html"]);
    session.run(&["check"]);
    session.run(&["theme", "eject", "themes/shirube/strings/ja.toml"]);
    session.run(&["theme", "eject", "bese.html"]);
    session.run(&["theme", "eject", "../../etc/passwd"]);
    session.run(&["theme", "eject", "share.jpg", "--print"]);
    session.run(&["theme", "eject", "ruby_toggle.html", "--print"]);
    // Of an older version: another print stands in it.
    let name = "themes/shirube/templates/base.html";
    let text = session.room.read(name);
    let print = text.split_whitespace().nth(5).unwrap()[..16].to_owned();
    session.room.write(name, text.replacen(&print, "0123456789abcdef", 1));
    session.hide(&print, "[PRINT]");
    session.run(&["check"]);
    session.assert_is("theme-eject");
}

#[test]
fn all_files_are_listed_with_a_line_each() {
    let room = Room::with_guide();
    room.run(&["theme", "eject", "site.css"]);
    for (lang, taken) in [("ja", "（取り出しずみ）"), ("en", "(taken out)")] {
        let said = room.run(&["theme", "eject", "--lang", lang]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        let line = |name: &str| said.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
        assert!(line("assets/css/site.css").ends_with(taken), "{}", said.out);
        for path in embedded::theme().files.keys().filter_map(|path| path.as_str().strip_prefix("themes/shirube/")) {
            let told = line(path).trim().trim_start_matches(path).trim().to_owned();
            assert_eq!(!told.is_empty(), path != "theme.toml", "{path}: {told}");
        }
    }
    let help = shirube::cli::command(Lang::Ja).find_subcommand("theme").unwrap().clone().render_help().to_string();
    assert!(help.contains("eject"), "{help}");
}

#[test]
fn whatever_is_taken_out_changes_no_page() {
    let files = [
        ("content/_index.md", page("title: 例", "はじめに。")),
        ("content/a.md", page("title: 水道", "{灯野|とうの}の水道です。")),
    ];
    let mut site = TestSite::new(&files.each_ref().map(|(path, text)| (*path, text.as_str())));
    let before = site.html("/a/");
    for path in embedded::theme().files.keys() {
        let inner = path.as_str().strip_prefix("themes/shirube/").unwrap();
        if inner.contains('/') {
            let (path, bytes) = take_out(&site.tree, "shirube", inner);
            site.tree.insert(path.as_str(), bytes);
        }
    }
    site.build();
    assert_eq!(site.findings(), Vec::<String>::new());
    // Only the names of files follow their bytes.
    let plain = |html: &str| regex::Regex::new(r"\.[0-9a-f]{8}\.").unwrap().replace_all(html, ".").into_owned();
    assert_eq!(plain(&site.html("/a/")), plain(&before));
}

#[test]
fn a_theme_of_ones_own_gets_what_it_shows_now() {
    let room = Room::with_guide();
    room.write("site.toml", "title = \"例\"\nbase_url = \"https://example.jp/\"\ntheme = \"machi\"\n");
    room.write("themes/machi/theme.toml", "name = \"machi\"\nextends = \"parent\"\n");
    room.write("themes/parent/templates/guide.html", "<h1>{{ page.title }}</h1>");
    let said = room.run(&["theme", "eject", "guide.html"]);
    assert_eq!((said.code, said.out.trim()), (0, "themes/machi/templates/guide.html"), "{}", said.err);
    assert_eq!(room.read("themes/machi/templates/guide.html"), "<h1>{{ page.title }}</h1>");
    room.run(&["theme", "eject", "section.html"]);
    assert!(room.read("themes/machi/templates/section.html").contains("shirube theme eject templates/section.html"));
}

#[test]
fn the_words_of_a_new_language_begin_as_english_ones() {
    let room = Room::with_guide();
    let config = room.read("site.toml");
    let said = room.run(&["theme", "eject", "strings/fil.toml"]);
    assert!(said.code == 2 && said.err.contains("[languages.fil]"), "no such language is set up: {}", said.err);
    room.write("site.toml", format!("{config}[languages.fil]\nlabel = \"Filipino\"\n"));
    let said = room.run(&["theme", "eject", "strings/fil.toml"]);
    assert_eq!((said.code, said.out.trim()), (0, "themes/shirube/strings/fil.toml"), "{}", said.err);
    let text = room.read("themes/shirube/strings/fil.toml");
    assert!(text.contains("\n# home = \"Home\"\n") && text.contains("\n# event_fee = \"Fee\"\n"), "{text}");
    let told = |room: &Room| room.run(&["check"]).err;
    let before = told(&room);
    assert!(before.contains("missing-words") && !before.contains("ejected-older"), "{before}");
    room.write("themes/shirube/strings/fil.toml", text.replace("\n# home = \"Home\"", "\nhome = \"Tahanan\""));
    assert_ne!(told(&room), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_out_of_the_guide_or_over_a_file() {
    let outside = Room::new();
    outside.write("keep.txt", "keep");
    let room = Room::with_guide();
    std::os::unix::fs::symlink(outside.path(""), room.path("themes")).unwrap();
    let said = room.run(&["theme", "eject", "base.html"]);
    assert_eq!(said.code, 2, "{}", said.out);
    assert!(said.err.contains("ガイドの外"), "{}", said.err);
    assert_eq!(fs::read_dir(outside.path("")).unwrap().count(), 1);
    for (config, words) in [("theme = \"../out\"\n", "フォルダーの名前"), ("theme = \"machi", "読み取れません")]
    {
        let room = Room::with_guide();
        room.write("site.toml", config);
        let said = room.run(&["theme", "eject", "base.html"]);
        assert!(said.code == 2 && said.err.contains(words), "{config}: {}", said.err);
        assert!(!room.path("themes").exists(), "{config}");
    }
    let room = Room::with_guide();
    room.write("themes/shirube/templates/base.html", "mine");
    assert_eq!(room.run(&["theme", "eject", "base.html"]).code, 2);
    assert_eq!(room.read("themes/shirube/templates/base.html"), "mine");
}
