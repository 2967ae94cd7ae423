//! Damages files and has every reader read them: `cargo run --release --example fuzz_attachments -- SECONDS [KIND…]`.
//!
//! SECONDS are for each kind of file. Told are how many were read, the longest time of one and the most memory of all
//! so far; a panic, a file that takes more than ten seconds, and far more memory than there may be end the run with an
//! error, and the file is kept in the folder for temporary files.
//!
//! What is damaged is the corpus of `tests/fixtures/attachments`; the parts of zips are damaged each by itself and
//! packed again, for a damaged zip is refused by its sums before anything in it is read.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it tells what it found")]
#![allow(clippy::disallowed_methods, reason = "it reads its files itself")]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
    time::{Duration, Instant},
};

use shirube::attachment;

/// Seconds of the processor that a file may take.
const LONGEST: f64 = 10.0;
/// KB of memory that reading may take: what is unpacked has a limit of its own.
const MOST_MEMORY: usize = 700 << 10;

static PANICS: AtomicUsize = AtomicUsize::new(0);

/// The most memory that this process had, in KB; `None` where no system tells.
fn most_memory() -> Option<usize> {
    let text = fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().find_map(|part| part.parse().ok())
}

/// Seconds of the processor that this process has taken; nothing where no system tells.
fn processor() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// A run of numbers that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }
}

/// The files of the corpus by kind: the readers that see them are theirs.
fn corpus() -> BTreeMap<&'static str, Vec<(String, Vec<u8>)>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut kinds: BTreeMap<&str, Vec<(String, Vec<u8>)>> = BTreeMap::new();
    for folder in ["attachments/hidden", "attachments/clean", "pictures"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(root.join(folder)).expect("a folder").filter_map(|file| Some(file.ok()?.path())).collect();
        files.sort();
        for path in files.into_iter().filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let kind = match name.rsplit('.').next().unwrap_or_default() {
                "pdf" => "pdf",
                "docx" | "docm" => "word",
                "xlsx" | "xlsm" => "excel",
                "pptx" => "powerpoint",
                "odt" | "ods" | "odp" | "fodt" | "fods" => "opendocument",
                "zip" | "kmz" => "zip",
                "doc" | "xls" | "ppt" | "msg" | "jtd" => "old",
                "tar" | "gz" => "tape",
                "rtf" => "rtf",
                "csv" | "tsv" => "cells",
                "json" | "geojson" | "jsonl" => "json",
                "vcf" | "ics" => "lines",
                "eml" | "mbox" | "mht" => "mail",
                "xml" | "kml" | "gpx" | "svg" => "markup",
                "jpg" | "jpeg" | "png" | "gif" | "webp" => "picture",
                _ => "text",
            };
            kinds.entry(kind).or_default().push((name, fs::read(&path).expect("a file")));
        }
    }
    kinds
}

/// A few bytes changed, a part cut out, written twice or taken from another file.
fn damaged(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=numbers.next(3) {
        let from = numbers.next(bytes.len());
        match numbers.next(6) {
            0 if numbers.next(4) == 0 => bytes.truncate(from),
            1 => _ = bytes.drain(from..(from + numbers.next(64)).min(bytes.len())),
            2 => {
                let part = bytes[from..(from + numbers.next(400)).min(bytes.len())].to_vec();
                let times = 1 + numbers.next(3) * numbers.next(40);
                bytes.splice(from..from, part.repeat(times));
            }
            3 => {
                let start = numbers.next(other.len());
                let part = &other[start..(start + numbers.next(200)).min(other.len())];
                bytes.splice(from..from, part.iter().copied());
            }
            4 => {
                // Numbers that are too large or too small, where numbers stand.
                let large = [&b"99999999999"[..], b"-1", b"0", b"4294967295", b"1e308"];
                if let Some(at) = bytes[from..].iter().position(u8::is_ascii_digit) {
                    let number = large[numbers.next(large.len())].iter().copied();
                    bytes.splice(from + at..=from + at, number);
                }
            }
            _ => {
                for _ in 0..=numbers.next(8) {
                    let at = numbers.next(bytes.len());
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = u8::try_from(numbers.next(256)).unwrap_or(0);
                    }
                }
            }
        }
    }
    bytes
}

/// A zip of which one part is damaged; `None` if it is none.
fn damaged_part(bytes: &[u8], other: &[u8], numbers: &mut Numbers) -> Option<Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let chosen = numbers.next(zip.len());
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for number in 0..zip.len() {
        let mut part = zip.by_index(number).ok()?;
        let mut data = Vec::new();
        part.read_to_end(&mut data).ok()?;
        if number == chosen {
            data = damaged(&data, other, numbers);
        }
        out.start_file(part.name().ok()?.into_owned(), stored).ok()?;
        out.write_all(&data).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// Reads damaged files of a kind; returns whether all went well.
fn fuzz(kind: &str, files: &[(String, Vec<u8>)], seconds: u64) -> bool {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15 ^ seconds.wrapping_mul(0x1000_0001) ^ kind.len() as u64);
    let (begun, end) = (Instant::now(), Duration::from_secs(seconds));
    let (mut count, mut longest, mut well) = (0u64, 0.0f64, true);
    while begun.elapsed() < end {
        let (name, bytes) = &files[numbers.next(files.len())];
        let other = &files[numbers.next(files.len())].1;
        let whole = numbers.next(4) == 0;
        let part = if whole { None } else { damaged_part(bytes, other, &mut numbers) };
        let bytes = part.unwrap_or_else(|| damaged(bytes, other, &mut numbers));
        let panics = PANICS.load(Relaxed);
        let started = processor();
        drop(attachment::read(name, &bytes));
        let took = processor() - started;
        count += 1;
        longest = longest.max(took);
        if PANICS.load(Relaxed) > panics || took > LONGEST {
            let path = std::env::temp_dir().join(format!("fuzz-{kind}-{count}-{name}"));
            let kept = fs::write(&path, &bytes).is_ok();
            println!("{kind}: {} (kept: {kept}), {took} s", path.display());
            well = false;
        }
    }
    let most = most_memory().unwrap_or(0);
    well &= most < MOST_MEMORY;
    println!("{kind}: {seconds} s, {count} files, longest {longest:.2} s, most memory {} MB", most >> 10);
    well
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let seconds = arguments.next().and_then(|seconds| seconds.parse().ok()).unwrap_or(10);
    let kinds: Vec<String> = arguments.collect();
    std::panic::set_hook(Box::new(|info| {
        PANICS.fetch_add(1, Relaxed);
        eprintln!("{info}");
    }));
    let mut well = true;
    for (kind, files) in corpus().iter().filter(|(kind, _)| kinds.is_empty() || kinds.iter().any(|it| it == *kind)) {
        well &= fuzz(kind, files, seconds);
    }
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
