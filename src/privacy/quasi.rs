//! Quasi-identifiers: what points to nobody alone and to one person together. 「北地区」「移住して3年」「8歳の娘」 are
//! three answers to who it is, in a town where everybody knows everybody.
//!
//! Looks at what people say in a page from the salon, and joins what one speaker says in several answers. Never judges
//! what staff say.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use regex::Regex;

use crate::{
    privacy::{
        gate::Gate,
        kind::{Kind, Severity},
        lists::Lists,
        normalized::NormalizedText,
    },
    text::span::Span,
};

/// How many classes together are shown, and how many block.
const SHOWN: usize = 3;
const TOO_MANY: usize = 4;
/// How many block where a child or something sensitive is among them.
const TOO_MANY_WITH_CHILD: usize = 2;

/// Declares the classes: words, and how to say it of many.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $ja:literal, $en:literal, $how_ja:literal, $how_en:literal;)*) => {
        /// What an answer tells of its speaker.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub(crate) enum Class { $($(#[$doc])* $class),* }

        impl Class {
            /// What it is called, in Japanese and English.
            pub(crate) fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$class => ($ja, $en)),* }
            }

            /// How it is said so that it fits many.
            pub(crate) fn how(self) -> (&'static str, &'static str) {
                match self { $(Self::$class => ($how_ja, $how_en)),* }
            }
        }
    };
}

classes! {
    /// Where they lived before.
    Former = "前の住まい", "where they came from", "「横浜から」→「都市部から」", "`横浜から` → `都市部から`";
    /// Where they live now.
    District = "地区", "the district", "「北地区」→「町内の北のほう」（見出しの `area=` も消す）",
        "`北地区` → `町内の北のほう`, and no `area=` in the heading";
    /// Whom they live with.
    Household = "家族の形", "the household", "「夫婦と子ども3人」→「子育て中の家族」", "`夫婦と子ども3人` → `子育て中の家族`";
    /// How old a child is, or where it goes to school.
    Child = "子どもの年齢や学校", "a child's age or school", "「8歳」「小学2年」→「小学生」", "`8歳` → `小学生`";
    /// What they live on.
    Job = "仕事", "the work", "「看護師」→「町内で働いています」", "`看護師` → `町内で働いています`";
    /// When they came.
    MoveIn = "移り住んだ時期", "when they moved in", "「移住して3年」→「数年前に移住」（見出しの `years=` も消す）",
        "`移住して3年` → `数年前に移住`, and no `years=` in the heading";
    /// Illness, disability, crime, welfare.
    Sensitive = "病気など", "illness and the like", "病名などを消し、「通院があるため」のように書く", "leave it out: `通院があるため`";
    /// What is true of one person only.
    Rare = "一人しかいない特徴", "what is true of one person", "「前町長の親戚」「町で唯一の」を消す", "leave out what is true of one person only";
}

/// One speaker of a page, and what the page tells of them together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Speaker {
    /// Their first heading.
    pub(crate) heading: Span,
    /// What is told, each class once, with its first place.
    pub(crate) told: BTreeMap<Class, Span>,
    /// Blocks, or is shown.
    pub(crate) severity: Severity,
}

/// Something that somebody says in a text.
pub(crate) struct Statement<'a> {
    /// The heading that names the speaker: 「市民A（移住して4年目）」.
    pub(crate) heading: &'a str,
    /// Its place.
    pub(crate) span: Span,
    /// The speaker's role: `resident`, `staff`, …
    pub(crate) role: &'a str,
    /// What the heading tells of them: `years`, `area`, …
    pub(crate) attributes: &'a BTreeMap<String, String>,
    /// Their words.
    pub(crate) body: Range<usize>,
}

/// The speakers of whom a text tells too much.
pub(crate) fn speakers<'a>(text: &str, statements: impl Iterator<Item = Statement<'a>>) -> Vec<Speaker> {
    let mut speakers: BTreeMap<String, Speaker> = BTreeMap::new();
    for said in statements.filter(|said| said.role != "staff") {
        let speaker = speakers.entry(who(&said)).or_insert_with(|| Speaker {
            heading: said.span,
            told: BTreeMap::new(),
            severity: Severity::Info,
        });
        let heading = classes(said.heading).into_iter().map(|(class, _)| class);
        let attributes = [("area", Class::District), ("years", Class::MoveIn)];
        let attributes = attributes.into_iter().filter(|(name, _)| said.attributes.contains_key(*name));
        for class in heading.chain(attributes.map(|(_, class)| class)) {
            speaker.told.entry(class).or_insert(said.span);
        }
        for (class, range) in classes(&text[said.body.clone()]) {
            let span = Span::new(said.body.start + range.start, said.body.start + range.end);
            speaker.told.entry(class).or_insert(span);
        }
    }
    let judged = speakers.into_values().map(|speaker| Speaker { severity: severity(&speaker.told), ..speaker });
    let mut found: Vec<Speaker> = judged.filter(|speaker| speaker.severity != Severity::Info).collect();
    found.sort_by_key(|speaker| speaker.heading);
    found
}

fn severity(told: &BTreeMap<Class, Span>) -> Severity {
    let count = told.keys().filter(|class| **class != Class::Rare).count();
    let delicate = told.contains_key(&Class::Child) || told.contains_key(&Class::Sensitive);
    match count {
        _ if count >= TOO_MANY || delicate && count >= TOO_MANY_WITH_CHILD => Severity::Block,
        _ if count >= SHOWN || told.contains_key(&Class::Rare) => Severity::Warn,
        _ => Severity::Info,
    }
}

/// Who speaks: 町民A is one person in all of a page; two 町民 without a letter are one only if all is said alike of them.
fn who(said: &Statement<'_>) -> String {
    let label = said.heading.split(['（', '(']).next().unwrap_or_default().trim();
    if label.ends_with(|c: char| c.is_ascii_uppercase()) || said.role == "asker" {
        return label.to_owned();
    }
    let of = |name: &str| said.attributes.get(name).map_or("", String::as_str);
    format!("{}\0{}\0{}", said.heading, of("area"), of("years"))
}

/// The site's lists say nothing of these kinds.
static GATE: LazyLock<Gate> = LazyLock::new(|| Gate::new(&Lists::default()));

/// What a text tells, with its places.
fn classes(text: &str) -> Vec<(Class, Range<usize>)> {
    let normalized = NormalizedText::new(text);
    let mut found: Vec<(Class, Range<usize>)> = Vec::new();
    for (class, pattern) in PATTERNS.iter() {
        let general = |word: &str| GENERAL.iter().any(|general| word.starts_with(general));
        let hits = pattern.captures_iter(&normalized.text).filter_map(|hit| hit.get(1));
        found.extend(hits.filter(|hit| !general(hit.as_str())).map(|hit| (*class, normalized.source(&hit.range()))));
    }
    for hit in GATE.scan(text) {
        let class = match hit.kind {
            Kind::Sensitive => Class::Sensitive,
            Kind::SchoolGrade => Class::Child,
            Kind::Workplace => Class::Job,
            _ => continue,
        };
        found.push((class, hit.range));
    }
    found
}

/// Words in the place of a name that name nothing.
#[rustfmt::skip]
const GENERAL: &[&str] = &[
    "都会", "都市", "県外", "町外", "市外", "村外", "首都圏", "関東", "関西", "東海", "九州", "四国", "他県", "隣県", "遠方", "海外", "外国",
    "大都市", "各", "全", "同", "他", "当", "この", "その", "どの", "対象", "居住", "中心", "市街", "今", "以前", "最初", "翌", "来年",
];

/// What tells each class, in the first group.
static PATTERNS: LazyLock<Vec<(Class, Regex)>> = LazyLock::new(|| {
    let place = r"[\p{Han}]{2,6}?(?:都|道|府|県|市|区|町|村)?";
    let number = "[0-9一二三四五六七八九十]{1,3}";
    let child = "(?:子ども|子供|うちの子|娘|息子|長男|長女|次男|次女|三男|三女|上の子|下の子|孫)";
    let work = concat!(
        "(?:看護師|保育士|介護士|介護福祉士|薬剤師|歯科医|獣医|医師|教師|教員|消防士|警察官|自衛官|漁師|大工|左官|電気工事士|美容師",
        "|理容師|料理人|調理師|パン職人|木工作家|陶芸家|写真家|翻訳者?|デザイナー|エンジニア|プログラマー|編集者|ライター|林業|酪農",
        "|養蜂|鍼灸師|整体師|司書|学芸員)"
    );
    let grade = format!("(?:小学校?|中学校?|高校|小|中|高){number}年?生?");
    let infant = "年少|年中|年長";
    let came = "(?:移住|引っ越|越して|転入)";
    let patterns = [
        (Class::Former, format!("({place})から(?:の)?[^。、\n]{{0,8}}(?:移住|引っ越|引越|越して|移って|Uターン|Iターン|転居|転入)")),
        (Class::Former, format!("(?:前は|以前は|もとは|元は|それまで)[^。\n]{{0,6}}?({place})[にで](?:住ん|暮らし|いまし|働い)")),
        (Class::Former, format!("({place})(?:の?出身|生まれ)")),
        (
            Class::District,
            "([\\p{Han}\\p{Katakana}ー]{1,6}(?:地区|集落|団地|町内会))(?:に(?:住|家|暮|越|引|移|あ)\
             |の(?:家|アパート|一軒家|借家|実家|高台|外れ|端)|で暮)"
                .to_owned(),
        ),
        (
            Class::Household,
            format!(
                "((?:一人|ひとり|二人|1人|2人)暮らし|{number}人(?:家族|暮らし)|家族{number}人|夫婦(?:二人|2人|と)|単身\
                 |シングル(?:マザー|ファザー)|母子家庭|父子家庭\
                 |(?:義?父|義?母|両親|祖父母?|祖母)と(?:の)?(?:同居|暮ら|三世代)|子ども{number}人|{number}人の子|双子|三世代)"
            ),
        ),
        (
            Class::Child,
            format!(
                "({number}歳(?:になる|の)?(?:{child}|男の子|女の子)|{child}[^。、\n0-9]{{0,6}}[、]?{number}歳\
                 |{child}[^。、\n]{{0,8}}?(?:{grade}|{number}年生|{infant})|{grade}の{child}|(?:{infant})の{child})"
            ),
        ),
        (Class::Job, format!("({work})(?:を|として|で|の仕事|を?して|です(?:。|が|ので)|に(?:転職|就職))")),
        (
            Class::MoveIn,
            format!(
                "((?:移住|引っ越し|引っ越|越し|移り住ん)[^。、\n]{{0,6}}?{number}(?:年目|年が|年に|年です|か月|カ月|ヶ月)\
                 |移住{number}年|[0-9]{{4}}年(?:[0-9]{{1,2}}月|の?[春夏秋冬])?に{came}\
                 |令和{number}年(?:[0-9]{{1,2}}月)?に{came})"
            ),
        ),
        (Class::Rare, "((?:前|元)(?:町長|市長|村長|区長|校長|議員|議長|住職)の?(?:親戚|親族|親せき|家族|息子|娘|妻|夫|孫|家))".to_owned()),
        (Class::Rare, "(三つ子|四つ子)".to_owned()),
        (
            Class::Rare,
            "((?:町|市|村|地区|集落|県内?|学校|園)(?:内)?で?(?:は)?\
             (?:唯一|最年少|最年長|ただ一人|たった一人|一人だけ|うちだけ|私だけ)\
             |(?:唯一|最年少|最年長|初|初めて)の(?:女性|男性|移住者|外国人|職員|農家|漁師|住民|社員|団員|[^。、\n]{0,4}家族)\
             |(?:私|うち|我が家|わが家)だけ(?:が|で|です|でし))"
                .to_owned(),
        ),
    ];
    let pattern = |text: String| Regex::new(&text).expect("the classes' own patterns are well-formed");
    patterns.into_iter().map(|(class, text)| (class, pattern(text))).collect()
});

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_class_is_told_by_its_words_and_by_no_others() {
        use Class::{Child, District, Former, Household, Job, MoveIn, Rare, Sensitive};
        for (text, expected) in [
            ("横浜から夫婦で移住しました。", vec![Former]),
            ("以前は東京都世田谷区に住んでいました。", vec![Former]),
            ("都会から移住した人が多いです。", vec![]),
            ("県外からの引っ越しは3月が多いです。", vec![]),
            ("駅から歩いて10分です。", vec![]),
            ("北地区に住んでいます。", vec![District]),
            ("どの地区にもごみ置き場があります。各地区の当番です。", vec![]),
            ("夫婦と子ども3人です。", vec![Household]),
            ("一人暮らしでも、光熱費はかかります。", vec![Household]),
            ("8歳の娘がいます。", vec![Child]),
            ("下の子は小学2年です。", vec![Child]),
            ("小学生の子がいます。", vec![]),
            ("医療費は18歳の年度末までかかりません。", vec![]),
            ("町内で看護師をしています。", vec![Job]),
            ("看護師の求人もあります。", vec![]),
            ("移住して3年目です。", vec![MoveIn]),
            ("2022年4月に引っ越してきました。", vec![MoveIn]),
            ("数年前に移住しました。", vec![]),
            ("夫がうつ病で休職しています。", vec![Sensitive]),
            ("前町長の親戚の家を借りています。", vec![Rare]),
            ("町で唯一のパン屋です。三つ子がいます。", vec![Rare]),
            ("灯油は月に90リットルです。", vec![]),
        ] {
            let found: BTreeSet<Class> = classes(text).into_iter().map(|(class, _)| class).collect();
            assert_eq!(found, expected.into_iter().collect(), "{text}");
        }
    }

    #[test]
    fn the_count_decides_and_a_child_sooner() {
        use Class::{Child, District, Former, Job, MoveIn, Rare, Sensitive};
        for (classes, expected) in [
            (vec![District, MoveIn], Severity::Info),
            (vec![District, MoveIn, Former], Severity::Warn),
            (vec![District, MoveIn, Former, Job], Severity::Block),
            (vec![Child], Severity::Info),
            (vec![Child, District], Severity::Block),
            (vec![Sensitive, Job], Severity::Block),
            (vec![Rare], Severity::Warn),
            (vec![Rare, District], Severity::Warn),
            (vec![Rare, District, MoveIn, Former], Severity::Warn),
        ] {
            let told = classes.iter().map(|class| (*class, Span::default())).collect();
            assert_eq!(severity(&told), expected, "{classes:?}");
        }
    }
}
