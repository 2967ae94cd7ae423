//! `kind = "ftps"` against vsftpd and ProFTPD, where they are there.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::{
    fs,
    os::unix::fs::chown,
    path::{Path, PathBuf},
};

use crate::{
    publish::{ends, guide, published},
    support::{
        room::{Room, Said, said},
        servers::{Running, command, find, free_port, is_root, make_certificate, root_of, start},
    },
};

/// Users that every Debian has; vsftpd wants one whose home is there.
const NOBODY: u32 = 65534;
const DAEMON: u32 = 1;

/// A guide, a server, and the folder in which the server's files lie.
struct Town {
    room: Room,
    _server: Running,
    www: PathBuf,
    log: PathBuf,
    password: String,
    user: &'static str,
}

impl Town {
    fn run(&self, args: &[&str]) -> Said {
        self.run_with(args, &self.password)
    }

    fn run_with(&self, args: &[&str], password: &str) -> Said {
        let mut command = self.room.command(args);
        command.env("SHIRUBE_PUBLISH_FAR_USER", self.user).env("SHIRUBE_PUBLISH_FAR_PASSWORD", password);
        said(command.output().unwrap())
    }

    #[track_caller]
    fn ends(&self, args: &[&str], code: i32) -> Said {
        let said = self.run(args);
        assert_eq!(said.code, code, "{args:?}\n{}\n{}\n{}", said.out, said.err, self.log());
        assert!(!format!("{}{}", said.out, said.err).contains(&self.password));
        said
    }

    fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

fn town(start_server: fn(&Path, &str, &str) -> Option<(Running, &'static str)>, more: &str) -> Option<Town> {
    let room = guide();
    let folder = room.path("server");
    fs::create_dir_all(folder.join("ftp/www")).unwrap();
    fs::create_dir_all(folder.join("empty")).unwrap();
    let pin = make_certificate(&folder)?;
    let password = format!("right-{}", "word");
    let (server, user) = start_server(&folder, &password, more)?;
    let (port, site) = (server.port, room.read("site.toml"));
    room.write(
        "site.toml",
        format!(
            "{site}\n[publish.far]\nkind = \"ftps\"\nhost = \"localhost\"\nport = {port}\npath = \"www/ijuu\"\n\
         tls_pin = \"sha256/{pin}\"\nverify = \"transport\"\nprofile = \"sakura\"\nallow_unicode_paths = true\n"
        ),
    );
    let (www, log) = (folder.join("ftp/www"), folder.join("log"));
    Some(Town { room, _server: server, www, log, password, user })
}

fn vsftpd(folder: &Path, _: &str, more: &str) -> Option<(Running, &'static str)> {
    let program = find("vsftpd").filter(|_| is_root("vsftpd"))?;
    chown(folder.join("ftp/www"), Some(DAEMON), Some(DAEMON)).unwrap();
    open_the_way(folder);
    let (port, shown) = (free_port(), folder.display());
    let text = format!(
        "listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nanonymous_enable=YES\n\
         local_enable=NO\nwrite_enable=YES\nanon_upload_enable=YES\nanon_mkdir_write_enable=YES\n\
         anon_other_write_enable=YES\nanon_world_readable_only=NO\nanon_root={shown}/ftp\nftp_username=daemon\n\
         anon_umask=022\nseccomp_sandbox=NO\nssl_enable=YES\nallow_anon_ssl=YES\nforce_anon_logins_ssl=YES\n\
         force_anon_data_ssl=YES\nrequire_ssl_reuse=YES\nssl_ciphers=HIGH\nrsa_cert_file={shown}/cert.pem\n\
         rsa_private_key_file={shown}/key.pem\nsecure_chroot_dir={shown}/empty\nvsftpd_log_file={shown}/log\n\
         xferlog_enable=YES\nxferlog_std_format=NO\nlog_ftp_protocol=YES\n{more}"
    );
    fs::write(folder.join("vsftpd.conf"), text).unwrap();
    let server = start(command(&program).arg(folder.join("vsftpd.conf")), port, &folder.join("said"));
    Some((server, "anonymous"))
}

fn proftpd(folder: &Path, password: &str, more: &str) -> Option<(Running, &'static str)> {
    let program = find("proftpd").filter(|_| is_root("ProFTPD"))?;
    let modules = root_of(&program).join("usr/lib/proftpd");
    if !modules.join("mod_tls.so").is_file() {
        eprintln!("skipped: ProFTPD's mod_tls is not installed");
        return None;
    }
    chown(folder.join("ftp/www"), Some(NOBODY), Some(NOBODY)).unwrap();
    open_the_way(folder);
    let hashed = command(&find("openssl")?).args(["passwd", "-6", password]).output().unwrap();
    let hashed = String::from_utf8(hashed.stdout).unwrap();
    let (port, shown, modules) = (free_port(), folder.display(), modules.display());
    let people = folder.join("people");
    fs::write(&people, format!("iju:{}:{NOBODY}:{NOBODY}::{shown}/ftp:/bin/false\n", hashed.trim())).unwrap();
    fs::set_permissions(&people, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let text = format!(
        "ServerType standalone\nDefaultAddress 127.0.0.1\nPort {port}\nUser nobody\nGroup nogroup\nUseIPv6 off\n\
         ModulePath {modules}\nLoadModule mod_tls.c\nDefaultRoot ~\nAuthPAM off\nAuthOrder mod_auth_file.c\n\
         AuthUserFile {shown}/people\nRequireValidShell off\nPidFile {shown}/pid\nScoreboardFile {shown}/board\n\
         DelayEngine off\nWtmpLog off\nTransferLog none\nUseReverseDNS off\nSystemLog {shown}/system\n\
         ExtendedLog {shown}/log ALL\nTLSEngine on\nTLSRequired on\nTLSProtocol TLSv1.2 TLSv1.3\n\
         TLSRSACertificateFile {shown}/cert.pem\nTLSRSACertificateKeyFile {shown}/key.pem\nTLSLog {shown}/tls\n\
         MaxInstances 30\n{more}"
    );
    fs::write(folder.join("proftpd.conf"), text).unwrap();
    fs::set_permissions(folder.join("key.pem"), std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    let server =
        start(command(&program).args(["-n", "-c"]).arg(folder.join("proftpd.conf")), port, &folder.join("said"));
    Some((server, "iju"))
}

/// Lets the servers' users through to their folder.
fn open_the_way(folder: &Path) {
    for part in folder.ancestors().take_while(|part| part.starts_with(std::env::temp_dir())) {
        let mode = fs::metadata(part).unwrap().permissions();
        if std::os::unix::fs::PermissionsExt::mode(&mode) & 0o1 == 0 {
            fs::set_permissions(part, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        }
    }
}

/// Everything that an editor does, there.
fn check_town(town: &Town) {
    let room = &town.room;
    let looked = town.ends(&["publish", "far", "--dry-run"], 0);
    assert!(looked.out.contains("公開先 far") && !town.www.join("ijuu").exists(), "{}", looked.out);
    town.ends(&["publish", "far"], 0);
    ends(room, &["publish", "production"], 0);
    let same = |moment: &str| {
        let (there, manifest) = published(&town.www.join("ijuu"));
        assert!(there == published(&room.path("out")).0, "{moment}");
        let own = |path: &str| fs::read_dir(town.www.join("ijuu/_pub").join(path)).unwrap().count();
        assert_eq!(own("releases"), manifest.releases.len(), "{moment}");
        assert!(!town.www.join("ijuu/_pub/lock").exists() && own("") == 2, "{moment}");
    };
    same("first");
    assert!(town.ends(&["publish", "far"], 0).out.contains("最新"));
    room.write("content/life/c.md", "---\ntitle: ごみ\ntags: [雪]\n---\n\n上限は40万円です。\n");
    fs::remove_file(room.path("content/life/b.md")).unwrap();
    room.write("content/life/a.md", "---\ntitle: 水道\n---\n\n水道の説明です。\n");
    town.ends(&["publish", "far"], 0);
    ends(room, &["publish", "production"], 0);
    let (there, manifest) = published(&town.www.join("ijuu"));
    assert_eq!(there.keys().filter(|path| path.ends_with(".up~")).count(), 0);
    for (path, entry) in &manifest.files {
        assert_eq!(there.get(path).map(|bytes| bytes.len() as u64), Some(entry.s), "{path}");
    }
    town.ends(&["publish", "check", "far", "--deep"], 0);
    town.ends(&["publish", "doctor", "far"], 0);
    town.ends(&["publish", "status", "far"], 0);
    town.ends(&["publish", "rollback", "far"], 0);
    assert!(fs::read_to_string(town.www.join("ijuu/life/c/index.html")).unwrap().contains("30万円"));
    let record = fs::read_to_string(room.path(".shirube/publish/far/record.json")).unwrap();
    assert!(!record.contains(&town.password));
}

/// A certificate that is not the one of site.toml, and one that nobody trusts.
fn check_certificates(town: &Town) {
    let site = town.room.read("site.toml");
    let pin = site.split("tls_pin = \"sha256/").nth(1).unwrap()[..64].to_owned();
    for (other, words) in
        [(format!("tls_pin = \"sha256/{}\"\n", "0".repeat(64)), "tls_pin"), (String::new(), "sha256/")]
    {
        town.room.write("site.toml", site.replace(&format!("tls_pin = \"sha256/{pin}\"\n"), &other));
        let said = town.ends(&["publish", "status", "far"], 6);
        assert!(said.err.contains(words) && said.err.contains(&pin), "{}", said.err);
    }
    town.room.write("site.toml", site);
}

#[test]
fn vsftpd_holds_what_was_published() {
    let Some(town) = town(vsftpd, "") else { return };
    check_town(&town);
    check_certificates(&town);
}

#[test]
fn proftpd_that_lets_overwrite_holds_what_was_published() {
    let Some(town) = town(proftpd, "AllowOverwrite on\n") else { return };
    check_town(&town);
    check_certificates(&town);
}

#[test]
fn proftpd_as_it_comes_is_told_and_a_wrong_password_is_tried_once() {
    let Some(town) = town(proftpd, "") else { return };
    let said = town.run_with(&["publish", "far"], "wrong");
    assert!(said.code == 6 && said.err.contains("ログイン"), "{}", said.err);
    assert_eq!(town.log().matches("PASS").count(), 1, "{}", town.log());
    let told = town.ends(&["publish", "far"], 1);
    assert!(told.err.contains("publish-nonatomic") && !town.www.join("ijuu/index.html").exists(), "{}", told.err);
    let site = town.room.read("site.toml");
    town.room.write("site.toml", format!("{site}allow_nonatomic = true\n"));
    let told = town.ends(&["publish", "far", "--dry-run"], 0);
    assert!(told.out.contains("瞬時ではありません"), "{}", told.out);
    check_town_without_dry_run(&town);
}

fn check_town_without_dry_run(town: &Town) {
    town.ends(&["publish", "far"], 0);
    town.room.write("content/life/c.md", "---\ntitle: ごみ\n---\n\n上限は40万円です。\n");
    town.ends(&["publish", "far"], 0);
    assert!(fs::read_to_string(town.www.join("ijuu/life/c/index.html")).unwrap().contains("40万円"));
    town.ends(&["publish", "check", "far", "--deep"], 0);
}
