//! The search for the names of a roster: one automaton over the folded forms of everybody's names.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::{
    base::hash::Digest,
    privacy::{
        display_name::{Counts, forms},
        folded::{Folded, fold, is_dropped},
        links::link_around,
        person,
        person_words::is_word,
    },
    text::japanese::{is_kana, is_kanji},
};

/// A name of the salon's roster.
#[derive(Clone, PartialEq, Eq)]
pub struct RosterName {
    /// As people write it.
    pub name: String,
    /// Whether it is a common word, which counts only beside 敬称 or `@`.
    pub common: bool,
}

/// What is looked for, and where it counts.
#[derive(Clone)]
pub(crate) struct RosterSearch {
    search: AhoCorasick,
    counts: Vec<Counts>,
}

/// What follows a name and no common word, folded.
#[rustfmt::skip]
const TITLES: &[&str] = &[
    "さん", "様", "さま", "君", "くん", "ちゃん", "氏", "先生", "せんせい", "殿", "どの", "嬢", "姉", "兄", "san", "sama", "kun", "chan",
    "sensei",
    "と申し", "ともうし", "とうちゃん", "かあちゃん", "っち", "ちゃま", "」さん", "』さん", ")さん", "」様", "」くん", "」ちゃん",
];

/// What follows the short form that friends use.
const FRIENDLY: &[&str] = &["ちゃん", "くん", "君", "っち", "姉", "兄", "さん", "先生", "chan", "kun"];

/// 敬称 in Latin letters.
const LATIN: &[&str] = &["san", "sama", "kun", "chan", "sensei"];

/// Two kana that are somebody's kin with ちゃん behind.
const KIN: &[&str] = &["とう", "かあ", "にい", "ねえ", "じい", "ばあ", "おば", "おじ", "あか", "おと", "おか"];

/// Two kana that are a word with さん behind: 生産, 計算, 奥さん.
#[rustfmt::skip]
const SOUNDS: &[&str] = &[
    "せい", "けい", "かい", "しん", "けつ", "けん", "とう", "かん", "そう", "はん", "ほう", "ほん", "ざい", "どう", "のう", "ちく", "すい", "りん",
    "とく", "めい", "げん", "ぞう", "りょ", "あん", "つう", "がい", "せき", "じゅ", "きょ", "うち", "たく", "みな", "おく", "おば", "おじ", "にい",
    "ねえ", "じい", "ばあ", "かあ", "おか", "むす", "ぎゅ", "よめ", "こう", "ちょ",
];

impl RosterSearch {
    /// A search for these names; `None` if there are none. What is among `own_words`, the site's own names for itself
    /// and its offices, is an ordinary word.
    pub(crate) fn new(names: &[RosterName], own_words: &[String], town: &str) -> Option<Self> {
        let common: BTreeSet<String> = names.iter().filter(|it| it.common).map(|it| fold(&it.name)).collect();
        let own: Vec<String> = own_words.iter().map(|words| fold(words)).collect();
        let mut all: BTreeMap<String, Counts> = BTreeMap::new();
        for it in names {
            for (form, counts) in forms(&it.name, it.common, town) {
                let word = common.contains(&form) || own.iter().any(|words| words.contains(&form));
                let counts = if word { counts.max(Counts::Named) } else { counts };
                let known = all.entry(form).or_insert(counts);
                *known = (*known).min(counts);
            }
        }
        if all.is_empty() {
            return None;
        }
        // Never `None` for want of an automaton: without the roster every name would pass.
        let search = AhoCorasick::builder().match_kind(MatchKind::Standard).build(all.keys());
        let search = search.expect("the names of a salon fit an automaton of two thousand million states");
        Some(Self { search, counts: all.into_values().collect() })
    }

    /// Whether a text as it is written may hold a name. It may say yes too often.
    pub(crate) fn may_name(&self, text: &str) -> bool {
        let folded = fold(text);
        let mut found = self.search.find_overlapping_iter(&folded);
        found.any(|found| self.counts_at(&folded, &found.range(), found.pattern().as_usize()))
    }

    /// The names in a normalized text; they may overlap.
    pub(crate) fn find(&self, text: &str) -> Vec<Range<usize>> {
        let folded = Folded::new(text);
        let mut all = Vec::new();
        for found in self.search.find_overlapping_iter(&folded.text) {
            let (range, counts) = (found.range(), self.counts[found.pattern().as_usize()]);
            if !self.counts_at(&folded.text, &range, found.pattern().as_usize()) {
                continue;
            }
            let place = with_marks(text, folded.source(&range));
            let titled = has_title(&folded.text, &range, TITLES)
                && !LATIN.iter().any(|title| {
                    // Where words end is to be seen in the text alone.
                    folded.text[range.end..].starts_with(title) && !is_latin_title(&text[place.end..], title)
                });
            let named = titled || folded.text[..range.start].ends_with('@');
            if counts != Counts::Alone && !named {
                continue;
            }
            let edge = if named { is_beside_title } else { stands_alone };
            if edge(text, &place) && !(counts == Counts::AmongFriends && is_sound(text, &place)) {
                all.push(link_around(text, &place).unwrap_or(place));
            }
        }
        all
    }

    /// Whether a form counts where it stands in a folded text, as far as that text alone can say.
    fn counts_at(&self, folded: &str, range: &Range<usize>, number: usize) -> bool {
        match self.counts[number] {
            Counts::Alone => true,
            Counts::Named => folded[..range.start].ends_with('@') || has_title(folded, range, TITLES),
            Counts::AmongFriends => {
                let form = &folded[range.clone()];
                let word = is_word(form) || SOUNDS.contains(&form);
                !KIN.contains(&form)
                    && has_title(folded, range, FRIENDLY)
                    && !(word && has_title(folded, range, &["さん"]))
            }
        }
    }

    /// Adds what is looked for to a fingerprint.
    pub(crate) fn digest(names: &[RosterName], digest: &mut Digest) {
        for it in names {
            digest.part(&it.name).number(u64::from(it.common));
        }
    }
}

/// Whether 敬称 follows in a folded text.
fn has_title(folded: &str, range: &Range<usize>, titles: &[&str]) -> bool {
    let rest = &folded[range.end..];
    titles.iter().any(|title| {
        let Some(behind) = rest.strip_prefix(title) else { return false };
        let kana = *title == "っち" && behind.starts_with(is_kana);
        let word = title.trim_start_matches(['」', '』', ')']);
        !kana && person::is_honorific(folded, range.end + title.len() - word.len(), word)
    })
}

/// Whether a text goes on with this 敬称 in Latin letters: `-san`.
fn is_latin_title(text: &str, title: &str) -> bool {
    let rest = text.trim_start_matches([' ', '-']);
    let word = rest.get(..title.len()).filter(|word| word.eq_ignore_ascii_case(title));
    word.is_some() && !rest[title.len()..].starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether two kana with さん behind are a word of their own, by what stands before them: うちのけいさん.
fn is_sound(text: &str, range: &Range<usize>) -> bool {
    left(text, range).is_some_and(|c| is_kana(c) && !"はがをにのともでやへ".contains(c))
}

fn left(text: &str, range: &Range<usize>) -> Option<char> {
    text[..range.start].chars().next_back()
}

fn right(text: &str, range: &Range<usize>) -> Option<char> {
    text[range.end..].chars().next()
}

/// Whether a name with 敬称 behind it begins where it should: 林さん is not a part of 小林さん.
fn is_beside_title(text: &str, range: &Range<usize>) -> bool {
    let name = &text[range.clone()];
    let before = left(text, range);
    let count = name.chars().count();
    if name.chars().all(|c| c.is_ascii() || is_dropped(c)) {
        return !before.is_some_and(|c| c.is_ascii_alphanumeric());
    }
    if name.chars().all(is_katakana) {
        return !before.is_some_and(is_katakana);
    }
    if name.chars().all(is_kana) {
        return count > 3 || !before.is_some_and(|c| is_hiragana(c) && !"はがをにのともでやへかてよね".contains(c));
    }
    !(count < 2 && name.chars().all(is_kanji) && before.is_some_and(is_kanji))
}

/// What may follow a name in kana that nothing else marks.
const BEHIND: &[&str] = &[
    "は", "が", "を", "に", "の", "と", "も", "で", "や", "へ", "から", "かな", "だ", "よ", "ね", "なら", "など", "さ",
    "まで", "って", "ら", "しか", "より", "み",
];

/// Whether a name that nothing marks is no part of a longer word: umineko of umineko2024, 佐藤 of 佐藤錦.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let name = &text[range.clone()];
    let (before, after) = (left(text, range), right(text, range));
    let beside = |is: fn(char) -> bool| before.is_some_and(is) || after.is_some_and(is);
    let count = name.chars().count();
    let parted = name.chars().any(char::is_whitespace);
    if name.chars().all(|c| c.is_ascii() || is_dropped(c)) {
        let short = parted && name.split_whitespace().any(|part| part.len() < 3);
        return !beside(|c| c.is_ascii_alphanumeric()) && !short;
    }
    if name.chars().all(|c| is_kana(c) || is_dropped(c)) {
        if name.chars().all(|c| is_katakana(c) || is_dropped(c)) {
            return !(beside(is_katakana) || parted && count < 6);
        }
        let begins = !before.is_some_and(|c| is_hiragana(c) && !"はがをにのともでやへらねよなて".contains(c));
        let ends = !after.is_some_and(is_hiragana) || BEHIND.iter().any(|word| text[range.end..].starts_with(word));
        return count > 4 && !parted || count > 5 || begins && ends && !parted;
    }
    if name.chars().all(|c| is_kanji(c) || is_dropped(c)) {
        let place = after.is_some_and(|c| "町村市区県駅橋坂山川沼峠谷池浜港寺社院館園店".contains(c));
        let whole = count > 2 && !name.contains('\n') || !parted && !beside(is_kanji);
        return !place && !after.is_some_and(is_katakana) && whole;
    }
    true
}

/// A name with the long vowels and pictographs behind it that are a part of it.
fn with_marks(text: &str, range: Range<usize>) -> Range<usize> {
    let mark = |c: &char| matches!(c, 'ー' | '〜' | '～' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}');
    let marks: usize = text[range.end..].chars().take_while(mark).map(char::len_utf8).sum();
    range.start..range.end + marks
}

fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}

fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::{common_words::is_common, normalized::NormalizedText};

    fn found(name: &str, text: &str) -> Vec<String> {
        let names = [RosterName { name: name.to_owned(), common: is_common(name) }];
        let text = NormalizedText::new(text).text;
        let search = RosterSearch::new(&names, &["灯野町 移住交流課".to_owned()], "灯野町");
        let all = search.as_ref().map_or_else(Vec::new, |search| search.find(&text));
        assert!(all.is_empty() || search.is_some_and(|search| search.may_name(&text)), "{name} {text}");
        let longest = |range: &Range<usize>| {
            !all.iter().any(|other| other != range && other.start <= range.start && range.end <= other.end)
        };
        let mut shown: Vec<String> =
            all.iter().filter(|range| longest(range)).map(|range| text[range.clone()].to_owned()).collect();
        shown.dedup();
        shown
    }

    /// Display names as people write them, and what they are called: each counts with 敬称 and without.
    #[rustfmt::skip]
    const SHAPES: [(&str, &[&str]); 30] = [
        ("ゆきうさぎ", &["ゆきうさぎ", "ユキウサギ", "ﾕｷｳｻｷﾞ", "ゆきウサギ", "ゆき うさぎ"]),
        ("ゆきうさぎ🐰@灯野", &["ゆきうさぎ", "ゆきうさぎ🐰", "ゆきうさぎ🐰@灯野"]),
        ("山田 花子（Hanako）", &["山田", "花子", "山田花子", "山田 花子", "Hanako", "hanako"]),
        ("hanako_yamada", &["hanako_yamada", "Hanako Yamada", "Yamada Hanako", "yamada"]),
        ("たぬきち2024移住", &["たぬきち", "タヌキチ"]),
        ("K.Sato / 佐藤", &["佐藤", "K.Sato", "Sato"]),
        ("ユキウサギ", &["ゆきうさぎ", "ユキウサギ"]),
        ("ﾕｷｳｻｷﾞ", &["ゆきうさぎ", "ユキウサギ"]),
        ("山田花子", &["山田花子", "山田", "花子", "やまだはなこ"]),
        ("山田　花子", &["山田花子", "山田", "花子"]),
        ("YAMADA Hanako", &["Yamada Hanako", "Hanako Yamada", "Hanako", "Yamada"]),
        ("うみねこ|灯野町", &["うみねこ", "ウミネコ"]),
        ("うみねこ@移住3年目", &["うみねこ"]),
        ("【灯野】うみねこ", &["うみねこ"]),
        ("うみねこ（東京から移住検討中）", &["うみねこ"]),
        ("うみねこ_東京", &["うみねこ"]),
        ("東京_うみねこ", &["うみねこ"]),
        ("うみねこ・町民", &["うみねこ"]),
        ("umineko2024", &["umineko2024", "umineko"]),
        ("しおかぜ55", &["しおかぜ55", "しおかぜ５５", "しおかぜ"]),
        ("渡邉 德子", &["渡辺", "渡邉", "渡辺徳子"]),
        ("よっしー☆", &["よっしー", "よっし〜", "ヨッシー"]),
        ("☆うみねこ☆", &["うみねこ"]),
        ("佐藤さん@灯野", &["佐藤"]),
        ("Takahashi-Ken", &["takahashi", "Takahashi Ken"]),
        ("うみねこ／佐藤花子", &["うみねこ", "佐藤花子", "佐藤"]),
        ("佐藤花子 / うみねこ亭", &["佐藤", "花子"]),
        ("HanakoYamada", &["Hanako", "Yamada"]),
        ("やまだはなこ", &["やまだはなこ", "やまだ", "はなこ"]),
        ("薪割り王子", &["薪割り王子", "薪割りの王子"]),
    ];

    #[test]
    fn every_shape_of_a_display_name_is_found_with_a_title_and_without() {
        let mut faults = Vec::new();
        for (name, forms) in SHAPES {
            for form in forms {
                for text in [
                    format!("昨日、{form}さんに聞きました。"),
                    format!("昨日は{form}が書いていました。"),
                    format!("{form}、ありがとう。"),
                ] {
                    if found(name, &text).is_empty() {
                        faults.push(format!("{name}: {text}"));
                    }
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn short_forms_count_only_beside_a_title() {
        let mut faults = Vec::new();
        for (name, text, expected) in [
            ("ゆきうさぎ", "ゆきうさ先生に聞きました", Some("ゆきうさ")),
            ("ゆきうさぎ", "ゆきちゃんが言うには", Some("ゆき")),
            ("土屋 健一", "けんいちさんに電話した", Some("けんいち")),
            ("土屋 健一", "けんちゃんに会う", Some("けん")),
            ("土屋 健一", "tsuchiya-san said so", Some("tsuchiya")),
            ("Mika@川西", "ミカさんありがとう", Some("ミカ")),
            ("ノンちゃん🍎", "のんちゃんが言う", Some("のんちゃん")),
            ("北風とうさん", "北風とうちゃんが言う", Some("北風とう")),
            ("DJかまど", "ｄｊカマド こと石窯の人", Some("djカマド")),
            ("たくみ", "たくさんの人が来た", None),
            ("みなみ", "みなさんに聞く", None),
            ("おくだ", "おくさんと話す", None),
            ("けいこ", "けいさんが合わない", None),
            ("うみねこ", "海の話、うみの声", None),
            ("よっしー（沢口）", "沢口の道は凍ります", None),
            ("Mika@川西", "川西の公民館です", None),
            ("佐藤", "佐藤錦が実る。佐藤町の店", None),
            ("森", "森の中を歩く", None),
            ("林", "小林さんに会う", None),
            ("かりん", "借りんといて、しかりんご", None),
            ("さとし", "さとして帰る", None),
            ("猫好き@灯野", "犬が好きな人", None),
            ("二拠点ママ／沢口", "移住した人のママ友", None),
            ("ゆうと", "言うとおりです。いうとおり", None),
            ("umineko", "umineko2024です", None),
            ("農家のたけし", "農家さんに聞く", None),
            ("さすらいのパン屋", "パン屋さんで買う", None),
        ] {
            let found = found(name, text);
            if found.first().map(String::as_str) != expected {
                faults.push(format!("{name}: {text} {found:?}"));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn a_link_is_found_whole() {
        for (text, expected) in [
            ("https://example.com/umineko/2024 を見る", "https://example.com/umineko/2024"),
            ("https://umineko.example.com/ を見る", "https://umineko.example.com/"),
            ("umineko.example.com を見る", "umineko.example.com"),
        ] {
            assert_eq!(found("umineko", text), [expected], "{text}");
        }
    }
}
