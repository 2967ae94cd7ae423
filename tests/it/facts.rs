//! What stands once in site.toml and is named by pages.
use crate::support::{TestSite, page};

const CONFIG: &str = "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\n[languages.en]\nlabel = \"English\"\n\
    [facts]\n\"除雪の目安\" = \"積雪15センチ\"\n\"除雪の目安_en\" = \"15 cm of snow\"\n\"定員\" = 8\n\
    [home]\nfacts = [{ label = \"除雪\", \
    value = \"{{除雪の目安}}\", value_en = \"{{除雪の目安}}\" }]\n";

fn site() -> TestSite {
    TestSite::new(&[
        ("site.toml", CONFIG),
        ("content/_index.md", &page("title: 町", "")),
        ("content/_index.en.md", &page("title: Town", "")),
        ("content/a.md", &page("title: 冬\ndescription: \"{{除雪の目安}}から\"", "町の除雪は{{除雪の目安}}からです。")),
        ("content/a.en.md", &page("title: Winter", "The town clears after {{除雪の目安}}.")),
        ("content/b.md", &page("title: 会", "{{定員}}人です。")),
    ])
}

#[test]
fn a_fact_stands_once_and_is_said_everywhere() {
    let mut site = site();
    assert_eq!(site.codes().iter().filter(|code| **code == "unknown-fact").count(), 0, "{:?}", site.findings());
    for (url, words) in [
        ("/a/", "町の除雪は積雪15センチからです。"),
        ("/a/", "content=\"積雪15センチから\""),
        ("/en/a/", "The town clears after 15 cm of snow."),
        ("/b/", "8人です。"),
        ("/", "<dd>積雪15センチ</dd>"),
        ("/en/", "<dd>15 cm of snow</dd>"),
    ] {
        assert!(site.html(url).contains(words), "{url} {words}\n{}", site.html(url));
    }
    site.write("site.toml", CONFIG.replace("積雪15センチ", "積雪10センチ"));
    assert!(site.html("/a/").contains("町の除雪は積雪10センチからです。"));
    site.assert_clean();
}

#[test]
fn a_name_that_there_is_not_is_told_where_it_stands() {
    let mut site = site();
    site.write("content/a.md", page("title: 冬\nlead: \"{{定院}}人\"", "町の除雪は\n{{除雪の目やす}}からです。"));
    let told: Vec<_> = site.findings().into_iter().filter(|line| line.contains("unknown-fact")).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("content/a.md:3:8: error[unknown-fact]")), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("content/a.md:7:1: error[unknown-fact]")), "{told:?}");
    site.write("content/a.md", page("title: 冬", ""));
    site.write("site.toml", CONFIG.replace("{{除雪の目安}}\", v", "{{除雪}}\", v"));
    let told = |site: &TestSite| {
        site.findings().iter().filter(|line| line.starts_with("site.toml:") && line.contains("unknown-fact")).count()
    };
    assert_eq!(told(&site), 1);
    // A key that nobody knows is told as that, and what stands in it as well.
    site.write("site.toml", format!("shiranai = \"{{{{除雪の目安}}}}\"\n{CONFIG}"));
    assert_eq!(told(&site), 1);
    assert!(site.codes().iter().any(|code| *code == "unknown-key"), "{:?}", site.findings());
    // A setting that would show the braces does not go out with them.
    site.write("site.toml", format!("{CONFIG}\n[banner]\ntitle = \"除雪は{{{{除雪の目安}}}}から\"\n"));
    assert_eq!(told(&site), 1);
}

#[test]
fn the_gate_reads_what_a_name_stands_for() {
    let mut site = site();
    assert!(!site.codes().contains(&"personal-data"));
    site.write("site.toml", CONFIG.replace("積雪15センチ", &["090", "0000", "1234"].join("-")));
    assert!(site.codes().contains(&"personal-data"), "{:?}", site.findings());
}
