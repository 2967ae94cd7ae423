//! What an editor has looked at and lets be: `<!-- check-ok circled-number: 様式の正式な名前 -->`.
//!
//! A comment alone on its lines speaks of the next block, one inside a block of that block, and with `page` of the
//! page. It has no effect without a reason, and what it passes over stays on record. Must never pass over a fixed rule
//! or anything about personal data.

use std::collections::BTreeMap;

use crate::{
    base::path::SourcePath,
    check::{Check, explanations::find_code, rules::RULES, short_ids::code_of},
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level, Suppressed},
    site::approval::{Judgements, Verdict},
    text::span::Span,
};

/// Codes of rules that are about people or approvals: they are lifted with a reason elsewhere, or not at all.
const NEVER: [&str; 6] =
    ["personal-data", "quasi-identifiers", "self-description", "unapproved", "source-form", "source-lost"];

/// Codes of no rule that are about how a text is written, and may be meant so.
const OTHERS: [&str; 6] =
    ["lost-link", "open-code", "template-syntax", "unknown-block", "full-width-syntax", "raw-html"];

/// A comment, read.
struct Remark {
    span: Span,
    /// What it is about; `None`: the page.
    block: Option<Span>,
    codes: Vec<String>,
    reason: String,
    /// Which of the codes have passed over something.
    used: Vec<bool>,
}

/// Takes out what comments pass over, and tells of those that have no effect.
pub fn suppress<'a>(
    findings: Vec<Diagnostic>,
    documents: impl Iterator<Item = &'a Document>,
) -> (Vec<Diagnostic>, Vec<Suppressed>) {
    let remarked = documents.filter(|document| !document.prose.remarks.is_empty());
    let mut remarks: BTreeMap<&SourcePath, Vec<Remark>> =
        remarked.map(|document| (&document.path, read_remarks(document))).collect();
    let (mut kept, mut suppressed) = (Vec::with_capacity(findings.len()), Vec::new());
    if remarks.is_empty() {
        return (findings, suppressed);
    }
    for finding in findings {
        let place = finding.places.first();
        let own = place.and_then(|place| Some((remarks.get_mut(&place.file)?, place.span)));
        match own.and_then(|(remarks, span)| passed_over(&finding, span, remarks)) {
            Some(reason) => suppressed.push(Suppressed { finding, reason }),
            None => kept.push(finding),
        }
    }
    for (path, remarks) in remarks {
        kept.extend(remarks.iter().flat_map(|remark| judge_remark(path, remark)));
    }
    suppressed.sort_by(|a, b| a.finding.sort_key().cmp(&b.finding.sort_key()));
    (kept, suppressed)
}

/// Leaves to people what `check --fix` would change on pages with an approval: it is for exactly this content.
pub fn protect_approved(findings: &mut [Diagnostic], judged: &Judgements) {
    for finding in findings {
        let Some(place) = finding.places.first() else { continue };
        let is_approved = judged.get(&place.file).is_some_and(|judged| judged.verdict == Verdict::Approved);
        if let Some(edit) = finding.fix.as_mut().filter(|edit| is_approved && edit.safe) {
            edit.safe = false;
            finding.help.push(msg!(
                ja: "承認されたページなので、自動では直しません。直したら、もう一度承認してください",
                en: "the page is approved and not rewritten by itself; approve it again when you have mended it"));
        }
    }
}

fn read_remarks(document: &Document) -> Vec<Remark> {
    let read = |remark: &crate::load::prose::Remark| {
        let written = document.written(remark.span)?;
        let inner = written.trim().strip_prefix("<!--")?.trim_end().trim_end_matches("-->");
        let words = inner.trim().strip_prefix("check-ok")?;
        let (names, reason) = words.split_once([':', '：']).unwrap_or((words, ""));
        let mut names: Vec<&str> =
            names.split([',', '、', ' ', '\u{3000}', '\n', '\r', '\t']).filter(|name| !name.is_empty()).collect();
        let is_page = names.first() == Some(&"page");
        if is_page {
            names.remove(0);
        }
        let codes: Vec<String> = names.iter().map(|name| code_of(name).to_owned()).collect();
        Some(Remark {
            span: remark.span,
            block: (!is_page).then_some(remark.block),
            used: vec![false; codes.len()],
            codes,
            reason: reason.trim().to_owned(),
        })
    };
    document.prose.remarks.iter().filter_map(read).collect()
}

/// The reason why a finding is passed over, if it is.
fn passed_over(finding: &Diagnostic, span: Option<Span>, remarks: &mut [Remark]) -> Option<String> {
    if !may_be_suppressed(finding.code) || finding.code == "raw-html" && finding.level == Level::Error {
        return None;
    }
    for remark in remarks.iter_mut().filter(|remark| !remark.reason.is_empty()) {
        let Some(number) = remark.codes.iter().position(|code| code == finding.code) else { continue };
        let is_about = match (remark.block, span) {
            (None, _) => true,
            (Some(block), Some(span)) => block.start <= span.start && span.start < block.end,
            (Some(_), None) => false,
        };
        if is_about {
            remark.used[number] = true;
            return Some(remark.reason.clone());
        }
    }
    None
}

fn may_be_suppressed(code: &str) -> bool {
    let rule = RULES.iter().find(|rule| rule.code == code);
    let is_free = rule.is_some_and(|rule| !rule.fixed && !matches!(rule.check, Check::Gate));
    (is_free || OTHERS.contains(&code)) && !NEVER.contains(&code)
}

/// What is wrong with a comment: no code, no reason, or nothing that it passes over.
fn judge_remark(path: &SourcePath, remark: &Remark) -> Vec<Diagnostic> {
    if remark.reason.is_empty() || remark.codes.is_empty() {
        let message = msg!(
            ja: "`check-ok` に指摘の名前か理由がないため、見送りません",
            en: "`check-ok` names no finding or gives no reason, and has no effect");
        let help = msg!(
            ja: "`<!-- check-ok circled-number: 様式の正式な名前 -->` のように、名前と理由を書いてください",
            en: "write it like `<!-- check-ok circled-number: the form's official name -->`");
        return vec![Diagnostic::warning("suppression-without-reason", message).at(path, remark.span).help(help)];
    }
    let unused = remark.codes.iter().zip(&remark.used).filter(|(_, used)| !**used);
    let tell = |(code, _): (&String, _)| {
        let message = if may_be_suppressed(code) {
            msgf!(
                ja: "`check-ok` で見送る `{code}` の指摘が、ここにはありません",
                en: "`check-ok` has no finding `{code}` to pass over here")
        } else if find_code(code).is_some() {
            msgf!(
                ja: "`{code}` は、`check-ok` では見送れません",
                en: "`{code}` cannot be passed over with `check-ok`")
        } else {
            msgf!(ja: "`{code}` という指摘はありません", en: "no finding is called `{code}`")
        };
        let help = msg!(ja: "このコメントを消すか、名前を直してください", en: "delete this comment, or mend the name");
        Diagnostic::warning("suppression-unused", message).at(path, remark.span).help(help)
    };
    unused.map(tell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_and_fixed_rules_are_never_passed_over() {
        for code in ["personal-data", "missing-alt", "dead-link", "self-description", "yaml-colon", "not-utf8", "x"] {
            assert!(!may_be_suppressed(code), "{code}");
        }
        for code in ["circled-number", "heading-skip", "lost-link"] {
            assert!(may_be_suppressed(code), "{code}");
        }
    }
}
