//! `decision`: 目的別の案内 / one question whose answers are links, each to the next question or to a result.
//!
//! The answers are the links of the text, so that they are checked like every other link. The first question is the
//! page of the folder (`_index.md`), the others lie beside it.

use crate::msg;
use crate::render::page_kind::{Field, FieldForm, PageKind};

pub(super) const KIND: PageKind = PageKind {
    fields: &[Field::new("result", FieldForm::Flag, msg!(ja: "結果のページ", en: "Result"), "")],
    outline: "（質問の説明）\n\n- はい（次のページへのリンクにします）\n- いいえ（次のページへのリンクにします）\n",
    ..PageKind::new("decision", "decision.html")
};
