//! Surnames that no list has, by the characters that surnames begin and end with.

use std::sync::LazyLock;

use ahash::AHashMap;

use crate::privacy::{names::long_surnames, person_words::is_word};

/// How many listed surnames begin and end with a character.
#[derive(Default)]
struct Ends {
    first: u32,
    last: u32,
}

static ENDS: LazyLock<AHashMap<char, Ends>> = LazyLock::new(|| {
    let mut ends: AHashMap<char, Ends> = AHashMap::new();
    for (first, last) in long_surnames() {
        ends.entry(first).or_default().first += 1;
        ends.entry(last).or_default().last += 1;
    }
    ends
});

/// Endings of surnames that end what people are, do and run as well, and words that look like surnames.
const OTHER_ENDS: &str = "屋家方場子鳥所司手頭前作生名人者神父母様主親宿道国市町村";
#[rustfmt::skip]
const OTHER_WORDS: &[&str] = &[
    "仲居", "長居", "地元", "蔵元", "窯元", "水道", "近所", "町内", "村内", "市内", "区内", "県内", "家内", "本部", "支部", "学部", "全部", "大海",
    "上下", "中下", "天地", "土地", "古里", "小川", "大川", "高原", "山里", "山村", "農村", "漁村", "市村", "温泉", "秋葉", "青葉", "若葉", "紅葉", "言葉",
    "入居",
    "同居", "転居", "住居", "神宮", "天宮", "田畑", "山林", "森林", "竹林",
    "土木", "立木", "仲間", "水田", "大小", "上中", "西東", "古木", "大木", "岩石", "小石",
    "石垣", "大根", "白菜", "金山", "山海", "川海", "高橋",
];

/// Whether kanji that no list has look like a surname: the first begins surnames, the last ends several.
pub(crate) fn is_like_surname(run: &str) -> bool {
    let mut chars = run.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return false };
    let count = run.chars().count();
    let common = |c: char, of: fn(&Ends) -> u32| ENDS.get(&c).map_or(0, of);
    // 郷古: each of the two is a part of several surnames, wherever.
    let both = |c: char| common(c, |ends| ends.first + ends.last);
    let office = count > 2 && "部内下上中間地里".contains(last);
    (2..=4).contains(&count)
        && !office
        && (common(first, |ends| ends.first) > 0 && common(last, |ends| ends.last) >= 3
            || count == 2 && both(first) > 1 && both(last) > 1)
        && !OTHER_ENDS.contains(last)
        && !OTHER_WORDS.contains(&run)
        && !is_word(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unlisted_surnames_have_the_shape_of_listed_ones() {
        for (run, expected) in [
            ("沢渡", true),
            ("小此木", true),
            ("戸田川", true),
            ("蔵元", false),
            ("本家", false),
            ("板前", false),
            ("保健師", false),
            ("業者", false),
        ] {
            assert_eq!(is_like_surname(run), expected, "{run}");
        }
    }
}
