//! Names of elements and attributes of finished files: which elements divide texts, which attributes and texts hold no
//! words.

use memchr::{memchr, memchr_iter};

/// Whether an element stands inside a text; all others divide texts.
#[rustfmt::skip]
pub(super) fn is_inline(name: &[u8]) -> bool {
    matches!(
        name,
        b"a" | b"abbr" | b"b" | b"bdi" | b"bdo" | b"cite" | b"code" | b"data" | b"del" | b"dfn" | b"em" | b"i" | b"ins"
            | b"kbd" | b"mark" | b"q" | b"rb" | b"rp" | b"rt" | b"ruby" | b"s" | b"samp" | b"small" | b"span"
            | b"strong" | b"sub" | b"sup" | b"time" | b"tspan" | b"u" | b"var" | b"wbr"
    )
}

/// Whether an attribute holds names of the program's and the theme's own, never somebody's words.
#[rustfmt::skip]
pub(super) fn is_own(name: &[u8]) -> bool {
    matches!(
        name,
        b"class" | b"id" | b"for" | b"rel" | b"type" | b"lang" | b"hreflang" | b"charset" | b"name" | b"property"
            | b"http-equiv" | b"role" | b"width" | b"height" | b"loading" | b"decoding" | b"datetime" | b"tabindex"
            | b"scope" | b"sizes" | b"media" | b"method" | b"autocomplete" | b"aria-current" | b"aria-labelledby"
            | b"aria-describedby" | b"aria-controls" | b"aria-expanded" | b"aria-hidden" | b"viewBox" | b"d" | b"fill"
            | b"stroke" | b"xmlns" | b"version" | b"colspan" | b"rowspan" | b"value" | b"start" | b"dir" | b"translate"
            | b"fetchpriority" | b"as" | b"crossorigin" | b"integrity"
    )
}

/// Whether the value of such an attribute is no name all the same: a long number, an address.
pub(super) fn is_foreign(name: &[u8], value: &[u8]) -> bool {
    let drawn = matches!(name, b"d" | b"viewBox" | b"sizes" | b"datetime" | b"integrity" | b"width" | b"height");
    !drawn && (memchr(b'@', value).is_some() || value.iter().filter(|byte| byte.is_ascii_digit()).count() >= 9)
}

/// Where a bar with a space on either side stands first.
pub(super) fn find_bar(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_apart = |at: &usize| *at > 0 && bytes[at - 1] == b' ' && bytes.get(at + 1) == Some(&b' ');
    memchr_iter(b'|', bytes).find(is_apart).map(|at| at - 1)
}

/// Whether a text is a day, a time or a short number alone, which are nobody's without a word beside them.
pub(super) fn is_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits <= 8
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '年' | '月' | '日' | '-' | '/' | ':' | '.' | ' '))
}
