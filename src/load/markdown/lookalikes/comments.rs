//! HTML that nobody closes: what follows it is not seen.

use crate::{
    load::markdown::lookalikes::{Scan, prose::Prose},
    msg,
    report::diagnostic::Diagnostic,
};

/// `<!--` without `-->`, or with the `-->` of a later one; `<details>` without its end.
pub(super) fn check_comments(prose: &Prose<'_>, scan: &mut Scan<'_>) {
    let mut folds = Vec::new();
    for range in &prose.html {
        let text = &scan.source[range.clone()];
        let mut at = 0;
        while let Some(open) = text[at..].find('<').map(|next| at + next) {
            at = open + 1;
            let rest = &text[open..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                let end = comment.find("-->");
                let swallows = comment[..end.unwrap_or(comment.len())].contains("<!--");
                if end.is_none() || swallows {
                    report_comment(range.start + open, end.is_some(), scan);
                }
                at = end.map_or(text.len(), |end| open + "<!--".len() + end);
            } else if starts_with(rest, "<details") {
                folds.push(range.start + open);
            } else if starts_with(rest, "</details") {
                folds.pop();
            }
        }
    }
    if let Some(at) = folds.first() {
        report_fold(*at, scan);
    }
}

fn starts_with(text: &str, tag: &str) -> bool {
    text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && text[tag.len()..].starts_with(['>', ' ', '\n'])
}

fn report_comment(at: usize, closed: bool, scan: &mut Scan<'_>) {
    let message = if closed {
        msg!(
            ja: "コメント（`<!--`）が閉じられておらず、次のコメントの終わりまでが表示されません",
            en: "a comment (`<!--`) is not closed: nothing is shown up to the end of the next one")
    } else {
        msg!(
            ja: "コメント（`<!--`）が閉じられておらず、ここから後ろが表示されません",
            en: "a comment (`<!--`) is not closed: nothing behind it is shown")
    };
    let finding = Diagnostic::error("open-comment", message)
        .at(scan.options.path, scan.span(at..at + "<!--".len()))
        .help(msg!(ja: "コメントの終わりに `-->` と書いてください", en: "write `-->` where the comment ends"));
    scan.findings.push(finding);
}

fn report_fold(at: usize, scan: &mut Scan<'_>) {
    let finding = Diagnostic::error(
        "open-comment",
        msg!(
            ja: "`<details>` が閉じられておらず、ここから後ろがすべて折りたたまれます",
            en: "`<details>` is not closed: everything behind it is folded away"),
    )
    .at(scan.options.path, scan.span(at..at + "<details".len()))
    .help(msg!(
        ja: "折りたたみの終わりに `</details>` と書いてください",
        en: "write `</details>` where the fold ends"));
    scan.findings.push(finding);
}
