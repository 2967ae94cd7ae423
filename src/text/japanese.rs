//! What is particular to Japanese text: widths, scripts, joined lines, the order of readings.

use crate::text::normalize::fold;

/// Whether a character is as wide as a kanji and stands in text without spaces: kana, kanji, full-width marks and
/// forms. Not Hangul: Korean separates words by spaces.
pub fn is_wide(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{312f}' | '\u{3190}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
            | '\u{1b000}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3fffd}')
        || matches!(c, '…' | '‥' | '—' | '―' | '“' | '”' | '‘' | '’' | '※' | '〜')
}

/// Whether a line end between these two characters disappears instead of becoming a space.
pub fn joins_lines(before: char, after: char) -> bool {
    is_wide(before) && is_wide(after)
}

/// Whether a character is a kanji, the repeat mark 々 and 〆 included.
pub fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}'
        | '々' | '〆' | '〇' | 'ヶ')
}

/// Whether a character is kana, the long mark and the middle dot included.
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a0}'..='\u{30ff}')
}

/// The key by which titles are ordered: the reading where it is given, else the title, after NFKC and as hiragana; code
/// points decide.
pub fn reading_key(kana: &str, title: &str) -> String {
    fold(if kana.is_empty() { title } else { kana })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_join_between_full_width_characters() {
        for (before, after, joined) in [
            ('。', '次', true),
            ('で', 'す', true),
            ('」', 'A', false),
            ('a', 'b', false),
            ('ー', '（', true),
            ('한', '국', false),
            ('𩸽', 'を', true),
        ] {
            assert_eq!(joins_lines(before, after), joined, "{before}{after}");
        }
    }

    #[test]
    fn readings_come_before_titles() {
        assert!(reading_key("あかり", "灯") < reading_key("", "い"));
        assert_eq!(reading_key("", "アイウ"), reading_key("", "あいう"));
    }
}
