//! A page as text: its characters joined to words and lines, and what of them a reader of the page does not see.

use hayro_syntax::{
    object::{Array, Dict, Name, Number, Object, Stream},
    page::{Page, Resources},
};

use crate::attachment::pdf::colour::Colour;
use crate::attachment::pdf::content::{self, Box, Drawing, Glyph};
use crate::attachment::pdf::encoding::{text_of, with_kanji};
use crate::attachment::pdf::geometry::{Area, common, matrix_of};

/// What a page says.
#[derive(Default)]
pub(super) struct PageText {
    pub(super) text: String,
    /// What stands in notes, marks and fields of forms.
    pub(super) annotations: String,
    /// Whether something opaque lies on text.
    pub(super) covered: bool,
    /// Whether there is text in the colour of the paper.
    pub(super) white: bool,
    pub(super) characters: usize,
    /// How many characters have no known meaning.
    pub(super) unreadable: usize,
    /// How much work it was.
    pub(super) steps: usize,
}

impl PageText {
    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.characters == 0
    }

    /// Its lines, each with and without spaces: how they are set may change from one version to the next.
    pub(super) fn lines(&self) -> Vec<(String, &str)> {
        let lines = self.text.lines().chain(self.annotations.lines());
        let plain = |line: &str| line.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        lines.map(|line| (plain(line), line)).filter(|(plain, _)| !plain.is_empty()).collect()
    }
}

/// Reads a page, what is noted on it too.
pub(super) fn read_page(page: &Page<'_>) -> PageText {
    let mut drawing = Drawing::default();
    if let Some(data) = page.page_stream() {
        content::follow(data, page.resources(), None, &mut drawing);
    }
    let mut text = PageText::default();
    let mut lids = Vec::new();
    let notes = page.raw().get::<Array<'_>>("Annots");
    for note in notes.iter().flat_map(|notes| notes.iter::<Dict<'_>>()) {
        read_note(&note, &mut text, &mut lids);
    }
    let own = drawing.glyphs.iter().filter(|glyph| !glyph.words.trim().is_empty());
    text.characters = drawing.glyphs.iter().filter(|glyph| glyph.words.is_empty()).count() + own.count();
    text.unreadable = drawing.glyphs.iter().filter(|glyph| glyph.words.is_empty()).count();
    text.steps = drawing.steps;
    // What is smaller than a character covers none.
    let large = |lid: &&Box| lid.opaque && lid.area[2] - lid.area[0] > 3.0 && lid.area[3] - lid.area[1] > 3.0;
    let later: Vec<&Box> = drawing.boxes.iter().filter(large).collect();
    text.covered = drawing.glyphs.iter().filter(|glyph| is_covered(glyph, &drawing, (&lids, &later))).count() > 1;
    text.white = drawing.glyphs.iter().filter(|glyph| is_white(glyph, &drawing)).count() > 1;
    text.text = with_kanji(&join(&drawing.glyphs)).into_owned();
    text
}

fn read_note(note: &Dict<'_>, text: &mut PageText, lids: &mut Vec<Area>) {
    for key in ["Contents", "T", "Subj", "RC", "V", "TU", "OverlayText"] {
        if let Some(words) = note.get::<Object<'_>>(key).and_then(Object::into_string) {
            text.annotations.push_str(&text_of(words.as_bytes()));
            text.annotations.push('\n');
        }
    }
    let kind = note.get::<Name<'_>>("Subtype");
    let area: Vec<f64> = note
        .get::<Array<'_>>("Rect")
        .map_or_else(Vec::new, |rect| rect.iter::<Number>().map(|side| side.as_f64()).collect());
    let clear = note.get::<Number>("CA").is_some_and(|alpha| alpha.as_f64() < 0.9);
    let filled = note.get::<Array<'_>>("IC").is_some_and(|colour| colour.iter::<Number>().next().is_some());
    let covers = match kind.as_deref() {
        Some(b"Redact") => true,
        Some(b"Square") => filled && !clear,
        _ => false,
    };
    if let [left, bottom, right, top] = area[..]
        && covers
    {
        lids.push([left.min(right), bottom.min(top), left.max(right), bottom.max(top)]);
    }
    // How it looks, where that is more than its words.
    let looks = note.get::<Dict<'_>>("AP").and_then(|looks| looks.get::<Stream<'_>>("N"));
    if let Some((look, data)) = looks.and_then(|look| Some((look.clone(), look.decoded_data().ok()?.into_owned()))) {
        let resources = Resources::new(look.dict().get::<Dict<'_>>("Resources").unwrap_or_default());
        let mut own = Drawing::default();
        content::follow(&data, &resources, Some(matrix_of(look.dict(), "Matrix")), &mut own);
        text.annotations.push_str(&with_kanji(&join(&own.glyphs)));
        text.annotations.push('\n');
    }
}

/// Whether a glyph lies under something opaque that was drawn later, or under a lid that is no part of the drawing.
fn is_covered(glyph: &Glyph, drawing: &Drawing, (lids, boxes): (&[Area], &[&Box])) -> bool {
    if glyph.words.trim().is_empty() || glyph.invisible {
        return false;
    }
    let hides = |area: &Area| covers(*area, glyph.area);
    if !lids.iter().any(hides) && !boxes.iter().any(|lid| lid.step > glyph.step && hides(&lid.area)) {
        return false;
    }
    // What is written again on top is seen.
    let again = |other: &Glyph| {
        other.step > glyph.step
            && other.words == glyph.words
            && (other.area[0] - glyph.area[0]).abs() < 1.0
            && (other.area[1] - glyph.area[1]).abs() < 1.0
    };
    !drawing.glyphs.iter().any(again)
}

/// Whether most of an area lies within another.
fn covers(lid: Area, area: Area) -> bool {
    let shared = common(lid, area);
    let (width, height) = (shared[2] - shared[0], shared[3] - shared[1]);
    width > 0.0 && height > 0.0 && width > 0.7 * (area[2] - area[0]) && height > 0.6 * (area[3] - area[1])
}

/// Whether a glyph is white and nothing of another colour was drawn behind it.
fn is_white(glyph: &Glyph, drawing: &Drawing) -> bool {
    let behind = |ground: &&Box| {
        let shared = common(ground.area, glyph.area);
        ground.step < glyph.step && shared[0] < shared[2] && shared[1] < shared[3]
    };
    glyph.colour == Colour::White
        && !glyph.invisible
        && !glyph.words.trim().is_empty()
        && drawing.boxes.iter().rfind(behind).is_none_or(|ground| ground.colour == Colour::White)
}

/// Joins characters as they follow each other: a step down begins a line, a gap is a space.
fn join(glyphs: &[Glyph]) -> String {
    let mut out = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(last) = before {
            let size = last.size.max(glyph.size).max(1.0);
            let (along, across) = if glyph.vertical {
                (last.area[1] - glyph.area[3], glyph.area[0] - last.area[0])
            } else {
                (glyph.area[0] - last.area[2], glyph.area[1] - last.area[1])
            };
            if across.abs() > 0.6 * size || along < -1.5 * size {
                out.push('\n');
            } else if along > 0.25 * size && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
        out.push_str(&glyph.words);
        before = Some(glyph);
    }
    out
}
