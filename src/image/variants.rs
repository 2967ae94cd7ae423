//! Which variants a picture has: geometry and names, no pixel.

use std::sync::Arc;

use crate::{
    base::hash::{Digest, Fingerprint},
    image::decode::{Facts, Paint},
};

/// The widths in pixels that variants have: small phones, most phones, wide columns on fine screens.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// The largest width for browsers that do not know AVIF: old ones, which are few.
const FALLBACK: u32 = 960;
/// Width and height of a picture for links on other sites.
pub const SHARE: (u32, u32) = (1200, 630);
/// Smaller pictures are marks and lines, shown as they are.
const LEAST: u32 = 16;
/// Taller pictures are shown as they are too: more than this no decoder of AVIF need hold.
const TALLEST: u32 = 16_383;
/// The smallest part of a picture that may be blown up to a share picture.
const LEAST_SHARE: (u32, u32) = (SHARE.0 / 2, SHARE.1 / 2);
/// Raised whenever the same original would be judged differently or give other bytes: names, and so caches, follow.
const EDITION: u64 = 2;

/// How pixels are written down.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Encoding {
    /// Smallest, for most browsers.
    Avif,
    /// For those that do not know AVIF: photos.
    Jpeg,
    /// For those that do not know AVIF: drawings, and what shows through.
    Png,
}

impl Encoding {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Avif => "avif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Avif => "image/avif",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }
}

/// What becomes of the picture's rectangle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shape {
    /// Scaled to this width.
    Width(u32),
    /// Its middle, cut to [`SHARE`].
    Share,
}

/// One published form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Variant {
    /// Its rectangle.
    pub shape: Shape,
    /// Its format.
    pub format: Encoding,
}

/// What is published of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct VariantSet {
    /// Names the variants: changes with the original's bytes and with how they are made.
    pub print: Fingerprint,
    /// The original's facts.
    pub facts: Facts,
}

impl VariantSet {
    /// The plan for an original; `None` for one that is shown as it is.
    pub fn new(original: Fingerprint, facts: Facts) -> Option<Self> {
        let plan = Self { print: Self::print_of(original), facts };
        (facts.width.min(facts.height) >= LEAST && plan.size().1 <= TALLEST).then_some(plan)
    }

    /// What an original and the way it is treated today are known by.
    pub fn print_of(original: Fingerprint) -> Fingerprint {
        Digest::new().number(EDITION).print(original).finish()
    }

    /// The widths of its variants in AVIF, ascending: never more than the original has.
    pub fn widths(&self) -> Vec<u32> {
        let largest = self.size().0;
        WIDTHS.into_iter().filter(|width| *width < largest).chain([largest]).collect()
    }

    /// The height that belongs to a width.
    pub fn height(&self, width: u32) -> u32 {
        let Facts { width: whole, height, .. } = self.facts;
        let scaled = (u64::from(height) * u64::from(width) + u64::from(whole) / 2) / u64::from(whole.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
    }

    /// Width and height of the largest variant.
    pub fn size(&self) -> (u32, u32) {
        let width = self.facts.width.min(WIDTHS[WIDTHS.len() - 1]);
        (width, self.height(width))
    }

    /// The variant that every browser can show.
    pub fn fallback(&self) -> Variant {
        let format = if self.facts.paint == Paint::Photo { Encoding::Jpeg } else { Encoding::Png };
        Variant { shape: Shape::Width(self.facts.width.min(FALLBACK)), format }
    }

    /// Whether the picture is large enough to stand for a page on other sites.
    pub fn can_share(&self) -> bool {
        self.facts.width >= LEAST_SHARE.0 && self.facts.height >= LEAST_SHARE.1
    }

    /// The variant for links on other sites.
    pub const SHARED: Variant = Variant { shape: Shape::Share, format: Encoding::Jpeg };

    /// All variants that pages show.
    pub fn shown(&self) -> Vec<Variant> {
        let avif = |width| Variant { shape: Shape::Width(width), format: Encoding::Avif };
        self.widths().into_iter().map(avif).chain([self.fallback()]).collect()
    }

    /// The variants of a small picture that stands on every page: for browsers that know AVIF, and for all.
    pub fn small(&self) -> [Variant; 2] {
        let shape = Shape::Width(self.facts.width.min(WIDTHS[0]));
        [Encoding::Avif, self.fallback().format].map(|format| Variant { shape, format })
    }

    /// The name of a variant's file. It tells nothing of the original's: cameras and people write dates and names
    /// there.
    pub fn name(&self, variant: Variant) -> String {
        let print = &self.print.to_string()[..16];
        let ending = variant.format.ending();
        match variant.shape {
            Shape::Width(width) => format!("{print}-{width}.{ending}"),
            Shape::Share => format!("{print}-share.{ending}"),
        }
    }
}

/// All that is needed to make a variant.
#[derive(Clone, Debug)]
pub struct VariantJob {
    /// The original, as it lies on the disk.
    pub original: Arc<[u8]>,
    /// What is published of it.
    pub plan: VariantSet,
    /// The form to make.
    pub variant: Variant,
}

impl VariantJob {
    /// Fingerprint of everything that the bytes follow from.
    pub fn fingerprint(&self) -> Fingerprint {
        Digest::new().print(self.plan.print).part(self.plan.name(self.variant)).finish()
    }
}
