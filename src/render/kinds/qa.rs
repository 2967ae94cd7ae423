//! `qa`: 質問と答え / a question from the salon with its answers.

use super::{Field, Form, Kind};
use crate::say;

pub(super) const KIND: Kind = Kind {
    name: "qa",
    template: "qa.html",
    fields: &[
        Field { name: "asked", words: say!(ja: "質問された月", en: "month of the question"), form: Form::Month },
        Field { name: "tone", words: say!(ja: "調子", en: "tone"), form: Form::OneOf(&["good", "plain", "candid"]) },
        Field { name: "short_answer", words: say!(ja: "短い答え", en: "short answer"), form: Form::Short(80) },
        Field { name: "verified", words: say!(ja: "町の確認", en: "checked by the town"), form: Form::Verified },
        Field { name: "source", words: say!(ja: "台帳の番号", en: "reference into the ledger"), form: Form::Text },
        Field { name: "official", words: say!(ja: "公式ページ", en: "official page"), form: Form::Text },
        Field { name: "related", words: say!(ja: "関連するページ", en: "related pages"), form: Form::List },
    ],
    list: false,
};
