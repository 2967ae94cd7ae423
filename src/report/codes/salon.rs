//! Codes of importing an export and of the inbox, found by `salon/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "サロンの書き出しの取り込み", en: "Importing from the salon"),
    codes: &[
        Code {
            code: "no-export",
            levels: &[Level::Error],
            what: msg!(
                ja: "指定したものは、サロンの書き出しではありません",
                en: "What was given is no export of the salon"),
            why: msg!(
                ja: "書き出しの中の一覧（channels.json）がないと、どの投稿がどのチャンネルのものか分かりません。",
                en: "Without the list in it (channels.json) nobody knows which message is whose."),
            how: msg!(
                ja: "Slack の書き出し（zip か、そのフォルダー）の場所を指定します。",
                en: "Give an export of Slack, as a zip or a folder."),
            wrong: "shirube salon import downloads/",
            right: "shirube salon import downloads/touno-salon-export.zip",
        },
        Code {
            code: "salon-columns",
            levels: &[Level::Error],
            what: msg!(ja: "質問の表で、どの列が何か分かりません", en: "Which column of a table of questions is what is not clear"),
            why: msg!(
                ja: "列を取りちがえると、名前や連絡先が質問として取り込まれるためです。",
                en: "A wrong column would bring names or addresses in as questions."),
            how: msg!(
                ja: "site.toml の `[salon.table]` に、列の名前を一度だけ書きます。",
                en: "Name the columns once, in `[salon.table]` of site.toml."),
            wrong: "受付,内容1,内容2",
            right: "[salon.table]\nquestion = \"内容1\"\nanswer = \"内容2\"\ndate = \"受付\"",
        },
        Code {
            code: "no-person",
            levels: &[Level::Error],
            what: msg!(ja: "受信箱に、その人がいません", en: "The inbox does not know that person"),
            why: msg!(
                ja: "記号を1文字まちがえると、別の人の公開を決めてしまうためです。",
                en: "One wrong letter would decide for somebody else."),
            how: msg!(
                ja: "`shirube salon people` で記号を確かめるか、`--in 会話の番号` を付けて呼び名で指定します。",
                en: "See the ids with `shirube salon people`, or give a label with `--in CONVERSATION`."),
            wrong: "shirube salon people set 参加者A --role resident",
            right: "shirube salon people set 参加者A --in 3 --role resident",
        },
        Code {
            code: "export-unsafe",
            levels: &[Level::Error],
            what: msg!(
                ja: "書き出しに、取り込めないものが入っています",
                en: "The export holds something that is not taken"),
            why: msg!(
                ja: "フォルダーの外を指す名前や、暗号や、大きすぎるファイルは、こわれたか手の加わった書き出しです。\
                     何も取り込んでいません。",
                en: "Names that lead outside, encryption or huge files mean a damaged or altered export; nothing was \
                     imported."),
            how: msg!(
                ja: "Slack から受け取ったままの zip ファイルを指定します。",
                en: "Give the zip file as it came from Slack."),
            wrong: "作り直した.zip",
            right: "touno-salon-export.zip（受け取ったまま）",
        },
        Code {
            code: "export-names",
            levels: &[Level::Warning],
            what: msg!(
                ja: "書き出しのファイル名が Shift_JIS で書かれていました",
                en: "The export's file names are Shift_JIS"),
            why: msg!(
                ja: "Windowsで圧縮し直した書き出しです。読み替えましたが、名前が違って読めることがあります。",
                en: "It was packed again on Windows; the names were converted and may be wrong."),
            how: msg!(
                ja: "チャンネルの名前が正しいか、`shirube salon list` で確かめます。違えば、受け取ったままの zip \
                     を使います。",
                en: "See with `shirube salon list` whether the channels' names are right; if not, use the zip as it \
                     came."),
            wrong: "圧縮し直した.zip",
            right: "touno-salon-export.zip（受け取ったまま）",
        },
        Code {
            code: "salon-export",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "書き出しの一部を、そのままでは読めません",
                en: "A part of the export cannot be read as it is"),
            why: msg!(
                ja: "一覧がないか読めないと、参加者の名前を確かめられません。投稿でないファイルや文字化けした名前は、\
                     読み飛ばすか読み替えます。",
                en: "Without a readable list people's names are not looked for; files of other kinds are passed \
                     over, garbled names converted."),
            how: msg!(
                ja: "取り込まれたチャンネルと件数を確かめます。足りなければ、Slack からもう一度書き出します。",
                en: "See which channels came in and how many messages; if some are missing, export again from Slack."),
            wrong: "",
            right: "shirube salon list",
        },
        Code {
            code: "salon-lists",
            levels: &[Level::Error],
            what: msg!(
                ja: "書き出しのチャンネルの一覧が、名前を変えられています",
                en: "A list of channels in the export has another name"),
            why: msg!(
                ja: "一覧がそろわないと、公開のチャンネルと、限られた人だけの会話を見分けられません。",
                en: "Without all lists nobody can tell public channels from private conversations."),
            how: msg!(
                ja: "Slack から受け取ったままの書き出しを指定します。",
                en: "Give the export as it came from Slack."),
            wrong: "groups (1).json",
            right: "groups.json",
        },
        Code {
            code: "salon-damaged",
            levels: &[Level::Error],
            what: msg!(ja: "書き出しのファイルを一つ読み取れません", en: "A file of the export cannot be read"),
            why: msg!(
                ja: "その日の投稿だけが抜けました。ほかの投稿は取り込んでいます。",
                en: "That day's messages are missing; all others were imported."),
            how: msg!(
                ja: "Slack からもう一度書き出して、取り込み直します。",
                en: "Export again from Slack and import that."),
            wrong: "",
            right: "shirube salon import touno-salon-export.zip",
        },
        Code {
            code: "salon-message",
            levels: &[Level::Warning],
            what: msg!(ja: "知らない形の投稿があります", en: "A message is of an unknown form"),
            why: msg!(
                ja: "読めるところだけを取り込みました。表示が元の投稿と違うことがあります。",
                en: "What could be read was imported; it may differ from the message itself."),
            how: msg!(
                ja: "ページにする前に、元の投稿と見比べます。",
                en: "Compare it with the message before making a page of it."),
            wrong: "",
            right: "shirube salon show 7F3K2M9QPA",
        },
        Code {
            code: "salon-missing",
            levels: &[Level::Hint],
            what: msg!(ja: "書き出しに含まれていない返信があります", en: "Some replies are not in the export"),
            why: msg!(
                ja: "書き出した期間の外にある返信です。答えの続きを見落とすことがあります。",
                en: "They lie outside the exported period; an answer may go on in them."),
            how: msg!(ja: "期間を広げて書き出し、取り込み直します。", en: "Export a longer period and import that."),
            wrong: "",
            right: "shirube salon import touno-salon-export.zip",
        },
        Code {
            code: "salon-partial",
            levels: &[Level::Warning],
            what: msg!(
                ja: "前より投稿が大きく減っているため、一部だけの書き出しとして扱いました",
                en: "Many messages are missing; the export is taken for a part"),
            why: msg!(
                ja: "減った投稿をすべて「削除された」と見なすと、公開している答えまで取り下げることになるためです。",
                en: "Taking them all for deleted would withdraw answers that are public."),
            how: msg!(
                ja: "期間を区切らずに書き出して、取り込み直します。",
                en: "Export the whole period and import that."),
            wrong: "",
            right: "shirube salon import touno-salon-export.zip",
        },
        Code {
            code: "salon-secret",
            levels: &[Level::Error],
            what: msg!(ja: "投稿に、Slack の鍵が書かれています", en: "A message holds a token of Slack"),
            why: msg!(
                ja: "鍵を読んだ人は、サロンの投稿を見たり書いたりできます。取り込む前に消しましたが、Slack \
                     の中には残っています。",
                en: "Whoever has it can read and write in the salon. It was taken out before storing, but it still \
                     stands in Slack."),
            how: msg!(
                ja: "その鍵を Slack の管理画面で無効にします。",
                en: "Revoke the token in Slack's administration."),
            wrong: "設定に使う鍵は xoxb-… です。",
            right: "設定に使う鍵は担当に聞いてください。",
        },
        Code {
            code: "no-channel",
            levels: &[Level::Error],
            what: msg!(ja: "その名前のチャンネルはありません", en: "There is no channel of that name"),
            why: msg!(
                ja: "取り込む相手を間違えないように、何も取り込んでいません。",
                en: "Nothing was imported, so that nothing wrong comes in."),
            how: msg!(ja: "示されたチャンネルの名前から選びます。", en: "Choose one of the channels that are shown."),
            wrong: "shirube salon import export.zip --channel 質問",
            right: "shirube salon import export.zip --channel よろず相談",
        },
        Code {
            code: "private-channel",
            levels: &[Level::Error],
            what: msg!(ja: "限られた人だけの会話です", en: "This is a private conversation"),
            why: msg!(
                ja: "参加した人は、ほかの人に読まれないつもりで書いています。",
                en: "Its members wrote what others were not meant to read."),
            how: msg!(
                ja: "参加している全員の了解があるときだけ、`--private-with-consent` を付けます。",
                en: "Only with the consent of everyone in it, add `--private-with-consent`."),
            wrong: "shirube salon import export.zip --channel 役員会",
            right: "shirube salon import export.zip --channel 役員会 --private-with-consent",
        },
        Code {
            code: "other-workspace",
            levels: &[Level::Error],
            what: msg!(
                ja: "受信箱とは別のワークスペースの書き出しです",
                en: "The export is of another workspace than the inbox"),
            why: msg!(
                ja: "二つのサロンが混ざると、同じ呼び名の別の人を取り違えます。何も取り込んでいません。",
                en: "In a mixture of two salons people of one nickname would be confused; nothing was imported."),
            how: msg!(
                ja: "別のサロンは、別のガイドのフォルダーで取り込みます。",
                en: "Import another salon in the folder of another guide."),
            wrong: "",
            right: "shirube salon import export.zip --root ../betsu-guide",
        },
        Code {
            code: "inbox-damaged",
            levels: &[Level::Error],
            what: msg!(ja: "受信箱のファイルを読み取れません", en: "A file of the inbox cannot be read"),
            why: msg!(
                ja: "受信箱は、取り込んだ会話と、公開しないと決めた記録を持っています。",
                en: "The inbox holds what was imported, and what was decided not to be published."),
            how: msg!(
                ja: "控えから戻すか、`.shirube/salon` を別の場所に移して取り込み直します。",
                en: "Restore it from a backup, or move `.shirube/salon` away and import again."),
            wrong: "",
            right: "shirube salon import touno-salon-export.zip",
        },
        Code {
            code: "inbox-exposed",
            levels: &[Level::Warning],
            what: msg!(
                ja: "受信箱と鍵が、ほかの人にも見える場所にあります",
                en: "The inbox and the key lie where others see them"),
            why: msg!(
                ja: "受信箱には、投稿と名前がそのまま入っています。共有フォルダーや OneDrive などでは、ほかの人やほかのパソコンに渡ります。",
                en: "The inbox holds posts and names as they are; a share or a synced folder hands them to others."),
            how: msg!(
                ja: "`shirube salon relocate` で、このパソコンの自分だけのフォルダーに移します。",
                en: "`shirube salon relocate` moves them into your own folder on this computer."),
            wrong: "",
            right: "shirube salon relocate",
        },
        Code {
            code: "inbox-elsewhere",
            levels: &[Level::Error],
            what: msg!(
                ja: "受信箱と鍵は、別のパソコンか別の利用者のフォルダーにあります",
                en: "The inbox and the key lie on another computer or with another user"),
            why: msg!(
                ja: "受信箱が2つあると、取り下げや公開しない人の記録が食い違います。",
                en: "Two inboxes would disagree on withdrawals and on who is not to be published."),
            how: msg!(
                ja: "受信箱のあるパソコンで実行します。",
                en: "Run it on the computer that has the inbox."),
            wrong: "",
            right: ".shirube/inbox-place.txt",
        },
        Code {
            code: "private-place",
            levels: &[Level::Error],
            what: msg!(
                ja: "受信箱と鍵の置き場所が分からないか、使えません",
                en: "Where the inbox and the key lie cannot be told, or cannot be used"),
            why: msg!(
                ja: "分からないまま続けると、公開しない人や取り下げの記録を見落とします。",
                en: "Going on would overlook who is not to be published and what was withdrawn."),
            how: msg!(
                ja: "`.shirube/inbox-place.txt` を控えから戻します。",
                en: "Restore `.shirube/inbox-place.txt` from a backup."),
            wrong: "",
            right: ".shirube/inbox-place.txt",
        },
        Code {
            code: "inbox-version",
            levels: &[Level::Error],
            what: msg!(ja: "受信箱は、新しい shirube で作られています", en: "The inbox was made by a newer shirube"),
            why: msg!(
                ja: "古い shirube で書き込むと、新しい記録が失われます。",
                en: "An older shirube would lose what the newer one recorded."),
            how: msg!(ja: "新しい shirube を使います。", en: "Use the newer shirube."),
            wrong: "",
            right: "shirube --version",
        },
    ],
};
