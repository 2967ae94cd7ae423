//! Codes of the ledger of approvals and of the site's key, found by `ledger/` and `salon/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "公開の台帳と鍵", en: "The ledger and the key"),
    codes: &[
        Code {
            code: "ledger-broken",
            levels: &[Level::Error],
            what: msg!(ja: "台帳のつながりが切れています", en: "The ledger's chain is broken"),
            why: msg!(
                ja: "台帳は、だれがどの内容の公開を認めたかの記録です。書き換えられたか欠けているとき、\
                     認められた内容か確かめられないので、サロンのページを公開しません。",
                en: "The ledger says who approved which content. When a record is changed or missing that cannot be \
                     proved, so no page from the salon is published."),
            how: msg!(
                ja: "手で直さず、Gitなどの履歴から正しい版に戻します。2人の承認が重なったときは、\
                     後の分を除いてから承認し直します。",
                en: "Do not edit it; restore a good version from its history. Where two people approved at once, \
                     drop the later lines and approve again."),
            wrong: "",
            right: "git checkout HEAD -- salon/ledger.jsonl",
        },
        Code {
            code: "ledger-torn",
            levels: &[Level::Error],
            what: msg!(
                ja: "台帳の最後の行が、書きかけのまま途切れています",
                en: "The ledger's last line was not written to its end"),
            why: msg!(
                ja: "記録の途中でパソコンが止まったときに起こります。直すまで、サロンのページは公開されません。",
                en: "The computer stopped while it was written; until it is mended no page from the salon is \
                     published."),
            how: msg!(
                ja: "`shirube check --fix` で書きかけの行を取り除き、最後の操作をやり直します。",
                en: "Take the line out with `shirube check --fix`, then do again what you did last."),
            wrong: "",
            right: "shirube check --fix",
        },
        Code {
            code: "ledger-other-key",
            levels: &[Level::Warning],
            what: msg!(
                ja: "台帳に、いまの鍵とは別の鍵で書かれた記録があります",
                en: "The ledger holds records made with another key"),
            why: msg!(
                ja: "別の鍵の記録は、本物かどうかを確かめられません。",
                en: "Whether these records are genuine cannot be checked."),
            how: msg!(
                ja: "鍵を取り替えた覚えがなければ、`.shirube/key` を、しまっておいた写しに戻します。",
                en: "If you did not change the key, restore `.shirube/key` from your copy."),
            wrong: "",
            right: ".shirube/key（はじめの鍵の写し）",
        },
        Code {
            code: "ledger-unchecked",
            levels: &[Level::Warning],
            what: msg!(
                ja: "鍵がここにないため、台帳の印を確かめていません",
                en: "There is no key here, so the ledger's marks were not checked"),
            why: msg!(
                ja: "台帳のつながりは確かめましたが、鍵を持たない人が書き足した記録かどうかは分かりません。",
                en: "The chain holds, but whether somebody without the key added a record is not known."),
            how: msg!(
                ja: "鍵（`.shirube/key`）のあるパソコンで `shirube check` を実行して確かめます。",
                en: "Run `shirube check` where the key (`.shirube/key`) is."),
            wrong: "",
            right: "shirube check",
        },
        Code {
            code: "ledger-word",
            levels: &[Level::Error],
            what: msg!(ja: "台帳に書けない値です", en: "The ledger cannot hold this value"),
            why: msg!(
                ja: "台帳はずっと残り、公開されることもあるので、名前や文章は書きません。",
                en: "The ledger is kept for ever and may be public, so it holds no names and no text."),
            how: msg!(
                ja: "英字、数字、`-` だけの短い言葉（担当の記号、文書番号など）にします。",
                en: "Give a short word of letters, digits and `-`, such as a key or a filing number."),
            wrong: "--evidence \"田中さんの同意書\"",
            right: "--evidence E-0031",
        },
        Code {
            code: "not-in-ledger",
            levels: &[Level::Error],
            what: msg!(ja: "その番号やページは、台帳にありません", en: "The ledger knows no such item or page"),
            why: msg!(
                ja: "一度も承認されていないものは、取り下げられません。",
                en: "What was never approved cannot be withdrawn."),
            how: msg!(
                ja: "番号を、ページの `source` か `shirube salon status` で確かめます。",
                en: "See the page's `source`, or `shirube salon status`."),
            wrong: "",
            right: "shirube salon status",
        },
        Code {
            code: "no-key",
            levels: &[Level::Error],
            what: msg!(ja: "このガイドの鍵がありません", en: "This guide's key is missing"),
            why: msg!(
                ja: "承認の記録には、ほかの人が作れない印を付けます。その印に鍵が要ります。",
                en: "An approval bears a mark that nobody else can make, for which the key is needed."),
            how: msg!(
                ja: "しまっておいた写しを `.shirube/key` に置きます。新しいガイドなら `shirube salon import` \
                     が作ります。",
                en: "Put your copy at `.shirube/key`; for a new guide `shirube salon import` makes the key."),
            wrong: "",
            right: "shirube salon import export.zip",
        },
        Code {
            code: "key-form",
            levels: &[Level::Error],
            what: msg!(ja: "鍵を読み取れません", en: "The key cannot be read"),
            why: msg!(
                ja: "鍵がこわれていると、承認や取り下げを記録できません。",
                en: "With a damaged key nothing can be approved or withdrawn."),
            how: msg!(
                ja: "しまっておいた写しに戻します。鍵は44文字の1行です。",
                en: "Restore it from your copy; a key is one line of 44 characters."),
            wrong: ".shirube/key（途中で切れた1行）",
            right: ".shirube/key（44文字の1行）",
        },
        Code {
            code: "key-mode",
            levels: &[Level::Warning],
            what: msg!(ja: "鍵のファイルを、ほかの人も読めます", en: "Others can read the key's file"),
            why: msg!(
                ja: "鍵を読めた人は、台帳の番号から本人を突き止めたり、承認の印を作ったりできます。",
                en: "Whoever reads the key can find out people behind the ledger's references and make marks of \
                     approval."),
            how: msg!(ja: "自分だけが読めるようにします。", en: "Make it yours alone."),
            wrong: "",
            right: "chmod 600 .shirube/key",
        },
        Code {
            code: "key-tracked",
            levels: &[Level::Error],
            what: msg!(ja: "秘密の鍵が、Gitに登録されています", en: "The secret key is tracked by Git"),
            why: msg!(
                ja: "Gitで送ると、鍵がほかの人の手に渡り、取り戻せません。",
                en: "Once pushed, the key is in other hands and cannot be taken back."),
            how: msg!(
                ja: "登録から外し、`.gitignore` に `/.shirube/` を書きます。もう送ったのなら、鍵を作り直します。",
                en: "Take it out and add `/.shirube/` to `.gitignore`; if it was pushed, make a new key."),
            wrong: "",
            right: "git rm --cached .shirube/key",
        },
        Code {
            code: "key-unchecked",
            levels: &[Level::Error, Level::Warning],
            what: msg!(
                ja: "秘密の鍵がGitに登録されていないか、確かめられません",
                en: "Whether Git tracks the secret key could not be checked"),
            why: msg!(
                ja: "鍵がGitに登録されていると、送ったときにほかの人の手に渡ります。Gitがこわれているときは止め、\
                     Gitのないパソコンでは知らせるだけにします。",
                en: "A tracked key reaches others with the next push. A broken repository stops the command; without \
                     Git there is only a warning."),
            how: msg!(
                ja: "このフォルダーで `git status` が通るように直します。Gitのないパソコンなら、Gitのある所で `git \
                     ls-files .shirube/key` を実行し、何も出ないことを確かめます。",
                en: "Mend the repository until `git status` works; without Git, run `git ls-files .shirube/key` \
                     where there is one and see that it prints nothing."),
            wrong: "",
            right: "git ls-files .shirube/key",
        },
        Code {
            code: "other-key",
            levels: &[Level::Error],
            what: msg!(
                ja: "鍵が、受信箱を作ったときのものではありません",
                en: "The key is not the one that the inbox was made with"),
            why: msg!(
                ja: "別の鍵では、消した投稿が戻り、取り下げた人を見分けられません。何も変えずに止めました。",
                en: "With another key erased posts would come back and nobody who withdrew would be known; nothing \
                     was changed."),
            how: msg!(
                ja: "しまっておいた元の鍵の写しを `.shirube/key` に戻します。`SHIRUBE_KEY` を使うときは、\
                     その値を元の鍵にします。",
                en: "Put your copy of the right key back at `.shirube/key`; where `SHIRUBE_KEY` is used, give it the \
                     right key."),
            wrong: ".shirube/key（作り直した鍵）",
            right: ".shirube/key（はじめの鍵の写し）",
        },
    ],
};
