//! `ADDRESS`: where somebody lives, down to two levels of numbers.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        block::Block,
        detector::{
            Detector,
            Example::{Bad, Good},
            Shape::{Digit, JoinedNumbers},
            Trigger::{Holds, Shape, Together},
            Triggers, all, pattern,
        },
        kind::{Kind, Severity},
        lists::Lists,
        score::{Found, Words},
    },
    text::japanese::is_kanji,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Address,
    triggers: Triggers::any(&[Shape(JoinedNumbers), Together(&[Holds(&["字"]), Shape(Digit)])]),
    words: Words { context: &[], veto: &["分筆", "地番", "国道", "県道", "市道", "区画"] },
    find: find_address,
    examples: &[
        Bad("新居は⟦神奈川県潮見市架空町4-5-6⟧です。"),
        Bad("⟦潮見市例示町３丁目１２番４号⟧に越しました。"),
        Bad("実家は⟦潮見市大字架空字西原987番地2⟧です。"),
        Bad("実家は⟦大字架空字西原987⟧です。"),
        Bad("⟦東京都見本区例示二丁目三番地の四⟧から来ました。"),
        Bad("うちは⟦例示町12-34⟧の角です。"),
        Bad("⟦潮見市中央9-8-7 見本ハイツ203号室⟧に住んでいます。"),
        Bad("自宅は⟦団地5号棟302号⟧です。"),
        Bad("⟦潮見市北の丘7街区21号⟧を買いました。"),
        Bad("送付先は⟦潮見市架空台2ー3ー4⟧です。"),
        Bad("⟦札幌市北区北十条西4丁目5番⟧に住んでいました。"),
        Good("例示町の1丁目から3丁目までは坂が多いです。"),
        Good("国道135号と県道74号の間にあります。"),
        Good("潮見市条例第12号と告示第3-4号をご覧ください。"),
        Good("町営住宅は5号棟まで、片道10-15分です。"),
        Good("潮見市の人口は3-4年で1-2割減りました。"),
        Good("午前9-12時、年3-4回です。市内2-3か所にあります。"),
    ],
};

/// One level of an address: a number in digits or kanji.
const N: &str = r"(?:[0-9]{1,5}|[一二三四五六七八九十百千〇]{1,6})";

/// Two levels of numbers, and what makes them an address whoever stands before.
static LEVELS: LazyLock<Regex> = LazyLock::new(|| {
    let dash = " ?[-の] ?";
    pattern(&format!(
        "{N}丁目 ?{N}(?:番地?|{dash})?(?:(?:の|{dash})?{N}号?)?(?:{dash}{N}号?)?\
         |{N}街区 ?{N}(?:号|番地?)?|{N}番地(?:の?{N}|{dash}{N})?(?:号)?\
         |{N}番 ?{N}号|{N}番(?:の|{dash}){N}|[0-9]{{1,4}}号棟 ?[0-9]{{2,4}}(?:号室?)?\
         |[0-9]{{1,5}}(?:{dash}[0-9]{{1,5}}){{1,4}}(?:号室?)?"
    ))
});
/// One level after 大字 and 字, where a number of plot is an address.
static PLOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:大字|字)[\p{Han}\p{Hiragana}\p{Katakana}ー]{1,12}?[0-9]{1,5}(?:番地?)?(?:-[0-9]{1,4})?")
});
/// A building or a room behind the numbers.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[\s、]{0,2}(?:[\p{Han}\p{Hiragana}\p{Katakana}A-Za-zー・]{1,16}?",
        r"(?:ハイツ|マンション|アパート|コーポ|メゾン|ハイム|レジデンス|荘|団地|住宅|ビル|タワー|ヒルズ|パレス|コート|ハウス|寮)",
        r"[\p{Katakana}A-Za-zー]{0,8}\s?(?:[0-9]{1,2}[号棟-]{1,2})?(?:[0-9]{1,4}(?:号室?|室)?)?",
        r"|[\p{Katakana}A-Za-zー]{2,12}\s?[0-9]{2,4}号室?|[0-9]{2,4}号室?)",
    ))
});

/// Words that make a town's name and a number somebody's home.
const HOME: &[&str] = &[
    "自宅",
    "うち",
    "お宅",
    "住所",
    "新居",
    "実家",
    "住ん",
    "住まい",
    "越し",
    "送付先",
    "送り先",
    "宛先",
    "本籍",
    "家は",
    "我が家",
    "わが家",
    "転居",
    "部屋",
    "居住",
];

fn find_address(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for numbers in all(&LEVELS, block).chain(all(&PLOT, block)) {
        let (left, right) = (block.left(numbers.start), block.right(numbers.end));
        let numeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if numeric(left) || numeric(right) || matches!(left, Some('第' | '-' | '.')) || counts(block, &numbers) {
            continue;
        }
        let start = town(block, numbers.start);
        let name = &block.text[start..numbers.start];
        let whole = &block.text[start..numbers.end];
        let mut range = start..numbers.end;
        if let Some(tail) = TAIL.find(&block.text[range.end..]) {
            range.end += tail.end();
        }
        if in_city(name) {
            out.push(Found::new(range, 85, Severity::Block));
        } else if in_town(name)
            || whole.contains("丁目")
            || whole.contains("号棟")
            || whole.contains("番地")
            || whole.starts_with("大字")
        {
            let (before, after) = (block.before(range.start, 18), block.after(range.end, 18));
            if HOME.iter().any(|word| before.contains(word) || after.contains(word)) {
                out.push(Found::new(range, 80, Severity::Block));
            }
        }
    }
}

/// Whether the numbers count something: 3-4年, 10-15分, 第…号.
fn counts(block: &Block<'_>, numbers: &Range<usize>) -> bool {
    const UNITS: &[&str] = &[
        "年",
        "月",
        "日",
        "時",
        "分",
        "秒",
        "人",
        "名",
        "回",
        "件",
        "円",
        "万",
        "千",
        "百",
        "割",
        "か所",
        "ヶ所",
        "カ所",
        "箇所",
        "歳",
        "才",
        "度",
        "個",
        "台",
        "km",
        "m",
        "メートル",
        "キロ",
        "%",
        "倍",
        "位",
        "週",
        "か月",
        "ヶ月",
        "カ月",
        "泊",
        "戸",
        "軒",
        "世帯",
        "校",
        "枚",
        "本",
        "冊",
        "杯",
        "匹",
        "頭",
        "畳",
        "坪",
        "平方",
        "号線",
        "条の",
        "条第",
    ];
    let after = block.after(numbers.end, 4);
    UNITS.iter().any(|unit| after.trim_start().starts_with(unit))
}

/// Where the name before the numbers begins: kanji, katakana and, inside a name, の, ノ, ヶ and hiragana of cities.
fn town(block: &Block<'_>, end: usize) -> usize {
    let mut start = end;
    let mut taken = 0;
    for (at, c) in block.text[..end].char_indices().rev() {
        let name = (is_kanji(c) && c != '〒') || matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー' | '々');
        // 潮見市架空の丘, 潮見市さくら台: hiragana belongs to the name if a city stands before it.
        let inside = ('\u{3041}'..='\u{3096}').contains(&c) && is_inside(&block.text[..at + c.len_utf8()]);
        let space = c.is_whitespace() && block.text[..at].ends_with(['県', '市', '区', '町', '村', '郡', '都', '府']);
        if !(name || inside || space) || taken > 30 {
            break;
        }
        (start, taken) = (at, taken + 1);
    }
    start + block.text[start..end].len() - block.text[start..end].trim_start().len()
}

/// Whether a text that ends in hiragana ends inside a place's name: a city with kanji or hiragana between.
fn is_inside(text: &str) -> bool {
    let tail: Vec<char> = text.chars().rev().take(10).collect();
    let kana = tail.iter().take_while(|c| ('\u{3041}'..='\u{3096}').contains(*c)).count();
    let before = tail.get(kana).copied().unwrap_or(' ');
    let run: String = tail[kana..].iter().take_while(|c| is_kanji(**c)).collect();
    (kana <= 4 && matches!(before, '市' | '町' | '村' | '区' | '県' | '郡' | '字'))
        || (kana == 1
            && matches!(tail[0], 'の' | 'が')
            && run.chars().skip(1).any(|c| matches!(c, '市' | '区' | '町' | '村' | '郡')))
}

/// Whether a name has a prefecture or a municipality with something behind it, or is one whole.
fn in_city(name: &str) -> bool {
    if ["都", "道", "府", "県"].iter().any(|unit| name.contains(unit))
        && ["東京都", "北海道", "京都府", "大阪府", "県"].iter().any(|unit| name.contains(unit))
    {
        return true;
    }
    let chars: Vec<char> = name.chars().collect();
    let unit = chars.iter().enumerate().skip(1).any(|(at, c)| matches!(c, '市' | '区' | '郡') && at + 1 < chars.len());
    // A town or village counts as the municipality only with a name of a place behind it.
    let town = chars.iter().enumerate().skip(1).any(|(at, c)| matches!(c, '町' | '村') && at + 2 < chars.len());
    unit || town
}

/// Whether a name looks like one of a part of a town.
fn in_town(name: &str) -> bool {
    let length = name.chars().count();
    (2..=12).contains(&length)
        && name.ends_with([
            '町', '村', '台', '丘', '字', '里', '原', '浜', '沢', '谷', '島', '川', '山', '田', '野', '崎', '本', '通',
            '条', '東', '西', '南', '北',
        ])
}
