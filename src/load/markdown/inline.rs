//! The inside of paragraphs: words, ruby, links, pictures, joined lines.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{Event, LinkType};

use crate::load::markdown::{
    Events, Writer,
    facts::is_as_written,
    plain::{escaped_brace, plain},
};
use crate::{
    load::{
        document::{Fill, Link, LinkKind},
        html::{self, escape},
        markdown::{
            addresses::complete,
            autolink::{self, Found},
            raw_html::{Passed, Refused},
            ruby::{self, Piece},
        },
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::{japanese::joins_lines, normalize::nfc, span::Span},
};

impl Writer<'_> {
    /// Writes the inline event at `at`, runs of text joined; returns where to go on.
    pub(super) fn inline(&mut self, events: &Events<'_>, at: usize) -> usize {
        let (event, range) = &events[at];
        match event {
            Event::Text(_) => return self.text_run(events, at),
            Event::Code(code) => {
                self.push("<code>");
                escape(&mut self.out.html, code);
                self.push("</code>");
                self.count(code);
            }
            Event::SoftBreak => {
                let joined = self
                    .last
                    .zip(next_visible(&events[at + 1..]))
                    .is_some_and(|(before, after)| joins_lines(before, after));
                if !joined {
                    self.push("\n");
                }
                self.heard.hear("\n");
            }
            Event::HardBreak => {
                self.push("<br>\n");
                self.heard.hear("\n");
                self.last = None;
            }
            Event::InlineHtml(raw) | Event::Html(raw) => {
                let mut html = String::new();
                let (refused, _) = self.raw.write(&mut html, raw);
                self.push(&html);
                self.refuse(refused, range);
            }
            _ => {}
        }
        at + 1
    }

    /// Text that the parser has cut in pieces, as one: a reading or an address may cross a cut.
    fn text_run(&mut self, events: &Events<'_>, at: usize) -> usize {
        let (Event::Text(first), range) = &events[at] else { return at + 1 };
        let mut text: Cow<'_, str> = Cow::Borrowed(first);
        let mut end = range.end;
        let mut next = at + 1;
        while let Some((Event::Text(more), range)) = events.get(next) {
            // `\|` is how a table's cell writes `|`; any other escaped character begins a run of its own.
            let continues = range.start == end || (self.in_table && range.start == end + 1 && more.starts_with('|'));
            if !continues {
                break;
            }
            text.to_mut().push_str(more);
            end = range.end;
            next += 1;
        }
        // `\{` is a brace, and begins no reading.
        let brace = escaped_brace(self.source, &text, range);
        if brace > 0 {
            self.words(&text[..brace], range.start..range.start + brace);
        }
        self.words(&text[brace..], range.start + brace..end);
        next
    }

    /// Writes words: foreign passages marked, readings as ruby, addresses and numbers linked.
    pub(super) fn words(&mut self, text: &str, range: Range<usize>) {
        let text = if self.may_compose { nfc(text) } else { Cow::Borrowed(text) };
        if text.contains('{') {
            self.template_syntax(&text, &range);
        }
        let mut rest: &str = &text;
        while let Some((before, words, lang, after)) = Some(rest).filter(|rest| rest.contains('{')).and_then(foreign) {
            self.pieces(before, &range);
            self.push("<span lang=\"");
            escape(&mut self.out.html, lang);
            self.push("\">");
            self.pieces(words, &range);
            self.push("</span>");
            rest = after;
        }
        self.pieces(rest, &range);
    }

    fn pieces(&mut self, text: &str, range: &Range<usize>) {
        if !text.contains('{') {
            return self.linked(text, range);
        }
        for piece in ruby::pieces(text) {
            match piece {
                Piece::Text(text) => self.linked(text, range),
                Piece::Ruby { base, reading } => {
                    html::ruby(&mut self.out.html, base, reading);
                    self.parsed.readings += 1;
                    self.count(base);
                }
            }
        }
    }

    fn linked(&mut self, text: &str, range: &Range<usize>) {
        let found = if self.in_link { Vec::new() } else { autolink::find_links(text, self.heard.words()) };
        let mut done = 0;
        // Where to look for the next address in the source: they come in its order.
        let mut unread = range.clone();
        for (place, what) in found {
            escape(&mut self.out.html, &text[done..place.start]);
            let words = &text[place.clone()];
            match what {
                Found::Url => {
                    // Where the words stand in the source; the run's own place where an escape or a reading moved them.
                    let at = self.source[unread.clone()].find(words).map(|at| unread.start + at);
                    let at = at.map_or(range.clone(), |at| at..at + words.len());
                    unread.start = if at == *range { unread.end } else { at.end };
                    let span = self.span(&at);
                    if autolink::is_unclear(text, place.end) {
                        self.parsed.findings.push(unclear_end(words).at(self.options.path, span));
                    }
                    self.anchor(
                        Link {
                            kind: LinkKind::Link,
                            target: complete(words, self.options.base_url).into_owned(),
                            text: words.to_owned(),
                            title: String::new(),
                            span,
                            target_span: span,
                        },
                        |writer| {
                            escape(&mut writer.out.html, words);
                        },
                    );
                }
                Found::Phone { tel } => {
                    self.push("<a class=\"tel\" href=\"");
                    self.push(&tel);
                    self.push("\">");
                    escape(&mut self.out.html, words);
                    self.push("</a>");
                }
            }
            done = place.end;
        }
        escape(&mut self.out.html, &text[done..]);
        self.count(text);
    }

    fn count(&mut self, text: &str) {
        self.heard.hear(text);
        // Bytes that do not continue a character: as many as there are characters.
        self.parsed.characters += text.bytes().filter(|byte| byte & 0xc0 != 0x80).count();
        self.last = text.chars().next_back().or(self.last);
    }

    pub(super) fn link(&mut self, kind: LinkType, target: &str, inner: &Events<'_>, range: &Range<usize>) {
        let target_span = self.target_span(target, range);
        let target = match kind {
            LinkType::Email => format!("mailto:{target}"),
            _ => complete(target, self.options.base_url).into_owned(),
        };
        let text = label(self.source, inner);
        let link =
            Link { kind: LinkKind::Link, target, text, title: String::new(), span: self.span(range), target_span };
        let class = if self.buttons.binary_search(&range.start).is_ok() { " class=\"button\"" } else { "" };
        self.classed_anchor(class, link, |writer| writer.blocks(inner));
    }

    fn anchor(&mut self, link: Link, words: impl FnOnce(&mut Self)) {
        self.classed_anchor("", link, words);
    }

    fn classed_anchor(&mut self, class: &str, link: Link, words: impl FnOnce(&mut Self)) {
        let index = self.parsed.links.len();
        self.parsed.links.push(link);
        self.push("<a");
        self.push(class);
        self.push(" href=\"");
        self.hole(Fill::Href(index));
        self.push("\">");
        let outer = std::mem::replace(&mut self.in_link, true);
        words(self);
        self.in_link = outer;
        self.hole(Fill::LinkNote(index));
        self.push("</a>");
    }

    pub(super) fn image(&mut self, target: &str, title: &str, inner: &Events<'_>, range: &Range<usize>) {
        let target_span = self.target_span(target, range);
        let link = Link {
            kind: LinkKind::Image,
            target: target.to_owned(),
            text: plain(self.source, inner),
            title: title.to_owned(),
            span: self.span(range),
            target_span,
        };
        let index = self.parsed.links.len();
        self.parsed.links.push(link);
        self.hole(Fill::Image(index, self.images == 0));
        self.images += 1;
        self.last = None;
    }

    /// The target's own bytes in `[x](target)`; the whole link where they cannot be told.
    fn target_span(&self, target: &str, range: &Range<usize>) -> Span {
        let source = &self.source[range.clone()];
        let within = source.rfind("](").map(|at| at + 2).and_then(|from| {
            let rest = &source[from..];
            let from = from + (rest.len() - rest.trim_start_matches([' ', '<']).len());
            let written = source[from..].find([' ', ')', '>', '\n']).map_or(source.len(), |length| from + length);
            let whole = source[from..].starts_with(target);
            Some(if whole && !target.is_empty() { from..from + target.len() } else { from..written })
                .filter(|range| !range.is_empty())
        });
        within.map_or_else(
            || self.span(range),
            |within| self.span(&(range.start + within.start..range.start + within.end)),
        )
    }

    pub(super) fn html_block(&mut self, raw: &str, range: &Range<usize>) {
        if self.card_of_frame(raw, range) {
            return;
        }
        let mut html = String::new();
        let (refused, passed) = self.raw.write(&mut html, raw.trim_end());
        if html.trim().is_empty() {
            return;
        }
        // What is shown as text, and what marks words, needs an element around it; what holds paragraphs is one.
        let (before, after) = if passed == Passed::Blocks { ("", "\n") } else { ("<p>", "</p>\n") };
        self.push(before);
        self.push(&html);
        self.push(after);
        self.refuse(refused, range);
    }

    fn refuse(&mut self, refused: Option<Refused>, range: &Range<usize>) {
        let Some(Refused { name, level }) = refused else { return };
        let length = self.source[range.clone()].lines().next().map_or(0, str::len);
        let span = self.span(&(range.start..range.start + length));
        let finding = Diagnostic::new(
            level,
            "raw-html",
            msgf!(
                ja: "HTMLは使えません。そのままの文字で表示します：<{name}>",
                en: "HTML is not used; it is shown as text: <{name}>"),
        );
        self.parsed.findings.push(finding.at(self.options.path, span).help(if name == "iframe" {
            msg!(
                ja: "埋め込みは使えません。YouTube、地図、フォームは、そのアドレスだけを1行に書くと、リンクのカードになります",
                en: "frames are not used; the address of a film, a map or a form alone on a line becomes a card")
        } else {
            msg!(
                ja: "Markdownで書いてください。表は `| 項目 | 値 |`、改行は行末に空白2つです",
                en: "write Markdown: tables as `| item | value |`, line breaks as two spaces at the line's end")
        }));
    }

    /// Template syntax has no meaning in pages; whoever wrote it expects one.
    fn template_syntax(&mut self, text: &str, range: &Range<usize>) {
        let Some((at, mark)) =
            [("{{", "}}"), ("{%", "%}")].iter().find_map(|(open, close)| Some((text.find(open)?, close)))
        else {
            return;
        };
        let length = text[at..].find(mark).map_or(2, |end| end + mark.len());
        // A name that is no fact is told as such.
        let facts = self.options.facts.filter(|_| is_as_written(self.source, text, range));
        if facts.is_some_and(|page| !page.facts.find_names(&text[at..at + length]).is_empty()) {
            return;
        }
        let exact = self.source[range.clone()].get(at..at + length) == text.get(at..at + length);
        let span = if exact { self.span(&(range.start + at..range.start + at + length)) } else { self.span(range) };
        self.parsed.findings.push(
            Diagnostic::warning(
                "template-syntax",
                msg!(ja: "本文にテンプレートの書き方は使えません", en: "template syntax has no meaning in pages"),
            )
            .at(self.options.path, span)
            .help(
                msg!(ja: "この部分を消すか、ふつうのリンクにしてください", en: "remove it, or write an ordinary link"),
            ),
        );
    }
}

/// A finding for an address of which nobody can say where it ends.
fn unclear_end(address: &str) -> Diagnostic {
    Diagnostic::warning(
        "url-end",
        msgf!(
            ja: "アドレスのすぐあとに文字が続き、どこまでがアドレスか分かりません。「{address}」までをリンクにしました",
            en: "letters follow the address directly, and nobody can say where it ends; the link ends at `{address}`"),
    )
    .help(msg!(
        ja: "続きもアドレスなら `<https://example.jp/観光>` のように < > で囲み、そうでなければアドレスのあとに空白を入れてください",
        en: "if they belong to it, put it between < and >, as `<https://example.jp/観光>`; else write a space behind it"))
}

/// A link's words for people who hear it: its text, or the words of the picture in it.
fn label(source: &str, inner: &Events<'_>) -> String {
    plain(source, inner)
}

/// `[text]{lang=en}`: what stands before, the words, the language, what follows.
fn foreign(text: &str) -> Option<(&str, &str, &str, &str)> {
    let close = text.find("]{lang=")?;
    let open = text[..close].rfind('[')?;
    let tag = &text[close + "]{lang=".len()..];
    let end = tag.find('}')?;
    let lang = tag[..end].trim_matches('"');
    let known = !lang.is_empty() && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    known.then(|| (&text[..open], &text[open + 1..close], lang, &tag[end + 1..]))
}

/// The first character that a reader will see, looked up through inline marks.
fn next_visible(events: &Events<'_>) -> Option<char> {
    for (event, _) in events {
        match event {
            Event::Text(text) if text.starts_with('{') => return ruby::strip(text).chars().next(),
            Event::Text(text) | Event::Code(text) => return text.chars().next(),
            Event::Start(_) | Event::End(_) => {}
            _ => return None,
        }
    }
    None
}
