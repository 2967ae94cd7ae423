//! `sftp`: a server by SSH, through the `ssh` that every system brings: its keys, its agent, its known hosts. What is
//! spoken over it is ours.
//!
//! - **In**: the settings of a place; who logs in.
//! - **Out**: its [`Store`].
//! - **Never**: accept a host key that nobody has confirmed; log in twice after a refusal; write more at once than
//!   32 KiB, for servers hang or keep nothing beyond their limit.
//! - **Read first**: [`store`].
//! - **One more**: a request is a method of [`session::Session`]; how the program is called stands in [`ssh`].
//! - **Tests**: in `tests.rs` against a server in memory; `tests/it/publish_sftp.rs` against OpenSSH.

#[cfg(test)]
mod fake;
pub mod key_pair;
mod session;
mod ssh;
mod store;
#[cfg(test)]
mod tests;
mod wire;

pub use ssh::ANSWER;

use std::{path::Path, sync::Arc};

use crate::{
    base::os::fs,
    config::publish::Publish,
    publish::{
        credentials::{Credentials, Wanted, find_known},
        reconnect::{Connect, Reconnecting},
        store::Store,
        targets::{Connections, Kind, remote_folder, unusable},
    },
    report::diagnostic::Diagnostic,
};

pub(super) const KIND: Kind = Kind::remote("sftp", open, admit);

fn admit(_: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    let is_name = |text: &str, more: &str| {
        !text.starts_with('-') && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    if settings.host.is_empty() || !is_name(&settings.host, "-.:") {
        return Err(unusable(settings, "host", "sv1.example.ne.jp"));
    }
    if !is_name(&settings.user, "-._@") {
        return Err(unusable(settings, "user", "iju"));
    }
    if remote_folder(settings).is_none() {
        return Err(unusable(settings, "path", "public_html/ijuu"));
    }
    if !settings.host_key.is_empty() && ssh::parse_print(&settings.host_key).is_none() {
        return Err(unusable(settings, "host_key", "SHA256:…"));
    }
    Ok(())
}

/// The file of the key: the one that is named, else our own for this host, else none in particular.
pub fn find_key(settings: &Publish, credentials: &dyn Credentials) -> Option<String> {
    let named = find_known(credentials, &settings.name, Wanted::Key).map(|key| key.reveal().to_owned());
    named.or_else(|| {
        let own = key_pair::own_key(&settings.host).filter(|file| fs::is_file(file).unwrap_or(false))?;
        Some(own.to_string_lossy().into_owned())
    })
}

fn open(_: &Path, settings: &Publish, credentials: &dyn Credentials) -> Connections {
    let known = |wanted| find_known(credentials, &settings.name, wanted);
    let user = match settings.user.as_str() {
        "" => known(Wanted::User).map_or_else(String::new, |user| user.reveal().to_owned()),
        user => user.to_owned(),
    };
    let host = ssh::Host {
        name: settings.host.clone(),
        port: if settings.port == 0 { 22 } else { settings.port },
        user,
        key: find_key(settings, credentials),
        password: known(Wanted::Password),
        print: ssh::parse_print(&settings.host_key),
    };
    let folder = remote_folder(settings).ok_or_else(|| unusable(settings, "path", "public_html/ijuu"))?;
    let allow_nonatomic = settings.allow_nonatomic;
    let connect: Connect = Arc::new(move || {
        let store: Box<dyn Store> = Box::new(store::Sftp::start(ssh::connect(&host)?, &folder, allow_nonatomic)?);
        Ok(store)
    });
    Ok(Reconnecting::connections(settings.connections.max(1), &connect))
}
