//! `GEO_POINT`: exact coordinates and links to places on a map.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Shape::LongNumber,
        Trigger::{Holds, Shape},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::GeoPoint,
    triggers: Triggers::any(&[Shape(LongNumber), Holds(&["goo.gl", "google.co", "maps.apple", "yahoo.jp"])]),
    words: Words { context: &["うち", "自宅", "家"], veto: &[] },
    find: find_geo_point,
    examples: &[
        Warned("場所は⟦35.12345, 139.54321⟧です。"),
        Warned("地図は⟦https://maps.app.goo.gl/EXAMPLE111⟧にあります。"),
        Warned("⟦https://www.google.com/maps/place/@35.1234,139.5432,17z⟧"),
        Good("円周率は3.14159, 2.71828は自然対数の底です。"),
        Good("35.1度、139.5メートルです。"),
    ],
};

static POINT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:北緯|緯度)?[::\s]{0,2}(?P<lat>[2-4][0-9]\.[0-9]{4,})[度°]?[\s,、/]{1,3}(?:東経|経度)?[::\s]{0,2}",
        r"(?P<lon>1[2-5][0-9]\.[0-9]{4,})",
    ))
});
static MAP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:https?://)?(?:maps\.app\.goo\.gl|goo\.gl/maps|(?:www\.)?google\.(?:com|co\.jp)/maps",
        r"|maps\.google\.(?:com|co\.jp)|maps\.apple\.com",
        r"|yahoo\.jp/[A-Za-z0-9_-]{6})[0-9A-Za-z/_.,@:?=&%+!-]*",
    ))
});

fn find_geo_point(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for found in POINT.captures_iter(block.text) {
        let number = |name| found.name(name).and_then(|number| number.as_str().parse::<f64>().ok());
        if number("lat").is_some_and(|lat| (20.0..46.0).contains(&lat))
            && number("lon").is_some_and(|lon| (122.0..154.5).contains(&lon))
        {
            let whole = found.get(0).expect("a match has a whole").range();
            let start = whole.start + block.text[whole.clone()].len() - block.text[whole.clone()].trim_start().len();
            out.push(Found::new(start..whole.end, 60, Severity::Warn));
        }
    }
    out.extend(all(&MAP, block).map(|range| Found::new(range, 60, Severity::Warn)));
}
