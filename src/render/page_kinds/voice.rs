//! `voice`: 移住者の声 / somebody's story of moving, under a pseudonym or none: a day, what was good and hard, the money.

use crate::render::page_kinds::{Field, Form, Kind};
use crate::say;

pub(super) const KIND: Kind = Kind {
    fields: &[
        Field::new("pseudonym", Form::Text, say!(ja: "呼び名（仮名）", en: "Called here"), "ここでの {名前|なまえ}"),
        Field::new("family", Form::Text, say!(ja: "家族", en: "Household"), "{家族|かぞく}").required("夫婦と小学生"),
        Field::new("from", Form::Text, say!(ja: "前の住まい", en: "Lived before"), "{前|まえ}に {住|す}んで いた ところ")
            .required("首都圏"),
        Field::new("moved", Form::Text, say!(ja: "移住した年", en: "Moved"), "{来|き}た {年|とし}").required("2022年"),
        Field::new("area", Form::Text, say!(ja: "地区", en: "District"), "{地区|ちく}"),
        Field::new("home", Form::Text, say!(ja: "今の住まい", en: "Lives now"), "{今|いま}の {家|いえ}"),
        Field::new("work", Form::Text, say!(ja: "仕事", en: "Work"), "{仕事|しごと}").required("会社員（リモートワーク）"),
        Field::new("told", Form::Month, say!(ja: "話を聞いた月", en: "Told"), "いつ {聞|き}いたか"),
        Field::new("day_title", Form::Text, say!(ja: "どんな日か", en: "What day"), ""),
        Field::new("day", Form::Records(DAY), say!(ja: "一日の流れ", en: "A day"), "1{日|にち}"),
        Field::new("good", Form::Text, say!(ja: "よかったこと", en: "What was good"), "よかった こと"),
        Field::new("hard", Form::Text, say!(ja: "大変だったこと", en: "What was hard"), "たいへんだった こと"),
        Field::new("costs_title", Form::Text, say!(ja: "費用の題名", en: "What the money was for"), ""),
        Field::new("costs", Form::Records(COSTS), say!(ja: "費用の内訳", en: "The money"), "お{金|かね}"),
        Field::new("costs_note", Form::Text, say!(ja: "費用の説明", en: "About the money"), ""),
    ],
    ..Kind::new("voice", "voice.html")
};

const DAY: &[Field] = &[
    Field::new("time", Form::Text, say!(ja: "時刻", en: "Time"), "{時間|じかん}").required("午前7時"),
    Field::new("what", Form::Text, say!(ja: "していること", en: "What"), "する こと").required("家を出る"),
];

const COSTS: &[Field] = &[
    Field::new("item", Form::Text, say!(ja: "項目", en: "Item"), "こと").required("引っ越し"),
    Field::new("amount", Form::Text, say!(ja: "金額", en: "Amount"), "お{金|かね}").required("31万円"),
];
