//! `alias-taken`: ほかのページがもう使っている前のURL / an old URL that is already the address of another file.

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
    code: "alias-taken",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "前のURL（`aliases`）を、ほかのページがもう使っています",
        en: "An old URL (`aliases`) is already used by another page"),
    why: msg!(
        ja: "1つのURLから2つのページへは転送できません。古いリンクから来た人は、別のページに着きます。",
        en: "One URL cannot lead to two pages; people with the old link end on the other one."),
    how: msg!(ja: "この行を消すか、別のURLにします。", en: "Remove the line, or give another URL."),
    examples: &[
        Good("---\ntitle: 水道\naliases: [mizu/]\n---\n=== content/b.md\n---\ntitle: ガス\n---\n"),
        Bad("---\ntitle: 水道\naliases: [b/]\n          ^^ `content/b.md` がもう使っています\n---\n\
             === content/b.md\n---\ntitle: ガス\n---\n"),
    ],
    check: Check::Site(check_alias_taken),
};

fn check_alias_taken(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(site.taken_aliases().map(|(page, alias, file)| {
        Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
            ja: "前のURL（`aliases`）の `{alias}` は、`{file}` がもう使っています",
            en: "the alias `{alias}` is already the address of `{file}`"),
        )
        .at(&page.document.path, page.document.place_of("aliases", alias))
        .help(msg!(ja: "この行を消すか、別のURLにしてください", en: "remove this line, or give another URL"))
    }));
}
