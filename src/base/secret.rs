//! Floor 0: the site's secret key and what is derived from it.
//!
//! A keyed hash names a person or a phone number in the ledger without giving it away: a plain hash of something that
//! can be counted through is a readable list. The key itself never reaches an output, the ledger or a message.

use std::fmt;

use data_encoding::{BASE32, BASE64, HEXLOWER};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// 32 secret bytes: the site's key, or one derived from it for a single purpose.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 32]);

/// What a derived key is for; one purpose's hashes say nothing about another's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// People, in the ledger.
    Subject,
    /// Threads and messages, in ledger and inbox.
    Thread,
    /// Values that a waiver lets pass.
    Waiver,
    /// The ledger's chain.
    Chain,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Subject => "shirube/subject/v1",
            Self::Thread => "shirube/thread/v1",
            Self::Waiver => "shirube/waiver/v1",
            Self::Chain => "shirube/chain/v1",
        }
    }
}

impl Key {
    /// The key of these bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the base64 form of `.shirube/key`; `None` if it is not 32 bytes.
    pub fn parse(text: &str) -> Option<Self> {
        BASE64.decode(text.trim().as_bytes()).ok()?.try_into().ok().map(Self)
    }

    /// The base64 form, for the key's own file and nothing else.
    pub fn to_base64(&self) -> String {
        BASE64.encode(&self.0)
    }

    /// The key for one purpose: HMAC-SHA256 of the purpose's label.
    pub fn derive(&self, purpose: Purpose) -> Self {
        Self(self.mac([purpose.label()]))
    }

    /// HMAC-SHA256 of the parts, one after the other with a zero byte between them.
    pub fn mac<T: AsRef<[u8]>>(&self, parts: impl IntoIterator<Item = T>) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                mac.update(&[0]);
            }
            mac.update(part.as_ref());
        }
        mac.finalize().into_bytes().into()
    }

    /// Which key a record was made with, without telling the key: 8 hexadecimal digits.
    pub fn id(&self) -> String {
        hex(&Sha256::new().chain_update(b"shirube-kid\0").chain_update(self.0).finalize())[..8].to_owned()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// SHA-256 of some bytes, as 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// The first `length` characters of the base32 form (RFC 4648, A–Z and 2–7).
pub fn base32(bytes: &[u8], length: usize) -> String {
    BASE32.encode(bytes).chars().take(length).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_keys_differ_and_nothing_shows_them() {
        let key = Key::new([7; 32]);
        let of = |purpose| hex(&key.derive(purpose).mac(["a", "b"]));
        assert_ne!(of(Purpose::Subject), of(Purpose::Waiver));
        assert_ne!(key.mac(["ab"]), key.mac(["a", "b"]));
        assert_eq!(Key::parse(&format!("{}\n", key.to_base64())), Some(key));
        assert_eq!((Key::parse("short"), key.id().len()), (None, 8));
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(base32(b"hello", 8), "NBSWY3DP");
    }
}
