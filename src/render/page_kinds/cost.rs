//! `cost`: 費用の見積もり / what something costs: rows with ranges, some with choices, and their sum in words.
//! An amount is given in words (`amount`, which can be a fact of site.toml) or in numbers (`from`, `to`).

use crate::{
    msg,
    render::page_kind::{Field, FieldForm, PageKind},
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("rows", FieldForm::Records(ROWS), msg!(ja: "費用", en: "Costs"), "お{金|かね}")
            .required("[{ item: 家賃, from: 40000, to: 60000 }]"),
        Field::new("per", FieldForm::Text, msg!(ja: "何の費用か", en: "What for"), "なんの お{金|かね}ですか"),
        Field::new("as_of", FieldForm::Month, msg!(ja: "いつの金額か", en: "As of"), "いつの お{金|かね}")
            .required("2026-06"),
        Field::new("basis", FieldForm::Text, msg!(ja: "金額のもと", en: "Where the amounts come from"), ""),
    ],
    ..PageKind::new("cost", "cost.html")
};

/// Rows of one item that stand one below the other are choices.
const ROWS: &[Field] = &[
    Field::new("item", FieldForm::Text, msg!(ja: "費目", en: "Item"), "お{金|かね}の {名前|なまえ}").required("家賃"),
    Field::new("choice", FieldForm::Text, msg!(ja: "選べるもの", en: "Choice"), "{選|えら}ぶ もの"),
    Field::new("amount", FieldForm::Text, msg!(ja: "金額", en: "Amount, in words"), "お{金|かね}"),
    Field::new("from", FieldForm::Number, msg!(ja: "少ない場合の円", en: "At least, in yen"), "{少|すく}ない とき"),
    Field::new("to", FieldForm::Number, msg!(ja: "多い場合の円", en: "At most, in yen"), "{多|おお}い とき"),
    Field::new("note", FieldForm::Text, msg!(ja: "補足", en: "Note"), "{説明|せつめい}"),
];
