//! Names in Latin letters, Hangul and Chinese: by dictionary, by a title, by what people say of themselves.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{
    detector::pattern,
    foreign,
    names::{is_given_latin, is_surname_latin},
};

/// Words that one of the patterns needs.
#[rustfmt::skip]
pub(crate) const SIGNS: &[&str] = &[
    "hị ", "nh ", "Cô ", "cô ", "ác ", "ng ", "hú ", "ậu ", "ì ", "Ate ", "Kuya ", " and I", " & ", "姐", "哥",
    "叔", "阿姨", "女士", "老师", "씨", "eu ", "Mr",
    "Mrs", "Ms", "Miss ", "Dr", "Prof", "Sr", "Dona ", "enhor", "가족은", "라고 합", "Mister ", "-san",
    "-sama", "-kun", "-chan",
    "-sensei", " san", " sensei",
    "y name is", "y name's", "I'm ", "I’m ", "I am ", "'m ", "his is ", "all me ", "eu nome", "e chamo", "ou o ",
    "ou a ", "Eu sou ", "Sou ", "qui é",
    "我叫", "我是", "我姓", "名字", "이름", "저는", "ôi là", "ên là", "m là", "Ako ", "ako ", "angalan", "Nama saya", "e llamo",
    "Soy ", "My ", "my ", "Our ", "our ", "eu ", "inha ", "osso ", "ossa ", "mi ", "Mi ", "rofessor", "izinh", "ilh",
];

/// A name of one to four words that begin with capitals.
const NAME: &str =
    concat!(r"\p{Lu}[\p{Latin}'’-]+", r"(?:(?:\s(?:da|de|do|dos|das|van|von|bin|al))?\s\p{Lu}[\p{Latin}'’-]+){0,3}",);

static PAIR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([A-Z][a-zōū]+|[A-Z]{3,})[,\s]{1,2}([A-Z][a-zōū]+|[A-Z]{3,})"));
static INITIAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[A-Z]\.\s?([A-Z][a-zōū]{2,})"));
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        "(?:Mr|Mrs|Ms|Dr|Prof|Sr|Sra|Srta)\\.?\\s({NAME})|(?:Miss|Mister|Dona|[Ss]enhora?)\\s({NAME})\
         |(?:[Ss]eu|[Dd]ona|[Tt]ia|[Tt]io)\\s({NAME})"
    ))
});
/// How people are called in Vietnamese and Tagalog: chị Phạm Thị Hồng, Ate Maricel Dimaculangan.
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[^\p{Latin}])(?:[Cc]hị|[Aa]nh|[Cc]ô|[Bb]ác|[Ôô]ng|[Cc]hú|[Cc]ậu|[Dd]ì|Ate|Kuya|Aling|Mang)",
        r"\s(\p{Lu}[\p{Latin}]+(?:\s\p{Lu}[\p{Latin}]+){0,3})",
    ))
});
/// Words of which one stands in every text of [`CALLED`].
const CALLS: &[&str] =
    &["hị ", "nh ", "Cô ", "cô ", "ác ", "ng ", "hú ", "ậu ", "ì ", "Ate ", "Kuya ", "Aling ", "Mang "];
/// Two who are named by their given names: Today Kenji and I, Nozomi & Arash.
static PAIRED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^\p{Latin}])([A-Z][a-z]{2,}) (?:and I(?:[^\p{Latin}]|$)|& [A-Z][a-z]{2,}(?:\s*$|\n))")
});
/// A Korean name before the word for Mr. and Mrs.
static SSI: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[^\p{Hangul}])([김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민진나지엄]\p{Hangul}{1,2}) ?씨",
    )
});
static SAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"([A-Z][\p{Latin}'’]+(?:\s[A-Z][\p{Latin}'’]+)?)(-|\s)(?:san|sama|kun|chan|sensei)(?:[^\p{Latin}]|$)")
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let cues = concat!(
        r"[Mm]y (?:full |first |last |real )?name(?: is|'s|’s)|[Cc]all me",
        r"|[Mm]eu nome(?: completo)? é|[Mm]e chamo|[Mm]e llamo",
        r"|[Tt]ên (?:tôi|em|mình) là|(?:[Tt]ôi|[Ee]m|[Mm]ình) tên là|[Pp]angalan ko ay|[Nn]ama saya(?: adalah)?",
    );
    pattern(&format!(r"(?:{cues})\s({NAME})"))
});
static SELF: LazyLock<Regex> = LazyLock::new(|| {
    let cues = concat!(
        r"I(?:'|’| a)m|[Tt]his is|[Ee]u sou(?: [oa])?|[Ss]ou [oa]|Sou|[Aa]qui é [oa]|Soy",
        r"|(?:[Tt]ôi|[Ee]m|[Mm]ình) là",
        r"|[Aa]ko (?:po )?si",
    );
    pattern(&format!(r"(?:^|[^\p{{Latin}}])(?:{cues})\s({NAME})"))
});
/// Somebody's kin, neighbour or teacher, and the name.
static KIN: LazyLock<Regex> = LazyLock::new(|| {
    let whose = r"(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er)\s(?:[a-z]+\s)?";
    let kin = concat!(
        "son|daughter|wife|husband|mother|father|brother|sister|baby|boy|girl|neighbou?r|friend|landlord|landlady",
        "|grandson|granddaughter|grandmother|grandfather|partner|boyfriend|girlfriend|uncle|aunt|cousin|colleague",
    );
    let outro = concat!(
        r"(?:[Mm]eu|[Mm]inha|[Nn]oss[oa]|[Aa]|[Oo])\s(?:filh[ao]|espos[ao]|marido|mulher|mãe|pai|irmão|irmã|vizinh[ao]",
        r"|amig[ao]|professora?|sogr[ao]|net[ao]|prim[ao])|[Mm]i\s(?:hij[ao]|espos[ao]|marido|vecin[ao]|amig[ao])",
    );
    pattern(&format!(r"(?:^|[^\p{{Latin}}])(?:{whose}(?:{kin})|{outro}),?\s({NAME})"))
});
/// How neighbours are called in Chinese: 隔壁的王丽姐.
static CHINESE_CALLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"的([王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎]\p{Han}{1,2})(?:姐|哥|叔|阿姨|先生|女士|老师)",
    )
});
static CHINESE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:我叫|我的名字(?:是|叫)|我姓|我是)([\p{Han}]{1,4}?)(?:[,，。、!！\s.]|来|是|在|$)"));
/// Korean names in a row, and one before 라고 합니다; the surname is one of the usual ones.
static HANGUL: LazyLock<Regex> = LazyLock::new(|| {
    let name =
        r"[김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민진나지엄]\p{Hangul}{2}";
    pattern(&format!(r"(?:^|[\s,])({name})(?:이라고|라고) 합|(?:가족은|저희는|우리는) ({name}(?:, {name})+)"))
});
static KOREAN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:이름은|저는)\s?([\p{Hangul}]{2,4}?)(?:입니다|이에요|예요|이라고|라고)"));

/// Capitalised words behind "I am" and the like that are no names.
#[rustfmt::skip]
const NO_NAMES: &[&str] = &[
    "Japan", "Japanese", "Tono", "American", "British", "English", "Brazilian", "Brasil", "Brazil", "Chinese",
    "Korean", "Vietnamese", "Filipino",
    "Canadian", "Australian", "Indian", "French", "German", "Italian", "Spanish", "Portuguese", "Catholic",
    "Christian", "Muslim", "Buddhist", "Sunday",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "January", "February", "March", "April",
    "May", "June", "July", "August",
    "September", "October", "November", "December", "Town", "City", "Village", "Hall", "Office", "Center", "Centre",
    "School", "New", "Golden", "Mount",
    "Lake", "Wi-Fi", "ALT", "Mr", "Mrs", "Ms", "Dr", "The", "Tokyo", "Osaka", "Kyoto", "Hello", "Note", "Please",
    "Step", "Part",
];

fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(&word) || word.chars().skip(1).all(char::is_uppercase)
}

/// Whether two words of Latin letters are a surname and a given name.
pub(crate) fn is_pair(first: &str, second: &str) -> bool {
    let pair = |surname: &str, given: &str| is_surname_latin(surname) && is_given_latin(given);
    pair(first, second) || pair(second, first) || foreign::is_given(first) && foreign::is_surname(second)
}

/// Whether an initial stands before a surname: `K.Sato`.
pub(crate) fn is_behind_initial(word: &str) -> bool {
    is_surname_latin(word) || foreign::is_surname(word)
}

/// The names in a text; each is sure.
pub(crate) fn names(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let starts = |at: usize| !text[..at].ends_with(|c: char| c.is_ascii_alphanumeric());
    // None of the patterns in Latin letters fits a text without one, which most texts are.
    let latin = if text.bytes().any(|byte| byte.is_ascii_alphabetic()) { text } else { "" };
    for pair in PAIR.captures_iter(latin) {
        let [first, second] = [1, 2].map(|number| pair.get(number).map_or("", |word| word.as_str()));
        if is_pair(first, second) {
            out.push(pair.get(0).expect("a match has a whole").range());
        }
    }
    for found in INITIAL.captures_iter(latin) {
        let (whole, word) = (found.get(0).expect("a match has a whole"), found.get(1).map_or("", |word| word.as_str()));
        if is_behind_initial(word) && starts(whole.start()) && !text[..whole.start()].ends_with('.') {
            out.push(whole.range());
        }
    }
    for found in TITLE.captures_iter(latin).filter(|found| starts(found.get(0).map_or(0, |whole| whole.start()))) {
        // "Seu Edson" is how one speaks of a man; "seu" before anything else is "your".
        let spoken = found.get(3).filter(|name| {
            let first = first_word(name.as_str());
            foreign::is_given(first) || is_given_latin(first)
        });
        let Some(name) = found.get(1).or(found.get(2)).or(spoken) else { continue };
        let product = ["Donut", "Children", "Yellow", "Martens", "Pepper", "Office"].contains(&name.as_str());
        if !product && !is_no_name(first_word(name.as_str())) {
            out.push(name.range());
        }
    }
    for found in SAN.captures_iter(latin) {
        let (Some(name), Some(joint)) = (found.get(1), found.get(2)) else { continue };
        let last = name.as_str().rsplit(' ').next().unwrap_or_default();
        let first = first_word(name.as_str());
        // "Ask Tanaka-san": what stands before a name may begin the sentence.
        let both = foreign::is_given(first) || is_given_latin(first) || is_surname_latin(first);
        let start = if both { name.start() } else { name.end() - last.len() };
        if joint.as_str() == "-" || is_surname_latin(last) || is_given_latin(last) || foreign::is_given(last) {
            out.push(start..name.end());
        }
    }
    out.extend(NAMED.captures_iter(latin).filter_map(|found| found.get(1)).map(|name| name.range()));
    for name in KIN.captures_iter(latin).filter_map(|found| found.get(1)) {
        let first = first_word(name.as_str());
        let small = first.chars().skip(1).all(char::is_lowercase);
        if small && first.len() > 2 && !is_no_name(first) {
            out.push(name.range());
        }
    }
    for name in SELF.captures_iter(latin).filter_map(|found| found.get(1)) {
        let words: Vec<&str> = name.as_str().split(' ').collect();
        let first = words[0].trim_matches(['\'', '’', '-']);
        // Two words with capitals behind "I am" are a name, whatever lists say; "this is" has places behind it, too.
        let told = words.len() > 1
            && !latin[..name.start()].trim_end().ends_with("his is")
            && !words.iter().any(|word| is_no_name(word));
        let known = told || foreign::is_given(first) || is_given_latin(first) || is_surname_latin(first);
        if !is_no_name(first) && first.len() > 2 && known {
            out.push(name.range());
        }
    }
    out.extend(called(text, latin));
    out.extend(korean(text));
    out
}

/// The names that words of Chinese, Vietnamese, Tagalog and Korean ask for, and those of two together. `latin` is the
/// text, or empty if it has no letter.
fn called(text: &str, latin: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for found in CHINESE.captures_iter(text) {
        let (Some(name), Some(whole)) = (found.get(1), found.get(0)) else { continue };
        let first = name.as_str().chars().next().map_or(String::new(), String::from);
        if !whole.as_str().starts_with("我是") || foreign::is_kanji(&first) && name.as_str().chars().count() > 1 {
            out.push(name.range());
        }
    }
    let called = CALLS.iter().any(|word| latin.contains(word)).then(|| CALLED.captures_iter(latin));
    for name in called.into_iter().flatten().filter_map(|found| found.get(1)) {
        if !is_no_name(first_word(name.as_str())) {
            out.push(name.range());
        }
    }
    let paired = (latin.contains(" and I") || latin.contains(" & ")).then(|| PAIRED.captures_iter(latin));
    for name in paired.into_iter().flatten().filter_map(|found| found.get(1)) {
        if is_given_latin(name.as_str()) || foreign::is_given(name.as_str()) {
            out.push(name.range());
        }
    }
    out
}

/// The names in Hangul.
fn korean(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if text.contains('的') {
        out.extend(CHINESE_CALLED.captures_iter(text).filter_map(|found| found.get(1)).map(|name| name.range()));
    }
    if text.contains('씨') {
        out.extend(SSI.captures_iter(text).filter_map(|found| found.get(1)).map(|name| name.range()));
    }
    let hangul = HANGUL.captures_iter(text).filter_map(|found| found.get(1).or(found.get(2)));
    out.extend(hangul.map(|name| name.range()));
    for found in KOREAN.captures_iter(text) {
        let (Some(name), Some(whole)) = (found.get(1), found.get(0)) else { continue };
        let surname = name.as_str().starts_with(|c| {
            "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민진나지엄".contains(c)
        });
        if whole.as_str().starts_with("이름") || surname && name.as_str().chars().count() == 3 {
            out.push(name.range());
        }
    }
    out
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}
