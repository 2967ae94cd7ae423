//! The words by which a conversation is known to be of a topic.

use std::collections::BTreeSet;

use crate::{config::types::Config, search::words::shipped_synonyms, text::normalize::fold};

/// Words by which people in a salon speak of what guides are about, each line begun with words of a topic's label.
const FAMILIES: [(&str, &str); 11] = [
    (
        "住まい 住宅 家 すまい くらす場所",
        "空き家 賃貸 家賃 アパート 借家 土地 物件 リフォーム 引っ越し 住宅 大家 内見 ペット可",
    ),
    ("冬 雪 気候 季節", "雪 暖房 灯油 除雪 凍結 寒 スタッドレス 冬 吹雪 薪ストーブ 断熱 夏 台風"),
    (
        "子育て 教育 学校 子ども",
        "保育 幼稚園 こども園 小学校 中学校 高校 学校 子ども 子供 こども 育児 出産 妊娠 学童 習い事 給食",
    ),
    ("仕事 しごと 働く 就職", "求人 就職 転職 起業 働 仕事 テレワーク リモート 就農 農業 副業 パート 収入 給料"),
    ("医療 健康 福祉", "病院 医療 診療 歯医者 歯科 小児科 薬局 救急 介護 健診"),
    ("交通 車 移動", "バス 車 電車 免許 駅 タクシー 運転 通勤 通学 駐車 ガソリン"),
    ("手続き 届出 役場", "転入 転出 住民票 届出 マイナンバー 手続き 印鑑 税 役場 市役所 窓口 国保"),
    ("補助 支援 お金 費用", "補助 助成 支援金 給付 奨励 融資 費用 生活費 物価 ローン"),
    ("買い物 店", "スーパー 買い物 コンビニ 店 通販 ホームセンター ドラッグストア 飲食"),
    (
        "地域 自治会 つきあい コミュニティ",
        "自治会 町内会 区費 草刈り 消防団 近所 つきあい 祭り 行事 組 回覧板 人間関係",
    ),
    ("ごみ 環境 上下水道 インフラ", "ごみ ゴミ 分別 水道 下水 浄化槽 プロパン ガス 電気 光回線 ネット 電波"),
];

/// The words of a topic, given by its key, its label or any word of it, each as texts are compared; with the words that
/// the search takes for the same.
pub fn find_topic_words(config: &Config, given: &str) -> Vec<String> {
    let wanted = fold(given.trim());
    let topic = config.topics.iter().find(|topic| {
        fold(&topic.key) == wanted || fold(&topic.label) == wanted || topic.labels.values().any(|it| fold(it) == wanted)
    });
    let label = topic.map_or(given, |topic| topic.label.as_str());
    let own: BTreeSet<String> = label
        .split(['・', '、', '，', '／', '/', ' ', '　', 'と'])
        .map(|word| fold(word.trim()))
        .filter(|word| word.chars().count() > 1)
        .chain(topic.is_none().then(|| wanted.clone()))
        .collect();
    let mut words = own.clone();
    let described = topic.map(|topic| topic.description.as_str()).unwrap_or_default();
    words.extend(
        described.split(['、', '・', '。']).map(|word| fold(word.trim())).filter(|word| word.chars().count() < 8),
    );
    for (names, said) in FAMILIES {
        if names.split(' ').any(|name| own.contains(&fold(name))) {
            words.extend(said.split(' ').map(fold));
        }
    }
    for group in shipped_synonyms() {
        if group.from.iter().any(|word| own.contains(&fold(word))) {
            words.extend(group.adds.iter().map(|word| fold(word)));
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::types::Topic;

    #[test]
    fn a_topic_is_its_label_and_what_the_search_takes_for_it() {
        let topic = Topic { key: "housing".into(), label: "住まい・空き家".into(), ..Topic::default() };
        let config = Config { topics: vec![topic], ..Config::default() };
        for given in ["housing", "住まい・空き家", "Housing"] {
            let words = find_topic_words(&config, given);
            assert!(words.contains(&fold("住まい")) && words.contains(&fold("空き家")), "{given}: {words:?}");
        }
        assert!(find_topic_words(&config, "housing").contains(&fold("家賃")), "what people say of it");
        assert!(find_topic_words(&config, "灯油").contains(&fold("灯油")));
    }
}
