//! The file in which a site translates the words around its pages into a language that the program has none of.

use std::fmt::Write as _;

use crate::render::{
    page_kind::{Field, FieldForm},
    page_kinds::KINDS,
};

/// What stands at its head. No word counts as translated before its mark is taken away: a file of English words would
/// look complete.
const HEAD: &str = "\
# 画面の言葉です。英語を訳して、行の先頭の「# 」を消します。「## 」は見出しです。
# The words around pages: translate the English ones, and take away the `# ` before each line.
";

/// The file, made from the English words of the theme.
pub(super) fn begin_words(english: &str) -> Vec<u8> {
    let mut text = HEAD.to_owned();
    // The first line says what the English file is.
    for line in english.lines().skip(1) {
        match line.strip_prefix('#') {
            Some(heading) => text += &format!("##{heading}\n"),
            None if line.trim().is_empty() => text.push('\n'),
            None => text += &format!("# {line}\n"),
        }
    }
    text.push_str("\n## Fields of pages\n");
    let is_there = |label: &str| english.lines().any(|line| line.starts_with(&format!("{label} = ")));
    for kind in KINDS {
        for field in kind.fields {
            let label = format!("{}_{}", kind.name, field.name);
            if !is_there(&label) {
                put_field(&mut text, &label, field);
            }
        }
    }
    text.into_bytes()
}

/// The label of a field, and the words that may stand in it. Without a label in plain Japanese it is shown nowhere.
fn put_field(text: &mut String, label: &str, field: &Field) {
    if field.easy.is_empty() && field.name != "nickname" {
        return;
    }
    let _ = writeln!(text, "# {label} = \"{}\"", field.words.en);
    if let FieldForm::Choice(choices) = field.form {
        for choice in choices {
            let _ = writeln!(text, "# \"{label}_{}\" = \"{}\"", choice.words.ja, choice.words.en);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::embedded;

    #[test]
    fn a_new_language_begins_with_every_word_and_none_is_taken_for_translated() {
        let words = |code: &str| {
            let path = crate::base::path::SourcePath::new(&format!("themes/shirube/strings/{code}.toml"));
            String::from_utf8(embedded::theme().get(&path).unwrap().bytes.to_vec()).unwrap()
        };
        let begun = String::from_utf8(begin_words(&words("en"))).unwrap();
        assert!(begun.parse::<toml::Table>().unwrap().is_empty(), "{begun}");
        let marked: String =
            begun.lines().skip(2).map(|line| line.strip_prefix("# ").unwrap_or(line).to_owned() + "\n").collect();
        let taken: toml::Table = marked.parse().unwrap_or_else(|error| panic!("{error}\n{marked}"));
        let whole: toml::Table = words("vi").parse().unwrap();
        let names = |table: &toml::Table| table.keys().cloned().collect::<std::collections::BTreeSet<_>>();
        assert_eq!(names(&taken), names(&whole));
    }
}
