//! `support-ended`: 受付が終わったのに、受け付けているように書いてある / a support that has ended and says that it has not.

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
    text::date::Date,
};

pub(super) const RULE: Rule = Rule {
    code: "support-ended",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "受付の終わった支援制度が、まだ受け付けているように書かれています",
        en: "A support that has ended says that it has not"),
    why: msg!(
        ja: "「残りわずか」を見た人は、急いで書類をそろえて窓口へ来ます。終わっていたら、その手間がむだになります。",
        en: "Whoever reads 残りわずか hurries to get the papers together and comes to the desk, for nothing."),
    how: msg!(
        ja: "終わっていれば `budget: 終了` とし、「残りわずか」の言葉を消します。期間が延びたときは `until` を直します。",
        en: "Write `budget: 終了` and remove 残りわずか; if it goes on, correct `until`."),
    examples: &[
        Good("---\nkind: support\ntitle: 例\nopens: 2020-04-01\nuntil: 2020-05-01\nbudget: 終了\n---\n"),
        Good("---\nkind: support\ntitle: 例\nuntil: 2099-05-01\nbudget: 残りわずか\n---\n"),
        Bad("---\nkind: support\ntitle: 例\nuntil: 2020-05-01\nbudget: 残りわずか\n        ^^^^^ 終わりました\n---\n"),
        Bad(
            "---\nkind: support\ntitle: 例\nuntil: 2020-05-01\nwindow: 残りわずかです\n        ^^^^^^^ 終わりました\n---\n",
        ),
        Bad(
            "---\nkind: support\ntitle: 例\nuntil: 2099-05-01\nopens: 2099-06-01\n       ^^^^^^^^^^ 終わる日より後\n---\n",
        ),
    ],
    check: Check::Document(check_support_ended),
};

fn check_support_ended(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let fields = &page.card.fields;
    let day = |name: &str| fields.get(name).and_then(Value::as_text).and_then(Date::parse);
    let (true, Some(until)) = (page.card.kind == "support", day("until")) else { return };
    if day("opens").is_some_and(|opens| opens > until) {
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msg!(
                    ja: "受付の始まる日（`opens`）が、終わる日より後です",
                    en: "`opens` is later than `until`"),
            )
            .at(&document.path, document.place("opens").value)
            .help(msg!(ja: "どちらかの日付を直してください", en: "correct one of the two days")),
        );
    }
    if crate::check::rules::review_due::today().is_none_or(|now| now <= until) {
        return;
    }
    let ended = until.japanese();
    let help = msgf!(
        ja: "終わっていれば `budget: 終了` とし、延びたときは `until` を直してください",
        en: "write `budget: 終了`, or correct `until` if it goes on");
    let mut report = |name: &str| {
        findings.push(
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "受付は{ended}に終わりましたが、「残りわずか」と書いてあります",
                en: "the support ended on {until}, but the page says 残りわずか"),
            )
            .at(&document.path, document.place(name).value)
            .help(help.clone()),
        );
    };
    for name in ["budget", "window", "period", "amount"] {
        if fields.get(name).is_some_and(says_few) {
            report(name);
        }
    }
    if document.meta.description.contains("残りわずか") {
        report("description");
    }
}

/// Whether a value, or one of its items, says that little is left.
fn says_few(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains("残りわずか"),
        Value::List(items) => items.iter().any(says_few),
        _ => false,
    }
}
