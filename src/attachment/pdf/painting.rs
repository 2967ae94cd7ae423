//! The steps of a drawing that paint figures: paths, lines, pictures.

use hayro_syntax::{
    content::ops::TypedInstruction as Op,
    object::{Number, Stream},
};

use crate::attachment::pdf::colour::Colour;
use crate::attachment::pdf::content::Follower;
use crate::attachment::pdf::figure::{Figure, figures_of};
use crate::attachment::pdf::geometry::{Area, Point, apply, around, common, is_upright};
use crate::attachment::pdf::image::is_opaque;

/// Figures that are kept of a page.
const MOST_FIGURES: usize = 100_000;
/// Corners that are kept of an outline.
const MOST_CORNERS: usize = 64;

impl Follower<'_, '_, '_> {
    /// Steps that trace and paint paths; returns whether it was one.
    pub(super) fn trace(&mut self, step: &Op<'_, '_>) -> bool {
        match step {
            Op::MoveTo(it) => self.path.push(vec![self.point(it.0, it.1)]),
            Op::LineTo(it) => self.corner(it.0, it.1),
            Op::CubicTo(it) => self.curve([it.0, it.1, it.2, it.3, it.4, it.5]),
            Op::CubicStartTo(it) => self.curve([it.0, it.1, it.0, it.1, it.2, it.3]),
            Op::CubicEndTo(it) => self.curve([it.0, it.1, it.2, it.3, it.2, it.3]),
            Op::RectPath(it) => {
                let [x, y, w, h] = [it.0, it.1, it.2, it.3].map(|part| part.as_f64());
                let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
                self.path.push(corners.map(|(x, y)| apply(self.state.matrix, x, y)).to_vec());
            }
            Op::ClosePath(_) => {}
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => self.clips = true,
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => self.end_path(true),
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) => {
                self.stroke();
                self.end_path(false);
            }
            Op::EndPath(_) => self.end_path(false),
            _ => return false,
        }
        true
    }

    fn point(&self, x: Number, y: Number) -> (f64, f64) {
        apply(self.state.matrix, x.as_f64(), y.as_f64())
    }

    fn corner(&mut self, x: Number, y: Number) {
        let point = self.point(x, y);
        if let Some(part) = self.path.last_mut().filter(|part| part.len() < MOST_CORNERS) {
            part.push(point);
        }
    }

    fn curve(&mut self, [a, b, c, d, x, y]: [Number; 6]) {
        let ends = self.path.last().and_then(|part| part.last().copied());
        if let Some(from) = ends {
            // A point in its middle is as near to it as matters here.
            let (a, c, to) = (self.point(a, b), self.point(c, d), self.point(x, y));
            let middle = |from: f64, a: f64, c: f64, to: f64| (from + 3.0 * a + 3.0 * c + to) / 8.0;
            let middle = (middle(from.0, a.0, c.0, to.0), middle(from.1, a.1, c.1, to.1));
            if let Some(part) = self.path.last_mut().filter(|part| part.len() < MOST_CORNERS) {
                part.push(middle);
            }
        }
        self.corner(x, y);
    }

    /// Fills the lines of the open path that are as thick as text is high.
    fn stroke(&mut self) {
        let [a, b, c, d, ..] = self.state.matrix;
        let scale = (a * d - b * c).abs().sqrt();
        let half = self.state.line.0 * scale / 2.0;
        if half < 1.5 {
            return;
        }
        for part in self.path.clone() {
            for pair in part.windows(2).filter(|pair| is_upright(pair)) {
                let [left, bottom, right, top] = around(pair);
                let lies = right - left > top - bottom;
                let (x, y) = if lies { (0.0, half) } else { (half, 0.0) };
                let area = common([left - x, bottom - y, right + x, top + y], self.state.clip);
                self.fill(area, Vec::new(), Colour::Other, self.state.line.1);
            }
        }
    }

    fn end_path(&mut self, fills: bool) {
        let path = std::mem::take(&mut self.path);
        let areas = path.iter().filter(|part| part.len() > 2).map(|part| around(part));
        if self.clips {
            let parts = path.iter().filter(|part| part.len() > 2).count();
            self.state.clip_is_whole &= parts == 1 && path.iter().all(|part| is_upright(part));
        }
        if std::mem::take(&mut self.clips)
            && let Some(whole) = areas.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
        {
            self.state.clip = common(self.state.clip, whole);
        }
        if fills {
            for (area, outlines) in figures_of(path) {
                self.fill(common(area, self.state.clip), outlines, self.state.colour, self.state.opaque);
            }
        }
    }

    pub(super) fn fill(&mut self, area: Area, outlines: Vec<Vec<Point>>, colour: Colour, opaque: bool) {
        if self.drawing.figures.len() < MOST_FIGURES {
            self.drawing.figures.push(Figure { area, outlines, colour, opaque, step: self.drawing.steps });
        } else {
            self.drawing.cut = true;
        }
    }

    pub(super) fn picture(&mut self, picture: &Stream<'_>) {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)];
        let corners = corners.map(|(x, y)| apply(self.state.matrix, x, y));
        let outlines = if is_upright(&corners) { Vec::new() } else { vec![corners.to_vec()] };
        let area = common(around(&corners), self.state.clip);
        self.fill(area, outlines, Colour::Other, self.state.opaque && is_opaque(picture));
    }
}
