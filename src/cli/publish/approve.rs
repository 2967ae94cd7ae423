//! `shirube publish approve`: somebody says that a tree may be published.

use crate::cli::publish::{fine, read_config};
use crate::cli::{Context, Outcome};
use crate::{
    msgf,
    publish::approval::{FOLDER, approve},
    salon::approval::SalonPolicy,
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
    SalonPolicy::of(&config.all).admit(&args.by)?;
    let until = approve(&context.root, &args.digest, &args.by, &args.comment, context.now)?;
    Ok(fine(
        context,
        &msgf!(
        ja: "承認しました（{until} まで）。{FOLDER} フォルダーのファイルも、ガイドといっしょに残してください。",
        en: "Approved until {until}. Keep the file in {FOLDER}/ with the guide."),
    ))
}
