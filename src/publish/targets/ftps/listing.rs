//! Lines of a folder's listing, read by the command that was sent: one form is never taken for the other.

/// What stands on a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Listed {
    /// Its name.
    pub(super) name: String,
    /// Whether it is a folder.
    pub(super) is_folder: bool,
}

/// A line that answers `MLSD`; `None` of anything else.
pub(super) fn parse_mlsd(line: &str) -> Option<Listed> {
    let (facts, name) = line.split_once(' ')?;
    let kind = facts.split(';').find_map(|fact| {
        let (key, value) = fact.split_once('=')?;
        key.eq_ignore_ascii_case("type").then(|| value.to_ascii_lowercase())
    })?;
    let name = match kind.as_str() {
        "cdir" => ".",
        "pdir" => "..",
        _ => name,
    };
    Some(Listed { name: name.to_owned(), is_folder: matches!(kind.as_str(), "dir" | "cdir" | "pdir") })
}

/// A line that answers `LIST`, as Unix or as Windows writes it; `None` of anything else.
pub(super) fn parse_list(line: &str) -> Option<Listed> {
    let kind = *line.as_bytes().first()?;
    if b"-dlbcps".contains(&kind) {
        let (rights, _) = line.split_once(' ')?;
        let is_rights = rights.len() >= 10 && rights[1..].bytes().all(|c| b"rwxsStTlL-+.@".contains(&c));
        let name = is_rights.then(|| skip_words(line, 8)).flatten()?;
        let name = if kind == b'l' { name.split_once(" -> ").map_or(name, |(name, _)| name) } else { name };
        return Some(Listed { name: name.to_owned(), is_folder: kind == b'd' });
    }
    let is_date = kind.is_ascii_digit() && line.as_bytes().get(2) == Some(&b'-');
    let name = is_date.then(|| skip_words(line, 3)).flatten()?;
    Some(Listed { name: name.to_owned(), is_folder: line.contains("<DIR>") })
}

/// What follows so many words, spaces inside it included.
fn skip_words(line: &str, count: usize) -> Option<&str> {
    let mut rest = line;
    for _ in 0..count {
        let end = rest.trim_start_matches(' ');
        rest = &end[end.find(' ')?..];
    }
    let name = rest.trim_start_matches(' ');
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_read_as_itself_alone() {
        let listed = |name: &str, is_folder| Some(Listed { name: name.to_owned(), is_folder });
        let unix = "drwxr-xr-x    2 1000     1000         4096 Nov 28 22:10 a b";
        let file = "-rw-r--r--   1 iju      iju             5 Nov 28  2025 index.html";
        let windows = "11-28-26  10:10PM       <DIR>          img";
        let mlsd = "type=dir;modify=20261128221000;UNIX.mode=0755; a b";
        let here = "Type=cdir;Modify=20261128221000; /public_html";
        assert_eq!(
            [unix, file, windows].map(parse_list),
            [listed("a b", true), listed("index.html", false), listed("img", true)]
        );
        assert_eq!(parse_list("lrwxrwxrwx 1 a a 5 Nov 28 22:10 x -> y"), listed("x", false));
        assert_eq!([mlsd, here].map(parse_mlsd), [listed("a b", true), listed(".", true)]);
        assert_eq!([unix, file, windows].map(parse_mlsd), [None, None, None]);
        assert_eq!([mlsd, here, "total 12", ""].map(parse_list), [None, None, None, None]);
    }
}
