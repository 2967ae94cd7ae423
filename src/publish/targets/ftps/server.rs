//! A server, and how it is reached.

use std::{
    io,
    net::{SocketAddr, TcpStream},
    time::Duration,
};

use crate::{
    msgf,
    publish::{
        credentials::Secret,
        store::{Fault, FaultKind},
    },
};

/// How long an answer, or the next bytes of a file, may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server, and who logs in there.
#[derive(Clone, Debug)]
pub(super) struct Server {
    pub(super) host: String,
    pub(super) port: u16,
    /// The site's folder, as the one who logged in sees it: empty or with a slash at its end.
    pub(super) folder: String,
    pub(super) user: String,
    pub(super) password: Secret,
    /// Whether a file may be gone for a moment.
    pub(super) allow_nonatomic: bool,
}

/// The server is not reached.
pub(super) fn lost(error: &io::Error) -> Fault {
    Fault {
        kind: FaultKind::Passing,
        message: msgf!(ja: "サーバーにつながりません（{error}）", en: "the host cannot be reached ({error})"),
    }
}

/// A socket to the first of these addresses that answers.
pub(super) fn open_socket(addresses: impl Iterator<Item = SocketAddr>) -> io::Result<TcpStream> {
    let mut failed = io::Error::from(io::ErrorKind::AddrNotAvailable);
    for address in addresses {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(socket) => {
                socket.set_read_timeout(Some(PATIENCE))?;
                socket.set_write_timeout(Some(PATIENCE))?;
                socket.set_nodelay(true)?;
                return Ok(socket);
            }
            Err(error) => failed = error,
        }
    }
    Err(failed)
}
