//! Signs a request as S3 wants it (Signature Version 4): every header that is sent, and the hash of what is sent.

use std::fmt::Write as _;

use hmac::{Hmac, KeyInit as _, Mac as _};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::Sha256;

use crate::{
    base::secret::{hex, sha256},
    publish::credentials::Secret,
    text::date::Date,
};

/// What stands in a signed path or query as it is.
const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const IN_PATHS: &AsciiSet = &UNRESERVED.remove(b'/');

/// What requests are signed with.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    pub(super) region: String,
    pub(super) access: String,
    pub(super) secret: Secret,
}

/// A request before it is signed.
#[derive(Clone, Debug)]
pub(super) struct Unsigned<'a> {
    pub(super) method: &'a str,
    /// The host with its port, as it is sent.
    pub(super) host: &'a str,
    /// The path, not encoded yet.
    pub(super) path: &'a str,
    /// Names and values, not encoded yet.
    pub(super) query: &'a [(&'a str, &'a str)],
    /// Beside those of the signature; names in small letters.
    pub(super) headers: &'a [(&'a str, String)],
    pub(super) body: &'a [u8],
    /// Seconds since 1970.
    pub(super) now: u64,
}

/// A path as it is sent and signed.
pub(super) fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, IN_PATHS).to_string()
}

/// A query as it is sent and signed: sorted.
pub(super) fn encode_query(query: &[(&str, &str)]) -> String {
    let encode = |text: &str| utf8_percent_encode(text, UNRESERVED).to_string();
    let mut pairs: Vec<String> =
        query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.sort();
    pairs.join("&")
}

/// `20261128T221000Z`.
fn stamp(now: u64) -> String {
    let day = Date::from_days((now / 86_400) as i64).to_string().replace('-', "");
    let second = now % 86_400;
    format!("{day}T{:02}{:02}{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// The headers to be sent: those given, and those of the signature.
pub(super) fn sign(keys: &Keys, request: &Unsigned<'_>) -> Vec<(String, String)> {
    let (time, hash) = (stamp(request.now), sha256(request.body));
    let mut headers: Vec<(String, String)> =
        request.headers.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    headers.push(("host".to_owned(), request.host.to_owned()));
    headers.push(("x-amz-content-sha256".to_owned(), hash.clone()));
    headers.push(("x-amz-date".to_owned(), time.clone()));
    headers.sort();
    let names = headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
    let (path, query) = (encode_path(request.path), encode_query(request.query));
    let mut canonical = format!("{}\n{path}\n{query}\n", request.method);
    for (name, value) in &headers {
        let _ = writeln!(canonical, "{name}:{}", value.trim());
    }
    let _ = write!(canonical, "\n{names}\n{hash}");
    let day = &time[..8];
    let scope = format!("{day}/{}/s3/aws4_request", keys.region);
    let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", sha256(canonical));
    let first = format!("AWS4{}", keys.secret.reveal());
    let key = [day, &keys.region, "s3", "aws4_request"].iter().fold(first.into_bytes(), |key, part| mac(&key, part));
    let (access, signature) = (&keys.access, hex(&mac(&key, &text)));
    let value = format!("AWS4-HMAC-SHA256 Credential={access}/{scope},SignedHeaders={names},Signature={signature}");
    headers.retain(|(name, _)| name != "host");
    headers.push(("authorization".to_owned(), value));
    headers
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples that the makers of S3 publish, with their keys.
    fn keys() -> Keys {
        let secret = ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYEXAMPLEKEY"].join("/");
        let access = format!("AKIA{}", "IOSFODNN7EXAMPLE");
        Keys { region: "us-east-1".to_owned(), access, secret: Secret::new(secret) }
    }

    const NOW: u64 = 1_369_353_600;

    fn signature(request: &Unsigned<'_>) -> String {
        let headers = sign(&keys(), request);
        let value = &headers.iter().find(|(name, _)| name == "authorization").unwrap().1;
        value.split("Signature=").nth(1).unwrap().to_owned()
    }

    #[test]
    fn the_published_examples_are_signed_as_they_are_published() {
        let empty = Unsigned {
            method: "GET",
            host: "examplebucket.s3.amazonaws.com",
            path: "/test.txt",
            query: &[],
            headers: &[("range", "bytes=0-9".to_owned())],
            body: b"",
            now: NOW,
        };
        assert_eq!(signature(&empty), "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
        let put = Unsigned {
            method: "PUT",
            path: "/test$file.text",
            headers: &[
                ("date", "Fri, 24 May 2013 00:00:00 GMT".to_owned()),
                ("x-amz-storage-class", "REDUCED_REDUNDANCY".to_owned()),
            ],
            body: b"Welcome to Amazon S3.",
            ..empty.clone()
        };
        assert_eq!(signature(&put), "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
        let list = Unsigned { path: "/", query: &[("max-keys", "2"), ("prefix", "J")], headers: &[], ..empty.clone() };
        assert_eq!(signature(&list), "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
        assert_eq!(encode_path("/a b/灯+%.html"), "/a%20b/%E7%81%AF%2B%25.html");
        assert_eq!(stamp(NOW), "20130524T000000Z");
        assert!(!format!("{:?}", keys()).contains("bPxRfiCY"));
    }
}
