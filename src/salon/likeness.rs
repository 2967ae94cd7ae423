//! How alike two questions are: by the words that carry meaning, the rarer the heavier. Knows no dictionary.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization as _;

use crate::text::japanese::is_kanji;

/// How alike two questions must be to be shown together.
const ALIKE: f64 = 0.6;
/// How much of a question a page's headings must say.
const ANSWERED: f64 = 0.6;
/// Below so many questions no word is known to be rare: each weighs as in a larger list.
const FEW: f64 = 200.0;

/// Kanji that stand in every other question.
const COMMON: &str = "方何私今思聞教行見言出入人事時所際場等様知使持良欲度他為気者町村市中上下前後内外同全分達物話";
/// Words of kana that carry the meaning of a question.
const KANA: [&str; 14] = [
    "ごみ",
    "ゴミ",
    "こども",
    "おむつ",
    "くるま",
    "まつり",
    "いじめ",
    "たばこ",
    "おすそわけ",
    "どぶ",
    "けが",
    "はかり",
    "おふろ",
    "むし",
];
/// Words that many questions are asked with.
const ASKED_WITH: [&str; 24] = [
    "質問",
    "相談",
    "移住",
    "検討",
    "予定",
    "必要",
    "可能",
    "場合",
    "方法",
    "情報",
    "皆様",
    "以上",
    "以下",
    "教示",
    "大丈夫",
    "最近",
    "今回",
    "今後",
    "確認",
    "希望",
    "参考",
    "存知",
    "存じ",
    "灯野",
];

/// The words of a question.
pub type Terms = BTreeSet<String>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Latin,
    Other,
}

fn script_of(c: char) -> Script {
    match c {
        _ if is_kanji(c) => Script::Kanji,
        '\u{30a1}'..='\u{30fa}' | 'ー' => Script::Katakana,
        _ if c.is_ascii_alphanumeric() => Script::Latin,
        _ => Script::Other,
    }
}

/// The words of a text that carry meaning: pairs of kanji, a rare kanji alone, words in katakana or Latin letters.
pub fn find_terms(text: &str) -> Terms {
    let text: String = text.nfkc().flat_map(char::to_lowercase).collect();
    let mut terms: Terms = KANA.iter().filter(|word| text.contains(*word)).map(|word| (*word).to_owned()).collect();
    let letters: Vec<char> = text.chars().collect();
    for run in letters.chunk_by(|a, b| script_of(*a) == script_of(*b)) {
        match script_of(run[0]) {
            Script::Kanji if run.len() == 1 => {
                terms.extend((!COMMON.contains(run[0])).then(|| run[0].to_string()));
            }
            Script::Kanji => terms.extend(run.windows(2).map(|pair| pair.iter().collect::<String>())),
            Script::Katakana | Script::Latin if run.len() > 1 => drop(terms.insert(run.iter().collect())),
            _ => {}
        }
    }
    terms.retain(|term| !ASKED_WITH.contains(&term.as_str()));
    terms
}

/// How much each word weighs among many texts.
#[derive(Default)]
pub struct Weights {
    held: HashMap<String, f64>,
    texts: f64,
}

impl Weights {
    /// Weighs the words of these texts.
    pub fn of<'a>(texts: impl Iterator<Item = &'a Terms>) -> Self {
        let mut weights = Self::default();
        for terms in texts {
            weights.texts += 1.0;
            for term in terms {
                *weights.held.entry(term.clone()).or_default() += 1.0;
            }
        }
        weights
    }

    fn weight(&self, term: &str) -> f64 {
        let held = self.held.get(term).copied().unwrap_or_default();
        (1.0 + self.texts.max(FEW) / (1.0 + held)).ln()
    }

    fn square(&self, terms: &Terms) -> f64 {
        terms.iter().map(|term| self.weight(term).powi(2)).sum()
    }

    fn is_alike(&self, one: &Terms, other: &Terms) -> bool {
        let shared: Vec<f64> = one.intersection(other).map(|term| self.weight(term).powi(2)).collect();
        let both = (self.square(one) * self.square(other)).sqrt();
        shared.len() > 1 && both > 0.0 && shared.iter().sum::<f64>() / both >= ALIKE
    }

    /// Puts texts that are alike together: for each the place of the first one like it, its own where there is none.
    pub fn group(&self, texts: &[Terms]) -> Vec<usize> {
        let mut heads: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut groups = Vec::with_capacity(texts.len());
        for (place, terms) in texts.iter().enumerate() {
            let near: BTreeSet<usize> =
                terms.iter().filter_map(|term| heads.get(term.as_str())).flatten().copied().collect();
            let head = near.into_iter().find(|head| self.is_alike(&texts[*head], terms));
            if head.is_none() {
                for term in terms {
                    heads.entry(term).or_default().push(place);
                }
            }
            groups.push(head.unwrap_or(place));
        }
        groups
    }

    /// The text that says most of a question, if it says enough of it.
    pub fn find_answering<'a, T>(&self, question: &Terms, texts: &'a [(T, Terms)]) -> Option<&'a T> {
        let all: f64 = question.iter().map(|term| self.weight(term)).sum();
        let said = |terms: &Terms| -> (usize, f64) {
            let shared: Vec<f64> = question.intersection(terms).map(|term| self.weight(term)).collect();
            (shared.len(), shared.iter().sum::<f64>())
        };
        let found = texts.iter().map(|(text, terms)| (text, said(terms)));
        let fitting = found.filter(|(_, (shared, weight))| *shared > 1 && *weight >= ANSWERED * all);
        fitting.max_by(|(_, (_, one)), (_, (_, other))| one.total_cmp(other)).map(|(text, _)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_one_thing_stand_together() {
        let texts = [
            "保育園の途中入園はできますか",
            "冬の灯油代は月いくらですか",
            "保育園は年度の途中でも入園できるのでしょうか",
            "冬のタイヤ交換はいつですか",
            "灯油代はひと月いくらぐらいかかりますか",
        ]
        .map(find_terms);
        let weights = Weights::of(texts.iter());
        assert_eq!(weights.group(&texts), [0, 1, 0, 3, 1]);
        let pages = [("a", find_terms("保育園への入園 途中入園の手続き")), ("b", find_terms("冬のくらし 雪かき"))];
        assert_eq!(weights.find_answering(&texts[0], &pages), Some(&"a"));
        assert_eq!(weights.find_answering(&texts[1], &pages), None);
    }
}
