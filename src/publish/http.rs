//! What visitors get: one request to a public address, past the caches that can be asked to step aside.

use std::{sync::Arc, time::Duration};

use ureq::{
    Agent,
    tls::{RootCerts, TlsConfig},
};

use crate::{msgf, report::message::Message};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// No page is larger.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What an address answers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The bytes.
    pub body: Vec<u8>,
    /// `Content-Type`; empty if it says none.
    pub content_type: String,
    /// For how many seconds a cache has held it.
    pub age: u64,
    /// `Location`; empty, like the next two, if it says none.
    pub location: String,
    /// `Content-Security-Policy`.
    pub policy: String,
    /// `Cache-Control`.
    pub caching: String,
}

impl Answer {
    /// Whether a cache on the way answered with what it had.
    pub fn is_old(&self) -> bool {
        self.age > 0
    }
}

/// Asks for an address, as a browser would; an error in words where there is no answer at all.
pub fn get(url: &str) -> Result<Answer, Message> {
    ask(url, 3)
}

/// Asks for an address and follows so many redirects; the answer behind the last one, itself a redirect perhaps.
pub(super) fn ask(url: &str, redirects: u32) -> Result<Answer, Message> {
    let failed =
        |error: ureq::Error| msgf!(ja: "{url} につながりません（{error}）", en: "{url} cannot be reached ({error})");
    let request = agent(redirects).get(url).header("Accept-Encoding", "identity").header("Cache-Control", "no-cache");
    let mut answer = request.call().map_err(failed)?;
    let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (content_type, age) = (header("content-type").to_owned(), header("age").trim().parse().unwrap_or_default());
    let [location, policy, caching] =
        ["location", "content-security-policy", "cache-control"].map(|name| header(name).to_owned());
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(LARGEST).read_to_vec().map_err(failed)?;
    Ok(Answer { status, body, content_type, age, location, policy, caching })
}

/// The status that an address answers with; 0 where there is no answer. Servers that do not know `HEAD` are asked for
/// the page.
pub fn ask_status(url: &str) -> u16 {
    let agent = agent(5);
    let status = |answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>| {
        answer.map_or(0, |answer| answer.status().as_u16())
    };
    match status(agent.head(url).call()) {
        0 | 400 | 403 | 404 | 405 | 500..=599 => status(agent.get(url).call()),
        known => known,
    }
}

/// What requests go through; it follows so many redirects, and trusts what the system trusts.
pub(super) fn agent(redirects: u32) -> Agent {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = TlsConfig::builder()
        .root_certs(RootCerts::PlatformVerifier)
        .unversioned_rustls_crypto_provider(provider)
        .build();
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .user_agent(concat!("shirube/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls)
        .build()
        .new_agent()
}
