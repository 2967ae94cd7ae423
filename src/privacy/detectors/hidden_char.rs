//! `HIDDEN_CHAR`: characters that change a text for machines and that nobody sees. The normalized text drops them and
//! keeps their places; there is nothing left to look for here.

use crate::privacy::{
    detector::{
        Detector,
        Example::{Bad, Good},
        Triggers,
    },
    kind::Kind,
    score::NO_WORDS,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::HiddenChar,
    triggers: Triggers::any(&[]),
    words: NO_WORDS,
    find: |_, _, _| {},
    examples: &[
        Bad("家賃は⟦\u{202e}⟧月6万円です。"),
        Bad("町民⟦\u{e0061}\u{e0062}⟧の声です。"),
        Bad("番号は12⟦\u{200b}⟧34⟦\u{200b}⟧56です。"),
        Good("👩\u{200d}🌾が育てた米です。"),
        Good("🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}の旗です。"),
        Good("か\u{3099}んばる町です。葛\u{e0100}城市の絵です。"),
    ],
};
