//! `shirube publish status`: what is public, what is not finished, and which withdrawals are not seen to be done.

use crate::cli::publish::{credentials::Keys, not_published, place, read_config};
use crate::cli::{Context, FINE, Outcome};
use crate::{
    msg, msgf,
    publish::{
        prepare::Place,
        record::Record,
        run::State,
        stop::UNVERIFIED,
        withdrawals::{check_pending, public_url},
    },
    report::{diagnostic::Diagnostic, format::Format, quoted::NoTexts},
};

/// 公開の様子と、取り下げが済んだかを見る / Says what is public and which withdrawals are done
#[derive(clap::Args)]
pub(super) struct Args {
    /// 公開先の名前 / The target
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    #[command(flatten)]
    keys: Keys,
    /// 取り下げたURLが消えたことを、自分の目で確かめたと記録する / Records that a person saw the withdrawn addresses gone
    #[arg(long)]
    confirm: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let place = place(context, &config, args.target.as_deref())?;
    let mut record = Record::read(&context.root, &place.settings.name)?;
    let (mut opened, given) = args.keys.open(context, &place)?;
    let state = opened.read_state();
    match &state {
        Ok(state) => tell_state(context, &place, state),
        Err(stop) => return Ok(given.told(stop)),
    }
    if args.confirm {
        for pending in std::mem::take(&mut record.memory.pending) {
            let url = public_url(place.url, &pending.path);
            context.console.say(&msgf!(ja: "確かめたと記録しました：{url}", en: "recorded as seen gone: {url}"));
        }
        record.save()?;
        return Ok(FINE);
    }
    check_pending(place.url, &mut record)?;
    Ok(tell_pending(context, place.url, &record))
}

fn tell_state(context: &Context, place: &Place<'_>, state: &State) {
    let (name, url) = (&place.settings.name, place.url);
    let Some(manifest) = &state.manifest else {
        context.console.say(&not_published(place));
        return;
    };
    let (id, day, pages) = (&manifest.id, &manifest.day, manifest.pages().count());
    context.console.say(&msgf!(
        ja: "公開先 {name}（{url}）：{pages}ページ、{day} に公開（{id}）",
        en: "target {name} ({url}): {pages} pages, published on {day} ({id})"));
    if state.has_journal {
        context.console.say(&msgf!(
            ja: "終わっていない公開があります。`shirube publish {name}` をもう一度実行すると、続きから公開されます。",
            en: "A publication has not finished; `shirube publish {name}` goes on where it stopped."));
    }
}

/// Tells of withdrawals that nobody has seen done; the exit code.
pub(super) fn tell_pending(context: &Context, base: &str, record: &Record) -> u8 {
    if record.memory.pending.is_empty() {
        return FINE;
    }
    for pending in &record.memory.pending {
        let (url, since) = (public_url(base, &pending.path), &pending.since);
        let finding = Diagnostic::error(
            "publish-withdrawal",
            msgf!(
                ja: "取り下げ（{since}）が済んだと確かめられていません：{url}",
                en: "a withdrawal ({since}) is not seen to be done: {url}"),
        );
        let help = msg!(
            ja: "公開先のファイルを置き換え、サーバーのキャッシュを消してから `shirube publish status` をもう一度実行してください。ここからURLを見られないときは、\
                ほかの機器で消えたことを確かめて `--confirm` を付けます",
            en: "put the files on the host, empty its caches, then run `shirube publish status` again; where the \
                address cannot be reached from here, look with another device and add `--confirm`");
        context.console.report(&[finding.help(help)], &NoTexts, Format::Human);
    }
    UNVERIFIED
}
