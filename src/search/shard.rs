//! A file of the index: the terms of one share of all numbers, with the documents that hold them.
//!
//! Which file a term is in follows from its number, so that the names of files depend on how many pages there are and
//! on nothing else: no edit of a text moves a term to another file. An entry is three bytes of the term's number, how
//! many documents hold it, and for each the distance from the one before with its level in the lowest two bits.

use std::{collections::BTreeMap, ops::Range};

use rayon::prelude::*;

use crate::search::page_terms::PageTerms;

/// The bits of a term's number that an entry keeps.
const KEPT: u32 = 0x00ff_ffff;

/// The document with its level, of each that holds a term.
pub type Postings = Vec<(u32, u8)>;

/// Into how many files the terms of so many documents go: a power of two.
pub fn shard_count(documents: usize) -> usize {
    (documents / 4).next_power_of_two().clamp(8, 4096)
}

/// In which of `count` files a term is.
pub fn shard_of(hash: u32, count: usize) -> usize {
    (hash >> (32 - count.trailing_zeros())) as usize
}

/// An entry before it is written, in the order of a file: the kept bits of the term, the document, the level.
type Entry = u64;

fn entry(hash: u32, document: u32, level: u8) -> Entry {
    u64::from(hash & KEPT) << 40 | u64::from(document) << 8 | u64::from(level)
}

/// How many files are made at a time: only their entries are in memory together.
const TOGETHER: usize = 64;

/// All files, in order.
pub fn encode_shards(documents: &[&PageTerms], count: usize) -> Vec<Vec<u8>> {
    let groups: Vec<Range<usize>> =
        (0..count).step_by(TOGETHER).map(|first| first..count.min(first + TOGETHER)).collect();
    groups.into_par_iter().flat_map_iter(|group| encode_group(documents, group, count)).collect()
}

/// Some of the files. The terms of a document are in the order of their numbers, and so in that of the files.
fn encode_group(documents: &[&PageTerms], group: Range<usize>, count: usize) -> Vec<Vec<u8>> {
    let mut shares: Vec<Vec<Entry>> = vec![Vec::new(); group.len()];
    for (number, document) in documents.iter().enumerate() {
        let first = document.hashes.partition_point(|hash| shard_of(*hash, count) < group.start);
        for (hash, level) in document.iter_from(first) {
            let Some(share) = shares.get_mut(shard_of(hash, count) - group.start) else { break };
            share.push(entry(hash, number as u32, level));
        }
    }
    shares.into_iter().map(encode).collect()
}

/// The files in which an edit changes what they say of a document, each with all that the document has there now.
pub fn changed_shards(then: &PageTerms, now: &PageTerms, count: usize) -> BTreeMap<usize, Vec<(u32, u8)>> {
    let mut changed = BTreeMap::new();
    let (then, now): (Vec<_>, Vec<_>) = (then.iter().collect(), now.iter().collect());
    for (one, other) in [(&then, &now), (&now, &then)] {
        let differs = |entry: &&(u32, u8)| other.binary_search(entry).is_err();
        changed.extend(one.iter().filter(differs).map(|(hash, _)| (shard_of(*hash, count), Vec::new())));
    }
    for (hash, level) in now {
        if let Some(terms) = changed.get_mut(&shard_of(hash, count)) {
            terms.push((hash, level));
        }
    }
    changed
}

/// A file in which a document has these terms and no other.
pub fn replace_document(bytes: &[u8], document: u32, terms: &[(u32, u8)]) -> Vec<u8> {
    let mut share: Vec<Entry> = Vec::new();
    each_posting(bytes, &mut |kept, own, level| {
        if own != document {
            share.push(entry(kept, own, level));
        }
    });
    share.extend(terms.iter().map(|(hash, level)| entry(*hash, document, *level)));
    encode(share)
}

fn encode(mut share: Vec<Entry>) -> Vec<u8> {
    share.sort_unstable();
    let mut bytes = Vec::with_capacity(share.len() * 2);
    let mut postings: Vec<(u32, u8)> = Vec::new();
    for group in share.chunk_by(|a, b| a >> 40 == b >> 40) {
        bytes.extend_from_slice(&((group[0] >> 40) as u32).to_be_bytes()[1..]);
        postings.clear();
        for entry in group {
            let (document, level) = ((entry >> 8) as u32, *entry as u8);
            match postings.last_mut() {
                Some(last) if last.0 == document => last.1 = last.1.max(level),
                _ => postings.push((document, level)),
            }
        }
        varint(&mut bytes, postings.len() as u32);
        let mut next = 0;
        for (document, level) in &postings {
            varint(&mut bytes, (document - next) << 2 | u32::from(*level));
            next = document + 1;
        }
    }
    bytes.shrink_to_fit();
    bytes
}

fn varint(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        bytes.push((number & 127) as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// The documents that hold a term; nothing of a file that ends too early.
pub fn find_postings(bytes: &[u8], hash: u32) -> Postings {
    let mut reader = Reader { bytes, at: 0 };
    while let Some(kept) = reader.kept() {
        let count = reader.varint();
        let here = kept == hash & KEPT;
        let mut found = Vec::new();
        let mut next = 0;
        for _ in 0..count {
            let Some(step) = reader.varint_or_end() else { return Vec::new() };
            let document = next + (step >> 2);
            next = document + 1;
            if here {
                found.push((document, (step & 3) as u8));
            }
        }
        if here {
            return found;
        }
    }
    Vec::new()
}

/// Calls for everything that a file says: the kept bits of a term, a document, a level.
fn each_posting(bytes: &[u8], found: &mut dyn FnMut(u32, u32, u8)) {
    let mut reader = Reader { bytes, at: 0 };
    while let Some(kept) = reader.kept() {
        let mut next = 0;
        for _ in 0..reader.varint() {
            let Some(step) = reader.varint_or_end() else { return };
            found(kept, next + (step >> 2), (step & 3) as u8);
            next += (step >> 2) + 1;
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Reader<'_> {
    fn kept(&mut self) -> Option<u32> {
        let bytes = self.bytes.get(self.at..self.at + 3)?;
        self.at += 3;
        Some(u32::from_be_bytes([0, bytes[0], bytes[1], bytes[2]]))
    }

    fn varint(&mut self) -> u32 {
        self.varint_or_end().unwrap_or_default()
    }

    fn varint_or_end(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0u32, 0);
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            number |= u32::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(number);
            }
            shift += 7;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_found_again() {
        let of = PageTerms::new;
        let documents = [of(&[(1, 3), (2_000_000_000, 0)]), of(&[(1, 1)]), of(&[(4_000_000_000, 2)]), of(&[(1, 0)])];
        let documents: Vec<&PageTerms> = documents.iter().collect();
        let shards = encode_shards(&documents, 8);
        assert_eq!(shards.len(), 8);
        let find = |hash: u32| find_postings(&shards[shard_of(hash, 8)], hash);
        assert_eq!(find(1), [(0, 3), (1, 1), (3, 0)]);
        assert_eq!(find(2_000_000_000), [(0, 0)]);
        assert_eq!(find(4_000_000_000), [(2, 2)]);
        assert_eq!(find(5), []);
        let whole = &shards[shard_of(1, 8)];
        (0..whole.len()).for_each(|end| assert!(find_postings(&whole[..end], 1).len() < 3, "{end}"));
    }

    /// Terms whose kept bits are the same, whose levels change, that come and go.
    #[test]
    fn an_edit_leaves_the_files_of_a_clean_start() {
        let of = PageTerms::new;
        let twin = 1 | 1 << 24;
        let versions = [
            of(&[]),
            of(&[(1, 3), (twin, 0), (2_000_000_000, 0)]),
            of(&[(1, 0), (twin, 2), (4_000_000_000, 1)]),
            of(&[(twin, 1), (2_000_000_000, 1)]),
            of(&[(1, 3)]),
        ];
        for (then, now) in versions.iter().flat_map(|then| versions.iter().map(move |now| (then, now))) {
            let shards = |edited: &PageTerms| encode_shards(&[&versions[1], edited, &versions[2]], 8);
            let mut kept = shards(then);
            for (number, terms) in changed_shards(then, now, 8) {
                kept[number] = replace_document(&kept[number], 1, &terms);
            }
            assert_eq!(kept, shards(now), "{then:?} {now:?}");
        }
    }

    #[test]
    fn files_are_as_many_as_a_site_of_this_size_needs() {
        for (pages, count) in [(0, 8), (32, 8), (200, 64), (2_000, 512), (5_000, 2048), (100_000, 4096)] {
            assert_eq!(shard_count(pages), count, "{pages}");
        }
    }
}
