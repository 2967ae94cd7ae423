//! What opens a place: a name, a password, a key. From the environment, from standard input, from what the system keeps
//! or from whoever sits there; never from site.toml, never into a message, a plan or a record.

use std::fmt;

use crate::{
    config::publish::variable,
    msg, msgf,
    report::{
        diagnostic::Diagnostic,
        message::{Lang, Message},
    },
};

/// A text that is shown nowhere.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for the place alone.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a place may ask for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// The name that one logs in with.
    User,
    /// The password.
    Password,
    /// The file of a key.
    Key,
    /// The name of an access key.
    AccessKey,
    /// The key itself.
    SecretKey,
}

impl Wanted {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::User, Self::Password, Self::Key, Self::AccessKey, Self::SecretKey];

    /// The environment variable of a target.
    pub fn variable(self, target: &str) -> String {
        let end = match self {
            Self::User => "USER",
            Self::Password => "PASSWORD",
            Self::Key => "KEY",
            Self::AccessKey => "ACCESS_KEY",
            Self::SecretKey => "SECRET_KEY",
        };
        format!("SHIRUBE_PUBLISH_{}_{end}", variable(target))
    }

    /// Whether it is typed unseen.
    pub fn is_hidden(self) -> bool {
        matches!(self, Self::Password | Self::SecretKey)
    }

    /// What it is called.
    pub fn label(self) -> Message {
        match self {
            Self::User => msg!(ja: "ユーザー名", en: "user name"),
            Self::Password => msg!(ja: "パスワード", en: "password"),
            Self::Key => msg!(ja: "鍵のファイル", en: "key file"),
            Self::AccessKey => msg!(ja: "アクセスキー", en: "access key"),
            Self::SecretKey => msg!(ja: "シークレットキー", en: "secret key"),
        }
    }
}

/// Whoever knows what opens a place.
pub trait Credentials {
    /// What stands in the environment under this name.
    fn read_environment(&self, variable: &str) -> Option<String>;
    /// What standard input or the system's keyring gives for this variable of the place.
    fn read_kept(&self, variable: &str, wanted: Wanted) -> Option<String>;
    /// What a person types; `None` where nobody is there or nothing is typed.
    fn ask_person(&self, variable: &str, question: &Message, wanted: Wanted) -> Option<String>;
}

/// One credential of a target, where nobody has to be asked.
pub fn find_known(from: &dyn Credentials, target: &str, wanted: Wanted) -> Option<Secret> {
    let variable = wanted.variable(target);
    let is_said = |held: &String| !held.is_empty();
    let known = from.read_environment(&variable).filter(is_said);
    known.or_else(|| from.read_kept(&variable, wanted).filter(is_said)).map(Secret::new)
}

/// Finds one credential of a target: what is known, else by asking.
pub fn find_credential(from: &dyn Credentials, target: &str, wanted: Wanted) -> Result<Secret, Box<Diagnostic>> {
    let variable = wanted.variable(target);
    if let Some(held) = find_known(from, target, wanted) {
        return Ok(held);
    }
    let label = wanted.label();
    let (ja, en) = (label.in_lang(Lang::Ja), label.in_lang(Lang::En));
    let question = msgf!(ja: "公開先 {target} の{ja}：", en: "{en} of the target {target}:");
    let typed = from.ask_person(&variable, &question, wanted).filter(|typed| !typed.is_empty());
    typed.map(Secret::new).ok_or_else(|| {
        let finding = Diagnostic::error(
            "publish-credentials",
            msgf!(ja: "公開先 {target} の{ja}がありません", en: "there is no {en} for the target {target}"),
        );
        Box::new(finding.help(msgf!(
            ja: "画面から実行して入力するか、環境変数 {variable} に入れてください。パスワードは `--password-stdin` でも渡せます",
            en: "run it on a terminal and type it, or put it into the environment variable {variable}; a password may \
                also come through `--password-stdin`")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The environment, the keyring, a person.
    struct Known(Option<&'static str>, Option<&'static str>, Option<&'static str>);

    impl Credentials for Known {
        fn read_environment(&self, variable: &str) -> Option<String> {
            assert_eq!(variable, "SHIRUBE_PUBLISH_TEST_1_PASSWORD");
            self.0.map(str::to_owned)
        }

        fn read_kept(&self, variable: &str, wanted: Wanted) -> Option<String> {
            assert!(variable == "SHIRUBE_PUBLISH_TEST_1_PASSWORD" && wanted == Wanted::Password);
            self.1.map(str::to_owned)
        }

        fn ask_person(&self, _: &str, _: &Message, wanted: Wanted) -> Option<String> {
            assert!(wanted.is_hidden());
            self.2.map(str::to_owned)
        }
    }

    #[test]
    fn the_environment_comes_first_then_what_is_kept_and_nothing_is_no_password() {
        for (known, wanted) in [
            (Known(Some("a b"), Some("k"), Some("c")), Some("a b")),
            (Known(None, Some("k"), Some("c")), Some("k")),
            (Known(None, None, Some("c")), Some("c")),
            (Known(Some(""), Some(""), Some("c")), Some("c")),
            (Known(Some(""), Some(""), Some("")), None),
            (Known(None, None, None), None),
        ] {
            let found = find_credential(&known, "test-1", Wanted::Password);
            assert!(!format!("{found:?}").contains("a b"));
            assert_eq!(found.as_ref().ok().map(Secret::reveal), wanted);
            let told = found.err().map(|finding| finding.code);
            assert_eq!(told, wanted.is_none().then_some("publish-credentials"));
        }
    }
}
