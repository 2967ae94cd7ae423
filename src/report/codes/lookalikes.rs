//! Codes of text that looks like Markdown and is none, found by `load/markdown/lookalikes/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "Markdownのつもりの書き方", en: "What looks like Markdown and is none"),
    codes: &[
        Code {
            code: "heading-lookalike",
            levels: &[Level::Warning],
            what: msg!(
                ja: "見出しのつもりの行が見出しになりません。または、文が見出しになっています",
                en: "What is meant for a heading is none, or a text has become one"),
            why: msg!(
                ja: "`##持ち物` のように空白がないと、記号のまま表示されます。文のすぐ下に `---` があると、その文が見出しになります。",
                en: "Without a space `##What` is shown with its marks; a `---` right below a text makes it a \
                     heading."),
            how: msg!(
                ja: "`#` のあとに半角の空白を1つ入れます。区切り線の上には空の行を入れます。",
                en: "Put a space after the `#`, and an empty line above a line across the page."),
            wrong: "##持ち物",
            right: "## 持ち物",
        },
        Code {
            code: "list-lookalike",
            levels: &[Level::Warning],
            what: msg!(
                ja: "箇条書きのつもりの行が、箇条書きになりません",
                en: "Lines that are meant for a list are none"),
            why: msg!(
                ja: "`-布団` や `1.申し込む`、「•」や「（１）」の行は箇条書きにならず、続けて1つの文のように表示されます。",
                en: "Lines of `-item`, `1.item` or `•` are no list and run together."),
            how: msg!(
                ja: "`- 布団`、`1. 申し込む` のように、半角の記号と空白で始めます。",
                en: "Begin them with `- ` or `1. `, with a space."),
            wrong: "-布団\n-食器",
            right: "- 布団\n- 食器",
        },
        Code {
            code: "wide-indent",
            levels: &[Level::Warning, Level::Hint],
            what: msg!(
                ja: "行の先頭に全角の空白があります",
                en: "A line begins with a full-width space"),
            why: msg!(
                ja: "全角の空白は字下げとして数えられず、その後の記号が働きません。段落の字下げは、Webページでは要りません。",
                en: "A full-width space does not count as an indent, and the mark behind it does not work."),
            how: msg!(
                ja: "半角の空白にするか、消します。`shirube check --fix` で直せます。",
                en: "Use ordinary spaces or none; `shirube check --fix` does it."),
            wrong: "- 持ち物\n　- 布団",
            right: "- 持ち物\n  - 布団",
        },
        Code {
            code: "table-lookalike",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表のつもりの行が、表になりません",
                en: "Lines that are meant for a table are none"),
            why: msg!(
                ja: "区切りの行が全角だったり、列の数が合わなかったり、表の前に空の行がなかったりすると、縦棒がそのまま表示されます。",
                en: "With full-width dashes, another number of columns or no empty line above, the bars are \
                     shown as they stand."),
            how: msg!(
                ja: "1行目の下に、列の数だけ `---` を書きます。",
                en: "Below the first row write `---` for every column."),
            wrong: "| 月 | 灯油 |\n|―|―|\n| 1月 | 90L |",
            right: "| 月 | 灯油 |\n|---|---|\n| 1月 | 90L |",
        },
        Code {
            code: "surplus-cell",
            levels: &[Level::Error],
            what: msg!(
                ja: "表の行に、列より多くのセルがあり、言葉が消えます",
                en: "A row has more cells than the table, so that words vanish"),
            why: msg!(
                ja: "見出しの列より後ろのセルは表示されません。金額などが、だれにも気づかれずに消えます。",
                en: "What stands behind the last column is not shown; an amount may vanish unseen."),
            how: msg!(
                ja: "文字としての「|」は `\\|` と書くか、見出しと区切りの行に列を足します。",
                en: "Write a bar as `\\|`, or add a column to the first two rows."),
            wrong: "| 金 | 単身60万円|世帯100万円 |",
            right: "| 金 | 単身60万円、世帯100万円 |",
        },
        Code {
            code: "text-in-table",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表のすぐ下の文が、表の行になっています",
                en: "The text right below a table has become a row of it"),
            why: msg!(
                ja: "表は空の行で終わります。空の行がないと、次の文が表の1列目に入ります。",
                en: "A table ends at an empty line; without one the text becomes its next row."),
            how: msg!(
                ja: "表と文の間に空の行を入れます。`shirube check --fix` で直せます。",
                en: "Put an empty line between them; `shirube check --fix` does it."),
            wrong: "| 1月 | 90L |\n量は目安です。",
            right: "| 1月 | 90L |\n\n量は目安です。",
        },
        Code {
            code: "emphasis-lookalike",
            levels: &[Level::Warning],
            what: msg!(
                ja: "太字のつもりの言葉が、太字になりません",
                en: "Words that are meant to be bold are not"),
            why: msg!(
                ja: "「＊＊」が全角だったり、`**` の内側に空白があったりすると、記号がそのまま表示されます。",
                en: "With full-width stars, or a space inside them, the stars are shown."),
            how: msg!(
                ja: "`**太字**` のように、半角で、空白を入れずに書きます。",
                en: "Write `**bold**`, half-width and without spaces inside."),
            wrong: "＊＊14日以内＊＊",
            right: "**14日以内**",
        },
        Code {
            code: "ruby-lookalike",
            levels: &[Level::Warning],
            what: msg!(
                ja: "ふりがなのつもりの書き方が、ふりがなになりません",
                en: "What is meant for a reading is none"),
            why: msg!(
                ja: "縦棒やかっこが全角だと、記号ごと表示されます。",
                en: "With a full-width bar or braces the signs are shown."),
            how: msg!(
                ja: "`{灯野|とうの}` のように、半角の記号で書きます。`shirube check --fix` で直せます。",
                en: "Write `{灯野|とうの}` with half-width signs; `shirube check --fix` does it."),
            wrong: "{灯野｜とうの}町",
            right: "{灯野|とうの}町",
        },
        Code {
            code: "foreign-syntax",
            levels: &[Level::Warning],
            what: msg!(
                ja: "ほかのソフトの書き方があります",
                en: "The page holds the syntax of another program"),
            why: msg!(
                ja: "`:::` や `[TOC]` などは、ここでは意味を持たず、そのまま表示されます。",
                en: "`:::`, `[TOC]` and the like have no meaning here and are shown as they stand."),
            how: msg!(
                ja: "示された書き方に替えるか、消します。",
                en: "Write it as the finding says, or remove it."),
            wrong: ":::note\n雪の日は電話で答えます\n:::",
            right: "> [!NOTE]\n> 雪の日は電話で答えます",
        },
        Code {
            code: "lost-note",
            levels: &[Level::Warning],
            what: msg!(
                ja: "注の、番号か中身のどちらかがありません",
                en: "A note lacks its text, or nothing refers to it"),
            why: msg!(
                ja: "中身のない `[^1]` は記号のまま表示され、どこからも参照されない注は表示されません。",
                en: "A `[^1]` without text is shown as it stands; a note that nothing refers to is not shown."),
            how: msg!(
                ja: "本文の `[^1]` と、ページの終わりの `[^1]: 注の文` を組にします。",
                en: "Pair `[^1]` in the text with `[^1]: its text` at the end of the page."),
            wrong: "家賃の目安です[^1]。",
            right: "家賃の目安です[^1]。\n\n[^1]: 2026年の調べ。",
        },
        Code {
            code: "lost-line",
            levels: &[Level::Error],
            what: msg!(
                ja: "行が「名前の行き先」として読まれ、表示されません",
                en: "A line is read as where a name leads, and is not shown"),
            why: msg!(
                ja: "`[言葉]: ` で始まる行は、Markdownではリンクの行き先を書く行です。文を書いても、だれにも見えません。",
                en: "A line that begins with `[word]: ` says where a link leads; a sentence there is seen by \
                     nobody."),
            how: msg!(
                ja: "「:」を全角の「：」にするか、[ ] を「」にします。",
                en: "Write another sign behind the bracket."),
            wrong: "[注意]: 雪の日は休みです",
            right: "[注意]：雪の日は休みです",
        },
        Code {
            code: "open-comment",
            levels: &[Level::Error],
            what: msg!(
                ja: "コメント（`<!--`）や折りたたみ（`<details>`）が閉じられていません",
                en: "A comment or a fold is not closed"),
            why: msg!(
                ja: "閉じ忘れると、そこから後ろのページがすべて見えなくなります。",
                en: "Everything behind it is not seen."),
            how: msg!(
                ja: "終わりに `-->` か `</details>` と書きます。",
                en: "Write `-->` or `</details>` where it ends."),
            wrong: "<!-- あとで直す",
            right: "<!-- あとで直す -->",
        },
    ],
};
