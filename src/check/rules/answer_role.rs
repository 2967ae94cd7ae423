//! `answer-role`: 答えた人の立場がない / an answer that does not say who speaks.

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
    text::{date::Date, normalize::nearest},
};

/// The roles of PRODUCT, in the order in which they are explained.
const ROLES: [&str; 6] = ["asker", "resident", "mover", "staff", "expert", "participant"];

pub(super) const RULE: Rule = Rule {
    code: "answer-role",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "答えた人の立場や月がないか、書き方が違います",
        en: "An answer does not say who speaks, or its month is written wrongly"),
    why: msg!(
        ja: "住民の実感か、役場の説明かが分からないと、答えの重みが伝わりません。",
        en: "Whether a resident or the office speaks decides how an answer is read."),
    how: msg!(
        ja: "`{.answer role=resident month=2025-12}` のように、立場と月を書きます。",
        en: "Give role and month: `{.answer role=resident month=2025-12}`."),
    examples: &[
        Good("---\nkind: qa\ntitle: 例\n---\n\n## 町民 {.answer role=resident month=2025-12}\n\n寒いです。\n"),
        Bad("---\nkind: qa\ntitle: 例\n---\n\n## 町民 {.answer role=residnt month=2025-12}\n^^^^ 立場\n\n寒いです。\n"),
        Bad(
            "---\nkind: qa\ntitle: 例\n---\n\n## 町民 {.answer role=resident month=2025-12-01}\n^^^^ 年と月\n\n寒いです。\n",
        ),
    ],
    check: Check::Document(check_answer_role),
};

fn check_answer_role(document: &Document, _: &Page, findings: &mut Vec<Diagnostic>) {
    for answer in &document.answers {
        let role = &answer.role;
        if !ROLES.contains(&role.as_str()) {
            let finding = Diagnostic::new(
                RULE.level,
                RULE.code,
                if role.is_empty() {
                    msg!(ja: "答えた人の立場（`role`）がありません", en: "the answer does not say who speaks (`role`)")
                } else {
                    msgf!(ja: "`{role}` という立場（`role`）はありません", en: "there is no role `{role}`")
                },
            )
            .at(&document.path, answer.span);
            let all = ROLES.join(" ");
            findings.push(match nearest(role, ROLES).filter(|_| !role.is_empty()) {
                Some(near) => {
                    finding.help(msgf!(ja: "`role={near}` のことではありませんか", en: "did you mean `role={near}`?"))
                }
                None => finding.help(msgf!(ja: "使える立場：{all}", en: "roles: {all}")),
            });
        }
        let month = answer.attributes.get("month");
        if let Some(month) = month.filter(|month| Date::parse(&format!("{month}-01")).is_none()) {
            findings.push(
                Diagnostic::new(
                    RULE.level,
                    RULE.code,
                    msgf!(
                    ja: "答えの月（`month`）は年と月だけを書いてください：「{month}」",
                    en: "`month` takes year and month only: `{month}`"),
                )
                .at(&document.path, answer.span)
                .help(msg!(ja: "`month=2025-12` のように書きます。日は書きません", en: "write it like `month=2025-12`; never a day")),
            );
        }
    }
}
