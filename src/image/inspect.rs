//! Pictures: their size, and their bytes without what the camera and its owner wrote into them.
//!
//! A photo's Exif block says where it was taken, often a home. It must never reach the site, so every picture is
//! published without metadata. What is copied whole keeps its pixels, colour profile and orientation; of what is shown
//! in variants ([`crate::image`]) nothing but pixels is left.

use std::sync::Arc;

use crate::{
    base::{hash::Fingerprint, path::SourcePath},
    image::{
        cache::ImageCache,
        decode::{DecodeFault, Facts, JPEG, PNG, is_raster, is_webp},
        metadata::{Clean, gif, jpeg, png, svg, webp},
        variants::VariantSet,
    },
    input::source_tree::Source,
    msg, msgf,
    report::diagnostic::{Diagnostic, Reported},
};

/// What is known of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImageInfo {
    /// The file's fingerprint, as it lies on disk.
    pub source: Fingerprint,
    /// Width and height in CSS pixels, as shown; `None` if the file does not say.
    pub dimensions: Option<(u32, u32)>,
    /// The bytes to publish; empty for a picture that must not be published, and for one with a plan: its variants are
    /// shown, and [`stripped`] gives the whole where a page links to it.
    pub bytes: Arc<[u8]>,
    /// The fingerprint of the bytes to publish.
    pub fingerprint: Fingerprint,
    /// How many bytes they are.
    pub size: usize,
    /// The variants in which pages show it; `None`: it is shown as it is.
    pub plan: Option<VariantSet>,
}

/// Looks at a file beside the pages; `None` if it is no picture.
pub fn load(path: &SourcePath, bytes: &Arc<[u8]>, source: Fingerprint) -> Option<Reported<ImageInfo>> {
    let mut findings = Vec::new();
    let clean = if bytes.starts_with(JPEG) {
        jpeg::clean(bytes)
    } else if bytes.starts_with(PNG) {
        png::clean(bytes.clone())
    } else if is_webp(bytes) {
        webp::clean(bytes.clone())
    } else if bytes.starts_with(b"GIF8") {
        gif::clean(bytes)
    } else if let Some(format) = unpublished_format(bytes) {
        findings.push(if format == "HEIC" { heic(path) } else { unpublished(path, format) });
        Some(Clean { dimensions: None, bytes: Vec::new(), located: false })
    } else {
        match path.extension().as_str() {
            "svg" => {
                let (clean, unsafe_parts) = svg::clean(path, bytes);
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
    let value = ImageInfo {
        source,
        dimensions: clean.dimensions,
        fingerprint: Fingerprint::of(&published),
        size: published.len(),
        bytes: published,
        plan: None,
    };
    Some(Reported { value, findings })
}

/// Looks at a file and, if it is a picture that has variants, at its pixels.
pub fn load_with(path: &SourcePath, source: &Source, darkroom: &ImageCache) -> Option<Reported<ImageInfo>> {
    let read = load(path, &source.bytes, source.fingerprint)?;
    let variable = !read.value.bytes.is_empty() && is_raster(&source.bytes);
    Some(if variable { examined(path, read, darkroom.facts(&source.bytes, source.fingerprint)) } else { read })
}

/// Adds what a look at the pixels has told: how the picture is published, or what is wrong with it.
fn examined(path: &SourcePath, read: Reported<ImageInfo>, facts: Result<Facts, DecodeFault>) -> Reported<ImageInfo> {
    let Reported { mut value, mut findings } = read;
    match facts {
        Ok(facts) => {
            value.dimensions = Some((facts.width, facts.height));
            value.plan = VariantSet::new(value.source, facts);
            if value.plan.is_some() {
                value.bytes = Arc::new([]);
            }
        }
        Err(DecodeFault::Damaged) => findings.push(damaged(path)),
        Err(DecodeFault::Unknown) => findings.push(unknown(path)),
        Err(DecodeFault::Large) => {
            findings.push(large(path));
            value = ImageInfo { bytes: Arc::new([]), fingerprint: Fingerprint::of([]), size: 0, ..value };
        }
    }
    Reported { value, findings }
}

/// A picture without its metadata; empty if it is damaged.
pub fn stripped(path: &SourcePath, bytes: &Arc<[u8]>) -> Arc<[u8]> {
    load(path, bytes, Fingerprint::default()).map(|read| read.value.bytes).unwrap_or_else(|| Arc::new([]))
}

/// The format of a picture that is not published: in these a camera's words cannot be told from the picture here.
fn unpublished_format(bytes: &[u8]) -> Option<&'static str> {
    match (bytes.get(..4)?, bytes.get(4..8)?, bytes.get(8..12)?) {
        (_, b"ftyp", b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"heif" | b"mif1" | b"msf1") => {
            Some("HEIC")
        }
        (_, b"ftyp", b"avif" | b"avis") => Some("AVIF"),
        (_, b"JXL ", _) => Some("JPEG XL"),
        (b"II*\0" | b"MM\0*", ..) => Some("TIFF"),
        _ => None,
    }
}

fn located(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning(
        "photo-location",
        msg!(
        ja: "写真に撮影場所が入っています。公開する画像からは消しました",
        en: "the photo says where it was taken; the published picture does not"),
    )
    .in_file(path)
    .help(msg!(
        ja: "元の写真からも消すと安心です（Windowsでは、ファイルの「プロパティ」→「詳細」→「プロパティや個人情報を削除」）",
        en: "better remove it from the original as well (Windows: Properties, Details, Remove Properties and Personal \
            Information)"))
}

fn damaged(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("image-damaged", msg!(ja: "画像のファイルがこわれています", en: "the picture's file is damaged"))
        .in_file(path)
        .help(msg!(ja: "元の写真から、もう一度コピーしてください", en: "copy it from the original again"))
}

fn unknown(path: &SourcePath) -> Diagnostic {
    Diagnostic::warning(
        "image-unknown",
        msg!(
        ja: "この画像は特別な形式のため、小さくできません。元の大きさのまま公開します",
        en: "the picture is of a special kind that cannot be made smaller; it is published as it is"),
    )
    .in_file(path)
    .help(msg!(
        ja: "画像のソフトで開き、ふつうのJPEG（8ビット）かPNGで保存し直してください",
        en: "open it in an image editor and save it as an ordinary JPEG (8 bits) or PNG"))
}

fn large(path: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "image-large",
        msg!(
        ja: "画像が大きすぎます（6400万画素または一辺3万画素まで）",
        en: "the picture is too large (at most 64 million pixels, 30,000 on a side)"),
    )
    .in_file(path)
    .help(msg!(
        ja: "画像のソフトで、横2000ピクセルほどに縮小して保存してください。それで十分きれいに表示されます",
        en: "make it smaller in an image editor; a width of 2000 pixels is enough to look fine"))
}

fn heic(path: &SourcePath) -> Diagnostic {
    Diagnostic::error("heic-image", msg!(
        ja: "この画像はHEICという形式のため、多くのブラウザーで表示できません",
        en: "the picture is HEIC, which most browsers do not show"))
    .in_file(path)
    .help(msg!(
        ja: "JPEGで保存し直してください。Windowsでは「フォト」で開いて「名前を付けて保存」、iPhoneでは「設定」→「カメラ」→「フォーマット」を「互換性優先」にします",
        en: "save it as JPEG: open it in Photos on Windows and use Save as; on an iPhone set Camera, Formats to Most \
            Compatible"))
}

fn unpublished(path: &SourcePath, format: &str) -> Diagnostic {
    Diagnostic::error(
        "image-format",
        msgf!(
        ja: "この画像は{format}という形式で、撮影場所などの情報を消せないため、公開できません",
        en: "the picture is {format}, of which the place and other data cannot be removed, so it is not published"),
    )
    .in_file(path)
    .help(msg!(
        ja: "画像のソフトで開き、JPEGかPNGで保存し直してください",
        en: "open it in an image editor and save it as JPEG or PNG"))
}

#[cfg(test)]
#[path = "inspect_tests.rs"]
mod tests;
