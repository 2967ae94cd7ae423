//! The server of the tests, cut at every command, refusing, filtering and pretending.

use std::{path::Path, sync::Arc, time::Duration};

use crate::{
    base::os::fs,
    publish::{
        contract::{check_publications, check_published, check_store, publish_to},
        credentials::Secret,
        manifest::MANIFEST,
        model_site::{FOREIGN, new, old},
        reconnect::{Connect, Reconnecting},
        run::Ended,
        stop::{INTERRUPTED, LOCKED, UNREADABLE},
        store::{Fault, FaultKind, Locked, Read, Store},
        targets::ftps::{fake::Fake, server::Server, store::Ftp},
    },
};

fn server(fake: &Fake, password: &str, allow_nonatomic: bool) -> Server {
    Server {
        host: "127.0.0.1".to_owned(),
        port: fake.port,
        folder: "www/ijuu/".to_owned(),
        user: "iju".to_owned(),
        password: Secret::new(password),
        allow_nonatomic,
    }
}

fn connection(fake: &Fake) -> Result<Ftp, Fault> {
    Ftp::connect(&server(fake, "right", false), None)
}

/// So many connections that are opened again when they are lost.
fn connections(fake: &Fake, number: usize) -> Vec<Box<dyn Store>> {
    let server = server(fake, "right", false);
    let connect: Connect = Arc::new(move || Ok(Box::new(Ftp::connect(&server, None)?) as Box<dyn Store>));
    let one = || Box::new(Reconnecting::new(connect.clone(), Duration::ZERO)) as Box<dyn Store>;
    (0..number).map(|_| one()).collect()
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let file = root.join("www/ijuu").join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_server_does_what_every_place_does() {
    for no_mlsd in [false, true] {
        let root = tempfile::tempdir().unwrap();
        let fake = Fake::start(root.path());
        fake.with(|faults| faults.no_mlsd = no_mlsd);
        check_store(&mut connection(&fake).unwrap());
        check_publications(&mut connections(&fake, 2));
    }
}

#[test]
fn a_connection_that_is_cut_at_any_command_is_opened_again() {
    let count = {
        let root = tempfile::tempdir().unwrap();
        let fake = Fake::start(root.path());
        write(root.path(), FOREIGN, b"theirs");
        let mut stores = connections(&fake, 1);
        publish_to(&mut stores, old(), "one", None).unwrap();
        let before = fake.with(|faults| faults.commands);
        publish_to(&mut stores, new(), "two", None).unwrap();
        fake.with(|faults| faults.commands) - before
    };
    assert!(count > 100, "{count}");
    let cuts: Vec<(usize, bool)> = (1..=count).step_by(3).map(|at| (at, at.is_multiple_of(2))).collect();
    rayon::iter::ParallelIterator::for_each(rayon::iter::IntoParallelIterator::into_par_iter(cuts), |cut| {
        let root = tempfile::tempdir().unwrap();
        let fake = Fake::start(root.path());
        write(root.path(), FOREIGN, b"theirs");
        let mut stores = connections(&fake, 1);
        publish_to(&mut stores, old(), "one", None).unwrap();
        fake.with(|faults| faults.cut = Some((faults.commands + cut.0, cut.1)));
        assert_eq!(publish_to(&mut stores, new(), "two", None), Ok(Ended::Done), "{cut:?}");
        assert!(fake.with(|faults| faults.logins) > 1, "{cut:?}");
        check_published(stores[0].as_mut(), new());
    });
}

#[test]
fn whoever_is_refused_logs_in_once() {
    let root = tempfile::tempdir().unwrap();
    let fake = Fake::start(root.path());
    let server = server(&fake, "wrong", false);
    let connect: Connect = Arc::new(move || Ok(Box::new(Ftp::connect(&server, None)?) as Box<dyn Store>));
    let mut stores = Reconnecting::connections(2, &connect);
    let stop = publish_to(&mut stores, old(), "one", None).unwrap_err();
    assert_eq!((stop.exit, fake.with(|faults| faults.logins)), (UNREADABLE, 1));
    assert!(stop.finding.message.ja.contains("ログイン") && !format!("{stop:?}").contains("wrong"));
    assert!(stores[0].exists("a").is_err() && fake.with(|faults| faults.logins) == 1);
}

#[test]
fn what_cannot_be_seen_is_not_taken_for_missing() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), "index.html", b"old");
    let fake = Fake::start(root.path());
    let unknown = |read| matches!(read, Read::Unknown(fault) if fault.kind == FaultKind::Denied);
    assert_eq!(connection(&fake).unwrap().read(MANIFEST), Read::Absent);
    fake.with(|faults| faults.lists_nothing = true);
    assert!(unknown(connection(&fake).unwrap().read(MANIFEST)), "a folder that seems to be empty");
    fake.with(|faults| faults.filtered = true);
    assert!(unknown(connection(&fake).unwrap().read(MANIFEST)), "a filter for addresses");
    let stop = publish_to(&mut connections(&fake, 1), old(), "one", None).unwrap_err();
    assert_eq!(stop.exit, UNREADABLE);
    assert!(stop.finding.message.ja.contains("国外IPアドレスフィルタ"), "{}", stop.finding.message.ja);
    assert_eq!(fs::read_dir(root.path().join("www/ijuu")).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_server_that_cannot_replace_is_told_and_serves_those_who_allow_it() {
    let root = tempfile::tempdir().unwrap();
    let fake = Fake::start(root.path());
    fake.with(|faults| faults.no_overwrite = true);
    let mut store = connection(&fake).unwrap();
    assert!(!store.probe().unwrap().is_atomic);
    assert_eq!(store.list().unwrap_or_default(), Vec::<String>::new(), "the probe leaves nothing");
    for (allow_nonatomic, is_fine) in [(false, false), (true, true)] {
        write(root.path(), "a.html", b"old");
        let mut store = Ftp::connect(&server(&fake, "right", allow_nonatomic), None).unwrap();
        store.put_temp("a.html", b"new").unwrap();
        assert_eq!(store.replace("a.html").is_ok(), is_fine);
        let held = fs::read(root.path().join("www/ijuu/a.html")).unwrap();
        assert_eq!(held, if is_fine { b"new" } else { b"old" });
    }
}

#[test]
fn a_server_that_stores_less_stops_the_run() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), FOREIGN, b"theirs");
    let fake = Fake::start(root.path());
    let mut stores = connections(&fake, 2);
    publish_to(&mut stores, old(), "one", None).unwrap();
    fake.with(|faults| faults.stores = Some(700));
    let stop = publish_to(&mut stores, new(), "two", None).unwrap_err();
    assert_eq!(stop.exit, INTERRUPTED);
    fake.with(|faults| faults.stores = None);
    assert_eq!(publish_to(&mut stores, new(), "three", Some("two")), Ok(Ended::Done));
    check_published(stores[0].as_mut(), new());
}

#[test]
fn a_lock_that_a_dying_run_left_empty_is_taken() {
    let root = tempfile::tempdir().unwrap();
    let fake = Fake::start(root.path());
    fs::create_dir_all(root.path().join("www/ijuu/_pub/lock")).unwrap();
    for no_overwrite in [false, true] {
        fake.with(|faults| faults.no_overwrite = no_overwrite);
        let mut store = connection(&fake).unwrap();
        assert_eq!(store.lock(b"me"), Ok(Locked::Taken));
        assert!(matches!(store.lock(b"you"), Ok(Locked::Held(held, _)) if held == b"me"));
        store.unlock().unwrap();
        fs::create_dir_all(root.path().join("www/ijuu/_pub/lock")).unwrap();
    }
    write(root.path(), "_pub/lock/claim", b"torn");
    assert_eq!(publish_to(&mut connections(&fake, 1), old(), "one", None).map_err(|stop| stop.exit), Err(LOCKED));
}
