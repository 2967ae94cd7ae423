//! Codes of a page's text, found by `load/markdown/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "本文の書き方", en: "The text of pages"),
    codes: &[
        Code {
            code: "raw-html",
            levels: &[Level::Error, Level::Warning],
            what: msg!(ja: "本文にHTMLのタグが書かれています", en: "The text holds HTML tags"),
            why: msg!(
                ja: "HTMLは文字のまま表示します。ほかのサイトの部品や動く仕掛けが、\
                     知らないうちに入るのを防ぐためです。仕掛けになるもの（script や onclick など）はエラー、ほかは注意です。\
                     details summary br sub sup kbd と、`colspan` や `rowspan` のある表は、そのまま使えます。",
                en: "HTML is shown as text, so that nothing foreign or active slips in. Scripts, frames, handlers and \
                     the like are errors, the rest warnings. details, summary, br, sub, sup, kbd and tables with \
                     `colspan` or `rowspan` may be used as they are."),
            how: msg!(
                ja: "Markdownの書き方にします。どうしても要る要素は site.toml の `[html]` の `allow` に加えます。\
                     属性は id class lang title など、決まったものだけが使えます。",
                en: "Write Markdown. An element that is really needed goes into `allow` below `[html]` in site.toml; \
                     only harmless attributes like id, class, lang and title may be used."),
            wrong: "<b>転入届</b>は14日以内です。",
            right: "**転入届**は14日以内です。",
        },
        Code {
            code: "url-end",
            levels: &[Level::Warning],
            what: msg!(
                ja: "アドレスのすぐあとに日本語が続き、どこまでがアドレスか分かりません",
                en: "Japanese follows an address directly, so that nobody can say where it ends"),
            why: msg!(
                ja: "日本語のアドレスもあるため、続きの言葉がアドレスなのか文なのかを決められません。まちがえると、リンクの先が開けません。",
                en: "Addresses may hold Japanese: what follows may belong to it or not; a wrong guess leads nowhere."),
            how: msg!(
                ja: "続きもアドレスなら < > で囲み、文ならアドレスのあとに空白を入れます。`[名前](アドレス)` と書くのがいちばん確かです。",
                en: "Put the address between < and >, or write a space behind it; `[name](address)` is best."),
            wrong: "https://example.jp/観光案内をご覧ください。",
            right: "<https://example.jp/観光案内> をご覧ください。",
        },
        Code {
            code: "frame-card",
            levels: &[Level::Hint],
            what: msg!(
                ja: "動画・地図・フォームの埋め込み（iframe）を、リンクのカードにしました",
                en: "A card stands in the place of the frame of a film, a map or a form"),
            why: msg!(
                ja: "埋め込みは、ページを開いただけで、見た人のことをほかの会社に伝えます。カードは、押すまで何も送りません。",
                en: "A frame tells another company who reads the page; a card sends nothing until it is pressed."),
            how: msg!(
                ja: "アドレスだけの行に書き換えます（`check --fix` でもできます）。",
                en: "Write the address alone on a line; `check --fix` does it."),
            wrong: "<iframe src=\"https://www.youtube.com/embed/xxxx\"></iframe>",
            right: "https://www.youtube.com/watch?v=xxxx",
        },
        Code {
            code: "media-name",
            levels: &[Level::Error],
            what: msg!(ja: "動画や音声に題名がありません", en: "A film or a sound has no title"),
            why: msg!(
                ja: "題名がないと、読み上げソフトでは何の動画か分かりません。",
                en: "Without a title a screen reader cannot say what it is (WCAG 4.1.2)."),
            how: msg!(ja: "`title` に、何の動画かを書きます。", en: "Say in `title` what it is."),
            wrong: "<video src=\"yuki.mp4\" controls></video>",
            right: "<video src=\"yuki.mp4\" controls title=\"雪かきのしかた\"></video>",
        },
        Code {
            code: "video-caption",
            levels: &[Level::Warning],
            what: msg!(ja: "動画に字幕がありません", en: "A film has no captions"),
            why: msg!(
                ja: "音を聞けない人、音を出せない所にいる人には、字幕がないと伝わりません。",
                en: "Whoever does not hear it, or may not play sound, needs captions (WCAG 1.2.2)."),
            how: msg!(
                ja: "字幕のファイル（.vtt）を `<track>` で加えるか、内容をページに書きます。",
                en: "Add a file of captions with `<track>`, or write what it says."),
            wrong: "<video src=\"yuki.mp4\" controls title=\"雪かきのしかた\"></video>",
            right: "<video …><track kind=\"captions\" src=\"yuki.vtt\" srclang=\"ja\" label=\"日本語\"></video>",
        },
        Code {
            code: "lost-link",
            levels: &[Level::Warning],
            what: msg!(ja: "リンクのつもりの文字が、リンクになりません", en: "What is meant for a link is none"),
            why: msg!(
                ja: "`[[家賃]]` や、間に空白のある `[家賃] (rent.md)` は、その文字のまま表示されます。",
                en: "`[[rent]]`, or `[rent] (rent.md)` with a space between, is shown as it stands."),
            how: msg!(
                ja: "`[言葉](ファイル)` のように、間を空けずに書きます。",
                en: "Write `[words](file)`, without a space between."),
            wrong: "くわしくは[[家賃]]へ",
            right: "くわしくは[家賃](rent.md)へ",
        },
        Code {
            code: "open-code",
            levels: &[Level::Error],
            what: msg!(ja: "コードの ``` が閉じられていません", en: "A block of code is not closed"),
            why: msg!(
                ja: "閉じ忘れると、そこから後ろの見出しや文がすべてコードとして表示されます。",
                en: "Every heading and paragraph behind it is shown as code."),
            how: msg!(
                ja: "コードの終わりに、始まりと同じ記号だけの行を置きます。",
                en: "Put a line with the same signs where the code ends."),
            wrong: "```\n9:00 開館\n\n## 料金",
            right: "```\n9:00 開館\n```\n\n## 料金",
        },
        Code {
            code: "control-character",
            levels: &[Level::Warning],
            what: msg!(
                ja: "目に見えない制御文字があります",
                en: "There is a control character, which nobody sees"),
            why: msg!(
                ja: "画面の表示を乱したり、フィードを読めなくしたりします。公開するものからは取り除きます。",
                en: "It disturbs what is shown and makes feeds unreadable. Whatever is published is without it."),
            how: msg!(
                ja: "その文字を消します。ほかのソフトから貼り付けた文なら、いちどメモ帳に貼ってから写すと消えます。",
                en: "Delete it; text pasted from another program often loses it by way of a plain text editor."),
            wrong: "title: \"雪かきの\\e[1m手引き\"",
            right: "title: 雪かきの手引き",
        },
        Code {
            code: "too-complex",
            levels: &[Level::Error],
            what: msg!(
                ja: "本文が入り組みすぎています",
                en: "The text is too deep or has too many marks"),
            why: msg!(
                ja: "60段より深い箇条書きや引用、4,000を超える記号のある段落は、読み取るのに時間がかかりすぎます。",
                en: "Lists and quotes more than 60 deep, and paragraphs with over 4,000 marks, take too long to read."),
            how: msg!(
                ja: "箇条書きを浅くするか、段落を空行で分けます。",
                en: "Make lists less deep, or divide the paragraph by empty lines."),
            wrong: "> > > > > > > 引用の引用を60回",
            right: "> 引用",
        },
        Code {
            code: "template-syntax",
            levels: &[Level::Warning],
            what: msg!(
                ja: "本文にテンプレートの書き方（`{{ }}` や `{% %}`）があります",
                en: "The text holds template syntax (`{{ }}` or `{% %}`)"),
            why: msg!(
                ja: "本文では意味を持たず、記号がそのまま表示されます。",
                en: "It has no meaning in pages and is shown as it stands."),
            how: msg!(
                ja: "その部分を消すか、ふつうの文かリンクにします。",
                en: "Remove it, or write ordinary words or a link."),
            wrong: "{{ page.title }}は役場で受け付けます。",
            right: "水道の申し込みは役場で受け付けます。",
        },
        Code {
            code: "unknown-fact",
            levels: &[Level::Error],
            what: msg!(
                ja: "`{{名前}}` の値が、site.toml の `[facts]` にありません",
                en: "`{{NAME}}` is no fact of site.toml's `[facts]`"),
            why: msg!(
                ja: "名前のまま公開すると、読む人には何の値か分かりません。",
                en: "Published as it stands, it tells a reader nothing."),
            how: msg!(
                ja: "名前を直すか、`[facts]` に書き足します。承認して載せるページでは、値をそのまま書きます。\
                     文字として見せるときは `\\{{名前}}` と書きます。",
                en: "Correct the name, or add it to `[facts]`. \
                     On a page that is approved write the value itself. To show \
                     braces write `\\{{NAME}}`."),
            wrong: "除雪は{{除雪のめやす}}から始めます。",
            right: "除雪は{{除雪の目安}}から始めます。",
        },
        Code {
            code: "unknown-block",
            levels: &[Level::Warning],
            what: msg!(
                ja: "囲み、見出しの印、リンクの印の名前が違います",
                en: "A notice, or the mark of a heading or a link, has an unknown name"),
            why: msg!(
                ja: "知らない名前の囲みは、ただの引用として表示され、注意や助言に見えません。知らない名前の印は効きません。",
                en: "A notice of an unknown name is shown as a mere quotation and does not stand out; an unknown mark \
                     does nothing."),
            how: msg!(
                ja: "囲みは NOTE（補足）、TIP（助言）、IMPORTANT（重要）、WARNING（注意）、CAUTION（危険）のどれか、\
                     見出しの印は `{.fold}` か `{.card}`、リンクの印は `{.button}` です。",
                en: "Notices are NOTE, TIP, IMPORTANT, WARNING and CAUTION; headings take `{.fold}` or `{.card}`, \
                     links `{.button}`."),
            wrong: "> [!NOTEE]\n> 冬は水抜きが要ります。",
            right: "> [!NOTE]\n> 冬は水抜きが要ります。",
        },
        Code {
            code: "button-place",
            levels: &[Level::Warning],
            what: msg!(ja: "文の中のリンクにボタンの印があります", en: "A link within a sentence is marked as a button"),
            why: msg!(
                ja: "文の途中のボタンは行を乱し、押すところが分かりにくくなります。",
                en: "A button within a sentence breaks its lines and hides what can be pressed."),
            how: msg!(
                ja: "前後に空の行をあけて、ボタンだけの行にします。文の中では印を消します。",
                en: "Give the button a line of its own with empty lines around it, or remove the mark."),
            wrong: "見学は[申し込み](moushikomi.md){.button}からどうぞ。",
            right: "[見学を申し込む](moushikomi.md){.button}",
        },
        Code {
            code: "merged-cell",
            levels: &[Level::Warning],
            what: msg!(
                ja: "表の `^^`（上と同じ）や `<<`（左と同じ）の場所が合いません",
                en: "`^^` or `<<` in a table stands where no cells can be joined"),
            why: msg!(
                ja: "四角にならないセルはつなげられず、記号がそのまま出ます。",
                en: "Cells that make no rectangle cannot be joined, and the signs are shown."),
            how: msg!(
                ja: "`^^` は2行目から下に、`<<` は2列目から右に書き、つなげる範囲を四角にします。",
                en: "Write `^^` from the second row on and `<<` from the second column on, in every cell of a \
                     rectangle."),
            wrong: "| 冬 | ^^ |\n|---|---|\n| ^^ | 90リットル |",
            right: "| 時期 | 家 | 灯油 |\n|---|---|---|\n| 冬 | 一戸建て | 90リットル |\n| ^^ | アパート | 40リットル |",
        },
        Code {
            code: "suppression-without-reason",
            levels: &[Level::Warning],
            what: msg!(
                ja: "見送りのコメント（`check-ok`）に、指摘の名前か理由がありません",
                en: "A comment `check-ok` names no finding or gives no reason"),
            why: msg!(
                ja: "理由のない見送りは、あとの担当者に判断が伝わりません。理由を書くまで、指摘は残ります。",
                en: "Without a reason nobody after you can judge it. Until one is given the finding stays."),
            how: msg!(
                ja: "指摘の名前、「:」、理由の順に書きます。段落の上に置くと次の段落、\
                     `page` を付けるとページ全体に効きます。固定の指摘と個人情報は見送れません。",
                en: "Write the finding's name, a colon and the reason. Above a paragraph it is about that paragraph, \
                     with `page` about the page. Fixed rules and personal data cannot be passed over."),
            wrong: "<!-- check-ok circled-number -->\n様式①に書きます。",
            right: "<!-- check-ok circled-number: 様式の正式な名前 -->\n様式①に書きます。",
        },
        Code {
            code: "suppression-unused",
            levels: &[Level::Warning],
            what: msg!(
                ja: "見送りのコメント（`check-ok`）が、何も見送っていません",
                en: "A comment `check-ok` passes over nothing"),
            why: msg!(
                ja: "残しておくと、あとから入った間違いまで見送ってしまいます。",
                en: "Left there, it would pass over what goes wrong later."),
            how: msg!(
                ja: "コメントを消すか、指摘の名前を直します。",
                en: "Delete the comment, or mend the finding's name."),
            wrong: "<!-- check-ok circled-number: 様式の名前 -->\n様式1に書きます。",
            right: "様式1に書きます。",
        },
        Code {
            code: "full-width-syntax",
            levels: &[Level::Warning],
            what: msg!(
                ja: "記号が全角のため、見出しや箇条書き、リンクになりません",
                en: "Full-width characters do not work as headings, lists or links"),
            why: msg!(
                ja: "全角の「＃」「－」「（）」は、Markdownの記号として働かず、そのまま文字として表示されます。",
                en: "Full-width marks are no Markdown and are shown as characters."),
            how: msg!(
                ja: "半角にします。`shirube check --fix` で直せます。",
                en: "Write them half-width; `shirube check --fix` does it."),
            wrong: "＃＃　持ち物",
            right: "## 持ち物",
        },
    ],
};
