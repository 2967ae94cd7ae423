//! The files that tell a host how to behave, made for the program that serves the pages.
//!
//! Must never write `Options`, `php_value` or `FollowSymLinks` into `.htaccess`: where a host forbids one of them,
//! every page answers 500.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    base::url::encode,
    config::publish::Publish,
    publish::{
        manifest::Class,
        profiles::{Server, find_profile, server_of},
        release::{SiteFiles, made},
    },
};

/// What the files are made for.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The part of the public URL below its host: `/ijuu/`.
    pub base: &'a str,
    /// Old URLs and where they lead, both below the site's root and decoded.
    pub gone: &'a BTreeMap<String, String>,
}

/// For how long others may keep pages, what is named by its content, and other files.
pub(super) const HTML: &str = "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400";
pub(super) const FIXED: &str = "public, max-age=31536000, immutable";
pub(super) const FILE: &str = "public, max-age=3600";

/// Headers that every answer carries.
const SECURITY: [(&str, &str); 4] = [
    (
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// Adds the files that the place's host wants.
pub fn add_host_files(files: &mut SiteFiles<'_>, settings: &Publish, facts: Facts<'_>) {
    let mut add = |path: &str, text: String| {
        files.insert(path.to_owned(), made(text, Class::Control));
    };
    match server_of(settings) {
        Server::Apache => add(".htaccess", htaccess(facts)),
        Server::Headers => {
            add("_headers", headers());
            add("_redirects", redirects(facts, find_profile(settings).limits.redirects));
        }
        Server::GitHub => {
            add(".nojekyll", String::new());
            if !settings.cname.is_empty() {
                add("CNAME", format!("{}\n", settings.cname));
            }
        }
        Server::Nginx | Server::None => {}
    }
}

/// `.htaccess`, in the form that restricted hosts take too.
fn htaccess(facts: Facts<'_>) -> String {
    let base = facts.base;
    let mut text = format!(
        "# shirube begin\nAddDefaultCharset UTF-8\nDirectoryIndex index.html\nErrorDocument 404 {}404.html\n\
         AddType image/avif .avif\nAddType text/calendar .ics\nAddType application/atom+xml .atom\n\
         <IfModule mod_setenvif.c>\nSetEnvIf Request_URI \"/assets/.+\\.[0-9a-f]{{8}}\\.[a-z0-9]+$\" shirube_fixed\n\
         SetEnvIf Request_URI \"/img/[0-9a-f]{{16}}-[a-z0-9]+\\.[a-z]+$\" shirube_fixed\n\
         SetEnvIf Request_URI \"/_pub/\" shirube_own\n</IfModule>\n<IfModule mod_headers.c>\n",
        encode(base, true)
    );
    for (name, value) in SECURITY {
        let _ = writeln!(text, "Header always set {name} \"{value}\"");
    }
    // What stands in `FilesMatch` goes over what does not, and the later over the earlier.
    let _ = write!(
        text,
        "Header set Cache-Control \"{FILE}\"\n<FilesMatch \"\\.(html|xml|json|ics|txt)$\">\n\
         Header set Cache-Control \"{HTML}\"\n</FilesMatch>\n\
         <FilesMatch \".\">\nHeader set Cache-Control \"{FIXED}\" env=shirube_fixed\n\
         Header set Cache-Control \"no-store\" env=shirube_own\n</FilesMatch>\n</IfModule>\n"
    );
    for (from, to) in facts.gone {
        let (from, to) = (escape_regex(&format!("{base}{from}")), encode(&format!("{base}{to}"), true));
        let _ = writeln!(text, "RedirectMatch 301 \"^{from}(index\\.html)?$\" \"{to}\"");
    }
    text.push_str("# shirube end\n");
    text
}

/// A URL in a regular expression, between quotes.
fn escape_regex(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for c in url.chars() {
        if "\\.+*?()[]{}|^$\"".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `_headers` of Cloudflare and Netlify: few rules, the general ones first.
fn headers() -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in SECURITY {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = writeln!(text, "  Cache-Control: {HTML}");
    for (path, value) in [("/assets/*", FIXED), ("/img/*", FIXED), ("/_pub/*", "no-store")] {
        let _ = write!(text, "{path}\n  ! Cache-Control\n  Cache-Control: {value}\n");
    }
    text
}

/// `_redirects` of Cloudflare and Netlify, as many as the host takes: each old URL has a page that leads on anyway.
fn redirects(facts: Facts<'_>, most: usize) -> String {
    let line = |(from, to): (&String, &String)| {
        format!(
            "{} {} 301\n",
            encode(&format!("{}{from}", facts.base), true),
            encode(&format!("{}{to}", facts.base), true)
        )
    };
    facts.gone.iter().take(most).map(line).collect()
}

/// What an administrator puts into nginx's settings; it is written beside the record and installed by nobody.
pub fn nginx_settings(facts: Facts<'_>) -> String {
    let base = encode(facts.base, true);
    let mut text = format!(
        "# `include` this inside `server {{ … }}`.\nlocation {base} {{\n  charset utf-8;\n  gzip_static on;\n  \
         index index.html;\n  absolute_redirect off;\n  try_files $uri $uri/ =404;\n  error_page 404 {base}404.html;\n"
    );
    let all = |text: &mut String, indent: &str| {
        for (name, value) in SECURITY {
            let _ = writeln!(text, "{indent}add_header {name} \"{value}\" always;");
        }
    };
    all(&mut text, "  ");
    let _ = writeln!(text, "  add_header Cache-Control \"{HTML}\";\n}}");
    for (place, value) in [("assets/", FIXED), ("img/", FIXED), ("_pub/", "no-store")] {
        let _ = writeln!(text, "location {base}{place} {{");
        all(&mut text, "  ");
        let _ = writeln!(text, "  add_header Cache-Control \"{value}\";\n}}");
    }
    for (from, to) in facts.gone {
        let (from, to) = (format!("{}{from}", facts.base), encode(&format!("{}{to}", facts.base), true));
        let _ = writeln!(text, "location = \"{from}\" {{ return 301 {to}; }}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(settings: &Publish) -> Vec<(String, String)> {
        let gone = BTreeMap::from([("旧 (a)/".to_owned(), "new/".to_owned())]);
        let mut files = SiteFiles::new();
        add_host_files(&mut files, settings, Facts { base: "/ijuu/", gone: &gone });
        let text = |file: &crate::publish::release::SiteFile<'_>| {
            String::from_utf8(file.source.bytes().unwrap().into_owned()).unwrap()
        };
        files.iter().map(|(path, file)| (path.clone(), text(file))).collect()
    }

    fn of(profile: &str) -> Vec<(String, String)> {
        files(&Publish { profile: profile.to_owned(), cname: "ijuu.example.jp".to_owned(), ..Publish::default() })
    }

    #[test]
    fn no_line_of_htaccess_is_one_that_a_host_forbids() {
        let made = of("sakura");
        let [(path, text)] = &made[..] else { panic!("{made:?}") };
        assert_eq!(path, ".htaccess");
        for forbidden in ["Options", "php_value", "FollowSymLinks", "Rewrite"] {
            assert!(!text.replace("X-Content-Type-Options", "").contains(forbidden), "{forbidden}");
        }
        assert!(text.contains("ErrorDocument 404 /ijuu/404.html\n"), "{text}");
        assert!(text.contains("RedirectMatch 301 \"^/ijuu/旧 \\(a\\)/(index\\.html)?$\" \"/ijuu/new/\"\n"), "{text}");
        let opened = text.matches("<IfModule").count() + text.matches("<FilesMatch").count();
        assert_eq!(opened, text.matches("</").count(), "{text}");
    }

    #[test]
    fn every_host_has_its_files_and_no_others() {
        let names = |profile: &str| of(profile).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
        assert_eq!(names("cloudflare"), ["_headers", "_redirects"]);
        assert_eq!(names("github-pages"), [".nojekyll", "CNAME"]);
        assert_eq!(names("nginx"), Vec::<String>::new());
        assert_eq!(of("netlify")[1].1, "/ijuu/%E6%97%A7%20(a)/ /ijuu/new/ 301\n");
        assert_eq!(of("github-pages")[0].1, "");
    }
}
