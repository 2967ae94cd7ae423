//! How long reading many files takes, and how much memory: `cargo bench --bench attachments`.
//!
//! 200 files of together 100 MB, of the kinds that towns publish, made from the corpus: documents with long texts and
//! pictures, tables, PDFs of many pages. Told in one run: the processor's time of the first reading, that of looking
//! them all up again by their content, and the most memory that a large file of each kind takes beside its size.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(clippy::disallowed_methods, reason = "it reads its files itself")]

use std::{
    collections::BTreeMap,
    fs,
    io::{Cursor, Read, Write},
    path::PathBuf,
    time::Instant,
};

use shirube::{attachment, base::hash::Fingerprint};

/// Files, and bytes of all of them.
const FILES: usize = 200;
const BYTES: usize = 100 << 20;
/// Bytes of a large file.
const LARGE: usize = 25 << 20;

/// A value of this process, in KB: `VmRSS` is what it has, `VmHWM` the most that it had.
fn memory(key: &str) -> usize {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    line.split_whitespace().find_map(|part| part.parse().ok()).unwrap_or(0)
}

/// Has the system forget the most that this process had.
fn forget_most() {
    let forgotten = fs::write("/proc/self/clear_refs", "5");
    assert!(forgotten.is_ok(), "memory is measured on Linux alone");
}

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/attachments").join(name);
    fs::read(path).expect("a file of the corpus")
}

/// Bytes that cannot be packed, as those of photos.
fn noise(length: usize, seed: usize) -> Vec<u8> {
    let mut state = (seed as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..length.div_ceil(8)).flat_map(|_| next()).take(length).collect()
}

/// A document with more text and a large picture.
fn grown(document: &[u8], part: &str, body: &str, paragraph: &str, (count, picture): (usize, Vec<u8>)) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(document)).expect("a zip");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let packed = zip::write::SimpleFileOptions::default();
    for number in 0..zip.len() {
        let mut entry = zip.by_index(number).expect("an entry");
        let mut data = Vec::new();
        entry.read_to_end(&mut data).expect("its bytes");
        if entry.name().is_ok_and(|name| name == part) {
            let text = String::from_utf8(data).expect("text");
            data = text.replacen(body, &format!("{}{body}", paragraph.repeat(count)), 1).into_bytes();
        }
        out.start_file(entry.name().expect("a name").into_owned(), packed).expect("an entry");
        out.write_all(&data).expect("its bytes");
    }
    let folder = part.split('/').next().unwrap_or_default();
    out.start_file(format!("{folder}/media/photo.jpeg"), packed).expect("an entry");
    out.write_all(&[&b"\xff\xd8\xff\xda\0\x02"[..], &picture, b"\xff\xd9"].concat()).expect("its bytes");
    out.finish().expect("a zip").into_inner()
}

/// A PDF of many pages, each with the same drawing and a photo beside them.
fn pages(count: usize, picture: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    let mut object = |out: &mut Vec<u8>, body: &[u8]| {
        places.push(out.len());
        let number = places.len();
        out.extend(format!("{number} 0 obj\n").into_bytes());
        out.extend(body);
        out.extend(b"\nendobj\n");
        number
    };
    let kids: Vec<String> = (0..count).map(|page| format!("{} 0 R", 5 + page * 2)).collect();
    object(&mut out, b"<</Type/Catalog/Pages 2 0 R>>");
    object(&mut out, format!("<</Type/Pages/Count {count}/Kids[{}]>>", kids.join(" ")).as_bytes());
    object(&mut out, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
    let head = format!("<</Subtype/Image/Filter/DCTDecode/Length {}>> stream\n", picture.len());
    object(&mut out, &[head.as_bytes(), picture, b"\nendstream"].concat());
    for page in 0..count {
        let contents = 6 + page * 2;
        object(
            &mut out,
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {contents} 0 R\
                 /Resources<</Font<</F 3 0 R>>/XObject<</P 4 0 R>>>>>>"
            )
            .as_bytes(),
        );
        let line = |number: usize| {
            format!("1 0 0 1 72 {} Tm (The town guide, page {page}, line {number}) Tj\n", 800 - number * 12)
        };
        let drawing = format!("BT /F 10 Tf {} ET", (0..60).map(line).collect::<String>());
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(drawing.as_bytes(), 6);
        let head = format!("<</Filter/FlateDecode/Length {}>> stream\n", packed.len());
        object(&mut out, &[head.as_bytes(), &packed, b"\nendstream"].concat());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).into_bytes());
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").into_bytes()));
    out.extend(format!("trailer <</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n", places.len() + 1).into_bytes());
    out
}

/// Files of one size, each kind in turn.
fn files(count: usize, size: usize) -> Vec<(String, Vec<u8>)> {
    let word = fixture("clean/word-form.docx");
    let excel = fixture("clean/excel-1.xlsx");
    let paragraph = "<w:p><w:r><w:t>移住の相談は、役場の窓口でも、電話でも受け付けています。</w:t></w:r></w:p>";
    let row = "<row><c t=\"inlineStr\"><is><t>空き家の見学会</t></is></c><c><v>120</v></c><c><v>2026</v></c></row>";
    let line = "大人,500,窓口でお支払いください\n";
    let one = |number: usize| {
        let photo = noise(size - size / 25, number);
        match number % 4 {
            0 => ("a.docx", grown(&word, "word/document.xml", "</w:body>", paragraph, (size / 350, photo))),
            1 => ("a.xlsx", grown(&excel, "xl/worksheets/sheet1.xml", "</sheetData>", row, (size / 130, photo))),
            2 => ("a.pdf", pages(size / 8700, &photo)),
            _ => ("a.csv", format!("区分,料金,備考\n{}", line.repeat(size / line.len())).into_bytes()),
        }
    };
    (0..count).map(one).map(|(name, bytes)| (name.to_owned(), bytes)).collect()
}

/// Seconds of the processor that this process has taken.
fn processor() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// How long the first reading takes, and how long it takes to find all again by their contents.
fn measure_time() {
    let files = files(FILES, BYTES / FILES);
    let total: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} files, {} MB", files.len(), total >> 20);
    let mut known = BTreeMap::new();
    let (begun, processor_begun) = (Instant::now(), processor());
    for (name, bytes) in &files {
        let contents = attachment::read(name, bytes);
        assert!(!contents.texts.is_empty(), "{name} was read");
        known.insert(Fingerprint::of(bytes), contents);
    }
    println!("first: {:.2?}, {:.2} s of the processor (one thread)", begun.elapsed(), processor() - processor_begun);
    let (begun, processor_begun) = (Instant::now(), processor());
    assert!(files.iter().all(|(_, bytes)| known.contains_key(&Fingerprint::of(bytes))));
    println!("again: {:.2?}, {:.2} s of the processor", begun.elapsed(), processor() - processor_begun);
}

/// How much memory a large file of each kind takes beside itself.
fn measure_memory() {
    for (name, bytes) in files(4, LARGE) {
        forget_most();
        let before = memory("VmRSS:");
        let contents = attachment::read(&name, &bytes);
        let used = (memory("VmHWM:").saturating_sub(before) << 10) as f64 / bytes.len() as f64;
        drop(contents);
        println!("{name} of {} MB: {used:.1} times the file in memory beside it", bytes.len() >> 20);
    }
}

fn main() {
    measure_memory();
    measure_time();
}
