//! Every sentence for a person exists twice, in Japanese and in English, side by side in the source.
//!
//! `msg!` holds fixed words, `msgf!` words with values in them. `console.rs` chooses the language at the very end.

use std::borrow::Cow;

/// The language of messages.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Lang {
    /// Japanese, the default.
    #[default]
    Ja,
    /// English.
    En,
}

/// One message in both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Message {
    /// Japanese, in です・ます.
    pub ja: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Message {
    /// The words in one language.
    pub fn in_lang(&self, tongue: Lang) -> &str {
        match tongue {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.ja.is_empty()
    }
}

/// Fixed words in both languages; usable in a `const`.
#[macro_export]
macro_rules! msg {
    (ja: $ja:literal, en: $en:literal $(,)?) => {
        $crate::report::message::Message { ja: std::borrow::Cow::Borrowed($ja), en: std::borrow::Cow::Borrowed($en) }
    };
}

/// Words in both languages with values formatted into them, as by `format!`.
#[macro_export]
macro_rules! msgf {
    (ja: $ja:literal, en: $en:literal $(,)?) => {
        $crate::report::message::Message {
            ja: std::borrow::Cow::Owned(format!($ja)),
            en: std::borrow::Cow::Owned(format!($en)),
        }
    };
}
