//! Lines that are meant for items of a list and are none: they run together in one paragraph.

use std::ops::Range;

use crate::{
    load::markdown::lookalikes::{
        Scan,
        prose::{Line, Prose},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::japanese::is_wide,
};

/// Bullets that other programs write and Markdown does not know.
const BULLETS: [char; 9] = ['•', '◦', '‣', '⁃', '∙', '▪', '▫', '➢', '►'];

/// Dashes that word processors make of `-`, and other signs that begin an item only where lines of them follow.
const DASHES: [char; 9] = ['–', '—', '‐', '‑', '−', 'ー', '―', '＊', '─'];

/// What an item begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `-項目`.
    Dash,
    /// `• 項目`.
    Bullet(char),
    /// `– 項目`, `*項目`.
    Sign(char),
    /// `1.項目`, `1)項目`.
    Number,
    /// `（１）項目`, `１）項目`.
    Bracket,
}

/// The mark of a line.
struct Mark {
    form: Form,
    number: usize,
    /// Bytes of the mark and the space behind it.
    length: usize,
    /// Whether one line of it is enough to be sure.
    sure: bool,
}

/// `-項目`, `1.項目`, `• 項目`, lines of `（１）`.
pub(super) fn check_lists(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    let mut at = 0;
    while at < prose.lines.len() {
        let Some(mark) = read_mark(prose.lines[at].text) else {
            at += 1;
            continue;
        };
        let mut run = vec![mark];
        while let Some(next) = prose.lines.get(at + run.len()) {
            let (before, last) = (&prose.lines[at + run.len() - 1], &run[run.len() - 1]);
            let Some(mark) = read_mark(next.text).filter(|mark| follows(before, last, next, mark)) else { break };
            run.push(mark);
        }
        let lines = &prose.lines[at..at + run.len()];
        at += run.len();
        if run.len() > 1 || run[0].sure || goes_on(&lines[0], &run[0]) {
            report_list(lines, &run, scan);
        }
    }
}

/// Whether a line stands in an item of a list, of which it is meant to be the next.
fn goes_on(line: &Line<'_>, mark: &Mark) -> bool {
    line.inner.is_some() && !line.first && matches!(mark.form, Form::Number | Form::Sign('*' | '+'))
}

/// Whether a line goes on with the list of the line before.
fn follows(before: &Line<'_>, last: &Mark, next: &Line<'_>, mark: &Mark) -> bool {
    let beside = before.block == next.block && before.number + 1 == next.number;
    // Paragraphs of their own do not run together; only what is certainly no prose is taken for one list there.
    let apart = before.block + 1 == next.block && next.first && matches!(last.form, Form::Dash | Form::Number);
    let counted = matches!(last.form, Form::Number | Form::Bracket);
    last.form == mark.form && (beside || apart) && (!counted || last.number + 1 == mark.number)
}

fn read_mark(text: &str) -> Option<Mark> {
    let first = text.chars().next()?;
    let mark = |form, length: usize, sure| {
        let rest = &text[length..];
        let space = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
        let words = rest[space..].chars().next()?;
        (words != first).then_some(Mark { form, number: 0, length: length + space, sure })
    };
    match first {
        '-' => {
            let next = text[1..].chars().next()?;
            let closes = text.len() > 1 && text.ends_with(['-', '－']);
            let sure = is_wide(next) || matches!(next, '[' | '*' | '`');
            let usable = !closes && (sure || next.is_ascii_alphabetic());
            usable.then(|| mark(Form::Dash, 1, sure)).flatten()
        }
        '*' | '+' => text[1..].chars().next().filter(|c| is_wide(*c)).and_then(|_| mark(Form::Sign(first), 1, false)),
        _ if BULLETS.contains(&first) => mark(Form::Bullet(first), first.len_utf8(), true),
        _ if DASHES.contains(&first) => mark(Form::Sign(first), first.len_utf8(), false),
        '(' | '（' | '0'..='9' | '０'..='９' => read_number(text),
        _ => None,
    }
}

/// `1.項目`, `1)項目`, `（１）項目`, `１）項目`.
fn read_number(text: &str) -> Option<Mark> {
    let inner = text.strip_prefix(['(', '（']);
    let rest = inner.unwrap_or(text);
    let digits = rest.len() - rest.trim_start_matches(|c: char| digit(c).is_some()).len();
    let number = rest[..digits].chars().filter_map(digit).fold(0, |sum: usize, digit| sum.saturating_mul(10) + digit);
    let after = &rest[digits..];
    let sign = after.chars().next().filter(|_| (1..=99).contains(&number))?;
    let words = &after[sign.len_utf8()..];
    let space = words.len() - words.trim_start_matches([' ', '\u{3000}']).len();
    words[space..].chars().next().filter(|c| digit(*c).is_none() && !matches!(c, '-' | '.' | '/'))?;
    let form = match (inner.is_some(), sign) {
        (true, ')' | '）') | (false, '）') => Form::Bracket,
        (false, '.' | ')' | '．') => Form::Number,
        _ => return None,
    };
    let length = text.len() - words.len() + space;
    // A number with a point that begins a decimal or a day of a month is none of a list.
    Some(Mark { form, number, length, sure: false })
}

fn digit(c: char) -> Option<usize> {
    match c {
        '0'..='9' => Some(c as usize - '0' as usize),
        '０'..='９' => Some(c as usize - '０' as usize),
        _ => None,
    }
}

fn report_list(lines: &[Line<'_>], run: &[Mark], scan: &mut Scan<'_>) {
    let (first, last) = (&lines[0], &lines[lines.len() - 1]);
    let mark = &run[0];
    let written = scan.source[first.at..first.at + mark.length].trim_end().to_owned();
    let meant = if matches!(mark.form, Form::Number | Form::Bracket) { "1. " } else { "- " };
    let message = if lines.len() > 1 {
        let count = lines.len();
        msgf!(
            ja: "「{written}」で始まる{count}行は、箇条書きになりません。続けて表示されます",
            en: "{count} lines that begin with `{written}` are no list and are shown as running text")
    } else {
        msgf!(ja: "「{written}」で始まる行は、箇条書きになりません", en: "a line that begins with `{written}` is no item of a list")
    };
    let finding = Diagnostic::warning("list-lookalike", message)
        .at(scan.options.path, scan.span(first.at..first.at + mark.length))
        .help(match mark.form {
            Form::Number | Form::Bracket => msg!(
                ja: "`1. 項目` のように、半角の数字と「.」と空白で始めてください",
                en: "begin it like `1. item`: digits, a point, a space"),
            _ => msg!(
                ja: "`- 項目` のように、半角の「-」と空白で始めてください",
                en: "begin it like `- item`: a hyphen and a space"),
        });
    // A list may begin in the middle of a paragraph only with its first number.
    let begins = mark.number == 1 || first.first || meant == "- ";
    let safe = matches!(mark.form, Form::Dash | Form::Bullet(_) | Form::Number) && begins;
    let range = first.at..last.at + run[run.len() - 1].length;
    let text = rewritten(lines, run, range.clone(), meant, scan.source);
    let span = scan.span(range);
    scan.findings.push(if safe { finding.fix(span, text) } else { finding.offer(span, text) });
}

/// The lines with the marks that Markdown knows.
fn rewritten(lines: &[Line<'_>], run: &[Mark], range: Range<usize>, meant: &str, source: &str) -> String {
    let (mut text, mut done) = (String::new(), range.start);
    for (line, mark) in lines.iter().zip(run) {
        text.push_str(&source[done..line.at]);
        match meant {
            "1. " => text.push_str(&format!("{}. ", mark.number)),
            meant => text.push_str(meant),
        }
        done = line.at + mark.length;
    }
    text + &source[done..range.end]
}
