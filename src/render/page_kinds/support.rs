//! `support`: 支援制度 / money or help that the municipality gives, with what speaks against it in the same place.

use crate::{
    msg,
    render::{
        page_kind::{Choice, Field, FieldForm, PageKind},
        page_kinds::procedure::{FORMS, government_service},
    },
};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("who", FieldForm::Text, msg!(ja: "対象", en: "For whom"), "だれが"),
        Field::new("amount", FieldForm::Text, msg!(ja: "金額", en: "Amount"), "もらえる お{金|かね}"),
        Field::new("opens", FieldForm::Day, msg!(ja: "受付の始まる日", en: "Opens on"), "いつから"),
        Field::new("until", FieldForm::Day, msg!(ja: "受付の終わる日", en: "Open until"), "いつまで"),
        Field::new(
            "budget",
            FieldForm::Choice(BUDGET),
            msg!(ja: "予算の状況", en: "Budget"),
            "{今|いま} {使|つか}えるか",
        ),
        Field::new("excluded", FieldForm::Text, msg!(ja: "対象外", en: "Not covered"), "{使|つか}えない とき"),
        Field::new("repayment", FieldForm::Text, msg!(ja: "返還", en: "To be paid back"), "{返|かえ}す とき"),
        Field::new(
            "window",
            FieldForm::Text,
            msg!(ja: "申請期間", en: "When to apply"),
            "{紙|かみ}を {出|だ}す {時期|じき}",
        ),
        Field::new("period", FieldForm::Text, msg!(ja: "期間", en: "Period"), "いつから いつまで"),
        Field::new("where", FieldForm::Text, msg!(ja: "窓口", en: "Where"), "どこで"),
        Field::new("conditions", FieldForm::List, msg!(ja: "条件", en: "Conditions"), "{条件|じょうけん}"),
        Field::new("contact", FieldForm::Contact, msg!(ja: "担当課", en: "Contact"), "").required("iju"),
        Field::new("basis", FieldForm::Text, msg!(ja: "根拠", en: "Basis"), "きまり"),
        Field::new("official", FieldForm::Link, msg!(ja: "公式ページ", en: "Official page"), "{町|まち}の ページ"),
        Field::new("forms", FieldForm::Records(FORMS), msg!(ja: "申請書", en: "Forms"), "{書|か}く {紙|かみ}"),
        Field::new("fiscal_year", FieldForm::Number, msg!(ja: "年度", en: "Fiscal year"), "{年度|ねんど}")
            .required("2026"),
        Field::new(
            "last_checked",
            FieldForm::Day,
            msg!(ja: "確認日", en: "Last checked"),
            "{町|まち}が たしかめた {日|ひ}",
        )
        .required("2026-10-30"),
        Field::new("updated", FieldForm::Common, msg!(ja: "更新日", en: "Updated"), "").required("2026-10-30"),
    ],
    structured: Some(government_service),
    ..PageKind::new("support", "support.html")
};

const BUDGET: &[Choice] = &[
    Choice { words: msg!(ja: "受付中", en: "Open"), easy: "{使|つか}えます" },
    Choice { words: msg!(ja: "残りわずか", en: "Nearly used up"), easy: "もうすぐ {終|お}わります" },
    Choice { words: msg!(ja: "終了", en: "Closed"), easy: "{終|お}わりました" },
];
