//! Short names of rules, as the catalogue of an office lists them: `T05` for `circled-number`.

/// The catalogue: short name and code.
#[rustfmt::skip]
const IDS: &[(&str, &str)] = &[
    ("T01", "half-width-kana"), ("T02", "full-width-alnum"), ("T03", "spaced-word"), ("T04", "spaced-letters"),
    ("T05", "circled-number"), ("T06", "roman-numeral"), ("T07", "compat-char"), ("T08", "wave-range"),
    ("T09", "clock-time"), ("T10", "numeric-date"), ("T11", "month-day-slash"), ("T12", "era-abbreviation"),
    ("T13", "era-without-year"), ("T14", "short-weekday"), ("T15", "fake-list"), ("T16", "fake-heading"),
    ("T17", "color-only"), ("T18", "position-only"), ("T19", "note-mark-only"), ("T20", "plain-phone"),
    ("T21", "plain-email"), ("T22", "long-sentence"), ("T23", "double-negative"), ("T24", "heavy-keigo"),
    ("T25", "house-word"), ("T26", "outdated-word"),
    ("L01", "vague-link"), ("L02", "same-text-links"), ("L03", "adjacent-links"), ("L04", "raw-url-link"),
    ("L05", "file-link"), ("L06", "external-link"), ("L07", "dead-link"), ("L08", "link-to-unpublished"),
    ("L09", "url-scheme"), ("L10", "empty-name"),
    ("I01", "missing-alt"), ("I02", "filename-alt"), ("I03", "long-alt"), ("I04", "alt-repeats-text"),
    ("I05", "text-in-image"), ("I06", "heavy-image"), ("I07", "photo-location"),
    ("H01", "second-h1"), ("H02", "heading-skip"), ("H03", "heading-text"), ("H04", "page-title"),
    ("TB1", "table-header"), ("TB2", "table-caption"), ("TB3", "th-scope"), ("TB4", "wide-table"),
    ("TB5", "blank-cell"), ("TB6", "symbol-cell"),
    ("LG1", "page-lang"), ("LG2", "part-lang"), ("LG3", "stale-translation"),
    ("M01", "media-name"), ("M02", "video-caption"), ("M03", "map-text"),
    ("C01", "raw-html"), ("C02", "theme-contrast"), ("C03", "emoji-label"),
    ("D01", "review-due"), ("D02", "relative-date"), ("D03", "contact-missing"), ("P01", "personal-data"),
];

/// The code that a name means: a short name, or the code itself.
pub(super) fn code_of(name: &str) -> &str {
    IDS.iter().find(|(id, _)| id.eq_ignore_ascii_case(name)).map_or(name, |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rules::RULES;

    #[test]
    fn every_rule_about_words_has_its_short_name() {
        for (id, code) in IDS.iter().filter(|(id, _)| id.len() == 3 && id.starts_with('T') && !id.starts_with("TB")) {
            assert!(RULES.iter().any(|rule| rule.code == *code), "{id} {code}");
            assert_eq!(code_of(&id.to_lowercase()), *code);
        }
        assert_eq!(code_of("heading-skip"), "heading-skip");
    }
}
