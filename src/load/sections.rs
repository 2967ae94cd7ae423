//! A page's text by headings, plain: what the search reads of it.
//!
//! Taken from the HTML that loading writes, so that what is searched is what is shown: no readings, no code, no markup.

use crate::load::{
    document::{Body, Parts},
    section::Section,
};

/// The sections of a page's text, the answers among them, in order.
pub fn sections(parts: &Parts, answers: &[(String, String)]) -> Vec<Section> {
    let mut reader = Reader { done: Vec::new(), now: Section::default(), place: Place::Text };
    reader.read(&parts.body);
    for (body, (anchor, heading)) in parts.answers.iter().zip(answers) {
        reader.begin(Section { anchor: anchor.clone(), heading: heading.clone(), ..Section::default() });
        reader.read(body);
    }
    reader.begin(Section::default());
    reader.done
}

/// Where the reader stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Heading,
    /// In a heading, in a reading.
    Reading,
    /// In what is not searched: code, the reading of a word.
    Nowhere,
}

struct Reader {
    done: Vec<Section>,
    now: Section,
    place: Place,
}

impl Reader {
    fn begin(&mut self, next: Section) {
        let mut done = std::mem::replace(&mut self.now, next);
        done.text.truncate(done.text.trim_end().len());
        if !done.text.is_empty() || !done.heading.is_empty() {
            self.done.push(done);
        }
    }

    fn read(&mut self, body: &Body) {
        let mut rest = body.html.as_str();
        while let Some(open) = rest.find('<') {
            self.words(&rest[..open]);
            let close = rest[open..].find('>').map_or(rest.len(), |close| open + close + 1);
            self.tag(&rest[open..close]);
            rest = &rest[close..];
        }
        self.words(rest);
        self.line();
    }

    fn words(&mut self, html: &str) {
        let out = match self.place {
            Place::Text => &mut self.now.text,
            Place::Heading => &mut self.now.heading,
            Place::Reading => &mut self.now.reading,
            Place::Nowhere => return,
        };
        let begins_line = out.is_empty() || out.ends_with(['\n', ' ']);
        let html = if begins_line { html.trim_start() } else { html };
        unescape(out, html);
    }

    fn line(&mut self) {
        let text = &mut self.now.text;
        text.truncate(text.trim_end().len());
        if !text.is_empty() {
            text.push('\n');
        }
    }

    fn tag(&mut self, tag: &str) {
        let inside = tag.trim_start_matches('<').trim_end_matches('>');
        let (closing, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
        let name = inside.split([' ', '/']).next().unwrap_or_default();
        let in_heading = matches!(self.place, Place::Heading | Place::Reading);
        match (name, closing) {
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", false) => {
                let anchor = attribute(inside, "id");
                self.begin(Section { anchor, ..Section::default() });
                self.place = Place::Heading;
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.place = Place::Text,
            ("rt", false) if in_heading => self.place = Place::Reading,
            ("rt", true) if in_heading => self.place = Place::Heading,
            ("rp", false) if in_heading => self.place = Place::Nowhere,
            // The reading of a heading is all that stands in a heading and is left out.
            ("rp", true) if !self.now.heading.is_empty() && self.now.text.is_empty() => self.place = Place::Heading,
            ("rt" | "rp" | "pre", false) => self.place = Place::Nowhere,
            ("rt" | "rp" | "pre", true) => self.place = Place::Text,
            ("td" | "th", true) if self.place == Place::Text => self.now.text.push(' '),
            (name, _) if !is_inline(name) && self.place == Place::Text => self.line(),
            _ => {}
        }
    }
}

/// Whether an element stands inside a line.
fn is_inline(name: &str) -> bool {
    let inline = ["a", "b", "code", "del", "em", "i", "rb", "ruby", "span", "strong", "sub", "sup", "td", "th"];
    inline.contains(&name)
}

fn attribute(tag: &str, name: &str) -> String {
    let Some((_, rest)) = tag.split_once(&format!("{name}=\"")) else { return String::new() };
    let mut value = String::new();
    unescape(&mut value, rest.split('"').next().unwrap_or_default());
    value
}

/// Appends text of HTML that loading wrote: it knows four escapes.
fn unescape(out: &mut String, html: &str) {
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let known = [("&lt;", '<'), ("&gt;", '>'), ("&amp;", '&'), ("&quot;", '"')];
        match known.into_iter().find(|(code, _)| rest.starts_with(code)) {
            Some((code, letter)) => {
                out.push(letter);
                rest = &rest[code.len()..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        base::path::SourcePath,
        load::markdown::{self, Options},
    };

    fn read(text: &str, qa: bool) -> Vec<[String; 4]> {
        let path = SourcePath::new("content/a.md");
        let parsed = markdown::load(text, 0, &Options { path: &path, qa, html: &[], base_url: "", facts: None });
        let answers: Vec<_> = parsed.answers.iter().map(|it| (it.id.clone(), it.heading.clone())).collect();
        let plain = |it: Section| [it.anchor, it.heading, it.reading, it.text];
        sections(&parsed.parts, &answers).into_iter().map(plain).collect()
    }

    #[test]
    fn what_is_searched_is_what_is_shown() {
        for (text, expected) in [
            ("一つ。\n\n- 二つ\n- **三**つ", &[["", "", "", "一つ。\n二つ\n三つ"]][..]),
            ("a &amp; <b>\n\n`code`", &[["", "", "", "a & <b>\ncode"]]),
            ("{臼田|うすだ}です。", &[["", "", "", "臼田です。"]]),
            ("## {料金|りょうきん}\n\n本文", &[["料金", "料金", "りょうきん", "本文"]]),
            (
                "前\n\n## 料金 {#fee}\n\n| 品 | 額 |\n|---|---|\n| 水 | 百円 |",
                &[["", "", "", "前"], ["fee", "料金", "", "品 額\n水 百円"]],
            ),
            ("```\nsecret\n```\n\n後", &[["", "", "", "後"]]),
            ("## 空\n\n## 次\n\nあ", &[["空", "空", "", ""], ["次", "次", "", "あ"]]),
        ] {
            assert_eq!(read(text, false), expected, "{text}");
        }
        let answered = read("問い。\n\n## 町民 {.answer role=resident}\n\nはい。", true);
        assert_eq!(answered[0], ["", "", "", "問い。"]);
        assert_eq!([&answered[1][1], &answered[1][3]], ["町民", "はい。"]);
    }
}
