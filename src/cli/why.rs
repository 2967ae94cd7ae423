//! `shirube why URL`: what a page was made from.

use super::{Context, FINDINGS, FINE, Outcome};
use crate::{
    diagnostic::Diagnostic,
    model::url::{Url, decode},
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
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.preview()?);
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
        console.say(&query.in_words());
    }
    Ok(FINE)
}
