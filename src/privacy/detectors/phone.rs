//! `PHONE`: telephone numbers, those of people and those of offices.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Shape::{JoinedNumbers, LongNumber},
        Trigger::Shape,
        Triggers, all, digits, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words, spoken_of},
    value::{canonical, is_business, is_personal_line},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Phone,
    triggers: Triggers::any(&[Shape(LongNumber), Shape(JoinedNumbers)]),
    words: Words {
        context: &[
            "携帯",
            "電話",
            "連絡",
            "TEL",
            "tel",
            "Tel",
            "LINE通話",
            "自宅",
            "実家",
            "FAX",
            "fax",
            "Fax",
            "ファクス",
            "WhatsApp",
            "スマホ",
            "かけて",
        ],
        veto: &["国道", "県道", "№", "号室"],
    },
    find: find_phone,
    examples: &[
        Bad("内見の前に、⟦090-0000-4321⟧へ電話をください。"),
        Bad("夜なら⟦０８０ー１２３４ー００００⟧に出ます。"),
        Bad("大家さんは⟦070.0000.1212⟧です。"),
        Bad("連絡先は⟦090-<b>0000</b>-1234⟧です。"),
        Bad("番号は**⟦090**-0000-&#49;234⟧です。"),
        Bad("番号は\n⟦090-0000-\n1234⟧です。"),
        Bad("実家は⟦0555(00)2345⟧です。"),
        Bad("うちは⟦03-0000-4567⟧、昼は留守です。"),
        Bad("WhatsAppは⟦+81 90-0000-1234⟧です。"),
        Bad("電話は⟦〇九〇-〇〇〇〇-一二三四⟧です。"),
        Bad("[電話する](⟦tel:090-0000-8888⟧)"),
        Bad("市役所に勤める友人の携帯は⟦090-0000-5555⟧です。"),
        Bad("自宅の電話は⟦0555002233⟧です。"),
        Bad("移住前の話は⟦060-1000-2222⟧で聞けます。"),
        Warned("水道課の窓口は⟦0555-00-4321⟧です。"),
        Warned("市外局番を省いて⟦00-1234⟧に電話してください。"),
        Good("フリーダイヤル0120-000-111と、ナビダイヤル0570-000-111があります。"),
        Good("0800-000-1234は無料です。救急の相談は#7119、子どもは#8000です。"),
        Good("伝票番号は090-0000-1234です。"),
        Good("告示第90-1234号と第0123-45-6789号です。"),
        Good("2026-04-01から2027-03-31まで、午前9:00-17:00に開いています。"),
        Good("本は978-4-00-000000-2で探せます。07-07-2026に届きました。"),
        Good("面積は0.0123456789ヘクタール、1200-3400円です。"),
    ],
};

static NATIONAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:[Tt][Ee][Ll]:)?\(?0[0-9]{1,4}\)?(?:\s?[-.・/]\s?|\s?の\s?|\s{1,2}|)\(?[0-9]{1,4}\)?",
        r"(?:\s?[-.・/]\s?|\s?の\s?|\s{1,2}|)[0-9]{3,4}",
    ))
});
static SOLID: LazyLock<Regex> = LazyLock::new(|| pattern(r"0[0-9]{9,10}"));
static ABROAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:[Tt][Ee][Ll]:)?(?:\+\s?|00)?81[-\s]?(?:\(0\)|0)?[-\s]?[0-9]{1,4}[-.\s]?[0-9]{2,4}[-.\s]?[0-9]{4}")
});
static LOCAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{2,4}-[0-9]{4}"));

/// Words of offices; a fixed line beside them may be a public one that nobody has listed.
const OFFICE: &[&str] = &[
    "課",
    "窓口",
    "センター",
    "役場",
    "役所",
    "病院",
    "代表",
    "内線",
    "診療所",
    "支所",
    "事務局",
    "図書館",
    "公民館",
    "消防署",
    "警察署",
];
/// Words of people, which make a fixed line theirs whatever else stands there.
const HOME: &[&str] = &["自宅", "実家", "うち", "私の", "個人", "お宅", "家の", "大家"];

fn find_phone(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&NATIONAL, block).chain(all(&SOLID, block)).chain(all(&ABROAD, block)) {
        let text = &block.text[range.clone()];
        if !block.stands_alone(&range) || (block.left(range.start) == Some('+') && !text.contains('+')) {
            continue;
        }
        let groups: Vec<usize> =
            text.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|length| *length > 0).collect();
        let number = canonical(Kind::Phone, text);
        let Some(base) = worth(&number, &groups, text) else { continue };
        let office = !is_personal_line(&number) && spoken_of(block, &range, OFFICE) && !spoken_of(block, &range, HOME);
        if is_business(&number) {
            out.push(Found::new(range, base, Severity::Info));
        } else {
            out.push(Found::new(range, base, if office { Severity::Warn } else { Severity::Block }));
        }
    }
    for range in all(&LOCAL, block).filter(|range| block.stands_alone(range)) {
        let asked = ["市外局番", "電話番号", "電話して", "に電話", "TEL", "tel", "Tel"];
        if block.left(range.start) != Some('〒')
            && asked
                .iter()
                .any(|word| block.before(range.start, 16).contains(word) || block.after(range.end, 8).contains(word))
        {
            out.push(Found::new(range, 30, Severity::Warn));
        }
    }
}

/// What a number is worth by its digits and how they are grouped; `None`: it is none.
fn worth(number: &str, groups: &[usize], text: &str) -> Option<i32> {
    let count = digits(number).len();
    let abroad =
        text.contains("81") && !text.trim_start_matches(['T', 't', 'E', 'e', 'L', 'l', ':', '(']).starts_with('0');
    let free = number.starts_with("0120") || number.starts_with("0570");
    let known = match count {
        11 if is_personal_line(number) || number.starts_with("0800") => {
            abroad || matches!(groups, [11] | [3, 4, 4] | [4, 3, 4] | [3, 8] | [7, 4])
        }
        10 if free => matches!(groups, [10] | [4, 3, 3] | [4, 2, 4] | [4, 6]),
        10 => abroad || matches!(groups, [10] | [2, 4, 4] | [3, 3, 4] | [4, 2, 4] | [5, 1, 4] | [6, 4] | [2, 8]),
        _ => false,
    };
    if !known || (!abroad && number.starts_with("00")) {
        return None;
    }
    Some(if groups == [10] && !abroad && !free { 45 } else { 85 })
}
