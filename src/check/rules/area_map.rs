//! `area-map`: 地区の地図と地区のページが合わない / the map of the areas and the areas' pages do not agree.

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{Site, area_map::AreaMap},
};

/// The kind of the pages that the shapes of the map stand for.
const AREA: &str = "area";

pub(super) const RULE: Rule = Rule {
    code: "area-map",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "地区の地図（`area_map`）の形と、地区のページが合いません",
        en: "The shapes of the map of the areas (`area_map`) and the areas' pages do not agree"),
    why: msg!(
        ja: "地図にない地区は、どこにあるのか分かりません。ページのない形を選んだ人は、何も読めません。",
        en: "Nobody sees where an area is that the map does not have, and a shape without a page leads nowhere."),
    how: msg!(
        ja: "地図の `<g id=\"areas\">` の中の `<path>` の `id` に、地区のファイル名（`.md` の前）を書きます。",
        en: "Give each `<path>` in `<g id=\"areas\">` the name of its area's file (before `.md`) as its `id`."),
    examples: &[
        Good(
            "---\ntitle: 北地区\nkind: area\nkana: きた\n---\n\
              === content/m.svg\n<svg viewBox=\"0 0 9 9\"><g id=\"areas\"><path id=\"a\" d=\"M0 0Z\"/></g></svg>\n\
              === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\narea_map = \"m.svg\"\n",
        ),
        Good("---\ntitle: 北地区\nkind: area\nkana: きた\n---\n"),
        Bad("---\ntitle: 北地区\n       ^^^^^^ 地図に、この地区の形がありません\nkind: area\nkana: きた\n---\n\
             === content/m.svg\n<svg viewBox=\"0 0 9 9\"><g id=\"areas\"><path id=\"b\" d=\"M0 0Z\"/></g></svg>\n\
             \x20                                    ^^^^^^^^^^^^^^^^^^^^^^^^ 地区のページがありません\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\narea_map = \"m.svg\"\n"),
        Bad("---\ntitle: 北地区\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             area_map = \"m.svg\"\n           ^^^^^^^ 地図がありません\n"),
        Bad("---\ntitle: 北地区\nkind: area\nkana: きた\n---\n\
             === content/m.svg\n<svg viewBox=\"0 0 9 9\"><path id=\"a\" d=\"M0 0Z\"/></svg>\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             area_map = \"m.svg\"\n           ^^^^^^^ 名前の付いた形がありません\n"),
    ],
    check: Check::Site(check_area_map),
};

fn check_area_map(site: &Site, findings: &mut Vec<Diagnostic>) {
    let name = &site.config().area_map;
    if name.is_empty() {
        return;
    }
    let map = site.area_map();
    let finding = match &map.path {
        None => Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(ja: "地区の地図がありません：{name}", en: "there is no map of the areas: {name}"),
        )
        .help(msg!(
            ja: "content フォルダーの中の場所を、`area_map = \"chiku/chizu.svg\"` のように書いてください",
            en: "write its place below content, like `area_map = \"areas/map.svg\"`")),
        Some(_) if map.shapes.areas.is_empty() || map.shapes.view_box.is_empty() => Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(ja: "地区の地図に、名前の付いた形がありません：{name}", en: "the map has no named shapes: {name}"),
        )
        .help(msg!(
            ja: "`viewBox` のある `<svg>` に、`<g id=\"areas\"><path id=\"kita\" d=\"…\"/></g>` のように書いてください",
            en: "in an `<svg>` with a `viewBox`, write `<g id=\"areas\"><path id=\"north\" d=\"…\"/></g>`")),
        Some(path) => return compare(site, map, path, findings),
    };
    findings.push(finding.at(&SourcePath::new("site.toml"), site.config().area_map_at));
}

/// Tells of shapes without a page and of areas without a shape.
fn compare(site: &Site, map: &AreaMap, path: &SourcePath, findings: &mut Vec<Diagnostic>) {
    let mut drawn: Vec<&str> = Vec::new();
    for shape in &map.shapes.areas {
        let id = &shape.id;
        match site.page_of_shape(id, 0).filter(|page| page.card.kind == AREA) {
            Some(page) => drawn.push(&page.key),
            None => findings.push(
                Diagnostic::new(
                    RULE.level,
                    RULE.code,
                    msgf!(
                        ja: "地図の形「{id}」には、地区のページがありません",
                        en: "the shape `{id}` of the map has no page of its area"),
                )
                .at(path, shape.at)
                .help(msgf!(
                    ja: "地図の隣に `kind: area` の `{id}.md` を置くか、`id` を地区のファイル名に直してください",
                    en: "put `{id}.md` with `kind: area` beside the map, or correct the `id`")),
            ),
        }
    }
    for page in site.pages().iter().filter(|page| page.lang == 0 && page.card.kind == AREA) {
        if !drawn.contains(&page.key.as_str()) {
            findings.push(
                Diagnostic::new(
                    RULE.level,
                    RULE.code,
                    msg!(
                        ja: "地図に、この地区の形がありません",
                        en: "the map has no shape for this area"),
                )
                .at(&page.document.path, page.document.place("title").value)
                .help(msgf!(
                    ja: "`{path}` の `<g id=\"areas\">` に、このファイルの名前が `id` の `<path>` を足してください",
                    en: "add a `<path>` with the name of this file as its `id` to `<g id=\"areas\">` of `{path}`")),
            );
        }
    }
}
