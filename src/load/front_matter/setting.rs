//! What a line looks like: a setting, or words of a text.

use crate::load::front_matter::folded::{folded, is_empty_char};
use crate::load::front_matter::keys::TABLE;
use crate::load::front_matter::other_names;

/// Whether a line shows nothing.
pub(super) fn is_blank_line(line: &str) -> bool {
    line.chars().all(is_empty_char)
}

/// A line's key and value, if it has them.
fn key_of(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_matches(is_empty_char).trim_start_matches(['#', '-', '+', '>', '"', '\'', '“', '*', '{']);
    let line = line.trim_start_matches(is_empty_char);
    let at = line.find([':', '：', '=', '＝', '︓', '﹕', '∶'])?;
    let key = line[..at].trim_matches(is_empty_char).trim_end_matches(['"', '\'', '”', '*']);
    let value = line[at..].trim_start_matches([':', '：', '=', '＝', '︓', '﹕', '∶']);
    (!key.is_empty() && !value.starts_with("//")).then_some((key, value))
}

/// Whether this is the name of a key of every page, or one that people take for it.
pub(super) fn is_known(name: &str) -> bool {
    let name = name.split([':', '：', '=']).next().unwrap_or(name);
    let name = folded(name);
    TABLE.iter().any(|key| folded(key.name) == name) || other_names::find(&name).is_some()
}

/// Whether a line is a setting beyond doubt: its key is one of those that pages have.
pub(super) fn is_certain(line: &str) -> bool {
    key_of(line).is_some_and(|(key, _)| is_known(key)) || is_visibility(line)
}

/// Whether a line sets a key that pages have by its own name.
pub(super) fn is_key_of_pages(line: &str) -> bool {
    key_of(line).is_some_and(|(key, _)| TABLE.iter().any(|known| folded(known.name) == folded(key)))
}

/// Whether a line decides who sees the page: `draft: true`, also without its colon.
pub(super) fn is_visibility(line: &str) -> bool {
    let decides = |key: &str| {
        let key = folded(key);
        ["draft", "published", "publishfrom", "publishuntil", "下書き", "非公開", "公開開始", "公開終了"]
            .contains(&&*key)
    };
    let says = |value: &str| {
        let value = folded(value.split('#').next().unwrap_or(value));
        matches!(&*value, "true" | "false" | "yes" | "no" | "on" | "off" | "はい" | "いいえ" | "1" | "0")
            || value.starts_with("20") && value.chars().all(|sign| sign.is_ascii_digit() || "年月日/.".contains(sign))
    };
    let line = line.trim_matches(is_empty_char).trim_end_matches([',', ';', '}']);
    let pair = key_of(line).or_else(|| line.split_once(is_empty_char));
    pair.is_some_and(|(key, value)| decides(key) && says(value))
}

/// Whether a line may be a setting: a short name without the marks of a sentence, a colon, and a space or nothing.
pub(super) fn is_setting(line: &str) -> bool {
    let bare = line.trim_matches(is_empty_char);
    let Some((key, value)) = key_of(bare) else { return false };
    let is_word =
        |sign: char| sign.is_alphanumeric() || matches!(sign, '_' | '-' | '.' | '<' | '/' | '・' | ' ' | 'ー');
    let is_name = key.chars().all(is_word) && key.chars().count() < 40 && key.split(' ').count() < 4;
    let ends = bare[..bare.len() - value.len()].ends_with([':', '：', '=', '＝']);
    is_name && ends && (value.is_empty() || value.starts_with(is_empty_char) || !key.is_ascii() || bare.contains('='))
}

/// Whether a line of settings can be none: a sentence, a heading, a link, at the beginning of a line.
pub(super) fn is_prose(line: &str) -> bool {
    let is_yaml = line.starts_with([' ', '\t', '\u{3000}', '-', '#', ']', '}', '[', '{', '"', '\'', '&', '<', ','])
        || is_blank_line(line)
        || key_of(line).is_some_and(|(key, value)| {
            (value.is_empty() || value.starts_with(is_empty_char) || is_known(key) || line.contains('：'))
                && !key.contains(['。', '、', '！', '？', '「', '」', '（'])
        });
    !is_yaml
}
