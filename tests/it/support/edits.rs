//! The alphabet of edits, made from the fields of `Meta` and `Card` themselves: a new field without an edit does not
//! compile.

use shirube::{load::document::Meta, site::resolve::cards::Card};

/// A field, what it is set to, and what a value of the struct has in it.
type FieldEdit<T, V> = (&'static str, V, fn(&T) -> String);

/// Names every field of a struct once: the pattern makes the compiler complain about a field that is left out.
macro_rules! every_field {
    ($type:ident { $($field:ident => $value:expr),* $(,)? }) => {{
        #[allow(dead_code)]
        fn complete($type { $($field: _),* }: &$type) {}
        vec![$((stringify!($field), $value, |it: &$type| format!("{:?}", it.$field))),*]
    }};
}

/// What each front matter field is set to, alone. `None` removes the line.
pub fn meta_edits() -> Vec<FieldEdit<Meta, Vec<Option<&'static str>>>> {
    every_field!(Meta {
        title => vec![Some("{住|す}まい"), Some("別の題名"), Some("\"手続き: 水道\"")],
        kana => vec![None, Some("あああ"), Some("んんん")],
        description => vec![None, Some("一つめの説明です。"), Some("二つめの説明です。")],
        kind => vec![None, Some("qa"), Some("event"), Some("support"), Some("guidee")],
        date => vec![None, Some("2026-01-01"), Some("2026-09-09"), Some("令和8年4月1日")],
        updated => vec![None, Some("2026-02-02"), Some("2026-10-10")],
        weight => vec![None, Some("5"), Some("15"), Some("一番")],
        topics => vec![None, Some("[housing]"), Some("[winter, housing]"), Some("[wintr]")],
        tags => vec![None, Some("[ごみ]"), Some("[ゴミ, 雪]")],
        draft => vec![None, Some("true"), Some("false")],
        publish_from => vec![None, Some("2026-01-01"), Some("2027-01-01")],
        publish_until => vec![None, Some("2026-06-30"), Some("2027-06-30")],
        review_by => vec![None, Some("2026-03-31"), Some("2027-03-31")],
        slug => vec![None, Some("betsu"), Some("same")],
        aliases => vec![None, Some("[old/]"), Some("[old/, older/]"), Some("[\"old/#x\", \"a/rent/#y\", ../z]")],
        image => vec![None, Some("photo.png"), Some("nai.png")],
        contact => vec![None, Some("iju"), Some("jumin")],
        lang_level => vec![None, Some("easy")],
        extra => vec![None, Some("{ mood: よい }"), Some("{ mood: ふつう }")],
        fields => vec![None, Some("good"), Some("2026-10-31"), Some("2026-11-01"), Some("x")],
    })
}

/// Which edit changes each field of a card.
pub fn card_edits() -> Vec<FieldEdit<Card, &'static str>> {
    every_field!(Card {
        url => "slug: moved",
        part => "",
        path => "",
        title => "title: 変わった題名",
        description => "description: 変わった説明です。",
        summary => "",
        kind => "kind: qa",
        nature => "kind: qa",
        topics => "topics: [winter]",
        tags => "tags: [変わった]",
        date => "date: 2026-08-08",
        updated => "updated: 2026-08-09",
        status => "draft: true",
        image => "image: photo.png",
        fallback => "",
        fields => "kind: qa\ntone: candid",
        answers => "",
        over => "kind: event\nstart: 2026-01-01\nend: 2026-01-02",
        areas => "",
        fingerprint => "title: 変わった題名",
        slot => "",
    })
}

pub const BODIES: [&str; 9] = [
    "本文です。[賃貸](../a/rent.md#料金)と[外](https://example.jp/)です。\n\n## 料金\n\n{灯野|とうの}です。",
    "短い本文です。",
    "![雪の日の駅](../a/photo.png)\n\n## 見出し\n\n[切れた](nashi.md)",
    "[上へ](../_index.md) [空き家](akiya.md) [質問](/b/qa/)\n\n### 飛んだ見出し",
    "## 町民 {.answer role=resident area=北地区 month=2025-12}\n\n寒いです。[料金](../a/rent.md#料金)\n\n## 町職員 \
        {.answer role=staff}\n\nはい。",
    "> [!NOTE]\n> 電話は 0160-00-1010 です。\n\n```rust\nfn main() {}\n```",
    "{{ template }} <script>x</script>\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "[書類](../a/doc.pdf)と[規則](/kisoku.csv)をご覧ください。",
    "携帯は090-0000-1234です。[切れた](nashi.md)と、佐藤さんの話です。",
];

/// Public values and waivers: none of a number in the pages, one, one that expires, one that cannot be read.
pub const LISTS: [&str; 4] = [
    "[[public]]\ntype = \"PHONE\"\nvalue = \"0160-00-1010\"\n",
    "[[public]]\ntype = \"PHONE\"\nvalue = \"090-0000-1234\"\nchecked_on = 2025-01-01\n",
    "[[waiver]]\nid = \"w-1\"\ntype = \"PHONE\"\npage = \"content/b/qa.md\"\nfp = \"hmac:00\"\nreason = \"consented\"\n\
        approved_by = \"a\"\ndate = 2026-10-01\nexpires = 2027-03-31\n",
    "[[public]\n",
];

/// Tables of open data: a good one, one with faults and a private number, one of events, one of no known header.
pub const TABLES: [&str; 4] = [
    "NO,名称,種別,住所,電話番号\n1,図書館,学び,灯野町中央3番地,0160-00-1010\n2,公園,,灯野町中央4番地,\n",
    "NO,名称,種別,住所,電話番号\n1,図書館,学び,灯野町中央3番地,090-0000-1234\n1,,,\n,a,b,c,d,e\n",
    "イベント名,開始日,終了日,場所名称\n雪まつり,2026-12-01,2026-12-02,広場\n春の会,2026-01-05,,公民館\n",
    "駅,発車\n灯野,7:10\n",
];

/// The salon's people: one whose name is a word of the pages, one whose name is a title, and the editor's word on the
/// first.
pub const ROSTERS: [(&str, &str); 4] = [
    (".shirube/salon/people.jsonl", "{\"id\":\"U1\",\"shown\":\"\",\"names\":[\"雪の日\"]}\n"),
    (".shirube/salon/people.jsonl", "{\"id\":\"U2\",\"shown\":\"\",\"names\":[\"別の題名\"]}\nbroken\n"),
    (".shirube/salon/people.toml", "common = [\"雪の日\"]\n"),
    (".shirube/salon/people.toml", "common = 1"),
];

/// The editor's words for the search: good ones, other ones, some with faults, readings, wishes, pages.
pub const WORDS: [(&str, &str); 7] = [
    ("data/search/synonyms.yaml", "- [賃貸, ロフト]\n- { from: [本文], to: ほんもん }\n"),
    ("data/search/synonyms.yaml", "- [賃貸, かしや]\n"),
    ("data/search/synonyms.yaml", "- [いぬ]\n- [賃貸]\n- { form: a }\n"),
    ("data/search/readings.yaml", "賃貸: ちんたい\n"),
    ("data/search/readings.yaml", "賃貸: 賃貸\n"),
    ("data/search/queries.yaml", "- { q: 借りる, page: /a/rent/ }\n- { q: 題名, page: /nai/ }\n"),
    ("data/search/pages.yaml", "- /a/rent/\n- content/b/other.md\n- /nai/\n"),
];

pub const CONFIGS: [&str; 4] = [
    "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\n[topics.housing]\nlabel = \"住まい\"\n[topics.winter]\nlabel \
        = \"冬\"\n[contacts.iju]\nname = \"移住交流課\"\n[contacts.jumin]\nname = \"住民課\"\n[languages.en]\nlabel \
            = \"English\"\n",
    "title = \"灯野町ガイド\"\nbase_url = \"https://example.jp/iju/\"\n[topics.winter]\nlabel = \"冬・気候\"\n[topics.housing]\n\
        label = \"住まい\"\n[contacts.iju]\nname = \"移住課\"\n[opendata]\ncode = \"999997\"\n[build]\npaginate = 2\n",
    "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\n[topics.housing]\nlabel = \"住まい\"\n[theme]\naccent = \
        \"#c74700\"\nlogo = \"a/photo.png\"\nlogo_has_name = true\nfonts = [\"Meiryo\"]\n[languages.en]\nlabel = \
            \"English\"\n",
    "title = \"灯野町\"\nbase_url = \"https://example.jp/\"\n[topics.housing]\nlabel = \"住まい\"\n[check]\nheading-skip \
        = \"off\"\n[languages.en]\nlabel = \"English\"\n[languages.easy]\nlabel = \"やさしい日本語\"\n",
];

pub const PAGES: [&str; 9] = [
    "content/_index.md",
    "content/a/_index.md",
    "content/a/rent.md",
    "content/a/akiya.md",
    "content/a/rent.en.md",
    "content/b/_index.md",
    "content/b/qa.md",
    "content/b/other.md",
    "content/b/c/deep.md",
];

/// Files that are published as they are: one that pages link to, another content, a private one, and some that stand
/// where the site makes something of its own or has a folder.
pub const STATICS: [(&str, &str); 6] = [
    ("static/kisoku.csv", "条\n1\n"),
    ("static/kisoku.csv", "条\n2\n条\n"),
    ("static/kisoku.csv", "担当 090-0000-1234\n"),
    ("static/index.html", "<p>上"),
    ("static/a", "x"),
    ("static/kisoku.csv/x.txt", "x"),
];
