//! Tables: CSV, TOML, YAML and JSON as values for templates.

use crate::{
    base::{path::SourcePath, value::Value},
    config::reader,
    load::{front_matter, tables::grid::Grid, yaml::find_excess},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Reported},
        message::Message,
    },
    text::span::{Span, floor_char_boundary},
};

/// Reads a table by its file's ending; what cannot be read is `Null` with a finding.
pub fn load(path: &SourcePath, text: &str) -> Reported<Value> {
    let text = text.trim_start_matches('\u{feff}');
    match path.extension().as_str() {
        "csv" => csv(path, text),
        "toml" => match toml::de::DeTable::parse(text) {
            Ok(table) => {
                Reported { value: reader::value(&toml::de::DeValue::Table(table.into_inner())), findings: Vec::new() }
            }
            Err(error) => syntax(path, error.span().map_or(Span::default(), Span::from)),
        },
        "yaml" | "yml" if find_excess(text).is_some() => syntax(path, Span::default()),
        "yaml" | "yml" => match serde_yaml::from_str(text) {
            Ok(value) => Reported { value: front_matter::values::plain(value), findings: Vec::new() },
            Err(error) => {
                let at = floor_char_boundary(text, error.location().map_or(0, |location| location.index()));
                syntax(path, Span::new(at, at))
            }
        },
        _ => match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) => Reported { value: Value::from(value), findings: Vec::new() },
            Err(error) => {
                let start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
                let at = floor_char_boundary(text, start + error.column().saturating_sub(1));
                syntax(path, Span::new(at, at))
            }
        },
    }
}

fn syntax(path: &SourcePath, span: Span) -> Reported<Value> {
    let finding = Diagnostic::error("data-syntax", msg!(ja: "表のファイルを読み取れません", en: "the data file cannot be read"))
        .at(path, span)
        .help(msg!(ja: "この行のかぎかっこ、\"、コンマを確かめてください", en: "look at brackets, quotes and commas in this line"));
    Reported { value: Value::Null, findings: vec![finding] }
}

/// The first row names the columns; every value is text. A row of another length is told and left out, and a quote that
/// nothing closes.
fn csv(path: &SourcePath, text: &str) -> Reported<Value> {
    let grid = Grid::separated(text, b',');
    let mut findings: Vec<Diagnostic> = grid.open.iter().map(|span| open_quote(path, *span)).collect();
    let Some((header, rows)) = grid.lines.split_first() else {
        return Reported { value: Value::List(Vec::new()), findings };
    };
    let mut items = Vec::new();
    for row in rows {
        if row.cells.len() != header.cells.len() {
            findings.push(columns(path, grid.whole(row), row.cells.len(), header.cells.len()));
            continue;
        }
        let cells = header.cells.iter().zip(&row.cells);
        items.push(Value::Map(
            cells.map(|(name, value)| (name.trim().to_owned(), Value::Text(value.clone()))).collect(),
        ));
    }
    Reported { value: Value::List(items), findings }
}

fn open_quote(path: &SourcePath, span: Span) -> Diagnostic {
    let message = msg!(ja: "この値の \" が閉じていません", en: "the quote of the value is not closed");
    Diagnostic::error("csv-quote", message).at(path, span).help(msg!(
        ja: "値の終わりに \" を書き足すか、値の前の \" を消してください",
        en: "write \" at the end of the value, or remove the one before it"))
}

fn columns(path: &SourcePath, span: Span, found: usize, wanted: usize) -> Diagnostic {
    let message: Message = msgf!(
        ja: "列の数が合いません（この行は{found}列、1行目は{wanted}列）",
        en: "the row has {found} columns, the first row has {wanted}");
    Diagnostic::error("data-columns", message).at(path, span).help(msg!(
            ja: "コンマの数を確かめてください。値の中のコンマは、値を \" で囲むと書けます",
            en: "count the commas; a value that holds one goes in double quotes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_gives_the_same_value() {
        let of = |name: &str, text: &str| load(&SourcePath::new(name), text);
        let expected =
            Value::Map([("a".to_owned(), Value::List(vec![Value::Int(1), Value::Text("二".into())]))].into());
        for (name, text) in
            [("a.toml", "a = [1, \"二\"]"), ("a.yaml", "a: [1, 二]"), ("a.json", "\u{feff}{\"a\": [1, \"二\"]}")]
        {
            assert_eq!(of(name, text).value, expected, "{name}");
        }
        let rows = of("a.csv", "\u{feff}名前,数\r\n\"あ,い\",1\r\nう\r\n");
        assert_eq!(
            rows.value,
            Value::List(vec![Value::Map(
                [("名前".to_owned(), Value::Text("あ,い".into())), ("数".to_owned(), Value::Text("1".into()))].into()
            )])
        );
        assert_eq!(rows.findings[0].code, "data-columns");
        for (name, text) in [("a.toml", "a = ["), ("a.yaml", "a: [1"), ("a.json", "{\"a\":\n}")] {
            assert_eq!(of(name, text).findings[0].code, "data-syntax", "{name}");
        }
    }
}
