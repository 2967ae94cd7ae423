//! What every place that files are put into one by one must do, whatever lies behind it. For tests.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    base::secret::sha256,
    publish::{
        manifest::{JOURNAL, MANIFEST, Manifest, OWN},
        model_site::{FOREIGN, Site, new, old, withdrawn},
        plan::{Plan, Situation, plan},
        run::{Claim, Ended, Run, State, read_state, run},
        stop::{LOCKED, Stop},
        store::{Locked, Read, Store},
    },
    report::progress::Progress,
    text::date::Date,
};

/// The plan of the tests for a place that stands like this.
pub(super) fn plan_for(state: &State, site: &Site) -> Plan {
    let withdrawn = withdrawn();
    let today = Date::parse("2026-11-01").unwrap();
    let (old, unsure) = (state.manifest.as_ref(), &state.unsure);
    plan(Situation { old, new: &site.manifest, unsure, withdrawn: &withdrawn, today })
}

/// Publishes as the command does: look, plan, carry out. Each run knows the nonce of the one before that died.
pub(super) fn publish_to(
    stores: &mut [Box<dyn Store>],
    site: &Site,
    nonce: &str,
    dead: Option<&str>,
) -> Result<Ended, Stop> {
    let state = read_state(stores[0].as_mut())?;
    let plan = plan_for(&state, site);
    let claim = Claim { nonce: nonce.to_owned(), ..Claim::default() };
    let dead: Vec<String> = dead.iter().map(|nonce| (*nonce).to_owned()).collect();
    let carried = Run {
        contents: site,
        claim: &claim,
        dead: &dead,
        verify: &|_, _| Ok(()),
        answers: &|| Ok(()),
        progress: &Progress::default(),
    };
    run(stores, &state, &plan, &carried)
}

fn put(store: &mut dyn Store, path: &str, bytes: &[u8]) {
    store.put_temp(path, bytes).unwrap();
    assert_eq!(store.size_of_temp(path), Ok(bytes.len() as u64));
    store.replace(path).unwrap();
}

/// One place, asked for everything that a [`Store`] does.
pub(super) fn check_store(store: &mut dyn Store) {
    assert_eq!(store.read("a/b.html"), Read::Absent);
    assert_eq!(store.exists("a/b.html"), Ok(false));
    let found = store.probe().unwrap();
    assert!(found.is_atomic && found.has_case, "{found:?}");
    for text in ["one", "two", ""] {
        put(store, "a/b.html", text.as_bytes());
        assert_eq!(store.read("a/b.html"), Read::Found(text.as_bytes().to_vec()));
    }
    assert_eq!((store.exists("a/b.html"), store.exists("a/b")), (Ok(true), Ok(false)));
    assert_eq!([store.read("a/c.html"), store.read("c/d/e.html")], [Read::Absent, Read::Absent]);
    // Names that begin with a dot, files of nothing, and large ones.
    let large: Vec<u8> = (0..1_100_000_u32).map(|at| at.to_le_bytes()[0] ^ at.to_le_bytes()[1]).collect();
    for (path, bytes) in [(".nojekyll", &[][..]), (".htaccess", b"x"), ("x-1_y.bin", &large)] {
        assert_eq!(store.read(path), Read::Absent, "{path}");
        put(store, path, bytes);
        assert!(store.read(path) == Read::Found(bytes.to_vec()), "{path}");
    }
    assert_eq!(store.lock(b"me"), Ok(Locked::Taken));
    let held = |locked| matches!(locked, Ok(Locked::Held(held, age)) if held == b"me" && age.as_secs() < 60);
    assert!(held(store.lock(b"you")) && held(store.lock(b"me")), "the lock is ours");
    store.unlock().unwrap();
    store.unlock().unwrap();
    assert_eq!(store.lock(b"you"), Ok(Locked::Taken));
    store.unlock().unwrap();
    store.put_temp("a/b.html", b"left").unwrap();
    for path in ["a/b.html", "a/b.html", ".nojekyll", ".htaccess", "x-1_y.bin"] {
        store.delete(path).unwrap();
    }
    assert_eq!((store.exists("a"), store.list()), (Ok(false), Ok(vec![])));
}

/// What a place holds beside our own record.
pub(super) fn held(store: &mut dyn Store) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for path in store.list().unwrap().into_iter().filter(|path| !path.starts_with(OWN)) {
        let Read::Found(bytes) = store.read(&path) else { panic!("{path} is listed") };
        all.insert(path, bytes);
    }
    all
}

/// What a place must hold when a run has ended well.
pub(super) fn check_published(store: &mut dyn Store, site: &Site) {
    let Read::Found(bytes) = store.read(MANIFEST) else { panic!("there is a manifest") };
    let manifest = Manifest::parse(&bytes).unwrap();
    assert_eq!(manifest.tree, site.manifest.tree);
    let mut rest = held(store);
    assert_eq!(rest.remove(FOREIGN).as_deref(), Some(&b"theirs"[..]));
    for (path, bytes) in &site.files {
        assert_eq!(rest.remove(path).as_ref(), Some(bytes), "{path}");
    }
    for (path, kept) in &manifest.keep {
        assert_eq!(rest.remove(path).map(sha256).as_ref(), Some(&kept.h), "{path} is kept");
    }
    assert!(rest.is_empty(), "{:?} was left", rest.keys());
    let own: BTreeSet<String> = store.list().unwrap().into_iter().filter(|path| path.starts_with(OWN)).collect();
    let known = |path: &String| path == MANIFEST || path.starts_with("_pub/releases/");
    assert!(own.iter().all(known), "{own:?}");
    assert_eq!(store.read(JOURNAL), Read::Absent);
}

/// A first publication, one that changes everything, and one that somebody's lock keeps out.
pub(super) fn check_publications(stores: &mut [Box<dyn Store>]) {
    put(stores[0].as_mut(), FOREIGN, b"theirs");
    assert_eq!(publish_to(stores, old(), "one", None), Ok(Ended::Done));
    check_published(stores[0].as_mut(), old());
    assert_eq!(publish_to(stores, new(), "two", None), Ok(Ended::Done));
    check_published(stores[0].as_mut(), new());
    let claim = serde_json::to_vec(&Claim { nonce: "other".to_owned(), ..Claim::default() }).unwrap();
    assert_eq!(stores[0].lock(&claim), Ok(Locked::Taken));
    assert_eq!(publish_to(stores, old(), "three", None).map_err(|stop| stop.exit), Err(LOCKED));
    check_held_by_other(stores[0].as_mut(), &claim);
    assert_eq!(publish_to(stores, new(), "four", Some("other")), Ok(Ended::Done));
    check_published(stores[0].as_mut(), new());
}

fn check_held_by_other(store: &mut dyn Store, claim: &[u8]) {
    let Ok(Locked::Held(held, _)) = store.lock(b"{}") else { panic!("the lock is theirs") };
    assert_eq!(held, claim);
}
