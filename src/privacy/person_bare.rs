//! Names that nothing beside them asks for: surnames alone that do what people do, and names in katakana.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        detector::pattern,
        foreign,
        names::{is_given_kana, is_surname, is_surname_kana, is_word_too},
        person::{Name, kanji_end},
        person_words::is_word,
    },
    text::japanese::is_kanji,
};

/// What follows a surname that is the subject or the partner of what people alone do.
#[rustfmt::skip]
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    let gives = "くれ(?:た|て|る|ま|な)|下さっ|くださっ|くださり";
    let says = "言(?:っ|い出|う(?:に|通|と))|話し(?:た|て|ま)|教え(?:た|て|る|ま)|呼ん(?:だ|で)|誘(?:っ|い)|笑っ|怒っ|泣い|手伝(?:っ|い)|引き受け|代わ(?:っ|り)|頼ん";
    let lives = "結婚し|退職し|転勤(?:し|に)|就職し|亡くな|引っ越し|留守(?:の|で|に)|当番(?:を|の|で|に)|担当し|司会(?:を|の)|運転(?:し|す)|留守番";
    let asks = concat!(
        "会(?:っ|い|う|え)|聞(?:い|き|く)|頼(?:ん|み|む|め)|相談(?:し|す|を)|もら(?:っ|い|う|え)|いただ|借り(?:た|て|る|ま)",
        "|習(?:っ|い|う)|教わ|返(?:し|す)|預け|渡(?:し|す)|電話(?:し|を)|連絡(?:し|を)|誘われ|叱られ|怒られ|助けられ|届け(?:て|ま|る|た)|声を掛|声をか"
    );
    let with = "(?:一緒に|二人で|いっしょに|三人で|話(?:し|を)|結婚し|飲(?:ん|み)|遊(?:ん|び)|組ん|交代し)";
    pattern(&format!(
        "^(?:(?:が|は|も)[^。\\n]{{0,24}}?(?:{gives}|{says}|{lives})\
         |(?:に|へ|から|まで)(?:、|は|も|だけ)?[^。、\\n]{{0,10}}?(?:{asks})\
         |と、?(?:{with})|(?:ん家|ん宅))"
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
    let is_katakana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー');
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

/// Names in katakana with something between their parts: オイカワ タケシ, マリア・シルバ.
pub(crate) fn find_katakana(text: &str) -> Vec<Name> {
    let is_katakana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー' | '・');
    let mut found = Vec::new();
    for pair in KATAKANA.captures_iter(text) {
        let (Some(whole), Some(first), Some(second)) = (pair.get(0), pair.get(1), pair.get(3)) else { continue };
        let alone = !text[..whole.start()].ends_with(is_katakana) && !text[whole.end()..].starts_with(is_katakana);
        let (first, second) = (first.as_str(), second.as_str());
        let words = is_word(first) || is_word(second);
        let japanese = is_surname_kana(first) && is_given_kana(second);
        let abroad = foreign::is_kana(first) && foreign::is_kana(second);
        if alone && !words && (japanese || abroad) {
            found.push(Name { range: whole.range(), sure: true });
        }
    }
    found
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
