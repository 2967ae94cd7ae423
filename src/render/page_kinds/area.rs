//! `area`: 地区 / a district: its facts, what is good and what is hard there, its rules and how strong they are.

use crate::msg;
use crate::render::page_kind::{Field, FieldForm, Lead, PageKind};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new("kana", FieldForm::Common, msg!(ja: "読み", en: "Reading"), "{読|よ}みかた").required("きたちく"),
        Field::new("lead", FieldForm::Text, msg!(ja: "書き出し", en: "Opening words"), ""),
        Field::new("as_of", FieldForm::Month, msg!(ja: "確かめた月", en: "As of"), "いつの {話|はなし}"),
        Field::new("population", FieldForm::Text, msg!(ja: "人口", en: "Population"), "{住|す}んで いる {人|ひと}"),
        Field::new("elevation", FieldForm::Text, msg!(ja: "標高", en: "Height"), "{高|たか}さ（{海|うみ}から）"),
        Field::new(
            "winter",
            FieldForm::Text,
            msg!(ja: "冬の寒さと雪", en: "Cold and snow"),
            "{冬|ふゆ}の {寒|さむ}さと {雪|ゆき}",
        ),
        Field::new("schools", FieldForm::Text, msg!(ja: "小中学校", en: "Schools"), "{学校|がっこう}"),
        Field::new("nursery", FieldForm::Text, msg!(ja: "保育園", en: "Nursery"), "{保育園|ほいくえん}"),
        Field::new("bus", FieldForm::Text, msg!(ja: "バス", en: "Buses"), "バス"),
        Field::new("shopping", FieldForm::Text, msg!(ja: "買い物", en: "Shops"), "{買|か}い{物|もの}"),
        Field::new("medical", FieldForm::Text, msg!(ja: "診療所", en: "Clinic"), "{近|ちか}くの {病院|びょういん}"),
        Field::new(
            "hospital",
            FieldForm::Text,
            msg!(ja: "総合病院まで", en: "To the hospital"),
            "{大|おお}きい {病院|びょういん}まで",
        ),
        Field::new("garbage", FieldForm::Text, msg!(ja: "ごみ", en: "Waste"), "ごみ"),
        Field::new("sewage", FieldForm::Text, msg!(ja: "汚水", en: "Sewage"), "トイレや {台所|だいどころ}の {水|みず}"),
        Field::new("internet", FieldForm::Text, msg!(ja: "光回線", en: "Fibre internet"), "インターネット"),
        Field::new("hazards", FieldForm::Text, msg!(ja: "災害", en: "Hazards"), "{災害|さいがい}"),
        Field::new("wildlife", FieldForm::Text, msg!(ja: "動物", en: "Wild animals"), "{動物|どうぶつ}"),
        Field::new(
            "fee",
            FieldForm::Text,
            msg!(ja: "区費", en: "Association fee"),
            "{区|く}に {払|はら}う お{金|かね}",
        ),
        Field::new(
            "entry_fee",
            FieldForm::Text,
            msg!(ja: "入区費", en: "Joining fee"),
            "{区|く}に {入|はい}る ときの お{金|かね}",
        ),
        Field::new("good", FieldForm::Text, msg!(ja: "良いところ", en: "What is good"), "いい ところ"),
        Field::new("hard", FieldForm::Text, msg!(ja: "大変なところ", en: "What is hard"), "たいへんな ところ"),
        Field::new(
            "rules",
            FieldForm::Records(RULES),
            msg!(ja: "地域のルール", en: "Local rules"),
            "{地域|ちいき}の きまり",
        ),
    ],
    lead: Lead::Nothing,
    ..PageKind::new("area", "area.html")
};

/// How strong a rule is, from what nobody gets round to what dies out.
const STRENGTHS: &[&str] = &["strong", "loose", "custom", "fading"];

const RULES: &[Field] = &[
    Field::new("topic", FieldForm::Text, msg!(ja: "こと", en: "Topic"), "こと").required("草刈り・清掃"),
    Field::new("rule", FieldForm::Text, msg!(ja: "決まり", en: "Rule"), "きまり")
        .required("年3回、日曜日の朝に道ぞいの草を刈ります"),
    Field::new("strength", FieldForm::OneOf(STRENGTHS), msg!(ja: "強さ", en: "Strength"), "{強|つよ}さ")
        .required("loose"),
    Field::new("times", FieldForm::Number, msg!(ja: "年の回数", en: "Times a year"), "1{年|ねん}に {何回|なんかい}"),
    Field::new("cost", FieldForm::Text, msg!(ja: "費用", en: "Cost"), "お{金|かね}"),
    Field::new(
        "if_absent",
        FieldForm::Text,
        msg!(ja: "出られないとき", en: "If you cannot come"),
        "{出|で}られない とき",
    ),
    Field::new("as_of", FieldForm::Month, msg!(ja: "いつの話か", en: "As of"), "いつの {話|はなし}")
        .required("2026-06"),
    Field::new("said_by", FieldForm::Text, msg!(ja: "話した人", en: "Told by"), "{話|はな}した {人|ひと}"),
];
