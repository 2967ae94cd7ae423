//! The cases that are kept beside the project, where they are: guides with files that towns published by accident.

use std::{fs, path::Path};

use crate::support::TestSite;
use shirube::report::diagnostic::Level;

/// A case, a file of it, what is told of it at least, and whether that is kept back.
const CASES: &[(&str, &str, &str, bool)] = &[
    ("02-pdf-black-box", "gijiroku.pdf", "file-hidden 黒い図形 ADDRESS PHONE 1ページ", true),
    ("03-pdf-white-text", "keikaku.pdf", "白い文字 PERSON_NAME PHONE", true),
    ("05-pdf-old-revision", "shuusei.pdf", "file-hidden 前の版 PHONE", true),
    ("06-pdf-embedded-file", "annai.pdf", "file-hidden 添付されたファイル PERSON_NAME meibo.csv", true),
    ("09-docx-author", "moshikomi.docx", "file-properties 作成者 PERSON_NAME", true),
    ("10-docx-tracked-change", "koe.docx", "file-hidden 変更履歴 隠し文字 PERSON_NAME", true),
    ("12-xlsx-hidden", "yoshiki.xlsx", "file-hidden 非表示のシート 非表示の行や列 コメント MY_NUMBER", true),
    ("16-zip-linked", "yoshiki.zip", "PERSON_NAME PHONE meibo.csv", true),
    ("17-kml-geojson", "akiya.kml", "PERSON_NAME PHONE GEO_POINT", true),
    ("17-kml-geojson", "akiya.geojson", "PERSON_NAME PHONE GEO_POINT", true),
    ("19-vcf-rtf-sjis", "tantou.vcf", "PERSON_NAME PHONE", true),
    ("19-vcf-rtf-sjis", "shoshiki.rtf", "PHONE file-properties", true),
    ("19-vcf-rtf-sjis", "memo.txt", "PERSON_NAME PHONE", true),
    ("19-vcf-rtf-sjis", "mae.html", "PERSON_NAME PHONE", true),
    ("19-vcf-rtf-sjis", "akiya.gpx", "PERSON_NAME GEO_POINT", true),
    ("19-vcf-rtf-sjis", "yotei.ics", "PERSON_NAME", true),
    ("68-svg-embedded-jpeg-gps", "d.svg", "", false),
    ("76-pptx-embedded-workbook", "setsumei.pptx", "file-hidden 埋め込まれたファイル PERSON_NAME", true),
];

/// The guide of a case; `None` where there are no cases.
fn guide_of(case: &str) -> Option<TestSite> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/salon-files").join(case);
    if !root.is_dir() {
        return None;
    }
    let mut site = TestSite::new(&[]);
    for file in walkdir::WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok) {
        if file.file_type().is_file() {
            let path = file.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            site.tree.insert(&path, fs::read(file.path()).unwrap());
        }
    }
    site.build();
    Some(site)
}

#[test]
fn the_accidents_that_are_known_are_told_and_kept_back() {
    for (case, file, wanted, withheld) in CASES {
        let Some(site) = guide_of(case) else {
            println!("skipped: {case} is not here");
            continue;
        };
        let path = format!("content/annai/{file}");
        let of_file = site.snapshot.findings.iter().filter(|one| one.places.iter().any(|at| at.file.as_str() == path));
        let said: String = of_file.clone().map(|one| format!("{}: {}\n", one.code, one.message.ja)).collect();
        for word in wanted.split_whitespace() {
            assert!(said.contains(word), "{case} {file}: {word}\n{said}");
        }
        let out = site.published(&path).unwrap_or_else(|| panic!("{case}: {:?}", site.paths()));
        assert_eq!(site.snapshot.privacy.withheld.contains(out), *withheld, "{case} {file}\n{said}");
        assert_eq!(of_file.clone().any(|one| one.level == Level::Error), *withheld, "{case} {file}\n{said}");
    }
}

#[test]
fn a_photo_within_a_drawing_is_published_without_its_place() {
    let Some(site) = guide_of("68-svg-embedded-jpeg-gps") else {
        return println!("skipped: the case is not here");
    };
    let out = site.published("content/annai/d.svg").expect("the drawing is published");
    let bytes = site.snapshot.outputs[out].value.bytes.clone().expect("it is written");
    let text = std::str::from_utf8(&bytes).unwrap();
    let letters = text.split("base64,").nth(1).and_then(|rest| rest.split('"').next()).expect("the photo is there");
    let photo = data_encoding::BASE64.decode(letters.as_bytes()).unwrap();
    assert!(photo.starts_with(b"\xff\xd8") && memchr::memmem::find(&photo, b"Exif").is_none());
}
