//! `BIRTH_DATE`: a day that is said to be somebody's birthday.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Shape::Digit,
        Trigger::{Holds, HoldsAt, Shape, Together},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::BirthDate,
    triggers: Triggers::any(&[
        Together(&[Holds(BIRTHS), Shape(Digit)]),
        Together(&[Holds(BIRTHS), Holds(&["十"])]),
        HoldsAt(&["生"], follows_day),
    ]),
    words: NO_WORDS,
    find: find_birth_date,
    examples: &[
        Bad("娘の生年月日は⟦2019年5月6日⟧です。"),
        Bad("私は⟦昭和60年1月2日⟧生まれです。"),
        Bad("私は⟦昭和十年十月十日⟧生まれです。"),
        Bad("誕生日:⟦H3.4.5⟧"),
        Bad("⟦平成元年十二月三日⟧に生まれました。"),
        Bad("生年月日は⟦1988-07-06⟧、血液型はA型です。"),
        Bad("生年月日 ⟦19880706⟧"),
        Bad("⟦㍻2年3月4日⟧生まれの妻です。"),
        Bad("⟦1985年1月2日⟧生、男。"),
        Bad("代表 ⟦19790614⟧生　血液型A"),
        Bad("生年月日：⟦昭55.3.9⟧"),
        Bad("born ⟦1984-05-12⟧, from Leeds"),
        Bad("DOB: ⟦1985/01/02⟧"),
        Bad("I was born on ⟦May 6, 1985⟧."),
        Bad("Nasci em ⟦06/05/1985⟧."),
        Bad("母は⟦昭和26年5月5日⟧のこどもの日に生まれたそうです。"),
        Bad("うちの子、⟦2019/12/03⟧に産まれてすぐ運ばれました。"),
        Bad("娘は⟦2019年2月8日⟧に隣町の病院で生まれました。"),
        Bad("| 会員 | 生年月日 |\n|---|---|\n| A | ⟦1979/05/06⟧ |"),
        Warned("夫は⟦昭和55年⟧生まれです。"),
        Warned("次男の誕生日は⟦8月9日⟧です。"),
        Bad("息子が生まれたのが⟦2019年11月3日⟧、文化の日です。"),
        Bad("祖母は⟦大正十三年二月二十九日⟧の生まれです。"),
        Bad("⟦昭和四十六年三月八日⟧、線路が終わった日に私は生まれました。"),
        Good("平成2年4月2日以降に生まれた方が対象です。"),
        Good("2020年4月2日から2021年4月1日までに生まれたお子さんが対象です。"),
        Good("生年月日は 1990年1月1日 なら 19900101 と8けたで入れてください（例）。"),
        Good("平成18年4月2日〜平成19年4月1日生まれの方にご案内します。"),
        Good("Babies born on or after April 1, 2026 receive a gift."),
        Good("生年月日を記入します。施行日は2026年4月1日です。"),
        Good("2026年4月1日に新しい公園が生まれました。"),
        Good("昭和56年5月31日以前の住宅です。"),
    ],
};

/// Words for a birth.
#[rustfmt::skip]
const BIRTHS: &[&str] = &[
    "生まれ", "生れ", "うまれ", "産まれ", "誕生", "生年月日", "バースデー", "irthday", "of birth", "生。", "生)", "生）", "生、", 
    "生年", "DOB", "D.O.B", "born", "Born", "nasci", "Nasci", "ascimento",
];

/// Whether 生 stands right behind a day.
fn follows_day(text: &str, word: Range<usize>) -> bool {
    text[..word.start].trim_end().ends_with(|c: char| c.is_numeric() || c == '日')
}

const NUMBER: &str = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})";

static DAY: LazyLock<Regex> = LazyLock::new(|| {
    let era = "明治|大正|昭和|平成|令和";
    let western = r"(?:19|20)[0-9]{2}\s?[年/.-]\s?[0-9]{1,2}\s?[月/.-]\s?[0-9]{1,2}日?";
    let words = format!(r"(?:{era})\s?(?:元|{NUMBER})\s?年\s?{NUMBER}\s?月\s?{NUMBER}\s?日");
    let short = r"\s?[0-9元]{1,2}[.,/年-]\s?[0-9]{1,2}[./月-]\s?[0-9]{1,2}日?";
    let month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}";
    let english = format!(
        "{month}\\.?\\s[0-9]{{1,2}}(?:st|nd|rd|th)?,?\\s(?:19|20)[0-9]{{2}}|[0-9]{{1,2}}(?:st|nd|rd\
         |th)?\\s{month},?\\s(?:19|20)[0-9]{{2}}"
    );
    let turned =
        r"[0-9]{1,2}\s?[/.-]\s?[0-9]{1,2}\s?[/.-]\s?(?:19|20)[0-9]{2}|[0-9]{1,2} de [a-zç]{4,9} de (?:19|20)[0-9]{2}";
    pattern(&format!(
        "(?:{western}|{words}|(?:(?-u:\\b)[MTSHRmtshr]|{era}|[明大昭平令]){short}|(?:19|20)[0-9]{{6}}|{english}|{turned})"
    ))
});
static PART: LazyLock<Regex> = LazyLock::new(|| {
    let year = format!(r"(?:(?:19|20)[0-9]{{2}}\s?年|(?:大正|昭和|平成|令和)\s?(?:元|{NUMBER})\s?年)");
    pattern(&format!(r"{year}(?:\s?{NUMBER}\s?月)?|{NUMBER}\s?月\s?{NUMBER}\s?日"))
});

/// A birth behind a day with the place or the hour between: …日に町立病院で生まれ.
static BORN_AT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:の|に|、)[^。、\n0-9がはを]{1,14}?(?:に|で)?(?:生まれ|産まれ)(?:た|て|ま|、)"));

/// Somebody's birth at the end of a sentence that begins with the day: …日、線路が終わった日に私は生まれました.
static BORN_THEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:私|わたし|僕|俺|おれ|妻|夫|娘|息子|長男|長女|次男|次女|父|母|祖父|祖母|孫|弟|妹|兄|姉)(?:は|が|も)[^。\n]{0,6}(?:生まれ|産まれ)(?:た|ま)",
    )
});

/// Whose birthday it may be; things are born on days, too.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "私", "僕", "俺", "妻", "夫", "娘", "息子", "長男", "長女", "次男", "次女", "三男", "三女", "父", "母", "祖父", "祖母", "子", "孫", "兄", "弟",
    "姉", "妹", "さん", "本人", "主人", "彼", "誕生", "家族", "うち", "自分", "の方", "です",
];

fn find_birth_date(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&DAY, block).filter(|range| block.stands_alone(range)) {
        if is_birth(block, &range, true) {
            out.push(Found::new(range, 85, Severity::Block));
        }
    }
    for range in all(&PART, block).filter(|range| block.stands_alone(range)) {
        if is_birth(block, &range, false) {
            out.push(Found::new(range, 60, Severity::Warn));
        }
    }
}

/// Whether a birthday is spoken of right before a day, or a birth right after it, and no limit of age.
fn is_birth(block: &Block<'_>, range: &Range<usize>, whole: bool) -> bool {
    let (before, after) = (block.before(range.start, 20), block.after(range.end, 12));
    let after = after.trim_start_matches(|c: char| matches!(c, ')' | '(' | ' ' | '、') || c.is_ascii_digit());
    const LIMITS: &[&str] =
        &["生まれの方", "生まれの人", "以降", "以前", "以後", "より", "から", "まで", "~", "時点", "現在"];
    if LIMITS.iter().any(|limit| after.starts_with(limit))
        || before.trim_end().ends_with(['~', '-', '〜', '～'])
        || before.ends_with("から")
        || ["or after ", "or before ", "between "].iter().any(|word| before.ends_with(word))
    {
        return false;
    }
    #[rustfmt::skip]
    let named = [
        "生年月日", "誕生日", "バースデー", "生まれた日", "Birthday", "birthday", "Date of birth", "date of birth", "Date of Birth",
        "生まれは",
        "生まれたのは", "生まれたのが", "DOB", "D.O.B", "born ", "born in", "Born", "nasci em", "nascido em", "nascida em",
        "Nasci em",
        "ascimento",
    ]
    .iter()
    .any(|word| before.rfind(word).is_some_and(|at| !before[at..].contains(['。', '\n'])));
    // 1985年1月2日生: nothing but an end behind it; 年生 is a year of school.
    let short = whole
        && after.strip_prefix('生').is_some_and(|rest| {
            !rest.starts_with(|c: char| crate::text::japanese::is_kanji(c) || "きまかじえ".contains(c))
        });
    let sentence = &block.text[block.sentence(range)];
    let born = [
        "生まれ",
        "生れ",
        "に生まれ",
        "に生れ",
        "うまれ",
        "産まれ",
        "に産まれ",
        "に誕生",
        "誕生",
        "生。",
        "生)",
        "生まれの",
        "の生まれ",
        "の生れ",
    ]
    .iter()
    .any(|word| after.starts_with(word))
        || whole && (BORN_AT.is_match(block.after(range.end, 24)) || BORN_THEN.is_match(sentence));
    let column = block.column(range.start);
    let listed = whole && ["生年月日", "誕生日", "生まれ"].iter().any(|word| column.contains(word));
    // A whole day on which somebody, whoever it is, was born: 「…に生まれました」.
    let told = whole && BORN_AT.is_match(block.after(range.end, 24)) && sentence.ends_with("生まれました")
        || whole
            && ["に生まれました", "に生まれ、", "生まれで", "生まれの", "生まれ、", "生まれ。", "に産まれ"]
                .iter()
                .any(|word| after.starts_with(word));
    let people = (told || PEOPLE.iter().any(|word| sentence.contains(word))) && !sentence.contains("が対象");
    const SAMPLES: &[&str] = &["(例)", "記入例", "記載例", "例:", "けたで", "桁で", "のように書"];
    let sample = SAMPLES.iter().any(|word| sentence.contains(word));
    !sample && (named || short || listed || (born && people))
}
