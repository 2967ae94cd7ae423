//! `alias-form`: 読み取れない前のURL / an old URL that cannot be read.

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
    code: "alias-form",
    level: Level::Error,
    fixed: false,
    what: msg!(ja: "前のURL（`aliases`）の書き方を読み取れません", en: "An old URL (`aliases`) cannot be read"),
    why: msg!(
        ja: "読み取れない前のURLには、転送するページを置けません。古いリンクから来た人が迷います。",
        en: "No page can be put at an old URL that cannot be read, so that people with the old link are lost."),
    how: msg!(
        ja: "サイトの先頭からの場所を、`sumai/yachin/` のように書きます。",
        en: "Write the place from the site's root, like `sumai/yachin/`."),
    examples: &[
        Good("---\ntitle: 家賃\naliases: [sumai/yachin/]\n---\n"),
        Bad("---\ntitle: 家賃\naliases: [/.shirube-staging/]\n          ^^^^^^^^^^^^^^^^^^^ 読み取れません\n---\n"),
        Bad("---\ntitle: 家賃\naliases: [../yachin/]\n          ^^^^^^^^^^ 読み取れません\n---\n"),
    ],
    check: Check::Site(check_alias_form),
};

fn check_alias_form(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(site.malformed_aliases().map(|(page, alias)| {
        Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
            ja: "前のURL（`aliases`）の `{alias}` を読み取れません",
            en: "the alias `{alias}` cannot be read"),
        )
        .at(&page.document.path, page.document.place_of("aliases", alias))
        .help(msg!(
            ja: "`aliases: [sumai/yachin/]` のように、サイトの先頭からの場所を書いてください",
            en: "write the place from the site's root, like `aliases: [sumai/yachin/]`"))
    }));
}
