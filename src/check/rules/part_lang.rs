//! `part-lang`: 印のない外国語 / words of another language without a mark.

use std::{ops::Range, sync::LazyLock};

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::Texts,
    },
    load::prose::Kind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
};

pub(super) const RULE: Rule = Rule {
    code: "part-lang",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "日本語のページに、印のない外国語の文があります",
        en: "A page in Japanese holds words of another language without a mark"),
    why: msg!(
        ja: "読み上げソフトが、外国語を日本語の読み方で読んでしまいます。",
        en: "A screen reader says them as if they were Japanese."),
    how: msg!(
        ja: "`[Please ask us]{lang=en}` のように、[ ] で囲んで言語を書きます。",
        en: "Put them in brackets with their language: `[Please ask us]{lang=en}`."),
    examples: &[
        Good("---\ntitle: 例\n---\n\nGoogle Play Store と Microsoft Office を使います。USB Type-C と A4 です。\n"),
        Good(
            "---\ntitle: 例\n---\n\n[Please ask us at the desk]{lang=en}と書いてあります。[한국어]{lang=ko}もあります。\n",
        ),
        Bad(
            "---\ntitle: 例\n---\n\n窓口には Please ask us here と書いてあります。\n         ^^^^^^^^^^^^^^^^^^ lang=en\n",
        ),
        Bad("---\ntitle: 例\n---\n\n案内は、한국어でもあります。\n        ^^^^^^ lang=ko\n"),
        Bad("---\ntitle: 例\n---\n\n看板に「请问我们」とあります。\n        ^^^^^^^^ lang=zh-Hans\n"),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: true, check: check_part_lang }),
};

/// How many words of Latin letters make a sentence, of which so many begin with a small letter: names of products are
/// written in capitals.
const WORDS: usize = 3;
const SMALL: usize = 2;

/// With more passages of a language than this, a page is told once.
const MANY: usize = 5;

/// Characters that Chinese is written with since its reform, and Japanese never.
const SIMPLIFIED: &str = "们这说时间门语汉简请问谁让还给为东车马鸟鱼见贝页风飞长书买卖开关图团园远进运边过连选适邮钱银铁钟错阳阴队际陆陈险难电龙龟欢汤汇沟济满灵热爱爷狮环现盘监码确种稳竞\
                          笔签类紧红约级纪纯纸线练组细织终经结绍绝统继续绿缓编缘缩罗罚职联聪肃肠肤胁脏脑艺节苏药获营萧虑虽蚁补衬袭裤";

fn check_part_lang(texts: &Texts<'_>, told: &mut Told) {
    // Nearly every text is Japanese with a word here and there.
    if !may_hold(texts.whole()) {
        return;
    }
    let mut found = Vec::new();
    for block in texts.blocks().filter(|block| !matches!(block.kind(), Kind::Field("title"))) {
        for (range, tag) in find_foreign(block.text) {
            if is_marked(block.text, &range) || block.is_allowed(RULE.code, &range) {
                continue;
            }
            let message = msgf!(
                ja: "外国語の部分に印がありません（`lang={tag}`）",
                en: "words of another language have no mark (`lang={tag}`)");
            found.push((block.tell(&RULE, &range, message), block.is_voice(), tag));
        }
    }
    let count = |tag: &str| found.iter().filter(|(.., known)| *known == tag).count();
    let many: Vec<&str> = ["en", "ko", "zh-Hans"].into_iter().filter(|tag| count(tag) > MANY).collect();
    told.extend(found.into_iter().map(|(finding, is_voice, tag)| {
        let finding = if many.contains(&tag) { as_one(finding, tag) } else { finding };
        (finding, is_voice)
    }));
}

/// One of many findings of a page, which is told once with all its places.
fn as_one(finding: Diagnostic, tag: &str) -> Diagnostic {
    let page = finding.places.first().map_or(String::new(), |place| place.file.to_string());
    finding.about(format!("{tag} {page}")).help(msg!(
        ja: "ページ全体がその言語なら、`rent.en.md` のように、ファイルの名前で言語を示します",
        en: "if the whole page is in that language, its file's name says so, as `rent.en.md`"))
}

/// Whether a text holds two words of Latin letters in a row, Hangul, or a character of reformed Chinese.
fn may_hold(text: &str) -> bool {
    let mut before = [0u8; 2];
    for byte in text.bytes() {
        let is_pair = before[0].is_ascii_alphabetic() && before[1] == b' ' && byte.is_ascii_lowercase();
        // Hangul begins with these bytes.
        if is_pair || matches!(byte, 0xea..=0xed) {
            return true;
        }
        before = [before[1], byte];
    }
    text.chars().any(is_simplified)
}

/// A bit for every character from U+4E00 on.
static SIMPLIFIED_BITS: LazyLock<[u64; 0x148]> = LazyLock::new(|| {
    let mut bits = [0; 0x148];
    SIMPLIFIED.chars().for_each(|c| bits[(c as usize - 0x4e00) / 64] |= 1 << (c as usize % 64));
    bits
});

fn is_simplified(c: char) -> bool {
    let at = (c as usize).wrapping_sub(0x4e00);
    SIMPLIFIED_BITS.get(at / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 == 1)
}

/// Runs of words in another language, each with the language that it seems to be.
fn find_foreign(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let (mut start, mut words, mut small, mut in_word) = (None, 0, 0, false);
    let mut end = 0;
    for (at, c) in text.char_indices().chain([(text.len(), '\0')]) {
        if c.is_ascii_alphabetic() || in_word && matches!(c, '\'' | '’' | '-') {
            if !in_word {
                start.get_or_insert(at);
                words += 1;
                small += usize::from(c.is_ascii_lowercase());
                in_word = true;
            }
            end = at + c.len_utf8();
            continue;
        }
        in_word = false;
        if matches!(c, ' ' | ',') && start.is_some() {
            continue;
        }
        if let Some(start) = start.take().filter(|_| words >= WORDS && small >= SMALL) {
            found.push((start..end, "en"));
        }
        (words, small) = (0, 0);
    }
    runs(text, |c| ('\u{ac00}'..='\u{d7a3}').contains(&c), 1, "ko", &mut found);
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let mut han = Vec::new();
    runs(text, is_han, 2, "zh-Hans", &mut han);
    let count = |range: &Range<usize>| text[range.clone()].chars().filter(|c| is_simplified(*c)).count();
    found.extend(han.into_iter().filter(|(range, _)| count(range) > 1));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Adds the runs of characters of a kind.
fn runs(
    text: &str,
    is_one: impl Fn(char) -> bool,
    least: usize,
    tag: &'static str,
    found: &mut Vec<(Range<usize>, &'static str)>,
) {
    let mut rest = 0;
    while let Some(at) = text[rest..].find(&is_one) {
        let start = rest + at;
        let end = text[start..].find(|c| !is_one(c)).map_or(text.len(), |at| start + at);
        if text[start..end].chars().count() >= least {
            found.push((start..end, tag));
        }
        rest = end;
    }
}

/// Whether what is found stands in `[…]{lang=…}`.
fn is_marked(text: &str, range: &Range<usize>) -> bool {
    let open = text[..range.start].rfind(['[', ']']).is_some_and(|at| text[at..].starts_with('['));
    open && text[range.end..].find(['[', ']']).is_some_and(|at| text[range.end + at..].starts_with("]{lang="))
}
