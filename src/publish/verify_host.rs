//! How the host behaves around the pages: an address without its last slash, one without `https`, and whether it sends
//! what the host files say. Warnings: visitors read the pages, and something is not as the address or the files say.

use crate::{
    msg, msgf,
    publish::{
        http::{Answer, ask},
        plan::Plan,
        profiles::Server,
        withdrawals::public_url,
    },
    report::{diagnostic::Diagnostic, message::Message},
};

/// Asks once for each of them; where there is no answer, nothing is said: the pages themselves have answered before.
pub fn check_host(base: &str, plan: &Plan, server: Server) -> Vec<Diagnostic> {
    let home = public_url(base, "index.html");
    let page = plan.committed().pages().find(|path| path.ends_with("/index.html")).map(|path| public_url(base, path));
    let bare = page.map(|url| url.trim_end_matches('/').to_owned());
    let plain = home.strip_prefix("https://").map(|rest| format!("http://{rest}"));
    let slash = bare.and_then(|url| judge_slash(&ask(&url, 0).ok()?, &url));
    let insecure = plain.and_then(|url| judge_plain(&ask(&url, 0).ok()?, &url));
    let sends_headers = matches!(server, Server::Apache | Server::Nginx | Server::Headers);
    let headers = sends_headers.then(|| ask(&home, 3).ok()).flatten().and_then(|answer| judge_headers(&answer, &home));
    [slash, insecure, headers].into_iter().flatten().collect()
}

fn is_redirect(answer: &Answer) -> bool {
    matches!(answer.status, 301 | 302 | 303 | 307 | 308)
}

/// Whether a folder's address without its last slash leads to the page.
fn judge_slash(answer: &Answer, url: &str) -> Option<Diagnostic> {
    let leads_on = is_redirect(answer) && answer.location.split(['?', '#']).next().is_some_and(|to| to.ends_with('/'));
    let status = answer.status;
    (!leads_on).then(|| {
        let message = if status == 200 {
            msgf!(
                ja: "{url} が「/」の付いたURLへ移りません。そこから開くと、ページの中のリンクが切れます",
                en: "{url} does not lead to the address with a slash, so links on the page break there")
        } else {
            msgf!(
                ja: "{url}（最後の「/」なし）に {status} が返ります。手で打った人はページを見られません",
                en: "{url}, without its last slash, answers {status}; whoever types it does not see the page")
        };
        finding(message).help(msg!(
            ja: "サーバーかCDNの設定で、「/」のないフォルダーのURLを「/」の付いたURLへ転送してください",
            en: "have the host or CDN redirect a folder's address without a slash to the one with it"))
    })
}

/// Whether the address without `https` leads to the one with it.
fn judge_plain(answer: &Answer, url: &str) -> Option<Diagnostic> {
    let leads_on = is_redirect(answer) && answer.location.starts_with("https://");
    (!leads_on).then(|| {
        finding(msgf!(
            ja: "{url} が https のURLへ移りません。暗号化されないページを見せています",
            en: "{url} does not lead to the address with https; it shows pages that are not encrypted"))
        .help(msg!(
            ja: "サーバーの画面で「常時SSL（httpからhttpsへの転送）」を有効にしてください",
            en: "turn on the redirect from http to https in the host's panel"))
    })
}

/// Whether what the host files say of safety and caches is sent.
fn judge_headers(answer: &Answer, url: &str) -> Option<Diagnostic> {
    let missing = [("Content-Security-Policy", &answer.policy), ("Cache-Control", &answer.caching)];
    let missing: Vec<&str> = missing.into_iter().filter(|(_, sent)| sent.is_empty()).map(|(name, _)| name).collect();
    (!missing.is_empty()).then(|| {
        let names = missing.join(", ");
        finding(msgf!(
            ja: "{url} が {names} を付けずに返ります。サーバーが公開先の設定ファイルを使っていません",
            en: "{url} comes without {names}: the host does not use the files that tell it how to behave"))
        .help(msg!(
            ja: "`AllowOverride` と mod_headers（Apache）か、`shirube.nginx.conf` の読み込み（nginx）を、サーバーの担当者に頼んでください",
            en: "ask whoever runs the host for `AllowOverride` and mod_headers (Apache) or to include \
                `shirube.nginx.conf` (nginx)"))
    })
}

fn finding(message: Message) -> Diagnostic {
    Diagnostic::warning("publish-host", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, location: &str) -> Answer {
        Answer { status, location: location.to_owned(), ..Answer::default() }
    }

    #[test]
    fn a_folder_without_its_slash_leads_to_the_page() {
        for (status, location, is_fine) in [
            (301, "https://www.example.jp/ijuu/sumai/", true),
            (308, "/ijuu/sumai/?a=1", true),
            (302, "https://www.example.jp/login", false),
            (200, "", false),
            (404, "", false),
        ] {
            let told = judge_slash(&answer(status, location), "https://www.example.jp/ijuu/sumai");
            assert_eq!(told.is_none(), is_fine, "{status} {location}");
        }
    }

    #[test]
    fn an_address_without_https_leads_to_the_one_with_it() {
        for (status, location, is_fine) in
            [(301, "https://www.example.jp/", true), (301, "http://www.example.jp/a", false), (200, "", false)]
        {
            let told = judge_plain(&answer(status, location), "http://www.example.jp/");
            assert_eq!(told.is_none(), is_fine, "{status} {location}");
        }
    }

    #[test]
    fn headers_that_the_files_promise_are_missed_by_name() {
        let sent = |policy: &str, caching: &str| {
            let answer = Answer { policy: policy.to_owned(), caching: caching.to_owned(), ..Answer::default() };
            judge_headers(&answer, "https://www.example.jp/").map(|finding| finding.message.en.into_owned())
        };
        assert_eq!(sent("default-src 'self'", "max-age=60"), None);
        assert!(sent("", "max-age=60").is_some_and(|told| told.contains("Content-Security-Policy: ")));
        assert!(sent("", "").is_some_and(|told| told.contains("Content-Security-Policy, Cache-Control")));
    }
}
