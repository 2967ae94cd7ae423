//! How the kanji of nicknames are read: ordinary nouns, which no list of names has. ひつじ雲 is called ひつじぐも.

use crate::{privacy::person::kanji_end, text::japanese::is_kanji};

/// Nouns of nicknames and their readings, that behind another word among them.
const NOUNS: &str = concat!(
    "太郎=たろう 次郎=じろう 王子=おうじ 王女=おうじょ 姫=ひめ 亭=てい 婆=ばば/ばあ 爺=じじ/じい 雲=くも/ぐも 風=かぜ 雪=ゆき 山=やま 川=かわ/がわ 海=うみ 空=そら/ぞら ",
    "月=つき/づき 星=ほし/ぼし 花=はな/ばな 熊=くま/ぐま 鹿=しか 犬=いぬ 猫=ねこ 狸=たぬき 狐=きつね/ぎつね 兎=うさぎ 鳥=とり/どり 人=ひと/びと 屋=や 職人=しょくにん ",
    "父=とう/ちち 母=かあ/はは 春=はる 夏=なつ 秋=あき 冬=ふゆ 畑=はたけ/ばたけ 田=た/だ 薪=まき 炭=すみ 森=もり 木=き/ぎ 水=みず 火=ひ 光=ひかり 朝=あさ 夜=よる/よ ",
    "道=みち 旅=たび 豆=まめ 米=こめ/ごめ 味噌=みそ 酒=さけ/ざけ 茶=ちゃ 北=きた 南=みなみ 東=ひがし 西=にし 小=こ 大=おお 黒=くろ 白=しろ 赤=あか 青=あお 子=こ ",
    "虫=むし 魚=さかな/ざかな 村=むら 里=さと 谷=たに/だに 丘=おか 森人=もりびと ",
);

/// The longest noun that a text begins with, and its readings.
fn noun_of(text: &str) -> Option<(&'static str, &'static str)> {
    let nouns = NOUNS.split_whitespace().filter_map(|noun| noun.split_once('='));
    nouns.filter(|(noun, _)| text.starts_with(noun)).max_by_key(|(noun, _)| noun.len())
}

/// The writings of a nickname in kana alone, where every kanji of it is one of the nouns; at most four.
pub(crate) fn read_nickname(name: &str) -> Vec<String> {
    let mut readings = vec![String::new()];
    let mut at = 0;
    let mut any = false;
    while at < name.len() {
        let end = kanji_end(name, at);
        if end == at {
            let c = name[at..].chars().next().unwrap_or_default();
            readings.iter_mut().for_each(|reading| reading.push(c));
            at += c.len_utf8().max(1);
            continue;
        }
        let Some((noun, kana)) = noun_of(&name[at..end]) else { return Vec::new() };
        any = true;
        readings = readings
            .iter()
            .flat_map(|reading| kana.split('/').map(move |kana| format!("{reading}{kana}")))
            .take(4)
            .collect();
        at += noun.len();
    }
    if any && name.chars().any(|c| !is_kanji(c)) { readings } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_of_nicknames_are_read() {
        assert!(read_nickname("ひつじ雲").contains(&"ひつじぐも".to_owned()));
        assert!(read_nickname("まめ太郎").contains(&"まめたろう".to_owned()));
        assert!(
            read_nickname("海から来た人").is_empty()
                && read_nickname("佐藤").is_empty()
                && read_nickname("ゆき").is_empty()
        );
    }
}
