//! The sample guide says each fact once: what stands in `[facts]` and `[contacts]` is written out on no page, and what
//! pages, tables and desks say of one thing is the same everywhere.

use std::collections::BTreeMap;

use regex::Regex;
use shirube::{
    base::path::SourcePath,
    input::embedded,
    pipeline::{self, Snapshot},
};

use crate::support::options;

/// What is said in several places: how often at least, and a pattern of which each group is the value. Tables are read
/// as they are published, comma and all.
const AGREE: &[(&str, usize, &str)] = &[
    ("除雪を始める雪", 2, r"積雪(\d+センチ)"),
    ("水を抜く気温", 2, r"(マイナス\d+度)[^。]{0,24}(?:凍|水抜|水を抜)"),
    ("お試し住宅の料金", 5, r"1泊([\d,]+円)"),
    ("あかり舎の料金", 3, r"コワーキング[^。]{0,14}。?1日([\d,]+円)"),
    ("移住交流課の階", 5, r"移住交流課は?[（(]?(?:役場)?([1-9]階)|役場([1-9]階)"),
    ("駅から役場まで", 2, r"中央1番地、灯野駅から歩いて(\d+分)|中央1番地,[\d.]+,[\d.]+,灯野駅から歩いて(\d+分)"),
    ("役場の駐車場", 2, r"車は(\d+台)置けます|中央1番地,[\d.]+,[\d.]+,[^,]*,(\d+台)"),
    ("駅から図書館まで", 3, r"駅から歩いて(\d+分)の町立図書館|中央3番地,(?:[\d.]+,[\d.]+,)?灯野駅から歩いて(\d+分)"),
    ("中央保育園の定員", 2, r"中央保育園(\d+人)|中央保育園,.{0,150}?定員(\d+人)"),
    ("川西保育園の定員", 2, r"川西保育園(\d+人)|川西保育園,.{0,150}?定員(\d+人)"),
    ("北の子保育園の定員", 2, r"北の子保育園(\d+人)|北の子保育園,.{0,150}?定員(\d+人)"),
    ("中央循環のバス", 3, r"中央循環は?(?:1日)?(\d+便)"),
    ("北線のバス", 2, r"北線(?:1日)?(\d+便)"),
    ("川西線のバス", 3, r"川西線は?(?:1日)?(\d+便)"),
    ("南線のバス", 2, r"南線(?:1日)?(\d+便)"),
    ("よりみち号の料金", 2, r"よりみち号」?[^。]{0,30}1回(\d+円)"),
    ("隣の市までの電車", 3, r"電車で(?:も車でも)?(\d+分)"),
    ("消防団に声がかかる年齢", 3, r"(\d+歳くらいまで)の人に声"),
    ("2DKの家賃", 2, r"2DK(?:の家賃)?は?(\d万円から[^。]{3,12}まで)"),
    ("移住支援金、世帯", 3, r"世帯[は、]?(\d+万円)、?単身"),
    ("移住支援金、単身", 3, r"単身(\d+万円)"),
    ("ごみ袋の値段", 2, r"10枚で(\d+円)"),
    ("図書館の本", 3, r"本は(\d+万[\d,]*冊)"),
    ("クマの目撃", 2, r"年に(\d+件から\d+件)"),
    ("区の数", 2, r"(\d+)の?区(?:があり|への聞き)"),
    ("転入の届け", 2, r"(?:引っ越して|住み始めた日)から(\d+日)以内"),
    ("住民課の電話", 3, r"住民課(?:に|へ)?(0160-00-\d{4})"),
    ("移住交流課の電話", 9, r"移住交流課(0160-00-\d{4})"),
    ("建設水道課の電話", 3, r"建設水道課(?:電話)?(0160-00-\d{4})"),
    ("診療所の電話", 1, r"診療所(0160-00-\d{4})"),
    ("図書館の電話", 2, r"図書館,(0160-00-\d{4})"),
];

/// The words of every page and table in the site's own language, without white space.
fn said() -> Vec<(String, String)> {
    let site = embedded::sample();
    let built = pipeline::build(&Snapshot::default(), &site, options("2026-11-01", false));
    let tags = Regex::new(r"(?s)<script.*?</script>|<rt>.*?</rt>|<rp>.*?</rp>|<[^>]*>").unwrap();
    let own = |path: &str| !path.starts_with("en/") && !path.starts_with("easy/");
    let pages = built.outputs.iter().filter(|(path, _)| own(path.as_str()) && path.as_str().ends_with(".html"));
    let pages = pages.map(|(path, output)| (path.as_str().to_owned(), output.value.bytes.as_deref().unwrap()));
    let tables = site.below("content/").filter(|(path, _)| path.extension() == "csv");
    let tables = tables.map(|(path, source)| (path.as_str().to_owned(), &source.bytes[..]));
    pages
        .chain(tables)
        .map(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            (path, tags.replace_all(&text, " ").split_whitespace().collect())
        })
        .collect()
}

#[test]
fn what_stands_in_several_places_agrees() {
    let said = said();
    let mut faults = Vec::new();
    for (what, least, pattern) in AGREE {
        let pattern = Regex::new(pattern).unwrap();
        let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, text) in &said {
            for found in pattern.captures_iter(text) {
                let value = found.iter().skip(1).flatten().next().unwrap();
                values.entry(value.as_str()).or_default().push(path);
            }
        }
        let places: usize = values.values().map(Vec::len).sum();
        if values.len() != 1 || places < *least {
            faults.push(format!("{what}: {values:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_page_writes_a_fact_out() {
    let site = embedded::sample();
    let config: toml::Table =
        String::from_utf8_lossy(&site.get(&SourcePath::new("site.toml")).unwrap().bytes).parse().unwrap();
    let named = |table: &str| config[table].as_table().unwrap().clone();
    let facts = named("facts").into_iter().filter_map(|(name, value)| Some((name, value.as_str()?.to_owned())));
    let desks = named("contacts").into_iter().flat_map(|(key, desk)| {
        ["phone", "email"]
            .map(|what| (format!("{key}.{what}"), desk.get(what).and_then(|it| it.as_str()).unwrap_or("").to_owned()))
    });
    // A short amount stands for many things.
    let is_telling =
        |value: &str| value.chars().count() > 6 && value.contains(|c: char| c.is_ascii_digit() || c == '@');
    let facts: Vec<_> = facts.chain(desks).filter(|(_, value)| is_telling(value)).collect();
    assert!(facts.len() > 25, "{}", facts.len());
    let mut faults = Vec::new();
    for (path, source) in site.below("content/").filter(|(path, _)| path.extension() == "md") {
        let text = String::from_utf8_lossy(&source.bytes);
        let written = facts.iter().filter(|(_, value)| text.contains(value.as_str()));
        faults.extend(written.map(|(name, value)| format!("{path}: {value} is {{{{{name}}}}}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
