//! Hosts by name: what they can hold, how long they show what was there before, which program serves the pages, and
//! what their panel calls the folder. From the hosts' own documents; look there before quoting a number.

use crate::{config::publish::Publish, msg, report::message::Message};

/// What a host can hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Files.
    pub files: usize,
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all files.
    pub site: u64,
    /// Bytes of a path.
    pub path: usize,
    /// Redirects.
    pub redirects: usize,
}

/// A host.
#[derive(Clone, PartialEq, Debug)]
pub struct Profile {
    /// Its name in site.toml.
    pub name: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// Which program serves the pages, or how the host is told how to behave.
    pub server: Server,
    /// What it can hold.
    pub limits: Limits,
    /// For how many minutes it may go on showing what was there before.
    pub cache_minutes: u32,
    /// Where the files go, in the words of its panel.
    pub where_to: Message,
}

/// How a host is told how to behave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Server {
    /// `.htaccess`.
    Apache,
    /// A file for its administrator.
    Nginx,
    /// `_headers` and `_redirects`.
    Headers,
    /// `.nojekyll` and `CNAME`.
    GitHub,
    /// Not by files.
    None,
}

const MB: u64 = 1_000_000;

/// What no host in particular can hold: nothing is known to stop it.
const ROOMY: Limits = Limits { files: 1_000_000, file: 2_000 * MB, site: u64::MAX, path: 240, redirects: 10_000 };

const fn rental(name: &'static str, label: &'static str, cache_minutes: u32, where_to: Message) -> Profile {
    Profile { name, label, server: Server::Apache, limits: ROOMY, cache_minutes, where_to }
}

/// The hosts; each name stands in `config/publish.rs` too.
pub static PROFILES: &[Profile] = &[
    rental(
        "sakura",
        "さくらのレンタルサーバ",
        0,
        msg!(
        ja: "コントロールパネルの「ファイルマネージャー」で見える `www` の中のフォルダー。外国からの接続を止める「国外IPアドレスフィルタ」にご注意ください",
        en: "a folder in `www`, as the panel's file manager shows it; beware of the filter for foreign addresses"),
    ),
    rental(
        "xserver",
        "エックスサーバー",
        2,
        msg!(
        ja: "サーバーパネルの「ファイル管理」で見える `ドメイン名/public_html` の中のフォルダー。XアクセラレータはCSSや画像を2分ほど前のまま見せることがあります",
        en: "a folder in `DOMAIN/public_html`; its accelerator may show styles and pictures of two minutes ago"),
    ),
    rental(
        "lolipop",
        "ロリポップ！",
        10,
        msg!(
        ja: "「ロリポップ！FTP」で見える公開フォルダー。ロリポップ！アクセラレータは10分ほど前のページを見せることがあります",
        en: "the public folder in its FTP panel; its accelerator may show pages of ten minutes ago"),
    ),
    rental(
        "coreserver",
        "CORESERVER",
        0,
        msg!(
        ja: "`public_html/ドメイン名` の中のフォルダー。ログインに何度も失敗すると、しばらくつながらなくなります",
        en: "a folder in `public_html/DOMAIN`; it shuts out whoever fails to log in too often"),
    ),
    Profile {
        name: "s3-cdn",
        label: "S3 + CDN",
        server: Server::None,
        limits: ROOMY,
        cache_minutes: 10,
        where_to: msg!(ja: "バケット。トップページは `index.html`、エラーページは `404.html` と設定します", en: "the bucket; its index \
            document is `index.html`, its error document `404.html`"),
    },
    Profile {
        name: "r2",
        label: "Cloudflare R2",
        server: Server::None,
        limits: ROOMY,
        cache_minutes: 10,
        where_to: msg!(ja: "バケット。フォルダーのURLで `index.html` を出す規則がCDNに要ります", en: "the bucket; the CDN needs a rule \
            that answers a folder's URL with its `index.html`"),
    },
    Profile {
        name: "github-pages",
        label: "GitHub Pages",
        server: Server::GitHub,
        limits: Limits { files: 100_000, file: 100 * MB, site: 1_000 * MB, ..ROOMY },
        cache_minutes: 10,
        where_to: msg!(ja: "リポジトリーの `gh-pages` ブランチ、または Actions の成果物", en: "the branch `gh-pages`, or the artifact \
            of a workflow"),
    },
    Profile {
        name: "cloudflare",
        label: "Cloudflare Pages",
        server: Server::Headers,
        limits: Limits { files: 20_000, file: 25 * 1024 * 1024, redirects: 2_000, ..ROOMY },
        cache_minutes: 1,
        where_to: msg!(ja: "公開したフォルダーを `wrangler pages deploy フォルダー` で送ります", en: "send the folder on with `wrangler \
            pages deploy FOLDER`"),
    },
    Profile {
        name: "netlify",
        label: "Netlify",
        server: Server::Headers,
        limits: ROOMY,
        cache_minutes: 1,
        where_to: msg!(ja: "公開したフォルダーを `netlify deploy --prod --dir フォルダー` で送ります", en: "send the folder on with \
            `netlify deploy --prod --dir FOLDER`"),
    },
    rental("apache", "Apache", 0, msg!(ja: "`DocumentRoot` の中のフォルダー", en: "a folder in the `DocumentRoot`")),
    Profile {
        name: "nginx",
        label: "nginx",
        server: Server::Nginx,
        limits: ROOMY,
        cache_minutes: 0,
        where_to: msg!(ja: "`root` の中のフォルダー。設定は管理者に渡してください", en: "a folder in `root`; the settings are for its \
            administrator"),
    },
];

/// No host in particular.
static PLAIN: Profile = Profile {
    name: "",
    label: "",
    server: Server::None,
    limits: ROOMY,
    cache_minutes: 0,
    where_to: msg!(ja: "", en: ""),
};

/// The host of a place.
pub fn find_profile(settings: &Publish) -> &'static Profile {
    PROFILES.iter().find(|profile| profile.name == settings.profile).unwrap_or(&PLAIN)
}

/// Which program serves the pages of a place.
pub fn server_of(settings: &Publish) -> Server {
    match settings.server.as_str() {
        "apache" => Server::Apache,
        "nginx" => Server::Nginx,
        "none" => Server::None,
        _ if settings.kind == "git" && settings.profile.is_empty() => Server::GitHub,
        _ => find_profile(settings).server,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_toml_knows_every_host_and_no_other() {
        let names: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        assert_eq!(names, crate::config::publish::PROFILES);
        let kinds: Vec<&str> = crate::publish::targets::KINDS.iter().map(|kind| kind.name).collect();
        assert_eq!(kinds, crate::config::publish::KINDS);
        let of = |profile: &str, server: &str| {
            server_of(&Publish { profile: profile.to_owned(), server: server.to_owned(), ..Publish::default() })
        };
        assert_eq!([of("sakura", ""), of("sakura", "none"), of("", "")], [Server::Apache, Server::None, Server::None]);
    }
}
