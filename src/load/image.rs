//! Pictures: their size, and their bytes without what the camera and its owner wrote into them.
//!
//! A photo's Exif block says where it was taken, often a home. It must never reach the site, so every picture is
//! published without metadata; the pixels are not touched, colour profile and orientation stay.

use std::sync::Arc;

use crate::{
    diagnostic::{Diagnostic, Reported},
    hash::Fingerprint,
    load::{image_jpeg, image_png, image_svg, image_webp},
    say,
    source::SourcePath,
};

/// What is known of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImageInfo {
    /// The file's fingerprint, as it lies on disk.
    pub source: Fingerprint,
    /// Width and height in CSS pixels, as shown; `None` if the file does not say.
    pub dimensions: Option<(u32, u32)>,
    /// The bytes to publish; empty for a picture that must not be published.
    pub bytes: Arc<[u8]>,
    /// Their fingerprint.
    pub fingerprint: Fingerprint,
}

/// A picture without its metadata.
pub(super) struct Clean {
    /// Width and height as shown.
    pub(super) dimensions: Option<(u32, u32)>,
    /// The bytes that stay.
    pub(super) bytes: Vec<u8>,
    /// Whether the file said where it was taken.
    pub(super) located: bool,
}

/// Looks at a file beside the pages; `None` if it is no picture.
pub fn load(path: &SourcePath, bytes: &Arc<[u8]>, source: Fingerprint) -> Option<Reported<ImageInfo>> {
    let mut findings = Vec::new();
    let clean = if bytes.starts_with(b"\xff\xd8\xff") {
        image_jpeg::clean(bytes)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        image_png::clean(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        image_webp::clean(bytes)
    } else if bytes.starts_with(b"GIF8") {
        gif(bytes)
    } else if bytes.get(4..12).is_some_and(|kind| [b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif"].iter().any(|known| *known == kind)) {
        findings.push(heic(path));
        Some(Clean { dimensions: None, bytes: Vec::new(), located: false })
    } else {
        match path.extension().as_str() {
            "svg" => {
                let (clean, unsafe_parts) = image_svg::clean(path, bytes);
                findings.extend(unsafe_parts);
                Some(clean)
            }
            "jpg" | "jpeg" | "png" | "webp" | "gif" => None,
            _ => return None,
        }
    };
    let clean = clean.unwrap_or_else(|| {
        findings.push(damaged(path));
        Clean { dimensions: None, bytes: Vec::new(), located: false }
    });
    if clean.located {
        findings.push(located(path));
    }
    let published = if *clean.bytes == **bytes { bytes.clone() } else { clean.bytes.into() };
    let value = ImageInfo { source, dimensions: clean.dimensions, fingerprint: Fingerprint::of(&published), bytes: published };
    Some(Reported { value, findings })
}

/// A GIF has no camera behind it: only its size is read, comments are dropped by the one extension that holds them.
fn gif(bytes: &[u8]) -> Option<Clean> {
    let size = |at: usize| bytes.get(at..at + 2).map(|pair| u32::from(pair[0]) | u32::from(pair[1]) << 8);
    Some(Clean { dimensions: Some((size(6)?, size(8)?)), bytes: bytes.to_vec(), located: false })
}

fn located(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning(
        "photo-location",
        say!(
        ja: "写真に撮影場所が入っています。公開する画像からは消しました",
        en: "the photo says where it was taken; the published picture does not"),
    )
    .in_file(path)
    .help(say!(
        ja: "元の写真からも消すと安心です（Windowsでは、ファイルの「プロパティ」→「詳細」→「プロパティや個人情報を削除」）",
        en: "better remove it from the original as well (Windows: Properties, Details, Remove Properties and Personal Information)"))
}

fn damaged(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("image-damaged", say!(ja: "画像のファイルがこわれています", en: "the picture's file is damaged"))
        .in_file(path)
        .help(say!(ja: "元の写真から、もう一度コピーしてください", en: "copy it from the original again"))
}

fn heic(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("heic-image", say!(
        ja: "この画像はHEICという形式のため、多くのブラウザーで表示できません",
        en: "the picture is HEIC, which most browsers do not show"))
    .in_file(path)
    .help(say!(
        ja: "JPEGで保存し直してください。Windowsでは「フォト」で開いて「名前を付けて保存」、iPhoneでは「設定」→「カメラ」→「フォーマット」を「互換性優先」にします",
        en: "save it as JPEG: open it in Photos on Windows and use Save as; on an iPhone set Camera, Formats to Most Compatible"))
}

#[cfg(test)]
#[path = "image_tests.rs"]
mod tests;
