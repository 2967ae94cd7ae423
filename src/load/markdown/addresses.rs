//! What an address means that lacks its scheme or names the site itself.

use std::borrow::Cow;

use crate::text::phone::{call_address, find_phones};

/// An address with what was left out: `www.…`, a mail address, a telephone number get their scheme; one of the site
/// itself becomes its path, so that it is looked up and told like every other link within the site.
pub(super) fn complete<'a>(target: &'a str, base_url: &str) -> Cow<'a, str> {
    if let Some(path) = own_path(target, base_url) {
        return Cow::Owned(path);
    }
    if target.starts_with("www.") && target.is_ascii() {
        return Cow::Owned(format!("https://{target}"));
    }
    if is_mail(target) {
        return Cow::Owned(format!("mailto:{target}"));
    }
    if find_phones(target, "").first().is_some_and(|phone| phone.range == (0..target.len())) {
        return Cow::Owned(call_address(target));
    }
    Cow::Borrowed(target)
}

/// The path below the site's root of an address that leads there, however its scheme is written.
pub(super) fn own_path(target: &str, base_url: &str) -> Option<String> {
    let rest = |address: &str| address.split_once("//").map(|(_, rest)| rest.to_owned());
    let is_whole = target.starts_with("//") || target.starts_with("https://") || target.starts_with("http://");
    if !is_whole || base_url.is_empty() {
        return None;
    }
    let (own, target) = (rest(base_url)?, rest(target)?);
    let (host, place) = own.split_once('/').unwrap_or((&own, ""));
    let (theirs, path) = match target.find(['/', '?', '#']) {
        Some(at) => (&target[..at], target[at..].strip_prefix('/').unwrap_or(&target[at..])),
        None => (target.as_str(), ""),
    };
    let path = if path.is_empty() && place.is_empty() { "" } else { path.strip_prefix(place)? };
    // What is asked of a script stands behind `?`; it stays as it is written.
    (theirs.eq_ignore_ascii_case(host) && !path.contains('?')).then(|| format!("/{path}"))
}

/// Endings of files that pages link to.
const FILES: [&str; 12] = ["md", "png", "jpg", "jpeg", "gif", "svg", "webp", "pdf", "csv", "docx", "xlsx", "zip"];

fn is_mail(target: &str) -> bool {
    let Some((name, host)) = target.split_once('@') else { return false };
    let is_part = |part: &str, more: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.as_bytes().contains(&byte))
    };
    // `icon@2x.png` is a file.
    let ending = host.rsplit('.').next().unwrap_or_default();
    let is_file = FILES.iter().any(|known| ending.eq_ignore_ascii_case(known));
    is_part(name, "._%+-") && is_part(host, ".-") && host.contains('.') && !ending.is_empty() && !is_file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_get_what_they_lack() {
        for (written, meant) in [
            ("www.example.com/a", "https://www.example.com/a"),
            ("iju@town.touno.example", "mailto:iju@town.touno.example"),
            ("0160-00-1010", "tel:+81160001010"),
            ("https://iju.example/b/", "/b/"),
            ("http://iju.example/b/#c", "/b/#c"),
            ("//IJU.example/", "/"),
            ("https://iju.example", "/"),
            ("https://iju.example/b/?x=1", "https://iju.example/b/?x=1"),
            ("https://iju.example.com/b/", "https://iju.example.com/b/"),
            ("https://example.com/", "https://example.com/"),
            ("a.md", "a.md"),
            ("plan@2x.png", "plan@2x.png"),
            ("www/a.md", "www/a.md"),
            ("2026-10-01", "2026-10-01"),
        ] {
            assert_eq!(complete(written, "https://iju.example/"), meant, "{written}");
        }
        assert_eq!(own_path("https://a.example/iju/b/", "https://a.example/iju/").as_deref(), Some("/b/"));
        assert_eq!(own_path("https://a.example/b/", "https://a.example/iju/"), None);
    }
}
