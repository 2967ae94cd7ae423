//! `fiscal-year-past`: 過ぎた年度の支援制度 / a support page of a fiscal year that is over.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "fiscal-year-past",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "支援制度のページが、過ぎた年度のままです",
        en: "A support page is about a fiscal year that is over"),
    why: msg!(
        ja: "補助の金額と条件は年度ごとに変わります。4月1日からは、前の年度の内容で計画を立てる人が損をします。",
        en: "Amounts and conditions change with the fiscal year; from 1 April on an old page misleads people who plan \
            with it."),
    how: msg!(ja: "新しい年度の内容を確かめ、`fiscal_year` を直します。", en: "Check the new year's terms, then set `fiscal_year`."),
    examples: &[
        Good("---\nkind: support\ntitle: 例\nfiscal_year: 2026\nlast_checked: 2026-10-30\n---\n"),
        Bad("---\nkind: support\ntitle: 例\nfiscal_year: 2025\n             ^^^^ 2026年度\nlast_checked: 2026-10-30\n\
                ---\n"),
    ],
    check: Check::Document(check_fiscal_year_past),
};

fn check_fiscal_year_past(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(Value::Int(year)) = document.meta.fields.get("fiscal_year") else { return };
    let Some(now) = crate::check::rules::review_due::today() else { return };
    let current = i64::from(now.year) - i64::from(now.month < 4);
    if *year < current {
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "{year}年度の内容です。いまは{current}年度です",
                en: "the page is of fiscal year {year}; now it is {current}"),
            )
            .at(&document.path, document.place("fiscal_year").value)
            .help(msgf!(
                ja: "{current}年度の金額と条件を確かめてから、`fiscal_year: {current}` としてください",
                en: "check the terms of {current}, then write `fiscal_year: {current}`")),
        );
    }
}
