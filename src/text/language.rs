//! Languages by the codes that file names and tags use: which code means which language, and what it calls itself.

/// A language whose words the program carries.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carried {
    /// The name of its file of words: `zh-hans`.
    pub code: &'static str,
    /// For HTML's `lang`.
    pub tag: &'static str,
    /// Its own name.
    pub label: &'static str,
}

/// The languages whose words the program carries, beside Japanese.
pub const CARRIED: [Carried; 7] = [
    Carried { code: "easy", tag: "ja", label: "やさしい日本語" },
    Carried { code: "en", tag: "en", label: "English" },
    Carried { code: "zh-hans", tag: "zh-Hans", label: "简体中文" },
    Carried { code: "zh-hant", tag: "zh-Hant", label: "繁體中文" },
    Carried { code: "ko", tag: "ko", label: "한국어" },
    Carried { code: "pt", tag: "pt", label: "Português" },
    Carried { code: "vi", tag: "vi", label: "Tiếng Việt" },
];

/// Languages that guides are written in, by their codes.
const CODES: [&str; 42] = [
    "en", "easy", "zh", "ko", "pt", "vi", "es", "fr", "de", "it", "ru", "uk", "th", "id", "ms", "ne", "my", "tl",
    "fil", "hi", "bn", "si", "ta", "ur", "mn", "km", "lo", "fa", "ar", "tr", "pl", "nl", "sv", "fi", "da", "no", "cs",
    "hu", "ro", "el", "he", "ja",
];

/// The language that a code or a tag means, if the program carries its words. Chinese is told apart by its script, or
/// by where that script is read: `zh` and `zh-CN` are simplified, `zh-TW` and `zh-HK` are traditional.
pub fn carried(code: &str) -> Option<&'static Carried> {
    let code = code.to_ascii_lowercase().replace('_', "-");
    let mut parts = code.split('-');
    let base = parts.next().unwrap_or_default();
    let meant = match base {
        "zh" if parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => "zh-hant",
        "zh" => "zh-hans",
        base => base,
    };
    CARRIED.iter().find(|language| language.code == meant)
}

/// The tag of a code for HTML's `lang`, in the usual case: `zh` is `zh-Hans`, `pt-br` is `pt-BR`.
pub fn tag_of(code: &str) -> String {
    match carried(code) {
        Some(language) if code == "easy" || language.code.starts_with("zh") => return language.tag.to_owned(),
        _ => {}
    }
    let part = |(at, part): (usize, &str)| match (at, part.len()) {
        (0, _) => part.to_ascii_lowercase(),
        (_, 2) => part.to_ascii_uppercase(),
        (_, 4) => format!("{}{}", part[..1].to_ascii_uppercase(), part[1..].to_ascii_lowercase()),
        _ => part.to_owned(),
    };
    if !code.is_ascii() {
        return code.to_owned();
    }
    code.replace('_', "-").split('-').enumerate().map(part).collect::<Vec<_>>().join("-")
}

/// The code of a language that ends a file's name without its ending: `rent.en`, `rent.zh-TW`.
pub fn code_in_name(stem: &str) -> Option<&str> {
    let name = stem.rsplit('/').next().unwrap_or(stem);
    let (before, code) = name.rsplit_once('.')?;
    let base = code.split(['-', '_']).next().unwrap_or(code).to_ascii_lowercase();
    let has_region = code.len() == base.len() || code.len() - base.len() <= 5;
    (!before.is_empty() && has_region && CODES.contains(&base.as_str())).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_mean_languages() {
        for (code, words, tag) in [
            ("en", "en", "en"),
            ("en-gb", "en", "en-GB"),
            ("easy", "easy", "ja"),
            ("zh", "zh-hans", "zh-Hans"),
            ("zh-CN", "zh-hans", "zh-Hans"),
            ("zh_TW", "zh-hant", "zh-Hant"),
            ("zh-hk", "zh-hant", "zh-Hant"),
            ("zh-Hant", "zh-hant", "zh-Hant"),
            ("pt-br", "pt", "pt-BR"),
            ("vi", "vi", "vi"),
            ("ne", "", "ne"),
            ("ja", "", "ja"),
        ] {
            assert_eq!(carried(code).map_or("", |language| language.code), words, "{code}");
            assert_eq!(tag_of(code), tag);
        }
    }

    #[test]
    fn names_of_files_end_in_codes() {
        for (stem, code) in [
            ("content/a/rent.en", Some("en")),
            ("content/rent.zh-TW", Some("zh-TW")),
            ("content/rent.zh-Hans", Some("zh-Hans")),
            ("content/v1.2", None),
            ("content/taro.jp", None),
            ("content/.en", None),
            ("content/en", None),
            ("content/a.en/rent", None),
        ] {
            assert_eq!(code_in_name(stem), code, "{stem}");
        }
    }
}
