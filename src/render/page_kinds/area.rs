//! `area`: 地区 / a district: its facts, what is good and what is hard there, its rules and how strong they are.

use crate::render::page_kinds::{Field, Form, Kind};
use crate::say;

pub(super) const KIND: Kind = Kind {
    fields: &[
        Field::new("kana", Form::Common, say!(ja: "読み", en: "Reading"), "{読|よ}みかた").required("きたちく"),
        Field::new("lead", Form::Text, say!(ja: "書き出し", en: "Opening words"), ""),
        Field::new("as_of", Form::Month, say!(ja: "確かめた月", en: "As of"), "いつの {話|はなし}"),
        Field::new("population", Form::Text, say!(ja: "人口", en: "Population"), "{住|す}んで いる {人|ひと}"),
        Field::new("elevation", Form::Text, say!(ja: "標高", en: "Height"), "{高|たか}さ（{海|うみ}から）"),
        Field::new("winter", Form::Text, say!(ja: "冬の寒さと雪", en: "Cold and snow"), "{冬|ふゆ}の {寒|さむ}さと {雪|ゆき}"),
        Field::new("schools", Form::Text, say!(ja: "学校と保育園", en: "Schools and nurseries"), "{学校|がっこう}と {保育園|ほいくえん}"),
        Field::new("bus", Form::Text, say!(ja: "バス", en: "Buses"), "バス"),
        Field::new("shopping", Form::Text, say!(ja: "買い物", en: "Shops"), "{買|か}い{物|もの}"),
        Field::new("medical", Form::Text, say!(ja: "医療", en: "Health care"), "{病院|びょういん}"),
        Field::new("garbage", Form::Text, say!(ja: "ごみ", en: "Waste"), "ごみ"),
        Field::new("sewage", Form::Text, say!(ja: "汚水", en: "Sewage"), "トイレや {台所|だいどころ}の {水|みず}"),
        Field::new("internet", Form::Text, say!(ja: "光回線", en: "Fibre internet"), "インターネット"),
        Field::new("hazards", Form::Text, say!(ja: "災害", en: "Hazards"), "{災害|さいがい}"),
        Field::new("wildlife", Form::Text, say!(ja: "動物", en: "Wild animals"), "{動物|どうぶつ}"),
        Field::new("fee", Form::Text, say!(ja: "区費", en: "Association fee"), "{区|く}に {払|はら}う お{金|かね}"),
        Field::new("entry_fee", Form::Text, say!(ja: "入区費", en: "Joining fee"), "{区|く}に {入|はい}る ときの お{金|かね}"),
        Field::new("good", Form::Text, say!(ja: "良いところ", en: "What is good"), "いい ところ"),
        Field::new("hard", Form::Text, say!(ja: "大変なところ", en: "What is hard"), "たいへんな ところ"),
        Field::new("rules", Form::Records(RULES), say!(ja: "地域のルール", en: "Local rules"), "{地域|ちいき}の きまり"),
    ],
    ..Kind::new("area", "area.html")
};

/// How strong a rule is, from what nobody gets round to what dies out.
const STRENGTHS: &[&str] = &["strong", "loose", "custom", "fading"];

const RULES: &[Field] = &[
    Field::new("topic", Form::Text, say!(ja: "こと", en: "Topic"), "こと").required("草刈り・清掃"),
    Field::new("rule", Form::Text, say!(ja: "決まり", en: "Rule"), "きまり").required("年3回、日曜日の朝に道ぞいの草を刈ります"),
    Field::new("strength", Form::OneOf(STRENGTHS), say!(ja: "強さ", en: "Strength"), "{強|つよ}さ").required("loose"),
    Field::new("times", Form::Number, say!(ja: "年の回数", en: "Times a year"), "1{年|ねん}に {何回|なんかい}"),
    Field::new("cost", Form::Text, say!(ja: "費用", en: "Cost"), "お{金|かね}"),
    Field::new("if_absent", Form::Text, say!(ja: "出られないとき", en: "If you cannot come"), "{出|で}られない とき"),
    Field::new("as_of", Form::Month, say!(ja: "いつの話か", en: "As of"), "いつの {話|はなし}").required("2026-06"),
    Field::new("said_by", Form::Text, say!(ja: "話した人", en: "Told by"), "{話|はな}した {人|ひと}"),
];
