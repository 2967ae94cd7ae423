//! What opens a place: kept by the system, from standard input, and never for another host.
use std::{
    fs,
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    process::{Command, Stdio},
};

use crate::{
    publish::guide,
    support::room::{Room, Said, said},
};

/// A keyring that keeps each secret in a file named by its account, as `secret-tool` is called.
const TOOL: &str = "#!/bin/sh
verb=$1; shift
for word in \"$@\"; do account=$word; done
file=\"$KEYRING/$(printf %s \"$account\" | tr -c 'A-Za-z0-9._\\n' _)\"
case $verb in
lookup) cat \"$file\" 2>/dev/null ;;
clear) rm \"$file\" ;;
esac
";

/// A guide with a place that nobody can reach, and a keyring.
fn keyring_room() -> Room {
    let room = guide();
    let site = room.read("site.toml");
    room.write(
        "site.toml",
        format!(
            "{site}\n[publish.far]\nkind = \"ftps\"\nhost = \"localhost\"\nport = 9\nuser = \"iju\"\n\
         path = \"www\"\nverify = \"transport\"\nprofile = \"sakura\"\n"
        ),
    );
    write_tool(&room);
    fs::create_dir_all(room.path("kept")).unwrap();
    room
}

fn write_tool(room: &Room) {
    room.write("bin/secret-tool", TOOL);
    fs::set_permissions(room.path("bin/secret-tool"), fs::Permissions::from_mode(0o755)).unwrap();
}

fn command(room: &Room, args: &[&str]) -> Command {
    let mut command = room.command(args);
    let path = format!("{}:/usr/bin:/bin", room.path("bin").display());
    command.env("PATH", path).env("KEYRING", room.path("kept")).env("DBUS_SESSION_BUS_ADDRESS", "none");
    command
}

#[track_caller]
fn run(room: &Room, args: &[&str], input: &str) -> Said {
    let mut command = command(room, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    said(child.wait_with_output().unwrap())
}

#[test]
fn a_password_is_kept_for_one_host_used_and_forgotten() {
    let room = keyring_room();
    let secret = format!("kept-{}", "word");
    let none = run(&room, &["publish", "status", "far"], "");
    assert!(none.code == 2 && none.err.contains("パスワードがありません"), "{}", none.err);
    room.write("kept/SHIRUBE_PUBLISH_FAR_PASSWORD_localhost_iju", &secret);
    // Nobody answers there: the password was found, and how to be rid of it is told.
    for command in ["doctor", "status", "check", "unlock"] {
        let used = run(&room, &["publish", command, "far"], "");
        assert!(used.code == 6 && used.err.contains("doctor far --forget"), "{command}: {}", used.err);
        assert!(!format!("{}{}", used.out, used.err).contains(&secret));
    }
    let site = room.read("site.toml");
    room.write("site.toml", site.replace("host = \"localhost\"", "host = \"127.0.0.1\""));
    let other = run(&room, &["publish", "status", "far"], "");
    assert!(other.code == 2 && other.err.contains("パスワードがありません"), "{}", other.err);
    room.write("site.toml", site);
    let gone = run(&room, &["publish", "doctor", "far", "--forget"], "");
    assert!(gone.code == 0 && gone.out.contains("消しました"), "{}{}", gone.out, gone.err);
    assert_eq!(fs::read_dir(room.path("kept")).unwrap().count(), 0);
    // A keyring that nobody can ask is not one that holds nothing.
    fs::remove_file(room.path("bin/secret-tool")).unwrap();
    let unasked = run(&room, &["publish", "doctor", "far", "--forget"], "");
    assert!(unasked.code == 2 && unasked.err.contains("消せません"), "{}{}", unasked.out, unasked.err);
    write_tool(&room);
    let again = run(&room, &["publish", "doctor", "far", "--forget"], "");
    assert!(again.code == 0 && again.out.contains("保存されていません"), "{}{}", again.out, again.err);
}

#[test]
fn a_password_comes_through_standard_input() {
    let room = keyring_room();
    room.write("kept/SHIRUBE_PUBLISH_FAR_PASSWORD_localhost_iju", "another-word");
    // What is given there and cannot be used stands for no other password.
    for (input, code) in [("typed-word\n", 6), ("", 2), ("\n", 2)] {
        let said = run(&room, &["publish", "status", "far", "--password-stdin"], input);
        assert_eq!(said.code, code, "{input:?} {}", said.err);
        assert!(!format!("{}{}", said.out, said.err).contains("typed-word"));
    }
}

#[test]
fn ftp_without_tls_is_refused_until_somebody_says_that_it_is_known() {
    let room = keyring_room();
    let site = room.read("site.toml").replace("kind = \"ftps\"", "kind = \"ftp\"");
    room.write("site.toml", &site);
    let refused = run(&room, &["publish", "status", "far", "--password-stdin"], "word\n");
    assert!(refused.code == 2 && refused.err.contains("allow_plaintext"), "{}", refused.err);
    room.write("site.toml", format!("{site}allow_plaintext = true\n"));
    let tried = run(&room, &["publish", "status", "far", "--password-stdin"], "word\n");
    assert_eq!(tried.code, 6, "{}", tried.err);
}

#[test]
fn a_key_is_made_once_and_shown() {
    let room = keyring_room();
    room.write(
        "bin/ssh-keygen",
        "#!/bin/sh\nfor file in \"$@\"; do :; done\n: >\"$file\"; echo \"ssh-ed25519 $$ shirube\" >\"$file.pub\"\n",
    );
    fs::set_permissions(room.path("bin/ssh-keygen"), fs::Permissions::from_mode(0o755)).unwrap();
    let make = || {
        said(
            command(&room, &["publish", "doctor", "far", "--make-key"])
                .env("HOME", room.path("home"))
                .output()
                .unwrap(),
        )
    };
    let other = make();
    assert!(other.code == 2 && other.err.contains("`sftp` ではない"), "{}", other.err);
    room.write("site.toml", room.read("site.toml").replace("kind = \"ftps\"", "kind = \"sftp\""));
    let first = make();
    assert!(first.code == 0 && first.out.contains("ssh-ed25519 "), "{}{}", first.out, first.err);
    assert!(room.path("home/.ssh/shirube-localhost").is_file());
    // Nobody loses a key that a host knows already.
    assert_eq!(make().out, first.out);
}
