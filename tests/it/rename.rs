//! `shirube rename`: pages and folders move with their translations, links follow, old URLs lead on, nothing is lost.
use crate::support::room::{Room, tree};

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\nconsult = \"content/a/soudan.md\"\n\
                      image = \"a/machi.png\"\nfooter = [{ label = \"相談\", url = \"/a/soudan/\" }]\n\
                      [languages.en]\n[[home.tasks]]\nlabel = \"住む\"\npath = \"content/a/_index.md\"\n";

fn guide() -> Room {
    let room = Room::new();
    room.write("site.toml", CONFIG);
    for (path, text) in [
        ("_index.md", "---\ntitle: 例\n---\n\n[相談](a/soudan.md#時間)と[A](a/)と[前](/a/soudan/)。\n"),
        ("a/_index.md", "---\ntitle: A\n---\n"),
        (
            "a/soudan.md",
            "---\r\ntitle: 相談\r\nimage: machi.png\r\n---\r\n\r\n## 時間\r\n\r\n\
             ![町の絵](machi.png)\r\n[B](b.md) [C](../c/c.md)\r\n",
        ),
        ("a/soudan.en.md", "---\ntitle: Ask\naliases:\n  - /en/tel/\n---\n\n[B](b.md)\n"),
        ("a/b.md", "---\ntitle: B\n---\n\n[相談](soudan.md)\n"),
        ("c/c.md", "# C\n\n[相談](../a/soudan.md \"話す\") `[x](../a/soudan.md)`\n"),
    ] {
        room.write(&format!("content/{path}"), text);
    }
    room.write("content/a/machi.png", crate::support::PNG);
    room
}

fn clean(room: &Room) {
    let said = room.run(&["check", "--format", "short"]);
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}

#[test]
fn a_page_moves_with_its_translations_and_its_links() {
    let room = guide();
    clean(&room);
    let said = room.run(&["rename", "content/a/soudan.md", "content/c/kiku.md"]);
    assert_eq!(said.code, 0, "{}", said.err);
    for words in [
        "content/a/soudan.md → content/c/kiku.md",
        "content/a/soudan.en.md → content/c/kiku.en.md",
        "/a/soudan/ は /c/kiku/ へ",
    ] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    assert!(!room.path("content/a/soudan.md").exists() && !room.path("content/a/soudan.en.md").exists());
    assert_eq!(
        room.read("content/c/kiku.md"),
        "---\r\naliases: [\"/a/soudan/\"]\r\ntitle: 相談\r\nimage: ../a/machi.png\r\n---\r\n\r\n\
         ## 時間\r\n\r\n![町の絵](../a/machi.png)\r\n[B](../a/b.md) [C](../c/c.md)\r\n"
    );
    assert_eq!(
        room.read("content/c/kiku.en.md"),
        "---\ntitle: Ask\naliases: [\"/en/tel/\", \"/en/a/soudan/\"]\n---\n\n[B](../a/b.md)\n"
    );
    assert_eq!(
        room.read("content/_index.md"),
        "---\ntitle: 例\n---\n\n[相談](c/kiku.md#時間)と[A](a/)と[前](/c/kiku/)。\n"
    );
    assert_eq!(room.read("content/c/c.md"), "# C\n\n[相談](kiku.md \"話す\") `[x](../a/soudan.md)`\n");
    let settings = room.read("site.toml");
    assert!(
        settings.contains("consult = \"content/c/kiku.md\"") && settings.contains("url = \"/c/kiku/\""),
        "{settings}"
    );
    clean(&room);
    room.run(&["build"]);
    assert!(room.read("public/a/soudan/index.html").contains("c/kiku/"));
    assert!(room.read("public/en/a/soudan/index.html").contains("c/kiku/"));
    // And back: what was an old URL is the page's own again.
    let said = room.run(&["rename", "content/c/kiku.md", "content/a/soudan.md"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        room.read("content/a/soudan.md").contains("aliases: [\"/c/kiku/\"]"),
        "{}",
        room.read("content/a/soudan.md")
    );
    clean(&room);
}

#[test]
fn a_folder_moves_with_everything_in_it() {
    let room = guide();
    let said = room.run(&["rename", "content/a", "content/kurashi/sumai"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!room.path("content/a").exists() && room.path("content/kurashi/sumai/machi.png").exists());
    let settings = room.read("site.toml");
    for words in [
        "image = \"kurashi/sumai/machi.png\"",
        "path = \"content/kurashi/sumai/_index.md\"",
        "\"/kurashi/sumai/soudan/\"",
    ] {
        assert!(settings.contains(words), "{words}: {settings}");
    }
    assert!(room.read("content/kurashi/sumai/soudan.md").contains("[B](b.md) [C](../../c/c.md)"));
    assert!(room.read("content/_index.md").contains("[A](kurashi/sumai/)"), "{}", room.read("content/_index.md"));
    clean(&room);
}

#[test]
fn what_cannot_be_renamed_is_refused_and_nothing_is_touched() {
    let room = guide();
    room.write("content/d.md", "---\ntitle: D\n---\n\n[相談][ref]\n\n[ref]: a/soudan.md\n");
    room.write("content/e/f.md", "---\ntitle: F\n---\n");
    let before = tree(&room.path("content"));
    for (old, new, words) in [
        ("content/a/nai.md", "content/b.md", "ありません"),
        ("content/a/sodan.md", "content/b.md", "`content/a/soudan.md`"),
        ("content/a/b.md", "content/c/c.md", "もうあります"),
        ("content/a/b.md", "content/a/B.md", "大文字と小文字"),
        ("content/a/b.md", "content/a/b.txt", ".md"),
        ("content/a/soudan.en.md", "content/a/x.md", "だけを移す"),
        ("content/a/_index.md", "content/a/x.md", "だけを移す"),
        ("content/a", "content/a/x", "その中へ"),
        ("content/a", "content/e", "もうあります"),
        ("site.toml", "content/x.md", "content フォルダー"),
        // A link whose place cannot be told.
        ("content/a/soudan.md", "content/x.md", "content/d.md"),
    ] {
        let said = room.run(&["rename", old, new]);
        assert!(said.code == 2 && said.err.contains(words), "{old} {new}: {}", said.err);
        assert_eq!(tree(&room.path("content")), before, "{old} {new}");
    }
    let said = room.run(&["rename", "content/a/b.md", "content/c", "--dry-run"]);
    assert!(said.code == 0 && said.out.contains("content/a/b.md → content/c/b.md"), "{}", said.err);
    assert_eq!(tree(&room.path("content")), before);
}

#[test]
fn pages_from_the_salon_lose_their_approval_only_when_that_is_wished() {
    let room = guide();
    room.write(
        "content/qa/q.md",
        "---\ntitle: 寒いですか\nkind: qa\nsource: salon:7F3K2M9QPA\n---\n\n[相談](../a/soudan.md)\n",
    );
    let before = tree(&room.path("content"));
    let said = room.run(&["rename", "content/a/soudan.md", "content/c/kiku.md"]);
    assert!(said.code == 2 && said.err.contains("content/qa/q.md") && said.err.contains("--reapprove"), "{}", said.err);
    assert_eq!(tree(&room.path("content")), before);
    let said = room.run(&["rename", "content/a/soudan.md", "content/c/kiku.md", "--reapprove"]);
    assert!(said.code == 0 && said.out.contains("salon approve content/qa/q.md"), "{}{}", said.out, said.err);
    assert!(room.read("content/qa/q.md").contains("(../c/kiku.md)"));
}

#[test]
fn a_run_that_was_cut_off_goes_on() {
    let room = guide();
    let whole = guide();
    assert_eq!(whole.run(&["rename", "content/a", "content/x"]).code, 0);
    // Everything new is written, nothing old is gone, and half of the links are mended.
    for path in ["x/_index.md", "x/soudan.md", "x/b.md", "_index.md"] {
        room.write(&format!("content/{path}"), whole.read(&format!("content/{path}")));
    }
    let said = room.run(&["rename", "content/a", "content/x"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(tree(&room.path("content")), tree(&whole.path("content")));
    assert_eq!(room.read("site.toml"), whole.read("site.toml"));
}
