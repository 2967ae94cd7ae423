//! How much of a page is still word for word what somebody wrote: any member of the salon can search for the sentence.

use std::ops::Range;

use crate::salon::conversation::Conversation;
use crate::{
    base::path::SourcePath,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::{
        shared::{LONG, letters},
        span::Span,
    },
};

/// How many characters in a row are shown, and how many nobody may publish without the writer's consent to the very
/// words.
const SHOWN: usize = 15;
const REFUSED: usize = LONG;

/// Compares a page's text with the posts it was drafted from: where it says the same in too many words, and where in
/// many.
pub fn findings(path: &SourcePath, page: &str, talk: &Conversation<'_>) -> Vec<Diagnostic> {
    let posts: Vec<String> = talk.messages().map(|message| talk.text(&message.markdown)).collect();
    let all = passages(page, posts.iter().map(String::as_str));
    let (refused, shown): (Vec<_>, Vec<_>) = all.into_iter().partition(|(length, _)| *length > REFUSED);
    let mut findings = Vec::new();
    if let Some(longest) = refused.iter().map(|(length, _)| length).max() {
        let count = refused.len();
        let finding = Diagnostic::new(Level::Error, "verbatim", msgf!(
            ja: "元の投稿と同じ文が{count}か所あります（いちばん長い所で{longest}字）。サロンで検索すると、書いた人が分かります",
            en: "{count} passages are those of a post, {longest} characters at the longest; a search in the salon \
                tells who wrote them"))
        .help(msg!(
            ja: "自分の言葉に言いかえてください。1文を短くし、語順や言い方を変えるだけで足ります",
            en: "put them in your own words; shorter sentences and another order are enough"))
        .help(msg!(
            ja: "そのままの文でよいと本人が答えているときは、`--scope verbatim --given-on 2026-09-12 --evidence E-0031` のように、\
                同意の日と文書番号を付けて承認します",
            en: "if the writer agreed to the very words, approve with `--scope verbatim --given-on 2026-09-12 \
                --evidence E-0031`: the day and the filing number of the consent"));
        findings.push(at(finding, path, &refused));
    }
    if !shown.is_empty() {
        let count = shown.len();
        let finding = Diagnostic::new(
            Level::Warning,
            "verbatim",
            msgf!(
            ja: "元の投稿と{SHOWN}字を超えて同じ所が{count}か所あります。特徴のある言い方なら、言いかえてください",
            en: "{count} passages are those of a post for more than {SHOWN} characters; put what is peculiar in other \
                words"),
        );
        findings.push(at(finding, path, &shown));
    }
    findings
}

/// The places of a page that are these posts' own words.
pub fn places<'a>(page: &str, posts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Span> {
    passages(page, posts).into_iter().map(|(_, range)| Span::from(range))
}

/// The finding at all its places; their lines, which are somebody's words, are in no report.
fn at(finding: Diagnostic, path: &SourcePath, passages: &[(usize, Range<usize>)]) -> Diagnostic {
    passages.iter().fold(finding, |finding, (_, range)| finding.at(path, Span::from(range.clone()))).hiding()
}

/// The longest passages that a page shares with any of the posts: how many characters, and where. In the order of the
/// page.
fn passages<'a>(page: &str, posts: impl Iterator<Item = &'a str>) -> Vec<(usize, Range<usize>)> {
    let page = letters(page);
    let mut lengths = vec![0; page.len()];
    for post in posts {
        shared(&page, &letters(post), &mut lengths);
    }
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for (last, length) in lengths.iter().enumerate().filter(|(_, length)| **length > SHOWN) {
        if lengths.get(last + 1).is_some_and(|next| next > length) {
            continue;
        }
        let range = page[last + 1 - length].1..page[last].1 + page[last].0.len_utf8();
        match found.last_mut().filter(|(_, before)| before.end > range.start) {
            Some(before) if before.0 >= *length => {}
            Some(before) => *before = (*length, range),
            None => found.push((*length, range)),
        }
    }
    found
}

/// For every letter of `a`, how many up to it stand in `b` in the same order without a gap, if that is more than is
/// known.
fn shared(a: &[(char, usize)], b: &[(char, usize)], lengths: &mut [usize]) {
    let mut row = vec![0usize; b.len() + 1];
    for ((x, _), longest) in a.iter().zip(lengths) {
        let mut diagonal = 0;
        for (place, (y, _)) in b.iter().enumerate() {
            let here = if x == y { diagonal + 1 } else { 0 };
            diagonal = row[place + 1];
            row[place + 1] = here;
            *longest = (*longest).max(here);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_are_found_where_they_stand_whatever_marks_are_between() {
        let long = "灯油は十二月から三月まで、ひと月に九十リットルほど使います。思ったより寒いと感じました。";
        let marked = "灯油は十二月から三月まで、ひと月に九十リットル\nほど使います。**思ったより寒い**と感じました。";
        for (page, posts, expected) in [
            (format!("# 題\n\n{marked}\n"), vec![long], vec![(44, "灯油")]),
            ("冬は灯油を月に九十リットルほど使うそうです。".to_owned(), vec![long], vec![]),
            (format!("{}。次に、思ったより寒いと感じました。灯油は", &long[..30 * 3]), vec![long], vec![(30, "灯油")]),
            (
                "<https://www.town.touno.example/sumai/hojo/2026/shinsei-no-nagare.html> です。".to_owned(),
                vec!["https://www.town.touno.example/sumai/hojo/2026/shinsei-no-nagare.html です。"],
                vec![],
            ),
            (long.to_owned(), vec!["灯油は十二月から三月まで、ひと月に", long], vec![(44, "灯油")]),
        ] {
            let found = passages(&page, posts.into_iter());
            let found: Vec<_> = found
                .into_iter()
                .map(|(length, range)| (length, page[range].chars().take(2).collect::<String>()))
                .collect();
            let expected: Vec<_> =
                expected.into_iter().map(|(length, words): (usize, &str)| (length, words.to_owned())).collect();
            assert_eq!(found, expected, "{page}");
        }
    }
}
