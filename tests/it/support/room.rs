//! The program in a sealed room: its own folder, a fixed day, a cleared environment.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder of its own for a test.
pub struct Room {
    pub folder: tempfile::TempDir,
}

/// What the program said, and how it ended.
#[derive(PartialEq, Eq, Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Room {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A room with a small guide in `guide/`.
    pub fn with_guide() -> Self {
        let room = Self::new();
        room.write("site.toml", "title = \"例のガイド\"\nbase_url = \"https://example.jp/iju/\"\n");
        room.write("content/_index.md", "---\ntitle: 例のガイド\n---\n\nようこそ。\n");
        room.write("content/life/_index.md", "---\ntitle: くらし\n---\n");
        room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n[ガス](b.md)\n");
        room.write("content/life/b.md", "---\ntitle: ガス\n---\n\n[水道](a.md)\n");
        room
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shirube"));
        let now: &[&str] = if args.contains(&"--now") { &[] } else { &["--now", "2026-11-01"] };
        seal(command.args(args).args(now).current_dir(self.folder.path()));
        if cfg!(windows) {
            // Whose the room is: elsewhere everybody could read it.
            command.env("USERPROFILE", self.folder.path());
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Said {
        said(self.command(args).output().unwrap())
    }
}

/// Takes the environment away, but for what no program starts without on Windows.
pub fn seal(command: &mut Command) -> &mut Command {
    command.env_clear().envs(std::env::var_os("SystemRoot").map(|value| ("SystemRoot", value)))
}

pub fn said(output: Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace("\r\n", "\n");
    Said { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

pub fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            (
                entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/"),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}
