//! `SENSITIVE`: 要配慮個人情報 of somebody who is spoken of: illness, disability, crime, welfare.

use std::sync::LazyLock;

use regex::Regex;

use crate::privacy::{
    ailments,
    block::Block,
    detector::{
        Detector,
        Example::{Bad, Good, Warned},
        Trigger::{Holds, Together},
        Triggers, all, pattern,
    },
    kind::{Kind, Severity},
    lists::Lists,
    score::{Found, NO_WORDS},
};

pub(super) const DETECTOR: Detector = Detector {
    kind: Kind::Sensitive,
    triggers: Triggers::any(&[
        Together(&[Holds(PEOPLE), Holds(ILLS)]),
        Holds(ailments::MARKS),
        Holds(&["手帳を持", "透析を", "透析に", "で休職", "で療養", "で通院"]),
    ]),
    words: NO_WORDS,
    find: find_sensitive,
    examples: &[
        Bad("父が⟦脳梗塞⟧で倒れ、実家の近くに移りました。"),
        Bad("私は⟦うつ病⟧で休職していました。"),
        Bad("息子に⟦発達障害⟧があり、学校を選びました。"),
        Warned("隣の人は⟦生活保護⟧を受けています。"),
        Bad("妻が前の夫の⟦DV⟧から逃げてきました。"),
        Warned("近所の方に⟦逮捕⟧された過去があるそうです。"),
        Bad("うちの子は卵⟦アレルギー⟧があります。"),
        Bad("娘が⟦川崎病⟧になり、通院しています。"),
        Bad("夫は⟦精神障害者手帳⟧の2級を持っています。"),
        Bad("⟦うつ病⟧で会社を辞めて、静かな場所を探していました。"),
        Bad("Meu filho tem ⟦síndrome de Down⟧."),
        Bad("息子は⟦自閉スペクトラム症⟧です。"),
        Bad("⟦障害者手帳⟧を持っています。"),
        Bad("⟦うつ⟧で休職中です。"),
        Bad("⟦透析⟧をしているので病院の近くに越しました。"),
        Good("障害者手帳を持っている方は無料です。"),
        Bad("My son has ⟦autism⟧."),
        Bad("Minha filha tem ⟦asma⟧."),
        Good("子どものアレルギーに対応した給食があります。"),
        Good("車いすで入れる店と、入院の手続きの案内です。"),
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
    "向かい", "裏", "同じ地区", "前の住人", "さん", "彼", "大家", "区長", "甥", "姪", "双子", "我が子", "わが子", "うち", "my ", "My ", "I ",
    "our ", "Our ", "minha", "Minha", "meu ", "Meu ", "辞め", "やめ", "休職", "休ん", "薬",
];

/// Beginnings of what is sensitive.
#[rustfmt::skip]
const ILLS: &[&str] = &[
    "認知症", "がん", "ガン", "癌", "白血病", "糖尿病", "心臓病", "腎臓病", "難病", "キンソン病", "高血圧", "脳梗塞", "脳卒中", "脳出血",
    "心筋梗塞", "透析", "肝炎", "結核", "HIV", "エイズ", "てんかん", "うつ", "鬱", "障害", "療育", "失調", "自閉", "アスペルガー", "ADHD",
    "リウマチ", "喘息", "ぜんそく", "アトピー", "アレルギー", "不妊", "流産", "死産", "中絶", "引きこもり", "ひきこもり", "不登校", "依存",
    "自殺", "自死", "前科", "逮捕", "服役", "刑務所", "執行猶予", "犯罪", "少年院", "DV", "暴力", "虐待", "ストーカー", "生活保護",
    "自己破産", "要介護", "介護認定", "寝たきり", "疾患", "持病", "心臓", "ペースメーカー", "車いす", "車椅子", "難聴", "ダウン症", "脳性",
    "起立性", "吃音", "チック", "川崎病", "潰瘍性", "クローン病", "膠原病", "ネフローゼ", "バセドウ", "緘黙", "グレーゾーン", "発達グレー", "多動",
    "ASD", "感覚過敏", "支援学級", "支援級", "心疾患", "不整脈", "腫瘍", "手術", "入院", "autis", "Autis", "depress", "cancer", "epileps",
    "diabetes", "dementia", "asthma", "disab", "asma", "câncer", "ndrome", "lzheimer", "自閉", "アルツハイマー", "補聴器", "病気",
    "在日", "被差別", "部落出身", "クリスチャン", "トランスジェンダー",
    "性同一性", "透析", 
];

static WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"認知症|精神障害者(?:保健福祉)?手帳|身体障害者手帳|(?:胃|肺|乳|大腸|肝|膵|子宮|前立腺|血液の)?(?:がん|ガン|癌)|白血病|糖尿病|高血圧|心臓病|脳梗塞|脳卒中|脳出血|心筋梗塞",
        r"|腎臓病|人工透析|透析|肝炎|結核",
        r"|HIV|エイズ|てんかん|うつ病?|鬱病?|躁うつ",
        r"|双極性障害|性同一性障害|統合失調症|適応障害|パニック障害|不安障害|発達障害|自閉(?:症|スペクトラム症?)|アルツハイマー(?:病|型認知症)?|アスペルガー|ADHD|学習障害|知的障害",
        r"|身体障害|精神障害|精神疾患|聴覚障害|視覚障害|障害者手帳",
        r"|療育手帳|障害|難病|リウマチ|喘息|ぜんそく|アトピー|アレルギー",
        r"|不妊治療|流産|死産|中絶|引きこもり|ひきこもり|不登校|アルコール依存|依存症|自殺|自死|前科|逮捕|服役|刑務所|執行猶予|犯罪歴|少年院|DV|家庭内暴力|虐待|ストーカー",
        r"|生活保護|自己破産|要介護[1-5]?|介護認定|寝たきり|パーキンソン病|持病|心疾患|不整脈|ペースメーカー|車(?:いす|椅子)|難聴|ダウン症|脳性(?:まひ|マヒ|麻痺)",
        r"|起立性調節障害|吃音|チック症?|川崎病|潰瘍性大腸炎|クローン病|膠原病|ネフローゼ|バセドウ病|場面緘黙|発達グレー|グレーゾーン|多動|ASD|感覚過敏",
        r"|補聴器|(?:心臓|腎臓|肝臓|肺|脳|目|耳|血液)(?:に|の)病気|在日(?:[一二三四1-4]世|韓国人|朝鮮人)|被差別部落|部落出身|クリスチャン|トランスジェンダー|特別支援学級|支援学級",
        r"|支援級|腫瘍|手術|入院",
    ))
});

/// Somebody as the subject.
static SOMEBODY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:私|わたし|僕|俺|自分|夫|妻|主人|旦那|家内|嫁|父|母|義父|義母|祖父|祖母|両親|息子|娘|長男|長女|次男|次女|三男|三女|子ども|子供|うちの子|下の子|上の子|孫",
        r"|兄|弟|姉|妹|友人|同僚|本人|",
        r"(?:お隣|となり|隣|隣家|近所|向かい|裏|同じ地区|前の住人)の?(?:人|方|家|おばあさん|おじいさん|奥さん|ご主人|住人|さん)|お隣さん|\p{Han}{1,3}さん|彼|彼女",
        r"|大家(?:さん)?|区長(?:さん)?)(?:自身)?(?:[はがもの、]|に[、\p{Han}]|にも|には|から|を)",
    ))
});

/// The one who speaks and their family, as the subject.
static FAMILY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:私|わたし|わたくし|わし|あたし|僕|ぼく|俺|おれ|自分|夫|妻|主人|旦那|家内|嫁|父|母|義父|義母|祖父|祖母|両親|息子|娘",
        r"|長男|長女|次男|次女|三男|三女|子ども|子供|うちの子|我が子|わが子|下の子",
        r"|上の子|孫|兄|弟|姉|妹|甥|姪|双子|うち)(?:自身|たち)?(?:[はがもの、]|に[、\p{Han}\p{Katakana}]|にも|には|から|を)",
    ))
});
/// The same in English and Portuguese.
static FOREIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i:(?-u:\b)(?:my|our)\s(?:\w+\s)?(?:son|daughter|wife|husband|mother|father|child|kid|baby|mom|dad|brother",
        r"|sister)|(?-u:\b)i\s(?:have|had|was|am|suffer)",
        r"|(?-u:\b)(?:minha|meu)\s(?:filh[ao]|espos[ao]|marido|mulher|mãe|pai|irmã|irmão))[^.。!?]{0,40}?(?-u:\b)",
        r"((?i:autism|autistic|adhd|depression|cancer|alzheimer\w*|epilepsy|diabetes|dementia|asthma|disability",
        r"|disabled",
        r"|autismo|autista|asma|câncer|epilepsia|depressão|síndrome de [A-Z]\w+|down syndrome))",
    ))
});

/// Somebody who does not say 私: an illness for which one leaves one's work.
static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|[。、\n\s「])((?:うつ病?|鬱病|適応障害|パニック障害|双極性障害|統合失調症|不安障害|がん|癌|脳梗塞|難病|持病|発達障害|アルコール依存症?|過労))",
        r"(?:で(?:休職|休業|休学|通院|療養|闘病)|(?:で|になって|になり|を患って|と診断され|が原因で)[^。]{0,14}?(?:会社|仕事|勤め|職場|学校|前職)を?(?:に行けな|辞め|やめ",
        r"|休|退))",
        r"|(?:^|[。、\n\s「])((?:障害者手帳|療育手帳|人工?透析|透析))(?:を持ってい(?:ます|て)|を持っており|をしている?(?:ので|ため)|をしていて|に通って)"
    ))
});

/// What follows a word where somebody has it.
#[rustfmt::skip]
const HAS: &[&str] = &[
    "で", "と", "が", "に", "を", "だ", "な", "の薬", "の治療", "の手術", "の発作", "の診断", "の疑い", "持ち", "の", "、", "。", "も", "から", "は",
];

/// What makes it a service and no person.
#[rustfmt::skip]
const SERVICES: &[&str] = &[
    "申請", "受付", "受け付け", "窓口", "相談は", "検診", "予防", "講座", "教室", "カフェ", "制度", "助成", "対象", "交付", "サポーター", "手当",
    "対応し", "対応で", "給食", "家族会", "手続き", "のある方", "のある子", "のある人", "の方", "支援セン", "支援事業", "学習会", "講演",
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
        let told = |who: &Regex| who.find_iter(text).any(|found| found.start() < range.start - sentence.start);
        let service =
            SERVICES.iter().any(|service| block.after(range.end, 14).contains(service)) && !ailments::is_of_one(text);
        if longer || service || !(told(&SOMEBODY) || told(&FAMILY)) {
            continue;
        }
        // What somebody says of themselves or of their family may not be shown; of others it is asked.
        let has = HAS.iter().any(|word| block.text[range.end..].starts_with(word));
        let (base, severity) = if has && told(&FAMILY) { (85, Severity::Block) } else { (60, Severity::Warn) };
        out.push(Found::new(range, base, severity));
    }
    for found in SILENT.captures_iter(block.text).filter_map(|found| found.get(1).or_else(|| found.get(2))) {
        let sentence = &block.text[block.sentence(&found.range())];
        if !["方", "相談", "窓口", "制度", "手当", "場合"].iter().any(|word| sentence.contains(word)) {
            out.push(Found::new(found.range(), 85, Severity::Block));
        }
    }
    for found in FOREIGN.captures_iter(block.text).filter_map(|found| found.get(1)) {
        out.push(Found::new(found.range(), 85, Severity::Block));
    }
    for (range, own) in ailments::find(block.text) {
        let (base, severity) = if own { (85, Severity::Block) } else { (60, Severity::Warn) };
        out.push(Found::new(range, base, severity));
    }
}
