//! Slack's message times, `1714581000.000100`: when a message was posted, and its name within its channel.

use serde_json::Value;

use crate::salon::{post_time::PostTime, transcript::MessageId};

/// Reads a JSON value; the flag says that it was a number, which other tools write.
pub(crate) fn read_ts(value: &Value) -> Option<(PostTime, bool)> {
    match value {
        Value::String(text) => Some((PostTime::parse(text)?, false)),
        Value::Number(number) => {
            let text = number
                .as_f64()
                .filter(|number| number.is_finite() && *number > 0.0)
                .map(|number| format!("{number:.6}"))?;
            Some((PostTime::parse(&text)?, true))
        }
        _ => None,
    }
}

/// The name that a message has by its time.
pub(crate) fn id_of(ts: PostTime) -> MessageId {
    MessageId::new(&ts.to_string())
}

/// The time that a message has by its name.
pub(crate) fn time_of(id: &MessageId) -> PostTime {
    PostTime::parse(id.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_named_by_its_time_in_one_form() {
        let number = serde_json::json!(1_566_285_666.212_5);
        let (ts, is_number) = read_ts(&number).unwrap();
        assert!(is_number);
        assert_eq!(id_of(ts), MessageId::new("1566285666.212500"));
        assert_eq!(time_of(&id_of(ts)), ts);
        assert_eq!(read_ts(&serde_json::json!("1566285666.2125")), Some((ts, false)));
        assert_eq!(read_ts(&serde_json::json!(-1.0)), None);
    }
}
