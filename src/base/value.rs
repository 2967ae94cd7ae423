//! Floor 0: values that people write in front matter, tables and site.toml, whatever the file's format.

use std::collections::BTreeMap;

/// A value; maps are in the order of their names, so that nothing depends on how a file was written.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// true or false.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Float(f64),
    /// Text; dates too.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// Named values, in the order of the names.
    Map(BTreeMap<String, Value>),
}

impl Value {
    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value below a name, if it is a map that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(map) => map.get(name),
            _ => None,
        }
    }

    /// The text below a name; empty if there is none.
    pub fn text_of(&self, name: &str) -> &str {
        self.get(name).and_then(Self::as_text).unwrap_or_default()
    }

    /// The value as canonical JSON, the one form that hashes are made of: names in the order of their bytes, no spaces.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out);
        out
    }

    fn write_canonical(&self, out: &mut String) {
        match self {
            Self::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
            Self::Int(it) => out.push_str(&it.to_string()),
            Self::Float(it) if it.is_finite() => out.push_str(&it.to_string()),
            Self::Null | Self::Float(_) => out.push_str("null"),
            Self::Text(it) => write_quoted(out, it),
            Self::List(items) => {
                out.push('[');
                for (number, item) in items.iter().enumerate() {
                    if number > 0 {
                        out.push(',');
                    }
                    item.write_canonical(out);
                }
                out.push(']');
            }
            Self::Map(entries) => {
                out.push('{');
                for (number, (name, item)) in entries.iter().enumerate() {
                    if number > 0 {
                        out.push(',');
                    }
                    write_quoted(out, name);
                    out.push(':');
                    item.write_canonical(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        use serde_json::Value as Json;
        match json {
            Json::Null => Self::Null,
            Json::Bool(it) => Self::Bool(it),
            Json::Number(it) => it.as_i64().map_or_else(|| Self::Float(it.as_f64().unwrap_or_default()), Self::Int),
            Json::String(it) => Self::Text(it),
            Json::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Json::Object(map) => Self::Map(map.into_iter().map(|(key, it)| (key, Self::from(it))).collect()),
        }
    }
}

fn write_quoted(out: &mut String, text: &str) {
    out.push_str(&serde_json::to_string(text).expect("text always serialises"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_has_one_canonical_form() {
        let of = |text: &str| Value::from(serde_json::from_str::<serde_json::Value>(text).unwrap()).canonical();
        assert_eq!(
            of("{ \"b\": [1, null, true], \"a\": \"雪\\u0041\\n\\\"\" }"),
            "{\"a\":\"雪A\\n\\\"\",\"b\":[1,null,true]}"
        );
        assert_eq!(of("{\"é\": 1, \"z\": {}, \"Z\": -2.50}"), "{\"Z\":-2.5,\"z\":{},\"é\":1}");
    }
}
