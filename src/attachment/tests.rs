//! Damaged files: whatever is cut off or changed, every reader comes to its end and says what it found.

use std::{fs, path::PathBuf};

use super::*;

/// A run of numbers that is the same everywhere.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attachments");
    let of = |folder: &str| fs::read_dir(root.join(folder)).unwrap().filter_map(Result::ok);
    let file = |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let mut files: Vec<_> = of("hidden").chain(of("clean")).map(file).collect();
    files.sort();
    files
}

/// A few bytes changed, a part cut out or written twice.
fn damaged(bytes: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match numbers.next(4) {
        0 => bytes.truncate(numbers.next(bytes.len())),
        1 => {
            let from = numbers.next(bytes.len());
            let to = (from + numbers.next(64)).min(bytes.len());
            bytes.drain(from..to);
        }
        2 => {
            let from = numbers.next(bytes.len());
            let to = (from + numbers.next(200)).min(bytes.len());
            let part = bytes[from..to].to_vec();
            bytes.splice(from..from, part);
        }
        _ => {
            for _ in 0..=numbers.next(8) {
                let at = numbers.next(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = u8::try_from(numbers.next(256)).unwrap();
                }
            }
        }
    }
    bytes
}

/// How many damaged copies of each file are read; `FUZZ_ROUNDS` asks for more.
fn rounds() -> usize {
    std::env::var("FUZZ_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(3)
}

#[test]
fn no_damage_stops_a_reader() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for (name, bytes) in fixtures() {
        for round in 0..rounds() {
            let bytes = damaged(&bytes, &mut numbers);
            let mut reading = Reading::new(read_into);
            // Without the guard: what would be caught there is a fault here.
            read_unguarded(&name, &bytes, &mut reading);
            let contents = reading.finish();
            let length: usize = contents.texts.iter().map(|text| text.text.len()).sum();
            assert!(length <= 6 << 20, "{name} {round}: {length}");
        }
    }
}

#[test]
fn a_file_is_known_by_its_content() {
    let kinds = |name: &str, bytes: &[u8]| read(name, bytes).faults.iter().map(|fault| fault.kind).collect::<Vec<_>>();
    assert_eq!(kinds("a.txt", b"%PDF-1.7 nothing"), [FaultKind::Damaged]);
    assert_eq!(kinds("a.pdf", b"PK\x03\x04 nothing"), [FaultKind::Damaged]);
    assert_eq!(kinds("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), [FaultKind::OldOffice]);
    assert_eq!(kinds("a.docx", b"plain words"), []);
    assert_eq!(kinds("a.txt", b""), []);
    assert_eq!(kinds("a", &[0xff, 0, 1, 2, 3, 0xfe, 0x80, 0x81]), [FaultKind::UnknownKind]);
}

#[test]
fn long_texts_are_read_as_far_as_the_limit_and_that_is_told() {
    let long = "あ".repeat(4 << 20);
    let contents = read("a.txt", long.as_bytes());
    assert_eq!(contents.faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::NotReadToEnd]);
    assert!(contents.texts[0].text.len() <= 6 << 20);
}
