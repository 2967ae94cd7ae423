//! Values that YAML would take for something else than what they say: those with a sign at their beginning, or a colon
//! inside.

use crate::{
    base::path::SourcePath,
    load::front_matter::keys::{Form, TABLE},
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::span::Span,
};

/// What is wrong with a value that has to stand in quotes, with its quoted form as the fix.
pub(super) fn misread(path: &SourcePath, text: &str, key: &str, (value, span): (&str, Span)) -> Option<Diagnostic> {
    let plain = !value.starts_with(['"', '\'', '[', '{', '|', '>', '&', '*', '!', '#', '-']);
    let (words, comment) = without_comment(value);
    let finding = if plain && (words.contains(": ") || words.ends_with(':')) {
        Diagnostic::error(
            "yaml-colon",
            msg!(
                ja: "値の中に「: 」があるため、設定を読み取れません",
                en: "the value holds `: `, so that the front matter cannot be read"),
        )
    } else if needs_quotes(text, key, value) {
        let sign = value.chars().next()?;
        Diagnostic::error(
            "yaml-sign",
            msgf!(
                ja: "値が記号「{sign}」で始まるため、設定を読み取れません",
                en: "the value begins with `{sign}`, so that the front matter cannot be read"),
        )
    } else {
        return None;
    };
    let words = if comment { words } else { value };
    let quoted = format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""));
    let span = Span::new(span.start, span.start + words.len());
    let help = msgf!(
        ja: "全体を \" で囲んでください：`{key}: {quoted}`",
        en: "put the whole value in double quotes: `{key}: {quoted}`");
    Some(finding.at(path, span).help(help).fix(span, quoted))
}

/// A plain value without the comment behind it, and whether there is one.
pub(super) fn without_comment(value: &str) -> (&str, bool) {
    match value.find(" #").or_else(|| value.find("\t#")) {
        Some(at) => (value[..at].trim_end(), true),
        None => (value, false),
    }
}

/// Whether YAML would refuse a value that stands there as words.
fn needs_quotes(text: &str, key: &str, value: &str) -> bool {
    let Some(sign) = value.chars().next() else { return false };
    let rest = &value[sign.len_utf8()..];
    let name = || rest.split([' ', ',']).next().unwrap_or_default();
    let is_alone = |rest: &str| rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#');
    match sign {
        '@' | '`' | '%' | ',' => true,
        '-' | '?' | '!' => rest.starts_with([' ', '\t']),
        '|' | '>' => !is_alone(rest.trim_start_matches(['+', '-', '1', '2', '3', '4'])),
        '*' => name().is_empty() || !text.contains(&format!("&{}", name())),
        '&' => name().is_empty() || !text.contains(&format!("*{}", name())) && takes_words(key),
        '"' => tail(value, '"', '"').is_some_and(|tail| !is_alone(tail)),
        '\'' => tail(value, '\'', '\'').is_some_and(|tail| !is_alone(tail)),
        '[' => takes_words(key) && tail(value, '[', ']').is_some_and(|tail| !is_alone(tail)),
        '{' => takes_words(key) && tail(value, '{', '}').is_some_and(|tail| !is_alone(tail)),
        _ => false,
    }
}

/// What follows the sign that closes a value, on its line.
fn tail(value: &str, open: char, close: char) -> Option<&str> {
    let mut depth = 0;
    let mut signs = value.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == '\\' && open == '"' {
            signs.next();
        } else if sign == close && (open != close || depth > 0) {
            if open == '\'' && signs.peek().is_some_and(|(_, next)| *next == '\'') {
                signs.next();
                continue;
            }
            depth -= 1;
            if depth == 0 {
                return Some(&value[at + sign.len_utf8()..]);
            }
        } else if sign == open {
            depth += 1;
        }
    }
    None
}

/// Whether a key holds words, as far as every page is concerned; a list is none.
fn takes_words(key: &str) -> bool {
    TABLE.iter().find(|known| known.name == key).is_none_or(|known| matches!(known.form, Form::Text(_)))
}

/// Words as a YAML value, in quotes where they must be.
pub fn quoted(text: &str) -> String {
    let is_word = !matches!(&*text.to_ascii_lowercase(), "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    let plain = text.chars().next().is_some_and(|c| !c.is_ascii_punctuation() && !c.is_ascii_digit())
        && !text.contains([':', '#', '"', '\\', '\n'])
        && text.trim() == text;
    if plain && is_word {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_where_they_must_be() {
        for (title, written) in [
            ("家賃は", "家賃は"),
            ("手続き: 水道", "\"手続き: 水道\""),
            ("#1", "\"#1\""),
            ("2026年", "\"2026年\""),
            ("No", "\"No\""),
        ] {
            assert_eq!(quoted(title), written);
        }
    }
}
