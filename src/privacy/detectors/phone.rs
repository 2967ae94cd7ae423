//! `PHONE`: telephone numbers, those of people and those of offices.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Shape::{JoinedNumbers, LongNumber},
        Trigger::{Holds, HoldsAt, Shape},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    numbers::{Number, READ_ALOUD, find_numbers, may_be_read_aloud},
    score::{Found, Words, spoken_of},
    value::{canonical, is_business},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Phone,
    triggers: Triggers::any(&[
        Shape(LongNumber),
        Shape(JoinedNumbers),
        Holds(&["E+0", "E+9", "e+0", "e+9"]),
        HoldsAt(READ_ALOUD, may_be_read_aloud),
    ]),
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
            "ケータイ",
            "でんわ",
            "直通",
            "☎",
            "phone",
            "Phone",
            "PHONE",
            "mobile",
            "Mobile",
            "call me",
            "Call me",
            "telefone",
            "Telefone",
            "celular",
            "Celular",
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
        Bad("イギリスの携帯は⟦+44(0) 7900 000000⟧です。"),
        Bad("中国の携帯は⟦+86 138 0013 8000⟧です。"),
        Bad("電話は⟦0044 7900 000000⟧です。"),
        Bad("番号は⟦090_0000_1234⟧です。"),
        Bad("☎⟦090:0000:1234⟧"),
        Bad("⟦090…0000…1234⟧"),
        Bad("れんらくは⟦ゼロキュウゼロの0000の1234⟧までどうぞ。"),
        Bad("携帯は⟦0 9 0 0 0 0 0 1 2 3 4⟧です。"),
        Bad("phone: ⟦9000001234⟧"),
        Bad("⟦090,0000,1234⟧と⟦090、0000、1234⟧です。"),
        Bad("ＴＥＬ⟦０１９９－００－４５６７⟧（自宅）"),
        Bad("| 携帯 | ⟦090 | 0000 | 1234⟧ |"),
        Bad("- ⟦090\n- 0000\n- 1234⟧"),
        Bad("⟦090-0000-1234⟧〜⟦070-0000-5678⟧"),
        Bad("連絡先は⟦〇七〇の〇〇〇〇の四四九一⟧でございます。"),
        Warned("| 電話 | ⟦9.01E+09⟧ |"),
        Warned("水道課の窓口は⟦0555-00-4321⟧です。"),
        Bad("市外局番0199で⟦00-7415⟧、うちに電話してください。"),
        Warned("市外局番を省いて⟦00-1234⟧に電話してください。"),
        Bad("Chamar no zap ⟦080 0000 1467⟧ depois das 19h."),
        Bad("うちのは ⟦〇一九九・〇〇・六三五二⟧ です。"),
        Bad("⟦ぜろはちぜろ、ぜろが四つ、さんさんいちなな⟧ さ電話けろ。"),
        Bad("⟦090の0000、そのあと下四桁が「よんにーぜろきゅう⟧」です。"),
        Good("フリーダイヤル0120-000-111と、ナビダイヤル0570-000-111があります。"),
        Good("0800-000-1234は無料です。救急の相談は#7119、子どもは#8000です。"),
        Good("伝票番号は090-0000-1234です。"),
        Good("記入例：090-0000-0000"),
        Good("Example: name TARO YAMADA, phone 090-0000-0000."),
        Good("記入例\n氏名　山田太郎\n電話　090-0000-0000"),
        Bad("家電は　⟦〇一九九の〇〇の五五六六⟧　です。"),
        Good("電話番号は090-0000-0000の形でご記入ください。"),
        Good("品番9000001234の部品と、| 050 | 1234 | 5678 | の表です。"),
        Good("告示第90-1234号と第0123-45-6789号です。"),
        Good("2026-04-01から2027-03-31まで、午前9:00-17:00に開いています。"),
        Good("本は978-4-00-000000-2で探せます。07-07-2026に届きました。"),
        Good("面積は0.0123456789ヘクタール、1200-3400円です。"),
    ],
};

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

/// Words of forms that show how a number is written.
const SAMPLES: &[&str] = &[
    "Example",
    "example",
    "Exemplo",
    "exemplo",
    "e.g.",
    "例:",
    "例)",
    "記入例",
    "入力例",
    "記載例",
    "書き方",
    "例 ",
    "例は",
    "サンプル",
    "見本:",
];

fn find_phone(block: &Block<'_>, lists: &Lists, out: &mut Vec<Found>) {
    for Number { range, number, base, personal } in find_numbers(block.text) {
        // Of a number that is written by its end alone the text does not say which it is.
        let is_short = !personal && canonical(Kind::Phone, &block.text[range.clone()]) != number;
        if is_short && lists.is_public(Kind::Phone, &number) {
            continue;
        }
        if is_sample(block, &range, &number) {
            continue;
        }
        let office = !personal && spoken_of(block, &range, OFFICE) && !spoken_of(block, &range, HOME);
        let severity = match () {
            () if is_business(&number) && !personal => Severity::Info,
            // Of a number that a table has made a sum, no more than the beginning may be left.
            () if office
                || !personal
                    && number.len() < 10
                    && block.text[range.clone()].starts_with(|c: char| c.is_ascii_digit()) =>
            {
                Severity::Warn
            }
            () => Severity::Block,
        };
        out.push(Found::new(range, base, severity));
    }
    for range in all(&LOCAL, block).filter(|range| block.stands_alone(range)) {
        let asked = [
            "市外局番",
            "電話番号",
            "電話して",
            "に電話",
            "電話くだ",
            "お電話",
            "電話を",
            "町内から",
            "TEL",
            "tel",
            "Tel",
        ];
        if block.left(range.start) != Some('〒')
            && asked
                .iter()
                .any(|word| block.before(range.start, 16).contains(word) || block.after(range.end, 8).contains(word))
        {
            let home = spoken_of(block, &range, HOME);
            let (base, severity) = if home { (80, Severity::Block) } else { (30, Severity::Warn) };
            out.push(Found::new(range, base, severity));
        }
    }
}

/// Words that make all of a paragraph a form that shows how it is filled in.
const FORMS: &[&str] = &["記入例", "記載例", "入力例", "Example", "Exemplo"];

/// Whether a number that is nobody's shows how one is written: 記入例 090-0000-0000.
fn is_sample(block: &Block<'_>, range: &Range<usize>, number: &str) -> bool {
    let line = number.get(3..).unwrap_or_default();
    let made =
        ["00000000", "12345678", "11111111", "99999999"].contains(&line) || line.bytes().all(|byte| byte == b'0');
    let near = |text: &str| SAMPLES.iter().any(|word| text.contains(word));
    made && (near(block.before(range.start, 12))
        || FORMS.iter().any(|word| block.before(range.start, 80).contains(word))
        || near(block.head)
        || ["記入例", "の形", "のように", "と書", "ご記入"]
            .iter()
            .any(|word| block.after(range.end, 10).contains(word)))
}
