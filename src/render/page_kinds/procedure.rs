//! `procedure`: 手続き / something to do at a desk: for whom, until when, where, with what.

use crate::{
    incremental::tracked::here,
    msg,
    render::{
        node::{Node, Shown},
        page_kind::{Field, FieldForm, PageKind},
        reference::base_url,
    },
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("who", FieldForm::Text, msg!(ja: "対象", en: "For whom"), "だれが"),
        Field::new("deadline", FieldForm::Text, msg!(ja: "期限", en: "By when"), "いつまで"),
        Field::new("where", FieldForm::Text, msg!(ja: "窓口", en: "Where"), "どこで").required("住民課（役場1階）"),
        Field::new(
            "bring",
            FieldForm::Text,
            msg!(ja: "持ち物", en: "What to bring"),
            "{持|も}って {来|く}る {物|もの}",
        ),
        Field::new("fee", FieldForm::Text, msg!(ja: "手数料", en: "Fee"), "お{金|かね}"),
        Field::new("ways", FieldForm::Text, msg!(ja: "方法", en: "How"), "どうやって"),
        Field::new("duration", FieldForm::Text, msg!(ja: "かかる時間", en: "Time it takes"), "かかる {時間|じかん}"),
        Field::new("contact", FieldForm::Contact, msg!(ja: "担当課", en: "Contact"), "").required("jumin"),
        Field::new("updated", FieldForm::Common, msg!(ja: "更新日", en: "Updated"), "").required("2026-10-20"),
        Field::new(
            "last_checked",
            FieldForm::Day,
            msg!(ja: "確認日", en: "Last checked"),
            "{町|まち}が たしかめた {日|ひ}",
        ),
        Field::new("forms", FieldForm::Records(FORMS), msg!(ja: "申請書", en: "Forms"), "{書|か}く {紙|かみ}"),
        Field::new("official", FieldForm::Link, msg!(ja: "公式ページ", en: "Official page"), "{町|まち}の ページ"),
    ],
    outline: "（どんなときの手続きか）\n\n## 手順\n\n1. （はじめにすること）\n2. （次にすること）\n",
    structured: Some(government_service),
    ..PageKind::new("procedure", "procedure.html")
};

/// A form to fill in: what it is called, and its file beside the page or its address.
pub(super) const FORMS: &[Field] = &[
    Field::new("name", FieldForm::Text, msg!(ja: "名前", en: "Name"), "{名前|なまえ}").required("転入届"),
    Field::new("file", FieldForm::Text, msg!(ja: "ファイル", en: "File"), "ファイル").required("tennyu.pdf"),
];

/// Something that the municipality does for people: a procedure, or support.
pub(super) fn government_service(shown: &Shown<'_>) -> Option<Node> {
    Some(
        Node::new("GovernmentService")
            .with("name", shown.text("title"))
            .with("description", shown.text("description"))
            .with("url", here().url.absolute(&base_url()))
            .with("provider", shown.publisher()),
    )
}
