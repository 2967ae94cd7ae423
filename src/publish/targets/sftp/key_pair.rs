//! A key of the program's own for a host: panels still make RSA keys, which newer servers and programs refuse.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    base::os::{fs, places::user_home},
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
};

/// The file of our own key for a host; `None` where the user has no folder.
pub fn own_key(host: &str) -> Option<PathBuf> {
    // An address of version 6 has colons, which no file on Windows may have.
    let name = host.replace(|c: char| !c.is_ascii_alphanumeric() && !"-.".contains(c), "-");
    Some(user_home()?.join(".ssh").join(format!("shirube-{name}")))
}

/// Whether a private key is of the kind that panels still make.
pub fn is_rsa(file: &Path) -> bool {
    let public = fs::read_to_string(with_ending(file)).is_ok_and(|text| text.starts_with("ssh-rsa "));
    public || fs::read_to_string(file).is_ok_and(|text| text.starts_with("-----BEGIN RSA PRIVATE KEY"))
}

/// Makes our own key for a host, or finds the one that is there; its file and the line for the host's panel.
pub fn make_key(host: &str) -> Result<(PathBuf, String), Box<Diagnostic>> {
    let file = own_key(host).ok_or_else(|| failed(&msg!(ja: "自分のフォルダーがありません", en: "no home folder")))?;
    let cause = |error: std::io::Error| failed(&msgf!(ja: "{error}", en: "{error}"));
    if !fs::is_file(&file).map_err(cause)? {
        fs::create_dir_all(file.parent().unwrap_or(&file)).map_err(cause)?;
        let mut keygen = Command::new("ssh-keygen");
        keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "shirube", "-f"]).arg(&file);
        let output = keygen.output().map_err(cause)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            return Err(failed(&msgf!(ja: "{said}", en: "{said}")));
        }
    }
    let line = fs::read_to_string(with_ending(&file)).map_err(cause)?;
    Ok((file, line.trim().to_owned()))
}

fn with_ending(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".pub");
    PathBuf::from(name)
}

fn failed(why: &Message) -> Box<Diagnostic> {
    let Message { ja, en } = why;
    let finding =
        Diagnostic::error("publish-credentials", msgf!(ja: "鍵を作れません（{ja}）", en: "no key can be made ({en})"));
    Box::new(finding.help(msg!(
        ja: "OpenSSH（`ssh-keygen`）が入っているか、ユーザーのフォルダーの .ssh に書けるかを確かめてください",
        en: "see that OpenSSH (`ssh-keygen`) is installed and .ssh in your home folder can be written")))
}
