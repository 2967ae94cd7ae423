//! Characters in order: as they were drawn, or as a reader sees them.

use crate::attachment::pdf::content::Glyph;
use crate::attachment::pdf::geometry::Point;

/// How far a point lies along a way.
fn along(way: Point, (x, y): Point) -> f64 {
    way.0 * x + way.1 * y
}

/// How far a point lies to the left of a way.
fn beside(way: Point, (x, y): Point) -> f64 {
    way.0 * y - way.1 * x
}

/// The characters line by line, as a reader sees them.
pub(super) fn in_order(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let turn = |glyph: &Glyph| (glyph.way.1.atan2(glyph.way.0) * 10.0).round();
    let line = |glyph: &Glyph| (beside(glyph.way, glyph.start) / (0.6 * glyph.size.max(1.0))).round();
    let place = |glyph: &Glyph| along(glyph.way, glyph.start);
    glyphs.sort_by(|a, b| {
        let by_line = turn(a).total_cmp(&turn(b)).then(line(b).total_cmp(&line(a)));
        by_line.then(place(a).total_cmp(&place(b)))
    });
    glyphs
}

/// Joins characters as they follow each other, whichever way a line runs: a step aside begins a line, a gap is a space.
pub(super) fn join(glyphs: &[Glyph]) -> String {
    let mut out = String::new();
    let mut before: Option<&Glyph> = None;
    for glyph in glyphs {
        if let Some(last) = before {
            let size = last.size.max(glyph.size).max(1.0);
            let gap = along(last.way, (glyph.start.0 - last.end.0, glyph.start.1 - last.end.1));
            let step = beside(last.way, (glyph.start.0 - last.start.0, glyph.start.1 - last.start.1));
            let turns = along(last.way, glyph.way) < 0.9;
            if turns || step.abs() > 0.6 * size || gap < -1.5 * size {
                out.push('\n');
            } else if gap > 0.25 * size && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        }
        out.push_str(&glyph.words);
        before = Some(glyph);
    }
    out
}
