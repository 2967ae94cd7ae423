//! Waivers: one value on one page that may appear, with a reason and an end. Kept as keyed fingerprints: phone numbers
//! are so few that plain hashes would be a readable list of them.

use toml::de::DeTable;

use crate::{
    diagnostic::Diagnostic,
    privacy::{
        kind::Kind,
        lists::{FILE, date, text},
    },
    say,
    source::SourcePath,
    text::{date::Date, span::Span},
};

/// Why a value may appear.
const REASONS: [&str; 5] = ["consented", "public_figure", "historical", "fictional", "false_alarm"];

/// One value on one page.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Waiver {
    pub(crate) id: String,
    pub(crate) kind: Option<Kind>,
    pub(crate) page: String,
    pub(crate) print: String,
    pub(crate) expires: Date,
    pub(crate) span: Span,
}

/// Reads an entry; what it lacks is a finding.
pub(crate) fn read(entry: &DeTable<'_>, span: Span, findings: &mut Vec<Diagnostic>) -> Option<Waiver> {
    let kind = text(entry, "type").and_then(Kind::named);
    let page = text(entry, "page").unwrap_or_default();
    let print = text(entry, "fp").unwrap_or_default();
    let reason = text(entry, "reason").unwrap_or_default();
    let approved = text(entry, "approved_by").unwrap_or_default();
    let (from, to) = (date(entry, "date"), date(entry, "expires"));
    let year = from.zip(to).is_some_and(|(from, to)| from <= to && to.days() - from.days() <= 366);
    if let (Some(kind), Some(expires), true) =
        (kind, to, year && !page.is_empty() && !print.is_empty() && REASONS.contains(&reason) && !approved.is_empty())
    {
        return Some(Waiver {
            id: text(entry, "id").unwrap_or_default().to_owned(),
            kind: Some(kind),
            page: page.to_owned(),
            print: print.to_owned(),
            expires,
            span,
        });
    }
    findings.push(
        Diagnostic::error("privacy-list", say!(ja: "この `[[waiver]]` は足りないか、書き方が違います", en: "this `[[waiver]]` lacks something"))
            .at(&SourcePath::new(FILE), span)
            .help(say!(
                ja: "`type` `page` `fp` `reason`（consented public_figure historical fictional false_alarm のどれか）`approved_by` `date` `expires`（12か月以内）を書きます",
                en: "it needs `type`, `page`, `fp`, `reason` (consented, public_figure, historical, fictional or false_alarm), `approved_by`, `date` and `expires` (within 12 months)"))
            .hiding(),
    );
    None
}
