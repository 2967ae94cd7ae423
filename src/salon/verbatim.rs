//! How much of a page is still word for word what somebody wrote: any member of the salon can search for the sentence.

use super::{candidates::visible, conversation::Conversation};
use crate::{
    diagnostic::{Diagnostic, Level},
    say,
    source::SourcePath,
    tell,
};

/// From how many characters in a row a passage is worth a hint, and from how many a warning.
const HINT: usize = 15;
const WARNING: usize = 40;

/// Compares a page's text with the posts it was drafted from.
pub fn finding(path: &SourcePath, page: &str, talk: &Conversation<'_>) -> Option<Diagnostic> {
    let page: Vec<char> = visible(page).chars().collect();
    let length = talk.messages().map(|message| shared(&page, &visible(&talk.text(&message.markdown)).chars().collect::<Vec<_>>())).max()?;
    if length <= HINT {
        return None;
    }
    let level = if length > WARNING { Level::Warning } else { Level::Hint };
    let message = tell!(
        ja: "元の投稿と{length}字続けて同じ文があります。検索すると、書いた人が分かるかもしれません",
        en: "{length} characters in a row are those of a post; a search in the salon may tell who wrote them");
    Some(Diagnostic::new(level, "verbatim", message).in_file(path).help(say!(
        ja: "言いかえてください。そのままの文でよいと本人が答えているときは、`--scope verbatim` を付けて承認します",
        en: "put it in other words; if its writer agreed to the very words, approve with `--scope verbatim`")))
}

/// The length of the longest run of characters that both texts have.
fn shared(a: &[char], b: &[char]) -> usize {
    let mut best = 0;
    let mut row = vec![0usize; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (place, y) in b.iter().enumerate() {
            let here = if x == y { diagonal + 1 } else { 0 };
            diagonal = row[place + 1];
            row[place + 1] = here;
            best = best.max(here);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_run_counts() {
        for (a, b, length) in
            [("冬はとても寒いです", "夏はとても暑いです", 4), ("", "あ", 0), ("同じ文です", "同じ文です", 5), ("ab", "ba", 1)]
        {
            let chars = |text: &str| text.chars().collect::<Vec<_>>();
            assert_eq!(shared(&chars(a), &chars(b)), length, "{a} {b}");
        }
    }
}
