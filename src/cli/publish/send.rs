//! `shirube publish`: builds, shows what is to happen, and makes it happen.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use crate::cli::publish::{build, credentials::Keys, file_fault, fine, host_name, place, status::tell_pending, told};
use crate::cli::{Context, FINDINGS, FINE, Outcome};
use crate::{
    base::{
        atomic_file,
        os::fs,
        secret::{hex, sha256},
    },
    image::cache::ImageCache,
    msg, msgf,
    output::wanted::Wanted,
    pipeline::{Snapshot, stats::PERSONAL, writable::writable},
    publish::{
        deliver::{Delivery, Opened, busy_here, deliver},
        due::has_window_moved,
        guards::Wishes,
        plan_file::PlanFile,
        preflight::try_out,
        prepare::{Place, Prepared, Request, find_withdrawn, prepare},
        questions::{Warning, ask_to_pass},
        record::{Record, SalonPage},
        release::Release,
        run::{Claim, Ended, State},
        stop::{CONFIGURATION, LOCKED, REFUSED, Stop},
        store::Read,
        targets::Door,
        withdrawals::check_pending,
        words::{Told, tell_plan},
    },
    report::{
        ask::Ask,
        diagnostic::{Diagnostic, Level},
        format::Format,
        message::Message,
        progress::Progress,
        quoted::NoTexts,
    },
};

/// How often a plan is made again because the place has changed.
const TRIES: usize = 3;

#[derive(clap::Args, Default)]
pub(super) struct Args {
    /// 公開先の名前（site.toml の [publish.名前]） / The target, as site.toml names it
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    /// 何が起きるかを見るだけで、公開しない / Only shows what would happen
    #[arg(long)]
    dry_run: bool,
    /// 計画をファイルに書き、公開しない / Writes the plan to a file and publishes nothing
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dry_run", "apply"])]
    plan: Option<PathBuf>,
    /// このファイルの計画のとおりのときだけ公開する / Publishes only what this plan says
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    apply: Option<PathBuf>,
    /// ほかの人のファイルや公開を引き継ぐ / Takes over files and publications of others
    #[arg(long)]
    adopt: bool,
    /// 消えるページの数を認める / Allows so many pages to go
    #[arg(long, value_name = "N")]
    allow_deletes: Option<usize>,
    /// このページだけを公開する（くり返せます） / Publishes only these pages; may be repeated
    #[arg(long, value_name = "PATH")]
    only: Vec<String>,
    /// 公開先のファイルをすべて読み、違うものを送り直す / Reads every file there and sends what differs
    #[arg(long)]
    repair: bool,
    /// 公開のあとで確かめない / Does not look at the result
    #[arg(long)]
    no_verify: bool,
    /// 承認を待たずに公開する（あとで承認します） / Publishes before it is approved
    #[arg(long)]
    emergency: bool,
    /// 公開の期間が始まったか終わったページがあるときだけ公開する / Publishes only if a page's window has opened or closed
    #[arg(long)]
    due: bool,
    /// たずねずに公開する（認めていない注意があれば止まります） / Asks nothing; stops over warnings nobody has let pass
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    keys: Keys,
    /// 結果の形 / The form of the result
    #[arg(long, value_enum, default_value_t, hide_possible_values = false)]
    format: Format,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let images = ImageCache::of(&context.root);
    let Some(snapshot) = build(context, args.format)? else { return Ok(FINDINGS) };
    // Without errors everything may go out; should something still be in the way, nothing does.
    let Ok(writable) = writable(&snapshot) else { return Ok(FINDINGS) };
    let site = &writable.site;
    let config = site.config().clone();
    let place = place(context, &config, args.target.as_deref())?;
    let Some(mut record) = Record::open(&context.root, &place.settings.name)? else {
        return Ok(told(context, &busy_here()));
    };
    if args.due && !has_window_moved(snapshot.documents(), &record.memory.day, context.now) {
        return Ok(fine(
            context,
            &msg!(
            ja: "公開の期間が始まったり終わったりしたページはありません。何もしませんでした。",
            en: "No page's window has opened or closed; nothing was done."),
        ));
    }
    if !let_pass(context, args, &snapshot, &mut record)? {
        return Ok(REFUSED);
    }
    let progress = Progress::default();
    let withheld = &snapshot.privacy.withheld;
    let (outputs, pictures) = (&writable.outputs, site.pictures());
    let wanted = Wanted { outputs, pictures, stay: &BTreeSet::new(), withheld, keep: &[], removals: 0 };
    let mut files = wanted.files();
    files.retain(|path, _| withheld.iter().all(|out| out.as_str() != *path));
    let release = context.console.during(&progress, || place.make_release(site, files, &images, &progress))?;
    let salon = place.salon_pages(site, &snapshot.judged, snapshot.approvals());
    let mut publication = Publication { context, args, place, snapshot: &snapshot, release, salon };
    match publication.publish(&mut record) {
        Ok(code) => Ok(code),
        Err(stop) => Ok(told(context, &stop)),
    }
}

/// Asks about each warning of personal data that nobody has let pass yet; returns whether all may go out.
fn let_pass(context: &Context, args: &Args, snapshot: &Snapshot, record: &mut Record) -> Result<bool, Box<Diagnostic>> {
    let is_looked_at = args.dry_run || args.plan.is_some();
    let is_asked = |finding: &&Diagnostic| finding.level == Level::Warning && PERSONAL.contains(&finding.code);
    let warning = |finding| Warning { finding, text: line_print(snapshot, finding) };
    let warnings = snapshot.findings.iter().filter(is_asked).map(warning).collect();
    let person: Option<&dyn Ask> = if args.yes || is_looked_at { None } else { Some(&context.console) };
    let show = |finding: &Diagnostic| {
        context.console.report(std::slice::from_ref(finding), &snapshot.tree, Format::Human);
    };
    let mut answered = record.memory.answered.clone();
    let open = ask_to_pass(warnings, &mut answered, person, show, |answered| {
        record.memory.answered.clone_from(answered);
        record.save()
    })?;
    if open.is_empty() || is_looked_at {
        return Ok(true);
    }
    let count = open.len();
    let finding = Diagnostic::error(
        "publish-warnings",
        msgf!(
            ja: "個人情報かもしれないところが{count}か所あるので、公開を止めました",
            en: "nothing was published: {count} places may hold personal data"),
    );
    context.console.report(&[finding.help(msg!(
        ja: "直すか、公開してよい値を salon/privacy.toml に書いてください。ひとつずつ確かめて公開するには、`--yes` を付けずに画面から実行します",
        en: "mend them, or list what may appear in salon/privacy.toml; to decide one by one, run it on a terminal \
            without `--yes`"))], &NoTexts, Format::Human);
    Ok(false)
}

/// A fingerprint of the file that a finding is about: another text is another question.
fn line_print(snapshot: &Snapshot, finding: &Diagnostic) -> String {
    let source = finding.places.first().and_then(|place| snapshot.tree.get(&place.file));
    source.map_or(String::new(), |source| source.fingerprint.to_string())
}

/// One publication, from the built site to its end.
struct Publication<'a> {
    context: &'a Context,
    args: &'a Args,
    place: Place<'a>,
    snapshot: &'a Snapshot,
    release: Release<'a>,
    salon: BTreeMap<String, SalonPage>,
}

impl Publication<'_> {
    fn publish(&mut self, record: &mut Record) -> Result<u8, Stop> {
        let (mut opened, given) = self.args.keys.open(self.context, &self.place).map_err(configuration)?;
        for _ in 0..TRIES {
            let mut state = opened.read_state().inspect_err(|stop| given.tell_refused(stop))?;
            given.offer();
            if self.args.repair {
                state.damaged.extend(find_damaged(&mut opened, &state)?);
            }
            if !self.args.dry_run && self.args.plan.is_none() {
                try_out(&self.place, &mut opened, record, self.context.now)?;
            }
            let withdrawn = self.withdrawn(record, &state);
            self.narrow(&state, &withdrawn);
            let prepared =
                prepare(&self.place, (&self.release, &state, record), &withdrawn, &self.request(), opened.store())?;
            let is_idle = prepared.plan.is_empty()
                && withdrawn.is_empty()
                && !state.has_journal
                && record.memory.running.is_empty();
            if let Some(code) = self.decide(&prepared, &state, record)? {
                return Ok(code);
            }
            if is_idle {
                self.context.console.say(&msg!(ja: "公開先は最新です。", en: "The target is up to date."));
                return self.see_withdrawals(record);
            }
            match self.deliver((&prepared, &state, &withdrawn), &mut opened, record)? {
                Ended::Done => return self.close(&prepared, record),
                Ended::Changed => {}
            }
        }
        let message = msg!(ja: "公開先が変わりつづけています", en: "the target goes on changing");
        Err(Stop::new(
            LOCKED,
            Diagnostic::error("publish-overtaken", message).help(msg!(
            ja: "ほかの人の公開が終わってから、もう一度実行してください",
            en: "run it again when others have finished")),
        ))
    }

    fn withdrawn(&self, record: &Record, state: &State) -> BTreeSet<String> {
        let approvals = self.snapshot.approvals();
        find_withdrawn(&record.memory, approvals, state.manifest.as_ref(), &self.release.manifest)
    }

    /// Only what was asked for. A withdrawal goes through everything that shows the page: lists, feeds, the search.
    fn narrow(&mut self, state: &State, withdrawn: &BTreeSet<String>) {
        if self.args.only.is_empty() {
            return;
        }
        let is_by_file = matches!(self.place.kind.door, Door::Files(_));
        match state.manifest.as_ref().filter(|_| is_by_file && withdrawn.is_empty()) {
            Some(old) => self.release.narrow(&self.args.only, old),
            None => self.context.console.note(&msg!(
                ja: "取り下げがあるか、はじめての公開か、zip なので、`--only` のほかのページも公開します。",
                en: "Everything is published in spite of `--only`: there is a withdrawal, nothing was published \
                    yet, or \
                    it is a zip.")),
        }
    }

    fn request(&self) -> Request {
        Request {
            wishes: Wishes { allow_deletes: self.args.allow_deletes, adopt: self.args.adopt },
            is_emergency: self.args.emergency,
            now: self.context.now,
        }
    }

    /// Shows the plan, and ends here where it is only looked at or stopped.
    fn decide(&self, prepared: &Prepared, state: &State, record: &Record) -> Result<Option<u8>, Stop> {
        let Self { context, args, .. } = self;
        let console = context.console;
        let now = PlanFile::new(&self.place.settings.name, prepared);
        if args.format == Format::Json {
            console.line(now.to_text().trim_end());
        } else {
            self.show(prepared, state, record).iter().for_each(|line| console.say(line));
        }
        let refusals = &prepared.refusals;
        if let Some(file) = &args.plan {
            let written = atomic_file::write(file, now.to_text().as_bytes());
            written.map_err(|error| configuration(file_fault(file, &error)))?;
        }
        console.report(refusals, &NoTexts, Format::Human);
        if args.plan.is_some() || args.dry_run {
            return Ok(Some(if refusals.is_empty() { FINE } else { REFUSED }));
        }
        if let Some(file) = &args.apply {
            let bytes = fs::read(file).map_err(|error| configuration(file_fault(file, &error)))?;
            let wanted = PlanFile::parse(&bytes).map_err(configuration)?;
            if let Some(finding) = wanted.find_change(&now) {
                return Err(Stop::new(REFUSED, finding));
            }
        }
        Ok((!refusals.is_empty()).then_some(REFUSED))
    }

    fn show(&self, prepared: &Prepared, state: &State, record: &Record) -> Vec<Message> {
        let (name, url) = (&self.place.settings.name, self.place.url);
        let mut lines = vec![msgf!(ja: "公開先 {name}（{url}）", en: "target {name} ({url})")];
        if prepared.plan.is_empty() {
            return lines;
        }
        let old = state.manifest.as_ref();
        let before = |path: &str| record.bytes(&old?.files.get(path)?.h);
        let after = |path: &str| Some(self.release.sources.get(path)?.bytes().ok()?.into_owned());
        let site = self.snapshot.site.as_ref().expect("a build resolves the site");
        let language = |language: &crate::site::language::SiteLanguage| {
            (language.root.as_str()[1..].to_owned(), language.label.clone())
        };
        let mut languages: Vec<(String, String)> = site.langs().iter().map(language).collect();
        languages.reverse();
        lines.extend(tell_plan(&Told {
            plan: &prepared.plan,
            old,
            before: &before,
            after: &after,
            languages: &languages,
        }));
        if record.memory.tried.as_ref().is_some_and(|tried| !tried.found.is_atomic) {
            lines.push(msg!(
                ja: "注意: このサーバーは置き換えが瞬時ではありません。",
                en: "Beware: this host does not replace files in one moment."));
        }
        if !self.place.kind.is_secret {
            lines.push(msg!(
                ja: "注意: `ftp` では、パスワードと内容が途中で読まれることがあります。`ftps` か `sftp` を使えないか、サーバーの会社に確かめてください。",
                en: "Beware: with `ftp` the password and the files can be read on the way; ask the host for `ftps` or \
                    `sftp`."));
        }
        let digest = &prepared.digest;
        lines.push(msgf!(ja: "計画の番号 {digest}", en: "digest {digest}"));
        lines
    }

    fn deliver(
        &self,
        (prepared, state, withdrawn): (&Prepared, &State, &BTreeSet<String>),
        opened: &mut Opened,
        record: &mut Record,
    ) -> Result<Ended, Stop> {
        let progress = Progress::default();
        let mut bytes = [0; 8];
        getrandom::fill(&mut bytes).expect("every supported system gives random bytes");
        let nonce = hex(&bytes);
        let claim = Claim { nonce, host: host_name(), since: crate::cli::time_of_day() };
        let delivery = Delivery {
            place: self.place,
            release: &self.release,
            plan: &prepared.plan,
            withdrawn,
            state,
            salon: self.salon.clone(),
            claim,
            is_verified: !self.args.no_verify,
            progress: &progress,
        };
        let (ended, warnings) = self.context.console.during(&progress, || deliver(&delivery, opened, record))?;
        self.context.console.report(&warnings, &NoTexts, Format::Human);
        Ok(ended)
    }

    /// Says what is public now, how to go back, and what is not done yet.
    fn close(&self, prepared: &Prepared, record: &mut Record) -> Result<u8, Stop> {
        let console = self.context.console;
        let manifest = prepared.plan.committed();
        let (name, url, id) = (&self.place.settings.name, self.place.url, &manifest.id);
        let pages = manifest.pages().count();
        console.say(&msgf!(
            ja: "公開済み：{pages}ページ（{name}、{url}）。公開の番号は {id} です。",
            en: "Published: {pages} pages ({name}, {url}); the release is {id}."));
        if let Some((before, _)) = record.memory.trees.get(1) {
            console.say(&msgf!(
                ja: "前に戻すには：shirube publish rollback {name} --to {before}",
                en: "To go back: shirube publish rollback {name} --to {before}"));
        }
        self.see_withdrawals(record)
    }

    /// Looks whether withdrawals are done, and tells of those that are not.
    fn see_withdrawals(&self, record: &mut Record) -> Result<u8, Stop> {
        check_pending(self.place.url, record).map_err(configuration)?;
        Ok(tell_pending(self.context, self.place.url, record))
    }
}

/// The settings, or what this computer remembers, stop it.
fn configuration(finding: Box<Diagnostic>) -> Stop {
    Stop { exit: CONFIGURATION, finding }
}

/// The files that are not what the manifest says.
pub(super) fn find_damaged(opened: &mut Opened, state: &State) -> Result<Vec<String>, Stop> {
    let (Some(store), Some(manifest)) = (opened.store(), &state.manifest) else { return Ok(Vec::new()) };
    let mut damaged = Vec::new();
    for (path, entry) in &manifest.files {
        match store.read(path) {
            Read::Found(bytes) if sha256(&bytes) == entry.h => {}
            Read::Unknown(fault) => return Err(Stop::unreadable(path, &fault.message)),
            _ => damaged.push(path.clone()),
        }
    }
    Ok(damaged)
}
