//! `SCHOOL_GRADE`: a named school with the class of somebody's child.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Trigger::Holds,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::SchoolGrade,
    triggers: Triggers { any: &[Holds(CHILD)], and: Some(may_name_class) },
    words: NO_WORDS,
    find: find_school_grade,
    examples: &[
        Warned("娘は⟦潮見東小学校の3年2組⟧です。"),
        Warned("うちの下の子は⟦見本保育園の年少⟧です。"),
        Warned("息子が⟦潮見高校2年⟧で、電車で通います。"),
        Warned("長男は⟦架空中の一年生⟧になりました。"),
        Good("潮見東小学校は全校120人、1学年1クラスです。"),
        Good("娘は小学校3年生で転校しました。"),
        Good("中学校は3年間、給食があります。"),
        Good("子ども園の年少組は10人です。"),
    ],
};

static SCHOOL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:全校[0-9]{1,4}人の)?(?:[\p{Han}\p{Katakana}ー]{1,10}?",
        r"(?:小学校|中学校|高校|高等学校|学園|学院|分校|小|中|高|幼稚園|保育園|保育所|こども園|支援学校)",
        r"|[\p{Hiragana}]{2,6}(?:小学校|中学校|幼稚園|保育園|保育所|こども園))",
        r"(?:に通う|に通っている|[、のに\s(]{0,2})(?:[0-9一二三四五六]{1,2}年(?:生|[0-9A-Z一二三四五六]{1,2}組)?|年少|年中|年長",
        r"|[0-9一二三四五六]歳児|[\p{Hiragana}\p{Katakana}ー]{2,6}組)",
    ))
});

/// Whether a text may name a school and a class of it, as many texts about children do not.
fn may_name_class(text: &str) -> bool {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    any(&["年", "組", "歳児"]) && any(&["小", "中", "高", "校", "園", "学院", "保育所"])
}

/// Whose child it is.
pub(crate) const CHILD: &[&str] = &[
    "息子",
    "娘",
    "うちの",
    "下の子",
    "上の子",
    "長男",
    "長女",
    "次男",
    "次女",
    "三男",
    "三女",
    "孫",
    "我が子",
    "わが子",
    "私の子",
    "うちは",
    "妹が",
    "弟が",
    "甥",
    "姪",
    "双子",
];

fn find_school_grade(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&SCHOOL, block) {
        let text = &block.text[range.clone()];
        let generic = [
            "小学校",
            "中学校",
            "高校",
            "高等学校",
            "保育園",
            "保育所",
            "幼稚園",
            "公立",
            "私立",
            "市立",
            "町立",
            "地元",
            "近所",
            "市内",
            "町内",
            "認可",
        ];
        let named = !generic.iter().any(|word| text.starts_with(word));
        let years = block.text[range.end..].starts_with(['間', '前', '後', '目', '度']);
        if named && !years && CHILD.iter().any(|word| block.text[block.sentence(&range)].contains(word)) {
            out.push(Found::new(range, 60, Severity::Warn));
        }
    }
}
