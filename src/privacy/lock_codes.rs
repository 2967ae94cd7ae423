//! Figures that open something, as people say them: in a row, with marks between, read out, behind the word for a lock
//! or before the word for opening; and words to say at a door.

use std::{borrow::Cow, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::{block::Block, detector::pattern};

/// Words for locks and for what they ask.
#[rustfmt::skip]
pub(crate) const MARKS: &[&str] = &[
    "鍵", "かぎ", "錠", "ロック", "ロッカー", "暗証", "認証コード", "セキュリティコード", "合言葉", "合い言葉", "ダイヤル", "テンキー", "裏口", "勝手口",
    "入口のコード", "ドア", "警備",
    "セコム", "金庫", "解除", "パスワード", "キーは", "キー:", "キー：", "ombination", "adlock", "ockbox", "ódigo", "adeado",
    "密码", "비밀번호", "押しボタン", "ボタン式", "警報", "アラーム", "番号式",
];

static CODE: LazyLock<Regex> = LazyLock::new(|| {
    let one = "[0-9〇零一二三四五六七八九]";
    let read = "(?:れい|ぜろ|ゼロ|まる|いち|にー|に|さん|よん|し|ごー|ご|ろく|なな|しち|はち|きゅう|く)";
    let code = format!(
        "(?:{one}(?:[-、,・·→\\s]{one}){{2,5}}|{one}{{3,8}}|[*#]?[0-9]{{3,6}}[*#]|[*#][0-9]{{3,6}}\
         |「[0-9]」(?:「[0-9]」){{2,5}}\
         |{read}(?:[、・,\\s]?{read}){{2,5}}|{one}(?:と{one}){{1,5}})"
    );
    let lock = "鍵|かぎ|錠|ロック|ロッカー|暗証|認証コード|セキュリティコード|ダイヤル|テンキー|裏口|勝手口|入口|ドア|警備|セコム|金庫|スマホ|トイレ|押しボタン|ボタン式|警報|アラーム";
    let asks = "番号式|番号|暗証|コード|ダイヤル|解除|ロック|錠|テンキー|キーボックス|新";
    pattern(&format!(
        "(?:{lock})[^\\n]{{0,30}}?(?:{asks})[^\\n0-9。]{{0,10}}?(?:は|が|を|、|:|→|\\(|「|\\s\
         |に){{0,3}}({code})(?:[^0-9-]|$)\
         |(?:{lock})[^\\n0-9]{{0,24}}?({code})\
         (?:[、・,]?\\s?[*#]|→解除)?」?\\s?(?:で開|にすると開|に合わせ|を押し|の順|と押|を同時|で入|です(?:。|$)|で解除|にして(?:い|あ))\
         |(?:警報|アラーム)[^\\n0-9。]{{0,24}}(?:盤|パネル|機|ボタン)(?:に|は|で|へ)?[^\\n0-9。]{{0,4}}({code})\
         |(?:合言葉|合い言葉)[はが:]?\\s?「?([^」\\s。、]{{2,14}})"
    ))
});
static TURNS: LazyLock<Regex> = LazyLock::new(|| {
    let turn = "[右左](?:に|へ)?[^。\\n0-9]{0,6}[0-9一二三四五六七八九]{1,2}(?:回[^。\\n0-9右左]{0,6}[0-9]{1,2})?";
    pattern(&format!("(?:金庫|ダイヤル|鍵|錠|暗証)[^。\\n0-9]{{0,12}}({turn}(?:[、・,]?{turn}){{1,4}})"))
});
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?:Wi-?Fi|無線LAN|ルーター)[^\n]{0,40}?(?:キー|鍵|暗号キー)|パスワード[^\n]{0,30}?。|合い?言葉|暗号キー)[はがも::\s]{0,3}",
        r"([A-Za-z0-9][A-Za-z0-9_#!.-]{5,24})|密码(?:是|为|:|：)?\s?([A-Za-z0-9#]{4,20})|비밀번호(?:는|은",
        r"|:)?\s?([A-Za-z0-9#]{4,20})",
        r"|(?i:combination|padlock|lockbox|cadeado|código)[^\n0-9]{0,24}?([0-9](?:-[0-9]){3,5}|[0-9]{4,6})",
    ))
});

/// Where a key lies for whoever comes.
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:鍵|かぎ|カギ)(?:[^。\n]{0,8}?[はがを、])?((?:[\p{Han}\p{Hiragana}]{1,8}の)?",
        r"(?:樽|[漬味]噌樽|箱|バケツ|長靴|傘立て|室外機|縁側|床",
        r"|植木鉢|鉢植え|郵便受け|ポスト|玄関マット|マット|メーター|牛乳箱|石|敷石|瓦|植え込み|薪棚|薪小屋)の?(?:下|中|裏|上|陰|脇|奥)",
        r"(?:に(?:置い|隠し|入れてあ|あり)|。|です))",
        r"|((?:植木鉢|鉢植え|郵便受け|玄関マット|マット|メーター|牛乳箱|敷石|瓦|薪棚|樽)の?(?:下|中|裏|陰)に(?:鍵|かぎ|カギ))",
    ))
});

/// Words of advice, of things that are counted and of telephones.
#[rustfmt::skip]
const OTHERS: &[&str] = &["避け", "しないで", "使わない", "推測", "例えば", "電話", "番号札", "けた", "桁です", "円", "登録番号", "第"];
/// What makes a word one that is said at a door.
const DOORS: &[&str] = &["玄関", "ドア", "インターホン", "言って", "伝えて", "入れ", "会員", "ログイン", "裏口"];

/// Banks whose names end in the word for a safe: an account's number opens nothing.
const BANKS: &[&str] = &["信用金庫", "労働金庫", "農林中央金庫"];

/// A text of the same length in which banks are no safes: 灯野信用金庫 is 灯野信用銀行.
fn without_banks(text: &str) -> Cow<'_, str> {
    BANKS
        .iter()
        .filter(|bank| text.contains(*bank))
        .fold(Cow::Borrowed(text), |text, bank| Cow::Owned(text.replace(bank, &bank.replace("金庫", "銀行"))))
}

/// Where figures or words stand that open something.
pub(crate) fn find(block: &Block<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut add = |range: Range<usize>| {
        let sentence = &block.text[block.sentence(&range)];
        let counted = block.right(range.end).is_some_and(|c| "年円時分個台桁人回件月日文字階か校本点㎡%".contains(c));
        if !counted && !OTHERS.iter().any(|word| sentence.contains(word)) {
            found.push(range);
        }
    };
    for hit in CODE.captures_iter(&without_banks(block.text)) {
        let figures = (1..=3).find_map(|group| hit.get(group));
        let whole = |hit: &regex::Match<'_>| block.left(hit.start()).is_none_or(|c| !c.is_ascii_digit() && c != '-');
        if let Some(hit) = figures.filter(whole) {
            add(hit.range());
        }
        if let Some(word) = hit.get(4).filter(|_| DOORS.iter().any(|door| block.text.contains(door))) {
            add(word.range());
        }
    }
    HIDDEN.captures_iter(block.text).filter_map(|hit| hit.get(1).or(hit.get(2))).for_each(|hit| add(hit.range()));
    TURNS.captures_iter(block.text).filter_map(|hit| hit.get(1)).for_each(|hit| add(hit.range()));
    for hit in WORD.captures_iter(block.text) {
        let Some(hit) = (1..=4).find_map(|group| hit.get(group)) else { continue };
        if hit.as_str().bytes().any(|byte| byte.is_ascii_digit()) {
            add(hit.range());
        }
    }
    found
}
