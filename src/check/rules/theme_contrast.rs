//! `theme-contrast`: 町の色が読みにくい / the accent of the theme is hard to read (C02).
//!
//! Where the accent is seen stands in `config/palette.rs`, which also writes the style sheet.

use crate::{
    base::{color::Color, path::SourcePath},
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    config::{
        palette::{Scheme, find_fault, find_nearest},
        theme::Placed,
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "theme-contrast",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "site.toml の `[theme]` の色が、背景との差が小さく読みにくい色です",
        en: "A colour of `[theme]` in site.toml stands out too little from what is behind it"),
    why: msg!(
        ja: "文字は背景と4.5倍、線や記号は3倍の明るさの差がないと、目の弱い人や、明るい外では読めません（JIS X 8341-3）。",
        en: "With less than 4.5:1 for text and 3:1 for lines and icons, people with weak eyes or in bright light \
             cannot read it (WCAG 1.4.3, 1.4.11)."),
    how: msg!(
        ja: "示された近い色にします。`accent` は濃い色、`accent_dark` は明るい色が使えます。",
        en: "Take the near colour that is offered: a dark one for `accent`, a light one for `accent_dark`."),
    examples: &[
        Good(
            "---\ntitle: 水道\n---\n\
              === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
              [theme]\naccent = \"#c74700\"\naccent_dark = \"#ffa66d\"\n",
        ),
        Bad("---\ntitle: 水道\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             [theme]\naccent = \"#f39800\"\n         ^^^^^^^^^ 読みにくい\n"),
        Bad("---\ntitle: 水道\n---\n\
             === site.toml\ntitle = \"例\"\nbase_url = \"https://example.jp/\"\n\
             [theme]\naccent_dark = \"#1e4d3b\"\n              ^^^^^^^^^ 読みにくい\n"),
    ],
    check: Check::Site(check_theme_contrast),
};

fn check_theme_contrast(site: &Site, findings: &mut Vec<Diagnostic>) {
    let theme = &site.config().theme;
    findings.extend(theme.accent.as_ref().and_then(|accent| judge("accent", accent, Scheme::Light)));
    findings.extend(theme.accent_dark.as_ref().and_then(|accent| judge("accent_dark", accent, Scheme::Dark)));
}

fn judge(key: &str, accent: &Placed<Color>, scheme: Scheme) -> Option<Diagnostic> {
    let Placed { value: color, at } = *accent;
    let fault = find_fault(color, scheme)?;
    // Cut, not rounded: 4.46 must not look as if it were enough.
    let ratio = (fault.ratio * 10.0).floor() / 10.0;
    let least = fault.place.least;
    let Message { ja: part, en: part_en } = &fault.place.part;
    let (screen, screen_en) = match scheme {
        Scheme::Light => ("明るい画面", "light"),
        Scheme::Dark => ("暗い画面", "dark"),
    };
    let near = find_nearest(color, scheme);
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
            ja: "`{key}` の色 {color} では、{screen}の「{part}」と背景の差が小さく、読みにくいです（{ratio:.1}:1。\
                 {least}:1 以上が要ります）",
            en: "`{key}` {color} stands out too little on {screen_en} screens: {part_en} ({ratio:.1}:1, where \
                 {least}:1 is needed)"),
    );
    let finding = finding.at(&SourcePath::new("site.toml"), at).help(msgf!(
        ja: "近い色では {near} が使えます：`{key} = \"{near}\"`（`shirube serve` の画面は、この色で出ます）",
        en: "the nearest that holds is {near}: `{key} = \"{near}\"` (`shirube serve` shows this one)"));
    Some(finding.offer(at, format!("\"{near}\"")))
}
