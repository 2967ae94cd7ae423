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

/// A number before a thing that is counted: 3つの, 24の.
pub fn count_of(number: usize) -> String {
    if (1..10).contains(&number) { format!("{number}つの") } else { format!("{number}の") }
}

/// How many columns of a terminal a text takes: two for a character as wide as a kanji and for a picture.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) || c >= '\u{1f000}' { 2 } else { 1 }).sum()
}

/// A text that takes at most so many columns; where something is cut off there is `…`.
pub fn cut_to_width(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let (mut out, mut left) = (String::new(), columns.saturating_sub(2));
    for c in text.chars() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if wide > left {
            break;
        }
        left -= wide;
        out.push(c);
    }
    out + "…"
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
    fn things_are_counted_as_people_do() {
        assert_eq!([1, 9, 10, 24, 0].map(count_of), ["1つの", "9つの", "10の", "24の", "0の"]);
    }

    #[test]
    fn a_line_is_cut_where_the_terminal_ends() {
        for (text, columns, cut) in [
            ("冬の灯油", 8, "冬の灯油"),
            ("冬の灯油", 7, "冬の…"),
            ("a冬b", 3, "a…"),
            ("abc", 0, "…"),
            ("🏠です", 5, "🏠…"),
        ] {
            assert_eq!(cut_to_width(text, columns), cut);
        }
    }

    #[test]
    fn readings_come_before_titles() {
        assert!(reading_key("あかり", "灯") < reading_key("", "い"));
        assert_eq!(reading_key("", "アイウ"), reading_key("", "あいう"));
    }
}
