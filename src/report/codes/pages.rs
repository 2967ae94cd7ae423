//! Codes of a page's front matter and of its file, found by `load/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "ページの設定（--- から --- まで）", en: "Front matter (between the --- lines)"),
    codes: &[
        Code {
            code: "front-matter",
            levels: &[Level::Error],
            what: msg!(ja: "ページの設定を読み取れません", en: "The front matter cannot be read"),
            why: msg!(
                ja: "設定が読めないと、題名も公開の期間も分からないため、そのページを公開できません。",
                en: "Without its front matter, title and publish dates are unknown, so the page is not published."),
            how: msg!(
                ja: "示された行と前の行で、\" や [ ] の閉じ忘れ、行頭の空白のずれ、「項目: \
                     値」になっていない所を直します。",
                en: "In the line shown and the one before, look for a missing \" or ], uneven indentation, or a line \
                     that is not `key: value`."),
            wrong: "tags: [雪, 住まい",
            right: "tags: [雪, 住まい]",
        },
        Code {
            code: "front-matter-open",
            levels: &[Level::Error],
            what: msg!(
                ja: "ページの設定の終わりを示す `---` がありません",
                en: "The `---` that ends the front matter is missing"),
            why: msg!(
                ja: "どこまでが設定で、どこからが本文か分かりません。本文まで設定として読んでしまいます。",
                en: "Where the settings end and the text begins cannot be told."),
            how: msg!(
                ja: "設定の最後の行のあとに、`---` だけの行を入れます。",
                en: "Put a line with only `---` after the last line of the settings."),
            wrong: "---\ntitle: 水道の使い始め\n\n入居の5日前までに…",
            right: "---\ntitle: 水道の使い始め\n---\n\n入居の5日前までに…",
        },
        Code {
            code: "front-matter-start",
            levels: &[Level::Error],
            what: msg!(
                ja: "ページの設定が、ファイルの先頭の `---` から始まっていません",
                en: "The settings do not begin with `---` at the top of the file"),
            why: msg!(
                ja: "前に空行やコメントがあったり、`----` や `―――` で囲まれていたりすると、設定として読まれません。\
                     下書きのつもりのページが公開されないように、このページは載せません。",
                en: "With something before it, or with `----` in its place, the settings are not read; so that \
                     no draft \
                     is published by mistake, the page is left out."),
            how: msg!(
                ja: "ファイルの1行目を `---` だけにし、設定のあとにも `---` の行を置きます。多くは `shirube check --fix` \
                     で直せます。",
                en: "Make `---` the very first line and put another one after the settings; `shirube check --fix` does \
                     it in most cases."),
            wrong: "―――\ntitle: 水道の使い始め\n―――",
            right: "---\ntitle: 水道の使い始め\n---",
        },
        Code {
            code: "front-matter-format",
            levels: &[Level::Error],
            what: msg!(
                ja: "ページの設定が TOML か JSON で書かれています",
                en: "The settings are written in TOML or JSON"),
            why: msg!(
                ja: "読むのは `---` の行のあいだの「項目: 値」だけです。読まれない設定のページは載せません。",
                en: "Only `key: value` between lines `---` is read; a page whose settings are not read is left out."),
            how: msg!(
                ja: "`shirube check --fix` で書き換えます。",
                en: "`shirube check --fix` rewrites them."),
            wrong: "+++\ntitle = \"水道の使い始め\"\n+++",
            right: "---\ntitle: 水道の使い始め\n---",
        },
        Code {
            code: "yaml-sign",
            levels: &[Level::Error],
            what: msg!(
                ja: "値が記号で始まるため、設定を読み取れません",
                en: "A value begins with a sign, so that the front matter cannot be read"),
            why: msg!(
                ja: "`@` `*` `[` などの記号には、設定の書き方としての意味があります。文字としては読まれません。",
                en: "Signs like `@`, `*` and `[` have a meaning of their own at the beginning of a value."),
            how: msg!(
                ja: "値の全体を \" で囲みます。`shirube check --fix` で直せます。",
                en: "Put the whole value in double quotes; `shirube check --fix` does it."),
            wrong: "title: [募集] 空き家の見学会",
            right: "title: \"[募集] 空き家の見学会\"",
        },
        Code {
            code: "key-name",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "項目の名前が、決まった名前と違います",
                en: "A key has another name than its own"),
            why: msg!(
                ja: "題名や、下書き、公開の期間のような項目が読まれないと、出すつもりのないページが公開されます。\
                     直すまで、そのページは載せません。",
                en: "Where title, draft or publish dates are not read, a page could be published that should \
                     not be; it \
                     is left out until the name is put right."),
            how: msg!(
                ja: "示された名前に直します。`shirube check --fix` で直せるものもあります。",
                en: "Write the name that is shown; `shirube check --fix` does it where the meaning is clear."),
            wrong: "題名: 水道の使い始め",
            right: "title: 水道の使い始め",
        },
        Code {
            code: "page-title",
            levels: &[Level::Error],
            what: msg!(ja: "ページに題名（`title`）がありません", en: "The page has no title (`title`)"),
            why: msg!(
                ja: "題名は、一覧、検索、ブラウザーの見出し、読み上げの最初に使われます。ないと、\
                     何のページか分かりません。",
                en: "The title stands in lists, search and the browser, and is read out first; without it nobody \
                     knows what the page is."),
            how: msg!(
                ja: "最初の `---` の次の行に `title:` を書きます。",
                en: "Write `title:` in the line after the first `---`."),
            wrong: "---\nweight: 10\n---",
            right: "---\ntitle: 水道の使い始め\nweight: 10\n---",
        },
        Code {
            code: "yaml-colon",
            levels: &[Level::Error],
            what: msg!(
                ja: "値の中に「: 」があるため、設定を読み取れません",
                en: "A value holds `: `, so that the front matter cannot be read"),
            why: msg!(
                ja: "半角の「:」と空白は項目名の終わりを示す印です。値の中にあると、どこが値か分かりません。",
                en: "A colon with a space ends a key's name; inside a value it leaves open where the value begins."),
            how: msg!(
                ja: "値の全体を \" で囲みます。`shirube check --fix` で直せます。",
                en: "Put the whole value in double quotes; `shirube check --fix` does it."),
            wrong: "title: 手続き: 水道",
            right: "title: \"手続き: 水道\"",
        },
        Code {
            code: "full-width-colon",
            levels: &[Level::Error],
            what: msg!(ja: "項目名のあとが全角の「：」になっています", en: "A key is followed by a full-width colon"),
            why: msg!(
                ja: "全角の「：」では項目として読めず、その行の設定が効きません。",
                en: "After a full-width colon the line is no setting and has no effect."),
            how: msg!(
                ja: "半角の「:」と空白にします。`shirube check --fix` で直せます。",
                en: "Write a colon and a space; `shirube check --fix` does it."),
            wrong: "title：水道の使い始め",
            right: "title: 水道の使い始め",
        },
        Code {
            code: "full-width-space",
            levels: &[Level::Error],
            what: msg!(
                ja: "設定の行の先頭に全角の空白があります",
                en: "A line of the front matter begins with a full-width space"),
            why: msg!(
                ja: "全角の空白は目に見えませんが、項目名の一部と見なされ、その行が読めなくなります。",
                en: "The space cannot be seen, but becomes part of the key's name, so that the line cannot be read."),
            how: msg!(
                ja: "先頭の空白を消します。`shirube check --fix` で直せます。",
                en: "Remove the space; `shirube check --fix` does it."),
            wrong: "　title: 水道の使い始め",
            right: "title: 水道の使い始め",
        },
        Code {
            code: "yaml-tab",
            levels: &[Level::Error],
            what: msg!(ja: "設定の行頭にタブがあります", en: "A line of the front matter begins with a tab"),
            why: msg!(
                ja: "この設定の書き方では、字下げにタブを使えません。",
                en: "In this form of settings, tabs cannot indent."),
            how: msg!(
                ja: "タブを半角の空白2つにします。`shirube check --fix` で直せます。",
                en: "Write two spaces instead of the tab; `shirube check --fix` does it."),
            wrong: "tags:\n⇥- 雪",
            right: "tags:\n  - 雪",
        },
        Code {
            code: "duplicate-key",
            levels: &[Level::Error],
            what: msg!(ja: "同じ項目が2回書かれています", en: "A key is given twice"),
            why: msg!(
                ja: "どちらの値が正しいか決められません。直すまで、先に書いたほうを使います。",
                en: "Which value is meant cannot be told; until it is mended the first one is used."),
            how: msg!(ja: "どちらかの行を消します。", en: "Remove one of the lines."),
            wrong: "title: 水道\nweight: 10\ntitle: 水道の使い始め",
            right: "title: 水道の使い始め\nweight: 10",
        },
        Code {
            code: "date-form",
            levels: &[Level::Error],
            what: msg!(ja: "日付の書き方を読み取れません", en: "A date cannot be read"),
            why: msg!(
                ja: "日付は並び順、公開の期間、見直しの日に使います。読めないと、\
                     期間を過ぎても公開され続けることがあります。",
                en: "Dates order pages and decide when they are public and reviewed; an unread one may leave a page \
                     public too long."),
            how: msg!(
                ja: "`2026-04-01` のように、年-月-日で書きます。元号や「/」の日付は `shirube check --fix` \
                     で直せます。",
                en: "Write year, month and day like `2026-04-01`; `shirube check --fix` converts other common forms."),
            wrong: "date: 令和8年4月1日",
            right: "date: 2026-04-01",
        },
        Code {
            code: "wrong-type",
            levels: &[Level::Error],
            what: msg!(ja: "項目の値の書き方が違います", en: "A value is not of the form that its key takes"),
            why: msg!(
                ja: "並び順に言葉を書くなど、値の形が違うと、その設定は効きません。`draft` は、\
                     間違えると安全のため下書きとして扱います。",
                en: "A value of another form has no effect; a `draft` that cannot be read keeps the page back, to be \
                     safe."),
            how: msg!(
                ja: "示された形（数字、true か false、言葉の並びなど）で書きます。",
                en: "Write it in the form that is shown: a number, true or false, a list of words."),
            wrong: "weight: 一番",
            right: "weight: 1",
        },
        Code {
            code: "publish-window",
            levels: &[Level::Error],
            what: msg!(ja: "公開の終わりが、始まりより前になっています", en: "Publishing ends before it begins"),
            why: msg!(
                ja: "この期間では、ページが一日も公開されません。",
                en: "With these dates the page is never public."),
            how: msg!(
                ja: "`publish_from` と `publish_until` の日付を確かめて直します。",
                en: "Look at `publish_from` and `publish_until`."),
            wrong: "publish_from: 2026-10-01\npublish_until: 2026-03-31",
            right: "publish_from: 2026-10-01\npublish_until: 2027-03-31",
        },
        Code {
            code: "not-utf8",
            levels: &[Level::Error, Level::Warning],
            what: msg!(ja: "ファイルの文字コードが UTF-8 ではありません", en: "The file is not saved as UTF-8"),
            why: msg!(
                ja: "ほかの文字コードで保存されたファイルは、文字化けすることがあります。Shift_JIS \
                     のものは読み替えて表示しますが、読めないものは公開できません。",
                en: "Files in other encodings may turn to gibberish. Shift_JIS is converted for the build; what \
                     cannot be read is not published."),
            how: msg!(
                ja: "メモ帳などで開き、文字コードを「UTF-8」にして保存し直します。Shift_JIS なら `shirube check \
                     --fix` で直せます。",
                en: "Open it in an editor and save it as UTF-8; `shirube check --fix` converts Shift_JIS."),
            wrong: "suido.md（Shift_JIS で保存）",
            right: "suido.md（UTF-8 で保存）",
        },
    ],
};
