//! Compound files: a small file system in a file, in which old programs keep what belongs together.

/// What compound files begin with.
pub(super) const BEGINNING: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// Numbers from here on are no sectors.
const LAST: u32 = 0xffff_fffa;
/// The size of an entry of a folder.
const ENTRY: usize = 128;
/// Streams that are read of a file.
const MOST_STREAMS: usize = 20_000;
/// A stream of a compound file.
pub(super) struct Stream {
    /// Its name, without the folders that it lies in.
    pub(super) name: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

/// The streams of a compound file; `None` if it is damaged.
pub(super) fn streams(bytes: &[u8]) -> Option<Vec<Stream>> {
    let shift = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let (size, small) = (shift(30)?, shift(32)?);
    if !(7..=16).contains(&size) || !(4..=10).contains(&small) {
        return None;
    }
    let disk = Disk { bytes, size: 1 << size };
    let table = disk.table()?;
    let folder = disk.chain(disk.number(48)?, &table, usize::MAX);
    let small_table = disk.chain(disk.number(60)?, &table, usize::MAX);
    let small_table: Vec<u32> = numbers(&small_table).collect();
    let mut parts = folder.chunks_exact(ENTRY).take(MOST_STREAMS).filter_map(entry_of);
    let root = parts.by_ref().find(|entry| entry.kind == 5)?;
    let small_disk = disk.chain(root.start, &table, root.length);
    let streams = folder.chunks_exact(ENTRY).take(MOST_STREAMS).filter_map(entry_of).filter(|entry| entry.kind == 2);
    let read = |entry: Entry| {
        let bytes = if entry.length < 4096 {
            // Small streams lie in pieces of the first stream.
            let disk = Disk { bytes: &small_disk, size: 1 << small };
            disk.pieces(entry.start, &small_table, entry.length, 0)
        } else {
            disk.chain(entry.start, &table, entry.length)
        };
        Stream { name: entry.name, bytes }
    };
    // Those of a sound file do not overlap: together they are no more than it.
    let mut left = bytes.len();
    let fitting = |stream: Stream| {
        left = left.checked_sub(stream.bytes.len())?;
        Some(stream)
    };
    streams.map(read).map(fitting).collect()
}

/// An entry of the folder.
struct Entry {
    name: String,
    kind: u8,
    start: u32,
    length: usize,
}

fn entry_of(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16::from_le_bytes([bytes[64], bytes[65]])).min(64);
    let name = encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes[..length]).0;
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let name = name.trim_end_matches('\0').to_owned();
    Some(Entry { name, kind: bytes[66], start: number(116)?, length: usize::try_from(number(120)?).ok()? })
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

/// Bytes in sectors.
struct Disk<'a> {
    bytes: &'a [u8],
    size: usize,
}

impl Disk<'_> {
    fn number(&self, at: usize) -> Option<u32> {
        numbers(self.bytes.get(at..at + 4)?).next()
    }

    /// The table of what sector follows which.
    fn table(&self) -> Option<Vec<u32>> {
        let mut parts: Vec<u32> = numbers(self.bytes.get(76..512)?).collect();
        let mut more = self.number(68)?;
        let most = self.bytes.len() / self.size + 1;
        while more < LAST && parts.len() <= most + self.size {
            let list: Vec<u32> = numbers(self.sector(more, 1)).collect();
            let (next, list) = list.split_last()?;
            parts.extend(list);
            more = *next;
        }
        let parts = parts.into_iter().filter(|part| *part < LAST).take(most);
        Some(parts.flat_map(|part| numbers(self.sector(part, 1)).collect::<Vec<_>>()).collect())
    }

    fn sector(&self, number: u32, before: usize) -> &[u8] {
        let from = usize::try_from(number).unwrap_or(usize::MAX).saturating_add(before).saturating_mul(self.size);
        let to = from.saturating_add(self.size).min(self.bytes.len());
        self.bytes.get(from..to).unwrap_or_default()
    }

    /// The sectors that follow each other, behind the head of the file.
    fn chain(&self, start: u32, table: &[u32], length: usize) -> Vec<u8> {
        self.pieces(start, table, length, 1)
    }

    fn pieces(&self, start: u32, table: &[u32], length: usize, before: usize) -> Vec<u8> {
        let (mut out, mut at) = (Vec::new(), start);
        // A ring of sectors would never end: there is no more than the file has.
        while at < LAST && out.len() < length.min(self.bytes.len()) {
            let sector = self.sector(at, before);
            if sector.is_empty() {
                break;
            }
            out.extend_from_slice(sector);
            at = usize::try_from(at).ok().and_then(|at| table.get(at)).copied().unwrap_or(LAST);
        }
        out.truncate(length);
        out
    }
}
