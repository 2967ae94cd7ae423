//! One quick look at a text as it is written: which detectors could find something? Most blocks call none of them and
//! are never normalised. It may call too many, never too few: `tests/it/privacy.rs` compares it with none at all.
//!
//! It knows shapes of characters; every word that it looks for is some detector's own trigger.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use crate::{
    privacy::{
        classes::{DIGIT, INITIAL, JOINT, KANA, KANJI, LEVEL, STRANGE, classes},
        detector::{Shape, Trigger},
        detectors::DETECTORS,
        steps,
    },
    text::word_search::WordSearch,
};

/// Detectors that a text calls.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Called(u64);

impl Called {
    /// Every detector.
    pub(crate) const ALL: Self = Self(u64::MAX);

    /// Whether none is called.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether the detector of this number in the list is called.
    pub(crate) fn has(self, number: usize) -> bool {
        self.0 & 1 << number != 0
    }

    /// With those that look for names of a roster.
    pub(crate) fn with_roster(self) -> Self {
        Self(self.0 | PREFILTER.roster)
    }
}

/// The detectors that a text calls as it is written; `None`: it holds markup or characters that normalisation changes.
pub(crate) fn called_as_written(text: &str) -> Option<Called> {
    let mut pass = Pass::new(text, false);
    pass.characters();
    (!pass.odd).then(|| pass.finish())
}

/// The detectors that a text in normal form calls.
pub(crate) fn called_in_normal_form(text: &str) -> Called {
    let mut pass = Pass::new(text, true);
    pass.characters();
    pass.finish()
}

/// The triggers of all detectors, put together. A sign is a bit: a detector's own, by its number, says that it is
/// called; those above are parts of what has to come together.
struct Prefilter {
    search: WordSearch,
    /// What each word of the search is a sign of.
    words: Vec<Word>,
    /// What each shape is a sign of.
    shapes: [u64; Shape::ALL.len()],
    kanji: Vec<(u64, PlaceTest)>,
    capitals: Vec<(u64, PlaceTest)>,
    /// Signs that are one sign if all of them are there.
    together: Vec<(u64, u64)>,
    /// Detectors that are called only of texts for which the function says yes.
    conditions: Vec<(u64, TextTest)>,
    /// Detectors that look for names of a roster.
    roster: u64,
    /// What every character of the basic plane may be part of.
    classes: Vec<u8>,
}

/// Says of a text whether it counts.
type TextTest = fn(&str) -> bool;

/// Says of a place of a text whether it counts.
type PlaceTest = fn(&str, usize) -> bool;

/// Says of a word of a text whether it counts.
type WordTest = fn(&str, Range<usize>) -> bool;

#[derive(Default)]
struct Word {
    signs: u64,
    tested: Vec<(u64, WordTest)>,
}

static PREFILTER: LazyLock<Prefilter> = LazyLock::new(Prefilter::of_detectors);

/// Triggers while they are put together.
#[derive(Default)]
struct Collected {
    words: BTreeMap<&'static str, Word>,
    shapes: [u64; Shape::ALL.len()],
    kanji: Vec<(u64, PlaceTest)>,
    capitals: Vec<(u64, PlaceTest)>,
    together: Vec<(u64, u64)>,
    roster: u64,
    initials: Vec<char>,
    /// How many signs there are beside the detectors' own.
    parts: usize,
}

impl Collected {
    /// Takes a trigger over as something that gives a sign.
    fn take(&mut self, trigger: &Trigger, sign: u64) {
        match trigger {
            Trigger::Shape(shape) => self.shapes[*shape as usize] |= sign,
            Trigger::Holds(words) => words.iter().for_each(|word| self.words.entry(word).or_default().signs |= sign),
            Trigger::HoldsAt(words, test) => {
                words.iter().for_each(|word| self.words.entry(word).or_default().tested.push((sign, *test)));
            }
            Trigger::Together(triggers) => {
                let mut all = 0;
                for trigger in *triggers {
                    let part = DETECTORS.len() + self.parts;
                    assert!(part < 64, "the signs fit 64 bits");
                    self.parts += 1;
                    self.take(trigger, 1 << part);
                    all |= 1 << part;
                }
                self.together.push((all, sign));
            }
            Trigger::KanjiAt(initials, test) => {
                self.initials.extend(initials());
                self.kanji.push((sign, *test));
            }
            Trigger::CapitalAt(test) => self.capitals.push((sign, *test)),
            Trigger::Roster => self.roster |= sign,
        }
    }
}

impl Prefilter {
    fn of_detectors() -> Self {
        let mut all = Collected::default();
        let mut conditions = Vec::new();
        for (number, detector) in DETECTORS.iter().enumerate() {
            detector.triggers.any.iter().for_each(|trigger| all.take(trigger, 1 << number));
            conditions.extend(detector.triggers.and.map(|condition| (1 << number, condition)));
        }
        let search = WordSearch::new(all.words.keys().copied());
        Self {
            search,
            words: all.words.into_values().collect(),
            shapes: all.shapes,
            kanji: all.kanji,
            capitals: all.capitals,
            together: all.together,
            conditions,
            roster: all.roster,
            classes: classes(&all.initials),
        }
    }
}

/// The length from which a word of Latin letters may be a key, whatever it is made of.
const LONG_WORD: usize = 16;

/// How many characters may stand between two digits of one number: `) - (`, `……`.
const GAP: u32 = 7;

/// One pass over the characters of a text, then one over its words.
struct Pass<'a> {
    filter: &'static Prefilter,
    text: &'a str,
    /// Whether the text is in normal form.
    normal: bool,
    /// Whether it holds what normalisation changes; then it says nothing more.
    odd: bool,
    signs: u64,
    /// The shapes seen, a bit each.
    shapes: u8,
    /// Digits of the cluster that is being read.
    digits: u32,
    /// Characters since its last digit.
    gap: u32,
    /// Dots or colons inside it.
    dots: u32,
}

impl<'a> Pass<'a> {
    fn new(text: &'a str, normal: bool) -> Self {
        Self { filter: &PREFILTER, text, normal, odd: false, signs: 0, shapes: 0, digits: 0, gap: 0, dots: 0 }
    }

    fn finish(mut self) -> Called {
        self.words();
        for (shape, signs) in self.filter.shapes.iter().enumerate() {
            self.signs |= if self.shapes & 1 << shape != 0 { *signs } else { 0 };
        }
        for (all, sign) in &self.filter.together {
            self.signs |= if self.signs & all == *all { *sign } else { 0 };
        }
        for (sign, condition) in &self.filter.conditions {
            if self.signs & sign != 0 && !condition(self.text) {
                self.signs &= !sign;
            }
        }
        Called(self.signs & ((1 << DETECTORS.len()) - 1))
    }

    fn see(&mut self, shape: Shape) {
        self.shapes |= 1 << shape as u8;
    }

    fn characters(&mut self) {
        let classes = &*self.filter.classes;
        let mut in_run = false;
        for (at, c) in self.text.char_indices() {
            if c.is_ascii() {
                in_run = false;
                self.ascii(at, c as u8);
                if self.odd {
                    return;
                }
                continue;
            }
            // Pictographs alone change nothing; flags and letters in disguise do.
            let Some(class) = classes.get(u32::from(c) as usize) else {
                if !self.normal && (!matches!(u32::from(c), 0x1f300..=0x1faff) || c == '\u{1f3f4}') {
                    self.odd = true;
                    return;
                }
                continue;
            };
            if class & STRANGE != 0 && !self.normal {
                self.odd = true;
                return;
            }
            if class & DIGIT != 0 {
                self.digit();
            } else if self.digits > 0 {
                self.behind_digits(at, c, *class);
            }
            let kanji = class & KANJI != 0;
            if kanji && !in_run && class & INITIAL != 0 {
                for (sign, test) in &self.filter.kanji {
                    self.signs |= if self.signs & sign == 0 && test(self.text, at) { *sign } else { 0 };
                }
            }
            in_run = kanji;
        }
    }

    fn digit(&mut self) {
        if self.digits > 0 && self.gap > 0 {
            self.see(Shape::JoinedNumbers);
        }
        self.digits += 1;
        self.gap = 0;
        self.see(Shape::Digit);
        if self.digits >= 6 {
            self.see(Shape::LongNumber);
        }
    }

    fn is_digit(&self, c: char) -> bool {
        c.is_ascii_digit() || self.filter.classes.get(u32::from(c) as usize).is_some_and(|class| class & DIGIT != 0)
    }

    fn behind_digits(&mut self, at: usize, c: char, class: u8) {
        if class & LEVEL != 0 && self.gap <= 1 {
            self.see(Shape::JoinedNumbers);
        }
        if class & KANA != 0 && self.digits >= 2 && self.gap <= 1 {
            let next = self.text[at + c.len_utf8()..].chars().find(|c| !c.is_whitespace());
            if next.is_some_and(|c| self.is_digit(c) || matches!(c, '・' | '.')) {
                self.see(Shape::KanaBetweenNumbers);
            }
        }
        self.gap += 1;
        let listed = c == '、' && matches!(self.digits, 3 | 7);
        if class & JOINT == 0 && !listed || self.gap > GAP {
            (self.digits, self.gap, self.dots) = (0, 0, 0);
        }
    }

    fn ascii(&mut self, at: usize, byte: u8) {
        let next = self.text.as_bytes().get(at + 1).copied().unwrap_or(b' ');
        let odd = match byte {
            b'0'..=b'9' => return self.digit(),
            b'-' | b'+' | b'*' if next == b' ' && at > 0 && self.text.as_bytes()[at - 1] == b'\n' => true,
            b'<' => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
            b'&' => next.is_ascii_alphabetic() || next == b'#',
            b'%' => next.is_ascii_hexdigit(),
            b'\\' => next.is_ascii_punctuation(),
            b'{' => !matches!(next, b'.' | b'#' | b'{' | b'%' | b' '),
            b'*' | b'`' | b'~' | b'_' => self.splits(at),
            b'.' | b':' => {
                self.dot(at, byte);
                false
            }
            b' ' => {
                self.dots = 0;
                false
            }
            byte if byte.is_ascii_alphabetic() => {
                // 30A わ: newer plates have a letter among their first figures.
                if self.digits == 2 && self.gap == 0 && (next == b' ' || !next.is_ascii()) {
                    self.see(Shape::KanaBetweenNumbers);
                }
                self.letter(at);
                false
            }
            _ => false,
        };
        self.odd |= odd && !self.normal;
        if self.digits > 0 {
            self.gap += 1;
            // A number may go on in the next cell of a row: 090 | 0000 | 1234.
            let cell = matches!(byte, b'|' | b',') && !matches!(self.digits, 3 | 7);
            let ends = cell || byte.is_ascii_alphabetic() || matches!(byte, b';' | b'?' | b'!' | b'"');
            if ends || self.gap > GAP {
                (self.digits, self.gap) = (0, 0);
            }
        }
    }

    /// Counts a dot or a colon behind a number.
    fn dot(&mut self, at: usize, byte: u8) {
        let before = at.checked_sub(1).map_or(b' ', |before| self.text.as_bytes()[before]);
        if before.is_ascii_hexdigit() || before == byte || self.digits > 0 && self.gap == 0 {
            self.dots += 1;
            if self.dots >= if byte == b'.' { 3 } else { 2 } {
                self.see(Shape::DottedNumbers);
            }
        }
    }

    /// Whether emphasis stands between two kanji, letters or digits that could be one value without it.
    fn splits(&self, at: usize) -> bool {
        let mark = |c: &char| matches!(c, '*' | '`' | '~' | '_');
        let joins = |c: char| c.is_alphanumeric() && !('\u{3041}'..='\u{309f}').contains(&c) || matches!(c, '-' | ' ');
        let before = self.text[..at].chars().next_back();
        // Of a row of marks only the first has something before it: the row is read once.
        if !before.is_some_and(|c| joins(c) || c == '-' || c.is_ascii_digit()) {
            return false;
        }
        let after = self.text[at..].chars().inspect(|_| steps::count(1)).find(|c| !mark(c));
        // Names are as often emphasised whole, with 敬称 behind: **佐藤**さん.
        let title = |c: char| matches!(c, 'さ' | 'く' | 'ち' | 'と' | 'で');
        before.is_some_and(joins)
            && after.is_some_and(|c| joins(c) || title(c))
            && !matches!((before, after), (Some(' '), _) | (_, Some(' ')))
            || before.is_some_and(|c| c == '-' || c.is_ascii_digit())
                && after.is_some_and(|c| c == '-' || c.is_ascii_digit())
    }

    /// Looks at a letter that may begin a word.
    fn letter(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        if bytes[at].is_ascii_uppercase() && (!before.is_ascii_uppercase() || next.is_ascii_lowercase()) {
            for (sign, test) in &self.filter.capitals {
                self.signs |= if self.signs & sign == 0 && test(self.text, at) { *sign } else { 0 };
            }
        }
        if before.is_ascii_alphanumeric() {
            return;
        }
        let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        // More than the longest that is asked for would be read again for every hyphen in it.
        let end = at + bytes[at..].iter().take(LONG_WORD).take_while(|byte| inside(byte)).count();
        steps::count(end - at);
        let word = &bytes[at..end];
        let digits = word.iter().any(u8::is_ascii_digit);
        let pair =
            word.len() == 2 && bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        // Figures of another width go on with the word.
        let mixed = self.text[end..].chars().next().is_some_and(|c| !c.is_ascii() && self.is_digit(c));
        if word.len() >= 8 && digits || word.len() >= LONG_WORD || pair || mixed {
            self.see(Shape::Token);
            self.see(Shape::LongNumber);
        }
    }

    fn words(&mut self) {
        let (filter, text) = (self.filter, self.text);
        filter.search.each(text, &mut |number, range| {
            let word = &filter.words[number];
            self.signs |= word.signs;
            for (sign, test) in &word.tested {
                self.signs |= if self.signs & sign == 0 && test(text, range.clone()) { *sign } else { 0 };
            }
        });
    }
}
