//! `publish-ended`: 公開を終えたページ / a page that is no longer public.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "publish-ended",
    level: Level::Hint,
    fixed: false,
    what: msg!(
            ja: "公開の終わりの日（`publish_until`）を過ぎ、出ていないページがあります",
            en: "The last day of a page (`publish_until`) has passed"),
    why: msg!(
            ja: "忘れられたページは、リンク切れや、直し忘れのもとになります。",
            en: "A forgotten page leaves dead links and is never mended."),
    how: msg!(
            ja: "もう要らなければファイルを消し、まだ要るなら `publish_until` を直します。",
            en: "Remove the file, or set `publish_until` to a later day."),
    examples: &[
        Good("---\ntitle: 例\npublish_until: 2100-01-01\n---\n"),
        Bad("---\ntitle: 例\npublish_until: 2026-03-31\n               ^^^^^^^^^^ 公開を終えた\n---\n"),
    ],
    check: Check::Site(check_publish_ended),
};

fn check_publish_ended(site: &Site, findings: &mut Vec<Diagnostic>) {
    for (document, day) in site.expired() {
        let words = day.japanese();
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "{words}に公開を終えたページです",
                    en: "the page has not been public since {day}"),
            )
            .at(&document.path, document.place("publish_until").value)
            .help(msg!(
                ja: "もう要らなければ消し、まだ要るなら `publish_until` を先の日付にしてください",
                en: "remove it, or set `publish_until` to a later day")),
        );
    }
}
