//! The ways in which people tell of themselves, one pattern each; what is told stands in the first group.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::privacy::{
    trait_classes::{Class, Subject},
    trait_lives::{ABROAD, FAR, LIVES},
};

/// What makes a sentence one of everybody, of an offer, a duty or a figure.
pub(crate) static OF_EVERYBODY: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        "の方(?:が|は|を|に|へ|も|で|の)|る方|た方|い方(?:が|は|を|に|も)",
        "|[うくぐすつぬぶむ]方(?:々|が|は|を|に|へ|も|で|の|、)|人(?:が|も)(?:多|少|い|増)|人口|世帯|対象|受けられ|利用でき|働く人|住める|[だたるい]人(?:は|も",
        "|が|を|の)|申請|申し込|申込|窓口|補助",
        "|助成|支給|交付|募集|お知らせ|開催|ください|下さい|ましょう|でしょうか|ますか|統計|割合|平均|調査|[0-9]%|お子さん|お子様|皆さん|皆様|みなさん|定員|参加者",
        "|〇年|〇月|〇〇|○○|△△|××|□□|記入例|記載例\
         |移住者(?:は|が|も|の)|場合|制度\
         |誕生しま|就任|当選|むなら|るなら|[0-9](?:歳|年生)(?:まで|以上|以下|未満|から)|条例|出身者|必要です|られます。|向けの|検診|接種|歓迎|ご家庭|家族なら\
         |できます|高齢者(?:を|の\
         |が|に)|年度末|医療費|無料|保険料|目安|表:|例（|多いです|クラス|学級数|児童数"
    );
    own(pattern)
});

/// One way to tell something: what is told, of whom, and the pattern, which is made when a text first may fit it.
pub(crate) struct Way {
    pub(crate) class: Class,
    pub(crate) subject: Subject,
    /// The pattern as it is written.
    pub(crate) text: String,
    pattern: OnceLock<Regex>,
}

impl Way {
    /// The pattern; what is told stands in its first group, or in its second.
    pub(crate) fn pattern(&self) -> &Regex {
        self.pattern.get_or_init(|| own(&self.text))
    }
}

/// Every way.
pub(crate) static WAYS: LazyLock<Vec<Way>> = LazyLock::new(|| {
    let lives = LIVES.iter().map(|(class, subject, text)| (*class, *subject, put_in(text)));
    let abroad = ABROAD.iter().map(|(class, text)| (*class, Subject::Said, (*text).to_owned()));
    let told = [former(), district(), household(), child(), job(), moved(), rare(), ill(), english(), portuguese()];
    let all = told.into_iter().flatten().chain(lives).chain(abroad);
    all.map(|(class, subject, text)| Way { class, subject, text, pattern: OnceLock::new() }).collect()
});

type Ways = Vec<(Class, Subject, String)>;

const NUMBER: &str = "[0-9一二三四五六七八九十]{1,3}";
const PLACE: &str = r"[\p{Han}\p{Katakana}ー]{2,6}?(?:都|道|府|県|市|区|町|村)?";
const KIN: &str = concat!(
    "(?:夫|妻|主人|旦那|家内|嫁|父|母|義父|義母|両親|息子|娘|長男|長女|次男|次女|三男|三女|祖父|祖母|兄|弟|姉|妹|私|わたし|僕|俺|うちの子|上の子|下の子",
    "|義兄|義弟|義姉|義妹|孫|妻の父|妻の母|夫の父|夫の母)"
);
const CHILD: &str =
    "(?:子ども|子供|うちの子|娘|息子|長男|長女|次男|次女|三男|三女|上の子|下の子|末っ子|一番下の子|孫|双子)";

/// A template with the words for kin, children, numbers and places.
fn put_in(template: &str) -> String {
    template.replace("{kin}", KIN).replace("{child}", CHILD).replace("{n}", NUMBER).replace("{far}", FAR)
}

fn own(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the ways to tell are well-formed")
}

fn former() -> Ways {
    use Subject::{Said, Silent};
    let with = "(?:夫婦で|家族で|一家で|一人で|ひとりで|単身で|夫と|妻と|子どもと|[0-9一二三四五六]人で|はるばる|こちらに|この町に|町に|ここに)?";
    [
        (Said, format!("({PLACE})から(?:の)?[^。、\n]{{0,8}}(?:移住|引っ越|引越|越して|移って|移り住|Uターン|Iターン|Jターン|転居|転入|嫁いで|嫁に来)")),
        (Silent, format!("({PLACE})から\\s?{with}(?:来ました|来て|きました|やって来|やってき|来たばかり|来た者|戻りました|戻って|帰って)")),
        (Said, format!("(?:前は|以前は|もとは|元は|元々は?|もともとは?|それまで|来る前は)[^。\n]{{0,8}}?({PLACE})(?:に住|で暮ら|にいま|にいた|で働|在住|の会社\
         |で会社|のマンション|で[^。、\n]{{1,10}}(?:やって|して|勤め|営ん))")),
        (Silent, format!("({PLACE}(?:市内|都内|県内|区内)?の(?:マンション|アパート|家|社宅|会社|仕事|店|学校)を(?:引き払|売っ|売り|辞め|やめ|たたん|畳ん|離れ))")),
        (Silent, format!("({PLACE})(?:の?出身(?:です|で|の|、|。|と)|(?:生まれ|育ち)(?:です|で|の|、|。))")),
        (Silent, format!("({PLACE})(?:に|で){NUMBER}年(?:間|ほど|以上|くらい)?[、]?(?:住ん|暮らし|働い|会社員|[^。、\n]{{0,8}}の仕事)")),
        (Said, format!("(?:実家|地元|故郷|ふるさと|出身地?)は、?({PLACE})(?:です|にあ|で|の)")),
        (Said, format!("生まれも育ちも、?({PLACE})")),
    ]
    .map(|(subject, text)| (Class::Former, subject, text))
    .into()
}

fn district() -> Ways {
    use Subject::{Said, Silent};
    let spot = "(?:の(?:真|すぐ)(?:裏手?|隣|向かい|前|下|上|そば|近く)|の目の前|の裏手?|の隣|のとなり\
        |の前|の近く|のそば|の向かい|の横|沿い|の奥|のふもと|の下|の上|の角|の先|の高台|の外れ|のはずれ|の[二2]階)";
    [
        (Silent, format!(
            "([\\p{{Han}}\\p{{Katakana}}ー0-9]{{1,6}}(?:地区|集落|団地|町内会|丁目|自治会))(?:に(?:住|家|暮|越|引|移|あ)\
             |の(?:家|アパート|一軒家|借家|実家|高台|外れ|端|古民家|{spot})(?:に(?:住|暮|越|引|移|家|あ)|を(?:借|買|建)|で(?:暮|生活)|が気に入|です)|で(?:は?暮|畑\
             |子育て|家))"
        )),
        (Silent, format!("([^。、\n]{{1,14}}{spot})(?:に(?:住ん|暮らし|下宿|間借り|家を(?:建|買|借)|家があり|越して|引っ越)|の(?:家|古民家|借家\
         |アパート)に(?:住|暮|越|引))")),
        (Silent, format!("([^。、\n]{{1,14}}{spot}の、?[^。、\n]{{0,10}}(?:家|古民家|借家|アパート|部屋|長屋|平屋|離れ|納屋|蔵)\
         (?:を(?:借り|買)|に(?:住|暮|越|引)))")),
        (Silent, "([^。、\n]{2,14}を(?:改装|改修|リフォーム|リノベーション|直)して(?:暮らし|住ん|住み|店を))".to_owned()),
        (Said, format!("(?:家|うち|自宅|住まい|我が家|わが家|新居)は、?([^。、\n]{{2,14}}(?:地区|集落|団地|丁目|{spot}))(?:です|にあ|で|の)")),
    ]
    .map(|(subject, text)| (Class::District, subject, text))
    .into()
}

fn household() -> Ways {
    use Subject::{Said, Silent};
    [
        (Silent, format!(
            "((?:一人|ひとり|二人|1人|2人)暮らし(?:です|で|をして(?:い|お)|中|、|。|\\)|$)|{NUMBER}人(?:家族|暮らし)(?:です|で|の(?:家|我)|、|。|と|\\)|$)\
             |家族{NUMBER}人|夫婦(?:二人|2人)(?:です|で(?:暮|住|移|来|い)|の(?:暮|家)|、|。|と)|夫婦と|単身\
             |シングル(?:マザー|ファザー)|母子家庭|父子家庭|ひとり親|国際結婚|再婚し|バツイチ|離婚し(?:て|ま)|死別し|独身(?:です|で|の|、|。)\
             |子ども{NUMBER}人(?:です|で|と(?:暮|住|移|来|の)|がい|を育|。|、|\\)|$)|{NUMBER}人の(?:子|娘|息子|孫)|双子|三世代|四世代)"
        )),
        (
            Said,
            "((?:夫|妻|義?父|義?母|義?両親|祖父母?|祖母|娘|息子|兄|弟|姉|妹|[0-9]{2}歳の[母父])(?:と|との)[^。、\n]{0,8}(?:同居|暮ら\
             |住ん|三世代))"
                .to_owned(),
        ),
        (Silent, format!("((?:子(?:ども|供)?|孫|娘|息子)(?:が|は){NUMBER}人(?:い|です|、|。|で))")),
        (Silent, format!("(妊娠(?:中|{NUMBER}(?:か月|ヶ月|カ月|週))|{NUMBER}人目(?:が|を)[^。、]{{0,6}}(?:生まれ|出産|お腹|授か|妊娠)|臨月)")),
        (Said, "((?:夫|妻|嫁|旦那|主人)[はが][\\p{Han}\\p{Katakana}ー]{2,8}人(?:です|で|、))".to_owned()),
        (Silent, format!("((?:犬|猫|ヤギ|やぎ|馬|羊|鶏|ニワトリ|牛)(?:が|を|と)?{NUMBER}(?:匹|頭|羽)(?:と|を?飼|がい|、))")),
    ]
    .map(|(subject, text)| (Class::Household, subject, text))
    .into()
}

fn child() -> Ways {
    use Subject::Silent;
    let grade = format!("(?:小学校?|中学校?|高校|小|中|高){NUMBER}年?生?");
    let infant = "年少|年中|年長";
    [
        format!("({NUMBER}歳(?:児)?(?:と|、|・){NUMBER}歳(?:(?:と|、|・){NUMBER}歳)?(?:児)?(?:の(?:子|娘|息子|姉妹|兄弟|女の子|男の子|双子)|です\
         |で、|がい|を(?:育|連)))"),
        format!("({NUMBER}歳(?:になる|の)?(?:{CHILD}|男の子|女の子|姉妹|兄弟|子(?:が|を|と|、|の|は|も|で))|{CHILD}(?:は|が\
         |も)?[^。\n0-9はが]{{0,10}}?{NUMBER}歳)"),
        format!("({CHILD}[^。、\n]{{0,8}}?(?:{grade}|{NUMBER}年生|{infant})|{grade}(?:と{grade})?の(?:{CHILD}|子|男の子|女の子|姉妹\
         |兄弟)|(?:{infant})の(?:{CHILD}|子))"),
        format!("({NUMBER}年生(?:と{NUMBER}年生)?の(?:{CHILD}|子))"),
        format!("({NUMBER}(?:か月|ヶ月|カ月)の(?:{CHILD}|赤ちゃん|赤ん坊|子(?:が|を|と)))"),
        format!("({CHILD}(?:は|が|も)[^。、\n]{{0,4}}[\\p{{Han}}\\p{{Katakana}}]{{1,5}}(?:小|中|高|小学校|中学校|高校|分校|保育園|幼稚園\
         |こども園|大学)(?:に通|に入|の))"),
        format!("({CHILD}(?:は|が|も)[^。\n]{{0,10}}(?:小学校|中学校|高校|保育園|こども園|幼稚園)に(?:上が|入学|入園|進学|入りま))"),
    ]
    .map(|text| (Class::Child, Subject::Silent, text))
    .into_iter()
    .chain([(Class::Child, Silent, format!("((?:去年|昨年|今年|先月|来月|{NUMBER}月に)[^。\n]{{0,8}}?{CHILD}(?:が|を)(?:生まれ|産|出産\
     |小学校に|入学|卒業))"))])
    .collect()
}

const WORK: &str = concat!(
    "(?:看護師|保育士|介護士|介護福祉士|薬剤師|歯科医|歯医者|獣医|医師|教師|教員|高校教師|小学校教諭|消防士|警察官|自衛官|漁師|猟師|大工|左官|電気工事士|美容師",
    "|理容師|料理人|調理師|パン職人|木工作家|陶芸家|写真家|画家|翻訳者?|通訳|デザイナー|エンジニア|プログラマー|編集者|ライター|林業|酪農|畜産|農業",
    "|養蜂|鍼灸師|整体師|司書|学芸員|作家|音楽家|ピアニスト|建築家|設計士|税理士|行政書士|弁護士|僧侶|住職|神主|牧師|杜氏|庭師|鍛冶屋|運転手|公務員|役場職員",
    "|町職員|市職員|駐在|協力隊員|地域おこし協力隊)"
);
const SHOP: &str = concat!(
    "(?:店|カフェ|喫茶店|食堂|レストラン|パン屋|ケーキ屋|花屋|本屋|書店|古本屋|酒屋|豆腐屋|魚屋|肉屋|民宿|ゲストハウス|農園|工房|美容室|床屋|理容店|塾|学習塾|教室",
    "|整体院|鍼灸院|工務店|会社|農家民宿|牧場|養鶏場|酒蔵|ワイナリー|キャンプ場|デイサービス|事務所|宿|スタジオ)"
);
const OFFICE: &str = concat!(
    "(?:役場|役所|病院|医院|診療所|学校|小学校|中学校|高校|農協|漁協|森林組合|郵便局|消防署|警察署|保育園|幼稚園|こども園|銀行|信用金庫|工場|スーパー|図書館|公民館",
    "|介護施設|特養|老人ホーム|道の駅|観光協会|旅館|ホテル|建設会社|会社|酒蔵|牧場|農園|製材所|直売所|商工会|社協|社会福祉協議会|スキー場|温泉|コンビニ|ガソリンスタンド)"
);

fn job() -> Ways {
    use Subject::{Said, Silent};
    let (work, shop, office) = (WORK, SHOP, OFFICE);
    [
        (Silent, format!("({work})(?:を(?:して|しな|やって|営|目指して|仕事)|として|で(?:す|し|、)|の仕事|です(?:。|が|ので|、)|に(?:転職|就職|なり)|歴|、\
         |の(?:{KIN}))")),
        (Said, format!("({KIN}(?:は|が|も)[^。\n]{{0,12}}?{office}(?:で|に|の)[^。、\n]{{0,10}}?(?:働|勤|パート|教え|アルバイト|職員|仕事|看護\
         |調理|事務|就職))")),
        (Silent, format!("([\\p{{Han}}の]{{0,6}}{office}(?:で(?:働い|パート|事務|調理|アルバイト|看護)|に(?:勤め|勤務|就職)))")),
        (Said, format!("({KIN}(?:は|が|も)[^。、\n]{{0,8}}{work})")),
        (Silent, "([\\p{Han}\\p{Katakana}\\p{Hiragana}ー]{1,6}?(?:農家|酪農家|漁師|猟師|職人|屋)(?:です|をし|をやっ|を営|を始め|を継|にな[りっ]|として\
         |に嫁|で生計))".to_owned()),
        (Silent, format!("([\\p{{Han}}\\p{{Katakana}}\\p{{Hiragana}}ー]{{0,6}}?{shop}を(?:開きまし|開いて|開いた|始めまし|始めて|始めた\
         |やって(?:い|お|ま)|やっています|営んで|営み|していま|している|経営して|継いで|継ぎまし|構えて|構えまし|オープンしまし))")),
        (
            Silent,
            "((?:消防団長|分団長|区長|自治会長|町内会長|民生委員|PTA会長|組合長|校長|教頭|園長|議員|町議|住職|宮司|班長)(?:です|をして|を務め|をやって\
             |になり|をしてい))"
                .to_owned(),
        ),
        (Silent, format!("((?:元|もと){work}(?:です|で|の))")),
        (Silent, "((?:東京|都内|都会|大阪|名古屋|県外|海外)の会社に(?:在宅|リモート|テレワーク)[^。、\n]{0,4}(?:勤|働)|(?:在宅\
         |リモート)で(?:[^。、\n]{0,12})(?:働|仕事|開発))".to_owned()),
        (Silent, "((?:定年退職|早期退職|脱サラ)し(?:て|ま))".to_owned()),
        (Said, "(?:前職|以前の仕事|前の仕事|本業|私の仕事)は、?([^。、\n]{2,12})(?:です|でした|で、)".to_owned()),
    ]
    .map(|(subject, text)| (Class::Job, subject, text))
    .into()
}

fn moved() -> Ways {
    use Subject::Silent;
    let came = "(?:移住(?:し|\\)|$)|引っ越し(?:て|ま)|引っ越して|越して|越しま|転入し|移って|移り住|[UI]ターンし|嫁い|来ました|来て)";
    [
        format!(
            "((?:移住|引っ越し|引っ越|越し|移り住ん|嫁い|住み始め|暮らし始め)[^。、\n]{{0,6}}?{NUMBER}(?:年目(?:です|で|、|に|。|の[春夏秋冬]|\\)|$)|年が|年に\
             |年です|年、|年たち|年経|年になり|か月|カ月|ヶ月)\
             |移住{NUMBER}年|(?:ここ|この町|町)に(?:来て|住んで)[、]?{NUMBER}(?:年|か月|ヶ月))"
        ),
        format!(
            "([0-9]{{4}}年(?:の?[0-9]{{1,2}}月|の?[春夏秋冬])?に[^。、\n]{{0,8}}?{came}\
             |(?:令和|平成|昭和)(?:{NUMBER}|元)年(?:[0-9]{{1,2}}月)?に[^。、\n]{{0,8}}?{came}\
             |(?:去年|昨年|一昨年|おととし|今年|先月|{NUMBER}年前|{NUMBER}(?:か月|ヶ月|カ月)前|この[春夏秋冬])(?:の[^。、\n]{{1,4}})?(?:に\
             |、)?[^。、\n]{{0,10}}?{came})"
        ),
        format!("((?:移住|引っ越し|引っ越|越し|転入|来た|住み始め)[しできたて]{{0,4}}のは[^。、\n]{{0,6}}{NUMBER}(?:年前|年|月))"),
    ]
    .map(|text| (Class::MoveIn, Silent, text))
    .into()
}

fn rare() -> Ways {
    use Subject::{Said, Silent};
    let only = "(?:唯一|最年少|最年長|最高齢|ただ(?:一人|ひとり|独り)|たった(?:一人|ひとり)|一人だけ|ひとりだけ\
        |1人だけ|うちだけ|私だけ|(?:一|1)(?:軒|人|つ|店|台|組|家族)(?:だけ|しか|きり)|一番(?:若|年上|古|高齢\
     |小さ))";
    let who = concat!(
        "(?:女性|男性|移住者|外国人|職員|農家|漁師|猟師|住民|社員|団員|医師|医者|歯医者|獣医|助産師|大工|職人|美容師|画家|作家|住職|先生|生徒|児童|園児|夫婦|家族|家|子|母|父",
        "|若者|学生|[\\p{Han}\\p{Katakana}ー]{1,5}(?:屋|師|士|家|員|農家|人))"
    );
    [
        (Silent, format!(
            "((?:町|市|村|島|地区|集落|部落|県内?|学校|園|学年|クラス|団|この辺|地域)(?:内)?[にで]?(?:は)?{only}[^。、\n]{{0,6}}?の?{who}\
             |{only}の(?:{who}|[^。、\n]{{0,4}}家族))"
        )),
        (Silent, format!(
            "((?:町|市|村|島|地区|集落|県内?|地域)(?:内)?[にで]?(?:は)?{only}[^。\n]{{0,10}}を(?:して|やって|営|開|始|継|守))"
        )),
        (Said, "((?:町|市|村|島|地区|集落|県内?|学校|園|学年|クラス)(?:内)?[にで]?(?:は)?(?:うち|私|わたし|僕|娘|息子|我が家|わが家)(?:の子)?(?:一人|ひとり\
         |一軒)?だけ)".to_owned()),
        (
            Said,
            "((?:私|うち|我が家|わが家|娘|息子|うちの子)(?:一人|一軒)?だけ(?:が|で|です|でし)|(?:学年|クラス|学校|集落|地区)(?:に|で)(?:一人\
             |1人|ひとり)です)"
                .to_owned(),
        ),
        (Said, "((?:私|うち|夫|妻|娘|息子|父|母|主人)(?:は|が)[^。\n]{0,10}(?:唯一|最年少|最年長|最高齢|初|第一号|一番若|ただ一人|たった一人))".to_owned()),
        (Silent, "((?:女性|男性|移住者|外国人|よそ者|未経験者|20代|30代)(?:で|として|では)(?:初めて|初の|最初の|ただ一人|唯一))".to_owned()),
        (Silent, "((?:初|初めて|第一号)の(?:女性|男性|移住者|外国人|職員|農家|漁師|住民|社員|団員|[^。、\n]{0,4}家族))".to_owned()),
        (Silent, "((?:前の?|元の?|今の|現)(?:町長|市長|村長|区長|校長|議員|議長|住職)の?(?:親戚|親族|親せき|いとこ|甥|姪|家族|息子|娘|妻|夫|孫|家))".to_owned()),
        (Said, format!("({KIN}(?:は|が)[^。、\n]{{0,6}}(?:前|元|今の|現|町の)?(?:町長|市長|村長|議長|町議|村議|市議))")),
        (
            Silent,
            "(三つ子|四つ子|五つ子|元プロ(?:野球|サッカー|レスラー|ボクサー)?[^。、\n]{0,4}|元(?:オリンピック|五輪|アイドル|力士|歌手|騎手\
             |宝塚)[^。、\n]{0,4})"
                .to_owned(),
        ),
    ]
    .map(|(subject, text)| (Class::Rare, subject, text))
    .into()
}

fn ill() -> Ways {
    let text = "((?:人工透析|透析|抗がん剤|通院|療養|車いす|車椅子|杖)(?:に通|で通|の治療|しながら|しています|中です|で生活|で暮|をついて|を使って(?:い|暮))|(?:持病|難病\
     |障害)(?:が|を)(?:あ|抱|持))";
    vec![(Class::Sensitive, Subject::Silent, text.to_owned())]
}

fn english() -> Ways {
    let kin = "(?:sons?|daughters?|kids?|child(?:ren)?|baby|boys?|girls?)";
    let age = "(?:[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
    let child = format!(
        "(?:my|our|we have)\\s(?:\\w+[\\s-]){{0,4}}{kin}[^.\\n]{{0,24}}(?-u:\\b){age}\
         (?:\\syears?|\\sand\\s{age}|-year)?\
         |{age}[\\s-]years?[\\s-]old\\s(?:{kin}|twins)"
    );
    let ways = [
        (Class::Former, r"(?:i|we)(?:'m|\sam|'re|\sare)?\s(?:come|came|moved|originally)\s(?:here\s)?from\s\w+"),
        (
            Class::Household,
            "a family of (?:two|three|four|five|six|seven|[2-9])|single (?:mother|mom|father|dad)|newborn",
        ),
        (Class::Child, child.as_str()),
        (Class::Job, r"(?:i|my (?:wife|husband))(?:'m|\sam|\sis)?\s(?:work|teach)\w*\s(?:\w+\s)?(?:at|in|for|as)\s\w+"),
        (
            Class::MoveIn,
            r"(?:i|we)\s(?:moved|came|arrived)[^.\n]{0,30}(?:[0-9]{1,2}|two|three|four|five|six)\syears?\sago",
        ),
        (Class::Rare, r"(?:i am|i'm|we are|we're|my \w+ is)\sthe\s(?:only|first|youngest|oldest)\s\w+"),
    ];
    ways.map(|(class, text)| (class, Subject::Said, format!(r"(?i)(?-u:\b)({text})"))).into()
}

fn portuguese() -> Ways {
    let kin = "(?:filh[ao]s?|espos[ao]|marido|mulher|mãe|pai)";
    let child = format!(
        "(?:tenho|temos|meus?|minhas?)\\s(?:\\w+\\s){{0,3}}{kin}[^.\\n]{{0,16}}\
         [0-9]{{1,2}}(?:\\se\\s[0-9]{{1,2}})?\\sanos?"
    );
    let ways = [
        (Class::Former, r"(?:vim|viemos|mudei|mudamos|sou)\s(?:de|do|da)\s[A-Z]\w+"),
        (
            Class::Household,
            concat!(
                "família de [a-z0-9]+ pessoas|casad[oa] com|temos (?:uma?|dois|duas|três|quatro) filh[ao]s?",
                "|mãe solteira|pai solteiro|estou grávida",
            ),
        ),
        (Class::Child, child.as_str()),
        (Class::Job, r"(?:trabalho|meu marido trabalha|minha esposa trabalha)\s(?:na|no|em|como)\s\w+"),
        (Class::MoveIn, "(?:moro|moramos) aqui há [0-9a-z]+ anos?"),
        (Class::Rare, r"(?:sou|somos)\s(?:o|a|os|as)\s(?:únic[ao]s?|primeir[ao]s?|mais\s(?:nov[ao]|jovem))\s\w+"),
    ];
    ways.map(|(class, text)| (class, Subject::Said, format!(r"(?i)(?-u:\b)({text})"))).into()
}
