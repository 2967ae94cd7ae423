//! A dictionary of Japanese surnames and given names, compiled in as sorted lists: a look-up is a binary search, and
//! nothing is built when the program starts.

use std::sync::LazyLock;

use crate::text::pairs::PairTable;

/// See the head of the file for its origin and licence.
const DATA: &str = include_str!("names.txt");
/// The same.
const RARE_DATA: &str = include_str!("surnames.txt");

struct Lists {
    surname: [&'static str; 3],
    /// Surnames that are not common; of one character there is none.
    rare: [&'static str; 3],
    /// The same of those that are places as well.
    placed: [&'static str; 3],
    given: [&'static str; 3],
    surname_kana: Vec<&'static str>,
    given_kana: Vec<&'static str>,
    surname_latin: Vec<&'static str>,
    given_latin: Vec<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let line = |name: &str| {
        let mut lines = DATA.lines().chain(RARE_DATA.lines()).filter_map(|line| line.split_once(' '));
        lines.find(|(key, _)| *key == name).expect("the files hold every list").1
    };
    let words = |name| line(name).split(' ').collect();
    Lists {
        surname: ["surname1", "surname2", "surname3"].map(line),
        rare: ["", line("rare2"), line("rare3")],
        placed: ["", line("place2"), line("place3")],
        given: ["given1", "given2", "given3"].map(line),
        surname_kana: words("surname_kana"),
        given_kana: words("given_kana"),
        surname_latin: words("surname_latin"),
        given_latin: words("given_latin"),
    }
});

/// Surnames that are also well-known places; alone they are a person only with 敬称 or a role.
#[rustfmt::skip]
const PLACES: &[&str] = &[
    "山口", "石川", "宮崎", "千葉", "福島", "福井", "宮城", "長野", "秋田", "富山", "岡山", "香川", "徳島", "山形", "三重", "高知", "愛知",
    "奈良", "大分", "熊本", "長崎", "福岡", "広島", "島根", "滋賀", "岐阜", "静岡", "青森", "岩手", "新潟", "京都", "大阪", "兵庫", "佐賀",
    "松本", "金沢", "松山", "豊田", "横浜", "川崎", "前橋", "高崎", "高松", "浜松", "品川", "目黒", "熱海", "富士", "沼津", "日立", "米沢",
    "会津", "日光", "渋谷", "新宿", "西宮", "姫路", "倉敷", "今治", "出雲", "松江", "鳥取", "唐津", "別府", "都城", "堺", "北", "南", "東",
    "西", "中", "大家", "新家", "古家", "長屋", "中央", "氏家", "大屋", "中屋",
];

/// Whether a surname is as well a place or a common word.
pub(crate) fn is_place(surname: &str) -> bool {
    PLACES.contains(&surname) || is_listed(&LISTS.placed, surname)
}

/// Surnames that are ordinary words of a landscape as well.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "平野", "高原", "小川", "河原", "川原", "清水", "石橋", "野原", "原野", "竹林", "大木", "水田", "高木", "小島", "田畑", "松林",
    "大川", "小山", "大山", "大橋", "土橋", "川上", "川下", "川口", "山下", "山上", "木下", "村上", "坂上", "坂下", "浜辺", "川辺",
    "春日", "草場", "砂川", "並木", "水上", "出口", "入口", "市場", "宿", "堤", "磯", "浜", "滝", "林", "森", "原", "泉", "星", "谷",
    "畑", "島", "岸", "峰", "沖", "牧", "柳", "桜", "梅", "松", "杉", "竹", "港", "湊", "堀", "関", "角", "宮", "城", "境", "脇",
];

/// Whether a surname is as well a place or a word of the landscape.
pub(crate) fn is_word_too(surname: &str) -> bool {
    is_place(surname) || WORDS.contains(&surname)
}

/// Divides kana into the readings of a listed surname and of a listed given name.
pub(crate) fn split_kana(kana: &str) -> Option<(&str, &str)> {
    let ends = kana.char_indices().skip(2).map(|(at, _)| kana.split_at(at));
    let long = |text: &str| text.chars().count() >= 2;
    ends.filter(|(_, given)| long(given)).find(|(surname, given)| is_surname_kana(surname) && is_given_kana(given))
}

/// Divides Latin letters into a listed surname and a listed given name, in whatever order.
pub(crate) fn split_latin(letters: &str) -> Option<(&str, &str)> {
    let ends = (3..letters.len().saturating_sub(2)).filter(|at| letters.is_char_boundary(*at));
    let parts = ends.map(|at| letters.split_at(at));
    let either = |(a, b): (_, _)| {
        let pair = |surname: &str, given: &str| is_surname_latin(surname) && is_given_latin(given);
        if pair(a, b) { Some((a, b)) } else { pair(b, a).then_some((b, a)) }
    };
    parts.filter_map(either).next()
}

/// Surnames of four kanji, which are few.
#[rustfmt::skip]
const LONG: &[&str] = &["勅使河原", "勅使川原", "長宗我部", "長曽我部", "小比類巻", "大豆生田", "武者小路", "五百旗頭", "一尺八寸"];

/// Whether these one to four kanji are a listed surname; variants of a character count as the usual one.
pub(crate) fn is_surname(kanji: &str) -> bool {
    LONG.contains(&kanji)
        || is_common_surname(kanji)
        || is_listed(&LISTS.rare, kanji)
        || is_listed(&LISTS.placed, kanji)
}

/// Whether these one to three kanji are a surname that many people have.
pub(crate) fn is_common_surname(kanji: &str) -> bool {
    is_listed(&LISTS.surname, kanji)
}

/// Whether these one to three kanji are a listed given name.
pub(crate) fn is_given(kanji: &str) -> bool {
    is_listed(&LISTS.given, kanji)
}

/// Whether these kana are the reading of a listed surname; katakana counts as hiragana.
pub(crate) fn is_surname_kana(kana: &str) -> bool {
    word(&LISTS.surname_kana, &hiragana(kana))
}

/// Whether these kana are the reading of a listed given name.
pub(crate) fn is_given_kana(kana: &str) -> bool {
    word(&LISTS.given_kana, &hiragana(kana))
}

/// Whether these Latin letters spell a listed surname.
pub(crate) fn is_surname_latin(letters: &str) -> bool {
    word(&LISTS.surname_latin, &latin(letters))
}

/// Whether these Latin letters spell a listed given name.
pub(crate) fn is_given_latin(letters: &str) -> bool {
    word(&LISTS.given_latin, &latin(letters))
}

/// The first two characters of every surname; surnames of one stand before [`ALONE`].
static PAIRS: LazyLock<PairTable> = LazyLock::new(|| {
    let mut pairs = PairTable::default();
    let usual = |c: char| VARIANTS.iter().filter(move |(_, usual)| *usual == c).map(|(variant, _)| *variant).chain([c]);
    LISTS.surname[0].chars().flat_map(usual).for_each(|only| pairs.add(only, ALONE));
    LONG.iter().for_each(|name| {
        let mut chars = name.chars();
        if let (Some(first), Some(second)) = (chars.next(), chars.next()) {
            pairs.add(first, second);
        }
    });
    let lists = [LISTS.surname, LISTS.rare, LISTS.placed];
    for (length, list) in lists.iter().flat_map(|lists| lists.iter().enumerate().skip(1)) {
        let chars: Vec<char> = list.chars().collect();
        for name in chars.chunks(length + 1) {
            for (first, second) in usual(name[0]).flat_map(|first| usual(name[1]).map(move |second| (first, second))) {
                pairs.add(first, second);
            }
        }
    }
    pairs
});

/// No character.
const ALONE: char = '\0';

/// Whether a surname of two and more characters may begin with these two.
pub(crate) fn may_begin(first: char, second: char) -> bool {
    PAIRS.may_have(first, second)
}

/// Whether a character alone may be a surname.
pub(crate) fn may_be_surname(only: char) -> bool {
    PAIRS.may_have(only, ALONE)
}

/// The characters that a listed surname begins with.
pub(crate) fn initials() -> impl Iterator<Item = char> {
    let lists = [LISTS.surname, LISTS.rare, LISTS.placed].into_iter().flat_map(|lists| lists.into_iter().enumerate());
    let usual = lists.flat_map(|(number, list)| list.chars().step_by(number + 1));
    let long = LONG.iter().filter_map(|name| name.chars().next());
    usual.chain(long).chain(VARIANTS.iter().map(|(variant, _)| *variant))
}

/// The first and the last character of every common surname of two and more.
pub(crate) fn long_surnames() -> impl Iterator<Item = (char, char)> {
    let lists = LISTS.surname.iter().enumerate().skip(1);
    lists.flat_map(|(number, list)| {
        let chars: Vec<char> = list.chars().collect();
        let ends = chars.chunks_exact(number + 1).map(|name| (name[0], name[number]));
        ends.collect::<Vec<_>>()
    })
}

fn word(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

/// Looks a name up as it is written, then with the usual forms of its characters.
fn is_listed(lists: &[&str; 3], kanji: &str) -> bool {
    let usual = || kanji.chars().map(usual_form).collect::<String>();
    exact(lists, kanji) || (kanji.chars().any(|c| usual_form(c) != c) && exact(lists, &usual()))
}

/// Binary search in the list of names of this length; all their characters take three bytes.
fn exact(lists: &[&str; 3], kanji: &str) -> bool {
    let (name, length) = (kanji.as_bytes(), kanji.len());
    if length == 0 || length > 9 || length % 3 != 0 || name[0] < 0xe3 {
        return false;
    }
    let list = lists[length / 3 - 1].as_bytes();
    let (mut low, mut high) = (0, list.len() / length);
    while low < high {
        let middle = usize::midpoint(low, high);
        match list[middle * length..(middle + 1) * length].cmp(name) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => low = middle + 1,
            std::cmp::Ordering::Greater => high = middle,
        }
    }
    false
}

/// Forms of characters that names keep and other words do not.
#[rustfmt::skip]
const VARIANTS: &[(char, char)] = &[
    ('髙', '高'), ('﨑', '崎'), ('邊', '辺'), ('邉', '辺'), ('齋', '斎'), ('齊', '斎'), ('澤', '沢'), ('濵', '浜'), ('濱', '浜'),
    ('德', '徳'), ('櫻', '桜'), ('瀨', '瀬'), ('廣', '広'), ('國', '国'), ('嶋', '島'), ('嶌', '島'), ('槇', '槙'), ('眞', '真'),
    ('圓', '円'), ('彌', '弥'), ('惠', '恵'), ('龍', '竜'), ('冨', '富'), ('舘', '館'), ('曾', '曽'), ('條', '条'), ('豐', '豊'),
    ('萬', '万'), ('靜', '静'), ('榮', '栄'),
];

/// The usual form of a kanji that names have in an old one.
pub(crate) fn usual_form(c: char) -> char {
    VARIANTS.iter().find(|(variant, _)| *variant == c).map_or(c, |(_, usual)| *usual)
}

fn hiragana(kana: &str) -> String {
    kana.chars()
        .map(
            |c| if matches!(c, '\u{30a1}'..='\u{30f6}') { char::from_u32(u32::from(c) - 0x60).unwrap_or(c) } else { c },
        )
        .collect()
}

/// Small letters, long vowels written once: Satou, Satoh and Satō are sato.
fn latin(letters: &str) -> String {
    let mut out = String::with_capacity(letters.len());
    for c in letters.chars().flat_map(char::to_lowercase) {
        match c {
            'ō' => out.push('o'),
            'ū' => out.push('u'),
            c => out.push(c),
        }
    }
    let out = out.replace("ou", "o").replace("oo", "o").replace("uu", "u");
    match out.strip_suffix("oh") {
        Some(short) => format!("{short}o"),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_every_spelling() {
        assert!(
            is_surname("佐藤") && is_surname("森") && is_surname("長谷川") && is_surname("渡邉") && is_surname("髙橋")
        );
        assert!(!is_surname("役場") && !is_surname("") && !is_surname("abc") && !is_surname("佐藤花子"));
        assert!(is_given("花子") && is_given("一郎") && is_given("誠") && !is_given("公園") && !is_given("文化"));
        assert!(
            is_surname_kana("たなか")
                && is_surname_kana("タナカ")
                && is_given_kana("はなこ")
                && !is_surname_kana("たなかさん")
        );
        assert!(
            is_surname_latin("Satou")
                && is_surname_latin("Sato")
                && is_surname_latin("Saitō")
                && is_given_latin("hanako")
        );
        assert!(!is_surname_latin("town"));
    }

    #[test]
    fn lists_are_sorted() {
        for words in [&LISTS.surname_kana, &LISTS.given_kana, &LISTS.surname_latin, &LISTS.given_latin] {
            assert!(words.is_sorted() && words.len() > 1000);
        }
        let lists = [LISTS.surname, LISTS.given, LISTS.rare, LISTS.placed];
        for (number, list) in lists.iter().flatten().enumerate() {
            let length = 3 * (number % 3 + 1);
            let words: Vec<_> = list.as_bytes().chunks(length).collect();
            assert!(words.is_sorted() && list.len() % length == 0, "list {number}");
        }
    }
}
