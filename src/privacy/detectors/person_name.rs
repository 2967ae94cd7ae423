//! `PERSON_NAME`: names of people, by dictionary and by the words that stand beside a name.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{Detector, Example::{Bad, Good, Warned}, pattern};
use crate::{
    privacy::{
        block::Block,
        kind::{Kind, Severity},
        lists::Lists,
        names::{is_given_latin, is_surname_latin},
        person::{self, FIRM_CUES},
        score::{Found, NO_WORDS},
        sieve,
    },
    text::japanese::is_kanji,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::PersonName,
    signs: sieve::NAME,
    words: NO_WORDS,
    find,
    examples: &[
        Bad("⟦鈴木⟧さんに雪かきを習いました。"),
        Bad("⟦渡邉⟧様のお宅です。"),
        Bad("隣の⟦千葉⟧さんは元気です。"),
        Bad("元区長の⟦田中⟧氏に聞きました。"),
        Bad("⟦佐々木花子⟧です。"),
        Bad("⟦髙橋 健一⟧、よろしくお願いします。"),
        Bad("所有者は⟦中村幸子⟧です。"),
        Bad("氏名：⟦伊藤⟧"),
        Bad("はじめまして、⟦加藤⟧と申します。"),
        Bad("⟦さとう はなこ⟧といいます。"),
        Bad("⟦マリア・ガルシア⟧さんの店です。"),
        Bad("⟦Tanaka Hanako⟧ lives here."),
        Bad("⟦山本 翔⟧ 9:05 PM\n道が凍ります。"),
        Bad("⟦林⟧さん一家です。⟦吉田⟧夫妻もいます。"),
        Bad("⟦{小林|こばやし}⟧さんの畑です。"),
        Bad("フリガナ ⟦ヤマダ ハナコ⟧"),
        Bad("⟦木村⟧区長に頼みます。"),
        Warned("娘の⟦結衣⟧は元気です。"),
        Warned("双子の⟦葵⟧が同じ保育園に通います。"),
        Warned("⟦翔太⟧くんと遊びました。"),
        Warned("近所の⟦たなか⟧さんです。"),
        Warned("担当は⟦斎藤⟧です。"),
        Good("千葉さんざんの天気と、秋田さんぽの会です。"),
        Good("皆さん、たくさんの業者さんと大工さん、お医者さんと大家さんが来ます。"),
        Good("山口県と福島から来た人が、石川町に住みます。"),
        Good("摂氏5度の氏神様です。様子を見ます。"),
        Good("高橋町と佐藤錦、林地区、中村橋、小林公園の話です。"),
        Good("お父さん、お母さん、奥さん、神さま、お客様。"),
        Good("Tono Town welcomes you. New York, Good Morning, Minami Alps."),
        Good("農家の空き家、住宅、在宅、実家、森林の話です。"),
        Good("区長は山を、会長は川を見ます。担当は住民課です。"),
        Good("うちの子と、娘の学校、息子の友だち、孫の本です。"),
    ],
};

static LATIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"([A-Z][a-zōū]+|[A-Z]{3,})[,\s]{1,2}([A-Z][a-zōū]+|[A-Z]{3,})"));
static HEADER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?m)^[ \t>]*([^\n:。、]{2,24}?)\s{1,2}\[?(?:[0-9]{1,2}:[0-9]{2}\s?[AaPp][Mm]|(?:午前|午後)\s?[0-9]{1,2}:[0-9]{2}\]?[ \t]*$)"));

fn find(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    let text = block.text;
    let mut add = |range: Range<usize>, sure: bool| out.push(Found::new(range, if sure { 85 } else { 60 }, Severity::Block));
    for (at, c) in text.char_indices() {
        if is_kanji(c)
            && !block.left(at).is_some_and(is_kanji)
            && let Some(name) = person::run(text, at)
        {
            add(name, true);
        }
    }
    for (beside, word, sign) in sieve::beside_names(text) {
        if sign & sieve::TITLE != 0
            && let Some(name) = person::before(text, beside.start, word)
        {
            add(name.range, name.sure);
        }
        if sign & sieve::CUE != 0
            && let Some(name) = person::after_cue(text, beside.end)
        {
            add(name.range, name.sure || FIRM_CUES.contains(&word));
        }
        if sign & sieve::OWN != 0
            && let Some(name) = person::own(text, beside.start)
        {
            add(name.range, name.sure);
        }
        if sign & sieve::CHILD != 0
            && let Some(name) = person::child(text, beside.end)
        {
            add(name, false);
        }
    }
    for pair in LATIN.captures_iter(text) {
        let [first, second] = [1, 2].map(|number| pair.get(number).map_or("", |word| word.as_str()));
        if (is_surname_latin(first) && is_given_latin(second)) || (is_given_latin(first) && is_surname_latin(second)) {
            add(pair.get(0).expect("a match has a whole").range(), true);
        }
    }
    for name in HEADER.captures_iter(text).filter_map(|header| header.get(1)) {
        add(name.start()..name.start() + name.as_str().trim_end().len(), true);
    }
}
