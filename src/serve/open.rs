//! Opens the visitor's browser.

use std::process::{Command, Stdio};

/// Opens the browser at an address; a machine without one shows the address in the terminal all the same.
pub(super) fn browser(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program).args(arguments).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}
