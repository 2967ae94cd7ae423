//! `table-file`: 一覧のページの表がない、または読めない / the table of a list page is missing or nobody's known one.

use crate::{
    base::value::Value,
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::{
        document::Document,
        tables::profile::{Reason, Refusal},
    },
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    site::{links, page::Page},
};

pub(super) const RULE: Rule = Rule {
    code: "table-file",
    level: Level::Error,
    fixed: true,
    what: msg!(
        ja: "一覧のページの表がないか、見出しの読めない表です",
        en: "The table of a list page is missing, or its header is unknown"),
    why: msg!(
        ja: "`kind: table` のページは、CSVの表から一覧を作ります。表が読めないと、ページが空になります。",
        en: "A page of kind `table` makes its list from a CSV table; without the table the page is empty."),
    how: msg!(
        ja: "CSVをページと同じフォルダーか `data/` に置き、`table: 名前.csv` と書きます。1行目には「名称」「住所」「電話番号」のような、公開データの見出しを書きます。",
        en: "Put the CSV beside the page or into `data/` and write `table: name.csv`. Its first line holds headers of \
            open data, like 名称, 住所, 電話番号."),
    examples: &[
        Good("---\nkind: guide\ntitle: 例\n---\n"),
        Bad("---\nkind: table\ntitle: 例\ntable: nai.csv\n       ^^^^^^^ ありません\n---\n"),
    ],
    check: Check::Document(check_table_file),
};

fn check_table_file(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let Some(name) =
        document.meta.fields.get("table").and_then(Value::as_text).filter(|_| page.card.nature.takes_table)
    else {
        return;
    };
    let place = document.place("table").value;
    let answer = links::table(&document.path, name).and_then(ask::table);
    let finding = match answer.as_deref() {
        Some(table) if table.value.sort.is_some() => return,
        Some(table) => {
            let header = table
                .value
                .header
                .iter()
                .map(|name| name.trim())
                .filter(|name| !name.is_empty())
                .take(4)
                .collect::<Vec<_>>()
                .join("、");
            Diagnostic::new(
                RULE.level,
                RULE.code,
                msgf!(
                ja: "表「{name}」の見出しが、知っているどの公開データとも合いません（1行目：{header}）",
                en: "the header of the table `{name}` is that of no known open data (first line: {header})"),
            )
            .help(table.value.refused.as_ref().map_or_else(no_part_known, refusal))
            .help(msgf!(
                ja: "独自の見出しのままで使うときは、`shirube table {name}` で、見出しを決めるファイルの案を作れます",
                en: "to keep headers of your own, `shirube table {name}` proposes a file that declares them"))
        }
        None => Diagnostic::new(
            RULE.level,
            RULE.code,
            msgf!(ja: "表のファイル「{name}」がありません", en: "there is no table `{name}`"),
        )
        .help(msg!(
            ja: "CSVをこのページと同じフォルダーに置くか、`table: data/名前.csv` と書いて `data/` に置いてください",
            en: "put the CSV beside this page, or into `data/` and write `table: data/name.csv`")),
    };
    findings.push(finding.at(&document.path, place));
}

fn no_part_known() -> Message {
    msg!(
        ja: "1行目に「名称」（イベントは「イベント名」と「開始日」）と、「住所」「電話番号」などの見出しを書いてください",
        en: "the first line takes 名称 (of events イベント名 and 開始日), 住所, 電話番号 and so on")
}

/// What the nearest profile knows, and what it lacks.
fn refusal(refusal: &Refusal) -> Message {
    let Refusal { title, known, unknown, reason } = refusal;
    let list = |names: &[String]| names.iter().take(8).cloned().collect::<Vec<_>>().join("、");
    let (known, unknown) = (list(known), list(unknown));
    let lacking = match reason {
        Reason::NoName(name) => msgf!(
            ja: "名称の列（「{name}」）がありません",
            en: "there is no column of names (`{name}`)"),
        Reason::NoMark(marks) => {
            let all = marks.join("、");
            msgf!(ja: "「{all}」のどれかの列が要ります", en: "one of the columns {all} must be there")
        }
        Reason::TooFew => msg!(
            ja: "知っている見出しが三つは要ります",
            en: "three of the headers must be known"),
        Reason::LessThanHalf => msg!(
            ja: "見出しの半分は、知っているものでないと使えません",
            en: "half of the headers must be known"),
    };
    let Message { ja, en } = lacking;
    msgf!(
        ja: "いちばん近いのは「{title}」です。分かった見出し：{known}。分からない見出し：{unknown}。{ja}",
        en: "the nearest is `{title}`; known headers: {known}; unknown: {unknown}; {en}")
}
