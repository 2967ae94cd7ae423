//! One line of runs as Markdown: emphasis that opens and closes beside Japanese, and the escapes.
//!
//! By CommonMark's flanking rule a mark between a letter and punctuation stays literal: `これは**「重要」**です`. An entity on
//! both outer sides, `&#8203;`, whose `&` and `;` are punctuation, makes the marks work in every parser; a bare U+200B
//! would not.

use crate::salon::slack::markup::{
    emoji,
    tree::{Run, merged, plain_words},
};
use crate::salon::transcript::PERSON;

const GUARD: &str = "&#8203;";

/// The Markdown of a line of text.
pub(crate) fn plain_text(line: &[Run]) -> String {
    Writer { table: false, label: false }.line(line)
}

/// The Markdown of a table's cell.
pub(crate) fn cell(line: &[Run]) -> String {
    Writer { table: true, label: false }.line(line)
}

/// The longest run of backticks.
pub(crate) fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// What a line is made of.
enum Node {
    Text(String),
    Code(String),
    Link { url: String, inner: Vec<Node> },
    Styled { mark: &'static str, inner: Vec<Node> },
}

/// The styles, from the outermost in.
#[derive(Clone, Copy)]
enum Level {
    Link,
    Strike,
    Bold,
    Italic,
    Code,
}

impl Level {
    fn inner(self) -> Option<Self> {
        Some(match self {
            Self::Link => Self::Strike,
            Self::Strike => Self::Bold,
            Self::Bold => Self::Italic,
            Self::Italic => Self::Code,
            Self::Code => return None,
        })
    }

    fn of(self, run: &Run) -> bool {
        match self {
            Self::Link => run.link.is_some(),
            Self::Strike => run.style.strike,
            Self::Bold => run.style.bold,
            Self::Italic => run.style.italic,
            Self::Code => run.style.code,
        }
    }
}

/// The nodes of runs, with the white space at the edges of every style outside it.
fn nodes(runs: &[Run], level: Level) -> Vec<Node> {
    let mut out = Vec::new();
    let same = |one: &Run, other: &Run| {
        level.of(one) == level.of(other) && (!matches!(level, Level::Link) || one.link == other.link)
    };
    for group in runs.chunk_by(same) {
        if !level.of(&group[0]) {
            push_all(
                &mut out,
                level.inner().map_or_else(|| vec![Node::Text(plain_words(group))], |level| nodes(group, level)),
            );
            continue;
        }
        let mut group = group.to_vec();
        let (before, after) = (peeled(&mut group, true), peeled(&mut group, false));
        push_all(&mut out, vec![Node::Text(before)]);
        out.extend((!group.is_empty()).then(|| node(&group, level)));
        push_all(&mut out, vec![Node::Text(after)]);
    }
    out
}

fn node(group: &[Run], level: Level) -> Node {
    let Some(inner) = level.inner() else { return Node::Code(plain_words(group)) };
    let mut inner = nodes(group, inner);
    match level {
        Level::Link => {
            Node::Link { url: group[0].link.as_ref().map(|link| link.url.clone()).unwrap_or_default(), inner }
        }
        Level::Strike => Node::Styled { mark: "~~", inner },
        Level::Bold => match inner.as_mut_slice() {
            // Bold and italic over the same words are one mark.
            [Node::Styled { inner, .. }] => Node::Styled { mark: "***", inner: std::mem::take(inner) },
            _ => Node::Styled { mark: "**", inner },
        },
        Level::Italic | Level::Code => Node::Styled { mark: "*", inner },
    }
}

/// Appends nodes; texts side by side become one, so that the escapes see them whole.
fn push_all(out: &mut Vec<Node>, new: Vec<Node>) {
    for node in new {
        match (out.last_mut(), node) {
            (_, Node::Text(text)) if text.is_empty() => {}
            (Some(Node::Text(before)), Node::Text(text)) => before.push_str(&text),
            (_, node) => out.push(node),
        }
    }
}

/// Takes the white space off one end.
fn peeled(group: &mut Vec<Run>, start: bool) -> String {
    let mut off = String::new();
    while let Some(run) = if start { group.first_mut() } else { group.last_mut() } {
        let kept = if start { run.text.trim_start() } else { run.text.trim_end() };
        let (kept, cut) = (kept.to_owned(), run.text.len() - kept.len());
        let space = if start { &run.text[..cut] } else { &run.text[run.text.len() - cut..] };
        off = if start { off + space } else { format!("{space}{off}") };
        if !kept.is_empty() {
            run.text = kept;
            break;
        }
        group.remove(if start { 0 } else { group.len() - 1 });
    }
    off
}

/// What stands beside a mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// White space, or the line's end.
    Space,
    /// What all parsers hold for punctuation.
    Mark,
    /// Anything else.
    Letter,
    /// Another mark of the same character, or another style.
    Style,
}

/// Of a symbol parsers differ in opinion: inside it counts as punctuation, outside it does not.
fn outer(c: char) -> Edge {
    match c {
        c if c.is_whitespace() => Edge::Space,
        c if c.is_ascii_punctuation() => Edge::Mark,
        '、' | '。' | '！' | '？' | '，' | '．' | '：' | '；' | '・' | '…' | '‥' | '—' | '―' => {
            Edge::Mark
        }
        '「' | '」' | '『' | '』' | '（' | '）' | '【' | '】' | '〔' | '〕' | '〈' | '〉' | '《' | '》' => {
            Edge::Mark
        }
        _ => Edge::Letter,
    }
}

fn is_word(c: Option<char>) -> bool {
    // A person's place ends like a word and begins with `@`.
    c.is_some_and(|c| c.is_alphanumeric() || c == PERSON.1)
}

fn starts_with_word(nodes: &[Node]) -> bool {
    matches!(nodes.first(), Some(Node::Text(text)) if is_word(text.chars().next()))
}

fn ends_with_word(nodes: &[Node]) -> bool {
    matches!(nodes.last(), Some(Node::Text(text)) if is_word(text.chars().next_back()))
}

/// Whether words begin or end with a bar, which the site's own parser takes for a cell's border.
fn at_bar(nodes: &[Node]) -> bool {
    matches!(nodes.first(), Some(Node::Text(text)) if text.starts_with('|'))
        || matches!(nodes.last(), Some(Node::Text(text)) if text.ends_with('|'))
}

fn edge(node: Option<&Node>, last: bool, otherwise: Edge) -> Edge {
    match node {
        None => otherwise,
        Some(Node::Text(text)) => {
            if last { text.chars().next_back() } else { text.chars().next() }.map_or(otherwise, outer)
        }
        Some(Node::Code(_) | Node::Link { .. }) => Edge::Mark,
        Some(Node::Styled { .. }) => Edge::Style,
    }
}

struct Writer {
    /// Whether `|` would end a cell.
    table: bool,
    /// Whether the words are a link's already.
    label: bool,
}

impl Writer {
    fn line(&self, line: &[Run]) -> String {
        let mut out = String::new();
        self.nodes(&nodes(&merged(line.to_vec()), Level::Link), Edge::Space, &mut out);
        out
    }

    fn nodes(&self, nodes: &[Node], around: Edge, out: &mut String) {
        for (at, node) in nodes.iter().enumerate() {
            let (before, after) = (at.checked_sub(1).and_then(|before| nodes.get(before)), nodes.get(at + 1));
            match node {
                Node::Text(text) => {
                    let start = !self.table && out.is_empty();
                    self.escaped(text, start, matches!(after, Some(Node::Link { .. })), out);
                }
                Node::Code(code) => self.code(code, out),
                Node::Link { url, inner } => self.link(url, inner, out),
                Node::Styled { mark, inner } => {
                    let guarded = |word: bool, outer: Edge| outer == Edge::Style || (!word && outer == Edge::Letter);
                    let guard = guarded(starts_with_word(inner), edge(before, true, around))
                        || guarded(ends_with_word(inner), edge(after, false, around))
                        || at_bar(inner);
                    if guard && !out.ends_with(GUARD) {
                        out.push_str(GUARD);
                    }
                    out.push_str(mark);
                    self.nodes(inner, if mark.starts_with('*') { Edge::Style } else { Edge::Letter }, out);
                    out.push_str(mark);
                    if guard {
                        out.push_str(GUARD);
                    }
                }
            }
        }
    }

    fn link(&self, url: &str, inner: &[Node], out: &mut String) {
        let encoded = crate::salon::slack::markup::address::encoded(url);
        let web = encoded.starts_with("http://") || encoded.starts_with("https://");
        if let [Node::Text(text)] = inner
            && *text == encoded
            && web
        {
            out.push_str(&format!("<{encoded}>"));
            return;
        }
        out.push('[');
        Self { label: true, ..*self }.nodes(inner, Edge::Mark, out);
        out.push_str("](<");
        for (at, part) in encoded.split('&').enumerate() {
            // What would be an entity in the address is one more `&amp;`.
            let joint = if is_entity(part) { "&amp;" } else { "&" };
            out.push_str(if at == 0 { "" } else { joint });
            out.push_str(part);
        }
        out.push_str(">)");
    }

    fn code(&self, code: &str, out: &mut String) {
        let fence = "`".repeat(longest_run(code) + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        let code = if self.table { code.replace('|', "\\|") } else { code.to_owned() };
        out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    /// Appends text with its escapes; `start` at a line's start, `link` before a link.
    fn escaped(&self, text: &str, start: bool, link: bool, out: &mut String) {
        let digits = if start { text.bytes().take_while(u8::is_ascii_digit).count() } else { 0 };
        let mut before = None;
        for (at, c) in text.char_indices() {
            let rest = &text[at + c.len_utf8()..];
            let escape = match c {
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '{' | '}' | '$' | '~' => true,
                '|' => self.table || (start && at == 0),
                '#' | '>' | '-' | '+' | '=' => start && at == 0,
                // An address that could not be linked must not be found by another parser, with the kana behind it.
                ':' => {
                    (start && at == 0) || (!self.label && rest.starts_with("//")) || emoji::name_length(rest).is_some()
                }
                '.' if !self.label && text[..at].ends_with("www") => true,
                '.' | ')' => digits > 0 && at == digits && (rest.is_empty() || rest.starts_with(' ')),
                '&' => is_entity(rest),
                // Template marks, notices and pictures.
                '%' => before == Some('{'),
                '!' => before == Some('[') || (link && rest.is_empty()),
                _ => false,
            };
            if escape {
                out.push('\\');
            }
            out.push(c);
            before = Some(c);
        }
    }
}

/// Whether a text, which follows `&`, goes on as an entity.
fn is_entity(text: &str) -> bool {
    text.find(';')
        .is_some_and(|end| end > 0 && text[..end].bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#'))
}
