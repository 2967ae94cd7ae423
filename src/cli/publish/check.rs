//! `shirube publish check`: whether the target holds what it says.

use crate::cli::publish::{credentials::Keys, fine, not_published, place, read_config, send::find_damaged};
use crate::cli::{Context, Outcome};
use crate::{
    msgf,
    publish::{
        deliver::Opened,
        manifest::{Manifest, OWN},
        run::State,
        stop::{Stop, UNVERIFIED},
    },
    report::{diagnostic::Diagnostic, format::Format, quoted::NoTexts},
};

/// 公開先のファイルが記録のとおりか調べる / Compares the target's files with its record
#[derive(clap::Args)]
pub(super) struct Args {
    /// 公開先の名前 / The target
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    #[command(flatten)]
    keys: Keys,
    /// すべてのファイルを読んで比べる / Reads and compares every file
    #[arg(long)]
    deep: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let place = place(context, &config, args.target.as_deref())?;
    let (mut opened, given) = args.keys.open(context, &place)?;
    let looked = opened.read_state().and_then(|state| look(&mut opened, state, args.deep));
    let (manifest, damaged, others) = match looked {
        Ok(Some(looked)) => looked,
        Ok(None) => return Ok(fine(context, &not_published(&place))),
        Err(stop) => return Ok(given.told(&stop)),
    };
    for path in others.iter().take(20) {
        context.console.say(&msgf!(ja: "  ほかの人のファイル：{path}", en: "  a file of somebody else: {path}"));
    }
    let (files, name) = (manifest.files.len(), &place.settings.name);
    if damaged.is_empty() {
        return Ok(fine(
            context,
            &msgf!(
            ja: "公開先は記録のとおりです（{files}件）。",
            en: "The target holds what its record says ({files} files)."),
        ));
    }
    let count = damaged.len();
    damaged.iter().take(20).for_each(|path| context.console.line(&format!("  {path}")));
    let finding = Diagnostic::error(
        "publish-unlike",
        msgf!(ja: "{count}件のファイルが、記録と違うかありません", en: "{count} files are missing or not what the record says"),
    );
    context.console.report(
        &[finding.help(msgf!(
        ja: "`shirube publish {name} --repair` で送り直せます",
        en: "`shirube publish {name} --repair` sends them again"))],
        &NoTexts,
        Format::Human,
    );
    Ok(UNVERIFIED)
}

type Looked = (Manifest, Vec<String>, Vec<String>);

fn look(opened: &mut Opened, state: State, is_deep: bool) -> Result<Option<Looked>, Stop> {
    let damaged = if is_deep { find_damaged(opened, &state)? } else { Vec::new() };
    let Some(manifest) = state.manifest else { return Ok(None) };
    let Some(store) = opened.store() else { return Ok(Some((manifest, damaged, Vec::new()))) };
    let (mut missing, mut others) = (damaged, Vec::new());
    if is_deep {
        // A list may be cut: it is for looking only.
        let all = store.list().map_err(|fault| Stop::unreadable("/", &fault.message))?;
        let known = |path: &String| {
            path.starts_with(OWN) || manifest.files.contains_key(path) || manifest.keep.contains_key(path)
        };
        others = all.into_iter().filter(|path| !known(path)).collect();
    } else {
        for path in manifest.files.keys() {
            if !store.exists(path).map_err(|fault| Stop::unreadable(path, &fault.message))? {
                missing.push(path.clone());
            }
        }
    }
    Ok(Some((manifest, missing, others)))
}
