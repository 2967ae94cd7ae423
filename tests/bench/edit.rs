//! The edit of one page among many: `cargo bench --bench edit -- GUIDE` edits pages of a guide in memory, asserts that each
//! edit renders one page, and prints the medians of load, resolve, render and check.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::{path::Path, process::ExitCode, time::Duration};

use shirube::{
    base::path::SourcePath,
    input::source_tree::SourceTree,
    pipeline::{self, Snapshot},
    site::Options,
    text::date::Date,
};

const EDITS: usize = 21;

fn main() -> ExitCode {
    let Some(guide) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("usage: cargo bench --bench edit -- GUIDE");
        return ExitCode::SUCCESS;
    };
    let options = Options {
        now: Date::new(2026, 11, 1).expect("the calendar has it"),
        drafts: false,
        unapproved: false,
        key: None,
    };
    let mut tree = SourceTree::scan(Path::new(&guide), &SourceTree::default());
    let mut snapshot = pipeline::build(&Snapshot::default(), &tree, options);
    let pages: Vec<SourcePath> = tree
        .files
        .keys()
        .filter(|path| path.as_str().ends_with(".md") && !path.as_str().ends_with("_index.md"))
        .cloned()
        .collect();
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); snapshot.timings.len()];
    for number in 0..EDITS {
        let path = &pages[number * pages.len() / EDITS];
        let text = String::from_utf8_lossy(&tree.files[path].bytes).into_owned() + "\n追記しました。\n";
        tree.insert(path.as_str(), text);
        snapshot = pipeline::build(&snapshot, &tree, options);
        assert_eq!(snapshot.rendered.len(), 1, "an edit of {path} rendered {:?}", snapshot.rendered.keys());
        for (stage, (_, time)) in snapshot.timings.iter().enumerate() {
            times[stage].push(*time);
        }
    }
    let mut total = Duration::ZERO;
    print!("edit of 1 page of {}:", pages.len());
    for (stage, times) in snapshot.timings.iter().zip(&mut times) {
        times.sort();
        let median = times[times.len() / 2];
        total += median;
        print!("  {} {:.1} ms", stage.0.name(), median.as_secs_f64() * 1000.0);
    }
    println!("  together {:.1} ms, 1 page rendered", total.as_secs_f64() * 1000.0);
    ExitCode::SUCCESS
}
