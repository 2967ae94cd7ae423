//! Input and HTML, with holes shown as ⟦…⟧.

use super::*;
use crate::{config::facts::Facts, report::diagnostic::Level};

fn shown(body: &Body) -> String {
    let mut out = body.html.clone();
    for hole in body.holes.iter().rev() {
        let words = match &hole.fill {
            Fill::Href(index) => format!("⟦href {index}⟧"),
            Fill::LinkNote(_) => String::new(),
            Fill::Image(index, first) => format!("⟦image {index}{}⟧", if *first { " first" } else { "" }),
            Fill::Words(key) => format!("⟦{key}⟧"),
            Fill::Code(language, code) => format!("⟦code {language}: {code}⟧"),
        };
        out.insert_str(hole.at, &words);
    }
    out
}

fn read(text: &str, qa: bool) -> Parsed {
    load(
        text,
        0,
        &Options {
            path: &SourcePath::new("content/a.md"),
            qa,
            html: &["kbd".to_owned()],
            base_url: "https://example.jp/iju/",
            facts: None,
        },
    )
}

fn html(text: &str) -> String {
    shown(&read(text, false).parts.body).trim_end().to_owned()
}

#[test]
fn blocks() {
    for (text, expected) in [
        ("本文です。\n次です。", "<p>本文です。次です。</p>"),
        ("English\nlines and\n日本語", "<p>English\nlines and\n日本語</p>"),
        ("これは**です**\n次の*行*", "<p>これは<strong>です</strong>次の<em>行</em></p>"),
        (
            "{灯野|とうの}\n{町|まち}です",
            "<p><ruby>灯野<rp>（</rp><rt>とうの</rt><rp>）</rp></ruby><ruby>町<rp>（</rp><rt>まち</rt><rp>）</rp></ruby>です</p>",
        ),
        ("行末  \n改行", "<p>行末<br>\n改行</p>"),
        ("## 料金の話", "<h2 id=\"料金の話\">料金の話</h2>"),
        ("## 料金 {#ryokin}\n\n## 料金", "<h2 id=\"ryokin\">料金</h2>\n<h2 id=\"料金\">料金</h2>"),
        ("## 料金\n\n## 料金", "<h2 id=\"料金\">料金</h2>\n<h2 id=\"料金-2\">料金</h2>"),
        ("## {灯野|とうの}町", "<h2 id=\"灯野町\"><ruby>灯野<rp>（</rp><rt>とうの</rt><rp>）</rp></ruby>町</h2>"),
        // A reading at the end of a heading is no list of attributes; one before it is.
        (
            "## ごみの{種類|しゅるい}\n\n## {灯|ひ} {#hi}",
            "<h2 id=\"ごみの種類\">ごみの<ruby>種類<rp>（</rp><rt>しゅるい</rt><rp>）</rp></ruby></h2>\n<h2 \
                id=\"hi\"><ruby>灯<rp>（</rp><rt>ひ</rt><rp>）</rp></ruby></h2>",
        ),
        ("`{漢字|かんじ}`", "<p><code>{漢字|かんじ}</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"),
        (
            "- [ ] 未\n- [x] 済",
            "<ul>\n<li><span class=\"task\">☐</span> 未</li>\n<li><span class=\"task\">☑</span> 済</li>\n</ul>",
        ),
        ("語\n: 説明", "<dl>\n<dt>語</dt>\n<dd>説明</dd>\n</dl>"),
        ("~~古い~~", "<p><del>古い</del></p>"),
        ("9:00~17:00", "<p>9:00~17:00</p>"),
        ("`<b>`と`{漢字|かんじ}`", "<p><code>&lt;b&gt;</code>と<code>{漢字|かんじ}</code></p>"),
        ("```rust\nlet x;\n```", "⟦code rust: let x;\n⟧"),
        (
            "> [!WARNING] 雪の**日**は\n> 内容\n> 続き\n\n> [!note]　あと",
            "<section class=\"notice warning\" aria-labelledby=\"notice\"><p class=\"notice-title\" \
                id=\"notice\">⟦notice_warning⟧</p>\n<p><strong>雪の<strong>日</strong>は</strong></p>\n<p>内容続き</p>\n\
                </section>\n<section class=\"notice note\" aria-labelledby=\"notice-2\"><p class=\"notice-title\" \
                id=\"notice-2\">⟦notice_note⟧</p>\n<p><strong>あと</strong></p>\n</section>",
        ),
        ("> [!NOTE](a.md)の話", "<blockquote>\n<p><a href=\"⟦href 0⟧\">!NOTE</a>の話</p>\n</blockquote>"),
        ("> 引用", "<blockquote>\n<p>引用</p>\n</blockquote>"),
        (
            "> [!NOTE]\n> 内容",
            "<section class=\"notice note\" aria-labelledby=\"notice\"><p class=\"notice-title\" \
                id=\"notice\">⟦notice_note⟧</p>\n<p>内容</p>\n</section>",
        ),
        (
            "### 詳しく {.fold}\n\n中身\n\n### 次",
            "<details class=\"fold\"><summary><h3 id=\"詳しく\">詳しく</h3></summary>\n<p>中身</p>\n</details>\n<h3 \
                id=\"次\">次</h3>",
        ),
        ("![雪の駅](eki.jpg \"冬の駅\")", "<figure>⟦image 0 first⟧<figcaption>冬の駅</figcaption></figure>"),
        ("文中の![雪](a.jpg)", "<p>文中の⟦image 0 first⟧</p>"),
        ("か\u{3099}", "<p>が</p>"),
        ("\\{漢字|かんじ}と{町|まち}", "<p>{漢字|かんじ}と<ruby>町<rp>（</rp><rt>まち</rt><rp>）</rp></ruby></p>"),
        ("[English words]{lang=en}です", "<p><span lang=\"en\">English words</span>です</p>"),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn tables() {
    let rows = "| 項目 | 円 |\n|---|--:|\n| {家賃\\|やちん} | 5 |";
    let table = "<thead><tr><th scope=\"col\">項目</th><th scope=\"col\" class=\"r\">円</th></tr></thead>\n<tbody>\n\
        <tr><td><ruby>家賃<rp>（</rp><rt>やちん</rt><rp>）</rp></ruby></td><td class=\"r\">5</td></tr>\n\
            </tbody></table></section>";
    let open = "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"table\"><table><caption \
        id=\"table\">家賃の目安</caption>\n";
    // The bar of a reading is no border of a cell, escaped or not.
    assert_eq!(html(&rows.replace('\\', "")), html(rows));
    assert_eq!(html(rows), format!("<section class=\"scroll\" tabindex=\"0\" aria-label=\"⟦table⟧\"><table>\n{table}"));
    assert_eq!(html(&format!("表：家賃の目安\n\n{rows}")), format!("{open}{table}"));
    assert_eq!(html(&format!("{rows}\n\n表：家賃の目安\n\n次")), format!("{open}{table}\n<p>次</p>"));
}

#[test]
fn marks_of_headings_links_and_cells() {
    for (text, expected) in [
        (
            "## 外 {.fold}\n\n### 内 {.fold}\n\n中身\n\n## 次",
            "<details class=\"fold\"><summary><h2 id=\"外\">外</h2></summary>\n<details class=\"fold\"><summary><h3 \
                id=\"内\">内</h3></summary>\n<p>中身</p>\n</details>\n</details>\n<h2 id=\"次\">次</h2>",
        ),
        (
            "### 家 {.card}\n\n賃貸\n\n### 仕事 {.card}\n\n求人\n\n### 次",
            "<ul class=\"cards\">\n<li class=\"card\"><h3 id=\"家\">家</h3>\n<p>賃貸</p>\n</li>\n<li class=\"card\"><h3 \
                id=\"仕事\">仕事</h3>\n<p>求人</p>\n</li>\n</ul>\n<h3 id=\"次\">次</h3>",
        ),
        (
            "## 外 {.fold}\n\n### 家 {.card}\n\n#### 細目 {.fold}\n\n中身",
            "<details class=\"fold\"><summary><h2 id=\"外\">外</h2></summary>\n<ul class=\"cards\">\n<li \
                class=\"card\"><h3 id=\"家\">家</h3>\n<details class=\"fold\"><summary><h4 id=\"細目\">細目</h4>\
                </summary>\n<p>中身</p>\n</details>\n</li>\n</ul>\n</details>",
        ),
        ("[申し込む](a.md){.button}", "<p class=\"buttons\"><a class=\"button\" href=\"⟦href 0⟧\">申し込む</a></p>"),
        (
            "[申し込む](a.md){.button} [**たずねる**](b.md){.button}\n[電話](tel:0199001010){.button}",
            "<p class=\"buttons\"><a class=\"button\" href=\"⟦href 0⟧\">申し込む</a><a class=\"button\" href=\"⟦href \
                1⟧\"><strong>たずねる</strong></a><a class=\"button\" href=\"⟦href 2⟧\">電話</a></p>",
        ),
        ("まず[申し込む](a.md){.button}です。", "<p>まず<a href=\"⟦href 0⟧\">申し込む</a>です。</p>"),
        ("[a](b.md){.red}", "<p><a href=\"⟦href 0⟧\">a</a>{.red}</p>"),
        ("`[a](b.md){.button}`", "<p><code>[a](b.md){.button}</code></p>"),
        (
            "表：灯油\n\n| 時期 | 家 | 灯油 |\n|---|---|--:|\n| 冬 | 一戸建て | 90 |\n| ^^ | アパート | 40 |\n| 夏 | << | 0 |",
            "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"table\"><table><caption \
                id=\"table\">灯油</caption>\n<thead><tr><th scope=\"col\">時期</th>\
                <th scope=\"col\">家</th><th scope=\"col\" \
                class=\"r\">灯油</th></tr></thead>\n<tbody>\n<tr><td rowspan=\"2\">冬</td><td>一戸建て</td><td \
                class=\"r\">90</td></tr>\n<tr><td>アパート</td><td class=\"r\">40</td></tr>\n<tr><td \
                colspan=\"2\">夏</td><td class=\"r\">0</td></tr>\n</tbody></table></section>",
        ),
    ] {
        assert_eq!(html(text), expected, "{text}");
    }
}

#[test]
fn links() {
    for (text, expected, target) in [
        ("[次へ](../b.md#x)", "<p><a href=\"⟦href 0⟧\">次へ</a></p>", "../b.md#x"),
        ("https://example.jp/a。", "<p><a href=\"⟦href 0⟧\">https://example.jp/a</a>。</p>", "https://example.jp/a"),
        ("<a@example.jp>", "<p><a href=\"⟦href 0⟧\">a@example.jp</a></p>", "mailto:a@example.jp"),
        ("[https://example.jp/](b.md)", "<p><a href=\"⟦href 0⟧\">https://example.jp/</a></p>", "b.md"),
    ] {
        let parsed = read(text, false);
        assert_eq!(shown(&parsed.parts.body).trim_end(), expected, "{text}");
        assert_eq!(parsed.links[0].target, target);
    }
    assert_eq!(html("電話 0160-00-1010"), "<p>電話 <a class=\"tel\" href=\"tel:+81160001010\">0160-00-1010</a></p>");
    let text = "前の文。[次](nashi.md \"題\")と[r][]\n\n[r]: c.md";
    let parsed = read(text, false);
    assert_eq!(&text[parsed.links[0].target_span.range()], "nashi.md");
    assert_eq!(&text[parsed.links[1].target_span.range()], "[r]");
}

#[test]
fn answers_are_parts_of_their_own() {
    let text = "質問です。[^1]\n\n## 市民（4年目） {.answer role=resident years=4 area=北地区 month=2025-12}\n\n寒いです。\n\n### 灯油\n\n\
        ## 町職員 {.answer role=staff}\n\n補助があります。\n\n[^1]: 注です。\n";
    let parsed = read(text, true);
    assert_eq!(parsed.answers.len(), 2);
    let first = &parsed.answers[0];
    assert_eq!(
        (first.heading.as_str(), first.role.as_str(), first.attributes["area"].as_str()),
        ("市民（4年目）", "resident", "北地区")
    );
    assert_eq!(&text[first.span.range()], "## 市民（4年目）");
    assert_eq!(shown(&parsed.parts.answers[0]), "<p>寒いです。</p>\n<h3 id=\"灯油\">灯油</h3>\n");
    assert_eq!(parsed.anchors, ["市民4年目", "灯油", "町職員"]);
    assert!(shown(&parsed.parts.body).contains(
        "<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n<li \
        id=\"fn-1\" value=\"1\"><p>注です。</p> <a class=\"footnote-back\" href=\"#fnref-1\""
    ));
    assert!(read(text, false).answers.is_empty());
}

#[test]
fn what_pages_cannot_do_is_reported() {
    let codes = |text: &str| read(text, false).findings.iter().map(|finding| finding.code).collect::<Vec<_>>();
    for (text, expected) in [
        ("> [!NOTEE]\n> x", vec!["unknown-block"]),
        ("### a {.cards}", vec!["unknown-block"]),
        ("### a {.Fold}", vec!["unknown-block"]),
        ("### a {.wide}", vec![]),
        ("[a](b.md){.buton}", vec!["unknown-block"]),
        ("[a](b.md){.wide}", vec![]),
        ("まず[a](b.md){.button}へ。", vec!["button-place"]),
        ("- [a](b.md){.button}", vec!["button-place"]),
        ("[a](b.md){.button} と b", vec!["button-place"]),
        ("[a](b.md){.button}", vec![]),
        ("表：a\n\n| a | b |\n|---|---|\n| ^^ | c |", vec!["merged-cell"]),
        ("表：a\n\n| a | b |\n|---|---|\n| c | d |\n| ^^ | e |", vec![]),
        ("{{< youtub >}}", vec!["template-syntax"]),
        ("{% if %}", vec!["template-syntax"]),
        ("`{{ x }}`", vec![]),
        ("<font>赤</font>", vec!["raw-html"]),
        ("<kbd>a</kbd>", vec![]),
        ("<!-- メモ -->", vec![]),
        ("<table>\n<tr></tr>\n</table>", vec!["raw-html"]),
        ("＃見出し", vec!["full-width-syntax"]),
        ("```\n＃見出し\n```", vec![]),
    ] {
        assert_eq!(codes(text), expected, "{text}");
    }
    assert_eq!(html("<script>alert(1)</script>"), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    assert_eq!(html("<!-- メモ -->"), "");
    assert_eq!(html("a<!-- x -->b"), "<p>ab</p>");
}

#[test]
fn summary_and_count() {
    let parsed = read("表：x\n\n{灯野|とうの}町の**話**です。\n続きです。\n\n二つめ。", false);
    assert_eq!(
        (parsed.summary.as_str(), parsed.characters),
        ("表：x", "表：x灯野町の話です。続きです。二つめ。".chars().count())
    );
    assert_eq!(parsed.readings, 1);
    // Escaped braces and those in code are text, here as on the page.
    let literal = read("`{漢字|かんじ}`は\\{漢字|かんじ}で、\n{灯|ひ}です。", false);
    assert_eq!((literal.summary.as_str(), literal.readings), ("{漢字|かんじ}は{漢字|かんじ}で、灯です。", 1));
    let long = format!("一つめの文です。{}", "あ".repeat(200));
    assert_eq!(read(&long, false).summary, "一つめの文です。");
}

proptest::proptest! {
    #[test]
    fn nothing_panics(text in "[あ「」。#*~`\\[\\](){}|\\n<>a-c!:+ \\-0-9^=.％＃－（）［］\\\\]{0,120}") {
        let parsed = read(&text, true);
        for hole in &parsed.parts.body.holes {
            assert!(parsed.parts.body.html.is_char_boundary(hole.at));
        }
        for link in &parsed.links {
            assert!(text.get(link.span.range()).is_some() && text.get(link.target_span.range()).is_some());
        }
    }
}

#[test]
fn facts_stand_where_they_are_named() {
    let values = [("除雪", "15センチ"), ("除雪_en", "15 cm"), ("電話", "0160-00-1010"), ("町", "{灯野町|とうのまち}")];
    let facts = Facts::new(
        values.into_iter().map(|(name, it)| (name.to_owned(), it.to_owned())).collect(),
        std::collections::BTreeMap::new(),
    );
    let path = SourcePath::new("content/a.md");
    let read = |text: &str, lang, is_approved| {
        let facts = Some(PageFacts { facts: &facts, lang, is_approved });
        let parsed = load(text, 0, &Options { path: &path, qa: false, html: &[], base_url: "", facts });
        let findings: Vec<_> =
            parsed.findings.iter().map(|it| (it.code, it.places[0].span.expect("in the text"))).collect();
        (shown(&parsed.parts.body).trim_end().to_owned(), findings)
    };
    for (text, expected) in [
        ("積雪{{除雪}}で", "<p>積雪15センチで</p>"),
        ("**{{除雪}}**です", "<p><strong>15センチ</strong>です</p>"),
        ("## 雪は{{除雪}}", "<h2 id=\"雪は15センチ\">雪は15センチ</h2>"),
        ("電話は{{電話}}です", "<p>電話は<a class=\"tel\" href=\"tel:+81160001010\">0160-00-1010</a>です</p>"),
        ("{{町}}へ", "<p><ruby>灯野町<rp>（</rp><rt>とうのまち</rt><rp>）</rp></ruby>へ</p>"),
        (
            "- {{除雪}}\n- [{{除雪}}](b.md)",
            "<ul>\n<li>15センチ</li>\n<li><a href=\"⟦href 0⟧\">15センチ</a></li>\n</ul>",
        ),
        ("`{{除雪}}`と\\{{除雪}}", "<p><code>{{除雪}}</code>と{{除雪}}</p>"),
    ] {
        let (html, _) = read(text, None, false);
        assert_eq!(html, expected, "{text}");
    }
    assert_eq!(read("{{除雪}} deep", Some("en"), false).0, "<p>15 cm deep</p>");
    let cell = read("| 項目 | 値 |\n|---|---|\n| 除雪 | {{除雪}} |", None, false).0;
    assert!(cell.contains("<td>15センチ</td>") || cell.contains(">15センチ</td>"), "{cell}");
    assert_eq!(read("雪は{{除説}}", None, false).1, [("unknown-fact", Span::new(6, 16))]);
    let caption = read("![絵](a.jpg \"{{除雪}}から\")", None, false).0;
    assert!(caption.contains("<figcaption>15センチから</figcaption>"), "{caption}");
    assert_eq!(read("[絵](https://example.jp/ \"{{除説}}\")", None, false).1[0].0, "unknown-fact");
    assert_eq!(read("雪は{{除雪}}", None, true).1, [("unknown-fact", Span::new(6, 16))]);
    assert_eq!(read("雪は{{ page.title }}", None, false).1, [("template-syntax", Span::new(6, 22))]);
}

#[test]
fn an_address_of_a_service_alone_is_a_card() {
    let card = |url: &str, words: &str| {
        let (host, rest) = url.split_once("//").unwrap().1.split_once('/').unwrap();
        format!(
            "<p class=\"notice away\"><a href=\"⟦href 0⟧\"><strong>⟦{words}⟧</strong><br><span>https://<strong>{host}\
             </strong>/{rest}</span></a></p>"
        )
    };
    let film = card("https://youtu.be/a_b_c-_d", "card_youtube");
    for (text, expected) in [
        ("https://youtu.be/a_b_c-_d", film.clone()),
        ("  https://youtu.be/a_b_c-_d  ", film.clone()),
        ("<https://youtu.be/a_b_c-_d>", film.clone()),
        (
            "https://www.google.com/maps/place/灯野町/@43.5,141.5,15z",
            card("https://www.google.com/maps/place/灯野町/@43.5,141.5,15z", "card_google_maps"),
        ),
        ("https://forms.gle/abc", card("https://forms.gle/abc", "card_google_forms")),
        ("<iframe src=\"https://forms.gle/abc\" width=1></iframe>", card("https://forms.gle/abc", "card_google_forms")),
    ] {
        assert_eq!(html(text), expected, "{text}");
        assert_eq!(
            html(&format!("> {text}\n\n次です。")),
            format!("<blockquote>\n{expected}\n</blockquote>\n<p>次です。</p>")
        );
    }
    for text in [
        "https://youtu.be/a をご覧ください。",
        "動画：https://youtu.be/a",
        "https://youtu.be/a\nhttps://youtu.be/b",
        "https://youtu.be/a。",
        "[動画](https://youtu.be/a)",
        "https://example.jp/a",
        "    https://youtu.be/a",
        "- https://youtu.be/a",
    ] {
        assert!(!html(text).contains("away"), "{text}: {}", html(text));
    }
    // What is pasted is told, and what belongs to nobody we know stays an error.
    let told = |text: &str| {
        let read = read(text, false);
        read.findings.iter().map(|finding| (finding.code, finding.level)).collect::<Vec<_>>()
    };
    assert_eq!(told("<iframe src=\"https://www.youtube.com/embed/a\"></iframe>"), [("frame-card", Level::Hint)]);
    assert_eq!(told("<iframe src=\"https://example.com/a\"></iframe>"), [("raw-html", Level::Error)]);
    assert_eq!(told("https://youtu.be/a"), []);
    let mended = read("前\n\n<iframe\n src=\"https://www.youtube.com/embed/a\">\n</iframe>\n\n後", false);
    let fix = mended.findings[0].fix.as_ref().expect("it can be mended");
    assert_eq!(fix.text, "https://www.youtube.com/watch?v=a");
}

#[test]
fn the_end_of_a_refused_element_is_told_with_its_beginning() {
    let told = |text: &str| read(text, false).findings.iter().filter(|it| it.code == "raw-html").count();
    for (text, count) in [
        ("<a name=\"x\"></a>", 1),
        ("前<b>太<i>字</i></b>後", 2),
        ("<b>一</b>\n\n<b>二</b>", 2),
        ("<b>一</b></b>", 2),
        ("</b>", 1),
        ("<img src=x></b>", 2),
        ("<b>一\n\n二</b>", 1),
    ] {
        assert_eq!(told(text), count, "{text}");
    }
}
