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
