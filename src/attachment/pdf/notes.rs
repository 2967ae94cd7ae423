//! What is noted on a page, and what of it lies on the page's text.

use hayro_syntax::{
    object::{Array, Dict, Name, Number, Object, Stream},
    page::Resources,
};

use crate::attachment::pdf::colour::Colour;
use crate::attachment::pdf::content::{self, Drawing};
use crate::attachment::pdf::encoding::text_of;
use crate::attachment::pdf::figure::Figure;
use crate::attachment::pdf::font::Fonts;
use crate::attachment::pdf::geometry::{Area, apply, around, matrix_of, multiply};
use crate::attachment::pdf::order::join;
use crate::attachment::pdf::unpack::unpacked;

/// Bits of an annotation that keep it from being shown.
const NOT_SHOWN: i64 = 2 | 32;
/// How much light of three parts a dark colour has.
const DARK: f64 = 0.9;

/// What is noted on a page.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) text: String,
    /// What lies on the page's own drawing.
    pub(super) lids: Vec<Figure>,
    /// Whether there is more than could be read.
    pub(super) cut: bool,
    fonts: Fonts,
}

/// Reads all notes of a page.
pub(super) fn read_notes(page: &Dict<'_>, fonts: &Fonts) -> Notes {
    let mut notes = Notes { fonts: fonts.clone(), ..Notes::default() };
    let all = page.get::<Array<'_>>("Annots");
    for note in all.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
        notes.read(&note);
    }
    notes
}

impl Notes {
    fn read(&mut self, note: &Dict<'_>) {
        for key in ["Contents", "T", "Subj", "RC", "V", "TU", "OverlayText"] {
            if let Some(words) = note.get::<Object<'_>>(key).and_then(Object::into_string) {
                self.text.push_str(&text_of(words.as_bytes()));
                self.text.push('\n');
            }
        }
        let area = area_of(note).unwrap_or_default();
        let kind = note.get::<Name<'_>>("Subtype");
        let kind = kind.as_deref().unwrap_or_default();
        let shown = note.get::<Number>("F").is_none_or(|bits| bits.as_i64() & NOT_SHOWN == 0);
        let lies_on_text = shown && !matches!(kind, b"Widget" | b"Popup" | b"Link");
        let clear = note.get::<Number>("CA").is_some_and(|alpha| alpha.as_f64() < 0.9);
        let colour = |key: &str| numbers(note, key);
        let covers = match kind {
            b"Redact" => true,
            b"Square" => !colour("IC").is_empty() && !clear,
            b"FreeText" => !colour("C").is_empty() && !clear,
            // A light marker is read through.
            b"Highlight" => colour("C").len() == 3 && colour("C").iter().sum::<f64>() < DARK,
            _ => false,
        };
        if covers && (shown || kind == b"Redact") {
            self.lids.push(lid(area));
        }
        self.read_looks(note, area, lies_on_text && !clear);
    }

    /// How a note looks, where that is more than its words.
    fn read_looks(&mut self, note: &Dict<'_>, area: Area, covers: bool) {
        let looks = note.get::<Dict<'_>>("AP").unwrap_or_default();
        for key in ["N", "R", "D"] {
            let all = match looks.get::<Object<'_>>(key) {
                Some(Object::Stream(look)) => vec![look],
                // One for each state of a button.
                Some(Object::Dict(states)) => states.keys().filter_map(|key| states.get::<Stream<'_>>(key)).collect(),
                _ => Vec::new(),
            };
            for look in all {
                self.read_look(&look, area, covers && key == "N");
            }
        }
    }

    fn read_look(&mut self, look: &Stream<'_>, area: Area, covers: bool) {
        let Some(data) = unpacked(look) else {
            self.cut = true;
            return;
        };
        let dict = look.dict();
        let resources = Resources::new(dict.get::<Dict<'_>>("Resources").unwrap_or_default());
        let matrix = matrix_of(dict, "Matrix");
        let frame = match numbers(dict, "BBox")[..] {
            [a, b, c, d] => around(&[(a, b), (c, b), (c, d), (a, d)].map(|(x, y)| apply(matrix, x, y))),
            _ => area,
        };
        // The frame of its drawing comes to lie on its place.
        let scale = |low: usize| {
            let length = frame[low + 2] - frame[low];
            if length.abs() < 1e-6 { 1.0 } else { (area[low + 2] - area[low]) / length }
        };
        let (x, y) = (scale(0), scale(1));
        let to_place = [x, 0.0, 0.0, y, area[0] - x * frame[0], area[1] - y * frame[1]];
        let mut own = Drawing::with(&self.fonts);
        content::follow(&data, &resources, Some(multiply(matrix, to_place)), &mut own);
        for glyphs in [&own.glyphs, &own.loose] {
            self.text.push_str(&join(glyphs));
            self.text.push('\n');
        }
        self.text.push_str(&own.beside);
        self.cut |= own.cut;
        if covers {
            self.lids.extend(own.figures.into_iter().filter(|figure| figure.opaque));
        }
    }
}

fn lid(area: Area) -> Figure {
    Figure { area, outlines: Vec::new(), colour: Colour::Other, opaque: true, step: 1 }
}

fn numbers(dict: &Dict<'_>, key: &str) -> Vec<f64> {
    dict.get::<Array<'_>>(key).map_or_else(Vec::new, |list| list.iter::<Number>().map(|part| part.as_f64()).collect())
}

fn area_of(note: &Dict<'_>) -> Option<Area> {
    let [left, bottom, right, top] = numbers(note, "Rect").try_into().ok()?;
    Some([left.min(right), bottom.min(top), left.max(right), bottom.max(top)])
}
