//! Looks at what visitors get: every changed page, everything that leads to pages, a few that did not change, and
//! whether a page that is not there says so.

use std::{thread, time::Duration};

use crate::{
    base::secret::sha256,
    msg, msgf,
    publish::{
        http::{Answer, get},
        manifest::{Class, is_page},
        plan::Plan,
        stop::{Stop, UNVERIFIED},
        withdrawals::public_url,
    },
    report::{diagnostic::Diagnostic, message::Message},
};

/// How many changed pages are looked at, and how many that did not change.
const SAMPLE: usize = 200;
const UNCHANGED: usize = 5;

/// How long to wait before a cache is asked again.
const PAUSE: Duration = Duration::from_secs(15);

/// What an address shows instead of what was sent.
enum Wrong {
    /// Something else.
    Other(Message),
    /// Perhaps only what a cache remembers.
    Old,
}

/// Looks at the site below `base`; a cache of so many minutes is waited for, and told of.
pub fn verify_over_http(base: &str, plan: &Plan, cache_minutes: u32) -> Result<Vec<Diagnostic>, Stop> {
    let mut warnings = Vec::new();
    let mut left = cache_minutes * 60 / PAUSE.as_secs() as u32;
    for path in sample(plan) {
        loop {
            match look(base, path, plan)? {
                Ok(()) => break,
                Err(Wrong::Old) if left > 0 => {
                    left -= 1;
                    thread::sleep(PAUSE);
                }
                Err(Wrong::Old) => {
                    // One page is enough to tell of a cache; the others are looked at all the same.
                    if warnings.is_empty() {
                        warnings.push(stale(base, path));
                    }
                    break;
                }
                Err(Wrong::Other(words)) => return Err(wrong(base, path, &words)),
            }
        }
    }
    missing_page(base, plan)?;
    Ok(warnings)
}

/// Whether the site still answers, after the host was told how to behave.
pub fn answers(base: &str, paths: &[&str]) -> Result<(), Stop> {
    for path in paths {
        let answer = get(&public_url(base, path)).map_err(|words| wrong(base, path, &words))?;
        if answer.status >= 500 {
            let status = answer.status;
            return Err(wrong(
                base,
                path,
                &msgf!(ja: "サーバーがエラー{status}を返します", en: "the host answers {status}"),
            ));
        }
    }
    Ok(())
}

/// The paths that are looked at.
fn sample(plan: &Plan) -> Vec<&str> {
    let manifest = plan.committed();
    let is_seen = |path: &&str| manifest.files[*path].c != Class::Control;
    let (pages, others): (Vec<&str>, Vec<&str>) =
        plan.sent().filter(is_seen).partition(|path| manifest.files[*path].c == Class::Page);
    let index = others.into_iter().filter(|path| manifest.files[*path].c == Class::Index);
    let step = pages.len().div_ceil(SAMPLE).max(1);
    let pages = pages.iter().copied().step_by(step);
    let sent: std::collections::BTreeSet<&str> = plan.sent().collect();
    let rest = manifest.pages().filter(|path| !sent.contains(path) && is_seen(path)).take(UNCHANGED);
    pages.chain(index).chain(rest).collect()
}

fn look(base: &str, path: &str, plan: &Plan) -> Result<Result<(), Wrong>, Stop> {
    let manifest = plan.committed();
    // An old URL: the host leads on by itself where it uses our file, else the page that lies there does.
    let new = path.strip_suffix("index.html").and_then(|folder| manifest.gone.get(folder));
    let new = new.and_then(|to| manifest.files.get(&format!("{to}index.html")));
    let wanted: Vec<&str> =
        [Some(&manifest.files[path]), new].into_iter().flatten().map(|entry| entry.h.as_str()).collect();
    // A question mark keeps most caches out; what visitors get without it follows when they forget.
    let url = format!("{}?shirube={}", public_url(base, path), manifest.id);
    let answer = get(&url).map_err(|words| wrong(base, path, &words))?;
    Ok(judge(&answer, path, &wanted))
}

/// Compares an answer with what was sent; it may be any of these.
fn judge(answer: &Answer, path: &str, wanted: &[&str]) -> Result<(), Wrong> {
    let Answer { status, body, content_type, .. } = answer;
    if *status != 200 {
        return Err(Wrong::Other(msgf!(ja: "状態 {status} が返りました", en: "it answers with the status {status}")));
    }
    if !wanted.contains(&sha256(body).as_str()) {
        return Err(if answer.is_old() {
            Wrong::Old
        } else {
            let length = body.len();
            Wrong::Other(msgf!(
                ja: "送ったものと違う{length}バイトが返りました",
                en: "it answers with {length} bytes that are not those sent"))
        });
    }
    let kind = content_type.to_ascii_lowercase().replace([' ', '"'], "");
    let charset = kind.split("charset=").nth(1);
    if is_page(path) && (!kind.starts_with("text/html") || charset.is_some_and(|name| name != "utf-8")) {
        return Err(Wrong::Other(msgf!(
            ja: "種類が「{content_type}」と返りました（text/html; charset=utf-8 のはずです）",
            en: "its type is `{content_type}` instead of text/html; charset=utf-8")));
    }
    Ok(())
}

/// A page that is not there must say so: else search engines keep what was removed.
fn missing_page(base: &str, plan: &Plan) -> Result<(), Stop> {
    let path = format!("shirube-{}/index.html", plan.committed().id);
    let answer = get(&public_url(base, &path)).map_err(|words| wrong(base, &path, &words))?;
    if matches!(answer.status, 404 | 410) {
        return Ok(());
    }
    let status = answer.status;
    Err(wrong(
        base,
        &path,
        &msgf!(
            ja: "ないページなのに 404 ではなく {status} が返りました",
            en: "there is no such page, and it answers with {status} instead of 404"),
    ))
}

fn stale(base: &str, path: &str) -> Diagnostic {
    let url = public_url(base, path);
    Diagnostic::warning(
        "publish-stale",
        msgf!(
            ja: "{url} は、まだ前の内容を見せています（途中のキャッシュ）",
            en: "{url} still shows what was there before (a cache on the way)"),
    )
    .help(msg!(
        ja: "しばらくして `shirube publish status` で確かめてください。続くときは、サーバーかCDNの画面でキャッシュを消します",
        en: "look again later with `shirube publish status`; if it goes on, empty the cache in the host's or CDN's \
            panel"))
}

fn wrong(base: &str, path: &str, words: &Message) -> Stop {
    let (url, Message { ja, en }) = (public_url(base, path), words);
    let finding = Diagnostic::error(
        "publish-unlike",
        msgf!(ja: "公開したページを確かめられません。{url}：{ja}", en: "what was published cannot be confirmed; {url}: {en}"),
    );
    Stop::new(
        UNVERIFIED,
        finding.help(msg!(
            ja: "`url` と公開先の場所、サーバーの設定を確かめて、もう一度実行してください。ここからURLを見られないときは `verify = \"transport\"` と書きます",
            en: "check `url`, the target's path and the host's settings, then run it again; where the address \
                cannot be reached from here, write `verify = \"transport\"`")),
    )
}
