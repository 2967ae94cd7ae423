//! `PERSON_NAME`: names of people, by dictionary and by the words that stand beside a name.

use std::{ops::Range, sync::LazyLock};

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::{
    privacy::{
        block::Block,
        common_words::is_common,
        detector::{
            Detector,
            Example::{Bad, Good, Warned},
            Trigger::{CapitalAt, Holds, HoldsAt, KanjiAt},
            Triggers, pattern,
        },
        kind::{Kind, Severity},
        links::link_around,
        lists::Lists,
        names::{initials, is_given, is_place, is_surname, may_be_surname, may_begin},
        nobody::{is_animal, is_column_of_facilities, is_in_title, is_sample},
        person::{self, Name},
        person_bare, person_cues, person_latin, person_letters, person_marks, person_roles, person_rows,
        person_words::{CREDITS, CUES, FAMILY, FIRM_CUES, HONORIFICS, KIN, RELATIONS, SELF, is_word},
        public_names::is_historical,
        score::{Found, NO_WORDS},
    },
    text::japanese::is_kanji,
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::PersonName,
    triggers: Triggers::any(&[
        Holds(TIMES),
        HoldsAt(HONORIFICS, may_follow_name),
        HoldsAt(RELATIONS, |text, word| person_cues::related(text, word.start).is_some()),
        HoldsAt(FIRM_CUES, |text, word| firmly_asked(text, word).is_some()),
        HoldsAt(CUES, |text, word| asked(text, word).is_some()),
        HoldsAt(CREDITS, |text, word| person_cues::after_credit(text, word.end).is_some()),
        HoldsAt(SELF, |text, word| person_cues::own(text, word.start).is_some()),
        HoldsAt(FAMILY, |text, word| person_cues::child(text, word.end).is_some()),
        HoldsAt(KIN, |text, word| person_cues::kin(text, word).is_some()),
        HoldsAt(person_roles::TITLES, |text, word| person_roles::mixed(text, word.start).is_some()),
        HoldsAt(&["と申し"], |text, word| person_roles::humble(text, word.start).is_some()),
        HoldsAt(person_roles::ROLES, |text, word| person_roles::after_role(text, word).is_some()),
        HoldsAt(person_roles::LABELS, |text, word| person_roles::after_label(text, word).is_some()),
        HoldsAt(person_roles::SECTIONS, |text, word| person_roles::after_section(text, word).is_some()),
        HoldsAt(person_roles::COUNTED, |text, word| person_roles::in_row(text, word).is_some()),
        HoldsAt(SAYING, |text, word| person_cues::says_own(text, word.start).is_some()),
        Holds(IS_SELF),
        HoldsAt(person_bare::DIVIDERS, person_bare::divides_name),
        Holds(person_bare::CALLING),
        HoldsAt(&["」"], person_bare::quotes_katakana),
        HoldsAt(person_bare::AGES, person_bare::ends_age),
        HoldsAt(person_letters::HOUSE_KIN, |text, word| person_letters::of_house(text, word.start).is_some()),
        HoldsAt(person_letters::OF_PLACES, |text, word| person_letters::of_place(text, word.start).is_some()),
        HoldsAt(person_letters::AFFECTION, |text, word| person_letters::fondly(text, word.start).is_some()),
        HoldsAt(&[" ", "　"], person_letters::divides_hiragana),
        HoldsAt(&[" ", "　"], person_rows::divides_kanji),
        Holds(person_rows::GIFTS),
        Holds(person_rows::BECOMING),
        KanjiAt(|| initials().collect(), person_rows::may_begin_row),
        Holds(person_letters::CLOSINGS),
        Holds(person_letters::TOLD),
        Holds(person_marks::AILING),
        HoldsAt(&[":", "："], person_marks::may_speak),
        Holds(GREETINGS),
        Holds(person_latin::SIGNS),
        KanjiAt(|| initials().collect(), may_be_name),
        CapitalAt(may_be_latin_name),
    ]),
    words: NO_WORDS,
    find: find_person_name,
    examples: &[
        Bad("⟦鈴木⟧さんに雪かきを習いました。"),
        Bad("⟦渡邉⟧様のお宅です。"),
        Bad("隣の⟦千葉⟧さんは元気です。"),
        Bad("元区長の⟦田中⟧氏に聞きました。"),
        Bad("⟦佐々木花子⟧です。"),
        Bad("⟦髙橋 健一⟧、よろしくお願いします。"),
        Bad("所有者は⟦中村幸子⟧です。"),
        Bad("氏名：⟦伊藤⟧"),
        Bad("はじめまして、⟦加藤⟧と申します。"),
        Bad("⟦さとう はなこ⟧といいます。"),
        Bad("⟦マリア・ガルシア⟧さんの店です。"),
        Bad("⟦Tanaka Hanako⟧ lives here."),
        Bad("⟦SATOU Hanako⟧ and ⟦Satō Hanako⟧ live here."),
        Bad("⟦山本 翔⟧ 9:05 PM\n道が凍ります。"),
        Bad("⟦林⟧さん一家です。⟦吉田⟧夫妻もいます。"),
        Bad("⟦{小林|こばやし}⟧さんの畑です。"),
        Bad("フリガナ ⟦ヤマダ ハナコ⟧"),
        Bad("⟦木村⟧区長に頼みます。"),
        Bad("娘の⟦結衣⟧は元気です。"),
        Bad("双子の⟦葵⟧が同じ保育園に通います。"),
        Bad("長女⟦結衣⟧は元気です。娘（⟦はなこ⟧）も元気です。"),
        Bad("司会は⟦山田（太郎）⟧さんです。"),
        Bad("⟦山田⟧の奥さんと、⟦熊谷⟧のじいちゃんに聞きました。"),
        Bad("⟦サトウハナコ⟧さんと⟦スミス⟧さん、⟦王⟧さん、⟦Doug⟧氏が来ます。"),
        Bad("投稿者：⟦加藤⟧"),
        Bad("文責　⟦高橋⟧"),
        Bad("文・写真／⟦高橋健太⟧"),
        Bad("【担当者名】⟦佐々木⟧さん"),
        Bad("封筒に「⟦遠藤 美津子⟧宛」と書きます。"),
        Bad("こんにちは。先日利用しました⟦若林⟧です。"),
        Bad("はじめまして。⟦江刺家 のぞみ⟧です。"),
        Bad("わたしの なまえは ⟦ファム ミン⟧です。"),
        Bad("後任は⟦渡邉そら⟧に決まりました。"),
        Bad("Hi, I'm ⟦Chloe Hartwell⟧ and this is my dog."),
        Bad("My name is ⟦Hanako Otsuka⟧. Ask ⟦Tanaka⟧-san or Mr. ⟦Kumagai⟧."),
        Bad("Meu nome é ⟦Edson Nakahara⟧. O Sr. ⟦Oikawa⟧ mora ao lado."),
        Bad("大家好,我叫⟦陈雨桐⟧,来灯野町两年了。"),
        Bad("⟦H.Sato⟧（移住5年目）"),
        Bad("⟦鈴木一郎⟧さんのように移り住む人が増えました。"),
        Bad("記入例は窓口にあります。担当の⟦佐藤花子⟧さんに聞いてください。"),
        Bad("手紙の書き方は⟦佐藤花子⟧さんに習いました。"),
        Good("氏名の欄に佐藤 花子、または「佐藤 花子さん」の形で書きます。"),
        Good("夏目漱石の小説、与謝野晶子さんの歌、Matsuo Bashoの句の話です。"),
        Good("東貴志コミュニティセンターと南健一公園、山田太郎記念館、中村豆腐店さん、田中屋さんの話です。"),
        Good("例：佐藤 花子（さとう はなこ）と書いてください。"),
        Good("金さん銀さんの里です。村長さんと講師の先生、民生委員さんも来ます。"),
        Bad("大工の棟梁は⟦菅生道彦⟧、記録は⟦戸倉 慎之介⟧です。（⟦芦原 まどか⟧）"),
        Bad("⟦榎並⟧先生の診療所と、⟦牧村そら⟧さんの絵です。"),
        Bad("| 氏名 | 年 |\n|---|---|\n| ⟦水無瀬 亜紀⟧ | 3 |"),
        Warned("⟦源次⟧じいさんの炭焼き小屋と、⟦克也⟧兄ちゃんの家です。"),
        Good("お諏訪さんの湧き水と、けんちゃん汁の話です。"),
        Good("| 氏名 |  |\n|---|---|\n| 電話番号 |  |\n| 生年月日 |  |\n| 住　所 |  |"),
        Good("| 氏名 | 担当 |\n|---|---|\n| 移住交流課 | 〇〇 〇〇 |"),
        Good("王林とふじ、秋田さんさい市、隣のおばちゃん、本家と分家の話です。"),
        Good("I'm happy. This is Tono Town. The mayor and the district head say hello to Mr. Donut."),
        Warned("⟦翔太⟧くんと遊びました。"),
        Bad("近所の⟦たなか⟧さんです。"),
        Bad("写真は⟦オイカワ タケシ⟧が撮りました。"),
        Bad("上ノ山の⟦沢渡⟧さんと⟦小此木⟧さん一家に会いました。"),
        Bad("文責：⟦戸田川⟧ と（文責　⟦高久田⟧）"),
        Bad("担当：⟦斎藤⟧"),
        Bad("どうも、⟦ナカムラ⟧です。"),
        Bad("わたしは⟦阮文雄⟧です。工場で働いています。"),
        Bad("案内をつとめます⟦千葉⟧でございます。"),
        Bad("My son ⟦Kaito⟧ takes the bus. A vizinha ⟦Luciana⟧ ajuda."),
        Bad("ほたる保育園の⟦はると⟧くんが手を振ってくれます。"),
        Warned("⟦菊地⟧が当番を代わってくれた。"),
        Warned("漬物を教えてくれたのは、隣の集落の⟦菅原⟧でした。"),
        Bad("写真提供：⟦ひらの つよし⟧ 投稿：⟦みずのえいこ⟧"),
        Bad("⟦郷古⟧さんの納屋と、⟦ヤマザキ⟧のじいさまの畑です。うちの夫、⟦健吾⟧といいます。"),
        Bad("こんにちは！北海道から来た⟦ミシェル⟧です。"),
        Good("大島さくら、染井吉野、山桜の順に咲きます。山下清の絵です。"),
        Good("絵本「けんたくんのゆきだるま」を保育園で読みます。"),
        Good("板前さんと蔵元さん、仲居さんの話です。担当：農業委員会 文責　広報部"),
        Warned("担当は⟦斎藤⟧です。"),
        Good("千葉さんざんの天気と、秋田さんぽの会です。お父さん、奥さん、神さま、うちの子と、娘の学校、孫の本です。"),
        Good("皆さん、たくさんの業者さんと大工さん、お医者さんと大家さんが来ます。"),
        Good("山口県と福島から来た人が、石川町に住みます。"),
        Good("摂氏5度の氏神様です。様子を見ます。"),
        Good("高橋町と佐藤錦、林地区、中村橋、小林公園の話です。"),
        Good("Tono Town welcomes you. New York, Good Morning, Minami Alps."),
        Good("農家の空き家、住宅、在宅、実家、森林の話です。"),
        Good("区長は山を、会長は川を見ます。担当は住民課です。"),
    ],
};

/// How the time of day is written behind the name of who posts.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "AM", "PM", "Am", "Pm", "aM", "pM", " am", " pm", "0am", "1am", "2am", "3am", "4am", "5am", "6am", "7am", "8am",
    "9am", "0pm", "1pm", "2pm", "3pm", "4pm", "5pm", "6pm", "7pm", "8pm", "9pm", "午前", "午後",
];

/// The name before 敬称.
fn before_title(text: &str, word: Range<usize>) -> Option<Name> {
    let personal = matches!(&text[word.clone()], "さん" | "くん" | "君" | "ちゃん" | "様" | "さま" | "氏");
    let with_kana = || personal.then(|| person_marks::with_kana(text, word.start)).flatten();
    person::before(text, word.start, &text[word.clone()]).or_else(with_kana)
}

/// Whether a name may end where 敬称 begins; emphasis or a reading between the two is dropped later.
fn may_follow_name(text: &str, word: Range<usize>) -> bool {
    before_title(text, word.clone()).is_some() || text[..word.start].ends_with(['}', '*', '`', '_'])
}

/// Whether a name may be the run of kanji that begins at a byte.
fn may_be_name(text: &str, at: usize) -> bool {
    let mut chars = text[at..].chars();
    let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return false };
    if !may_begin(first, second) && !may_be_surname(first) {
        return false;
    }
    let end = person::kanji_end(text, at);
    // What follows in emphasis or behind a reading is joined later.
    let joined = text[end..].starts_with(['*', '`', '}', '|', '~']);
    person::run(text, at).is_some() || joined && is_surname(&text[at..end]) || person_bare::may_be_bare(text, at)
}

/// Whether two words of Latin letters, of which the first begins at a byte, may be a name.
fn may_be_latin_name(text: &str, at: usize) -> bool {
    let (first, rest) = text[at..].split_at(latin_word(&text[at..]));
    if let Some(rest) = rest.strip_prefix('.').filter(|_| first.len() == 1) {
        let rest = rest.trim_start();
        return person_latin::is_behind_initial(&rest[..latin_word(rest)]);
    }
    let rest = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    let second = &rest[..latin_word(rest)];
    second.starts_with(|c: char| c.is_ascii_uppercase()) && person_latin::is_pair(first, second)
}

/// Where a word ends that begins a text: a letter and small ones, or capitals.
fn latin_word(text: &str) -> usize {
    let is_small = |c: char| c.is_ascii_lowercase() || matches!(c, 'ō' | 'ū');
    let small = text.chars().nth(1).is_some_and(is_small);
    let goes_on = |at: usize, c: char| at == 0 || if small { is_small(c) } else { c.is_ascii_uppercase() };
    text.char_indices().find(|(at, c)| !goes_on(*at, *c)).map_or(text.len(), |(at, _)| at)
}

/// What people greet with before they say who they are, and how they speak of their own name.
#[rustfmt::skip]
const GREETINGS: &[&str] = &[
    "じめまして", "初めまして", "こんにち", "こんばんは", "おはようござ", "お世話になっ", "お世話になり", "れさまです", "失礼します", "どうも", "皆さま", "みなさん",
    "名前", "なまえ", "名は",
];

/// How a sentence ends that says who somebody is.
const SAYING: &[&str] = &["です", "でございます", "でーす"];
/// How one begins.
const IS_SELF: &[&str] = &["私は", "わたしは", "わたくしは", "僕は", "ぼくは", "ボクは", "俺は", "おれは", "オレは"];

/// Where a name stands beside a word.
type Beside = fn(&str, Range<usize>) -> Option<Name>;

/// What stands between a word and the name that it asks for; a space only where nothing else could follow.
const SIGNS: [char; 13] = [':', '：', '】', '》', '〉', ']', '/', '／', '=', '＝', '・', ' ', '　'];

/// The name that a word asks for which nothing else follows.
fn firmly_asked(text: &str, word: Range<usize>) -> Option<Name> {
    let after = person_cues::after_cue(text, word.end);
    // 旧姓仁科: the name follows at once.
    let maiden = || (&text[word.clone()] == "旧姓").then(|| person_cues::from(text, word.end)).flatten();
    // （文責・帯刀）: whatever stands there and ends there is a name.
    let writer = || (&text[word.clone()] == "文責").then(|| person_marks::alone_behind(text, word.end)).flatten();
    let name = after.or_else(maiden).or_else(writer).map(|name| Name { sure: true, ..name });
    name.or_else(|| person_cues::after_sign(text, word.end, &SIGNS))
}

/// The name that a word may ask for: behind a sign it does.
fn asked(text: &str, word: Range<usize>) -> Option<Name> {
    let name = person_cues::after_cue(text, word.end);
    if name.as_ref().is_some_and(|name| name.sure) {
        name
    } else {
        person_cues::after_sign(text, word.end, &SIGNS[..10]).or(name)
    }
}

/// The words beside which names stand, all in one search.
static BESIDE: LazyLock<(AhoCorasick, Vec<Beside>)> = LazyLock::new(|| {
    let lists: [(&[&str], Beside); 18] = [
        (HONORIFICS, before_title),
        (RELATIONS, |text, word| person_cues::related(text, word.start)),
        (FIRM_CUES, firmly_asked),
        (CUES, asked),
        (CREDITS, |text, word| person_cues::after_credit(text, word.end)),
        (SELF, |text, word| person_cues::own(text, word.start)),
        (FAMILY, |text, word| {
            person_cues::child(text, word.end).map(|range| Name { sure: !is_common(&text[range.clone()]), range })
        }),
        (KIN, |text, word| person_cues::kin(text, word).map(|range| Name { range, sure: true })),
        (person_roles::TITLES, |text, word| person_roles::mixed(text, word.start)),
        (&["と申し"], |text, word| person_roles::humble(text, word.start)),
        (person_roles::ROLES, person_roles::after_role),
        (person_roles::LABELS, person_roles::after_label),
        (person_roles::SECTIONS, person_roles::after_section),
        (person_roles::COUNTED, person_roles::in_row),
        (SAYING, |text, word| person_cues::says_own(text, word.start)),
        (person_letters::HOUSE_KIN, |text, word| person_letters::of_house(text, word.start)),
        (person_letters::OF_PLACES, |text, word| person_letters::of_place(text, word.start)),
        (person_letters::AFFECTION, |text, word| person_letters::fondly(text, word.start)),
    ];
    let words = || lists.iter().flat_map(|(words, beside)| words.iter().map(|word| (*beside, *word)));
    let search = AhoCorasick::new(words().map(|(_, word)| word)).expect("the words beside names fit an automaton");
    (search, words().map(|(beside, _)| beside).collect())
});

static HEADER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?m)^[ \t>]*([^\n:。、]{2,24}?)\s{1,2}\[?",
        r"(?:[0-9]{1,2}:[0-9]{2}\s?[AaPp][Mm]|(?:午前|午後)\s?[0-9]{1,2}:[0-9]{2}\]?[ \t]*$)",
    ))
});

fn find_person_name(block: &Block<'_>, lists: &Lists, out: &mut Vec<Found>) {
    let text = block.text;
    let mut add = |range: Range<usize>, sure: bool| {
        let nobody = is_historical(text, &range) || is_in_title(block, &range);
        if nobody
            || !sure && is_animal(block, &range)
            || is_sample(block, &range)
            || is_column_of_facilities(block, &range)
        {
            return;
        }
        // A name inside a link goes with the link, unless it is a public one.
        let link = || link_around(text, &range).filter(|_| !lists.is_public_name(text, &range));
        let range = link().unwrap_or(range.clone());
        out.push(Found::new(range, if sure { 85 } else { 60 }, Severity::Block));
    };
    for (at, c) in text.char_indices() {
        if is_kanji(c)
            && !block.left(at).is_some_and(is_kanji)
            && let Some(name) = person::run(text, at)
        {
            add(name, true);
        }
    }
    let (search, sides) = &*BESIDE;
    for word in search.find_overlapping_iter(text) {
        if let Some(name) = sides[word.pattern().as_usize()](text, word.range()) {
            add(name.range.clone(), name.sure || is_child(block, &name.range));
        }
    }
    person_bare::find_bare(text).into_iter().for_each(|name| add(name, false));
    person_bare::find_katakana(text).into_iter().for_each(|name| add(name.range, name.sure));
    person_bare::find_called(text).into_iter().for_each(|name| add(name.range, name.sure));
    let finders = [
        person_letters::find_signed,
        person_letters::find_aged,
        person_letters::find_hiragana,
        person_letters::find_told,
        person_marks::find_speakers,
        person_marks::find_apart,
        person_marks::find_ill,
        person_rows::find_rows,
        person_rows::find_pairs,
        person_rows::find_givers,
        person_rows::find_spaced,
        person_rows::find_elected,
    ];
    person_rows::find_last(text).into_iter().for_each(|name| add(name.range, name.sure));
    for find in finders {
        find(text).into_iter().for_each(|name| add(name.range, name.sure));
    }
    names_in_columns(block).into_iter().for_each(|range| add(range, true));
    person_cues::introductions(text).into_iter().for_each(|name| add(name.range, name.sure));
    person_latin::names(text).into_iter().for_each(|name| add(name, true));
    // A time of day has one of these.
    let timed = if text.contains([':', '午']) { text } else { "" };
    for name in HEADER.captures_iter(timed).filter_map(|header| header.get(1)) {
        add(name.start()..name.start() + name.as_str().trim_end().len(), true);
    }
}

/// How the head of a table calls a column of people alone.
const PEOPLE: [&str; 10] =
    ["世帯", "代表", "当番", "班長", "担当者", "氏名", "お名前", "参加者名", "保護者名", "児童名"];

/// What stands in a column of people and looks like a surname and a given name, whether a list has it or not.
fn names_in_columns(block: &Block<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !PEOPLE.iter().any(|word| block.head.contains(word)) {
        return found;
    }
    let mut at = 0;
    for cell in block.text.split(block.divider()) {
        let name = cell.trim();
        let start = at + (cell.len() - cell.trim_start().len());
        let column = block.column(start);
        let duty = is_surname(name) && !is_word(name) && !is_place(name);
        if (is_spaced_name(name) || duty || person_letters::split_widely(name).is_some())
            && PEOPLE.iter().any(|word| column.contains(word))
        {
            found.push(start..start + name.len());
        }
        at += cell.len() + block.divider().len_utf8();
    }
    found
}

/// Whether kanji and a given name stand apart; 電話　番号 and 住　所 of a form are none.
fn is_spaced_name(text: &str) -> bool {
    let mut parts = text.split([' ', '　']).filter(|part| !part.is_empty());
    let (Some(surname), Some(given), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    let is_given = is_given(given) || given.chars().all(person::is_letter);
    let count = surname.chars().count() + given.chars().count();
    is_given && surname.chars().all(is_kanji) && (3..=7).contains(&count)
}

/// Words of children, and of where they are by day.
#[rustfmt::skip]
const CHILDREN: &[&str] = &[
    "保育園", "保育所", "幼稚園", "こども園", "子ども園", "小学", "年生", "年少", "年中", "年長", "組の", "園児", "歳", "子ども会", "子供会", "息子", "娘",
    "着替え", "年の", "鼓笛", "運動会", "発表会", "徒競走", "同級生", "分校", "通学", "登校", "うちの子", "学童",
];

/// Whether a name beside くん or ちゃん is a child's: then it is not shown, however little it says. In a title it is
/// somebody's of a book.
fn is_child(block: &Block<'_>, range: &Range<usize>) -> bool {
    let titled = ["くん", "ちゃん", "クン", "チャン"].iter().any(|word| block.text[range.end..].starts_with(word));
    let sentence = block.sentence(range);
    let head = &block.text[sentence.start..range.start];
    let quoted = head.rfind('「').is_some_and(|open| !head[open..].contains('」'));
    titled && !quoted && CHILDREN.iter().any(|word| block.text[sentence.clone()].contains(word))
}
