//! `shirube publish unlock`: shows a lock that nobody gives back, and takes it away.

use crate::cli::publish::{credentials::Keys, fine, place, read_config};
use crate::cli::{Context, FINDINGS, Outcome};
use crate::{
    msg, msgf,
    publish::{
        run::Claim,
        stop::Stop,
        store::{Fault, Locked},
    },
    report::ask::agrees,
};

/// 残った公開の鍵を確かめて外す / Shows a lock that was left, and takes it away
#[derive(clap::Args)]
pub(super) struct Args {
    /// 公開先の名前 / The target
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    #[command(flatten)]
    keys: Keys,
    /// たずねずに外す / Takes it away without asking
    #[arg(long)]
    yes: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let place = place(context, &config, args.target.as_deref())?;
    let (mut opened, given) = args.keys.open(context, &place)?;
    let Some(store) = opened.store() else {
        return Ok(fine(context, &msg!(ja: "この公開先に鍵はありません。", en: "This target has no lock.")));
    };
    let fault = |fault: Fault| given.told(&Stop::unreadable("_pub/lock", &fault.message));
    let (held, age) = match store.lock(b"{}") {
        Ok(Locked::Held(held, age)) => (serde_json::from_slice::<Claim>(&held).unwrap_or_default(), age),
        Ok(Locked::Taken) => {
            return Ok(match store.unlock() {
                Ok(()) => fine(context, &msg!(ja: "鍵はありません。", en: "There is no lock.")),
                Err(error) => fault(error),
            });
        }
        Err(error) => return Ok(fault(error)),
    };
    let (Claim { host, since, .. }, minutes) = (held, age.as_secs() / 60);
    context.console.say(&msgf!(
        ja: "鍵があります：{host}、開始 {since}、{minutes}分前",
        en: "There is a lock: {host}, since {since}, {minutes} minutes old"));
    let question =
        msg!(ja: "だれも公開していません。外してよいですか [y/N]", en: "nobody is publishing; take it away? [y/N]");
    if !args.yes && !agrees(&context.console, &question) {
        context
            .console
            .say(&msg!(ja: "そのままにしました（外すときは `--yes`）。", en: "It was left as it is (`--yes` takes it \
            away)."));
        return Ok(FINDINGS);
    }
    Ok(match store.unlock() {
        Ok(()) => fine(context, &msg!(ja: "鍵を外しました。", en: "The lock is gone.")),
        Err(error) => fault(error),
    })
}
