//! `MEMBER_ID`: the number of somebody's card, contract or account, and the name of a login: 会員番号, お客さま番号.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Trigger::Holds,
        Triggers, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    numbers::find_numbers,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::MemberId,
    triggers: Triggers::any(&[Holds(LABELS), Holds(&["で入り", "で入る", "で入っ", "で入れ", "でログイン"])]),
    words: NO_WORDS,
    find: find_member_id,
    examples: &[
        Bad("図書館の利用者カードは「⟦2100 4471 90⟧」です。"),
        Bad("検針票のお客さま番号⟦03-771-0042-8⟧を見ながら電話しました。"),
        Bad("会員番号：⟦TN-0048213⟧"),
        Bad("申請書ID「⟦0000 1234 5678 9012 3456 789⟧」まで読めました。"),
        Bad("患者番号は⟦0012345⟧です。"),
        Bad("受験番号 ⟦K20415⟧ で合格しました。"),
        Bad("保護者のアプリには「⟦hoiku-kita7⟧」で入ります。"),
        Good("お客さま番号は検針票の右上にあります。会員番号は10桁です。"),
        Good("図書カードは500円分、会員は0120-000-111へ電話してください。"),
        Good("会員番号が分からないときは0120-000-111へ。会員証は2026-04-01から新しくなります。"),
        Good("会場にはアプリ「guide2」で入れます、という案内はありません。"),
        Good("申請書IDは「0000 0000」のように書きます。"),
    ],
};

/// What the numbers of people's cards, contracts and accounts are called.
const LABELS: &[&str] = &[
    "お客さま番号",
    "お客様番号",
    "顧客番号",
    "会員番号",
    "会員ID",
    "会員ＩＤ",
    "会員証",
    "会員カード",
    "利用者番号",
    "利用者ID",
    "利用者ＩＤ",
    "利用者カード",
    "利用カード",
    "図書カード",
    "図書館カード",
    "貸出カード",
    "貸出券",
    "利用券",
    "患者番号",
    "学籍番号",
    "受験番号",
    "社員番号",
    "職員番号",
    "組合員番号",
    "契約者番号",
    "証券番号",
    "申請書ID",
    "申請書ＩＤ",
    "申請者ID",
    "世帯番号",
    "住民票コード",
    "宛名番号",
    "納税者番号",
    "ログインID",
    "ログインＩＤ",
    "ユーザーID",
    "ユーザーＩＤ",
    "マイページ",
    "ポイントカード",
    "登録者番号",
    "加入者番号",
    "学生証",
    "社員証",
    "定期券",
];

/// A label, a few words that are no sentence of their own, and the number.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let labels: Vec<String> = LABELS.iter().map(|label| label.replace("ＩＤ", "ID")).collect();
    pattern(&format!(
        "(?:{})[(「]?(?:の番号|番号|No\\.?|ID)?[^。\\n0-9A-Za-z]{{0,8}}?([A-Z]{{0,4}}-?[0-9](?:[ -]?[0-9A-Z]){{4,30}})",
        labels.join("|")
    ))
});

/// The name of a login, in brackets, that somebody gets in with.
static LOGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern("[「『]([A-Za-z][A-Za-z0-9_.-]{3,30}[0-9][A-Za-z0-9_.-]{0,10})[」』]で(?:入り|入る|入っ|入れ|ログイン)")
});

fn find_member_id(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for value in NUMBER.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let written = value.as_str();
        let figures = written.bytes().filter(u8::is_ascii_digit).count();
        // 〇〇〇〇 stands for any, and a day or the number of an office is none.
        let any = written.bytes().filter(u8::is_ascii_digit).all(|digit| digit == b'0');
        let other = crate::text::date::Date::parse(written).is_some()
            || find_numbers(written).iter().any(|number| number.number.starts_with('0') && written.starts_with('0'));
        let counted = block.right(value.end()).is_some_and(|c| "円年月日時分人名枚桁点ポ件回%-".contains(c));
        if figures >= 5 && !any && !other && !counted {
            out.push(Found::new(value.range(), 85, Severity::Block).certain());
        }
    }
    for name in LOGIN.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let own = ["アプリ", "アカウント", "サイト", "システム", "ページ", "予約"];
        if own.iter().any(|word| block.before(name.start(), 24).contains(word)) && name.as_str().len() > 6 {
            out.push(Found::new(name.range(), 85, Severity::Block).certain());
        }
    }
}
