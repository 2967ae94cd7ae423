//! The names under which files are published: nothing of a Japanese name that hosts may refuse or that tells something,
//! and another name for another content, so that no cache shows an old form.

use unicode_normalization::UnicodeNormalization;

use crate::{
    base::{hash::Fingerprint, path::SourcePath, url::Url},
    text::slug::url_part,
};

/// The most that is kept of a name.
const LONGEST: usize = 40;

/// The URL of a file with this content.
pub(crate) fn published_url(path: &SourcePath, content: Fingerprint) -> Url {
    let whole = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let (folder, name) = whole.rsplit_once('/').unwrap_or(("", whole));
    // Folders are written as those of pages are: one that holds both is one folder.
    let folder: String =
        folder.split('/').filter(|part| !part.is_empty()).map(|part| format!("/{}", url_part(part))).collect();
    Url::new(format!("{folder}/{}", published_name(name, content)))
}

/// `Form 1（様式）.PDF` is `form-1-9c1f6a02.pdf`.
fn published_name(name: &str, content: Fingerprint) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let mut slug = String::new();
    for c in stem.nfkc() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    let slug = if slug.is_empty() { "file" } else { slug };
    let ending: String = ending.nfkc().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let content = content.short();
    if ending.is_empty() { format!("{slug}-{content}") } else { format!("{slug}-{content}.{ending}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_change_with_the_content() {
        let print = Fingerprint(0x9c1f_6a02 << 96);
        for (name, expected) in [
            ("Form 1（様式）.PDF", "form-1-9c1f6a02.pdf"),
            ("申込書.pdf", "file-9c1f6a02.pdf"),
            ("が.docx", "file-9c1f6a02.docx"),
            ("a#b%+c.tar.gz", "a-b-c-tar-9c1f6a02.gz"),
            ("📄", "file-9c1f6a02"),
            ("ＡＢＣ．ｐｄｆ", "abc-pdf-9c1f6a02"),
            ("CON.pdf", "con-9c1f6a02.pdf"),
        ] {
            assert_eq!(published_name(name, print), expected, "{name}");
        }
        let url = |path: &str, print: u128| published_url(&SourcePath::new(path), Fingerprint(print << 96)).to_string();
        assert_eq!(url("content/a/b/申込書.pdf", 1), "/a/b/file-00000001.pdf");
        assert_eq!(url("content/FAQ/よく ある/Form.PDF", 1), "/faq/よく-ある/form-00000001.pdf");
        assert_ne!(url("content/a.pdf", 1), url("content/a.pdf", 2));
        assert_eq!(url("content/a.pdf", 1), "/a-00000001.pdf");
    }
}
