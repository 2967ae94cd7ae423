//! `cost-row`: 少ない額と多い額が逆の費目 / an item of costs whose least is more than its most.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::page::Page,
};

pub(super) const RULE: Rule = Rule {
    code: "cost-row",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "費用の表に、少ない額（`from`）が多い額（`to`）より大きい費目があります",
        en: "An item of a list of costs has a least (`from`) that is more than its most (`to`)"),
    why: msg!(
        ja: "金額の幅も合計も読めない形で出て、それで計画を立てる人が困ります。",
        en: "Neither the range nor the sum can be read, and people plan with them."),
    how: msg!(
        ja: "`from` に少ない額、`to` に多い額を、円で書きます。同じなら `from` だけでかまいません。",
        en: "Write the least in `from` and the most in `to`, in yen; `from` alone where they are the same."),
    examples: &[
        Good(
            "---\nkind: cost\ntitle: 例\nas_of: 2026-06\nrows:\n  - { item: 家賃, from: 40000, to: 60000 }\n\
              \x20 - { item: 水道, from: 4000 }\n---\n",
        ),
        Bad("---\nkind: cost\ntitle: 例\nas_of: 2026-06\nrows:\n  - { item: 家賃, from: 60000, to: 40000 }\n\
             \x20           ^^^^ 逆\n---\n"),
    ],
    check: Check::Document(check_cost_row),
};

fn check_cost_row(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(Value::List(rows)) = document.meta.fields.get("rows").filter(|_| page.card.kind == "cost") else { return };
    for row in rows {
        let is_turned = number(row, "from").zip(number(row, "to")).is_some_and(|(from, to)| from > to);
        if !is_turned {
            continue;
        }
        let item = row.text_of("item");
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                    ja: "「{item}」の少ない額と多い額が逆です",
                    en: "the least of `{item}` is more than its most"),
            )
            .at(&document.path, document.place_of("rows", item))
            .help(msg!(
                ja: "`from: 40000, to: 60000` のように、少ない額から書いてください",
                en: "write the least first, like `from: 40000, to: 60000`")),
        );
    }
}

fn number(row: &Value, name: &str) -> Option<i64> {
    match row.get(name) {
        Some(Value::Int(number)) => Some(*number),
        Some(Value::Float(number)) => Some(*number as i64),
        _ => None,
    }
}
