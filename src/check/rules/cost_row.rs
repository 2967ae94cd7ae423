//! `cost-row`: 金額の読めない費目 / an item of costs whose amount cannot be read, or whose least is more than its most.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    load::document::Document,
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::page::Page,
    text::money::read_yen,
};

pub(super) const RULE: Rule = Rule {
    code: "cost-row",
    level: Level::Error,
    fixed: false,
    what: msg!(
        ja: "費用の表に、金額のない費目、読み取れない金額、少ない額が多い額より大きい費目があります",
        en: "An item of a list of costs has no amount, one that cannot be read, or a least that is more than its most"),
    why: msg!(
        ja: "金額の幅も合計も読めない形で出て、それで計画を立てる人が困ります。",
        en: "Neither the range nor the sum can be read, and people plan with them."),
    how: msg!(
        ja: "`from` に少ない額、`to` に多い額を、円で書きます。同じなら `from` だけでかまいません。\
             `amount: \"4万円から5万5,000円まで\"` のように言葉でも書け、`[facts]` の値も使えます。",
        en: "Write the least in `from` and the most in `to`, in yen; `from` alone where they are the same. Words are \
             read too, `amount: \"4万円から5万5,000円まで\"`, and a fact of `[facts]`."),
    examples: &[
        Good(
            "---\nkind: cost\ntitle: 例\nas_of: 2026-06\nrows:\n  - { item: 家賃, from: 40000, to: 60000 }\n\
              \x20 - { item: 水道, from: 4000 }\n---\n",
        ),
        Good(
            "---\nkind: cost\ntitle: 例\nas_of: 2026-06\nper: ひと月\nrows:\n  - { item: 家賃, amount: \"月に4万円から5万円まで\" }\n\
              \x20 - { item: 水道, amount: \"4,000円ほど\" }\n---\n",
        ),
        Bad("---\nkind: cost\ntitle: 例\nas_of: 2026-06\nrows:\n  - { item: 家賃, from: 60000, to: 40000 }\n\
             \x20           ^^^^ 逆\n---\n"),
        Bad("---\nkind: cost\ntitle: 例\nas_of: 2026-06\nrows:\n  - { item: 家賃, amount: 要相談 }\n\
             \x20           ^^^^ 読み取れません\n---\n"),
        Bad("---\nkind: cost\ntitle: 例\nas_of: 2026-06\nrows:\n  - { item: 家賃 }\n\
             \x20           ^^^^ 金額がありません\n---\n"),
        Bad("---\nkind: cost\ntitle: 例\nas_of: 2026-06\nper: ひと月\nrows:\n  - { item: 車, amount: 年に35万円 }\n\
             \x20           ^^ 「年」\n---\n"),
    ],
    check: Check::Document(check_cost_row),
};

fn check_cost_row(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let fields = &document.meta.fields;
    let Some(Value::List(rows)) = fields.get("rows").filter(|_| page.card.kind == "cost") else { return };
    let per = fields.get("per").and_then(Value::as_text).unwrap_or_default();
    for row in rows {
        let Some((message, how)) = find_fault(row, per) else { continue };
        let place = document.place_of("rows", row.text_of("item"));
        findings.push(Diagnostic::new(RULE.level, RULE.code, message).at(&document.path, place).help(how));
    }
}

/// What is wrong with a row of a table of costs `per` something, and how to mend it.
fn find_fault(row: &Value, per: &str) -> Option<(Message, Message)> {
    let (item, words) = (row.text_of("item"), row.text_of("amount"));
    let (from, to) = (number(row, "from"), number(row, "to"));
    let yen = read_yen(words);
    let (from, to) = yen.map_or((from, to), |yen| (Some(yen.from), Some(yen.to)));
    if yen.is_none() && !words.is_empty() {
        let message = msgf!(
            ja: "「{item}」の金額「{words}」を読み取れません",
            en: "the amount of `{item}`, `{words}`, cannot be read");
        return Some((message, how_to_write()));
    }
    if from.or(to).is_none() {
        let message = msgf!(ja: "「{item}」の金額がありません", en: "`{item}` has no amount");
        return Some((message, how_to_write()));
    }
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        let message =
            msgf!(ja: "「{item}」の少ない額と多い額が逆です", en: "the least of `{item}` is more than its most");
        let how = msg!(
            ja: "`from: 40000, to: 60000` のように、少ない額から書いてください",
            en: "write the least first, like `from: 40000, to: 60000`");
        return Some((message, how));
    }
    let once = yen.map_or("", |yen| yen.per);
    (!per.is_empty() && !per.contains(once)).then(|| {
        let message = msgf!(
            ja: "「{item}」の金額は「{once}」のものですが、この表は「{per}」です",
            en: "the amount of `{item}` is by the `{once}`, and this table says `{per}`");
        let how = msg!(
            ja: "表と同じ期間に直した額を、`from: 29000` のように数字で書いてください",
            en: "work it out for what the table says, and write it in numbers, like `from: 29000`");
        (message, how)
    })
}

fn how_to_write() -> Message {
    msg!(
        ja: "`amount: \"4万円から5万5,000円まで\"` か、`from: 40000, to: 55000` のように書いてください",
        en: "write `amount: \"4万円から5万5,000円まで\"`, or numbers: `from: 40000, to: 55000`")
}

fn number(row: &Value, name: &str) -> Option<i64> {
    match row.get(name) {
        Some(Value::Int(number)) => Some(*number),
        Some(Value::Float(number)) => Some(*number as i64),
        _ => None,
    }
}
