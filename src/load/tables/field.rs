//! What the fields of a table hold. A field that is not in the list holds words.

use crate::{msg, report::message::Message};

/// The form of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ColumnForm {
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

impl ColumnForm {
    /// What stands in a cell of it.
    pub(super) fn words(self) -> Message {
        match self {
            Self::Text => msg!(ja: "文字", en: "words"),
            Self::Code => msg!(ja: "全国地方公共団体コード（6桁）", en: "the code of a municipality, six digits"),
            Self::Date => msg!(ja: "日付（`2026-10-03`）", en: "a day"),
            Self::Time => msg!(ja: "時刻（`09:00`。`午前9時`、`正午` も読みます）", en: "a time of day"),
            Self::Number => msg!(ja: "数字", en: "a number"),
            Self::Degrees => msg!(ja: "度（`36.1234`。度分秒も読みます）", en: "degrees"),
            Self::Flag => msg!(ja: "あてはまるとき `1`", en: "`1` where it applies"),
            Self::List => msg!(ja: "`;` で区切った言葉", en: "words with `;` between them"),
        }
    }
}

/// The fields that are not mere words.
pub(super) const KNOWN: &[(&str, ColumnForm)] = &[
    ("code", ColumnForm::Code),
    ("address_code", ColumnForm::Code),
    ("city_code", ColumnForm::Code),
    ("start_date", ColumnForm::Date),
    ("end_date", ColumnForm::Date),
    ("apply_until_date", ColumnForm::Date),
    ("licensed_on", ColumnForm::Date),
    ("start_time", ColumnForm::Time),
    ("end_time", ColumnForm::Time),
    ("apply_until_time", ColumnForm::Time),
    ("open", ColumnForm::Time),
    ("close", ColumnForm::Time),
    ("care_open", ColumnForm::Time),
    ("care_close", ColumnForm::Time),
    ("capacity", ColumnForm::Number),
    ("elevation", ColumnForm::Number),
    ("height", ColumnForm::Number),
    ("lat", ColumnForm::Degrees),
    ("lng", ColumnForm::Degrees),
    ("flood", ColumnForm::Flag),
    ("landslide", ColumnForm::Flag),
    ("storm_surge", ColumnForm::Flag),
    ("earthquake", ColumnForm::Flag),
    ("tsunami", ColumnForm::Flag),
    ("fire", ColumnForm::Flag),
    ("inland_flood", ColumnForm::Flag),
    ("volcano", ColumnForm::Flag),
    ("is_shelter", ColumnForm::Flag),
    ("barrier_free", ColumnForm::List),
    ("areas", ColumnForm::List),
];

/// The form of a field.
pub(super) fn form(field: &str) -> ColumnForm {
    KNOWN.iter().find(|(name, _)| *name == field).map_or(ColumnForm::Text, |(_, form)| *form)
}
