//! XML as a run of elements, texts and comments, names without their prefixes. What is not well formed is read as far
//! as it goes, and the rest of it as words.

use std::borrow::Cow;

use quick_xml::{
    Reader,
    escape::unescape,
    events::{BytesStart, Event},
};

/// A part of an XML text.
pub(super) enum Node<'a> {
    /// An element begins.
    Open(&'a str, &'a Attributes),
    /// Words.
    Text(Cow<'a, str>),
    /// A comment.
    Comment(Cow<'a, str>),
    /// An element ends.
    Close(&'a str),
}

/// The attributes of an element: names without prefixes, values in order.
#[derive(Default)]
pub(super) struct Attributes(Vec<(String, String)>);

impl Attributes {
    /// An attribute's value; empty if there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Whether an attribute says yes.
    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.get(name), "1" | "true" | "on")
    }

    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Those in which somebody's words may stand, and no number that programs give to what they made.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, &str)> {
        let number = |key: &str, value: &str| matches!(key, "id" | "val") && value.bytes().all(|c| c.is_ascii_digit());
        self.iter().filter(move |(key, value)| is_words(value) && !number(key, value))
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let one = |name: &[u8], value: &[u8]| {
            let raw = String::from_utf8_lossy(value);
            let value = unescape(&raw).map_or_else(|_| raw.to_string(), Cow::into_owned);
            (String::from_utf8_lossy(name).into_owned(), value)
        };
        let mut all = start.attributes();
        all.with_checks(false);
        let all = all.filter_map(Result::ok).filter(|it| !it.key.as_ref().starts_with(b"xmlns"));
        Self(all.map(|it| one(it.key.local_name().as_ref(), &it.value)).collect())
    }
}

/// Hands on every part of a text; returns whether it was well formed to its end.
pub(super) fn walk(text: &str, mut take: impl FnMut(Node<'_>)) -> bool {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => take(Node::Open(&name(start.local_name().as_ref()), &Attributes::of(&start))),
            Ok(Event::Empty(start)) => {
                let name = name(start.local_name().as_ref());
                take(Node::Open(&name, &Attributes::of(&start)));
                take(Node::Close(&name));
            }
            Ok(Event::End(end)) => take(Node::Close(&name(end.local_name().as_ref()))),
            Ok(Event::Text(words)) => take(Node::Text(String::from_utf8_lossy(&words))),
            Ok(Event::CData(words)) => take(Node::Text(String::from_utf8_lossy(&words))),
            Ok(Event::Comment(words)) => take(Node::Comment(String::from_utf8_lossy(&words))),
            Ok(Event::GeneralRef(reference)) => {
                let entity = format!("&{};", String::from_utf8_lossy(&reference));
                let words = unescape(&entity).map_or_else(|_| entity.clone(), Cow::into_owned);
                take(Node::Text(Cow::Owned(words)));
            }
            // What a text declares may stand in it anywhere, and instructions may say anything.
            Ok(Event::PI(words)) => take(Node::Comment(String::from_utf8_lossy(&words))),
            Ok(Event::DocType(words)) => take(Node::Comment(String::from_utf8_lossy(&words))),
            Ok(Event::Decl(_)) => {}
            Ok(Event::Eof) => return true,
            Err(_) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(0);
                take(Node::Text(Cow::Borrowed(text.get(at..).unwrap_or(text))));
                return false;
            }
        }
    }
}

fn name(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Every text and every attribute that is no name of the form's own, an element a line.
pub(super) fn words(text: &str) -> String {
    let mut out = String::new();
    walk(text, |node| match node {
        Node::Open(_, attributes) => {
            end_line(&mut out);
            for (name, value) in attributes.words() {
                out.push_str(name);
                out.push_str(": ");
                out.push_str(value);
                out.push('\n');
            }
        }
        Node::Text(words) => out.push_str(&words),
        Node::Comment(words) => {
            end_line(&mut out);
            out.push_str(&words);
            out.push('\n');
        }
        Node::Close(_) => end_line(&mut out),
    });
    out
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Whether an element of one of these names stands in a part.
pub(super) fn holds(text: &str, names: &[&str]) -> bool {
    let mut found = false;
    walk(text, |node| {
        if let Node::Open(name, _) = node {
            found |= names.contains(&name);
        }
    });
    found
}

/// Whether an attribute's value may be somebody's words: not a short key, a number or an address of a form.
pub(super) fn is_words(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    // Numbers that programs give, of letters and figures.
    let number = value.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '-' | '{' | '}'));
    let number = number && value.contains(|c: char| c.is_ascii_alphabetic());
    let form = number || value.starts_with("urn:") || value.starts_with("http");
    let sentence = value.contains(' ') && value.bytes().filter(u8::is_ascii_alphabetic).count() >= 8;
    !form && (!value.is_ascii() || value.contains(['@', '\\']) || (digits >= 9 && !value.contains('.')) || sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_words_in_attributes_are_lines() {
        let text = "<?xml version=\"1.0\"?><k:a xmlns:k=\"http://schemas.x/\"><k:n>佐藤&amp;<![CDATA[花子]]>&#x3042;</k:n>\
            <p t=\"090-0000-1234\" c=\"true\"/><!--メモ--></k:a>";
        assert_eq!(words(text), "佐藤&花子あ\nt: 090-0000-1234\nメモ\n");
        assert!(!walk("<a><b", |_| {}));
        assert!(walk("</a>text", |_| {}));
    }
}
