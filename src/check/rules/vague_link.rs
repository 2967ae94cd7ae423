//! `vague-link`: 行き先の分からないリンク / a link whose words do not tell where it leads.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::{
        document::{Document, Link, LinkKind},
        markdown::ruby,
    },
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        links::{Destination, destination},
        page::Page,
    },
    text::span::Span,
};

/// Words that tell nothing: decided by this list, never by length.
static VAGUE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^(?:詳しくは|詳細は|くわしくは|(?:申し?込み?|予約|問い?合わせ|ホームページ|HP|サイト)は)?、?",
        r"(?:こちら|ここ|コチラ|詳細|詳しく(?:見る)?|くわしく|もっと見る|続きを読む|クリック|リンク|ダウンロード|here|click here|",
        r"more|read more)(?:の(?:ページ|サイト|リンク))?",
        r"(?:から|へ|を(?:ご)?(?:覧|確認)(?:ください|下さい)?|をクリック|です)*(?:[（(][^（()）]*[)）])?[。！!>＞»→]*$"
    ))
    .expect("the pattern is sound")
});

pub(super) const RULE: Rule = Rule {
    code: "vague-link",
    level: Level::Error,
    fixed: false,
    what: msg!(
            ja: "リンクの言葉だけでは、行き先が分かりません",
            en: "The words of a link do not tell where it leads"),
    why: msg!(
            ja: "読み上げソフトでは、リンクだけを続けて聞くことがあります。「こちら」が並ぶと、どれがどこへ行くか分かりません。",
            en: "Screen readers list links alone; a row of `here` says nothing (WCAG 2.4.4)."),
    how: msg!(
            ja: "行き先のページの題名など、リンクだけで分かる言葉にします。",
            en: "Write words that tell the target, such as its title."),
    examples: &[
        Good(
            "---\ntitle: 例\n---\n\n[沿革](https://example.jp/)と[広報課](https://example.jp/a)と[詳細な地図](https://ex\
                 ample.jp/b)です。\n",
        ),
        Bad("---\ntitle: 例\n---\n\nくわしくは[こちら](b.md)へ。\n           ^^^^^^ 行き先\n=== content/b.md\n\
                 ---\ntitle: 家賃の目安\n---\n"),
        Bad(
            "---\ntitle: 例\n---\n\n[詳しくはこちらをご覧ください。](https://example.jp/)\n ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ 行き先\n",
        ),
        Bad("---\ntitle: 例\n---\n\n[もっと見る](https://example.jp/)と[click here](https://example.jp/a)です。\
                 \n ^^^^^^^^^^ 行き先\n                                    ^^^^^^^^^^ 行き先\n"),
    ],
    check: Check::Document(check_vague_link),
};

fn check_vague_link(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    for link in document.links.iter().filter(|link| link.kind == LinkKind::Link) {
        let words = link.text.trim();
        if is_vague(words) {
            findings.push(report_vague(document, page, link));
        }
    }
}

fn report_vague(document: &Document, page: &Page, link: &Link) -> Diagnostic {
    let words = link.text.trim();
    let place = words_of(document, link);
    let finding = Diagnostic::new(
        RULE.level,
        RULE.code,
        msgf!(
            ja: "「{words}」では、リンクの行き先が分かりません",
            en: "`{words}` does not tell where the link leads"),
    )
    .at(&document.path, place.unwrap_or(link.span));
    let title = match destination(&document.path, &link.target) {
        Destination::Page(path, _) => {
            ask::page(path.as_str(), page.lang).map(|card| ruby::strip(&card.title).into_owned())
        }
        _ => None,
    };
    match title.zip(place) {
        Some((title, place)) => finding
            .help(msgf!(
                ja: "「{title}」のように、行き先のページの題名にしてください",
                en: "write the title of the page that it leads to: `{title}`"))
            .offer(place, title),
        None => finding.help(msg!(
            ja: "「移住支援金の申請方法」のように、行き先が分かる言葉にしてください",
            en: "write words that tell the target, like `how to apply for the grant`")),
    }
}

/// Where a link's words stand in its file, if they are written as they read.
pub(super) fn words_of(document: &Document, link: &Link) -> Option<Span> {
    let start = link.span.start + 1;
    let span = Span::new(start, start + link.text.len());
    let around = document.written(Span::new(link.span.start, (span.end + 1).min(link.span.end)))?;
    (around.strip_prefix('[')?.strip_suffix(']')? == link.text).then_some(span)
}

/// Whether words say nothing of where a link leads.
pub(super) fn is_vague(words: &str) -> bool {
    words.len() <= 120 && VAGUE.is_match(words)
}
