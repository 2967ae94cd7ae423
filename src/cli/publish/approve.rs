//! `shirube publish approve`: somebody says that a tree may be published.

use std::collections::BTreeMap;

use crate::cli::publish::{fine, read_config};
use crate::cli::{Context, Outcome};
use crate::{
    base::value::Value,
    msg, msgf,
    publish::approval::{FOLDER, approve},
    report::diagnostic::Diagnostic,
};

/// 公開の計画を承認する / Approves what is to be published
#[derive(clap::Args)]
pub(super) struct Args {
    /// 計画の番号（`publish --dry-run` に出ます） / The digest that `publish --dry-run` shows
    #[arg(value_name = "DIGEST")]
    digest: String,
    /// 承認する人の記号（名前ではなく） / The key of whoever approves; no name
    #[arg(long, value_name = "KEY")]
    by: String,
    /// ひとこと / A remark
    #[arg(long, value_name = "TEXT", default_value = "", hide_default_value = true)]
    comment: String,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let reviewers = config.all.get("salon").and_then(|salon| salon.get("reviewers"));
    if let Some(Value::Map(reviewers)) = reviewers {
        admit(reviewers, &args.by)?;
    }
    let until = approve(&context.root, &args.digest, &args.by, &args.comment, context.now)?;
    Ok(fine(
        context,
        &msgf!(
        ja: "承認しました（{until} まで）。{FOLDER} フォルダーのファイルも、ガイドといっしょに残してください。",
        en: "Approved until {until}. Keep the file in {FOLDER}/ with the guide."),
    ))
}

/// Where site.toml names who may approve, nobody else may.
fn admit(reviewers: &BTreeMap<String, Value>, by: &str) -> Result<(), Box<Diagnostic>> {
    if reviewers.is_empty() || reviewers.contains_key(by) {
        return Ok(());
    }
    let message = msgf!(ja: "「{by}」は承認する人の記号ではありません", en: "`{by}` is nobody who approves");
    Err(Box::new(Diagnostic::error("publish-approval", message).help(msg!(
        ja: "site.toml の `[salon.reviewers]` にある記号を使ってください",
        en: "use a key of `[salon.reviewers]` in site.toml"))))
}
