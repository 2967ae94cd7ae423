//! Names in lists: in a row, behind a prize or a gift, letter by letter, one in a line.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        detector::pattern,
        names::{is_given, is_surname, is_word_too},
        person::{Name, is_typical_single, kanji_end, run_start, split},
        person_letters::split_widely,
        person_words::is_word,
        surname_shape::is_like_surname,
    },
    text::japanese::is_kanji,
};

/// What stands between names in a row.
const BETWEEN: [char; 6] = ['、', '・', '／', '/', ',', '，'];

/// Whether kanji are a surname and nothing else.
fn is_strong(run: &str) -> bool {
    run.chars().count() > 1 && is_surname(run) && !is_word_too(run) && !is_word(run)
}

/// Whether a row of names may begin with the kanji at a byte.
pub(crate) fn may_begin_row(text: &str, at: usize) -> bool {
    let end = kanji_end(text, at);
    let next = text[end..].chars().next();
    next.is_some_and(|c| BETWEEN.contains(&c) || c == 'と') && is_surname(&text[at..end])
        || next.is_none_or(|c| c.is_whitespace()) && is_strong(&text[at..end])
}

/// Whether the kanji that end at a byte are a surname.
fn ends_surname(text: &str, at: usize) -> bool {
    run_start(&text[..at], is_kanji).is_some_and(|start| is_surname(&text[start..at]))
}

/// Three and more surnames in a row of nothing else: 鵜飼、百目鬼、小比類巻.
static ROW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\p{Han}々]{1,4}(?:[、・／/,，][ 　]?(?:[\p{Han}々]{1,4}|[ァ-ヺー]{3,8}))+"));

/// What counts those who were named.
const COUNTS: [&str; 9] = ["の三名", "の三人", "の四名", "の四人", "の二人", "の五人", "の3名", "の3人", "の4人"];

/// The surnames that stand in a row.
pub(crate) fn find_rows(text: &str) -> Vec<Name> {
    let mut found = Vec::new();
    if !text.match_indices(BETWEEN).any(|(at, _)| ends_surname(text, at)) {
        return found;
    }
    for row in ROW.find_iter(text) {
        let sentence = text[..row.start()].rfind(['。', '\n']).map_or(&text[..row.end()], |at| &text[at..row.end()]);
        // What is said of surnames is nobody's.
        if ["姓", "苗字", "名字", "地名", "集落", "地区", "字を", "地図", "由来", "読み", "田と", "田んぼ", "小字"]
            .iter()
            .any(|word| sentence.contains(word))
        {
            continue;
        }
        let mut items = row.as_str().split(BETWEEN).map(str::trim).collect::<Vec<_>>();
        // The last may go on as a word of the sentence.
        if text[row.end()..].starts_with(|c: char| is_kanji(c)) {
            items.pop();
        }
        let katakana = |item: &str| !item.starts_with(is_kanji);
        let names = items.iter().filter(|item| is_surname(item) && !is_word(item)).count();
        let strong = items.iter().filter(|item| is_strong(item)).count();
        let others = items.iter().filter(|item| !katakana(item)).count() - names;
        // Of those who are counted one may be on no list: 鵜飼、百目鬼、小比類巻の三名.
        let counted = COUNTS.iter().any(|word| text[row.end()..].starts_with(word));
        let like = items.iter().any(|item| !is_surname(item) && is_like_surname(item));
        let enough = others <= usize::from(counted || like && names > 1)
            && strong >= 2
            && (items.len() >= 3 || counted || strong == names);
        if enough {
            found.push(Name { range: row.range(), sure: names >= 3 || counted });
        }
    }
    found
}

/// Two who do something together: 栗原と舟越で罠の見回り.
static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[。、\s「は])([\p{Han}々]{2,3})と([\p{Han}々]{2,3})(?:で(?:見|は|、|回|や|行|罠|作)|が|の二人|の二軒|の両)",
    )
});

/// The surnames of two who do something together.
pub(crate) fn find_pairs(text: &str) -> Vec<Name> {
    let guard = ["姓", "苗字", "名字", "地名", "集落", "地区", "字を", "地図", "由来"];
    let paired = text.match_indices('と').any(|(at, _)| ends_surname(text, at));
    if !paired || guard.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let pairs = PAIR.captures_iter(text).filter_map(|found| Some((found.get(1)?, found.get(2)?)));
    let people = pairs.filter(|(a, b)| {
        let (a, b) = (a.as_str(), b.as_str());
        is_strong(a) && (is_strong(b) || is_like_surname(b)) || is_strong(b) && is_like_surname(a)
    });
    people.map(|(a, b)| Name { range: a.start()..b.end(), sure: false }).collect()
}

/// A name behind a prize, a place or a gift: 金賞　岩渕洋, 金一万円　庄司.
static GIVEN_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:[円升俵袋箱本点賞位等席]|優勝|入選|入賞|佳作|金賞|銀賞|銅賞|特選|最優秀|大賞)[ 　\t]{1,4}",
        r"([\p{Han}々]{2,7}|[\p{Han}々]{1,4}[ 　][\p{Han}\p{Hiragana}]{1,4})(?:さん)?(?:[ 　\t\n／/・、「（(｜|]|$)",
    ))
});

/// Words of which one stands in every text of [`find_givers`].
#[rustfmt::skip]
pub(crate) const GIFTS: &[&str] = &[
    "円　", "円 ", "升　", "俵　", "袋　", "箱　", "本　", "点　", "賞　", "賞 ", "位　", "位 ", "等　", "席　", "優勝　", "優勝 ", "入選　", "入選 ",
    "入賞　",
    "佳作　", "特選　", "最優秀　", "大賞　",
];

/// The names behind prizes and gifts.
pub(crate) fn find_givers(text: &str) -> Vec<Name> {
    if !GIFTS.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let names = GIVEN_BY.captures_iter(text).filter_map(|found| found.get(1));
    let people = names.filter(|name| {
        let parts: Vec<&str> = name.as_str().split([' ', '　']).collect();
        match parts[..] {
            [one] => split_widely(one).is_some() || is_strong(one),
            [surname, given] => is_surname(surname) && is_given(given),
            _ => false,
        }
    });
    people.map(|name| Name { range: name.range(), sure: true }).collect()
}

/// Kanji that stand apart, as names are written in a list: 岩　渕　　洋.
static SPACED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[\s　])([\p{Han}々](?:[ 　]{1,3}[\p{Han}々]){2,4})(?:[\s　「」、。（(｜|]|$)"));

/// Whether a space stands between two single kanji.
pub(crate) fn divides_kanji(text: &str, sign: Range<usize>) -> bool {
    let mut before = text[..sign.start].chars().rev();
    let mut after = text[sign.end..].trim_start_matches([' ', '　']).chars();
    let single =
        |first: Option<char>, second: Option<char>| first.is_some_and(is_kanji) && !second.is_some_and(is_kanji);
    single(before.next(), before.next()) && single(after.next(), after.next())
}

/// The names whose characters stand apart.
pub(crate) fn find_spaced(text: &str) -> Vec<Name> {
    let mut spaces = text.match_indices([' ', '　']);
    if !spaces.any(|(at, space)| divides_kanji(text, at..at + space.len())) {
        return Vec::new();
    }
    let spaced = SPACED.captures_iter(text).filter_map(|found| found.get(1));
    let names = spaced.filter(|name| {
        let whole: String = name.as_str().chars().filter(|c| is_kanji(*c)).collect();
        let single = whole.char_indices().next_back().map(|(at, _)| whole.split_at(at));
        split(&whole).is_some()
            || single
                .is_some_and(|(surname, given)| is_surname(surname) && (is_given(given) || is_typical_single(given)))
    });
    names.map(|name| Name { range: name.range(), sure: true }).collect()
}

/// A surname alone behind the end of the last sentence, as people sign what they have written.
pub(crate) fn find_last(text: &str) -> Option<Name> {
    let whole = text.trim_end();
    let start = whole.char_indices().rev().take(5).take_while(|(_, c)| is_kanji(*c)).last()?.0;
    let before = whole[..start].trim_end_matches([' ', '　', '―', '—', '–', '（', '(']);
    let ends = before.ends_with(['。', '！', '？', '!', '?', '\n']) && before.chars().count() > 12;
    let name = &whole[start..];
    (ends && (is_strong(name) || split(name).is_some())).then_some(Name { range: start..whole.len(), sure: true })
}

/// Who becomes something: 次の区長に小鳥遊が選ばれました.
static BECOMES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:長|委員|役員|代表|会計|書記|主将|監督|幹事|当番)に、?([\p{Han}々]{2,4})(?:さん)?が(?:決ま|選ば|就|なり|なっ|再任|推)",
    )
});

/// Words of which one stands in every text of [`find_elected`].
pub(crate) const BECOMING: &[&str] = &["が決ま", "が選ば", "が就", "がなり", "がなっ", "が再任", "が推"];

/// The names of those who become something, whether a list has them or not.
pub(crate) fn find_elected(text: &str) -> Vec<Name> {
    if !BECOMING.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let names = BECOMES.captures_iter(text).filter_map(|found| found.get(1));
    let people = names.filter(|name| {
        let name = name.as_str();
        let role = name.ends_with([
            '者', '員', '長', '人', '名', '家', '男', '女', '性', '代', '民', '区', '町', '班', '年', '会',
        ]);
        !role && !is_word(name)
    });
    people.map(|name| Name { range: name.range(), sure: true }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one of the finders calls a name.
    fn found_by(find: fn(&str) -> Vec<Name>, text: &str) -> String {
        find(text).into_iter().map(|name| text[name.range].to_owned()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn rows_of_surnames_are_names() {
        for (text, expected) in [
            ("出席は鵜飼、百目鬼、小比類巻の三名です。", "鵜飼、百目鬼、小比類巻"),
            ("当番：安倍・小田島・漆山", "安倍・小田島・漆山"),
            ("福島、山形、宮城から来ます。", ""),
            ("杉、松、桧を植えます。", ""),
            ("この集落は佐々木、工藤、菅原の姓が多い。", ""),
            ("多い姓は佐々木、工藤、菅原です。", ""),
            ("牛乳、味噌、醤油を買います。", ""),
        ] {
            assert_eq!(found_by(find_rows, text), expected, "{text}");
        }
    }

    #[test]
    fn prizes_and_gifts_have_names_behind() {
        for (text, expected) in [
            ("書道の部　金賞　高橋洋子「春光」", "高橋洋子"),
            ("金一万円　庄司／真船", "庄司"),
            ("参加費　500円　小学生以下", ""),
            ("入場料 300円 会場", ""),
        ] {
            assert_eq!(found_by(find_givers, text), expected, "{text}");
        }
    }

    #[test]
    fn characters_apart_are_a_name_together() {
        for (text, expected) in
            [("金賞　高　橋　　誠「春光」", "高　橋　　誠"), ("日　時　場　所", ""), ("月 火 水 木 金", "")]
        {
            assert_eq!(found_by(find_spaced, text), expected, "{text}");
        }
    }

    #[test]
    fn whoever_becomes_something_is_named() {
        for (text, expected) in [
            ("次の区長に小鳥遊が選ばれました。", "小鳥遊"),
            ("新しい分団長に五十公野が決まった。", "五十公野"),
            ("会長に女性がなりました。", ""),
            ("委員に若者が選ばれました。", ""),
        ] {
            assert_eq!(found_by(find_elected, text), expected, "{text}");
        }
    }

    #[test]
    fn a_surname_behind_the_last_sentence_signs() {
        for (text, expected) in [
            ("お忙しい中お手伝いいただきありがとうございました。高橋", true),
            ("煮しめを、父も向こうで喜んでいると思います。\n佐々木", true),
            ("お忙しい中お手伝いいただきありがとうございました。以上", false),
        ] {
            assert_eq!(find_last(text).is_some(), expected, "{text}");
        }
    }
}
