//! `shirube publish rollback`: publishes a release that was published before, unless something of it was withdrawn.

use std::collections::{BTreeMap, BTreeSet};

use crate::cli::publish::{credentials::Keys, fine, host_name, place, read_config, told};
use crate::cli::{Context, Outcome};
use crate::{
    input::source_tree::SourceTree,
    msg, msgf,
    pipeline::{self, Snapshot},
    publish::{
        deliver::{Delivery, busy_here, deliver},
        guards::Wishes,
        manifest::Manifest,
        prepare::{Place, Request, find_withdrawn, prepare},
        record::Record,
        release::{Release, Source},
        run::{Claim, Ended},
        stop::{CONFIGURATION, LOCKED, REFUSED, Stop},
    },
    report::{diagnostic::Diagnostic, format::Format, progress::Progress, quoted::NoTexts},
};

/// 前に公開した内容に戻す / Publishes an earlier release again
#[derive(clap::Args)]
pub(super) struct Args {
    /// 公開先の名前 / The target
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    #[command(flatten)]
    keys: Keys,
    /// 戻す公開の番号（省くと、ひとつ前） / The release; without it, the one before
    #[arg(long, value_name = "ID")]
    to: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let place = place(context, &config, args.target.as_deref())?;
    let Some(mut record) = Record::open(&context.root, &place.settings.name)? else {
        return Ok(told(context, &busy_here()));
    };
    let wanted = args.to.clone().or_else(|| record.memory.trees.get(1).map(|(id, _)| id.clone()));
    let stored = wanted.and_then(|id| record.release(&id));
    let Some(release) = stored.and_then(|manifest| restore(&record, &place, manifest, context)) else {
        return Ok(told(context, &not_kept(&record)));
    };
    match go_back(context, &args.keys, &place, &release, &mut record) {
        Ok(id) => Ok(fine(
            context,
            &msgf!(
            ja: "前の内容に戻しました（公開の番号は {id}）。ガイドのファイルは変わっていません。",
            en: "The earlier release is public again ({id}). The guide's own files have not changed."),
        )),
        Err(stop) => Ok(told(context, &stop)),
    }
}

/// A release from what is kept of it; `None` where anything is missing.
fn restore(record: &Record, place: &Place<'_>, old: Manifest, context: &Context) -> Option<Release<'static>> {
    let source = |(path, entry): (&String, &crate::publish::manifest::Entry)| {
        Some((path.clone(), Source::Stored(record.stored(&entry.h)?)))
    };
    let sources = old.files.iter().map(source).collect::<Option<BTreeMap<_, _>>>()?;
    let fresh = Manifest::new(&old.site, &place.settings.name, &context.now.to_string(), old.files);
    Some(Release { manifest: Manifest { gone: old.gone, ..fresh }, sources })
}

fn go_back(
    context: &Context,
    keys: &Keys,
    place: &Place<'_>,
    release: &Release<'_>,
    record: &mut Record,
) -> Result<String, Stop> {
    let configuration = |finding| Stop { exit: CONFIGURATION, finding };
    let tree = SourceTree::scan(&context.root, &SourceTree::default());
    let snapshot = pipeline::build(&Snapshot::default(), &tree, context.options(false).map_err(configuration)?);
    let (mut opened, given) = keys.open(context, place).map_err(configuration)?;
    let state = opened.read_state().inspect_err(|stop| given.tell_refused(stop))?;
    let withdrawn = find_withdrawn(&record.memory, snapshot.approvals(), Some(&release.manifest), &release.manifest);
    if !withdrawn.is_empty() || snapshot.approvals().broken {
        return Err(Stop::new(
            REFUSED,
            Diagnostic::error(
                "publish-withdrawn",
                msg!(
                ja: "その公開には、あとで取り下げた内容が含まれています。戻せません",
                en: "that release holds what was withdrawn since; it does not come back"),
            )
            .help(msg!(
            ja: "ガイドを直して `shirube publish` で公開してください",
            en: "mend the guide and publish it with `shirube publish`")),
        ));
    }
    let wishes = Wishes { allow_deletes: None, adopt: true };
    // What was public before was approved before; going back must not wait.
    let request = Request { wishes, is_emergency: true, now: context.now };
    let mut prepared = prepare(place, (release, &state, record), &BTreeSet::new(), &request, opened.store())?;
    prepared.refusals.retain(|finding| finding.code != "publish-removals");
    if !prepared.refusals.is_empty() {
        context.console.report(&prepared.refusals[1..], &NoTexts, Format::Human);
        return Err(Stop::new(REFUSED, prepared.refusals.remove(0)));
    }
    let progress = Progress::default();
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("every supported system gives random bytes");
    let nonce = crate::base::secret::hex(&bytes);
    let delivery = Delivery {
        place: *place,
        release,
        plan: &prepared.plan,
        withdrawn: &withdrawn,
        state: &state,
        salon: BTreeMap::new(),
        claim: Claim { nonce, host: host_name(), since: crate::cli::time_of_day() },
        is_verified: true,
        progress: &progress,
    };
    let (ended, warnings) = context.console.during(&progress, || deliver(&delivery, &mut opened, record))?;
    context.console.report(&warnings, &NoTexts, Format::Human);
    match ended {
        Ended::Done => Ok(prepared.plan.committed().id.clone()),
        Ended::Changed => {
            let message = msg!(ja: "公開先が変わりました", en: "the target has changed");
            Err(Stop::new(
                LOCKED,
                Diagnostic::error("publish-overtaken", message).help(msg!(
                ja: "もう一度実行してください", en: "run it again")),
            ))
        }
    }
}

fn not_kept(record: &Record) -> Stop {
    let kept = record.memory.trees.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join(", ");
    let message =
        msg!(ja: "その公開の控えが、このパソコンにありません", en: "that release is not kept on this computer");
    Stop::new(
        REFUSED,
        Diagnostic::error("publish-no-release", message).help(msgf!(
        ja: "戻せるのは {kept} です。ほかは、そのときのガイドのファイルに戻して公開してください",
        en: "there are {kept}; for another, put the guide's files back and publish them")),
    )
}
