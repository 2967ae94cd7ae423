//! `shirube why URL`: what a page was made from, what makes it anew, and which pages show it.

use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::url::OutPath,
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{
        self, Snapshot,
        provenance::{OutputProvenance, PageFacts, Provenance, find_provenance, url_of},
    },
    report::{
        console::Console,
        diagnostic::Diagnostic,
        format::{self, Format},
        message::Message,
    },
    site::{query::Query, resolve::cards::Status},
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
    let console = context.console;
    match find_provenance(&args.url, &snapshot) {
        Provenance::Unreadable(file, findings) => {
            console.say(
                &msgf!(ja: "{file} を読み取れないため、このページは作られません。", en: "{file} cannot be read, so this page is not made."),
            );
            print_findings(console, &findings, &tree);
            Ok(FINDINGS)
        }
        Provenance::Unknown(finding) => {
            console.report(&[*finding], &tree, Format::Human);
            Ok(FINDINGS)
        }
        Provenance::Output(found) => {
            print_output(console, &found, &tree);
            Ok(FINE)
        }
    }
}

fn print_output(console: Console, found: &OutputProvenance, tree: &SourceTree) {
    let OutputProvenance { url, out, page, from, findings, questions, shown_by } = found;
    console.line(&page.as_ref().map_or(out.to_string(), |page| format!("{url}  {}", page.title)));
    if !from.is_empty() {
        console.say(&msgf!(ja: "元のファイル：{from}", en: "file: {from}"));
    }
    if let Some(page) = page {
        print_page(console, page);
    }
    print_findings(console, findings, tree);
    console.say(&msg!(ja: "次のどれかが変わると、作り直します：", en: "it is made again when one of these changes:"));
    console.say(&msg!(ja: "  - 元のファイル、テーマ", en: "  - its file, the theme"));
    print_questions(console, questions);
    print_shown_by(console, shown_by);
}

fn print_page(console: Console, page: &PageFacts) {
    let PageFacts { kind, template, status, .. } = page;
    console.say(&msgf!(ja: "種類：{kind}（{template} で表示）", en: "kind: {kind} (shown by {template})"));
    let day = status.day().map(|day| day.japanese()).unwrap_or_default();
    match *status {
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
fn print_questions(console: Console, queries: &[Query]) {
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
fn print_findings(console: Console, findings: &[Diagnostic], tree: &SourceTree) {
    if !findings.is_empty() {
        let words = format::render(findings, tree, Format::Short, console.tongue, false);
        console.line(words.trim_end());
    }
}

fn print_shown_by(console: Console, others: &[OutPath]) {
    if others.is_empty() {
        return;
    }
    console.say(&msg!(
        ja: "題名や説明、書き出しの文を変えると、次も作り直します：",
        en: "with its title, description or first words these are made again:"));
    others.iter().take(SHOWN).for_each(|out| console.line(&format!("  - {}", url_of(out))));
    let more = others.len().saturating_sub(SHOWN);
    if more > 0 {
        console.say(&msgf!(ja: "  ほか{more}件", en: "  and {more} more"));
    }
}
