//! Characters in order: as they were drawn, or as a reader sees them.

use crate::attachment::pdf::content::Glyph;

/// The characters line by line, as a reader sees them.
pub(super) fn in_order(mut glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let line = |glyph: &Glyph| (glyph.area[1] / (0.6 * glyph.size.max(1.0))).round();
    glyphs.sort_by(|a, b| line(b).total_cmp(&line(a)).then(a.area[0].total_cmp(&b.area[0])));
    glyphs
}

/// Joins characters as they follow each other: a step down begins a line, a gap is a space.
pub(super) fn join(glyphs: &[Glyph]) -> String {
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
