//! References from the page that is shown: to other pages of the site, and to itself for readers elsewhere.

use crate::{
    base::url::{Url, encode, is_followed},
    incremental::{ask, tracked::here},
    site::setting_target::SettingTarget,
};

/// The page that is shown, also on the further parts of its list.
pub fn page_url() -> Url {
    whole_list(here().url)
}

/// The first page of a list, for the URL of any of its parts: `/qa/page/2/` is a part of `/qa/`.
pub fn whole_list(url: Url) -> Url {
    let path = url.as_str();
    let is_number = |at: &usize| path[at + 6..].trim_end_matches('/').bytes().all(|byte| byte.is_ascii_digit());
    match path.rfind("/page/").filter(is_number) {
        Some(at) if path.len() > at + 7 => Url::new(&path[..=at]),
        _ => url,
    }
}

/// A reference from the page that is shown; what is no site URL stays as it is, unless no browser must follow it.
pub fn relative(url: &str) -> String {
    if !is_followed(url) {
        return String::new();
    }
    if !url.starts_with('/') || url.starts_with("//") {
        return url.to_owned();
    }
    let (path, anchor) =
        url.split_once('#').map_or((url, String::new()), |(path, anchor)| (path, format!("#{anchor}")));
    reference(&Url::new(path)) + &anchor
}

/// The reference from the page that is shown. `404.html` is served at any address, so that its references start at the
/// site's root on its host.
pub fn reference(url: &Url) -> String {
    let here = here().url;
    if here.as_str().ends_with("/404.html") {
        return encode(&format!("{}{}", base_path(), &url.as_str()[1..]), false);
    }
    url.relative(&here)
}

/// A reference to where a link of site.toml leads, in the language whose pages begin at `root` where they have it;
/// empty for what is no page of the site.
pub fn setting_link(written: &str, root: &str) -> String {
    let with =
        |url: &str, anchor: &str| relative(&if anchor.is_empty() { url.to_owned() } else { format!("{url}#{anchor}") });
    match SettingTarget::read(written) {
        SettingTarget::Address(address) | SettingTarget::Anchor(address) => address,
        SettingTarget::Page(path, anchor) => {
            let target = ask::target(path, anchor.clone(), here().lang);
            target.map_or(String::new(), |target| with(target.url.as_str(), &anchor))
        }
        SettingTarget::Route(path, anchor) => {
            let own = format!("{}{path}", root.trim_end_matches('/'));
            let mut urls = [own, path].into_iter().flat_map(|path| {
                let slashed = format!("{}/", path.trim_end_matches('/'));
                if slashed == path { vec![path] } else { vec![slashed, path] }
            });
            let found = urls.find(|url| ask::has_route(Url::new(url.as_str())));
            found.map_or(String::new(), |url| with(&url, &anchor))
        }
        SettingTarget::Unusable => String::new(),
    }
}

/// The path of the site's root on its host, with a slash at the end.
fn base_path() -> String {
    let base = base_url();
    let after = base.split_once("://").map_or(base.as_str(), |(_, rest)| rest);
    after.find('/').map_or_else(|| "/".to_owned(), |at| after[at..].to_owned())
}

/// The site's `base_url`, with a slash at the end.
pub fn base_url() -> String {
    match ask::setting("base_url").as_deref().and_then(|url| url.as_text()) {
        Some(url) => format!("{}/", url.trim_end_matches('/')),
        None => "http://127.0.0.1/".to_owned(),
    }
}

/// The address with the site's `base_url`; what is no site URL stays as it is, unless no browser must follow it.
pub fn absolute(url: &str) -> String {
    if !is_followed(url) {
        return String::new();
    }
    if url.starts_with('/') { Url::new(url).absolute(&base_url()) } else { url.to_owned() }
}

/// The address that calendars subscribe to.
pub fn webcal(url: &str) -> String {
    let url = absolute(url);
    url.split_once("://").map_or_else(|| url.clone(), |(_, rest)| format!("webcal://{rest}"))
}
