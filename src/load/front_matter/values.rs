//! YAML values as ours, and as they stand in messages.

use serde_yaml::Value as Yaml;

use crate::base::value::Value;

/// A YAML value as one of ours; tags are dropped.
pub(in crate::load) fn plain(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(it) => Value::Bool(it),
        Yaml::Number(it) => it.as_i64().map_or_else(|| Value::Float(it.as_f64().unwrap_or_default()), Value::Int),
        Yaml::String(it) => Value::Text(it),
        Yaml::Sequence(items) => Value::List(items.into_iter().map(plain).collect()),
        Yaml::Mapping(map) => Value::Map(
            map.into_iter()
                .map(|(key, value)| {
                    (key.as_str().map_or_else(|| format_value(&plain(key.clone())), str::to_owned), plain(value))
                })
                .collect(),
        ),
        Yaml::Tagged(tagged) => plain(tagged.value),
    }
}

/// A value in a message.
pub(super) fn format_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(it) => it.to_string(),
        Value::Int(it) => it.to_string(),
        Value::Float(it) => it.to_string(),
        Value::Text(it) => it.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(format_value).collect::<Vec<_>>().join(", ")),
        Value::Map(map) => {
            format!(
                "{{ {} }}",
                map.iter().map(|(key, value)| format!("{key}: {}", format_value(value))).collect::<Vec<_>>().join(", ")
            )
        }
    }
}
