//! Floor 2: which keys of a file ask for something that must not stand in it.

/// Whether a key's name says that its value is secret. Parts of the name are looked at, so that a `compass` is none.
pub(super) fn is_secret(key: &str) -> bool {
    let name = key.to_ascii_lowercase().replace(['-', '.', ' '], "_");
    let whole = ["access_key", "secret_key", "private_key", "key_id", "api_key", "apikey", "accesskey"];
    let part = |part: &str| {
        matches!(part, "pass" | "passwd" | "passphrase" | "pw" | "pwd" | "secret" | "secrets" | "token" | "tokens")
            || part.contains("password")
            || ["パスワード", "暗証番号"].iter().any(|word| part.contains(word))
    };
    whole.iter().any(|word| name.contains(word)) || name.split('_').any(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_told_by_the_parts_of_its_keys_name() {
        for key in ["password", "ftp_pass", "secret", "SECRET_KEY", "api-token", "access_key", "key_id", "db_password2"]
        {
            assert!(is_secret(key), "{key}");
        }
        for key in ["compass", "passage", "key", "kana", "surpass_all"] {
            assert!(!is_secret(key), "{key}");
        }
    }
}
