//! One quick look at a text as it is written: which detectors could find something? Most blocks call none of them and
//! are never normalised. It may call too many, never too few: `tests/privacy.rs` compares it with no sieve at all.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::privacy::{
    detectors::{school_grade, workplace},
    names::{initials, is_given_latin, is_surname, is_surname_latin, may_begin},
    person::{self, CUES, FAMILY, FIRM_CUES, HONORIFICS, SELF},
};

/// Six digits and more, with little between them.
pub(crate) const NUMBER: u32 = 1;
/// Two numbers joined, or a number before 丁目, 番地, 号.
pub(crate) const LEVELS: u32 = 1 << 1;
/// `@` and what stands for it.
pub(crate) const MAIL: u32 = 1 << 2;
/// Letters and digits in one long word.
pub(crate) const TOKEN: u32 = 1 << 3;
/// An URL, or a mention in angle brackets.
pub(crate) const LINK: u32 = 1 << 4;
/// パスワード and the like.
pub(crate) const PASSWORD: u32 = 1 << 5;
/// A birth and a digit.
pub(crate) const BIRTH: u32 = 1 << 6;
/// 記号, 口座, 被保険者.
pub(crate) const INSURANCE: u32 = 1 << 7;
/// Names of social networks.
pub(crate) const SNS: u32 = 1 << 8;
/// Digits with three dots, or with colons.
pub(crate) const DOTS: u32 = 1 << 9;
/// A kana between numbers.
pub(crate) const PLATE: u32 = 1 << 10;
/// A school, a class and a child.
pub(crate) const SCHOOL: u32 = 1 << 11;
/// Somebody and work.
pub(crate) const WORK: u32 = 1 << 12;
/// Somebody and something sensitive.
pub(crate) const SENSITIVE: u32 = 1 << 13;
/// What is a name.
pub(crate) const NAME: u32 = 1 << 14;
/// What a roster may name; the gate asks for it.
pub(crate) const ROSTER: u32 = 1 << 15;
/// Characters that normalisation changes, or markup: every detector has a look.
pub(crate) const ODD: u32 = 1 << 16;
/// All of them.
pub(crate) const ALL: u32 = (1 << 17) - 1;

// Halves of signs: two of them together are one.
const PERSON: u32 = 1 << 20;
const ILL: u32 = 1 << 21;
const POST: u32 = 1 << 22;
const PLACE_OF_CHILDREN: u32 = 1 << 24;
const BORN: u32 = 1 << 25;
const DIGIT_SEEN: u32 = 1 << 26;
// Words behind or before which a name may stand.
pub(crate) const TITLE: u32 = 1 << 27;
pub(crate) const CUE: u32 = 1 << 28;
pub(crate) const OWN: u32 = 1 << 29;
pub(crate) const CHILD: u32 = 1 << 30;

/// Words and what they are signs of.
#[rustfmt::skip]
const WORDS: &[(u32, &[&str])] = &[
    (PASSWORD, &["パスワード", "パスコード", "暗証番号", "暗号化キー", "PRIVATE KEY", "assword", "asscode", "assphrase", "ASSWORD"]),
    (BORN, &["生まれ", "生れ", "うまれ", "誕生", "生年月日", "バースデー", "irthday", "of birth", "生。", "生)", "生）"]),
    (INSURANCE, &["記号", "口座", "被保険者", "受給者番号", "保険証", "資格番号", "資格者番号", "普通", "当座", "貯蓄"]),
    (
        SNS,
        &[
            "LINE", "Line", "line", "ライン", "カカオ", "akao", "iscord", "ディスコード", "nstagram", "インスタ", "witter",
            "ツイッター", "elegram", "eChat", "Skype", "kype", "ikTok", "hreads", "luesky", "SNS", "X(", "X（", "X:", "X：", "Xの",
            "Xで", "Xは",
        ],
    ),
    (MAIL, &["アット", "あっとまーく", " at ", " AT ", "(at)", "（at）", "[at]", "_at_", "[ at ", "☆", "★", "●", "◎", "■", "♪", "＠"]),
    (
        LINK,
        &[
            "://", ".slack.com", "line.me", "lin.ee", "x.com/", "twitter.com", "instagram.com", "facebook.com", "threads.net",
            "tiktok.com", "youtube.com", "note.com", "note.mu", "ameblo.jp", "bsky.app", "bsky.social", "fb.com", "hatenablog",
            "livedoor.blog", "fc2.com", "t.me/", "wa.me/", "discord.gg", "kakao.com", "goo.gl", "google.co", "maps.apple", "yahoo.jp",
        ],
    ),
    (NUMBER, &["〒", "郵便番号"]),
    (
        PERSON,
        &[
            "私", "わたし", "僕", "俺", "自分", "夫", "妻", "主人", "旦那", "家内", "嫁", "父", "母", "両親", "息子", "娘", "長男",
            "長女", "次男", "次女", "三男", "三女", "子ども", "子供", "うちの", "うちは", "の子", "孫", "兄", "弟", "姉", "妹", "友人",
            "同僚", "本人", "隣", "近所", "向かい", "裏", "同じ地区", "前の住人", "さん", "彼", "大家", "区長", "甥", "姪", "双子",
            "我が子", "わが子",
        ],
    ),
    (
        ILL,
        &[
            "認知症", "がん", "ガン", "癌", "白血病", "糖尿病", "心臓病", "腎臓病", "難病", "キンソン病", "高血圧", "脳梗塞", "脳卒中",
            "脳出血", "心筋梗塞", "透析", "肝炎", "結核", "HIV", "エイズ", "てんかん", "うつ", "鬱", "障害", "失調", "自閉",
            "アスペルガー", "ADHD", "リウマチ", "喘息", "ぜんそく", "アトピー", "アレルギー", "不妊", "流産", "死産", "中絶",
            "引きこもり", "ひきこもり", "不登校", "依存", "自殺", "自死", "前科", "逮捕", "服役", "刑務所", "執行猶予", "犯罪",
            "少年院", "DV", "暴力", "虐待", "ストーカー", "生活保護", "自己破産", "要介護", "介護認定", "寝たきり", "疾患",
        ],
    ),
    (
        POST,
        &[
            "働", "勤", "パート", "アルバイト", "職", "看護師", "教え", "教師", "先生", "保育士", "介護士", "事務", "店長", "社員",
            "経営", "営業", "医師", "料理", "作業", "研修", "仕事", "運転手", "社長", "代表", "工場長", "支店長",
        ],
    ),
    (
        PLACE_OF_CHILDREN,
        &[
            "小学校", "中学校", "高校", "高等学校", "学園", "学院", "分校", "小の", "中の", "高の", "小に", "中に", "高に", "小1",
            "小2", "小3", "小4", "小5", "小6", "中1", "中2", "中3", "高1", "高2", "高3", "幼稚園", "保育園", "保育所", "こども園",
            "支援学校", "小、", "中、", "高、", "小一", "中一", "高一",
        ],
    ),
    (NAME, &["AM", "PM", " am", " pm", "0am", "0pm", "午前", "午後"]),
    (TITLE, HONORIFICS),
    (CUE, FIRM_CUES),
    (CUE, CUES),
    (OWN, SELF),
    (CHILD, FAMILY),
];

struct Words {
    search: AhoCorasick,
    signs: Vec<(&'static str, u32)>,
}

static SEARCH: LazyLock<Words> = LazyLock::new(|| {
    let mut signs: Vec<(&'static str, u32)> = WORDS.iter().flat_map(|(sign, words)| words.iter().map(|word| (*word, *sign))).collect();
    signs.sort_unstable();
    signs.dedup_by(|next, first| {
        next.0 == first.0 && {
            first.1 |= next.1;
            true
        }
    });
    let search = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::DFA))
        .build(signs.iter().map(|(word, _)| word))
        .expect("the sieve's own words fit an automaton");
    Words { search, signs }
});

// What a character may be part of.
const DIGIT: u8 = 1;
const JOINT: u8 = 1 << 1;
const KANJI: u8 = 1 << 2;
const INITIAL: u8 = 1 << 3;
const LEVEL: u8 = 1 << 4;
const KANA: u8 = 1 << 5;
const STRANGE: u8 = 1 << 6;

/// The class of every character of the basic plane.
#[rustfmt::skip]
static CLASSES: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut classes = vec![STRANGE; 0x10000];
    let plain = [
        (0, 0x7f, 0), (0xa1, 0xac, 0), (0xae, 0x17f, 0), (0x2018, 0x201f, 0), (0x2020, 0x2027, 0), (0x2030, 0x205e, 0),
        (0x20a0, 0x20bf, 0), (0x2190, 0x23ff, 0), (0x2500, 0x2757, 0), (0x3001, 0x303f, 0), (0x3041, 0x3096, KANA),
        (0x309b, 0x309f, 0), (0x30a0, 0x30ff, KANA), (0x3400, 0x4dbf, KANJI), (0x4e00, 0x9fff, KANJI), (0xff01, 0xff0f, 0),
        (0xff1a, 0xff20, 0), (0xff3b, 0xff40, 0), (0xff5b, 0xff65, 0), (0xff10, 0xff19, DIGIT),
    ];
    for (from, to, class) in plain {
        classes[from..=to].fill(class);
    }
    let mut add = |characters: &str, class: u8| characters.chars().for_each(|c| classes[u32::from(c) as usize] |= class);
    add("〇一二三四五六七八九", DIGIT);
    add("（）‒–—―−－ー〜～・．／の丁番", JOINT);
    add("番丁号条街地", LEVEL);
    for initial in initials() {
        if let Some(class) = classes.get_mut(u32::from(initial) as usize) {
            *class |= INITIAL;
        }
    }
    for c in ['　', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}'] {
        classes[u32::from(c) as usize] = JOINT;
    }
    classes
});

/// The words in a text beside which a name may stand, with what each of them is.
pub(crate) fn beside_names(text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &'static str, u32)> + '_ {
    let found = SEARCH.search.find_overlapping_iter(text);
    let words = found.map(|found| (found.range(), SEARCH.signs[found.pattern().as_usize()]));
    words.filter(|(_, (_, sign))| sign & (TITLE | CUE | OWN | CHILD) != 0).map(|(range, (word, sign))| (range, word, sign))
}

/// The signs that a text shows, as it is written or in normal form, in which nothing is odd any more.
pub(crate) fn signs(text: &str, normal: bool) -> u32 {
    let mut look = Look { text, normal, signs: 0, digits: 0, gap: 0, dots: 0 };
    look.characters();
    if look.signs & ODD == 0 {
        look.words();
    }
    let both = |halves: u32| look.signs & halves == halves;
    let mut signs = look.signs;
    for (halves, sign) in [(BORN | DIGIT_SEEN, BIRTH), (PERSON | ILL, SENSITIVE), (POST, WORK), (PERSON | PLACE_OF_CHILDREN, SCHOOL)] {
        signs |= if both(halves) { sign } else { 0 };
    }
    // Only with somebody beside them: classes and work are everywhere.
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let lone = |sign: u32, beside: &dyn Fn() -> bool| if signs & sign != 0 && !beside() { sign } else { 0 };
    let lone = lone(SCHOOL, &|| any(&["年", "組", "歳児"]) && any(school_grade::CHILD)) | lone(WORK, &|| any(workplace::NAMED));
    signs &= !lone;
    if signs & ODD != 0 { ALL } else { signs & ALL }
}

struct Look<'a> {
    text: &'a str,
    /// Whether the text is in normal form.
    normal: bool,
    signs: u32,
    /// Digits of the cluster that is being read.
    digits: u32,
    /// Characters since its last digit.
    gap: u32,
    /// Dots or colons inside it.
    dots: u32,
}

impl Look<'_> {
    fn characters(&mut self) {
        let classes = &**CLASSES;
        let mut in_run = false;
        for (at, c) in self.text.char_indices() {
            if c.is_ascii() {
                in_run = false;
                self.ascii(at, c as u8);
                continue;
            }
            // Pictographs alone change nothing; flags and letters in disguise do.
            let Some(class) = classes.get(u32::from(c) as usize) else {
                if !self.normal && (!matches!(u32::from(c), 0x1f300..=0x1faff) || c == '\u{1f3f4}') {
                    self.signs |= ODD;
                    return;
                }
                continue;
            };
            if class & STRANGE != 0 && !self.normal {
                self.signs |= ODD;
                return;
            }
            if class & DIGIT != 0 {
                self.digit();
            } else if self.digits > 0 {
                self.behind_digits(at, c, *class);
            }
            let kanji = class & KANJI != 0;
            if kanji && !in_run && class & INITIAL != 0 && self.signs & NAME == 0 {
                self.run(at);
            }
            in_run = kanji;
        }
    }

    fn digit(&mut self) {
        if self.digits > 0 && self.gap > 0 {
            self.signs |= LEVELS;
        }
        self.digits += 1;
        self.gap = 0;
        self.signs |= if self.digits >= 6 { NUMBER | DIGIT_SEEN } else { DIGIT_SEEN };
    }

    fn behind_digits(&mut self, at: usize, c: char, class: u8) {
        if class & LEVEL != 0 && self.gap <= 1 {
            self.signs |= LEVELS;
        }
        if class & KANA != 0 && self.digits >= 2 && self.gap <= 1 {
            let next = self.text[at + c.len_utf8()..].chars().find(|c| !c.is_whitespace());
            if next.is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９' | '・' | '.')) {
                self.signs |= PLATE;
            }
        }
        self.gap += 1;
        if class & JOINT == 0 || self.gap > 3 {
            (self.digits, self.gap, self.dots) = (0, 0, 0);
        }
    }

    fn ascii(&mut self, at: usize, byte: u8) {
        let next = self.text.as_bytes().get(at + 1).copied().unwrap_or(b' ');
        let odd = if self.normal { 0 } else { ODD };
        match byte {
            b'0'..=b'9' => return self.digit(),
            b'@' => self.signs |= MAIL,
            b'<' if matches!(next, b'@' | b'#' | b'!') => self.signs |= LINK | if next == b'!' { odd } else { 0 },
            b'<' if next.is_ascii_alphabetic() || next == b'/' => self.signs |= odd,
            b'&' if next.is_ascii_alphabetic() || next == b'#' => self.signs |= odd,
            b'%' if next.is_ascii_hexdigit() => self.signs |= odd,
            b'\\' if next.is_ascii_punctuation() => self.signs |= odd,
            b'{' if !matches!(next, b'.' | b'#' | b'{' | b'%' | b' ') => self.signs |= odd,
            b'*' | b'`' | b'~' | b'_' if self.splits(at) => self.signs |= odd,
            b'.' | b':' => {
                let before = at.checked_sub(1).map_or(b' ', |before| self.text.as_bytes()[before]);
                if before.is_ascii_hexdigit() || before == byte {
                    self.dots += 1;
                    self.signs |= if self.dots >= if byte == b'.' { 3 } else { 2 } { DOTS } else { 0 };
                }
            }
            byte if byte.is_ascii_alphabetic() => {
                // 30A わ: newer plates have a letter among their first figures.
                if self.digits == 2 && self.gap == 0 && (next == b' ' || !next.is_ascii()) {
                    self.signs |= PLATE;
                }
                self.letter(at);
            }
            b' ' => self.dots = 0,
            _ => {}
        }
        if self.digits > 0 {
            self.gap += 1;
            if self.gap > 3 || byte.is_ascii_alphabetic() || matches!(byte, b',' | b'|' | b';' | b'?' | b'!' | b'"') {
                (self.digits, self.gap) = (0, 0);
            }
        }
    }

    /// Whether emphasis stands between two kanji, letters or digits that could be one value without it.
    fn splits(&self, at: usize) -> bool {
        let mark = |c: &char| matches!(c, '*' | '`' | '~' | '_');
        let joins = |c: char| c.is_alphanumeric() && !('\u{3041}'..='\u{309f}').contains(&c) || matches!(c, '-' | ' ');
        let before = self.text[..at].chars().next_back();
        let after = self.text[at..].chars().find(|c| !mark(c));
        // Names are as often emphasised whole, with 敬称 behind: **佐藤**さん.
        let title = |c: char| matches!(c, 'さ' | 'く' | 'ち' | 'と' | 'で');
        before.is_some_and(joins)
            && after.is_some_and(|c| joins(c) || title(c))
            && !matches!((before, after), (Some(' '), _) | (_, Some(' ')))
            || before.is_some_and(|c| c == '-' || c.is_ascii_digit()) && after.is_some_and(|c| c == '-' || c.is_ascii_digit())
    }

    /// Looks at a word of letters where it begins.
    fn letter(&mut self, at: usize) {
        let bytes = self.text.as_bytes();
        let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        if at > 0 && inside(bytes[at - 1]) {
            return;
        }
        let end = bytes[at..].iter().position(|byte| !inside(*byte)).map_or(bytes.len(), |end| at + end);
        let word = &self.text[at..end];
        let digits = word.bytes().any(|byte| byte.is_ascii_digit());
        if word.len() >= 8 && digits
            || word.len() >= 16
            || word.len() == 2 && bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
        {
            self.signs |= TOKEN | NUMBER;
        }
        if bytes[at].is_ascii_uppercase() && self.signs & NAME == 0 {
            let rest = self.text[end..].trim_start_matches([',', ' ', '\n']);
            let next = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
            let pair = |a: &str, b: &str| is_surname_latin(a) && is_given_latin(b);
            if next.starts_with(|c: char| c.is_ascii_uppercase()) && (pair(word, next) || pair(next, word)) {
                self.signs |= NAME;
            }
        }
    }

    /// A run of kanji begins with what begins a surname.
    fn run(&mut self, at: usize) {
        let mut chars = self.text[at..].chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return };
        if !may_begin(first, second) && !is_surname(&self.text[at..at + first.len_utf8()]) {
            return;
        }
        let end = person::kanji_end(self.text, at);
        if person::run(self.text, at).is_some()
            || (self.text[end..].starts_with(['*', '`', '}', '|', '~']) && is_surname(&self.text[at..end]))
        {
            self.signs |= NAME;
        }
    }

    fn words(&mut self) {
        for found in SEARCH.search.find_overlapping_iter(self.text) {
            let (word, sign) = SEARCH.signs[found.pattern().as_usize()];
            self.signs |= sign & !(TITLE | CUE | OWN | CHILD);
            if sign & (TITLE | CUE | OWN | CHILD) == 0 || self.signs & NAME != 0 {
                continue;
            }
            let text = self.text;
            let name = (sign & TITLE != 0
                && (person::before(text, found.start(), word).is_some() || text[..found.start()].ends_with(['}', '*', '`', '_'])))
                || (sign & CUE != 0 && person::after_cue(text, found.end()).is_some())
                || (sign & OWN != 0 && person::own(text, found.start()).is_some())
                || (sign & CHILD != 0 && person::child(text, found.end()).is_some());
            self.signs |= if name { NAME } else { 0 };
        }
    }
}
