//! `ftps`: a rental server by FTP over TLS, as most of them have it. `ftp`, which has no TLS, speaks the same.
//!
//! - **In**: the settings of a place; who logs in.
//! - **Out**: its [`Store`]s.
//! - **Never**: log in twice after a refusal; take a refused answer for a missing file; take a listing's lack of a name
//!   for proof unless the folder is seen to be readable.
//! - **Read first**: [`store`].
//! - **One more**: a command is a method of [`store::Ftp`]; what an answer means stands in [`fault`].
//! - **Tests**: in `store.rs` against a server in memory; `tests/it/publish_ftps.rs` against real ones.

#[cfg(test)]
mod fake;
mod fault;
mod listing;
mod server;
mod store;
#[cfg(test)]
mod tests;
mod tls;

use std::{path::Path, sync::Arc};

use crate::{
    config::publish::Publish,
    publish::{
        credentials::{Credentials, Wanted, find_credential},
        reconnect::{Connect, Reconnecting},
        store::Store,
        targets::{Connections, Kind, remote_folder, unusable},
    },
    report::diagnostic::Diagnostic,
};

pub(super) const KIND: Kind = Kind::remote("ftps", open, admit);

/// The port of FTP with TLS asked for after the greeting.
const PORT: u16 = 21;

/// How many files are sent at once: rental servers count connections.
const CONNECTIONS: usize = 2;

pub(super) fn admit(_: &Path, settings: &Publish) -> Result<(), Box<Diagnostic>> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-.:".contains(c);
    if settings.host.is_empty() || !settings.host.chars().all(is_name) {
        return Err(unusable(settings, "host", "ftp.example.ne.jp"));
    }
    if remote_folder(settings).is_none() {
        return Err(unusable(settings, "path", "public_html/ijuu"));
    }
    if !settings.tls_pin.is_empty() && tls::parse_pin(&settings.tls_pin).is_none() {
        return Err(unusable(settings, "tls_pin", "sha256/0123456789abcdef…"));
    }
    Ok(())
}

fn open(_: &Path, settings: &Publish, credentials: &dyn Credentials) -> Connections {
    let tls = tls::settings(&settings.tls_max, tls::parse_pin(&settings.tls_pin))?;
    open_with(settings, credentials, Some(tls))
}

/// Connections with this protection, or with none.
pub(super) fn open_with(settings: &Publish, credentials: &dyn Credentials, tls: Option<tls::Tls>) -> Connections {
    let user = match settings.user.as_str() {
        "" => find_credential(credentials, &settings.name, Wanted::User)?.reveal().to_owned(),
        user => user.to_owned(),
    };
    let server = server::Server {
        host: settings.host.clone(),
        port: if settings.port == 0 { PORT } else { settings.port },
        folder: remote_folder(settings).ok_or_else(|| unusable(settings, "path", "public_html/ijuu"))?,
        user,
        password: find_credential(credentials, &settings.name, Wanted::Password)?,
        allow_nonatomic: settings.allow_nonatomic,
    };
    let connect: Connect = Arc::new(move || {
        let store: Box<dyn Store> = Box::new(store::Ftp::connect(&server, tls.as_ref())?);
        Ok(store)
    });
    let number = if settings.connections == 0 { CONNECTIONS } else { settings.connections };
    Ok(Reconnecting::connections(number, &connect))
}
