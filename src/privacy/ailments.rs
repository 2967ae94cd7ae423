//! What people say of their own health and family trouble without the name that a list of illnesses has: a hand that
//! does not move, a child who cannot go to school, a husband one fled from.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use crate::privacy::detector::pattern;

/// Parts of what is looked for.
#[rustfmt::skip]
pub(crate) const MARKS: &[&str] = &[
    "糖尿", "インスリン", "摂食障害", "パニック", "双極性", "メニエール", "股関節", "人工関節", "腎臓が", "半身", "手が動", "足が動", "抗がん剤", "エピペン", "療育",
    "学校に行", "学校さ行", "暴力", "DV", "前科", "ゲイ", "レズビアン", "目が見え", "耳が聞こえ", "心を病", "心臓が", "手術", "言葉が遅", "発作", "自殺", "要介護",
    "要支援", "介護3", "介護2", "介護1", "介護4", "介護5", "デイサービス", "余命", "自己破産", "不妊治療", "全部取", "摘出", "の薬", "ステージ",
    "エホバ", "創価", "統一教会", "ムスリム", "在日", "生活保護", "執行猶予", "服役", "仮釈放", "少年院",
    "白い杖", "白杖", "ぼけが", "がんが", "がんで", "統合失調症", "うつで", "借金", "刑務所", "引きこもり", "不登校", "認知症", "ぜんそく", "喘息",
    "stroke", "autis", "epileps",
    "bipolar", "wheelchair", "disabled", "cancer", "diabetes", "depress", "dementia", "iabetes", "ncer",
    "utis", "epress", "lzheimer", "抑郁", "糖尿病", "癌症",
    "自闭", "残疾", "자폐", "우울증", "치매", "당뇨", "장애가", "암에",
];

/// The one who speaks and their family.
const FAMILY: &str = concat!(
    "(?:私|わたし|わたくし|わし|あたし|おら|おれ|僕|ぼく|俺|夫|妻|主人|旦那|家内|嫁|父|母|義父|義母|祖父|祖母|じいちゃん|ばあちゃん|ばあさま|息子|娘|長男|長女|次男|次女|三男|三女|うちの子",
    "|うちの下の子|下の子|上の子",
    "|孫|兄|弟|姉|妹|甥|姪|双子|うち|家族)"
);

static OWN: LazyLock<Regex> = LazyLock::new(|| {
    let ill = concat!(
        "糖尿|インスリン|摂食障害|パニック(?:障害|発作)|双極性障害|メニエール病|人工(?:股|膝)?関節|腎臓が片方|半身(?:が|不随)|[右左]?[手足]が動(?:か|き)|抗がん剤|エピペン|療育に",
        "|学校に行け",
        "|学校に行かな|暴力を受け|前科|ゲイ|レズビアン|目が見え(?:な|に|ま)|耳が聞こえ(?:な|に|ま)|心を病|心臓が(?:悪|弱)|(?:腰|膝|目|胃|心臓|肩|がん|股関節)の手術|言葉が遅|発作",
        "|自殺し|要?介護[1-5]",
        "|要支援|デイサービスに通|余命|ぼけが始|刑務所に|引きこもり|不登校|認知症|ぜんそく|喘息|エホバの証人|創価学会|統一教会|ムスリム|在日[一二三四1-4]世"
    );
    pattern(&format!("{FAMILY}(?:自身)?(?:[はがもの、]|に(?:は|も)?|みんな)[^。\\n]{{0,20}}?({ill})"))
});
static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(執行猶予|服役|仮釈放)(?:中に|中で|を終え)|(刑務所|少年院)(?:を|から)出(?:て|た)|(生活保護)を受け(?:てい|ており|ながら|て(?:暮|育)|た(?:時|こと))",
        r"|(?:前の夫|元夫|夫|元妻|父親?|交際相手)の?(暴力|DV)(?:から|を|で)|((?:暴力|DV|虐待)から逃げて[きこ来]|自己破産を?し(?:て|まし)",
        r"|(?:胃|肺|腎臓|子宮|乳房|腸|声帯)を[^。\n]{0,6}(?:全部取|取りまし|摘出し)|(?:HIV|統合失調症|てんかん|うつ|持病)の薬を(?:飲んで|もらい)",
        r"|ステージ[1-4]の[^。\n]{0,6}がんが?|がんが見つかり|(?:白い杖|白杖)を使って|心を病んで|パニック発作が出|うつで(?:会社|仕事|学校)を休|不妊治療(?:のため|で",
        r"|に)[^。\n]{0,14}通って[いお])",
    ))
});
static NEIGHBOUR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        "(?:となり|お隣|隣|向かい|裏|近所|区長|大家)[^。\\n]{0,16}?(?:は|が|も|、)[^。\\n]{0,8}?(統合失調症|うつ|がん|認知症|前科|不登校|引きこもり|アルコール依存",
        "|刑務所|自己破産)"
    ))
});
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:(?-u:\b)(?:my \w+|i) (?:is|has|had|have|am) [^.\n]{0,16}?(strokes?|autistic|autism|epilepsy|cancer",
        r"|diabetes|depression|bipolar",
        r"|schizophrenia|disabled|dementia|wheelchair))|(?i:(?-u:\b)(?:tenho|(?:minha|meu) \w+ tem|sofro de) (diabetes",
        r"|alzheimer|câncer|epilepsia",
        r"|depressão|autismo|asma|hiv))|我(?:有|得了|患有?|的\p{Han}{1,3}有)(抑郁症|糖尿病|癌症|自闭症|残疾)",
        r"|(?:제|저는|우리|남편|아내|아들|딸)[^.\n]{0,10}?(자폐|우울증|치매|당뇨|장애가|암에)",
    ))
});
static ONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern("^[\\s、]*(?:私|夫|妻|主人|下の子|上の子|うちの子|息子|娘|長男|長女|次男|次女|三男|三女)(?:は|が|も|に)")
});

/// Words of a sentence that speaks of everybody.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "の方", "る人", "相談", "窓口", "制度", "手当", "場合", "申請", "講演", "対象", "ください", "できます", "受けられ", "家族会", "の会",
    "お子さん", "案内", "検診",
    "支援事業", "募集", "とき",
];

/// Whoever a sentence may be about who is not of the family.
const OTHERS: &[&str] = &[
    "隣",
    "となり",
    "向かい",
    "近所",
    "裏の家",
    "区長",
    "大家",
    "友人",
    "同僚",
    "知り合い",
    "知人",
    "ある人",
    "の人は",
    "の人が",
];

fn is_general(text: &str) -> bool {
    GENERAL.iter().any(|word| text.contains(word))
}

/// Whether a sentence is about one member of the speaker's family and offers nothing.
pub(crate) fn is_of_one(sentence: &str) -> bool {
    ONE.is_match(sentence) && !is_general(sentence)
}

/// What a text tells, and whether it is told of the speaker or the family.
pub(crate) fn find(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    for sentence in text.split_inclusive(['。', '！', '？', '!', '?', '\n']) {
        let start = at;
        at += sentence.len();
        if is_general(sentence) {
            continue;
        }
        for (pattern, own) in [(&*OWN, true), (&*SILENT, true), (&*FOREIGN, true), (&*NEIGHBOUR, false)] {
            let hits = pattern.captures_iter(sentence);
            let hits = hits.filter_map(|hit| (1..hit.len()).find_map(|group| hit.get(group)));
            let of_another = |at: usize| OTHERS.iter().any(|word| sentence[..at].contains(word));
            found.extend(hits.map(|hit| (start + hit.start()..start + hit.end(), own && !of_another(hit.start()))));
        }
    }
    found
}
