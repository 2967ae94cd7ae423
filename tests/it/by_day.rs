//! What depends on a day: how calendars are told of an event that changes, and whether a support can be asked for.
use crate::support::{TestSite, options, page};
use shirube::{
    base::{path::SourcePath, url::Url},
    check::fix::{apply, safe_edits},
};

const CONFIG: &str =
    "title = \"灯野町\"\nbase_url = \"https://example.jp/iju/\"\n[contacts.iju]\nname = \"移住交流課\"\n";

fn event(title: &str, start: &str) -> String {
    let front = format!(
        "kind: event\ntitle: {title}\ncontact: iju\nplace: 灯野駅\norganizer: 灯野町\n\
         start: {start}T10:00\nend: {start}T12:00"
    );
    page(&front, "歩きます。")
}

/// The values of a property in the calendar of all events, in order.
fn told(site: &TestSite, name: &str) -> Vec<String> {
    let bytes = site.snapshot.outputs[&Url::new("/events.ics").out()].value.bytes.clone().unwrap();
    let lines = icalendar::parser::unfold(std::str::from_utf8(&bytes).unwrap());
    lines.lines().filter_map(|line| Some(line.strip_prefix(name)?.strip_prefix(':')?.to_owned())).collect()
}

/// The findings that speak of what is tested here.
fn codes(site: &TestSite) -> Vec<&'static str> {
    let own = ["event-calendar", "event-uid", "support-ended", "field-form", "template-error"];
    site.codes().into_iter().filter(|code| own.contains(code)).collect()
}

fn mend(site: &mut TestSite) {
    for (path, edits) in safe_edits(&site.snapshot.findings) {
        let bytes = site.tree.get(&path).unwrap().bytes.clone();
        let mended = apply(&bytes, &edits).unwrap();
        site.write(path.as_str(), String::from_utf8(mended).unwrap());
    }
    site.build();
}

#[test]
fn a_calendar_is_told_of_every_change_and_knows_the_event_after_a_rename() {
    let mut site = TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/_index.md", &page("title: 灯野町", "")),
        ("content/event/a.md", &event("見学会", "2026-12-20")),
    ]);
    assert_eq!(codes(&site), ["event-calendar"]);
    let id = told(&site, "UID");
    assert!(id[0].len() == 16 && !id[0].contains(|c: char| !c.is_ascii_lowercase()), "{id:?}");
    mend(&mut site);
    assert_eq!((codes(&site), told(&site, "UID")), (Vec::<&str>::new(), id.clone()));
    // Renamed: the same event.
    let text =
        String::from_utf8(site.tree.get(&SourcePath::new("content/event/a.md")).unwrap().bytes.to_vec()).unwrap();
    site.remove("content/event/a.md");
    site.write("content/event/kengaku.md", text.clone());
    assert_eq!((codes(&site), told(&site, "UID")), (Vec::<&str>::new(), id.clone()));
    // Moved to an earlier day, and again on another one: the number grows, no day is one to come.
    let number = |site: &TestSite| told(site, "SEQUENCE")[0].parse::<i64>().unwrap();
    let mut before = number(&site);
    for (today, start) in [("2026-11-05", "2026-12-13"), ("2026-11-06", "2026-12-06")] {
        site.options = options(today, false);
        site.write("content/event/kengaku.md", text.replace("2026-12-20", start));
        assert_eq!((codes(site.build()), told(&site, "UID")), (vec!["event-calendar"], id.clone()));
        assert!(number(&site) > before, "{} after {before}", number(&site));
        let day = today.replace('-', "");
        assert!(
            told(&site, "DTSTAMP")[0].as_str() <= day.as_str() && told(&site, "LAST-MODIFIED")[0] <= day,
            "{today}"
        );
        before = number(&site);
    }
    mend(&mut site);
    assert_eq!(codes(&site), Vec::<&str>::new());
    assert!(number(&site) >= before);
    // A copy is another event, and the copy is what is mended.
    let text =
        String::from_utf8(site.tree.get(&SourcePath::new("content/event/kengaku.md")).unwrap().bytes.to_vec()).unwrap();
    site.write("content/event/copy.md", text.replace("2026-12-06", "2027-12-06"));
    assert_eq!(codes(&site), ["event-uid"], "{:?}", site.findings());
    mend(&mut site);
    assert_eq!(codes(&site), Vec::<&str>::new());
    let ids = told(&site, "UID");
    assert!(ids.len() == 2 && ids[0] == id[0] && ids[1] != id[0], "{ids:?}");
}

#[test]
fn a_day_to_come_is_no_stamp_and_a_feed_without_days_says_so() {
    let later = event("見学会", "2026-12-20").replace("contact: iju", "contact: iju\nupdated: 2026-12-01");
    let mut site = TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/_index.md", &page("title: 灯野町", "")),
        ("content/event/a.md", &later),
    ]);
    site.options = options("2026-11-01", false);
    site.build();
    assert_eq!(told(&site, "DTSTAMP"), ["20261031T150000Z"]);
    site.write("content/event/a.md", event("見学会", "2026-12-20"));
    let feed = |site: &TestSite| site.html("/feed.xml");
    assert!(feed(&site).contains("まだありません") && !feed(&site).contains("1970"), "{}", feed(&site));
}

#[test]
fn a_support_says_whether_it_can_be_asked_for() {
    let support = |title: &str, more: &str| {
        page(
            &format!(
                "kind: support\ntitle: {title}\ncontact: iju\nupdated: 2026-10-20\nfiscal_year: 2026\n\
                 last_checked: 2026-10-01\n{more}"
            ),
            "本文です。",
        )
    };
    let mut site = TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/_index.md", &page("title: 灯野町", "")),
        ("content/s/_index.md", &page("title: 支援", "")),
        ("content/s/a.md", &support("終わる", "opens: 2026-04-01\nuntil: 2026-11-10\nbudget: 受付中")),
        ("content/s/b.md", &support("始まる", "opens: 2026-12-01\nuntil: 2027-03-31")),
        ("content/s/c.md", &support("わずか", "until: 2027-01-31\nbudget: 残りわずか")),
        ("content/s/d.md", &support("続く", "until: 2027-03-31\nbudget: 受付中")),
        ("content/s/e.md", &support("終わった", "budget: 終了")),
    ]);
    let pills = |site: &TestSite| -> Vec<(String, String)> {
        let html = site.html("/s/");
        let cards = html.split("<li class=\"card\">").skip(1);
        let words = |card: &str| {
            let title = card.split_once("</a>").unwrap().0.rsplit_once('>').unwrap().1.to_owned();
            let pill = card.split_once("class=\"state reception").unwrap().1.split_once("<span").unwrap().1;
            (title, pill.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned())
        };
        cards.map(words).collect()
    };
    let of = |all: &[(&str, &str)]| all.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect::<Vec<_>>();
    for (today, expected) in [
        (
            "2026-11-01",
            vec![
                ("終わる", "あと9日"),
                ("わずか", "残りわずか"),
                ("続く", "受付中"),
                ("始まる", "受付前"),
                ("終わった", "受付終了"),
            ],
        ),
        (
            "2026-11-10",
            vec![
                ("終わる", "今日まで"),
                ("わずか", "残りわずか"),
                ("続く", "受付中"),
                ("始まる", "受付前"),
                ("終わった", "受付終了"),
            ],
        ),
    ] {
        site.options = options(today, false);
        site.build();
        assert_eq!(pills(&site), of(&expected), "{today}");
        assert_eq!(codes(&site), Vec::<&str>::new(), "{today}");
    }
    let html = site.html("/s/c/");
    for words in [
        "2027年1月31日まで",
        "data-reception=\"/2027-01-31/few\"",
        "受付前|受付中|あと{n}日|今日まで|残りわずか|受付終了",
    ] {
        assert!(html.contains(words), "{words} is not in {html}");
    }
    site.assert_clean();
    // The day after the end: the page says so by itself, but 残りわずか is wrong from then on.
    site.options = options("2027-02-01", false);
    site.build();
    assert!(codes(&site).contains(&"support-ended"), "{:?}", site.findings());
}
