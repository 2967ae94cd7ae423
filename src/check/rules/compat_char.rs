//! `compat-char`: 組み文字や単位の記号 / units and words squeezed into one character.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::normalize::nfkc,
};

/// What is looked for.
const PATTERN: &str = r"[\u{3220}-\u{3247}\u{3280}-\u{32B0}\u{32C0}-\u{33FF}\u{2116}\u{2121}\u{1F100}-\u{1F1AD}]";

pub(super) const RULE: Rule = Rule {
    code: "compat-char",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "㎡や㈱のような、いくつかの文字を一つにした文字が使われています",
        en: "Several letters are squeezed into one character"),
    why: msg!(
        ja: "読み上げソフトが読まなかったり、機種によって崩れたりします。検索でも見つかりません。",
        en: "Screen readers may skip them, devices garble them, and searches miss them."),
    how: msg!(
        ja: "ふつうの文字で書きます。よく使うものは `shirube check --fix` で直せます。",
        en: "Write ordinary letters; `shirube check --fix` does it for common ones."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n広さは50平方メートル、気温は5℃です。\n"),
        Bad("---\ntitle: 例\n---\n\n広さは50㎡です。\n        ^^ 平方メートル\n"),
        Bad("---\ntitle: 例\n---\n\n㈱灯野建設へ\n^^ 株式会社\n"),
        Bad("---\ntitle: 例\n---\n\n㊗開館\n^^ 「祝」\n"),
    ],
    check: Check::Pattern(PatternRule { pattern: PATTERN, also: None, spares_voices: false, judge: judge_compat_char }),
};

/// What each character stands for, where there is one meaning.
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("㈱", "株式会社"), ("㈲", "有限会社"), ("㈳", "社団法人"), ("㈶", "財団法人"), ("㍿", "株式会社"), ("℡", "電話"),
    ("№", "番号"), ("㎡", "平方メートル"), ("㎥", "立方メートル"), ("㎞", "キロメートル"), ("㎝", "センチメートル"),
    ("㎜", "ミリメートル"), ("㎏", "キログラム"), ("㎎", "ミリグラム"), ("㎢", "平方キロメートル"), ("㏄", "シーシー"),
    ("㌔", "キロ"), ("㍍", "メートル"), ("㌢", "センチ"), ("㌘", "グラム"), ("㌧", "トン"), ("㌃", "アール"),
    ("㌶", "ヘクタール"), ("㍑", "リットル"), ("㍗", "ワット"), ("㌍", "カロリー"), ("㌦", "ドル"), ("㌣", "セント"),
    ("㌫", "パーセント"), ("㍉", "ミリ"), ("㌻", "ページ"), ("㍾", "明治"), ("㍽", "大正"), ("㍼", "昭和"), ("㍻", "平成"),
    ("㋿", "令和"), ("㊤", "上"), ("㊥", "中"), ("㊦", "下"), ("㊧", "左"), ("㊨", "右"),
];

fn judge_compat_char(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    // A flag is written with two of these letters, and has no other way to be written.
    if words.chars().all(|c| ('\u{1f1e6}'..='\u{1f1ff}').contains(&c)) {
        return None;
    }
    let known = WORDS.iter().find(|(squeezed, _)| *squeezed == words).map(|(_, plain)| *plain);
    let plain = known.map_or_else(|| nfkc(words), str::to_owned);
    let message = msgf!(ja: "「{words}」は「{plain}」と書いてください", en: "write `{plain}` for `{words}`");
    let finding = found.tell(&RULE, message);
    Some(if known.is_some() { found.fix(finding, &plain) } else { found.offer(finding, &plain) })
}
