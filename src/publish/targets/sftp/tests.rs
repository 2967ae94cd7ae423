//! The server of the tests, ending at every request, full, and pretending.

use std::{path::Path, sync::Arc, time::Duration};

use rayon::prelude::*;

use crate::{
    base::os::fs,
    publish::{
        contract::{check_publications, check_published, check_store, publish_to},
        model_site::{FOREIGN, new, old},
        reconnect::{Connect, Reconnecting},
        run::Ended,
        stop::INTERRUPTED,
        store::{FaultKind, Read, Store},
        targets::sftp::{fake::Fake, store::Sftp},
    },
};

const FOLDER: &str = "www/ijuu/";

fn connection(fake: &Fake, allow_nonatomic: bool) -> Sftp {
    Sftp::start(fake.link(), FOLDER, allow_nonatomic).unwrap()
}

fn connections(fake: &Fake, number: usize) -> Vec<Box<dyn Store>> {
    let fake = fake.clone();
    let connect: Connect = Arc::new(move || Ok(Box::new(Sftp::start(fake.link(), FOLDER, false)?) as Box<dyn Store>));
    let one = || Box::new(Reconnecting::new(connect.clone(), Duration::ZERO)) as Box<dyn Store>;
    (0..number).map(|_| one()).collect()
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let file = root.join(FOLDER).join(path);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, bytes).unwrap();
}

#[test]
fn a_server_does_what_every_place_does() {
    for gives in [None, Some(1000)] {
        let root = tempfile::tempdir().unwrap();
        let fake = Fake::new(root.path());
        fake.with(|faults| faults.gives = gives);
        write(root.path(), "_pub/x", b"");
        fs::remove_file(root.path().join(FOLDER).join("_pub/x")).unwrap();
        check_store(&mut connection(&fake, false));
        assert_eq!(fake.with(|faults| faults.longest), 32 * 1024);
        check_publications(&mut connections(&fake, 2));
    }
}

#[test]
fn a_connection_that_ends_at_any_request_is_opened_again() {
    let prepare = || {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), FOREIGN, b"theirs");
        let fake = Fake::new(root.path());
        let mut stores = connections(&fake, 1);
        publish_to(&mut stores, old(), "one", None).unwrap();
        (root, fake, stores)
    };
    let (_root, fake, mut stores) = prepare();
    let before = fake.with(|faults| faults.requests);
    publish_to(&mut stores, new(), "two", None).unwrap();
    let count = fake.with(|faults| faults.requests) - before;
    assert!(count > 100, "{count}");
    (1..=count).step_by(3).collect::<Vec<_>>().into_par_iter().for_each(|at| {
        let (_root, fake, mut stores) = prepare();
        fake.with(|faults| faults.cut = Some((faults.requests + at, at.is_multiple_of(2))));
        // The lock holds nothing yet where its making was cut: it ends by its age.
        let done = publish_to(&mut stores, new(), "two", None);
        if done != Ok(Ended::Done) {
            fs::remove_file(fake.root.join(FOLDER).join("_pub/lock")).unwrap();
            assert_eq!(publish_to(&mut stores, new(), "three", Some("two")), Ok(Ended::Done), "{at}: {done:?}");
        }
        check_published(stores[0].as_mut(), new());
    });
}

#[test]
fn a_full_disk_stops_the_run_and_the_old_site_is_whole() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), FOREIGN, b"theirs");
    let fake = Fake::new(root.path());
    let mut stores = connections(&fake, 1);
    publish_to(&mut stores, old(), "one", None).unwrap();
    // Room for the lock and the journal, and little more.
    fake.with(|faults| faults.room = Some(700));
    let stop = publish_to(&mut stores, new(), "two", None).unwrap_err();
    assert_eq!(stop.exit, INTERRUPTED);
    for (path, bytes) in old().files.iter().filter(|(path, _)| *path != "c.html") {
        assert_eq!(stores[0].read(path), Read::Found(bytes.clone()), "{path}");
    }
    fake.with(|faults| faults.room = None);
    assert_eq!(publish_to(&mut stores, new(), "three", Some("two")), Ok(Ended::Done));
    check_published(stores[0].as_mut(), new());
}

#[test]
fn a_server_that_cannot_replace_is_told_and_serves_those_who_allow_it() {
    let root = tempfile::tempdir().unwrap();
    let fake = Fake::new(root.path());
    fake.with(|faults| faults.no_posix_rename = true);
    for (allow_nonatomic, wanted) in [(false, Err(FaultKind::Denied)), (true, Ok(()))] {
        write(root.path(), "a.html", b"old");
        let mut store = connection(&fake, allow_nonatomic);
        assert!(!store.probe().unwrap().is_atomic);
        store.put_temp("a.html", b"new").unwrap();
        assert_eq!(store.replace("a.html").map_err(|fault| fault.kind), wanted);
        let held = fs::read(root.path().join(FOLDER).join("a.html")).unwrap();
        assert_eq!(held, if allow_nonatomic { b"new" } else { b"old" });
    }
}
