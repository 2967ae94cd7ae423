//! `kind = "sftp"` against OpenSSH, where it is there.
use std::{
    fs,
    os::unix::{
        fs::{PermissionsExt as _, chown},
        process::CommandExt as _,
    },
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    publish::{ends, guide, published, write_films},
    support::{
        room::{Said, said},
        servers::{command, find, free_port, start},
    },
};

/// A user that every Debian has.
const DAEMON: u32 = 1;

/// A pair of keys; the fingerprint of the public one.
fn make_key(keygen: &Path, file: &Path, kind: &[&str]) -> String {
    let mut make = command(keygen);
    make.args(["-q", "-N", "", "-f"]).arg(file).args(kind);
    assert!(make.output().unwrap().status.success());
    let shown = command(keygen).arg("-lf").arg(file).output().unwrap();
    String::from_utf8(shown.stdout).unwrap().split(' ').nth(1).unwrap().to_owned()
}

#[test]
fn openssh_holds_what_was_published() {
    let programs = ["sshd", "ssh", "ssh-keygen", "ssh-keyscan"].map(find);
    let [Some(sshd), Some(ssh), Some(keygen), Some(_)] = programs else { return };
    let room = guide();
    write_films(&room);
    let server = room.path("server");
    fs::create_dir_all(server.join("www")).unwrap();
    let host_key = make_key(&keygen, &server.join("host"), &["-t", "ed25519"]);
    // As the panel of Xserver makes them.
    make_key(&keygen, &server.join("own"), &["-t", "rsa", "-b", "2048"]);
    make_key(&keygen, &server.join("other"), &["-t", "ed25519"]);
    let port = free_port();
    let option = |text: String| ["-o".to_owned(), text];
    let mut serve = command(&sshd);
    serve.args(["-D", "-e", "-f", "/dev/null", "-p", &port.to_string(), "-h"]).arg(server.join("host"));
    serve.args(option("ListenAddress=127.0.0.1".to_owned()));
    serve.args(option(format!("AuthorizedKeysFile={}", server.join("own.pub").display())));
    serve.args(option("StrictModes=no".to_owned())).args(option("UsePAM=no".to_owned()));
    serve.args(option("PidFile=none".to_owned())).args(option("Subsystem=sftp internal-sftp".to_owned()));
    let mut user = String::from_utf8(Command::new("id").arg("-un").output().unwrap().stdout).unwrap();
    if user.trim() == "root" {
        // As root it would want a user of its own that only its installation makes.
        let all = walkdir::WalkDir::new(&server).into_iter().map(Result::unwrap);
        all.for_each(|entry| chown(entry.path(), Some(DAEMON), Some(DAEMON)).unwrap());
        ["own", "other"].iter().for_each(|key| chown(server.join(key), Some(0), Some(0)).unwrap());
        fs::set_permissions(room.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
        serve.uid(DAEMON).gid(DAEMON);
        "daemon".clone_into(&mut user);
    }
    let _server = start(&mut serve, port, &server.join("log"));
    let (first, www) = (room.read("site.toml"), server.join("www"));
    let target = |host_key: &str| {
        format!(
            "{first}\n[publish.far]\nkind = \"sftp\"\nhost = \"localhost\"\nport = {port}\npath = \"{}\"\n\
         host_key = \"{host_key}\"\nverify = \"transport\"\nprofile = \"sakura\"\n\
         allow_unicode_paths = true\n",
            www.join("ijuu").display()
        )
    };
    let path = std::env::join_paths([ssh.parent().unwrap(), Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    let libraries = command(&ssh)
        .get_envs()
        .find_map(|(name, value)| (name == "LD_LIBRARY_PATH").then(|| value.map(PathBuf::from)));
    let run = |args: &[&str], key: &str| -> Said {
        let mut command = room.command(args);
        command.env("PATH", &path).env("SHIRUBE_PUBLISH_FAR_KEY", server.join(key));
        command.env("SHIRUBE_PUBLISH_FAR_USER", user.trim());
        command.envs(libraries.clone().flatten().map(|folder| ("LD_LIBRARY_PATH", folder)));
        said(command.output().unwrap())
    };
    let far = |args: &[&str], code: i32| {
        let said = run(args, "own");
        let log = || fs::read_to_string(server.join("log")).unwrap();
        assert_eq!(said.code, code, "{args:?}\n{}\n{}\n{}", said.out, said.err, log());
        said
    };
    room.write("site.toml", target(&host_key));
    let refused = run(&["publish", "far"], "other");
    assert!(refused.code == 6 && refused.err.contains("ログインできません"), "{}", refused.err);
    far(&["publish", "far"], 0);
    ends(&room, &["publish", "production"], 0);
    assert!(published(&www.join("ijuu")).0 == published(&room.path("out")).0);
    assert!(far(&["publish", "far"], 0).out.contains("最新"));
    room.write("content/life/c.md", "---\ntitle: ごみ\ntags: [雪]\n---\n\n上限は40万円です。\n");
    far(&["publish", "far"], 0);
    let page = || fs::read_to_string(www.join("ijuu/life/c/index.html")).unwrap();
    assert!(page().contains("40万円") && !www.join("ijuu/_pub/lock").exists());
    far(&["publish", "check", "far", "--deep"], 0);
    far(&["publish", "doctor", "far"], 0);
    far(&["publish", "rollback", "far"], 0);
    assert!(page().contains("30万円"));
    let other = make_key(&keygen, &server.join("changed"), &["-t", "ed25519"]);
    room.write("site.toml", target(&other));
    let changed = far(&["publish", "status", "far"], 6);
    assert!(changed.err.contains(&host_key) && changed.err.contains(&other), "{}", changed.err);
    room.write("site.toml", target(&host_key).replace(&format!("host_key = \"{host_key}\"\n"), ""));
    let unknown = far(&["publish", "status", "far"], 6);
    assert!(unknown.err.contains("host_key"), "{}", unknown.err);
}
