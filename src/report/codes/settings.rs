//! Codes of `site.toml`, found by `config/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "設定（site.toml）", en: "Settings (site.toml)"),
    codes: &[
        Code {
            code: "no-config",
            levels: &[Level::Hint],
            what: msg!(
                ja: "site.toml がないため、決まった設定で作りました",
                en: "There is no site.toml, so defaults are used"),
            why: msg!(
                ja: "ガイドの名前や公開するURLが分からないと、題名や、ほかのサイトに出るリンクが仮のものになります。",
                en: "Without the guide's name and its address, titles and links shown elsewhere are placeholders."),
            how: msg!(
                ja: "ガイドのいちばん上のフォルダーに site.toml を置き、名前とURLを書きます。",
                en: "Put a site.toml into the guide's top folder, with its name and its URL."),
            wrong: "",
            right: "title = \"灯野町 移住ガイド\"\nbase_url = \"https://iju.town.touno.example/\"",
        },
        Code {
            code: "config-syntax",
            levels: &[Level::Error],
            what: msg!(ja: "site.toml を読み取れません", en: "site.toml cannot be read"),
            why: msg!(
                ja: "一か所でも書き方が崩れていると、site.toml の全体が読めなくなります。\
                     相談先も話題も分からないため、サイトを公開できません。",
                en: "One line out of form makes the whole file unreadable; contacts and topics are unknown, so \
                     nothing can be published."),
            how: msg!(
                ja: "示された行とその前の行で、\" の閉じ忘れ、「=」の書き忘れ、同じ項目の重なりを探して直します。",
                en: "In the line shown and the one before, look for a missing \", a missing = or a key given twice."),
            wrong: "title = \"灯野町 移住ガイド",
            right: "title = \"灯野町 移住ガイド\"",
        },
        Code {
            code: "config-key",
            levels: &[Level::Warning],
            what: msg!(
                ja: "site.toml に、知らない名前の設定があります",
                en: "site.toml has a setting that nobody reads"),
            why: msg!(
                ja: "名前の違う設定は読まれません。書いた人は、効いていると思い込みます。",
                en: "A setting under a wrong name is not read, and looks as if it worked."),
            how: msg!(
                ja: "名前を直します。テーマで使う自由な項目は `[extra]` の下に書きます。",
                en: "Correct the name. Settings of your own go below `[extra]`."),
            wrong: "titel = \"灯野町 移住ガイド\"",
            right: "title = \"灯野町 移住ガイド\"",
        },
        Code {
            code: "config-type",
            levels: &[Level::Error],
            what: msg!(
                ja: "site.toml の値の書き方が、その設定と合いません",
                en: "A value in site.toml is not of the form that the setting takes"),
            why: msg!(
                ja: "数字のところに文字があるなど、値の形が違うと、その設定は使われません。",
                en: "A value of another form, such as words for a number, cannot be used."),
            how: msg!(
                ja: "示された形で書きます。文字は \" で囲み、数字と true、false は囲みません。",
                en: "Write it in the form that is shown: words in double quotes, numbers, true and false without."),
            wrong: "[build]\npaginate = \"20件\"",
            right: "[build]\npaginate = 20",
        },
        Code {
            code: "config-font",
            levels: &[Level::Error],
            what: msg!(
                ja: "site.toml の `fonts` に、フォントの名前でないものがあります",
                en: "`fonts` in site.toml holds something that is no name of a font"),
            why: msg!(
                ja: "フォントのファイルは、日本語ではページの何十倍もの大きさになるので読み込みません。名前に使えない記号があると、どの書体も効かなくなります。",
                en: "Files of Japanese fonts are many times as large as a page and are never loaded; with marks that \
                     no name has, no font would be used."),
            how: msg!(
                ja: "読む人の機器に入っているフォントの名前を、1つずつ \" で囲んで書きます。",
                en: "Write the names of fonts that readers' own devices have, each in double quotes."),
            wrong: "[theme]\nfonts = [\"https://example.com/font.woff2\"]",
            right: "[theme]\nfonts = [\"BIZ UDPGothic\", \"Yu Gothic\"]",
        },
        Code {
            code: "config-check",
            levels: &[Level::Error],
            what: msg!(
                ja: "`[check]` に、存在しない指摘の名前があります",
                en: "`[check]` names a finding that does not exist"),
            why: msg!(
                ja: "名前が違うと、重さを変えたつもりでも何も変わりません。見落としたい指摘が出続け、\
                     出したい指摘が出ません。",
                en: "Under a wrong name nothing is changed: the finding goes on as before, whatever was meant."),
            how: msg!(
                ja: "指摘の名前を直します。名前の一覧は `shirube explain` で見られます。",
                en: "Correct the name; `shirube explain` lists all names."),
            wrong: "[check]\nreview-deu = \"error\"",
            right: "[check]\nreview-due = \"error\"",
        },
        Code {
            code: "base-url",
            levels: &[Level::Error],
            what: msg!(ja: "`base_url` がURLの形になっていません", en: "`base_url` is no URL"),
            why: msg!(
                ja: "サイトマップ、フィード、ほかのサイトに出るリンクは、このURLから作られます。違うと、\
                     どれも開けません。",
                en: "Sitemap, feed and shared links are made from this URL; when it is wrong, none of them opens."),
            how: msg!(
                ja: "`https://` から始まる、公開する場所のURLを書きます。",
                en: "Write the URL at which the site is published, from `https://` on."),
            wrong: "base_url = \"iju.town.touno.example\"",
            right: "base_url = \"https://iju.town.touno.example/\"",
        },
        Code {
            code: "config-opendata",
            levels: &[Level::Error],
            what: msg!(
                ja: "`[opendata]` の `code` が全国地方公共団体コードではありません",
                en: "`code` of `[opendata]` is no code of a municipality"),
            why: msg!(
                ja: "公開データの表は、このコードで、どの自治体のものかを示します。違うと、\
                     ほかの町のデータとして使われます。",
                en: "Tables of open data say by this code whose they are; a wrong one makes them another town's."),
            how: msg!(
                ja: "検査数字までの6桁を \" で囲んで書きます。公開データを配らないときは `[opendata]` を消します。",
                en: "Write all six digits, the check digit included, in double quotes; without open data remove \
                     `[opendata]`."),
            wrong: "[opendata]\ncode = \"99999\"",
            right: "[opendata]\ncode = \"999997\"",
        },
        Code {
            code: "accessibility-claim",
            levels: &[Level::Warning],
            what: msg!(
                ja: "アクセシビリティの対応度に見合う試験の結果がありません",
                en: "The declared accessibility is not covered by test results"),
            why: msg!(
                ja: "「準拠」や「一部準拠」は、試験の結果を公表してはじめて名乗れる言葉です。結果がないと、\
                     確かめていないことを公表してしまいます。",
                en: "「準拠」 and 「一部準拠」 may only be declared with published test results; else the page says \
                     more than anybody checked."),
            how: msg!(
                ja: "結果を `[accessibility.last_test.results]` に書くか、試験が終わるまで「配慮」とします。",
                en: "Write the results below `[accessibility.last_test.results]`, or declare 「配慮」 until the test \
                     is done."),
            wrong: "[accessibility]\nclaim = \"準拠\"",
            right: "[accessibility]\nclaim = \"配慮\"",
        },
        Code {
            code: "config-secret",
            levels: &[Level::Error],
            what: msg!(ja: "パスワードが site.toml に書かれています", en: "A password stands in site.toml"),
            why: msg!(
                ja: "site.toml は、ガイドといっしょに人に渡り、Gitにも残ります。",
                en: "The file goes wherever the guide goes, and stays in Git for ever."),
            how: msg!(
                ja: "その行を消し、公開のときに入力するか、環境変数に入れます。すでに人に渡ったパスワードは変えます。",
                en: "Remove the line; type the password when you publish or use an environment variable, and change \
                    one that others may have seen."),
            wrong: "[publish.production]\npassword = \"…\"",
            right: "[publish.production]\nkind = \"folder\"",
        },
    ],
};
