//! `site-image`: site.toml の画像がない / the picture that site.toml names is not there.

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "site-image",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "サイトの画像（`image`）のファイルがありません",
        en: "The site's picture (`image`) is not there"),
    why: msg!(
        ja: "ほかのサイトやSNSでこのサイトが紹介されるとき、画像が出ません。",
        en: "Where other sites and social media show this site, there is no picture."),
    how: msg!(ja: "content フォルダーの中の場所を書きます。", en: "Write the picture's place below content."),
    examples: &[
        Good("---\ntitle: 水道\n---\n"),
        Bad("---\ntitle: 水道\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             image = \"machi.jpg\"\n        ^^^^^^^^^^^ がありません\n"),
    ],
    check: Check::Site(check_site_image),
};

fn check_site_image(site: &Site, findings: &mut Vec<Diagnostic>) {
    if !site.misses_image() {
        return;
    }
    let name = &site.config().image;
    findings.push(
        Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
            ja: "サイトの画像（`image`）の「{name}」がありません",
            en: "the site's picture (`image`) `{name}` is not there"),
        )
        .at(&SourcePath::new("site.toml"), site.config().image_at)
        .help(msg!(
            ja: "content フォルダーの中の場所を、`image = \"machi.jpg\"` のように書いてください。横1200、縦630ピクセル以上の写真が向いています",
            en: "write its place below content, like `image = \"town.jpg\"`; \
                 a photo of at least 1200 by 630 pixels is best")),
    );
}
