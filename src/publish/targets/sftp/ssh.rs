//! Calls `ssh` for its subsystem `sftp`: one login, no questions, and no host that nobody has confirmed.

use std::{
    io::{Read as _, Write},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use data_encoding::{BASE64, BASE64_NOPAD, HEXLOWER};

use crate::{
    base::secret::sha256,
    msg, msgf,
    publish::{
        credentials::Secret,
        store::{Fault, FaultKind},
        targets::sftp::wire::lost,
    },
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// No packet is larger.
const LARGEST: u32 = 1 << 20;

/// Where to, and as whom.
#[derive(Clone, Debug)]
pub(super) struct Host {
    pub(super) name: String,
    pub(super) port: u16,
    /// Empty: as `ssh` is set up.
    pub(super) user: String,
    /// The file of a key; `None`: as `ssh` is set up, or the agent's.
    pub(super) key: Option<String>,
    pub(super) password: Option<Secret>,
    /// The fingerprint of the host's key; `None`: as `ssh` knows the host.
    pub(super) print: Option<String>,
}

/// A connection: packets go in, packets come out.
pub(super) struct Link {
    out: Box<dyn Write + Send>,
    packets: mpsc::Receiver<Vec<u8>>,
    /// What was said beside the packets.
    said: Arc<Mutex<String>>,
    child: Option<Child>,
    host: Option<Host>,
    /// The known hosts of this connection alone.
    _known: Option<tempfile::NamedTempFile>,
}

impl Drop for Link {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Link {
    /// A connection over these two ends.
    pub(super) fn over(out: Box<dyn Write + Send>, input: impl std::io::Read + Send + 'static) -> Self {
        let (send, packets) = mpsc::channel();
        thread::spawn(move || read_packets(input, &send));
        Self { out, packets, said: Arc::default(), child: None, host: None, _known: None }
    }

    pub(super) fn send(&mut self, packet: &[u8]) -> Result<(), Fault> {
        self.out.write_all(packet).and_then(|()| self.out.flush()).map_err(|_| self.ended())
    }

    pub(super) fn receive(&mut self) -> Result<Vec<u8>, Fault> {
        self.packets.recv_timeout(PATIENCE).map_err(|_| self.ended())
    }

    /// Why nothing comes any more.
    fn ended(&mut self) -> Fault {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
            // What it has said last may still be on its way.
            thread::sleep(Duration::from_millis(50));
        }
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let host = self.host.as_ref().filter(|_| said.contains(UNKNOWN));
        let prints = host.map(host_keys).unwrap_or_default();
        why_ended(&said, &shown(&prints))
    }
}

fn read_packets(mut input: impl std::io::Read, send: &mpsc::Sender<Vec<u8>>) {
    let mut length = [0; 4];
    while input.read_exact(&mut length).is_ok() {
        let length = u32::from_be_bytes(length);
        if length == 0 || length > LARGEST {
            return;
        }
        let mut packet = vec![0; length as usize];
        if input.read_exact(&mut packet).is_err() || send.send(packet).is_err() {
            return;
        }
    }
}

/// What `ssh` says of a host whose key it does not know.
const UNKNOWN: &str = "Host key verification failed";

/// Fingerprints for people.
fn shown(keys: &[(String, String)]) -> String {
    keys.iter().map(|(_, print)| format!("SHA256:{print}")).collect::<Vec<_>>().join(", ")
}

/// What the program's last words mean; `prints` are those of the keys that the host shows now.
fn why_ended(said: &str, prints: &str) -> Fault {
    let last = said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default();
    let denied = |message| Fault { kind: FaultKind::Denied, message };
    if said.contains(UNKNOWN) {
        return denied(msgf!(
            ja: "サーバーの鍵を確かめられません（{prints}）。管理画面にある指紋と同じものを `host_key` に書いてください",
            en: "the host's key is not known ({prints}); write the one that the host's panel shows too as `host_key`"));
    }
    if said.contains("Permission denied") || said.contains("Too many authentication failures") {
        return denied(msgf!(
            ja: "ログインできません（{last}）。`shirube publish doctor 公開先の名前 --make-key` で鍵を作って管理画面に登録するか、鍵を ssh-agent に\
                入れてください。環境変数 SHIRUBE_PUBLISH_…_KEY に鍵のファイルの名前を、または …_PASSWORD にパスワードを入れることもできます。\
                エックスサーバーは鍵だけです",
            en: "the login was refused ({last}); make a key by `shirube publish doctor TARGET --make-key` and give it \
                to the host's panel, or put your key into ssh-agent, its file into the environment variable \
                SHIRUBE_PUBLISH_…_KEY, or the password into …_PASSWORD"));
    }
    if said.contains("subsystem request failed") {
        return denied(msg!(ja: "このサーバーは SFTP を使えません", en: "the host has no SFTP"));
    }
    lost(last)
}

/// The fingerprint in `SHA256:…`; `None` of anything else.
pub(super) fn parse_print(text: &str) -> Option<String> {
    let print = text.trim().strip_prefix("SHA256:")?.trim_end_matches('=');
    (BASE64_NOPAD.decode(print.as_bytes()).ok()?.len() == 32).then(|| print.to_owned())
}

/// Connects and logs in, once.
pub(super) fn connect(host: &Host) -> Result<Link, Fault> {
    let known = host.print.as_ref().map(|print| find_host_key(host, print)).transpose()?;
    let mut command = Command::new("ssh");
    command.args(["-T", "-p", &host.port.to_string()]);
    let mut option = |text: String| {
        command.args(["-o", &text]);
    };
    option("StrictHostKeyChecking=yes".to_owned());
    option("ConnectTimeout=30".to_owned());
    option("ServerAliveInterval=15".to_owned());
    option("ServerAliveCountMax=3".to_owned());
    option("ForwardAgent=no".to_owned());
    option("NumberOfPasswordPrompts=1".to_owned());
    option(format!("BatchMode={}", if host.password.is_some() { "no" } else { "yes" }));
    if let Some(known) = &known {
        option(format!("UserKnownHostsFile=\"{}\"", known.path().display()));
        option("GlobalKnownHostsFile=none".to_owned());
    }
    if let Some(key) = &host.key {
        option("IdentitiesOnly=yes".to_owned());
        command.args(["-i", key]);
    }
    if !host.user.is_empty() {
        command.args(["-l", &host.user]);
    }
    if let Some(password) = &host.password {
        // Asked of this program, which says it (`cli::main`): no argument and no file holds it.
        let own = std::env::current_exe().map_err(|error| lost(&error.to_string()))?;
        command.env("SSH_ASKPASS", own).env("SSH_ASKPASS_REQUIRE", "force").env(ANSWER, password.reveal());
    }
    command.args(["-s", "--", &host.name, "sftp"]);
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.map_err(|error| Fault {
        kind: FaultKind::Denied,
        message: msgf!(
            ja: "`ssh` を起動できません（{error}）。OpenSSH を入れてください（Windows では「オプション機能」の OpenSSH クライアント）",
            en: "`ssh` cannot be started ({error}); install OpenSSH (on Windows the optional feature OpenSSH Client)"),
    })?;
    let (Some(out), Some(input), Some(mut errors)) = (child.stdin.take(), child.stdout.take(), child.stderr.take())
    else {
        return Err(lost(""));
    };
    let mut link = Link::over(Box::new(out), input);
    let said = link.said.clone();
    thread::spawn(move || {
        let mut bytes = [0; 1024];
        while let Ok(length @ 1..) = errors.read(&mut bytes) {
            let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
            said.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
        }
    });
    link.child = Some(child);
    link.host = Some(host.clone());
    link._known = known;
    Ok(link)
}

/// The environment variable by which this program is told what to answer when `ssh` asks it.
pub const ANSWER: &str = "SHIRUBE_SSH_ANSWER";

/// The keys that a host shows, with their fingerprints.
fn host_keys(host: &Host) -> Vec<(String, String)> {
    let mut command = Command::new("ssh-keyscan");
    command.args(["-T", "10", "-p", &host.port.to_string(), "--", &host.name]).stdin(Stdio::null());
    let Ok(output) = command.output() else { return Vec::new() };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let key = |line: &str| {
        let key = line.split(' ').nth(2)?;
        let hash = HEXLOWER.decode(sha256(BASE64.decode(key.trim().as_bytes()).ok()?).as_bytes()).ok()?;
        Some((line.to_owned(), BASE64_NOPAD.encode(&hash)))
    };
    text.lines().filter(|line| !line.starts_with('#')).filter_map(key).collect()
}

/// A file of known hosts that holds the one key with this fingerprint.
fn find_host_key(host: &Host, print: &str) -> Result<tempfile::NamedTempFile, Fault> {
    let keys = host_keys(host);
    if keys.is_empty() {
        return Err(lost("ssh-keyscan"));
    }
    let Some((line, _)) = keys.iter().find(|(_, found)| found == print) else {
        let found = shown(&keys);
        return Err(Fault {
            kind: FaultKind::Denied,
            message: msgf!(
                ja: "サーバーの鍵が `host_key` と違います。サーバーの鍵は {found}、site.toml には SHA256:{print} とあります。\
                    入れかわった理由をサーバー会社に確かめるまで、つながないでください",
                en: "the host's key is not the one of `host_key`: it shows {found}, site.toml says SHA256:{print}; do \
                    not connect until the host says why"),
        });
    };
    let written = tempfile::NamedTempFile::new().and_then(|mut file| {
        writeln!(file, "{line}")?;
        file.flush()?;
        Ok(file)
    });
    written.map_err(|error| lost(&error.to_string()))
}

#[cfg(test)]
mod ssh_tests {
    use super::*;

    #[test]
    fn the_last_words_say_whether_it_helps_to_try_again() {
        for (said, kind) in [
            ("Host key verification failed.\n", FaultKind::Denied),
            ("iju@h: Permission denied (publickey).\n", FaultKind::Denied),
            ("subsystem request failed on channel 0\n", FaultKind::Denied),
            ("Connection closed by remote host\n", FaultKind::Passing),
            ("", FaultKind::Passing),
        ] {
            assert_eq!(why_ended(said, "").kind, kind, "{said}");
        }
        let print = BASE64_NOPAD.encode(&[7; 32]);
        assert_eq!(parse_print(&format!("SHA256:{print}")), Some(print.clone()));
        assert_eq!([parse_print(&print), parse_print("SHA256:abc"), parse_print("MD5:00")], [None, None, None]);
    }
}
