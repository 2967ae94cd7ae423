//! The dev server: what is saved is shown, and nothing breaks it. The peers' failures of SITE's table are among these.
use std::{fs, net::TcpListener, thread, time::Duration};

use crate::support::{
    room::Room,
    served::{Served, Tab},
};
use serde_json::{Value, json};

const FREE: &[&str] = &["--port", "0"];

/// A tab on the top page that has been greeted.
fn tab(served: &Served) -> Tab {
    let mut tab = served.tab(&served.revision("/iju/"));
    let greeting = tab.next();
    assert_eq!(greeting["changed"], json!([]), "{greeting}");
    tab
}

fn urls(news: &Value) -> Vec<&str> {
    news["changed"].as_array().unwrap().iter().map(|url| url.as_str().unwrap()).collect()
}

fn page(title: &str, text: &str) -> String {
    format!("---\ntitle: {title}\n---\n\n{text}\n")
}

/// Every way in which files change on a disk, one after the other.
fn changes(arguments: &[&str]) {
    let room = Room::with_guide();
    let served = Served::start(&room, &[FREE, arguments].concat());
    let mut tab = tab(&served);
    // Created, edited, saved by renaming another file over it.
    room.write("content/life/new.md", page("新しい", "本文"));
    assert!(urls(&tab.next()).contains(&"/iju/life/new/"));
    room.write("content/life/new.md", page("新しい", "直した本文"));
    assert!(urls(&tab.next()).contains(&"/iju/life/new/"));
    assert!(served.html("/iju/life/new/").contains("直した本文"));
    room.write("content/life/.new.md.swp", page("新しい", "置き換えた本文"));
    fs::rename(room.path("content/life/.new.md.swp"), room.path("content/life/new.md")).unwrap();
    assert!(urls(&tab.next()).contains(&"/iju/life/new/"));
    assert!(served.html("/iju/life/new/").contains("置き換えた本文"));
    // Renamed, and moved into a folder that came into being just before: the old URL is gone, the tab is led on.
    fs::rename(room.path("content/life/new.md"), room.path("content/life/named.md")).unwrap();
    assert_eq!(tab.next()["moved"], json!({ "/iju/life/new/": { "to": "/iju/life/named/", "gone": false } }));
    assert_eq!((served.get("/iju/life/new/").status, served.get("/iju/life/named/").status), (404, 200));
    fs::create_dir_all(room.path("content/work/deep")).unwrap();
    fs::rename(room.path("content/life/named.md"), room.path("content/work/deep/named.md")).unwrap();
    assert_eq!(tab.next()["moved"], json!({ "/iju/life/named/": { "to": "/iju/work/deep/named/", "gone": false } }));
    // A folder with all below.
    fs::rename(room.path("content/work"), room.path("content/job")).unwrap();
    assert_eq!(tab.next()["moved"]["/iju/work/deep/named/"], json!({ "to": "/iju/job/deep/named/", "gone": false }));
    // Deleted: gone at once, and the tab is led to what is above.
    fs::remove_dir_all(room.path("content/job")).unwrap();
    assert_eq!(tab.next()["moved"]["/iju/job/deep/named/"], json!({ "to": "/iju/", "gone": true }));
    assert_eq!(served.get("/iju/job/deep/named/").status, 404);
    // A theme that was not there before.
    room.write("themes/shirube/templates/guide.html", "<body>{{ page.title }} 新しい型</body>");
    assert!(urls(&tab.next()).contains(&"/iju/life/a/"));
    assert!(served.html("/iju/life/a/").contains("水道 新しい型"));
}

#[test]
fn every_change_is_seen() {
    changes(&[]);
}

#[test]
fn every_change_is_seen_by_looking_every_second() {
    changes(&["--poll"]);
    let room = Room::with_guide();
    assert!(Served::start(&room, &["--port", "0", "--poll"]).said.contains("1秒ごとに変更を確かめます。"));
}

#[test]
fn ten_files_at_once_are_one_change_and_a_save_without_one_is_none() {
    let room = Room::with_guide();
    let served = Served::start(&room, FREE);
    let mut tab = tab(&served);
    for number in 0..10 {
        room.write(&format!("content/life/ten{number}.md"), page("十", ""));
    }
    let news = tab.next();
    assert_eq!(urls(&news).iter().filter(|url| url.contains("/ten")).count(), 10, "{news}");
    assert!(news["rev"].as_str().unwrap().ends_with("-2"));
    room.write("content/life/a.md", room.read("content/life/a.md"));
    room.write("content/life/4913", "");
    room.write("public/x.html", "");
    assert!(tab.is_silent());
    assert!(served.revision("/iju/").ends_with("-2"));
}

#[test]
fn a_branch_switch_of_a_thousand_files_is_right_in_the_end() {
    let room = Room::with_guide();
    for number in 0..1000 {
        room.write(&format!("content/old{}/p{number}.md", number % 10), page(&format!("旧{number}"), ""));
    }
    let served = Served::start(&room, FREE);
    let mut tab = tab(&served);
    for folder in 0..10 {
        fs::remove_dir_all(room.path(&format!("content/old{folder}"))).unwrap();
    }
    for number in 0..1000 {
        room.write(&format!("content/new{}/p{number}.md", number % 10), page(&format!("新{number}"), ""));
    }
    loop {
        tab.next();
        let done = served.get("/iju/new9/p999/").status == 200 && served.get("/iju/old0/p0/").status == 404;
        if done {
            break;
        }
    }
    for number in (0..1000).step_by(83) {
        assert!(served.html(&format!("/iju/new{}/p{number}/", number % 10)).contains(&format!("新{number}")));
        assert_eq!(served.get(&format!("/iju/old{}/p{number}/", number % 10)).status, 404);
    }
}

#[test]
fn it_starts_with_everything_broken_and_recovers() {
    let room = Room::with_guide();
    let (config, good) = (room.read("site.toml"), room.read("content/life/a.md"));
    room.write("site.toml", "title = \"閉じない\nbase_url");
    room.write("content/life/a.md", "---\ntitle: [壊れた\n---\n");
    room.write("themes/shirube/templates/guide.html", "{{ page.title");
    let served = Served::start(&room, FREE);
    // There was never a good version: the findings stand in its place, and the tab waits there.
    let shown = served.get("/life/a/");
    assert!(
        shown.status == 500 && shown.text().contains("まだ表示できません") && shown.text().contains("client.js"),
        "{}",
        shown.text()
    );
    let codes: Vec<String> =
        served.findings("/life/a/")["findings"].as_array().unwrap().iter().map(|it| it["code"].to_string()).collect();
    assert!(
        codes.iter().any(|code| code.contains("config-syntax"))
            && codes.iter().any(|code| code.contains("template-error")),
        "{codes:?}"
    );
    let mut tab = served.tab(&served.revision("/"));
    tab.next();
    fs::remove_file(room.path("themes/shirube/templates/guide.html")).unwrap();
    tab.next();
    room.write("content/life/a.md", good);
    tab.next();
    assert!(served.html("/life/a/").contains("水道"));
    room.write("site.toml", config);
    assert_eq!(tab.next()["moved"]["/life/a/"]["to"], "/iju/life/a/");
    assert!(served.html("/iju/life/a/").contains("水道"));
    assert_eq!(served.findings("/iju/life/a/")["faults"], 0);
}

#[test]
fn what_breaks_later_stays_in_its_last_good_form() {
    let room = Room::with_guide();
    let served = Served::start(&room, FREE);
    let files = ["/iju/", "/iju/life/", "/iju/life/a/", "/iju/life/b/", "/iju/sitemap.xml"];
    let bytes = || files.map(|path| served.html(path).split("<script").next().unwrap().to_owned());
    let before = bytes();
    let mut tab = tab(&served);
    for (path, text, code) in [
        ("content/life/a.md", "---\ntitle: [壊れた\n---\n", "front-matter"),
        ("site.toml", "title = \"閉じない\nbase_url", "config-syntax"),
        ("themes/shirube/templates/guide.html", "{{ page.title", "template-error"),
    ] {
        let good = fs::read(room.path(path)).ok();
        room.write(path, text);
        let news = tab.next();
        // A theme that is another one may have other words for the search to show.
        let shown = urls(&news).iter().any(|url| !url.starts_with("/iju/search-index/"));
        assert!(!shown && news["faults"] == 1, "{path}: {news}");
        assert!(bytes() == before, "{path}");
        let findings = served.findings("/iju/life/a/");
        let first = &findings["findings"][0];
        assert_eq!(first["code"], code, "{findings}");
        assert_eq!((&first["level"], &first["places"][0]["file"]), (&json!("error"), &json!(path)));
        assert_eq!(findings["held"], path != "site.toml", "{path}");
        match good {
            Some(good) => room.write(path, good),
            None => fs::remove_file(room.path(path)).unwrap(),
        }
        assert_eq!(tab.next()["faults"], 0, "{path}");
    }
    assert!(bytes() == before);
}

#[test]
fn the_served_bytes_are_those_of_build() {
    let room = Room::new();
    room.run(&["new", "guide"]);
    room.write("guide/content/住まい/か\u{3099}く.md", page("学", ""));
    let config = room.read("guide/site.toml");
    let url = config.lines().find(|line| line.starts_with("base_url")).unwrap();
    room.write("guide/site.toml", config.replace(url, "base_url = \"https://example.jp/iju/\""));
    let served = Served::start(&room, &["--port", "0", "--root", "guide"]);
    assert!(served.like_build(&room, "guide") > 100);
    let base = "/iju/";
    // NFC or not, with or without the slash, HEAD as well as GET.
    let nfd = "%E4%BD%8F%E3%81%BE%E3%81%84/%E3%81%8B%E3%82%99%E3%81%8F";
    assert_eq!(served.get(&format!("{base}{nfd}/?x=1")).status, 200);
    assert!(served.get(&format!("{base}{nfd}")).header("Location").ends_with("/%E3%81%8C%E3%81%8F/"));
    let head = served.request("HEAD", base, "");
    assert!(
        head.status == 200 && head.body.is_empty() && head.header("Content-Type").starts_with("text/html"),
        "{}",
        head.head
    );
    assert_eq!(served.get("/favicon.ico").status, 404);
    assert_eq!(served.get("/").header("Location"), base);
}

#[test]
fn no_request_fails_while_files_change() {
    let room = Room::with_guide();
    for number in 0..60 {
        room.write(&format!("content/many/p{number}.md"), page(&format!("題{number}"), ""));
    }
    let served = Served::start(&room, FREE);
    let mut tab = tab(&served);
    let asked = thread::scope(|scope| {
        let asking = scope.spawn(|| {
            let mut asked = 0;
            while !served.html("/iju/many/p0/").contains("最後") {
                assert_eq!(served.get(&format!("/iju/many/p{}/", asked % 60)).status, 200);
                asked += 1;
            }
            asked
        });
        for round in 0..6 {
            for number in 1..60 {
                room.write(&format!("content/many/p{number}.md"), page(&format!("題{number}の{round}"), ""));
            }
            tab.next();
        }
        room.write("content/many/p0.md", page("最後", ""));
        asking.join().unwrap()
    });
    assert!(asked > 20, "only {asked} requests");
}

#[test]
fn a_tab_that_was_away_misses_nothing() {
    let room = Room::with_guide();
    let served = Served::start(&room, FREE);
    let first = served.revision("/iju/");
    let mut open = tab(&served);
    room.write("content/life/a.md", page("上水道", ""));
    open.next();
    fs::rename(room.path("content/life/b.md"), room.path("content/life/c.md")).unwrap();
    open.next();
    let late = served.tab(&first).next();
    assert!(urls(&late).contains(&"/iju/life/a/") && urls(&late).contains(&"/iju/life/c/"), "{late}");
    assert_eq!((&late["pages"], &late["moved"]["/iju/life/b/"]["to"]), (&json!(false), &json!("/iju/life/c/")));
    // A tab of an earlier run knows nothing of this one's revisions: it looks for itself.
    assert_eq!(served.tab("1-1").next()["pages"], true);
}

#[test]
fn the_next_port_is_taken_unless_one_is_named() {
    let room = Room::with_guide();
    // Whoever else has it: the first port of the range is in use.
    let _first = TcpListener::bind(("127.0.0.1", 4000));
    let served = Served::start(&room, &[]);
    assert!((4001..=4020).contains(&served.port), "{}", served.port);
    let refused = room.run(&["serve", "--port", &served.port.to_string()]);
    assert!(refused.code == 2 && refused.err.contains("port-taken"), "{}", refused.err);
}

#[test]
fn nobody_else_is_answered() {
    let room = Room::with_guide();
    let served = Served::start(&room, FREE);
    let port = served.port;
    for (method, path, headers, status) in [
        ("GET", "/iju/", format!("\r\nOrigin: http://localhost:{port}"), 200),
        ("GET", "/iju/", "\r\nOrigin: http://evil.example".to_owned(), 403),
        ("GET", "/iju/", "\r\nOrigin: null".to_owned(), 403),
        ("POST", "/iju/", "\r\nContent-Length: 0".to_owned(), 405),
        ("GET", "/iju/../../Cargo.toml", String::new(), 404),
        ("GET", "/__shirube/../site.toml", String::new(), 404),
    ] {
        assert_eq!(served.request(method, path, &headers).status, status, "{method} {path}{headers}");
    }
    for host in ["evil.example", "127.0.0.1", "localhost:1", "evil.example:80"] {
        let mut answer = String::new();
        std::io::Read::read_to_string(&mut served.ask(&format!("GET /iju/ HTTP/1.1\r\nHost: {host}")), &mut answer)
            .unwrap();
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_closed_tab_leaves_nothing_behind() {
    let room = Room::with_guide();
    let served = Served::start(&room, FREE);
    let threads = || fs::read_dir(format!("/proc/{}/task", served.child.id())).unwrap().count();
    let mut tabs: Vec<Tab> = (0..30).map(|_| tab(&served)).collect();
    assert!(threads() > 30);
    tabs.truncate(1);
    // A stream notices at its second try that nobody reads it.
    let ended = (0..200).any(|_| {
        thread::sleep(Duration::from_millis(100));
        threads() < 25
    });
    assert!(ended, "{} threads are left", threads());
    room.write("content/life/a.md", page("上水道", ""));
    assert!(urls(&tabs[0].next()).contains(&"/iju/life/a/"));
}

#[test]
fn drafts_and_other_days_are_shown_as_what_they_are() {
    let room = Room::with_guide();
    room.write("content/life/draft.md", "---\ntitle: 準備中\ndraft: true\n---\n");
    room.write("content/life/later.md", "---\ntitle: 春から\npublish_from: 2027-04-01\n---\n");
    let served = Served::start(&room, FREE);
    assert!(served.said.contains("2026年11月1日のガイドとして表示します。"), "{}", served.said);
    assert!(served.html("/iju/life/draft/").contains("下書き"));
    assert!(served.html("/iju/life/later/").contains("2027年4月1日から公開"));
    let list = served.html("/iju/life/");
    assert_eq!(list.matches("class=\"mark\"").count(), 2, "{list}");
    drop(served);
    let spring = Served::start(&room, &["--port", "0", "--now", "2027-04-01"]);
    assert!(!spring.html("/iju/life/later/").contains("から公開"));
}
