//! `place-contradicts`: 施設のページと違う住所や階 / a place that contradicts its own page.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::{document::Document, tables::DatasetKind},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::page::Page,
    text::normalize::fold,
};

pub(super) const RULE: Rule = Rule {
    code: "place-contradicts",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "場所の住所や階が、その施設のページと違っています",
            en: "The place's address or floor differs from its own page"),
    why: msg!(
            ja: "どちらかが古く、訪ねた人が別の階や別の建物へ行きます。",
            en: "One of them is old, and people go to the wrong floor or building."),
    how: msg!(
            ja: "どちらが正しいか確かめ、両方をそろえます。",
            en: "Find out which is right, and write the same in both."),
    examples: &[
        Good(
            "---\nkind: event\ntitle: 例\nplace: 灯野町立図書館2階\naddress: 灯野町中央3番地\n---\n=== content/b.md\n\
                 ---\nkind: facility\ntitle: 灯野町立図書館\naddress: 灯野町中央3番地\nbuilding: 文化会館2階\n---\n",
        ),
        Bad("---\nkind: event\ntitle: 例\nplace: 灯野町立図書館3階\n       ^^^^^^^^^^^^^^^^^ 2階\n---\n=== \
                 content/b.md\n---\nkind: facility\ntitle: 灯野町立図書館\naddress: 灯野町中央3番地\nbuilding: 文化会館2階\n\
                 ---\n"),
        Bad("---\nkind: event\ntitle: 例\nplace: 灯野町立図書館\naddress: 灯野町北山5番地\n         ^^^^^^^^^^^^^^^ \
                 灯野町中央3番地\n---\n=== content/b.md\n---\nkind: facility\ntitle: 灯野町立図書館\naddress: 灯野町中央3番地\n\
                 ---\n"),
    ],
    check: Check::Document(check_place_contradicts),
};

fn check_place_contradicts(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let text = |key: &str| document.meta.fields.get(key).and_then(Value::as_text).unwrap_or_default();
    let place = text("place");
    if place.is_empty() || page.card.nature.dataset == Some(DatasetKind::Facility) {
        return;
    }
    let facilities = ask::register(DatasetKind::Facility);
    // The longest name is the most exact one: 役場, 役場北支所.
    let named =
        facilities.iter().filter(|row| row.text("name").chars().count() > 2 && place.contains(row.text("name")));
    let Some(facility) = named.max_by_key(|row| row.text("name").len()) else { return };
    let name = facility.text("name");
    for key in ["address", "phone", "fee"] {
        let (own, theirs) = (text(key), facility.text(key));
        let (plain, known) = (plain(own), plain(theirs));
        if plain.is_empty() || known.is_empty() || plain.contains(&known) || known.contains(&plain) {
            continue;
        }
        findings.push(report(
            document,
            key,
            msgf!(
            ja: "「{name}」のページでは「{theirs}」です。ここは「{own}」になっています",
            en: "the page of `{name}` says `{theirs}`, this one `{own}`"),
        ));
    }
    let known = [facility.text("building"), facility.text("address")].into_iter().find_map(floor);
    let rest = &place[place.find(name).map_or(0, |at| at + name.len())..];
    if let Some((own, known)) = floor(rest).zip(known).filter(|(own, known)| own != known) {
        findings.push(report(
            document,
            "place",
            msgf!(
            ja: "「{name}」は{known}です。ここは{own}になっています",
            en: "`{name}` is on {known}, here it is on {own}"),
        ));
    }
}

fn report(document: &Document, key: &str, message: Message) -> Diagnostic {
    Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, document.place(key).value).help(msg!(
        ja: "どちらが正しいか確かめ、両方をそろえてください",
        en: "find out which is right, and write the same in both"))
}

/// An address or number to compare: without spaces and marks, full-width letters as half-width ones.
fn plain(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The floor that a text names: 2階, 地下1階.
fn floor(text: &str) -> Option<String> {
    let text = fold(text);
    let at = text.find('階')?;
    let before = text[..at].trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &text[before.len()..at];
    let cellar = if before.ends_with("地下") { "地下" } else { "" };
    (!number.is_empty()).then(|| format!("{cellar}{number}階"))
}
