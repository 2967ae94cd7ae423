//! Zip files: documents of Office and OpenDocument, and archives, of which every entry is a file of its own.

use crate::{
    attachment::{
        fault::FaultKind,
        odf, office,
        package::Package,
        reading::{File, Reader, Reading, name_of},
    },
    msg,
    report::message::Message,
};

pub(super) const READER: Reader = Reader { knows, read };

fn knows(file: &File<'_>) -> bool {
    file.bytes.starts_with(b"PK\x03\x04") || file.bytes.starts_with(b"PK\x05\x06")
}

fn read(file: &File<'_>, reading: &mut Reading) {
    let Some(mut package) = Package::open(file.bytes) else {
        return reading.fault(FaultKind::Damaged, Message::default());
    };
    if package.has("[Content_Types].xml") {
        return office::read(&mut package, reading);
    }
    if package.has("content.xml") && (package.has("mimetype") || package.has("META-INF/manifest.xml")) {
        return odf::read(&mut package, reading);
    }
    reading.text(msg!(ja: "圧縮ファイルのコメント", en: "the archive's comment"), package.comments.as_str());
    for entry in package.entries.clone() {
        if entry.leaves {
            reading.fault(FaultKind::LeavingName, name_of(&entry.name));
        }
        reading.text(msg!(ja: "中のファイルの名前", en: "the name of a file in it"), entry.name);
    }
    // By entry and not by name: two of one name are two files.
    for entry in package.entries.clone().iter().filter(|entry| !entry.folder) {
        if reading.is_full() {
            break;
        }
        if let Some(bytes) = package.entry_bytes(entry, reading) {
            reading.nested(&entry.name, &bytes);
        }
    }
}
