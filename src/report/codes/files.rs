//! Codes of reading the source files and of writing, found by `input/`, `output/` and whatever writes.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "ファイルの読み書き", en: "Reading and writing files"),
    codes: &[
        Code {
            code: "same-name",
            levels: &[Level::Error],
            what: msg!(ja: "同じ名前のファイルが2つあります", en: "Two files have the same name"),
            why: msg!(
                ja: "「が」を1文字で表したものと「か」と「゛」で表したものは、見た目が同じでも別のファイルです。\
                     Macから写したときに起こり、どちらのページか決められません。",
                en: "A letter and its mark may be one character or two: names that look the same are two files. \
                     Copies from a Mac often bring this about."),
            how: msg!(ja: "どちらかの名前を変えるか、消します。", en: "Rename or remove one of them."),
            wrong: "がっこう.md（「が」が1文字）と、がっこう.md（「か」と「゛」の2文字）",
            right: "gakkou.md（一つだけを残す）",
        },
        Code {
            code: "unreadable-file",
            levels: &[Level::Error],
            what: msg!(ja: "ファイルを読み込めません", en: "A file cannot be read"),
            why: msg!(
                ja: "読めないファイルの内容は、サイトに入りません。",
                en: "What cannot be read is missing from the site."),
            how: msg!(
                ja: "ほかのソフトで開いていないか、読み取りの許可があるかを確かめ、もう一度実行します。",
                en: "See whether another program holds it open and whether you may read it, then run it again."),
            wrong: "content/event/matsuri.csv（表計算ソフトで開いたまま）",
            right: "content/event/matsuri.csv（閉じてから実行）",
        },
        Code {
            code: "outside-link",
            levels: &[Level::Error],
            what: msg!(
                ja: "シンボリックリンクが、ガイドの外を指しているか、どこも指していません",
                en: "A symbolic link leads out of the guide, or nowhere"),
            why: msg!(
                ja: "リンクの先にある、見せるつもりのないファイルが公開されるおそれがあるため、たどりません。",
                en: "What lies behind it could be published although nobody meant to; it is not followed."),
            how: msg!(
                ja: "リンクを消して、ファイルそのものを置きます。",
                en: "Remove the link and put the file itself there."),
            wrong: "content/data.csv → /home/taro/data.csv",
            right: "content/data.csv（ファイルそのもの）",
        },
        Code {
            code: "special-file",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "ふつうのファイルではないものがあります",
                en: "Something is no ordinary file"),
            why: msg!(
                ja: "パイプや装置は、読み終わらないことがあります。読まずに進めました。site.toml や people.toml の場所にあるときはエラーです。",
                en: "Pipes and devices may never end; they are passed over. In the place of site.toml or people.toml \
                    it is an error."),
            how: msg!(
                ja: "要らなければ消します。",
                en: "Remove it if nobody needs it."),
            wrong: "content/pipe（`mkfifo` で作ったもの）",
            right: "content/a.md（ふつうのファイル）",
        },
        Code {
            code: "hidden-file",
            levels: &[Level::Warning],
            what: msg!(
                ja: "`static/` の「.」で始まる名前のファイルは、公開しません",
                en: "What begins with a dot in `static/` is not published"),
            why: msg!(
                ja: "`.htaccess` のようなファイルは、サーバーの動きを変えます。パスワードや作業の記録が入っていることもあります。",
                en: "Files like `.htaccess` change what a server does; others hold passwords or records of work."),
            how: msg!(
                ja: "サーバーに要るものは公開先に直接置き、公開するものは点のない名前にします。",
                en: "Put what the server needs there yourself; give what is to be published a name without a dot."),
            wrong: "static/.well-known/security.txt",
            right: "static/security.txt",
        },
        Code {
            code: "too-large",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "ファイルが大きすぎます",
                en: "A file is too large"),
            why: msg!(
                ja: "100メガバイトを超えるファイルを受け付ける公開先は、ほとんどありません。32メガバイトを超えるページや表も読みません。",
                en: "Hardly any host takes files of more than 100 megabytes; pages and tables of more than 32 \
                     are not read either."),
            how: msg!(
                ja: "動画は動画のサイトに置いてリンクし、文や表は分けます。",
                en: "Put videos on a site for videos and link to them; divide texts and tables."),
            wrong: "content/matsuri.mp4（600メガバイト）",
            right: "[お祭りの動画](https://video.example.jp/matsuri)",
        },
        Code {
            code: "no-content",
            levels: &[Level::Error],
            what: msg!(
                ja: "content フォルダーに、ページが1つもありません",
                en: "There is not a single page in the content folder"),
            why: msg!(
                ja: "フォルダーを移したときや、共有フォルダーが切れたときに起こります。サイトが空にならないように止めました。",
                en: "A folder that was moved or a share that is not there looks like this; so that the site is \
                     not emptied, it was stopped."),
            how: msg!(
                ja: "フォルダーの場所と、共有フォルダーにつながっているかを確かめます。",
                en: "See where the folder is, and whether the share is there."),
            wrong: "",
            right: "shirube new guide",
        },
        Code {
            code: "left-out-file",
            levels: &[Level::Warning, Level::Hint],
            what: msg!(
                ja: "写しや控え、README のような名前のファイルを載せませんでした",
                en: "A file whose name is that of a copy, a backup or a README was left out"),
            why: msg!(
                ja: "「… - コピー.md」や「… (1).md」は、たいてい気づかずに残ったものです。同じ内容のページが2つ公開されないように除きます。",
                en: "Such files are mostly left behind unnoticed; they are left out so that nothing is \
                     published twice."),
            how: msg!(
                ja: "要らなければ消します。載せるときは、site.toml の `[build]` の `include` に書きます。",
                en: "Remove it; or, to publish it, name it in `include` below `[build]` in site.toml."),
            wrong: "content/sumai/家賃 - コピー.md",
            right: "[build]\ninclude = [\"content/README.md\"]",
        },
        Code {
            code: "empty-page",
            levels: &[Level::Hint],
            what: msg!(
                ja: "何も書かれていないページがあります",
                en: "A page is empty"),
            why: msg!(
                ja: "何も書かれていないファイルは、ページにしません。",
                en: "An empty file makes no page."),
            how: msg!(
                ja: "ページを書くか、ファイルを消します。",
                en: "Write the page, or remove the file."),
            wrong: "",
            right: "---\ntitle: 水道の使い始め\n---",
        },
        Code {
            code: "output-manifest",
            levels: &[Level::Error],
            what: msg!(
                ja: "前に書き出したものの記録を読み取れません",
                en: "The record of what was written cannot be read"),
            why: msg!(
                ja: "記録がないと、書き出し先のどのファイルが自分のものか分かりません。ほかの人のファイルを消さないように、何もせずに止めました。",
                en: "Without it nobody knows which files in the output folder are ours; so that nothing of \
                     others is removed, nothing was done."),
            how: msg!(
                ja: "書き出し先のフォルダーを別の場所に移してから、もう一度実行します。",
                en: "Move the output folder away and run it again."),
            wrong: "",
            right: "shirube build",
        },
        Code {
            code: "pages-vanish",
            levels: &[Level::Error],
            what: msg!(
                ja: "半分を超えるページがなくなります",
                en: "More than half of the pages would vanish"),
            why: msg!(
                ja: "フォルダーを移したときや、共有フォルダーが切れたときに起こります。公開中のページを消さないように止めました。",
                en: "A folder that was moved or a share that is not there looks like this; so that no public \
                     page is removed, nothing was done."),
            how: msg!(
                ja: "ページの場所を確かめます。消してよければ `--allow-removals` にその数を書きます。",
                en: "See where the pages are; if they may go, give their number to `--allow-removals`."),
            wrong: "",
            right: "shirube build --allow-removals 120",
        },
        Code {
            code: "output-folder",
            levels: &[Level::Error],
            what: msg!(ja: "そのフォルダーには書き出せません", en: "The site cannot be written into that folder"),
            why: msg!(
                ja: "書き出すフォルダーでは、前に書き出したページを消すことがあります。元のファイルや、\
                     ほかの人のファイルを消さないように止めました。",
                en: "Pages written before are removed from the output folder; so that no file of yours or of others \
                     is lost, nothing was written."),
            how: msg!(
                ja: "`public` か、空のフォルダーを `--out` に指定します。",
                en: "Give `public` or an empty folder as `--out`."),
            wrong: "shirube build --out content",
            right: "shirube build --out public",
        },
        Code {
            code: "output-failed",
            levels: &[Level::Error],
            what: msg!(ja: "ファイルに書き込めませんでした", en: "A file could not be written"),
            why: msg!(
                ja: "書き出しや保存が途中で止まりました。前に公開したサイトや元のファイルは、こわれていません。",
                en: "Writing stopped half-way; the site written before and your own files are whole."),
            how: msg!(
                ja: "ディスクの空きと書き込みの許可を確かめて、もう一度実行します。",
                en: "See that the disk has room and may be written to, then run it again."),
            wrong: "",
            right: "shirube build",
        },
        Code {
            code: "output-edited",
            levels: &[Level::Warning],
            what: msg!(
                ja: "書き出したファイルが、あとから書き換えられていました",
                en: "A written file had been edited"),
            why: msg!(
                ja: "書き出し先のファイルは実行のたびに作り直すので、そこでの手直しは消えます。今回も作り直しました。",
                en: "Files in the output folder are made again each time, so edits there are lost; this one was \
                     written anew."),
            how: msg!(ja: "`content/` の元のファイルを直します。", en: "Edit the file in `content/`."),
            wrong: "public/life/gomi/index.html を直した",
            right: "content/life/gomi.md を直す",
        },
        Code {
            code: "foreign-file",
            levels: &[Level::Error],
            what: msg!(
                ja: "書き出し先に、ほかの人が置いたファイルがあります",
                en: "The output folder holds a file that somebody else put there"),
            why: msg!(
                ja: "ページを書き出す場所に別のファイルがあるため、上書きしませんでした。\
                     そのページは新しくなりません。",
                en: "It stands where a page belongs and was not overwritten; that page is not renewed."),
            how: msg!(
                ja: "不要なら消します。残すときは site.toml の `[build]` の `keep` に書きます。",
                en: "Remove it, or add it to `keep` below `[build]` in site.toml."),
            wrong: "",
            right: "[build]\nkeep = [\"CNAME\"]",
        },
        Code {
            code: "file-exists",
            levels: &[Level::Error],
            what: msg!(ja: "作ろうとしたファイルが、もうあります", en: "The file to be made exists already"),
            why: msg!(
                ja: "だれかの書いたページを消さないように、書き換えませんでした。",
                en: "It was not touched, so that nobody's page is lost."),
            how: msg!(ja: "`--out` で別の名前を指定します。", en: "Give another name with `--out`."),
            wrong: "shirube salon draft 7F3K2M9QPA --out content/qa/danbou.md",
            right: "shirube salon draft 7F3K2M9QPA --out content/qa/danbou2.md",
        },
        Code {
            code: "folder-in-use",
            levels: &[Level::Error],
            what: msg!(
                ja: "新しいガイドを作るフォルダーに、もうファイルがあります",
                en: "The folder for a new guide already holds files"),
            why: msg!(
                ja: "いまあるファイルと混ざらないように、何も書いていません。",
                en: "Nothing was written, so that nothing is mixed up."),
            how: msg!(ja: "別の名前を指定します。", en: "Give another name."),
            wrong: "shirube new documents",
            right: "shirube new iju-guide",
        },
        Code {
            code: "locked",
            levels: &[Level::Error],
            what: msg!(ja: "ほかの `build` と重なりました", en: "Another build is running"),
            why: msg!(
                ja: "二つの書き出しが同時に進むと、古いページと新しいページが混ざります。",
                en: "Two builds at once would mix old pages and new ones."),
            how: msg!(
                ja: "先の `build` が終わってから、もう一度実行します。",
                en: "Run it again when the other one has ended."),
            wrong: "",
            right: "shirube build",
        },
    ],
};
