//! `trial`: お試し滞在 / a stay to try the life: where, how long, for how much, how to book.

use crate::render::page_kinds::{Field, Form, Kind};
use crate::say;

pub(super) const KIND: Kind = Kind {
    fields: &[
        Field::new("place", Form::Text, say!(ja: "施設", en: "House"), "{家|いえ}").required("お試し住宅「ひとやすみ」"),
        Field::new("period", Form::Text, say!(ja: "期間", en: "How long"), "どのくらい").required("7日から30日まで"),
        Field::new("fee", Form::Text, say!(ja: "料金", en: "Price"), "お{金|かね}").required("1泊1,500円"),
        Field::new("car", Form::Text, say!(ja: "車の要否", en: "Car"), "{車|くるま}が いるか"),
        Field::new("address", Form::Text, say!(ja: "住所", en: "Address"), "{住所|じゅうしょ}"),
        Field::new("access", Form::Text, say!(ja: "行き方", en: "Getting there"), "{行|い}き{方|かた}"),
        Field::new("equipment", Form::Text, say!(ja: "設備", en: "What is there"), "ある もの"),
        Field::new("booking", Form::Text, say!(ja: "予約", en: "Booking"), "{予約|よやく}")
            .required("電話で空きを確かめ、10日前までに申し込む"),
        Field::new("contact", Form::Contact, say!(ja: "予約先", en: "Contact"), "").required("iju"),
        Field::new("as_of", Form::Month, say!(ja: "確かめた月", en: "As of"), "いつの {話|はなし}"),
    ],
    ..Kind::new("trial", "trial.html")
};
