//! `event-calendar`: 予定表の控えがない、または古い / an event's page keeps nothing for calendars, or something old.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
        event_records::{Event, find_events},
    },
    msg,
    render::event_record::{KEY, print_fields},
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "event-calendar",
    level: Level::Hint,
    fixed: false,
    what: msg!(
        ja: "行事のページに、予定表の控えがないか、控えたあとで変わりました",
        en: "An event's page keeps nothing for calendars, or has changed since"),
    why: msg!(
        ja: "控えがあると、ファイルの名前や日時を変えても、予定表に入れた人に変更として届きます。ないと、別の行事になったり、変更が届かなかったりします。",
        en: "By it calendars know the event again after a rename, and that it has changed; without it it may be there \
             twice, or stay as it was."),
    how: msg!(
        ja: "`shirube check --fix` を実行します。`calendar:` の行が書き足されます。",
        en: "Run `shirube check --fix`, which writes the line `calendar:`."),
    examples: &[
        Good("---\ntitle: 水道\n---\n"),
        Bad("---\nkind: event\ntitle: 見学会\ncontact: iju\norganizer: 町\nplace: 駅\n\
             start: 2026-12-01T13:00\n^^^^^ 控えがありません\n\
             end: 2026-12-01T15:00\n---\n"),
        Bad("---\nkind: event\ntitle: 見学会\ncontact: iju\norganizer: 町\nplace: 駅\n\
             start: 2026-12-01T13:00\nend: 2026-12-01T15:00\n\
             calendar: { uid: abcdefgh, sequence: 3, of: abcdefgh }\n\
             \x20         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 変わりました\n---\n"),
    ],
    check: Check::Site(check_event_calendar),
};

fn check_event_calendar(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(find_events(site).iter().filter(|event| !event.is_twin).filter_map(find_fault));
}

fn find_fault(event: &Event<'_>) -> Option<Diagnostic> {
    let document = &event.page.document;
    let (place, message) = match &event.record {
        Some(record) if record.of == print_fields(&event.page.card) => return None,
        Some(_) => (
            document.place(KEY).value,
            msg!(
                ja: "予定表の控えを書いたあとで、この行事が変わりました",
                en: "the event has changed since its page kept something for calendars"),
        ),
        // What is not written as it should be is told by its form.
        None if document.given(KEY).is_some() => return None,
        None => (
            document.place("start").key,
            msg!(
                ja: "この行事には、予定表の控えがありません",
                en: "the event's page keeps nothing for calendars"),
        ),
    };
    let finding = Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, place).help(msg!(
        ja: "`shirube check --fix` で書き足せます。名前や日時を変えても、予定表に入れた人に変更が届きます",
        en: "`shirube check --fix` writes it; then whoever has the event in a calendar is told of changes"));
    Some(match event.edit() {
        Some((span, text)) => finding.fix(span, text),
        None => finding,
    })
}
