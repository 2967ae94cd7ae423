//! Folder names of an export, whatever archive programs made of them, back to channel names.

use encoding_rs::SHIFT_JIS;
use unicode_normalization::UnicodeNormalization as _;

/// Code page 437 from 0x80 on: what archive programs take names for that do not say what they are.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αß\
    ΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// Bytes of code page 437 as text.
pub(crate) fn from_cp437(bytes: &[u8]) -> String {
    let high: Vec<char> = CP437.chars().collect();
    bytes.iter().map(|byte| if *byte < 0x80 { char::from(*byte) } else { high[usize::from(*byte - 0x80)] }).collect()
}

fn to_cp437(text: &str) -> Option<Vec<u8>> {
    let high: Vec<char> = CP437.chars().collect();
    let byte = |c: char| {
        if c.is_ascii() {
            return u8::try_from(u32::from(c)).ok();
        }
        high.iter().position(|known| *known == c).and_then(|at| u8::try_from(at + 0x80).ok())
    };
    text.chars().map(byte).collect()
}

/// The channel whose name a folder had before an archive program garbled it.
pub(crate) fn garbled_from<'a>(folder: &str, channels: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    if folder.is_ascii() {
        return None;
    }
    let read_back = to_cp437(folder).and_then(|bytes| String::from_utf8(bytes).ok());
    let same = |name: String| channels.clone().find(|channel| channel.nfc().eq(name.nfc()));
    read_back.and_then(same).or_else(|| channels.clone().find(|channel| reads_as(folder, channel)))
}

/// Whether a folder is a name's UTF-8 read as Shift_JIS; what cannot be read stands as U+FFFD or ・.
fn reads_as(folder: &str, channel: &str) -> bool {
    let open = |c: char| matches!(c, '\u{fffd}' | '・');
    let forms = [channel.nfc().collect::<String>(), channel.nfd().collect()];
    forms.iter().any(|form| {
        let (garbled, _) = SHIFT_JIS.decode_without_bom_handling(form.as_bytes());
        garbled.chars().count() == folder.chars().count()
            && garbled.chars().zip(folder.chars()).all(|(a, b)| a == b || open(a) || open(b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbled_folders_are_channels_whatever_unpacked_them() {
        let channels = ["移住相談", "がいど", "general"];
        let garbled = from_cp437("移住相談".as_bytes());
        let (as_sjis, _) = SHIFT_JIS.decode_without_bom_handling("移住相談".as_bytes());
        for (folder, expected) in
            [(garbled.as_str(), Some("移住相談")), (&*as_sjis, Some("移住相談")), ("General", None), ("雑談", None)]
        {
            assert_eq!(garbled_from(folder, channels.iter().copied()), expected, "{folder}");
        }
        assert_eq!(from_cp437(b"a\x80\xff"), "aÇ\u{a0}");
        assert_eq!(CP437.chars().count(), 128);
    }
}
