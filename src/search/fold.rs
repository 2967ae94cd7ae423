//! One form for what readers take for the same: width, case, kana, long marks. The browser folds the same way.

use unicode_normalization::UnicodeNormalization;

/// What a folded character is, for cutting texts into terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Script {
    /// Between words.
    Gap,
    /// Kana that were written as hiragana.
    Hiragana,
    /// Kana that were written as katakana.
    Katakana,
    /// Kanji and whatever else is written without spaces.
    Kanji,
    /// Letters and digits that stand together as a word.
    Letter,
}

impl Script {
    /// Whether it is cut into pairs, not into words.
    pub fn is_paired(self) -> bool {
        matches!(self, Self::Hiragana | Self::Katakana | Self::Kanji)
    }
}

/// A folded character and how it was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Folded {
    /// The character; a space between words.
    pub letter: char,
    /// How it was written.
    pub script: Script,
}

/// Folds a text.
pub fn fold(text: &str) -> Vec<Folded> {
    let mut folded = Folder { out: Vec::with_capacity(text.len() / 2), was_vu: false };
    let mut rest = text.chars().peekable();
    let mut cluster = String::new();
    while let Some(first) = rest.next() {
        if is_plain(first) && !rest.peek().is_some_and(|next| is_mark(*next)) {
            folded.take(first.to_ascii_lowercase());
            continue;
        }
        cluster.clear();
        cluster.push(first);
        while let Some(mark) = rest.next_if(|next| is_mark(*next)) {
            cluster.push(mark);
        }
        cluster.nfkc().flat_map(char::to_lowercase).for_each(|letter| folded.take(letter));
    }
    folded.join_short_prefixes();
    folded.out
}

/// The folded text alone.
pub fn letters(text: &str) -> String {
    fold(text).into_iter().map(|folded| folded.letter).collect()
}

/// Whether a character alone has no other form but its small one: most of a Japanese text.
fn is_plain(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}' | '\u{4e00}'..='\u{9fff}' | '、' | '。')
}

/// A mark that composes with the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}')
}

struct Folder {
    out: Vec<Folded>,
    /// Whether the last letter is one that a small vowel turns into another.
    was_vu: bool,
}

impl Folder {
    fn take(&mut self, letter: char) {
        let was_vu = std::mem::take(&mut self.was_vu);
        if was_vu && let Some(at) = "ァィェォ".chars().position(|small| small == letter) {
            let whole = ['ば', 'び', 'べ', 'ぼ'][at];
            self.out.pop();
            return self.push(whole, Script::Katakana);
        }
        match letter {
            '\u{3041}'..='\u{3094}' => return self.push(letter, Script::Hiragana),
            '\u{4e00}'..='\u{9fff}' if letter != '箇' => return self.push(letter, Script::Kanji),
            _ => {}
        }
        let after = self.out.last().map_or(Script::Gap, |last| last.script);
        let after_kana = matches!(after, Script::Hiragana | Script::Katakana);
        match letter {
            'ー' | '〜' | '~' | '\u{2010}'..='\u{2015}' | '−' | '-' if after_kana => {}
            '-' | '\u{2010}' => self.push('-', Script::Gap),
            'ヴ' => {
                self.push('ぶ', Script::Katakana);
                self.was_vu = true;
            }
            // 「1ヶ月」「1ケ月」「1カ月」「1箇月」: one counter.
            'ヶ' | 'ヵ' | 'ゕ' | 'ゖ' => self.push('か', Script::Hiragana),
            'ケ' | 'カ' | '箇' if self.out.last().is_some_and(|last| last.letter.is_ascii_digit()) => {
                self.push('か', Script::Hiragana);
            }
            '\u{30a1}'..='\u{30f6}' => {
                let hiragana = char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter);
                self.push(hiragana, Script::Katakana);
            }
            '\u{3041}'..='\u{3096}' | 'ゝ' | 'ゞ' => self.push(letter, Script::Hiragana),
            letter if is_unspaced(letter) => self.push(letter, Script::Kanji),
            letter if letter.is_alphanumeric() => self.push(letter, Script::Letter),
            _ => self.push(' ', Script::Gap),
        }
    }

    fn push(&mut self, letter: char, script: Script) {
        self.out.push(Folded { letter, script });
    }

    /// `wi-fi` and `wifi`, `e-mail` and `email` are one word; a longer one before the hyphen is a word of its own.
    fn join_short_prefixes(&mut self) {
        let is_letter = |folded: Option<&Folded>| folded.is_some_and(|it| it.script == Script::Letter);
        let mut at = 0;
        while at < self.out.len() {
            if self.out[at].letter == '-' {
                let before = self.out[..at].iter().rev().take_while(|it| it.script == Script::Letter).count();
                if (1..=2).contains(&before) && is_letter(self.out.get(at + 1)) {
                    self.out.remove(at);
                    continue;
                }
                self.out[at].letter = ' ';
            }
            at += 1;
        }
    }
}

/// Kanji with the marks that stand for one, and the letters of Korean.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}'
        | '\u{ac00}'..='\u{d7a3}' | '々' | '〆' | '〇')
}
