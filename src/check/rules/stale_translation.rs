//! `stale-translation`: 元のページより古い訳 / a translation older than its page.

use crate::{
    check::{Check, Example::Good, Rule},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::Site,
};

pub(super) const RULE: Rule = Rule {
    code: "stale-translation",
    level: Level::Warning,
    fixed: false,
    what: msg!(
            ja: "元のページが直されたあと、訳が直されていません",
            en: "The page was updated after its translation"),
    why: msg!(
            ja: "訳だけを読む人が、古い金額や締め切りを信じてしまいます。",
            en: "Whoever reads only the translation trusts old amounts and deadlines."),
    how: msg!(
            ja: "元のページに合わせて直し、訳の `updated` をその日にします。",
            en: "Bring it up to date, then set its `updated` to that day."),
    examples: &[Good("---\ntitle: 例\nupdated: 2026-10-01\n---\n")],
    check: Check::Site(check_stale_translation),
};

fn check_stale_translation(site: &Site, findings: &mut Vec<Diagnostic>) {
    for page in site.pages().iter().filter(|page| page.lang > 0 && !page.card.fallback) {
        let Some(original) = site.page_by_key(&page.key, 0) else { continue };
        let (theirs, own) = (original.document.meta.updated, page.document.meta.updated);
        let Some((theirs, own)) = theirs.zip(own).filter(|(theirs, own)| theirs > own) else { continue };
        let (path, document) = (&original.document.path, &page.document);
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "元のページ（{theirs}）のほうが、この訳（{own}）より新しくなっています",
                    en: "the original ({theirs}) is newer than this translation ({own})"),
            )
            .at(&document.path, document.place("updated").value)
            .help(msgf!(
                ja: "`{path}` に合わせて直し、`updated` をその日にしてください",
                en: "bring it in line with `{path}`, then set `updated` to that day")),
        );
    }
}
