//! What opens a place, from the environment, standard input, the system's keyring or whoever sits at the terminal.
//! Never from an argument: others on the computer could read it.

use std::{
    cell::{Cell, RefCell},
    env, io,
};

use crate::{
    base::os::keyring,
    cli::{Context, publish::told},
    config::publish::Publish,
    msg, msgf,
    publish::{
        credentials::{Credentials, Wanted},
        deliver::{Opened, open_place},
        prepare::Place,
        stop::{Stop, UNREADABLE},
    },
    report::{
        ask::{Ask, agrees},
        diagnostic::Diagnostic,
        message::Message,
    },
};

/// How a command comes to what opens a place.
#[derive(clap::Args, Default)]
pub(super) struct Keys {
    /// パスワードを標準入力から1行読む / Reads the password from standard input, one line
    #[arg(long)]
    password_stdin: bool,
}

/// What was given for one place.
pub(super) struct Given<'a> {
    context: &'a Context,
    settings: &'a Publish,
    from_input: Cell<Option<String>>,
    typed: RefCell<Vec<(String, String)>>,
    has_kept: Cell<bool>,
}

impl Keys {
    /// Opens a place.
    pub(super) fn open<'a>(
        &self,
        context: &'a Context,
        place: &Place<'a>,
    ) -> Result<(Opened, Given<'a>), Box<Diagnostic>> {
        let given = Given {
            context,
            settings: place.settings,
            from_input: Cell::new(self.password_stdin.then(read_line)),
            typed: RefCell::default(),
            has_kept: Cell::new(false),
        };
        Ok((open_place(place, &given)?, given))
    }
}

/// A line of standard input; one that cannot be read is empty, and stands for no other password.
fn read_line() -> String {
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_or_else(|_| String::new(), |_| line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Where the keyring keeps what a variable of a place says, with the host, and who logs in there as far as site.toml
/// says: a password goes to no host but the one it was typed for.
fn name_account(variable: &str, settings: &Publish) -> String {
    let host = if settings.host.is_empty() { &settings.endpoint } else { &settings.host };
    format!("{variable} {host} {}", settings.user).trim_end().to_owned()
}

impl Given<'_> {
    /// Offers to keep what was typed, after it has opened the place.
    pub(super) fn offer(&self) {
        let typed = self.typed.take();
        if !typed.is_empty() && keyring::is_there() {
            let told = offer_to_keep(&self.context.console, &typed, |variable, secret| {
                keyring::save_secret(&name_account(variable, self.settings), secret)
            });
            told.iter().for_each(|line| self.context.console.note(line));
        }
    }

    /// What stopped a command, told; its exit code.
    pub(super) fn told(&self, stop: &Stop) -> u8 {
        self.tell_refused(stop);
        told(self.context, stop)
    }

    /// Says how to be rid of what is kept, where the place was not opened by it.
    pub(super) fn tell_refused(&self, stop: &Stop) {
        let target = &self.settings.name;
        if stop.exit == UNREADABLE && self.has_kept.get() {
            self.context.console.note(&msgf!(
                ja: "このパソコンに保存してあるパスワードを使いました。変えたときは、`shirube publish doctor {target} --forget` で消してから、もう一度実行してください。",
                en: "The password that this computer keeps was used. If it has changed, forget it by `shirube publish \
                    doctor {target} --forget`; then run this again."));
        }
    }
}

/// Forgets everything that is kept for a place; how much it was.
pub(super) fn forget(settings: &Publish) -> io::Result<usize> {
    let mut count = 0;
    for wanted in Wanted::ALL {
        let account = name_account(&wanted.variable(&settings.name), settings);
        count += usize::from(keyring::forget_secret(&account)?);
    }
    Ok(count)
}

/// Asks whether to keep what was typed, and keeps it; what came of it.
fn offer_to_keep(
    person: &dyn Ask,
    typed: &[(String, String)],
    save: impl Fn(&str, &str) -> io::Result<()>,
) -> Option<Message> {
    let question = msg!(
        ja: "次から入力しなくてよいように、このパソコンの自分の資格情報（Windows は資格情報マネージャー、macOS はキーチェーン）に保存しますか [y/N]",
        en: "keep it in this computer's own keyring (Credential Manager, Keychain), so that it need not be typed \
            again? [y/N]");
    if !agrees(person, &question) {
        return None;
    }
    let failed = typed.iter().find_map(|(variable, secret)| save(variable, secret).err());
    Some(match failed {
        None => msg!(ja: "保存しました。", en: "It is kept."),
        Some(error) => msgf!(ja: "保存できませんでした（{error}）。", en: "It could not be kept ({error})."),
    })
}

impl Credentials for Given<'_> {
    fn read_environment(&self, variable: &str) -> Option<String> {
        env::var(variable).ok()
    }

    fn read_kept(&self, variable: &str, wanted: Wanted) -> Option<String> {
        if let Some(line) = wanted.is_hidden().then(|| self.from_input.take()).flatten() {
            return Some(line);
        }
        let kept = keyring::find_secret(&name_account(variable, self.settings))?;
        self.has_kept.set(true);
        Some(kept)
    }

    fn ask_person(&self, variable: &str, question: &Message, wanted: Wanted) -> Option<String> {
        let console = &self.context.console;
        let typed = if wanted.is_hidden() { console.ask_unseen(question) } else { console.ask(question) }?;
        self.typed.borrow_mut().push((variable.to_owned(), typed.clone()));
        Some(typed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ask::script::Script, message::Lang};

    #[test]
    fn only_what_was_typed_is_kept_and_only_after_a_yes() {
        let typed = [("A_USER".to_owned(), "iju".to_owned()), ("A_PASSWORD".to_owned(), "p".to_owned())];
        for (answer, is_able, wanted, kept) in [
            (Some("y"), true, Some("保存しました。"), 2),
            (Some(""), true, None, 0),
            (None, true, None, 0),
            (Some("はい"), false, Some("保存できませんでした（full）。"), 0),
        ] {
            let saved = RefCell::new(0);
            let told = offer_to_keep(&Script::of(&[answer]), &typed, |_, _| {
                if !is_able {
                    return Err(io::Error::other("full"));
                }
                *saved.borrow_mut() += 1;
                Ok(())
            });
            assert_eq!(told.as_ref().map(|words| words.in_lang(Lang::Ja)), wanted);
            assert_eq!(saved.into_inner(), kept);
        }
    }

    #[test]
    fn a_password_is_of_one_host() {
        let at = |host: &str, endpoint: &str, user: &str| {
            let own = |text: &str| text.to_owned();
            let settings = Publish { host: own(host), endpoint: own(endpoint), user: own(user), ..Publish::default() };
            name_account("A", &settings)
        };
        assert_eq!(at("ftp.example.ne.jp", "", "iju"), "A ftp.example.ne.jp iju");
        assert_eq!(at("", "https://s3.example.jp", ""), "A https://s3.example.jp");
        assert_ne!(at("a.example.jp", "", ""), at("b.example.jp", "", ""));
    }
}
