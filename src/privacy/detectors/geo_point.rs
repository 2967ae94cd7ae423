//! `GEO_POINT`: exact coordinates and links to places on a map.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Shape::LongNumber,
        Trigger::{Holds, HoldsAt, Shape},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    normalized::kanji_digit,
    score::{Found, Words, spoken_of},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::GeoPoint,
    triggers: Triggers::any(&[
        Shape(LongNumber),
        Holds(&["goo.gl", "google.co", "maps.apple", "yahoo.jp", "°"]),
        HoldsAt(&["度"], is_between_figures),
    ]),
    words: Words { context: HOME, veto: &[] },
    find: find_geo_point,
    examples: &[
        Bad("自宅は⟦35.12345, 139.54321⟧です。"),
        Bad("⟦https://maps.app.goo.gl/EXAMPLE111⟧がうちです。"),
        Bad("うちは⟦北緯35度12分34秒、東経139度32分15秒⟧です。"),
        Bad("Our house is at ⟦N38°54.207' E140°46.275'⟧."),
        Bad("うちの屋根の写真に⟦三十八度二十一分、百四十度五十分⟧と残っていました。"),
        Good("駒形山の山頂は北緯38度58分、東経140度43分です。"),
        Warned("目印は⟦35°12'34\"N 139°32'15\"E⟧です。"),
        Warned("場所は⟦35.12345, 139.54321⟧です。"),
        Warned("地図は⟦https://maps.app.goo.gl/EXAMPLE111⟧にあります。"),
        Warned("⟦https://www.google.com/maps/place/@35.1234,139.5432,17z⟧"),
        Warned("位置：⟦35.12345, 139.54321⟧"),
        Good("円周率は3.14159, 2.71828は自然対数の底です。"),
        Good("35.1度、139.5メートルです。"),
    ],
};

/// Whether a word stands between two figures: 35度12分.
fn is_between_figures(text: &str, word: Range<usize>) -> bool {
    let figure = |c: char| c.is_numeric() || c == '十' || kanji_digit(c).is_some();
    text[..word.start].trim_end().ends_with(figure) && text[word.end..].trim_start().starts_with(figure)
}

/// Words that make a place somebody's home.
const HOME: &[&str] = &[
    "うち",
    "自宅",
    "我が家",
    "わが家",
    "私の家",
    "実家",
    "お宅",
    "新居",
    "家の位置",
    "家の場所",
    "家は",
    "my house",
    "My house",
    "my home",
    "our house",
    "Our house",
    "our home",
    "minha casa",
];

static POINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:北緯|緯度)?[::\s]{0,2}(?P<lat>[2-4][0-9]\.[0-9]{4,})[度°]?\s?N?[\s,、/]{1,3}(?:東経|経度",
        r"|lo?ng?(?:itude)?)?[=::\s]{0,2}",
        r"(?P<lon>1[2-5][0-9]\.[0-9]{4,})",
    ))
});
/// Degrees, minutes and, often, seconds.
static DEGREES: LazyLock<Regex> = LazyLock::new(|| {
    let minutes = r#"\s?[0-9]{1,2}(?:\.[0-9]+)?\s?[分'′’]\s?(?:[0-9]{1,2}(?:\.[0-9]+)?\s?(?:秒|"|″|”|'{2}))?"#;
    pattern(&format!(
        "(?:北緯|緯度|N)?[::\\s]{{0,2}}[2-4][0-9]\\s?[度°]{minutes}\\s?N?[\\s,、・/]{{0,3}}(?:東経|経度\
         |E)?[::\\s]{{0,2}}1[2-5][0-9]\\s?[度°]{minutes}\\s?E?"
    ))
});
/// The same in kanji numerals: 三十八度二十一分、百四十四度五十分.
static NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
    let minutes = "[一二三四五六七八九十]{1,4}分(?:[一二三四五六七八九十]{1,4}秒)?";
    pattern(&format!(
        "(?:北緯)?[二三四]十[一二三四五六七八九]?度{minutes}[\\s、,]{{0,3}}(?:東経)?百[一二三四五]?十?[一二三四五六七八九]?度{minutes}"
    ))
});
/// Places where everybody goes; their coordinates are nobody's.
const PUBLIC: &[&str] = &[
    "山頂",
    "登山口",
    "展望",
    "三角点",
    "観測",
    "駅",
    "役場",
    "庁舎",
    "公園",
    "広場",
    "滝",
    "湖",
    "神社",
    "避難所",
    "公民館",
    "集会所",
    "会場",
];
static MAP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:https?://)?(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.(?:com|co\.jp)/maps",
        r"|maps\.google\.(?:com|co\.jp)|maps\.apple\.com",
        r"|yahoo\.jp/[A-Za-z0-9_-]{6})[0-9A-Za-z/_.,@:?=&%+!-]*",
    ))
});

fn find_geo_point(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    // Where somebody lives may not be shown; any other place is asked about.
    let mut add = |range: Range<usize>| {
        let said = block.text[range.clone()].contains(['度', '°']);
        let public = PUBLIC.iter().any(|word| block.before(range.start, 8).contains(word));
        if said && public && !spoken_of(block, &range, HOME) {
            return;
        }
        let severity = if spoken_of(block, &range, HOME) { Severity::Block } else { Severity::Warn };
        out.push(Found::new(range, 60, severity));
    };
    for found in POINT.captures_iter(block.text) {
        let number = |name| found.name(name).and_then(|number| number.as_str().parse::<f64>().ok());
        if number("lat").is_some_and(|lat| (20.0..46.0).contains(&lat))
            && number("lon").is_some_and(|lon| (122.0..154.5).contains(&lon))
        {
            let whole = found.get(0).expect("a match has a whole").range();
            let text = &block.text[whole.clone()];
            let start = whole.end - text.trim_start_matches([' ', ':', '\n']).len();
            add(start..whole.end);
        }
    }
    let numerals = block.text.contains('百').then(|| all(&NUMERALS, block));
    for whole in all(&DEGREES, block).chain(numerals.into_iter().flatten()) {
        add(whole.end - block.text[whole.clone()].trim_start_matches([' ', ':', '\n']).len()..whole.end);
    }
    all(&MAP, block).for_each(add);
}
