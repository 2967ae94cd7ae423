//! `git`: one branch of a repository that a host shows, GitHub Pages for one. Each publication is one commit without a
//! past, so that what was withdrawn leaves the branch; the push fails if anybody else has pushed meanwhile.

use std::{
    fmt::Write as _,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use crate::{
    base::os::fs,
    config::publish::Publish,
    msg, msgf,
    publish::{
        manifest::{MANIFEST, Manifest},
        run::Contents,
        stop::{INTERRUPTED, LOCKED, Stop},
        store::{Fault, FaultKind, Read},
        targets::{Bundle, Door, Kind, unusable},
    },
    report::{diagnostic::Diagnostic, message::Message},
    text::date::Date,
};

pub(super) const KIND: Kind = Kind::local("git", Door::Whole(open), admit);

/// The branch, where site.toml names none.
const BRANCH: &str = "gh-pages";

/// What the local copy of the branch, and the next commit, are called in our own repository.
const THERE: &str = "refs/shirube/there";
const NEXT: &str = "refs/shirube/next";

fn admit(_: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    let remote = settings.remote.as_str();
    let authority = remote.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
    // Whoever else reads site.toml would read it there.
    let has_password = authority.and_then(|host| host.rsplit_once('@')).is_some_and(|(user, _)| user.contains(':'));
    // `ext::sh -c …` would be run.
    let is_command = remote.starts_with('-') || remote.contains("::") || remote.chars().any(char::is_control);
    if remote.is_empty() || has_password || is_command {
        return Err(unusable(settings, "remote", "git@github.com:town/guide.git"));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    let is_branch = |name: &str| {
        let is_part = |part: &str| !part.is_empty() && !part.starts_with(['.', '-']) && !part.ends_with('.');
        name.chars().all(plain) && name.split('/').all(is_part) && !name.contains("..") && !name.ends_with(".lock")
    };
    if settings.branch.is_empty() || is_branch(&settings.branch) {
        return Ok(());
    }
    Err(unusable(settings, "branch", BRANCH))
}

fn open(root: &Path, settings: &Publish) -> Box<dyn Bundle> {
    let branch = if settings.branch.is_empty() { BRANCH } else { &settings.branch };
    let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    Box::new(Git {
        root: root.clone(),
        folder: root.join(".shirube/publish").join(&settings.name).join("git"),
        remote: settings.remote.clone(),
        branch: format!("refs/heads/{branch}"),
        lease: None,
    })
}

/// A branch, and our own repository beside the guide.
struct Git {
    root: PathBuf,
    folder: PathBuf,
    remote: String,
    branch: String,
    /// The commit that the branch had when it was read; empty: there was no branch.
    lease: Option<String>,
}

/// What Git said last.
fn last_words(output: &Output) -> String {
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

fn fault(words: &str) -> Fault {
    Fault { kind: FaultKind::Denied, message: msgf!(ja: "Git の返事：{words}", en: "Git says: {words}") }
}

fn interrupted(words: &Message) -> Stop {
    Stop::interrupted("git", &Fault { kind: FaultKind::Passing, message: words.clone() })
}

/// A path as `git fast-import` reads it.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Git {
    fn git(&self, args: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.arg("--git-dir").arg(&self.folder);
        // A path in `remote` is seen from the guide's folder.
        git.args(args).current_dir(&self.root).stdin(Stdio::null()).env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"] {
            git.env_remove(name);
        }
        git
    }

    /// What a command says when it succeeds.
    fn ask(&self, args: &[&str]) -> Result<Vec<u8>, Fault> {
        let output = self.run(&mut self.git(args))?;
        if output.status.success() { Ok(output.stdout) } else { Err(fault(&last_words(&output))) }
    }

    fn run(&self, git: &mut Command) -> Result<Output, Fault> {
        git.output().map_err(|error| Fault {
            kind: FaultKind::Denied,
            message: msgf!(
                ja: "Git を起動できません（{error}）。Git を入れてください",
                en: "Git cannot be started ({error}); install it"),
        })
    }

    fn make_repository(&self) -> Result<(), Fault> {
        if fs::is_file(self.folder.join("HEAD")).map_err(|error| fault(&error.to_string()))? {
            return Ok(());
        }
        fs::create_dir_all(&self.folder).map_err(|error| fault(&error.to_string()))?;
        self.ask(&["init", "--quiet", "--bare"]).map(drop)
    }

    /// The commit of the branch, as the other side says; empty: there is certainly no branch.
    fn find_tip(&self) -> Result<String, Fault> {
        let output = self.run(&mut self.git(&["ls-remote", "--exit-code", "--", &self.remote, &self.branch]))?;
        match output.status.code() {
            Some(0) => {
                let text = String::from_utf8_lossy(&output.stdout).into_owned();
                let exact = text.lines().filter_map(|line| line.split_once('\t'));
                let mut exact = exact.filter(|(_, name)| *name == self.branch).map(|(commit, _)| commit.to_owned());
                Ok(exact.next().unwrap_or_default())
            }
            Some(2) => Ok(String::new()),
            _ => Err(fault(&last_words(&output))),
        }
    }

    fn read_manifest(&mut self) -> Result<Option<Vec<u8>>, Fault> {
        self.make_repository()?;
        let tip = self.find_tip()?;
        self.lease = Some(tip.clone());
        if tip.is_empty() {
            return Ok(None);
        }
        if self.ask(&["rev-parse", "--quiet", "--verify", THERE]).ok().as_deref() != Some(format!("{tip}\n").as_bytes())
        {
            let both = format!("+{}:{THERE}", self.branch);
            self.ask(&["fetch", "--quiet", "--no-tags", "--depth", "1", "--", &self.remote, &both])?;
        }
        let place = format!("{tip}:{MANIFEST}");
        self.ask(&["cat-file", "blob", &place]).map(Some).map_err(|_| Fault {
            kind: FaultKind::Denied,
            message: msg!(
                ja: "このブランチには、shirube が公開したものではない内容があります。空のブランチの名前を `branch` に書いてください",
                en: "the branch holds something that shirube did not publish; give `branch` the name of a new one"),
        })
    }

    /// Makes the commit of all files; its name.
    fn commit(&self, manifest: &Manifest, contents: &dyn Contents) -> Result<String, Stop> {
        let stop = |fault: Fault| Stop::interrupted("git", &fault);
        let broken = |error: std::io::Error| interrupted(&msgf!(ja: "{error}", en: "{error}"));
        let _ = self.ask(&["update-ref", "-d", NEXT]);
        let mut git = self.git(&["fast-import", "--quiet", "--done"]);
        git.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = git.spawn().map_err(broken)?;
        let mut input =
            child.stdin.take().ok_or_else(|| interrupted(&msg!(ja: "Git が終わりました", en: "Git has ended")))?;
        let mut head = String::new();
        let seconds = Date::parse(&manifest.day).map_or(0, Date::days) * 86_400;
        let words = format!("{} {}\n", manifest.site, manifest.id);
        let _ = write!(head, "commit {NEXT}\ncommitter shirube <> {seconds} +0000\ndata {}\n{words}", words.len());
        let mut written = input.write_all(head.as_bytes());
        let own = manifest.to_bytes();
        for path in manifest.files.keys().map(String::as_str).chain([MANIFEST]) {
            let bytes = if path == MANIFEST {
                std::borrow::Cow::Borrowed(own.as_slice())
            } else {
                contents.bytes(path).map_err(|words| crate::publish::send::not_had(path, &words))?
            };
            let head = format!("M 100644 inline {}\ndata {}\n", quoted(path), bytes.len());
            written = written
                .and_then(|()| input.write_all(head.as_bytes()))
                .and_then(|()| input.write_all(&bytes))
                .and_then(|()| input.write_all(b"\n"));
        }
        written = written.and_then(|()| input.write_all(b"done\n"));
        drop(input);
        let output = child.wait_with_output().map_err(broken)?;
        if !output.status.success() {
            return Err(stop(fault(&last_words(&output))));
        }
        written.map_err(broken)?;
        let commit = self.ask(&["rev-parse", "--verify", NEXT]).map_err(stop)?;
        Ok(String::from_utf8_lossy(&commit).trim().to_owned())
    }

    fn push(&self, commit: &str, lease: &str) -> Result<(), Stop> {
        let lease = format!("--force-with-lease={}:{lease}", self.branch);
        let both = format!("{commit}:{}", self.branch);
        let mut git = self.git(&["push", "--quiet", "--porcelain", &lease, "--", &self.remote, &both]);
        let output = self.run(&mut git).map_err(|fault| Stop::interrupted("git", &fault))?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if said.contains("stale info") || said.contains("fetch first") {
            let message = msg!(
                ja: "公開しているあいだに、別のところからも公開されました",
                en: "somebody else has published while this run was going on");
            return Err(Stop::new(
                LOCKED,
                Diagnostic::error("publish-overtaken", message).help(msg!(
                ja: "相手と確かめてから、もう一度実行してください",
                en: "talk to each other, then run it again")),
            ));
        }
        Err(Stop::interrupted("git", &fault(&last_words(&output))))
    }
}

impl Bundle for Git {
    fn read(&mut self) -> Read {
        match self.read_manifest() {
            Ok(Some(bytes)) => Read::Found(bytes),
            Ok(None) => Read::Absent,
            Err(fault) => Read::Unknown(fault),
        }
    }

    fn replace(&mut self, manifest: &Manifest, contents: &dyn Contents) -> Result<(), Stop> {
        let Some(lease) = self.lease.clone() else {
            return Err(interrupted(&msg!(ja: "ブランチを読んでいません", en: "the branch was not read")));
        };
        let commit = self.commit(manifest, contents)?;
        self.push(&commit, &lease)?;
        let stop = |fault: Fault| Stop::interrupted("git", &fault);
        if self.find_tip().map_err(stop)? != commit {
            let message = msg!(ja: "送ったものがブランチにありません", en: "the branch does not hold what was pushed");
            return Err(Stop::new(
                INTERRUPTED,
                Diagnostic::error("publish-interrupted", message).help(msg!(
                ja: "リポジトリーの設定（保護されたブランチなど）を確かめてください",
                en: "look at the repository's settings, like protected branches")),
            ));
        }
        self.lease = Some(commit.clone());
        // What was withdrawn leaves this computer too.
        self.ask(&["update-ref", THERE, &commit]).map_err(stop)?;
        self.ask(&["update-ref", "-d", NEXT]).map_err(stop)?;
        self.ask(&["gc", "--quiet", "--prune=now"]).map(drop).map_err(stop)
    }

    fn name(&self) -> &str {
        self.branch.trim_start_matches("refs/heads/")
    }
}

#[cfg(test)]
mod tests {
    use std::{borrow::Cow, collections::BTreeMap};

    use super::*;
    use crate::publish::model_site::{new, old};

    fn settings(remote: &Path) -> Publish {
        Publish { name: "pages".to_owned(), remote: remote.display().to_string(), ..Publish::default() }
    }

    /// A repository that others push to; `None`: there is no Git.
    fn repository(folder: &Path) -> Option<()> {
        let made = Command::new("git").args(["init", "--quiet", "--bare"]).arg(folder).output();
        if !made.is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: git is not installed");
            return None;
        }
        Some(())
    }

    fn held(folder: &Path) -> BTreeMap<String, Vec<u8>> {
        let git = |args: &[&str]| {
            let output = Command::new("git").arg("--git-dir").arg(folder).args(args).output().unwrap();
            assert!(output.status.success(), "{args:?}");
            output.stdout
        };
        let names = git(&["ls-tree", "-r", "-z", "--name-only", "gh-pages"]);
        assert_eq!(git(&["rev-list", "--count", "gh-pages"]), b"1\n", "one commit without a past");
        let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        let names = names.map(|name| String::from_utf8(name.to_vec()).unwrap());
        names.map(|name| (name.clone(), git(&["cat-file", "blob", &format!("gh-pages:{name}")]))).collect()
    }

    #[test]
    fn a_branch_holds_what_was_published_and_nothing_of_before() {
        let (root, remote) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let Some(()) = repository(remote.path()) else { return };
        let settings = settings(remote.path());
        for site in [old(), new(), old()] {
            let mut bundle = open(root.path(), &settings);
            let before = bundle.read();
            assert!(!matches!(before, Read::Unknown(_)), "{before:?}");
            bundle.replace(&site.manifest, site).unwrap();
            assert_eq!(bundle.read(), Read::Found(site.manifest.to_bytes()));
            let mut held = held(remote.path());
            assert_eq!(held.remove(MANIFEST), Some(site.manifest.to_bytes()));
            assert_eq!(held, site.files);
        }
        let mut git = Command::new("git");
        git.arg("--git-dir").arg(root.path().join(".shirube/publish/pages/git"));
        let all = git.args(["cat-file", "--batch-all-objects", "--batch-check"]).output().unwrap().stdout;
        let count = String::from_utf8(all).unwrap().lines().filter(|line| line.contains(" commit ")).count();
        assert_eq!(count, 1, "nothing of before stays here either");
    }

    #[test]
    fn whoever_has_pushed_meanwhile_is_not_written_over() {
        let (root, other, remote) =
            (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let Some(()) = repository(remote.path()) else { return };
        let settings = settings(remote.path());
        for first in [None, Some(old())] {
            let (mut one, mut two) = (open(root.path(), &settings), open(other.path(), &settings));
            if let Some(site) = first {
                one.read();
                one.replace(&site.manifest, site).unwrap();
            }
            one.read();
            two.read();
            two.replace(&new().manifest, new()).unwrap();
            let stop = one.replace(&old().manifest, old()).unwrap_err();
            assert_eq!(stop.exit, LOCKED, "{stop:?}");
            assert_eq!(one.read(), Read::Found(new().manifest.to_bytes()));
        }
    }

    #[test]
    fn what_is_not_ours_or_cannot_be_reached_is_never_nothing() {
        let (root, remote) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let Some(()) = repository(remote.path()) else { return };
        let unknown = |read| matches!(read, Read::Unknown(_));
        let nowhere = root.path().join("nowhere");
        assert!(unknown(open(root.path(), &settings(&nowhere)).read()));
        struct Theirs;
        impl Contents for Theirs {
            fn bytes(&self, _: &str) -> Result<Cow<'_, [u8]>, Message> {
                Ok(Cow::Borrowed(b"theirs"))
            }
        }
        let theirs = Git {
            root: root.path().to_owned(),
            folder: root.path().join("theirs"),
            remote: remote.path().display().to_string(),
            branch: "refs/heads/gh-pages".to_owned(),
            lease: None,
        };
        theirs.make_repository().unwrap();
        let commit = theirs.commit(&Manifest { files: BTreeMap::new(), ..old().manifest.clone() }, &Theirs).unwrap();
        let tree = String::from_utf8(theirs.ask(&["mktree", "--missing"]).unwrap()).unwrap();
        let empty =
            theirs.git(&["-c", "user.name=a", "-c", "user.email=a@example.com", "commit-tree", "-m", "x", tree.trim()]);
        let empty = { empty }.output().unwrap();
        assert!(!commit.is_empty() && empty.status.success());
        theirs.push(String::from_utf8(empty.stdout).unwrap().trim(), "").unwrap();
        assert!(unknown(open(root.path(), &settings(remote.path())).read()), "a branch of somebody else");
    }

    #[test]
    fn a_remote_that_holds_a_password_or_a_command_is_refused() {
        for (remote, branch, is_fine) in [
            ("git@github.com:town/guide.git", "", true),
            ("https://github.com/town/guide.git", "gh-pages", true),
            ("https://iju@github.com/town/guide.git", "site/ijuu", true),
            ("ssh://git@example.jp:22/guide.git", "", true),
            ("../guide.git", "", true),
            ("", "", false),
            ("https://iju:word@github.com/town/guide.git", "", false),
            ("ext::sh -c x", "", false),
            ("--upload-pack=x", "", false),
            ("../guide.git", "a..b", false),
            ("../guide.git", "-x", false),
            ("../guide.git", "a:b", false),
        ] {
            let settings = Publish { remote: remote.to_owned(), branch: branch.to_owned(), ..Publish::default() };
            assert_eq!(admit(Path::new("."), &settings).is_ok(), is_fine, "{remote} {branch}");
        }
        assert_eq!(quoted("a \"b\"\\灯.html"), "\"a \\\"b\\\"\\\\灯.html\"");
    }
}
