//! `last-checked`: 確認から半年を過ぎている / a page whose facts nobody has checked for six months.

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
    text::date::Date,
};

pub(super) const RULE: Rule = Rule {
    code: "last-checked",
    level: Level::Warning,
    fixed: false,
    what: msg!(ja: "最後に確かめた日から半年を過ぎています", en: "Nobody has checked the page for six months"),
    why: msg!(
        ja: "締め切りや予算の残りは、年度の途中でも変わります。",
        en: "Deadlines and what is left of a budget change within the year."),
    how: msg!(ja: "担当課に確かめ、`last_checked` を今日の日付にします。", en: "Check with the desk, then set `last_checked` to today."),
    examples: &[
        Good("---\nkind: procedure\ntitle: 例\nlast_checked: 2026-05-01\n---\n"),
        Bad("---\nkind: procedure\ntitle: 例\nlast_checked: 2026-04-30\n              ^^^^^^^^^^ 半年\n---\n"),
    ],
    check: Check::Document(check_last_checked),
};

fn check_last_checked(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(day) = document.meta.fields.get("last_checked").and_then(Value::as_text).and_then(Date::parse) else {
        return;
    };
    let Some(now) = crate::check::rules::review_due::today() else { return };
    let months = |date: Date| i64::from(date.year) * 12 + i64::from(date.month);
    if (months(now) - months(day), now.day) > (6, day.day) {
        let words = day.japanese();
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "最後に確かめた日（{words}）から半年を過ぎています",
                en: "nobody has checked the page for six months ({day})"),
            )
            .at(&document.path, document.place("last_checked").value)
            .help(msg!(
                ja: "内容を確かめたら、`last_checked` をその日の日付にしてください",
                en: "check it, then set `last_checked` to that day")),
        );
    }
}
