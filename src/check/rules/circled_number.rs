//! `circled-number`: 丸数字 / circled numbers.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        PatternRule, Rule,
        texts::Found,
    },
    load::prose::Kind,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    text::{normalize::nfkc, span::Span},
};

/// What is looked for.
const PATTERN: &str = r"[\u{2460}-\u{249B}\u{24EA}-\u{24FF}\u{2776}-\u{2793}\u{3251}-\u{325F}\u{32B1}-\u{32BF}]";

pub(super) const RULE: Rule = Rule {
    code: "circled-number",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "①のような丸数字が使われています",
        en: "Circled numbers are used"),
    why: msg!(
        ja: "機種や読み上げソフトで読まれ方が変わり、読まれないこともあります。",
        en: "They are read differently from device to device, or not at all."),
    how: msg!(
        ja: "番号付きの箇条書きか、ふつうの数字にします。様式の名前などは理由を書いて見送れます。",
        en: "Use a numbered list or plain digits; a form's name may be passed over with a reason."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n1. 受付\n2. 面談\n"),
        Bad("---\ntitle: 例\n---\n\n様式②に書きます。\n    ^ 「2」\n"),
        Bad("---\ntitle: 例\n---\n\n①受付\n^ 箇条書き\n②面談\n^ 箇条書き\n"),
    ],
    check: Check::Pattern(PatternRule {
        pattern: PATTERN,
        also: None,
        spares_voices: false,
        judge: judge_circled_number,
    }),
};

fn judge_circled_number(found: &Found<'_>) -> Option<Diagnostic> {
    let words = found.words();
    let plain = plain(words);
    let message = msgf!(
        ja: "「{words}」は機種や読み上げソフトで読まれ方が変わります。番号付きの箇条書きか「{plain}」にしてください",
        en: "`{words}` is not read alike everywhere; use a numbered list or `{plain}`");
    let finding = found.tell(&RULE, message);
    match item(found) {
        Some(span) => Some(finding.fix(span, format!("{plain}. "))),
        None => Some(found.offer(finding, &plain)),
    }
}

/// The digits or letters in a circle or in brackets.
fn plain(circled: &str) -> String {
    let number = match circled.chars().next().map_or(0, u32::from) {
        c @ 0x2776..=0x277f => c - 0x2775,
        c @ 0x2780..=0x2789 => c - 0x277f,
        c @ 0x278a..=0x2793 => c - 0x2789,
        c @ 0x24eb..=0x24f4 => c - 0x24e0,
        c @ 0x24f5..=0x24fe => c - 0x24f4,
        0x24ff => 0,
        _ => return nfkc(circled).chars().filter(|c| c.is_ascii_alphanumeric()).collect(),
    };
    number.to_string()
}

static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(PATTERN).expect("the pattern is sound"));

/// Where the mark of an item stands, with the spaces behind it, in a paragraph whose lines are marked 1, 2, 3, ….
fn item(found: &Found<'_>) -> Option<Span> {
    let (start, lines) = found.block.written().filter(|_| found.block.kind() == Kind::Paragraph)?;
    let mark = |line: &str| MARK.find(line).filter(|mark| mark.start() == 0).map(|mark| plain(mark.as_str()));
    let mut count = 0;
    let in_order = lines.lines().all(|line| {
        count += 1;
        mark(line).is_some_and(|mark| mark == count.to_string())
    });
    let (at, is_exact) = found.block.span(&found.range);
    let within = at.start.checked_sub(start)?;
    let is_first = lines.get(..within)?.chars().next_back().is_none_or(|c| c == '\n');
    if !in_order || count < 2 || !is_first || !is_exact {
        return None;
    }
    let rest = lines.get(at.end - start..)?;
    let spaces = rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len();
    Some(Span::new(at.start, at.end + spaces))
}
