//! `shirube why URL`: what a page was made from.

use super::{Context, FINDINGS, FINE, Outcome};
use crate::{
    diagnostic::Diagnostic,
    model::{
        query::Query,
        url::{Url, decode},
    },
    pipeline::{self, Snapshot},
    say,
    source::SourceTree,
    tell,
    text::normalize::nearest,
};

/// ページが何から作られたかを見る / Says what a page was made from
#[derive(clap::Args)]
pub(super) struct Args {
    /// `/sumai/rent/` のようなURL / A URL like `/sumai/rent/`
    url: String,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.options(true)?);
    let base = snapshot.site.as_ref().map_or("", |site| site.config().base_url.as_str());
    let path = decode(args.url.strip_prefix(base.trim_end_matches('/')).unwrap_or(&args.url));
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    let slashed = format!("{}/", path.trim_end_matches('/'));
    let found =
        [path.as_str(), slashed.as_str()].into_iter().map(|path| Url::new(path).out()).find_map(|out| snapshot.outputs.get_key_value(&out));
    let Some((out, entry)) = found else {
        let outs: Vec<String> = snapshot.outputs.keys().map(|out| format!("/{}", out.as_str().trim_end_matches("index.html"))).collect();
        let finding = Diagnostic::error("no-such-url", tell!(ja: "`{path}` というURLはありません", en: "there is no URL `{path}`"));
        let finding = match nearest(&path, outs.iter().map(String::as_str)) {
            Some(near) => finding.help(tell!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
            None => finding.help(say!(ja: "`/sumai/rent/` のように、サイトの先頭からのURLを書いてください", en: "write a URL from the site's root, like `/sumai/rent/`")),
        };
        context.console.report(&[finding], &snapshot.tree, crate::report::Format::Human);
        return Ok(FINDINGS);
    };
    let console = context.console;
    console.line(out.as_str());
    let from = &entry.value.from;
    if !from.is_empty() {
        console.say(&tell!(ja: "  元のファイル：{from}", en: "  file: {from}"));
    }
    console.say(&say!(ja: "  次のどれかが変わると、作り直します：", en: "  it is rendered again when one of these changes:"));
    console.say(&say!(ja: "  - 元のファイル、テンプレート", en: "  - its file, the templates"));
    for (query, _) in &entry.reads {
        console.say(&in_words(query));
    }
    Ok(FINE)
}

/// A recorded question, for people.
fn in_words(query: &Query) -> say::Say {
    match query {
        Query::Page { path, .. } => tell!(ja: "  - ページ {path} の見出しや説明", en: "  - the card of {path}"),
        Query::Children { of, number } => {
            tell!(ja: "  - {of} の下のページ一覧（{number}ページ目）", en: "  - the list below {of}, part {number}")
        }
        Query::Sections { .. } => tell!(ja: "  - 区分の一覧（メニュー）", en: "  - the sections (menu)"),
        Query::Ancestors { of } => tell!(ja: "  - {of} の上のページ（現在位置）", en: "  - the pages above {of} (breadcrumb)"),
        Query::Siblings { of } => tell!(ja: "  - {of} の前後のページ", en: "  - the pages before and after {of}"),
        Query::Latest { kind, count, .. } => {
            tell!(ja: "  - 新しいページ{count}件（種類：{kind}）", en: "  - the newest {count} pages of kind `{kind}`")
        }
        Query::Feed { of, .. } => tell!(ja: "  - {of} の新着", en: "  - the newest pages of {of}"),
        Query::Term { key, number, .. } => {
            tell!(ja: "  - 「{key}」のページ一覧（{number}ページ目）", en: "  - the list of `{key}`, part {number}")
        }
        Query::Terms { taxonomy, .. } => {
            let name = taxonomy.name();
            tell!(ja: "  - {name} の一覧", en: "  - the list of {name}")
        }
        Query::Groups { kind, by, .. } => {
            tell!(ja: "  - 種類 {kind} のページを {by} で分けた一覧", en: "  - pages of kind `{kind}` by {by}")
        }
        Query::Backlinks { to } => tell!(ja: "  - {to} へリンクしているページ", en: "  - the pages that link to {to}"),
        Query::Translations { of } => tell!(ja: "  - {of} のほかの言語のページ", en: "  - {of} in other languages"),
        Query::Target { path, anchor, .. } if anchor.is_empty() => tell!(ja: "  - リンク先 {path}", en: "  - the link target {path}"),
        Query::Target { path, anchor, .. } => tell!(ja: "  - リンク先 {path} の「{anchor}」", en: "  - the link target {path}#{anchor}"),
        Query::Hidden { path } | Query::Candidates { path, .. } | Query::Anchors { path, .. } => {
            tell!(ja: "  - {path} の有無", en: "  - whether {path} exists")
        }
        Query::Route { url } => tell!(ja: "  - URL {url}", en: "  - the URL {url}"),
        Query::File { path } | Query::Data { path } => tell!(ja: "  - ファイル {path}", en: "  - the file {path}"),
        Query::Asset { path } => tell!(ja: "  - テーマの {path}", en: "  - the theme's {path}"),
        Query::Setting { key } => tell!(ja: "  - site.toml の {key}", en: "  - {key} in site.toml"),
        Query::Words { key, .. } => tell!(ja: "  - テーマの言葉 {key}", en: "  - the theme's word {key}"),
        Query::Contact { key } => tell!(ja: "  - 相談先 {key}", en: "  - the contact {key}"),
        Query::Today => say!(ja: "  - 今日の日付", en: "  - today's date"),
    }
}
