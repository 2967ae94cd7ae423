//! `[theme]` of site.toml: colours, logo and fonts reach every page and its style sheet, and nothing unreadable does.
use crate::support::{PNG, TestSite, page};

const SITE: &str =
    "title = \"灯野町 移住ガイド\"\nbase_url = \"https://example.jp/\"\n[municipality]\nname = \"灯野町\"\n";
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 20\"><path d=\"M0 0h9v9z\"/></svg>";

/// A small guide with this `[theme]`.
fn guide(theme: &str) -> TestSite {
    TestSite::new(&[
        ("site.toml", &format!("{SITE}[theme]\n{theme}")),
        ("content/_index.md", &page("title: 例", "はじめに。")),
        ("content/a.md", &page("title: 水道", "水道です。")),
    ])
}

/// The same with logos to choose from.
fn guide_with_logos() -> TestSite {
    let mut site = guide("");
    site.tree.insert("content/logo.svg", LOGO);
    site.tree.insert("content/yoru.svg", LOGO.replace("20\"", "30\""));
    site
}

fn set(site: &mut TestSite, theme: &str) {
    site.write("site.toml", format!("{SITE}[theme]\n{theme}"));
}

/// The style sheet that a page asks for.
fn sheet(site: &TestSite) -> String {
    let html = site.html("/a/");
    let start = html.find("/assets/css/site.").unwrap() + 1;
    let name = &html[start..start + html[start..].find('"').unwrap()];
    let output = site.snapshot.outputs.iter().find(|(path, _)| path.as_str() == name).unwrap().1;
    String::from_utf8(output.value.bytes.as_deref().unwrap().to_vec()).unwrap()
}

#[test]
fn a_setting_changes_every_page_and_goes_without_a_trace() {
    let mut site = guide("");
    let (plain, html) = (sheet(&site), site.html("/a/"));
    assert!(html.contains("<meta name=\"theme-color\" content=\"#1e4d3b\">") && html.contains("<svg class=\"logo\""));
    for (theme, of_sheet, of_page) in [
        ("accent = \"#C74700\"", "--green: #c74700; --leaf: #c74700;", "content=\"#c74700\""),
        (
            "accent_dark = \"#ffa66d\"",
            "(prefers-color-scheme: dark) { :root { --green: #17382b; --leaf: #ffa66d;",
            "#1e4d3b",
        ),
        ("fonts = [\"游明朝\", \"serif\"]", "--font: \"游明朝\", serif", "#1e4d3b"),
    ] {
        set(&mut site, theme);
        assert_eq!(site.findings(), Vec::<String>::new(), "{theme}");
        assert!(sheet(&site).starts_with(&plain) && sheet(&site).contains(of_sheet), "{theme}\n{}", sheet(&site));
        assert!(site.html("/a/").contains(of_page), "{theme}");
        site.assert_clean();
    }
    set(&mut site, "");
    assert_eq!((sheet(&site), site.html("/a/")), (plain, html));
    site.assert_clean();
}

#[test]
fn an_unreadable_colour_stops_the_build_and_never_reaches_the_sheet() {
    for (theme, ratio, near) in [
        ("accent = \"#f39800\"", "2.2:1", "accent = \""),
        ("accent = \"#ffffff\"", "1.0:1", "accent = \""),
        ("accent_dark = \"#1e4d3b\"", ":1。3:1", "accent_dark = \""),
    ] {
        let mut site = guide(theme);
        let told = site.report(shirube::report::format::Format::Human);
        assert!(site.snapshot.has_errors() && told.contains("theme-contrast"), "{theme}: {told}");
        assert!(told.contains(ratio), "{theme}: {told}");
        let typed = theme.split('"').nth(1).unwrap();
        assert!(!sheet(&site).contains(&format!("--leaf: {typed}")), "{theme}");
        // What is offered holds.
        let start = told.find(&format!("`{near}")).unwrap() + 1;
        let offered = told[start..].split('`').next().unwrap().to_owned();
        set(&mut site, &offered);
        assert_eq!(site.findings(), Vec::<String>::new(), "{offered}");
        site.assert_clean();
    }
}

#[test]
fn a_logo_stands_at_the_head_of_every_page() {
    let mut site = guide_with_logos();
    set(&mut site, "logo = \"logo.svg\"");
    let head = |site: &TestSite| {
        let html = site.html("/a/");
        let start = html.find("<a class=\"brand\"").unwrap();
        html[start..start + html[start..].find("</a>").unwrap()].to_owned()
    };
    assert_eq!(site.findings().iter().filter(|told| !told.contains("unused-file")).count(), 0, "{:?}", site.findings());
    let shown = head(&site);
    assert!(shown.contains("class=\"own-logo on-white\" src=\"../logo-") && shown.contains("alt=\"\""), "{shown}");
    assert!(
        shown.contains("width=\"40\" height=\"20\"") && shown.contains("<span>灯野町 移住ガイド</span>"),
        "{shown}"
    );
    site.assert_clean();

    set(&mut site, "logo = \"logo.svg\"\nlogo_dark = \"yoru.svg\"\nlogo_has_name = true");
    assert_eq!(site.findings(), Vec::<String>::new());
    let shown = head(&site);
    assert!(shown.contains("<source media=\"(prefers-color-scheme: dark)\" srcset=\"../yoru-"), "{shown}");
    assert!(shown.contains("alt=\"灯野町 移住ガイド\"") && !shown.contains("<span>"), "{shown}");
    site.assert_clean();

    // A logo beside a name that does not say whose it is says so.
    site.write("site.toml", "title = \"移住ガイド\"\n[municipality]\nname = \"灯野町\"\n[theme]\nlogo = \"logo.svg\"");
    assert!(head(&site).contains("alt=\"灯野町\""), "{}", head(&site));

    // A photo goes through the pipeline: two small variants, never the original.
    let mut large = Vec::new();
    let mut encoder = png::Encoder::new(&mut large, 600, 300);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[90; 600 * 300 * 3]).unwrap();
    site.tree.insert("content/logo.png", &large);
    set(&mut site, "logo = \"logo.png\"");
    let shown = head(&site);
    assert!(shown.contains("<source type=\"image/avif\" srcset=\"../img/") && shown.contains("-480.avif"), "{shown}");
    assert!(shown.contains("width=\"600\" height=\"300\""), "{shown}");
    assert!(!site.paths().iter().any(|path| path.starts_with("logo-")), "{:?}", site.paths());
    site.assert_clean();
}

#[test]
fn a_logo_that_is_none_is_told_and_the_mark_of_the_theme_stays() {
    for logo in ["nai.svg", "a.md", "../site.toml", "https://example.com/a.svg", "broken.png"] {
        let mut site = guide(&format!("logo = \"{logo}\""));
        site.write("content/broken.png", &PNG[..20]);
        let told = site.findings().join("\n");
        assert!(told.contains("error[site-image]") && told.contains("theme.logo"), "{logo}: {told}");
        assert!(site.html("/a/").contains("<svg class=\"logo\""), "{logo}");
    }
}

#[test]
fn words_that_are_no_settings_are_told_by_name() {
    for (site, words) in [
        ("theme = \"machi\"\n[theme]\naccent = \"#000\"", "`name = \"名前\"`"),
        ("[theme]\naccent = #c74700", "`\"#c74700\"` と書いて"),
        ("[theme]\naccent = \"オレンジ\"", "`accent` には"),
        ("[theme]\ncolor = \"#000\"", "`[theme]` に `color` という設定はありません"),
        ("accent = \"#000\"", "`accent` は `[theme]` の下に書きます"),
        ("[theme]\nfonts = \"Meiryo\"", "`fonts` には"),
        ("[theme]\nfonts = [\"Meiryo; }\"]", "「Meiryo; }」はフォントの名前ではありません"),
    ] {
        let built = TestSite::new(&[("site.toml", site), ("content/_index.md", &page("title: 例", ""))]);
        let told = built.report(shirube::report::format::Format::Human);
        assert!(told.contains(words), "{site}\n{told}");
    }
}
