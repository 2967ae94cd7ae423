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
    site::{Site, resolve::files::LostPicture},
};

pub(super) const RULE: Rule = Rule {
    code: "site-image",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "サイトの画像（`image`）やロゴ（`logo`）のファイルがありません",
        en: "The site's picture (`image`) or logo is not there"),
    why: msg!(
        ja: "ほかのサイトやSNSでこのサイトが紹介されるとき、またはページの上に、画像が出ません。",
        en: "Where other sites and social media show this site, or at the head of pages, there is no picture."),
    how: msg!(ja: "content フォルダーの中の場所を書きます。", en: "Write the picture's place below content."),
    examples: &[
        Good("---\ntitle: 水道\n---\n"),
        Bad("---\ntitle: 水道\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             image = \"machi.jpg\"\n        ^^^^^^^^^^^ がありません\n"),
        Bad("---\ntitle: 水道\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             [theme]\nlogo = \"machi.txt\"\n       ^^^^^^^^^^^ 画像として読めません\n\
             === content/machi.txt\n町\n"),
    ],
    check: Check::Site(check_site_image),
};

fn check_site_image(site: &Site, findings: &mut Vec<Diagnostic>) {
    for LostPicture { key, name, at, is_file } in site.lost_pictures() {
        let message = if *is_file {
            msgf!(
                ja: "サイトの画像（`{key}`）の「{name}」は、画像として読めません",
                en: "the site's picture (`{key}`) `{name}` cannot be read as a picture")
        } else {
            msgf!(
                ja: "サイトの画像（`{key}`）の「{name}」がありません",
                en: "the site's picture (`{key}`) `{name}` is not there")
        };
        let help = if *key == "image" {
            msg!(
                ja: "content フォルダーの中の場所を、`image = \"machi.jpg\"` のように書いてください。横1200、縦630ピクセル以上の写真が向いています",
                en: "write its place below content, like `image = \"town.jpg\"`; \
                     a photo of at least 1200 by 630 pixels is best")
        } else {
            msg!(
                ja: "content フォルダーの中の場所を、`logo = \"logo.svg\"` のように書いてください。SVG、PNG、JPEGなどが使えます",
                en: "write its place below content, like `logo = \"logo.svg\"`: an SVG, a PNG or a JPEG")
        };
        let finding = Diagnostic::new(RULE.level, RULE.code, message).at(&SourcePath::new("site.toml"), *at);
        findings.push(finding.help(help));
    }
}
