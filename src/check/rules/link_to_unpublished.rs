//! `link-to-unpublished`: まだ、またはもう公開していないページへのリンク / a link to a page that visitors cannot see.

use crate::{
    check::{Check, Example::Good, Rule},
    incremental::ask,
    load::document::Document,
    msg,
    report::diagnostic::{Diagnostic, Level},
    site::{
        links::{Destination, destination},
        page::Page,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "link-to-unpublished",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "まだ、またはもう公開していないページへのリンクがあります",
        en: "A link leads to a page that visitors cannot see"),
    why: msg!(
        ja: "公開していないページへのリンクを押すと、読む人には「見つかりません」と出ます。",
        en: "Whoever follows a link to an unpublished page is told that it does not exist."),
    how: msg!(ja: "リンク先を公開するか、リンクを消します。", en: "Publish the page, or remove the link."),
    examples: &[Good("---\ntitle: 例\n---\n\n[自分](a.md)です。\n")],
    check: Check::Document(check_link_to_unpublished),
};

fn check_link_to_unpublished(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in &document.links {
        let Destination::Page(path, _) = destination(&document.path, &link.target) else { continue };
        let message = match ask::hidden(path.clone()).as_deref() {
            Some("draft") => msg!(ja: "リンク先は下書きです", en: "the link leads to a draft"),
            Some("scheduled") => {
                msg!(ja: "リンク先は、まだ公開されていません", en: "the link leads to a page that is not public yet")
            }
            Some("expired") => {
                msg!(ja: "リンク先は、公開を終えています", en: "the link leads to a page that is no longer public")
            }
            Some("unapproved") => {
                msg!(ja: "リンク先は、まだ承認されていません", en: "the link leads to a page that is not approved")
            }
            Some("language") => {
                msg!(ja: "リンク先は、設定にない言語のページです", en: "the link leads to a page in a language that is not set up")
            }
            // A page that cannot be read has an error of its own.
            _ => continue,
        };
        findings.push(
            Diagnostic::new(RULE.level, RULE.code, message)
                .at(&document.path, link.target_span)
                .about(path.as_str())
                .help(msg!(
                    ja: "リンク先の `draft`、公開の期間、承認を見直すか、リンクを消してください",
                    en: "look at `draft`, the publish dates and the approval of that page, or remove the link")),
        );
    }
}
