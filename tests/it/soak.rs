//! A long sitting at the dev server: a thousand edits of every kind, and the site is as if nothing had happened.
use std::{fs, thread, time::Duration};

use crate::support::{
    room::{Room, tree},
    served::Served,
};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

#[test]
fn a_thousand_random_edits_end_like_a_clean_build() {
    let room = Room::with_guide();
    let mut dice = Dice(20_261_101);
    let name = |number: u64| format!("content/s{}/p{number}.md", number % 5);
    let text = |dice: &mut Dice, edit: u64| {
        let (link, weight) = (dice.below(40), dice.below(9));
        let front = ["", "draft: true\n", "topics: [winter]\n", "publish_from: 2027-01-01\n"][dice.below(4) as usize];
        format!("---\ntitle: 題{edit}\nweight: {weight}\n{front}---\n\n本文{edit}。[先](../s{}/p{link}.md)\n", link % 5)
    };
    for number in 0..30 {
        room.write(&name(number), text(&mut dice, number));
    }
    let served = Served::start(&room, &["--port", "0"]);
    let mut tab = served.tab(&served.revision("/iju/"));
    for edit in 0..1000 {
        let (page, other) = (name(dice.below(40)), name(dice.below(40)));
        match dice.below(20) {
            0 | 1 => drop(fs::remove_file(room.path(&page))),
            2 | 3 => drop(fs::rename(room.path(&page), room.path(&other))),
            4 => room.write(&page, "---\ntitle: [壊れた\n---\n"),
            5 => room.write("site.toml", format!("title = \"案内{edit}\"\nbase_url = \"https://example.jp/iju/\"\n")),
            6 => room.write(
                "themes/shirube/templates/guide.html",
                format!("<body>{edit} {{{{ page.title }}}}{{{{ page.body }}}}</body>"),
            ),
            7 => drop(fs::remove_dir_all(room.path("themes"))),
            8 => drop(fs::rename(room.path("content/s1"), room.path("content/s6"))),
            9 => drop(fs::rename(room.path("content/s6"), room.path("content/s1"))),
            _ => room.write(&page, text(&mut dice, edit)),
        }
        if dice.below(4) == 0 {
            thread::sleep(Duration::from_millis(dice.below(60)));
        }
    }
    // A preview keeps the last good form of what is broken, `build` does not: so nothing stays broken.
    for (path, bytes) in tree(&room.path("content")) {
        if bytes.ends_with("[壊れた\n---\n".as_bytes()) {
            room.write(&format!("content/{path}"), text(&mut dice, 0));
        }
    }
    room.write("content/life/a.md", "---\ntitle: 終わり\n---\n");
    while !served.html("/iju/life/a/").contains("終わり") {
        tab.next();
    }
    while !tab.is_silent() {}
    assert!(served.like_build(&room, ".") > 20);
}
