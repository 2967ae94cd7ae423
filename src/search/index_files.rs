//! The index as it is written: the files that a browser fetches, read in the same way.

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    base::gzip,
    search::{engine::Source, evaluation::Sizes, fragment::Fragment},
};

/// Gives a file of an index by its name.
type Read<'a> = dyn Fn(&str) -> Option<Cow<'a, [u8]>> + 'a;

/// The index of a language.
pub struct IndexFiles<'a> {
    read: Box<Read<'a>>,
    documents: usize,
    shards: usize,
    pages_a_file: usize,
}

impl<'a> IndexFiles<'a> {
    /// Opens an index; `read` gives a file by its name below the index's folder. `None` without a manifest that can be
    /// understood.
    pub fn open(read: impl Fn(&str) -> Option<Cow<'a, [u8]>> + 'a) -> Option<Self> {
        let manifest: Value = serde_json::from_slice(&gzip::unpack(&read("m.bin")?)?).ok()?;
        let number = |key: &str| usize::try_from(manifest.get(key)?.as_u64()?).ok();
        let (documents, shards, pages_a_file) = (number("n")?, number("s")?, number("p")?);
        let sound = number("v")? == 1 && shards.is_power_of_two() && shards > 1 && pages_a_file > 0;
        sound.then(|| Self { read: Box::new(read), documents, shards, pages_a_file })
    }

    fn file_of(&self, document: u32) -> usize {
        document as usize / self.pages_a_file
    }
}

fn shard_name(number: usize) -> String {
    format!("i/{number:04}.bin")
}

fn fragment_name(number: usize) -> String {
    format!("t/{number:04}.bin")
}

impl Source for IndexFiles<'_> {
    fn documents(&self) -> usize {
        self.documents
    }

    fn shards(&self) -> usize {
        self.shards
    }

    fn shard(&self, number: usize) -> Option<Vec<u8>> {
        gzip::unpack(&(self.read)(&shard_name(number))?)
    }

    fn fragment(&self, document: u32) -> Option<Fragment> {
        let file = self.file_of(document);
        let json: Value = serde_json::from_slice(&gzip::unpack(&(self.read)(&fragment_name(file))?)?).ok()?;
        Fragment::from_json(json.get(document as usize % self.pages_a_file)?)
    }
}

impl Sizes for IndexFiles<'_> {
    fn shard_bytes(&self, number: usize) -> usize {
        (self.read)(&shard_name(number)).map_or(0, |bytes| bytes.len())
    }

    fn fragment_file(&self, document: u32) -> (usize, usize) {
        let file = self.file_of(document);
        (file, (self.read)(&fragment_name(file)).map_or(0, |bytes| bytes.len()))
    }
}
