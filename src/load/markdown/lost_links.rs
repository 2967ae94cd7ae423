//! What is meant for a link and is none: `[[家賃]]`, `[家賃] (rent.md)`, `(家賃)[rent.md]`; and code that nobody closes.
//!
//! Only what can hardly be anything else is told: an address stands in it that a page could lead to.

use std::{ops::Range, sync::LazyLock};

use regex::{Captures, Regex};

use crate::{base::path::SourcePath, msg, msgf, report::diagnostic::Diagnostic, text::span::Span};

/// What is meant for a link: how it is written, and what stands where in it.
struct Form {
    pattern: &'static LazyLock<Regex>,
    words: usize,
    target: usize,
}

macro_rules! form {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> = LazyLock::new(|| Regex::new($pattern).expect("the pattern is sound"));
    };
}

form!(WIKI, r"!?\[\[([^\[\]|#]+)(?:#[^\[\]|]*)?(?:\|([^\[\]]+))?\]\]");
form!(SPACED, r"!?\[([^\[\]^]{2,})\][ \u{3000}]+\(([^()\s]+)\)");
form!(SWAPPED, r"[(（]([^()（）\[\]]+)[)）]\[([^\[\]\s]+)\]");
form!(QUOTED, r"!?\[([^\[\]]+)\]\(([^()\s]+)[ \u{3000}]+[“”「『’‘][^()]*\)");
form!(BLANK, r#"!?\[([^\[\]]+)\]\(([^()<>\s“”「『’‘"']+(?: +[^()<>\s“”「『’‘"']+)+)\)"#);
form!(OPEN, r"!?\[([^\[\]]+)\]\(([^()\s]+)\s*$");
form!(WIDE, r"[!！]?[\[［]([^\[\]［］]+)[\]］][(（]([^()（）\s]+)[)）]");

const FORMS: [Form; 7] = [
    Form { pattern: &WIKI, words: 1, target: 1 },
    Form { pattern: &SPACED, words: 1, target: 2 },
    Form { pattern: &SWAPPED, words: 1, target: 2 },
    Form { pattern: &QUOTED, words: 1, target: 2 },
    Form { pattern: &BLANK, words: 1, target: 2 },
    Form { pattern: &OPEN, words: 1, target: 2 },
    Form { pattern: &WIDE, words: 1, target: 2 },
];

/// The findings of a text from byte `start` on, outside `code`.
pub fn findings(path: &SourcePath, text: &str, start: usize, code: &[Range<usize>]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let here = at;
        at += line.len();
        if !line.contains(['[', '［']) || code.iter().any(|range| range.start < at && here < range.end) {
            continue;
        }
        // Code within the line is shown as it stands.
        let bare = without_code(line);
        for (number, form) in FORMS.iter().enumerate() {
            for found in form.pattern.captures_iter(&bare) {
                let written = found.get(0).expect("the whole match is there").as_str();
                let whole = found.get(0).expect("the whole match is there").range();
                let (words, target) = (&found[form.words], &found[form.target]);
                // A title may stand in the next line.
                let goes_on = whole.end == bare.len() && text[at..].trim_start().starts_with(['"', '\'', ')']);
                let is_link = bare[whole.end..].starts_with('(') || goes_on;
                let is_narrow = !signs(&bare, &found, form).any(|sign| sign.contains(['［', '］', '（', '）']));
                if is_link || number > 0 && !is_address(target) || number + 1 == FORMS.len() && is_narrow {
                    continue;
                }
                let span = Span::new(here + whole.start, here + whole.end);
                let found = finding(path, span, words, target);
                findings.push(match one_meaning(number, written, words, target) {
                    Some(text) => found.fix(span, text),
                    None => found,
                });
            }
        }
    }
    findings.extend(code.iter().filter_map(|range| unclosed(path, text, range)));
    findings
}

/// The link as it is meant, where there is one meaning: another program's quotes around a title, spaces in an address.
fn one_meaning(form: usize, written: &str, words: &str, target: &str) -> Option<String> {
    let picture = if written.starts_with('!') { "!" } else { "" };
    match form {
        3 if !words.contains('`') => {
            let title = written.rsplit_once(target)?.1.trim_end_matches(')').trim_matches([' ', '\u{3000}']);
            let title = title.trim_matches(['“', '”', '「', '」', '『', '』', '‘', '’', '"']);
            (!title.contains('"')).then(|| format!("{picture}[{words}]({target} \"{title}\")"))
        }
        4 if !words.contains('`') => Some(format!("{picture}[{words}](<{target}>)")),
        _ => None,
    }
}

/// What of a link is neither its words nor its target: a bracket within the words is one of theirs.
fn signs<'a>(line: &'a str, found: &Captures<'_>, form: &Form) -> impl Iterator<Item = &'a str> {
    let range = |number: usize| found.get(number).map_or(0..0, |part| part.range());
    let (whole, words, target) = (range(0), range(form.words), range(form.target));
    let parts = [whole.start..words.start, words.end..target.start, target.end..whole.end];
    parts.into_iter().map(|part| line.get(part).unwrap_or_default())
}

/// A line in which code in backquotes is blank.
fn without_code(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    for (number, part) in line.split('`').enumerate() {
        if number > 0 {
            bare.push('`');
        }
        if number % 2 == 1 { bare.extend(std::iter::repeat_n('.', part.len())) } else { bare.push_str(part) }
    }
    bare
}

fn is_address(target: &str) -> bool {
    let file = target.split(['#', '?']).next().unwrap_or(target);
    let has_ending = file.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && (2..5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    SourcePath::new(file).is_page() || target.contains("://") || target.starts_with(['/', '.', '#']) || has_ending
}

fn finding(path: &SourcePath, span: Span, words: &str, target: &str) -> Diagnostic {
    let target = if is_address(target) { target.to_owned() } else { format!("{target}.md") };
    Diagnostic::warning(
        "lost-link",
        msg!(ja: "リンクになりません。この文字のまま表示されます", en: "this is no link and is shown as it stands"),
    )
    .at(path, span)
    .help(msgf!(
        ja: "`[{words}]({target})` のように、間を空けずに書いてください",
        en: "write it like `[{words}]({target})`, without a space between"))
}

/// A block of code between fences that has no second one; `range` is the whole block.
fn unclosed(path: &SourcePath, text: &str, range: &Range<usize>) -> Option<Diagnostic> {
    let block = text.get(range.clone())?;
    let first = block.lines().next()?.trim();
    let sign = first.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let fence = &first[..first.len() - first.trim_start_matches(sign).len()];
    let last = block.trim_end().lines().skip(1).last().unwrap_or_default().trim_start_matches(['>', ' ', '\t']);
    let is_closed = last.len() >= fence.len() && last.chars().all(|it| it == sign);
    (fence.len() > 2 && !is_closed).then(|| {
        let span = Span::new(range.start, range.start + first.len());
        Diagnostic::error(
            "open-code",
            msgf!(
                ja: "「{fence}」が閉じられていません。ここから後ろがすべてコードになります",
                en: "a block of code that begins with {fence} is not closed; everything from here on is code"),
        )
        .at(path, span)
        .help(msgf!(ja: "コードの終わりに「{fence}」だけの行を置いてください", en: "put a line with only {fence} where the code ends"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::markdown;

    fn codes(text: &str) -> Vec<&'static str> {
        let path = SourcePath::new("content/a.md");
        let read = markdown::load(
            text,
            0,
            &markdown::Options { path: &path, qa: false, html: &[], base_url: "", facts: None },
        );
        let own = read.findings.iter().map(|finding| finding.code);
        own.filter(|code| matches!(*code, "lost-link" | "open-code")).collect()
    }

    #[test]
    fn what_is_meant_for_a_link_is_told() {
        for (text, count) in [
            ("[[家賃]]と[[b]]と![[写真.svg]]。", 3),
            ("[[家賃|家賃のページ]]", 1),
            ("[家賃] (b.md)", 1),
            ("![写真] (写真.svg)", 1),
            ("[家賃]　(https://example.jp/)", 1),
            ("(家賃)[b.md]", 1),
            ("（家賃）[../sumai/b.md]", 1),
            ("[家賃](b.md", 1),
            ("[家賃](家賃 一覧.md)と![写真](駅 前.jpg)", 2),
            ("[家賃](b.md “題”)", 1),
            ("[家賃](b.md 「題」)と続き", 1),
            ("！［写真］（写真.svg）", 1),
            ("![写真]（写真.svg）", 1),
            ("［家賃］（b.md）と[家賃](b.md）", 2),
        ] {
            assert_eq!(codes(text), vec!["lost-link"; count], "{text}");
        }
        for text in [
            "[家賃](b.md)",
            "[家賃](b.md \"題\")",
            "![眺め](../b.svg \"町の眺め\")",
            "[[家賃]](b.md)",
            "[家賃](b.md\n\"題\")",
            "`[[家賃]]`",
            "```\n[[家賃]]\n```",
            "- [ ] (あとで)",
            "- [x] (a.md)",
            "[注] (2026年)",
            "（令和8年）[注1]",
            "脚注[^1] (b)\n\n[^1]: 注",
            "9:00 (土日) [休み]",
            "［注］（令和8年）",
            "すごい！[家賃](b.md)",
            "[家賃](b.md)（くわしくは[窓口](c.md)）",
            "[区（自治会）のしくみ](../chiku/ku.md)と[［旧］の家](b.md)",
            "`［写真］（写真.svg）`",
        ] {
            assert_eq!(codes(text), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn code_that_nobody_closes_is_told() {
        for (text, expected) in [
            ("```\n閉じ忘れのコード\n\n## 見出し\n\n本文\n", true),
            ("~~~ text\nx\n", true),
            ("````\n```\nx\n```\n", true),
            ("```\nx\n```\n", false),
            ("```text\nx\n```\n\n本文\n", false),
            ("> ```\n> x\n> ```\n", false),
            ("- 一つ\n  ```\n  x\n  ```\n", false),
            ("    字下げのコード\n", false),
            ("````\n```\n````\n", false),
        ] {
            assert_eq!(codes(text) == ["open-code"], expected, "{text}");
        }
    }
}
