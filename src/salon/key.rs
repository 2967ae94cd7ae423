//! The site's secret key, `.shirube/key`, and what is made of it. Its bytes go into no message and no other file.

use std::{io, path::Path};

use crate::{
    base::{
        atomic_file,
        os::fs,
        secret::{Key, Purpose, base32, hex},
    },
    ledger::inbox,
    msg, msgf,
    report::{diagnostic::Diagnostic, io_cause::io_cause, message::Message},
    salon::{
        git::{Tracking, tracking},
        ignore_private,
        inbox_records::Meta,
        not_written,
        place::private_root,
        transcript::{MessageId, Post},
    },
};

/// Where the key lies.
pub const KEY: &str = ".shirube/key";

/// The variable that wins over the file.
const VARIABLE: &str = "SHIRUBE_KEY";

/// The site's key, if there is one. A key that cannot be read, or that Git tracks, stops the command.
pub fn load(root: &Path) -> Result<Option<Key>, Box<Diagnostic>> {
    from(root, variable().as_deref())
}

fn variable() -> Option<String> {
    std::env::var(VARIABLE).ok().filter(|text| !text.trim().is_empty())
}

/// The site's key, if there is one and it is the one that the inbox was made with.
pub fn load_for(root: &Path, inbox: &Meta) -> Result<Option<Key>, Box<Diagnostic>> {
    let key = load(root)?;
    key.iter().try_for_each(|key| check(key, inbox))?;
    Ok(key)
}

/// Refuses a key that is not the inbox's: with it erased posts would come back, and nobody who withdrew would be known.
pub fn check(key: &Key, inbox: &Meta) -> Result<(), Box<Diagnostic>> {
    if inbox.key.is_empty() || inbox.key == key.id() {
        return Ok(());
    }
    let place = if variable().is_some() { VARIABLE } else { KEY };
    Err(Box::new(
        Diagnostic::error(
            "other-key",
            msgf!(
            ja: "`{place}` の鍵は、この受信箱を作った鍵ではありません",
            en: "the key in `{place}` is not the one that the inbox was made with"),
        )
        .help(msgf!(
            ja: "しまっておいた元の鍵の写しを `{KEY}` に戻してください（`{VARIABLE}` を使うときは、その値を元の鍵にします）",
            en: "put your copy of the right key back at `{KEY}`; where `{VARIABLE}` is used, give it the right key"))
        .help(msg!(
            ja: "別の鍵では、消した投稿が戻り、取り下げた人を見分けられなくなるため、何も変えていません",
            en: "nothing was changed: with another key erased posts would come back, and nobody who withdrew would be \
                known")),
    ))
}

fn from(root: &Path, variable: Option<&str>) -> Result<Option<Key>, Box<Diagnostic>> {
    let private = private_root(root)?;
    let file = private.join(KEY);
    // What lies in the user's own folder lies in no repository of the guide.
    if private == root {
        admit(root, &file)?;
    }
    if let Some(text) = variable {
        return Key::parse(text).map(Some).ok_or_else(|| malformed(VARIABLE));
    }
    match fs::read_to_string(&file) {
        Ok(text) => Key::parse(&text).map(Some).ok_or_else(|| malformed(KEY)),
        Err(error) if fs::is_absent(&file, &error) => Ok(None),
        Err(error) => {
            let Message { ja, en } = io_cause(&error);
            Err(Box::new(Diagnostic::error(
                "key-form",
                msgf!(ja: "鍵 `{KEY}` を読み込めません（{ja}）", en: "the key `{KEY}` cannot be read ({en})"),
            )))
        }
    }
}

/// Refuses a key that Git tracks, and one of which Git cannot say whether it does.
fn admit(root: &Path, file: &Path) -> Result<(), Box<Diagnostic>> {
    match if fs::is_there(file).unwrap_or(true) { tracking(root, KEY) } else { Tracking::Untracked } {
        Tracking::Untracked | Tracking::NoGit => Ok(()),
        Tracking::Tracked => Err(Box::new(
            Diagnostic::error("key-tracked", msgf!(
                ja: "秘密の鍵 `{KEY}` が、Gitに登録されています",
                en: "the secret key `{KEY}` is tracked by Git")).help(
                msgf!(
                ja: "`git rm --cached {KEY}` で登録から外し、`.gitignore` に `/.shirube/` を書いてください。もう送ったのなら、鍵を作り直します",
                en: "take it out with `git rm --cached {KEY}` and add `/.shirube/` to `.gitignore`; if it was pushed, \
                    make a new key"),
            ),
        )),
        Tracking::Failed(words) => Err(Box::new(
            Diagnostic::error(
                "key-unchecked",
                msgf!(
                ja: "秘密の鍵 `{KEY}` がGitに登録されていないか、確かめられませんでした（{words}）",
                en: "whether Git tracks the secret key `{KEY}` could not be checked ({words})"),
            )
            .help(msg!(
                ja: "このフォルダーで `git status` が通るように直してから、もう一度実行してください",
                en: "mend the repository until `git status` works in this folder, then run it again")),
        )),
    }
}

/// Makes the site's key. Only the first import may call it: a second key would know nothing of what the first marked.
pub fn make(root: &Path) -> Result<Key, Box<Diagnostic>> {
    let key = Key::new(random());
    match create(root, &private_root(root)?, &key) {
        Ok(()) => Ok(key),
        // Another import made it in the meantime.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => load(root)?.ok_or_else(missing),
        Err(error) => Err(not_written(KEY, &error)),
    }
}

/// What is said where the key is needed and is not there.
pub fn missing() -> Box<Diagnostic> {
    Box::new(Diagnostic::error("no-key", msgf!(ja: "このガイドの鍵 `{KEY}` がありません", en: "there is no key `{KEY}`")).help(msgf!(
            ja: "しまっておいた写しを `{KEY}` に置いてください。鍵は、はじめての `shirube salon import` が一度だけ作ります",
            en: "put your copy at `{KEY}`; a key is made only once, by the first `shirube salon import`")))
}

fn create(root: &Path, private: &Path, key: &Key) -> io::Result<()> {
    fs::create_dir_all(private.join(".shirube"))?;
    // Ignored before it is there: between the two nobody can add it by mistake.
    ignore_private(root)?;
    // Whole or not at all: half a key would stop every command.
    atomic_file::create_private(&private.join(KEY), format!("{}\n", key.to_base64()).as_bytes())
}

/// What is worth a word about the key's file.
pub fn findings(root: &Path) -> Vec<Diagnostic> {
    let Ok(private) = private_root(root) else { return Vec::new() };
    let file = private.join(KEY);
    let mut findings = Vec::new();
    if readable_by_others(&file) {
        let finding = Diagnostic::warning(
            "key-mode",
            msgf!(ja: "鍵 `{KEY}` を、ほかの人も読めます", en: "others can read the key `{KEY}`"),
        );
        findings.push(
            finding
                .help(msgf!(ja: "`chmod 600 {KEY}` で、自分だけが読めるようにしてください", en: "make it yours alone: `chmod 600 {KEY}`")),
        );
    }
    if private == root && fs::is_there(&file).unwrap_or(true) && tracking(root, KEY) == Tracking::NoGit {
        let finding = Diagnostic::warning(
            "key-unchecked",
            msgf!(
            ja: "Gitが見つからないため、秘密の鍵 `{KEY}` がGitに登録されていないかは確かめていません",
            en: "there is no Git here, so whether it tracks the secret key `{KEY}` was not checked"),
        );
        findings.push(finding.help(msgf!(
            ja: "Gitのあるパソコンで `git ls-files {KEY}` を実行し、何も出なければ登録されていません",
            en: "run `git ls-files {KEY}` where there is Git; if it prints nothing, the key is not tracked")));
    }
    findings
}

#[cfg(unix)]
fn readable_by_others(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(file).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn readable_by_others(_: &Path) -> bool {
    false
}

/// Random bytes of the operating system, for keys and ids.
pub fn random<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).expect("every supported system gives random bytes");
    bytes
}

/// A new item's id: ten random characters that say nothing of its thread.
pub fn new_item() -> String {
    base32(&random::<7>(), 10)
}

/// A person's name in the ledger.
pub fn subject_ref(key: &Key, workspace: &str, user: &str) -> String {
    inbox::subject_ref(key, workspace, user)
}

/// A thread's name in the ledger.
pub fn thread_ref(key: &Key, workspace: &str, channel: &str, root: &MessageId) -> String {
    format!("hmac:{}", &hex(&key.derive(Purpose::Thread).mac(["thread", workspace, channel, root.as_str()]))[..32])
}

/// The keyed hash by which a change of a post's words or files is known; reactions are no change.
pub fn content_ref(key: &Key, channel: &str, post: &Post) -> String {
    let files: Vec<&str> = post.files.iter().map(|file| file.id.as_str()).collect();
    hex(&key.mac(["message", channel, post.id.as_str(), &post.markdown, &files.join(",")])[..16])
}

/// The keyed hash of a post's place: knows it again when its words are erased.
pub fn place_ref(key: &Key, channel: &str, id: &MessageId) -> String {
    hex(&key.mac(["place", channel, id.as_str()])[..16])
}

fn malformed(place: &str) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::error("key-form", msgf!(ja: "`{place}` は鍵として読み取れません", en: "`{place}` is no key")).help(
            msg!(
            ja: "鍵は、32バイトをbase64で書いた44文字です。しまっておいた写しに戻してください",
            en: "a key is 32 bytes in base64, 44 characters; restore it from your copy"),
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_made_once_and_kept() {
        let room = tempfile::tempdir().unwrap();
        let root = room.path();
        assert!(from(root, None).unwrap().is_none());
        fs::write(root.join(".gitignore"), "/public/").unwrap();
        let key = Key::new(random());
        create(root, root, &key).unwrap();
        assert!(from(root, None).unwrap() == Some(key) && findings(root).is_empty());
        assert_eq!(
            fs::read_to_string(root.join(".gitignore")).unwrap(),
            "/public/\n/.shirube/\n.shirube-*.tmp\n.shirube-staging/\n"
        );
        assert!(create(root, root, &key).is_err(), "a key is never overwritten");
        let other = Key::new([9; 32]);
        assert!(from(root, Some(&other.to_base64())).unwrap() == Some(other), "the variable wins");
        assert_eq!(from(root, Some("short")).unwrap_err().code, "key-form");
        fs::write(root.join(KEY), "c2hvcnQ=").unwrap();
        assert_eq!(from(root, None).unwrap_err().code, "key-form");
    }

    #[test]
    fn two_first_imports_have_one_key() {
        let room = tempfile::tempdir().unwrap();
        let first = make(room.path()).unwrap();
        assert!(make(room.path()).unwrap() == first);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_that_others_can_read_is_told() {
        use std::os::unix::fs::PermissionsExt as _;
        let room = tempfile::tempdir().unwrap();
        create(room.path(), room.path(), &Key::new([1; 32])).unwrap();
        fs::set_permissions(room.path().join(KEY), fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(findings(room.path())[0].code, "key-mode");
    }

    #[test]
    fn names_in_the_ledger_depend_on_everything() {
        let (key, other) = (Key::new([1; 32]), Key::new([2; 32]));
        let all = [
            subject_ref(&key, "T1", "U1"),
            subject_ref(&key, "T1", "U2"),
            subject_ref(&key, "T2", "U1"),
            subject_ref(&other, "T1", "U1"),
        ];
        assert!(all.iter().all(|name| crate::site::approval::is_subject(name)));
        assert!(all.iter().enumerate().all(|(at, name)| !all[..at].contains(name)));
        let root = MessageId::new("1.0");
        assert!(
            thread_ref(&key, "T1", "C1", &root) != thread_ref(&key, "T1", "C2", &root)
                && thread_ref(&key, "T1", "C1", &root).len() == 37
        );
        assert!(crate::site::approval::is_item(&new_item()) && new_item() != new_item());
    }
}
