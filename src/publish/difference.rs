//! What changes for a reader when a page is replaced: how much text, and which amounts, dates, numbers and links.
//! Pure.

use std::{collections::BTreeMap, sync::LazyLock};

use regex::Regex;

use crate::{msg, report::message::Message};

/// Something on a page that people act on.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// What it is.
    pub label: Message,
    /// What stood there and does no more.
    pub old: Vec<String>,
    /// What stands there now and did not.
    pub new: Vec<String>,
}

/// How two forms of a page differ.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Difference {
    /// How many characters more there are.
    pub characters: i64,
    /// Whether anything that is read differs.
    pub is_text: bool,
    /// What differs of what people act on.
    pub facts: Vec<Fact>,
}

/// A kind of fact: what it is, and how it is written.
static KINDS: LazyLock<[(Message, Regex); 4]> = LazyLock::new(|| {
    let number = "[0-9０-９][0-9０-９,，.．]*";
    let regex = |text: &str| Regex::new(text).expect("the expressions are fixed");
    [
        (
            msg!(ja: "金額", en: "amounts"),
            regex(&format!("{number}(?:億|千万|百万|十万|万|千)?[0-9,]*\\s*円|[¥￥]{number}")),
        ),
        (
            msg!(ja: "日付", en: "dates"),
            regex(
                "(?:令和[0-9０-９元]{1,2}年|[0-9０-９]{4}年)[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?|[0-9]{4}-[0-9]{2}-[0-9]{2}|\
                 [0-9]{1,2} (?:January|February|March|April|May|June|July|August|September|October|\
                 November|December) [0-9]{4}",
            ),
        ),
        (msg!(ja: "電話", en: "telephone"), regex("0[0-9]{1,4}[-‐－][0-9]{1,4}[-‐－][0-9]{3,4}")),
        (msg!(ja: "リンク", en: "links"), regex("https?://[^\\s\"<>]+")),
    ]
});

/// Compares two forms of a page, as HTML.
pub fn compare(old: &str, new: &str) -> Difference {
    let (before, after) = (read_text(old), read_text(new));
    let count = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count() as i64;
    let mut facts: Vec<Fact> = Vec::new();
    for (number, (label, regex)) in KINDS.iter().enumerate() {
        // Links stand in attributes, all else in what is read.
        let is_link = number + 1 == KINDS.len();
        let found = if is_link { [main_of(old), main_of(new)] } else { [before.as_str(), after.as_str()] };
        let [gone, come] = only_in_one(regex, found);
        if !gone.is_empty() || !come.is_empty() {
            facts.push(Fact { label: label.clone(), old: gone, new: come });
        }
    }
    Difference { characters: count(&after) - count(&before), is_text: before != after || !facts.is_empty(), facts }
}

/// What each text holds that the other does not, in the order of the text, and as often.
fn only_in_one(regex: &Regex, texts: [&str; 2]) -> [Vec<String>; 2] {
    let found = texts.map(|text| regex.find_iter(text).map(|it| it.as_str().to_owned()).collect::<Vec<_>>());
    let [old, new] = &found;
    [without(old, new), without(new, old)]
}

fn without(all: &[String], other: &[String]) -> Vec<String> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    other.iter().for_each(|it| *left.entry(it).or_default() += 1);
    let is_only_here = |it: &&String| match left.get_mut(it.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    all.iter().filter(is_only_here).cloned().collect()
}

/// The part of a page that is its own.
fn main_of(html: &str) -> &str {
    let start = html.find("<main").map_or(0, |at| at);
    let end = html[start..].find("</main>").map_or(html.len(), |at| start + at);
    &html[start..end]
}

/// What is read on a page, a line for each piece.
pub fn read_text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = main_of(html);
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let skipped = ["script", "style", "svg"].iter().find(|name| tag[1..].starts_with(**name));
        let end = match skipped {
            Some(name) => {
                let close = format!("</{name}>");
                tag.find(&close).map(|end| end + close.len())
            }
            None => tag.find('>').map(|end| end + 1),
        };
        let Some(end) = end else { break };
        // A word that goes on in another element is one word; blocks are apart.
        if tag[1..].trim_start_matches('/').starts_with(['p', 'h', 'l', 'd', 't', 'u', 'o']) {
            out.push('\n');
        }
        rest = &tag[end..];
    }
    out.push_str(rest);
    let plain = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'");
    let plain = plain.replace("&amp;", "&");
    plain.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// What a page is called.
pub fn title_of(html: &str) -> String {
    let between = |open: &str, close: &str| -> Option<&str> {
        let start = html.find(open)?;
        let start = start + html[start..].find('>')? + 1;
        html[start..].find(close).map(|end| &html[start..start + end])
    };
    let heading = between("<h1", "</h1>").map(without_ruby).map(|heading| read_text(&heading).replace('\n', ""));
    let heading = heading.filter(|heading| !heading.is_empty());
    heading.unwrap_or_else(|| read_text(between("<title", "</title>").unwrap_or_default()))
}

/// Markup without the readings above its words.
fn without_ruby(html: &str) -> String {
    let mut out = html.to_owned();
    for (open, close) in [("<rt>", "</rt>"), ("<rp>", "</rp>")] {
        while let Some((start, end)) = out.find(open).and_then(|start| Some((start, start + out[start..].find(close)?)))
        {
            out.replace_range(start..end + close.len(), "");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(main: &str) -> String {
        format!(
            "<html><head><title>題 - ガイド</title><style>a{{}}</style></head><main id=\"main\">{main}</main><p>脚注</p>"
        )
    }

    #[test]
    fn what_people_act_on_is_told() {
        let old = page(
            "<h1>住まいの<ruby>支援<rt>しえん</rt></ruby></h1><p>上限は30万円です。期限は2026年3月31日。</p><p>0199-00-1234</p>",
        );
        let new = page(
            "<h1>住まいの<ruby>支援<rt>しえん</rt></ruby></h1><p>上限は40万円です。期限は2027年3月31日。</p><p>0199-00-1234</p><a \
                href=\"https://example.jp/\">申請</a>",
        );
        let told = compare(&old, &new);
        let words: Vec<String> = told
            .facts
            .iter()
            .map(|fact| format!("{}: {}→{}", fact.label.ja, fact.old.join("、"), fact.new.join("、")))
            .collect();
        assert_eq!(words, ["金額: 30万円→40万円", "日付: 2026年3月31日→2027年3月31日", "リンク: →https://example.jp/"]);
        assert_eq!((told.characters, told.is_text, title_of(&new).as_str()), (2, true, "住まいの支援"));
    }

    #[test]
    fn another_look_is_no_other_text() {
        let old = page("<h1>題</h1><p>同じ &amp; <b>文</b></p><script>a<b</script>").replace("a{}", "a{color:red}");
        assert_eq!(compare(&old, &page("<h1>題</h1>\n<p>同じ &amp; <i>文</i></p>")), Difference::default());
        assert_eq!(title_of("<title>題</title>"), "題");
        for broken in ["", "<", "<main", "<main><p", "<script>", "<h1>a", "<rt>"] {
            let _ = (compare(broken, "<p>a"), title_of(broken));
        }
    }
}
