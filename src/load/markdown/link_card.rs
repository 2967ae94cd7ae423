//! Link cards: an address of a film, a map or a form that stands alone is shown as what it leads to. A frame of such a
//! service that somebody has pasted becomes the same card: nothing of others is ever loaded into a page.

use std::ops::Range;

use crate::{
    load::{
        document::{Fill, Link, LinkKind},
        html::escape,
        markdown::{
            Writer,
            autolink::{Found, find_links},
            raw_html::read_tag,
            services::{Service, find_service, host_of},
        },
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
};

/// Characters of an address that a card shows.
const SHOWN: usize = 80;

/// A frame that somebody has pasted.
struct Frame {
    service: &'static Service,
    /// The address to open.
    address: String,
}

impl Writer<'_> {
    /// Writes a card if a paragraph is nothing but the address of a service; says whether it did.
    pub(super) fn card_of_address(&mut self, range: &Range<usize>) -> bool {
        let written = self.source[range.clone()].trim_end();
        let plain = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(written);
        // Most paragraphs are told from an address by their first letters.
        if self.in_link || !["https://", "http://"].iter().any(|scheme| plain.starts_with(scheme)) {
            return false;
        }
        let Some(service) = find_service(plain) else { return false };
        let is_whole = matches!(&find_links(plain, "")[..], [(whole, Found::Url)] if *whole == (0..plain.len()));
        if !is_whole {
            return false;
        }
        let start = range.start + usize::from(plain.len() < written.len());
        let url = plain.to_owned();
        self.card(service, url, &(start..start + plain.len()));
        true
    }

    /// Writes a card if raw HTML is nothing but the frame of a service, and tells so; says whether it did.
    pub(super) fn card_of_frame(&mut self, raw: &str, range: &Range<usize>) -> bool {
        let Some(Frame { service, address }) = read_frame(raw) else { return false };
        let written = self.source[range.clone()].trim_end().len();
        let range = range.start..range.start + written;
        let (span, name) = (self.span(&range), service.name);
        let first = self.source[range.clone()].lines().next().map_or(0, str::len);
        let shown = self.span(&(range.start..range.start + first));
        self.parsed.findings.push(
            Diagnostic::hint(
                "frame-card",
                msgf!(
                    ja: "{name}の埋め込み（iframe）の代わりに、リンクのカードを出します",
                    en: "a card with a link stands in the place of the frame of {name}"),
            )
            .at(self.options.path, shown)
            .help(msg!(
                ja: "ページを開くだけでほかの会社に閲覧が伝わらないよう、埋め込みは使いません。アドレスだけの行に書き換えられます",
                en: "nothing of others is loaded into a page, so that nobody learns who reads it; the address alone on \
                     a line is enough"))
            .fix(span, address.clone()),
        );
        self.card(service, address, &range);
        true
    }

    fn card(&mut self, service: &'static Service, address: String, range: &Range<usize>) {
        let span = self.span(range);
        let index = self.parsed.links.len();
        let text = format!("{}：{address}", service.name);
        let host = host_of(&address);
        let (before, after) = address.split_once(host).unwrap_or_default();
        let (before, host) = (before.to_owned(), host.to_owned());
        let mut rest: String = after.chars().take(SHOWN).collect();
        if rest.len() < after.len() {
            rest.push('…');
        }
        self.parsed.links.push(Link {
            kind: LinkKind::Link,
            target: address,
            text,
            title: String::new(),
            span,
            target_span: span,
        });
        self.push("<p class=\"notice away\"><a href=\"");
        self.hole(Fill::Href(index));
        self.push("\"><strong>");
        self.hole(Fill::Words(service.words));
        self.push("</strong>");
        self.hole(Fill::LinkNote(index));
        self.push("<br><span>");
        escape(&mut self.out.html, &before);
        self.push("<strong>");
        escape(&mut self.out.html, &host);
        self.push("</strong>");
        escape(&mut self.out.html, &rest);
        self.push("</span></a></p>\n");
        self.last = None;
        self.heard.end_block();
    }
}

/// A frame of a service, with what the services put around it for copying, and nothing else.
fn read_frame(raw: &str) -> Option<Frame> {
    let raw = raw.trim();
    if !raw.get(..7)?.eq_ignore_ascii_case("<iframe") {
        return None;
    }
    let tag = read_tag(raw).filter(|tag| tag.name == "iframe" && !tag.closing)?;
    let source = |name: &str| tag.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| *value);
    let address = source("src").filter(|_| source("srcdoc").is_none())?.trim().replace("&amp;", "&");
    let service = find_service(&address)?;
    let rest = &raw[tag.length..];
    let (inside, behind) = rest.split_at(rest.to_ascii_lowercase().find("</iframe")?);
    let behind = behind.split_once('>')?.1.trim();
    // OpenStreetMap and Google put a link to the larger map behind it.
    let is_more = behind.is_empty()
        || behind.starts_with("<br")
            && behind.contains("<small>")
            && behind.ends_with("</small>")
            && behind.len() < 1000;
    let address = service.opened(&address).filter(|_| is_more && !inside.contains('<'))?;
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\^{}|".contains(c));
    is_plain.then_some(Frame { service, address })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<String> {
        read_frame(raw).map(|frame| frame.address)
    }

    #[test]
    fn the_frames_of_services_are_read_as_they_are_pasted() {
        let youtube = "<iframe width=\"560\" height=\"315\" src=\"https://www.youtube.com/embed/a1?si=B\" \
                       title=\"YouTube video player\" frameborder=\"0\" allow=\"accelerometer; autoplay\" \
                       allowfullscreen></iframe>\n";
        assert_eq!(read(youtube).as_deref(), Some("https://www.youtube.com/watch?v=a1"));
        let form = "<iframe src=\"https://docs.google.com/forms/d/e/x/viewform?embedded=true\" \
                    width=\"640\">読み込んでいます…</iframe>";
        assert_eq!(read(form).as_deref(), Some("https://docs.google.com/forms/d/e/x/viewform"));
        let map = "<iframe width=\"425\" \
                   src=\"https://www.openstreetmap.org/export/embed.html?bbox=1%2C2%2C3%2C4&amp;layer=mapnik\" \
                   style=\"border: 1px solid black\"></iframe><br/>\
                   <small><a href=\"https://www.openstreetmap.org/\">大きな地図</a></small>";
        assert_eq!(read(map).as_deref(), Some("https://www.openstreetmap.org/#map=15/3.00000/2.00000"));
        for raw in [
            "<iframe src=\"https://example.com/\"></iframe>",
            "<iframe src=\"https://youtu.be.example.com/a\"></iframe>",
            "<iframe srcdoc=\"x\" src=\"https://www.youtube.com/embed/a\"></iframe>",
            "<iframe src=\"https://www.youtube.com/embed/a\"><script>x</script></iframe>",
            "<iframe src=\"https://www.youtube.com/embed/a\"></iframe><script>x</script>",
            "<iframe src=\"https://www.youtube.com/embed/a\">",
            "<iframe src=\"https://www.youtube.com/embed/a\"></iframe><iframe src=\"https://example.com/\"></iframe>",
            "<iframe></iframe>",
            "<p>x</p>",
        ] {
            assert_eq!(read(raw), None, "{raw}");
        }
    }
}
