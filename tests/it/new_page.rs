//! `shirube page`: a draft with every field of its kind, which builds, and which nothing publishes as it is.
use shirube::{authoring::new_page::kinds, render::page_kind::FieldForm};

use crate::support::{TestSite, options, room::Room};

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\n[contacts.iju]\nname = \"移住交流課\"\n\
                      phone = \"0160-00-1010\"\nhours = \"平日 午前9時から\"\n[topics.winter]\nlabel = \"冬\"\n";

#[test]
fn every_kind_begins_with_its_fields() {
    for kind in kinds() {
        let room = Room::new();
        room.write("site.toml", CONFIG);
        room.write("content/_index.md", "---\ntitle: 例\n---\n");
        let said = room.run(&["page", kind.name, "雪: 冬のしたく"]);
        assert_eq!(said.code, 0, "{}: {}", kind.name, said.err);
        let path = said.out.trim().to_owned();
        assert!(path.ends_with(&format!("{}-20261101.md", kind.name)), "{path}");
        let text = room.read(&path);
        assert!(text.contains("title: \"雪: 冬のしたく\"\n") && text.contains("\ndraft: true "), "{text}");
        for field in kind.fields.iter().filter(|field| !matches!(field.form, FieldForm::Calendar)) {
            let is_there =
                text.contains(&format!("\n{}:", field.name)) || text.contains(&format!("\n# {}:", field.name));
            assert!(is_there || field.name == "source", "{}: {}: {text}", kind.name, field.name);
        }
        // As it is, only what must be there is missed; with the examples nothing is, and nothing is published.
        let mut site = TestSite::new(&[("site.toml", CONFIG), (&path, &text)]);
        assert!(!site.paths().iter().any(|path| path.contains("20261101")), "{:?}", site.paths());
        site.options = options("2026-11-01", true);
        site.build();
        let errors = || site.findings().into_iter().filter(|finding| finding.contains("error"));
        let own: Vec<String> =
            errors().filter(|it| !it.contains("field-missing") && !it.contains("front-matter")).collect();
        assert!(own.is_empty(), "{}: {own:?}\n{text}", kind.name);
        let mut filled = text.clone();
        for field in kind.fields.iter().filter(|field| !field.required.is_empty()) {
            let empty = text.lines().find(|line| line.starts_with(&format!("{}:   #", field.name)));
            if let Some(line) = empty {
                filled = filled.replace(line, &format!("{}: {}", field.name, field.required));
            }
        }
        let missing = "field-missing";
        site.write(&path, filled.replace("draft: true ", "draft: false ")).build();
        assert!(!site.codes().contains(&missing), "{}: {:?}\n{filled}", kind.name, site.findings());
        // The fields that may be there are read as they are shown.
        let all = filled
            .replace("\n# ", "\n")
            .replace("必ず書く項目\n", "")
            .replace("書かなくてもよい項目（使うときは、行頭の「# 」を消します）\n", "");
        site.write(
            &path,
            all.replace(" / 中止 / 延期 / 変更 / 満員", "")
                .replace(" / 残りわずか / 終了", "")
                .replace(" / plain / candid", ""),
        )
        .build();
        let codes: Vec<_> = site
            .codes()
            .into_iter()
            .filter(|code| ["unknown-key", "yaml-syntax", "front-matter", "field-form"].contains(code))
            .collect();
        assert!(codes.is_empty(), "{}: {:?}\n{all}", kind.name, site.findings());
    }
}

#[test]
fn a_page_begins_where_its_kind_is_and_overwrites_nothing() {
    let room = Room::new();
    room.write("site.toml", CONFIG);
    room.write("content/event/a.md", "---\ntitle: 見学\nkind: event\n---\n");
    let run = |args: &[&str]| {
        let said = room.run(args);
        (said.code, said.out.trim().to_owned(), said.err)
    };
    assert_eq!(run(&["page", "event", "雪の見学"]).1, "content/event/event-20261101.md");
    assert_eq!(run(&["page", "event", "雪の見学"]).1, "content/event/event-20261101-2.md");
    assert_eq!(run(&["page", "event", "Snow Visit"]).1, "content/event/snow-visit.md");
    assert_eq!(run(&["page", "guide", "冬", "--out", "content/sumai/fuyu.md"]).1, "content/sumai/fuyu.md");
    let before = room.read("content/event/a.md");
    let (code, out, err) = run(&["page", "event", "見学", "--out", "content/event/a.md"]);
    assert!(code == 2 && out.is_empty() && err.contains("もうあります"), "{err}");
    assert_eq!(room.read("content/event/a.md"), before);
    for (args, words) in [
        (["page", "evnt", "見学"].as_slice(), "`event`"),
        (&["page", "home", "見学"], "guide、qa"),
        (&["page", "guide", "見学", "--out", "../a.md"], "content フォルダー"),
        (&["page", "guide", "見学", "--out", "content/a.txt"], ".md"),
    ] {
        let (code, _, err) = run(args);
        assert!(code == 2 && err.contains(words), "{args:?}: {err}");
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_where_a_link_leads_out_of_the_guide() {
    let room = Room::new();
    room.write("guide/site.toml", CONFIG);
    room.write("guide/content/a.md", "---\ntitle: 例\n---\n");
    std::fs::create_dir_all(room.path("outside")).unwrap();
    std::os::unix::fs::symlink(room.path("outside"), room.path("guide/content/link")).unwrap();
    for folder in ["", "guide"] {
        let mut page = room.command(&["page", "guide", "例", "--root"]);
        page.arg(room.path("guide")).args(["--out", "content/link/b.md"]).current_dir(room.path(folder));
        let output = page.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(std::fs::read_dir(room.path("outside")).unwrap().count(), 0);
}
