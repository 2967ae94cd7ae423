//! Where a name stands that is nobody's: a form that shows how it is filled in, a title, a column of facilities.

use std::ops::Range;

use crate::privacy::{block::Block, person_words::HONORIFICS, public_names::window};

/// Whether a name stands in the title of a book or a play: 絵本「けんたくんのゆきだるま」.
pub(crate) fn is_in_title(block: &Block<'_>, range: &Range<usize>) -> bool {
    #[rustfmt::skip]
    const WORKS: &[&str] = &[
        "絵本", "紙芝居", "童話", "物語", "小説", "漫画", "マンガ", "まんが", "映画", "人形劇",
        "劇", "アニメ", "作品", "曲", "唱歌", "キャラクター", "マスコット",
    ];
    let before = block.before(range.start, 24);
    let Some(open) = before.rfind(['「', '『']) else { return false };
    !before[open..].contains(['」', '』'])
        && WORKS.iter().any(|word| before[..open].trim_end_matches('の').ends_with(word))
}

/// Given names that stand for anybody's in forms.
#[rustfmt::skip]
const SAMPLES: &[&str] = &[
    "太郎", "花子", "一郎", "二郎", "次郎", "はなこ", "たろう", "ハナコ", "タロウ", "いちろう", "イチロウ", "Taro", "Tarou", "Hanako", "TARO",
    "HANAKO",
];

/// How a form says that it shows how to fill it in.
#[rustfmt::skip]
const SHOWN: &[&str] = &[
    "Exemplo", "exemplo", "記入例", "記載例", "入力例", "見本:", "見本：", "(見本", "（見本", "例:", "例：", "例)", "例）", "(sample",
    "e.g.", "example:", "Example:", "for example", "For example", "or exemplo", "like this:",
];
/// Words of forms that are words of other sentences as well: of 佐藤花子さんのように somebody is spoken.
const ALIKE: &[&str] = &["書き方", "サンプル", "(例", "（例", "のように", "の形で", "の欄"];
/// What stands before 例, or behind it, where no form is shown: 条例, 移住事例, 例年.
const OTHER_EXAMPLES: (&str, &str) = ("条事慣前実比特異恒", "年会外");

/// Whether a name shows how to fill in a form: 例：佐藤 花子（さとう はなこ）.
pub(crate) fn is_sample(block: &Block<'_>, range: &Range<usize>) -> bool {
    let name = &block.text[range.clone()];
    let anybody = SAMPLES.iter().any(|given| name.ends_with(given) || name.starts_with(given));
    if !anybody {
        return false;
    }
    let (near, sentence) = (window(block.text, range, 48), block.sentence(range));
    let near = &block.text[near.start.max(sentence.start)..near.end.min(sentence.end)];
    let says = |words: &[&str]| words.iter().any(|word| near.contains(word));
    let quoted = block.left(range.start).is_some_and(|c| "「『\"".contains(c));
    let addressed = HONORIFICS.iter().any(|word| block.text[range.end..].starts_with(word));
    says(SHOWN) || says(ALIKE) && (quoted || !addressed) || is_head_of_examples(block.head)
}

/// Whether the head of a table says that it shows how to fill in a form.
fn is_head_of_examples(head: &str) -> bool {
    let (before, behind) = OTHER_EXAMPLES;
    head.match_indices('例').any(|(at, word)| {
        !head[..at].ends_with(|c| before.contains(c)) && !head[at + word.len()..].starts_with(|c| behind.contains(c))
    })
}

/// How the head of a table's column says that names in it are those of places and houses.
#[rustfmt::skip]
const HOUSES: &[&str] = &[
    "施設", "名称", "店名", "店舗", "屋号", "会社", "企業", "事業所", "医院", "病院", "学校", "公園", "地区", "地名", "町名", "バス停", "駅", "宿", "団体",
    "避難所", "facility",
];

/// Whether a range stands in a column of a table that lists houses.
pub(crate) fn is_column_of_facilities(block: &Block<'_>, range: &Range<usize>) -> bool {
    let column = block.column(range.start);
    HOUSES.iter().any(|word| column.contains(word))
}

/// Whether a name is said to be an animal's: 三毛猫のミーコさん, ヤギ「さくらちゃん」.
pub(crate) fn is_animal(block: &Block<'_>, range: &Range<usize>) -> bool {
    const ANIMALS: [&str; 10] = ["猫", "犬", "ヤギ", "やぎ", "牛", "馬", "羊", "うさぎ", "ウサギ", "ネコ"];
    let before = &block.text[..range.start];
    let named = before.strip_suffix('「').unwrap_or(before);
    let of = named.strip_suffix('の').unwrap_or(named);
    of.len() < before.len() && ANIMALS.iter().any(|word| of.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_form_shows_examples() {
        for (head, expected) in [
            ("| 項目 | 例 |", true),
            ("項目,記入例", true),
            ("| 例（漢字） | 例（カナ） |", true),
            ("| 移住事例 | 名前 |", false),
            ("条例,担当", false),
            ("| 例年の講師 |", false),
        ] {
            assert_eq!(is_head_of_examples(head), expected, "{head}");
        }
    }
}
