//! `self-description`: 自分や家族のことが書かれている / somebody tells of themselves or of their family.

use std::collections::BTreeSet;

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    privacy::traits::{find_plain_traits, find_traits},
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::{normalize::decode, span::Span},
};

pub(super) const RULE: Rule = Rule {
    code: "self-description",
    level: Level::Warning,
    fixed: false,
    what: msg!(
        ja: "書いた人や家族のことで、町の人なら誰か分かるかもしれません",
        en: "What a writer tells of themselves may tell neighbours who it is"),
    why: msg!(
        ja: "名前がなくても、出身、仕事、子どもの年齢などから、小さな町では誰のことか分かります。この警告だけでは公開は止まりません。",
        en: "Without a name, too, origin, work and a child's age tell a small town who it is. The page is published a\
         ll the same."),
    how: msg!(
        ja: "本人が公開してよいと言っていなければ、多くの人に当てはまる言い方に直します。",
        en: "Unless the writer agrees, say it so that it fits many people."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n横浜から電車で2時間半です。りんご農家の研修生を募集しています。\n"),
        Good("---\nkind: voice\ntitle: 例\n---\n\n夫は役場で働いています。\n"),
        Bad("---\ntitle: 例\n---\n\n夫は役場で働いています。\n^^^^^^^^^^^^^^^^ 仕事\n"),
        Bad("---\ntitle: 例\n---\n\nうちには8歳と3歳の子がいます。\n        ^^^^^^^^^^^^ 子どもの年齢や学校\n"),
    ],
    check: Check::Document(check_self_description),
};

/// Tells each class once, at its first place. The voices of movers are told with their names, and everybody knows it.
fn check_self_description(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let salon =
        document.meta.fields.get("source").and_then(Value::as_text).is_some_and(|source| source.starts_with("salon:"));
    // What questions and answers tell together is judged where they come from the salon.
    if !salon && (document.nature.has_answers || page.document.meta.kind == "voice") {
        return;
    }
    let Some((text, _)) = decode(&document.source) else { return };
    let start = if text.starts_with("---") { text.find("\n---").map_or(0, |at| at + 4) } else { 0 };
    let body = &text[start..];
    let told = if salon { find_traits(body) } else { find_plain_traits(body) };
    let mut seen = BTreeSet::new();
    for (class, range) in told {
        if !seen.insert(class) {
            continue;
        }
        let ((ja, en), (how_ja, how_en)) = (class.words(), class.how());
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "書いた人や家族のことが書かれています：{ja}",
                en: "this tells of the writer or their family: {en}"),
            )
            .at(&document.path, Span::new(start + range.start, start + range.end))
            .help(msgf!(ja: "{how_ja}", en: "{how_en}")),
        );
    }
}
