//! `qa`: 質問と答え / a question from the salon with its answers.

use crate::{
    load::nature::Nature,
    msg,
    render::page_kind::{Field, FieldForm, Lead, PageKind},
    site::narrowed::TONES,
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("asked", FieldForm::Month, msg!(ja: "質問された月", en: "Month of the question"), ""),
        Field::new("tone", FieldForm::OneOf(&TONES), msg!(ja: "調子", en: "Tone"), ""),
        Field::new("short_answer", FieldForm::Short(80), msg!(ja: "短い答え", en: "Short answer"), ""),
        Field::new("verified", FieldForm::Verified, msg!(ja: "町の確認", en: "Checked by the town"), ""),
        Field::new("source", FieldForm::Text, msg!(ja: "台帳の番号", en: "Reference into the ledger"), ""),
        Field::new("official", FieldForm::Text, msg!(ja: "公式ページ", en: "Official page"), ""),
        Field::new("related", FieldForm::List, msg!(ja: "関連するページ", en: "Related pages"), ""),
    ],
    nature: Nature { has_answers: true, ..Nature::ORDINARY },
    outline: "（質問のくわしい内容）\n\n## 町民（移住して4年目） {.answer role=resident years=4 month=2026-10}\n\n（答え）\n\n\
              ## 町職員 {.answer role=staff section=移住交流課 month=2026-10}\n\n（答え）\n",
    lead: Lead::Field("short_answer"),
    ..PageKind::new("qa", "qa.html")
};
