//! `long-sentence`: 長い文 / a long sentence.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::Texts,
    },
    load::prose::Kind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::japanese::is_wide,
};

pub(super) const RULE: Rule = Rule {
    code: "long-sentence",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "文が長すぎます",
        en: "A sentence is too long"),
    why: msg!(
        ja: "一文が長いと、読むのが苦手な人や日本語を学んでいる人に伝わりません。",
        en: "Long sentences are lost on whoever reads with effort or learns Japanese (WCAG 3.1.5)."),
    how: msg!(
        ja: "2つに分けます。60字までが目安で、100字を超えると注意になります。",
        en: "Make two of it. Sixty characters are a good measure; above a hundred it is a warning."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n短い文です。もう一つの短い文です。\n"),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n",
            "冬の朝は水道管が凍ることがあるので、寝る前に水抜きをして、それでも凍ったときは、ぬるま湯をかけて待ち、割れたら水道の業者に電話をしてください。\n^^^^ 字\n",
        )),
    ],
    check: Check::Prose(ProseRule { also: Some(Level::Hint), spares_voices: true, check: check_long_sentence }),
};

/// Characters of a sentence above which it is worth a look, and above which it is a warning.
const LONG: usize = 60;
const TOO_LONG: usize = 100;

fn check_long_sentence(texts: &Texts<'_>, told: &mut Told) {
    let is_prose = |kind| !matches!(kind, Kind::Heading | Kind::Field("title"));
    for block in texts.blocks().filter(|block| is_prose(block.kind()) && block.text.len() > LONG) {
        let mut start = 0;
        for part in block.text.split_inclusive(['。', '！', '？', '\n']) {
            let here = start;
            start += part.len();
            if part.chars().count() <= LONG {
                continue;
            }
            let sentence = part.trim_end_matches(['。', '！', '？', '\n', ' ', '\u{3000}']);
            let count = sentence.chars().filter(|c| !c.is_whitespace()).count();
            // What a search shows of a page is one sentence, and as long as there is room.
            let most = if block.kind() == Kind::Field("description") { TOO_LONG } else { LONG };
            if count <= most || !is_japanese(sentence) {
                continue;
            }
            let lead = sentence.len() - sentence.trim_start().len();
            let range = here + lead..here + sentence.len();
            if block.is_allowed(RULE.code, &range) {
                continue;
            }
            let message = msgf!(
                ja: "この文は{count}字あります。2つに分けられませんか",
                en: "this sentence has {count} characters; could it be two?");
            let finding = block.tell(&RULE, &range, message);
            let level = if count > TOO_LONG && !block.is_cell() { Level::Warning } else { Level::Hint };
            told.push((Diagnostic { level, ..finding }, block.is_voice()));
        }
    }
}

/// Whether most of a sentence is Japanese: other languages have longer words.
fn is_japanese(sentence: &str) -> bool {
    let wide = sentence.chars().filter(|c| is_wide(*c)).count();
    wide * 2 > sentence.chars().count()
}
