//! The blocks that are more than an element: pictures with captions, tables, headings, answers, folds, notices,
//! footnotes.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, Tag};

use crate::load::markdown::{
    Events, Writer, end_of,
    footnote::Footnote,
    merged_cells::read_spans,
    plain::plain,
    sections::{self, Section},
    table_cells::rows_of,
};
use crate::{
    load::{
        document::{Answer, Body, Fill, Heading, Hole},
        html::{escape, with_ruby},
    },
    msgf,
    report::diagnostic::Diagnostic,
    text::{
        normalize::{nearest, nfc},
        slug::heading_id,
        span::Span,
    },
};

/// The longest summary, in characters.
const SUMMARY: usize = 120;

/// How a paragraph begins that is the caption of the table beside it.
const CAPTION: [&str; 3] = ["表：", "表:", "Table:"];

/// The notices that a quote can be.
pub(super) const NOTICES: [(&str, BlockQuoteKind); 5] = [
    ("NOTE", BlockQuoteKind::Note),
    ("TIP", BlockQuoteKind::Tip),
    ("IMPORTANT", BlockQuoteKind::Important),
    ("WARNING", BlockQuoteKind::Warning),
    ("CAUTION", BlockQuoteKind::Caution),
];

impl Writer<'_> {
    /// A paragraph: a picture with its caption, a table's caption, the card of an address, or text.
    pub(super) fn paragraph(&mut self, events: &Events<'_>, at: usize, end: usize) -> usize {
        if let (Event::Start(Tag::Image { dest_url, title, .. }), range) = &events[at + 1]
            && !title.is_empty()
            && end_of(events, at + 1) + 1 == end
        {
            self.push("<figure>");
            self.image(dest_url, title, &events[at + 2..end - 1], range);
            self.push("<figcaption>");
            with_ruby(&mut self.out.html, title);
            self.push("</figcaption></figure>\n");
            return end + 1;
        }
        if is_caption(events, at)
            && let Some((Event::Start(Tag::Table(alignments)), _)) = events.get(end + 1)
        {
            let table_end = end_of(events, end + 1);
            return self.table(alignments, Some(at..end), events, end + 1, table_end);
        }
        if self.card_of_address(&events[at].1) {
            return end + 1;
        }
        if self.parsed.summary.is_empty() && self.parts.is_empty() {
            self.parsed.summary = summary(&plain(self.source, &events[at + 1..end]));
        }
        let is_of_buttons = self.buttons.binary_search(&events[at].1.start).is_ok();
        self.push(if is_of_buttons { "<p class=\"buttons\">" } else { "<p>" });
        at + 1
    }

    /// A table, in a region that scrolls on narrow screens; its caption stands before or after it.
    pub(super) fn table(
        &mut self,
        alignments: &[Alignment],
        caption: Option<Range<usize>>,
        events: &Events<'_>,
        at: usize,
        end: usize,
    ) -> usize {
        let after = end + 1;
        let caption = caption.or_else(|| is_caption(events, after).then(|| after..end_of(events, after)));
        let next = caption.as_ref().filter(|caption| caption.start == after).map_or(end + 1, |caption| caption.end + 1);
        match caption {
            Some(caption) => {
                let id = self.ids.unique("table");
                self.push(&format!(
                    "<section class=\"scroll\" tabindex=\"0\" aria-labelledby=\"{id}\"><table><caption id=\"{id}\">"
                ));
                self.caption(&events[caption.start + 1..caption.end]);
                self.push("</caption>\n");
            }
            None => {
                self.push("<section class=\"scroll\" tabindex=\"0\" aria-label=\"");
                self.hole(Fill::Words("table"));
                self.push("\"><table>\n");
            }
        }
        self.alignments = alignments.to_vec();
        self.in_table = true;
        let (spans, misplaced) = read_spans(&rows_of(self.source, &events[at + 1..end]));
        self.spans = spans;
        for mark in misplaced {
            let span = self.span(&mark.range);
            self.parsed.findings.push(mark.finding().at(self.options.path, span));
        }
        self.blocks(&events[at + 1..=end]);
        next
    }

    /// A caption's words, without the mark that makes them one.
    pub(super) fn caption(&mut self, events: &Events<'_>) {
        if let Some((Event::Text(text), range)) = events.first() {
            let words = CAPTION.iter().find_map(|mark| text.strip_prefix(mark)).unwrap_or(text).trim_start();
            let cut = text.len() - words.len();
            let first = (Event::Text(CowStr::from(words.to_owned())), range.start + cut..range.end);
            self.blocks(&[first]);
            self.blocks(&events[1..]);
        }
    }

    /// Begins a cell, or passes over one that belongs to another; returns where to go on.
    pub(super) fn open_cell(&mut self, events: &Events<'_>, at: usize) -> usize {
        self.heard.begin_cell(self.cell, self.in_head);
        let (rows, columns) = self.spans.of(self.row, self.cell);
        if rows == 0 {
            self.heard.end_cell(self.in_head);
            self.cell += 1;
            return end_of(events, at) + 1;
        }
        let class = match self.alignments.get(self.cell) {
            Some(Alignment::Right) => " class=\"r\"",
            Some(Alignment::Center) => " class=\"c\"",
            _ => "",
        };
        self.push(match (self.in_head, columns) {
            (true, 1) => "<th scope=\"col\"",
            (true, _) => "<th scope=\"colgroup\"",
            (false, _) => "<td",
        });
        self.push(class);
        for (name, count) in [("rowspan", rows), ("colspan", columns)] {
            if count > 1 {
                self.push(&format!(" {name}=\"{count}\""));
            }
        }
        self.push(">");
        at + 1
    }

    pub(super) fn code_block(&mut self, kind: &CodeBlockKind<'_>, inner: &Events<'_>, range: &Range<usize>) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
            CodeBlockKind::Indented => String::new(),
        };
        self.code.push(range.start + self.start..range.end + self.start);
        self.hole(Fill::Code(language, source_of(inner)));
    }

    pub(super) fn heading(
        &mut self,
        (level, id): (HeadingLevel, Option<&str>),
        classes: &[CowStr<'_>],
        attrs: &[(CowStr<'_>, Option<CowStr<'_>>)],
        inner: &Events<'_>,
        range: &Range<usize>,
    ) {
        let level = level as u8;
        let text = plain(self.source, inner);
        let text = nfc(&text).into_owned();
        let id = id.map_or_else(|| self.ids.unique(&heading_id(&text)), str::to_owned);
        let length = self.source[range.clone()].trim_end().len();
        let span = Span::new(range.start, range.start + length).shifted(self.start);
        self.parsed.headings.push(Heading { level, id: id.clone(), text: text.clone(), span });
        self.parsed.anchors.push(id.clone());
        let is_answer = self.options.qa && level == 2 && classes.iter().any(|class| &**class == "answer");
        // An answer is a part of its own: nothing reaches over its beginning.
        let section = Section::read(classes).filter(|_| !is_answer);
        self.check_classes(classes, span);
        self.close_sections(level, section);
        if is_answer {
            let part = std::mem::take(&mut self.out);
            self.parts.push(part);
            self.raw.end_part();
            let mut attributes: BTreeMap<String, String> = attrs
                .iter()
                .map(|(name, value)| (name.to_string(), value.as_deref().unwrap_or_default().to_owned()))
                .collect();
            let role = attributes.remove("role").unwrap_or_default();
            let written = self.source[inner.first().map_or(range.start, |(_, range)| range.start)..]
                .lines()
                .next()
                .unwrap_or_default();
            let marks =
                written.rfind('{').filter(|at| written[*at..].contains(".answer")).map_or(written.len(), |at| at);
            let span = Span::new(
                span.start,
                span.start + (span.end - span.start).min("## ".len() + written[..marks].trim_end().len()),
            );
            self.parsed.answers.push(Answer { heading: text, id, role, attributes, span });
            return;
        }
        if let Some(section) = section {
            self.open_section(level, section);
        }
        self.push(&format!("<h{level} id=\""));
        escape(&mut self.out.html, &id);
        self.push("\"");
        let others: Vec<&str> =
            classes.iter().map(|class| &**class).filter(|class| !matches!(*class, "fold" | "card")).collect();
        if !others.is_empty() {
            self.push(" class=\"");
            escape(&mut self.out.html, &others.join(" "));
            self.push("\"");
        }
        self.push(">");
        self.blocks(inner);
        self.push(&format!("</h{level}>"));
        self.push(if section == Some(Section::Fold) { "</summary>\n" } else { "\n" });
        self.last = None;
        self.heard.end_block();
    }

    /// Closes what a heading of this level, and with this opening, ends.
    pub(super) fn close_sections(&mut self, level: u8, next: Option<Section>) {
        while let Some((section, own)) = self.sections.last().copied().filter(|(_, own)| *own >= level) {
            if section == Section::Cards && own == level && next == Some(Section::Card) {
                break;
            }
            self.sections.pop();
            self.push(section.end());
        }
    }

    /// Opens what the heading stands at the head of.
    fn open_section(&mut self, level: u8, section: Section) {
        match section {
            Section::Card => {
                if self.sections.last() != Some(&(Section::Cards, level)) {
                    self.sections.push((Section::Cards, level));
                    self.push("<ul class=\"cards\">\n");
                }
                self.push("<li class=\"card\">");
            }
            Section::Fold => self.push("<details class=\"fold\"><summary>"),
            Section::Cards => {}
        }
        self.sections.push((section, level));
    }

    /// Tells of a class that is nearly one that means something. Others are a theme's own.
    fn check_classes(&mut self, classes: &[CowStr<'_>], heading: Span) {
        for class in classes.iter().filter(|class| !sections::KNOWN.contains(&&***class)) {
            let Some(near) = nearest(&class.to_ascii_lowercase(), sections::KNOWN) else { continue };
            let written = &self.source[heading.start - self.start..heading.end - self.start];
            let at = written.rfind(&**class).map(|at| heading.start + at);
            let span = at.map_or(heading, |at| Span::new(at, at + class.len()));
            let finding = Diagnostic::warning(
                "unknown-block",
                msgf!(ja: "見出しの印「{class}」はありません", en: "there is no mark `{class}` for headings"),
            );
            let finding = finding.at(self.options.path, span).help(msgf!(
                ja: "`{{.{near}}}` のことではありませんか",
                en: "did you mean `{{.{near}}}`?"));
            self.parsed.findings.push(if at.is_some() { finding.offer(span, near) } else { finding });
        }
    }

    /// A quote, or one of the five notices; `after` is what follows its beginning.
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, after: &Events<'_>) {
        let Some(kind) = kind else {
            self.unknown_notice(after);
            self.push("<blockquote>\n");
            return;
        };
        let (class, words) = match kind {
            BlockQuoteKind::Note => ("note", "notice_note"),
            BlockQuoteKind::Tip => ("tip", "notice_tip"),
            BlockQuoteKind::Important => ("important", "notice_important"),
            BlockQuoteKind::Warning => ("warning", "notice_warning"),
            BlockQuoteKind::Caution => ("caution", "notice_caution"),
        };
        let id = self.ids.unique("notice");
        self.push(&format!(
            "<section class=\"notice {class}\" aria-labelledby=\"{id}\"><p class=\"notice-title\" id=\"{id}\">"
        ));
        self.hole(Fill::Words(words));
        self.push("</p>\n");
    }

    /// Tells of a notice with a name that there is none of: the first words of a quote's first paragraph.
    pub(super) fn unknown_notice(&mut self, after: &Events<'_>) {
        let [(Event::Start(Tag::Paragraph), _), (Event::Text(_), range), ..] = after else { return };
        let line = self.source[range.start..].lines().next().unwrap_or_default();
        let Some(name) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map(|(name, _)| name) else {
            return;
        };
        let span = self.span(&(range.start + 2..range.start + 2 + name.len()));
        let finding = Diagnostic::warning(
            "unknown-block",
            msgf!(ja: "「{name}」という囲みはありません", en: "there is no notice `{name}`"),
        )
        .at(self.options.path, span);
        let notices = NOTICES.map(|(notice, _)| notice);
        let near = nearest(name, notices);
        let others = notices.iter().copied().filter(|notice| Some(*notice) != near).collect::<Vec<_>>().join(" ");
        self.parsed.findings.push(match near {
            Some(near) => finding
                .help(msgf!(ja: "`{near}` のことではありませんか（ほかに {others}）", en: "did you mean `{near}`? (others: {others})"))
                .offer(span, near),
            None => finding.help(msgf!(ja: "使える囲み：{others}", en: "notices: {others}")),
        });
    }

    pub(super) fn footnote(&mut self, label: &str) {
        let next = self.footnotes.len() + 1;
        let part = self.parts.len();
        let note = self.footnotes.entry(label.to_owned()).or_insert(Footnote { number: next, references: 0, part });
        note.references += 1;
        let (number, again) =
            (note.number, if note.references > 1 { format!("-{}", note.references) } else { String::new() });
        self.push(&format!(
            "<sup class=\"footnote-ref\"><a id=\"fnref-{number}{again}\" href=\"#fn-{number}\" \
                role=\"doc-noteref\">{number}</a></sup>"
        ));
    }
}

/// A note at the end of a part, with the way back to where it is referred to.
pub(super) fn footnote_text(part: &mut Body, number: usize, definition: Option<&Body>) {
    // An `<ol>` counts from 1 in every part; the number that the reference shows is the one that counts.
    part.html.push_str(&format!("<li id=\"fn-{number}\" value=\"{number}\">"));
    let shift = part.html.len();
    if let Some(definition) = definition {
        part.html.push_str(definition.html.trim_end());
        part.holes.extend(definition.holes.iter().map(|hole| Hole { at: shift + hole.at, fill: hole.fill.clone() }));
    }
    part.html
        .push_str(&format!(" <a class=\"footnote-back\" href=\"#fnref-{number}\" role=\"doc-backlink\" aria-label=\""));
    part.holes.push(Hole { at: part.html.len(), fill: Fill::Words("footnote_back") });
    part.html.push_str("\">↩</a></li>\n");
}

/// Whether an element is written with all that is in it.
pub(super) fn is_whole(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::MetadataBlock(_)
    )
}

/// Whether a caption stands at `at`.
pub(super) fn is_caption(events: &Events<'_>, at: usize) -> bool {
    matches!(events.get(at), Some((Event::Start(Tag::Paragraph), _)))
        && matches!(events.get(at + 1), Some((Event::Text(text),
            _)) if CAPTION.iter().any(|mark| text.starts_with(mark)))
}

/// At most 120 characters, cut after a sentence where there is one.
fn summary(text: &str) -> String {
    let text = text.trim();
    let Some((cut, _)) = text.char_indices().nth(SUMMARY) else { return text.to_owned() };
    match text[..cut].rfind('。') {
        Some(at) => text[..at + '。'.len_utf8()].to_owned(),
        None => format!("{}…", text[..cut].trim_end()),
    }
}

/// The characters of a block that is no Markdown inside: code, raw HTML.
pub(super) fn source_of(inner: &Events<'_>) -> String {
    let text = |(event, _): &(Event<'_>, Range<usize>)| match event {
        Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => Some(text.to_string()),
        _ => None,
    };
    inner.iter().filter_map(text).collect()
}
