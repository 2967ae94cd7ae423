//! Names of keys as they are compared, whatever width and letters they are written in.

use unicode_normalization::UnicodeNormalization as _;

/// Whether a character shows nothing: spaces of any width, and those that take no room.
pub(super) fn is_empty_char(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '\u{feff}' | '\u{2060}' | '\u{ad}' | '\u{180e}')
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
}

/// A key's name as it is compared: of one width, in small letters, without quotes and the marks that join words.
pub(super) fn folded(name: &str) -> String {
    let signs = name.nfkc().flat_map(char::to_lowercase);
    signs
        .filter(|sign| !is_empty_char(*sign) && !matches!(sign, '"' | '\'' | '“' | '”' | '_' | '-' | '*' | '`'))
        .collect()
}
