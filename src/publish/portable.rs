//! A site that opens without a server: links name `index.html`, and every name is ASCII.

use std::{borrow::Cow, collections::BTreeMap};

use aho_corasick::AhoCorasick;

use crate::{
    base::{
        hash::Fingerprint,
        url::{Url, decode, encode},
    },
    publish::release::{SiteFile, SiteFiles, Source},
    report::message::Message,
};

/// Rewrites all files; `base_url` is the site's public address, with a slash at the end.
pub fn make_portable<'a>(files: SiteFiles<'a>, base_url: &str) -> Result<SiteFiles<'a>, Message> {
    let names: BTreeMap<String, String> = files.keys().map(|path| (path.clone(), ascii_path(path))).collect();
    let addresses = Addresses::new(&names, base_url);
    let mut out = SiteFiles::new();
    for (path, SiteFile { class, source }) in files {
        let ending = path.rsplit('.').next().unwrap_or_default();
        let is_text = matches!(ending, "html" | "xml" | "json" | "txt" | "ics");
        // The page for missing pages is shown at any address: its links stay those of the host.
        let rewritten = if is_text && path != "404.html" {
            // A text in another encoding is somebody's document: it stays as it is.
            std::str::from_utf8(&source.bytes()?).ok().map(|text| match ending {
                "html" => addresses.replace(&rewrite_links(text, &path, &names)),
                _ => addresses.replace(text),
            })
        } else {
            None
        };
        let source = rewritten.map_or(source, |text| Source::Held(Cow::Owned(text.into_bytes())));
        out.insert(names[&path].clone(), SiteFile { class, source });
    }
    Ok(out)
}

/// The same path with each part in ASCII: what is not becomes a fingerprint of itself.
pub fn ascii_path(path: &str) -> String {
    if path.is_ascii() {
        return path.to_owned();
    }
    let part = |part: &str| {
        if part.is_ascii() {
            return part.to_owned();
        }
        let ending = part.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.is_ascii());
        let ending = ending.map_or(String::new(), |ending| format!(".{ending}"));
        format!("n-{}{ending}", Fingerprint::of(part).short())
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// The addresses of what has another name now, wherever they are written out.
struct Addresses {
    find: AhoCorasick,
    put: Vec<String>,
}

impl Addresses {
    fn new(names: &BTreeMap<String, String>, base_url: &str) -> Self {
        let (mut find, mut put) = (Vec::new(), Vec::new());
        for (old, new) in names.iter().filter(|(old, new)| old != new) {
            let address = |path: &str| path.strip_suffix("index.html").unwrap_or(path).to_owned();
            let (old, new) = (address(old), address(new));
            for (before, after) in [
                (format!("{base_url}{}", encode(&old, true)), format!("{base_url}{new}")),
                (format!("\"{old}"), format!("\"{new}")),
                (format!("\"/{old}"), format!("\"/{new}")),
            ] {
                find.push(before);
                put.push(after);
            }
        }
        let find = AhoCorasick::builder()
            .match_kind(aho_corasick::MatchKind::LeftmostLongest)
            .build(find)
            .expect("some addresses always make a searcher");
        Self { find, put }
    }

    fn replace(&self, text: &str) -> String {
        if self.put.is_empty() { text.to_owned() } else { self.find.replace_all(text, &self.put) }
    }
}

/// The attributes that hold one reference.
const ONE: [&str; 4] = ["href", "src", "action", "poster"];

/// A page with every reference to a file of the site naming that file, from where the page lies.
fn rewrite_links(html: &str, page: &str, names: &BTreeMap<String, String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find("=\"") {
        let name = rest[..at].rsplit(|c: char| !c.is_ascii_alphanumeric() && c != '-').next().unwrap_or_default();
        let value_at = at + 2;
        let Some(length) = rest[value_at..].find('"') else { break };
        let value = &rest[value_at..value_at + length];
        out.push_str(&rest[..value_at]);
        let moved = |reference: &str| move_reference(reference, page, names);
        match name {
            _ if ONE.contains(&name) => out.push_str(&moved(value)),
            "srcset" => {
                let part = |part: &str| match part.trim().split_once(' ') {
                    Some((url, width)) => format!("{} {width}", moved(url)),
                    None => moved(part.trim()),
                };
                out.push_str(&value.split(',').map(part).collect::<Vec<_>>().join(", "));
            }
            "content" if value.contains("; url=") => {
                let (wait, url) = value.split_once("; url=").expect("it was looked for");
                out.push_str(&format!("{wait}; url={}", moved(url)));
            }
            _ => out.push_str(value),
        }
        rest = &rest[value_at + length..];
    }
    out.push_str(rest);
    out
}

/// A reference from a page to a file of the site, as it is from the page's new place; any other as it is.
fn move_reference(reference: &str, page: &str, names: &BTreeMap<String, String>) -> String {
    let end = reference.find(['#', '?']).unwrap_or(reference.len());
    let (path, tail) = reference.split_at(end);
    let is_elsewhere = path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':'));
    if path.is_empty() || is_elsewhere {
        return reference.to_owned();
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    let decoded = decode(&path.replace("&amp;", "&"));
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    if matches!(decoded.rsplit('/').next(), Some("" | "." | "..")) {
        parts.push("index.html");
    }
    let target = parts.join("/");
    let (Some(to), Some(from)) = (names.get(&target), names.get(page)) else { return reference.to_owned() };
    let relative = Url::new(format!("/{to}")).relative(&Url::new(format!("/{from}")));
    format!("{}{tail}", relative.replace('&', "&amp;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::{manifest::Class, release::made};

    #[test]
    fn every_link_names_a_file_that_is_there() {
        let html = |text: &str| made(text.to_owned(), Class::Page);
        let home = "<meta http-equiv=\"refresh\" content=\"0; url=./sumai/\"><a href=\"./\">家</a>\
                    <a href=\"tags/%E9%9B%AA/#a\">雪</a><a href=\"tags/雪/\">雪</a><img src=\"a.jpg\" \
                    srcset=\"a.jpg 480w, b%20c.jpg 960w\"><a href=\"https://example.jp/\">外</a><a href=\"#x\">下</a>\
                    <link rel=\"canonical\" href=\"https://iju.example.jp/tags/%E9%9B%AA/\"><a href=\"nai/\">ない</a>";
        let files = SiteFiles::from([
            ("index.html".to_owned(), html(home)),
            ("404.html".to_owned(), html("<a href=\"/\">家</a>")),
            (
                "sumai/index.html".to_owned(),
                html("<a href=\"../\">上</a><a href=\"..\">上</a><a href=\".?q=1\">ここ</a>"),
            ),
            ("tags/雪/index.html".to_owned(), html("<a href=\"../../sumai/\">住む</a><a href=\"./\">ここ</a>")),
            ("a.jpg".to_owned(), made(String::new(), Class::File)),
            ("b c.jpg".to_owned(), made(String::new(), Class::File)),
            (
                "sjis.txt".to_owned(),
                SiteFile { class: Class::File, source: Source::Held(Cow::Borrowed(b"\x90\xe1 \"tags/")) },
            ),
            ("pages.json".to_owned(), made("[\"tags/雪/\",\"/tags/雪/\",\"雪\"]".to_owned(), Class::Index)),
        ]);
        let files = make_portable(files, "https://iju.example.jp/").unwrap();
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        let snow = format!("tags/n-{}/index.html", Fingerprint::of("雪").short());
        assert!(names.iter().all(|name| name.is_ascii()) && names.contains(&snow.as_str()), "{names:?}");
        let text = |path: &str| String::from_utf8(files[path].source.bytes().unwrap().into_owned()).unwrap();
        let folder = snow.trim_end_matches("index.html");
        assert_eq!(
            text("index.html"),
            format!(
                "<meta http-equiv=\"refresh\" content=\"0; url=sumai/index.html\"><a href=\"index.html\">家</a>\
                 <a href=\"{snow}#a\">雪</a><a href=\"{snow}\">雪</a><img src=\"a.jpg\" \
                 srcset=\"a.jpg 480w, b%20c.jpg 960w\"><a href=\"https://example.jp/\">外</a><a href=\"#x\">下</a>\
                 <link rel=\"canonical\" href=\"https://iju.example.jp/{folder}\"><a href=\"nai/\">ない</a>"
            )
        );
        assert_eq!(
            text("sumai/index.html"),
            "<a href=\"../index.html\">上</a><a href=\"../index.html\">上</a><a href=\"index.html?q=1\">ここ</a>"
        );
        assert_eq!(text(&snow), "<a href=\"../../sumai/index.html\">住む</a><a href=\"index.html\">ここ</a>");
        assert_eq!(text("404.html"), "<a href=\"/\">家</a>");
        assert_eq!(*files["sjis.txt"].source.bytes().unwrap(), *b"\x90\xe1 \"tags/");
        assert_eq!(text("pages.json"), format!("[\"{folder}\",\"/{folder}\",\"雪\"]"));
    }
}
