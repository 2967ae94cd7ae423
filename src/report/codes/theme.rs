//! Codes of themes and their templates, found by `site/theme_files.rs` and `render/template/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "テーマとテンプレート", en: "Themes and templates"),
    codes: &[
        Code {
            code: "no-theme",
            levels: &[Level::Error],
            what: msg!(
                ja: "site.toml に書いたテーマのフォルダーがありません",
                en: "The theme that site.toml names has no folder"),
            why: msg!(
                ja: "テーマはページの見た目を決めます。ないと、標準の見た目で作ることになります。",
                en: "The theme decides how pages look; without it they would look like the default one."),
            how: msg!(
                ja: "`themes/` の下にそのフォルダーを置くか、site.toml の `theme` の行を消します。",
                en: "Put the folder below `themes/`, or remove `theme` from site.toml."),
            wrong: "theme = \"machi2\"   （themes/machi2/ がない）",
            right: "theme = \"machi\"    （themes/machi/ がある）",
        },
        Code {
            code: "ejected-older",
            levels: &[Level::Warning],
            what: msg!(
                ja: "`shirube theme eject` で取り出したファイルの元が、新しい版で変わりました",
                en: "A file was taken out by `shirube theme eject`, and its original is another one now"),
            why: msg!(
                ja: "取り出したファイルには、新しい版で直ったことが入りません。",
                en: "What a newer version has mended is not in the site's own copy."),
            how: msg!(
                ja: "`--print` でいまの元のファイルを見て取り入れ、示された控えに書き換えます。自分の変更が要らなければ、ファイルを消します。",
                en: "See the original with `--print`, take over what is new, and write the print that is shown. Remove \
                     the file if your own changes are not needed."),
            wrong: "{#- shirube theme eject templates/base.html 0000000000000000 -#}",
            right: "（themes/ の中のファイルを消す / the file is removed）",
        },
        Code {
            code: "template-error",
            levels: &[Level::Error],
            what: msg!(ja: "テンプレートを表示できません", en: "A template cannot be rendered"),
            why: msg!(
                ja: "そのテンプレートを使うページは、どれも作れません。",
                en: "None of the pages that use the template can be made."),
            how: msg!(
                ja: "示された行の、値の名前や閉じ忘れを直します。近い名前があるときは、いっしょに示されます。",
                en: "In the line that is shown, correct the value's name or close what is open; near names are \
                     offered."),
            wrong: "{{ page.titel }}",
            right: "{{ page.title }}",
        },
    ],
};
