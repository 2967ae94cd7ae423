//! `trial`: お試し滞在 / a stay to try the life: where, how long, for how much, how to book.

use crate::msg;
use crate::render::page_kind::{Field, FieldForm, PageKind};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("place", FieldForm::Text, msg!(ja: "施設", en: "House"), "{家|いえ}")
            .required("お試し住宅「ひとやすみ」"),
        Field::new("period", FieldForm::Text, msg!(ja: "期間", en: "How long"), "どのくらい")
            .required("7日から30日まで"),
        Field::new("fee", FieldForm::Text, msg!(ja: "料金", en: "Price"), "お{金|かね}").required("1泊1,500円"),
        Field::new("car", FieldForm::Text, msg!(ja: "車の要否", en: "Car"), "{車|くるま}が いるか"),
        Field::new("address", FieldForm::Text, msg!(ja: "住所", en: "Address"), "{住所|じゅうしょ}"),
        Field::new("access", FieldForm::Text, msg!(ja: "行き方", en: "Getting there"), "{行|い}き{方|かた}"),
        Field::new("equipment", FieldForm::Text, msg!(ja: "設備", en: "What is there"), "ある もの"),
        Field::new("booking", FieldForm::Text, msg!(ja: "予約", en: "Booking"), "{予約|よやく}")
            .required("電話で空きを確かめ、10日前までに申し込む"),
        Field::new("contact", FieldForm::Contact, msg!(ja: "予約先", en: "Contact"), "").required("iju"),
        Field::new("as_of", FieldForm::Month, msg!(ja: "確かめた月", en: "As of"), "いつの {話|はなし}"),
    ],
    ..PageKind::new("trial", "trial.html")
};
