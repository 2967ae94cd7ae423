//! Codes of the lists that the privacy gate reads, found by `privacy/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "個人情報を守るための一覧", en: "Lists of the privacy gate"),
    codes: &[
        Code {
            code: "privacy-list",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "salon/privacy.toml の書き方が違うか、内容が古くなっています",
                en: "salon/privacy.toml is not in its form, or is out of date"),
            why: msg!(
                ja: "ここに書いた値だけが、公開してよい電話番号や免除として扱われます。読めない行は効かず、\
                     古い番号は間違った相手につながります。",
                en: "Only what is listed here counts as public or waived. A line that cannot be read has no effect, \
                     an old number reaches the wrong person."),
            how: msg!(
                ja: "公開してよい値は `[[public]]` に種類と値を、免除は `[[waiver]]` に示された項目をすべて書きます。\
                     1年たった番号は確かめて `checked_on` を直します。",
                en: "Write type and value below `[[public]]`, and all keys that are shown below `[[waiver]]`; check \
                     numbers after a year and renew `checked_on`."),
            wrong: "[[public]]\nvalue = \"0160-00-1000\"",
            right: "[[public]]\ntype = \"PHONE\"\nvalue = \"0160-00-1000\"\nchecked_on = 2026-10-01",
        },
        Code {
            code: "privacy-waiver",
            levels: &[Level::Error],
            what: msg!(
                ja: "免除（`[[waiver]]`）が、期限切れか、当てはまるところがありません",
                en: "A waiver has expired, or meets nothing"),
            why: msg!(
                ja: "免除は、本人の了解した値とページにだけ、期限つきで認めるものです。使われない免除が残ると、\
                     別の値を通すおそれがあります。",
                en: "A waiver is granted for one value on one page, for a time. One that is left over might let \
                     something else pass."),
            how: msg!(
                ja: "値やページが変わっていないか確かめ、要らなければその `[[waiver]]` を消し、要るなら書き直します。",
                en: "See whether the value or the page has changed; remove the `[[waiver]]`, or write it again if it \
                     is still needed."),
            wrong: "expires = 2026-03-31",
            right: "expires = 2027-03-31",
        },
        Code {
            code: "salon-people",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "サロンの人の一覧に、読み取れない行があります",
                en: "A list of the salon's people has a line that cannot be read"),
            why: msg!(
                ja: "その人の立場や呼び名、公開してよいかどうかが分かりません。直すまで、サロンのページは下書きも承認も公開もできません。",
                en: "That person's role or nickname, and whether they may be published, is unknown; until it is \
                     mended no page from the salon is drafted, approved or published."),
            how: msg!(
                ja: "`.shirube/salon/people.toml` の行を直すか、もう一度 `shirube salon import` を実行します。",
                en: "Correct the line in `.shirube/salon/people.toml`, or run `shirube salon import` again."),
            wrong: "U0123ABCD = { role = \"町民\" }",
            right: "U0123ABCD = { role = \"resident\", moved = 2022, area = \"北地区\" }",
        },
    ],
};
