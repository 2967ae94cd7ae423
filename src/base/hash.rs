//! Fingerprints: what makes "unchanged" a fact instead of a guess.
//!
//! Must never depend on the process, the machine or the clock: a fingerprint goes into file names and the
//! output manifest, so the same bytes give the same fingerprint everywhere and for ever.

use std::fmt;

use xxhash_rust::xxh3::xxh3_128;

/// A 128-bit XXH3 hash of some bytes; two equal fingerprints are taken to mean equal bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(pub u128);

impl Fingerprint {
    /// Hashes bytes.
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(xxh3_128(bytes.as_ref()))
    }

    /// The first eight hexadecimal digits, for file names.
    pub fn short(self) -> String {
        self.to_string()[..8].to_owned()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:08x}", self.0 >> 96)
    }
}

/// Collects the parts of a value and hashes them; each part is length-prefixed, so `("ab", "c")` ≠ `("a", "bc")`.
#[derive(Clone, Default)]
pub struct Digest(Vec<u8>);

impl Digest {
    /// Starts empty.
    pub fn new() -> Self {
        Self(Vec::with_capacity(256))
    }

    /// Adds a part.
    pub fn part(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let bytes = bytes.as_ref();
        self.0.extend_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.extend_from_slice(bytes);
        self
    }

    /// Adds a part that may be absent; absent differs from empty.
    pub fn option(&mut self, part: Option<impl AsRef<[u8]>>) -> &mut Self {
        match part {
            Some(part) => self.number(1).part(part),
            None => self.number(0),
        }
    }

    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    /// Adds another fingerprint.
    pub fn print(&mut self, fingerprint: Fingerprint) -> &mut Self {
        self.0.extend_from_slice(&fingerprint.0.to_le_bytes());
        self
    }

    /// Adds a list of parts, with its length.
    pub fn list<T: AsRef<[u8]>>(&mut self, parts: impl IntoIterator<Item = T>) -> &mut Self {
        let before = self.0.len();
        self.number(0);
        let mut count = 0u64;
        for part in parts {
            self.part(part);
            count += 1;
        }
        self.0[before..before + 8].copy_from_slice(&count.to_le_bytes());
        self
    }

    /// The fingerprint of everything added.
    pub fn finish(&self) -> Fingerprint {
        Fingerprint::of(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        let of = |parts: &[&str]| Digest::new().list(parts).finish();
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&[]), of(&[""]));
        assert_ne!(Digest::new().option(None::<&str>).finish(), Digest::new().option(Some("")).finish());
    }
}
