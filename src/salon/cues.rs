//! The words by which the signals of a conversation are known: what kind of question is asked, and what kind of answer
//! is given. Each list is words with spaces between them, chosen on those conversations of
//! `tests/salon/conversations.txt` that are not held out.

/// What asks for more than yes or no.
pub(super) const OPEN_ENDED: &str = "\
    どのくらい どれくらい どのぐらい どれぐらい いくら いつごろ いつ頃 どうやって どうすれば どうしたら どのように どういう どんな どこに相談 何を 何に 何が 何年 方法 コツ \
    必要 気をつけ 違い できますか 入れますか ものですか のでしょうか";

/// What tells why somebody asks.
pub(super) const SITUATION: &str = "考えて 予定 検討 悩 迷っ 困っ 不安 心配 知りたい 経験 初めて 移住 引っ越 暮ら 探して 作りたい 使いたい したい 大変";

/// Times that have passed when a page is read.
pub(super) const PASSING: &str = "\
    今日 明日 昨日 本日 今夜 今晩 明後日 今週 来週 先週 次回 さっき 先ほど 先日 この前 この間 今から まもなく もうすぐ これから始 今朝 いまから あと5分 今月いっぱい";

/// What belongs to a meeting.
pub(super) const MEETING: &str = "\
    打ち合わせ 打合せ 会議 ミーティング mtg MTG 定例 日程 都合 出席 欠席 出欠 集合 受付 会場 懇親会 打ち上げ 遅れ 締め切り 司会 書記 議事録 議題 録画 zoom \
    Zoom 参加できる 参加される 参加費 予約 間に合 発表 登壇";

/// What asks for a hand or a permission, not for an answer.
pub(super) const FAVOUR: &str = "\
    募集 手伝 お願いでき お願いし 方いません 方いらっしゃいません 人いません くれる方 くれる人 いただける方 できる方 できる人 一緒に シェア 拡散 協力 もらえますか もらえません \
    いただけますか もらっても してもいい してもよ よろしいでしょうか いいでしょうか だれか、 誰か だれか 紹介してほしい ください🙏";

/// What only those who work together see.
pub(super) const INTERNAL: &str = "\
    資料 共有 リンク URL 招待 権限 アカウント ログイン レビュー PR マージ スライド 差し替え 修正 送っ 届い 進捗 領収書 請求書 リリース ロゴ チャンネル 投稿 パスワード \
    写真はどこ 案内文 スレッド アイコン 名札 立て替え アンケート 回答 名刺 ボタン 機能 デザイン案 案を";

/// What introduces somebody.
pub(super) const INTRODUCTION: &str =
    "自己紹介 申します と言います と申し メンバーになりました 参加しました 参加させて よろしくお願いします";

/// What announces.
pub(super) const ANNOUNCEMENT: &str = "お知らせ 告知 開催します 開催！ 申し込み お申込 定員 公開されました ご参加 読んでみて 署名 募集しています 参加してみません";

/// What asks without wanting an answer.
pub(super) const RHETORICAL: &str = "ですよね じゃない のではない でしょうね 何でしょうね って何 すごい すご えっ えー え、 ああ やば ほんと もしかして ふと思った まじ あれ 笑 おー";

/// What asks others to decide together.
pub(super) const DECISION: &str = "\
    しませんか ましょうか どう思い どうしますか どうしましょう どうでしょう と思いますか 決めたい 進めてよ 案はあり ほかに案 よいと思うのですが 意見を 皆さんのご意見 みなさんの知恵 \
    立候補 どちらがよい どっちが どちらがいい";

/// What tells that something is broken just now.
pub(super) const INCIDENT: &str = "なくなりました なくなって 止まって エラー 落ちて 触りましたか 変えましたか デプロイ 動かな 壊れ 見られな 消え 再現 バグ 表示されな 入れなく";

/// What a group speaks of when it speaks of itself.
pub(super) const OWN_AFFAIRS: &str = "\
    私たち 当団体 運営 総会 理事 代表 前回 今回 このたび いまの案 現在の 新しいロゴ トップページ 申請 締め 会計 次の 来月から 今年も 去年は 先月 今月 インターン 特集 収録 \
    取材 説明会 企画 チーム 打ち上げ お疲れ";

/// What explains: reasons, figures, ways.
pub(super) const EXPLAINING: &str = "\
    ので ため 場合 と思います できます 円 分 % 必要 おすすめ よいです いいです がいい がよい 例えば たとえば 方法 ください から、 なら ほうが 月 年 時 http";

/// What somebody says who does or has done something, instead of answering.
pub(super) const ERRAND: &str = "\
    しておきます しておきました おきますね おきました 直しました 直します 送りました 送ります 入れました 見ました。 行けません 参加します 手伝いま 手伝え 申し込みました \
    決めましょう 話しましょう しましょう お疲れさま おめでとう ようこそ 楽しみ 一票 残す派 応援 共有しま 確認しました 承認 追記 頑張 がんば よろしくお願い 待ってます \
    渡してください 行きたい 担当でき 行けます！ やります！ 私がやります 賛成です";

/// How people talk who know each other: much has to be put in other words.
pub(super) const CASUAL: &str = "って かね んですけど 笑 どんなの ！ すか。 ます？ めっちゃ ちょっと …";

/// What points at something that only those who were there see.
pub(super) const POINTING: &str = "これ それって それは それが ここ この件 例の あの その件";

/// What shares a question without answering it.
pub(super) const ECHO: &str = "\
    知りたい 気になり 気になって 同じく 同じです 困ってます 困っています 悩み中 いい質問 難しいですよね わかる 探してみます 調べてみます 検討中 聞きたい うちもです 私もです \
    思い出せ 挫折";
