//! From a colour profile to sRGB, which every browser takes pictures without a profile for.

use qcms::{DataType, Intent, Profile, Transform};

use crate::image::raster::Raster;

/// Where a profile names what its numbers mean, and the name of red, green and blue.
const COLOUR_SPACE: (usize, &[u8]) = (16, b"RGB ");

/// Converts colours; a profile that cannot be read, or that is of printing inks or greys, changes nothing.
pub(super) fn convert(mut raster: Raster, profile: &[u8]) -> Raster {
    let (at, rgb) = COLOUR_SPACE;
    if !profile.get(at..).is_some_and(|rest| rest.starts_with(rgb)) {
        return raster;
    }
    let Some(profile) = Profile::new_from_slice(profile, false) else { return raster };
    let layout = if raster.has_alpha() { DataType::RGBA8 } else { DataType::RGB8 };
    if let Some(transform) = Transform::new(&profile, &Profile::new_sRGB(), layout, Intent::Perceptual) {
        transform.apply(&mut raster.samples);
    }
    raster
}
