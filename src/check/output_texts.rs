//! Which files of a site and which outputs hold text that the gate reads, and how it is divided.

use std::{borrow::Cow, collections::BTreeSet};

use aho_corasick::AhoCorasick;

use crate::{
    base::{gzip, path::SourcePath, url::OutPath},
    check::output_scan::Form,
    input::source_tree::SourceTree,
    privacy::folded::fold,
    render::job::Output,
    text::normalize::decode,
};

/// Which files hold text that people wrote.
pub(super) fn is_text(path: &SourcePath) -> bool {
    let name = path.as_str();
    match name.split('/').next() {
        Some("content") => path.is_page() || matches!(path.extension().as_str(), "csv" | "tsv"),
        Some("data") => matches!(path.extension().as_str(), "csv" | "tsv" | "toml" | "yaml" | "yml" | "json"),
        Some("themes") => name.contains("/strings/") || name.contains("/templates/"),
        Some("salon") => path.extension() == "toml",
        _ => name == "site.toml",
    }
}

/// The text of an output that is one, and how it is divided: not of pictures, scripts and style sheets.
pub(super) fn text_of<'a>(path: &OutPath, output: &'a Output) -> Option<(Cow<'a, str>, Form)> {
    let bytes = output.bytes.as_deref()?;
    if is_search_text(path) {
        let text = gzip::unpack(bytes).and_then(|bytes| Some(simdutf8::basic::from_utf8(&bytes).ok()?.to_owned()));
        // What cannot be read is read as it is: nothing of it can be clean by not being looked at.
        let text = text.map_or_else(|| String::from_utf8_lossy(bytes), Cow::Owned);
        return Some((text, Form::Strings));
    }
    let form = match path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" | "htm" | "xml" | "svg" => Form::Tags,
        "json" | "webmanifest" => Form::Strings,
        "csv" | "txt" | "md" | "markdown" | "ics" | "tsv" => Form::Lines,
        _ => return None,
    };
    let text = simdutf8::basic::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed);
    Some((text, form))
}

/// Whether an output is a packed file of the search that holds words of pages. The files of terms hold numbers only.
pub(super) fn is_search_text(path: &OutPath) -> bool {
    let name = path.as_str();
    name.starts_with("search-index/") && name.ends_with(".bin") && !name.contains("/i/")
}

/// Those of the words that stand together in a line of a file that the search may be made of, but for marks between
/// them. The files are read once, however many words there are.
pub(super) fn standing_in(tree: &SourceTree, words: &BTreeSet<&str>) -> BTreeSet<String> {
    let folded: Vec<(String, &str)> = words.iter().map(|word| (fold(word), *word)).collect();
    let folded: Vec<_> = folded.into_iter().filter(|(folded, _)| !folded.is_empty()).collect();
    let Ok(search) = AhoCorasick::new(folded.iter().map(|(folded, _)| folded)) else { return BTreeSet::new() };
    let mut standing = BTreeSet::new();
    if folded.is_empty() {
        return standing;
    }
    let files = tree.files.iter().filter(|(path, _)| is_text(path) && !path.as_str().starts_with("salon/"));
    for (text, _) in files.filter_map(|(_, source)| decode(&source.bytes)) {
        for line in text.lines() {
            let line = fold(line);
            let found = search.find_overlapping_iter(&line).map(|found| folded[found.pattern().as_usize()].1);
            standing.extend(found.map(str::to_owned));
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_of_one_line_of_a_reviewed_file_stand_in_a_source() {
        let mut tree = SourceTree::default();
        tree.insert("content/a.md", "佐藤　**健一**\n高橋\n美咲\n");
        tree.insert("salon/people.toml", "山本誠");
        let words = BTreeSet::from(["佐藤 健一", "健一", "高橋美咲", "山本誠", "・"]);
        let standing = standing_in(&tree, &words);
        assert_eq!(standing.iter().map(String::as_str).collect::<Vec<_>>(), ["佐藤 健一", "健一"]);
    }
}
