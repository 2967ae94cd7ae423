//! What a register of public places makes public: where a facility stands and how to reach it is what the register is
//! for.
//!
//! Only columns that say so count, in tables whose header is that of a public data set, and the same keys of pages that
//! are rows of that data set. A mobile or internet line is a person's wherever it stands; that it is not has to be said
//! by name.

use std::collections::BTreeSet;

use crate::{
    base::value::Value,
    load::{
        document::Meta,
        tables::{DatasetKind, Table, store::TableStore},
    },
    privacy::{Kind, numbers::find_listable},
    render::page_kinds::NATURES,
};

/// The names of the kinds whose pages are entries of a register.
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    NATURES.0.iter().filter(|(_, nature)| nature.dataset == Some(DatasetKind::Facility)).map(|(name, _)| *name)
}

/// Columns whose values are listed, and what they hold.
const PUBLIC: [(&str, Kind); 5] = [
    ("phone", Kind::Phone),
    ("fax", Kind::Phone),
    ("address", Kind::Address),
    ("email", Kind::Email),
    ("postal_code", Kind::PostalCode),
];

/// The values that tables and facility pages make public.
pub(super) fn values<'a>(shelf: &TableStore, pages: impl Iterator<Item = &'a Meta>) -> BTreeSet<(Kind, String)> {
    let mut values = BTreeSet::new();
    for (_, Table { rows, sort, .. }) in shelf.known() {
        for row in rows {
            take(&mut values, |field| row.fields.get(field));
            // An event may have the name of who speaks.
            if *sort != Some(DatasetKind::Event) {
                name(&mut values, row.text("name"));
            }
        }
    }
    for page in pages.filter(|page| kinds().any(|kind| kind == page.kind)) {
        take(&mut values, |field| page.fields.get(field));
        name(&mut values, &page.title);
    }
    values
}

/// The name of a facility names no person, also where it begins with somebody's.
fn name(values: &mut BTreeSet<(Kind, String)>, text: &str) {
    if !text.trim().is_empty() {
        values.insert((Kind::PersonName, text.trim().to_owned()));
    }
}

fn take<'a>(values: &mut BTreeSet<(Kind, String)>, get: impl Fn(&str) -> Option<&'a Value>) {
    for (field, kind) in PUBLIC {
        let Some(text) = get(field).and_then(Value::as_text) else { continue };
        if kind == Kind::Phone {
            values.extend(find_listable(text).into_iter().map(|number| (kind, number)));
        } else {
            values.extend(text.split([';', '；']).map(|value| (kind, value.trim().to_owned())));
        }
    }
    // A position is one value of two columns, as they stand side by side in a table.
    if let (Some(Value::Float(lat)), Some(Value::Float(lng))) = (get("lat"), get("lng")) {
        for places in 4..=8 {
            values.insert((Kind::GeoPoint, format!("{lat:.places$},{lng:.places$}")));
        }
    }
}
