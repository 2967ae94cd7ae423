//! `unapproved`: 承認されていないサロンのページ / a page from the salon that is not approved as it is.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{Site, approval::Verdict},
};

pub(super) const RULE: Rule = Rule {
    code: "unapproved",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "サロンから作ったページが、承認されていないため公開されません",
        en: "A page from the salon is not approved, so it is not public"),
    why: msg!(
        ja: "サロンから来たページは、内容を人が確かめて承認するまで公開しません。承認のあとで変えたページも同じです。",
        en: "A page from the salon is published only after somebody has looked at it and approved it as it is."),
    how: msg!(
        ja: "内容を確かめて `shirube salon approve` で承認します。",
        en: "Look at the content, then run `shirube salon approve`."),
    examples: &[
        Good("---\ntitle: 冬の寒さ\nkind: qa\n---\n"),
        Bad(
            "---\ntitle: 冬の寒さ\nkind: qa\nsource: salon:7F3K2M9QPA\n        ^^^^^^^^^^^^^^^^ まだ承認されていない\n---\n",
        ),
    ],
    check: Check::Site(check_unapproved),
};

fn check_unapproved(site: &Site, findings: &mut Vec<Diagnostic>) {
    let found = site.unapproved().iter();
    findings.extend(found.filter_map(|(document, judged)| report_unapproved(document, judged.verdict)));
}

fn report_unapproved(document: &Document, verdict: Verdict) -> Option<Diagnostic> {
    let message = match verdict {
        Verdict::New => msg!(
            ja: "まだ承認されていないため、公開するサイトに入りません",
            en: "the page is not approved yet, so it is not part of the public site"),
        Verdict::Changed => msg!(
            ja: "承認のあとで内容が変わったため、公開するサイトに入りません",
            en: "the page was changed after its approval, so it is not part of the public site"),
        Verdict::Withdrawn => msg!(
            ja: "承認が取り下げられたため、公開するサイトに入りません",
            en: "the approval was withdrawn, so the page is not part of the public site"),
        Verdict::OptedOut => msg!(
            ja: "公開しないことにした人（`publish = false`）が出ているため、公開するサイトに入りません",
            en: "somebody who is not to be published (`publish = false`) speaks in the page, so it is not part of the \
                public site"),
        // `source-form` and `source-lost` tell of a page that names no item. Of a broken ledger there is one error, and
        // not one more for every page.
        Verdict::Approved | Verdict::Unknown | Verdict::Malformed | Verdict::Lost => return None,
    };
    let path = &document.path;
    let finding = Diagnostic::new(RULE.level, RULE.code, message);
    let finding = match document.given("source") {
        Some(place) => finding.at(path, place.value),
        None => finding.in_file(path),
    };
    Some(finding.help(match verdict {
        Verdict::OptedOut => msg!(
            ja: "その人の答えを消し、もう一度 `shirube salon draft` で、その人を除いた下書きを記録してから承認してください",
            en: "cut that person's answers, let `shirube salon draft` record a draft without them, then approve it"),
        _ => msgf!(
            ja: "内容を確かめてから、`shirube salon approve {path} --by … --basis …` で承認してください",
            en: "look at the content, then approve it: `shirube salon approve {path} --by … --basis …`"),
    }))
}
