//! Mails as files: heads and all parts, in whatever they are wrapped.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

use crate::{
    attachment::{
        reading::{File, Reader, Reading},
        text::decode_text,
    },
    msg,
};

pub(super) const READER: Reader = Reader { knows, read };

/// How many parts may lie within each other.
const DEPTH: usize = 6;

fn knows(file: &File<'_>) -> bool {
    let head = String::from_utf8_lossy(&file.bytes[..file.bytes.len().min(4096)]).to_ascii_lowercase();
    let lines = ["from:", "to:", "subject:", "date:", "message-id:", "mime-version:", "received:"];
    let count = lines.iter().filter(|line| head.starts_with(**line) || head.contains(&format!("\n{line}"))).count();
    let begins = head.split_once(':').is_some_and(|(first, _)| !first.is_empty() && !first.contains([' ', '\n', '<']));
    begins && (count >= 3 || file.ending == "eml" && count > 0)
}

fn read(file: &File<'_>, reading: &mut Reading) {
    read_part(file.bytes, 0, reading);
}

fn read_part(bytes: &[u8], depth: usize, reading: &mut Reading) {
    let (head, body) = split_head(bytes);
    let head = head_lines(head);
    let place = msg!(ja: "メールの見出し", en: "head of the mail");
    if depth == 0 {
        let text = head.iter().map(|(name, value)| format!("{name}: {value}\n")).collect::<String>();
        reading.text(place, text);
    }
    let get = |key: &str| head.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map_or("", |(_, value)| value);
    let kind = get("Content-Type");
    let small = kind.to_ascii_lowercase();
    if small.starts_with("multipart/") && depth < DEPTH {
        let mark = parameter(kind, "boundary").unwrap_or_default();
        return parts(body, &mark).into_iter().for_each(|part| read_part(part, depth + 1, reading));
    }
    let body: Cow<'_, [u8]> = match get("Content-Transfer-Encoding").to_ascii_lowercase().trim() {
        "base64" => {
            let data: Vec<u8> = body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
            data_encoding::BASE64.decode(&data).map_or(Cow::Borrowed(body), Cow::Owned)
        }
        "quoted-printable" => Cow::Owned(quoted_bytes(body)),
        _ => Cow::Borrowed(body),
    };
    let name = parameter(kind, "name").or_else(|| parameter(get("Content-Disposition"), "filename"));
    if small.is_empty() || small.starts_with("text/") && name.is_none() {
        let encoding = parameter(kind, "charset").and_then(|label| Encoding::for_label(label.as_bytes()));
        let text = match encoding {
            Some(encoding) => encoding.decode(&body).0.into_owned(),
            None => decode_text(&body).map_or_else(|| String::from_utf8_lossy(&body).into_owned(), Cow::into_owned),
        };
        reading.text(msg!(ja: "メールの本文", en: "text of the mail"), text);
    } else {
        reading.nested(&decode_words(&name.unwrap_or_default()), &body);
    }
}

fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
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
            _ => lines.extend(line.split_once(':').map(|(name, value)| (name.to_owned(), value.trim().to_owned()))),
        }
    }
    lines.into_iter().map(|(name, value)| (name, decode_words(&value))).collect()
}

fn parameter(value: &str, key: &str) -> Option<String> {
    let small = value.to_ascii_lowercase();
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
    let starts: Vec<usize> = memchr::memmem::find_iter(body, line.as_bytes()).collect();
    let part = |pair: &[usize]| {
        let part = &body[pair[0] + line.len()..pair[1]];
        part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n")).unwrap_or(part)
    };
    if mark.is_empty() { Vec::new() } else { starts.windows(2).map(part).collect() }
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
            (b'=', None) => at += text[at + 1..].iter().position(|byte| *byte == b'\n').map_or(1, |end| end + 2),
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
