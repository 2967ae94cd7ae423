//! YAML, read within limits. The library's time grows with the square of how deep brackets stand in each other: what is
//! deeper than anybody writes is not handed to it.

use serde_yaml::Value;

/// How deep lists and tables may stand in each other.
const DEEPEST: usize = 64;

/// Reads YAML; or the line and the column, from 1, where it cannot be read.
pub fn read_yaml(text: &str) -> Result<Value, (usize, usize)> {
    if let Some(line) = find_excess(text) {
        return Err((line, 1));
    }
    let place = |error: serde_yaml::Error| error.location().map_or((1, 1), |place| (place.line(), place.column()));
    serde_yaml::from_str(text).map_err(place)
}

/// The number of the first line that is too deep.
pub(crate) fn find_excess(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    for (number, line) in text.lines().enumerate() {
        let mut deepest = open;
        for byte in line.bytes() {
            match byte {
                b'[' | b'{' => open += 1,
                b']' | b'}' => open = open.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(open);
        }
        let start = line.bytes().take_while(|byte| matches!(byte, b' ' | b'-' | b'?' | b':' | b'\t'));
        let items = start.filter(|byte| matches!(byte, b'-' | b'?' | b':')).count();
        let is_rule = line.trim().bytes().all(|byte| byte == b'-');
        if deepest > DEEPEST || items > DEEPEST && !is_rule {
            return Some(number + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_deep_is_not_read() {
        for (text, fault) in [
            ("a: [1, [2, {b: 3}]]\n".to_owned(), None),
            (format!("a: {}1{}\n", "[".repeat(60), "]".repeat(60)), None),
            (format!("title: a\nb: {}\n", "[".repeat(100)), Some(2)),
            (format!("b: {}1{}\n", "[".repeat(100), "]".repeat(100)), Some(1)),
            (format!("b: {}\n", "{a: ".repeat(100)), Some(1)),
            (format!("b:\n  {}a\n", "- ".repeat(100)), Some(2)),
            (format!("b: |\n  {}\n", "-".repeat(100)), None),
        ] {
            assert_eq!(read_yaml(&text).err().map(|(line, _)| line), fault, "{text}");
        }
    }
}
