//! A page as text: its characters joined to words and lines, and what of them a reader of the page does not see.

use std::collections::HashMap;

use hayro_syntax::{
    object::{Dict, Object, Stream},
    page::{Page, Resources},
};

use crate::attachment::pdf::colour::Colour;
use crate::attachment::pdf::content::{self, Drawing, Glyph};
use crate::attachment::pdf::encoding::with_kanji;
use crate::attachment::pdf::figure::{Figure, Layers};
use crate::attachment::pdf::font::Fonts;
use crate::attachment::pdf::notes::{Notes, read_notes};
use crate::attachment::pdf::order::{in_order, join};
use crate::attachment::pdf::unpack::unpacked;

/// How many lines of a hundred characters a page may begin before its characters are held to be out of order.
const OUT_OF_ORDER: usize = 35;

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
    /// Whether there is more than could be read.
    pub(super) cut: bool,
}

impl PageText {
    /// Whether it says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.characters == 0
    }
}

/// Reads a page, what is noted on it too.
pub(super) fn read_page(page: &Page<'_>, fonts: &Fonts) -> PageText {
    let whole = is_whole(page.raw());
    // A picture is never unpacked, whatever a page takes it for.
    let data = if whole { page.page_stream() } else { None };
    read(page.raw(), (page.resources(), fonts), data, whole)
}

/// Reads a page that is in no list of pages.
pub(super) fn read_loose(page: &Dict<'_>, fonts: &Fonts) -> PageText {
    let resources = Resources::new(page.get::<Dict<'_>>("Resources").unwrap_or_default());
    let whole = is_whole(page);
    let parts = parts_of(page).into_iter().filter(|_| whole).filter_map(|part| Some(unpacked(&part)?.into_owned()));
    let data = parts.collect::<Vec<_>>().join(&b'\n');
    read(page, (&resources, fonts), Some(&data), whole)
}

fn read(page: &Dict<'_>, (resources, fonts): (&Resources<'_>, &Fonts), data: Option<&[u8]>, whole: bool) -> PageText {
    let mut drawing = Drawing::with(fonts);
    if let Some(data) = data {
        content::follow(data, resources, None, &mut drawing);
    }
    let notes = read_notes(page, fonts);
    let own = drawing.glyphs.iter().filter(|glyph| !glyph.words.trim().is_empty());
    let unreadable = drawing.glyphs.iter().filter(|glyph| glyph.words.is_empty()).count();
    let mut text = PageText {
        cut: drawing.cut || notes.cut || !whole,
        characters: unreadable + own.count(),
        unreadable,
        steps: drawing.steps,
        text: with_kanji(&join(&drawing.glyphs)).into_owned(),
        ..PageText::default()
    };
    see_what_is_hidden(&drawing, &notes, &mut text);
    for words in [&notes.text, &drawing.beside, &join(&drawing.loose)] {
        text.annotations.push_str(&with_kanji(words));
        text.annotations.push('\n');
    }
    if text.text.matches('\n').count() * 100 > drawing.glyphs.len() * OUT_OF_ORDER {
        text.annotations.push_str(&with_kanji(&join(&in_order(drawing.glyphs))));
    }
    text
}

/// What lies under something, and what has the colour of the paper: a single character may be chance.
fn see_what_is_hidden(drawing: &Drawing, notes: &Notes, text: &mut PageText) {
    // What is smaller than a character covers none.
    let large = |lid: &&Figure| lid.opaque && lid.area[2] - lid.area[0] > 3.0 && lid.area[3] - lid.area[1] > 3.0;
    let lids = Layers::new(notes.lids.iter());
    let figures = Layers::new(drawing.figures.iter().filter(large));
    let grounds = Layers::new(drawing.figures.iter());
    let last = last_steps(&drawing.glyphs);
    let own = || drawing.glyphs.iter().filter(|glyph| !glyph.words.trim().is_empty() && !glyph.invisible);
    let is_covered = |glyph: &&Glyph| {
        // What is written again on top is seen.
        lids.hide(glyph.area, 0)
            || figures.hide(glyph.area, glyph.step) && last.get(&spot_of(glyph)).is_none_or(|step| *step <= glyph.step)
    };
    text.covered = own().filter(is_covered).nth(1).is_some();
    // White on another colour is seen.
    let is_white = |glyph: &&Glyph| {
        let ground = || grounds.ground(glyph.area, glyph.step.saturating_sub(1));
        glyph.colour == Colour::White && ground().is_none_or(|colour| colour == Colour::White)
    };
    text.white = own().filter(is_white).nth(1).is_some();
    text.cut |= lids.is_spent() || figures.is_spent() || grounds.is_spent();
}

/// A character and where it stands, to the point.
type Spot<'a> = (&'a str, i64, i64);

fn spot_of(glyph: &Glyph) -> Spot<'_> {
    (&glyph.words, (glyph.area[0] / 2.0).round() as i64, (glyph.area[1] / 2.0).round() as i64)
}

/// When each character was last written where it stands.
fn last_steps(glyphs: &[Glyph]) -> HashMap<Spot<'_>, usize> {
    let mut last = HashMap::new();
    for glyph in glyphs {
        last.insert(spot_of(glyph), glyph.step);
    }
    last
}

/// The parts of a page's drawing.
fn parts_of<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    match page.get::<Object<'_>>("Contents") {
        Some(Object::Stream(part)) => vec![part],
        Some(Object::Array(parts)) => parts.iter::<Stream<'_>>().collect(),
        _ => Vec::new(),
    }
}

/// Whether every part of a page's drawing can be unpacked.
fn is_whole(page: &Dict<'_>) -> bool {
    parts_of(page).iter().all(|part| unpacked(part).is_some())
}
