//! Real servers, where they are installed or unpacked: `sh tests/servers FOLDER`, then `SHIRUBE_SERVERS=FOLDER`.
//! Whoever needs one that is not there is skipped, by name.
#![allow(clippy::print_stderr, reason = "a test that is skipped says so")]

use std::{
    fs,
    net::{TcpListener, TcpStream},
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A server that ends with the test.
pub struct Running {
    child: Child,
    pub port: u16,
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn unpacked() -> Option<PathBuf> {
    std::env::var_os("SHIRUBE_SERVERS").map(PathBuf::from).filter(|root| root.join("ready").is_file())
}

/// A program, on the path or unpacked; says that it is not there.
pub fn find(name: &str) -> Option<PathBuf> {
    let folders = ["usr/sbin", "usr/bin", "bin"];
    let unpacked = unpacked().into_iter().flat_map(|root| folders.map(|folder| root.join(folder)));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let known = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = unpacked.chain(known).map(|folder| folder.join(name)).find(|file| file.is_file());
    if found.is_none() {
        eprintln!("skipped: {name} is not installed");
    }
    found
}

/// A command with the libraries that were unpacked with it.
pub fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    if let Some(root) = unpacked() {
        command.env("LD_LIBRARY_PATH", root.join("usr/lib/x86_64-linux-gnu"));
    }
    command
}

/// The folder of what was unpacked with a program: `/` where it is installed.
pub fn root_of(program: &Path) -> PathBuf {
    unpacked().filter(|root| program.starts_with(root)).unwrap_or_else(|| PathBuf::from("/"))
}

/// A port that nobody uses now.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Starts a server and waits until it answers; what it says goes to `log`.
pub fn start(command: &mut Command, port: u16, log: &Path) -> Running {
    let file = fs::File::create(log).unwrap();
    let child = command.stdin(Stdio::null()).stdout(file.try_clone().unwrap()).stderr(file).spawn().unwrap();
    let mut running = Running { child, port };
    let begin = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        let ended = running.child.try_wait().unwrap();
        let said = || fs::read_to_string(log).unwrap_or_default();
        assert!(ended.is_none() && begin.elapsed() < Duration::from_secs(60), "{command:?}: {}", said());
        std::thread::sleep(Duration::from_millis(50));
    }
    running
}

/// A certificate that nobody but itself signs, with its key; its fingerprint. `None`: there is no openssl.
pub fn make_certificate(folder: &Path) -> Option<String> {
    let openssl = find("openssl")?;
    let (key, certificate) = (folder.join("key.pem"), folder.join("cert.pem"));
    let mut make = Command::new(&openssl);
    make.args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"])
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate);
    assert!(make.output().unwrap().status.success());
    let mut look = Command::new(openssl);
    look.args(["x509", "-noout", "-fingerprint", "-sha256", "-in"]).arg(&certificate);
    let said = String::from_utf8(look.output().unwrap().stdout).unwrap();
    Some(said.trim().split_once('=').unwrap().1.replace(':', "").to_lowercase())
}

/// Whether the tests run as root; says that it is needed.
pub fn is_root(what: &str) -> bool {
    let is_root = fs::metadata("/proc/self").is_ok_and(|meta| meta.uid() == 0);
    if !is_root {
        eprintln!("skipped: {what} needs root");
    }
    is_root
}
