//! The hash of what an approval covers: a page's front matter, its text and the files it uses.
//!
//! Nothing that only orders a page or says when it is public is part of it, and nothing that an editor's program
//! changes by itself: byte order mark, line ends, empty lines at the end, comments and the order of the keys.

use crate::{
    base::{path::SourcePath, secret::sha256, value::Value},
    load::front_matter,
    text::{normalize::decode, shared::LONG},
};

/// The first bytes of what is hashed; another form of it gets another number.
const FORM: &str = "shirube-content-v1\0";

/// Keys that may change after an approval: they say where and when a page stands, not what it says.
const FREE: [&str; 5] = ["draft", "weight", "publish_from", "publish_until", "review_by"];

/// The hash by which a page's file is known again, whatever stands in it.
pub fn hash_path(path: &SourcePath) -> String {
    format!("sha256:{}", sha256(format!("shirube-page-v1\0{path}")))
}

/// The hash by which a page's text is known again, whatever its front matter says; `None` of a text so short that
/// others may have the same.
pub fn hash_body(path: &SourcePath, text: &str) -> Option<String> {
    let (_, body_start) = front_matter::written(path, text);
    let body = text[body_start..].replace("\r\n", "\n");
    let body = body.trim_matches('\n');
    (body.chars().count() > LONG).then(|| format!("sha256:{}", sha256(format!("shirube-body-v1\0{body}"))))
}

/// The content hash of a page as `sha256:…`; `files` are those it uses, in the order of their paths. `None` if the page
/// is no text.
pub fn hash<'a>(
    path: &SourcePath,
    bytes: &[u8],
    files: impl IntoIterator<Item = (&'a SourcePath, &'a [u8])>,
) -> Option<String> {
    let (text, _) = decode(bytes)?;
    let (mut front, body_start) = front_matter::written(path, &text);
    if let Value::Map(keys) = &mut front {
        keys.retain(|key, _| !FREE.contains(&key.as_str()));
    }
    let body = text[body_start..].replace("\r\n", "\n");
    let mut whole = format!("{FORM}{}\0{}\n", front.canonical(), body.trim_end_matches('\n'));
    for (path, bytes) in files {
        whole.push('\0');
        whole.push_str(path.as_str());
        whole.push('\0');
        whole.push_str(&sha256(bytes));
    }
    Some(format!("sha256:{}", sha256(whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "---\ntitle: 冬\ntopics: [winter]\nweight: 10\n---\n\n寒いです。\n";

    fn of(text: &str, files: &[(&str, &str)]) -> String {
        let files: Vec<_> = files.iter().map(|(path, text)| (SourcePath::new(path), *text)).collect();
        hash(
            &SourcePath::new("content/qa/a.md"),
            text.as_bytes(),
            files.iter().map(|(path, text)| (path, text.as_bytes())),
        )
        .unwrap()
    }

    #[test]
    fn what_changes_nothing_for_a_reader_changes_no_hash() {
        for same in [
            PAGE.replace('\n', "\r\n"),
            format!("\u{feff}{PAGE}"),
            format!("{PAGE}\n\n"),
            PAGE.trim_end().to_owned(),
            PAGE.replace("weight: 10", "weight: 20"),
            PAGE.replace(
                "weight: 10",
                "draft: true\npublish_from: 2026-12-01\npublish_until: 2027-12-01\nreview_by: 2027-09-30",
            ),
            PAGE.replace("title: 冬\ntopics: [winter]", "topics:\n- winter\n# short_answer:\ntitle: \"冬\""),
        ] {
            assert_eq!(of(&same, &[]), of(PAGE, &[]), "{same}");
        }
        assert_eq!(of(PAGE, &[]), "sha256:2c3713cb649695577f56d8471d4bb0040e8537f1dc7ff97b324c9f52e9e5a796");
    }

    #[test]
    fn what_a_reader_sees_changes_the_hash() {
        let picture = [("content/qa/a.jpg", "x")];
        let mut all: Vec<String> = [
            PAGE,
            &PAGE.replace("冬", "夏"),
            &PAGE.replace("寒い", "暑い"),
            &PAGE.replace("[winter]", "[winter, money]"),
            &PAGE.replace("weight", "tone: candid\nweight"),
            &PAGE.replace("\n\n寒", "\n寒"),
        ]
        .iter()
        .map(|page| of(page, &[]))
        .collect();
        all.extend([
            of(PAGE, &picture),
            of(PAGE, &[("content/qa/a.jpg", "y")]),
            of(PAGE, &[("content/qa/b.jpg", "x")]),
        ]);
        let count = all.len();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
