//! `PERSON_NAME`: names of people, by dictionary and by the words that stand beside a name.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::{
    privacy::{
        block::Block,
        detector::{
            Detector,
            Example::{Bad, Good, Warned},
            Trigger::{CapitalAt, Holds, HoldsAt, KanjiAt},
            Triggers, pattern,
        },
        kind::{Kind, Severity},
        lists::Lists,
        names::{initials, is_given_latin, is_surname, is_surname_latin, may_begin},
        person::{self, CUES, FAMILY, FIRM_CUES, HONORIFICS, Name, SELF},
        score::{Found, NO_WORDS},
    },
    text::japanese::is_kanji,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::PersonName,
    triggers: Triggers::any(&[
        Holds(TIMES),
        HoldsAt(HONORIFICS, may_follow_name),
        HoldsAt(FIRM_CUES, |text, word| person::after_cue(text, word.end).is_some()),
        HoldsAt(CUES, |text, word| person::after_cue(text, word.end).is_some()),
        HoldsAt(SELF, |text, word| person::own(text, word.start).is_some()),
        HoldsAt(FAMILY, |text, word| person::child(text, word.end).is_some()),
        KanjiAt(|| initials().collect(), may_be_name),
        CapitalAt(may_be_latin_name),
    ]),
    words: NO_WORDS,
    find: find_person_name,
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
        Bad("⟦SATOU Hanako⟧ and ⟦Satō Hanako⟧ live here."),
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

/// How the time of day is written behind the name of who posts.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "AM", "PM", "Am", "Pm", "aM", "pM", " am", " pm", "0am", "1am", "2am", "3am", "4am", "5am", "6am", "7am", "8am",
    "9am", "0pm", "1pm", "2pm", "3pm", "4pm", "5pm", "6pm", "7pm", "8pm", "9pm", "午前", "午後",
];

/// Whether a name may end where 敬称 begins; emphasis or a reading between the two is dropped later.
fn may_follow_name(text: &str, word: Range<usize>) -> bool {
    person::before(text, word.start, &text[word.clone()]).is_some()
        || text[..word.start].ends_with(['}', '*', '`', '_'])
}

/// Whether a name may be the run of kanji that begins at a byte.
fn may_be_name(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    if !may_begin(first, second) && !is_surname(&text[at..at + first.len_utf8()]) {
        return false;
    }
    let end = person::kanji_end(text, at);
    // What follows in emphasis or behind a reading is joined later.
    let joined = text[end..].starts_with(['*', '`', '}', '|', '~']);
    person::run(text, at).is_some() || joined && is_surname(&text[at..end])
}

/// Whether two words of Latin letters, of which the first begins at a byte, may be a name.
fn may_be_latin_name(text: &str, at: usize) -> bool {
    let (first, rest) = text[at..].split_at(latin_word(&text[at..]));
    let rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    let second = &rest[..latin_word(rest)];
    second.starts_with(|c: char| c.is_ascii_uppercase()) && is_latin_name(first, second)
}

/// Where a word ends that begins a text: a letter and small ones, or capitals.
fn latin_word(text: &str) -> usize {
    let is_small = |c: char| c.is_ascii_lowercase() || matches!(c, 'ō' | 'ū');
    let small = text.chars().nth(1).is_some_and(is_small);
    let goes_on = |at: usize, c: char| at == 0 || if small { is_small(c) } else { c.is_ascii_uppercase() };
    text.char_indices().find(|(at, c)| !goes_on(*at, *c)).map_or(text.len(), |(at, _)| at)
}

fn is_latin_name(first: &str, second: &str) -> bool {
    let pair = |surname: &str, given: &str| is_surname_latin(surname) && is_given_latin(given);
    pair(first, second) || pair(second, first)
}

/// Where a name stands beside a word.
#[derive(Clone, Copy)]
enum Beside {
    /// Before it: 敬称.
    Before,
    /// Behind it, which asks for a name and nothing else.
    BehindFirm,
    /// Behind it.
    Behind,
    /// Before it: と申します.
    Own,
    /// Behind it, a given name.
    Child,
}

/// The words beside which names stand, all in one search.
static BESIDE: LazyLock<(AhoCorasick, Vec<Beside>)> = LazyLock::new(|| {
    let lists = [
        (Beside::Before, HONORIFICS),
        (Beside::BehindFirm, FIRM_CUES),
        (Beside::Behind, CUES),
        (Beside::Own, SELF),
        (Beside::Child, FAMILY),
    ];
    let words = || lists.iter().flat_map(|(beside, words)| words.iter().map(|word| (*beside, *word)));
    let search = AhoCorasick::new(words().map(|(_, word)| word)).expect("the words beside names fit an automaton");
    (search, words().map(|(beside, _)| beside).collect())
});

static LATIN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([A-Z][a-zōū]+|[A-Z]{3,})[,\s]{1,2}([A-Z][a-zōū]+|[A-Z]{3,})"));
static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?m)^[ \t>]*([^\n:。、]{2,24}?)\s{1,2}\[?",
        r"(?:[0-9]{1,2}:[0-9]{2}\s?[AaPp][Mm]|(?:午前|午後)\s?[0-9]{1,2}:[0-9]{2}\]?[ \t]*$)",
    ))
});

fn find_person_name(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    let text = block.text;
    let mut add =
        |range: Range<usize>, sure: bool| out.push(Found::new(range, if sure { 85 } else { 60 }, Severity::Block));
    for (at, c) in text.char_indices() {
        if is_kanji(c)
            && !block.left(at).is_some_and(is_kanji)
            && let Some(name) = person::run(text, at)
        {
            add(name, true);
        }
    }
    let (search, sides) = &*BESIDE;
    for word in search.find_overlapping_iter(text) {
        let (start, end) = (word.start(), word.end());
        let name = match sides[word.pattern().as_usize()] {
            Beside::Before => person::before(text, start, &text[start..end]),
            Beside::BehindFirm => person::after_cue(text, end).map(|name| Name { sure: true, ..name }),
            Beside::Behind => person::after_cue(text, end),
            Beside::Own => person::own(text, start),
            Beside::Child => person::child(text, end).map(|range| Name { range, sure: false }),
        };
        if let Some(name) = name {
            add(name.range, name.sure);
        }
    }
    for pair in LATIN.captures_iter(text) {
        let [first, second] = [1, 2].map(|number| pair.get(number).map_or("", |word| word.as_str()));
        if is_latin_name(first, second) {
            add(pair.get(0).expect("a match has a whole").range(), true);
        }
    }
    for name in HEADER.captures_iter(text).filter_map(|header| header.get(1)) {
        add(name.start()..name.start() + name.as_str().trim_end().len(), true);
    }
}
