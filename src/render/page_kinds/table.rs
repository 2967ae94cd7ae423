//! `table`: 公開データの一覧 / a table of open data as a page: facilities, events, shelters, child care.

use crate::{
    load::nature::Nature,
    msg,
    render::page_kind::{Field, FieldForm, PageKind},
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("table", FieldForm::Text, msg!(ja: "表のファイル", en: "File of the table"), "")
            .required("shisetsu.csv"),
        Field::new("licence", FieldForm::Text, msg!(ja: "利用条件", en: "Licence"), "{使|つか}う ときの きまり"),
    ],
    nature: Nature { takes_table: true, ..Nature::ORDINARY },
    ..PageKind::new("table", "table.html")
};
