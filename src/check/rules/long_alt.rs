//! `long-alt`: 写真の説明が長い / alternative text that is too long.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::{Document, LinkKind},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "long-alt",
    level: Level::Hint,
    fixed: false,
    what: msg!(
            ja: "写真の説明が80字を超えています",
            en: "A picture's words are longer than 80 characters"),
    why: msg!(
            ja: "読み上げソフトは、写真の説明を途中で止めたり戻ったりできません。",
            en: "A screen reader cannot pause within a picture's words."),
    how: msg!(
            ja: "短く言い、くわしいことは本文に書きます。",
            en: "Say it in short and write the rest in the text."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n![雪の積もった駅前](https://example.jp/a.jpg)\n"),
        Bad(
            "---\ntitle: 例\n---\n\n![駅前の広場に雪が積もり、人が歩いています。駅前の広場に雪が積もり、人が歩いています。駅前の広場に雪が積もり、人が歩いています。\
                 駅前の広場に雪が積もり、人が歩いています。](https://example.jp/a.jpg)\n^^ 本文に書いて\n",
        ),
    ],
    check: Check::Document(check_long_alt),
};

/// The longest words of a picture, in characters.
const LONGEST: usize = 80;

fn check_long_alt(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Image) {
        let length = link.text.chars().count();
        if length <= LONGEST {
            continue;
        }
        let finding = Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(
                ja: "写真の説明が{length}字あります。長い説明は本文に書いてください",
                en: "the picture's words have {length} characters; write long ones in the text"),
        );
        findings.push(finding.at(&document.path, link.span).help(msg!(
            ja: "80字までで、写っているものを言ってください",
            en: "say what it shows in at most 80 characters")));
    }
}
