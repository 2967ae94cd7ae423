//! Every moment at which a run may end, on the place in memory: the promises hold at each, and running again ends
//! with exactly the new site.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex},
    time::Duration,
};

use rayon::prelude::*;

use crate::{
    base::secret::sha256,
    publish::{
        contract::{plan_for, publish_to},
        manifest::{JOURNAL, Journal, MANIFEST, Manifest},
        model::{Crash, Model},
        model_site::{FOREIGN, Site, check, check_end, new, old, other},
        plan::{Situation, plan},
        run::{Claim, Ended, State, read_state},
        stop::{INTERRUPTED, LOCKED, Stop, UNREADABLE},
    },
    text::date::Date,
};

/// Publishes as the command does: look, plan, carry out. Each run knows the nonce of the one before that died.
fn publish(model: &Model, site: &Site, nonce: &str, dead: Option<&str>) -> Result<Ended, Stop> {
    publish_to(&mut [Box::new(model.clone())], site, nonce, dead)
}

/// The place after the first publication of `old`, with a file of somebody else.
fn published() -> BTreeMap<String, Vec<u8>> {
    let model = Model::of(BTreeMap::from([(FOREIGN.to_owned(), b"theirs".to_vec())]));
    assert_eq!(publish(&model, old(), "first", None), Ok(Ended::Done));
    model.with(|world| world.files.clone())
}

/// The number of operations of a whole run from these files.
fn operations(files: &BTreeMap<String, Vec<u8>>, site: &Site, dead: Option<&str>) -> usize {
    let model = Model::of(files.clone());
    publish(&model, site, "count", dead).unwrap();
    model.with(|world| world.operations)
}

const ENDS: [Crash; 2] = [Crash::After, Crash::Torn];

/// A run that ends at this operation; the place afterwards, alive again.
fn crashed(model: &Model, site: &Site, nonce: &str, dead: Option<&str>, at: (usize, Crash)) {
    model.with(|world| {
        world.operations = 0;
        world.crash = Some(at);
    });
    let ended = publish(model, site, nonce, dead);
    assert!(ended.is_err() || !model.with(|world| world.is_dead), "{at:?}: {ended:?}");
    model.with(|world| {
        world.crash = None;
        world.is_dead = false;
        world.operations = 0;
    });
}

#[test]
fn a_run_that_is_not_ended_keeps_every_promise_after_every_operation() {
    let (start, new) = (published(), new());
    let mut model = Model::of(start);
    let world = model.world.clone();
    let seen = Arc::new(Mutex::new(0));
    let count = seen.clone();
    model.watcher = Some(Arc::new(move |number| {
        let files = world.lock().unwrap().files.clone();
        check(&files, &[new], &format!("before operation {number}"));
        *count.lock().unwrap() += 1;
    }));
    assert_eq!(publish(&model, new, "run", None), Ok(Ended::Done));
    check_end(&model, new, "at the end");
    assert!(*seen.lock().unwrap() > 45);
    // Again: there is nothing to do.
    let state = read_state(&mut model.clone()).unwrap();
    assert!(plan_for(&state, new).is_empty());
}

#[test]
fn a_run_that_ends_anywhere_twice_is_finished_by_the_third() {
    let (start, new) = (published(), new());
    let first = operations(&start, new, None);
    let points: Vec<(usize, Crash)> = (0..first).flat_map(|at| ENDS.map(|how| (at, how))).collect();
    let tried: usize = points
        .par_iter()
        .map(|at| {
            let model = Model::of(start.clone());
            crashed(&model, new, "one", None, *at);
            let left = model.with(|world| (world.files.clone(), world.lock.clone()));
            check(&left.0, &[new], &format!("ended at {at:?}"));
            let again = |files: &BTreeMap<String, Vec<u8>>| {
                let model = Model::of(files.clone());
                model.with(|world| world.lock.clone_from(&left.1));
                model
            };
            let resumed = again(&left.0);
            assert_eq!(publish(&resumed, new, "two", Some("one")), Ok(Ended::Done), "after {at:?}");
            check_end(&resumed, new, &format!("resumed after {at:?}"));
            let second = resumed.with(|world| world.operations);
            for then in (0..second).flat_map(|at| ENDS.map(|how| (at, how))) {
                let moment = format!("ended at {at:?}, then at {then:?}");
                let model = again(&left.0);
                crashed(&model, new, "two", Some("one"), then);
                check(&model.with(|world| world.files.clone()), &[new], &moment);
                // The lock is that of the second run, or still that of the first.
                let held = model.with(|world| world.lock.clone()).unwrap_or_default();
                let held: Claim = serde_json::from_slice(&held).unwrap_or_default();
                assert_eq!(publish(&model, new, "three", Some(&held.nonce)), Ok(Ended::Done), "{moment}");
                check_end(&model, new, &moment);
            }
            second * ENDS.len()
        })
        .sum();
    assert!(points.len() > 100 && tried > 10_000, "{} points, {tried} pairs", points.len());
}

#[test]
fn what_an_editor_publishes_after_an_ended_run_is_what_is_there() {
    let (start, new, other) = (published(), new(), other());
    for at in (0..operations(&start, new, None)).flat_map(|at| ENDS.map(|how| (at, how))) {
        let mut model = Model::of(start.clone());
        crashed(&model, new, "one", None, at);
        let world = model.world.clone();
        model.watcher = Some(Arc::new(move |number| {
            let files = world.lock().unwrap().files.clone();
            check(&files, &[new, other], &format!("after {at:?}, operation {number}"));
        }));
        assert_eq!(publish(&model, other, "two", Some("one")), Ok(Ended::Done), "{at:?}");
        check_end(&model, other, &format!("another site after {at:?}"));
    }
}

#[test]
fn a_first_publication_that_ends_anywhere_touches_nothing_of_others() {
    let empty = BTreeMap::from([(FOREIGN.to_owned(), b"theirs".to_vec())]);
    let old = old();
    for at in (0..operations(&empty, old, None)).flat_map(|at| ENDS.map(|how| (at, how))) {
        let model = Model::of(empty.clone());
        crashed(&model, old, "one", None, at);
        assert_eq!(model.with(|world| world.files[FOREIGN].clone()), b"theirs");
        assert_eq!(publish(&model, old, "two", Some("one")), Ok(Ended::Done), "{at:?}");
        check_end(&model, old, &format!("first, ended at {at:?}"));
    }
}

#[test]
fn a_withdrawn_page_is_gone_from_the_first_phase_on() {
    let (start, new) = (published(), new());
    let total = operations(&start, new, None);
    let mut is_gone = false;
    for at in 0..total {
        let model = Model::of(start.clone());
        crashed(&model, new, "one", None, (at, Crash::After));
        let (page, sent) = model.with(|world| {
            let is_new = |path: &str| world.files.get(path) == new.files.get(path);
            let sent = ["assets/2.css", "e.html", "a.html", "index.html"].into_iter().any(is_new);
            (world.files.get("c.html").cloned(), sent)
        });
        let shows = page.is_some_and(|page| String::from_utf8_lossy(&page).contains("CANARY"));
        assert!(!shows || (!is_gone && !sent), "operation {at}: the page is seen while others are sent");
        is_gone |= !shows;
    }
    assert!(is_gone);
}

#[test]
fn two_publishers_never_mix() {
    let (start, new, other) = (published(), new(), other());
    for at in 0..operations(&start, new, None) {
        let mut model = Model::of(start.clone());
        let second = model.clone();
        let ended = Arc::new(Mutex::new(None));
        let told = ended.clone();
        model.watcher = Some(Arc::new(move |number| {
            if number == at && told.lock().unwrap().is_none() {
                let writes = second.with(|world| world.writes);
                let result = publish(&second, other, "second", None);
                let wrote = second.with(|world| world.writes) - writes;
                *told.lock().unwrap() = Some((result, wrote));
            }
        }));
        let first = publish(&model, new, "first", None);
        model.watcher = None;
        let Some((second, wrote)) = ended.lock().unwrap().clone() else { continue };
        let end = match (first, second) {
            // The second came while the first held the lock.
            (Ok(Ended::Done), Err(stop)) => {
                assert_eq!((stop.exit, wrote), (LOCKED, 0), "{at}");
                new
            }
            // It came before the first took the lock, which has to plan again; or before it had looked at anything.
            (Ok(Ended::Changed), Ok(Ended::Done)) => other,
            (Ok(Ended::Done), Ok(Ended::Done)) if at == 0 => new,
            ends => panic!("{at}: {ends:?}"),
        };
        check_end(&model, end, &format!("two publishers, {at}"));
    }
}

#[test]
fn a_run_that_was_taken_for_dead_loses_and_the_next_puts_everything_right() {
    let (start, new, other) = (published(), new(), other());
    let mut lost = 0;
    for at in 2..operations(&start, new, None) {
        let mut model = Model::of(start.clone());
        let second = model.clone();
        let done = Arc::new(Mutex::new(false));
        model.watcher = Some(Arc::new(move |number| {
            if number == at && !std::mem::replace(&mut *done.lock().unwrap(), true) {
                second.with(|world| world.lock_age = Duration::from_secs(3600));
                publish(&second, other, "second", None).map(drop).unwrap_or_else(|stop| panic!("{at}: {stop:?}"));
                second.with(|world| world.lock_age = Duration::ZERO);
            }
        }));
        let first = publish(&model, new, "first", None);
        model.watcher = None;
        lost += usize::from(first.is_err_and(|stop| stop.exit == LOCKED));
        let files = model.with(|world| world.files.clone());
        let manifest = Manifest::parse(&files[MANIFEST]).unwrap();
        let journal = files.get(JOURNAL).map(|bytes| Journal::parse(bytes).unwrap());
        for (path, entry) in &manifest.files {
            let is_open = journal.as_ref().is_some_and(|journal| journal.touch.contains(path));
            assert!(is_open || files.get(path).map(sha256).as_ref() == Some(&entry.h), "{at}: {path}");
        }
        assert_eq!(publish(&model, other, "third", None), Ok(Ended::Done), "{at}");
        check_end(&model, other, &format!("overtaken at {at}"));
    }
    assert!(lost > 20, "{lost}");
}

#[test]
fn what_cannot_be_read_is_never_taken_for_nothing() {
    let start = published();
    let text = String::from_utf8(start[MANIFEST].clone()).unwrap();
    let faults: [&dyn Fn(&Model); 4] = [
        &|model| model.with(|world| world.unreadable.push(MANIFEST.to_owned())),
        &|model| model.with(|world| world.unreadable.push(JOURNAL.to_owned())),
        &|model| model.with(|world| world.files.get_mut(MANIFEST).unwrap().truncate(50)),
        &|model| {
            let changed = text.replacen("\"s\":", "\"s\":9", 1).into_bytes();
            model.with(|world| world.files.insert(MANIFEST.to_owned(), changed));
        },
    ];
    for (number, fault) in faults.iter().enumerate() {
        let model = Model::of(start.clone());
        fault(&model);
        let stop = publish(&model, new(), "one", None).unwrap_err();
        assert_eq!((stop.exit, model.with(|world| world.writes)), (UNREADABLE, 0), "{number}");
    }
}

#[test]
fn a_manifest_that_ceases_to_be_readable_is_told_as_it_is() {
    let (start, mut interrupted) = (published(), 0);
    for at in 0..operations(&start, new(), None) {
        let mut model = Model::of(start.clone());
        let world = model.world.clone();
        model.watcher = Some(Arc::new(move |number| {
            if number == at {
                world.lock().unwrap().unreadable.push(MANIFEST.to_owned());
            }
        }));
        let Err(stop) = publish(&model, new(), "one", None) else { continue };
        let is_untouched = model.with(|world| world.files == start);
        assert_eq!(stop.exit, if is_untouched { UNREADABLE } else { INTERRUPTED }, "{at}");
        interrupted += usize::from(!is_untouched);
    }
    assert!(interrupted > 20, "{interrupted}");
}

#[test]
fn a_place_that_stores_less_than_it_was_given_stops_the_run_at_the_first_file() {
    let start = published();
    let model = Model::of(start.clone());
    model.with(|world| world.cut = Some(5));
    let stop = publish(&model, new(), "one", None).unwrap_err();
    assert_eq!(stop.exit, INTERRUPTED);
    let files = model.with(|world| world.files.clone());
    assert!(start.iter().all(|(path, bytes)| files.get(path) == Some(bytes)), "the old site is whole");
    model.with(|world| world.cut = None);
    assert_eq!(publish(&model, new(), "two", None), Ok(Ended::Done));
    check_end(&model, new(), "with room again");
}

#[test]
fn assets_stay_for_a_while_and_go_with_time_and_releases() {
    let mut state = State { manifest: Some(old().manifest.clone()), ..State::default() };
    let none = BTreeSet::new();
    let mut kept = Vec::new();
    for (day, number) in [("2026-11-01", 0), ("2026-11-02", 1), ("2026-11-20", 2), ("2026-12-15", 3), ("2026-12-20", 4)]
    {
        let mut all = new().files.clone();
        all.insert("b.html".to_owned(), format!("b {number}\nasset assets/2.css\n").into_bytes());
        all.remove("assets/1.css");
        let manifest = Site::new(all).manifest;
        let today = Date::parse(day).unwrap();
        let situation =
            Situation { old: state.manifest.as_ref(), new: &manifest, unsure: &none, withdrawn: &none, today };
        let plan = plan(situation);
        kept.push((
            plan.committed().keep.contains_key("assets/1.css"),
            plan.expired.contains(&"assets/1.css".to_owned()),
        ));
        state.manifest = plan.manifest;
    }
    assert_eq!(kept, [(true, false), (true, false), (true, false), (true, false), (false, true)]);
}
