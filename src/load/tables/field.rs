//! What the fields of a table hold. A field that is not in the list holds words.

/// The form of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Words.
    Text,
    /// The code of a municipality.
    Code,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A number.
    Number,
    /// Degrees.
    Degrees,
    /// `1` or nothing.
    Flag,
    /// Several values with `;` between them.
    List,
}

/// The fields that are not mere words.
pub(super) const KNOWN: &[(&str, Form)] = &[
    ("code", Form::Code),
    ("address_code", Form::Code),
    ("city_code", Form::Code),
    ("start_date", Form::Date),
    ("end_date", Form::Date),
    ("apply_until_date", Form::Date),
    ("licensed_on", Form::Date),
    ("start_time", Form::Time),
    ("end_time", Form::Time),
    ("apply_until_time", Form::Time),
    ("open", Form::Time),
    ("close", Form::Time),
    ("care_open", Form::Time),
    ("care_close", Form::Time),
    ("capacity", Form::Number),
    ("elevation", Form::Number),
    ("height", Form::Number),
    ("lat", Form::Degrees),
    ("lng", Form::Degrees),
    ("flood", Form::Flag),
    ("landslide", Form::Flag),
    ("storm_surge", Form::Flag),
    ("earthquake", Form::Flag),
    ("tsunami", Form::Flag),
    ("fire", Form::Flag),
    ("inland_flood", Form::Flag),
    ("volcano", Form::Flag),
    ("is_shelter", Form::Flag),
    ("barrier_free", Form::List),
    ("areas", Form::List),
];

/// The form of a field.
pub(super) fn form(field: &str) -> Form {
    KNOWN.iter().find(|(name, _)| *name == field).map_or(Form::Text, |(_, form)| *form)
}
