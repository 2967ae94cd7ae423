//! What each character may be part of, as the prefilter asks it: a table of the basic plane.

/// A figure, or a kanji that stands for one.
pub(super) const DIGIT: u8 = 1;
/// What may stand inside a number.
pub(super) const JOINT: u8 = 1 << 1;
/// A kanji.
pub(super) const KANJI: u8 = 1 << 2;
/// One with which a run of kanji may begin that is looked at.
pub(super) const INITIAL: u8 = 1 << 3;
/// What follows a number in an address.
pub(super) const LEVEL: u8 = 1 << 4;
/// A kana.
pub(super) const KANA: u8 = 1 << 5;
/// What normalisation changes.
pub(super) const STRANGE: u8 = 1 << 6;

/// The class of every character of the basic plane; runs of kanji are looked at where they begin with an initial.
#[rustfmt::skip]
pub(super) fn classes(initials: &[char]) -> Vec<u8> {
    let mut classes = vec![STRANGE; 0x10000];
    let plain = [
        (0, 0x7f, 0), (0xa1, 0xac, 0), (0xae, 0x17f, 0), (0x2018, 0x201f, 0), (0x2020, 0x2027, 0), (0x2030, 0x205e, 0),
        (0x20a0, 0x20bf, 0), (0x2190, 0x23ff, 0), (0x2500, 0x2757, 0), (0x3001, 0x303f, 0), (0x3041, 0x3096, KANA),
        (0x309b, 0x309f, 0), (0x30a0, 0x30ff, KANA), (0x3400, 0x4dbf, KANJI), (0x4e00, 0x9fff, KANJI),
        (0xff01, 0xff0f, 0), (0xff1a, 0xff20, 0), (0xff3b, 0xff40, 0), (0xff5b, 0xff65, 0), (0xff10, 0xff19, DIGIT),
    ];
    for (from, to, class) in plain {
        classes[from..=to].fill(class);
    }
    let mut add = |characters: &str, class: u8| {
        for c in characters.chars() {
            classes[u32::from(c) as usize] |= class;
        }
    };
    add("〇一二三四五六七八九", DIGIT);
    add("（）‒–—―−－ー〜～・．／：＿…‥の丁番", JOINT);
    add("番丁号条街地", LEVEL);
    for initial in initials {
        if let Some(class) = classes.get_mut(u32::from(*initial) as usize) {
            *class |= INITIAL;
        }
    }
    for c in ['　', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'] {
        classes[u32::from(c) as usize] = JOINT;
    }
    classes
}
