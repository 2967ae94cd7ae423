//! Mails as files: heads and all parts, in whatever they are wrapped.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::{
    attachment::{
        fault::FaultKind,
        reading::{File, Reader, Reading},
        text::decode_text,
    },
    msg,
};

pub(super) const READER: Reader = Reader { knows, read };

/// What the line begins with that stands before each mail of a mailbox.
const MAILBOX: &[u8] = b"From ";
/// How many parts may lie within each other.
const DEPTH: usize = 6;

fn knows(file: &File<'_>) -> bool {
    let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(4096)]).to_ascii_lowercase();
    let lines = ["from:", "to:", "subject:", "date:", "message-id:", "mime-version:", "received:"];
    let count = lines.iter().filter(|line| head.starts_with(**line) || head.contains(&format!("\n{line}"))).count();
    let begins = head.split_once(':').is_some_and(|(first, _)| !first.is_empty() && !first.contains([' ', '\n', '<']));
    let named = matches!(file.ending, "eml" | "mht" | "mhtml" | "mbox") && count > 0;
    (begins || file.bytes.starts_with(MAILBOX)) && (count >= 3 || named || head.starts_with("mime-version:"))
}

fn read(file: &File<'_>, reading: &mut Reading) {
    for mail in mails(file.bytes) {
        read_part(mail, 0, reading);
    }
}

/// The mails of a file: one, or those of a mailbox, each of which begins with a line of its own.
fn mails(bytes: &[u8]) -> Vec<&[u8]> {
    if !bytes.starts_with(MAILBOX) {
        return vec![bytes];
    }
    let begins = |at: &usize| *at == 0 || bytes[at - 1] == b'\n';
    let mut starts: Vec<usize> = memchr::memmem::find_iter(bytes, MAILBOX).filter(begins).collect();
    starts.push(bytes.len());
    let mail = |pair: &[usize]| {
        let mail = &bytes[pair[0]..pair[1]];
        &mail[memchr::memchr(b'\n', mail).map_or(mail.len(), |end| end + 1)..]
    };
    starts.windows(2).map(mail).collect()
}

fn read_part(bytes: &[u8], depth: usize, reading: &mut Reading) {
    let (head, body) = split_head(bytes);
    let head = head_lines(head);
    let place = msg!(ja: "メールの見出し", en: "head of the mail");
    let text = head.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
    reading.text(place, text);
    let get = |key: &str| head.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map_or("", |(_, value)| value);
    let kind = get("Content-Type");
    let small = kind.to_ascii_lowercase();
    if small.starts_with("multipart/") && depth < DEPTH {
        let parts = parts(body, &parameter(kind, "boundary").unwrap_or_default());
        if !parts.is_empty() {
            return parts.into_iter().for_each(|part| read_part(part, depth + 1, reading));
        }
    }
    let body: Cow<'_, [u8]> = match get("Content-Transfer-Encoding").to_ascii_lowercase().trim() {
        "base64" => {
            let data: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            data_encoding::BASE64.decode(&data).map_or_else(
                |_| {
                    reading.fault(FaultKind::Damaged, msg!(ja: "メールの一部", en: "a part of the mail"));
                    Cow::Borrowed(body)
                },
                Cow::Owned,
            )
        }
        "quoted-printable" => Cow::Owned(quoted_bytes(body)),
        _ => Cow::Borrowed(body),
    };
    let name = parameter(kind, "name").or_else(|| parameter(get("Content-Disposition"), "filename"));
    let name = name.map(|name| decode_words(&name));
    reading.text(msg!(ja: "添付ファイルの名前", en: "the name of an attachment"), name.as_deref().unwrap_or_default());
    if small.is_empty() || small.starts_with("text/") && name.is_none() {
        let encoding = parameter(kind, "charset").and_then(|label| Encoding::for_label(label.as_bytes()));
        let text = match encoding {
            Some(encoding) => encoding.decode(&body).0.into_owned(),
            None => decode_text(&body).map_or_else(|| String::from_utf8_lossy(&body).into_owned(), Cow::into_owned),
        };
        reading.text(msg!(ja: "メールの本文", en: "text of the mail"), text);
    } else {
        reading.nested(&name.unwrap_or_default(), &body);
    }
}

/// What stands before the first empty line, and behind it; a part may begin with that line.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    if let Some(body) = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")) {
        return (&[], body);
    }
    let ends = [&b"\r\n\r\n"[..], b"\n\n"].map(|end| memchr::memmem::find(bytes, end).map(|at| (at, end.len())));
    match ends.into_iter().flatten().min() {
        Some((at, length)) => (&bytes[..at], &bytes[at + length..]),
        None => (bytes, &[]),
    }
}

fn head_lines(head: &[u8]) -> Vec<(String, String)> {
    let text = decode_text(head).unwrap_or_default().into_owned();
    let mut lines: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some((_, value)) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            _ => {
                let (name, value) = line.split_once(':').unwrap_or(("", line));
                lines.push((name.to_owned(), value.trim().to_owned()));
            }
        }
    }
    lines.into_iter().map(|(name, value)| (name, decode_words(&value))).collect()
}

fn parameter(value: &str, key: &str) -> Option<String> {
    let small = value.to_ascii_lowercase();
    // The encoding and the language of a name stand before it.
    if let Some(at) = small.find(&format!("{key}*=")) {
        let rest = value.get(at + key.len() + 2..)?.split([';', ' ']).next()?;
        let name = rest.rsplit('\'').next()?;
        let encoding = Encoding::for_label(rest.split('\'').next()?.as_bytes()).unwrap_or(UTF_8);
        let bytes: Vec<u8> = percent_encoding::percent_decode_str(name.trim_matches('"')).collect();
        return Some(encoding.decode(&bytes).0.into_owned());
    }
    let at = small.find(&format!("{key}="))? + key.len() + 1;
    let rest = value.get(at..)?;
    let value = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split([';', ' ']).next(),
    };
    value.map(str::to_owned)
}

/// The parts between the lines of a mark.
fn parts<'a>(body: &'a [u8], mark: &str) -> Vec<&'a [u8]> {
    let line = format!("--{mark}");
    let mut starts: Vec<usize> = memchr::memmem::find_iter(body, line.as_bytes()).collect();
    // The last line may be missing, and behind it somebody may have written.
    starts.push(body.len());
    let part = |pair: &[usize]| {
        let part = &body[pair[0] + line.len()..pair[1]];
        let part = part.strip_prefix(b"--").unwrap_or(part);
        part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n")).unwrap_or(part)
    };
    if mark.is_empty() { Vec::new() } else { starts.windows(2).map(part).filter(|part| !part.is_empty()).collect() }
}

fn quoted_bytes(text: &[u8]) -> Vec<u8> {
    let (mut out, mut at) = (Vec::with_capacity(text.len()), 0);
    while at < text.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| text[at] == b'=');
        let hex = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        match (text[at], hex) {
            (_, Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            // An equals sign that ends a line joins it to the next; any other is one.
            (b'=', None) if text[at + 1..].starts_with(b"\r\n") => at += 3,
            (b'=', None) if text[at + 1..].starts_with(b"\n") => at += 2,
            (b'=', None) if at + 1 == text.len() => at += 1,
            (byte, None) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Quoted-printable text in an encoding.
pub(super) fn decode_quoted(text: &str, charset: &str) -> String {
    let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8);
    encoding.decode(&quoted_bytes(text.as_bytes())).0.into_owned()
}

/// The encoded words of a head, `=?UTF-8?B?…?=`, as they are read.
pub(super) fn decode_words(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let word = &rest[at + 2..];
        let parts: Vec<&str> = word.splitn(4, '?').collect();
        let [charset, form, data, after] = parts.as_slice() else { break };
        let Some(after) = after.strip_prefix('=') else { break };
        let bytes = match form.to_ascii_uppercase().as_str() {
            "B" => data_encoding::BASE64.decode(data.as_bytes()).unwrap_or_default(),
            _ => quoted_bytes(data.replace('_', " ").as_bytes()),
        };
        let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(UTF_8);
        // Spaces between two encoded words are none.
        out.push_str(if out.is_empty() || !rest[..at].trim().is_empty() { &rest[..at] } else { "" });
        out.push_str(&encoding.decode(&bytes).0);
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_mail_wraps_is_unwrapped() {
        assert_eq!(decode_words("=?UTF-8?B?5L2Q6Jek?= =?utf-8?Q?=E8=8A=B1?= x"), "佐藤花 x");
        assert_eq!(decode_words("=?broken"), "=?broken");
        assert_eq!(decode_quoted("=E4=BD=90=\r\n=E8=97=A4=", "UTF-8"), "佐藤");
        assert_eq!(parameter("text/plain; charset=\"x y\"; a=b", "charset").as_deref(), Some("x y"));
        assert!(parts(b"--a\nx\n--a\ny--a--", "a").iter().eq([&b"x\n"[..], b"y"].iter()));
    }
}
