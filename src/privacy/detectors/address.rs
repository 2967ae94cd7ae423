//! `ADDRESS`: where somebody lives, down to two levels of numbers.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::{
    privacy::{
        block::Block,
        detector::{
            Detector,
            Example::{Bad, Good, Warned},
            Shape::{Digit, JoinedNumbers},
            Trigger::{Holds, HoldsAt, Shape, Together},
            Triggers, all, pattern,
        },
        kind::{Kind, Severity},
        lists::Lists,
        normalized::kanji_digit,
        score::{Found, Words},
    },
    text::japanese::is_kanji,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Address,
    triggers: Triggers::any(&[
        Shape(JoinedNumbers),
        Together(&[Holds(&["字"]), Shape(Digit)]),
        Holds(NUMERALS),
        HoldsAt(HOUSES, leads_to_figures),
        Together(&[Holds(STREETS), Shape(Digit)]),
    ]),
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
        Bad("家は⟦見本町4丁目15番2号⟧です。"),
        Bad("⟦見本町4丁目15番2号⟧、表札はありません。"),
        Bad("⟦大字架空字西原987番地⟧"),
        Bad("⟦見本ハイツ203号室⟧に置いてください。"),
        Bad("⟦コーポ見本203⟧です。"),
        Bad("My home is at ⟦4-15-2 Mihon-cho⟧."),
        Bad("うちは上灯の⟦字堂ノ前31⟧です。"),
        Bad("I live in ⟦Corpo Kawanishi #105⟧."),
        Bad("Moro em ⟦Kawanishi 2-9-4, apto 103⟧."),
        Bad("Send it to ⟦3-14-6 Sawaguchi, Tono-machi⟧."),
        Good("（記載例）大字〇〇字〇〇　〇〇番地〇"),
        Bad("⟦ひかり荘の203⟧に住んでいます。"),
        Bad("⟦Apartment 203, Sakura Heights⟧"),
        Bad("Moro na ⟦Rua das Flores, 120⟧."),
        Bad("郵便物は⟦潮見市中央1-2-3 レジデンス灯205号室⟧へ転送しています。"),
        Bad("⟦ハイツみどり201⟧に越してきました。"),
        Bad("⟦メゾン灯野の二〇三⟧に住んでいます。"),
        Bad("家に来るなら⟦川西五の十二の三⟧、青い屋根です。"),
        Bad("年賀状は ⟦灯野町北二区 118 番地⟧ まで。"),
        Bad("うちは川西の三軒目、番地でいうと⟦27-4⟧です。"),
        Bad("倒れたのは⟦字砂子田の百五番⟧のお宅の杉です。"),
        Bad("郵便屋さんへ。⟦松ノ木平 8-1⟧ 離れ はこちらです。"),
        Bad("回覧、⟦沢口42の3⟧で止まってました。玄関先の雪でポストが埋まっていたそうです。"),
        Bad("年賀状の住所が変わりました。今は川西の⟦字鍛冶屋敷十七の二⟧です。"),
        Bad("Our address: ⟦214-7 Aza Kuwabara, Sasakura, Tono-machi⟧."),
        Bad("我家在泽口第4⟦区31番地⟧，门口有一棵树。"),
        Good("役場は灯野町中央1番地、駅から歩いて7分です。灯野町中央2番地1にある図書館も近いです。"),
        Warned("⟦見本団地2号棟203号室⟧の入居者を募集します。"),
        Good("公民館は見本町4丁目15番2号にあります。"),
        Good("ごみは中央1-2-3の公民館の横に出します。"),
        Good("アパートは月5万円、マンションは少なく、住宅は120戸です。"),
        Good("例示町の1丁目から3丁目までは坂が多いです。"),
        Good("国道135号と県道74号の間にあります。"),
        Good("潮見市条例第12号と告示第3-4号をご覧ください。"),
        Good("町営住宅は5号棟まで、片道10-15分です。"),
        Good("潮見市の人口は3-4年で1-2割減りました。"),
        Good("午前9-12時、年3-4回です。市内2-3か所にあります。"),
    ],
};

/// Kanji numerals without a figure in an address.
const NUMERALS: &[&str] = &["十の", "百の", "十番", "百番", "千番", "十丁目", "十街区"];

/// Houses with many homes, and words of addresses in Latin letters.
#[rustfmt::skip]
const HOUSES: &[&str] = &[
    "ハイツ", "マンション", "アパート", "コーポ", "メゾン", "ハイム", "レジデンス", "荘", "団地", "ビレッジ", "ヴィラ", "コート", "ハウス", "寮",
    "住宅", "官舎", "社宅", "パレス", "ヒルズ", "棟",
];
static HOUSE: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(HOUSES).expect("the words for houses fit an automaton"));

/// Whether figures follow a word closely.
fn leads_to_figures(text: &str, word: Range<usize>) -> bool {
    text[word.end..].chars().take(24).any(|c| c.is_numeric() || kanji_digit(c).is_some())
}

/// Words of addresses in Latin letters.
#[rustfmt::skip]
const STREETS: &[&str] = &[
    "Aza", "aza", "chome", "Street", "St.", "Road", "Rd", "Avenue", "Ave", "Lane", "Drive", "Rua",
    "Avenida",
    "Av.", "Travessa", "Calle", "Corpo", "Heights", "Mansion", "Maison", "Haitsu", "Residence", "Apartment", "Apt",
    "Edif", "Prédio",
];

/// One level of an address: a number in digits or kanji.
const N: &str = r"(?:[0-9]{1,5}|[一二三四五六七八九十百千〇]{1,6})";

/// Two levels of numbers, and what makes them an address whoever stands before.
static LEVELS: LazyLock<Regex> = LazyLock::new(|| {
    let dash = " ?[-の] ?";
    const K: &str = "[一二三四五六七八九十]{1,4}";
    pattern(&format!(
        "{N}丁目\\s?{N}(?:番地?|{dash})?\\s?(?:(?:の|{dash})?{N}号?)?(?:{dash}{N}号?)?\
         |{K}の{K}の{K}|{N}街区\\s?{N}(?:号|番地?)?|{N}\\s?番地(?:の?{N}|{dash}{N})?(?:号)?\
         |{N}番\\s?{N}号|{N}番(?:の|{dash}){N}|(?:[0-9]{{1,4}}号?|[A-Z])棟の?\\s?[0-9]{{2,4}}(?:号室?)?\
         |[0-9]{{1,5}}(?:{dash}[0-9]{{1,5}}){{1,4}}(?:号室?)?"
    ))
});
/// One level after 大字 and 字, where a number of plot is an address.
static PLOT: LazyLock<Regex> = LazyLock::new(|| {
    let (tens, ones) = ("[一二三四五六七八九十百千]{1,6}", "[一二三四五六七八九十]{1,3}");
    let plot =
        format!("[0-9]{{1,5}}(?:番地?)?(?:[-の][0-9]{{1,4}})?|の?{tens}の{ones}|の{tens}番(?:地|(?:の|-){ones})?");
    pattern(&format!(r"(?:大字|字)[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}ー]{{1,12}}?(?:{plot})"))
});
/// A building or a room behind the numbers.
static TAIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^[\s、]{0,2}(?:[\p{Han}\p{Hiragana}\p{Katakana}A-Za-zー・]{1,16}?",
        r"(?:ハイツ|マンション|アパート|コーポ|メゾン|ハイム|レジデンス|荘|団地|住宅|ビル|タワー|ヒルズ|パレス|コート|ハウス|寮)",
        r"[\p{Han}\p{Katakana}A-Za-zー]{0,8}\s?(?:[0-9]{1,2}[号棟-]{1,2})?(?:[0-9]{1,4}(?:号室?|室)?)?",
        r"|(?:ハイツ|コーポ|メゾン|ハイム|ヴィラ|レジデンス|パレス|コート)[\p{Han}\p{Hiragana}\p{Katakana}ー]{1,8}?\s?[0-9]{2,4}(?:号室?)?",
        r"|[\p{Katakana}A-Za-zー]{2,12}\s?[0-9]{2,4}号室?|[0-9]{2,4}号室?)",
    ))
});

/// Romanised and foreign ways to write one: 4-15-2 Mihon-cho, 12 Rose Street, Rua das Flores, 120.
static LATIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:Apartment|Apt\.?|Room|Unit)\s#?[0-9]{2,4},?\s(?:at\s|in\s)?[A-Z][a-z]+\s",
        r"(?:Heights|Mansion|Corpo|House|Residence|Apartments?)|",
        r"[A-Z][a-z]+\s[0-9]{1,4}(?:-[0-9]{1,4}){2}(?:,?\s(?:apto?|room|unit|casa|#)\.?\s?[0-9]{1,4})?",
        r"|(?:Corpo|Heights|Mansion|Maison|Haitsu|Residence|Edifício|Prédio)\s[A-Z][a-z]+,?\s(?:#|apto?\.?\s?",
        r"|[Rr]oom\s?)?[0-9]{2,4}",
        r"|[A-Z][a-z]+\s(?:Corpo|Heights|Mansion|Maison|Haitsu|Residence|Apartments?),?\s(?:#|apto?\.?\s?",
        r"|[Rr]oom\s?)?[0-9]{2,4}",
        r"|[0-9]{1,4}(?:-[0-9]{1,4}){2},?\s[A-Z][a-z]+,\s[A-Z][a-z]+(?:-[a-z]+)?",
        r"|(?:#?[0-9]{2,4},\s)?[0-9]{1,4}(?:-[0-9]{1,4}){1,3},?\s[A-Z][a-z]+(?:[- ]?(?:cho|chou|machi|chome|dori",
        r"|dai|oka|shi|gun|mura|ku)(?-u:\b))",
        r"(?:,?\s[A-Z][a-z]+(?:-(?:cho|machi|shi|gun|ku|mura|ken|to|fu))?){0,4}",
        r"|[0-9]{1,4}(?:-[0-9]{1,4}){0,2},?\sO?[Aa]za\s[A-Z][a-z]+(?:,\s[A-Z][a-z-]+){0,3}",
        r"|[0-9]{1,2}-?[Cc]home(?:-|,?\s)[0-9]{1,3}(?:-[0-9]{1,3}){0,2}(?:,?\s[A-Z][a-z-]+){0,3}",
        r"|[0-9]{1,5}\s(?:[A-Z][a-z]+\s){1,3}(?:Street|St\.|Road|Rd\.?|Avenue|Ave\.?|Lane|Drive)(?-u:\b)(?:,?\s(?:Apt",
        r"|Unit|Room)\.?\s?[0-9A-Z]{1,4})?",
        r"|(?:Rua|Avenida|Av\.|Travessa|Calle)\s(?:[A-Za-zÀ-ÿ.]+\s?){1,5},?\s(?:n[º°o.]{0,2}\s?)?[0-9]{1,5}",
        r"(?:,?\s(?:apto?|apartamento|casa|bloco)\.?\s?[0-9A-Z]{1,4})?",
    ))
});
/// A room of a house with many, with the house's name.
static ROOM: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = "ハイツ|マンション|アパート|コーポ|メゾン|ハイム|レジデンス|荘|団地|ビレッジ|ヴィラ|コート|ハウス|寮|住宅|官舎|社宅|パレス|ヒルズ";
    let room = r"\s?(?:[0-9A-Z]{1,2}(?:号?棟の?|-)\s?)?[0-9]{3,4}号室?";
    let name = r"[\p{Han}\p{Hiragana}\p{Katakana}ー]{1,10}?";
    let first = r"(?:ハイツ|コーポ|メゾン|ハイム|ヴィラ)";
    pattern(
        &[
            r"(?:[\p{Han}\p{Katakana}A-Za-zー・]{1,10}?)?(?:",
            kinds,
            r")[\p{Han}\p{Hiragana}\p{Katakana}A-Zー]{0,8}?",
            room,
            "|",
            first,
            name,
            r"\s?(?:[0-9A-Z]{1,2}(?:号?棟|-))?[0-9]{3,4}(?:号室?)?",
        ]
        .concat(),
    )
});

/// The same without the word for a room, where somebody is said to live.
static ROOM_SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[\p{Han}\p{Katakana}\p{Hiragana}ー]{1,8}(?:ハイツ|マンション|アパート|コーポ|メゾン|ハイム|荘|団地|住宅|寮)",
        r"の?\s?(?:[0-9A-Z]{1,2}号?棟[の、]?\s?)?[0-9一二三四五六七八九〇]{3}(?:号室?)?",
        r"|(?:ハイツ|コーポ|メゾン|ハイム|ヴィラ|レジデンス)[\p{Han}\p{Katakana}\p{Hiragana}ー]{1,8}?",
        r"の?\s?[0-9一二三四五六七八九〇]{3}(?:号室?)?",
    ))
});

/// Words that make a town's name and a number somebody's home.
#[rustfmt::skip]
const HOME: &[&str] = &[
    "自宅", "うち", "お宅", "住所", "新居", "実家", "住ん", "住まい", "越し", "送付先", "送り先", "宛先", "本籍", "家は", "我が家", "わが家",
    "転居", "部屋", "居住", "在住", "に住む", "住みます", "届け", "置き配", "宛て", "宛に", "荷物", "宅配", "郵送先", "の家", "家です", "家に",
    "お隣", "遊びに来", "寄って", "訪ねて", "引っ越", "入居しま", "借りて", "買いました", "建てました", "宅の", "宅に", "宅は", "宅です", "宅(", "宅（", "さん",
    "納屋", "庭先", "車庫", "ドアノブ", "回覧板", "玄関先", "ポストが", "年賀状", "平屋", "離れ", "母屋", "表札", "呼び鈴", "郵便屋", "我家", "我们家",
    "我住", "住在", "우리 집", "minha casa",
    "my house", "our house",
    "様", "氏", "私", "夫", "妻", "両親", "祖父", "祖母", "大家",
];
/// Words of places that everybody may go to.
#[rustfmt::skip]
const FACILITIES: &[&str] = &[
    "公民館", "集会", "役場", "役所", "支所", "庁舎", "センター", "図書館", "博物館", "資料館", "会館", "体育館", "ホール", "病院", "診療所",
    "クリニック", "医院", "学校", "小学", "中学", "高校", "保育", "幼稚園", "こども園", "公園", "広場", "駅", "バス停", "停留所", "交差点", "信号",
    "郵便局", "銀行", "農協", "消防", "警察", "交番", "駐在", "店", "スーパー", "コンビニ", "直売所", "工場", "事務所", "営業所", "神社", "寺",
    "教会", "避難所", "会場", "窓口", "施設", "倉庫", "ごみ", "集積所", "ステーション", "付近", "周辺", "あたり", "工事", "通行止", "株式会社",
    "会社", "分譲地", "町営住宅", "市営住宅", "県営住宅", "所在地", "開催", "温泉", "宿", "ホテル", "旅館", "食堂", "カフェ", "美術館", "プール",
];
/// Words of what is to let, where a room is a thing and nobody's home.
const TO_LET: &[&str] = &["募集", "家賃", "間取り", "入居者", "空室", "空き室", "空き部屋", "見学", "物件", "内見"];

fn find_address(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    let plots = block.text.contains('字').then(|| all(&PLOT, block));
    for numbers in all(&LEVELS, block).chain(plots.into_iter().flatten()) {
        let (left, right) = (block.left(numbers.start), block.right(numbers.end));
        let numeric = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        // 〇〇番地 stands for any.
        let any =
            block.text[numbers.clone()].chars().all(|c| !c.is_ascii_digit() && (c == '〇' || kanji_digit(c).is_none()));
        // So long a number that begins with a zero is one of a telephone, which has its own detector.
        let figures = block.text[numbers.clone()].bytes().filter(u8::is_ascii_digit).count();
        let phone = figures > 8 && block.text[numbers.clone()].starts_with('0');
        if any
            || phone
            || numeric(left)
            || numeric(right)
            || matches!(left, Some('第' | '-' | '.'))
            || counts(block, &numbers)
        {
            continue;
        }
        let start = town(block, numbers.start);
        let name = block.text[start..numbers.start].trim_end();
        let whole = &block.text[start..numbers.end];
        let mut range = start..numbers.end;
        let tail = TAIL.find(&block.text[range.end..]).map_or(0, |tail| tail.end());
        range.end += tail;
        if tail == 0 && is_of_facility(block, &range) {
            continue;
        }
        if in_city(name) {
            out.push(Found::new(range, 85, Severity::Block));
        } else if (in_town(name)
            || block.before(numbers.start, 8).contains("番地")
            || is_marked(whole)
            || is_marked(&block.text[numbers.clone()]))
            && (near(block, &range, HOME, 18)
                || is_whole(name, &block.text[numbers]) && !near(block, &range, FACILITIES, 16))
        {
            out.push(Found::new(range, 80, Severity::Block));
        }
    }
    if HOUSE.is_match(block.text) {
        find_rooms(block, out);
    }
    if !block.text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return;
    }
    for range in all(&LATIN, block).filter(|range| block.stands_alone(range)) {
        let public = ["Office", "office", "Hall", "Library", "Station", "Center", "Prefeitura", "Biblioteca"];
        let severity = if near(block, &range, &public, 40) { Severity::Warn } else { Severity::Block };
        out.push(Found::new(range, 90, severity));
    }
}

/// The rooms of houses with many homes.
fn find_rooms(block: &Block<'_>, out: &mut Vec<Found>) {
    for range in all(&ROOM, block).filter(|range| !counts(block, range)) {
        let to_let = near(block, &range, TO_LET, 24) && !near(block, &range, HOME, 8);
        out.push(Found::new(range, 80, if to_let { Severity::Warn } else { Severity::Block }));
    }
    for range in all(&ROOM_SAID, block).filter(|range| !counts(block, range) && near(block, range, HOME, 12)) {
        out.push(Found::new(range, 80, Severity::Block));
    }
}

/// Whether an address is said to be that of a place where everybody may go: 役場は…番地, …番地にある公民館.
fn is_of_facility(block: &Block<'_>, range: &Range<usize>) -> bool {
    let before = block.before(range.start, 14);
    let subject = before.trim_end_matches([':', '(', ' ', '、', '\n', '|']);
    let subject = subject.strip_suffix("の住所は").or(subject.strip_suffix('は')).unwrap_or(subject);
    let (named, after) = (subject.len() < before.len(), block.after(range.end, 14));
    let ends = |text: &str| FACILITIES.iter().any(|word| text.ends_with(word));
    let begins = |text: &str| FACILITIES.iter().any(|word| text.starts_with(word));
    let stands = ["にある", "の"].iter().filter_map(|word| after.strip_prefix(word));
    (named && ends(subject) || stands.into_iter().any(begins)) && !near(block, range, HOME, 18)
}

/// Whether one of the words stands at most so many characters away.
fn near(block: &Block<'_>, range: &Range<usize>, words: &[&str], count: usize) -> bool {
    let (before, after) = (block.before(range.start, count), block.after(range.end, count));
    words.iter().any(|word| before.contains(word) || after.contains(word))
}

/// Whether numbers say by themselves that they are of an address.
fn is_marked(whole: &str) -> bool {
    whole.contains("丁目")
        || whole.contains("号棟")
        || whole.contains("棟の")
        || whole.contains("番地")
        || whole.contains("大字")
        || whole.starts_with('字')
}

/// Whether a part of a town and its numbers lead to one house, whatever else is said: 見本町4丁目15番2号, 大字架空字西原987番地.
fn is_whole(name: &str, numbers: &str) -> bool {
    let levels = numbers.split(|c: char| !c.is_ascii_digit() && kanji_digit(c).is_none() && c != '十');
    let levels = levels.filter(|level| !level.is_empty()).count();
    let plot = (name.contains('字') || numbers.contains('字')) && numbers.contains("番地");
    plot || numbers.contains("丁目") && (!name.is_empty() || levels > 2)
        || name.ends_with(['町', '村']) && levels > 2
        || in_town(name) && numbers.contains("番地")
}

/// Whether the numbers count something: 3-4年, 10-15分, 第…号.
fn counts(block: &Block<'_>, numbers: &Range<usize>) -> bool {
    #[rustfmt::skip]
    const UNITS: &[&str] = &[
        "年", "月", "日", "時", "分", "秒", "人", "名", "回", "件", "円", "万", "千", "百", "割", "か所", "ヶ所", "カ所", "箇所", "歳", "才",
        "度", "個", "台", "km", "m", "メートル", "キロ", "%", "倍", "位", "週", "か月", "ヶ月", "カ月", "泊", "戸", "軒", "世帯", "校", "枚",
        "本", "冊", "杯", "匹", "頭", "畳", "坪", "平方", "号線", "条の", "条第",
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
        let before = block.text[..at].chars().next_back();
        // 松ノ木平 8-1: one space stands before the numbers.
        let gap = taken == 0 && before.is_some_and(|c| is_kanji(c) && c != '〒');
        let space = c.is_whitespace() && (gap || before.is_some_and(|c| "県市区町村郡都府".contains(c)));
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
            '条', '東', '西', '南', '北', '平', '岡', '坂', '森', '沼', '池', '口', '畑', '根', '倉', '内', '瀬', '江',
            '津',
        ])
}
