//! Floor 0: colours as style sheets write them, and how far two of them stand apart.

use std::fmt;

/// A colour of sRGB.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

impl Color {
    /// White.
    pub const WHITE: Self = Self::of(0x00ff_ffff);
    /// Black.
    pub const BLACK: Self = Self::of(0);

    /// The colour of a number such as `0x1e4d3b`.
    pub const fn of(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#1e4d3b` or `#15b`, and nothing else: what comes back is written into style sheets.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::of(number)),
            3 => {
                let [.., red, rest] = number.to_be_bytes();
                let (green, blue) = (rest >> 4, rest & 15);
                Some(Self { red: red * 17, green: green * 17, blue: blue * 17 })
            }
            _ => None,
        }
    }

    /// The colour with `share` parts of 255 of another in it.
    pub fn mix(self, other: Self, share: u8) -> Self {
        let part = |own: u8, other: u8| {
            let (own, other, share) = (u32::from(own), u32::from(other), u32::from(share));
            u8::try_from((own * (255 - share) + other * share + 127) / 255).unwrap_or(u8::MAX)
        };
        Self { red: part(self.red, other.red), green: part(self.green, other.green), blue: part(self.blue, other.blue) }
    }

    /// The contrast ratio of WCAG: from 1 (the same) to 21 (black on white).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Color {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_of_colours_are_read() {
        for (text, read) in [
            ("#1e4d3b", Some("#1e4d3b")),
            ("#C74700", Some("#c74700")),
            ("#1Fa", Some("#11ffaa")),
            ("1e4d3b", None),
            ("#1e4d3", None),
            ("#1e4d3b80", None),
            ("#+12", None),
            ("#12é", None),
            ("red", None),
            ("＃1e4d3b", None),
            ("#fff;}", None),
            ("", None),
            ("#", None),
        ] {
            assert_eq!(Color::parse(text).map(|color| color.to_string()).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let color = |text| Color::parse(text).unwrap();
        for (one, two, ratio) in [
            ("#000", "#fff", 21.0),
            ("#fff", "#fff", 1.0),
            ("#767676", "#fff", 4.54),
            ("#c74700", "#fff", 4.85),
            ("#333", "#f2f2f2", 11.3),
            ("#00118f", "#fff", 14.2),
            ("#999", "#1a1a1a", 6.1),
        ] {
            let measured = color(one).contrast(color(two));
            assert!((measured - ratio).abs() < 0.06, "{one} on {two}: {measured}");
        }
    }

    #[test]
    fn a_mixture_goes_from_one_colour_to_the_other() {
        let color = Color::of(0x00c7_4700);
        assert_eq!(color.mix(Color::WHITE, 0), color);
        assert_eq!(color.mix(Color::WHITE, 255), Color::WHITE);
        assert_eq!(Color::BLACK.mix(Color::WHITE, 128).to_string(), "#808080");
    }
}
