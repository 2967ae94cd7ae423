//! Why `site.toml` cannot be read, in words: the place where its form first breaks, and what stands there.
//!
//! The parser says where it gave up, which is often a line below the fault. What people write on their keyboards, in
//! Word and in chat programs is known here by name; only the rest is told in the parser's place.

use std::ops::Range;

use crate::{
    base::{color::Color, path::SourcePath},
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
    text::span::{Span, floor_char_boundary},
};

/// Marks that look like those of the file's form, and what is meant.
const LOOKALIKES: [(&str, &str); 9] = [
    ("“”„‟″＂〝〟〞", "\""),
    ("‘’‚‛＇", "'"),
    ("＝", "="),
    ("，、", ","),
    ("［", "["),
    ("］", "]"),
    ("｛", "{"),
    ("｝", "}"),
    ("＃", "#"),
];

/// The finding about a text that cannot be read; `span` and `said` are the parser's.
pub(super) fn find_fault(path: &SourcePath, text: &str, span: Option<Range<usize>>, said: &str) -> Diagnostic {
    let unread = |message: Message| Diagnostic::error("config-syntax", message);
    let cannot = ("site.toml を読み取れません", "site.toml cannot be read");
    let (ja, en) = cannot;
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    if let Some(fault) = Lexer::new(text).first_fault() {
        let number = line(fault.at.start);
        let Message { ja: what, en: what_en } = fault.what;
        let finding = unread(msgf!(ja: "{ja}（{number}行目）：{what}", en: "{en} (line {number}): {what_en}"));
        let finding = finding.at(path, Span::from(fault.at.clone())).help(fault.help);
        return match fault.right {
            Some(right) => finding.fix(Span::from(fault.at), right),
            None => finding,
        };
    }
    let at = span.map_or(Span::default(), Span::from);
    let number = line(floor_char_boundary(text, at.start));
    if said.contains("duplicate key") {
        return unread(msgf!(
            ja: "{ja}（{number}行目）：同じ項目が前にもあります",
            en: "{en} (line {number}): the same key stands above"))
        .at(path, at)
        .help(keep_one(text.get(at.range()).unwrap_or_default()));
    }
    unread(msgf!(ja: "{ja}（{number}行目）", en: "{en} (line {number})")).at(path, at).help(msg!(
        ja: "この行の \" の閉じ忘れ、「=」の書き忘れ、同じ項目の重なりがないか確かめてください",
        en: "look for a missing \", a missing `=`, or a key given twice in this line"))
}

/// What to do about a key that stands there twice.
fn keep_one(key: &str) -> Message {
    if key.trim_matches(['[', ']', '"', '\'', ' ']) == "theme" {
        return msg!(
            ja: "`theme = \"名前\"` の行を消し、`[theme]` の下に `name = \"名前\"` と書いてください",
            en: "remove the line `theme = \"NAME\"`, and write `name = \"NAME\"` below `[theme]`");
    }
    msg!(ja: "どちらか一つにしてください", en: "keep one of them")
}

struct Fault {
    at: Range<usize>,
    what: Message,
    help: Message,
    /// What is to stand in its place, where only one thing can be meant.
    right: Option<String>,
}

/// What was read last, as far as it says what may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing yet on this line, or a comma, or an opening bracket.
    Start,
    /// A key, of the first level or of an inline table.
    Key,
    /// `=`.
    Equals,
    /// A value.
    Value,
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    last: Last,
    /// Where the last value ended.
    end: usize,
    /// The brackets that are open, with their places.
    open: Vec<(u8, usize)>,
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, last: Last::Start, end: 0, open: Vec::new() }
    }

    /// The first place that breaks the form in a way that has a name.
    fn first_fault(mut self) -> Option<Fault> {
        while let Some(c) = self.text[self.at..].chars().next() {
            let fault = match c {
                '\n' => self.end_line(),
                '#' => self.comment(),
                '"' | '\'' => self.string(c),
                '[' if self.last == Last::Start && self.open.is_empty() => self.header(),
                '[' | '{' => self.open(c as u8),
                ']' | '}' => {
                    self.open.pop();
                    self.value(1)
                }
                ',' => self.pass(Last::Start),
                '=' => self.pass(Last::Equals),
                c if c.is_whitespace() && c != '\u{3000}' => {
                    self.at += c.len_utf8();
                    None
                }
                c => self.lookalike(c).or_else(|| self.bare()),
            };
            if fault.is_some() {
                return fault;
            }
        }
        self.unclosed()
    }

    fn pass(&mut self, last: Last) -> Option<Fault> {
        self.at += 1;
        self.last = last;
        None
    }

    /// Goes on behind a value of this length.
    fn value(&mut self, length: usize) -> Option<Fault> {
        self.at += length;
        self.end = self.at;
        self.last = Last::Value;
        None
    }

    /// Goes on behind a comment. Where a value is to stand, one that looks like the number of a colour is meant as it.
    fn comment(&mut self) -> Option<Fault> {
        let line = self.text[self.at..].lines().next().unwrap_or_default();
        let color = line.split_whitespace().next().filter(|word| Color::parse(word).is_some());
        if let Some(color) = color.filter(|_| self.last == Last::Equals) {
            return Some(Fault {
                at: self.at..self.at + color.len(),
                what: msg!(ja: "色の番号が \" で囲まれていません", en: "the number of a colour is not in quotes"),
                help: msgf!(ja: "`\"{color}\"` と書いてください", en: "write `\"{color}\"`"),
                right: Some(format!("\"{color}\"")),
            });
        }
        self.at += line.len();
        None
    }

    fn end_line(&mut self) -> Option<Fault> {
        let fault = match self.last {
            Last::Key if self.open.is_empty() => Some(self.no_equals()),
            _ => None,
        };
        if self.open.is_empty() {
            self.last = Last::Start;
        }
        self.at += 1;
        fault
    }

    fn no_equals(&self) -> Fault {
        Fault {
            at: self.end..self.end,
            what: msg!(ja: "項目の後に「=」がありません", en: "there is no `=` behind the key"),
            help: msg!(ja: "`項目 = \"値\"` のように書いてください", en: "write it like `key = \"value\"`"),
            right: None,
        }
    }

    /// A comma that two values, or two entries of a row, have between them.
    fn no_comma(&self) -> Option<Fault> {
        (self.last == Last::Value && !self.open.is_empty()).then(|| Fault {
            at: self.end..self.end,
            what: msg!(ja: "ここに「,」がありません", en: "a comma is missing here"),
            help: msg!(
                ja: "並べるものと次のものの間には、半角の「,」を書きます",
                en: "write a comma between one value and the next"),
            right: Some(",".to_owned()),
        })
    }

    fn open(&mut self, bracket: u8) -> Option<Fault> {
        let line = self.text[self.at..].lines().next().unwrap_or_default().trim_end();
        let name = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
        let is_header = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.contains(['"', '\'', ',']);
        if is_header && !self.open.is_empty() && matches!(self.text[..self.at].chars().next_back(), Some('\n')) {
            return self.unclosed();
        }
        if let Some(fault) = self.no_comma() {
            return Some(fault);
        }
        self.open.push((bracket, self.at));
        self.pass(Last::Start)
    }

    /// `[table]`, `[[tables]]`: all of its line.
    fn header(&mut self) -> Option<Fault> {
        let line = self.text[self.at..].lines().next().unwrap_or_default();
        let bare = line.split('#').next().unwrap_or_default().trim_end();
        let at = self.at..self.at + bare.len();
        if let Some((place, c)) = bare.char_indices().find(|(_, c)| half_width(*c).is_some()) {
            self.at += place;
            return self.lookalike(c);
        }
        self.at += line.len();
        (!bare.ends_with(']')).then_some(Fault {
            at,
            what: msg!(ja: "`[` が閉じていません", en: "`[` is not closed"),
            help: msg!(ja: "行の終わりに `]` を書いてください", en: "write `]` at the end of the line"),
            right: None,
        })
    }

    /// A text in quotes. One line of text ends on its line.
    fn string(&mut self, quote: char) -> Option<Fault> {
        if self.last == Last::Key && self.open.is_empty() && !self.text[..self.at].ends_with('.') {
            return Some(self.no_equals());
        }
        if let Some(fault) = self.no_comma() {
            return Some(fault);
        }
        let rest = &self.text[self.at..];
        let triple = quote.to_string().repeat(3);
        if rest.starts_with(&triple) {
            let length = rest[3..].find(&triple).map_or(rest.len(), |end| end + 6);
            return self.value(length);
        }
        let is_key = self.is_at_key();
        let mut escaped = false;
        for (offset, c) in rest.char_indices().skip(1) {
            match c {
                '\n' => break,
                '\\' if quote == '"' && !escaped => escaped = true,
                c if c == quote && !escaped => {
                    self.value(offset + 1);
                    self.last = if is_key { Last::Key } else { Last::Value };
                    return None;
                }
                _ => escaped = false,
            }
        }
        Some(self.open_string(quote))
    }

    fn open_string(&self, quote: char) -> Fault {
        let line = self.text[self.at..].lines().next().unwrap_or_default();
        let alike = line
            .char_indices()
            .skip(1)
            .filter(|(_, c)| half_width(*c).is_some_and(|half| half.starts_with(quote)))
            .last();
        if let Some((place, c)) = alike {
            let at = self.at + place..self.at + place + c.len_utf8();
            return look_alike(at, c, &quote.to_string(), false);
        }
        Fault {
            at: self.at..self.at + line.trim_end().len(),
            what: msgf!(ja: "`{quote}` が閉じていません", en: "`{quote}` is not closed"),
            help: msgf!(ja: "値の終わりに `{quote}` を書いてください", en: "write `{quote}` at the end of the value"),
            right: None,
        }
    }

    /// Whether a key stands here.
    fn is_at_key(&self) -> bool {
        let in_row = self.open.last().is_none_or(|(bracket, _)| *bracket == b'{');
        in_row && matches!(self.last, Last::Start | Last::Key)
    }

    /// A mark that looks like one of the form, outside of all texts.
    fn lookalike(&self, c: char) -> Option<Fault> {
        let half = if c == '\u{3000}' { " " } else { half_width(c)? };
        Some(look_alike(self.at..self.at + c.len_utf8(), c, half, true))
    }

    /// A key, a number, a day, or words that lack their quotes.
    fn bare(&mut self) -> Option<Fault> {
        let rest = &self.text[self.at..];
        let stops = |c: char| c.is_whitespace() || ",=[]{}#\"'".contains(c) || half_width(c).is_some();
        let length = rest.find(stops).unwrap_or(rest.len()).max(1);
        if self.is_at_key() {
            // A value that nothing divides from the next key.
            let is_second = self.last == Last::Key && self.open.is_empty();
            self.value(length);
            self.last = Last::Key;
            return is_second.then(|| Fault { at: self.at - length..self.at, ..self.no_equals() });
        }
        if let Some(fault) = self.no_comma() {
            return Some(fault);
        }
        let words = &rest[..length];
        if rest[length..].trim_start_matches(' ').starts_with('=')
            && let Some(fault) = self.unclosed()
        {
            return Some(fault);
        }
        let known = words.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
            || matches!(words, "true" | "false" | "inf" | "nan");
        if self.last == Last::Value {
            return self.value(length);
        }
        let at = self.at..self.at + length;
        self.value(length);
        (!known).then_some(Fault {
            at,
            what: msg!(ja: "値が \" で囲まれていません", en: "the value is not in double quotes"),
            help: msg!(ja: "値の前と後に、半角の \" を書いてください", en: "write \" before and behind the value"),
            right: None,
        })
    }

    /// A bracket that nothing closes.
    fn unclosed(&self) -> Option<Fault> {
        if self.last == Last::Key && self.open.is_empty() {
            return Some(self.no_equals());
        }
        let (bracket, at) = self.open.last().copied()?;
        let (open, close) = if bracket == b'[' { ('[', ']') } else { ('{', '}') };
        Some(Fault {
            at: at..at + 1,
            what: msgf!(ja: "`{open}` が閉じていません", en: "`{open}` is not closed"),
            help: msgf!(ja: "並びの終わりに `{close}` を書いてください", en: "write `{close}` at the end of the list"),
            right: None,
        })
    }
}

fn half_width(c: char) -> Option<&'static str> {
    LOOKALIKES.iter().find(|(alike, _)| alike.contains(c)).map(|(_, half)| *half)
}

fn look_alike(at: Range<usize>, c: char, half: &str, sure: bool) -> Fault {
    let (what, help) = match half {
        "\"" | "'" => (
            msgf!(ja: "「{c}」は、値を囲む記号として読めません", en: "`{c}` is no quotation mark of the file's form"),
            msgf!(
                ja: "半角の `{half}` に直してください。ワープロやチャットから写すと、形の違う記号になります",
                en: "write `{half}`; word processors and chat programs make it another mark"),
        ),
        " " => (
            msg!(ja: "全角の空白があります", en: "there is a full-width space"),
            msg!(ja: "半角の空白に直すか、消してください", en: "write an ordinary space, or none"),
        ),
        _ => (
            msgf!(ja: "「{c}」が全角です", en: "`{c}` is a full-width mark"),
            msgf!(ja: "半角の `{half}` に直してください", en: "write `{half}`"),
        ),
    };
    Fault { at, what, help, right: sure.then(|| half.to_owned()) }
}

#[cfg(test)]
#[path = "syntax_tests.rs"]
mod tests;
