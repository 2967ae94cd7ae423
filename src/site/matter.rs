//! What a page is about, as far as its topics, tags and words tell, and how much two pages have in common.
//!
//! The measure of two pages looks at these two pages and nothing else: an edit of a third changes nothing.

use std::sync::Arc;

use ahash::AHashMap;

use crate::{
    base::{
        hash::{Digest, Fingerprint},
        value::Value,
    },
    load::{document::LinkKind, markdown::ruby},
    site::{
        links::{Destination, destination, place_of},
        page::Page,
    },
    text::{date::Date, japanese::is_kanji, normalize::fold},
};

/// How much it says that two pages share a topic, a tag, a word of their titles, a word of their descriptions: what
/// they share counts the product of both.
const TOPIC: u16 = 4;
const TAG: u16 = 3;
const TITLE: u16 = 6;
const LEAD: u16 = 2;

/// Words that say nothing of what a page is about.
#[rustfmt::skip]
const EMPTY: &[&str] = &[
    "人", "町", "市", "村", "年", "月", "日", "何", "私", "前", "後", "時", "話", "方", "所", "物", "事", "回", "件", "円", "度", "分",
    "間", "中", "上", "下", "内", "外", "声", "今", "同", "大", "小", "多", "少", "良", "行", "来", "見", "使", "書", "知", "思", "聞",
    "答", "出", "入", "要", "伝", "住", "自",
    "移住", "町民", "市民", "町内", "市内", "役場", "説明", "紹介", "質問", "実感", "実際", "場合", "必要", "理由", "目安", "案内", "内容",
    "職員", "先輩", "住者", "暮方", "生活", "自分", "大変", "正直", "一年", "年間",
    "方法", "利用", "確認", "何回", "何年", "何度", "何人", "何日", "何時", "地区", "ページ",
];

/// What a page is about.
#[derive(Debug)]
pub(super) struct Matter {
    /// The page's place in the site.
    pub(super) key: Arc<str>,
    /// Stands for all that it was made from.
    pub(super) print: Fingerprint,
    /// Whether the page is a question with answers.
    pub(super) is_question: bool,
    /// When it was published.
    pub(super) date: Option<Date>,
    /// The places of the pages that it links to, in the order of its text, each once.
    pub(super) linked: Box<[Arc<str>]>,
    /// Its topics, tags and words as numbers, each with its weight, in the order of the numbers.
    pub(super) features: Box<[(u32, u16)]>,
}

impl Matter {
    /// Whether a page may be on a matter with others: no list of pages, and nothing that is over one day.
    pub(super) fn is_asked_for(page: &Page) -> bool {
        let nature = page.card.nature;
        !page.section && !page.card.fallback && !nature.is_list && !nature.is_error_page && !nature.is_event()
    }

    /// Stands for all that the matter of a page is made from.
    pub(super) fn print_of(page: &Page, town: &str) -> Fingerprint {
        let facets = &page.document.facets;
        let mut digest = Digest::new();
        digest.print(facets.card).print(facets.links).part(town).number(u64::from(page.card.nature.has_answers));
        digest.finish()
    }

    /// The matter of a page.
    pub(super) fn of(page: &Page, town: &str) -> Self {
        let (document, meta) = (&page.document, &page.document.meta);
        let mut weights: AHashMap<u32, u16> = AHashMap::new();
        let mut put = |form: &str, word: &str, weight: u16| {
            let number = Digest::new().part(form).part(word).finish().0 as u32;
            let known = weights.entry(number).or_default();
            *known = (*known).max(weight);
        };
        meta.topics.iter().for_each(|topic| put("topic", topic, TOPIC));
        meta.tags.iter().for_each(|tag| put("tag", &fold(tag), TAG));
        let short = meta.fields.get("short_answer").and_then(Value::as_text).unwrap_or_default();
        for (text, weight) in [(meta.title.as_str(), TITLE), (&meta.description, LEAD), (short, LEAD)] {
            for word in words(&without(&fold(&ruby::strip(text)), town)) {
                put("word", &word, weight);
            }
        }
        let mut features: Vec<(u32, u16)> = weights.into_iter().collect();
        features.sort_unstable();
        let mut linked: Vec<Arc<str>> = Vec::new();
        for link in document.links.iter().filter(|link| link.kind == LinkKind::Link) {
            if let Destination::Page(path, _) = destination(&document.path, &link.target) {
                let place = place_of(&path);
                if place != page.key && !linked.iter().any(|known| **known == place) {
                    linked.push(place.into());
                }
            }
        }
        Self {
            key: page.key.as_str().into(),
            print: Self::print_of(page, town),
            is_question: page.card.nature.has_answers,
            date: meta.date,
            linked: linked.into(),
            features: features.into(),
        }
    }

    /// How much two pages have in common.
    pub(super) fn shared_with(&self, other: &Self) -> u32 {
        let (mut a, mut b, mut sum) = (0, 0, 0);
        while let (Some((left, weight)), Some((right, other_weight))) = (self.features.get(a), other.features.get(b)) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    sum += u32::from(*weight) * u32::from(*other_weight);
                    (a, b) = (a + 1, b + 1);
                }
            }
        }
        sum
    }
}

/// A text without the town's name, with or without 町 and the like at its end: it stands on every page.
fn without(text: &str, town: &str) -> String {
    let town = fold(town);
    let stem = town.strip_suffix(['市', '町', '村', '区']).filter(|stem| stem.chars().count() > 1).unwrap_or(&town);
    if stem.is_empty() { text.to_owned() } else { text.replace(&town, " ").replace(stem, " ") }
}

/// The words of a text that say what it is about: pairs of kanji, kanji that stand alone, words in katakana or letters.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let letters: Vec<char> = text.chars().collect();
    for run in letters.chunk_by(|a, b| script(*a) == script(*b)) {
        match script(run[0]) {
            Script::Kanji if run.len() > 1 => words.extend(run.windows(2).map(|pair| pair.iter().collect::<String>())),
            Script::Kanji => words.push(run[0].to_string()),
            Script::Kana | Script::Latin if run.len() > 1 => words.push(run.iter().collect()),
            _ => {}
        }
    }
    words.retain(|word| !EMPTY.contains(&word.as_str()));
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Kana,
    Latin,
    Other,
}

fn script(c: char) -> Script {
    match c {
        c if is_kanji(c) => Script::Kanji,
        'ァ'..='ヺ' | 'ー' => Script::Kana,
        'a'..='z' => Script::Latin,
        _ => Script::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_towns_name_is_no_word() {
        for (text, town, expected) in [
            ("灯野町の冬", "灯野町", " の冬"),
            ("灯野の冬", "灯野町", " の冬"),
            ("津の冬", "津市", "津の冬"),
            ("冬", "", "冬"),
        ] {
            assert_eq!(without(text, town), expected);
        }
    }

    #[test]
    fn words_are_what_a_text_is_about() {
        for (text, expected) in [
            ("冬の暖房費は、ひと月いくらくらいかかりますか", "冬 暖房 房費"),
            ("雪かきは年に何回くらいありますか", "雪"),
            ("lpガスは高いですか", "lp ガス 高"),
            ("リモートワークの人は、どこで働いていますか", "リモートワーク 働"),
            ("です。", ""),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }
}
