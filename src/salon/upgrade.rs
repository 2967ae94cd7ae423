//! Inboxes of older forms, read as if they had been written in today's. Nothing is written here: the next write puts
//! the whole inbox into its new form.

use serde_json::{Map, Value};

/// Posts of version 1, a line each: a time stood there for the name as well.
///
/// The line number of an `Err` is that of a line which cannot be read.
pub(super) fn posts_of_version_1(text: &str) -> Result<String, usize> {
    let mut upgraded = String::with_capacity(text.len() + text.len() / 8);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        // A last line without its end was being appended when the program was ended.
        let Some(line) = line.strip_suffix('\n').filter(|line| !line.is_empty()) else { continue };
        upgraded.push_str(&post_of_version_1(line).ok_or(number + 1)?);
        upgraded.push('\n');
    }
    Ok(upgraded)
}

fn post_of_version_1(line: &str) -> Option<String> {
    let mut fields: Map<String, Value> = serde_json::from_str(line).ok()?;
    let time = fields.remove("ts")?;
    fields.insert("id".to_owned(), time.clone());
    fields.insert("at".to_owned(), time);
    serde_json::to_string(&fields).ok()
}
