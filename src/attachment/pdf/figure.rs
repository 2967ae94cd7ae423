//! What is painted on a page: figures, and which of them lie on a place.

use std::{cell::Cell, collections::BTreeMap};

use crate::attachment::pdf::colour::Colour;
use crate::attachment::pdf::geometry::{Area, Point, around, common, is_inside, is_upright};

/// How high a band of the page is, by which figures are found.
const BAND: f64 = 40.0;
/// A figure of more bands is looked at for every place.
const MOST_BANDS: i64 = 100;
/// Figures that are looked at of a page, for all of its characters together.
const MOST_LOOKS: usize = 50_000_000;
/// Parts of a path that are held to lie within each other.
const MOST_PARTS: usize = 64;

/// Points of an area by which it is looked at whether it is hidden: what stands out at its rim may be seen.
const MIDDLE: [Point; 9] =
    [(0.2, 0.3), (0.5, 0.3), (0.8, 0.3), (0.2, 0.5), (0.5, 0.5), (0.8, 0.5), (0.2, 0.7), (0.5, 0.7), (0.8, 0.7)];

/// Something filled.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    pub(super) area: Area,
    /// Its outlines; empty if it is all of the area.
    pub(super) outlines: Vec<Vec<Point>>,
    pub(super) colour: Colour,
    /// Whether nothing shines through.
    pub(super) opaque: bool,
    pub(super) step: usize,
}

impl Figure {
    /// Whether it is painted at a point.
    fn holds(&self, (x, y): Point) -> bool {
        let [left, bottom, right, top] = self.area;
        let within = (left..=right).contains(&x) && (bottom..=top).contains(&y);
        within && (self.outlines.is_empty() || is_inside((x, y), &self.outlines))
    }
}

/// The figures of a filled path: the outlines and areas, before they are clipped.
pub(super) fn figures_of(path: Vec<Vec<Point>>) -> Vec<(Area, Vec<Vec<Point>>)> {
    let parts: Vec<Vec<Point>> = path.into_iter().filter(|part| part.len() > 2).collect();
    let areas: Vec<Area> = parts.iter().map(|part| around(part)).collect();
    let holds = |a: &Area, b: &Area| a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];
    let pairs = || areas.iter().enumerate().flat_map(|(at, a)| areas[at + 1..].iter().map(move |b| (a, b)));
    if parts.len() <= MOST_PARTS && pairs().any(|(a, b)| holds(a, b) || holds(b, a)) {
        // An outline within another is a hole, as in a frame.
        return areas.into_iter().reduce(whole).map(|area| (area, parts)).into_iter().collect();
    }
    let outlines = |part: Vec<Point>| if is_upright(&part) { Vec::new() } else { vec![part] };
    areas.into_iter().zip(parts).map(|(area, part)| (area, outlines(part))).collect()
}

fn whole(a: Area, b: Area) -> Area {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// The figures of a page, found by where they lie; in each band they follow each other as they were painted.
pub(super) struct Layers<'a> {
    bands: BTreeMap<i64, Vec<&'a Figure>>,
    /// Those that lie in many bands.
    tall: Vec<&'a Figure>,
    /// How many figures may still be looked at.
    left: Cell<usize>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(figures: impl Iterator<Item = &'a Figure>) -> Self {
        let (mut bands, mut tall): (BTreeMap<i64, Vec<&Figure>>, Vec<&Figure>) = (BTreeMap::new(), Vec::new());
        for figure in figures {
            let (from, to) = (band(figure.area[1]), band(figure.area[3]));
            if to.saturating_sub(from) > MOST_BANDS {
                tall.push(figure);
            } else {
                (from..=to).for_each(|band| bands.entry(band).or_default().push(figure));
            }
        }
        Self { bands, tall, left: Cell::new(MOST_LOOKS) }
    }

    /// Whether more would have been to look at than was.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// The figures that may lie where an area lies, some of them twice: those before a step, and those behind it.
    fn near(&self, area: Area, step: usize) -> impl Iterator<Item = (&[&'a Figure], &[&'a Figure])> {
        let (from, to) = (band(area[1]), band(area[3]));
        let bands =
            self.bands.range(from..=to.clamp(from, from.saturating_add(MOST_BANDS))).map(|(_, figures)| figures);
        bands.chain([&self.tall]).map(move |figures| figures.split_at(figures.partition_point(|it| it.step <= step)))
    }

    /// Counts a look; whether it may be taken.
    fn may_look(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        !self.is_spent()
    }

    /// Whether figures that were painted behind a step hide an area: one, or several together.
    pub(super) fn hide(&self, area: Area, step: usize) -> bool {
        let at = |part: Point| (area[0] + part.0 * (area[2] - area[0]), area[1] + part.1 * (area[3] - area[1]));
        let mut open: Vec<Point> = MIDDLE.map(at).to_vec();
        for figure in self.near(area, step).flat_map(|(_, behind)| behind).take_while(|_| self.may_look()) {
            open.retain(|point| !figure.holds(*point));
            if open.is_empty() {
                return true;
            }
        }
        false
    }

    /// The colour of what was painted last before a step where an area lies.
    pub(super) fn ground(&self, area: Area, step: usize) -> Option<Colour> {
        let overlaps = |figure: &&&Figure| {
            let shared = common(figure.area, area);
            shared[0] < shared[2] && shared[1] < shared[3]
        };
        let last = |(before, _): (&[&'a Figure], _)| {
            before.iter().rev().take_while(|_| self.may_look()).find(overlaps).copied()
        };
        self.near(area, step).filter_map(last).max_by_key(|figure| figure.step).map(|figure| figure.colour)
    }
}

fn band(height: f64) -> i64 {
    (height / BAND).floor() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(path: &[&[Point]]) -> Vec<Figure> {
        let path = path.iter().map(|part| part.to_vec()).collect();
        let one = |(area, outlines)| Figure { area, outlines, colour: Colour::Other, opaque: true, step: 1 };
        figures_of(path).into_iter().map(one).collect()
    }

    #[test]
    fn only_what_is_filled_hides() {
        let square = |from: f64, to: f64| [(from, from), (to, from), (to, to), (from, to)];
        let turned = [(50.0, 0.0), (100.0, 50.0), (50.0, 100.0), (0.0, 50.0)];
        let strip = |from: f64, to: f64| [(0.0, from), (100.0, from), (100.0, to), (0.0, to)];
        let middle = [45.0, 45.0, 55.0, 55.0];
        for (path, area, hides) in [
            (&[&square(0.0, 100.0)[..]][..], middle, true),
            (&[&square(0.0, 100.0), &square(20.0, 80.0)], middle, false),
            (&[&square(0.0, 100.0), &square(20.0, 80.0)], [5.0, 40.0, 15.0, 50.0], true),
            (&[&turned], middle, true),
            (&[&turned], [2.0, 2.0, 10.0, 10.0], false),
            (&[&square(0.0, 30.0), &square(40.0, 100.0)], middle, true),
            (&[&strip(0.0, 50.0), &strip(50.0, 100.0)], middle, true),
            (&[&strip(0.0, 50.0), &strip(55.0, 100.0)], middle, false),
        ] {
            let figures = figure(path);
            let layers = Layers::new(figures.iter());
            assert_eq!(layers.hide(area, 0), hides, "{path:?} {area:?}");
        }
    }
}
