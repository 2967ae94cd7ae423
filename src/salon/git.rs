//! Whether Git tracks a file. Git itself is asked; it must never write, nor run what a repository's settings name.

use std::{
    env, io,
    path::Path,
    process::{Command, Output, Stdio},
};

use crate::base::os::fs;

/// What Git says of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Tracking {
    /// It is in the repository, so it goes wherever the repository goes.
    Tracked,
    /// It is not, or there is no repository around it.
    Untracked,
    /// There is a repository and no Git to ask.
    NoGit,
    /// Git could not say; its words.
    Failed(String),
}

/// What Git says of `file`, a path below `root`.
pub(super) fn tracking(root: &Path, file: &str) -> Tracking {
    let whole = match fs::canonicalize(root) {
        Ok(whole) => whole,
        Err(error) => return Tracking::Failed(error.to_string()),
    };
    // Where nobody can say whether there is a repository, Git is asked.
    if !whole.ancestors().any(|folder| fs::is_there(folder.join(".git")).unwrap_or(true)) {
        return Tracking::Untracked;
    }
    match ask(root, file) {
        Ok(answer) => read_answer(&answer),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Tracking::NoGit,
        Err(error) => Tracking::Failed(error.to_string()),
    }
}

/// Asks Git, in English and without anybody's own settings; a repository on a shared disk belongs to somebody else.
fn ask(root: &Path, file: &str) -> io::Result<Output> {
    let mut git = Command::new("git");
    git.args(["-c", "safe.directory=*", "-c", "core.fsmonitor=false", "ls-files", "--error-unmatch", "--", file]);
    git.current_dir(root).stdin(Stdio::null()).env_clear();
    git.env("LC_ALL", "C").env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_OPTIONAL_LOCKS", "0");
    // Without these no program is found, or none starts on Windows.
    for name in ["PATH", "SystemRoot"] {
        git.envs(env::var_os(name).map(|value| (name, value)));
    }
    git.output()
}

/// `ls-files --error-unmatch` ends with 0 for a tracked file and with 1 for any other; all else is a failure.
fn read_answer(answer: &Output) -> Tracking {
    match answer.status.code() {
        Some(0) => Tracking::Tracked,
        Some(1) => Tracking::Untracked,
        _ => Tracking::Failed(String::from_utf8_lossy(&answer.stderr).lines().next().unwrap_or_default().to_owned()),
    }
}
