//! The speed of the privacy gate: `cargo bench --bench privacy -- GUIDE` scans every Markdown file of a guide, with the
//! prefilter and without, and prints megabytes a second on one core.
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::disallowed_methods, reason = "it reads its guide itself")]

use std::{path::Path, time::Instant};

use shirube::{
    input::source_tree::SourceTree,
    privacy::{Gate, Lists, Place, review},
    text::date::Date,
};

fn main() {
    let Some(folder) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) else {
        println!("usage: cargo bench --bench privacy -- GUIDE");
        return;
    };
    let tree = SourceTree::scan(Path::new(&folder), &SourceTree::default());
    let texts: Vec<String> = tree
        .files
        .iter()
        .filter(|(path, _)| path.as_str().ends_with(".md"))
        .map(|(_, source)| String::from_utf8_lossy(&source.bytes).into_owned())
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let now = Date::new(2026, 11, 1).expect("the calendar has it");
    let gate = Gate::new(&Lists::default());
    gate.scan_all(&texts.concat().chars().take(20_000).collect::<String>());
    let measure = |name: &str, share: usize, scan: &dyn Fn(&str) -> usize| {
        let start = Instant::now();
        let part: Vec<_> = texts.iter().step_by(share).collect();
        let found: usize = part.iter().map(|text| scan(text)).sum();
        let size = part.iter().map(|text| text.len()).sum::<usize>() as f64 / 1e6;
        println!("{name}: {size:.1} MB, {found} found, {:.1} MB/s", size / start.elapsed().as_secs_f64());
    };
    println!("{} files, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    measure("with the prefilter", 1, &|text| review(text, Place::Words, &gate, now).open.len());
    measure("all rules on every block", (bytes / 8_000_000).max(1), &|text| gate.scan_all(text).len());
}
