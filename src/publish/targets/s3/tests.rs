//! The bucket of the tests, failing at every request, refusing and forgetting.

use std::time::Duration;

use rayon::prelude::*;

use crate::publish::{
    contract::{check_publications, check_published, check_store, publish_to},
    credentials::Secret,
    http::agent,
    manifest::MANIFEST,
    model_site::{FOREIGN, new, old},
    reconnect::Reconnecting,
    run::Ended,
    stop::{INTERRUPTED, UNREADABLE},
    store::{FaultKind, Read, Store},
    targets::s3::{
        connector,
        fake::Fake,
        sign::Keys,
        store::{Bucket, S3},
    },
};

fn bucket(fake: &Fake) -> Bucket {
    Bucket {
        endpoint: format!("http://127.0.0.1:{}", fake.port),
        name: "guide".to_owned(),
        prefix: "ijuu/".to_owned(),
        keys: Keys { region: "r".to_owned(), access: "access".to_owned(), secret: Secret::new("never-shown") },
    }
}

fn stores(fake: &Fake, number: usize) -> Vec<Box<dyn Store>> {
    let connect = connector(bucket(fake));
    let one = || Box::new(Reconnecting::new(connect.clone(), Duration::ZERO)) as Box<dyn Store>;
    (0..number).map(|_| one()).collect()
}

#[test]
fn a_bucket_does_what_every_place_does() {
    for no_conditions in [false, true] {
        let fake = Fake::start();
        fake.with(|world| (world.no_conditions, world.page) = (no_conditions, 3));
        check_store(&mut S3::new(bucket(&fake), agent(0)));
        assert!(fake.with(|world| world.files.is_empty()));
        check_publications(&mut stores(&fake, 4));
    }
}

#[test]
fn a_request_that_fails_before_or_after_it_is_done_is_asked_again() {
    let fake = Fake::start();
    fake.with(|world| world.files.insert(format!("ijuu/{FOREIGN}"), b"theirs".to_vec()));
    let mut all = stores(&fake, 1);
    publish_to(&mut all, old(), "one", None).unwrap();
    let (start, before) = fake.with(|world| (world.files.clone(), world.requests));
    publish_to(&mut all, new(), "two", None).unwrap();
    let count = fake.with(|world| world.requests) - before;
    assert!(count > 40, "{count}");
    (1..=count).into_par_iter().for_each(|at| {
        for after in [false, true] {
            let fake = Fake::start();
            fake.with(|world| (world.files, world.fails) = (start.clone(), Some((at, after))));
            let mut stores = stores(&fake, 1);
            assert_eq!(publish_to(&mut stores, new(), "two", None), Ok(Ended::Done), "{at} {after}");
            check_published(stores[0].as_mut(), new());
        }
    });
}

#[test]
fn only_a_key_that_is_not_there_is_a_missing_file() {
    let fake = Fake::start();
    let mut store = S3::new(bucket(&fake), agent(0));
    assert_eq!(store.read(MANIFEST), Read::Absent);
    for (status, word, kind) in [
        (404, "NoSuchBucket", FaultKind::Denied),
        (404, "", FaultKind::Denied),
        (403, "AccessDenied", FaultKind::Denied),
        (403, "RequestTimeTooSkewed", FaultKind::Denied),
        (301, "PermanentRedirect", FaultKind::Denied),
        (500, "InternalError", FaultKind::Passing),
        (503, "SlowDown", FaultKind::Passing),
    ] {
        fake.with(|world| world.refuses = Some((status, word)));
        assert!(matches!(store.read(MANIFEST), Read::Unknown(fault) if fault.kind == kind), "{status} {word}");
        let before = fake.with(|world| world.files.clone());
        let stop = publish_to(&mut stores(&fake, 1), old(), "one", None).unwrap_err();
        assert!(stop.exit == UNREADABLE && fake.with(|world| world.files == before), "{status} {word}");
        assert!(!format!("{stop:?}").contains("never-shown"));
    }
}

#[test]
fn each_file_has_the_headers_of_its_policy() {
    let fake = Fake::start();
    publish_to(&mut stores(&fake, 2), old(), "one", None).unwrap();
    let header = |path: &str, name: &str| {
        let held = fake.with(|world| world.headers[&format!("ijuu/{path}")].clone());
        held.into_iter().find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
    };
    assert_eq!(header("a.html", "content-type"), "text/html; charset=utf-8");
    assert!(header("a.html", "cache-control").contains("stale-while-revalidate"));
    assert_eq!(header(MANIFEST, "cache-control"), "no-store");
    assert_eq!(header("doc.pdf", "content-type"), "application/pdf");
}

#[test]
fn a_bucket_that_keeps_less_stops_the_run() {
    let fake = Fake::start();
    fake.with(|world| world.files.insert(format!("ijuu/{FOREIGN}"), b"theirs".to_vec()));
    let mut stores = stores(&fake, 2);
    publish_to(&mut stores, old(), "one", None).unwrap();
    let before = fake.with(|world| world.files.clone());
    fake.with(|world| world.keeps = Some(7));
    let stop = publish_to(&mut stores, new(), "two", None).unwrap_err();
    assert_eq!(stop.exit, INTERRUPTED);
    let is_page = |path: &&String| path.ends_with(".html") && !path.ends_with("/c.html");
    let files = fake.with(|world| world.files.clone());
    assert!(before.iter().filter(|(path, _)| is_page(path)).all(|(path, bytes)| files.get(path) == Some(bytes)));
    fake.with(|world| world.keeps = None);
    assert_eq!(publish_to(&mut stores, new(), "three", Some("two")), Ok(Ended::Done));
    check_published(stores[0].as_mut(), new());
}
