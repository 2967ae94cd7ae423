//! Names that nothing beside them asks for: surnames alone that do what people do, and names in katakana.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        detector::pattern,
        foreign,
        names::{is_given_kana, is_surname, is_surname_kana, is_word_too},
        normalized::kanji_digit,
        person::{Name, is_katakana, kanji_end},
        person_words::{is_called_in_katakana, is_word},
    },
    text::japanese::is_kanji,
};

/// What follows a surname that is the subject or the partner of what people alone do.
#[rustfmt::skip]
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    let gives = "くれ(?:た|て|る|ま|な)|下さっ|くださっ|くださり";
    let says = "言(?:っ|い出|う(?:に|通|と))|話し(?:た|て|ま)|教え(?:た|て|る|ま)|呼ん(?:だ|で)|誘(?:っ|い)|笑っ|怒っ|泣い|手伝(?:っ|い)|引き受け|代わ(?:っ|り)|頼ん";
    let moves = "着任し|赴任し|異動し|就任し|(?:課|係|町|村|市|支所|学校)へ移|薪を割";
    let lives = concat!(
        "やります|やる。|務め|引き続き|出す。|選ば|店をたた|入院し|辞め(?:た|る|て|ま)|引退|勝っ|優勝し|転ん|飼って|焼い(?:た|て)|植え(?:た|て)|名乗|見せて",
        "|書い(?:た|て)|撮っ|歌(?:っ|い|う)|踊っ|打っ|走っ|結婚し|退職し|転勤(?:し|に)|就職し|亡くな|引っ越し|留守(?:の|で|に)|当番(?:を|の|で|に)|担当し",
        "|司会(?:を|の)|運転(?:し|す)|留守番|一人で(?:い|待|番)|待って(?:い|ま)|詰めて(?:い|ま)|立ち会|案内し|対応し|迎え(?:て|ま|に)",
    );
    let asks = concat!(
        "会(?:っ|い|う|え)|聞(?:い|き|く)|頼(?:ん|み|む|め)|相談(?:し|す|を)|もら(?:っ|い|う|え)|いただ|借り(?:た|て|る|ま)",
        "|習(?:っ|い|う)|教わ|返(?:し|す)|預け|渡(?:し|す)|電話(?:し|を)|連絡(?:し|を)|誘われ|叱られ|怒られ|助けられ|届け(?:て|ま|る|た)|送(?:っ|る|り)|声を掛|声をか"
    );
    let with = "(?:一緒に|二人で|いっしょに|三人で|話(?:し|を)|結婚し|飲(?:ん|み)|遊(?:ん|び)|組ん|交代し)";
    pattern(&format!(
        "^(?:(?:が|は|も)[^。\\n]{{0,24}}?(?:{gives}|{says}|{lives}|{moves})\
         |(?:に|へ|から|まで)(?:、|は|も|だけ)?[^。、\\n]{{0,10}}?(?:{asks})\
         |と、?(?:{with})|(?:ん家|ん宅)|来(?:る。|た。|訪))"
    ))
});

/// Surnames alone that do what people do: 菊地が当番を代わってくれた. Each may be a word or a place all the same.
pub(crate) fn find_bare(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut before = None;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        if at >= skip && is_kanji(c) && !before.is_some_and(is_kanji) {
            let end = kanji_end(text, at);
            skip = end;
            let edge = before.is_none_or(|c| !c.is_alphanumeric() || "はがのもとでにをや".contains(c));
            if edge && may_be_bare(text, at) {
                found.push(at..end);
            }
        }
        before = Some(c);
    }
    found
}

/// Whether the kanji that begin at a byte are a surname alone that does what people do, or that is who did it: 教えて
/// くれたのは、隣の菅原でした.
pub(crate) fn may_be_bare(text: &str, at: usize) -> bool {
    let end = kanji_end(text, at);
    if !is_bare(&text[at..end]) {
        return false;
    }
    let rest = window(&text[end..]);
    DOES.is_match(rest) || IS_WHO.iter().any(|is| rest.starts_with(is)) && tells_who(&text[..at])
}

/// How a sentence ends that says who it was.
const IS_WHO: [&str; 6] = ["です", "でした", "だ。", "だった", "である", "さ。"];

/// Whether the sentence that a text ends in asks who it was, by what people alone do.
fn tells_who(before: &str) -> bool {
    let start = before.char_indices().rev().take(40).last().map_or(0, |(start, _)| start);
    let head = &before[start..];
    let sentence = head.rfind(['。', '\n']).map_or(head, |end| &head[end..]);
    [
        "くれたのは",
        "くれたのが",
        "くれるのは",
        "くれるのが",
        "ているのが",
        "ているのは",
        "たのは",
        "たのが",
        "役は",
        "係は",
        "長は",
    ]
    .iter()
    .any(|asks| sentence.contains(asks))
}

/// Whether kanji are a surname that is no word of anything else.
fn is_bare(run: &str) -> bool {
    (2..=3).contains(&run.chars().count()) && is_surname(run) && !is_word_too(run) && !is_word(run)
}

/// As much of a text as is asked.
fn window(text: &str) -> &str {
    text.char_indices().nth(48).map_or(text, |(end, _)| &text[..end])
}

/// What stands between the parts of a name.
pub(crate) const DIVIDERS: &[&str] = &[" ", "　", "・", "="];

/// Whether a sign stands between two words in katakana that may be a name.
pub(crate) fn divides_name(text: &str, sign: Range<usize>) -> bool {
    if !text[..sign.start].ends_with(is_katakana) {
        return false;
    }
    let start = text[..sign.start].char_indices().rev().take(10).take_while(|(_, c)| is_katakana(*c)).last();
    let end = text[sign.end..]
        .char_indices()
        .take(16)
        .find(|(_, c)| !is_katakana(*c) && !DIVIDERS.contains(&&*c.to_string()));
    let end = end.map_or(text.len(), |(end, _)| sign.end + end);
    start.is_some_and(|(start, _)| !find_katakana(&text[start..end.max(sign.end)]).is_empty())
}

static KATAKANA: LazyLock<Regex> = LazyLock::new(|| pattern(r"([ァ-ヺー]{2,8})([ 　・=]{1,2})([ァ-ヺー]{2,10})"));

/// A surname in katakana that stands in brackets alone, as it is written on what is somebody's.
static QUOTED: LazyLock<Regex> = LazyLock::new(|| pattern("「([ァ-ヺー]{3,6})」"));

/// Whether katakana alone stand in the brackets that end here.
pub(crate) fn quotes_katakana(text: &str, word: Range<usize>) -> bool {
    let start = text[..word.start].char_indices().rev().take(7).take_while(|(_, c)| is_katakana(*c)).last();
    start.is_some_and(|(start, _)| text[..start].ends_with('「') && is_surname_kana(&text[start..word.start]))
}

/// Names in katakana with something between their parts: オイカワ タケシ, マリア・シルバ.
pub(crate) fn find_katakana(text: &str) -> Vec<Name> {
    let is_katakana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー' | '・');
    let mut found = Vec::new();
    let quoted = text.contains('「').then(|| QUOTED.captures_iter(text)).into_iter().flatten();
    for name in quoted.filter_map(|found| found.get(1)) {
        if is_surname_kana(name.as_str()) && is_called_in_katakana(name.as_str(), "氏") {
            found.push(Name { range: name.range(), sure: false });
        }
    }
    for pair in KATAKANA.captures_iter(text) {
        let (Some(whole), Some(first), Some(second)) = (pair.get(0), pair.get(1), pair.get(3)) else { continue };
        let alone = !text[..whole.start()].ends_with(is_katakana) && !text[whole.end()..].starts_with(is_katakana);
        let (first, second) = (first.as_str(), second.as_str());
        let words = is_word(first) || is_word(second);
        let japanese = is_surname_kana(first) && is_given_kana(second);
        let abroad = foreign::is_kana(first) && foreign::is_kana(second);
        // Whose given name is known has a surname that no list has to know.
        let dotted = pair.get(2).is_some_and(|sign| sign.as_str() == "・");
        let half = dotted && foreign::is_kana(first) && second.chars().count() > 3;
        if alone && !words && (japanese || abroad || half) {
            found.push(Name { range: whole.range(), sure: japanese || abroad });
        }
    }
    found
}

/// Names that people are called by, in the words that say so, and children with their age.
#[rustfmt::skip]
static CALLED: LazyLock<Regex> = LazyLock::new(|| {
    let kana = r"[ぁ-ゖァ-ヺー]{2,6}";
    let child = "(?:小|中|高|年)[1-6少中長]|[0-9]{1,2}(?:歳|才|さい)";
    pattern(&format!(
        "(?:常連|参加者|メンバー|投稿者|移住者|先輩)[^。「]{{0,6}}「({kana})」(?:さん|くん|ちゃん)\
         |「({kana})」(?:と呼ばれ(?:ている|る|てる)(?:彼|彼女|人|方)|で通って)\
         |(?:ニックネーム|ハンドルネーム|ハンドル名|あだ名)[:：]\\s?([^\\s、。:：]{{2,10}})\
         |({kana})(?:ちゃん|くん)[(（](?:{child}|[0-9]{{1,2}})[)）]\
         |名前は\\p{{Han}}{{1,3}}と書いて「?({kana})"
    ))
});
/// A given name in kana before the year of school or the age of a child.
static AGED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"([ぁ-ゖ]{2,5})[・(（]\s?(?:(?:小|中|高)[1-6]|年[少中長]|[0-9]{1,2}(?:歳|才|さい))"));

/// Words of which one stands in every text of [`find_called`].
pub(crate) const CALLING: &[&str] = &[
    "」さん",
    "」くん",
    "」ちゃん",
    "」と呼ば",
    "」で通",
    "ネーム",
    "ハンドル名",
    "あだ名",
    "ちゃん(",
    "ちゃん（",
    "くん(",
    "くん（",
    "と書いて",
    "・小",
    "・中",
    "・高",
    "・年",
    "(小",
    "(中",
    "(高",
    "(年",
    "（小",
    "（中",
    "（高",
    "（年",
];

/// Words behind an age.
pub(crate) const AGES: &[&str] = &["歳", "才", "さい"];

/// Whether a number stands before one of [`AGES`], with what normalisation drops between them: ください is far more
/// common.
pub(crate) fn ends_age(text: &str, word: Range<usize>) -> bool {
    let is_between = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '~' | '`' | '\\');
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || kanji_digit(c).is_some();
    text[..word.start].trim_end_matches(is_between).ends_with(is_digit)
}

/// Nicknames and names of children that are said to be what somebody is called.
pub(crate) fn find_called(text: &str) -> Vec<Name> {
    let called = CALLED.captures_iter(text).filter_map(|found| {
        let (group, name) = (1..=5).find_map(|group| Some((group, found.get(group)?)))?;
        (!is_word(name.as_str())).then(|| Name { range: name.range(), sure: group > 3 })
    });
    let aged = AGED.captures_iter(text).filter_map(|found| found.get(1)).filter_map(|kana| {
        let starts = kana.as_str().char_indices().map(|(at, _)| &kana.as_str()[at..]);
        let name = starts.take(3).find(|name| is_given_kana(name) && name.chars().count() >= 2 && !is_word(name))?;
        let start = kana.end() - name.len();
        // An age that begins or ends something is nobody's.
        let is_limit = text[kana.end()..].chars().take(8).any(|c| "以から未まで〜~児健".contains(c));
        let edge = text[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric() || "はがとものや".contains(c));
        (edge && !is_limit).then_some(Name { range: start..kana.end(), sure: true })
    });
    called.chain(aged).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_alone_is_a_name_where_it_does_what_people_do() {
        for (text, expected) in [
            ("菊地が当番を代わってくれた。", "菊地"),
            ("鍵は遠藤まで返してください。", "遠藤"),
            ("昨日、安藤に会いました。", "安藤"),
            ("工藤と一緒に薪を割った。", "工藤"),
            ("安藤へ行く道です。", ""),
            ("工藤が多い集落です。", ""),
            ("大橋まで歩いて返します。", ""),
            ("遠藤地区に聞いてください。", ""),
        ] {
            let found: Vec<&str> = find_bare(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.concat(), expected, "{text}");
        }
    }

    #[test]
    fn what_somebody_is_called_is_a_name() {
        for (text, expected) in [
            ("みんなから「ヤッシー」と呼ばれている彼が来た。", "ヤッシー"),
            ("消防団では「ゴンちゃん」で通っている。", "ゴンちゃん"),
            ("サロンの常連「みーこ」さんから質問です。", "みーこ"),
            ("ニックネーム：たけぽん", "たけぽん"),
            ("ひまりちゃん（5）が拾った。", "ひまり"),
            ("「雪がしょっぱくない」はると・小1", "はると"),
            ("名前は灯と書いて「あかり」です。", "あかり"),
            ("どの家でも「けんちん」と呼ぶ汁を煮ます。", ""),
            ("パン屋「こむぎ」さんの朝は早い。", ""),
            ("対象はこども（3歳）までです。", ""),
        ] {
            let found: Vec<&str> = find_called(text).into_iter().map(|name| &text[name.range]).collect();
            assert_eq!(found.concat(), expected, "{text}");
        }
    }

    #[test]
    fn an_age_calls_however_it_is_marked_and_please_does_not() {
        for (text, is_age) in [
            ("はると（3歳）", true),
            ("はると（**3歳**）", true),
            ("はると（**3** 歳）", true),
            ("はると（三歳）", true),
            ("はると（３さい）", true),
            ("聞いてください", false),
            ("小さい家", false),
        ] {
            let mut words = AGES.iter().flat_map(|age| text.match_indices(age));
            let is_called = words.any(|(at, age)| ends_age(text, at..at + age.len()));
            assert_eq!(is_called, is_age, "{text}");
        }
    }

    #[test]
    fn names_in_katakana_are_found_with_what_divides_them() {
        for (text, expected) in [
            ("名前はオイカワ タケシです", "オイカワ タケシ"),
            ("スズキ　マサコ", "スズキ　マサコ"),
            ("カフェ・オレとパン・ドゥ・ミ", ""),
            ("スキー・スノーボードの教室", ""),
        ] {
            let found: Vec<&str> = find_katakana(text).into_iter().map(|name| &text[name.range]).collect();
            assert_eq!(found.concat(), expected, "{text}");
        }
    }
}
