//! `review-due`: 確かめる日を過ぎている / the day to look at the page again has passed.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::date::Date,
};

pub(super) const RULE: Rule = Rule {
    code: "review-due",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "確かめる日（`review_by`）を過ぎています",
        en: "The day to look at the page again (`review_by`) has passed"),
    why: msg!(
        ja: "古くなった案内は、読む人を間違った窓口や締め切りへ導きます。",
        en: "An outdated page sends people to the wrong desk or past a deadline."),
    how: msg!(ja: "内容を見直し、`review_by` を先の日付にします。", en: "Look at the page again, then set a later `review_by`."),
    examples: &[
        Good("---\ntitle: 例\nreview_by: 2100-01-01\n---\n"),
        Bad("---\ntitle: 例\nreview_by: 2020-03-31\n           ^^^^^^^^^^ 確かめる日\n---\n"),
    ],
    check: Check::Document(check_review_due),
};

fn check_review_due(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(day) = document.meta.review_by else { return };
    if today().is_some_and(|now| day < now) {
        let words = day.japanese();
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "確かめる日（{words}）を過ぎています。内容を見直してください",
                en: "the review day ({day}) has passed; look at the content again"),
            )
            .at(&document.path, document.place("review_by").value)
            .help(msg!(ja: "見直したら、`review_by` を次に確かめる日にしてください", en: "then set `review_by` to the next day of review")),
        );
    }
}

/// Today, as the build was told.
pub(super) fn today() -> Option<Date> {
    Date::parse(&ask::today())
}
