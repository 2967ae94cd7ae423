//! `tag-spelling`: 同じタグに2つの書き方がある / one tag is spelled in two ways.

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
    code: "tag-spelling",
    level: Level::Warning,
    fixed: false,
    what: msg!(ja: "同じタグが、2通りの書き方になっています", en: "One tag is spelled in two ways"),
    why: msg!(
        ja: "全角と半角、大文字と小文字だけが違うタグは、1つのタグとして扱います。書いた形と違って見えることがあります。",
        en: "Tags that differ in width or case alone are taken as one, which may not look as it was written."),
    how: msg!(ja: "はじめの書き方にそろえます。", en: "Write it as the first page does."),
    examples: &[
        Good("---\ntitle: 犬\ntags: [PET]\n---\n=== content/b.md\n---\ntitle: 猫\ntags: [PET]\n---\n"),
        Bad("---\ntitle: 犬\ntags: [PET]\n---\n\
             === content/b.md\n---\ntitle: 猫\ntags: [pet]\n       ^^^ 「PET」にそろえて\n---\n"),
    ],
    check: Check::Site(check_tag_spelling),
};

fn check_tag_spelling(site: &Site, findings: &mut Vec<Diagnostic>) {
    findings.extend(site.respelt_tags().map(|(page, tag, first)| {
        Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
            ja: "「{tag}」と「{first}」は同じタグとして扱いました",
            en: "`{tag}` and `{first}` are taken as one tag"),
        )
        .at(&page.document.path, page.document.place_of("tags", tag))
        .help(msgf!(ja: "「{first}」にそろえてください", en: "write `{first}`"))
    }));
}
