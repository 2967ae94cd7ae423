//! `shirube serve`: the guide in the browser, kept up to date while you write.

use super::{Context, FINE, Outcome};
use crate::serve;

/// 手元で表示し、書きかえると自動で反映する / Serves the guide and refreshes the browser
#[derive(clap::Args)]
pub(super) struct Args {
    /// ブラウザーを開く / Opens the browser
    #[arg(long)]
    open: bool,
    /// ポート番号（省くと4000から空いている番号） / The port
    #[arg(long)]
    port: Option<u16>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    serve::run(&context.root, context.options(true)?, context.console, args.port, args.open)?;
    Ok(FINE)
}
