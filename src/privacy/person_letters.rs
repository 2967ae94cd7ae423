//! Names where nothing asks for one but the place: under a letter, before an age, behind the head of a family.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        detector::pattern,
        names::{is_given, is_given_kana, is_surname, is_surname_kana, is_word_too},
        person::{Name, is_katakana, run_start, split},
        person_words::{OLD_NAMES, is_typical, is_word},
        surname_shape::is_like_surname,
    },
    text::japanese::is_kanji,
};

/// Words of which one stands in every text of [`find_signed`].
#[rustfmt::skip]
pub(crate) const CLOSINGS: &[&str] = &[
    "㊞", "印", "拝", "草々", "敬具", "かしこ", "不一", "早々", "敬白", "egards", "ishes", "incerely", "Yours", "Cheers",
    "Love", "Thanks",
    "hank you", "Best",
    "braços", "tenciosamente", "brigad", "aludos",
];

/// A surname or a whole name before 拝, at the end of a line.
static BOWED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?m)(?:^|[\s―—–>-])([\p{Han}々]{2,6}|[\p{Han}々]{1,4}[ 　][\p{Han}\p{Hiragana}]{1,4})",
        r"[ 　]?(?:拝|㊞|[(（]?印[)）]?)[ 　]*$",
    ))
});
/// Whoever signs behind the closing word of a letter, and the other of a couple: 草々　纐纈一彦、多恵.
static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:草々|敬具|かしこ|不一|早々|敬白)[\s　]{1,6}([\p{Han}々]{2,6}|[\p{Han}々]{1,4}[ 　][\p{Han}\p{Hiragana}]{1,4})",
        r"(?:[、・][\p{Han}\p{Hiragana}]{1,4})?(?:[\s　]|$)",
    ))
});
/// The same in letters of the West: the name has a line of its own.
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:[Rr]egards|[Ww]ishes|[Ss]incerely|Yours|Cheers|Love|Thanks|[Tt]hank you|Best",
        r"|[Aa]braços|[Aa]tenciosamente|[Oo]brigad[oa]|[Ss]aludos)",
        r"(?: [a-z]+){0,2}[,.!]?[ \t]*\n\s*(\p{Lu}[\p{Latin}'’.-]+(?: \p{Lu}[\p{Latin}'’.-]*){1,3})[ \t]*(?:\n|$)",
    ))
});
/// Words of which one makes it an office's.
const OFFICES: &[&str] =
    &["Office", "Town", "Hall", "Team", "Committee", "Association", "Section", "Division", "Library", "School", "Club"];

/// The names that letters and mails are signed with.
pub(crate) fn find_signed(text: &str) -> Vec<Name> {
    let mut found = Vec::new();
    if !CLOSINGS.iter().any(|word| text.contains(word)) {
        return found;
    }
    for name in BOWED.captures_iter(text).chain(CLOSED.captures_iter(text)).filter_map(|found| found.get(1)) {
        if is_name(name.as_str()) {
            found.push(Name { range: name.range(), sure: true });
        }
    }
    for name in SIGNED.captures_iter(text).filter_map(|found| found.get(1)) {
        if !OFFICES.iter().any(|word| name.as_str().contains(word)) {
            found.push(Name { range: name.range(), sure: true });
        }
    }
    found
}

/// Whether kanji are a surname or a whole name where nothing else is written.
fn is_name(text: &str) -> bool {
    let mut parts = text.split([' ', '　']);
    let (Some(first), second) = (parts.next(), parts.next()) else { return false };
    match second {
        Some(given) => is_given(given) || is_given_kana(given),
        None => {
            // A given name that looks like one is enough where nothing but a name is written.
            let given = first.char_indices().rev().nth(1).map(|(at, _)| &first[at..]);
            let typical = given.is_some_and(|given| is_given(given) && is_typical(given) && first.chars().count() > 3);
            !is_word(first) && (is_surname(first) || split_widely(first).is_some() || is_like_surname(first) || typical)
        }
    }
}

/// Divides kanji into a surname, listed or of the shape of one, and a listed given name.
pub(crate) fn split_widely(text: &str) -> Option<(&str, &str)> {
    split(text).or_else(|| {
        let ends = [2, 3, 4].into_iter().filter_map(|length| Some(text.char_indices().nth(length)?.0));
        ends.map(|at| text.split_at(at)).find(|(surname, given)| {
            (2..=3).contains(&given.chars().count())
                && is_given(given)
                && (is_surname(surname) || is_like_surname(surname))
        })
    })
}

/// A name with an age behind it: 勅使河原芳江、八十一歳.
static AGED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"([\p{Han}々]{3,7}|[\p{Han}々]{2,4}[ 　]?\p{Hiragana}{2,4})(?:さん)?[、,(（]\s?",
        r"(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})(?:歳|才)",
    ))
});

/// The names whose age stands behind them.
pub(crate) fn find_aged(text: &str) -> Vec<Name> {
    if !text.contains(['歳', '才']) {
        return Vec::new();
    }
    let names = AGED.captures_iter(text).filter_map(|found| found.get(1));
    names
        .filter_map(|name| {
            let kanji = name.as_str().find(|c| !is_kanji(c)).unwrap_or(name.len());
            let (head, given) = name.as_str().split_at(kanji);
            let given = given.trim_start();
            // What stands before the name in the same run of kanji is no part of it.
            let starts = head.char_indices().map(|(at, _)| at);
            let is_named = |at: &usize| {
                let head = &head[*at..];
                if given.is_empty() {
                    split_widely(head).is_some()
                } else {
                    is_given_kana(given) && !is_word(given) && (is_surname(head) || is_like_surname(head))
                }
            };
            let start = starts.take(3).find(is_named)?;
            Some(Name { range: name.start() + start..name.end(), sure: true })
        })
        .collect()
}

/// Who of a house is spoken of, behind its name: 種市家の嫁.
#[rustfmt::skip]
pub(crate) const HOUSE_KIN: &[&str] = &[
    "家の嫁", "家の婿", "家の長男", "家の次男", "家の娘", "家の息子", "家の跡取り", "家の当主", "家の隠居", "家の先代", "家の墓", "家の法事", "家の通夜",
    "家の葬儀", "家の若夫婦", "家のばあ", "家のじい", "家のばっ", "家のじっ",
];

/// The surname of a house, whether a list has it or not.
pub(crate) fn of_house(text: &str, at: usize) -> Option<Name> {
    let start = run_start(&text[..at], is_kanji)?;
    let name = &text[start..at];
    // 農家の嫁, 本家の墓: what houses are.
    let other = name.ends_with([
        '農', '民', '商', '旧', '名', '武', '大', '他', '人', '各', '業', '実', '本', '分', '隣', '我', '古', '一',
        '両', '新',
    ]);
    ((2..=3).contains(&name.chars().count()) && !other && !is_word(name))
        .then_some(Name { range: start..at, sure: true })
}

/// The houses and kin whose name may be that of a place as well: 鬼柳の隠居, 月輪んとこの.
#[rustfmt::skip]
pub(crate) const OF_PLACES: &[&str] =
    &["の隠居", "のご隠居", "の分家", "の嫁", "の婿", "の先代", "の跡取り", "の若旦那", "の旦那", "の倅", "のせがれ", "んとこの", "んとこで", "んちの"];

/// A surname before such a word, a place's among them; which it is the text does not say.
pub(crate) fn of_place(text: &str, at: usize) -> Option<Name> {
    let start = run_start(&text[..at], is_kanji)?;
    let name = &text[start..at];
    let of_people = ["んとこ", "んち"].iter().any(|word| text[at..].starts_with(word));
    let known = is_surname(name) || of_people && is_like_surname(name);
    let fits = name.chars().count() >= 2 && known && !is_word(name);
    fits.then_some(Name { range: start..at, sure: !is_word_too(name) })
}

/// How friends call somebody by a given name in katakana: ヨネさ, タケ坊, サトっち.
#[rustfmt::skip]
pub(crate) const AFFECTION: &[&str] = &[
    "坊", "っち", "さに", "さが", "さは", "さの", "さも", "さと", "やんが", "やんに", "やんは", "やんの", "姐", "ねえ", "あんに"
];

/// The given name before one of [`AFFECTION`].
pub(crate) fn fondly(text: &str, at: usize) -> Option<Name> {
    let start = run_start(&text[..at], is_katakana)?;
    let name = &text[start..at];
    let count = name.chars().count();
    let known = is_given_kana(name) || is_surname_kana(name) || OLD_NAMES.contains(&name);
    let short = count == 2 && ["坊", "っち"].iter().any(|word| text[at..].starts_with(word));
    ((2..=4).contains(&count) && !is_word(name) && (known || short)).then_some(Name { range: start..at, sure: false })
}

/// A name in hiragana that stands apart: さとう はなこ.
static HIRAGANA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\n「『、。（(:：\s　])(\p{Hiragana}{3,6})[ 　](\p{Hiragana}{3,4})(?:[\n」』、。）)　]|さん|くん|ちゃん|$)",
    )
});

/// The names in hiragana whose parts both are listed.
pub(crate) fn find_hiragana(text: &str) -> Vec<Name> {
    // The pattern is not even made for a text in which no space stands between two names.
    let mut spaces = text.match_indices([' ', '　']);
    if !spaces.any(|(at, space)| divides_hiragana(text, at..at + space.len())) {
        return Vec::new();
    }
    let pairs = HIRAGANA.captures_iter(text).filter_map(|found| Some((found.get(1)?, found.get(2)?)));
    let named = pairs.filter(|(first, second)| {
        is_surname_kana(first.as_str())
            && is_given_kana(second.as_str())
            && !is_word(first.as_str())
            && !is_word(second.as_str())
    });
    named.map(|(first, second)| Name { range: first.start()..second.end(), sure: true }).collect()
}

/// Whether a space stands between two words in hiragana that are a name.
pub(crate) fn divides_hiragana(text: &str, sign: Range<usize>) -> bool {
    let is_hiragana = |c: char| ('\u{3041}'..='\u{3096}').contains(&c);
    let Some(start) = run_start(&text[..sign.start], is_hiragana) else { return false };
    let end = text[sign.end..].find(|c| !is_hiragana(c)).map_or(text.len(), |end| sign.end + end);
    let given = &text[sign.end..end];
    let given = ["さん", "くん", "ちゃん"].iter().find_map(|title| given.strip_suffix(title)).unwrap_or(given);
    is_surname_kana(&text[start..sign.start]) && is_given_kana(given)
}

/// What people call their own surname: 旧姓, もとの姓は安斎.
static SURNAME_IS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:姓|苗字|名字)は、?([\p{Han}々]{2,4})(?:です|でした|だ|、(?:いま|今|現在)|。|と(?:いい|申|言))")
});
/// Somebody who says where they are from and who: おら、沢口の作山だ.
static FROM_WHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[。、\s「])(?:おら|おらは|おれ|おれは|わし|わしは|俺|俺は|私|私は|僕は|うち|うちは|おいら)、?[^。、\n]{1,8}の([\p{Han}々]{2,4})",
        r"(?:だ|です|じゃ|だべ|どす|や)(?:[。、!！\s]|$)",
    ))
});

/// Somebody who is called so.
static SO_CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[。、\s「はのA])([\p{Han}々]{2,4})(?:という|って)(?:方|者|人)(?:で|が|は|に|と|の|、|です)")
});
/// What stands on the plate of a house.
static PLATED: LazyLock<Regex> = LazyLock::new(|| pattern(r"表札[のはにが]、?「?([\p{Han}々]{2,4})"));
/// Words of which one stands in every text of [`find_told`].
pub(crate) const TOLD: &[&str] = &[
    "という方",
    "という者",
    "という人",
    "って人",
    "って方",
    "表札",
    "姓は",
    "苗字は",
    "名字は",
    "おら",
    "わし",
    "おいら",
    "おれ",
    "俺",
    "私",
    "僕は",
    "うち",
];

/// The surnames that people say are theirs.
pub(crate) fn find_told(text: &str) -> Vec<Name> {
    if !TOLD.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let told = SURNAME_IS.captures_iter(text).chain(FROM_WHERE.captures_iter(text)).filter_map(|found| found.get(1));
    let own = told.filter(|name| {
        let name = name.as_str();
        !is_word(name) && (is_surname(name) && name.chars().count() > 1 || split(name).is_some())
    });
    let own = own.map(|name| Name { range: name.range(), sure: true });
    // 小鳥谷という方: whoever is called so, on a list or not.
    let told = SO_CALLED.captures_iter(text).filter_map(|found| found.get(1));
    let told = told.filter(|name| {
        let name = name.as_str();
        !is_word(name) && !is_word_too(name) && (is_surname(name) || name.chars().count() > 2 && is_like_surname(name))
    });
    let plated = PLATED.captures_iter(text).filter_map(|found| found.get(1));
    let plated = plated.filter(|name| is_surname(name.as_str()) || is_like_surname(name.as_str()));
    let told = told.chain(plated);
    own.chain(told.map(|name| Name { range: name.range(), sure: true })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What one of the finders calls a name.
    fn found_by(find: fn(&str) -> Vec<Name>, text: &str) -> String {
        find(text).into_iter().map(|name| text[name.range].to_owned()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn letters_are_signed() {
        for (text, expected) in [
            ("よろしくお願いします。\n――榊原拝", "榊原"),
            ("どうぞよいお年を。　草々　　高橋一彦、多恵", "高橋一彦"),
            ("Warm regards,\nKelly Ann Brzezicki", "Kelly Ann Brzezicki"),
            ("Best wishes,\nTono Town Office", ""),
            ("神社に参拝\n", ""),
            ("草々　　申し込みはこちら", ""),
        ] {
            assert_eq!(found_by(find_signed, text), expected, "{text}");
        }
    }

    #[test]
    fn an_age_makes_a_name_of_what_looks_like_one() {
        for (text, expected) in [
            ("間違いなく勅使河原芳江、八十一歳。", "勅使河原芳江"),
            ("高橋みさき（72歳）が教えます。", "高橋みさき"),
            ("対象は高校生、18歳までです。", ""),
            ("後期高齢者、75歳以上の人です。", ""),
            ("成人年齢、18歳です。", ""),
        ] {
            assert_eq!(found_by(find_aged, text), expected, "{text}");
        }
    }

    #[test]
    fn names_in_hiragana_stand_apart() {
        for (text, expected) in [
            ("「さとう はなこ　六ねん」", "さとう はなこ"),
            ("あさ ごはんを たべます。", ""),
            ("ゆきの ひは すべります。", ""),
        ] {
            assert_eq!(found_by(find_hiragana, text), expected, "{text}");
        }
    }
}
