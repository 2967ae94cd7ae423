//! `shirube serve`: the guide in the browser, kept up to date while you write.

use crate::cli::{Context, FINE, Outcome};
use crate::{
    msgf,
    serve::{self, How},
};

/// 手元で表示し、書きかえると自動で反映する / Serves the guide and refreshes the browser
#[derive(clap::Args)]
pub(super) struct Args {
    /// ブラウザーを開く / Opens the browser
    #[arg(long)]
    open: bool,
    /// ポート番号（省くと4000から空いている番号） / The port
    #[arg(long)]
    port: Option<u16>,
    /// かかった時間の内訳を出す / Says where the time of each update went
    #[arg(long)]
    timings: bool,
    /// 保存しても反映されないときに、1秒ごとに変更を確かめる / Looks for changes every second, where saving is not noticed
    #[arg(long)]
    poll: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    if context.now != crate::cli::today() {
        let day = context.now;
        let japanese = day.japanese();
        context.console.say(&msgf!(ja: "{japanese}のガイドとして表示します。", en: "Showing the guide as on {day}."));
    }
    let how = How { port: args.port, open: args.open, timings: args.timings, poll: args.poll };
    serve::run(&context.root, context.preview()?, context.console, how)?;
    Ok(FINE)
}
