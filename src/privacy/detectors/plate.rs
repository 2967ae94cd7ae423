//! `PLATE`: number plates of cars.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::KanaBetweenNumbers,
        Trigger::Shape,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Plate,
    triggers: Triggers::any(&[Shape(KanaBetweenNumbers)]),
    words: NO_WORDS,
    find: find_plate,
    examples: &[
        Bad("軽トラは⟦湘南 480 あ 12-34⟧です。"),
        Bad("⟦富士山500さ・・・1⟧を見かけました。"),
        Bad("車は⟦品川３３０す５６－７８⟧です。"),
        Bad("⟦なにわ 30A わ 9876⟧のレンタカーでした。"),
        Good("湘南300円バスは便利です。"),
        Good("湘南500人が12-34ページを読みました。"),
        Good("駅から300メートル、徒歩4分です。"),
    ],
};

static PLATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[\p{Han}\p{Hiragana}]{1,4}\s?[0-9]{2}[0-9A-Z]?\s?[あ-ん]\s?",
        r"(?:[0-9]{2}-[0-9]{2}|[・.]{1,3}\s?[0-9]{1,3}|[0-9]{4})",
    ))
});

fn find_plate(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&PLATE, block) {
        let text = &block.text[range.clone()];
        let kana = text.trim_end_matches(|c: char| !('あ'..='ん').contains(&c)).chars().next_back();
        if kana.is_some_and(|c| !matches!(c, 'お' | 'し' | 'へ' | 'ん'))
            && block.right(range.end).is_none_or(|c| !c.is_ascii_digit() && !"円人年月日個件万".contains(c))
        {
            let skip = text.char_indices().position(|(_, c)| c.is_ascii_digit()).unwrap_or(0);
            let place = text.chars().take(skip).collect::<String>();
            // Particles before the place are no part of it.
            let cut = place
                .rfind(['は', 'が', 'の', 'を', 'で', 'と', 'に'])
                .filter(|at| place[*at + 3..].starts_with(crate::text::japanese::is_kanji))
                .map_or(0, |at| at + 3);
            out.push(Found::new(range.start + cut..range.end, 85, Severity::Block));
        }
    }
}
