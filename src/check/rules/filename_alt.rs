//! `filename-alt`: 説明がファイルの名前 / alternative text that is a file's name.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Document, LinkKind},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

static NAME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)(?:\.(?:jpe?g|png|gif|webp|avif|svg|heic)$|",
        r"^(?:img|dsc|dscn|pxl|image|photo|pict?|p|screenshot|スクリーンショット)[_\- 0-9.:()年月日時分秒]*$|",
        r"^(?:写真|画像|イラスト|図|アイコン|ロゴ)[ \u{3000}_\-]?[0-9０-９]*$)"
    ))
    .expect("the pattern is sound")
});

pub(super) const RULE: Rule = Rule {
    code: "filename-alt",
    level: Level::Error,
    fixed: true,
    what: msg!(
            ja: "写真の説明が、ファイルの名前や「写真1」のままです",
            en: "A picture's words are its file's name"),
    why: msg!(
            ja: "「IMG_1234」と読み上げられても、何が写っているか分かりません。",
            en: "`IMG_1234` read aloud says nothing (WCAG 1.1.1 F30)."),
    how: msg!(
            ja: "写っているものを書きます。飾りなら「飾り」と書きます。",
            en: "Write what the picture shows; for a decoration write `飾り`."),
    examples: &[
        Good(
            "---\ntitle: 例\n---\n\n![雪の積もった駅前](https://example.jp/a.jpg)\n\n![飾り](https://example.jp/b.jpg)\
                 \n\n![写真を撮る人たち](https://example.jp/c.jpg)\n",
        ),
        Bad("---\ntitle: 例\n---\n\n![IMG_1234](https://example.jp/a.jpg)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^^^ 写っているもの\n"),
        Bad(
            "---\ntitle: 例\n---\n\n![写真1](https://example.jp/a.jpg)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 写っているもの\n",
        ),
        Bad("---\ntitle: 例\n---\n\n![eki.JPG](https://example.jp/a.jpg)\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\
                 ^^ 写っているもの\n"),
    ],
    check: Check::Document(check_filename_alt),
};

fn check_filename_alt(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Image && NAME.is_match(link.text.trim())) {
        let words = link.text.trim();
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "「{words}」では伝わりません。写っているものを書いてください",
                en: "`{words}` says nothing; write what the picture shows"),
        );
        findings.push(finding.at(&document.path, link.span).help(msg!(
            ja: "`![雪の積もった駅前](eki.jpg)` のように書きます",
            en: "write it like `![the station in snow](eki.jpg)`")));
    }
}
