//! The round trip: what parsers read in the Markdown is what stood in the message, and nothing that Slack sends panics.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use super::*;
use crate::salon::transcript::with_people;
use crate::{
    base::path::SourcePath,
    load::markdown::{self, cjk},
};

struct Salon;

impl Names for Salon {
    fn channel(&self, id: &str) -> Option<String> {
        (id == "C1").then(|| "住まい*_`".to_owned())
    }
}

/// What a text says, and how: the words of every look without their spaces, and the addresses.
#[derive(Default, PartialEq, Eq, Debug)]
struct Said {
    lines: Vec<String>,
    bold: String,
    italic: String,
    strike: String,
    code: String,
    links: Vec<String>,
    /// Quotes, lists with their first numbers, items, code with its language: how they nest.
    shape: String,
}

impl Said {
    fn add(&mut self, text: &str, style: Style) {
        let words: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}').collect();
        for (is, out) in [
            (style.bold, &mut self.bold),
            (style.italic, &mut self.italic),
            (style.strike, &mut self.strike),
            (style.code, &mut self.code),
        ] {
            out.push_str(if is { &words } else { "" });
        }
    }
}

/// What a tree says.
fn in_tree(blocks: &[Block]) -> Said {
    let mut said = Said { lines: tree::plain(blocks).split('\n').map(str::to_owned).collect(), ..Said::default() };
    said.shape = shape(blocks);
    walk(blocks, &mut |line| {
        let mut last = None;
        for run in line {
            said.add(&run.text, run.style);
            if let Some(link) = run.link.as_ref().filter(|link| last != Some(link.number)) {
                said.links.push(address::encoded(&link.url));
            }
            last = run.link.as_ref().map(|link| link.number);
        }
    });
    said
}

fn shape(blocks: &[Block]) -> String {
    let each = |block: &Block| match block {
        Block::Quote(inner) => format!("q({})", shape(inner)),
        Block::List { first, items } => {
            let items: String = items.iter().map(|item| format!("i({})", shape(item))).collect();
            format!("{}({items})", first.map_or("l".to_owned(), |first| first.to_string()))
        }
        Block::Code { language, .. } => format!("c{language}()"),
        Block::Table(_) => "t()".to_owned(),
        Block::Paragraph(_) => String::new(),
    };
    blocks.iter().map(each).collect()
}

fn walk(blocks: &[Block], see: &mut dyn FnMut(&[Run])) {
    for block in blocks {
        match block {
            Block::Paragraph(lines) => lines.iter().for_each(|line| see(line)),
            Block::Quote(inner) => walk(inner, see),
            Block::List { items, .. } => items.iter().for_each(|item| walk(item, see)),
            Block::Table(rows) => rows.iter().flatten().for_each(|cell| see(cell)),
            Block::Code { .. } => {}
        }
    }
}

/// What a parser reads; what must not be there ends the test.
fn in_events<'e>(events: impl Iterator<Item = Event<'e>>) -> Said {
    let (mut said, mut line, mut style) = (Said::default(), None::<String>, Style::default());
    let (mut block_of_code, mut cell) = (false, 0);
    let flush = |line: &mut Option<String>, said: &mut Said| said.lines.extend(line.take());
    for event in events {
        said.shape += &match &event {
            Event::Start(Tag::BlockQuote(None)) => "q(".to_owned(),
            Event::Start(Tag::List(first)) => format!("{}(", first.map_or("l".to_owned(), |first| first.to_string())),
            Event::Start(Tag::Item) => "i(".to_owned(),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => format!("c{language}("),
            Event::Start(Tag::Table(_)) => "t(".to_owned(),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::CodeBlock | TagEnd::Table) => {
                ")".to_owned()
            }
            _ => String::new(),
        };
        match event {
            Event::Text(text) if block_of_code => line.get_or_insert_default().push_str(&text),
            Event::Text(text) => {
                said.add(&text, style);
                line.get_or_insert_default().push_str(&text);
            }
            Event::Code(text) => {
                said.add(&text, Style { code: true, ..style });
                line.get_or_insert_default().push_str(&text);
            }
            Event::HardBreak => flush(&mut line, &mut said),
            Event::Start(Tag::Strong) => style.bold = true,
            Event::End(TagEnd::Strong) => style.bold = false,
            Event::Start(Tag::Emphasis) => style.italic = true,
            Event::End(TagEnd::Emphasis) => style.italic = false,
            Event::Start(Tag::Strikethrough) => style.strike = true,
            Event::End(TagEnd::Strikethrough) => style.strike = false,
            Event::Start(Tag::Link { dest_url, .. }) => said.links.push(dest_url.to_string()),
            Event::End(TagEnd::Link) => {}
            Event::Start(Tag::TableHead | Tag::TableRow) => (line, cell) = (Some(String::new()), 0),
            Event::Start(Tag::TableCell) => {
                line.get_or_insert_default().push_str(if cell > 0 { "\t" } else { "" });
                cell += 1;
            }
            Event::Start(Tag::CodeBlock(_)) => {
                flush(&mut line, &mut said);
                block_of_code = true;
            }
            Event::End(TagEnd::CodeBlock) => {
                block_of_code = false;
                line.as_mut().map(String::pop);
                flush(&mut line, &mut said);
            }
            Event::End(TagEnd::TableCell) => {}
            Event::Start(Tag::Paragraph | Tag::Item | Tag::List(_) | Tag::Table(_) | Tag::BlockQuote(None))
            | Event::End(_) => {
                flush(&mut line, &mut said);
            }
            other => panic!("{other:?} came out of a message"),
        }
    }
    flush(&mut line, &mut said);
    said.lines.iter_mut().for_each(|line| *line = line.replace('\u{200b}', ""));
    said
}

fn labelled(text: &str) -> String {
    with_people(text, |_| "@市民A".to_owned())
}

/// Every parser that a page meets must read what the tree says.
fn check(tree: &[Block]) -> Result<(), TestCaseError> {
    let text = labelled(&emit::markdown(tree));
    let mut expected = in_tree(tree);
    for words in [&mut expected.bold, &mut expected.italic, &mut expected.strike, &mut expected.code] {
        *words = labelled(words);
    }
    expected.lines = labelled(&expected.lines.join("\n")).split('\n').map(str::to_owned).collect();
    if tree.is_empty() {
        prop_assert!(text.is_empty());
        return Ok(());
    }
    let marked = cjk::Marked::new(&text);
    let ours = marked.parse().into_iter().map(|(event, _)| event).collect::<Vec<_>>();
    let others = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM;
    let more = Options::all()
        - Options::ENABLE_SMART_PUNCTUATION
        - Options::ENABLE_SUPERSCRIPT
        - Options::ENABLE_OLD_FOOTNOTES;
    for (name, said) in [
        ("the site", in_events(ours.into_iter())),
        ("GFM", in_events(Parser::new_ext(&text, others))),
        ("all extensions", in_events(Parser::new_ext(&text, more))),
    ] {
        let (read, meant) = (said.lines.join("\n"), expected.lines.join("\n"));
        prop_assert_eq!(&read, &meant, "lines by {}\n{}", name, text);
        prop_assert_eq!(&Said { lines: expected.lines.clone(), ..said }, &expected, "{}\n{}", name, text);
    }
    let page = markdown::load(
        &text,
        0,
        &markdown::Options {
            path: &SourcePath::new("content/qa/a.md"),
            qa: true,
            html: &["b".to_owned()],
            base_url: "",
            facts: None,
        },
    );
    prop_assert!(page.headings.is_empty(), "{}", text);
    prop_assert_eq!(page.links.iter().map(|link| link.target.clone()).collect::<Vec<_>>(), expected.links, "{}", text);
    // What only looks like Markdown is what somebody wrote, and is shown so.
    let is_look = |code: &str| {
        let starts = ["wide-", "lost-", "table-"].iter().any(|start| code.starts_with(start));
        starts || code.ends_with("-lookalike") || code.ends_with("-cell") || code == "text-in-table"
    };
    let is_fault = |code: &&str| !is_look(code) && !matches!(*code, "full-width-syntax" | "foreign-syntax");
    let codes: Vec<_> = page.findings.iter().map(|finding| finding.code).filter(is_fault).collect();
    prop_assert!(codes.is_empty(), "{:?}\n{}", codes, text);
    prop_assert!(page.readings == 0, "{}", text);
    Ok(())
}

/// Words made of what breaks things.
fn words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[あ漢ア]{1,3}",
        3 => "[「」（）。、！？…～〜・ー]",
        3 => "[a-c0-9]{1,3}",
        4 => "[ -/:-@\\[-`{-~]{1,3}",
        1 => "[ \u{3000}\u{a0}\n]{1,2}",
        1 => prop::sample::select(vec![
            "🙇‍♂️", "👍🏼", "https://ex.jp/a_b*c", ":灯の灯:", "1. ", "12) ", "- ", "+ ", "# ", "> ", "***", "---", "===",
                "```", "~~~", "|-|", "[ ] ",
            "[^1]", "[!NOTE]", "{漢字|かんじ}", "{{ x }}", "{% x %}", "&amp;", "&#35;", "<b>", "<!--", "$x$", "\\", "「",
                "」", ": ", "http://", "::",
            "[a]{lang=en}", "\u{e000}U1\u{e001}", "\u{200b}", "\r\n", "\t",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

fn element() -> impl Strategy<Value = Value> {
    let style = prop::collection::vec(prop::bool::weighted(0.3), 4)
        .prop_map(|on| json!({ "bold": on[0], "italic": on[1], "strike": on[2], "code": on[3] }));
    let link = prop_oneof![
        "https://ex\\.jp/[a-c&;`*_()~|\\\\ <>{}#?=]{0,8}",
        Just("javascript:x".to_owned()),
        Just("mailto:a@ex.jp".to_owned())
    ];
    prop_oneof![
        6 => (words(), style.clone()).prop_map(|(text, style)| json!({ "type": "text", "text": text, "style": style })),
        1 => (link, words(), style.clone()).prop_map(|(url, text, style)| json!({ "type": "link", "url": url,
            "text": text, "style": style })),
        1 => style.prop_map(|style| json!({ "type": "user", "user_id": "U1", "style": style })),
        1 => prop::sample::select(vec![
            json!({ "type": "channel", "channel_id": "C1" }), json!({ "type": "emoji", "name": "house",
                "unicode": "1f3e0" }),
            json!({ "type": "emoji", "name": "灯" }), json!({ "type": "broadcast", "range": "here" }), json!({
                "type": "color", "value": "#ff0000" }),
        ]),
    ]
}

fn sections() -> impl Strategy<Value = Value> {
    prop::collection::vec(element(), 0..4)
        .prop_map(|elements| json!({ "type": "rich_text_section", "elements": elements }))
}

fn block() -> impl Strategy<Value = Value> {
    let part = prop_oneof![
        3 => sections(),
        2 => (prop::collection::vec(sections(), 1..3), 0..3_u32, 0..3_u32, any::<bool>(),
            0..2_u32).prop_map(|(elements, indent, offset, ordered, border)| {
            let style = if ordered { "ordered" } else { "bullet" };
            json!({ "type": "rich_text_list", "style": style, "indent": indent, "offset": offset, "border": border,
                "elements": elements })
        }),
        1 => prop::collection::vec(element(), 0..3).prop_map(|elements| json!({ "type": "rich_text_quote",
            "elements": elements })),
        1 => prop::collection::vec(element(), 0..3).prop_map(|elements| json!({ "type": "rich_text_preformatted",
            "elements": elements })),
    ];
    let text =
        prop::collection::vec(part, 0..5).prop_map(|elements| json!({ "type": "rich_text", "elements": elements }));
    let cell = sections().prop_map(|section| json!({ "type": "rich_text", "elements": [section] }));
    let table = prop::collection::vec(prop::collection::vec(cell, 1..3), 1..3)
        .prop_map(|rows| json!({ "type": "table", "rows": rows }));
    prop_oneof![5 => text, 1 => table]
}

/// Texts in Slack's notation.
fn mrkdwn() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => words(),
        2 => prop::sample::select(vec![
            "<@U1>", "<@U1|taro>", "<#C1|>", "<#C9|x>", "<!here>", "<!date^1392734382^{date}|x>", "<https://ex.jp/?a=1&\
                amp;b=2|*説明*>",
            "<https://ex.jp/>", "<https://a.slack.com/x>", "<javascript:x|y>", ":house:", ":+1::skin-tone-3:",
                "*「重要」*", "_斜め_", "~消し~", "*", "_",
            "~", "`code`", "`", "```cpp\nx\n```", "```", "\n", "\n\n", "\n&gt; ", "\n• ", "\n    ◦ ", "\n1. ", "\n2. ",
                "\n    a. ", "\n&gt;&gt;&gt; ", "&lt;",
            "&amp;", "&amp;amp;", "<", ">",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Any JSON with the words that Slack uses.
fn any_json() -> impl Strategy<Value = Value> {
    let names = "type|text|elements|style|rich_text|rich_text_section|rich_text_list\
                 |ordered|indent|offset|table|rows|raw_text\
                 |section|mrkdwn|header|fields\
                 |link|url|https://ex.jp|user|user_id|U1|emoji|unicode|1f3e0|name|date|timestamp|format|{date}|border\
                 |bold|code|context|rich_text_quote\
                 |rich_text_preformatted|language|canvas|file_id|skin_tone";
    let name = prop::sample::select(names.split('|').map(str::trim).map(str::to_owned).collect::<Vec<_>>());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        name.clone().prop_map(Value::from),
        words().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        let kind = name.clone().prop_map(Value::from);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            (kind, prop::collection::vec((name.clone(), inner), 0..5)).prop_map(|(kind, fields)| {
                Value::Object(std::iter::once(("type".to_owned(), kind)).chain(fields).collect())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn blocks_come_back(blocks in prop::collection::vec(block(), 1..3)) {
        let mut words = Words::new(&Salon, &[]);
        let read = rich_text::read_rich_text(&blocks, &mut words);
        prop_assert_eq!(read.unknown, None);
        check(&read.tree)?;
    }

    #[test]
    fn texts_come_back(text in mrkdwn()) {
        check(&mrkdwn::read_mrkdwn(&clean(&text), &mut Words::new(&Salon, &[])))?;
    }

    #[test]
    fn no_word_is_lost(texts in prop::collection::vec("[あ「」。a1 \\n*_~`#>|:.()!&<\\[\\]{}\\\\-]{0,8}", 1..5),
        bold in any::<bool>()) {
        let elements: Vec<Value> = texts.iter().map(|text| json!({ "type": "text", "text": text, "style": {
            "bold": bold } })).collect();
        let blocks = json!([{ "type": "rich_text", "elements": [{ "type": "rich_text_section",
            "elements": elements }] }]);
        let found = convert(&Input { text: "", blocks: Some(&blocks), attachments: None, files: &[] }, &Salon);
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        prop_assert_eq!(solid(&found.plain), solid(&texts.concat()));
    }

    #[test]
    fn no_json_panics(blocks in any_json(), attachments in any_json(), text in words()) {
        for text in ["", &text] {
            let input = Input { text, blocks: Some(&blocks), attachments: Some(&attachments), files: &[] };
            let found = convert(&input, &Salon);
            let hidden = ["\u{200b}", "\u{202e}"].iter().any(|hidden| found.markdown.contains(hidden) ||
                found.plain.contains(hidden));
            prop_assert!(!hidden, "{}", found.markdown);
        }
        let rows = blocks.as_array().cloned().unwrap_or_else(|| vec![blocks.clone()]);
        check(&app_blocks::read_app_blocks(&rows, &mut Words::new(&Salon, &[])).tree)?;
    }
}
