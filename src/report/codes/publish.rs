//! Codes of publications, found by `publish/`.

use crate::{
    msg,
    report::{
        codes::{Code, Group},
        diagnostic::Level,
    },
};

pub(super) const GROUP: Group = Group {
    title: msg!(ja: "公開", en: "Publishing"),
    codes: &[
        Code {
            code: "publish-settings",
            levels: &[Level::Error],
            what: msg!(ja: "公開先の設定が足りないか、使えません", en: "A target's settings are missing or cannot be used"),
            why: msg!(
                ja: "どこに、どう公開するかが決まらないと、何も送れません。",
                en: "Without knowing where and how, nothing can be sent."),
            how: msg!(
                ja: "site.toml の `[publish.名前]` に、示された項目を書きます。",
                en: "Write what is named into `[publish.NAME]` of site.toml."),
            wrong: "[publish.production]\nkind = \"folder\"",
            right: "[publish.production]\nkind = \"folder\"\npath = \"../ijuu-public\"",
        },
        Code {
            code: "publish-credentials",
            levels: &[Level::Error],
            what: msg!(ja: "公開先に入るための名前かパスワードがありません", en: "The name or password for a target is missing"),
            why: msg!(
                ja: "パスワードは site.toml に書けません。入力するか、環境変数から渡します。",
                en: "A password may not stand in site.toml; it is typed or comes from the environment."),
            how: msg!(
                ja: "画面から実行して入力するか、示された環境変数に入れます。",
                en: "Run it on a terminal and type it, or set the environment variable that is named."),
            wrong: "",
            right: "SHIRUBE_PUBLISH_PRODUCTION_PASSWORD",
        },
        Code {
            code: "publish-nonatomic",
            levels: &[Level::Error],
            what: msg!(ja: "公開先がファイルを置き換えられません", en: "The target cannot replace a file"),
            why: msg!(
                ja: "消してから置くサーバーでは、そのあいだページが見えません。知らずにそうなることはありません。",
                en: "Where a file has to be removed first, its page is missing for a moment; that never happens \
                    unasked."),
            how: msg!(
                ja: "上書きを許すようサーバーを設定するか、`allow_nonatomic = true` と書きます。",
                en: "Let the host overwrite files, or write `allow_nonatomic = true`."),
            wrong: "",
            right: "allow_nonatomic = true",
        },
        Code {
            code: "publish-record",
            levels: &[Level::Error],
            what: msg!(ja: "公開の控えを読み書きできません", en: "The record of publications cannot be read or written"),
            why: msg!(
                ja: "控えには、途中で終わった公開と、まだ確かめていない取り下げが残っています。読めないまま進むと、それらが失われます。",
                en: "It remembers unfinished runs and withdrawals that nobody has seen done; going on without it \
                    would lose them."),
            how: msg!(
                ja: "ディスクの空きと許可を確かめます。壊れたファイルは、別の場所に移します。",
                en: "See that the disk has room and may be written to; move a damaged file away."),
            wrong: "",
            right: ".shirube/publish/production/record.json",
        },
        Code {
            code: "publish-unreadable",
            levels: &[Level::Error],
            what: msg!(ja: "公開先の様子を読み取れません", en: "The target cannot be looked at"),
            why: msg!(
                ja: "いま何があるか分からない場所に書き込むと、ほかの人のファイルや新しいサイトを壊すことがあります。何も書き込んでいません。",
                en: "Writing where nobody knows what is there may destroy a newer site or files of others; nothing \
                    was written."),
            how: msg!(
                ja: "つながりと場所を確かめ、`shirube publish doctor` で調べます。",
                en: "Check the connection and the path; `shirube publish doctor` looks closer."),
            wrong: "",
            right: "shirube publish doctor",
        },
        Code {
            code: "publish-interrupted",
            levels: &[Level::Error],
            what: msg!(ja: "公開が途中で止まりました", en: "A publication stopped on its way"),
            why: msg!(
                ja: "公開先では、前のサイトか新しいページが、壊れずに見えています。続きは同じ命令で公開されます。",
                en: "Visitors see the old site or new pages, all of them whole; the same command goes on."),
            how: msg!(
                ja: "示された原因を直してから、同じ命令をもう一度実行します。",
                en: "Mend what is named, then run the same command again."),
            wrong: "",
            right: "shirube publish production",
        },
        Code {
            code: "publish-locked",
            levels: &[Level::Error],
            what: msg!(ja: "別の人が公開しています", en: "Somebody else is publishing"),
            why: msg!(
                ja: "二人の公開が混ざると、どちらのサイトでもないものができてしまいます。",
                en: "Two publications at once would make a site that is neither."),
            how: msg!(
                ja: "終わるのを待ちます。だれも公開していないときは、`shirube publish unlock` で外します。",
                en: "Wait until it has finished; if nobody is publishing, take the lock away with `shirube publish \
                    unlock`."),
            wrong: "",
            right: "shirube publish unlock",
        },
        Code {
            code: "publish-overtaken",
            levels: &[Level::Error],
            what: msg!(ja: "公開のあいだに、別のところからも公開されました", en: "Another publication came in between"),
            why: msg!(
                ja: "どちらの内容を見せたいのかは、人にしか決められません。",
                en: "Which of the two is meant only people can say."),
            how: msg!(
                ja: "相手と確かめてから、もう一度実行します。",
                en: "Talk to each other, then run it again."),
            wrong: "",
            right: "shirube publish production",
        },
        Code {
            code: "publish-empty",
            levels: &[Level::Error],
            what: msg!(ja: "トップページがありません", en: "There is no top page"),
            why: msg!(
                ja: "トップページのないサイトを公開すると、いまのガイドが見えなくなります。",
                en: "Publishing it would take the whole guide away."),
            how: msg!(
                ja: "`content/_index.md` があるか、下書きになっていないかを確かめます。",
                en: "See that `content/_index.md` is there and is no draft."),
            wrong: "",
            right: "content/_index.md",
        },
        Code {
            code: "publish-other-site",
            levels: &[Level::Error],
            what: msg!(ja: "公開先に、別のガイドがあります", en: "The target holds another guide"),
            why: msg!(
                ja: "場所をまちがえて公開すると、ほかのサイトを壊します。",
                en: "Publishing to the wrong place destroys another site."),
            how: msg!(
                ja: "公開先の `path` を確かめます。URLを変えただけなら `--adopt` を付けます。",
                en: "Check the target's `path`; if only the address was changed, add `--adopt`."),
            wrong: "",
            right: "shirube publish --adopt",
        },
        Code {
            code: "publish-removals",
            levels: &[Level::Error],
            what: msg!(ja: "たくさんのページが消えます", en: "Many pages would go"),
            why: msg!(
                ja: "フォルダーの移動や設定のまちがいで、ページがまとめて消えることがあります。",
                en: "A moved folder or a wrong setting may take many pages away at once."),
            how: msg!(
                ja: "意図したとおりなら、示された数を `--allow-deletes` に付けます。",
                en: "If it is meant, give `--allow-deletes` the number that is shown."),
            wrong: "shirube publish",
            right: "shirube publish --allow-deletes 42",
        },
        Code {
            code: "publish-drift",
            levels: &[Level::Error],
            what: msg!(ja: "最後の公開は、このパソコンからのものではありません", en: "The last publication was not made from here"),
            why: msg!(
                ja: "ほかの人の直しを知らないまま公開すると、その直しが消えます。",
                en: "Publishing without the others' changes would undo them."),
            how: msg!(
                ja: "ほかの人の直しを取り込んでから、`--adopt` を付けて公開します。",
                en: "Take over the others' changes, then publish with `--adopt`."),
            wrong: "",
            right: "shirube publish --adopt",
        },
        Code {
            code: "publish-foreign",
            levels: &[Level::Error],
            what: msg!(ja: "公開先に、ほかの人のファイルがあります", en: "Files of others lie at the target"),
            why: msg!(
                ja: "ほかの人が置いたファイルは、上書きも削除もしません。",
                en: "What others have put there is neither overwritten nor removed."),
            how: msg!(
                ja: "別の場所にするか、上書きしてよければ `--adopt` を付けます。",
                en: "Choose another place, or add `--adopt` if they may be overwritten."),
            wrong: "",
            right: "shirube publish --adopt",
        },
        Code {
            code: "publish-names",
            levels: &[Level::Error],
            what: msg!(ja: "公開先で使えないかもしれない名前があります", en: "Names that the target may not be able to hold"),
            why: msg!(
                ja: "サーバーによっては、日本語や大文字だけが違う名前のファイルが、届かないか、入れ替わります。",
                en: "Some hosts lose or mix up files whose names are Japanese or differ by case alone."),
            how: msg!(
                ja: "`slug` やファイル名を短い英数字にします。日本語のままでよいサーバーなら `allow_unicode_paths = true` と書きます。",
                en: "Use short ASCII names, or write `allow_unicode_paths = true` where the host takes Japanese \
                    ones."),
            wrong: "slug: 住まい",
            right: "slug: sumai",
        },
        Code {
            code: "publish-limits",
            levels: &[Level::Error],
            what: msg!(ja: "公開先に置ける大きさか数を超えています", en: "More than the target can hold"),
            why: msg!(
                ja: "途中であふれると、サイトの一部だけが新しくなります。送る前に止めました。",
                en: "A target that overflows would hold half a site; it was stopped before."),
            how: msg!(
                ja: "大きなファイルを小さくするか、別の公開先にします。",
                en: "Make large files smaller, or choose another target."),
            wrong: "",
            right: "[publish.production]\nprofile = \"netlify\"",
        },
        Code {
            code: "publish-approval",
            levels: &[Level::Error],
            what: msg!(ja: "公開の承認が足りません", en: "An approval is missing"),
            why: msg!(
                ja: "承認してから公開すると決めたガイドは、承認された内容だけを公開します。",
                en: "A guide that asks for approvals publishes only what was approved."),
            how: msg!(
                ja: "示された番号を、承認する人が `shirube publish approve` に付けて実行します。",
                en: "Whoever approves runs `shirube publish approve` with the digest that is shown."),
            wrong: "",
            right: "shirube publish approve sha256:… --by iju-b",
        },
        Code {
            code: "publish-plan",
            levels: &[Level::Error],
            what: msg!(ja: "公開の計画が、いまの内容と違います", en: "A plan is not what would happen now"),
            why: msg!(
                ja: "確かめた計画と違うものは公開しません。",
                en: "What differs from the plan that was looked at is not published."),
            how: msg!(
                ja: "計画を作り直し、もう一度確かめます。",
                en: "Make the plan again and look at it again."),
            wrong: "",
            right: "shirube publish --plan plan.json",
        },
        Code {
            code: "publish-warnings",
            levels: &[Level::Error],
            what: msg!(ja: "個人情報かもしれないところが残っています", en: "Places may hold personal data"),
            why: msg!(
                ja: "公開したあとでは取り消せません。一つずつ、人が決めます。",
                en: "What is public cannot be taken back; a person decides on each."),
            how: msg!(
                ja: "直すか、公開してよい値を salon/privacy.toml に書くか、画面の質問に答えます。",
                en: "Mend it, list what may appear in salon/privacy.toml, or answer on the terminal."),
            wrong: "shirube publish --yes",
            right: "shirube publish",
        },
        Code {
            code: "publish-zip",
            levels: &[Level::Error],
            what: msg!(ja: "zip を作れませんでした", en: "The zip could not be made"),
            why: msg!(
                ja: "前の zip はそのまま残っています。",
                en: "The zip before is still there."),
            how: msg!(
                ja: "ディスクの空きを確かめて、もう一度実行します。",
                en: "See that the disk has room, then run it again."),
            wrong: "",
            right: "shirube publish usb",
        },
        Code {
            code: "zip-damaged",
            levels: &[Level::Error],
            what: msg!(ja: "zip が、作ったときのままではありません", en: "A zip is not as it was made"),
            why: msg!(
                ja: "壊れたファイルを置くと、ページが崩れたり、知らないものが公開されたりします。",
                en: "Putting it up would break pages or publish something unknown."),
            how: msg!(
                ja: "もとのパソコンから写し直します。",
                en: "Copy it again from where it was made."),
            wrong: "",
            right: "shirube publish verify-zip ijuu.zip",
        },
        Code {
            code: "publish-unlike",
            levels: &[Level::Error],
            what: msg!(ja: "公開先が、送ったものと違います", en: "The target shows something else than was sent"),
            why: msg!(
                ja: "「公開済み」と言えるのは、確かめられたときだけです。",
                en: "It is called published only when that was seen."),
            how: msg!(
                ja: "示されたURLかファイルを見て、サーバーの設定を確かめ、もう一度実行します。",
                en: "Look at the address or file that is named, check the host's settings, and run it again."),
            wrong: "",
            right: "shirube publish production --repair",
        },
        Code {
            code: "publish-host",
            levels: &[Level::Warning],
            what: msg!(
                ja: "サーバーが、設定ファイルのとおりに答えません",
                en: "The host does not behave as its files say"),
            why: msg!(
                ja: "ページは読めますが、URLの打ち方によって開けなかったり、暗号化や安全のための設定が効いていなかったりします。",
                en: "The pages can be read, but some ways of typing the address fail, or encryption and safety do \
                    not work."),
            how: msg!(
                ja: "メッセージのURLを開いて確かめ、サーバーかCDNの設定を直します。",
                en: "Open the address in the message and change the settings of the host or CDN."),
            wrong: "",
            right: "shirube publish production",
        },
        Code {
            code: "publish-stale",
            levels: &[Level::Warning],
            what: msg!(ja: "途中のキャッシュが、前の内容を見せています", en: "A cache still shows what was there before"),
            why: msg!(
                ja: "公開先は新しくなっています。訪れる人には、しばらく前のページが見えます。",
                en: "The target is up to date; visitors see the old page for a while."),
            how: msg!(
                ja: "しばらく待つか、サーバーかCDNの画面でキャッシュを消します。",
                en: "Wait, or empty the cache in the host's or CDN's panel."),
            wrong: "",
            right: "shirube publish status",
        },
        Code {
            code: "publish-withdrawal",
            levels: &[Level::Error],
            what: msg!(ja: "取り下げが済んだと確かめられていません", en: "A withdrawal is not seen to be done"),
            why: msg!(
                ja: "公開先から消しても、別の場所やキャッシュに残っていることがあります。URLで見えなくなって、はじめて済みです。",
                en: "A copy or a cache may still show it; it is done when the public address no longer does."),
            how: msg!(
                ja: "公開先を新しくし、キャッシュを消してから、もう一度確かめます。",
                en: "Bring the target up to date, empty caches, and look again."),
            wrong: "",
            right: "shirube publish status",
        },
        Code {
            code: "publish-withdrawn",
            levels: &[Level::Error],
            what: msg!(ja: "その公開には、取り下げた内容が含まれています", en: "That release holds what was withdrawn"),
            why: msg!(
                ja: "取り下げた内容は、二度と公開しません。",
                en: "What was withdrawn never becomes public again."),
            how: msg!(
                ja: "ガイドを直して、あらためて公開します。",
                en: "Mend the guide and publish it anew."),
            wrong: "shirube publish rollback",
            right: "shirube publish",
        },
        Code {
            code: "publish-no-release",
            levels: &[Level::Error],
            what: msg!(ja: "その公開の控えがありません", en: "That release is not kept here"),
            why: msg!(
                ja: "戻すには、そのときの内容がすべて要ります。",
                en: "Going back needs everything that was published then."),
            how: msg!(
                ja: "示された番号から選ぶか、ガイドのファイルを元に戻して公開します。",
                en: "Choose one of those shown, or put the guide's files back and publish."),
            wrong: "",
            right: "shirube publish rollback --to 2026-11-01-3f2a9c10",
        },
    ],
};
