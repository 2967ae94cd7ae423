//! `SNS_ID`: accounts of social networks.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Trigger::Holds,
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, Words},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::SnsId,
    triggers: Triggers::any(&[Holds(SIGNS), Holds(ADDRESSES)]),
    words: Words {
        context: &[
            "私",
            "うち",
            "日記",
            "追加",
            "フォロー",
            "DM",
            "友だち",
            "友達",
            "書いて",
            "書きました",
            "僕",
            "自分",
            "アカウント",
            "やって",
            "発信",
            "上げて",
            "フォロワー",
            "ブログ",
        ],
        veto: &[],
    },
    find: find_sns_id,
    examples: &[
        Bad("LINE IDは⟦yuki_no_ie55⟧です。"),
        Bad("ラインのID：⟦yukinoie⟧"),
        Bad("Discordは⟦yuki#0001⟧です。"),
        Bad("my insta is ⟦yuki.tono55⟧"),
        Bad("LINE→⟦tonoyuki⟧"),
        Bad("カカオトークID: ⟦yuki.kakao⟧"),
        Bad("⟦https://line.me/ti/p/EXAMPLE111⟧から追加できます。"),
        Bad("移住日記は⟦https://www.instagram.com/example_yuki/⟧です。"),
        Bad("インスタ⟦@example.yuki⟧で発信しています。"),
        Bad("ラインでやりとりしましょう。ID→⟦tonosumi2020⟧"),
        Bad("카카오톡 아이디는 \"⟦apple_tono88⟧\" 입니다."),
        Warned("写真は⟦https://x.com/example_other⟧にあります。"),
        Bad("ラインでやりとりしましょう。ID→⟦tonosumi2020⟧"),
        Bad("インスタのID「⟦yuki_no_ie⟧」を見てください。"),
        Bad("카카오톡 아이디는 \"⟦apple_tono88⟧\" 입니다."),
        Bad("写真は全部Xに上げています。⟦yama_no_oto_55⟧で探してください。"),
        Good("LINEで回覧板が届きます。LINEのIDは窓口で聞いてください。"),
        Good("町のXとInstagramを見てください。https://x.com/ の使い方も教えます。"),
        Good("インスタ映えする駅です。"),
        Good("JIS X 8341-3:2016に沿っています。"),
        Good("町の動画：https://www.youtube.com/embed/abc-DEF_1 https://www.youtube.com/playlist?list=PL1"),
        Good("Linux x86_64とLinux arm64_v8で動きます。online: abc_123。"),
    ],
};

/// Networks by name, and the sign before a handle.
#[rustfmt::skip]
const SIGNS: &[&str] = &[
    "@", "＠", "카카오", "카톡", "微信", "スレッズ", "スカイプ", "フェイスブック", "acebook", "mixi", "ピクシブ", "ixiv", "itHub",
    "ithub", "ayPay", "メルカリ",
    "フリマ", "LINE", "Line", "line", "insta", "Insta", "napchat", "ライン", "カカオ", "akao", "KAKAO", "iscord",
    "DISCORD", "ディスコード", "nstagram",
    "INSTAGRAM", "インスタ", "witter", "TWITTER", "ツイッター", "elegram", "TELEGRAM", "eChat", "echat", "WECHAT", "kype",
    "SKYPE", "ikTok", "iktok", "TIKTOK", "hreads", "THREADS", "luesky", "BLUESKY", "SNS", "X(", "X（", "X:",
    "X：", "X=",
    "で探し", "を探し", "で検索", "を検索", "をフォロー", "X ", "X　", "Xに", "XI", "Xの", "Xで", "Xは", "Xが", "Xも", "Xア", "Xユ", "Xグ",
    "X名", "x:", "x：", "x=", "x ", "x　", "xI", "xi",
        "xの", "xは",
    "xが", "xも", "xア", "xユ", "xグ", "x名",
];

/// Parts of their addresses.
#[rustfmt::skip]
const ADDRESSES: &[&str] = &[
    "line.me", "lin.ee", "x.com/", "x.net/", "twitter.", "instagram.", "facebook.", "threads.", "tiktok.", "youtube.",
    "note.com", "note.mu", "ameblo.jp", "bsky.app", "bsky.social", "fb.com", "fb.net", "hatenablog", "livedoor.blog",
    "fc2.com", "t.me/", "wa.me/", "discord.", "kakao.com", "카카오", "위챗", "微信",
];

static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        // A name is no end of another word: the x of Linux is no network.
        r"(?i:(?:(?-u:\b)(?:(?:my\s)?insta|snapchat|LINE|kakao(?:talk)?|discord|instagram|twitter|telegram|wechat",
        r"|skype|X|tiktok|threads|bluesky)|ライン|カカオ(?:トーク)?|ディスコード|インスタ(?:グラム)?|ツイッター)",
        r"(?:グループ)?\s?の?\s?(?:ID|アイディー|アカウント|ユーザー名|ユーザーネーム|名)?\s?(?:[はがも::=\s→]{1,3}|\sis\s))[「(]?",
        r"(@?[A-Za-z0-9][A-Za-z0-9_.#-]{3,30})",
    ))
});
/// An id that stands apart from the network it belongs to: ラインで。ID→…, 카카오톡 아이디는 "…".
static APART: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r#"(?:LINE|ライン|カカオ|インスタ|Discord|ディスコード|WeChat|Telegram|Skype|카카오톡|微信)[^A-Za-z0-9\n]{0,24}(?:ID|id|アイディー"#,
        r#"|아이디|アカウント)"#,
        r#"[^A-Za-z0-9\n]{1,4}?(@?[A-Za-z][A-Za-z0-9_.#-]{3,30})"#,
    ))
});
/// An id that its network stands somewhere before: ラインで話しましょう。ID→…
static ID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:ID|アイディー|アカウント(?:名)?|ユーザー名|아이디)\s?(?:は|が|:|=|→|⇒|는|「|『|\x22|\s){1,3}",
        r"(@?[A-Za-z0-9][A-Za-z0-9_.-]{3,30})",
    ))
});
/// An id in the sentence of its network or in the next one, with a mark or a figure as no word has.
static NEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:インスタ|instagram|insta(?-u:\b)|(?-u:\b)LINE(?-u:\b)|(?:^|[^ァ-ヶー])ライン|カカオ|카톡|카카오|twitter|ツイッター|スレッズ",
        r"|threads|tiktok|discord|telegram|wechat|微信号?|스카이프",
        r"|スカイプ|skype|フェイスブック|facebook|mixi|ピクシブ|pixiv|github|paypay|メルカリ|フリマ|bluesky|youtube|mastodon|マストドン|ミクシィ)",
        r"[^A-Za-z0-9@/\n]{0,30}?(?:(?i:id)\s?[::は]?\s?)?@?([A-Za-z][A-Za-z0-9_.#-]{3,30})",
    ))
});
/// An id that people are told to look for; it has a mark as no word has.
static SOUGHT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[^A-Za-z0-9_./@])@?([A-Za-z][A-Za-z0-9_.]{3,30})[」』]?\s?",
        r"(?:(?:で|を)(?:探し|さがし|検索|フォロー)|という(?:名前|名|アカウント|ID))",
    ))
});
static LINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:https?://)?(?:line\.me/(?:ti|R/ti)|lin\.ee|qr\.kakao\.com|discord\.gg",
        r"|discord\.com/(?:users|invite)|t\.me|wa\.me)/[0-9A-Za-z/_.~%@?=&#-]+",
    ))
});
static PROFILE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:https?://)?(?:www\.|m\.|mobile\.)?",
        r"(?:(?:x|twitter|instagram|facebook|threads|tiktok|youtube)\.(?:com|net)/|note\.(?:com|mu)/",
        r"|ameblo\.jp/|bsky\.app/profile/|fb\.com/)",
        r"@?[0-9A-Za-z_.-]{2,}[0-9A-Za-z/_.?=&%-]*",
        r"|(?:https?://)?[0-9a-z-]+\.(?:hatenablog\.com|hatenablog\.jp|bsky\.social|livedoor\.blog",
        r"|fc2\.com)",
    ))
});
static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"@[A-Za-z0-9_][A-Za-z0-9_.-]{2,30}"));

/// Networks that a handle may belong to.
const NETWORKS: &[&str] = &[
    "インスタ",
    "Instagram",
    "instagram",
    "LINE",
    "ライン",
    "Twitter",
    "twitter",
    "ツイッター",
    "TikTok",
    "Threads",
    "Bluesky",
    "YouTube",
    "SNS",
    "X(",
    "X:",
    "Xの",
    "Xで",
    "Xは",
    "note",
    "フォロー",
    "フォロワー",
    "上げて",
    "投稿",
    "発信",
];
/// First parts of paths that are no account.
const PAGES: &[&str] = &[
    "/embed/",
    "/playlist",
    "/shorts/",
    "/live/",
    "/share",
    "/intent",
    "/hashtag",
    "/search",
    "/home",
    "/explore",
    "/login",
    "/help",
    "/about",
    "/watch",
    "/sharer",
];

fn find_sns_id(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for found in LABELLED.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let label = &block.text[..found.start()];
        let value = found.as_str();
        // 「Xは便利」 has Japanese behind it; 「X Pro」 is a product: outside an explicit ID a handle has a mark or a digit. A
        // number alone belongs to a standard or a model: 「JIS X 8341-3」.
        let explicit =
            label.trim_end_matches(|c: char| "はがも:= 「(".contains(c)).to_ascii_lowercase().ends_with(['d', '名'])
                || label.contains("アカウント")
                || label.ends_with('→');
        let numbered = value.bytes().any(|byte| byte.is_ascii_alphabetic())
            && value.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_' || byte == b'#');
        let marked = value.starts_with('@') || numbered;
        if (explicit || marked) && block.left(found.start()) != Some('/') {
            out.push(Found::new(found.range(), 85, Severity::Block).certain());
        }
    }
    for found in APART.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let value = found.as_str();
        if value.contains(['_', '.', '#']) || value.bytes().any(|byte| byte.is_ascii_digit()) {
            out.push(Found::new(found.range(), 85, Severity::Block).certain());
        }
    }
    for found in ID.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let before = block.before(found.start(), 60);
        let value = found.as_str().bytes();
        let mixed = value.clone().any(|byte| byte.is_ascii_digit() || matches!(byte, b'_' | b'.' | b'@'))
            && value.clone().any(|byte| byte.is_ascii_alphabetic());
        let mut networks = NETWORKS.iter().chain(&["カカオ", "카카오", "Discord", "discord"]);
        if mixed && networks.any(|word| before.contains(word)) {
            out.push(Found::new(found.range(), 85, Severity::Block).certain());
        }
    }
    let sought = ["探し", "さがし", "検索", "フォロー", "という"].iter().any(|word| block.text.contains(word));
    for found in sought.then(|| SOUGHT.captures_iter(block.text)).into_iter().flatten().filter_map(|found| found.get(1))
    {
        if found.as_str().contains('_') && found.as_str().bytes().filter(u8::is_ascii_alphabetic).count() > 2 {
            out.push(Found::new(found.range(), 85, Severity::Block).certain());
        }
    }
    find_near(block, out);
    out.extend(all(&LINE, block).map(|range| Found::new(range, 85, Severity::Block).certain()));
    for range in all(&PROFILE, block) {
        let text = &block.text[range.clone()];
        if !PAGES.iter().any(|page| text.contains(page))
            && block.left(range.start).is_none_or(|c| !c.is_ascii_alphanumeric())
        {
            out.push(Found::new(range, 60, Severity::Block));
        }
    }
    for range in all(&HANDLE, block) {
        let before = block.before(range.start, 14);
        let near =
            NETWORKS.iter().any(|network| before.contains(network) || block.after(range.end, 10).contains(network));
        if near && block.left(range.start).is_none_or(|c| !c.is_ascii_alphanumeric()) {
            out.push(Found::new(range, 60, Severity::Block));
        }
    }
}

/// The ids that stand near their network and look like no word.
fn find_near(block: &Block<'_>, out: &mut Vec<Found>) {
    for found in NEAR.captures_iter(block.text).filter_map(|found| found.get(1)) {
        let value = found.as_str().trim_end_matches('.');
        let letters = value.bytes().filter(u8::is_ascii_alphabetic).count() > 2;
        let marked =
            value.contains('_') || value.bytes().any(|byte| byte.is_ascii_digit() || byte == b'#' || byte == b'.');
        let file = [".jpg", ".png", ".pdf", ".com", ".jp", ".net", ".md", ".html", ".toml"]
            .iter()
            .any(|end| value.ends_with(end));
        if letters && marked && !file && !block.text[found.end()..].starts_with(['@', '/']) {
            out.push(Found::new(found.start()..found.start() + value.len(), 85, Severity::Block).certain());
        }
    }
}
