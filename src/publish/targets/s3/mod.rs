//! `s3`: a bucket of S3 or of what speaks like it, with headers of its own for every file.
//!
//! - **In**: the settings of a place; its keys.
//! - **Out**: its [`Store`]s.
//! - **Never**: take a listing for what is there; send over a connection without TLS, but to this computer.
//! - **Read first**: [`store`].
//! - **One more**: a header of files is made in [`headers`]; what is signed stands in [`sign`].
//! - **Tests**: in each file, against a bucket in memory; `tests/it/publish_s3.rs` against moto.

#[cfg(test)]
mod fake;
mod headers;
mod sign;
mod store;
#[cfg(test)]
mod tests;

use std::{path::Path, sync::Arc};

use crate::{
    config::publish::Publish,
    publish::{
        credentials::{Credentials, Wanted, find_credential},
        http::agent,
        reconnect::{Connect, Reconnecting},
        store::Store,
        targets::{Connections, Kind, unusable},
    },
    report::diagnostic::Diagnostic,
};

pub(super) const KIND: Kind = Kind::remote("s3", open, admit);

/// How many files are sent at once; さくらのオブジェクトストレージ wants fewer, by `connections`.
const CONNECTIONS: usize = 8;

fn admit(_: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    let is_plain =
        |text: &str| text.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || b"-.".contains(&c));
    if !is_endpoint(&settings.endpoint) {
        return Err(unusable(settings, "endpoint", "https://s3.ap-northeast-1.amazonaws.com"));
    }
    if settings.bucket.len() < 3 || !is_plain(&settings.bucket) {
        return Err(unusable(settings, "bucket", "ijuu-guide"));
    }
    if settings.region.is_empty() || !is_plain(&settings.region) {
        return Err(unusable(settings, "region", "ap-northeast-1"));
    }
    let prefix = settings.prefix.trim_end_matches('/');
    if !prefix.is_empty() && !crate::base::path::is_inside(prefix) {
        return Err(unusable(settings, "prefix", "ijuu"));
    }
    Ok(())
}

/// An address with TLS and without a path, or one on this computer.
fn is_endpoint(endpoint: &str) -> bool {
    let Some((scheme, host)) = endpoint.trim_end_matches('/').split_once("://") else { return false };
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c));
    let is_here = matches!(name, "127.0.0.1" | "localhost");
    is_name && port.parse::<u16>().is_ok() && (scheme == "https" || (scheme == "http" && is_here))
}

fn open(_: &Path, settings: &Publish, credentials: &dyn Credentials) -> Connections {
    let find = |wanted| find_credential(credentials, &settings.name, wanted);
    let prefix = settings.prefix.trim_end_matches('/');
    let bucket = store::Bucket {
        endpoint: settings.endpoint.trim_end_matches('/').to_owned(),
        name: settings.bucket.clone(),
        prefix: if prefix.is_empty() { String::new() } else { format!("{prefix}/") },
        keys: sign::Keys {
            region: settings.region.clone(),
            access: find(Wanted::AccessKey)?.reveal().to_owned(),
            secret: find(Wanted::SecretKey)?,
        },
    };
    let number = if settings.connections == 0 { CONNECTIONS } else { settings.connections };
    Ok(Reconnecting::connections(number, &connector(bucket)))
}

fn connector(bucket: store::Bucket) -> Connect {
    let agent = agent(0);
    Arc::new(move || {
        let store: Box<dyn Store> = Box::new(store::S3::new(bucket.clone(), agent.clone()));
        Ok(store)
    })
}

#[cfg(test)]
mod endpoint_tests {
    use super::*;

    #[test]
    fn only_an_address_with_tls_is_sent_to() {
        for (endpoint, is_fine) in [
            ("https://s3.ap-northeast-1.amazonaws.com", true),
            ("https://s3.example.ne.jp:8443/", true),
            ("http://127.0.0.1:5555", true),
            ("http://s3.example.ne.jp", false),
            ("https://s3.example.ne.jp/bucket", false),
            ("https://user@s3.example.ne.jp", false),
            ("s3.example.ne.jp", false),
            ("", false),
        ] {
            assert_eq!(is_endpoint(endpoint), is_fine, "{endpoint}");
        }
    }
}
