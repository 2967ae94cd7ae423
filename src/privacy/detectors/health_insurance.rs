//! `HEALTH_INSURANCE`: symbol and number of an insured person; asking for them is restricted by law.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Trigger::Holds,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    numbers::find_numbers,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::HealthInsurance,
    triggers: Triggers::any(&[Holds(&[
        "記号",
        "被保険者",
        "受給者番号",
        "保険証",
        "資格番号",
        "資格者番号",
        "診察券",
        "介護保険",
        "国保",
        "健康保険",
        "後期高齢",
        "医療証",
        "受給者証",
    ])]),
    words: Words {
        context: &[
            "保険証",
            "国保",
            "介護",
            "健康保険",
            "被保険者",
            "社保",
            "医療証",
            "健保",
            "協会けんぽ",
            "共済",
            "後期高齢",
            "国民健康",
            "資格確認書",
            "資格情報",
            "マイナ保険",
            "保険者",
            "診察券",
            "枝番",
            "医療",
            "病院",
        ],
        veto: &["ゆうちょ", "貯金", "銀行", "郵便局"],
    },
    find: find_health_insurance,
    examples: &[
        Bad("保険証は⟦記号 12・番号 345678⟧です。"),
        Bad("国保の⟦記号番号は潮12-34567⟧でした。"),
        Bad("介護保険の⟦被保険者番号は0000123456⟧です。"),
        Bad("健康保険の⟦記号：１２３４、番号：５６⟧を書きました。"),
        Bad("資格確認書の⟦記号番号は12-345678⟧です。"),
        Bad("保険証 ⟦記号 ひの12 番号 345678⟧"),
        Bad("⟦診察券番号 0012345⟧"),
        Bad("介護保険は、母の番号(十桁、⟦0000 55 1273⟧)を控えて行きました。"),
        Bad("被保険者番号には証の右上の数字、うちなら⟦00918264⟧と入れます。"),
        Good("介護保険の番号がわからないときは、0120-000-111へお電話ください。"),
        Warned("⟦記号番号 潮12-34567⟧"),
        Good("銀行の記号ではなく、保険証の記号と番号を見てください。"),
        Good("保険者番号で市町村がわかります。"),
        Good("国保の記号・番号は資格確認書にあります。"),
    ],
};

static PAIR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"記号\s?(?:[・及びと/]{1,2}\s?)?番号[はがも::=\s]{0,3}[0-9A-Za-z\p{Han}]{1,8}[・\s、/-]{0,2}[0-9]{1,8}",
        r"(?:\s?\(?枝番\)?[は::\s]{0,2}[0-9]{1,2})?",
        r"|記号[はがも::=\s「]{0,3}(?:[0-9A-Za-z\p{Han}-]{1,8}",
        r"|\p{Hiragana}{1,3}[0-9]{1,4})[」・、,\s/で]{0,3}番号[はがも::=\s「]{0,3}[0-9]{1,8}",
        r"(?:[\s、]?\(?枝番\)?[は::\s]{0,2}[0-9]{1,2})?",
    ))
});
/// A number behind the name of an insurance and 番号, with a few words between: 母の番号(十桁、0000 55 1273).
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:介護保険|国民健康保険|国保|健康保険|後期高齢者医療|医療証|受給者証|被保険者証)[^。\n0-9]{0,24}番号[^。\n0-9]{0,12}",
        r"([0-9](?:[ -]?[0-9]){6,11})|被保険者番号[^。\n0-9]{0,24}([0-9]{7,12})",
    ))
});
static PERSON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:被保険者(?:証)?(?:の)?(?:番号)?|受給者番号|保険証(?:の)?番号|資格者?番号|診察券(?:の)?番号)[はがも::=\s]{0,3}(?:記号)?",
        r"(?:[0-9]{4,12}|[0-9]{1,6}[-・][0-9]{3,10})",
    ))
});

fn find_health_insurance(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    // The number of an insured or of a patient, called so, needs no other word.
    out.extend(all(&PERSON, block).map(|range| Found::new(range, 85, Severity::Never)));
    let told = if block.text.contains("番号") { Some(TOLD.captures_iter(block.text)) } else { None };
    for value in told.into_iter().flatten().filter_map(|found| found.get(1).or(found.get(2))) {
        // The number to call stands in such a sentence, too.
        let phone = find_numbers(value.as_str()).iter().any(|number| number.number.starts_with('0'));
        // A symbol and a number together are told below.
        let paired = block.before(value.start(), 14).contains("記号");
        if !paired && block.stands_alone(&value.range()) && (!phone || value.as_str().starts_with("0000")) {
            out.push(Found::new(value.range(), 85, Severity::Never));
        }
    }
    for range in all(&PAIR, block) {
        if block.text[range.clone()].bytes().any(|byte| byte.is_ascii_digit()) {
            // Whoever gives a symbol and a number together gives one of an insurance or of an account.
            out.push(Found::new(range, 55, Severity::Never));
        }
    }
}
