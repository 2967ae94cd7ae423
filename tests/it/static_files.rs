//! `static/`: files that are published as they are, at the place that their path says, and never without a look inside.
use std::fs;

use crate::support::{TestSite, page, room::Room, served::Served};
use shirube::{base::url::OutPath, image::inspect, report::diagnostic::Level};

const CONFIG: &str = "title = \"例\"\nbase_url = \"https://example.jp/iju/\"\n";

/// A site with these files and a page that links to `links`.
fn site(files: &[(&str, &[u8])], links: &[&str]) -> TestSite {
    let links: String = links.iter().map(|url| format!("- [{url}]({url})\n")).collect();
    let mut site = TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/_index.md", &page("title: 上", "")),
        ("content/life/a.md", &page("title: 案内", &links)),
    ]);
    files.iter().for_each(|(path, bytes)| site.tree.insert(path, bytes));
    site.build();
    site
}

/// The findings about a file: codes, and whether one is an error.
fn told(site: &TestSite, path: &str) -> (Vec<&'static str>, bool) {
    let about = |finding: &&shirube::report::diagnostic::Diagnostic| {
        finding.places.iter().any(|place| place.file.as_str() == path)
    };
    let found: Vec<_> = site.snapshot.findings.iter().filter(about).collect();
    (found.iter().map(|finding| finding.code).collect(), found.iter().any(|finding| finding.level == Level::Error))
}

/// Whether a file is written.
fn is_written(site: &TestSite, out: &str) -> bool {
    let out = OutPath::new(out);
    site.snapshot.outputs.get(&out).is_some_and(|entry| entry.value.bytes.is_some())
        && !site.snapshot.privacy.withheld.contains(&out)
}

/// An icon with one picture of plain dots.
fn icon() -> Vec<u8> {
    let mut bytes = vec![0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 32, 0];
    bytes.extend(48u32.to_le_bytes());
    bytes.extend(22u32.to_le_bytes());
    bytes.extend([40, 0, 0, 0]);
    bytes.extend([0; 44]);
    bytes
}

#[test]
fn files_are_published_as_they_are_where_their_path_says() {
    let icon = icon();
    let files: [(&str, &[u8]); 6] = [
        ("static/favicon.ico", &icon),
        ("static/google0123456789abcdef.html", b"google-site-verification: google0123456789abcdef.html"),
        ("static/BingSiteAuth.xml", b"<?xml version=\"1.0\"?>\n<users>\n  <user>ABCDEF</user>\n</users>"),
        ("static/docs/規則 1.csv", "条,内容\n1,目的\n".as_bytes()),
        (
            "static/old/index.html",
            "<!doctype html><meta charset=utf-8><title>前のページ</title><p>移りました。".as_bytes(),
        ),
        ("static/ads.txt", b""),
    ];
    let links = ["/favicon.ico", "/docs/規則%201.csv", "/old/index.html", "/old/", "/BingSiteAuth.xml", "/ads.txt#a"];
    let site = site(&files, &links);
    assert_eq!(site.findings(), Vec::<String>::new());
    for (path, bytes) in files {
        let out = OutPath::new(path.strip_prefix("static/").unwrap());
        assert_eq!(site.snapshot.outputs.get(&out).unwrap().value.bytes.as_deref(), Some(bytes), "{path}");
    }
    let html = site.html("/life/a/");
    assert!(html.contains("href=\"../../docs/規則%201.csv\">") && html.contains("（CSV："), "{html}");
    let map = site.html("/sitemap.xml");
    assert!(!map.contains("favicon") && !map.contains("old/"), "{map}");
}

#[test]
fn what_is_private_or_cannot_be_read_is_told_and_kept_back() {
    let zip = b"PK\x03\x04damaged and no more".as_slice();
    let film = b"\0\0\0\x18ftypisom\0\0\0\0".as_slice();
    for (name, bytes, code) in [
        ("memo.txt", "担当の携帯 090-0000-1234".as_bytes(), "personal-data"),
        ("a.html", b"<!doctype html><title>a</title><script>x()</script>", "file-active"),
        ("b.html", b"<p onclick=\"x()\">a", "file-active"),
        ("c.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x()</script></svg>", "svg-unsafe"),
        ("d.zip", zip, "file-unread"),
        ("e.mp4", film, "file-unread"),
        ("f.bin", b"\x01\x02\x03\x04\xff\xfe\xfd\xfc\x80\x81", "file-unread"),
        ("g.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0", "file-unread"),
        ("h.jpg", b"no picture", "image-damaged"),
        ("i.php", b"<?php echo 1;", "static-place"),
        ("web.config", b"<configuration/>", "static-place"),
        ("img/logo.txt", b"a", "static-place"),
        ("_pub/a.json", b"{}", "static-place"),
        ("notes.md", b"---\ntitle: a\n---\n", "static-place"),
        ("con.txt", b"a", "output-name"),
    ] {
        let mut site = site(&[(&format!("static/{name}"), bytes)], &[]);
        let (codes, error) = told(&site, &format!("static/{name}"));
        assert!(codes.contains(&code) && error, "{name}: {:?}", site.findings());
        assert!(!is_written(&site, name), "{name} is written");
        site.assert_clean();
        site.remove(&format!("static/{name}"));
        assert!(site.findings().is_empty(), "{:?}", site.findings());
    }
}

#[test]
fn somebody_may_answer_for_a_file_that_cannot_be_read() {
    let film = b"\0\0\0\x18ftypisom\0\0\0\0";
    let mut site = site(&[("static/e.mp4", film)], &[]);
    let help: String = site.snapshot.findings[0].help.iter().map(|help| format!("{}\n", help.ja)).collect();
    let entry = &help[help.find("[attachments]").expect("the entry is offered")..];
    site.write("salon/privacy.toml", entry.replace("why = \"\"", "why = \"町が撮った動画。人は写っていない\""));
    assert!(is_written(&site, "e.mp4") && site.findings().is_empty(), "{:?}", site.findings());
    site.assert_clean();
}

#[test]
fn what_the_site_makes_stands_before_a_file_of_that_name() {
    for (name, is_made) in [
        ("index.html", true),
        ("life/a/index.html", true),
        ("feed.xml", true),
        ("robots.txt", true),
        ("404.html", true),
        ("Sitemap.XML", true),
        ("life", false),
        ("LIFE/a", false),
        ("feed.xml/a.txt", false),
        ("search", false),
    ] {
        let path = format!("static/{name}");
        let mut site = site(&[(&path, b"mine"), ("static/other.txt", b"other")], &[]);
        let (codes, error) = told(&site, &path);
        assert!(codes == ["duplicate-url"] && error, "{name}: {:?}", site.findings());
        assert_eq!(site.findings().len(), 1, "{name}: {:?}", site.findings());
        let bytes = site.snapshot.outputs.get(&OutPath::new(name)).and_then(|entry| entry.value.bytes.clone());
        assert!(bytes.as_deref() != Some(b"mine") && (bytes.is_some() == is_made || name == "Sitemap.XML"), "{name}");
        assert!(is_written(&site, "other.txt"));
        site.assert_clean();
        site.remove(&path);
        assert!(site.findings().is_empty(), "{name}: {:?}", site.findings());
        site.assert_clean();
    }
    let site = site(&[("static/Map.pdf.txt", b"a"), ("static/map.pdf.txt", b"b")], &[]);
    assert_eq!(site.codes(), ["duplicate-url"], "{:?}", site.findings());
}

#[test]
fn backups_are_left_out_until_somebody_wants_them() {
    let mut site = site(&[("static/a.txt.bak", b"a"), ("static/README.txt", b"b"), ("static/a (1).txt", b"c")], &[]);
    assert_eq!(site.codes(), ["left-out-file"], "{:?}", site.findings());
    assert!(!site.has("/a.txt.bak") && site.has("/README.txt") && site.has("/a (1).txt"));
    site.write("site.toml", format!("{CONFIG}[build]\ninclude = [\"static/a.txt.bak\"]\n"));
    assert!(site.has("/a.txt.bak") && site.findings().is_empty(), "{:?}", site.findings());
}

#[test]
fn a_photo_loses_what_the_camera_wrote() {
    let mut jpeg = vec![0xff, 0xd8];
    jpeg.extend(b"\xff\xfe\x00\x0fMy home, here.");
    jpeg.truncate(2 + 2 + 15);
    jpeg.extend(
        b"\xff\xc0\x00\x0b\x08\x00\x08\x00\x08\x01\x01\x11\x00\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x00\xff\xd9",
    );
    let site = site(&[("static/foto.jpg", &jpeg)], &["/foto.jpg"]);
    let out = site.snapshot.outputs.get(&OutPath::new("foto.jpg")).expect("it is published");
    let bytes = out.value.bytes.clone().unwrap();
    assert!(!bytes.windows(7).any(|part| part == b"My home"), "{:?}", site.findings());
    let path = shirube::base::path::SourcePath::new("static/foto.jpg");
    assert_eq!(bytes, inspect::stripped(&path, &jpeg.into()));
}

#[test]
fn every_edit_of_a_file_is_seen() {
    let mut site = site(&[], &["/docs/a.csv", "/docs/"]);
    assert_eq!(site.codes(), ["dead-link", "dead-link"]);
    for text in ["条\n1\n", "条\n2\n", "条\n1\n条\n2\n"] {
        site.write("static/docs/a.csv", text);
        assert_eq!(site.codes(), ["dead-link"], "{:?}", site.findings());
        assert!(site.html("/life/a/").contains("（CSV："));
        site.assert_clean();
    }
    site.write("static/docs/a.csv", "条\n090-0000-1234\n");
    assert!(site.codes().contains(&"personal-data") && !is_written(&site, "docs/a.csv"));
    site.write("static/docs/index.html", "<p>規則");
    assert!(!site.codes().contains(&"dead-link"), "{:?}", site.findings());
    // A page that comes to stand there takes the place, and gives it back.
    site.write("content/docs/_index.md", page("title: 規則", ""));
    assert!(site.codes().contains(&"duplicate-url") && site.html("/docs/").contains("<h1"), "{:?}", site.findings());
    site.assert_clean();
    site.remove("content/docs/_index.md");
    assert!(!site.codes().contains(&"duplicate-url"));
    site.remove("static/docs/a.csv").remove("static/docs/index.html");
    assert_eq!(site.codes(), ["dead-link", "dead-link"]);
    site.assert_clean();
}

#[test]
fn a_picture_of_it_is_shown_on_a_page_below_any_folder() {
    let mut site =
        site(&[("static/logo.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"4\"/>")], &[]);
    site.write("content/life/a.md", page("title: 案内", "![町の印](/logo.svg)"));
    let html = site.html("/life/a/");
    assert!(html.contains("<img src=\"../../logo.svg\" alt=\"町の印\" width=\"8\" height=\"4\""), "{html}");
}

#[test]
fn a_guide_on_the_disk_is_walked_and_its_files_go_away_again() {
    let room = Room::with_guide();
    room.write("static/docs/a.csv", "条\n1\n");
    room.write("static/.htaccess", "Deny from all");
    room.write("static/.DS_Store", "x");
    room.write("static/Thumbs.db", "x");
    room.write("static/~$kisoku.docx", "x");
    room.write("static/.git/config", "x");
    let built = room.run(&["build", "--format", "short"]);
    assert!(built.err.contains("static/.htaccess") && built.err.contains("hidden-file"), "{}", built.err);
    assert_eq!(built.err.matches("static/").count(), 1, "{}", built.err);
    assert_eq!(room.read("public/docs/a.csv"), "条\n1\n");
    for name in [".htaccess", ".DS_Store", "Thumbs.db", "~$kisoku.docx", ".git"] {
        assert!(!room.path(&format!("public/{name}")).exists(), "{name}");
    }
    fs::remove_dir_all(room.path("static/docs")).unwrap();
    room.run(&["build"]);
    assert!(!room.path("public/docs").exists());
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;

    let room = Room::with_guide();
    room.write("static/a.txt", "a");
    symlink("/etc/hostname", room.path("static/out.txt")).unwrap();
    symlink("../content/life/a.md", room.path("static/page.txt")).unwrap();
    symlink("a.txt", room.path("static/same.txt")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(room.path("static/pipe")).status().unwrap();
    assert!(made.success());
    let built = room.run(&["build", "--format", "short", "--keep-going"]);
    for name in ["static/out.txt", "static/page.txt", "static/pipe"] {
        assert!(built.err.contains(name), "{name}: {}", built.err);
        assert!(!room.path(&name.replace("static/", "public/")).exists(), "{name}");
    }
    let told = room.run(&["check", "--format", "short"]);
    assert!(!told.err.contains("static/same.txt") && !told.err.contains("static/a.txt"), "{}", told.err);
}

#[test]
fn the_dev_server_serves_and_watches_it() {
    let room = Room::with_guide();
    room.write("static/docs/a.txt", "一");
    let served = Served::start(&room, &["--port", "0"]);
    let mut tab = served.tab(&served.revision("/iju/"));
    tab.next();
    assert_eq!(served.get("/iju/docs/a.txt").text(), "一");
    room.write("static/docs/a.txt", "二");
    let news = tab.next();
    assert!(news["changed"].to_string().contains("/iju/docs/a.txt"), "{news}");
    assert_eq!(served.get("/iju/docs/a.txt").text(), "二");
    fs::remove_file(room.path("static/docs/a.txt")).unwrap();
    tab.next();
    assert_eq!(served.get("/iju/docs/a.txt").status, 404);
}
