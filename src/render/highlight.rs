//! Code blocks with classes for the theme to colour.
//!
//! The syntax set is large: it is loaded when the first block names a language that it knows, and once.

use std::sync::LazyLock;

use syntect::{
    html::{ClassStyle, ClassedHTMLGenerator},
    parsing::SyntaxSet,
    util::LinesWithEndings,
};

use crate::load::html::escape;

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// What precedes every class, so that a theme's own names stay free.
const STYLE: ClassStyle = ClassStyle::SpacedPrefixed { prefix: "hl-" };

/// Appends a `<pre>` of `code`; a language that nobody knows is shown plain.
pub fn code(html: &mut String, language: &str, code: &str) {
    html.push_str("<pre tabindex=\"0\"><code");
    if !language.is_empty() {
        html.push_str(" class=\"language-");
        escape(html, language);
        html.push('"');
    }
    html.push('>');
    match (!language.is_empty()).then(|| highlighted(language, code)).flatten() {
        Some(coloured) => html.push_str(&coloured),
        None => escape(html, code),
    }
    html.push_str("</code></pre>\n");
}

fn highlighted(language: &str, code: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, STYLE);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
