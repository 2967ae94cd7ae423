//! What the words around a telephone number say of it: that somebody answers, or that it is a fax or no telephone's.
//!
//! Everything here is read in the folded form of `phone`: small Latin letters, half-width marks.

use std::cmp::Reverse;

/// What a number is by the words before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Label {
    /// Nothing says.
    None,
    /// A telephone.
    Phone,
    /// A fax.
    Fax,
    /// A telephone and a fax: 電話・FAX.
    Both,
    /// The number of a thing.
    Thing,
}

const PHONES: [&str; 15] = [
    "電話",
    "でんわ",
    "tel",
    "☎",
    "℡",
    "📞",
    "直通",
    "代表",
    "携帯",
    "ダイヤル",
    "phone",
    "連絡先",
    "問い合わせ",
    "問合せ",
    "お問合わせ",
];
const FAXES: [&str; 8] = ["fax", "ファクス", "ファックス", "ファクシミリ", "ふぁっくす", "ﾌｧｸｽ", "ﾌｧｯｸｽ", "📠"];
const THINGS: [&str; 12] = [
    "品番",
    "型番",
    "工事番号",
    "受付番号",
    "整理番号",
    "管理番号",
    "注文番号",
    "製造番号",
    "登録番号",
    "伝票番号",
    "申請番号",
    "図面番号",
];

/// How many characters may stand between a word and its number.
const NEAR: usize = 12;
/// The same for the name of a number that is no telephone's.
const NEAR_THING: usize = 8;

/// What the words before a number say, from the number before on; `previous` is what that one is, if there is one.
pub(super) fn label_before(words: &str, previous: Option<Label>) -> Label {
    let sentence = words.rfind(['。', '!', '?']).map_or(words, |at| words[at..].trim_start_matches(['。', '!', '?']));
    let last = |all: &[&'static str], label: Label| {
        let place = |word: &&'static str| sentence.rfind(*word).map(|at| (at + word.len(), at, label));
        all.iter().filter_map(place).max_by_key(|(end, start, _)| (*end, Reverse(*start)))
    };
    let nearest = [last(&PHONES, Label::Phone), last(&FAXES, Label::Fax), last(&THINGS, Label::Thing)];
    let letter = fax_letter(sentence).map(|at| (at + 1, at, Label::Fax));
    let Some((end, start, label)) =
        nearest.into_iter().flatten().chain(letter).max_by_key(|(end, start, _)| (*end, Reverse(*start)))
    else {
        let joined = |c: char| " ・/、,〜と()".contains(c);
        return match previous {
            Some(label) if !words.is_empty() && words.chars().all(joined) => after(label),
            _ => Label::None,
        };
    };
    let far = sentence[end..].chars().count();
    match label {
        Label::Thing if far > NEAR_THING => Label::None,
        Label::Fax | Label::Phone if far > NEAR => Label::None,
        Label::Fax if ends_in(&sentence[..start], &PHONES) => Label::Both,
        Label::Phone if ends_in(&sentence[..start], &FAXES) => Label::Both,
        label => label,
    }
}

/// What a number is that only a mark divides from one of this kind.
fn after(label: Label) -> Label {
    // Of 電話・FAX 1010、1011 the second may be the fax.
    if label == Label::Both { Label::Fax } else { label }
}

/// Whether a text ends in one of these words and a mark that joins two.
fn ends_in(text: &str, words: &[&str]) -> bool {
    let bare = text.trim_end_matches(['・', '/', '&', '+', '兼']);
    bare.len() < text.len() && words.iter().any(|word| bare.ends_with(word))
}

/// Where a single F stands for fax: `F 0199-00-1011`, never the floor 1F.
fn fax_letter(words: &str) -> Option<usize> {
    let bare = words.trim_end_matches([' ', ':', '.', '-']);
    let before = bare.strip_suffix('f')?;
    (!before.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(before.len())
}

/// Whether what stands behind a number says that it is a fax's alone: `（FAX）`, `（ファクス専用）`.
pub(super) fn says_fax_behind(behind: &str) -> bool {
    let rest = behind.trim_start_matches(' ');
    let names_fax = |words: &str| FAXES.iter().any(|word| words.contains(word));
    if let Some((note, _)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
        let shared = ["兼", "共", "も", "同"].iter().any(|word| note.contains(word));
        let named = note.contains(|c: char| c.is_ascii_digit());
        return names_fax(note) && !shared && !named && !PHONES.iter().any(|word| note.contains(word));
    }
    FAXES.iter().any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.trim().is_empty()))
}
