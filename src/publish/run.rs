//! Carries a plan out on a place, phase by phase, so that whoever looks always finds the old site or the new one, and
//! so that a run that is ended anywhere is finished by running it again.
//!
//! Must never write anything before the lock is held and the journal says what may be touched; never remove anything
//! before its replacement is served.

use std::{borrow::Cow, collections::BTreeSet, time::Duration};

use serde::{Deserialize, Serialize};

use crate::{
    msg, msgf,
    publish::{
        manifest::{JOURNAL, Journal, MANIFEST, Manifest, Unreadable},
        plan::{Plan, release_path},
        send::{Send, not_had, put, send_all},
        stop::{INTERRUPTED, LOCKED, Stop},
        store::{Fault, FaultKind, Locked, Policies, Read, Store},
        stub::stub,
    },
    report::{
        diagnostic::Diagnostic,
        message::Message,
        progress::{Progress, Stage},
    },
};

/// After how long a lock is taken to be that of a run that has died, by the place's own clock.
pub const STALE: Duration = Duration::from_secs(15 * 60);

/// How a place stood when the plan was made.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct State {
    /// What it says that it holds.
    pub manifest: Option<Manifest>,
    /// What an unfinished run may have touched.
    pub unsure: BTreeSet<String>,
    /// Whether there was one.
    pub has_journal: bool,
    /// What somebody has found to be damaged.
    pub damaged: BTreeSet<String>,
}

/// What the lock says.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Claim {
    /// Whose run it is: unique.
    pub nonce: String,
    /// From where, in words: `移住交流課のパソコン`.
    pub host: String,
    /// When it began, in words.
    pub since: String,
}

/// Bytes of the new site.
pub trait Contents: Sync {
    /// The bytes of a path; an error in words where they cannot be had.
    fn bytes(&self, path: &str) -> Result<Cow<'_, [u8]>, Message>;
}

/// What a run is carried out with.
pub struct Run<'a> {
    /// The bytes of the new site.
    pub contents: &'a dyn Contents,
    /// Who we are.
    pub claim: &'a Claim,
    /// The nonces of runs from here that have not ended by themselves and live no more.
    pub dead: &'a [String],
    /// Looks at the place when everything is sent.
    pub verify: &'a (dyn Fn(&mut dyn Store, &Plan) -> Result<(), Stop> + Sync),
    /// Looks whether the site still answers, after each file that tells the host how to behave.
    pub answers: &'a (dyn Fn() -> Result<(), Stop> + Sync),
    /// Who is told how far it is.
    pub progress: &'a Progress,
}

/// How a run ended by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// The place holds the new site.
    Done,
    /// The place changed while the plan was made: plan again.
    Changed,
}

/// Reads how the place stands. What cannot be read stops everything: an unknown manifest is no empty one.
pub fn read_state(store: &mut dyn Store) -> Result<State, Stop> {
    let unreadable = |path| move |fault: Fault| Stop::unreadable(path, &fault.message);
    let manifest = read_parsed(store, MANIFEST, Manifest::parse).map_err(unreadable(MANIFEST))?;
    let journal = read_parsed(store, JOURNAL, Journal::parse).map_err(unreadable(JOURNAL))?;
    let has_journal = journal.is_some();
    let unsure = journal.map_or_else(BTreeSet::new, |journal| journal.touch.into_iter().collect());
    Ok(State { manifest, unsure, has_journal, damaged: BTreeSet::new() })
}

fn read_parsed<T>(
    store: &mut dyn Store,
    path: &str,
    parse: fn(&[u8]) -> Result<T, Unreadable>,
) -> Result<Option<T>, Fault> {
    let damaged = |why| Fault { kind: FaultKind::Passing, message: words_of(why) };
    match store.read(path) {
        Read::Absent => Ok(None),
        Read::Found(bytes) => parse(&bytes).map(Some).map_err(damaged),
        Read::Unknown(fault) => Err(fault),
    }
}

/// What is wrong with a file of ours, in words.
pub(super) fn words_of(fault: Unreadable) -> Message {
    match fault {
        Unreadable::Broken => msg!(ja: "途中で切れているか、形が違います", en: "it is cut or has another form"),
        Unreadable::Newer => {
            msg!(ja: "新しい版の shirube が書いたものです", en: "a newer version of shirube wrote it")
        }
        Unreadable::Digest => {
            msg!(ja: "書き換えられているか、壊れています", en: "it was changed by hand or is damaged")
        }
    }
}

/// Carries the plan out. The lock is given back in every end but a lost place.
pub fn run(stores: &mut [Box<dyn Store>], state: &State, plan: &Plan, run: &Run<'_>) -> Result<Ended, Stop> {
    let store = stores[0].as_mut();
    take_lock(store, run)?;
    let ended = match read_state(store) {
        Ok(now) if now.manifest == state.manifest && now.unsure == state.unsure => {
            Phases { plan, run }.all(stores, state).map(|()| Ended::Done)
        }
        Ok(_) => Ok(Ended::Changed),
        Err(stop) => Err(stop),
    };
    // After a fault the place may be gone; the lock then ends by its age.
    match (give_lock_back(stores[0].as_mut(), run), &ended) {
        (Err(fault), Ok(_)) => Err(Stop::interrupted("_pub/lock", &fault)),
        _ => ended,
    }
}

/// Takes the lock, also over a run of our own that has died, and over anybody's that is stale.
fn take_lock(store: &mut dyn Store, run: &Run<'_>) -> Result<(), Stop> {
    let claim = serde_json::to_vec(run.claim).expect("plain texts always serialise");
    let fault = |fault: Fault| Stop::unreadable("_pub/lock", &fault.message);
    for _ in 0..2 {
        let (held, age) = match store.lock(&claim).map_err(fault)? {
            Locked::Taken => return Ok(()),
            Locked::Held(held, age) => (serde_json::from_slice::<Claim>(&held).unwrap_or_default(), age),
        };
        if held.nonce == run.claim.nonce {
            // It was taken, and only the answer was lost.
            return Ok(());
        }
        let is_ours = run.dead.contains(&held.nonce);
        if !is_ours && age < STALE {
            return Err(locked(&held, age));
        }
        store.unlock().map_err(fault)?;
    }
    Err(locked(&Claim::default(), Duration::ZERO))
}

/// Gives the lock back, unless somebody has taken it over meanwhile.
fn give_lock_back(store: &mut dyn Store, run: &Run<'_>) -> Result<(), Fault> {
    let claim = serde_json::to_vec(run.claim).expect("plain texts always serialise");
    match store.lock(&claim)? {
        Locked::Held(held, _) if held != claim => Ok(()),
        _ => store.unlock(),
    }
}

/// Somebody else is publishing.
fn locked(held: &Claim, age: Duration) -> Stop {
    let minutes = age.as_secs() / 60;
    let Claim { host, since, .. } = held;
    let (since, host) = (or_unknown(since), or_unknown(host));
    let finding = Diagnostic::error(
        "publish-locked",
        msgf!(
            ja: "いま別の人が公開中です（開始 {since}、{host}、{minutes}分前）。終わってからもう一度お試しください。",
            en: "somebody else is publishing now (since {since}, {host}, {minutes} minutes ago); try again when \
                they have finished"),
    );
    Stop::new(
        LOCKED,
        finding.help(msg!(
        ja: "だれも公開していないときは、`shirube publish unlock` で確かめて外せます",
        en: "if nobody is, `shirube publish unlock` shows the lock and takes it away")),
    )
}

fn or_unknown(text: &str) -> &str {
    if text.is_empty() { "?" } else { text }
}

/// The phases of one run.
struct Phases<'a> {
    plan: &'a Plan,
    run: &'a Run<'a>,
}

impl Phases<'_> {
    fn all(&self, stores: &mut [Box<dyn Store>], state: &State) -> Result<(), Stop> {
        let Plan { blocking, withdrawn, corrected, assets, new_pages, files, pages, index, control, .. } = self.plan;
        let touch: BTreeSet<String> = self.plan.touched().into_iter().chain(state.unsure.iter().cloned()).collect();
        let manifest = self.plan.committed();
        let policies = manifest.files.iter().map(|(path, entry)| (path.clone(), entry.p.clone()));
        let policies = Policies::new(policies.collect());
        stores.iter_mut().for_each(|store| store.describe(&policies));
        let journal = Journal::new(&manifest.id, &manifest.tree, touch.into_iter().collect());
        write_journal(stores[0].as_mut(), &journal)?;
        self.run.progress.begin(Stage::Send, self.plan.sent().count());
        self.delete(stores[0].as_mut(), blocking)?;
        self.put_stubs(stores, withdrawn)?;
        for phase in [corrected, assets, new_pages, files, pages] {
            self.send(stores, phase)?;
        }
        let (home, lists): (Vec<String>, Vec<String>) = index.iter().cloned().partition(|path| path == "index.html");
        self.send(stores, &lists)?;
        self.send(stores, &home)?;
        let store = stores[0].as_mut();
        control.iter().try_for_each(|path| self.send_control(store, path))?;
        (self.run.verify)(store, self.plan)?;
        if let Err(stop) = self.commit(store, state) {
            // Should somebody have taken over: what we have touched is sent again by whoever comes next.
            if stop.exit == LOCKED {
                write_journal(store, &journal)?;
            }
            return Err(stop);
        }
        let later: Vec<String> = self.plan.stubs.iter().filter(|path| !withdrawn.contains(path)).cloned().collect();
        self.put_stubs(stores, &later)?;
        let store = stores[0].as_mut();
        self.delete(store, &self.plan.removed)?;
        self.delete(store, &self.plan.expired)?;
        self.see_lock(store, journal)?;
        self.delete(store, &[JOURNAL.to_owned()])
    }

    fn send(&self, stores: &mut [Box<dyn Store>], paths: &[String]) -> Result<(), Stop> {
        let bytes = |path: &str| self.run.contents.bytes(path);
        send_all(stores, paths, &Send { bytes: &bytes, progress: Some(self.run.progress) })
    }

    fn put_stubs(&self, stores: &mut [Box<dyn Store>], paths: &[String]) -> Result<(), Stop> {
        let bytes = |path: &str| Ok(Cow::Owned(stub(path).into_bytes()));
        send_all(stores, paths, &Send { bytes: &bytes, progress: None })
    }

    /// Sends a file that tells the host how to behave; what it said before comes back if the site then fails.
    fn send_control(&self, store: &mut dyn Store, path: &str) -> Result<(), Stop> {
        let before = match store.read(path) {
            Read::Found(bytes) => Some(bytes),
            Read::Absent => None,
            Read::Unknown(fault) => return Err(Stop::interrupted(path, &fault)),
        };
        let bytes = self.run.contents.bytes(path).map_err(|words| not_had(path, &words))?;
        put(store, path, &bytes)?;
        self.run.progress.step();
        let Err(stop) = (self.run.answers)() else { return Ok(()) };
        match before {
            Some(before) => put(store, path, &before)?,
            None => self.delete(store, &[path.to_owned()])?,
        }
        Err(stop)
    }

    fn delete(&self, store: &mut dyn Store, paths: &[String]) -> Result<(), Stop> {
        paths.iter().try_for_each(|path| store.delete(path).map_err(|fault| Stop::interrupted(path, &fault)))
    }

    /// Sees that nobody has taken this run for dead. Should somebody have: nobody knows what the place holds, so that
    /// everything is sent again by whoever comes next.
    fn see_lock(&self, store: &mut dyn Store, journal: Journal) -> Result<(), Stop> {
        let claim = serde_json::to_vec(self.run.claim).expect("plain texts always serialise");
        match store.lock(&claim) {
            Ok(Locked::Held(held, _)) if held == claim => Ok(()),
            Ok(_) => {
                let all: BTreeSet<String> =
                    journal.touch.iter().chain(self.plan.committed().files.keys()).cloned().collect();
                write_journal(store, &Journal { touch: all.into_iter().collect(), ..journal })?;
                Err(overtaken())
            }
            Err(fault) => Err(Stop::interrupted("_pub/lock", &fault)),
        }
    }

    /// Makes the new site the one that the place says it holds, unless somebody has overtaken us.
    fn commit(&self, store: &mut dyn Store, state: &State) -> Result<(), Stop> {
        let manifest = self.plan.committed();
        let bytes = manifest.to_bytes();
        put(store, &release_path(&manifest.id), &bytes)?;
        let held = read_parsed(store, MANIFEST, Manifest::parse);
        if held.map_err(|fault| Stop::interrupted(MANIFEST, &fault))? != state.manifest {
            return Err(overtaken());
        }
        put(store, MANIFEST, &bytes)
    }
}

/// Says what may be touched, and sees that the place has understood.
fn write_journal(store: &mut dyn Store, journal: &Journal) -> Result<(), Stop> {
    put(store, JOURNAL, &journal.to_bytes())?;
    match store.read(JOURNAL) {
        Read::Found(bytes) if bytes == journal.to_bytes() => Ok(()),
        Read::Unknown(fault) => Err(Stop::interrupted(JOURNAL, &fault)),
        _ => Err(differs(JOURNAL)),
    }
}

/// Somebody else has published meanwhile.
fn overtaken() -> Stop {
    let finding = Diagnostic::error(
        "publish-overtaken",
        msg!(
            ja: "公開しているあいだに、別のところからも公開されました",
            en: "somebody else has published while this run was going on"),
    );
    Stop::new(
        LOCKED,
        finding.help(msg!(
            ja: "相手と確かめてから、もう一度実行してください。公開先は次の実行で整います",
            en: "talk to each other, then run it again; the next run puts everything right")),
    )
}

/// What was written reads differently.
fn differs(path: &str) -> Stop {
    let finding = Diagnostic::error(
        "publish-interrupted",
        msgf!(
            ja: "公開先に書いた「{path}」が、読み直すと違っていました",
            en: "`{path}` was written and reads differently"),
    );
    Stop::new(
        INTERRUPTED,
        finding.help(msg!(
            ja: "公開先の空きを確かめて、もう一度実行してください",
            en: "see that the target has room, then run it again")),
    )
}
