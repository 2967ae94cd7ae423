//! The edit of one page among many: `cargo bench --bench edit -- GUIDE` edits texts and titles of a guide in memory,
//! and prints for each the medians of load, resolve, render and check, the CPU time of the process, and how many
//! outputs were made anew.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::disallowed_methods, reason = "it reads its guide itself")]

use std::{
    fs,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

use shirube::{
    base::path::SourcePath,
    input::source_tree::SourceTree,
    pipeline::{self, Snapshot},
    site::options::Options,
    text::date::Date,
};

const EDITS: usize = 21;

/// An edit of a page's file.
type Edit = fn(String) -> String;

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
    let (start, cpu) = (Instant::now(), cpu());
    let mut snapshot = pipeline::build(&Snapshot::default(), &tree, options);
    print!("clean build: {:.0} ms, {:.0} ms of CPU", ms(start.elapsed()), ms(self::cpu().saturating_sub(cpu)));
    println!(", {} outputs, {} MB in memory", snapshot.outputs.len(), resident());
    let edits: [(&str, Edit); 3] = [
        ("text", |text| text + "\n追記しました。\n"),
        ("summary", |text| text.replacen("\n---\n", "\n---\n\nはじめに書き足しました。\n", 1)),
        ("title", |text| text.replacen("title: ", "title: 改めた", 1)),
    ];
    for (name, edit) in edits {
        snapshot = measure(name, edit, snapshot, &mut tree, options);
    }
    println!("after all edits: {} MB in memory", resident());
    ExitCode::SUCCESS
}

/// Edits pages here and there, one after the other, and prints the medians.
fn measure(name: &str, edit: Edit, mut snapshot: Snapshot, tree: &mut SourceTree, options: Options) -> Snapshot {
    let is_page = |path: &&SourcePath| path.as_str().ends_with(".md") && !path.as_str().ends_with("_index.md");
    let pages: Vec<SourcePath> = tree.files.keys().filter(is_page).cloned().collect();
    let (mut times, mut whole): (Vec<Vec<Duration>>, Vec<Duration>) =
        (vec![Vec::new(); snapshot.timings.len()], Vec::new());
    let (mut spent, mut rendered) = (Duration::ZERO, Vec::new());
    for number in 0..EDITS {
        let path = &pages[number * pages.len() / EDITS];
        let text = edit(String::from_utf8_lossy(&tree.files[path].bytes).into_owned());
        tree.insert(path.as_str(), text);
        let (start, before) = (Instant::now(), cpu());
        snapshot = pipeline::build(&snapshot, tree, options);
        whole.push(start.elapsed());
        spent += cpu().saturating_sub(before);
        // Beside the page, what it changes in the index of the search: the shards of its words, and their list.
        let redrawn = snapshot.rendered.keys().filter(|path| path.as_str().ends_with(".html")).count();
        assert!(name != "text" || redrawn == 1, "an edit of {path} rendered {:?}", snapshot.rendered.keys());
        rendered.push(snapshot.rendered.len());
        for (stage, (_, time)) in snapshot.timings.iter().enumerate() {
            times[stage].push(*time);
        }
    }
    print!("{name} of 1 page of {}:", pages.len());
    for (stage, times) in snapshot.timings.iter().zip(&mut times) {
        print!("  {} {:.1}", stage.0.name(), ms(median(times)));
    }
    rendered.sort_unstable();
    print!("  build {:.1} ms (least {:.1})", ms(median(&mut whole)), ms(whole[0]));
    println!("  CPU {:.1} ms  {} outputs rendered", ms(spent) / EDITS as f64, rendered[EDITS / 2]);
    snapshot
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// What the process has used of the processors, in ticks of 10 ms; nothing where the system does not tell.
fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// Megabytes in memory; nothing where the system does not tell.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or_default() / 1000
}
