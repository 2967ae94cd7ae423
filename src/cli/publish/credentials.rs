//! What opens a place, from the environment or from whoever sits at the terminal. Never from an argument: others on the
//! computer could read it.

use std::env;

use crate::{
    cli::Context,
    publish::credentials::Credentials,
    report::{ask::Ask as _, message::Message},
};

impl Credentials for Context {
    fn read_environment(&self, variable: &str) -> Option<String> {
        env::var(variable).ok()
    }

    fn ask_person(&self, question: &Message, is_hidden: bool) -> Option<String> {
        if is_hidden { self.console.ask_unseen(question) } else { self.console.ask(question) }
    }
}
