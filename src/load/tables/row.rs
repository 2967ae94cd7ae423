//! The lines below a header as rows: what belongs to which field, and what only a whole row can tell.

use std::collections::BTreeSet;

use crate::{
    base::value::Value,
    load::tables::{
        DatasetKind, Row,
        fault::{Report, TableFault},
        field,
        grid::{Grid, Line},
        mend::{self, Mended},
        profile::Profile,
    },
};

/// What a column holds.
enum Column<'a> {
    /// A field.
    Field(&'a str),
    /// Something that no profile knows, by its header.
    Other(String),
    /// Nothing: it has no header and no value.
    Nothing,
}

/// The rows below the header's line that can be used.
pub(super) fn rows(grid: &Grid<'_>, header: usize, profile: &Profile, told: &mut Report<'_>) -> Vec<Row> {
    let (head, below) = (&grid.lines[header], &grid.lines[header + 1..]);
    let columns = columns(grid, head, below, profile, told);
    let prefecture = columns
        .iter()
        .position(|column| matches!(column, Column::Field("prefecture")))
        .or_else(|| columns.iter().position(|column| matches!(column, Column::Field("address_prefecture"))));
    let mut ids = BTreeSet::new();
    let mut rows = Vec::new();
    for line in below {
        if let Some(gap) = grid.gap_before(line) {
            told.tell(TableFault::Blank, gap);
        }
        if let Some(fault) = useless(line, head) {
            told.tell(fault, grid.whole(line));
            continue;
        }
        if line.cells.len() != head.cells.len() {
            told.tell(
                if line.cells.len() < head.cells.len() { TableFault::Short } else { TableFault::Long },
                grid.whole(line),
            );
        }
        let town = prefecture.and_then(|at| line.cells.get(at)).map_or("", |name| name.trim());
        let mut row = Row { span: grid.whole(line), ..Row::default() };
        for (number, (column, written)) in columns.iter().zip(&line.cells).enumerate() {
            cell(&mut row, column, written, town, &head.cells[number], |fault| {
                told.tell(fault, grid.cell(line, number))
            });
        }
        let at = |field: &str| {
            let column = columns.iter().position(|column| matches!(column, Column::Field(name) if *name == field));
            column.map_or_else(|| grid.whole(line), |number| grid.cell(line, number))
        };
        if let Some(fault) = position(&mut row) {
            told.tell(fault, at("lat"));
        }
        if address(&mut row) {
            told.tell(TableFault::WholeAddress, at("address_city"));
        }
        let missing = match profile.sort {
            _ if row.text("name").is_empty() => Some((TableFault::NoName, "name")),
            DatasetKind::Event if row.text("start_date").is_empty() => Some((TableFault::NoStart, "start_date")),
            _ => None,
        };
        if let Some((fault, field)) = missing {
            told.tell(fault, at(field));
            continue;
        }
        let id = row.text("id").to_owned();
        if !id.is_empty() && !ids.insert(id) {
            row.fields.remove("id");
            told.tell(TableFault::SameId, at("id"));
        }
        rows.push(row);
    }
    rows
}

fn columns<'a>(
    grid: &Grid<'_>,
    head: &Line,
    below: &[Line],
    profile: &'a Profile,
    told: &mut Report<'_>,
) -> Vec<Column<'a>> {
    let (mut fields, mut names) = (BTreeSet::new(), BTreeSet::new());
    let mut column = |(number, written): (usize, &String)| {
        let name = written.trim();
        if name.is_empty() {
            told.tell(TableFault::HeaderEmpty, grid.cell(head, number));
            let filled = below.iter().any(|line| line.cells.get(number).is_some_and(|cell| !cell.trim().is_empty()));
            return if filled { Column::Other(format!("{}列目", number + 1)) } else { Column::Nothing };
        }
        if let Some((field, right)) = profile.field(name).filter(|(field, _)| !fields.contains(field)) {
            fields.insert(field);
            if name != right {
                told.tell(TableFault::HeaderWidth, grid.cell(head, number));
            }
            return Column::Field(field);
        }
        let mut own = name.to_owned();
        let mut count = 1;
        while !names.insert(own.clone()) || (count == 1 && profile.field(name).is_some()) {
            count += 1;
            own = format!("{name} {count}");
        }
        Column::Other(own)
    };
    head.cells.iter().enumerate().map(&mut column).collect()
}

/// Why a line is no row: nothing in it, one cell only, or more than fits.
fn useless(line: &Line, head: &Line) -> Option<TableFault> {
    let filled = line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let surplus = line.cells.iter().skip(head.cells.len()).any(|cell| !cell.trim().is_empty());
    match filled {
        0 => Some(TableFault::Blank),
        1 if head.cells.len() >= 3 => Some(TableFault::Merged),
        _ => surplus.then_some(TableFault::TooLong),
    }
}

/// Puts a cell where it belongs; what cannot be read is carried through as it is written.
fn cell(
    row: &mut Row,
    column: &Column<'_>,
    written: &str,
    prefecture: &str,
    header: &str,
    mut tell: impl FnMut(TableFault),
) {
    match column {
        Column::Nothing => {}
        Column::Other(_) if written.trim().is_empty() => {}
        Column::Other(name) => match mend::lost(written) {
            Some(fault) => tell(fault),
            None => drop(row.other.insert(name.clone(), written.trim().to_owned())),
        },
        Column::Field(field) => match mend::cell(field::form(field), written, prefecture) {
            Mended::Empty => {}
            Mended::Value(value, fault) => {
                if let Some(fault) = fault {
                    tell(fault);
                }
                row.fields.insert((*field).to_owned(), value);
            }
            Mended::Lost(fault) => tell(fault),
            Mended::Unreadable(fault) => {
                tell(fault);
                row.other.insert(header.trim().to_owned(), written.trim().to_owned());
            }
        },
    }
}

/// Sees that a position is one in Japan, and takes it away if it is not.
fn position(row: &mut Row) -> Option<TableFault> {
    let degrees = |row: &Row, field: &str| match row.fields.get(field) {
        Some(Value::Float(degrees)) => Some(*degrees),
        _ => None,
    };
    let inside = |lat: f64, lng: f64| (20.0..46.0).contains(&lat) && (122.0..154.5).contains(&lng);
    let fault = match (degrees(row, "lat"), degrees(row, "lng")) {
        (None, None) => return None,
        (Some(lat), Some(lng)) if inside(lat, lng) => return None,
        (Some(lat), Some(lng)) if inside(lng, lat) => {
            row.fields.insert("lat".to_owned(), Value::Float(lng));
            row.fields.insert("lng".to_owned(), Value::Float(lat));
            return Some(TableFault::Swapped);
        }
        (Some(_), Some(_)) => TableFault::NoPosition,
        _ => TableFault::HalfPosition,
    };
    row.fields.remove("lat");
    row.fields.remove("lng");
    Some(fault)
}

/// Makes the one address of a row from its parts where it has none; whether a part held all of it.
fn address(row: &mut Row) -> bool {
    let parts =
        ["address_prefecture", "address_city", "address_town", "address_rest"].map(|part| row.text(part).to_owned());
    let [prefecture, city, town, rest] = &parts;
    // A municipality's name has no digits; what has some is more than its name.
    let whole = town.is_empty() && rest.is_empty() && city.chars().any(char::is_numeric);
    if whole {
        row.fields.remove("address_city");
    }
    if row.text("address").is_empty() {
        let joined = if whole && city.starts_with(prefecture.as_str()) {
            city.clone()
        } else {
            format!("{prefecture}{city}{town}{rest}")
        };
        if !joined.is_empty() {
            row.fields.insert("address".to_owned(), Value::Text(joined));
        }
    }
    whole
}
