//! Publishes: keeps what is needed to go back, carries the plan out, sees that it arrived, and writes down what
//! happened.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use crate::{
    base::{atomic_file, os::fs, secret::sha256},
    msg, msgf,
    publish::{
        manifest::Manifest,
        plan::Plan,
        prepare::Place,
        profiles::find_profile,
        record::{Pending, Record, SalonPage},
        release::Release,
        run::{Claim, Ended, Run, State, read_state, run},
        stop::{CONFIGURATION, INTERRUPTED, LOCKED, REFUSED, Stop, UNVERIFIED},
        store::{Read, Store},
        targets::{Door, Whole, local_path},
        verify::{answers, verify_over_http},
    },
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message, progress::Progress},
};

/// How many trees are remembered that a run has set out to publish.
const ATTEMPTS: usize = 10;

/// A place that is open.
pub enum Opened {
    /// Files one by one.
    Files(Vec<Box<dyn Store>>),
    /// One file for all.
    Whole(Whole),
}

/// Opens a place.
pub fn open_place(place: &Place<'_>) -> Result<Opened, Box<Diagnostic>> {
    match place.kind.door {
        Door::Files(open) => open(place.root, place.settings).map(Opened::Files),
        Door::Whole(whole) => Ok(Opened::Whole(whole)),
    }
}

impl Opened {
    /// How the place stands.
    pub fn read_state(&mut self, place: &Place<'_>) -> Result<State, Stop> {
        match self {
            Self::Files(stores) => read_state(stores[0].as_mut()),
            Self::Whole(whole) => read_whole(place, *whole),
        }
    }

    /// The first connection, where there are some.
    pub fn store(&mut self) -> Option<&mut dyn Store> {
        match self {
            Self::Files(stores) => Some(stores[0].as_mut()),
            Self::Whole(_) => None,
        }
    }
}

/// How a place that is one file stands. A file of somebody else is never taken for nothing.
fn read_whole(place: &Place<'_>, whole: Whole) -> Result<State, Stop> {
    let path = local_path(place.root, place.settings);
    let shown = place.settings.path.as_str();
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if fs::is_absent(&path, &error) => return Ok(State::default()),
        Err(error) => return Err(Stop::unreadable(shown, &msgf!(ja: "{error}", en: "{error}"))),
    };
    let manifest = (whole.manifest)(&bytes).and_then(|bytes| Manifest::parse(&bytes).ok());
    match manifest {
        Some(manifest) => Ok(State { manifest: Some(manifest), ..State::default() }),
        None => Err(Stop::unreadable(
            shown,
            &msg!(ja: "shirube が作ったファイルではないか、壊れています", en: "it is no file of shirube's, or damaged"),
        )),
    }
}

/// What is published, and for whom it is written down.
pub struct Delivery<'a> {
    /// Where to.
    pub place: Place<'a>,
    /// What.
    pub release: &'a Release<'a>,
    /// What is to happen.
    pub plan: &'a Plan,
    /// What of it was withdrawn.
    pub withdrawn: &'a BTreeSet<String>,
    /// How the place stood when that was planned.
    pub state: &'a State,
    /// The pages from the salon that are in it.
    pub salon: BTreeMap<String, SalonPage>,
    /// Who publishes, and when.
    pub claim: Claim,
    /// Whether the result is looked at.
    pub is_verified: bool,
    /// Who is told how far it is.
    pub progress: &'a Progress,
}

impl Delivery<'_> {
    fn is_over_http(&self) -> bool {
        self.is_verified && self.place.is_over_http()
    }

    /// Looks at what was sent, over the public address or at the place.
    fn verify(&self, store: &mut dyn Store, plan: &Plan, warnings: &Mutex<Vec<Diagnostic>>) -> Result<(), Stop> {
        if !self.is_over_http() {
            return if self.is_verified { read_back(store, plan) } else { Ok(()) };
        }
        let minutes = find_profile(self.place.settings).cache_minutes;
        let told = verify_over_http(self.place.url, plan, minutes)?;
        warnings.lock().unwrap_or_else(PoisonError::into_inner).extend(told);
        Ok(())
    }

    /// Whether the site still answers.
    fn answers(&self) -> Result<(), Stop> {
        if self.is_over_http() { answers(self.place.url, &["index.html", "404.html", "sitemap.xml"]) } else { Ok(()) }
    }
}

/// Publishes, and tells of what is not quite as it should be; `Changed`: the place did, plan again.
pub fn deliver(
    delivery: &Delivery<'_>,
    opened: &mut Opened,
    record: &mut Record,
) -> Result<(Ended, Vec<Diagnostic>), Stop> {
    let warnings = Mutex::new(Vec::new());
    let configuration = |finding| Stop { exit: CONFIGURATION, finding };
    record.keep(delivery.release).map_err(configuration)?;
    let dead = record.memory.running.clone();
    remember_withdrawals(delivery, record);
    let attempted = &mut record.memory.attempted;
    attempted.push(delivery.plan.committed().tree.clone());
    attempted.drain(..attempted.len().saturating_sub(ATTEMPTS));
    record.memory.running.push(delivery.claim.nonce.clone());
    record.save().map_err(configuration)?;
    let ended = match opened {
        Opened::Files(stores) => {
            let verify = |store: &mut dyn Store, plan: &Plan| delivery.verify(store, plan, &warnings);
            let answers = || delivery.answers();
            run(
                stores,
                delivery.state,
                delivery.plan,
                &Run {
                    contents: delivery.release,
                    claim: &delivery.claim,
                    dead: &dead,
                    verify: &verify,
                    answers: &answers,
                    progress: delivery.progress,
                },
            )?
        }
        Opened::Whole(whole) => write_whole(delivery, *whole)?,
    };
    record.memory.running.clear();
    if ended == Ended::Changed {
        record.save().map_err(configuration)?;
        return Ok((ended, Vec::new()));
    }
    record.commit(delivery.plan.committed(), &delivery.salon).map_err(configuration)?;
    record.save().map_err(configuration)?;
    Ok((ended, warnings.into_inner().unwrap_or_else(PoisonError::into_inner)))
}

/// Writes down, before anything is sent, which withdrawals somebody will have to see done.
fn remember_withdrawals(delivery: &Delivery<'_>, record: &mut Record) {
    let since = &delivery.plan.committed().day;
    for path in delivery.withdrawn {
        record.memory.withdrawing = true;
        if record.memory.pending.iter().all(|pending| pending.path != *path) {
            record.memory.pending.push(Pending { path: path.clone(), since: since.clone() });
        }
    }
}

/// Replaces the one file that holds everything, and reads it back.
fn write_whole(delivery: &Delivery<'_>, whole: Whole) -> Result<Ended, Stop> {
    let place = &delivery.place;
    if read_whole(place, whole)? != *delivery.state {
        return Ok(Ended::Changed);
    }
    let path = local_path(place.root, place.settings);
    let bytes =
        (whole.pack)(delivery.plan.committed(), delivery.release).map_err(|finding| Stop { exit: REFUSED, finding })?;
    let shown = place.settings.path.as_str();
    atomic_file::write(&path, &bytes).map_err(|error| {
        let Message { ja, en } = io_cause(&error);
        let message = msgf!(ja: "「{shown}」に書き込めませんでした（{ja}）", en: "`{shown}` cannot be written ({en})");
        Stop::new(
            INTERRUPTED,
            Diagnostic::error("publish-interrupted", message).help(msg!(
            ja: "ディスクの空きと許可を確かめて、もう一度実行してください。前のファイルは残っています",
            en: "see that the disk has room and may be written to, then run it again; the file before is still \
                there")),
        )
    })?;
    let is_same = fs::read(&path).is_ok_and(|held| held == bytes);
    if is_same { Ok(Ended::Done) } else { Err(unlike(shown)) }
}

/// Reads every file back that was sent.
fn read_back(store: &mut dyn Store, plan: &Plan) -> Result<(), Stop> {
    for path in plan.sent() {
        let wanted = &plan.committed().files[path].h;
        match store.read(path) {
            Read::Found(bytes) if sha256(&bytes) == *wanted => {}
            Read::Unknown(fault) => return Err(Stop::interrupted(path, &fault)),
            _ => return Err(unlike(path)),
        }
    }
    Ok(())
}

/// What lies there is not what was sent.
fn unlike(path: &str) -> Stop {
    let finding = Diagnostic::error(
        "publish-unlike",
        msgf!(
            ja: "公開先の「{path}」が、送ったものと違います",
            en: "`{path}` at the target is not what was sent"),
    );
    Stop::new(
        UNVERIFIED,
        finding.help(msg!(
            ja: "ほかの人や道具が書きかえていないかを確かめて、もう一度実行してください",
            en: "ask whether somebody or some tool changes files there, then run it again")),
    )
}

/// Somebody publishes from this computer.
pub fn busy_here() -> Stop {
    let message = msg!(
        ja: "このパソコンの別の画面で、いま公開しています",
        en: "another window of this computer is publishing");
    Stop::new(
        LOCKED,
        Diagnostic::error("publish-locked", message).help(msg!(
            ja: "終わってからもう一度お試しください",
            en: "try again when it has finished")),
    )
}
