//! `shirube theme eject`: a file of the default theme, written where the site's own theme is looked for.

use std::collections::BTreeMap;

use crate::{
    authoring::{new_words::begin_words, theme_parts::about},
    base::path::SourcePath,
    config::theme::DEFAULT_THEME,
    input::{embedded, source_tree::SourceTree},
    msg, msgf,
    report::{diagnostic::Diagnostic, message::Message},
    site::{ejected::with_record, theme_files::chain},
    text::normalize::nearest,
};

/// A file that a site may take out.
pub struct Part {
    /// Where it stands within a theme: `templates/base.html`.
    pub inner: String,
    /// What it is for.
    pub about: Message,
    /// Whether the site has one of its own.
    pub is_taken: bool,
}

/// Everything that a site with this theme may take out, in the order of the names.
pub fn list_parts(tree: &SourceTree, theme: &str) -> Vec<Part> {
    let is_taken = |inner: &str| tree.get(&place(theme, inner)).is_some();
    originals().into_keys().map(|inner| Part { about: about(&inner), is_taken: is_taken(&inner), inner }).collect()
}

/// The part that somebody means: by its whole path, or by as much of its end as is clear. The words of a language that
/// the site has and the program has not are one too.
pub fn find_part(typed: &str, languages: &[String]) -> Result<String, Box<Diagnostic>> {
    let typed = typed.replace('\\', "/");
    let whole = typed.trim_start_matches("./").trim_matches('/');
    let all = originals();
    let wanted = whole.strip_prefix("themes/").and_then(|rest| rest.split_once('/')).map_or(whole, |(_, inner)| inner);
    let ends = format!("/{wanted}");
    let meant: Vec<&String> = match all.get_key_value(wanted) {
        Some((inner, _)) => vec![inner],
        None => all.keys().filter(|inner| inner.ends_with(&ends)).collect(),
    };
    if let [one] = meant[..] {
        return Ok(one.clone());
    }
    if let Some(code) = wanted.strip_suffix(".toml").map(|name| name.rsplit('/').next().unwrap_or_default())
        && let Some(code) = languages.iter().find(|own| own.eq_ignore_ascii_case(code))
    {
        return Ok(format!("strings/{code}.toml"));
    }
    let finding = Diagnostic::error(
        "usage",
        msgf!(ja: "テーマに「{typed}」というファイルはありません", en: "the theme has no file `{typed}`"),
    );
    if let Some(code) = wanted.strip_prefix("strings/").and_then(|name| name.strip_suffix(".toml")) {
        return Err(Box::new(finding.help(msgf!(
            ja: "新しい言語の言葉なら、先に site.toml に `[languages.{code}]` と `label = \"その言語の名前\"` を書いてください",
            en: "for the words of a new language, first write `[languages.{code}]` and its `label` into site.toml"))));
    }
    let names = all.keys().flat_map(|inner| [inner.as_str(), inner.rsplit('/').next().unwrap_or_default()]);
    Err(Box::new(match nearest(wanted, names) {
        Some(near) if !wanted.is_empty() => {
            finding.help(msgf!(ja: "`{near}` のことではありませんか", en: "did you mean `{near}`?"))
        }
        _ => finding.help(msg!(
            ja: "`shirube theme eject` だけを実行すると、取り出せるファイルの一覧が出ます",
            en: "`shirube theme eject` alone lists the files that can be taken out")),
    }))
}

/// What a site's own copy of a part begins as, and where it belongs: the text that is in use now. What a theme of the
/// site's has below this one goes before what the program carries.
pub fn take_out(tree: &SourceTree, theme: &str, inner: &str) -> (SourcePath, Vec<u8>) {
    let below = chain(tree, theme).into_iter().skip(1).find_map(|name| tree.get(&place(&name, inner)));
    let bytes = match below {
        Some(source) => source.bytes.to_vec(),
        None if is_new_language(inner) => with_record(inner, ENGLISH, &original(inner), embedded::theme()),
        None => with_record(inner, inner, &original(inner), embedded::theme()),
    };
    (place(theme, inner), bytes)
}

/// What a file of words begins as that the program has not.
const ENGLISH: &str = "strings/en.toml";

/// Whether this is the file of words of a language that the program has none of.
pub fn is_new_language(inner: &str) -> bool {
    inner.starts_with("strings/") && !originals().contains_key(inner)
}

/// A part as the program carries it, or as it begins; empty for what is none.
pub fn original(inner: &str) -> Vec<u8> {
    let mut all = originals();
    if is_new_language(inner) {
        return begin_words(&String::from_utf8_lossy(&all.remove(ENGLISH).unwrap_or_default()));
    }
    all.remove(inner).unwrap_or_default()
}

fn place(theme: &str, inner: &str) -> SourcePath {
    SourcePath::new(&format!("themes/{theme}/{inner}"))
}

/// The files of the default theme by their places in it; its settings are a theme's own.
fn originals() -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("themes/{DEFAULT_THEME}/");
    let files = embedded::theme().files.iter();
    let inner = files.filter_map(|(path, source)| Some((path.as_str().strip_prefix(&prefix)?, source)));
    let parts = inner.filter(|(inner, _)| inner.contains('/'));
    parts.map(|(inner, source)| (inner.to_owned(), source.bytes.to_vec())).collect()
}
