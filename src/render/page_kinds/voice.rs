//! `voice`: 移住者の声 / somebody's story of moving, under a pseudonym or none: a day, what was good and hard, the money.

use crate::msg;
use crate::render::page_kind::{Field, FieldForm, PageKind};

pub(super) const KIND: PageKind = PageKind {
    fields: &[
        Field::new(
            "pseudonym",
            FieldForm::Text,
            msg!(ja: "呼び名（仮名）", en: "Called here"),
            "ここでの {名前|なまえ}",
        ),
        Field::new("family", FieldForm::Text, msg!(ja: "家族", en: "Household"), "{家族|かぞく}")
            .required("夫婦と小学生"),
        Field::new(
            "from",
            FieldForm::Text,
            msg!(ja: "前の住まい", en: "Lived before"),
            "{前|まえ}に {住|す}んで いた ところ",
        )
        .required("首都圏"),
        Field::new("moved", FieldForm::Text, msg!(ja: "移住した年", en: "Moved"), "{来|き}た {年|とし}")
            .required("2022年"),
        Field::new("area", FieldForm::Text, msg!(ja: "地区", en: "District"), "{地区|ちく}"),
        Field::new("home", FieldForm::Text, msg!(ja: "今の住まい", en: "Lives now"), "{今|いま}の {家|いえ}"),
        Field::new("work", FieldForm::Text, msg!(ja: "仕事", en: "Work"), "{仕事|しごと}")
            .required("会社員（リモートワーク）"),
        Field::new("told", FieldForm::Month, msg!(ja: "話を聞いた月", en: "Told"), "いつ {聞|き}いたか"),
        Field::new("day_title", FieldForm::Text, msg!(ja: "どんな日か", en: "What day"), ""),
        Field::new("day", FieldForm::Records(DAY), msg!(ja: "一日の流れ", en: "A day"), "1{日|にち}"),
        Field::new("good", FieldForm::Text, msg!(ja: "よかったこと", en: "What was good"), "よかった こと"),
        Field::new("hard", FieldForm::Text, msg!(ja: "大変だったこと", en: "What was hard"), "たいへんだった こと"),
        Field::new("costs_title", FieldForm::Text, msg!(ja: "費用の題名", en: "What the money was for"), ""),
        Field::new("costs", FieldForm::Records(COSTS), msg!(ja: "費用の内訳", en: "The money"), "お{金|かね}"),
        Field::new("costs_note", FieldForm::Text, msg!(ja: "費用の説明", en: "About the money"), ""),
    ],
    ..PageKind::new("voice", "voice.html")
};

const DAY: &[Field] = &[
    Field::new("time", FieldForm::Text, msg!(ja: "時刻", en: "Time"), "{時間|じかん}").required("午前7時"),
    Field::new("what", FieldForm::Text, msg!(ja: "していること", en: "What"), "する こと").required("家を出る"),
];

const COSTS: &[Field] = &[
    Field::new("item", FieldForm::Text, msg!(ja: "項目", en: "Item"), "こと").required("引っ越し"),
    Field::new("amount", FieldForm::Text, msg!(ja: "金額", en: "Amount"), "お{金|かね}").required("31万円"),
];
