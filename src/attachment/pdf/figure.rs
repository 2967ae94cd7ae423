//! What is painted on a page: figures, and which of them lie on a place.

use std::collections::BTreeMap;

use crate::attachment::pdf::colour::Colour;
use crate::attachment::pdf::geometry::{Area, Point, around, common, is_inside, is_upright};

/// How high a band of the page is, by which figures are found.
const BAND: f64 = 40.0;
/// A figure of more bands is looked at for every place.
const MOST_BANDS: i64 = 100;
/// Parts of a path that are held to lie within each other.
const MOST_PARTS: usize = 64;

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
    /// Whether it hides most of an area.
    pub(super) fn hides(&self, area: Area) -> bool {
        let shared = common(self.area, area);
        let (width, height) = (shared[2] - shared[0], shared[3] - shared[1]);
        let covers =
            width > 0.0 && height > 0.0 && width > 0.7 * (area[2] - area[0]) && height > 0.6 * (area[3] - area[1]);
        covers && (self.outlines.is_empty() || self.surrounds(area))
    }

    /// Whether its outlines go around the middle of an area.
    fn surrounds(&self, area: Area) -> bool {
        let at = |x: f64, y: f64| (area[0] + x * (area[2] - area[0]), area[1] + y * (area[3] - area[1]));
        let points = [at(0.5, 0.5), at(0.3, 0.35), at(0.7, 0.35), at(0.3, 0.65), at(0.7, 0.65)];
        points.into_iter().all(|point| is_inside(point, &self.outlines))
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

/// The figures of a page, found by where they lie.
pub(super) struct Layers<'a> {
    bands: BTreeMap<i64, Vec<&'a Figure>>,
    /// Those that lie in many bands.
    tall: Vec<&'a Figure>,
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
        Self { bands, tall }
    }

    /// The figures that may lie where an area lies.
    pub(super) fn near(&self, area: Area) -> impl Iterator<Item = &'a Figure> {
        let middle = band(f64::midpoint(area[1], area[3]));
        self.bands.get(&middle).into_iter().flatten().chain(&self.tall).copied()
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
        let middle = [45.0, 45.0, 55.0, 55.0];
        for (path, area, hides) in [
            (&[&square(0.0, 100.0)[..]][..], middle, true),
            (&[&square(0.0, 100.0), &square(20.0, 80.0)], middle, false),
            (&[&square(0.0, 100.0), &square(20.0, 80.0)], [5.0, 40.0, 15.0, 50.0], true),
            (&[&turned], middle, true),
            (&[&turned], [2.0, 2.0, 10.0, 10.0], false),
            (&[&square(0.0, 30.0), &square(40.0, 100.0)], middle, true),
        ] {
            let figures = figure(path);
            let layers = Layers::new(figures.iter());
            assert_eq!(layers.near(area).any(|figure| figure.hides(area)), hides, "{path:?} {area:?}");
        }
    }
}
