//! `theme-setting`: テーマが使っていない設定 / a setting of `[theme]` that the theme itself does not use.

use crate::{
    base::path::SourcePath,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    config::theme::ThemeSettings,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        Site,
        theme_files::{STYLE_SHEET, ThemeFiles},
    },
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "theme-setting",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "`[theme]` の設定が、自分のテーマのファイルでは使われていません",
        en: "The files of the site's own theme do not use a setting of `[theme]`"),
    why: msg!(
        ja: "色や書体やロゴを設定しても、見た目が変わりません。",
        en: "The colour, the fonts or the logo is set, and nothing looks different."),
    how: msg!(
        ja: "自分のテーマのCSSで `var(--green)` や `var(--font)` を、テンプレートで `logo()` を使うか、設定を消します。",
        en: "Use `var(--green)` and `var(--font)` in the theme's style sheet and `logo()` in its templates, or remove \
             the setting."),
    examples: &[
        Good(
            "---\ntitle: 水道\n---\n\
              === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
              [theme]\nfonts = [\"Meiryo\"]\naccent = \"#c74700\"\n",
        ),
        Bad("---\ntitle: 水道\n---\n\
             === themes/machi/assets/css/site.css\nbody { color: #000 }\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             [theme]\nname = \"machi\"\nfonts = [\"Meiryo\"]\n        ^^^^^^^^^^ 使っていない\n"),
    ],
    check: Check::Site(check_theme_setting),
};

fn check_theme_setting(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (key, at, what) in given(&site.config().theme) {
        if uses(site.theme(), what) {
            continue;
        }
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "`{key}` を設定しても、このテーマの見た目は変わりません（`{what}` を使っていないため）",
                    en: "`{key}` changes nothing: this theme does not use `{what}`"),
            )
            .at(&SourcePath::new("site.toml"), at)
            .help(msgf!(
                ja: "テーマのファイルで `{what}` を使うか（docs/themes.md）、site.toml からこの行を消してください",
                en: "use `{what}` in the theme's files (docs/themes.md), or remove the line")),
        );
    }
}

/// The settings that are given: the key, its place, and what a theme that uses it has.
fn given(theme: &ThemeSettings) -> Vec<(&'static str, Span, &'static str)> {
    let accents = [("accent", &theme.accent, "var(--green)"), ("accent_dark", &theme.accent_dark, "var(--leaf)")];
    let accents = accents.into_iter().filter_map(|(key, accent, what)| Some((key, accent.as_ref()?.at, what)));
    let fonts = (!theme.fonts.is_empty()).then_some(("fonts", theme.fonts_at, "var(--font)"));
    let logo = theme.logo.as_ref().map(|logo| ("logo", logo.at, "logo()"));
    accents.chain(fonts).chain(logo).collect()
}

/// Whether the style sheet or a template has these words.
fn uses(theme: &ThemeFiles, what: &str) -> bool {
    let sheet = theme.assets.get(STYLE_SHEET).map(|asset| String::from_utf8_lossy(&asset.bytes));
    sheet.is_some_and(|sheet| sheet.contains(what)) || theme.templates.values().any(|(_, text)| text.contains(what))
}
