//! `shirube publish doctor`: tries what a target can do, and says what has to be set on its host.

use std::path::Path;

use crate::cli::publish::{
    credentials::{Keys, forget},
    file_fault, fine, place, read_config,
};
use crate::cli::{Context, Outcome};
use crate::{
    base::atomic_file,
    msg, msgf,
    publish::{
        host_files::{Facts, nginx_settings},
        prepare::Place,
        profiles::{Server, find_profile, server_of},
        record::Record,
        stop::Stop,
        store::Abilities,
        targets::sftp::{
            find_key,
            key_pair::{is_rsa, make_key},
        },
    },
    report::{diagnostic::Diagnostic, message::Message},
};

/// 公開先を調べる / Tries what a target can do
#[derive(clap::Args)]
pub(super) struct Args {
    /// 公開先の名前 / The target
    #[arg(value_name = "TARGET")]
    target: Option<String>,
    #[command(flatten)]
    keys: Keys,
    /// このパソコンに保存したパスワードを消す / Forgets the password that this computer keeps
    #[arg(long)]
    forget: bool,
    /// `sftp` の鍵（ed25519）を作り、登録する行を見せる / Makes a key (ed25519) for `sftp` and shows its line
    #[arg(long, conflicts_with = "forget")]
    make_key: bool,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let place = place(context, &config, args.target.as_deref())?;
    let name = &place.settings.name;
    if args.forget {
        return forget_kept(context, &place);
    }
    if args.make_key {
        return show_key(context, &place);
    }
    let (mut opened, given) = args.keys.open(context, &place)?;
    if let Some(store) = opened.store() {
        match store.probe() {
            Ok(found) => abilities(found).iter().for_each(|line| context.console.say(line)),
            Err(fault) => return Ok(given.told(&Stop::unreadable("/", &fault.message))),
        }
    }
    let gone = match opened.read_state() {
        Ok(state) => state.manifest.map(|manifest| manifest.gone).unwrap_or_default(),
        Err(stop) => return Ok(given.told(&stop)),
    };
    given.offer();
    if place.kind.name == "sftp" && find_key(place.settings, &given).is_some_and(|file| is_rsa(Path::new(&file))) {
        context.console.say(&msgf!(
            ja: "△ 鍵が RSA です。使えなくなるサーバーがあるので、`shirube publish doctor {name} --make-key` で新しい鍵を作れます",
            en: "- the key is an RSA one, which some hosts no longer take; `shirube publish doctor {name} --make-key` \
                makes a new one"));
    }
    tell_host(context, &place);
    if server_of(place.settings) == Server::Nginx {
        let file = Record::read(&context.root, name)?.folder().join("shirube.nginx.conf");
        let text = nginx_settings(Facts { base: place.base(), gone: &gone });
        atomic_file::write(&file, text.as_bytes()).map_err(|error| file_fault(&file, &error))?;
        let shown = file.display();
        context.console.say(&msgf!(
            ja: "nginx の設定の例を書きました：{shown}",
            en: "settings for nginx were written to {shown}"));
    }
    if place.base() != "/" {
        let (host, url) = (place.url.trim_end_matches(place.base()), place.url);
        context.console.say(&msgf!(
            ja: "ホスト全体の robots.txt（{host}/robots.txt）には、次の行を足してもらってください：\n  Sitemap: {url}sitemap.xml",
            en: "Ask for this line in the host's own robots.txt ({host}/robots.txt):\n  Sitemap: {url}sitemap.xml"));
    }
    Ok(fine(context, &msgf!(ja: "公開先 {name} を使えます。", en: "The target {name} can be used.")))
}

fn forget_kept(context: &Context, place: &Place<'_>) -> Outcome {
    let name = &place.settings.name;
    let count = forget(place.settings).map_err(|error| {
        let finding = Diagnostic::error(
            "publish-credentials",
            msgf!(
                ja: "公開先 {name} の保存したパスワードを消せません（{error}）",
                en: "what is kept for the target {name} cannot be forgotten ({error})"),
        );
        Box::new(finding.help(msg!(
            ja: "Windows は「資格情報マネージャー」、macOS は「キーチェーンアクセス」で、shirube の項目を消してください",
            en: "remove the entries of shirube in the Credential Manager or in Keychain Access")))
    })?;
    let words = if count == 0 {
        msgf!(ja: "公開先 {name} のパスワードは保存されていません。", en: "Nothing is kept for the target {name}.")
    } else {
        msgf!(ja: "公開先 {name} の保存したパスワードを消しました。", en: "What was kept for the target {name} is gone.")
    };
    Ok(fine(context, &words))
}

fn show_key(context: &Context, place: &Place<'_>) -> Outcome {
    if place.settings.kind != "sftp" {
        let name = &place.settings.name;
        let message = msgf!(
            ja: "公開先 {name} は `sftp` ではないので、鍵はいりません",
            en: "the target {name} is no `sftp` and needs no key");
        return Err(Box::new(Diagnostic::error("publish-settings", message).help(msg!(
            ja: "`kind = \"sftp\"` の公開先の名前を書いてください",
            en: "name a target of `kind = \"sftp\"`"))));
    }
    let (file, line) = make_key(&place.settings.host)?;
    let shown = file.display();
    Ok(fine(
        context,
        &msgf!(
        ja: "次の1行を、サーバーの管理画面の「SSH」か「公開鍵」のところに登録してください：\n{line}\n鍵のファイルは {shown} です。\
            このパソコンから公開するときは、何も設定しなくてもこの鍵を使います。ほかの人に渡さないでください。",
        en: "Give this line to the host's panel, where it asks for SSH or public keys:\n{line}\nThe key's file is \
            {shown}. \
            Publications from this computer use it by themselves. Give it to nobody."),
    ))
}

fn abilities(found: Abilities) -> Vec<Message> {
    let line = |is_so: bool, yes: Message, no: Message| if is_so { yes } else { no };
    vec![
        line(
            found.is_atomic,
            msg!(ja: "○ ファイルを一瞬で置き換えられます", en: "+ files are replaced in one moment"),
            msg!(ja: "△ ファイルの置き換えが一瞬ではありません", en: "- files are not replaced in one moment"),
        ),
        line(
            found.has_unicode,
            msg!(ja: "○ 日本語の名前を使えます", en: "+ Japanese names come back as they were given"),
            msg!(ja: "△ 日本語の名前を使えません", en: "- Japanese names do not come back as they were given"),
        ),
        line(
            found.has_case,
            msg!(ja: "○ 大文字と小文字を区別します", en: "+ names differ by case"),
            msg!(ja: "△ 大文字と小文字を区別しません", en: "- names do not differ by case"),
        ),
    ]
}

fn tell_host(context: &Context, place: &Place<'_>) {
    let profile = find_profile(place.settings);
    if profile.name.is_empty() {
        return;
    }
    let (label, minutes) = (profile.label, profile.cache_minutes);
    let Message { ja, en } = &profile.where_to;
    context.console.say(&msgf!(ja: "{label}：{ja}", en: "{label}: {en}"));
    if minutes > 0 {
        context.console.say(&msgf!(
            ja: "{label} は、変わる前のページを{minutes}分ほど見せることがあります。",
            en: "{label} may show what was there before for about {minutes} minutes."));
    }
}
