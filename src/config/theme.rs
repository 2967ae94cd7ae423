//! `theme` of `site.toml`: a theme's name, or `[theme]` with a name, colours, a logo and fonts.
//!
//! Colours and fonts are written into a style sheet. Nothing gets there as it was typed: colours are read into numbers,
//! and a family's name may hold no mark of CSS.

use toml::de::DeValue;

use crate::{
    base::{color::Color, value::Value},
    config::{
        palette::Palette,
        reader::{Given, Reader, value},
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// The name of the theme that the program carries.
pub const DEFAULT_THEME: &str = "shirube";

/// A value, and where it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub at: Span,
}

/// What a site says of its looks.
#[derive(Clone, PartialEq, Debug)]
pub struct ThemeSettings {
    /// The theme's folder name below `themes/`.
    pub name: String,
    /// The colour of bands, buttons, lines and icons on light screens; `None`: the theme's own.
    pub accent: Option<Placed<Color>>,
    /// The colour of lines and icons on dark screens; `None`: made from the other.
    pub accent_dark: Option<Placed<Color>>,
    /// The picture beside the guide's name, a path below `content/`; `None`: the theme's own mark.
    pub logo: Option<Placed<String>>,
    /// The same for dark screens; `None`: the same picture.
    pub logo_dark: Option<Placed<String>>,
    /// Whether the picture holds the guide's name, so that it is not written beside it.
    pub logo_has_name: bool,
    /// Families of fonts that are tried before the theme's own; empty: none. Each is a name without marks of CSS.
    pub fonts: Vec<String>,
    /// Where they are written.
    pub fonts_at: Span,
}

impl Default for ThemeSettings {
    fn default() -> Self {
        Self {
            name: DEFAULT_THEME.to_owned(),
            accent: None,
            accent_dark: None,
            logo: None,
            logo_dark: None,
            logo_has_name: false,
            fonts: Vec::new(),
            fonts_at: Span::default(),
        }
    }
}

/// The words of CSS for a kind of font. Whatever stands behind one is never tried.
const GENERIC: [&str; 7] =
    ["serif", "sans-serif", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded", "ui-monospace"];

impl ThemeSettings {
    /// The colours that the accents give to the theme; `None` without any.
    pub fn palette(&self) -> Option<Palette> {
        let color = |accent: &Option<Placed<Color>>| accent.as_ref().map(|accent| accent.value);
        Palette::new(color(&self.accent), color(&self.accent_dark))
    }

    /// What stands behind the theme's own style sheet; empty where the site gives nothing.
    pub fn css(&self) -> String {
        let mut sheet = self.palette().map_or_else(String::new, |palette| palette.css());
        if let Some(last) = self.fonts.last() {
            let quoted = |name: &String| if is_generic(name) { name.to_lowercase() } else { format!("\"{name}\"") };
            let names: Vec<String> = self.fonts.iter().map(quoted).collect();
            let end = if is_generic(last) { "" } else { ", var(--font-end)" };
            sheet.push_str(&format!(":root {{ --font: {}{end} }}\n", names.join(", ")));
        }
        sheet
    }

    /// What templates may ask of it, complete: `setting(key="theme.color")`.
    pub(super) fn values(&self) -> Value {
        let band = self.palette().and_then(|palette| palette.band()).map(|color| color.to_string());
        let path = |logo: &Option<Placed<String>>| logo.as_ref().map_or("", |logo| &*logo.value).to_owned();
        let texts = [
            ("name", self.name.clone()),
            ("color", band.unwrap_or_default()),
            ("logo", path(&self.logo)),
            ("logo_dark", path(&self.logo_dark)),
        ];
        let texts = texts.into_iter().map(|(name, text)| (name.to_owned(), Value::Text(text)));
        Value::Map(texts.chain([("logo_has_name".to_owned(), Value::Bool(self.logo_has_name))]).collect())
    }
}

fn is_generic(name: &str) -> bool {
    GENERIC.iter().any(|word| word.eq_ignore_ascii_case(name))
}

/// Whether this may be the name of a font's family: letters of any script, digits, and what stands between them.
fn is_family(name: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '+' | '・' | 'ー');
    let is_file =
        [".woff", ".woff2", ".ttf", ".otf", ".ttc"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    name.chars().count() <= 60 && name.starts_with(char::is_alphanumeric) && name.chars().all(inner) && !is_file
}

impl Reader {
    /// The settings of the theme.
    pub(super) fn theme(&mut self, given: Given<'_>) -> ThemeSettings {
        let defaults = ThemeSettings::default();
        let Some(own) = given.table("theme") else {
            return ThemeSettings { name: given.some_text("theme").unwrap_or(defaults.name), ..defaults };
        };
        let color = |key| Some(Placed { value: Color::parse(&own.text(key))?, at: own.place(key)? });
        let path = |key| Some(Placed { value: own.some_text(key)?, at: own.place(key)? });
        ThemeSettings {
            name: own.some_text("name").unwrap_or(defaults.name),
            accent: color("accent"),
            accent_dark: color("accent_dark"),
            logo: path("logo"),
            logo_dark: path("logo_dark"),
            logo_has_name: own.flag("logo_has_name"),
            fonts: self.fonts(own),
            fonts_at: own.place("fonts").unwrap_or_default(),
        }
    }

    /// The families of fonts up to the first generic one; what is none is told.
    fn fonts(&mut self, own: Given<'_>) -> Vec<String> {
        let mut fonts: Vec<String> = Vec::new();
        for (written, at) in own.items("fonts") {
            let name = match written {
                DeValue::String(name) => name.trim().to_owned(),
                other => value(other).canonical(),
            };
            if matches!(written, DeValue::String(_)) && is_family(&name) {
                if !fonts.last().is_some_and(|last| is_generic(last)) {
                    fonts.push(name);
                }
                continue;
            }
            self.findings.push(
                Diagnostic::error(
                    "config-font",
                    msgf!(ja: "「{name}」はフォントの名前ではありません", en: "`{name}` is no name of a font"),
                )
                .at(&self.path, at)
                .help(msg!(
                    ja: "読む人の機器に入っているフォントの名前を、`fonts = [\"BIZ UDPGothic\", \"Yu Gothic\"]` のように、\
                         1つずつ \" で囲んで書いてください。フォントのファイルやURLは使えません",
                    en: "write the names of fonts that readers' own devices have, each in its quotes, like `fonts = \
                         [\"BIZ UDPGothic\", \"Yu Gothic\"]`; no files and no URLs of fonts")),
            );
        }
        fonts
    }
}

#[cfg(test)]
mod tests {
    use crate::config::types::Config;

    /// The style sheet that a `[theme]` gives, and the codes of what is wrong with it.
    fn read(theme: &str) -> (String, Vec<&'static str>) {
        let read = Config::read(Some(&format!("title = \"町\"\n[theme]\n{theme}")));
        (read.value.theme.css(), read.findings.iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn fonts_are_names_and_end_in_a_generic_one() {
        for (fonts, css) in [
            ("[]", ""),
            ("[\"BIZ UDPGothic\"]", ":root { --font: \"BIZ UDPGothic\", var(--font-end) }\n"),
            ("[\"游明朝\", \"Yu Mincho\", \"Serif\"]", ":root { --font: \"游明朝\", \"Yu Mincho\", serif }\n"),
            ("[\" 游ゴシック体 \"]", ":root { --font: \"游ゴシック体\", var(--font-end) }\n"),
            ("[\"serif\", \"Meiryo\"]", ":root { --font: serif }\n"),
        ] {
            assert_eq!(read(&format!("fonts = {fonts}")), (css.to_owned(), vec![]), "{fonts}");
        }
        for font in [
            "\"a; } body { display: none\"",
            "'a\"b'",
            "\"a\\\\b\"",
            "\"https://fonts.example.com/a\"",
            "\"//example.com\"",
            "\"url(a)\"",
            "\"var(--x)\"",
            "\"fonts/Noto.woff2\"",
            "\"Noto.TTF\"",
            "\"Meiryo, Osaka\"",
            "\"a/*\"",
            "\"a\\nb\"",
            "\"<b>\"",
            "\"\"",
            "\" \"",
            "3",
        ] {
            let (css, codes) = read(&format!("fonts = [{font}, \"Meiryo\"]"));
            assert_eq!(codes, ["config-font"], "{font}");
            assert_eq!(css, ":root { --font: \"Meiryo\", var(--font-end) }\n", "{font}");
        }
    }

    #[test]
    fn colours_are_numbers() {
        let (css, codes) = read("accent = \"#C74700\"\naccent_dark = \"#fa7\"");
        assert!(codes.is_empty(), "{codes:?}");
        assert!(css.contains("--green: #c74700;") && css.contains("--leaf: #ffaa77;"), "{css}");
        for wrong in ["orange", "rgb(1,2,3)", "#12", "#fff;}", "1e4d3b", "＃1e4d3b", "", " #fff"] {
            assert_eq!(read(&format!("accent = \"{wrong}\"")), (String::new(), vec!["config-type"]), "{wrong}");
        }
    }

    #[test]
    fn a_name_alone_is_a_theme() {
        for (text, name) in [
            ("theme = \"machi\"", "machi"),
            ("[theme]\nname = \"machi\"", "machi"),
            ("[theme]\naccent = \"#000\"", "shirube"),
            ("", "shirube"),
        ] {
            let read = Config::read(Some(text));
            assert!(read.findings.is_empty(), "{text}: {:?}", read.findings);
            assert_eq!(read.value.theme.name, name, "{text}");
            assert_eq!(read.value.all.get("theme").map(|theme| theme.text_of("name")), Some(name));
        }
    }
}
