//! `shirube search`: what visitors find, from the terminal; with `--eval`, how well the search finds what it should.

use std::{borrow::Cow, path::PathBuf};

use serde_json::json;

use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::{
        os::fs,
        url::{OutPath, Url},
    },
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    render::search_layout,
    report::{console::Console, diagnostic::Diagnostic, format::Format, io_cause::io_cause, message::Message},
    search::{
        engine::{self, Found, Hit, SHOWN},
        evaluation::{Answered, Case, Figures, evaluate, sum},
        fragment::Fragment,
        index_files::IndexFiles,
    },
    site::Site,
};

/// サイトの検索を試す / Tries the visitors' search
#[derive(clap::Args)]
pub(super) struct Args {
    /// さがす言葉 / What to search for
    #[arg(required_unless_present = "eval", conflicts_with = "eval")]
    query: Option<String>,
    /// 言葉の一覧（1行にJSONで q、kind、relevant）で、見つかりやすさをはかる / Measures a file of queries, a JSON object a line
    #[arg(long, value_name = "FILE")]
    eval: Option<PathBuf>,
    /// ページの言語（en など。省くと元の言語） / The pages' language (like en; without it: the site's own)
    #[arg(long = "in", value_name = "CODE", default_value = "")]
    code: String,
    /// 結果の形 / The form of the results
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.options(false)?);
    let site = snapshot.site.as_ref().expect("a build resolves the site");
    let number = site.langs().iter().position(|lang| lang.code == args.code || lang.tag == args.code);
    let Some(lang) = number else {
        let code = &args.code;
        let message = msgf!(ja: "`--in` の言語がサイトにありません：{code}", en: "the site has no language `{code}`");
        return Err(Box::new(Diagnostic::error("usage", message)));
    };
    let index = open(&snapshot, site, lang);
    match (&args.query, &args.eval) {
        (Some(query), _) => {
            let found = engine::search(&index, query, SHOWN);
            print_found(context.console, query, &whole(&index, found), site.langs()[lang].root.as_str(), args.format);
            Ok(FINE)
        }
        (None, Some(file)) => {
            let cases = read_cases(file)?;
            let answered = evaluate(&index, &cases, &site.config().base_url, site.langs()[lang].root.as_str());
            print_figures(context.console, &answered, args.format);
            Ok(FINE)
        }
        (None, None) => Ok(FINDINGS),
    }
}

/// The index of a language, from the outputs of a build: the files that visitors are given.
fn open<'a>(snapshot: &'a Snapshot, site: &Site, lang: usize) -> IndexFiles<'a> {
    let folder = search_layout::folder(site, lang);
    let read = move |name: &str| {
        let out: OutPath = Url::new(format!("{}{name}", folder.as_str())).out();
        snapshot.outputs.get(&out)?.value.bytes.as_deref().map(Cow::Borrowed)
    };
    IndexFiles::open(read).expect("a build writes a manifest for every language")
}

/// What was found, all of it read.
fn whole(index: &IndexFiles<'_>, found: Found) -> Found {
    let read = |hit: Hit| {
        let fragment = hit.fragment.or_else(|| engine::Source::fragment(index, hit.document));
        Hit { fragment, ..hit }
    };
    Found { hits: found.hits.into_iter().map(read).collect(), ..found }
}

fn read_cases(file: &PathBuf) -> Result<Vec<Case>, Box<Diagnostic>> {
    let shown = file.display();
    let text = fs::read_to_string(file).map_err(|error| {
        let Message { ja, en } = io_cause(&error);
        let message = msgf!(ja: "「{shown}」を読み取れません（{ja}）", en: "`{shown}` cannot be read ({en})");
        Box::new(Diagnostic::error("usage", message))
    })?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let case = |(number, line): (usize, &str)| {
        Case::parse(line).ok_or_else(|| {
            let number = number + 1;
            let message = msgf!(
                ja: "「{shown}」の{number}行目を読み取れません",
                en: "line {number} of `{shown}` cannot be understood");
            let help = msg!(
                ja: "1行に `{\"q\":\"雪かき\",\"kind\":\"question\",\"relevant\":[\"/qa/yukikaki/\"]}` のように書いてください",
                en: "write a line like `{\"q\":\"snow\",\"kind\":\"question\",\"relevant\":[\"/qa/yukikaki/\"]}`");
            Box::new(Diagnostic::error("usage", message).help(help))
        })
    };
    lines.map(case).collect()
}

fn print_found(console: Console, query: &str, found: &Found, root: &str, format: Format) {
    let url = |fragment: &Fragment, part: usize| {
        let anchor = fragment.parts.get(part).map_or("", |part| part.anchor.as_str());
        let page = format!("{root}{}", fragment.url);
        if anchor.is_empty() { page } else { format!("{page}#{anchor}") }
    };
    let read: Vec<(&Hit, &Fragment)> =
        found.hits.iter().filter_map(|hit| Some((hit, hit.fragment.as_ref()?))).collect();
    if format == Format::Json {
        let results = read.iter().map(|(hit, it)| {
            json!({
                "url": format!("{root}{}", it.url),
                "link": url(it, hit.part),
                "title": it.title,
                "section": it.section,
                "state": it.state,
                "coverage": (hit.coverage * 1000.0).round() / 1000.0,
            })
        });
        let results: Vec<_> = results.collect();
        let all = json!({"query": query, "label": found.label.name(), "count": found.count, "results": results});
        console.line(&all.to_string());
        return;
    }
    let count = found.count;
    match found.label {
        engine::Label::Nothing => {
            console.say(&msgf!(
                ja: "「{query}」は見つかりませんでした。data/search/synonyms.yaml に、ページの言葉と並べて書くと見つかります。",
                en: "Nothing was found for `{query}`. Write it beside the pages' word in data/search/synonyms.yaml."));
        }
        engine::Label::Found => console.say(&msgf!(ja: "「{query}」 {count}件", en: "`{query}`: {count} pages")),
        engine::Label::Related => {
            console.say(&msgf!(ja: "「{query}」に関連するページ {count}件", en: "pages about `{query}`: {count}"));
        }
        engine::Label::Near => {
            console.say(&msgf!(ja: "「{query}」に近いページ {count}件", en: "pages near to `{query}`: {count}"));
        }
    }
    for (number, (hit, it)) in read.iter().enumerate() {
        let state = if it.state.is_empty() { String::new() } else { format!("（{}）", it.state) };
        console.line(&format!("{:>2}. {}{state}  {}", number + 1, it.title, url(it, hit.part)));
    }
}

fn print_figures(console: Console, answered: &[Answered], format: Format) {
    let (all, kinds) = sum(answered);
    if format == Format::Json {
        let mut whole = all.to_json();
        let kinds: serde_json::Map<String, serde_json::Value> =
            kinds.iter().map(|(kind, figures)| (kind.clone(), figures.to_json())).collect();
        let queries: Vec<_> = answered.iter().map(answered_json).collect();
        whole["kinds"] = kinds.into();
        whole["queries"] = queries.into();
        console.line(&whole.to_string());
        return;
    }
    let line = |name: &str, figures: &Figures| {
        let json = figures.to_json();
        let of = |key: &str| json[key].to_string();
        console.line(&format!(
            "{name:<20} n {:<4} recall@5 {:<7} recall@10 {:<7} MRR {:<7} zero {:<3} bytes {:<8} files {}",
            of("n"),
            of("recall_at_5"),
            of("recall_at_10"),
            of("mrr"),
            of("zero_hits"),
            of("bytes_per_query"),
            of("files_per_query"),
        ));
    };
    kinds.iter().for_each(|(kind, figures)| line(kind, figures));
    line("all", &all);
    if format == Format::Human {
        for one in answered.iter().filter(|one| one.figures.recall_at_5() == 0.0) {
            let (query, wanted) = (&one.case.query, one.case.relevant.join(" "));
            let found = one.found.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(" ");
            console.say(&msgf!(
                ja: "見つからない：「{query}」 → {wanted}（先に出たページ：{found}）",
                en: "missed: `{query}` → {wanted} (found instead: {found})"));
        }
    }
}

fn answered_json(one: &Answered) -> serde_json::Value {
    let mut json = one.figures.to_json();
    json["q"] = one.case.query.clone().into();
    json["kind"] = one.case.kind.clone().into();
    json["label"] = one.label.into();
    json["relevant"] = one.case.relevant.clone().into();
    json["found"] = one.found.clone().into();
    json
}
