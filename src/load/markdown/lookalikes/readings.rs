//! Readings that are written in another way and are shown with their braces.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    load::markdown::lookalikes::Scan,
    msg, msgf,
    report::diagnostic::Diagnostic,
    text::japanese::{is_kana, is_kanji},
};

static BRACES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[{｛]([^{}｛｝|｜\n]{1,20})[|｜￤∣│]([^{}｛｝|｜\n]{1,20})[}｝]").expect("the pattern is sound")
});
static ANGLES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[|｜]([^|｜《》\n]{1,20})《([^《》\n]{1,20})》").expect("the pattern is sound"));

/// `{灯野｜とうの}`, `｛灯野|とうの｝`, `｜灯野《とうの》`.
pub(super) fn check_readings(run: &Range<usize>, scan: &mut Scan<'_>) {
    let text = &scan.source[run.clone()];
    if !text.contains(['{', '｛', '《']) {
        return;
    }
    let mut found: Vec<(Range<usize>, Option<String>)> = Vec::new();
    for pattern in [&BRACES, &ANGLES] {
        for reading in pattern.captures_iter(text) {
            let whole = reading.get(0).expect("the whole match is there");
            let (base, kana) = (reading[1].trim(), reading[2].trim());
            let right = format!("{{{base}|{kana}}}");
            if base.chars().any(is_kanji) && kana.chars().all(is_kana) && whole.as_str() != right {
                found.push((whole.range(), Some(right)));
            } else if whole.as_str() == right && base.chars().any(is_kanji) && !kana.chars().all(is_kana) {
                found.push((whole.range(), None));
            }
        }
    }
    let told = found.into_iter().map(|(range, right)| (range.clone(), text[range].to_owned(), right));
    for (range, written, right) in told.collect::<Vec<_>>() {
        let span = scan.span(run.start + range.start..run.start + range.end);
        let finding = Diagnostic::warning(
            "ruby-lookalike",
            msgf!(
                ja: "「{written}」は、ふりがなになりません",
                en: "`{written}` is no reading"),
        )
        .at(scan.options.path, span);
        scan.findings.push(match right {
            Some(right) => finding
                .help(msgf!(
                    ja: "半角の記号で `{right}` と書いてください",
                    en: "write `{right}`, with half-width signs"))
                .fix(span, right),
            None => finding.help(msg!(
                ja: "`{灯野|とうの}` のように、ふりがなは、ひらがなかカタカナで書いてください",
                en: "write a reading in kana, like `{灯野|とうの}`")),
        });
    }
}
