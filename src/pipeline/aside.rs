//! Files of `content/` and `static/` that nobody meant to publish: copies and backups that systems and editors make, a
//! README, an empty file. They are told, and no part of the site, until `[build] include` in site.toml names them.

use std::borrow::Cow;

use crate::{
    base::path::SourcePath,
    config::types::Config,
    input::source_tree::{Source, SourceTree},
    msg, msgf,
    report::{
        diagnostic::{Diagnostic, Level},
        message::Message,
    },
    text::normalize::{decode, fold},
};

/// Bytes of a file that may hold nothing but blank lines.
const FEW: usize = 1024;

/// Why a file is set aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Aside {
    Copy,
    Backup,
    Readme,
    Empty,
}

/// Returns the tree without what nobody meant to publish, and what is told of it.
pub fn set_aside(tree: &SourceTree) -> (Cow<'_, SourceTree>, Vec<Diagnostic>) {
    let of = |(path, source)| Some((path, find_reason(path, source, tree)?));
    let found: Vec<(&SourcePath, Aside)> = tree.below("content/").chain(tree.below("static/")).filter_map(of).collect();
    if found.is_empty() {
        return (Cow::Borrowed(tree), Vec::new());
    }
    let settings = tree.get(&SourcePath::new("site.toml"));
    let include = Config::read(settings.map(|source| String::from_utf8_lossy(&source.bytes)).as_deref()).value.include;
    let is_named = |path: &SourcePath| {
        let names = |name: &String| {
            let name = SourcePath::new(name.trim_start_matches("./"));
            name == *path || Some(name.as_str()) == path.as_str().strip_prefix("content/")
        };
        include.iter().any(names)
    };
    let mut rest = tree.clone();
    let mut told = Vec::new();
    for (path, aside) in found.into_iter().filter(|(path, aside)| *aside == Aside::Empty || !is_named(path)) {
        rest.files.remove(path);
        told.push(finding(path, aside));
    }
    (Cow::Owned(rest), told)
}

fn find_reason(path: &SourcePath, source: &Source, tree: &SourceTree) -> Option<Aside> {
    let name = path.file_name();
    let is_backup = |part: &str| {
        ["bak", "back", "backup", "orig", "old", "rej", "save", "swo"].iter().any(|it| part.eq_ignore_ascii_case(it))
    };
    if name.split('.').skip(1).any(is_backup) || name.starts_with('#') && name.ends_with('#') {
        return Some(Aside::Backup);
    }
    let stem = path.page_stem().filter(|_| !path.is_static())?;
    if source.bytes.len() < FEW && is_blank(&source.bytes) {
        return Some(Aside::Empty);
    }
    let stem = stem.rsplit('/').next().unwrap_or(stem);
    let without_lang = stem.rsplit_once('.').filter(|(_, code)| code.len() < 6).map_or(stem, |(stem, _)| stem);
    if matches!(&*fold(without_lang), "readme" | "read me" | "readme-ja" | "readme_ja" | "readme-en") {
        return Some(Aside::Readme);
    }
    let beside = |stem: &str| {
        let original = path.join(&format!("{stem}{}", &name[without_lang.len()..]));
        original.is_some_and(|path| tree.get(&path).is_some())
    };
    is_copy(without_lang, beside).then_some(Aside::Copy)
}

fn is_blank(bytes: &[u8]) -> bool {
    let is_empty = |sign: char| sign.is_whitespace() || matches!(sign, '\u{feff}' | '\u{200b}' | '\0');
    decode(bytes).is_some_and(|(text, _)| text.chars().all(is_empty))
}

/// Whether a name is one that a system gives to a second copy; `is_beside` says whether a file is there.
fn is_copy(stem: &str, is_beside: impl Fn(&str) -> bool) -> bool {
    if let Some((rest, is_plain)) = without_number(stem)
        && (is_plain && rest.ends_with([' ', '\u{3000}']) || is_beside(rest.trim_end()))
    {
        return true;
    }
    let folded = fold(stem);
    let words =
        folded.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign.is_whitespace() || "()".contains(sign));
    // `fold` makes hiragana of katakana.
    let copy = ["のこぴー", "- こぴー", "-こぴー", "_こぴー", " こぴー", " copy", "- copy", "_copy"];
    let starts = ["copy of ", "こぴー ~ ", "こぴー 〜 ", "こぴー - "];
    let conflict = ["conflicted copy", "競合こぴー", "競合する", "sync-conflict", ".conflict"];
    copy.iter().any(|end| words.ends_with(end))
        || starts.iter().any(|start| folded.starts_with(start))
        || folded.starts_with("copy (") && folded.contains(") of ")
        || conflict.iter().any(|part| folded.contains(part))
}

/// A name without the number in brackets at its end, and whether the brackets are those that systems write.
fn without_number(stem: &str) -> Option<(&str, bool)> {
    let pairs = [('(', ')', true), ('（', '）', false), ('[', ']', false)];
    pairs.into_iter().find_map(|(open, close, is_plain)| {
        let (rest, number) = stem.strip_suffix(close)?.rsplit_once(open)?;
        let is_number = (1..4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        (is_number && !rest.is_empty()).then_some((rest, is_plain))
    })
}

fn finding(path: &SourcePath, aside: Aside) -> Diagnostic {
    if aside == Aside::Empty {
        return Diagnostic::hint(
            "empty-page",
            msg!(
                ja: "何も書かれていないファイルです。ページにしません",
                en: "the file is empty and makes no page"),
        )
        .in_file(path)
        .help(msg!(ja: "ページを書くか、ファイルを消してください", en: "write the page, or remove the file"));
    }
    let (level, Message { ja, en }) = match aside {
        Aside::Copy => (Level::Warning, msg!(ja: "写し（コピー）のようです", en: "the file seems to be a copy")),
        Aside::Backup => {
            (Level::Warning, msg!(ja: "控え（バックアップ）のようです", en: "the file seems to be a backup"))
        }
        Aside::Readme | Aside::Empty => {
            (Level::Hint, msg!(ja: "書く人のための覚え書きのようです", en: "the file seems to be a note for authors"))
        }
    };
    let name = path.as_str();
    Diagnostic::new(level, "left-out-file", msgf!(ja: "{ja}。サイトには載せません", en: "{en} and is left out"))
        .in_file(path)
        .help(msgf!(
            ja: "要らなければ消してください。載せるときは、site.toml の `[build]` に `include = [\"{name}\"]` と書いてください",
            en: "remove it; or, to publish it, write `include = [\"{name}\"]` below `[build]` in site.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(files: &[&str], expected: Option<Aside>) {
        let text = if expected == Some(Aside::Empty) { " \n\u{3000}\n" } else { "本文" };
        let tree = SourceTree::of(files.iter().map(|path| (path, text)));
        let path = SourcePath::new(files[0]);
        assert_eq!(find_reason(&path, tree.get(&path).unwrap(), &tree), expected, "{files:?}");
    }

    #[test]
    fn what_systems_and_editors_leave_is_known() {
        for name in [
            "家賃 - コピー",
            "家賃 - コピー (2)",
            "家賃のコピー",
            "家賃のコピー 2",
            "家賃 のコピー",
            "家賃_コピー",
            "家賃 (1)",
            "家賃 (12)",
            "家賃 (1).en",
            "家賃 copy",
            "家賃 copy 2",
            "家賃 - Copy",
            "家賃 - Copy (3)",
            "Copy of 家賃",
            "Copy (2) of 家賃",
            "コピー ～ 家賃",
            "コピー 〜 家賃",
            "家賃 (山田's conflicted copy 2026-04-01)",
            "家賃 (競合コピー 2026-04-01)",
            "家賃.sync-conflict-20260401-120000-ABC",
        ] {
            check(&[&format!("content/sumai/{name}.md")], Some(Aside::Copy));
        }
        check(&["content/家賃(1).md", "content/家賃.md"], Some(Aside::Copy));
        check(&["content/家賃（1）.md", "content/家賃.md"], Some(Aside::Copy));
        for path in ["content/a.md.bak", "content/a.bak.md", "content/a.md.orig", "content/x.jpg.BAK", "content/#a.md#"]
        {
            check(&[path], Some(Aside::Backup));
        }
        for path in ["content/README.md", "content/sumai/readme.md", "content/README.ja.md", "content/Readme.markdown"]
        {
            check(&[path], Some(Aside::Readme));
        }
        check(&["content/a.md"], Some(Aside::Empty));
    }

    #[test]
    fn ordinary_names_are_left_alone() {
        for path in [
            "content/家賃.md",
            "content/家賃(1).md",
            "content/手続き（1）.md",
            "content/コピー.md",
            "content/copy.md",
            "content/copyright.md",
            "content/hardcopy.md",
            "content/写真 (1).jpg",
            "content/v1.2.md",
            "content/2026.md",
            "content/bakery.md",
            "content/old.md",
            "content/rent.en.md",
            "content/readme-first.md",
        ] {
            check(&[path], None);
        }
    }
}
