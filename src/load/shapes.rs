//! The named shapes of a drawing: the areas of a map, by their ids.
//!
//! Only what draws a shape is taken, letter by letter, so that it may stand in a page; nothing else of the drawing may.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::text::span::Span;

/// The group whose paths are the areas.
const AREAS: &str = "areas";
/// The group whose paths are lines to find one's way by: a river, a railway.
const LINES: &str = "lines";

/// The named shapes of a map.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shapes {
    /// The `viewBox` of the drawing.
    pub view_box: String,
    /// The areas, in the order of the file.
    pub areas: Vec<Shape>,
    /// The outlines of lines.
    pub lines: Vec<String>,
}

/// A named shape.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Its id.
    pub id: String,
    /// Its outline, as `d` of a `path` has it.
    pub outline: String,
    /// Where its element stands in the file.
    pub at: Span,
}

/// Reads the paths below `<g id="areas">` and `<g id="lines">`. What is not well formed is read as far as it goes.
pub fn read_shapes(drawing: &str) -> Shapes {
    let mut shapes = Shapes::default();
    let mut reader = Reader::from_str(drawing);
    // The ids of the groups around, the innermost last.
    let mut groups: Vec<String> = Vec::new();
    loop {
        let from = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                let at = Span::new(from, reader.buffer_position() as usize);
                shapes.add(&element, groups.last().map_or("", String::as_str), at);
                let name = element.local_name();
                groups.push(if name.as_ref() == b"g" { attribute(&element, "id") } else { String::new() });
            }
            Ok(Event::Empty(element)) => {
                let at = Span::new(from, reader.buffer_position() as usize);
                shapes.add(&element, groups.last().map_or("", String::as_str), at);
            }
            Ok(Event::End(_)) => _ = groups.pop(),
            Ok(Event::Eof) | Err(_) => return shapes,
            Ok(_) => {}
        }
    }
}

impl Shapes {
    fn add(&mut self, element: &BytesStart<'_>, group: &str, at: Span) {
        match element.local_name().as_ref() {
            b"svg" if self.view_box.is_empty() => {
                let view = attribute(element, "viewBox");
                if view.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | ',' | '-')) {
                    self.view_box = view;
                }
            }
            b"path" => {
                let (id, outline) = (attribute(element, "id"), attribute(element, "d"));
                if !is_outline(&outline) {
                    return;
                }
                match group {
                    AREAS if !id.is_empty() => self.areas.push(Shape { id, outline, at }),
                    LINES => self.lines.push(outline),
                    _ => {}
                }
            }
            _ => {}
        }
    }
}

/// Whether a text draws a path and is nothing else.
fn is_outline(text: &str) -> bool {
    let draws = |c: char| c.is_ascii_digit() || c.is_ascii_whitespace() || ".,-+eMmLlHhVvCcSsQqTtAaZz".contains(c);
    text.starts_with(['M', 'm']) && text.chars().all(draws)
}

fn attribute(element: &BytesStart<'_>, name: &str) -> String {
    let value = element.try_get_attribute(name).ok().flatten();
    value.map_or_else(String::new, |value| String::from_utf8_lossy(&value.value).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_and_lines_are_read_and_nothing_else() {
        let drawing = "<svg viewBox=\"0 0 10 10\"><path id=\"sky\" d=\"M0 0Z\"/><g id=\"areas\">\
            <path id=\"kita\" d=\"M0 0L1 1Z\" fill=\"red\"/><path d=\"M1 1Z\"/>\
            <path id=\"evil\" d=\"M0 0\" onload=\"x\"/>\
            <path id=\"bad\" d=\"url(#x)\"/><path id=\"open\" d=\"M2 2Z\"><title>x</title></path></g>\
            <g id=\"lines\"><path d=\"M3 3L4 4\"/></g><g><path id=\"tree\" d=\"M5 5Z\"/></g></svg>";
        let shapes = read_shapes(drawing);
        assert_eq!(shapes.view_box, "0 0 10 10");
        let areas: Vec<(&str, &str)> = shapes.areas.iter().map(|it| (it.id.as_str(), it.outline.as_str())).collect();
        assert_eq!(areas, [("kita", "M0 0L1 1Z"), ("evil", "M0 0"), ("open", "M2 2Z")]);
        assert_eq!(shapes.lines, ["M3 3L4 4"]);
        assert!(drawing[shapes.areas[0].at.start..].starts_with("<path id=\"kita\""));
    }

    #[test]
    fn what_is_no_drawing_has_no_shapes() {
        for text in ["", "words", "<svg", "<svg><g id=\"areas\"><path id=\"a\" d=\"M0", "<g id='areas'></g></g></g>"] {
            assert_eq!(read_shapes(text).areas, [], "{text}");
        }
    }
}
