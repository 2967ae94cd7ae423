//! Pixels in memory, and what is done to them: turning, scaling, cutting.

use std::ops::Range;

use resize::{Pixel, Type};
use rgb::{FromSlice as _, RGBA8};

/// Rows of pixels, eight bits a channel.
#[derive(Clone)]
pub(super) struct Raster {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Three, or four where something may show through.
    pub(super) channels: usize,
    /// `width` × `height` × `channels`.
    pub(super) samples: Vec<u8>,
}

impl Raster {
    /// A raster to be filled by a decoder.
    pub(super) fn black(width: u32, height: u32, channels: usize) -> Self {
        Self { width, height, channels, samples: vec![0; width as usize * height as usize * channels] }
    }

    /// A raster of what a decoder gave, grey made RGB; `None` if that is more or less than its size promises.
    pub(super) fn coloured(width: u32, height: u32, channels: usize, samples: Vec<u8>) -> Option<Self> {
        if samples.len() != width as usize * height as usize * channels {
            return None;
        }
        let (channels, samples) = match channels {
            1 => (3, samples.iter().flat_map(|grey| [*grey; 3]).collect()),
            2 => {
                (4, samples.as_chunks::<2>().0.iter().flat_map(|[grey, alpha]| [*grey, *grey, *grey, *alpha]).collect())
            }
            _ => (channels, samples),
        };
        Some(Self { width, height, channels, samples })
    }

    /// Whether something may show through.
    pub(super) fn has_alpha(&self) -> bool {
        self.channels == 4
    }

    /// The pixels with an alpha channel, that of opaque ones full.
    pub(super) fn to_rgba(&self) -> Vec<RGBA8> {
        match self.channels {
            4 => self.samples.as_rgba().to_vec(),
            _ => self.samples.as_rgb().iter().map(|pixel| pixel.with_alpha(255)).collect(),
        }
    }

    /// The picture upright, by the number that a camera wrote into Exif.
    pub(super) fn turn_upright(self, orientation: u16) -> Self {
        if !(2..=8).contains(&orientation) {
            return self;
        }
        let (width, height) = upright_size(self.width, self.height, orientation);
        let (last_x, last_y) = (self.width - 1, self.height - 1);
        let mut samples = Vec::with_capacity(self.samples.len());
        for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x, y))) {
            let (from_x, from_y) = match orientation {
                2 => (last_x - x, y),
                3 => (last_x - x, last_y - y),
                4 => (x, last_y - y),
                5 => (y, x),
                6 => (y, last_y - x),
                7 => (last_x - y, last_y - x),
                _ => (last_x - y, x),
            };
            let at = (from_y as usize * self.width as usize + from_x as usize) * self.channels;
            samples.extend_from_slice(&self.samples[at..at + self.channels]);
        }
        Self { width, height, samples, ..self }
    }

    /// A smaller picture, each pixel the mean of those that it stands for.
    pub(super) fn average(&self, width: u32, height: u32) -> Self {
        let samples = match self.channels {
            4 => self.means::<4>(width, height),
            _ => self.means::<3>(width, height),
        };
        Self { width, height, channels: self.channels, samples }
    }

    fn means<const CHANNELS: usize>(&self, width: u32, height: u32) -> Vec<u8> {
        let pixels = self.samples.as_chunks::<CHANNELS>().0;
        let mut means = Vec::with_capacity(width as usize * height as usize * CHANNELS);
        for y in 0..height {
            let rows = part(y, height, self.height);
            for x in 0..width {
                let columns = part(x, width, self.width);
                let row = |y: usize| &pixels[y * self.width as usize..][columns.clone()];
                means.extend_from_slice(&mean(rows.clone().map(row), rows.len() * columns.len()));
            }
        }
        means
    }

    /// The picture at another size.
    pub(super) fn scale(&self, width: u32, height: u32) -> Result<Self, resize::Error> {
        let mut scaled = Self::black(width, height, self.channels);
        let [from_width, from_height, to_width, to_height] =
            [self.width, self.height, width, height].map(|side| side as usize);
        if self.has_alpha() {
            // Colours count as much as they are seen: those of clear pixels must not come out along the edges.
            resize::new(from_width, from_height, to_width, to_height, Pixel::RGBA8P, Type::Catrom)?
                .resize(self.samples.as_rgba(), scaled.samples.as_rgba_mut())?;
        } else {
            resize::new(from_width, from_height, to_width, to_height, Pixel::RGB8, Type::Catrom)?
                .resize(self.samples.as_rgb(), scaled.samples.as_rgb_mut())?;
        }
        Ok(scaled)
    }

    /// The part of the picture from a corner on.
    pub(super) fn cut(&self, left: u32, top: u32, width: u32, height: u32) -> Self {
        let stride = self.width as usize * self.channels;
        let columns = left as usize * self.channels..(left + width) as usize * self.channels;
        let rows = self.samples.chunks_exact(stride).skip(top as usize).take(height as usize);
        Self {
            width,
            height,
            channels: self.channels,
            samples: rows.flat_map(|row| &row[columns.clone()]).copied().collect(),
        }
    }

    /// The picture without an alpha channel, as it looks on white paper.
    pub(super) fn lay_on_white(self) -> Self {
        if !self.has_alpha() {
            return self;
        }
        let on_white = |pixel: &RGBA8| {
            let mix = |colour: u8| divide(u32::from(colour) * u32::from(pixel.a) + 255 * u32::from(255 - pixel.a), 255);
            [mix(pixel.r), mix(pixel.g), mix(pixel.b)]
        };
        let samples = self.samples.as_rgba().iter().flat_map(on_white).collect();
        Self { channels: 3, samples, ..self }
    }
}

/// Width and height of a picture once it stands upright.
pub(super) fn upright_size(width: u32, height: u32, orientation: u16) -> (u32, u32) {
    if orientation >= 5 { (height, width) } else { (width, height) }
}

/// The rows or columns of the whole that one of the parts stands for.
fn part(number: u32, parts: u32, whole: u32) -> Range<usize> {
    let edge = |number: u32| (u64::from(number) * u64::from(whole) / u64::from(parts)) as usize;
    edge(number)..edge(number + 1)
}

/// The mean of some pixels in rows, of colours as far as they are seen.
fn mean<'a, const CHANNELS: usize>(rows: impl Iterator<Item = &'a [[u8; CHANNELS]]>, count: usize) -> [u8; CHANNELS] {
    let (mut sums, mut weight) = ([0_u32; CHANNELS], 0);
    for row in rows {
        for pixel in row {
            let alpha = pixel.get(3).map_or(1, |alpha| u32::from(*alpha));
            weight += alpha;
            for (sum, sample) in sums.iter_mut().zip(pixel) {
                *sum += u32::from(*sample) * alpha;
            }
        }
    }
    let mut mean = sums.map(|sum| divide(sum, weight));
    if let Some(alpha) = mean.get_mut(3) {
        *alpha = divide(weight, u32::try_from(count).unwrap_or(u32::MAX));
    }
    mean
}

/// Divides and rounds; nothing divided by nothing is nothing.
fn divide(sum: u32, by: u32) -> u8 {
    u8::try_from((sum + by / 2) / by.max(1)).unwrap_or(u8::MAX)
}
