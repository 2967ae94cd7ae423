//! What the accent of `[theme]` makes of the theme's colours, and where each of them stands on another.
//!
//! [`USES`] is read by the rule `theme-contrast` and by [`Palette`], which writes the style sheet: a colour that the
//! table has not seen never reaches a page.

use std::fmt::Write as _;

use crate::{base::color::Color, msg, report::message::Message};

/// Light or dark screens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scheme {
    /// Light, and paper.
    Light,
    /// Dark.
    Dark,
}

/// A place where one colour of the theme stands on another.
#[derive(Debug)]
pub struct Use {
    /// What is seen there.
    pub part: Message,
    /// The names of the two colours in the style sheet.
    pub colors: (&'static str, &'static str),
    /// The least contrast: 4.5 for text, 3 for parts and for what shows the focus.
    pub least: f64,
    /// Where it is so.
    pub schemes: &'static [Scheme],
}

const BOTH: &[Scheme] = &[Scheme::Light, Scheme::Dark];
const TEXT: f64 = 4.5;
const PART: f64 = 3.0;

const fn row(part: Message, front: &'static str, back: &'static str, least: f64, schemes: &'static [Scheme]) -> Use {
    Use { part, colors: (front, back), least, schemes }
}

const WORDS: Message = msg!(ja: "ボタンと帯の白い文字", en: "the white words of buttons and bands");
const SHAPE: Message = msg!(ja: "ボタンと帯の形", en: "the shape of buttons and bands");
const LINE: Message = msg!(ja: "線と記号", en: "lines and icons");
const MARK: Message = msg!(ja: "帯の中の、いまの言語の印", en: "the mark of the current language in its band");
const FOCUS: Message = msg!(ja: "帯の中の、キーボードで選んだところ", en: "the focus in bands");
const PANEL: Message = msg!(ja: "薄い色の囲みの中の文字", en: "words in tinted boxes");
const LINK: Message = msg!(ja: "薄い色の囲みの中のリンク", en: "links in tinted boxes");

/// Every place where a colour that the accent gives meets another.
pub const USES: &[Use] = &[
    row(WORDS, "on-green", "green", TEXT, BOTH),
    row(SHAPE, "green", "paper", PART, &[Scheme::Light]),
    row(SHAPE, "green", "surface", PART, &[Scheme::Light]),
    row(SHAPE, "green", "soft", PART, &[Scheme::Light]),
    row(MARK, "band-mark", "green", PART, BOTH),
    row(FOCUS, "focus-glow", "green", PART, BOTH),
    row(LINE, "leaf", "paper", PART, BOTH),
    row(LINE, "leaf", "surface", PART, BOTH),
    row(LINE, "leaf", "soft", PART, BOTH),
    row(LINE, "leaf", "warm", PART, BOTH),
    row(LINE, "leaf", "tint", PART, BOTH),
    row(PANEL, "text", "tint", TEXT, BOTH),
    row(PANEL, "quiet", "tint", TEXT, BOTH),
    row(LINK, "link", "tint", TEXT, BOTH),
    row(LINK, "visited", "tint", TEXT, BOTH),
    row(LINK, "hover", "tint", TEXT, BOTH),
    row(LINK, "active", "tint", TEXT, BOTH),
];

/// The colours of the first theme that an accent leaves as they are, light and dark; a test compares its style sheet.
const FIXED: &[(&str, u32, u32)] = &[
    ("paper", 0x00fd_fbf6, 0x001a_1a1a),
    ("surface", 0x00ff_ffff, 0x0024_2320),
    ("soft", 0x00f5_f0e5, 0x002b_2925),
    ("warm", 0x00fd_f1e3, 0x0033_291d),
    ("text", 0x0033_3333, 0x00e6_e6e6),
    ("quiet", 0x0059_5751, 0x00bd_b8ae),
    ("link", 0x0000_118f, 0x009d_b7f9),
    ("visited", 0x008b_008b, 0x00ff_8eff),
    ("hover", 0x0000_17c1, 0x00c5_d7fb),
    ("active", 0x00b5_3f00, 0x00ff_a66d),
    ("on-green", 0x00ff_ffff, 0x00ff_ffff),
    ("focus-glow", 0x00ff_d43d, 0x00ff_d43d),
];

/// The theme's own band on dark screens, where a site gives only the accent for dark ones.
const DARK_BAND: Color = Color::of(0x0017_382b);

/// A use that a colour does not serve.
#[derive(Debug)]
pub struct Fault {
    /// Where it is seen.
    pub place: &'static Use,
    /// The contrast there.
    pub ratio: f64,
}

/// The colours that an accent gives in one scheme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Tokens {
    band: Color,
    line: Color,
    tint: Color,
}

impl Tokens {
    fn light(accent: Color) -> Self {
        Self { band: accent, line: accent, tint: Color::WHITE.mix(accent, 20) }
    }

    fn dark(accent: Color, band: Color) -> Self {
        let tint = fixed("paper", Scheme::Dark).mix(accent, 28);
        Self { band, line: accent, tint }
    }

    /// What the style sheet calls them.
    fn named(self) -> [(&'static str, Color); 4] {
        [("green", self.band), ("leaf", self.line), ("tint", self.tint), ("band-mark", Color::WHITE)]
    }

    fn get(self, name: &str, scheme: Scheme) -> Color {
        let own = self.named().into_iter().find(|(own, _)| *own == name);
        own.map_or_else(|| fixed(name, scheme), |(_, color)| color)
    }

    /// The use that it serves worst, if there is one that it does not serve.
    fn worst(self, scheme: Scheme) -> Option<Fault> {
        let fault = |place: &'static Use| {
            let (front, back) = place.colors;
            let ratio = self.get(front, scheme).contrast(self.get(back, scheme));
            (ratio < place.least).then_some(Fault { place, ratio })
        };
        let faults = USES.iter().filter(|place| place.schemes.contains(&scheme)).filter_map(fault);
        faults.min_by(|one, two| (one.ratio / one.place.least).total_cmp(&(two.ratio / two.place.least)))
    }
}

fn fixed(name: &str, scheme: Scheme) -> Color {
    let row = FIXED.iter().find(|(own, ..)| *own == name).expect("the colours of USES stand in FIXED");
    Color::of(if scheme == Scheme::Light { row.1 } else { row.2 })
}

/// Finds what is wrong with an accent; `None`: it serves everywhere.
pub fn find_fault(accent: Color, scheme: Scheme) -> Option<Fault> {
    match scheme {
        Scheme::Light => Tokens::light(accent).worst(scheme),
        Scheme::Dark => Tokens::dark(accent, DARK_BAND).worst(scheme),
    }
}

/// The nearest colour of the same hue that serves: darker for light screens, lighter for dark ones.
pub fn find_nearest(accent: Color, scheme: Scheme) -> Color {
    let end = if scheme == Scheme::Light { Color::BLACK } else { Color::WHITE };
    let serves = |color: &Color| find_fault(*color, scheme).is_none();
    (0..=u8::MAX).map(|share| accent.mix(end, share)).find(serves).unwrap_or(end)
}

/// How far the lines of an accent that is made for dark screens stand out there: as far as those of the theme do.
const BRIGHT: f64 = 6.0;

/// The accent for dark screens, where a site gives only one for light ones.
fn lighten(accent: Color) -> Color {
    let back = fixed("soft", Scheme::Dark);
    let serves = |color: &Color| color.contrast(back) >= BRIGHT && find_fault(*color, Scheme::Dark).is_none();
    (0..=u8::MAX).map(|share| accent.mix(Color::WHITE, share)).find(serves).unwrap_or(Color::WHITE)
}

/// The colours that the accents of a site give to the theme. A colour that does not serve is never among them: the
/// nearest that does stands in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Palette {
    light: Option<Tokens>,
    dark: Tokens,
}

impl Palette {
    /// The palette of the accents for light and for dark screens; `None` without either.
    pub fn new(light: Option<Color>, dark: Option<Color>) -> Option<Self> {
        let light = light.map(|accent| find_nearest(accent, Scheme::Light));
        let line = dark.map(|accent| find_nearest(accent, Scheme::Dark)).or_else(|| light.map(lighten))?;
        let band = light.map_or(DARK_BAND, |accent| accent.mix(Color::BLACK, 70));
        Some(Self { light: light.map(Tokens::light), dark: Tokens::dark(line, band) })
    }

    /// The colour of bands and buttons on light screens; `None`: the theme's own.
    pub fn band(&self) -> Option<Color> {
        self.light.map(|tokens| tokens.band)
    }

    /// The palette as a style sheet that stands behind the theme's own.
    pub fn css(&self) -> String {
        let mut sheet = String::new();
        let mut block = |media: &str, tokens: &[(&str, Color)]| {
            let _ = write!(sheet, "@media {media} {{ :root {{");
            for (name, color) in tokens {
                let _ = write!(sheet, " --{name}: {color};");
            }
            sheet.push_str(" } }\n");
        };
        if let Some(light) = self.light {
            block("screen", &light.named());
            // Paper has no tinted boxes.
            block("print", &light.named()[..2]);
        }
        block("screen and (prefers-color-scheme: dark)", &self.dark.named());
        sheet
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = include_str!("../../themes/shirube/assets/css/site.css");

    /// The value of a colour in the theme's style sheet, in the first block that names it or in the one for dark.
    fn written(name: &str, scheme: Scheme) -> Color {
        let (light, dark) = SHEET.split_once("@media (prefers-color-scheme: dark)").unwrap();
        let name = format!("--{name}: ");
        let value = |text: &str| {
            let text = &text[text.find(&name)? + name.len()..];
            Color::parse(&text[..text.find([';', ' ', '\n'])?])
        };
        let dark = (scheme == Scheme::Dark).then(|| value(dark.split("\n}").next().unwrap())).flatten();
        dark.or_else(|| value(light)).unwrap_or_else(|| panic!("{name}"))
    }

    #[test]
    fn the_table_knows_the_colours_of_the_style_sheet() {
        for (name, ..) in FIXED {
            for scheme in BOTH {
                assert_eq!(fixed(name, *scheme), written(name, *scheme), "--{name} {scheme:?}");
            }
        }
        assert_eq!(DARK_BAND, written("green", Scheme::Dark));
        let own = Tokens::light(Color::BLACK).named();
        for Use { colors: (front, back), .. } in USES {
            assert!([front, back].iter().any(|name| own.iter().any(|(own, _)| own == *name)), "{front} on {back}");
        }
        for (name, _) in own {
            assert!(USES.iter().any(|place| place.colors.0 == name || place.colors.1 == name), "--{name}");
            assert!(SHEET.contains(&format!("var(--{name})")), "--{name}");
        }
    }

    #[test]
    fn accents_are_judged_where_they_are_seen() {
        use Scheme::{Dark, Light};
        for (accent, scheme, holds) in [
            (0x001e_4d3b, Light, true),
            (0x00c7_4700, Light, true),
            (0x0000_7a3d, Light, true),
            (0x0000_0000, Light, true),
            (0x00f3_9800, Light, false),
            (0x0076_b82a, Light, false),
            (0x00ff_ffff, Light, false),
            (0x00ff_a66d, Dark, true),
            (0x0071_c598, Dark, true),
            (0x00ff_ffff, Dark, true),
            (0x00c7_4700, Dark, false),
            (0x001e_4d3b, Dark, false),
            (0x0000_118f, Dark, false),
        ] {
            let accent = Color::of(accent);
            let nearest = find_nearest(accent, scheme);
            assert_eq!(find_fault(accent, scheme).is_none(), holds, "{accent} {scheme:?}");
            assert_eq!(nearest == accent, holds, "{accent} {scheme:?}");
            assert!(find_fault(nearest, scheme).is_none(), "{accent} {scheme:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_holds_whatever_the_accents_are(
            light in proptest::option::of(0_u32..0x0100_0000),
            dark in proptest::option::of(0_u32..0x0100_0000),
        ) {
            let palette = Palette::new(light.map(Color::of), dark.map(Color::of));
            assert_eq!(palette.is_none(), light.is_none() && dark.is_none());
            if let Some(Palette { light, dark }) = palette {
                assert!(light.is_none_or(|tokens| tokens.worst(Scheme::Light).is_none()));
                assert!(dark.worst(Scheme::Dark).is_none());
            }
        }
    }
}
