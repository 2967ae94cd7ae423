//! A bucket, asked file by file. A file is put whole or not at all, so that nothing lies beside it.

use std::{
    io::Read as _,
    thread,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use data_encoding::{BASE64, HEXLOWER};
use ureq::{Agent, http};

use crate::{
    base::{media_type::media_type_of, secret::sha256},
    msg, msgf,
    publish::{
        manifest::OWN,
        store::{Abilities, Fault, FaultKind, Locked, Policies, Read, Store},
        targets::{
            LOCK,
            s3::{
                headers::cache_control,
                sign::{Keys, Unsigned, encode_path, encode_query, sign},
            },
        },
    },
    text::date::Date,
};

/// No file is larger.
const LARGEST: u64 = 2_000_000_000;

/// The longest that a server may ask to wait before it is asked again.
const LONGEST_WAIT: u64 = 30;

/// A bucket, and what opens it.
#[derive(Clone, Debug)]
pub(super) struct Bucket {
    /// `https://HOST`, without a slash at its end.
    pub(super) endpoint: String,
    pub(super) name: String,
    /// What every name begins with: empty or with a slash at its end.
    pub(super) prefix: String,
    pub(super) keys: Keys,
}

/// One of several that send files to a bucket.
pub(super) struct S3 {
    bucket: Bucket,
    agent: Agent,
    /// A file that is to be put, until its size was asked for.
    pending: Option<(String, Vec<u8>)>,
    /// For how long others may keep each file.
    policies: Policies,
}

/// The query and the headers of a request.
type Beside<'a> = (&'a [(&'a str, &'a str)], &'a [(&'a str, String)]);

/// What a bucket answers.
struct Answer {
    status: u16,
    body: Vec<u8>,
    headers: http::HeaderMap,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The word that says what is wrong: `NoSuchKey`; empty where none is.
    fn code(&self) -> String {
        between(&String::from_utf8_lossy(&self.body), "Code").unwrap_or_default()
    }

    fn is_fine(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// What stands in the first element of this name.
fn between(text: &str, name: &str) -> Option<String> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    rest.split_once(&format!("</{name}>")).map(|(inside, _)| inside.to_owned())
}

/// Seconds since 1970 of `Sat, 28 Nov 2026 22:10:00 GMT`.
fn seconds_of(text: &str) -> Option<u64> {
    let mut parts = text.split_once(", ")?.1.split(' ');
    let (day, month, year, time) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = names.iter().position(|name| *name == month)? + 1;
    let days = Date::parse(&format!("{year}-{month:02}-{day:0>2}"))?.days();
    let mut clock = time.split(':').map(|part| part.parse::<u64>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    Some(u64::try_from(days).ok()? * 86_400 + hour * 3600 + minute * 60 + second)
}

fn fault(answer: &Answer, path: &str) -> Fault {
    let (status, code) = (answer.status, answer.code());
    let kind = match status {
        507 => FaultKind::Full,
        408 | 409 | 429 | 500.. => FaultKind::Passing,
        _ => FaultKind::Denied,
    };
    let message = match code.as_str() {
        "RequestTimeTooSkewed" => msg!(
            ja: "このコンピューターの時計が合っていません。合わせてから、もう一度実行してください",
            en: "this computer's clock is wrong; set it and run it again"),
        "InvalidAccessKeyId" | "SignatureDoesNotMatch" => msgf!(
            ja: "鍵が違います（{code}）。アクセスキー、シークレットキー、`region` を確かめてください",
            en: "the keys are not accepted ({code}); check access key, secret key and `region`"),
        "NoSuchBucket" => {
            msg!(ja: "バケットがありません。`bucket` を確かめてください", en: "there is no such bucket; check `bucket`")
        }
        "AccessDenied" => msgf!(
            ja: "鍵に許可がありません（{path}）。GetObject、PutObject、DeleteObject、ListBucket を許してください",
            en: "the keys are not allowed to ({path}); they need GetObject, PutObject, DeleteObject and ListBucket"),
        _ if (300..400).contains(&status) => msgf!(
            ja: "別の場所を使うように言われました（{status}）。`endpoint` と `region` を確かめてください",
            en: "it sends us elsewhere ({status}); check `endpoint` and `region`"),
        _ => msgf!(ja: "状態 {status} が返りました {code}", en: "it answers with the status {status} {code}"),
    };
    Fault { kind, message }
}

fn lost(error: &dyn std::fmt::Display) -> Fault {
    Fault {
        kind: FaultKind::Passing,
        message: msgf!(ja: "つながりません（{error}）", en: "it cannot be reached ({error})"),
    }
}

impl S3 {
    pub(super) fn new(bucket: Bucket, agent: Agent) -> Self {
        Self { bucket, agent, pending: None, policies: Policies::default() }
    }

    /// Asks for the bucket itself, or for a file in it.
    fn ask(&self, method: &str, key: Option<&str>, (query, headers): Beside<'_>, body: &[u8]) -> Result<Answer, Fault> {
        let Bucket { endpoint, name, prefix, keys } = &self.bucket;
        let path = key.map_or_else(|| format!("/{name}"), |key| format!("/{name}/{prefix}{key}"));
        let host = endpoint.split_once("://").map_or(endpoint.as_str(), |(_, host)| host);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |now| now.as_secs());
        let signed = sign(keys, &Unsigned { method, host, path: &path, query, headers, body, now });
        let query = if query.is_empty() { String::new() } else { format!("?{}", encode_query(query)) };
        let mut request =
            http::Request::builder().method(method).uri(format!("{endpoint}{}{query}", encode_path(&path)));
        for (name, value) in signed {
            request = request.header(name, value);
        }
        // A file may take its time, an answer may not.
        let patience = Duration::from_secs(30 + body.len() as u64 / 30_000);
        let answered = if method == "PUT" {
            let request = request.body(body).map_err(|error| lost(&error))?;
            self.agent.run(self.agent.configure_request(request).timeout_global(Some(patience)).build())
        } else {
            let request = request.body(()).map_err(|error| lost(&error))?;
            self.agent.run(self.agent.configure_request(request).timeout_global(Some(patience)).build())
        };
        let mut answer = answered.map_err(|error| lost(&error))?;
        let mut bytes = Vec::new();
        answer.body_mut().as_reader().take(LARGEST).read_to_end(&mut bytes).map_err(|error| lost(&error))?;
        let answer = Answer { status: answer.status().as_u16(), body: bytes, headers: answer.headers().clone() };
        if matches!(answer.status, 429 | 503)
            && let Ok(seconds) = answer.header("retry-after").parse::<u64>()
        {
            thread::sleep(Duration::from_secs(seconds.min(LONGEST_WAIT)));
        }
        Ok(answer)
    }

    fn get(&self, key: &str) -> Result<Answer, Fault> {
        self.ask("GET", Some(key), (&[], &[]), b"")
    }

    /// Puts a file whole; the place compares what arrives with the hash that was signed.
    fn put(&self, key: &str, bytes: &[u8], more: &[(&str, String)]) -> Result<Answer, Fault> {
        let policy = match self.policies.get(key) {
            _ if key.starts_with(OWN) => "own",
            Some(policy) => policy,
            None => "html",
        };
        let hash = HEXLOWER.decode(sha256(bytes).as_bytes()).unwrap_or_default();
        let mut headers = vec![
            ("cache-control", cache_control(policy).to_owned()),
            ("content-type", media_type_of(key).to_owned()),
            ("x-amz-checksum-sha256", BASE64.encode(&hash)),
        ];
        headers.extend(more.iter().cloned());
        self.ask("PUT", Some(key), (&[], &headers), bytes)
    }

    fn put_well(&self, key: &str, bytes: &[u8]) -> Result<(), Fault> {
        let answer = self.put(key, bytes, &[])?;
        if answer.is_fine() { Ok(()) } else { Err(fault(&answer, key)) }
    }

    /// Whose the lock is, and how old, by the bucket's own clock; `None`: nobody's.
    fn holder(&self) -> Result<Option<(Vec<u8>, Duration)>, Fault> {
        let answer = self.get(LOCK)?;
        if answer.status == 404 && answer.code() == "NoSuchKey" {
            return Ok(None);
        }
        if !answer.is_fine() {
            return Err(fault(&answer, LOCK));
        }
        let (now, then) = (seconds_of(answer.header("date")), seconds_of(answer.header("last-modified")));
        let age = now.zip(then).map_or(0, |(now, then)| now.saturating_sub(then));
        Ok(Some((answer.body, Duration::from_secs(age))))
    }

    fn try_out(&self, folder: &str) -> Result<Abilities, Fault> {
        let name = |name: &str| format!("{folder}{name}");
        for bytes in [&b""[..], b"12345"] {
            self.put_well(&name("a-1_b"), bytes)?;
        }
        let held = self.get(&name("a-1_b"))?;
        let japanese = name("灯-が");
        self.put_well(&japanese, b"x")?;
        let listed = self.list_below(folder)?;
        let has_case = self.ask("HEAD", Some(&name("A-1_B")), (&[], &[]), b"")?.status == 404;
        Ok(Abilities { is_atomic: held.body == b"12345", has_unicode: listed.contains(&japanese), has_case })
    }

    fn list_below(&self, folder: &str) -> Result<Vec<String>, Fault> {
        let start = format!("{}{folder}", self.bucket.prefix);
        let (mut all, mut next) = (Vec::new(), None::<String>);
        loop {
            let mut query = vec![("encoding-type", "url"), ("list-type", "2"), ("prefix", start.as_str())];
            query.extend(next.as_deref().map(|token| ("continuation-token", token)));
            let answer = self.ask("GET", None, (&query, &[]), b"")?;
            if !answer.is_fine() {
                return Err(fault(&answer, "/"));
            }
            let text = String::from_utf8_lossy(&answer.body);
            for part in text.split("<Key>").skip(1) {
                let key = part.split_once("</Key>").map_or(part, |(key, _)| key).replace('+', " ");
                let key = percent_encoding::percent_decode_str(&key).decode_utf8_lossy().into_owned();
                all.extend(key.strip_prefix(&self.bucket.prefix).map(str::to_owned));
            }
            if between(&text, "IsTruncated").as_deref() != Some("true") {
                return Ok(all);
            }
            let token = between(&text, "NextContinuationToken").ok_or_else(|| fault(&answer, "/"))?;
            next = Some(token.replace("&amp;", "&").replace("&#43;", "+"));
        }
    }
}

impl Store for S3 {
    fn describe(&mut self, policies: &Policies) {
        self.policies = policies.clone();
    }

    fn probe(&mut self) -> Result<Abilities, Fault> {
        let folder = format!("{OWN}probe-{:08x}/", getrandom::u32().unwrap_or_else(|_| std::process::id()));
        let found = self.try_out(&folder);
        for name in ["a-1_b", "灯-が"] {
            self.delete(&format!("{folder}{name}"))?;
        }
        found
    }

    fn read(&mut self, path: &str) -> Read {
        match self.get(path) {
            Ok(answer) if answer.is_fine() => Read::Found(answer.body),
            // A bucket that is not there, or one that does not say, is no missing file.
            Ok(answer) if answer.status == 404 && answer.code() == "NoSuchKey" => Read::Absent,
            Ok(answer) => Read::Unknown(fault(&answer, path)),
            Err(fault) => Read::Unknown(fault),
        }
    }

    fn put_temp(&mut self, path: &str, bytes: &[u8]) -> Result<(), Fault> {
        self.pending = Some((path.to_owned(), bytes.to_vec()));
        Ok(())
    }

    fn size_of_temp(&mut self, path: &str) -> Result<u64, Fault> {
        let pending = self.pending.as_ref().filter(|(known, _)| known == path);
        Ok(pending.map_or(0, |(_, bytes)| bytes.len() as u64))
    }

    fn replace(&mut self, path: &str) -> Result<(), Fault> {
        let Some((_, bytes)) = self.pending.take().filter(|(known, _)| known == path) else {
            return Err(lost(&"nothing is ready"));
        };
        self.put_well(path, &bytes)?;
        let held = self.ask("HEAD", Some(path), (&[], &[]), b"")?;
        if !held.is_fine() {
            return Err(fault(&held, path));
        }
        let (size, wanted) = (held.header("content-length").parse::<u64>().ok(), bytes.len());
        if size == Some(wanted as u64) {
            return Ok(());
        }
        Err(Fault {
            kind: FaultKind::Full,
            message: msgf!(
                ja: "{wanted}バイトを送りましたが、バケットはそれを持っていません",
                en: "{wanted} bytes were sent, and the bucket does not hold them"),
        })
    }

    fn exists(&mut self, path: &str) -> Result<bool, Fault> {
        let answer = self.ask("HEAD", Some(path), (&[], &[]), b"")?;
        match answer.status {
            200 => Ok(true),
            404 => Ok(false),
            _ => Err(fault(&answer, path)),
        }
    }

    fn delete(&mut self, path: &str) -> Result<(), Fault> {
        let answer = self.ask("DELETE", Some(path), (&[], &[]), b"")?;
        let is_gone = answer.is_fine() || (answer.status == 404 && answer.code() == "NoSuchKey");
        if is_gone { Ok(()) } else { Err(fault(&answer, path)) }
    }

    fn lock(&mut self, claim: &[u8]) -> Result<Locked, Fault> {
        if let Some((held, age)) = self.holder()? {
            return Ok(Locked::Held(held, age));
        }
        let mut answer = self.put(LOCK, claim, &[("if-none-match", "*".to_owned())])?;
        if answer.status == 501 {
            // It knows no conditions: what is read back decides.
            answer = self.put(LOCK, claim, &[])?;
        }
        if !answer.is_fine() && !matches!(answer.status, 409 | 412) {
            return Err(fault(&answer, LOCK));
        }
        match self.holder()? {
            Some((held, _)) if answer.is_fine() && held == claim => Ok(Locked::Taken),
            Some((held, age)) => Ok(Locked::Held(held, age)),
            None => Err(lost(&"the lock comes and goes")),
        }
    }

    fn unlock(&mut self) -> Result<(), Fault> {
        self.delete(LOCK)
    }

    fn list(&mut self) -> Result<Vec<String>, Fault> {
        self.list_below("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_servers_time_is_read() {
        assert_eq!(seconds_of("Fri, 24 May 2013 00:00:00 GMT"), Some(1_369_353_600));
        assert_eq!(seconds_of("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!([seconds_of(""), seconds_of("yesterday"), seconds_of("Fri, 24 Foo 2013 00:00:00 GMT")], [None; 3]);
    }
}
