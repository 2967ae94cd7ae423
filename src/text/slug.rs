//! Anchors and the parts of URLs: Japanese is kept, never transliterated.

use std::collections::{HashMap, HashSet};

use crate::text::normalize::nfc;

/// The anchor of a heading: small letters, spaces as `-`, marks dropped. A heading of marks only is `section`.
pub fn heading_id(text: &str) -> String {
    let id = slug(text);
    if id.is_empty() { "section".to_owned() } else { id }
}

/// A file or folder name as a part of a URL; a name of marks only is `page`.
pub fn url_part(name: &str) -> String {
    let part = slug(name);
    if part.is_empty() { "page".to_owned() } else { part }
}

/// A tag or a given `slug` as a part of a URL.
pub fn term_slug(text: &str) -> String {
    url_part(text)
}

fn slug(text: &str) -> String {
    let text = nfc(text);
    let mut slug = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, 'ー' | '々' | '〆' | '〇' | '_') {
            slug.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The anchors of one page: each is given out once.
#[derive(Default, Debug)]
pub struct Ids {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Ids {
    /// Takes an anchor that an editor gave, whatever it is.
    pub fn claim(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// The anchor itself the first time, then with `-2`, `-3`, …
    pub fn unique(&mut self, id: &str) -> String {
        if self.taken.insert(id.to_owned()) {
            return id.to_owned();
        }
        let number = self.next.entry(id.to_owned()).or_insert(2);
        loop {
            let candidate = format!("{id}-{number}");
            *number += 1;
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_stays() {
        for (text, id) in [
            ("水道の手続き", "水道の手続き"),
            ("料金（2026年）", "料金2026年"),
            ("Q&A  よくある 質問", "qa-よくある-質問"),
            ("ごみ・リサイクル", "ごみリサイクル"),
            ("スーパー", "スーパー"),
            ("か\u{3099}っこう", "がっこう"),
            ("！？", "section"),
            ("a - b", "a-b"),
        ] {
            assert_eq!(heading_id(text), id);
        }
    }

    #[test]
    fn anchors_are_given_out_once() {
        let mut ids = Ids::default();
        ids.claim("料金-2");
        assert_eq!([ids.unique("料金"), ids.unique("料金"), ids.unique("料金")], ["料金", "料金-3", "料金-4"]);
    }
}
