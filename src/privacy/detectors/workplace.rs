//! `WORKPLACE`: the named employer of somebody.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Trigger::Holds,
        Triggers, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Workplace,
    triggers: Triggers {
        any: &[Holds(POSTS)],
        // Words for work are everywhere.
        and: Some(|text| NAMED.iter().any(|word| text.contains(word))),
    },
    words: NO_WORDS,
    find: find_workplace,
    examples: &[
        Warned("妻は⟦見本総合病院⟧で看護師をしています。"),
        Warned("私は⟦株式会社例示工業⟧に勤めています。"),
        Warned("夫が⟦潮見東小学校⟧で教えています。"),
        Warned("去年、⟦「パン工房見本」⟧の店長になりました。"),
        Warned("父は⟦有限会社見本水産の工場⟧で働いていました。"),
        Warned("夫は⟦灯野精機の製造二課⟧で働いています。"),
        Good("灯野精機では製造スタッフを募集しています。"),
        Good("市内には食品工場があり、100人が働いています。"),
        Good("私は病院で働いています。"),
        Good("夫は役場の職員に相談しました。"),
        Good("妻は市内の小学校で働いています。"),
    ],
};

/// Words for work.
#[rustfmt::skip]
const POSTS: &[&str] = &[
    "働", "勤", "登録して", "パート", "アルバイト", "職", "看護師", "教え", "教師", "先生", "保育士", "介護士", "事務", "店長", "社員", "経営", "営業",
    "製造", "品質", "総務", "開発", "経理", "工務", "資材", "生産", "設計", "販売", "購買", "物流", "業務", "技術", "保全", "検査", "医師", "料理", "作業",
    "研修", "仕事", "運転手", "社長", "代表", "工場長", "支店長",
];

/// Without one of these nobody's employer is named.
pub(crate) const NAMED: &[&str] = &[
    "私",
    "わたし",
    "僕",
    "俺",
    "夫",
    "妻",
    "主人",
    "父",
    "母",
    "息子",
    "娘",
    "長男",
    "長女",
    "次男",
    "次女",
    "兄",
    "弟",
    "姉",
    "妹",
    "家内",
    "旦那",
    "嫁",
    "「",
    "会社",
    "課",
    "部に",
    "部で",
    "部勤",
    "部働",
    "係に",
    "係で",
    "係勤",
    "係働",
];

/// Somebody as the subject, an employer with a name, and work.
static WORK: LazyLock<Regex> = LazyLock::new(|| {
    let who = concat!(
        r"(?:私|わたし|僕|俺|夫|妻|主人|父|母|息子|娘|長男|長女|次男|次女|兄|弟|姉|妹|義父|義母|家内|旦那|嫁)(?:自身)?[はがも]、?",
        r"(?:[^。、]{0,12}、|[^。、]{0,10}から|いま|今は?|現在は?|以前は?|去年|昨年)?"
    );
    let name = r"[\p{Han}\p{Katakana}A-Za-zー]{1,14}";
    let before = r"株式会社|有限会社|合同会社|一般社団法人|社会福祉法人|医療法人|NPO法人|\(株\)|\(有\)";
    let behind = r"株式会社|有限会社|合同会社|\(株\)|\(有\)";
    let trade = concat!(
        "病院|医院|クリニック|診療所|精機|精工|電機|電子|製材|製紙|工務店|工業|製作所|製菓|水産|建設|運輸|商店|農協|漁協|信用金庫|銀行|新聞社|大学|高校|小学校|中学校",
        "|保育園|幼稚園|こども園|ホテル|旅館|市役所|町役場|村役場|郵便局|消防署|工場|支店|農園|牧場|酒造"
    );
    let firm = format!(
        "((?:{before}){name}(?:の{name})?|{name}(?:{behind})(?:の{name})?|{name}(?:{trade})\
         |[駅市町村前]{{0,3}}の?「[^」]{{1,14}}」)"
    );
    let work = concat!(
        r"(?:の[^。、]{0,8})?(?:で|に|の|を)[^。]{0,12}?",
        "(?:働|勤|パート|アルバイト|職員|看護師|教え|教師|先生|保育士|介護士|事務|店長|社員|経営|営業|医師|料理|作業|登録して",
        "|研修|正社員|仕事|就職|転職|運転手)"
    );
    // A firm and a department of it: 弟は灯野精密の製造二課で夜勤をしている.
    let part = "(?:製造|品質保証|品質管理|総務|営業|開発|経理|工務|資材|生産|設計|販売|購買|物流|業務|技術|保全|検査)(?:部|課|係|[0-9一二三四]課)";
    pattern(&format!("{who}(?:{firm}{work}|({name}の{part})(?:で|に|の))"))
});
/// A place of one's own work, whoever speaks: 「…」の店長になりました.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"((?:[\p{Han}]{1,4}の)?(?:「[^」]{1,14}」|(?:株式会社|有限会社|合同会社)[\p{Han}\p{Katakana}ー]{1,14}",
        r"|[\p{Han}\p{Katakana}ー]{1,14}(?:株式会社|有限会社)))(?:の[^。、]{0,6})?",
        r"(?:の(?:店長|社長|社員|職員|代表|工場長|支店長|料理長)(?:になり|をして|を務め|でした|として)",
        r"|[でに](?:[^。、]{0,8})?(?:就職|転職|勤め|勤務|働い)(?:し|て))",
        r"|([\p{Han}\p{Katakana}ー]{2,14}[ の](?:製造|品質保証|品質管理|総務|営業|開発|経理|工務|資材|生産|設計|業務|技術|保全|検査)",
        r"(?:部|課|係|[0-9一二三四]課))(?:に|で)?(?:勤務|働|勤め)",
        r"|(?:夫|妻|主人|父|母|兄|弟|姉|妹|息子|娘|私)の(?:勤め先|職場)は、?([^。、\n]{4,24}?)(?:です|で、|だ。)",
    ))
});

fn find_workplace(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for found in WORK
        .captures_iter(block.text)
        .chain(POST.captures_iter(block.text))
        .filter_map(|found| (1..=3).find_map(|group| found.get(group)))
    {
        let name = found.as_str();
        let generic = [
            "病院",
            "市内",
            "町内",
            "地元",
            "近く",
            "総合",
            "中央",
            "小学校",
            "中学校",
            "高校",
            "保育園",
            "市立",
            "町立",
            "県立",
            "大手",
            "食品",
            "公立",
            "隣",
        ];
        let plain = generic.iter().any(|word| name.strip_prefix(word).is_some_and(|rest| rest.chars().count() <= 4))
            || name.chars().count() < 4;
        if !plain {
            out.push(Found::new(found.range(), 60, Severity::Warn));
        }
    }
}
