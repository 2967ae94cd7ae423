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
pub const KINDS: &[&str] = &["folder", "zip"];

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
        ja: "公開先のフォルダー、または zip ファイル。ガイドのフォルダーからの場所",
        en: "The folder or the zip file, seen from the guide's folder"),
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
        ja: "公開のあとの確かめ方。`http` はURLから、`transport` は公開先のファイルを読み直します",
        en: "How the result is looked at: over the URL, or by reading the files back"),
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
