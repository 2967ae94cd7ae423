//! Names without 敬称, seen from a role: 協力隊の望月が, 担当（農林課・三田村）, 梶原、滝口、野々村の三軒; and given names that
//! are written with kana and kanji.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        detector::pattern,
        names::{is_given_kana, is_place, is_surname, is_word_too},
        person::{Name, kana_end, kanji_end},
        person_words::is_word,
    },
    text::japanese::is_kanji,
};

/// Roles that a name follows behind の.
#[rustfmt::skip]
pub(crate) const ROLES: &[&str] = &[
    "協力隊の", "隊員の", "相談員の", "支援員の", "コーディネーターの", "職員の", "事務局の", "事務員の", "書記の", "会計の", "幹事の", "世話人の", "世話役の", "発起人の",
    "講師の", "師匠の", "大工の", "棟梁の", "左官の", "板金屋の", "農機具屋の", "電気屋の", "水道屋の", "米屋の", "農家の", "班長の", "区長の", "組長の",
    "会長の", "部長の",
    "団長の", "隊長の", "店主の", "店長の", "社長の", "オーナーの", "女将の", "若女将の", "大将の", "猟師の", "マタギの", "住職の", "宮司の", "民生委員の",
    "保健師の", "看護師の",
    "医師の", "記者の", "カメラマンの", "ライターの", "案内人の", "ガイドの", "通訳の", "司書の", "校長の", "教頭の", "担任の", "園長の", "移住者の",
    "大家の", "管理人の", "友人の",
    "隣人の", "同級生の", "幼なじみの", "同僚の", "先輩の", "後輩の", "親友の", "係の", "課の", "担当の", "代表の", "理事の", "議員の", "指導員の",
    "委員の", "委員会の", "杜氏の",
    "あるじの", "主人の", "亭主の", "当主の", "家主の", "地主の", "持ち主の", "生産者の", "作り手の", "語り手の", "担い手の", "飼い主の", "木工作家の", "陶芸家の",
    "写真家の", "漁師の", "教師の", "先生の", "元校長の", "会長、", "班長、", "女将、", "店主、", "名人、", "隊員、",
];

/// Labels before a sign and a name.
#[rustfmt::skip]
pub(crate) const LABELS: &[&str] = &[
    "記録", "確認", "司会", "進行", "会計", "書記", "議事録", "作成", "挿絵", "監修", "起案", "校正", "翻訳", "通訳", "乾杯", "幹事", "当番",
    "担当者", "連絡係",
];

/// What ends a section of an office that a name may follow.
#[rustfmt::skip]
pub(crate) const SECTIONS: &[&str] = &[
    "課", "係", "室", "委員", "部会", "委員会", "実行委", "保存会", "婦人会", "青年会", "老人会", "消防団", "班", "団長", "会長",
    "区長", "班長", "部長", "委員長", "機関員", "団員", "隊員", "顧問", "監事",
];

/// Titles that a given name of kana and kanji has.
pub(crate) const TITLES: &[&str] = &[
    "おばちゃん",
    "おばさん",
    "おばあちゃん",
    "ばあちゃん",
    "ばあさん",
    "姉さん",
    "さん",
    "様",
    "さま",
    "ちゃん",
    "先生",
];

/// What counts those who were named one after the other.
pub(crate) const COUNTED: &[&str] = &["軒", "人", "世帯", "家族", "名"];

/// The surname that begins at a byte, alone and with something behind it that ends it.
fn surname(text: &str, at: usize, ends: &[&str]) -> Option<Range<usize>> {
    let end = kanji_end(text, at);
    let name = &text[at..end];
    let rest = &text[end..];
    let ended = rest.is_empty() || ends.iter().any(|end| rest.starts_with(end));
    (ended && name.chars().count() >= 2 && is_surname(name) && !is_word(name)).then_some(at..end)
}

/// The same with a given name in kana: 辻本たゑ.
fn whole(text: &str, at: usize, ends: &[&str]) -> Option<Range<usize>> {
    let end = kanji_end(text, at);
    let stop = (end..=kana_end(text, end)).rev().filter(|stop| text.is_char_boundary(*stop));
    let fits = |stop: &usize| {
        let given = &text[end..*stop];
        given.chars().count() >= 2 && is_given_kana(given) && ends.iter().any(|end| text[*stop..].starts_with(end))
    };
    (is_surname(&text[at..end])).then(|| stop.clone().find(fits)).flatten().map(|stop| at..stop)
}

/// The name that follows a role: 大工の沼田が.
pub(crate) fn after_role(text: &str, word: Range<usize>) -> Option<Name> {
    const ENDS: &[&str] = &[
        "さん", "が", "は", "も", "を", "に", "と", "へ", "から", "まで", "より", "です", "、", "。", "あて", "宛",
        "）", ")", "」", "\n",
    ];
    let range = surname(text, word.end, ENDS).or_else(|| whole(text, word.end, ENDS))?;
    (!is_word_too(&text[range.clone()])).then_some(Name { range, sure: true })
}

/// The name behind a label and a sign, places too: 記録：千葉　確認：岩渕.
pub(crate) fn after_label(text: &str, word: Range<usize>) -> Option<Name> {
    let rest = &text[word.end..];
    let colon = rest.starts_with([':', '：', '=', '＝']);
    if !colon && !rest.starts_with('\u{3000}') {
        return None;
    }
    let gap: usize = rest.chars().take(2).take_while(|c| " 　:：=＝".contains(*c)).map(char::len_utf8).sum();
    if gap == 0 {
        return None;
    }
    let range = surname(text, word.end + gap, &[" ", "　", "\n", "、", "。", "・", "/", "／", "）", ")"])?;
    (colon || !is_word_too(&text[range.clone()])).then_some(Name { range, sure: true })
}

/// The name behind a section of an office and a sign: 税務課　早坂, 農林課・三田村.
pub(crate) fn after_section(text: &str, word: Range<usize>) -> Option<Name> {
    let rest = &text[word.end..];
    let sign = rest.chars().next().filter(|c| " 　・/／(（".contains(*c))?;
    if "(（".contains(sign) {
        return in_brackets(text, word.end + sign.len_utf8());
    }
    let range = surname(text, word.end + sign.len_utf8(), &[" ", "　", "\n", "、", "。", "）", ")", "まで", "あて"])?;
    (!is_word_too(&text[range.clone()])).then_some(Name { range, sure: true })
}

/// The surname that brackets behind a section hold alone: 環境部会（乾）.
fn in_brackets(text: &str, at: usize) -> Option<Name> {
    let end = kanji_end(text, at);
    let name = &text[at..end];
    let closed = text[end..].starts_with([')', '）']);
    let short = name.chars().count() == 1 && "月火水木金土日株有財社仮案新旧東西南北中上下大小男女前後".contains(name);
    (closed && !short && is_surname(name) && !is_word(name) && (name.chars().count() == 1 || !is_place(name)))
        .then_some(Name { range: at..end, sure: true })
}

static ROW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"((?:[\p{Han}々]{1,3}(?:、|・|と)){1,7}[\p{Han}々]{1,3})の(?:[2-9]|[二三四五六七八九十])(?:軒|人|世帯|家族|名)$",
    )
});

/// Surnames in a row that are counted: 梶原、滝口、野々村の三軒.
pub(crate) fn in_row(text: &str, word: Range<usize>) -> Option<Name> {
    let start = text[..word.end].char_indices().rev().take(40).last()?.0;
    let row = ROW.captures(&text[start..word.end])?.get(1)?;
    let mut names = row.as_str().split(['、', '・', 'と']);
    let known = |name: &str| is_surname(name) && !is_place(name) && !is_word(name);
    let long = row.as_str().split(['、', '・', 'と']).any(|name| name.chars().count() > 1 && !is_word_too(name));
    (long && names.all(known)).then_some(Name { range: start + row.start()..start + row.end(), sure: true })
}

/// A given name of kana and one kanji before 敬称, with the surname before it: 結城ふみ江さん, みち代さん.
pub(crate) fn mixed(text: &str, at: usize) -> Option<Name> {
    let head = &text[..at];
    let last = head.chars().next_back().filter(|c| "子江代美枝恵夫男雄".contains(*c))?;
    let kana = &head[..head.len() - last.len_utf8()];
    let is_kana = |c: char| ('\u{3041}'..='\u{3096}').contains(&c);
    let from = kana.char_indices().rev().take(3).take_while(|(_, c)| is_kana(*c));
    let starts: Vec<usize> = from.map(|(at, _)| at).collect();
    let fits = |start: &usize| {
        let reading = &kana[*start..];
        let edge = kana[..*start].chars().next_back();
        reading.chars().count() == 2
            && is_given_kana(reading)
            && !["この", "その", "うち", "よそ", "ほか", "あの", "どの"].contains(&reading)
            && edge.is_none_or(|c| is_kanji(c) || !c.is_alphanumeric() || "のはとがもや".contains(c))
    };
    let start = starts.into_iter().find(fits)?;
    let before = kana[..start].char_indices().rev().take(3).take_while(|(_, c)| is_kanji(*c)).last().map(|(at, _)| at);
    let whole = before.filter(|from| is_surname(&kana[*from..start]));
    Some(Name { range: whole.unwrap_or(start)..at, sure: true })
}

/// Who says 申します with a name that no list has: it has to be alone before it.
pub(crate) fn humble(text: &str, at: usize) -> Option<Name> {
    let start = text[..at].char_indices().rev().take(6).take_while(|(_, c)| is_kanji(*c)).last()?.0;
    let name = &text[start..at];
    let office =
        name.ends_with(['課', '係', '会', '店', '社', '室', '局', '屋', '館', '校', '所', '者', '人', '名', '方']);
    let edge = text[..start].chars().next_back().is_none_or(|c| "、。の\n 　!！".contains(c));
    (edge && !office && (2..=5).contains(&name.chars().count()) && !is_word(name))
        .then_some(Name { range: start..at, sure: true })
}
