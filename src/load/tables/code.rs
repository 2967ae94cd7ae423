//! The code of a municipality: five digits and a check digit.

use crate::{
    load::tables::fault::TableFault,
    text::municipality_code::{is_whole, with_check_digit},
};

/// The names of the prefectures that a code's first two digits stand for, in their order.
const PREFECTURES: [&str; 47] = [
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
];

/// A code as it should be, and what was wrong with it; `None` if it cannot be one. Five digits are either a code
/// without its zero or one without its check digit: the prefecture's name decides, else the check digit.
pub(super) fn mend(text: &str, prefecture: &str) -> Option<(String, Option<TableFault>)> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let begins = |code: &str| {
        let number = PREFECTURES.iter().position(|name| *name == prefecture).map(|at| format!("{:02}", at + 1));
        number.map(|number| code.starts_with(&number))
    };
    let zero = format!("0{text}");
    match text.len() {
        6 => Some((text.to_owned(), (!is_whole(text)).then_some(TableFault::CheckDigit))),
        5 if begins(&zero).unwrap_or_else(|| is_whole(&zero)) && is_whole(&zero) => {
            Some((zero, Some(TableFault::LostZero)))
        }
        5 => Some((with_check_digit(text)?, Some(TableFault::NoCheckDigit))),
        4 => Some((with_check_digit(&zero)?, Some(TableFault::LostZero))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_made_whole() {
        let of = |text: &str, prefecture: &str| mend(text, prefecture).map(|(code, fault)| (code, fault.is_some()));
        for (text, prefecture, expected) in [
            ("131016", "", Some(("131016", false))),
            ("131017", "", Some(("131017", true))),
            ("92011", "", Some(("092011", true))),
            ("13101", "", Some(("131016", true))),
            // 中央区 without its check digit reads like a code of 北海道 without its zero.
            ("13102", "東京都", Some(("131024", true))),
            ("1100", "", Some(("011002", true))),
            ("1310160", "", None),
            ("札幌市", "", None),
        ] {
            assert_eq!(of(text, prefecture), expected.map(|(code, fault)| (code.to_owned(), fault)), "{text}");
        }
    }
}
