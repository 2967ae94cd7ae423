//! `shirube publish doctor`: tries what a target can do, and says what has to be set on its host.

use crate::cli::publish::{file_fault, fine, place, read_config, told};
use crate::cli::{Context, Outcome};
use crate::{
    base::atomic_file,
    msg, msgf,
    publish::{
        deliver::open_place,
        host_files::{Facts, nginx_settings},
        prepare::Place,
        profiles::{Server, find_profile, server_of},
        record::Record,
        stop::Stop,
        store::Abilities,
    },
    report::message::Message,
};

/// 公開先を調べる / Tries what a target can do
#[derive(clap::Args)]
pub(super) struct Args {
    /// 公開先の名前 / The target
    #[arg(value_name = "TARGET")]
    target: Option<String>,
}

pub(super) fn run(context: &Context, args: &Args) -> Outcome {
    let config = read_config(context)?;
    let place = place(context, &config, args.target.as_deref())?;
    let mut opened = open_place(&place, context)?;
    let name = &place.settings.name;
    if let Some(store) = opened.store() {
        match store.probe() {
            Ok(found) => abilities(found).iter().for_each(|line| context.console.say(line)),
            Err(fault) => return Ok(told(context, &Stop::unreadable("/", &fault.message))),
        }
    }
    let gone = match opened.read_state() {
        Ok(state) => state.manifest.map(|manifest| manifest.gone).unwrap_or_default(),
        Err(stop) => return Ok(told(context, &stop)),
    };
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
