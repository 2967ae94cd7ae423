//! Colours as far as they matter here: white, known and not white, or unknown.

use hayro_syntax::object::Object;

/// A colour of a page's drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Colour {
    /// As the paper.
    White,
    /// Any other, and every one that is not understood.
    Other,
}

/// What the numbers of a colour mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Space {
    /// Light or the inks of a printer.
    Device,
    /// How much of each ink: none is the paper.
    Inks,
    /// A place in a list, and others that are not followed.
    Other,
}

impl Space {
    /// The space of a name or of a description.
    pub(super) fn of(object: Option<Object<'_>>, name: &[u8]) -> Self {
        let first = match object {
            Some(Object::Array(parts)) => parts.iter::<Object<'_>>().next().and_then(Object::into_name),
            Some(Object::Name(name)) => Some(name),
            _ => None,
        };
        match first.as_deref().unwrap_or(name) {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"ICCBased" | b"CalGray" | b"CalRGB" => Self::Device,
            b"Separation" | b"DeviceN" => Self::Inks,
            _ => Self::Other,
        }
    }

    /// The colour of its numbers.
    pub(super) fn colour(self, components: &[f64]) -> Colour {
        match self {
            Self::Device => of_components(components),
            Self::Inks if components.iter().all(|part| *part <= 1.0 - WHITE) => Colour::White,
            Self::Inks | Self::Other => Colour::Other,
        }
    }
}

/// From how much of full light a colour is white.
const WHITE: f64 = 0.97;

/// The colour of the components of a device: grey, red-green-blue, inks.
pub(super) fn of_components(components: &[f64]) -> Colour {
    let white = match components {
        [_] | [_, _, _] => components.iter().all(|part| *part >= WHITE),
        [_, _, _, _] => components.iter().all(|part| *part <= 1.0 - WHITE),
        _ => false,
    };
    if white { Colour::White } else { Colour::Other }
}
