//! Codes of drafting, approving and showing what came from the salon, found by `salon/` and `cli/salon/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "サロンの質問をページにする、承認する", en: "Drafting and approving pages from the salon"),
    codes: &[
        Code {
            code: "no-conversation",
            levels: &[Level::Error],
            what: msg!(ja: "その番号の会話は、受信箱にありません", en: "The inbox has no conversation of that id"),
            why: msg!(
                ja: "番号が一字違うと、別の会話になります。",
                en: "An id that is off by one letter is another conversation."),
            how: msg!(
                ja: "番号を `shirube salon list --all` で確かめます。",
                en: "See the ids with `shirube salon list --all`."),
            wrong: "",
            right: "shirube salon list --all",
        },
        Code {
            code: "no-answer",
            levels: &[Level::Error],
            what: msg!(ja: "その番号の返信はありません", en: "There is no reply of that number"),
            why: msg!(
                ja: "違う返信を選ぶと、選ぶつもりのない人の言葉が載ります。",
                en: "With a wrong number somebody else's words would be used."),
            how: msg!(
                ja: "番号を `shirube salon show` で確かめます。",
                en: "See the numbers with `shirube salon show`."),
            wrong: "shirube salon draft 7F3K2M9QPA --answers 1,9",
            right: "shirube salon draft 7F3K2M9QPA --answers 1,3",
        },
        Code {
            code: "no-attachment",
            levels: &[Level::Error],
            what: msg!(
                ja: "その添付は、選んだ投稿にも書き出しにもありません",
                en: "The file is in no chosen message, or not in the export"),
            why: msg!(
                ja: "添付の中身は、書き出しの種類によって入っていないことがあります。",
                en: "Not every kind of export holds the files themselves."),
            how: msg!(
                ja: "番号を `shirube salon show` で確かめます。中身は slackdump の書き出しにだけ入っています。",
                en: "See the ids with `shirube salon show`; only exports of slackdump hold the files."),
            wrong: "",
            right: "shirube salon show 7F3K2M9QPA",
        },
        Code {
            code: "no-picture",
            levels: &[Level::Error],
            what: msg!(
                ja: "その添付は、ページに置ける画像ではありません",
                en: "The file is no picture that a page can use"),
            why: msg!(
                ja: "ほかの形式には、撮影場所や作った人の名前が残ることがあります。",
                en: "Other formats may hold a place or a name."),
            how: msg!(ja: "JPEG か PNG の写真を選びます。", en: "Choose a JPEG or PNG picture."),
            wrong: "kakei.xlsx",
            right: "madori.jpg",
        },
        Code {
            code: "page-elsewhere",
            levels: &[Level::Error],
            what: msg!(
                ja: "その会話のページは、もう別のファイルにあります",
                en: "The conversation has a page in another file"),
            why: msg!(
                ja: "同じ会話のページが二つできると、どちらが承認されたものか分からなくなります。",
                en: "With two pages of one conversation nobody knows which was approved."),
            how: msg!(
                ja: "`--out` を付けずに実行し、いまあるページを直します。",
                en: "Leave out `--out`, and edit the page that is there."),
            wrong: "shirube salon draft 7F3K2M9QPA --out content/qa/fuyu.md",
            right: "shirube salon draft 7F3K2M9QPA",
        },
        Code {
            code: "no-such-page",
            levels: &[Level::Error],
            what: msg!(ja: "そのページはありません", en: "There is no such page"),
            why: msg!(
                ja: "名前が違うか、いまのサイトに入らないページです。別のページを承認しないように止めました。",
                en: "The name is wrong, or the page is no part of the site now; nothing else was approved in its \
                     place."),
            how: msg!(
                ja: "`content/` から始まるファイルの名前を確かめます。",
                en: "Name the page's file, from `content/` on."),
            wrong: "shirube salon approve danbou --by iju-a --basis purpose_61",
            right: "shirube salon approve content/qa/danbou.md --by iju-a --basis purpose_61",
        },
        Code {
            code: "approve-field",
            levels: &[Level::Error],
            what: msg!(ja: "承認に要ることが足りません", en: "The approval lacks something"),
            why: msg!(
                ja: "利用のきまりの版、次に確かめる日、同意の日と文書番号は、\
                     あとで尋ねられたときに公開の理由を示すものです。",
                en: "The terms' version, the next review and the consent's day and filing number show later why the \
                     page was published."),
            how: msg!(
                ja: "示された指定を付けるか、site.toml の `[salon]` の `policy`、ページの `review_by` に書きます。",
                en: "Add the options that are shown, or set `policy` below `[salon]` in site.toml and `review_by` in \
                     the page."),
            wrong: "--basis consent_69_2_1",
            right: "--basis consent_69_2_1 --given-on 2026-09-12 --evidence E-0031",
        },
        Code {
            code: "no-draft-record",
            levels: &[Level::Error],
            what: msg!(
                ja: "このページの下書きの記録が、台帳にありません",
                en: "The ledger has no record of this page's draft"),
            why: msg!(
                ja: "だれの投稿から作ったかが分からないと、その人が取り下げを求めたときに応えられません。",
                en: "If nobody knows whose posts a page was made from, their withdrawal cannot be honoured."),
            how: msg!(
                ja: "`source` を書き換えていないか、台帳が新しいかを確かめます。サロンのページは `shirube salon \
                     draft` で作ります。",
                en: "See whether `source` was changed and the ledger is the newest; `shirube salon draft` makes such \
                     pages."),
            wrong: "",
            right: "shirube salon draft 7F3K2M9QPA --by iju-b",
        },
        Code {
            code: "no-roster",
            levels: &[Level::Error],
            what: msg!(ja: "受信箱に、参加者の名簿がありません", en: "The inbox has no list of people"),
            why: msg!(
                ja: "名簿がないと、サロンの人の呼び名や名前が文に残っていても見つけられません。",
                en: "Without it nobody can tell whether somebody's nickname or name stands in the text."),
            how: msg!(
                ja: "`users.json` の入った書き出しを取り込みます。",
                en: "Import an export that holds `users.json`."),
            wrong: "",
            right: "shirube salon import touno-salon-export.zip",
        },
        Code {
            code: "now-before-ledger",
            levels: &[Level::Error],
            what: msg!(
                ja: "承認の日付が、台帳の最後の記録より前です",
                en: "The day of the approval is before the ledger's last record"),
            why: msg!(
                ja: "台帳は、いつ何が認められたかの記録です。日付が前後すると、どちらが後か分からなくなります。",
                en: "The ledger says when something was approved; records must not go back in time."),
            how: msg!(
                ja: "`--now` を外すか、パソコンの日付を直します。",
                en: "Leave out `--now`, or correct the computer's date."),
            wrong: "shirube salon approve … --now 2020-01-01",
            right: "shirube salon approve …",
        },
        Code {
            code: "placeholder",
            levels: &[Level::Error],
            what: msg!(
                ja: "題名や画像の説明が、まだ仮のままです",
                en: "A title or a picture's description is still to be filled in"),
            why: msg!(
                ja: "「（ ）」の仮の言葉が、そのまま公開されてしまいます。",
                en: "The words in brackets would be published as they stand."),
            how: msg!(
                ja: "題名と画像の説明を書いてから、もう一度承認します。",
                en: "Fill them in, then approve again."),
            wrong: "title: （題名を付けてください）",
            right: "title: 冬の暖房費は、月にいくらかかりますか",
        },
        Code {
            code: "recent-answer",
            levels: &[Level::Warning],
            what: msg!(ja: "答えが今月のものです", en: "An answer is of this month"),
            why: msg!(
                ja: "サロンの人は投稿を覚えているので、だれの話か分かることがあります。",
                en: "People in the salon still remember the post and may know whose it is."),
            how: msg!(
                ja: "急がなければ、ひと月ほど置いてから公開します。",
                en: "If there is no hurry, publish it a month later."),
            wrong: "{.answer role=resident month=2026-11}   （今月）",
            right: "{.answer role=resident month=2026-10}",
        },
        Code {
            code: "same-person",
            levels: &[Level::Error, Level::Warning],
            what: msg!(ja: "下書きした人と承認する人が同じです", en: "Whoever drafted the page approves it"),
            why: msg!(
                ja: "一人で決めると、本人に都合の悪いことや、だれの話か分かる所を見落とします。site.toml で \
                     `four_eyes = true` のときはエラーです。",
                en: "One person alone overlooks what others would see. With `four_eyes = true` in site.toml it is an \
                     error."),
            how: msg!(
                ja: "ほかの人が承認します。台帳には、同じ人だったことが残ります。",
                en: "Let somebody else approve it; the ledger says that it was one person."),
            wrong: "shirube salon approve content/qa/danbou.md --by iju-b --basis purpose_61   （下書きも iju-b）",
            right: "shirube salon approve content/qa/danbou.md --by iju-a --basis purpose_61",
        },
        Code {
            code: "subject-withdrawn",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "公開を取り下げた人の答えや文が、使われています",
                en: "An answer or words of somebody who has withdrawn are used"),
            why: msg!(
                ja: "本人が取り下げた言葉は、公開できません。",
                en: "Words that somebody took back are not published."),
            how: msg!(
                ja: "その人の見出しと答えを消します。質問の文なら、役場の言葉で書き直します。",
                en: "Remove that person's heading and answer; write a question anew in the office's own words."),
            wrong: "## 町民A {.answer role=resident month=2025-12}\n\n（取り下げた人の答え）",
            right: "（この見出しと答えを消す）",
        },
        Code {
            code: "unacknowledged",
            levels: &[Level::Error],
            what: msg!(
                ja: "人を特定できるかもしれない所に、理由が付いていません",
                en: "Places that may point to a person are not acknowledged"),
            why: msg!(
                ja: "学校や勤め先の名前などは、町の人にはだれのことか分かることがあります。承知のうえで載せるときは、\
                     理由を台帳に残します。",
                en: "A school or an employer may tell a small town who it is; if it stays, the ledger keeps the \
                     reason."),
            how: msg!(
                ja: "言い方をぼかすか、`--acknowledge 種類=理由` を付けて承認します。",
                en: "Put it more generally, or approve with `--acknowledge TYPE=REASON`."),
            wrong: "",
            right: "--acknowledge SCHOOL_GRADE=generalised",
        },
        Code {
            code: "verbatim",
            levels: &[Level::Error, Level::Warning],
            what: msg!(ja: "元の投稿と、そのまま同じ文が残っています", en: "The page still has a post's own words"),
            why: msg!(
                ja: "サロンで検索すると、だれが書いたか分かります。長いものはエラー、短いものは注意です。",
                en: "A search in the salon tells who wrote them. Long passages are errors, short ones warnings."),
            how: msg!(
                ja: "自分の言葉に言いかえます。そのままの文でよいと本人が答えているときは、\
                     同意の日と文書番号を付けて承認します。",
                en: "Put them in your own words; if the writer agreed to the very words, approve with the day and \
                     the filing number of the consent."),
            wrong: "うちは築40年で、去年の2月は灯油だけで3万円を超えてしまい、さすがに驚きました。",
            right: "築40年ほどの家では、真冬の灯油代が月に3万円を超えた例があります。",
        },
        Code {
            code: "reveal-elsewhere",
            levels: &[Level::Error],
            what: msg!(
                ja: "`--reveal` と `salon people` は、画面に直接表示するときだけ使えます",
                en: "`--reveal` and `salon people` work on a terminal only"),
            why: msg!(
                ja: "名前や電話番号が、ファイルやほかのプログラムに残らないようにするためです。",
                en: "Names and numbers must not stay behind in files or other programs."),
            how: msg!(
                ja: "画面に直接表示します。`show` は `--reveal` を付けずに実行します。",
                en: "Show it on a terminal; leave `--reveal` out."),
            wrong: "shirube salon show 7F3K2M9QPA --reveal > kaiwa.txt",
            right: "shirube salon show 7F3K2M9QPA > kaiwa.txt",
        },
    ],
};
