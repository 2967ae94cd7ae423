//! `note-mark-only`: 説明のない「※」 / a note mark without a note.

use std::collections::BTreeSet;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::{HOLE, Texts},
    },
    msg, msgf,
    report::diagnostic::Level,
};

pub(super) const RULE: Rule = Rule {
    code: "note-mark-only",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "「※」の説明が、同じページに見つかりません",
        en: "A mark `※` has no note on the page"),
    why: msg!(
        ja: "印だけでは、何に注意すればよいか分かりません。",
        en: "The mark alone does not say what to mind."),
    how: msg!(
        ja: "「※…」で始まる説明を同じページに書くか、印をやめます。",
        en: "Write the note on the same page, or leave the mark out."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n料金は500円（※）です。\n\n※中学生までは無料です。\n"),
        Good("---\ntitle: 例\n---\n\n要予約（※前日まで）です。\n"),
        Bad("---\ntitle: 例\n---\n\n料金は500円※、宿泊は千円です。\n           ^ 説明\n"),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: false, check: check_note_mark_only }),
};

const MARKS: [char; 2] = ['※', '＊'];

fn check_note_mark_only(texts: &Texts<'_>, told: &mut Told) {
    for mark in MARKS.into_iter().filter(|mark| texts.whole().contains(*mark)) {
        // A number belongs to its mark: ※1.
        let numbered = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_numeric()).len();
        let mut explained = BTreeSet::new();
        let mut marks = Vec::new();
        for block in texts.blocks() {
            for (at, sign) in block.text.match_indices(mark) {
                let rest = &block.text[at + sign.len()..];
                let (number, after) = rest.split_at(numbered(rest));
                let is_note = after.trim_start_matches([' ', '\u{3000}', '：', ':', '.', '．', '）', ')']);
                let begins = block.text[..at].trim_end_matches([' ', '\u{3000}', '（', '(']).is_empty();
                let is_tight = after.starts_with(|c: char| c.is_alphanumeric() || c == '「' || c == HOLE);
                if is_tight || begins && !is_note.is_empty() {
                    explained.insert(number);
                } else {
                    marks.push((block, at..at + sign.len() + number.len(), number));
                }
            }
        }
        for (block, range, number) in marks.into_iter().filter(|(_, _, number)| !explained.contains(number)) {
            let message = msgf!(
                ja: "「{mark}{number}」の説明が同じページにあるか確かめてください",
                en: "see that the note of `{mark}{number}` stands on the same page");
            told.push((block.tell(&RULE, &range, message), block.is_voice()));
        }
    }
}
