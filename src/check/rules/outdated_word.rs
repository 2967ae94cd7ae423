//! `outdated-word`: 古くなった用語 / an outdated term.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        rules::house_word::{find_words, read_words},
        texts::Texts,
    },
    msg, msgf,
    report::diagnostic::Level,
};

pub(super) const RULE: Rule = Rule {
    code: "outdated-word",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "いまは使われない用語があります",
        en: "A term is no longer used"),
    why: msg!(
        ja: "「避難勧告」は2021年になくなりました。古い用語では、いつ逃げればよいか伝わりません。",
        en: "Some terms are no longer used; in a disaster the old ones mislead."),
    how: msg!(
        ja: "いまの用語にします。昔の話なら、理由を書いて見送れます。",
        en: "Write today's term; in a story of the past it may be passed over with a reason."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n避難指示が出たら逃げます。当時は避難勧告と呼びました。\n"),
        Bad("---\ntitle: 例\n---\n\n避難勧告が出たら逃げます。\n^^^^^^^^ 「避難指示」\n"),
        Bad(
            "---\ntitle: 例\n---\n\n旧町民会館で開きます。\n^^^^^^^^^^ 「交流館」\n=== data/words.yaml\noutdated:\n  旧町民会館: 交流館\n",
        ),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: true, check: check_outdated_word }),
};

/// Terms that were abolished everywhere; the longer ones first.
const ABOLISHED: [(&str, &str); 4] = [
    ("避難準備・高齢者等避難開始", "高齢者等避難"),
    ("避難指示（緊急）", "避難指示"),
    ("避難準備情報", "高齢者等避難"),
    ("避難勧告", "避難指示"),
];

/// Words of a text that speaks of the past.
const PAST: [&str; 8] = ["廃止", "当時", "以前", "かつて", "昔", "なくなり", "改め", "変わりました"];

fn check_outdated_word(texts: &Texts<'_>, told: &mut Told) {
    let own = read_words("outdated", told);
    let all = ABOLISHED.iter().map(|(old, new)| ((*old).to_owned(), (*new).to_owned())).chain(own);
    for (old, new) in all {
        find_words(texts, &old, &new, &mut |block, range| {
            if block.is_allowed(RULE.code, range) || PAST.iter().any(|word| block.text.contains(word)) {
                return;
            }
            let message = msgf!(
                ja: "「{old}」は古い用語です。今は「{new}」です",
                en: "`{old}` is outdated; today it is `{new}`");
            told.push((block.offer(block.tell(&RULE, range, message), range, &new), block.is_voice()));
        });
    }
}
