//! What a result shows of a page: read for the first results only.

use serde_json::{Value, json};

/// A part of a page under one heading.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Part {
    /// The heading's anchor; empty for what stands before the first.
    pub anchor: String,
    /// The heading, plain; empty for what stands before the first.
    pub heading: String,
    /// The text, a paragraph or a table's row a line.
    pub text: String,
}

/// What a result shows of a page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Fragment {
    /// Its URL, from the language's root, encoded.
    pub url: String,
    /// Its title.
    pub title: String,
    /// Words for what it is: 手続き.
    pub kind: String,
    /// The title of its section; empty on the top level, and where it says no more than the kind.
    pub section: String,
    /// `good`, `plain`, `candid`; empty where it has none.
    pub tone: String,
    /// 満員, 終了, …; empty where there is nothing to say.
    pub state: String,
    /// The month of a question, when an event begins, or the day of the last change, in words; may be empty.
    pub day: String,
    /// Whether it is over: shown last.
    pub over: bool,
    /// Its parts, the first without a heading.
    pub parts: Vec<Part>,
}

impl Fragment {
    /// The form in files.
    pub fn to_json(&self) -> Value {
        let Self { url, title, kind, section, tone, state, day, over, parts } = self;
        // A line a string: so the privacy gate finds most of them in the page's own file, where they were read.
        let part = |part: &Part| {
            let head = [part.anchor.as_str(), part.heading.as_str()];
            Value::from_iter(head.into_iter().chain(part.text.lines().filter(|line| !line.is_empty())))
        };
        let parts: Vec<Value> = parts.iter().map(part).collect();
        json!([url, title, kind, section, tone, state, day, u8::from(*over), parts])
    }

    /// Reads the form in files; `None` if it is none.
    pub fn from_json(value: &Value) -> Option<Self> {
        let fields = value.as_array()?;
        let text = |at: usize| fields.get(at).and_then(Value::as_str).map(str::to_owned);
        let part = |value: &Value| {
            let text = |at: usize| Some(value.get(at)?.as_str()?.to_owned());
            let lines = value.as_array()?.iter().skip(2).map(Value::as_str).collect::<Option<Vec<_>>>()?;
            Some(Part { anchor: text(0)?, heading: text(1)?, text: lines.join("\n") })
        };
        Some(Self {
            url: text(0)?,
            title: text(1)?,
            kind: text(2)?,
            section: text(3)?,
            tone: text(4)?,
            state: text(5)?,
            day: text(6)?,
            over: fields.get(7)?.as_u64()? > 0,
            parts: fields.get(8)?.as_array()?.iter().map(part).collect::<Option<_>>()?,
        })
    }
}
