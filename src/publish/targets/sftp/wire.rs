//! The bytes of SFTP, version 3: packets, the texts and numbers in them, and what a status means.

use crate::{
    msg, msgf,
    publish::store::{Fault, FaultKind},
};

/// Kinds of packets.
pub(super) mod kind {
    pub(in super::super) const INIT: u8 = 1;
    pub(in super::super) const VERSION: u8 = 2;
    pub(in super::super) const OPEN: u8 = 3;
    pub(in super::super) const CLOSE: u8 = 4;
    pub(in super::super) const READ: u8 = 5;
    pub(in super::super) const WRITE: u8 = 6;
    pub(in super::super) const OPENDIR: u8 = 11;
    pub(in super::super) const READDIR: u8 = 12;
    pub(in super::super) const REMOVE: u8 = 13;
    pub(in super::super) const MKDIR: u8 = 14;
    pub(in super::super) const RMDIR: u8 = 15;
    pub(in super::super) const STAT: u8 = 17;
    pub(in super::super) const RENAME: u8 = 18;
    pub(in super::super) const STATUS: u8 = 101;
    pub(in super::super) const HANDLE: u8 = 102;
    pub(in super::super) const DATA: u8 = 103;
    pub(in super::super) const NAME: u8 = 104;
    pub(in super::super) const ATTRS: u8 = 105;
    pub(in super::super) const EXTENDED: u8 = 200;
}

/// What a status says.
pub(super) const OK: u32 = 0;
pub(super) const EOF: u32 = 1;
pub(super) const NO_SUCH_FILE: u32 = 2;
pub(super) const DENIED: u32 = 3;
pub(super) const FAILURE: u32 = 4;

/// How a file is opened.
pub(super) const FOR_READING: u32 = 1;
pub(super) const FOR_WRITING: u32 = 2 | 8 | 16;
pub(super) const FOR_A_LOCK: u32 = 2 | 8 | 32;

/// A packet that is being made.
#[derive(Default)]
pub(super) struct Packet(Vec<u8>);

impl Packet {
    pub(super) fn new(kind: u8, id: Option<u32>) -> Self {
        let packet = Self(vec![0, 0, 0, 0, kind]);
        match id {
            Some(id) => packet.number(id),
            None => packet,
        }
    }

    pub(super) fn number(mut self, number: u32) -> Self {
        self.0.extend(number.to_be_bytes());
        self
    }

    pub(super) fn long(mut self, number: u64) -> Self {
        self.0.extend(number.to_be_bytes());
        self
    }

    pub(super) fn text(mut self, bytes: &[u8]) -> Self {
        let length = u32::try_from(bytes.len()).expect("no name and no piece of a file is longer than a packet");
        self.0.extend(length.to_be_bytes());
        self.0.extend(bytes);
        self
    }

    /// The bytes with their length before them.
    pub(super) fn finish(mut self) -> Vec<u8> {
        let length = u32::try_from(self.0.len() - 4).expect("no name and no piece of a file is longer than a packet");
        self.0[..4].copy_from_slice(&length.to_be_bytes());
        self.0
    }
}

/// A packet that is being read, without its length.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_at_checked(4)?;
        self.0 = rest;
        Some(u32::from_be_bytes(first.try_into().ok()?))
    }

    pub(super) fn long(&mut self) -> Option<u64> {
        Some(u64::from(self.number()?) << 32 | u64::from(self.number()?))
    }

    pub(super) fn text(&mut self) -> Option<&'a [u8]> {
        let length = self.number()? as usize;
        let (first, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(first)
    }

    /// What is known of a file.
    pub(super) fn attributes(&mut self) -> Option<Attributes> {
        let flags = self.number()?;
        let size = if flags & 1 != 0 { Some(self.long()?) } else { None };
        if flags & 2 != 0 {
            self.long()?;
        }
        let mode = if flags & 4 != 0 { Some(self.number()?) } else { None };
        let modified = if flags & 8 != 0 {
            self.number()?;
            Some(self.number()?)
        } else {
            None
        };
        if flags & 0x8000_0000 != 0 {
            for _ in 0..self.number()?.checked_mul(2)? {
                self.text()?;
            }
        }
        Some(Attributes { size, is_folder: mode.map(|mode| mode & 0o170_000 == 0o040_000), modified })
    }
}

/// What is known of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Attributes {
    pub(super) size: Option<u64>,
    pub(super) is_folder: Option<bool>,
    /// Seconds since 1970.
    pub(super) modified: Option<u32>,
}

/// What the server answers that is no success.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Refusal {
    pub(super) code: u32,
    pub(super) words: String,
}

impl Refusal {
    pub(super) fn fault(&self) -> Fault {
        let (code, words) = (self.code, &self.words);
        match code {
            DENIED => Fault {
                kind: FaultKind::Denied,
                message: msgf!(ja: "許可がありません（{words}）", en: "it is not allowed ({words})"),
            },
            NO_SUCH_FILE => Fault {
                kind: FaultKind::Denied,
                message: msgf!(ja: "その場所がありません（{words}）", en: "there is no such place ({words})"),
            },
            // This version of SFTP has no word of its own for a full disk.
            FAILURE => Fault {
                kind: FaultKind::Full,
                message: msgf!(
                    ja: "サーバーができませんでした（{words}）。空きが足りないことが多いです",
                    en: "the host could not do it ({words}); often it has no room left"),
            },
            _ => Fault {
                kind: FaultKind::Passing,
                message: msgf!(ja: "サーバーの返事：{code} {words}", en: "the host answers {code} {words}"),
            },
        }
    }
}

/// The connection is gone, or speaks something else.
pub(super) fn lost(why: &str) -> Fault {
    let message = match why {
        "" => msg!(ja: "つながりが切れました", en: "the connection was lost"),
        why => msgf!(ja: "つながりが切れました（{why}）", en: "the connection was lost ({why})"),
    };
    Fault { kind: FaultKind::Passing, message }
}

#[cfg(test)]
mod wire_tests {
    use super::*;

    #[test]
    fn a_packet_is_read_as_it_was_made_and_a_cut_one_is_none() {
        let bytes = Packet::new(kind::ATTRS, Some(7)).number(1 | 4 | 8).long(5).number(0o100_644).number(1).number(2);
        let bytes = bytes.finish();
        assert_eq!(bytes[..5], [0, 0, 0, 29, kind::ATTRS]);
        let mut reader = Reader(&bytes[5..]);
        assert_eq!(reader.number(), Some(7));
        let wanted = Attributes { size: Some(5), is_folder: Some(false), modified: Some(2) };
        assert_eq!(reader.attributes(), Some(wanted));
        for end in 9..bytes.len() {
            assert_eq!(Reader(&bytes[9..end]).attributes(), None, "{end}");
        }
        assert_eq!(Reader(&[0, 0, 0, 9, 1]).text(), None);
        assert_eq!(Reader(&[0xff; 8]).attributes(), None);
    }
}
