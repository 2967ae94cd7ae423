//! Parses, runs, and turns the result into an exit code.

use std::{panic, process::ExitCode};

use shirube::cli;

fn main() -> ExitCode {
    match panic::catch_unwind(cli::main) {
        Ok(code) => ExitCode::from(code),
        Err(_) => {
            cli::apologise();
            ExitCode::from(cli::FAULT)
        }
    }
}
