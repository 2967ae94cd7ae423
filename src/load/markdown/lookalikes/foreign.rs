//! What other programs make something of and this one shows: `:::`, `[TOC]`, `!!! note`, `==印==`, `:memo:`.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    load::markdown::lookalikes::{Scan, prose::Prose},
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
};

static CONTENTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^(?:\[\[?_?toc_?\]\]?|@\[toc\].*|\$\{toc\}|\{\{?toc\}?\}|\[:contents\]|#contents)$")
        .expect("the pattern is sound")
});
static BLOCK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?::{3,}[ ]*\S.*|(?:!!!|\?\?\?\+?) +[A-Za-z]+.*|\.\. [A-Za-z-]+::.*)$").expect("the pattern is sound")
});
static LABEL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"^\{:?[ ]*[.#][\w-]+(?:[ ]+[.#\w="-]+)*[ ]*\}$"#).expect("the pattern is sound"));
static INLINE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:^|[^0-9A-Za-z=+])(==[^=\s][^=\n]*==|\+\+[^+\s][^+\n]*\+\+)|",
        r"(?:^|[^0-9A-Za-z:])(:[a-z][a-z0-9_+-]+:)(?:$|[^0-9A-Za-z:])"
    ))
    .expect("the pattern is sound")
});

/// Lines and words that have a meaning elsewhere.
pub(super) fn check_foreign(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    for line in &prose.lines {
        if !line.text.starts_with(['[', '@', '$', '{', '#', ':', '!', '?', '.']) {
            continue;
        }
        // Below a text `:` begins a definition, so that `:::` has lost its first colon.
        let lost = usize::from(line.text.starts_with("::") && scan.source[..line.at].ends_with(':'));
        let (at, text) = (line.at - lost, &scan.source[line.at - lost..line.at + line.text.len()]);
        let words = if CONTENTS.is_match(text) {
            msg!(
                ja: "目次はページに自動で付きます。この行は消してください",
                en: "a page has its contents by itself: remove the line")
        } else if BLOCK.is_match(text) {
            msg!(
                ja: "囲みは `> [!NOTE]` の行のあとに、`> 本文` と書きます。終わりの行は消してください",
                en: "a notice is written `> [!NOTE]`, then `> text`; remove the line that ends it")
        } else if LABEL.is_match(text) && line.first {
            msg!(ja: "この行は消してください", en: "remove the line")
        } else {
            continue;
        };
        report(at..at + text.len(), words, scan);
    }
    for run in &prose.runs {
        check_run(run, scan);
    }
}

fn check_run(run: &Range<usize>, scan: &mut Scan<'_>) {
    let text = &scan.source[run.clone()];
    if !text.contains("==") && !text.contains("++") && text.bytes().filter(|byte| *byte == b':').count() < 2 {
        return;
    }
    let places: Vec<_> = INLINE.captures_iter(text).filter_map(|found| found.get(1).or(found.get(2))).collect();
    let told: Vec<_> = places.into_iter().map(|place| (place.range(), place.as_str().to_owned())).collect();
    for (range, written) in told {
        let words = match written.as_bytes()[0] {
            b':' => msg!(
                ja: "絵文字そのものか、言葉で書いてください",
                en: "write the emoji itself, or words"),
            _ => msg!(ja: "強調は `**言葉**` と書いてください", en: "for emphasis write `**words**`"),
        };
        report(run.start + range.start..run.start + range.end, words, scan);
    }
}

fn report(range: Range<usize>, help: Message, scan: &mut Scan<'_>) {
    let written: String = scan.source[range.clone()].chars().take(30).collect();
    let finding = Diagnostic::warning(
        "foreign-syntax",
        msgf!(
            ja: "「{written}」はほかのソフトの書き方で、ここではそのままの文字で表示されます",
            en: "`{written}` has a meaning in other programs; here it is shown as it stands"),
    )
    .at(scan.options.path, scan.span(range))
    .help(help);
    scan.findings.push(finding);
}
