//! `table`: 公開データの一覧 / a table of open data as a page: facilities, events, shelters, child care.

use crate::render::page_kinds::{Field, Form, Kind};
use crate::say;

pub(super) const KIND: Kind = Kind {
    fields: &[
        Field::new("table", Form::Text, say!(ja: "表のファイル", en: "File of the table"), "").required("shisetsu.csv"),
        Field::new("licence", Form::Text, say!(ja: "利用条件", en: "Licence"), "{使|つか}う ときの きまり"),
    ],
    ..Kind::new("table", "table.html")
};
