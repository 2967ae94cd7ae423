//! `position-outside`: 日本の外の位置 / a position outside Japan.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "position-outside",
    level: Level::Error,
    fixed: false,
    what: msg!(
            ja: "緯度と経度が、日本の外を指しています",
            en: "Latitude and longitude lie outside Japan"),
    why: msg!(
            ja: "地図とオープンデータで、別の国や海の上に置かれます。緯度と経度が入れ替わっていることが多いです。",
            en: "Maps and open data put it into another country; often the two numbers are swapped."),
    how: msg!(
            ja: "緯度（`lat`）は20から46、経度（`lng`）は122から154の数です。",
            en: "`lat` is between 20 and 46, `lng` between 122 and 154."),
    examples: &[
        Good("---\nkind: facility\ntitle: 図書館\nlat: 37.6017\nlng: 135.9021\n---\n"),
        Bad("---\nkind: facility\ntitle: 図書館\nlat: 135.9021\n     ^^^^^^^^ 入れ替わって\nlng: 37.6017\n---\n"),
        Bad("---\nkind: facility\ntitle: 図書館\nlat: 3.6017\n     ^^^^^^ 日本の外\nlng: 135.9021\n---\n"),
    ],
    check: Check::Document(check_position_outside),
};

fn check_position_outside(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let number = |key: &str| match document.meta.fields.get(key) {
        Some(Value::Int(number)) => Some(*number as f64),
        Some(Value::Float(number)) => Some(*number),
        _ => None,
    };
    let Some((lat, lng)) = number("lat").zip(number("lng")) else { return };
    let is_lat = |number: f64| (20.0..=46.0).contains(&number);
    let is_lng = |number: f64| (122.0..=154.0).contains(&number);
    if is_lat(lat) && is_lng(lng) {
        return;
    }
    let message = if is_lat(lng) && is_lng(lat) {
        msg!(ja: "緯度（`lat`）と経度（`lng`）が入れ替わっています", en: "`lat` and `lng` are swapped")
    } else {
        msgf!(
            ja: "位置（緯度{lat}、経度{lng}）が日本の外です",
            en: "the position (latitude {lat}, longitude {lng}) lies outside Japan")
    };
    findings.push(
        Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, document.place("lat").value).help(msg!(
            ja: "緯度は20から46、経度は122から154の数です。地図で確かめてください",
            en: "latitude is between 20 and 46, longitude between 122 and 154; look at a map")),
    );
}
