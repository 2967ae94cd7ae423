//! `event-uid`: 二つの行事が同じ控えを持つ / two events keep one id for calendars.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
        event_records::find_events,
    },
    msg,
    render::event_record::KEY,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "event-uid",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "二つの行事が、予定表では同じ行事になります",
        en: "Two events are one to calendars"),
    why: msg!(
        ja: "ページを写して新しい行事を作ると、予定表の控えも写ります。予定表では、一方がもう一方を上書きします。",
        en: "A page that is copied for a new event copies what it keeps for calendars, where one then takes the \
             other's place."),
    how: msg!(
        ja: "写したほうのページの `calendar:` の行を消し、`shirube check --fix` を実行します。",
        en: "Remove the line `calendar:` from the copy and run `shirube check --fix`."),
    examples: &[
        Good("---\ntitle: 水道\n---\n"),
        Bad("---\nkind: event\ntitle: 見学会\ncontact: iju\norganizer: 町\nplace: 駅\n\
             start: 2026-12-01T13:00\nend: 2026-12-01T15:00\n\
             calendar: { uid: abcdefgh, sequence: 3, of: abcdefgh }\n---\n\
             === content/b.md\n---\nkind: event\ntitle: 見学会\ncontact: iju\norganizer: 町\nplace: 駅\n\
             start: 2026-12-02T13:00\nend: 2026-12-02T15:00\n\
             calendar: { uid: abcdefgh, sequence: 3, of: abcdefgh }\n\
             \x20         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ほかの行事と同じ\n---\n"),
    ],
    check: Check::Site(check_event_uid),
};

fn check_event_uid(site: &Site, findings: &mut Vec<Diagnostic>) {
    for event in find_events(site).iter().filter(|event| event.is_twin) {
        let document = &event.page.document;
        let place = document.given(KEY).map_or_else(|| document.place("start").key, |place| place.value);
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msg!(
                ja: "この行事の予定表の控えが、ほかの行事と同じです",
                en: "the event has another event's id for calendars"),
        )
        .at(&document.path, place)
        .help(msg!(
            ja: "ページを写したときは、写したほうの `calendar:` の行を消して、`shirube check --fix` を実行してください",
            en: "if the page was copied, remove the line `calendar:` from the copy and run `shirube check --fix`"));
        findings.push(match event.edit() {
            Some((span, text)) if event.is_certain => finding.fix(span, text),
            Some((span, text)) => finding.offer(span, text),
            None => finding,
        });
    }
}
