//! `day-order`: 更新日や確認日の順番がおかしい / days that cannot be right.

use crate::{
    base::value::Value,
    check::rules::review_due::today,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::page::Page,
    text::date::Date,
};

pub(super) const RULE: Rule = Rule {
    code: "day-order",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "更新日や確認日が、先の日付か、順番が逆になっています",
            en: "A day lies in the future, or the days are in the wrong order"),
    why: msg!(
            ja: "更新日は読む人が新しさを判断する手がかりです。まだ来ない日付は、打ち間違いです。",
            en: "Readers judge by these days how fresh a page is; one that has not come is a slip."),
    how: msg!(
            ja: "日付を確かめて直します。",
            en: "Look at the days."),
    examples: &[
        Good("---\ntitle: 例\ndate: 2026-04-01\nupdated: 2026-10-01\n---\n"),
        Bad("---\ntitle: 例\nupdated: 2027-10-01\n         ^^^^^^^^^^ まだ来ていません\n---\n"),
        Bad("---\ntitle: 例\ndate: 2026-04-01\nupdated: 2025-10-01\n         ^^^^^^^^^^ より前\n---\n"),
        Bad(
            "---\nkind: qa\ntitle: 例\nverified: { by: 移住交流課, on: 2026-12-01 }\n          ^^^^ まだ来ていません\n---\n",
        ),
    ],
    check: Check::Document(check_day_order),
};

/// How many days ahead a page may be written of the day on which it is published.
const AHEAD: i64 = 14;

fn check_day_order(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    let meta = &document.meta;
    let verified = meta.fields.get("verified").and_then(|value| Date::parse(value.text_of("on")));
    let checked = meta.fields.get("last_checked").and_then(Value::as_text).and_then(Date::parse);
    let days = [("updated", meta.updated), ("verified", verified), ("last_checked", checked)];
    if days.iter().all(|(_, day)| day.is_none()) {
        return;
    }
    let Some(now) = today() else { return };
    for (key, day) in days {
        if let Some(day) = day.filter(|day| day.days() > now.days() + AHEAD) {
            let words = day.japanese();
            findings.push(report(
                document,
                key,
                msgf!(
                    ja: "`{key}` の日付（{words}）は、まだ来ていません",
                    en: "`{key}` is {day}, which has not come yet"),
            ));
        }
    }
    if let Some((date, updated)) = meta.date.zip(meta.updated).filter(|(date, updated)| updated < date) {
        findings.push(report(
            document,
            "updated",
            msgf!(
                ja: "更新日（{updated}）が、公開した日（{date}）より前です",
                en: "the page was updated ({updated}) before it was published ({date})"),
        ));
    }
}

fn report(document: &Document, key: &str, message: Message) -> Diagnostic {
    Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, document.place(key).value).help(msg!(
        ja: "日付を確かめてください。内容を確かめ直したら、`verified` の `on` をその日にします",
        en: "look at the days; after another check set `on` in `verified` to that day"))
}
