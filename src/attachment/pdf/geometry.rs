//! The plane of a page: matrices, and areas whose sides stand upright.

use hayro_syntax::object::{Array, Dict, Number};

/// A matrix of the plane.
pub(super) type Matrix = [f64; 6];
/// Left, bottom, right, top.
pub(super) type Area = [f64; 4];

/// A point of the plane.
pub(super) type Point = (f64, f64);

/// The matrix that changes nothing.
pub(super) const UNIT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// A matrix that stands in a dictionary; the plane as it is without one.
pub(super) fn matrix_of(dict: &Dict<'_>, key: &str) -> Matrix {
    let parts: Vec<f64> =
        dict.get::<Array<'_>>(key).map_or_else(Vec::new, |it| it.iter::<Number>().map(|part| part.as_f64()).collect());
    parts.try_into().unwrap_or(UNIT)
}

/// One matrix after the other.
pub(super) fn multiply(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// Where a point comes to lie.
pub(super) fn apply(m: Matrix, x: f64, y: f64) -> Point {
    (m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])
}

/// The smallest area around points.
pub(super) fn around(points: &[Point]) -> Area {
    let mut area = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    for (x, y) in points {
        area = [area[0].min(*x), area[1].min(*y), area[2].max(*x), area[3].max(*y)];
    }
    area
}

/// What two areas have in common.
pub(super) fn common(a: Area, b: Area) -> Area {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}

/// Whether a point lies within an odd number of outlines.
pub(super) fn is_inside((x, y): Point, outlines: &[Vec<Point>]) -> bool {
    let crosses = |(a, b): (Point, Point)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0;
    let sides = |outline: &Vec<Point>| {
        let next = outline.iter().cycle().skip(1);
        outline.iter().copied().zip(next.copied()).filter(|side| crosses(*side)).count()
    };
    outlines.iter().map(sides).sum::<usize>() % 2 == 1
}

/// Whether all sides of a figure stand upright or lie.
pub(super) fn is_upright(points: &[Point]) -> bool {
    points.windows(2).all(|pair| (pair[0].0 - pair[1].0).abs() < 0.5 || (pair[0].1 - pair[1].1).abs() < 0.5)
}
