//! `SECRET`: keys, tokens and passwords.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good},
        Shape::{Digit, Token},
        Trigger::{Holds, HoldsAt, Shape, Together},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    lock_codes,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Secret,
    triggers: Triggers::any(&[
        Shape(Token),
        Holds(MARKS),
        Holds(lock_codes::MARKS),
        Together(&[Holds(LOCKS), Shape(Digit)]),
        // Words in a row are a password without a figure as well.
        Together(&[Holds(LOCKS), HoldsAt(&["-", "_"], joins_letters)]),
    ]),
    words: NO_WORDS,
    find: find_secret,
    examples: &[
        Bad("トークンは⟦xo«»xb-000000000000-EXAMPLEEXAMPLE⟧です。"),
        Bad("鍵は⟦xo«»xb-EXAMPLEXAM⟧です。"),
        Bad("⟦ht«»tps://hooks.slack.com/services/T00000000/B00000000/EXAMPLEEXAMPLEEXAMPLE⟧"),
        Bad("鍵は⟦AK«»IAEXAMPLEEXAMPLE00⟧です。"),
        Bad("⟦gh«»p_EXAMPLEEXAMPLEEXAMPLEEXAMPLEEXAMPLE00⟧を使います。"),
        Bad("⟦-----BEGIN RSA PRIV«»ATE KEY-----⟧"),
        Bad("Wi-Fiのパスワードは「⟦yuki-no-mori-88⟧」です。"),
        Bad("パスワード：⟦Hinoki2026!⟧"),
        Bad("password: ⟦hinoki-2026⟧"),
        Bad("暗証番号は⟦0427⟧です。"),
        Bad("鍵はキーボックスの中、番号は⟦0427⟧です。"),
        Bad("南京錠は⟦3571⟧で開きます。"),
        Bad("ドアコードが変わりました。新しいのは⟦#2597⟧です。"),
        Bad("物置の鍵の番号は⟦0815⟧です。"),
        Bad("ダイヤルロックは⟦3-8-1⟧、キーボックスは⟦1 2 3 4⟧です。"),
        Bad("金庫のダイヤルは⟦右4回で12、左3回で45⟧です。"),
        Good("フリーダイヤル0120-000-111、ナビダイヤルは0570-000-111です。"),
        Bad("The key box is on the left side of the shed. Code ⟦5520⟧."),
        Bad("管理画面は admin / ⟦kawanishi55⟧ のままです。"),
        Bad("Senha do Wi-Fi da sala: ⟦Ringo#4471⟧"),
        Bad("Senha: ⟦casa1234⟧"),
        Bad("A senha do Wi-Fi da casa é ⟦neve4417azul⟧, não esqueça."),
        Bad("会議はパスコード⟦604829⟧で入れます。"),
        Bad("鍵は⟦玄関の植木鉢の下に置い⟧てあります。"),
        Good("鍵はポストの中に入れてお返しください。鍵はキーボックスにあります。"),
        Bad("The door code is ⟦4711⟧."),
        Bad("ポストのダイヤルは⟦右に3、左に7⟧です。"),
        Bad("IDは yuki01、パスは ⟦hinoki88⟧ です。"),
        Bad("ID: yuki01\nPW: ⟦hinoki88⟧"),
        Bad("ワイファイつながりました。パスは⟦hinoki-no-sato⟧、大文字なしです。"),
        Bad("予約サイトは yuki と ⟦hinoki88⟧ で入れます。"),
        Bad("The gate has a four-digit lock; turn it to ⟦2-9-0-7⟧ and lift."),
        Bad("玄関は押しボタン式で、⟦4、8、1⟧、＊の順に押すと開きます。"),
        Bad("警報を止めるには、扉の横の盤に⟦三八五五⟧。"),
        Bad("小屋の南京錠、忘れる人が多いから書いておく。左から ⟦2-8-5⟧。"),
        Bad("キーボックスを開けてください。番号は⟦4·0·9·2⟧、閉めるときはばらしてください。"),
        Good("灯野信用金庫の窓口番号は301です。"),
        Bad("灯野信用金庫の裏の金庫は⟦4821⟧で開きます。"),
        Good("暗証番号は4桁です。南京錠は1200円、キーボックスは2024年からあります。"),
        Good("暗証番号に1234などは避けましょう。フリーパスは1,500円です。"),
        Good("`password = \"your-password-1\"` と `TOKEN=<token-1>` を書きます。"),
        Good("パスワードは受付で聞いてください。"),
        Good("パスワードは8文字以上にします。"),
        Good("Password managers are useful."),
    ],
};

/// Whether a sign stands between two Latin letters.
fn joins_letters(text: &str, sign: Range<usize>) -> bool {
    let before = text[..sign.start].chars().next_back();
    let after = text[sign.end..].chars().next();
    [before, after].iter().all(|c| c.is_some_and(|c| c.is_ascii_alphanumeric()))
}

/// What tokens begin with, and words for passwords.
#[rustfmt::skip]
const MARKS: &[&str] = &[
    "xox", "xapp-", "eyJ", ".slack.com", "PRIVATE KEY", "パスワード", "パスコード", "パスは", "パス：", "パス:",
    "暗証番号", "暗号化キー", "assword", "asscode",
    "assphrase", "ASSWORD", "ASSCODE", "ASSPHRASE", "enha", "contrase", "セキュリティキー", "ネットワークキー",
];
/// Words for locks and logins, which open only with a figure.
#[rustfmt::skip]
const LOCKS: &[&str] = &[
    "暗証", "パス:", "パス：", "パスは", "パス=", "パスが", "パス ", "パス　", "PW", "pw", "PASS", "SSID", "ログイン", "ユーザー名", "キーボックス",
    "鍵ボックス", "キーBOX", "錠", "ダイヤル", "オートロック", "スマートロック", "入室コード", "PIN", "テンキー", "code", "Code", "ombination",
    "adeado", "ドアコード", "ドアの", "玄関の", "宅配ボックス", "金庫の", "合言葉", "ogin", "ser", "管理画面", "ルーター", "サイト", "アカウント",
    "で入れ", "で入り", "で入っ", "で見られ", "でつなが", "で接続", "でログ", "でサイン", "開きます", "開くよ", "開けられ", "鍵の番号", "カギの番号",
    "鍵番号", "lock", "ey box", "door", "gate", "Door", "Gate", "ID", "uário",
];
/// What stands in for a secret where one is explained.
const PLACEHOLDERS: &[&str] = &[
    "your",
    "YOUR",
    "xxxx",
    "XXXX",
    "****",
    "....",
    "changeme",
    "placeholder",
    "dummy",
    "sample",
    "<",
    "{",
    "$",
    "●●",
    "••",
    "process.env",
    "os.environ",
];
/// What counts something behind a number, which then opens nothing.
const COUNTERS: [char; 18] =
    ['年', '円', '時', '分', '個', '台', '桁', '人', '回', '件', '月', '日', '文', '字', '号', '階', '番', 'か'];

static TOKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"xox[abeoprs]-[0-9A-Za-z-]{10,}|xoxe\.xox[bp]-[0-9A-Za-z-]{10,}|xapp-[0-9A-Za-z-]{10,}",
        r"|(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[0-9A-Za-z/_-]{8,}",
        r"|(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|gh[pousr]_[0-9A-Za-z]{36,}",
        r"|github_pat_[0-9A-Za-z_]{22,}|glpat-[0-9A-Za-z_-]{20,}|sk-(?:[a-z]+-)*[0-9A-Za-z_-]{20,}",
        r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|eyJ[0-9A-Za-z_-]{8,}\.eyJ[0-9A-Za-z_-]{8,}\.[0-9A-Za-z_-]{4,}"
    ))
});
static PASSWORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"パスコード\s?([0-9]{4,10})(?:で|です|を|と)|[Ss]enha\s[^.\n]{0,40}?\sé\s([!-&(-+\x2d-~]{6,})|",
        r"(?:パスワード|パスコード|暗号化キー|セキュリティキー|ネットワークキー|(?i:password|passcode|passphrase|senha|contraseña))",
        r#"(?:\sd[oae][^:\n]{0,40}|\s(?:for|of)[^:\n]{0,30})?\s?(?:[はがも::=é]|is|→|\s)\s{0,2}[「『"'`]?([!-&(-~]{4,})"#,
    ))
});
/// A login and what goes with it, side by side or on two lines.
static LOGIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:^|[^A-Za-z])ID|ログイン名?|ユーザー名?|アカウント|SSID|[Uu]ser(?:name)?|[Ll]ogin",
        r"|[Uu]suário)[::はがも=\s「]{1,3}[A-Za-z0-9][A-Za-z0-9_.@-]{1,40}",
        r"(?:[」\s、。,;]{1,4}(?:パスワード|パス|PASS|[Pp]ass|PW|[Pp]w|[Kk]ey|KEY|キー|暗証番号|[Ss]enha)[::はがも=\s「]{1,3}",
        r"|\s?[/／]\s?)([!-&(-.0-9:-~]{4,40})",
        r"|[A-Za-z][A-Za-z0-9_.@-]{1,40}\s?(?:/|と|、|,)\s?([!-&(-.0-9:-~]{4,40})\s?で(?:入れ|入り|入っ|ログイン|サインイン|見られ|つなが|接続)",
        r"|(?:管理画面|ログイン|ルーター|サイト|アカウント)[^。\n]{0,16}?[A-Za-z][A-Za-z0-9_.@-]{1,40}\s?/\s?([!-&(-.0-9:-~]{4,40})",
        r"|(?:PW|PASS|[^ァ-ヶー]パス|^パス)\s?[::は=]\s?[「]?([!-&(-.0-9:-~]{4,40})",
    ))
});
/// Figures that open something.
static LOCK: LazyLock<Regex> = LazyLock::new(|| {
    let locks = concat!(
        "暗証番号|暗証|PIN(?:コード|番号)?|キーボックス|鍵ボックス|キーBOX|南京錠|(?:ポスト|金庫|鍵|錠|玄関|ドア|自転車)の?ダイヤル|ダイヤル(?:錠|ロック|式|キー|の番号|番号)",
        "|鍵の番号|カギの番号|鍵番号|電子錠|オートロック|スマートロック|解錠(?:番号|コード)?|開錠",
        "|入室コード|テンキー|ドアコード|ドアの(?:暗証|コード|番号|鍵)|玄関の(?:暗証|コード|番号|鍵|ロック)|宅配ボックス|金庫の(?:番号|暗証|ダイヤル)|合言葉|番号錠|錠の番号",
        "|(?i:door code|lockbox|padlock|key box|gate code|cadeado|senha)"
    );
    let value = "([0-9](?:[ ·・→][0-9]){3,5}|[0-9]{1,2}(?:-[0-9]{1,2}){2,4}|[0-9#*]{3,8}(?:-[0-9]{2,4})?)";
    let turn = r"(?:右|左)に?へ?\s?[0-9]{1,2}(?:回で?\s?[0-9]{0,2})?";
    pattern(&format!(
        "(?:{locks})(?:[^。\n0-9#*]{{0,14}}|[^\n0-9#*]{{0,10}}。[^。\n0-9#*]{{0,12}}(?:は|が|、|:)\\s?){value}\
         |(?:{locks})[^\n0-9]{{0,40}}(?:左から|右から|上から|順に|番号は)\\s?{value}\
         |(?:{locks})[^。\n0-9]{{0,10}}({turn}(?:[^。\n]{{0,6}}{turn})+)\
         |([0-9]{{3,8}})(?:で|が|は|と)[^。\n0-9]{{0,8}}(?:{locks}|開きます|開くよ|開けられ|解錠)\
         |(?i:key box|lockbox|padlock|door|gate|lock)[^\n0-9]{{0,60}}(?i:code|combination|number|pin)\\s?(?:is\
         |:)?\\s?([0-9#*]{{3,8}})\
         |(?i:lock|padlock|dial|gate)[^\n0-9]{{0,40}}\
         (?i:turn|set|dial|spin)(?:\\s(?i:it|them|the\\s[a-z]+))?\\s(?:to\\s)?\
         ([0-9](?:-[0-9]){{2,5}}|[0-9]{{3,6}})"
    ))
});

fn find_secret(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&TOKEN, block) {
        let masked = block.text[range.clone()].chars().rev().take(8).all(|c| matches!(c, 'x' | 'X' | '*'));
        if !masked && block.left(range.start).is_none_or(|c| !c.is_ascii_alphanumeric()) {
            out.push(Found::new(range, 85, Severity::Never).certain());
        }
    }
    for found in PASSWORD.captures_iter(block.text).filter_map(|found| (1..=3).find_map(|group| found.get(group))) {
        let value = found.as_str();
        // A plain English word after "password is" explains; a password has digits or marks, or it is quoted.
        let telling = value.bytes().any(|byte| !byte.is_ascii_alphabetic() && !matches!(byte, b'.' | b','))
            || block.text[..found.start()].ends_with(['「', '『', '"'])
            || !block.text.is_ascii();
        if telling
            && (value.len() > 5 || is_mixed(value) || is_figures(block, &found.range()))
            && !is_placeholder(value)
        {
            out.push(Found::new(found.range(), 85, Severity::Never).certain());
        }
    }
    for found in LOGIN.captures_iter(block.text) {
        let found = (1..=4).find_map(|group| found.get(group));
        if let Some(found) = found.filter(|found| is_password(found.as_str()) && !is_placeholder(found.as_str())) {
            out.push(Found::new(found.range(), 85, Severity::Never).certain());
        }
    }
    for range in lock_codes::find(block) {
        out.push(Found::new(range, 85, Severity::Never).certain());
    }
    for found in LOCK.captures_iter(block.text) {
        let Some(found) = (1..=6).find_map(|group| found.get(group)) else { continue };
        let sentence = &block.text[block.sentence(&found.range())];
        let advice = ["避け", "しないで", "使わない", "推測", "など"].iter().any(|word| sentence.contains(word));
        if !advice && is_figures(block, &found.range()) {
            out.push(Found::new(found.range(), 85, Severity::Never).certain());
        }
    }
}

/// Whether a word has letters and figures, as a password has and a word has not.
fn is_mixed(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit()) && value.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a word is none of a language: letters and figures, or words in a row.
fn is_password(value: &str) -> bool {
    let parts = value.split(['-', '_']).filter(|part| part.bytes().any(|byte| byte.is_ascii_alphabetic())).count();
    is_mixed(value) || parts >= 2 && value.len() >= 8
}

/// Whether figures count nothing and are no day.
fn is_figures(block: &Block<'_>, range: &Range<usize>) -> bool {
    let value = &block.text[range.clone()];
    value.bytes().any(|byte| byte.is_ascii_digit())
        && block.stands_alone(range)
        && !block.right(range.end).is_some_and(|c| COUNTERS.contains(&c))
        && crate::text::date::Date::parse(value).is_none()
}

fn is_placeholder(value: &str) -> bool {
    PLACEHOLDERS.iter().any(|word| value.contains(word)) || crate::text::date::Date::parse(value).is_some()
}
