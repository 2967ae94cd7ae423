//! Publishes: keeps what is needed to go back, carries the plan out, sees that it arrived, and writes down what
//! happened.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use crate::{
    base::secret::sha256,
    msg,
    publish::{
        credentials::Credentials,
        manifest::Manifest,
        plan::Plan,
        prepare::Place,
        profiles::{find_profile, server_of},
        record::{Pending, Record, SalonPage},
        release::Release,
        run::{Claim, Ended, Run, State, read_state, run, words_of},
        stop::{CONFIGURATION, LOCKED, Stop},
        store::{Read, Store},
        targets::{Bundle, Door},
        verify::{answers, verify_over_http},
        verify_host::check_host,
    },
    report::{diagnostic::Diagnostic, message::Message, progress::Progress},
};

/// How many trees are remembered that a run has set out to publish.
const ATTEMPTS: usize = 10;

/// A place that is open.
pub enum Opened {
    /// Files one by one.
    Files(Vec<Box<dyn Store>>),
    /// All at once.
    Whole(Box<dyn Bundle>),
}

/// Opens a place, with what opens it.
pub fn open_place(place: &Place<'_>, credentials: &dyn Credentials) -> Result<Opened, Box<Diagnostic>> {
    match place.kind.door {
        Door::Files(open) => open(place.root, place.settings, credentials).map(Opened::Files),
        Door::Whole(open) => Ok(Opened::Whole(open(place.root, place.settings))),
    }
}

impl Opened {
    /// How the place stands.
    pub fn read_state(&mut self) -> Result<State, Stop> {
        match self {
            Self::Files(stores) => read_state(stores[0].as_mut()),
            Self::Whole(bundle) => read_whole(bundle.as_mut()),
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

/// How a place stands whose site is replaced at once. What is somebody else's is never taken for nothing.
fn read_whole(bundle: &mut dyn Bundle) -> Result<State, Stop> {
    let read = bundle.read();
    let unreadable = |words: &Message| Stop::unreadable(bundle.name(), words);
    match read {
        Read::Absent => Ok(State::default()),
        Read::Found(bytes) => match Manifest::parse(&bytes) {
            Ok(manifest) => Ok(State { manifest: Some(manifest), ..State::default() }),
            Err(why) => Err(unreadable(&words_of(why))),
        },
        Read::Unknown(fault) => Err(unreadable(&fault.message)),
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
        let mut told = verify_over_http(self.place.url, plan, minutes)?;
        told.extend(check_host(self.place.url, plan, server_of(self.place.settings)));
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
    // A run that is ended may have shown them: what is withdrawn of them before the next run is a withdrawal too.
    for (path, page) in &delivery.salon {
        record.memory.pages.entry(path.clone()).or_insert_with(|| page.clone());
    }
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
        Opened::Whole(bundle) => write_whole(delivery, bundle.as_mut())?,
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

/// Replaces everything at once, unless it has changed since it was looked at.
fn write_whole(delivery: &Delivery<'_>, bundle: &mut dyn Bundle) -> Result<Ended, Stop> {
    if read_whole(bundle)? != *delivery.state {
        return Ok(Ended::Changed);
    }
    bundle.replace(delivery.plan.committed(), delivery.release).map(|()| Ended::Done)
}

/// Reads every file back that was sent.
fn read_back(store: &mut dyn Store, plan: &Plan) -> Result<(), Stop> {
    for path in plan.sent() {
        let wanted = &plan.committed().files[path].h;
        match store.read(path) {
            Read::Found(bytes) if sha256(&bytes) == *wanted => {}
            Read::Unknown(fault) => return Err(Stop::interrupted(path, &fault)),
            _ => return Err(Stop::unlike(path)),
        }
    }
    Ok(())
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
