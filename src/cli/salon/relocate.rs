//! `shirube salon relocate`: inbox and key go where nobody else sees them.

use crate::cli::salon::{Context, FINE, Outcome};
use crate::{msgf, salon::relocate::relocate};

/// 受信箱と鍵を、自分だけのフォルダーに移す / Moves the inbox and the key into your own folder
#[derive(clap::Args)]
pub(super) struct Args {}

pub(super) fn run(context: &Context, _: &Args) -> Outcome {
    let place = relocate(&context.root)?;
    let shown = place.display();
    context.console.say(&msgf!(
        ja: "受信箱と鍵は「{shown}」にあります。控えは、このフォルダーから取ってください。",
        en: "The inbox and the key lie in `{shown}`. Take your backups from there."));
    Ok(FINE)
}
