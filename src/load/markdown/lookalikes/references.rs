//! Notes and named links of which one half is missing, and lines that are read as a name and not shown.

use std::{collections::BTreeSet, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    load::markdown::lookalikes::{Scan, prose::Prose},
    msg, msgf,
    report::diagnostic::Diagnostic,
};

static NOTE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[\^([^\[\]\s]+)\]").expect("the pattern is sound"));
static NAMED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\[([^\[\]\n]{2,})\]\[([^\[\]\n]*)\]").expect("the pattern is sound"));
static NAME: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^ {0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(\S.*)$").expect("the pattern is sound"));

/// `[^1]` and `[文][名前]` without their other half, notes that nothing refers to, lines that vanish.
pub(super) fn check_references(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    if !scan.source.contains('[') {
        return;
    }
    let mut wanted: Vec<(Range<usize>, bool)> = Vec::new();
    for run in &prose.runs {
        let text = &scan.source[run.clone()];
        if !text.contains('[') {
            continue;
        }
        let place = |found: &regex::Captures<'_>| {
            let whole = found.get(0).expect("the whole match is there").range();
            run.start + whole.start..run.start + whole.end
        };
        wanted.extend(NOTE.captures_iter(text).map(|found| (place(&found), true)));
        let is_named = |found: &regex::Captures<'_>| {
            let is_word = |part: &str| part.chars().any(|c| !c.is_ascii_digit());
            is_word(&found[1]) && !found[1].starts_with('^') && !found[2].starts_with('^')
        };
        wanted.extend(NAMED.captures_iter(text).filter(is_named).map(|found| (place(&found), false)));
    }
    for (range, is_note) in wanted {
        if is_note { report_note(range, scan) } else { report_named(range, scan) }
    }
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (label, range) in &prose.notes {
        let again = !seen.insert(label.as_str());
        if again || !prose.referred.contains(label) {
            report_unused(label, range, again, scan);
        }
    }
    if scan.source.contains("]:") {
        check_names(prose, scan);
    }
}

fn report_note(range: Range<usize>, scan: &mut Scan<'_>) {
    let written = &scan.source[range.clone()];
    let finding = Diagnostic::warning(
        "lost-note",
        msgf!(
            ja: "注「{written}」の中身がないため、そのままの文字で表示されます",
            en: "the note `{written}` has no text and is shown as it stands"),
    )
    .at(scan.options.path, scan.span(range.clone()))
    .help(msgf!(
        ja: "ページの終わりに `{written}: 注の文` と書いてください（`:` は半角です）",
        en: "write `{written}: its text` at the end of the page, with a half-width colon"));
    scan.findings.push(finding);
}

fn report_named(range: Range<usize>, scan: &mut Scan<'_>) {
    let finding = Diagnostic::warning(
        "lost-link",
        msg!(
            ja: "リンクになりません。後ろの [ ] の名前の行き先が、どこにも書かれていません",
            en: "this is no link: nothing says where the name in the second brackets leads"),
    )
    .at(scan.options.path, scan.span(range))
    .help(msg!(
        ja: "`[言葉](ファイル)` の形で書いてください",
        en: "write it like `[words](file)`"));
    scan.findings.push(finding);
}

fn report_unused(label: &str, range: &Range<usize>, again: bool, scan: &mut Scan<'_>) {
    let line = scan.source[range.clone()].lines().next().unwrap_or_default().trim_end();
    let message = if again {
        msgf!(
            ja: "注「[^{label}]」が2つあり、片方は表示されません",
            en: "there are two notes `[^{label}]`, one of which is not shown")
    } else {
        msgf!(
            ja: "注「[^{label}]」は、どこからも参照されていないので表示されません",
            en: "nothing refers to the note `[^{label}]`, so that it is not shown")
    };
    let finding = Diagnostic::warning("lost-note", message)
        .at(scan.options.path, scan.span(range.start..range.start + line.len()))
        .help(msgf!(
            ja: "本文の注を付ける所に `[^{label}]` と書くか、この行を消してください",
            en: "write `[^{label}]` where the note belongs, or remove it"));
    scan.findings.push(finding);
}

/// `[注意]: 雪の日は休みです` is read as where a name leads, and is not shown.
fn check_names(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    let mut at = 0;
    let mut lost = Vec::new();
    for line in scan.source.split_inclusive('\n') {
        let here = at;
        at += line.len();
        if !line.contains("]:") {
            continue;
        }
        let Some(found) = NAME.captures(line.trim_end()) else { continue };
        let shown = prose.lines.partition_point(|words| words.at < here);
        let is_shown = prose.lines.get(shown).is_some_and(|words| words.at < at)
            || prose.literal.iter().any(|range| range.start < at && here < range.end);
        // `[//]: # (…)` is how some hide a remark.
        let is_remark = found[1].starts_with("//") || found[2].starts_with('#');
        if !is_shown && !is_remark && !is_address(&found[2]) && !prose.used.contains(&found[1].to_lowercase()) {
            lost.push(here..here + line.trim_end().len());
        }
    }
    for range in lost {
        let finding = Diagnostic::error(
            "lost-line",
            msg!(
                ja: "この行は「[名前]: 行き先」という決まりの行として読まれ、表示されません",
                en: "the line is read as `[name]: address` and is not shown"),
        )
        .at(scan.options.path, scan.span(range.clone()))
        .help(msg!(
            ja: "文として出すなら、「:」を全角の「：」にするか、[ ] を「」にしてください",
            en: "to show it, write another sign than `:` after the bracket"));
        scan.findings.push(finding);
    }
}

/// Whether something is an address rather than a sentence.
fn is_address(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    first.contains(['/', '#', '@', '.']) || first.starts_with('<')
}
