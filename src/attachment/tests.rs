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

/// A zip of these files; those whose names begin with `!` have a password.
fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut zip, text.as_bytes()).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    for (head, flags, name) in [(&b"PK\x03\x04"[..], 6, 30), (b"PK\x01\x02", 8, 46)] {
        for at in memchr::memmem::find_iter(&bytes.clone(), head) {
            bytes[at + flags] |= u8::from(bytes[at + name] == b'!');
        }
    }
    bytes
}

/// Whether something of a file is read, or what of it is not is told.
#[test]
fn what_is_given_up_is_told() {
    const TYPES: (&str, &str) = ("[Content_Types].xml", "<Types/>");
    const BOOK: &str = "<workbook><sheet name=\"表\" id=\"a\"/></workbook>";
    const SHEET: &str = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row></sheetData>";
    const WORDS: &str = "<sheetData><row r=\"1\"><c r=\"A1\"><v>WORDS</v></c></row></sheetData>";
    const LINKS: &str = "<a><Relationship Id=\"a\" Target=\"worksheets/one.xml\"/></a>";
    let (book, links) = (("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", LINKS));
    let zip = |files: &[(&str, &str)]| zipped(&[&[TYPES], files].concat());
    let full = "あ".repeat(2 << 20);
    for (name, bytes, kind, words) in [
        ("a.docx", zip(&[("!word/document.xml", "<a/>")]), Some(FaultKind::EncryptedArchive), ""),
        ("a.docx", zip(&[("word/chunk.rtf", "{\\rtf1 WORDS}")]), None, "WORDS"),
        ("a.docx", zip(&[("word/chunk.mht", "WORDS")]), None, "WORDS"),
        ("a.docx", zip(&[("word/document.xml", "<p><r><t>a</t></r></p><p <<")]), Some(FaultKind::Damaged), ""),
        ("a.xlsb", zip(&[("xl/workbook.bin", "\u{1}\u{2}\u{3}")]), Some(FaultKind::UnknownKind), ""),
        ("a.xlsx", zip(&[book, links]), Some(FaultKind::Damaged), ""),
        ("a.xlsx", zip(&[book, links, ("xl/worksheets/one.xml", SHEET)]), Some(FaultKind::Damaged), ""),
        ("a.xlsx", zip(&[book, ("xl/worksheets/one.xml", WORDS)]), Some(FaultKind::Damaged), "WORDS"),
        ("a.xlsx", zip(&[("xl/worksheets/one.xml", WORDS)]), None, "WORDS"),
        (
            "a.xlsx",
            zip(&[book, links, ("xl/worksheets/one.xml", ""), ("xl/worksheets/two.xml", WORDS)]),
            Some(FaultKind::HiddenSheet),
            "WORDS",
        ),
        ("a.zip", zipped(&[("a.txt", &full), ("b.txt", "x")]), Some(FaultKind::NotReadToEnd), ""),
        ("a.kml", b"<kml><name>A & B</name><a <<b>WORDS</kml>".to_vec(), None, "WORDS"),
        ("a.kml", b"<kml><name>A & B</name><b>WORDS</b></kml>".to_vec(), None, "WORDS"),
        ("a.rtf", b"{\\rtf1\\uc0\\u38651 \\u35441 090}".to_vec(), None, "電話090"),
        ("a.rtf", b"{\\rtf1{\\object{\\*\\objdata 0105}}}".to_vec(), Some(FaultKind::EmbeddedObject), ""),
        ("a.vcf", b"BEGIN:VCARD\nNOTE:a\nWORDS\nEND:VCARD".to_vec(), None, "WORDS"),
        ("a.vcf", b"BEGIN:VCARD\nPHOTO;ENCODING=B:?\nEND:VCARD".to_vec(), Some(FaultKind::Damaged), ""),
    ] {
        check_told(name, &bytes, (kind, words));
    }
}

#[test]
fn every_part_of_a_mail_is_read() {
    const HEAD: &str = "From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed";
    for (rest, kind, words) in [
        ("; boundary=b\n\n--b\n\nWORDS\n--b--", None, "WORDS"),
        ("; boundary=b\n\n--b\nContent-Type: text/plain\n\nWORDS", None, "WORDS"),
        ("; boundary=b\n\n--b\nWORDS\n--b--", None, "WORDS"),
        ("; boundary=b\n\n--b\n\na\n--b--\nWORDS", None, "WORDS"),
        ("\n\n--b\n\nWORDS\n--b--", None, "WORDS"),
        ("; boundary=b\n\n--b\nContent-Transfer-Encoding: base64\n\n?\n--b--", Some(FaultKind::Damaged), ""),
        ("; boundary=b\n\n--b\nContent-Transfer-Encoding: quoted-printable\n\na = WORDS\n--b--", None, "a = WORDS"),
    ] {
        check_told("a.eml", format!("{HEAD}{rest}").as_bytes(), (kind, words));
    }
}

/// PDFs whose drawings lead further than they are followed.
#[test]
fn what_is_not_followed_of_a_page_is_told() {
    let page = |more: &str, drawing: &str| {
        let length = drawing.len();
        format!(
            "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> \
             endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources \
             <</XObject<</F 5 0 R>>>>>> endobj\n4 0 obj <</Length {length}{more}>> stream\n{drawing}\nendstream \
             endobj\n5 0 obj <</Subtype/Form/Length 4>> stream\n/F Do\nendstream endobj\ntrailer <</Root 1 0 R>>\n"
        )
    };
    check_told("a.pdf", page("", "q Q").as_bytes(), (None, ""));
    for (more, drawing) in [("", "/F Do"), ("", "BT (words) Tj ET"), ("/Filter/Strange", "q Q")] {
        check_told("a.pdf", page(more, drawing).as_bytes(), (Some(FaultKind::NotReadToEnd), ""));
    }
    let bomb = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; (200 << 20) + 1], 1);
    let bomb = [b"%PDF-1.4\n1 0 obj <</Filter/FlateDecode>> stream\n", &bomb[..], b"\nendstream"].concat();
    check_told("a.pdf", &bomb, (Some(FaultKind::TooLarge), ""));
}

/// A file has these words, and this fault or none of those that matter.
fn check_told(name: &str, bytes: &[u8], (kind, words): (Option<FaultKind>, &str)) {
    let contents = read(name, bytes);
    let kinds: Vec<FaultKind> = contents.faults.iter().map(|fault| fault.kind).collect();
    let shown = || format!("{name}: {kinds:?} {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(300)]));
    match kind {
        Some(kind) => assert!(kinds.contains(&kind), "{}", shown()),
        None => assert!(kinds.iter().all(|kind| *kind == FaultKind::Untagged), "{}", shown()),
    }
    assert!(words.is_empty() || contents.texts.iter().any(|text| text.text.contains(words)), "{}", shown());
}
