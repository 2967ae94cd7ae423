//! The sample salon is what its script writes: nobody has changed an export by hand, or the story without running the
//! script.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a test may panic, and says why it has nothing to do")]

use std::{fs, path::Path, process::Command};

use crate::support::room::tree;

const FIXTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/salon");

#[test]
fn the_exports_are_what_the_script_writes() {
    let python = ["python3", "python"].into_iter().find(|name| {
        let version = Command::new(name).arg("--version").output();
        version
            .is_ok_and(|output| output.status.success() && String::from_utf8_lossy(&output.stdout).contains("Python 3"))
    });
    let Some(python) = python else {
        println!("skipped: there is no Python 3 here");
        return;
    };
    let room = tempfile::tempdir().unwrap();
    let source =
        |name: &str| !name.starts_with("export") && !name.starts_with("canaries") && !name.contains("__pycache__");
    let files = tree(Path::new(FIXTURE));
    for (name, bytes) in files.iter().filter(|(name, _)| source(name)) {
        let to = room.path().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, bytes).unwrap();
    }
    let run = Command::new(python).arg("-B").arg(room.path().join("make.py")).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let made = tree(room.path());
    let names = |files: &[(String, Vec<u8>)]| {
        files.iter().map(|(name, _)| name.clone()).filter(|name| !name.contains("__pycache__")).collect::<Vec<_>>()
    };
    assert_eq!(names(&made), names(&files));
    assert!(made.len() > 100);
    for ((name, made), (_, kept)) in made.iter().zip(files.iter().filter(|(name, _)| !name.contains("__pycache__"))) {
        assert!(made == kept, "{name} is not what make.py writes");
    }
}
