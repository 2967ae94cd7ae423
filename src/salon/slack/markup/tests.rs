//! Cases: Slack's notation and blocks in, Markdown out. The numbers are those of the specification's list.

use serde_json::{Value, json};

use super::*;

/// C1 is public, everything else is not.
struct Salon;

impl Names for Salon {
    fn channel(&self, id: &str) -> Option<String> {
        (id == "C1").then(|| "移住相談".to_owned())
    }
}

fn converted(text: &str, blocks: Option<&Value>) -> Converted {
    let files = [FileName { id: "F1".to_owned(), title: "冬の持ちもの".to_owned() }];
    convert(&Input { text, blocks, attachments: None, files: &files }, &Salon)
}

/// The Markdown with people as `⟨U1⟩`.
fn shown(converted: &Converted) -> String {
    converted.markdown.replace('\u{e000}', "⟨").replace('\u{e001}', "⟩")
}

fn text(text: &str) -> String {
    shown(&converted(text, None))
}

fn rich(elements: Value) -> Converted {
    converted("予備", Some(&json!([{ "type": "rich_text", "elements": elements }])))
}

fn section(elements: Value) -> String {
    shown(&rich(json!([{ "type": "rich_text_section", "elements": elements }])))
}

fn word(text: &str) -> Value {
    json!({ "type": "text", "text": text })
}

fn styled(text: &str, style: &str) -> Value {
    json!({ "type": "text", "text": text, "style": { style: true } })
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (slack, expected) in cases {
        assert_eq!(&text(slack), expected, "{slack}");
    }
}

#[test]
fn emphasis_beside_japanese() {
    // 37, 38
    for (elements, expected) in [
        (json!([word("これは"), styled("「重要」", "bold"), word("です")]), "これは&#8203;**「重要」**&#8203;です"),
        (json!([word("った"), styled("学生オンライン", "bold"), word("につ")]), "った**学生オンライン**につ"),
        (json!([word("前"), styled(" 重要　", "bold"), word("後")]), "前 **重要**　後"),
        (json!([styled("一行目\n二行目", "bold")]), "**一行目**\\\n**二行目**"),
        (json!([word("前"), styled(" \n ", "bold"), word("後")]), "前\\\n後"),
        (json!([styled("a", "bold"), styled("b", "bold")]), "**ab**"),
        (json!([styled("a", "bold"), styled("b", "italic")]), "&#8203;**a**&#8203;*b*&#8203;"),
        (json!([{ "type": "text", "text": "両方", "style": { "bold": true, "italic": true } }]), "***両方***"),
        (
            json!([styled("太い", "bold"), { "type": "text", "text": "両方", "style": { "bold": true, "italic": true } },
                word("続き")]),
            "&#8203;**太い&#8203;*両方*&#8203;**&#8203;続き",
        ),
        (
            json!([{ "type": "text", "text": "全部", "style": { "bold": true, "italic": true, "strike": true,
                "code": true } }]),
            "~~&#8203;***`全部`***&#8203;~~",
        ),
        (json!([word("見出し"), styled("重要！", "strike"), word("です")]), "見出し&#8203;~~重要！~~&#8203;です"),
        (json!([styled("x", "underline"), styled("y", "highlight"), styled("z", "unlink")]), "xyz"),
        (json!([styled("👍", "bold"), word("です")]), "&#8203;**👍**&#8203;です"),
        (json!([{ "type": "user", "user_id": "U1", "style": { "bold": true } }, word("さん")]), "**⟨U1⟩**さん"),
        (
            json!([word("あ"), { "type": "user", "user_id": "U1", "style": { "bold": true } }]),
            "あ&#8203;**⟨U1⟩**&#8203;",
        ),
    ] {
        assert_eq!(section(elements.clone()), expected, "{elements}");
    }
}

#[test]
fn emphasis_in_mrkdwn() {
    // 39, 40, 41
    check(&[
        ("これは*重要*です", "これは**重要**です"),
        ("5*3*2、a_b_c、**x**、* a *", "5\\*3\\*2、a\\_b\\_c、\\*\\*x\\*\\*、\\* a \\*"),
        ("_斜め_と~消し~と*_両方_*", "*斜め*と~~消し~~と***両方***"),
        ("*途中で\n終わる*", "\\*途中で\\\n終わる\\*"),
        ("*太字 `a*b` <@U1>*の後", "**太字 `a*b` ⟨U1⟩**の後"),
        ("9:00~17:00、土日~祝", "9:00\\~17:00、土日\\~祝"),
        ("2024. 4月から", "2024\\. 4月から"),
        ("`code`と```block```", "`code`と\n\n```\nblock\n```"),
        ("`` ` ` ``", "\\`\\` \\` \\` \\`\\`"),
    ]);
}

#[test]
fn nothing_at_a_line_start_is_syntax() {
    // 42
    for (typed, expected) in [
        ("# メモ", "\\# メモ"),
        ("> ", "\\>"),
        ("- 項目", "\\- 項目"),
        ("+ 項目", "\\+ 項目"),
        ("前\n---", "前\\\n\\---"),
        ("前\n===", "前\\\n\\==="),
        ("|a|b|\n|-|-|", "\\|a|b|\\\n\\|-|-|"),
        ("    四つの空白", "四つの空白"),
        ("　字下げ", "　字下げ"),
        (": 定義", "\\: 定義"),
        ("1) 番号", "1\\) 番号"),
        ("1.5倍", "1.5倍"),
        ("12.", "12\\."),
        ("前\n\n\n後", "前\n\n後"),
        ("前\n　\n後", "前\n\n後"),
        ("<!-- x --><b>", "\\<!-- x -->\\<b>"),
        ("[x](y) ![z](w)", "\\[x\\](y) !\\[z\\](w)"),
        ("[!NOTE]", "\\[\\!NOTE\\]"),
        ("&copy; & &amp;", "\\&copy; & \\&amp;"),
        ("$a$ ~~x~~ \\", "\\$a\\$ \\~\\~x\\~\\~ \\\\"),
        ("{漢字|かんじ}", "\\{漢字|かんじ\\}"),
        ("\u{202e}逆\u{200b}\u{feff}\u{e000}U1\u{e001}\u{7}", "逆U1"),
    ] {
        assert_eq!(section(json!([word(typed)])), expected, "{typed}");
    }
    // 52
    assert_eq!(section(json!([word("{{ x }} {% x %}")])), "\\{\\{ x \\}\\} \\{\\% x %\\}");
}

#[test]
fn entities_are_decoded_once() {
    // 43
    assert_eq!(text("&lt;b&gt; &amp;amp;"), "\\<b> \\&amp;");
    assert_eq!(converted("&lt;b&gt; &amp;amp;", None).plain, "<b> &amp;");
    assert_eq!(section(json!([word("&lt;b&gt; &amp;")])), "\\&lt;b\\&gt; \\&amp;");
}

#[test]
fn lists() {
    // 44
    let list = |style: &str, indent: u32, offset: u32, items: &[&str]| {
        let items: Vec<Value> =
            items.iter().map(|item| json!({ "type": "rich_text_section", "elements": [word(item)] })).collect();
        json!({ "type": "rich_text_list", "style": style, "indent": indent, "offset": offset, "elements": items })
    };
    let intro = json!({ "type": "rich_text_section", "elements": [word("順番です\n")] });
    for (elements, expected) in [
        (
            json!([
                intro,
                list("ordered", 0, 0, &["泊まる"]),
                list("bullet", 1, 0, &["夏", "冬"]),
                list("ordered", 0, 1, &["見る"])
            ]),
            "順番です\n\n1. 泊まる\n   - 夏\n   - 冬\n2. 見る",
        ),
        (
            json!([list("bullet", 0, 0, &["a", ""]), list("ordered", 0, 0, &["b"]), list("bullet", 0, 0, &["c"])]),
            "- a\n-\n\n1) b\n\n- c",
        ),
        (json!([list("bullet", 0, 0, &["a"]), list("ordered", 1, 4, &["b\nc"])]), "- a\n\n  5. b\\\n     c"),
        (json!([list("bullet", 2, 0, &["深い"]), list("bullet", 0, 0, &["浅い"])]), "- 深い\n- 浅い"),
        (json!([list("bullet", 0, 0, &["1. x", "# y", "[ ] z"])]), "- 1\\. x\n- \\# y\n- \\[ \\] z"),
    ] {
        assert_eq!(shown(&rich(elements.clone())), expected, "{elements}");
    }
    check(&[
        ("• a\n    ◦ b\n• *c*", "- a\n  - b\n- **c**"),
        (
            "1. a\n    a. b\n    b. c\n        i. d\n        ii. e\n2. f",
            "1. a\n   1. b\n   2. c\n      1. d\n      2. e\n2. f",
        ),
        ("1. a\n間の文\n2. b", "1. a\n\n間の文\n\n2. b"),
        ("3. a\na. b", "3\\. a\\\na. b"),
    ]);
}

#[test]
fn quotes() {
    // 45
    check(&[
        ("&gt; 一\n&gt; 二\n外", "> 一\\\n> 二\n\n外"),
        ("前\n&gt;&gt;&gt; 一\n\n• 二\n&gt; 三", "前\n\n> 一\n>\n> - 二\n>\n> \\> 三"),
        ("&gt; • a\n&gt; • b", "> - a\n> - b"),
        ("&gt;&gt;&gt; ```x\n```", "> ```\n> x\n> ```"),
    ]);
    let list = json!({ "type": "rich_text_list", "style": "bullet", "border": 1, "elements": [{
        "type": "rich_text_section", "elements": [word("a")] }] });
    let quote = json!({ "type": "rich_text_quote", "elements": [word("一\n\n二")] });
    assert_eq!(shown(&rich(json!([quote, list]))), "> 一\n>\n> 二\n>\n> - a");
}

#[test]
fn code() {
    // 46
    let block = |text: &str, language: Option<&str>| {
        shown(&rich(json!([{ "type": "rich_text_preformatted", "elements": [word(text)], "language": language }])))
    };
    assert_eq!(block("a ``` b", None), "````\na ``` b\n````");
    assert_eq!(block("cpp\nint x;\n\n  y", None), "```cpp\nint x;\n\n  y\n```");
    assert_eq!(block("ひとこと\n次", None), "```\nひとこと\n次\n```");
    assert_eq!(block("x\ty {{ z }}", Some("rust")), "```rust\nx    y {{ z }}\n```");
    assert_eq!(section(json!([styled("a ``b", "code")])), "```a ``b```");
    assert_eq!(section(json!([styled("`a", "code")])), "`` `a ``");
    check(&[
        ("```cpp\nint x &lt; 1;```後", "```cpp\nint x < 1;\n```\n\n後"),
        ("`<https://ex.jp|ex>`と`*a*`", "[`ex`](<https://ex.jp>)と`*a*`"),
        ("```閉じない", "\\`\\`\\`閉じない"),
    ]);
}

#[test]
fn links() {
    // 47, 53
    check(&[
        ("<https://ex.jp/a_b?x=1&amp;y=2|説明>に", "[説明](<https://ex.jp/a_b?x=1&y=2>)に"),
        ("<https://ex.jp/>を", "<https://ex.jp/>を"),
        ("<https://ex.jp/|*太字*と[ ]>", "[**太字**と\\[ \\]](<https://ex.jp/>)"),
        ("すごい!<https://ex.jp/|リンク>", "すごい\\![リンク](<https://ex.jp/>)"),
        ("<https://ex.jp/{{a}}|b>", "[b](<https://ex.jp/%7B%7Ba%7D%7D>)"),
        ("<https://ex.jp/?a&amp;copy;=1|c>", "[c](<https://ex.jp/?a&amp;copy;=1>)"),
        ("<mailto:a@example.jp|a@example.jp>", "[a@example.jp](<mailto:a@example.jp>)"),
        ("<tel:0160-00-1010>", "[0160-00-1010](<tel:0160-00-1010>)"),
        ("<javascript:alert(1)|ここ>と<slack://x>", "こことslack\\://x"),
        ("<https://t.slack.com/archives/C1/p1|前の話>と<https://t.slack.com/x>", "前の話と（サロン内のリンク）"),
        ("<https://t.slack.com/x|https://t.slack.com/x>", "（サロン内のリンク）"),
        ("https://ex.jp/a_bを見て。https://t.slack.com/a", "<https://ex.jp/a_b>を見て。（サロン内のリンク）"),
        ("`https://t.slack.com/a`", "`（サロン内のリンク）`"),
        ("<https://ex.jp/| >", "<https://ex.jp/>"),
        ("http://漢字とwww.ex.jpを", "http\\://漢字とwww\\.ex.jpを"),
        ("<b> < c, a<b>c <1|2>", "\\<b> \\< c, a\\<b>c \\<1|2>"),
    ]);
    let link = json!([{ "type": "link", "url": "https://ex.jp/a b", "style": { "bold": true } }, word("です")]);
    assert_eq!(section(link), "[**https://ex.jp/a b**](<https://ex.jp/a%20b>)です");
}

#[test]
fn tokens_are_cut_out() {
    let token = ["xox", "b-1-fake"].concat();
    let found =
        converted(&format!("鍵は{token}、<https://ex.jp/?t={token}&amp;a=1>、<https://ex.jp/?k={token}|x>"), None);
    assert_eq!(
        (found.markdown.as_str(), found.secrets),
        ("鍵は〔削除〕、<https://ex.jp/?a=1>、[x](<https://ex.jp/?k=〔削除〕>)", 2)
    );
    let split =
        rich(json!([{ "type": "rich_text_section", "elements": [word("xo"), styled("xb-1", "bold"), word("2です")] }]));
    assert_eq!((split.plain.as_str(), split.secrets), ("〔削除〕です", 1));
}

#[test]
fn people_and_channels() {
    // 33, 48
    check(&[
        ("<@U1|taro.yamada>さん、<@W2>", "⟨U1⟩さん、⟨W2⟩"),
        ("<@taro>と<@>", "@参加者と\\<@>"),
        ("<#C1|>と<#C1>と<#C9|秘密>", "\\#移住相談と#移住相談と非公開チャンネル"),
        ("<!subteam^S1|@移住課>と<!subteam^S1>", "@移住課とグループ"),
        ("<!here> 全員 <!other^1|札><!other^2>", "全員 札"),
        ("<!DOCTYPE html>", "\\<!DOCTYPE html>"),
        ("<!date^1392734382^{date} {time}^https://ex.jp/|元>に", "[2014年2月18日 23:39](<https://ex.jp/>)に"),
        ("<!date^x^{date}|二月>", "二月"),
    ]);
    for (slack, broadcast) in
        [("<!channel>", true), ("<!everyone>", true), ("<!here|here>", true), ("<!group>", false), ("@channel", false)]
    {
        assert_eq!(converted(slack, None).broadcast, broadcast, "{slack}");
    }
    assert_eq!(converted("<@U1|taro.yamada>", None).plain, "\u{e000}U1\u{e001}");
}

#[test]
fn emoji_become_pictures() {
    // 49
    check(&[
        (":man-bowing: :+1::skin-tone-3:", "🙇‍♂️ 👍🏼"),
        (":灯野の灯: 12:30:45", "\\:灯野の灯: 12:30:45"),
        ("*:house:*です", "&#8203;**🏠**&#8203;です"),
    ]);
    for (element, expected) in [
        (json!({ "type": "emoji", "name": "+1", "unicode": "1f44d-1f3fc" }), "👍🏼"),
        (json!({ "type": "emoji", "name": "bow", "skin_tone": 2 }), "🙇🏻"),
        (json!({ "type": "emoji", "name": "灯" }), "\\:灯:"),
    ] {
        assert_eq!(section(json!([element])), expected);
    }
}

#[test]
fn rare_elements() {
    // 50
    let elements = json!([
        { "type": "color", "value": "#ff0000" }, { "type": "broadcast", "range": "here" }, { "type": "usergroup",
            "usergroup_id": "S1" },
        { "type": "team", "team_id": "T1" }, { "type": "canvas", "file_id": "F1" }, { "type": "canvas",
            "file_id": "F2" },
        { "type": "channel", "channel_id": "C1" }, { "type": "date", "timestamp": 1_392_734_382, "format": "{date}",
            "fallback": "x" },
    ]);
    let found = rich(json!([{ "type": "rich_text_section", "elements": elements }]));
    assert_eq!(found.markdown, "\\#ff0000グループワークスペース『冬の持ちもの』キャンバス#移住相談2014年2月18日");
    assert!(found.broadcast && found.warnings.is_empty());
    let unknown = json!([{ "type": "rich_text", "elements": [{ "type": "rich_text_section", "elements": [word("読める"), {
        "type": "hologram" }] }] }]);
    for (text, expected) in [("文字 <!here>", "文字"), ("", "読める")] {
        let found = converted(text, Some(&unknown));
        assert_eq!((found.markdown.as_str(), found.warnings.len()), (expected, 1));
        assert!(found.warnings[0].ja.contains("hologram"));
    }
}

#[test]
fn tables() {
    // 51
    let cell = |text: &str| json!({ "type": "raw_text", "text": text });
    let rows = json!([[cell("地区"), cell("a|b\nc")], [{ "type": "rich_text", "elements": [{ "type": "rich_text_section",
        "elements": [styled("x|", "code")] }] }]]);
    let found = converted("予備", Some(&json!([{ "type": "table", "rows": rows }])));
    assert_eq!(found.markdown, "| 地区 | a\\|b c |\n|---|---|\n| `x\\|` |  |");
    assert_eq!(found.plain, "地区\ta|b c\nx|\t");
}

#[test]
fn what_is_read() {
    // 54, and the order of preference
    let app = json!([
        { "type": "header", "text": { "type": "plain_text", "text": "相談 :house:" } }, { "type": "divider" },
        { "type": "section", "text": { "type": "mrkdwn", "text": "*内容* &amp;" }, "fields": [{ "type": "plain_text",
            "text": "# x" }] },
        { "type": "context", "elements": [{ "type": "mrkdwn", "text": "匿名" }] }, { "type": "markdown",
            "text": "**md**" },
    ]);
    for (text, blocks, expected) in [
        ("本文", json!(null), "本文"),
        ("本文", json!([]), "本文"),
        ("本文", app.clone(), "本文"),
        ("", app, "**相談 🏠**\n\n**内容** &\n\n\\# x\n\n匿名\n\n\\*\\*md\\*\\*"),
        ("", json!(null), "（添付：冬の持ちもの）"),
        ("  ", json!("x"), "（添付：冬の持ちもの）"),
    ] {
        assert_eq!(shown(&converted(text, Some(&blocks))), expected, "{blocks}");
    }
    let gone = [FileName { id: "F2".to_owned(), title: String::new() }];
    let attachments = json!([
        { "pretext": "前", "title": "題", "text": "*文*", "fields": [{ "title": "項目", "value": "値" }], "fallback": "x" },
        { "from_url": "https://ex.jp", "text": "他人の文" }, { "fallback": "代わり" },
    ]);
    for (attachments, expected) in
        [(Some(&attachments), "前\n\n題\n\n**文**\n\n**項目**\n\n値\n\n代わり"), (None, "（添付は利用できません）")]
    {
        assert_eq!(convert(&Input { text: "", blocks: None, attachments, files: &gone }, &Salon).markdown, expected);
    }
}
