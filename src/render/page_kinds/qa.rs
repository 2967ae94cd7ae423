//! `qa`: 質問と答え / a question from the salon with its answers.

use crate::render::page_kinds::{Field, Form, Kind};
use crate::{say, site::questions::TONES};

pub(super) const KIND: Kind = Kind {
    fields: &[
        Field::new("asked", Form::Month, say!(ja: "質問された月", en: "Month of the question"), ""),
        Field::new("tone", Form::OneOf(&TONES), say!(ja: "調子", en: "Tone"), ""),
        Field::new("short_answer", Form::Short(80), say!(ja: "短い答え", en: "Short answer"), ""),
        Field::new("verified", Form::Verified, say!(ja: "町の確認", en: "Checked by the town"), ""),
        Field::new("source", Form::Text, say!(ja: "台帳の番号", en: "Reference into the ledger"), ""),
        Field::new("official", Form::Text, say!(ja: "公式ページ", en: "Official page"), ""),
        Field::new("related", Form::List, say!(ja: "関連するページ", en: "Related pages"), ""),
    ],
    ..Kind::new("qa", "qa.html")
};
