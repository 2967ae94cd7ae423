//! `event-end`: 行事の終わりが始まりより前 / an event that ends before it begins.

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
    text::moment::Moment,
};

pub(super) const RULE: Rule = Rule {
    code: "event-end",
    level: Level::Error,
    fixed: false,
    what: msg!(
            ja: "行事の終わりが、始まりより前になっています",
            en: "An event ends before it begins"),
    why: msg!(
            ja: "終わりが過ぎた行事は「終わったイベント」になり、一覧から消えます。去年のページを写したときに多い間違いです。",
            en: "An event whose end has passed leaves the list; this happens where last year's page was copied."),
    how: msg!(
            ja: "`start` と `end` を確かめて直します。",
            en: "Look at `start` and `end`."),
    examples: &[
        Good(
            "---\nkind: event\ntitle: 例\nstart: 2027-02-20T13:00\nend: 2027-02-20T15:00\nplace: \
                 町民会館\norganizer: 灯野町\ncontact: iju\n---\n",
        ),
        Bad("---\nkind: event\ntitle: 例\nstart: 2027-02-20T13:00\nend: 2026-02-20T15:00\n     ^^^^^^^^^^^^^\
                 ^^^ 始まり\nplace: 町民会館\norganizer: 灯野町\ncontact: iju\n---\n"),
        Bad("---\nkind: event\ntitle: 例\nstart: 2027-02-20T13:00\nend: 2027-02-20T12:00\n     ^^^^^^^^^^^^^\
                 ^^^ 始まり\nplace: 町民会館\norganizer: 灯野町\ncontact: iju\n---\n"),
    ],
    check: Check::Document(check_event_end),
};

fn check_event_end(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    if !page.card.nature.is_event() {
        return;
    }
    let moment = |key: &str| document.meta.fields.get(key).and_then(Value::as_text).and_then(Moment::parse);
    let Some((start, end)) = moment("start").zip(moment("end")) else { return };
    // A day without a time is whole: it ends after whatever begins in it.
    let ends_first = end.day < start.day || end.day == start.day && end.time.is_some() && end.time < start.time;
    if !ends_first {
        return;
    }
    let place = document.place("end").value;
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msg!(ja: "終わり（`end`）が、始まり（`start`）より前です", en: "`end` is before `start`"),
    )
    .at(&document.path, place);
    let (from, to) = (start.to_string().replace('T', " "), end.to_string().replace('T', " "));
    let finding = finding.help(msgf!(
        ja: "始まりは{from}、終わりは{to}です。日付を確かめてください",
        en: "it begins on {from} and ends on {to}; look at the days"));
    let same_day = (end.day.month, end.day.day) == (start.day.month, start.day.day) && end.time > start.time;
    let written = document.written(place).filter(|written| same_day && written.len() >= 4);
    findings.push(match written {
        Some(written) => {
            let (year, rest) = (start.day.year, &written[4..]);
            finding.offer(place, format!("{year}{rest}"))
        }
        None => finding,
    });
}
