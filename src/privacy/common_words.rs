//! Words that people like to call themselves by and that a guide needs as words: as names they count only beside 敬称
//! or `@`.

use std::{collections::BTreeSet, sync::LazyLock};

use crate::privacy::{
    folded::fold,
    names::{is_given, is_place, is_surname},
    person_words::is_word,
};

#[rustfmt::skip]
const WORDS: &[&str] = &[
    "さくら", "ひかり", "のぞみ", "みらい", "こころ", "かえで", "あおい", "つばさ", "いちご", "すずめ", "ほたる", "すみれ", "たんぽぽ", "ひまわり", "あさがお", "つくし",
    "もみじ", "いちょう", "こだま", "みどり", "ひなた", "あおぞら", "ゆうひ", "あさひ", "こはる", "はるか", "しずか", "のどか", "ゆたか", "あきら", "かおり", "めぐみ",
    "ひとみ", "いずみ", "まこと", "あゆみ", "しおり", "ひかる", "かなえ", "たまき", "みのり", "みさき", "なぎさ", "わかば", "こずえ", "かもめ", "つばめ", "ひばり",
    "うさぎ", "たまご", "おにぎり", "うどん", "ラーメン", "カレー", "コーヒー", "パンダ", "トマト", "サクラ", "ヒカリ", "ノゾミ", "ミドリ", "スノー", "スキー",
    "キャンプ",
    "カメラ", "ギター", "サウナ", "ソラ", "モモ", "リンゴ", "太陽", "大地", "青空", "夕日", "朝日", "小春", "日和", "若葉", "新緑", "雪国", "北国", "南国",
    "田舎", "故郷", "山小屋", "薪", "向日葵", "秋桜", "紫陽花", "白鳥", "焚き火", "畑", "棚田", "農園", "農場", "牧場", "温泉", "古民家", "空き家", "移住",
    "新人", "初心者", "主婦", "主夫", "学生", "会社員", "父親", "母親", "匿名", "名無し", "移住希望", "移住検討中", "検討中", "事務局", "管理者", "運営", "広報",
    "公式", "担当", "相談員", "移住相談", "移住交流", "移住相談員", "移住コーディネーター", "地域おこし協力隊", "協力隊", "admin", "administrator", "office",
    "staff", "support", "info", "contact", "guest", "member", "user", "test", "owner", "general", "slack", "salon",
    "iju", "town", "city", "village", "kouhou", "news", "home", "farm", "snow", "sky", "sun", "moon", "blue", "green",
    "happy", "smile", "coffee", "camp", "cat", "dog", "mama", "papa", "guide", "page", "site", "index", "main",
];

/// More words that are a part of display names, where they say less than a whole one.
#[rustfmt::skip]
const PARTS: &[&str] = &[
    "ひつじ", "ぺんぎん", "かえる", "とんぼ", "ことり", "こいぬ", "こねこ", "ねずみ", "いのしし", "かもしか", "ふくろう", "からす", "とんび", "はと", "めだか",
    "どんぐり",
    "まつぼっくり", "ぶどう", "さくらんぼ", "いちじく", "くるみ", "わらび", "ぜんまい", "ふき", "だいこん", "にんじん", "じゃがいも", "かぼちゃ", "なす", "きゅうり",
    "とうもろこし", "いなか", "ふるさと", "やまびこ", "そよかぜ", "はるかぜ", "ひだまり", "ほしぞら", "つらら", "こおり", "ゆきだるま", "雪だるま", "ストーブ",
    "ドライブ", "カフェ", "パン屋", "本屋", "花屋", "協力者", "利用者", "参加者", "質問者", "相談者", "運営者", "編集部", "図書館", "公民館", "役場", "役所",
    "may", "will", "mark", "rose", "hope", "grace", "bill", "frank", "dean", "art", "sandy", "summer", "autumn",
    "april",
    "june", "august", "kana", "photo", "music", "garden", "river", "forest", "mountain", "ocean", "spring", "winter",
    "apple", "peach", "lemon", "berry", "honey", "bear", "rabbit", "bird", "life", "love", "team", "japan",
    "tokyo", "osaka", "kyoto", "web", "shop", "cafe", "blog", "note", "mail", "line", "zoom", "google", "everyone",
    "channel", "here", "bot",
];

static FOLDED: LazyLock<[BTreeSet<String>; 2]> =
    LazyLock::new(|| [WORDS, PARTS].map(|words| words.iter().map(|word| fold(word)).collect()));

/// Whether a name is a word that a guide needs: then it counts only beside 敬称 or `@`.
pub(crate) fn is_common(name: &str) -> bool {
    let short = name.is_ascii() && name.len() < 3;
    short || is_word(name) || is_place(name) || FOLDED[0].contains(&fold(name))
}

/// Whether a part of a name is such a word.
pub(crate) fn is_common_part(name: &str) -> bool {
    is_common(name) || FOLDED[1].contains(&fold(name))
}

/// Places, years and words about moving that people write beside their name, and that nobody is called by.
#[rustfmt::skip]
const REMARKS: &[&str] = &[
    "移住コーディネーター", "移住希望者", "移住検討中", "移住予定", "移住希望", "移住検討", "移住済み", "移住者", "移住組", "移住民", "先輩移住者", "移住",
    "二拠点居住", "二拠点生活", "二拠点", "多拠点", "検討中", "在住中", "在住", "在勤", "出身", "住み", "から", "年目", "年生", "年", "歳", "才", "代", "期生",
    "令和", "平成", "元", "Uターン", "Iターン", "Jターン", "新米", "新人", "地域おこし協力隊", "協力隊", "町民", "市民", "村民", "都民", "府民", "県民", "道民",
    "北海道", "青森", "岩手", "宮城", "秋田", "山形", "福島", "茨城", "栃木", "群馬", "埼玉", "千葉", "東京", "神奈川", "新潟", "富山", "石川", "福井",
    "山梨", "長野", "岐阜", "静岡", "愛知", "三重", "滋賀", "京都", "大阪", "兵庫", "奈良", "和歌山", "鳥取", "島根", "岡山", "広島", "山口", "徳島",
    "香川", "愛媛", "高知", "福岡", "佐賀", "長崎", "熊本", "大分", "宮崎", "鹿児島", "沖縄", "札幌", "仙台", "横浜", "川崎", "名古屋", "神戸", "関東",
    "関西", "首都圏", "都内", "県内", "県外", "市内", "町内", "村内", "海外", "地元", "県", "府", "都", "市", "町", "村",
    "tokyo", "osaka", "kyoto", "yokohama", "nagoya", "sapporo", "sendai", "kobe", "fukuoka", "hokkaido", "okinawa",
    "japan", "iju", "from",
];

/// A name without the places, years and words about moving at its ends, empty if it is nothing else; `town` is the
/// municipality's own name.
pub(crate) fn without_remarks<'a>(name: &'a str, town: &str) -> &'a str {
    let stem = town.trim_end_matches(['市', '町', '村']);
    let own = [town, stem].into_iter().filter(|word| word.chars().count() >= 2);
    let words: Vec<&str> = own.chain(REMARKS.iter().copied()).collect();
    let edge = |c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.' | '・');
    let mut rest = name.trim_matches(edge);
    loop {
        // 三重子 is a name and 石橋 no place of 石.
        if rest.is_empty() || is_given(rest) || is_surname(rest) && !is_place(rest) {
            return rest;
        }
        let cut = words.iter().find_map(|word| strip_end(rest, word).or_else(|| strip_start(rest, word)));
        let Some(cut) = cut.map(|cut| cut.trim_matches(edge)).filter(|cut| cut.chars().count() != 1) else {
            return rest;
        };
        rest = cut;
    }
}

fn strip_end<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    // 田村 is no place of 田; a unit follows a figure or another of the words.
    let unit = word.chars().count() == 1 || word == "から" || word == "住み" || word == "年目" || word == "年生";
    let fits = !unit || head.ends_with(|c: char| c.is_ascii_digit()) || REMARKS.iter().any(|word| head.ends_with(word));
    (tail.eq_ignore_ascii_case(word) && fits && is_whole(word, head.chars().next_back())).then_some(head)
}

fn strip_start<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && word.chars().count() > 1 && is_whole(word, tail.chars().next()))
        .then(|| tail.strip_prefix('の').unwrap_or(tail))
}

/// Whether a word of Latin letters ends where it should.
fn is_whole(word: &str, beside: Option<char>) -> bool {
    !word.is_ascii() || !beside.is_some_and(|c| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_no_part_of_a_name() {
        for (name, expected) in [
            ("たぬき2024移住", "たぬき"),
            ("東京のたぬき", "たぬき"),
            ("移住3年目たぬき", "たぬき"),
            ("灯野町たぬき", "たぬき"),
            ("うみねこ_tokyo", "うみねこ"),
            ("田村", "田村"),
            ("東京", ""),
            ("移住3年目", ""),
            ("三重子", "三重子"),
            ("北村", "北村"),
            ("umineko2024", "umineko"),
        ] {
            assert_eq!(without_remarks(name, "灯野町"), expected, "{name}");
        }
    }
}
