//! Waivers: one value on one page that may appear, with a reason and an end. Kept as keyed fingerprints: phone numbers
//! are so few that plain hashes would be a readable list of them.

use std::collections::BTreeSet;

use toml::de::DeTable;

use crate::{
    base::{
        path::SourcePath,
        secret::{Key, Purpose, hex, sha256},
    },
    msg, msgf,
    privacy::{
        block::blocks,
        entry::{FILE, date, text},
        hit::Hit,
        kind::{Kind, Severity},
        public_names::window,
        value::Value,
    },
    report::{diagnostic::Diagnostic, message::Message},
    text::{date::Date, span::Span},
};

/// Why a value may appear.
const REASONS: [&str; 5] = ["consented", "public_figure", "historical", "fictional", "false_alarm"];

/// One value on one page.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Waiver {
    /// As written; one of its fingerprint's if none is.
    id: String,
    kind: Kind,
    page: String,
    print: String,
    expires: Date,
    span: Span,
}

/// Reads an entry; what it lacks is a finding.
pub(crate) fn read_waiver(entry: &DeTable<'_>, span: Span, findings: &mut Vec<Diagnostic>) -> Option<Waiver> {
    let kind = text(entry, "type").and_then(Kind::named);
    let page = text(entry, "page").unwrap_or_default();
    let print = text(entry, "fp").unwrap_or_default();
    let id = text(entry, "id").filter(|id| !id.trim().is_empty());
    let reason = text(entry, "reason").unwrap_or_default();
    let approved = text(entry, "approved_by").unwrap_or_default();
    let (from, to) = (date(entry, "date"), date(entry, "expires"));
    let year = from.zip(to).is_some_and(|(from, to)| from <= to && to.days() - from.days() <= 366);
    if let (Some(kind), Some(expires), true) =
        (kind, to, year && !page.is_empty() && !print.is_empty() && REASONS.contains(&reason) && !approved.is_empty())
    {
        return Some(Waiver {
            id: id.map_or_else(|| short(print), str::to_owned),
            kind,
            page: page.to_owned(),
            print: print.to_owned(),
            expires,
            span,
        });
    }
    findings.push(
        Diagnostic::error(
            "privacy-list",
            msg!(ja: "この `[[waiver]]` は足りないか、書き方が違います", en: "this `[[waiver]]` lacks something"),
        )
        .at(&SourcePath::new(FILE), span)
        .help(msg!(
            ja: "`type` `page` `fp` `reason`（consented public_figure historical fictional false_alarm のどれか）\
                 `approved_by` `date` `expires`（12か月以内）を書きます",
            en: "it needs `type`, `page`, `fp`, `reason` (consented, public_figure, historical, fictional or \
                 false_alarm), `approved_by`, `date` and `expires` (within 12 months)"))
        .hiding(),
    );
    None
}

/// The keyed fingerprint of a value on a page, as `fp` has it.
fn print(key: &Key, kind: Kind, page: &str, value: &Value) -> String {
    format!("hmac:{}", &hex(&key.derive(Purpose::Waiver).mac([kind.name(), page, &value.0]))[..32])
}

/// The fingerprint of a place, for sites without a key: page, kind, number and the block with the value blanked.
fn locate_page(page: &SourcePath, text: &str, hits: &[Hit], number: usize) -> String {
    let hit = &hits[number];
    let ordinal = hits[..number].iter().filter(|other| other.kind == hit.kind).count();
    let block = blocks(text)
        .map(|(range, _)| range)
        .find(|range| range.contains(&hit.range.start))
        .unwrap_or(hit.range.clone());
    let (before, after) = (&text[block.start..hit.range.start], &text[hit.range.end..block.end.max(hit.range.end)]);
    let whole = [page.as_str(), hit.kind.name(), &ordinal.to_string(), before, after].join("\0");
    format!("ctx:{}", &sha256(whole)[..32])
}

/// How many characters to each side of a value its place in a text is known by.
const NEAR: usize = 120;

/// The fingerprint of a value where it stands, for sites that have no key yet: page, kind, value and the line around
/// it. It says less than the page itself, on which the value appears, and no other value or sentence has it.
fn print_in_line(page: &SourcePath, text: &str, hit: &Hit) -> String {
    let near = window(text, &hit.range, NEAR);
    let start = text[near.start..hit.range.start].rfind('\n').map_or(near.start, |at| near.start + at + 1);
    let end = text[hit.range.end..near.end].find('\n').map_or(near.end, |at| hit.range.end + at);
    let whole = [page.as_str(), hit.kind.name(), &hit.value.0, &text[start..end]].join("\0");
    format!("ctx:{}", &sha256(whole)[..32])
}

/// The id of a waiver that has none of its own, and the one that an entry to copy has: `w-9c1f6a02`.
fn short(print: &str) -> String {
    let digits = print.split_once(':').map_or(print, |(_, digits)| digits);
    format!("w-{}", digits.chars().filter(char::is_ascii_hexdigit).take(8).collect::<String>())
}

/// The waivers of a site as they stand on a day.
pub(crate) struct Waivers<'a> {
    pub(crate) all: &'a [Waiver],
    pub(crate) key: Option<Key>,
    pub(crate) now: Date,
}

impl Waivers<'_> {
    /// The number of the waiver that lifts a finding: the one of this number among the hits of a page's text.
    pub(crate) fn lifting(&self, page: &SourcePath, text: &str, hits: &[Hit], number: usize) -> Option<usize> {
        let hit = &hits[number];
        if matches!(hit.severity, Severity::Never | Severity::Info) || self.all.is_empty() {
            return None;
        }
        let keyed = self.key.map(|key| print(&key, hit.kind, page.as_str(), &hit.value));
        let placed = (hit.severity == Severity::Warn).then(|| locate_page(page, text, hits, number));
        let in_line = Some(print_in_line(page, text, hit));
        let fits = |waiver: &Waiver| {
            waiver.kind == hit.kind
                && waiver.page == page.as_str()
                && waiver.expires >= self.now
                && [&keyed, &placed, &in_line].into_iter().flatten().any(|print| *print == waiver.print)
        };
        self.all.iter().position(fits)
    }

    /// The id of a waiver.
    pub(crate) fn id(&self, number: usize) -> &str {
        &self.all[number].id
    }

    /// An entry that would lift a finding of a page's text, to copy; `None` where nothing may.
    pub(crate) fn entry(&self, page: &SourcePath, text: &str, hit: &Hit) -> Option<String> {
        if hit.severity == Severity::Never {
            return None;
        }
        let in_line = || print_in_line(page, text, hit);
        let print = self.key.map_or_else(in_line, |key| print(&key, hit.kind, page.as_str(), &hit.value));
        let (id, kind, now, expires) =
            (short(&print), hit.kind.name(), self.now, Date::from_days(self.now.days() + 365));
        Some(format!(
            "[[waiver]]\nid = \"{id}\"\ntype = \"{kind}\"\npage = \"{page}\"\nfp = \"{print}\"\n\
             reason = \"consented\"\napproved_by = \"\"\ndate = {now}\nexpires = {expires}"
        ))
    }

    /// What is wrong with the waivers, of which these were used: expired, unused, of a kind that nothing lifts, or
    /// unreadable without the key.
    pub(crate) fn findings(&self, used: &BTreeSet<usize>) -> Vec<Diagnostic> {
        let fault = |(number, waiver): (usize, &Waiver)| {
            let used = used.contains(&number);
            let message = self.fault(waiver, used)?;
            let finding = Diagnostic::error("privacy-waiver", message).at(&SourcePath::new(FILE), waiver.span);
            Some(finding.help(no_longer()).hiding())
        };
        self.all.iter().enumerate().filter_map(fault).collect()
    }

    fn fault(&self, waiver: &Waiver, used: bool) -> Option<Message> {
        let id = &waiver.id;
        Some(if waiver.kind.is_never() {
            msgf!(
                ja: "免除「{id}」は使えません。この種類の番号は、だれも公開できません",
                en: "the waiver `{id}` has no effect: nothing lifts numbers of this kind")
        } else if waiver.expires < self.now {
            msgf!(ja: "免除「{id}」の期限が過ぎています", en: "the waiver `{id}` has expired")
        } else if used {
            return None;
        } else if waiver.print.starts_with("hmac:") && self.key.is_none() {
            msgf!(
                ja: "鍵（.shirube/key）がないため、免除「{id}」を確かめられません",
                en: "the waiver `{id}` cannot be checked without the key (.shirube/key)")
        } else {
            msgf!(ja: "免除「{id}」に当たるところがありません", en: "the waiver `{id}` meets nothing")
        })
    }
}

/// What there is to do about a waiver that lifts nothing.
fn no_longer() -> Message {
    msg!(
        ja: "値かページが変わったか、もう要らなくなったかです。確かめて、この `[[waiver]]` を消すか書き直してください",
        en: "its value or page has changed, or nobody needs it any more; remove this `[[waiver]]` or write it again")
}
