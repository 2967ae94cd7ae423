//! `BANK_ACCOUNT`: accounts by kind and number, by codes, and those of ゆうちょ.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::LongNumber,
        Trigger::{Holds, Shape},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::BankAccount,
    triggers: Triggers::any(&[
        Shape(LongNumber),
        Holds(&[
            "振替",
            "払込",
            "銀行",
            "信金",
            "ゆうちょ",
            "支店",
            "通帳",
            "振込",
            "振り込",
            "ank",
            "onta",
            "記号",
            "口座",
            "普通",
            "当座",
            "貯蓄",
            "普)",
            "普）",
        ]),
    ]),
    words: Words {
        context: &[
            "銀行",
            "支店",
            "振込",
            "口座",
            "信用金庫",
            "信金",
            "農協",
            "JA",
            "通帳",
            "ゆうちょ",
            "貯金",
            "振り込",
        ],
        veto: &[],
    },
    find: find_bank_account,
    examples: &[
        Bad("家賃は見本銀行本店の⟦普通 7654321⟧へ振り込みます。"),
        Bad("⟦口座番号は１２３４５６７⟧です。"),
        Bad("⟦当座預金 No.0000456⟧に入れてください。"),
        Bad("ゆうちょの⟦記号11230 番号7654321⟧です。"),
        Bad("振込先は⟦9999-123-7654321⟧です。"),
        Bad("振込は⟦(普)1234567⟧です。"),
        Bad("ゆうちょの⟦記号番号は11230-7654321⟧です。"),
        Bad("⟦口座番号は7 7 1 0 4 2 5⟧です。"),
        Good("口座は「〇〇銀行 普通 〇〇〇〇〇〇〇」と書きます。"),
        Good("普通に暮らすと月150000円くらいです。"),
        Good("口座番号のわかる通帳を持ってきてください。"),
        Good("普通車は7人乗りです。"),
    ],
};

static KIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:\(?(?:普|当|貯)\)|(?:普通|当座|貯蓄)(?:預金|貯金|口座)?(?:の?口座)?(?:の?番号)?)\s?[はがも::、()/\s「]{0,3}",
        r"(?:[Nn]o\.?\s?)?[0-9]{7}|口座(?:の)?(?:番号?",
        r"|[Nn][Oo]\.?)?\s?[はがも::、(\s「]{0,3}(?:[Nn]o\.?\s?)?(?:[0-9]\s){6}[0-9]|口座(?:の)?(?:番号?",
        r"|[Nn][Oo]\.?)?\s?[はがも::、(\s「]{0,3}[0-9]{6,8}",
        r"|(?:普通|当座)\(?[0-9]{3}[-\s][0-9]{4}"
    ))
});
static POST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"記号[はがも::\s]{0,3}1[0-9]{4}(?:-[0-9])?[、,・\s-]{0,3}番号[はがも::\s]{0,3}[0-9]{6,8}",
        r"|記号[・/]?番号[はがも::\s]{0,3}1[0-9]{4}(?:-[0-9])?[-\s・、/の]{1,3}[0-9]{6,8}"
    ))
});
/// Seven figures beside the name of a bank, and those of a transfer by post.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let bank = "銀行|信用金庫|信金|信用組合|農協|JAバンク|ゆうちょ|支店|通帳|振込先|振り込み|Bank|bank|savings|Conta|conta|poupança|Agência";
    pattern(&format!(
        "(?:{bank})[^。\\n]{{0,24}}?((?:[0-9]\\s){{6}}[0-9]|[0-9]{{6,7}}-?[0-9])(?:[^0-9-]|$)\
         |(?:振替|払込)[^。\\n0-9]{{0,8}}(0[0-9]{{4}}-[0-9]-[0-9]{{3,7}})\
         |(?:記号)\\s?(1[0-9]{{4}}(?:-[0-9])?[、,\\s]{{1,2}}番号\\s?[0-9]{{6,8}})"
    ))
});
static CODES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[0-9]{4}-[0-9]{3}-[0-9]{7}|1[0-9]{4}-[0-9]-?[0-9]{7,8}|1[0-9]{4}-[0-9]{7,8}"));

fn find_bank_account(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&KIND, block).chain(all(&POST, block)) {
        // 〇〇〇〇〇〇〇 stands for any.
        let any = block.text[range.clone()].ends_with("0000000");
        if !any && block.right(range.end).is_none_or(|c| !c.is_ascii_digit()) {
            let insurance =
                block.before(range.start, 12).contains("保険") || block.before(range.start, 12).contains("国保");
            let base = if insurance { 45 } else { 85 };
            out.push(Found::new(range, base, Severity::Block));
        }
    }
    for found in NAMED.captures_iter(block.text) {
        let Some(found) = (1..=3).find_map(|group| found.get(group)) else { continue };
        let whole = block.left(found.start()).is_none_or(|c| !c.is_ascii_digit() && c != '-');
        if whole && !found.as_str().ends_with("0000000") {
            out.push(Found::new(found.range(), 85, Severity::Block));
        }
    }
    out.extend(
        all(&CODES, block)
            .filter(|range| block.stands_alone(range))
            .map(|range| Found::new(range, 45, Severity::Block)),
    );
}
