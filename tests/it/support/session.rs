//! Terminal sessions: what an editor types in a sealed room and what the program answers, as files anyone can read.
//!
//! They lie in `tests/sessions/`. Every command runs on 2026-11-01 with a cleared environment, and the room's own path
//! is written as `[ROOM]`. Where a line of a file has `[..]`, anything may stand there: a time, or a number that is not
//! the point. After a change that is meant,
//!
//! ```sh
//! SNAPSHOTS=overwrite cargo nextest run --test it
//! ```
//!
//! writes the files anew; read the difference (`git diff tests/sessions`) before it is committed.

use std::{fmt::Write as _, fs, path::Path};

use snapbox::{Assert, Data, Redactions, assert::DEFAULT_ACTION_ENV, data::DataFormat};

use super::room::{Room, Said};

/// What has been typed and answered so far.
pub struct Session {
    pub room: Room,
    shown: String,
    hidden: Vec<(String, String)>,
}

impl Session {
    pub fn in_room(room: Room) -> Self {
        Self { room, shown: String::new(), hidden: Vec::new() }
    }

    /// Writes a file, which is part of the story; what is no UTF-8 is shown with escapes.
    pub fn write(&mut self, path: &str, bytes: impl AsRef<[u8]>) {
        let bytes = bytes.as_ref();
        let shown = str::from_utf8(bytes).map_or_else(|_| bytes.escape_ascii().to_string(), str::to_owned);
        let _ = writeln!(self.shown, "$ cat {path}\n{}\n", shown.trim_end());
        self.room.write(path, bytes);
    }

    /// Removes a file, which is part of the story.
    pub fn remove(&mut self, path: &str) {
        let _ = writeln!(self.shown, "$ rm {path}\n");
        fs::remove_file(self.room.path(path)).unwrap();
    }

    /// Runs the program; how it ended is part of the story, and standard error comes after standard output.
    pub fn run(&mut self, args: &[&str]) -> Said {
        let said = self.room.run(args);
        let _ = writeln!(self.shown, "$ shirube {}", args.join(" "));
        self.shown.push_str(&said.out);
        if !said.err.is_empty() {
            let _ = write!(self.shown, "[stderr]\n{}", said.err);
        }
        let _ = writeln!(self.shown, "[exit {}]\n", said.code);
        said
    }

    /// Writes a word in the place of what is another one every time: a random id.
    pub fn hide(&mut self, value: &str, word: &str) {
        self.hidden.push((value.to_owned(), word.to_owned()));
    }

    /// Asserts that the session is the one in the file of this name.
    #[track_caller]
    pub fn assert_is(&self, name: &str) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/sessions/{name}.txt"));
        let mut paths = Redactions::new();
        paths.insert("[ROOM]", self.room.folder.path().to_owned()).unwrap();
        let shown = self.hidden.iter().fold(self.shown.clone(), |shown, (value, word)| shown.replace(value, word));
        let expected = Data::read_from(&file, Some(DataFormat::Text));
        Assert::new().action_env(DEFAULT_ACTION_ENV).normalize_paths(false).redact_with(paths).eq(shown, expected);
    }
}
