//! Floor 2: `[publish.NAME]` of `site.toml`: the places that the site is published to. Never a password.

use crate::{
    config::{
        key::{Form, Key},
        reader::{Given, Reader},
        secret::is_secret,
    },
    msg, msgf,
    report::diagnostic::Diagnostic,
};

/// The kinds of places, as `publish/targets/` has them.
pub const KINDS: &[&str] = &["folder", "zip", "ftps", "ftp", "s3", "sftp", "git"];

/// The programs that serve pages: which host files are made.
pub const SERVERS: &[&str] = &["apache", "nginx", "none"];

/// Hosts with their limits, as `publish/profiles.rs` has them.
pub const PROFILES: &[&str] = &[
    "sakura",
    "xserver",
    "lolipop",
    "coreserver",
    "s3-cdn",
    "r2",
    "github-pages",
    "cloudflare",
    "netlify",
    "apache",
    "nginx",
];

/// A place that the site is published to.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Publish {
    /// Its name: `production`.
    pub name: String,
    /// What it is, one of [`KINDS`]; empty if nobody said.
    pub kind: String,
    /// The site's folder or file there.
    pub path: String,
    /// Where visitors find it, with a slash at the end; empty: at `base_url`.
    pub url: String,
    /// One of [`PROFILES`]; empty: nobody's in particular.
    pub profile: String,
    /// One of [`SERVERS`]; empty: the profile's.
    pub server: String,
    /// How the result is looked at: `http` or `transport`.
    pub verify: String,
    /// How many people have to approve a tree before it is published.
    pub approvals: usize,
    /// Whether links name files, so that the site opens without a server.
    pub portable: Option<bool>,
    /// Whether names that are not ASCII may be used; `None`: the kind's own rule.
    pub allow_unicode_paths: Option<bool>,
    /// The domain for hosts that want it as a file.
    pub cname: String,
    /// The computer that files are sent to.
    pub host: String,
    /// Its port; 0: the kind's own.
    pub port: u16,
    /// Who logs in; empty: the environment says it, or it is asked.
    pub user: String,
    /// How many connections at once; 0: the kind's own.
    pub connections: usize,
    /// The newest TLS that is spoken.
    pub tls_max: String,
    /// The fingerprint of the one certificate that is trusted; empty: what the system trusts.
    pub tls_pin: String,
    /// Whether a file may be gone for a moment while it is replaced.
    pub allow_nonatomic: bool,
    /// Whether the password may be sent so that others can read it, for `ftp`.
    pub allow_plaintext: bool,
    /// The address of what speaks S3.
    pub endpoint: String,
    /// The bucket.
    pub bucket: String,
    /// Where it is.
    pub region: String,
    /// What every name in it begins with; empty: nothing.
    pub prefix: String,
    /// The fingerprint of the host's key; empty: as `ssh` knows the host.
    pub host_key: String,
    /// The repository that is pushed to.
    pub remote: String,
    /// Its branch; empty: `gh-pages`.
    pub branch: String,
}

pub(super) const PUBLISH: &[Key] = &[
    Key::new(
        "kind",
        Form::OneOf(KINDS),
        "\"folder\"",
        msg!(ja: "公開先の種類。必ず書きます", en: "What it is; must be there"),
    ),
    Key::new(
        "path",
        Form::Text,
        "\"../ijuu-public\"",
        msg!(
        ja: "公開先のフォルダー、または zip ファイル。ガイドのフォルダーからの場所。`ftps`・`ftp`・`sftp` では、ログインした場所から",
        en: "The folder or the zip file, seen from the guide's folder; for `ftps`, `ftp`, `sftp` from the login"),
    ),
    Key::new(
        "url",
        Form::Text,
        "\"https://www.town.example.jp/ijuu/\"",
        msg!(
        ja: "公開したページを見られるURL。公開のあとで確かめるのに使います。なければ `base_url`",
        en: "Where the published pages are seen, to look at them afterwards; without it `base_url`"),
    ),
    Key::new(
        "profile",
        Form::OneOf(PROFILES),
        "\"sakura\"",
        msg!(
        ja: "借りているサーバー。その決まりと、要るファイルに合わせます",
        en: "The host, for its limits and the files it wants"),
    ),
    Key::new(
        "server",
        Form::OneOf(SERVERS),
        "\"apache\"",
        msg!(
        ja: "ページを出すプログラム。なければ `profile` のもの",
        en: "The program that serves the pages; without it the profile's"),
    ),
    Key::new(
        "verify",
        Form::OneOf(&["http", "transport"]),
        "\"transport\"",
        msg!(
        ja: "公開のあとの確かめ方。`http` はURLから、`transport` は公開先のファイルを読み直します。なければ、`ftps`・`s3`・`sftp` は `http`",
        en: "How the result is looked at: over the URL, or by reading the files back; without it over the URL for \
            `ftps`, `s3` and `sftp`"),
    ),
    Key::new(
        "approvals",
        Form::Number,
        "1",
        msg!(
        ja: "公開の前に要る承認の数。なければ承認はいりません",
        en: "How many approvals a publication needs; none without it"),
    ),
    Key::new(
        "portable",
        Form::Flag,
        "true",
        msg!(
        ja: "リンクを `index.html` まで書き、名前を英数字にして、サーバーなしで開けるようにするか。`zip` では `true`",
        en: "Whether links name `index.html` and names are ASCII, so that the site opens without a server; `true` \
            for `zip`"),
    ),
    Key::new(
        "allow_unicode_paths",
        Form::Flag,
        "true",
        msg!(
        ja: "日本語のファイル名のまま公開するか。`folder` では `true`",
        en: "Whether names may be other than ASCII; `true` for `folder`"),
    ),
    Key::new(
        "cname",
        Form::Text,
        "\"ijuu.town.example.jp\"",
        msg!(
        ja: "GitHub Pages に置く `CNAME` ファイルの中身",
        en: "What the file `CNAME` says, for GitHub Pages"),
    ),
    Key::new(
        "host",
        Form::Text,
        "\"ftp.example.ne.jp\"",
        msg!(
        ja: "送り先のコンピューター。`ftps` と `sftp` で使います",
        en: "The computer that files are sent to, for `ftps` and `sftp`"),
    ),
    Key::new(
        "port",
        Form::Number,
        "21",
        msg!(ja: "その番号。なければ種類ごとのもの", en: "Its port; else the kind's own"),
    ),
    Key::new(
        "user",
        Form::Text,
        "\"iju\"",
        msg!(
        ja: "ログインする名前。なければ環境変数から取るか、たずねます。パスワードは書けません",
        en: "Who logs in; else taken from the environment or asked. Never the password"),
    ),
    Key::new("connections", Form::Number, "2", msg!(ja: "同時につなぐ数", en: "How many connections at once")),
    Key::new(
        "tls_max",
        Form::OneOf(&["1.2", "1.3"]),
        "\"1.2\"",
        msg!(
        ja: "`ftps` で使う暗号の新しさの上限。なければ 1.2。1.3 では、ファイルを受け取れないサーバーがあります",
        en: "The newest TLS for `ftps`, 1.2 without it; with 1.3 some servers refuse the files"),
    ),
    Key::new(
        "tls_pin",
        Form::Text,
        "\"sha256/0123…\"",
        msg!(
        ja: "信頼する証明書ひとつの指紋。自分で署名した証明書のサーバーで、管理画面の指紋と同じことを確かめてから書きます",
        en: "The fingerprint of the one certificate that is trusted; for hosts whose certificate nobody signs, \
            compared with the host's panel first"),
    ),
    Key::new(
        "allow_nonatomic",
        Form::Flag,
        "true",
        msg!(
        ja: "置き換えのあいだ、ファイルが一瞬なくなってもよいか。置き換えられないサーバーで要ります",
        en: "Whether a file may be gone for a moment while it is replaced, for hosts that cannot replace"),
    ),
    Key::new(
        "allow_plaintext",
        Form::Flag,
        "true",
        msg!(
        ja: "`ftp` で、パスワードが途中で読まれることを承知で送るか。`ftps` か `sftp` の使えるサーバーでは書きません",
        en: "Whether `ftp` may send the password so that others can read it; not where `ftps` or `sftp` work"),
    ),
    Key::new(
        "endpoint",
        Form::Text,
        "\"https://s3.ap-northeast-1.amazonaws.com\"",
        msg!(ja: "`s3` の入口のURL。バケットの名前は付けません", en: "The address for `s3`, without the bucket"),
    ),
    Key::new("bucket", Form::Text, "\"ijuu-guide\"", msg!(ja: "`s3` のバケット", en: "The bucket for `s3`")),
    Key::new(
        "region",
        Form::Text,
        "\"ap-northeast-1\"",
        msg!(ja: "`s3` のリージョン。R2 では `auto`", en: "The region for `s3`; `auto` for R2"),
    ),
    Key::new(
        "prefix",
        Form::Text,
        "\"ijuu\"",
        msg!(ja: "バケットの中のフォルダー。なければ全体", en: "The folder in the bucket; else all of it"),
    ),
    Key::new(
        "host_key",
        Form::Text,
        "\"SHA256:0123…\"",
        msg!(
        ja: "`sftp` のサーバーの鍵の指紋。管理画面のものと同じことを確かめてから書きます。なければ `ssh` が知っているもの",
        en: "The fingerprint of the host's key for `sftp`, compared with the host's panel; else as `ssh` knows it"),
    ),
    Key::new(
        "remote",
        Form::Text,
        "\"git@github.com:town/guide.git\"",
        msg!(ja: "`git` で送るリポジトリー", en: "The repository for `git`"),
    ),
    Key::new(
        "branch",
        Form::Text,
        "\"gh-pages\"",
        msg!(ja: "そのブランチ。なければ `gh-pages`", en: "Its branch; `gh-pages` without it"),
    ),
];

impl Reader {
    /// The places to publish to.
    pub(super) fn publish(&mut self, given: Given<'_>) -> Vec<Publish> {
        let tables = given.tables("publish");
        for (key, at, _) in given.all_below().into_iter().filter(|(key, ..)| is_secret(key)) {
            self.findings.push(secret_key(key, &tables).at(&self.path, at).hiding());
        }
        tables.into_iter().map(|(name, own)| read_target(name, own)).collect()
    }
}

fn read_target(name: &str, own: Given<'_>) -> Publish {
    let url = own.some_text("url").map_or(String::new(), |url| format!("{}/", url.trim_end_matches('/')));
    Publish {
        name: name.to_owned(),
        kind: own.one_of("kind").unwrap_or_default(),
        path: own.text("path"),
        url,
        profile: own.one_of("profile").unwrap_or_default(),
        server: own.one_of("server").unwrap_or_default(),
        verify: own.one_of("verify").unwrap_or_default(),
        approvals: own.number("approvals").unwrap_or_default(),
        portable: own.some_flag("portable"),
        allow_unicode_paths: own.some_flag("allow_unicode_paths"),
        cname: own.text("cname"),
        host: own.text("host"),
        port: own.number("port").and_then(|port| port.try_into().ok()).unwrap_or_default(),
        user: own.text("user"),
        connections: own.number("connections").unwrap_or_default(),
        tls_max: own.one_of("tls_max").unwrap_or_default(),
        tls_pin: own.text("tls_pin"),
        allow_plaintext: own.some_flag("allow_plaintext").unwrap_or_default(),
        allow_nonatomic: own.some_flag("allow_nonatomic").unwrap_or_default(),
        endpoint: own.text("endpoint"),
        bucket: own.text("bucket"),
        region: own.text("region"),
        prefix: own.text("prefix"),
        host_key: own.text("host_key"),
        remote: own.text("remote"),
        branch: own.text("branch"),
    }
}

fn secret_key(key: &str, targets: &[(&str, Given<'_>)]) -> Diagnostic {
    let target = targets.first().map_or("PRODUCTION".to_owned(), |(name, _)| variable(name));
    Diagnostic::error(
        "config-secret",
        msgf!(
            ja: "パスワードは site.toml に書けません（`{key}`）。公開時に入力するか、環境変数 SHIRUBE_PUBLISH_{target}_PASSWORD に入れてください。",
            en: "passwords may not stand in site.toml (`{key}`); type them when you publish, or put them into the \
                environment variable SHIRUBE_PUBLISH_{target}_PASSWORD"),
    )
    .help(msg!(
        ja: "その行を消してください。すでにほかの人の目に触れたかもしれない場所（Gitなど）にあるなら、パスワードも変えてください",
        en: "remove the line; if others may have seen it (in Git, say), change the password too"))
}

/// A target's name as a part of the name of an environment variable.
pub fn variable(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::types::Config;

    #[test]
    fn a_password_anywhere_in_the_file_is_an_error_that_does_not_show_it() {
        for text in [
            "[publish.production]\nkind = \"zip\"\npassword = \"x\"",
            "[publish.a]\nkind = \"zip\"\nftp = { user = \"u\", pass = \"x\" }",
            "[extra]\ntoken = \"x\"",
            "[[footer]]\nsecret = \"x\"",
        ] {
            let findings = Config::read(Some(text)).findings;
            let told = findings.iter().find(|finding| finding.code == "config-secret").unwrap();
            assert!(told.hidden && !told.message.ja.contains("\"x\""), "{text}");
        }
        let told = Config::read(Some(
            "[publish.test-1]\nkind = \"zip\"\npath = \"a.zip\"\npassword = \
            \"x\"",
        ))
        .findings;
        assert!(told.iter().any(|finding| finding.message.ja.contains("SHIRUBE_PUBLISH_TEST_1_PASSWORD")));
    }
}
