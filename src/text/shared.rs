//! Passages that a text shares with others, word for word: how long, and where.
//!
//! Letters alone are compared. Marks, white space, mentions and addresses are nobody's words. Time and memory are
//! proportional to the texts, however many there are.

use std::ops::Range;

use ahash::AHashMap;

/// What stands around an id of a person in a post: a mention, not a word.
const MENTION: (char, char) = ('\u{e000}', '\u{e001}');

/// A passage of more letters than this is found by [`SharedTexts`].
pub const LONG: usize = 40;

/// Letters that are looked up at once, and how far apart they begin in the known texts: in every passage of more than
/// [`LONG`] letters a whole piece lies.
const PIECE: usize = 21;
const STEP: usize = 20;

/// Factor of the rolling sum over a piece; odd, and without a pattern.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A letter and where it begins in its text.
pub type Letter = (char, usize);

/// What is read of a Markdown text: its letters, with their places.
pub fn letters(markdown: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(markdown.len() / 3);
    let (mut inside, mut skipped) = (false, 0);
    for (at, c) in markdown.char_indices() {
        if at < skipped {
            continue;
        }
        let rest = &markdown[at..];
        if c == 'h' && (rest.starts_with("https://") || rest.starts_with("http://")) {
            skipped = at + rest.find(|c: char| !c.is_ascii_graphic() || matches!(c, '>' | ')')).unwrap_or(rest.len());
            continue;
        }
        if c == '&' && rest.starts_with("&#8203;") {
            skipped = at + "&#8203;".len();
            continue;
        }
        inside = (inside || c == MENTION.0) && c != MENTION.1;
        if !inside && !c.is_whitespace() && c != MENTION.1 && !matches!(c, '\\' | '*' | '`' | '~' | '>') {
            letters.push((c, at));
        }
    }
    letters
}

/// Texts in which passages of another one are looked for.
#[derive(Clone, Debug, Default)]
pub struct SharedTexts {
    /// The letters of all texts, a character that none holds between them.
    letters: Vec<char>,
    /// Where pieces with this sum begin.
    pieces: AHashMap<u64, Vec<u32>>,
}

impl SharedTexts {
    /// Adds a text.
    pub fn add(&mut self, text: &str) {
        let added = letters(text);
        if added.len() <= LONG {
            return;
        }
        let start = self.letters.len();
        self.letters.extend(added.into_iter().map(|(c, _)| c));
        for from in (start..=self.letters.len() - PIECE).step_by(STEP) {
            let Ok(place) = u32::try_from(from) else { return };
            let sum = self.letters[from..from + PIECE].iter().fold(0, |sum, c| next(sum, *c));
            let places = self.pieces.entry(sum).or_default();
            // What is said a thousand times is found at any of its places.
            if places.len() < 8 {
                places.push(place);
            }
        }
        self.letters.push('\0');
    }

    /// Whether there is nothing to look in.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The places of a text at which more than [`LONG`] letters in a row are those of a known one, in order.
    pub fn passages(&self, text: &str) -> Vec<Range<usize>> {
        let page = letters(text);
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.is_empty() || page.len() <= LONG {
            return found;
        }
        let leaving = (0..PIECE).fold(1u64, |power, _| power.wrapping_mul(FACTOR));
        let (mut sum, mut done) = (0u64, 0);
        for (last, (c, _)) in page.iter().enumerate() {
            sum = next(sum, *c);
            if last >= PIECE {
                sum = sum.wrapping_sub(leaving.wrapping_mul(code(page[last - PIECE].0)));
            }
            if last + 1 < PIECE || last < done {
                continue;
            }
            let places = self.pieces.get(&sum).into_iter().flatten();
            let runs = places.map(|place| self.run(&page, last + 1 - PIECE, *place as usize));
            let Some((from, to)) = runs.max_by_key(|(from, to)| to - from).filter(|(from, to)| to - from > LONG) else {
                continue;
            };
            let range = page[from].1..page[to - 1].1 + page[to - 1].0.len_utf8();
            match found.last_mut().filter(|before| before.end >= range.start) {
                Some(before) => before.end = before.end.max(range.end),
                None => found.push(range),
            }
            done = to;
        }
        found
    }

    /// How far around these places a page and the known texts are the same: the page's letters from and to.
    fn run(&self, page: &[Letter], at: usize, known: usize) -> (usize, usize) {
        let before = page[..at].iter().rev().zip(self.letters[..known].iter().rev());
        let after = page[at..].iter().zip(&self.letters[known..]);
        let back = before.take_while(|((a, _), b)| a == *b).count();
        (at - back, at + after.take_while(|((a, _), b)| a == *b).count())
    }
}

fn code(c: char) -> u64 {
    (u64::from(u32::from(c)) + 1).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

fn next(sum: u64, c: char) -> u64 {
    sum.wrapping_mul(FACTOR).wrapping_add(code(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const POST: &str = "灯油は十二月から三月まで、ひと月に九十リットルほど使います。思ったより寒いと感じました。";

    #[test]
    fn what_is_shared_is_found_wherever_it_stands_and_nothing_less() {
        let mut known = SharedTexts::default();
        known.add("別の人の話です。これはページのどこにも出てこないので、見つかることはないはずの長い文章です。");
        known.add(&format!("前置きです。{POST}"));
        known.add("短い話です。");
        let letters_of = |count: usize| POST.chars().take(count).collect::<String>();
        for (page, expected) in [
            (POST.to_owned(), vec![(0, POST.len())]),
            (format!("# 題\n\n{POST}\n"), vec![(7, POST.len())]),
            (letters_of(41), vec![(0, 41 * 3)]),
            (letters_of(40), vec![]),
            (format!("あ{}い{}", letters_of(40), letters_of(30)), vec![]),
            (format!("あ{}い{POST}", letters_of(41)), vec![(3, 41 * 3), (3 + 41 * 3 + 3, POST.len())]),
            (POST.replace("三月", "**三月**").replace('、', "、\n"), vec![(0, POST.len() + 5)]),
            ("短い話です。".to_owned(), vec![]),
        ] {
            let found: Vec<_> =
                known.passages(&page).into_iter().map(|range| (range.start, range.end - range.start)).collect();
            assert_eq!(found, expected, "{page}");
        }
        assert!(SharedTexts::default().passages(POST).is_empty());
    }

    #[test]
    fn every_passage_that_is_long_enough_holds_a_piece() {
        let post: String = (0..400u32).map(|n| char::from_u32(0x4e00 + n * 7).unwrap()).collect();
        let mut known = SharedTexts::default();
        known.add(&post);
        let letters: Vec<char> = post.chars().collect();
        for from in 0..letters.len() - LONG - 1 {
            let part: String = letters[from..=from + LONG].iter().collect();
            assert_eq!(known.passages(&format!("い{part}ろ")).len(), 1, "{from}");
            let short: String = letters[from..from + LONG].iter().collect();
            assert!(known.passages(&format!("い{short}ろ")).is_empty(), "{from}");
        }
    }
}
