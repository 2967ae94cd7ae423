//! An open file: like the system's, and a test can make each of its calls fail.

#![expect(clippy::disallowed_methods, reason = "the one place that reaches the disk")]

use std::{
    fs as system,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use crate::base::os::{fault, held};

/// An open file.
#[derive(Debug)]
pub struct File {
    inner: system::File,
    path: PathBuf,
}

impl File {
    /// Opens a file to read it.
    pub fn open(path: impl AsRef<Path>) -> io::Result<Self> {
        OpenOptions::new().read(true).open(path)
    }

    /// Opens a file to write it anew.
    pub fn create(path: impl AsRef<Path>) -> io::Result<Self> {
        OpenOptions::new().write(true).create(true).truncate(true).open(path)
    }

    /// A file that somebody else has opened.
    pub fn of(inner: system::File, path: &Path) -> Self {
        Self { inner, path: path.to_owned() }
    }

    /// What the file is.
    pub fn metadata(&self) -> io::Result<system::Metadata> {
        fault::meet("metadata", &self.path)?;
        self.inner.metadata()
    }

    /// Cuts the file off, or fills it up.
    pub fn set_len(&self, length: u64) -> io::Result<()> {
        fault::meet("set_len", &self.path)?;
        self.inner.set_len(length)
    }

    /// Waits until the file is on the disk.
    pub fn sync_all(&self) -> io::Result<()> {
        fault::meet("sync", &self.path)?;
        self.inner.sync_all()
    }

    /// Waits until the file's bytes are on the disk.
    pub fn sync_data(&self) -> io::Result<()> {
        fault::meet("sync", &self.path)?;
        self.inner.sync_data()
    }

    /// Takes the lock on the file, waiting for whoever has it.
    pub fn lock(&self) -> io::Result<()> {
        fault::meet("lock", &self.path)?;
        self.inner.lock()
    }

    /// Takes the lock on the file if nobody has it.
    pub fn try_lock(&self) -> Result<(), system::TryLockError> {
        fault::meet("lock", &self.path).map_err(system::TryLockError::Error)?;
        self.inner.try_lock()
    }
}

impl Read for File {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.inner.read(bytes)
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Err(error) = fault::meet("write", &self.path) {
            // As on a disk that is full: half of it is there.
            let _ = self.inner.write_all(&bytes[..bytes.len() / 2]);
            return Err(error);
        }
        self.inner.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl Seek for File {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// How a file is opened.
#[derive(Clone, Debug)]
pub struct OpenOptions {
    inner: system::OpenOptions,
    writes: bool,
}

impl OpenOptions {
    /// Nothing is allowed yet.
    #[expect(clippy::new_without_default, reason = "as the one it stands for")]
    pub fn new() -> Self {
        Self { inner: system::OpenOptions::new(), writes: false }
    }

    /// To read it.
    pub fn read(&mut self, on: bool) -> &mut Self {
        self.inner.read(on);
        self
    }

    /// To write it.
    pub fn write(&mut self, on: bool) -> &mut Self {
        self.inner.write(on);
        self.writes |= on;
        self
    }

    /// To write at its end.
    pub fn append(&mut self, on: bool) -> &mut Self {
        self.inner.append(on);
        self.writes |= on;
        self
    }

    /// Made if it is not there.
    pub fn create(&mut self, on: bool) -> &mut Self {
        self.inner.create(on);
        self
    }

    /// Made, and an error if it is there.
    pub fn create_new(&mut self, on: bool) -> &mut Self {
        self.inner.create_new(on);
        self
    }

    /// Emptied.
    pub fn truncate(&mut self, on: bool) -> &mut Self {
        self.inner.truncate(on);
        self
    }

    /// A new file is its owner's alone. On Windows it takes the rights of its folder.
    pub fn private(&mut self) -> &mut Self {
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut self.inner, 0o600);
        self
    }

    /// Opens the file.
    pub fn open(&self, path: impl AsRef<Path>) -> io::Result<File> {
        let path = path.as_ref();
        fault::meet("open", path)?;
        let open = || self.inner.open(path);
        let inner = if self.writes { held::retry(path, open) } else { open() }?;
        Ok(File { inner, path: path.to_owned() })
    }
}
