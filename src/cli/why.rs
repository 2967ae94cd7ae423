//! `shirube why URL`: what a page was made from, what makes it anew, and which pages show it.

use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::url::{OutPath, Url, decode},
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    render::page_kinds,
    report::{
        console::Console,
        diagnostic::Diagnostic,
        format::{self, Format},
        message::Message,
    },
    site::{
        Page, Site,
        query::Query,
        resolve::cards::{Card, Status},
    },
    text::normalize::nearest,
};

/// ページが何から作られたかを見る / Says what a page was made from
#[derive(clap::Args)]
pub(super) struct Args {
    /// `/sumai/rent/` のようなURL、または `content/` のファイル / A URL like `/sumai/rent/`, or a file of `content/`
    url: String,
}

/// More pages than these are counted only.
const SHOWN: usize = 12;

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.preview()?);
    let site = snapshot.site.as_ref().expect("a build resolves the site");
    let console = context.console;
    let path = path(&args.url, site);
    let slashed = format!("{}/", path.trim_end_matches('/'));
    let outs = [path.as_str(), slashed.as_str()].map(|path| Url::new(path).out());
    if let Some(page) = site.broken().iter().find(|page| outs.contains(&page.url.out())) {
        let file = &page.document.path;
        console.say(
            &msgf!(ja: "{file} を読み取れないため、このページは作られません。", en: "{file} cannot be read, so this page is not made."),
        );
        mend(console, &snapshot, file.as_str());
        return Ok(FINDINGS);
    }
    let Some((out, entry)) = outs.iter().find_map(|out| snapshot.outputs.get_key_value(out)) else {
        console.report(&[lost(&path, &snapshot)], &snapshot.tree, Format::Human);
        return Ok(FINDINGS);
    };
    let url = Url::new(format!("/{}", out.as_str().trim_end_matches("index.html")));
    let page = site.page_at(&url);
    console.line(&page.map_or(out.to_string(), |page| format!("{url}  {}", page.document.meta.title)));
    let from = &entry.value.from;
    if !from.is_empty() {
        console.say(&msgf!(ja: "元のファイル：{from}", en: "file: {from}"));
    }
    if let Some(page) = page {
        about(console, page);
    }
    mend(console, &snapshot, from);
    console.say(&msg!(ja: "次のどれかが変わると、作り直します：", en: "it is made again when one of these changes:"));
    console.say(&msg!(ja: "  - 元のファイル、テーマ", en: "  - its file, the theme"));
    made_from(console, entry.reads.iter().map(|asked| &asked.query));
    if let Some(page) = page {
        shown_by(console, &snapshot, site, page);
    }
    Ok(FINE)
}

/// The path below the site's root that somebody means: by a whole URL, a path with or without the sub-path, or a file.
fn path(given: &str, site: &Site) -> String {
    let by_file = site.pages().iter().chain(site.broken().iter()).find(|page| page.document.path.as_str() == given);
    if let Some(page) = by_file {
        return page.url.as_str().to_owned();
    }
    let after_host =
        |url: &'_ str| url.split_once("://").map(|(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]).to_owned());
    let base = after_host(&site.config().base_url).unwrap_or_default();
    let path = after_host(given).unwrap_or_else(|| given.to_owned());
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let inner = path.strip_prefix(base.trim_end_matches('/')).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let path = decode(inner.trim_end_matches("index.html"));
    if path.starts_with('/') { path } else { format!("/{path}") }
}

fn about(console: Console, page: &Page) {
    let (kind, template) = (&page.card.kind, page_kinds::kind(&page.card.kind).template);
    console.say(&msgf!(ja: "種類：{kind}（{template} で表示）", en: "kind: {kind} (shown by {template})"));
    let day = page.card.status.day().map(|day| day.japanese()).unwrap_or_default();
    match page.card.status {
        Status::Public => {}
        Status::Draft => console.say(&msg!(ja: "下書きのため、公開されません。", en: "It is a draft and not public.")),
        Status::Unapproved => {
            console.say(&msg!(ja: "承認されていないため、公開されません。", en: "It is not approved and not public."));
        }
        Status::Scheduled(from) => console.say(&msgf!(ja: "{day}から公開されます。", en: "It is public from {from}.")),
        Status::Expired(until) => {
            console.say(&msgf!(ja: "公開は{day}で終わりました。", en: "It was public until {until}."))
        }
    }
}

/// The questions, in words: those about pages a line each, then the many small ones about settings and the theme.
fn made_from<'a>(console: Console, queries: impl Iterator<Item = &'a Query>) {
    let (mut settings, mut words) = (Vec::new(), Vec::new());
    for query in queries {
        match query {
            Query::Setting { key } => settings.push(key.as_str()),
            Query::Words { key, .. } => words.push(key.as_str()),
            query => {
                let Message { ja, en } = query.in_words();
                console.say(&msgf!(ja: "  - {ja}", en: "  - {en}"));
            }
        }
    }
    let (settings, words) = (settings.join(", "), words.join(", "));
    if !settings.is_empty() {
        console.say(&msgf!(ja: "  - site.toml の項目：{settings}", en: "  - keys of site.toml: {settings}"));
    }
    if !words.is_empty() {
        console.say(&msgf!(ja: "  - テーマの言葉：{words}", en: "  - words of the theme: {words}"));
    }
}

/// What there is to mend in the page's file.
fn mend(console: Console, snapshot: &Snapshot, file: &str) {
    let of_file = |finding: &&Diagnostic| finding.places.iter().any(|place| place.file.as_str() == file);
    let findings: Vec<_> = snapshot.findings.iter().filter(of_file).cloned().collect();
    if !findings.is_empty() {
        let words = format::render(&findings, &snapshot.tree, Format::Short, console.tongue, false);
        console.line(words.trim_end());
    }
}

/// The pages that show this one's title or beginning, and so are made again with it.
fn shown_by(console: Console, snapshot: &Snapshot, site: &Site, page: &Page) {
    let shows = |card: &Card| card.url == page.url;
    let own = page.url.out();
    let others: Vec<&OutPath> = snapshot
        .outputs
        .iter()
        .filter(|(out, entry)| {
            **out != own && entry.reads.iter().any(|asked| site.ask(&asked.query).cards().into_iter().any(shows))
        })
        .map(|(out, _)| out)
        .collect();
    if others.is_empty() {
        return;
    }
    console.say(&msg!(
        ja: "題名や説明、書き出しの文を変えると、次も作り直します：",
        en: "with its title, description or first words these are made again:"));
    others
        .iter()
        .take(SHOWN)
        .for_each(|out| console.line(&format!("  - /{}", out.as_str().trim_end_matches("index.html"))));
    let more = others.len().saturating_sub(SHOWN);
    if more > 0 {
        console.say(&msgf!(ja: "  ほか{more}件", en: "  and {more} more"));
    }
}

fn lost(path: &str, snapshot: &Snapshot) -> Diagnostic {
    let outs: Vec<String> =
        snapshot.outputs.keys().map(|out| format!("/{}", out.as_str().trim_end_matches("index.html"))).collect();
    let finding =
        Diagnostic::error("no-such-url", msgf!(ja: "`{path}` というURLはありません", en: "there is no URL `{path}`"));
    match nearest(path, outs.iter().map(String::as_str)) {
        Some(near) => finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?")),
        None => finding.help(msg!(
            ja: "`/sumai/rent/` のように、サイトの先頭からのURLを書いてください",
            en: "write a URL from the site's root, like `/sumai/rent/`")),
    }
}
