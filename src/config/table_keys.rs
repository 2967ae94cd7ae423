//! The keys of the tables of `site.toml`: `[municipality]`, `[contacts.iju]` and so on.

use crate::{
    config::{
        accessibility::CLAIMS,
        key::{Form, Key},
    },
    msg,
    report::message::Message,
};

/// What is said of a key that gives the one above in another language.
const OTHER_LANGUAGE: Message = msg!(
    ja: "すぐ上の項目の、ほかの言語での値（`_en`、`_easy` など）",
    en: "The key above in another language (`_en`, `_easy` …)");

pub(super) const MUNICIPALITY: &[Key] = &[
    Key::new("name", Form::Text, "\"灯野町\"", msg!(ja: "自治体の名前", en: "Its name")),
    Key::new("name_*", Form::Text, "\"Touno Town\"", OTHER_LANGUAGE),
    Key::new(
        "kind",
        Form::Text,
        "\"町\"",
        msg!(
        ja: "「市」「町」「村」「区」。「町民」「町職員」などの呼び方に使います",
        en: "市, 町, 村 or 区; names the roles 町民, 町職員 and so on"),
    )
    .or("\"町\""),
    Key::new("address", Form::Text, "\"灯野町中央1番地\"", msg!(ja: "役場の住所", en: "Its postal address")),
    Key::new("address_*", Form::Text, "\"1 Chuo, Touno\"", OTHER_LANGUAGE),
    Key::new("phone", Form::Text, "\"0160-00-1000\"", msg!(ja: "代表の電話番号", en: "Its telephone number")),
    Key::new(
        "url",
        Form::Target,
        "\"https://www.town.example.jp/\"",
        msg!(
        ja: "自治体の公式サイト",
        en: "Its own site"),
    ),
];

pub(super) const CONTACT: &[Key] = &[
    Key::new("name", Form::Text, "\"灯野町役場 移住交流課\"", msg!(ja: "窓口の名前", en: "The desk's name")),
    Key::new("name_*", Form::Text, "\"Relocation Division, Touno Town Office\"", OTHER_LANGUAGE),
    Key::new(
        "phone",
        Form::Text,
        "\"0160-00-1010\"",
        msg!(
        ja: "電話番号。ここにある番号は、個人情報の点検で止まりません",
        en: "Its telephone number; a number that stands here may appear in the guide"),
    ),
    Key::new(
        "extension",
        Form::TextOrNumber,
        "\"123\"",
        msg!(
        ja: "その内線。電話のリンクは、内線まで呼びます",
        en: "Its extension, which the link calls too"),
    ),
    Key::new(
        "fax",
        Form::Text,
        "\"0160-00-1011\"",
        msg!(
        ja: "FAXの番号。リンクにはなりません",
        en: "Its fax, which is no link"),
    ),
    Key::new("email", Form::Text, "\"iju@town.example.jp\"", msg!(ja: "メールアドレス", en: "Its mail address")),
    Key::new(
        "hours",
        Form::Text,
        "\"平日 午前8時30分から午後5時15分まで\"",
        msg!(
        ja: "受付時間",
        en: "When it is open, in words"),
    ),
    Key::new("hours_*", Form::Text, "\"Weekdays, 8:30 a.m. to 5:15 p.m.\"", OTHER_LANGUAGE),
    Key::new("postal_code", Form::Text, "\"000-0000\"", msg!(ja: "郵便番号", en: "Its postal code")),
    Key::new("address", Form::Text, "\"灯野町中央1番地 役場1階\"", msg!(ja: "住所", en: "Its address")),
    Key::new("address_*", Form::Text, "\"1 Chuo, Touno\"", OTHER_LANGUAGE),
    Key::new(
        "map",
        Form::Target,
        "\"https://maps.gsi.go.jp/#17/36.3/138.2/\"",
        msg!(
        ja: "地図のURL",
        en: "Where it stands on a map, a URL"),
    ),
    Key::new(
        "url",
        Form::Target,
        "\"content/soudan/_index.md\"",
        msg!(
        ja: "窓口や申し込み方法のページ",
        en: "A page of it, or of how to apply"),
    ),
    Key::new(
        "form",
        Form::Target,
        "\"https://form.example.jp/iju\"",
        msg!(
        ja: "申し込みや問い合わせのフォーム",
        en: "A form to write to it"),
    ),
    Key::new(
        "line",
        Form::Target,
        "\"https://line.example/iju\"",
        msg!(
        ja: "LINEの友だち追加のURL",
        en: "Its address on LINE, a URL"),
    ),
];

pub(super) const TOPIC: &[Key] = &[
    Key::new(
        "label",
        Form::Text,
        "\"住まい\"",
        msg!(
        ja: "話題の名前。なければ記号がそのまま出ます",
        en: "Its name; without one its key is shown"),
    ),
    Key::new(
        "label_*",
        Form::Text,
        "\"Housing\"",
        msg!(
        ja: "ほかの言語での名前（`label_en` など）",
        en: "Its name in another language (`label_en` …)"),
    ),
    Key::new(
        "description",
        Form::Text,
        "\"賃貸、空き家、家を建てること。\"",
        msg!(
        ja: "話題の説明。1文",
        en: "One sentence about it"),
    ),
];

pub(super) const LANGUAGE: &[Key] = &[
    Key::new(
        "tag",
        Form::Text,
        "\"en-GB\"",
        msg!(
        ja: "HTMLに書く言語の名前。なければ記号と同じ（`easy` は `ja`、`zh` は `zh-Hans`）",
        en: "The tag for HTML's `lang`; without it that of the key (`ja` for `easy`, `zh-Hans` for `zh`)"),
    ),
    Key::new(
        "label",
        Form::Text,
        "\"English (UK)\"",
        msg!(
        ja: "その言語での、言語の名前。よくある言語では、書かなくても分かります",
        en: "The language's own name; known of common languages"),
    ),
    Key::new(
        "title",
        Form::Text,
        "\"Touno Town Relocation Guide\"",
        msg!(
        ja: "その言語でのガイドの名前",
        en: "The guide's name in it"),
    ),
];

pub(super) const ACCESSIBILITY: &[Key] = &[
    Key::new(
        "standard",
        Form::Text,
        "\"JIS X 8341-3:2016\"",
        msg!(
        ja: "目標とする規格と年",
        en: "The standard, with its year"),
    )
    .or("\"JIS X 8341-3:2016\""),
    Key::new("level", Form::OneOf(&["A", "AA"]), "\"AA\"", msg!(ja: "目標とする等級", en: "The level aimed at"))
        .or("\"AA\""),
    Key::new(
        "claim",
        Form::OneOf(&CLAIMS),
        "\"配慮\"",
        msg!(
        ja: "対応度。人が決めて書きます。プログラムが「準拠」と書くことはありません",
        en: "How far it is met, as a person declares it; the program never does"),
    ),
    Key::new("deadline", Form::TextOrDay, "2028-03-31", msg!(ja: "達成の期限", en: "By when it is to be met")),
    Key::new(
        "contact",
        Form::Text,
        "\"iju\"",
        msg!(
        ja: "担当の窓口。`[contacts]` の記号",
        en: "The desk in charge, a key of `[contacts]`"),
    ),
    Key::new(
        "exceptions",
        Form::List,
        "[\"ほかの団体のサイト（リンク先）\"]",
        msg!(
        ja: "方針の対象にしないもの",
        en: "What the policy does not cover"),
    ),
    Key::new(
        "known_issues",
        Form::List,
        "[\"地図の絵にある細かな地名を、文章で書ききれていません。\"]",
        msg!(
        ja: "できていないと分かっていること",
        en: "What is known to be missing"),
    ),
    Key::new(
        "additional",
        Form::List,
        "[\"2.4.8\"]",
        msg!(
        ja: "目標のほかに満たしている達成基準",
        en: "Criteria beyond the level that are met too"),
    ),
    Key::new(
        "last_test",
        Form::Table(LAST_TEST),
        "",
        msg!(
        ja: "最後の試験。書くと、試験結果のページができます",
        en: "The last test; with it there is a page of the results"),
    ),
];

pub(super) const LAST_TEST: &[Key] = &[
    Key::new("date", Form::Day, "2026-10-20", msg!(ja: "表明日", en: "The day of the declaration")),
    Key::new(
        "period",
        Form::TextOrDay,
        "\"2026年10月5日から10月16日まで\"",
        msg!(
        ja: "試験をした期間",
        en: "When the tests were made"),
    ),
    Key::new(
        "tools",
        Form::List,
        "[\"axe-core\", \"キーボードだけの操作\"]",
        msg!(ja: "使ったもの", en: "What was used"),
    ),
    Key::new(
        "scope",
        Form::Text,
        "\"トップページと、各区分の代表のページ\"",
        msg!(
        ja: "試験をした範囲。なければ、このガイドのすべて",
        en: "Which pages were tested; without it, all of the guide"),
    ),
    Key::new(
        "results",
        Form::Pairs,
        "\"1.4.3\" = \"適合\"",
        msg!(
        ja: "達成基準の番号 = \"適合\"、\"不適合：理由\"、\"該当なし\" のどれか",
        en: "Number of a criterion = 適合, 不適合 or 該当なし, a remark after a colon"),
    ),
];

pub(super) const OPEN_DATA: &[Key] = &[
    Key::new(
        "code",
        Form::Text,
        "\"999997\"",
        msg!(
        ja: "全国地方公共団体コード。検査数字までの6桁。必ず書きます",
        en: "The municipality's code, all six digits; must be there"),
    ),
    Key::new("prefecture", Form::Text, "\"見本県\"", msg!(ja: "都道府県の名前", en: "The prefecture's name")),
    Key::new("licence", Form::Text, "\"CC BY 4.0\"", msg!(ja: "利用条件", en: "The licence of the files"))
        .or("\"CC BY 4.0\""),
    Key::new(
        "bom",
        Form::Flag,
        "true",
        msg!(
        ja: "Excelで文字化けしない印（BOM）をファイルの先頭に付けるか",
        en: "Whether files begin with a byte order mark, for Excel"),
    )
    .or("false"),
];

pub(super) const BUILD: &[Key] = &[
    Key::new(
        "paginate",
        Form::Number,
        "30",
        msg!(
        ja: "一覧の1ページに並べる数",
        en: "Entries on one page of a list"),
    )
    .or("20"),
    Key::new(
        "keep",
        Form::List,
        "[\"CNAME\", \".well-known\"]",
        msg!(
        ja: "書き出し先で触らないファイルとフォルダー（`.git` は、書かなくても触りません）",
        en: "What is never touched in the output folder (`.git` never is)"),
    )
    .or("[]"),
    Key::new(
        "include",
        Form::List,
        "[\"content/README.md\"]",
        msg!(
        ja: "写しや控え、README のような名前でも載せるファイル",
        en: "Files that are published though their names are those of copies, backups or a README"),
    )
    .or("[]"),
];

pub(super) const HTML: &[Key] = &[Key::new(
    "allow",
    Form::List,
    "[\"kbd\", \"mark\"]",
    msg!(
    ja: "本文に書いてよいHTMLの要素。書かない要素は、文字として出ます",
    en: "HTML elements that texts may contain; all others are shown as text"),
)
.or("[]")];

pub(super) const SALON: &[Key] = &[
    Key::new(
        "policy",
        Form::Text,
        "\"2026-04\"",
        msg!(
        ja: "サロンの利用のきまりの版。承認の記録に残ります",
        en: "The version of the salon's terms, for the records of approvals"),
    ),
    Key::new(
        "four_eyes",
        Form::Flag,
        "true",
        msg!(
        ja: "下書きした人とは別の人が承認するか",
        en: "Whether somebody else than the drafter must approve"),
    )
    .or("false"),
    Key::new(
        "reviewers",
        Form::PairsOrList,
        "iju-a = \"移住交流課\"\niju-b = \"移住交流課\"",
        msg!(
        ja: "承認する人の記号 = 所属。書くと、ほかの記号では承認できません",
        en: "Who may approve: key = desk; with it, nobody else may"),
    ),
    Key::new(
        "channels",
        Form::List,
        "[\"質問\"]",
        msg!(
        ja: "取り込むチャンネル（名前かID）。`--channel` を付けないときに使います",
        en: "Channels to import (name or id), where no `--channel` is given"),
    ),
    Key::new(
        "own_pages",
        Form::List,
        "[\"content/sumai/akiya-bank.md\"]",
        msg!(
        ja: "サロンで引用されても、役場の文であるページ。投稿と同じ文があっても止めません",
        en: "Pages that are the town's own words, whoever quotes them in the salon; they are not stopped for it"),
    ),
    Key::new(
        "table",
        Form::Pairs,
        "question = \"ご質問\"\nanswer = \"回答\"\ndate = \"受付日時\"",
        msg!(
        ja: "質問の表（CSV）の列の名前。question、answer、date、name",
        en: "The columns of a table of questions (CSV): question, answer, date, name"),
    ),
    Key::new(
        "labels",
        Form::Pairs,
        "resident = \"町のひと\"",
        msg!(
        ja: "下書きでの役割の呼び方。役割 = 言葉",
        en: "Words for roles in drafts: role = word"),
    ),
];
