//! `no-weight`: 並び順のあるページの中に、並び順のないページがある / a page without weight among pages that have one.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "no-weight",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "並び順（`weight`）のないページが、あるページの中に混ざっています",
        en: "A page without `weight` stands among pages that have one"),
    why: msg!(
        ja: "ほかのページに並び順があるのに、このページにはないと、思わぬところに並びます。",
        en: "Where the other pages have an order, a page without one stands where nobody expects it."),
    how: msg!(ja: "`weight: 10` のように書きます。小さい数ほど前に並びます。", en: "Write `weight: 10`; smaller numbers come first."),
    examples: &[
        Good("---\ntitle: 水道\n---\n=== content/b.md\n---\ntitle: ガス\n---\n"),
        Good("---\ntitle: 水道\nweight: 10\n---\n=== content/b.md\n---\ntitle: ガス\nweight: 20\n---\n"),
        Bad("---\ntitle: 水道\n^^^^^ 最後に並べました\n---\n=== content/b.md\n---\ntitle: ガス\nweight: 20\n---\n"),
    ],
    check: Check::Site(check_no_weight),
};

fn check_no_weight(site: &Site, findings: &mut Vec<Diagnostic>) {
    // A weight of the wrong type has its own finding.
    let missing = site.unweighted().map(|page| &*page.document).filter(|document| document.given("weight").is_none());
    findings.extend(missing.map(report_missing_weight));
}

fn report_missing_weight(document: &Document) -> Diagnostic {
    Diagnostic::new(
        RULE.level,
        RULE.code,
        msg!(
        ja: "並び順（`weight`）がないため、最後に並べました",
        en: "the page has no `weight`, so it stands last"),
    )
    .at(&document.path, document.place("title").key)
    .help(msg!(ja: "`weight: 10` のように書くと、小さい数ほど前に並びます", en: "write `weight: 10`; smaller numbers come first"))
}
