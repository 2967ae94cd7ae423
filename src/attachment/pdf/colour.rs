//! Colours as far as they matter here: white, known and not white, or unknown.

/// A colour of a page's drawing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Colour {
    /// As the paper.
    White,
    /// Any other, and every one that is not understood.
    Other,
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
