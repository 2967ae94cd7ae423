//! `SENSITIVE`: 要配慮個人情報 of somebody who is spoken of: illness, disability, crime, welfare.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    block::Block,
    detector::{
        Detector,
        Example::{Good, Warned},
        Trigger::{Holds, Together},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Sensitive,
    triggers: Triggers::any(&[Together(&[Holds(PEOPLE), Holds(ILLS)])]),
    words: NO_WORDS,
    find: find_sensitive,
    examples: &[
        Warned("父が⟦脳梗塞⟧で倒れ、実家の近くに移りました。"),
        Warned("私は⟦うつ病⟧で休職していました。"),
        Warned("息子に⟦発達障害⟧があり、学校を選びました。"),
        Warned("隣の人は⟦生活保護⟧を受けています。"),
        Warned("妻が前の夫の⟦DV⟧から逃げてきました。"),
        Warned("近所の方に⟦逮捕⟧された過去があるそうです。"),
        Good("障害者手帳の申請は福祉課で受け付けます。"),
        Good("生活保護の相談は役場へどうぞ。"),
        Good("がん検診は40歳から受けられます。"),
        Good("認知症カフェが月に一度開かれます。"),
        Good("母子手帳は住民課で受け取ります。私も花粉が苦手です。"),
    ],
};

/// Words that the one who is spoken of has.
#[rustfmt::skip]
const PEOPLE: &[&str] = &[
    "私", "わたし", "僕", "俺", "自分", "夫", "妻", "主人", "旦那", "家内", "嫁", "父", "母", "両親", "息子", "娘", "長男", "長女", "次男",
    "次女", "三男", "三女", "子ども", "子供", "うちの", "うちは", "の子", "孫", "兄", "弟", "姉", "妹", "友人", "同僚", "本人", "隣", "近所",
    "向かい", "裏", "同じ地区", "前の住人", "さん", "彼", "大家", "区長", "甥", "姪", "双子", "我が子", "わが子",
];

/// Beginnings of what is sensitive.
#[rustfmt::skip]
const ILLS: &[&str] = &[
    "認知症", "がん", "ガン", "癌", "白血病", "糖尿病", "心臓病", "腎臓病", "難病", "キンソン病", "高血圧", "脳梗塞", "脳卒中", "脳出血",
    "心筋梗塞", "透析", "肝炎", "結核", "HIV", "エイズ", "てんかん", "うつ", "鬱", "障害", "療育", "失調", "自閉", "アスペルガー", "ADHD",
    "リウマチ", "喘息", "ぜんそく", "アトピー", "アレルギー", "不妊", "流産", "死産", "中絶", "引きこもり", "ひきこもり", "不登校", "依存",
    "自殺", "自死", "前科", "逮捕", "服役", "刑務所", "執行猶予", "犯罪", "少年院", "DV", "暴力", "虐待", "ストーカー", "生活保護",
    "自己破産", "要介護", "介護認定", "寝たきり", "疾患",
];

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"認知症|(?:胃|肺|乳|大腸|肝|膵|子宮|前立腺|血液の)?(?:がん|ガン|癌)|白血病|糖尿病|高血圧|心臓病|脳梗塞|脳卒中|脳出血|心筋梗塞|腎臓病|人工透析|透析|肝炎|結核",
        r"|HIV|エイズ|てんかん|うつ病?|鬱病?|躁うつ",
        r"|双極性障害|統合失調症|適応障害|パニック障害|不安障害|発達障害|自閉症|アスペルガー|ADHD|学習障害|知的障害|身体障害|精神障害|精神疾患|聴覚障害|視覚障害|障害者手帳",
        r"|療育手帳|障害|難病|リウマチ|喘息|ぜんそく|アトピー|アレルギー",
        r"|不妊治療|流産|死産|中絶|引きこもり|ひきこもり|不登校|アルコール依存|依存症|自殺|自死|前科|逮捕|服役|刑務所|執行猶予|犯罪歴|少年院|DV|家庭内暴力|虐待|ストーカー",
        r"|生活保護|自己破産|要介護[1-5]?|介護認定|寝たきり|パーキンソン病",
    ))
});

/// Somebody as the subject.
static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:私|わたし|僕|俺|自分|夫|妻|主人|旦那|家内|嫁|父|母|義父|義母|祖父|祖母|両親|息子|娘|長男|長女|次男|次女|三男|三女|子ども|子供|うちの子|下の子|上の子|孫",
        r"|兄|弟|姉|妹|友人|同僚|本人|",
        r"(?:お隣|隣|隣家|近所|向かい|裏|同じ地区|前の住人)の?(?:人|方|家|おばあさん|おじいさん|奥さん|ご主人|住人|さん)|お隣さん|\p{Han}{1,3}さん|彼|彼女",
        r"|大家(?:さん)?|区長(?:さん)?)(?:自身)?(?:[はがもの、]|に[、\p{Han}]|にも|には|から|を)",
    ))
});

/// What makes it a service and no person.
const SERVICES: &[&str] = &[
    "申請",
    "受付",
    "受け付け",
    "窓口",
    "相談は",
    "検診",
    "予防",
    "講座",
    "教室",
    "カフェ",
    "制度",
    "助成",
    "対象",
    "交付",
    "サポーター",
    "手当",
];

fn find_sensitive(block: &Block<'_>, _: &Lists, out: &mut Vec<Found>) {
    for range in all(&WORD, block) {
        let sentence = block.sentence(&range);
        let text = &block.text[sentence.clone()];
        // 「ガンガン」, 「うつる」, 「うつわ」 are words of their own.
        let word = &block.text[range.clone()];
        let longer = match word {
            "がん" | "ガン" => {
                block.text[range.end..].starts_with(['ば', 'ガ', 'が', 'こ', 'ダ', 'マ', 'じ'])
                    || block.left(range.start).is_some_and(crate::text::japanese::is_kana)
            }
            "うつ" => {
                !block.text[range.end..].starts_with(['で', 'に', 'と', 'の', 'が', '状', '、', '。', 'だ'])
                    || block
                        .left(range.start)
                        .is_some_and(|c| ('\u{3041}'..='\u{3096}').contains(&c) && !"はがのでにも、".contains(c))
            }
            "障害" => {
                block.before(range.start, 2).ends_with("通信")
                    || block.before(range.start, 2).ends_with("電波")
                    || block.after(range.end, 2).starts_with("物")
            }
            _ => false,
        };
        let somebody = SOMEBODY.find_iter(text).any(|found| found.start() < range.start - sentence.start);
        let service = SERVICES.iter().any(|service| block.after(range.end, 14).contains(service));
        if !longer && somebody && !service {
            out.push(Found::new(range, 60, Severity::Warn));
        }
    }
}
