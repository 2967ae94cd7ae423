//! What an address may be on a page: no token, no way into Slack, no scheme that runs something.

use std::borrow::Cow;

use percent_encoding::AsciiSet;

use crate::base::url::encode_ascii;

/// What an address in Markdown cannot hold.
const UNSAFE: &AsciiSet =
    &AsciiSet::EMPTY.add(b' ').add(b'<').add(b'>').add(b'\\').add(b'`').add(b'|').add(b'{').add(b'}').add(b'"');

/// What stands for a token.
const REMOVED: &str = "〔削除〕";

/// What may become of an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Address {
    /// A link to here, without tokens.
    Link(String),
    /// A link into Slack: only its words may stay.
    Slack,
    /// No scheme for a page: text.
    Text,
}

/// Judges an address; `secrets` counts the tokens that had to be cut out.
pub(crate) fn judge(url: &str, secrets: &mut usize) -> Address {
    let scheme = url.split(':').next().unwrap_or_default().to_ascii_lowercase();
    match scheme.as_str() {
        "http" | "https" if is_slack(url) => Address::Slack,
        "http" | "https" if host(url).is_empty() => Address::Text,
        "http" | "https" => Address::Link(redacted(&without_tokens(url), secrets).into_owned()),
        "mailto" | "tel" if url.len() > scheme.len() + 1 => Address::Link(redacted(url, secrets).into_owned()),
        _ => Address::Text,
    }
}

fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    host.split(':').next().unwrap_or_default()
}

fn is_slack(url: &str) -> bool {
    let host = host(url).trim_end_matches('.').to_ascii_lowercase();
    host == "slack.com" || host.ends_with(".slack.com")
}

/// The address without the query values that let anybody download a file.
fn without_tokens(url: &str) -> String {
    let (before, fragment) = url.split_once('#').map_or((url, None), |(before, fragment)| (before, Some(fragment)));
    let mut out = match before.split_once('?') {
        None => before.to_owned(),
        Some((path, query)) => {
            let kept: Vec<&str> = query.split('&').filter(|pair| !is_token(pair)).collect();
            if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
        }
    };
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

fn is_token(pair: &str) -> bool {
    pair.split_once('=').is_some_and(|(key, value)| matches!(key, "t" | "token") && value.starts_with("xox"))
}

/// Where the next token stands: `xox`, a letter, `-`, and all that may follow.
pub(crate) fn next_token(text: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(start) = text[from..].find("xox").map(|at| from + at) {
        let rest = &text.as_bytes()[start + 3..];
        if let [b'a'..=b'z', b'-', ..] = rest {
            let length =
                rest[2..].iter().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
            return Some(start..start + 5 + length);
        }
        from = start + 1;
    }
    None
}

/// The text with 〔削除〕 for every token; `secrets` counts them.
pub(crate) fn redacted<'a>(text: &'a str, secrets: &mut usize) -> Cow<'a, str> {
    let mut out = Cow::Borrowed(text);
    while let Some(range) = next_token(&out) {
        out.to_mut().replace_range(range, REMOVED);
        *secrets += 1;
    }
    out
}

/// The address as Markdown may hold it between `<` and `>`: what would end it, or be read as code, as a table's border
/// or as a template's mark, is percent-encoded.
pub(crate) fn encoded(url: &str) -> String {
    let printable: String = url.chars().filter(|c| !c.is_control()).collect();
    encode_ascii(&printable, UNSAFE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        // Put together, so that no scanner takes this file for a leak.
        let token = ["xox", "e-1-fake"].concat();
        let link = |url: &str| Address::Link(url.to_owned());
        for (url, expected, secrets) in [
            ("https://example.jp/a_b?x=1&y=2#z", link("https://example.jp/a_b?x=1&y=2#z"), 0),
            (&format!("https://example.jp/?t={token}"), link("https://example.jp/"), 0),
            (&format!("https://example.jp/?a=1&token={token}&b=2#c"), link("https://example.jp/?a=1&b=2#c"), 0),
            (&format!("https://example.jp/{token}/?key={token}"), link("https://example.jp/〔削除〕/?key=〔削除〕"), 2),
            ("https://example.jp/?t=12", link("https://example.jp/?t=12"), 0),
            ("https://tounosalon.slack.com/archives/C1", Address::Slack, 0),
            ("HTTPS://files.SLACK.com:443/x", Address::Slack, 0),
            ("https://example.jp@a.slack.com./x", Address::Slack, 0),
            ("https://slack.com.example.jp/", link("https://slack.com.example.jp/"), 0),
            ("https://notslack.com/", link("https://notslack.com/"), 0),
            ("mailto:a@example.jp", link("mailto:a@example.jp"), 0),
            ("tel:0160-00-1010", link("tel:0160-00-1010"), 0),
            ("javascript:alert(1)", Address::Text, 0),
            ("slack://channel", Address::Text, 0),
            ("https://", Address::Text, 0),
            ("mailto:", Address::Text, 0),
        ] {
            let mut count = 0;
            assert_eq!((judge(url, &mut count), count), (expected, secrets), "{url}");
        }
        assert_eq!(encoded("https://a.jp/x y<z>`|{{q}}あ%\n\u{85}"), "https://a.jp/x%20y%3Cz%3E%60%7C%7B%7Bq%7D%7Dあ%");
    }
}
