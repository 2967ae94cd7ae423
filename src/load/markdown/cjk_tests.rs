//! The situations that the amendments tell apart, with sentences of our own.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;

/// A text's first block with emphasis as `[e…]`, strong as `[s…]`, strikes as `[d…]`, code as `‹…›`.
fn shown(text: &str) -> String {
    let mut out = String::new();
    for (event, _) in Marked::new(text).parse() {
        match event {
            Event::Start(Tag::Emphasis) => out.push_str("[e"),
            Event::Start(Tag::Strong) => out.push_str("[s"),
            Event::Start(Tag::Strikethrough) => out.push_str("[d"),
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => out.push(']'),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => out.push_str(&text),
            Event::Code(text) => out.push_str(&format!("‹{text}›")),
            Event::SoftBreak => out.push('⏎'),
            Event::Start(Tag::Link { dest_url, .. }) => out.push_str(&format!("({dest_url})")),
            _ => {}
        }
    }
    out
}

#[test]
fn emphasis_beside_japanese_punctuation() {
    for (text, expected) in [
        // CJK punctuation inside, a letter outside: closing, opening, both.
        ("**重要。**必ず読みます", "[s重要。]必ず読みます"),
        ("これは**「重要」**です", "これは[s「重要」]です"),
        ("**空き家バンク（灯野町）**について", "[s空き家バンク（灯野町）]について"),
        ("町が*『手引き』*を配ります", "町が[e『手引き』]を配ります"),
        ("~~旧制度（2020）~~は終わりました", "[d旧制度（2020）]は終わりました"),
        ("冬は~~「暖かい」~~寒いです", "冬は[d「暖かい」]寒いです"),
        // ASCII punctuation inside, CJK outside.
        ("料金は**(税込)**です", "料金は[s(税込)]です"),
        ("窓口で**`id`**を書きます", "窓口で[s‹id›]を書きます"),
        ("これを**[手引き](a.md)**で見ます", "これを[s(a.md)手引き]で見ます"),
        ("**\"はい\"**と答えます", "[s\"はい\"]と答えます"),
        ("~~100%~~を補助します", "[d100%]を補助します"),
        ("金額は**$5**です", "金額は[s$5]です"),
        // Full-width and half-width forms, symbols.
        ("**ﾃｽﾄ｡**と書きません", "[sﾃｽﾄ｡]と書きません"),
        ("割引は**５％**です", "割引は[s５％]です"),
        ("**雪……**と言います", "[s雪……]と言います"),
        ("**例：**灯野町", "[s例：]灯野町"),
        ("全部で**100円～**から", "全部で[s100円～]から"),
        // Korean and Chinese.
        ("**이 말(this)**을 씁니다", "[s이 말(this)]을 씁니다"),
        ("**“请看。”**这里", "[s“请看。”]这里"),
        // Outside the basic plane, variation selectors, emoji.
        ("**𩸽（ほっけ）**𠮟る", "[s𩸽（ほっけ）]𠮟る"),
        ("**「𩸽」**を食べます", "[s「𩸽」]を食べます"),
        ("葛\u{e0100}**(かつら)**です", "葛\u{e0100}[s(かつら)]です"),
        ("**〽\u{fe0e}**歌", "[s〽\u{fe0e}]歌"),
        ("大塚\u{fe00}**(町)**へ", "大塚\u{fe00}[s(町)]へ"),
        ("**\u{201c}\u{fe01}はい\u{201d}\u{fe01}**です", "[s\u{201c}\u{fe01}はい\u{201d}\u{fe01}]です"),
        // An emoji that is a picture by default is no CJK character; the letter before it decides as in CommonMark.
        ("a**🎉!**b", "a**🎉!**b"),
        ("雪**🎉!**だ", "雪[s🎉!]だ"),
        // Nested and mixed runs.
        ("***「両方」***です", "[e[s「両方」]]です"),
        ("**外の*「内」*も**です", "[s外の[e「内」]も]です"),
        ("**~~「消す」~~**です", "[s[d「消す」]]です"),
        ("**一**、**二**。", "[s一]、[s二]。"),
        ("「**一**」と「**二。**」", "「[s一]」と「[s二。]」"),
        // Line ends and starts.
        ("**「先頭」**です\n**「次」**です", "[s「先頭」]です⏎[s「次」]です"),
        ("- **項目：**説明", "[s項目：]説明"),
        ("> **引用。**です", "[s引用。]です"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn what_is_no_emphasis_stays() {
    for (text, expected) in [
        ("2*3*4", "2[e3]4"),
        ("a**b", "a**b"),
        ("snake_case_name", "snake_case_name"),
        ("これは _「下線」_ です", "これは [e「下線」] です"),
        ("これは_「下線」_です", "これは_「下線」_です"),
        ("「 ** 」は空白つきです", "「 ** 」は空白つきです"),
        ("全角空白の** 「後」**です", "全角空白の** 「後」**です"),
        ("\\*「逃がした」\\*です", "*「逃がした」*です"),
        ("\\**「一つだけ」*です", "*[e「一つだけ」]です"),
        ("`**「コード」**`です", "‹**「コード」**›です"),
        ("[題](「**」.md)です", "(「**」.md)題です"),
        ("9:00~17:00と10:00~12:00", "9:00~17:00と10:00~12:00"),
        ("「~一つ~」", "「~一つ~」"),
        ("\u{f8a0}**「私用」**です", "\u{f8a0}[s「私用」]です"),
        ("a**「b", "a**「b"),
        ("日本語*", "日本語*"),
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
}

#[test]
fn in_tables_and_headings() {
    assert_eq!(
        shown("| 項目 | **「値」** |\n|---|---|\n| **「a」** | です**「b」** |"),
        "項目[s「値」][s「a」]です[s「b」]"
    );
    assert_eq!(shown("## **「見出し」**です {#id}"), "[s「見出し」]です");
}

#[test]
fn spans_are_those_of_the_source() {
    let text = "これは**「重要」**です。[次](a.md)";
    for (event, range) in Marked::new(text).parse() {
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
        match event {
            Event::Start(Tag::Strong) => assert_eq!(&text[range], "**「重要」**"),
            Event::Start(Tag::Link { .. }) => assert_eq!(&text[range], "[次](a.md)"),
            Event::Text(words) if *words == *"「重要」" => assert_eq!(&text[range], "「重要」"),
            _ => {}
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_parses_and_no_sentinel_shows(text in "[あ「」。、a-c:*~ `\\[\\]()|\\n<>é🎉\u{e0100}\u{fe01}_\\\\-]{0,60}") {
        for (event, range) in Marked::new(&text).parse() {
            assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end) && range.start <= range.end);
            assert!(!format!("{event:?}").contains("\\u{f8a"), "{event:?}");
        }
    }

    #[test]
    fn without_cjk_nothing_changes(text in "[a-c.,*~ `\\[\\]()\\n_-]{0,60}") {
        let plain: Vec<_> = tildes(&text, Parser::new_ext(&text, OPTIONS).into_offset_iter());
        assert_eq!(Marked::new(&text).parse(), plain);
        assert!(OPTIONS.contains(Options::ENABLE_TABLES));
    }
}
