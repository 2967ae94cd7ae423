//! `fake-list`: 記号で始めただけの箇条書き / a list made of characters.

use std::ops::Range;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        ProseRule, Rule, Told,
        texts::{Texts, how_to_mend},
    },
    load::prose::Kind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::span::Span,
};

pub(super) const RULE: Rule = Rule {
    code: "fake-list",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "行の初めに「・」や「■」があるだけで、箇条書きになっていません",
        en: "Lines begin with `・` or `■` and are no list"),
    why: msg!(
        ja: "行がつながって一つの文になります。読み上げでは、項目の数も伝わりません。",
        en: "The lines run into one sentence, and screen readers cannot tell the number of items (WCAG 1.3.1)."),
    how: msg!(
        ja: "行の初めを「- 」にします。「・」と「●」は `shirube check --fix` で直せます。",
        en: "Begin the lines with `- `; `shirube check --fix` does it for `・` and `●`."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n- 印かん\n- 写真\n\n○○地区の話です。\n\n○月○日に開きます。\n"),
        Bad("---\ntitle: 例\n---\n\n持ち物\n・印かん\n^^ 「- 」\n・写真\n^^ 「- 」\n"),
        Bad("---\ntitle: 例\n---\n\n■ 日時は明日です。\n^ 「- 」\n"),
    ],
    check: Check::Prose(ProseRule { also: None, spares_voices: false, check: check_fake_list }),
};

/// Characters that begin a line as if it were an item.
const MARKS: &str = "・●○◎■□◆◇▼▲★☆";
/// Those of them that mean nothing else.
const PLAIN: &str = "・●";
/// What stands for something left open, together with what follows: ○月○日, ○○地区.
const OPEN: [&str; 22] = [
    "月", "日", "年", "時", "分", "市", "町", "村", "県", "区", "名", "人", "円", "歳", "さん", "様", "氏", "課", "や",
    "と", "×", "か",
];

fn check_fake_list(texts: &Texts<'_>, told: &mut Told) {
    for block in texts.blocks().filter(|block| matches!(block.kind(), Kind::Paragraph | Kind::Item)) {
        let Some((start, lines)) = block.written() else { continue };
        if lines.lines().all(|line| find_mark(line).is_none()) {
            continue;
        }
        let marks: Vec<Option<(Range<usize>, char)>> = lines.lines().map(find_mark).collect();
        let mut at = start;
        for (number, line) in lines.split_inclusive('\n').enumerate() {
            let here = at;
            at += line.len();
            let Some((range, mark)) = marks[number].clone() else { continue };
            let glyph = here + line.find(mark).unwrap_or_default();
            let glyph = Span::new(glyph, glyph + mark.len_utf8());
            let message = msgf!(
                ja: "行頭の「{mark}」の代わりに「- 」を使ってください",
                en: "begin the line with `- ` and not with `{mark}`");
            let finding = Diagnostic::new(RULE.level, RULE.code, message)
                .at(&texts.document.path, glyph)
                .help(how_to_mend(&RULE));
            let whole = Span::from(range).shifted(here);
            // A line of the last item that has no mark would become a part of it.
            let is_list = marks[number..].iter().all(Option::is_some) && PLAIN.contains(mark);
            let finding = if is_list { finding.fix(whole, "- ") } else { finding.offer(whole, "- ") };
            told.push((finding, block.is_voice()));
        }
    }
}

/// Where the mark of an item stands in a line, with the spaces around it.
fn find_mark(line: &str) -> Option<(Range<usize>, char)> {
    let words = line.trim_start_matches([' ', '\u{3000}']);
    let mark = words.chars().next().filter(|c| MARKS.contains(*c))?;
    let rest = &words[mark.len_utf8()..];
    let item = rest.trim_start_matches([' ', '\u{3000}']);
    let next = item.chars().next()?;
    let is_tight = item.len() == rest.len();
    let is_open = || mark != '・' && OPEN.iter().any(|word| item.starts_with(word));
    if is_tight && (MARKS.contains(next) || next == '×' || is_open()) {
        return None;
    }
    Some((0..line.len() - item.len(), mark))
}
