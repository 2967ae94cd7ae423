//! Codes of what is inside files that visitors may take along, found by `attachment/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "公開するファイルの中身", en: "What is inside published files"),
    codes: &[
        Code {
            code: "file-hidden",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "見た目には分からないものが、公開するファイルの中に残っています",
                en: "A file to be published holds what nobody sees"),
            why: msg!(
                ja: "黒く塗った文字、非表示のシート、変更履歴、コメント、前の版などは、受け取った人が簡単に取り出せます。\
                     自治体の個人情報の漏えいで、いちばん多い原因です。",
                en: "Whoever has the file can easily get at covered words, hidden sheets, tracked changes, comments \
                    and \
                     earlier versions: the commonest leak of Japanese towns."),
            how: msg!(
                ja: "元のソフトで消してから保存し直します。確かめた上で公開するときは、示された項目に理由を書いて \
                     salon/privacy.toml の `[attachments]` に加えます。",
                en: "Remove it in its program and save again. To publish it after a look, add the entry that is shown, \
                     with a reason, to `[attachments]` in salon/privacy.toml."),
            wrong: "非表示のシート「名簿」のある申込書.xlsx",
            right: "［ファイル］→［情報］→［ブックの検査］で「非表示のワークシート」を削除して保存する",
        },
        Code {
            code: "file-active",
            levels: &[Level::Error],
            what: msg!(
                ja: "公開するHTMLや図のファイルに、ブラウザーで動くものがあります",
                en: "A page or a drawing to be published holds what browsers run"),
            why: msg!(
                ja: "このサイトのURLで動くので、ページの書き換え、見た人の情報の持ち出し、ほかのサイトの読み込みができてしまいます。",
                en: "It runs on the site's own address, where it may change pages, take what visitors type, or load \
                     others' sites."),
            how: msg!(
                ja: "スクリプト、`onclick=` などの属性、`<iframe>`、`javascript:` のリンクを消します。内容は `content/` のページに書けます。",
                en: "Remove scripts, attributes like `onclick=`, `<iframe>` and `javascript:` links; write the words \
                     as a page in `content/`."),
            wrong: "static/old/index.html の中の `<script src=\"menu.js\"></script>`",
            right: "static/old/index.html（スクリプトを消したもの）",
        },
        Code {
            code: "file-unread",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "公開するファイルの中を、確かめられませんでした",
                en: "A file to be published could not be read"),
            why: msg!(
                ja: "暗号化されたもの、画像だけのPDF、古い形式や動画などは、中に個人情報があっても見つけられません。",
                en: "What is encrypted, a picture, of an old format or a film may hold personal data that is not \
                    found."),
            how: msg!(
                ja: "読める形式（PDF・docx・xlsx・pptx・テキスト）で保存し直すか、自分の目で確かめます。",
                en: "Save it in a form that can be read (PDF, docx, xlsx, pptx, text), or look at it yourself."),
            wrong: "moushikomi.doc",
            right: "moushikomi.docx",
        },
        Code {
            code: "file-properties",
            levels: &[Level::Warning],
            what: msg!(
                ja: "ファイルのプロパティに、人の名前やフォルダーの場所が残っています",
                en: "A file's properties tell somebody's name or folder"),
            why: msg!(
                ja: "作成者などの項目は、書いた覚えがなくてもソフトが記録します。職員や相談者の名前が分かることがあります。",
                en: "Programs record the author unasked; it may name staff or clients."),
            how: msg!(
                ja: "［ファイル］→［情報］→［問題のチェック］→［ドキュメント検査］で削除します。",
                en: "Remove it by File, Info, Check for Issues, Inspect Document."),
            wrong: "プロパティの「作成者」に職員の名前が入った申込書.docx",
            right: "［ドキュメント検査］で「ドキュメントのプロパティと個人情報」を削除して保存する",
        },
        Code {
            code: "file-encoding",
            levels: &[Level::Warning],
            what: msg!(
                ja: "ブラウザーで開くファイルの文字の保存形式が、UTF-8ではありません",
                en: "A file that browsers show is not UTF-8"),
            why: msg!(ja: "文字化けして読めないことがあります。", en: "It may be shown garbled."),
            how: msg!(
                ja: "メモ帳の「名前を付けて保存」で、文字コードを「UTF-8」にします。",
                en: "Save it with the encoding UTF-8."),
            wrong: "Shift_JISで保存した annai.txt",
            right: "UTF-8で保存し直した annai.txt",
        },
        Code {
            code: "file-untagged",
            levels: &[Level::Hint],
            what: msg!(ja: "PDFに、読み上げのためのタグがありません", en: "A PDF has no tags for screen readers"),
            why: msg!(
                ja: "見出しや表の順が伝わらず、正しい順に読まれないことがあります。",
                en: "Headings and tables may be read in the wrong order."),
            how: msg!(
                ja: "Wordの［名前を付けて保存］→［PDF］→［オプション］で「アクセシビリティ用のドキュメント構造タグ」を選びます。",
                en: "Word: Save As, PDF, Options, Document structure tags for accessibility."),
            wrong: "「PDFに印刷」で作ったPDF",
            right: "［名前を付けて保存］→［PDF］で、構造タグを付けたPDF",
        },
    ],
};
