//! How a file begins: with settings between `---` lines, with text, or with settings in a form that is not read.
//!
//! Whoever writes settings means them, whatever stands where `---` belongs: a page that tries to have some and whose
//! settings are not read must never be taken for one that has none. A rule `---` above ordinary text is text.

use crate::{
    base::path::SourcePath,
    load::front_matter::{
        convert,
        folded::is_empty_char,
        setting::{self, is_blank_line},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// Lines that are looked at for settings.
const MOST: usize = 200;

/// How a file begins.
pub(super) enum Opening {
    /// With its text.
    Text,
    /// With a line `---` and settings below it.
    Settings,
    /// With settings that are not read as they stand.
    Unread(Box<Unread>),
}

/// Settings in a form that is not read.
pub(super) struct Unread {
    /// What is wrong, and the edit that mends it.
    pub(super) finding: Diagnostic,
    /// The whole file with settings that are read, as far as its settings can be told; else empty.
    pub(super) mended: String,
    /// Where the text below begins in the file as it is.
    pub(super) end: usize,
}

/// Looks at how a text begins; it has no byte order mark any more.
pub(super) fn find_opening(path: &SourcePath, text: &str) -> Opening {
    let lead = lead(text);
    let (first, below) = next_line(&text[lead.end..]);
    let bare = first.trim_matches(is_empty_char);
    let strict = lead.end == 0 && first.trim_end() == "---";
    // Whoever pastes a mail has `> ` before every line.
    if is_fence(bare.trim_start_matches(|sign| sign == '>' || is_empty_char(sign))) {
        let block = Block::below(below, is_fence);
        return match block.are_settings() {
            false if lead.comments_hold_settings(text) => unread(unfenced(path, text, lead.end), text),
            false => later(path, text),
            true if strict => Opening::Settings,
            true => Opening::Unread(Box::new(misplaced(path, text, &lead, &block))),
        };
    }
    if let Some(unread) = converted(path, text, lead.end) {
        return Opening::Unread(Box::new(unread));
    }
    // A fence with a word (`---yaml`), another sort of fence, or none at all.
    let named = bare.trim_start_matches('-').trim();
    let is_named = bare.starts_with("---") && (setting::is_known(named) || is_language(named));
    let is_other = is_other_fence(bare);
    let block = Block::below(below, |line| is_fence(line) || is_other && line == closing_of(bare));
    let wrapped = is_other && is_fence(next_line(below).0.trim_matches(is_empty_char)) && {
        Block::below(next_line(below).1, is_fence).are_settings()
    };
    if (is_named || is_other) && block.are_certain() || is_named && is_language(named) || wrapped {
        return Opening::Unread(Box::new(misplaced(path, text, &lead, &block)));
    }
    if Block::below(&text[lead.end..], is_fence).stand_open() || lead.comments_hold_settings(text) {
        return unread(unfenced(path, text, lead.end), text);
    }
    later(path, text)
}

/// Settings of which nothing can be told.
fn unread(finding: Diagnostic, text: &str) -> Opening {
    Opening::Unread(Box::new(Unread { finding, mended: String::new(), end: text.len() }))
}

/// Settings between fences below a line or two of text.
fn later(path: &SourcePath, text: &str) -> Opening {
    let mut at = 0;
    let mut code = false;
    for line in text.split_inclusive('\n').take(MOST / 4) {
        let bare = line.trim_matches(is_empty_char);
        code ^= bare.starts_with("```") || bare.starts_with("~~~");
        let below = &text[at + line.len()..];
        at += line.len();
        if code || !is_fence(bare) {
            continue;
        }
        let block = Block::below(below, is_fence);
        if block.is_closed && block.starts_at_once && block.lines.iter().all(|line| setting::is_setting(line)) {
            let span = Span::new(at - line.len(), at - line.len() + line.trim_end().len());
            let certain = block.lines.iter().any(|line| setting::is_certain(line));
            if certain {
                return unread(not_at_the_top(path, span), text);
            }
        }
    }
    Opening::Text
}

/// What stands before the first line that says something: blank lines, comments, spaces.
struct Lead {
    /// Where that line begins, without the spaces before it.
    end: usize,
    /// The comments, as they stand.
    comments: Vec<Span>,
}

fn lead(text: &str) -> Lead {
    let mut lead = Lead { end: 0, comments: Vec::new() };
    loop {
        let rest = &text[lead.end..];
        let skipped = rest.len() - rest.trim_start_matches(is_empty_char).len();
        let rest = &rest[skipped..];
        let at = lead.end + skipped;
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map(|end| end + 3)
        } else if rest.starts_with("[//]:") || rest.starts_with("%%") {
            Some(next_line(rest).0.trim_end().len())
        } else {
            None
        };
        lead.end = at;
        let Some(length) = length else { return lead };
        lead.comments.push(Span::new(at, at + length));
        lead.end = at + length;
    }
}

impl Lead {
    /// Whether somebody has put the settings into a comment.
    fn comments_hold_settings(&self, text: &str) -> bool {
        let inner = |span: &Span| text[span.range()].trim_start_matches("<!--").trim_end_matches("-->").to_owned();
        let holds = |comment: String| {
            let comment = comment.trim_start_matches(is_empty_char);
            let (first, below) = next_line(comment);
            let fenced = is_fence(first.trim_matches(is_empty_char)) && Block::below(below, is_fence).are_settings();
            fenced || comment.lines().any(setting::is_visibility)
        };
        self.comments.iter().map(inner).any(holds)
    }
}

/// Lines that may be settings.
struct Block<'a> {
    /// Up to the closing fence, or as many as are looked at.
    lines: Vec<&'a str>,
    /// Whether a fence closes them.
    is_closed: bool,
    /// Whether the first line is none of blank ones.
    starts_at_once: bool,
    /// Bytes of the lines, and of them with the closing fence.
    length: (usize, usize),
}

impl<'a> Block<'a> {
    fn below(text: &'a str, closes: impl Fn(&str) -> bool) -> Self {
        let mut block = Self { lines: Vec::new(), is_closed: false, starts_at_once: false, length: (0, 0) };
        for line in text.split_inclusive('\n').take(MOST) {
            block.length.1 += line.len();
            if closes(line.trim_matches(is_empty_char)) {
                block.is_closed = true;
                break;
            }
            block.length.0 = block.length.1;
            block.lines.push(line.trim_end());
        }
        block.starts_at_once = block.lines.first().is_some_and(|line| !is_blank_line(line));
        block
    }

    /// Whether these lines are settings, between two lines that may as well be rules of Markdown.
    fn are_settings(&self) -> bool {
        let says = |line: &&&str| !is_blank_line(line) && !line.trim_start().starts_with('#');
        let Some(first) = self.lines.iter().find(says) else {
            // Nothing but comments and blank lines between two fences.
            return self.is_closed && self.lines.len() < 20;
        };
        if setting::is_certain(first) {
            return true;
        }
        if !self.is_closed {
            return self.paragraph().any(setting::is_certain) || setting::is_visibility(first);
        }
        let has_prose = self.lines.iter().any(|line| setting::is_prose(line));
        let has_gap = self.lines.iter().any(|line| is_blank_line(line));
        let certain = self.lines.iter().any(|line| setting::is_certain(line));
        self.lines.iter().any(|line| setting::is_visibility(line))
            || certain && !(has_prose && has_gap)
            || !has_prose && setting::is_setting(first)
    }

    /// Whether they are settings, whatever stands above them.
    fn are_certain(&self) -> bool {
        let known = self.paragraph().filter(|line| setting::is_certain(line)).count();
        known > 1 || known == 1 && self.is_closed || self.paragraph().any(setting::is_visibility)
    }

    /// Whether a text begins with settings and no fence.
    fn stand_open(&self) -> bool {
        let lines: Vec<&str> = self.paragraph().collect();
        let certain = lines.iter().filter(|line| setting::is_key_of_pages(line)).count();
        lines.first().is_some_and(|line| setting::is_setting(line))
            && (certain > 1 || certain == 1 && self.is_closed && self.lines.len() == lines.len())
            || lines.first().is_some_and(|line| setting::is_visibility(line))
    }

    /// The lines before the first blank one.
    fn paragraph(&self) -> impl Iterator<Item = &'a str> {
        let lines = self.lines.iter().copied().skip_while(|line| is_blank_line(line));
        lines.take_while(|line| !is_blank_line(line))
    }
}

/// Whether a line is dashes and nothing else: what word processors and input methods make of `---` as well.
pub(super) fn is_fence(line: &str) -> bool {
    let mut count = 0;
    let mut is_long = false;
    for sign in line.chars().filter(|sign| !is_empty_char(*sign)) {
        match sign {
            '-' | '‐' | '‑' | '‒' | '−' | '－' | 'ー' | '─' | '━' | '﹣' | '﹘' | 'ｰ' | '_' | '＿' =>
                {}
            '–' | '—' | '―' | '⸺' | '⸻' => is_long = true,
            _ => return false,
        }
        count += 1;
    }
    count > 1 || is_long
}

/// Whether a line is another sort of fence: `===`, `***`, `~~~`, ` ```yaml `.
fn is_other_fence(line: &str) -> bool {
    let Some(sign) = line.chars().next() else { return false };
    let rest = line.trim_start_matches(sign);
    let count = line.chars().count() - rest.chars().count();
    match sign {
        '`' | '~' => count > 2 && (rest.is_empty() || is_language(rest.trim()) || rest.trim().starts_with(['m', 'M'])),
        '=' | '*' | '#' | ';' | '%' | '・' | '…' | '＝' | '＊' | '＃' | '〜' | '～' => {
            count > 2 && rest.is_empty()
        }
        _ => false,
    }
}

/// The line that closes a fence like this.
fn closing_of(line: &str) -> &str {
    let Some(sign) = line.chars().next() else { return line };
    &line[..line.len() - line.trim_start_matches(sign).len()]
}

fn is_language(word: &str) -> bool {
    ["yaml", "yml", "toml", "json", "js", "javascript"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// Settings in TOML or JSON; with what they are in YAML, if they can be read.
fn converted(path: &SourcePath, text: &str, at: usize) -> Option<Unread> {
    let (name, found) = convert::find_foreign(&text[at..])?;
    let (first, _) = next_line(&text[at..]);
    let span = Span::new(at, at + first.trim_end().len());
    let finding = Diagnostic::error(
        "front-matter-format",
        msgf!(
            ja: "{name} で書かれた設定は読めません",
            en: "settings in {name} are not read"),
    )
    .at(path, span);
    let Some(found) = found else {
        let help = msgf!(
            ja: "{name} としても読み取れません。`---` の行のあいだに `title: 題名` のように書いてください",
            en: "they cannot be read as {name} either; write them as `title: …` between lines `---`");
        return Some(Unread { finding: finding.help(help), mended: String::new(), end: text.len() });
    };
    let mended = format!("{}{}", found.yaml, &text[at + found.length..]);
    let help = msg!(
        ja: "`---` の行のあいだに `項目: 値` と書きます。`shirube check --fix` で書き換えられます",
        en: "write `key: value` between lines `---`; `shirube check --fix` does it");
    let finding = finding.help(help).fix(Span::new(0, at + found.length), found.yaml);
    Some(Unread { finding, mended, end: at + found.length })
}

/// Settings of which something stands before the fence, or whose fence is none.
fn misplaced(path: &SourcePath, text: &str, lead: &Lead, block: &Block<'_>) -> Unread {
    let (first, below) = next_line(&text[lead.end..]);
    let start = lead.end + (first.len() - first.trim_start().len());
    let span = Span::new(start, start + first.trim().len());
    let is_fenced = first.trim_end() == "---";
    let message = if is_fenced {
        msg!(
            ja: "最初の `---` の前に、空白や空行、コメントがあります。設定を読めません",
            en: "something stands before the first `---`, so that the settings are not read")
    } else {
        msg!(
            ja: "設定の始まりが `---` ではありません。設定を読めません",
            en: "the settings do not begin with `---` and are not read")
    };
    let finding = Diagnostic::error("front-matter-start", message).at(path, span).help(msg!(
        ja: "ファイルの1行目を、半角のハイフン3つ `---` だけにし、設定のあとにも `---` の行を置いてください",
        en: "make the first line of the file `---` alone, and put another line `---` after the settings"));
    let inner = &below[..block.length.0];
    if !block.is_closed || inner.lines().any(setting::is_prose) {
        return Unread { finding, mended: String::new(), end: text.len() };
    }
    let comments: String = lead.comments.iter().map(|span| format!("{}\n", &text[span.range()])).collect();
    let fixed =
        format!("---\n{}{}---\n{comments}", inner, if inner.ends_with('\n') || inner.is_empty() { "" } else { "\n" });
    let end = lead.end + first.len() + block.length.1;
    let mended = format!("{fixed}{}", &text[end..]);
    let whole = Span::new(0, end);
    let finding = if lead.comments.is_empty() { finding.fix(whole, fixed) } else { finding.offer(whole, fixed) };
    Unread { finding, mended, end }
}

fn unfenced(path: &SourcePath, text: &str, at: usize) -> Diagnostic {
    let (first, _) = next_line(&text[at..]);
    Diagnostic::error(
        "front-matter-start",
        msg!(
            ja: "設定のように書かれた行が、`---` の行で囲まれていません。設定を読めません",
            en: "what looks like settings does not stand between lines `---` and is not read"),
    )
    .at(path, Span::new(at, at + first.trim_end().len()))
    .help(msg!(
        ja: "ファイルの1行目と、設定のあとに、`---` だけの行を置いてください",
        en: "put a line with only `---` at the very top and another one after the settings"))
}

fn not_at_the_top(path: &SourcePath, span: Span) -> Diagnostic {
    Diagnostic::error(
        "front-matter-start",
        msg!(
            ja: "設定が、ファイルの先頭にありません。設定を読めません",
            en: "the settings do not stand at the top of the file and are not read"),
    )
    .at(path, span)
    .help(msg!(
        ja: "`---` から `---` までの設定を、ファイルの1行目に移してください",
        en: "move the settings, with their lines `---`, to the top of the file"))
}

/// The first line with its end, and what follows it.
fn next_line(text: &str) -> (&str, &str) {
    text.split_at(text.find('\n').map_or(text.len(), |at| at + 1))
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
