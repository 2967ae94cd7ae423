//! What would run in a visitor's browser: a page or a drawing that stands on the site does what the site itself may do.
//!
//! Nothing is understood here: a mark that may run something is enough, wherever it stands, in whatever it is hidden.

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{File, Reading},
        text::decode_text,
    },
    report::message::Message,
};

/// Endings of what browsers show as pages.
const PAGES: [&str; 10] = ["html", "htm", "xhtml", "xht", "xml", "xsl", "xslt", "svg", "mht", "mhtml"];
/// Endings of texts that browsers never take for a page.
const TEXTS: [&str; 20] = [
    "txt",
    "csv",
    "tsv",
    "md",
    "json",
    "geojson",
    "jsonl",
    "log",
    "ics",
    "vcf",
    "css",
    "js",
    "mjs",
    "cjs",
    "eml",
    "rtf",
    "yaml",
    "yml",
    "toml",
    "webmanifest",
];
/// Elements that run, load or frame something, or change where links lead.
const ELEMENTS: [&str; 9] = ["script", "iframe", "frame", "frameset", "object", "embed", "applet", "base", "portal"];
/// Other marks: programs of servers, style sheets and entities of XML.
const MARKS: [&str; 5] = ["<?php", "<?=", "<!--#", "<?xml-stylesheet", "<!entity"];
/// Entities that stand for a sign in an address.
const ENTITIES: [(&str, char); 3] = [("colon", ':'), ("tab", ' '), ("newline", ' ')];
/// Beginnings of addresses that run.
const ADDRESSES: [&str; 3] = ["javascript:", "vbscript:", "data:text/html"];

/// Tells of a file that would run something.
pub(super) fn tell(file: &File<'_>, reading: &mut Reading) {
    if may_run(file) {
        reading.fault(FaultKind::Script, Message::default());
    }
}

fn may_run(file: &File<'_>) -> bool {
    if TEXTS.contains(&file.ending) {
        return false;
    }
    // A drawing that is packed is unpacked by the browser.
    if file.ending == "svgz" {
        return true;
    }
    let text = match decode_text(file.bytes) {
        Some(text) => text,
        None if PAGES.contains(&file.ending) => String::from_utf8_lossy(file.bytes),
        None => return false,
    };
    text.contains('<') && runs(&text)
}

fn runs(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let plain = without_disguise(&text);
    ELEMENTS.iter().any(|name| names(&text, '<', name))
        || names(&text, ':', "script")
        || MARKS.iter().any(|mark| text.contains(mark))
        || ADDRESSES.iter().any(|address| plain.contains(address))
        || has_handler(&text)
}

/// Whether an element's name stands behind a sign.
fn names(text: &str, sign: char, name: &str) -> bool {
    let is_whole = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    text.match_indices(name).any(|(at, _)| text[..at].ends_with(sign) && is_whole(&text[at + name.len()..]))
}

/// Whether there is a name that begins with `on` and is given a value, as `onclick="…"`.
fn has_handler(text: &str) -> bool {
    let begins = |at: usize| text[..at].ends_with(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '/'));
    let is_given = |at: usize| {
        let letters = text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
        letters >= 3 && text[at + letters..].trim_start().starts_with('=')
    };
    text.match_indices("on").any(|(at, _)| begins(at) && is_given(at + 2))
}

/// The text as a browser reads an address: entities in the place of letters, and no spaces.
fn without_disguise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let (letter, length) = match rest.strip_prefix('#') {
            Some(number) => {
                let (radix, from) = if number.starts_with('x') { (16, 1) } else { (10, 0) };
                let digits = number[from..].bytes().take_while(|digit| char::from(*digit).is_digit(radix)).count();
                let code = u32::from_str_radix(&number[from..from + digits], radix).ok();
                (code.and_then(char::from_u32), 1 + from + digits)
            }
            None => {
                let entity = ENTITIES.iter().find(|(name, _)| rest.starts_with(name));
                (entity.map(|(_, letter)| *letter), entity.map_or(0, |(name, _)| name.len()))
            }
        };
        match letter {
            Some(letter) => {
                out.push(letter.to_ascii_lowercase());
                rest = &rest[length..];
                rest = rest.strip_prefix(';').unwrap_or(rest);
            }
            None => out.push('&'),
        }
    }
    out.push_str(rest);
    out.retain(|c| !c.is_whitespace() && !c.is_control());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_active(name: &str, bytes: &[u8]) -> bool {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        may_run(&File { ending, bytes })
    }

    #[test]
    fn a_page_that_would_run_something_is_known() {
        for text in [
            "<SCRIPT>x</SCRIPT>",
            "<script\nsrc=a.js>",
            "<p>a<script/src=a>",
            "<img src=x onerror=alert(1)>",
            "<img src=\"x\"onerror=a>",
            "<svg/onload=a>",
            "<img title=\">\" onerror = \"a\">",
            "<a href=\"javascript:a\">",
            "<a href=\" JAVA\tSCRIPT&colon;a\">",
            "<a href=\"&#106;&#x61;vascript:a\">",
            "<a href=\"&#0000106avascript:a\">",
            "<iframe src=https://example.com/>",
            "<object data=a.swf>",
            "<base href=https://example.com/>",
            "<!--#exec cmd=\"ls\" -->",
            "<?php echo 1;",
            "<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">",
            "<?xml-stylesheet href=\"a.xsl\"?>",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
        ] {
            for name in ["a.html", "a.htm", "a.xhtml", "a.xml", "a", "a.unknown"] {
                assert!(is_active(name, text.as_bytes()), "{name} {text}");
            }
            assert!(!is_active("a.txt", text.as_bytes()), "{text}");
        }
        // Whatever else a page is, it is shown as a page.
        assert!(is_active("a.html", b"%PDF-1.7\n\xff\0<script>x</script>"));
        assert!(is_active(
            "a.html",
            &[0xff, 0xfe].into_iter().chain("<script>".encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>()
        ));
        assert!(is_active("a.svgz", b"\x1f\x8b\x08"));
    }

    #[test]
    fn a_page_of_words_is_left_alone() {
        for text in [
            "google-site-verification: google0123456789abcdef.html",
            "<!doctype html><meta charset=utf-8><title>旧</title><meta http-equiv=refresh content=\"0;url=/b/\"><p>移動",
            "<p>JavaScriptを使わないページです。<a href=\"javascript.html\">説明</a>",
            "<p>Turn on the light. Only a = b.",
            "<link rel=stylesheet href=style.css><style>p { color: #333 }</style><table><tr><td>1",
            "<?xml version=\"1.0\"?><users><user>A1B2</user></users>",
            "<p>R&amp;D、&#8220;引用&#8221; &copy; 灯野町",
            "<descripttion>x</descripttion><scripted>",
        ] {
            for name in ["a.html", "a.xml", "a"] {
                assert!(!is_active(name, text.as_bytes()), "{name} {text}");
            }
        }
    }
}
