//! What the system keeps for its user alone: the Credential Manager of Windows, the Keychain of macOS, and on other
//! systems whatever answers `secret-tool` (GNOME Keyring, KWallet, KeePassXC).
//!
//! Must never put a secret on a command line, where others on the computer could read it.

/// Under what all of ours stands.
const SERVICE: &str = "shirube";

pub use system::{find_secret, forget_secret, is_there, save_secret};

#[cfg(any(windows, target_os = "macos"))]
mod system {
    use std::{io, sync::Arc};

    use keyring_core::{CredentialStore, Entry, Error};

    use super::SERVICE;

    #[cfg(windows)]
    fn open_store() -> Result<Arc<CredentialStore>, Error> {
        Ok(windows_native_keyring_store::Store::new()?)
    }

    #[cfg(target_os = "macos")]
    fn open_store() -> Result<Arc<CredentialStore>, Error> {
        Ok(apple_native_keyring_store::keychain::Store::new()?)
    }

    fn open_entry(account: &str) -> Result<Entry, Error> {
        Entry::new_in_store(&open_store()?, SERVICE, account)
    }

    /// Whether the system can keep something.
    pub fn is_there() -> bool {
        open_store().is_ok()
    }

    /// What is kept under a name.
    pub fn find_secret(account: &str) -> Option<String> {
        open_entry(account).and_then(|entry| entry.get_password()).ok()
    }

    /// Keeps a text under a name, in place of what was kept there.
    pub fn save_secret(account: &str, secret: &str) -> io::Result<()> {
        open_entry(account).and_then(|entry| entry.set_password(secret)).map_err(io::Error::other)
    }

    /// Forgets what is kept under a name; whether something was.
    pub fn forget_secret(account: &str) -> io::Result<bool> {
        match open_entry(account).and_then(|entry| entry.delete_credential()) {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

#[cfg(not(any(windows, target_os = "macos")))]
mod system {
    use std::{
        env,
        io::{self, Write as _},
        process::{Command, Stdio},
    };

    use super::SERVICE;
    use crate::base::os::fs;

    /// The program that speaks to the keyring.
    const PROGRAM: &str = "secret-tool";

    fn start(verb: &str, account: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg(verb);
        if verb == "store" {
            command.arg(format!("--label=Shirube: {account}"));
        }
        command.args(["service", SERVICE, "account", account]);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    }

    /// Whether the system can keep something: only where somebody is logged in who can open it.
    pub fn is_there() -> bool {
        let path = env::var_os("PATH").unwrap_or_default();
        env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
            && env::split_paths(&path).any(|folder| fs::is_file(folder.join(PROGRAM)).unwrap_or(false))
    }

    /// What is kept under a name.
    pub fn find_secret(account: &str) -> Option<String> {
        let output = is_there().then(|| start("lookup", account).output())?.ok()?;
        let secret = String::from_utf8(output.stdout).ok()?;
        let secret = secret.strip_suffix('\n').unwrap_or(&secret);
        (output.status.success() && !secret.is_empty()).then(|| secret.to_owned())
    }

    /// Keeps a text under a name, in place of what was kept there.
    pub fn save_secret(account: &str, secret: &str) -> io::Result<()> {
        let mut child = start("store", account).stdin(Stdio::piped()).spawn()?;
        let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(secret.as_bytes()));
        let status = child.wait()?;
        written.and(if status.success() { Ok(()) } else { Err(io::Error::other(status.to_string())) })
    }

    /// Forgets what is kept under a name; whether something was. A keyring that cannot be asked is none that is empty.
    pub fn forget_secret(account: &str) -> io::Result<bool> {
        if !is_there() {
            return Err(io::Error::new(io::ErrorKind::NotFound, PROGRAM));
        }
        let is_kept = find_secret(account).is_some();
        let status = if is_kept { start("clear", account).status()? } else { return Ok(false) };
        if status.success() { Ok(true) } else { Err(io::Error::other(status.to_string())) }
    }
}
