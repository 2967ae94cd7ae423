//! `PLATE`: number plates of cars.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::{Digit, KanaBetweenNumbers},
        Trigger::{Holds, HoldsAt, Shape, Together},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    normalized::kanji_digit,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Plate,
    triggers: Triggers::any(&[
        Shape(KanaBetweenNumbers),
        HoldsAt(&["」"], quotes_kana),
        Together(&[Holds(CARS), Shape(Digit)]),
    ]),
    words: NO_WORDS,
    find: find_plate,
    examples: &[
        Bad("軽トラは⟦湘南 480 あ 12-34⟧です。"),
        Bad("⟦富士山500さ・・・1⟧を見かけました。"),
        Bad("車は⟦品川３３０す５６－７８⟧です。"),
        Bad("⟦なにわ 30A わ 9876⟧のレンタカーでした。"),
        Bad("軽トラは⟦480 あ 12-34⟧です。"),
        Bad("車のナンバーは⟦12-34⟧です。"),
        Bad("ナンバープレートが「⟦3456⟧」の車です。"),
        Bad("赤い車（⟦ね 12-34⟧）で来ます。"),
        Bad("うちの車は⟦さ・・12⟧です。"),
        Bad("白い軽、⟦あ 12-34⟧に乗っています。"),
        Bad("⟦さの12の34⟧の軽トラの人が助けてくれました。"),
        Bad("神社の裏に⟦「わ」の80-13⟧が置いたままです。"),
        Bad("青い車、ナンバーは⟦「は」の90の16⟧でした。"),
        Good("ナンバーカードの窓口は10-15分待ちます。ナンバー1の店です。"),
        Good("車で30-40分、駐車場は12-34番です。"),
        Good("「見本 500 あ 〇〇-〇〇」のように全部書いてください。"),
        Good("湘南300円バスは便利です。"),
        Good("湘南500人が12-34ページを読みました。"),
        Good("駅から300メートル、徒歩4分です。"),
    ],
};

/// Whether a kana alone stands in the brackets that end here, with a number behind: 「わ」の80-13.
fn quotes_kana(text: &str, word: Range<usize>) -> bool {
    let mut before = text[..word.start].chars().rev();
    let kana = before.next().is_some_and(|c| ('あ'..='ん').contains(&c)) && before.next() == Some('「');
    kana && text[word.end..].chars().take(4).any(|c| c.is_numeric() || kanji_digit(c).is_some())
}

/// Words for cars and their plates.
const CARS: &[&str] = &[
    "ナンバー",
    "車番",
    "登録番号標",
    "軽トラ",
    "愛車",
    "マイカー",
    "車は",
    "白い軽",
    "軽自動車",
    "赤い車",
    "白い車",
    "黒い車",
    "青い車",
    "うちの車",
    "ワゴン",
    "セダン",
    "乗用車",
    "乗って",
    "ミニバン",
    "ワンボックス",
    "レンタカー",
    "トラック",
    "四駆",
    "駐車",
    "バイク",
];

/// A plate without its place: what is left of it, once a car is spoken of.
static PART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:[0-9]{2}[0-9A-Z]\s?)?[あ-ん]\s?(?:[0-9]{2}-[0-9]{2}|[・.]{1,3}\s?[0-9]{1,3})",
        r"|[0-9]{2}[0-9A-Z]\s?[あ-ん]\s[0-9]{4}",
        r"|[あ-ん]の[0-9]{2}の[0-9]{2}|「[あ-ん]」の?\s?[0-9]{2}[-の][0-9]{2}"
    ))
});
/// Its last figures alone, right behind the word for a plate.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:ナンバー|車番)(?:プレート)?(?:の番号)?[はがも::、「\s]{0,3}([0-9]{2}-[0-9]{2}|[・.]{1,3}\s?[0-9]{1,3}|[0-9]{4})",
    )
});

static PLATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[\p{Han}\p{Hiragana}]{1,4}\s?[0-9]{2}[0-9A-Z]?\s?[あ-ん]\s?",
        r"(?:(?:[0-9]\s?)?[0-9]\s?-\s?[0-9]\s?[0-9]|[・.]{1,3}\s?[0-9]{1,3}|[0-9]{4})",
    ))
});

fn find_plate(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&PLATE, block) {
        let text = &block.text[range.clone()];
        let kana = text.trim_end_matches(|c: char| !('あ'..='ん').contains(&c)).chars().next_back();
        // 〇〇-〇〇 stands for any.
        let any = text.ends_with("00-00");
        if !any
            && kana.is_some_and(|c| !matches!(c, 'お' | 'し' | 'へ' | 'ん'))
            && block.right(range.end).is_none_or(|c| !c.is_ascii_digit() && !"円人年月日個件万".contains(c))
        {
            let skip = text.char_indices().position(|(_, c)| c.is_ascii_digit()).unwrap_or(0);
            let place = text.chars().take(skip).collect::<String>();
            // Particles before the place are no part of it.
            let particle = matches!(place.trim(), "は" | "が" | "の" | "を" | "で" | "と" | "に" | "も" | "、");
            let cut = place
                .rfind(['は', 'が', 'の', 'を', 'で', 'と', 'に'])
                .filter(|at| place[*at + 3..].starts_with(crate::text::japanese::is_kanji))
                .map_or(if particle { place.len() } else { 0 }, |at| at + 3);
            out.push(Found::new(range.start + cut..range.end, 85, Severity::Block));
        }
    }
    for range in all(&PART, block) {
        let text = &block.text[range.clone()];
        let kana = text.chars().find(|c| ('あ'..='ん').contains(c));
        let figured = text.starts_with(|c: char| c.is_ascii_digit());
        // 「は12-34」 has a particle before a number; a kana of a plate stands alone.
        let quoted = text.starts_with('「');
        let alone = quoted
            || block
                .left(range.start)
                .is_none_or(|c| "はがの".contains(c) || !('あ'..='ん').contains(&c) && !c.is_ascii_alphanumeric());
        let particle = !quoted && !figured && kana.is_some_and(|c| "はがのをにもでとへやか".contains(c));
        let counted =
            block.right(range.end).is_some_and(|c| c.is_ascii_digit() || "円人年月日個件万分時番回".contains(c));
        let named = quoted
            || CARS
                .iter()
                .any(|word| block.before(range.start, 16).contains(word) || block.after(range.end, 10).contains(word));
        if alone && !text.ends_with("00-00") && !particle && !counted && (named || figured && text.contains('-')) {
            out.push(Found::new(range, 80, Severity::Block));
        }
    }
    for figures in FIGURES.captures_iter(block.text).filter_map(|found| found.get(1)) {
        if block.right(figures.end()).is_none_or(|c| !c.is_ascii_digit() && !"円人年月日個件万分時回".contains(c))
        {
            out.push(Found::new(figures.range(), 80, Severity::Block));
        }
    }
}
