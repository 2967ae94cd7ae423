//! What stops a publication before its first write, all of it at once. Pure.

use crate::{
    msg, msgf,
    publish::{manifest::Manifest, plan::Plan, profiles::Limits},
    report::{diagnostic::Diagnostic, message::Message},
    text::file_size::file_size,
};

/// What the person who publishes has said.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// How many pages may go.
    pub allow_deletes: Option<usize>,
    /// Whether files and releases of others are taken over.
    pub adopt: bool,
}

/// What the guards look at.
#[derive(Clone, Copy)]
pub struct Guarded<'a> {
    /// What is planned.
    pub plan: &'a Plan,
    /// What the place says it holds.
    pub old: Option<&'a Manifest>,
    /// What it is to hold.
    pub new: &'a Manifest,
    /// What the host can hold.
    pub limits: &'a Limits,
    /// Whether names may be other than ASCII.
    pub has_unicode: bool,
    /// Whether files are replaced in one moment, or somebody has said that they need not be.
    pub is_atomic: bool,
    /// Whether something was published from here and what the place holds was not.
    pub is_drifted: bool,
    /// Files of others that lie where ours belong.
    pub foreign: &'a [String],
    /// What the person has said.
    pub wishes: &'a Wishes,
}

/// How many files a message names.
const NAMED: usize = 5;

/// Everything that stops this publication.
pub fn find_refusals(guarded: &Guarded<'_>) -> Vec<Diagnostic> {
    let checks = [no_home, other_site, too_many_removals, drift, foreign, names, same_names, nonatomic, limits];
    checks.iter().filter_map(|check| check(guarded)).collect()
}

fn no_home(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    (!guarded.new.files.contains_key("index.html")).then(|| {
        Diagnostic::error(
            "publish-empty",
            msg!(ja: "トップページのないサイトは公開できません", en: "a site without a top page is not published"),
        )
        .help(msg!(
            ja: "`content/_index.md` があるか、公開しない設定になっていないかを確かめてください",
            en: "see that `content/_index.md` is there and public"))
    })
}

fn other_site(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    let old = guarded.old.filter(|old| old.site != guarded.new.site && !guarded.wishes.adopt)?;
    let (there, here) = (&old.site, &guarded.new.site);
    Some(
        Diagnostic::error(
            "publish-other-site",
            msgf!(
                ja: "公開先には、別のガイド（{there}）があります。これは {here} です",
                en: "the target holds another guide ({there}); this one is {here}"),
        )
        .help(msg!(
            ja: "`[publish.…]` の `path` を確かめてください。`base_url` を変えたのなら `--adopt` を付けます",
            en: "check `path` of `[publish.…]`; if `base_url` was changed on purpose, add `--adopt`")),
    )
}

/// More pages than anybody removes by hand, or half of the site.
fn too_many_removals(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    let old = guarded.old?;
    let (before, after) = (old.pages().count(), guarded.new.pages().count());
    let removed = guarded.plan.stubs.iter().filter(|path| !guarded.plan.withdrawn.contains(path));
    let count = removed.filter(|path| old.files.contains_key(*path)).count();
    let is_too_many = count > 20.max(before / 10) || (after * 2 < before && count > 1);
    (is_too_many && guarded.wishes.allow_deletes != Some(count)).then(|| {
        Diagnostic::error(
            "publish-removals",
            msgf!(
                ja: "{before}ページのうち{count}ページが消えるので、公開を止めました",
                en: "{count} of {before} pages would go, so nothing was published"),
        )
        .help(msgf!(
            ja: "意図したとおりなら `--allow-deletes {count}` を付けてください。ちがうときは、フォルダーの移動や下書きの設定を確かめてください",
            en: "if that is meant, add `--allow-deletes {count}`; else look for a moved folder or for drafts"))
    })
}

fn drift(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    (guarded.is_drifted && !guarded.wishes.adopt).then(|| {
        let day = guarded.old.map_or("", |old| &old.day);
        Diagnostic::error(
            "publish-drift",
            msgf!(
                ja: "最後の公開（{day}）は、このパソコンからのものではありません",
                en: "the last publication ({day}) was not made from this computer"),
        )
        .help(msg!(
            ja: "ほかの人の直しを取り込んでから、`--adopt` を付けて実行してください",
            en: "take over what others have changed first, then run it with `--adopt`"))
    })
}

fn foreign(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    let all = named(guarded.foreign.iter().map(String::as_str))?;
    (!guarded.wishes.adopt).then(|| {
        let Message { ja, en } = all;
        Diagnostic::error(
            "publish-foreign",
            msgf!(
                ja: "公開先に、ほかの人が置いたファイルがあります：{ja}",
                en: "files of others lie where the site's belong: {en}"),
        )
        .help(msg!(
            ja: "上書きしてよければ `--adopt` を付けてください。よくなければ、別の `path` にしてください",
            en: "if they may be overwritten, add `--adopt`; else choose another `path`"))
    })
}

/// Names that the host, or a disk on the way, may not be able to hold.
fn names(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    let is_fine = |path: &str| {
        let fits = path.len() <= guarded.limits.path && path.split('/').all(|part| part.len() <= 250);
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-~/".contains(c);
        let may_be = |c: char| is_plain(c) || (guarded.has_unicode && !c.is_ascii() && !c.is_control());
        fits && path.chars().all(may_be)
    };
    let bad = guarded.new.files.keys().map(String::as_str).filter(|path| !is_fine(path));
    let Message { ja, en } = named(bad)?;
    Some(
        Diagnostic::error(
            "publish-names",
            msgf!(
                ja: "公開先で使えないかもしれない名前があります：{ja}",
                en: "names that the target may not be able to hold: {en}"),
        )
        .help(msg!(
            ja: "ページは `slug`、ファイルは名前を、短い英数字に変えてください。日本語の名前のままでよいサーバーなら `allow_unicode_paths = true` と書きます",
            en: "give pages a `slug` and files a name of ASCII letters; where the host takes Japanese names, write \
                `allow_unicode_paths = true`")),
    )
}

/// Names that differ by case alone are one name on many disks.
fn same_names(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    let mut lower: Vec<(String, &str)> =
        guarded.new.files.keys().map(|path| (path.to_lowercase(), path.as_str())).collect();
    lower.sort();
    let pairs = lower.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].1);
    let Message { ja, en } = named(pairs)?;
    Some(
        Diagnostic::error(
            "publish-names",
            msgf!(
                ja: "大文字と小文字だけが違う名前があります：{ja}",
                en: "names that differ by case alone: {en}"),
        )
        .help(msg!(ja: "どちらかの名前を変えてください", en: "give one of them another name")),
    )
}

/// A page that is replaced by removing it first is missing for a moment.
fn nonatomic(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    (!guarded.is_atomic).then(|| {
        Diagnostic::error(
            "publish-nonatomic",
            msg!(
                ja: "このサーバーは、ファイルを置き換えられません（消してから置くことしかできません）",
                en: "the host cannot replace a file: it has to be removed first"),
        )
        .help(msg!(
            ja: "ページが一瞬なくなってもよければ、`allow_nonatomic = true` と書いてください。サーバーを設定できるときは、上書き（ProFTPD では \
                AllowOverwrite on）を許します",
            en: "if a page may be gone for a moment, write `allow_nonatomic = true`; or let the host overwrite files \
                (`AllowOverwrite on` for ProFTPD)"))
    })
}

fn limits(guarded: &Guarded<'_>) -> Option<Diagnostic> {
    let Limits { files, file, site, .. } = guarded.limits;
    let (count, whole) = (guarded.new.files.len(), guarded.new.files.values().map(|entry| entry.s).sum::<u64>());
    let large = guarded.new.files.iter().filter(|(_, entry)| entry.s > *file).map(|(path, _)| path.as_str());
    let (large, size) = (named(large), in_words(*file));
    let message = match large {
        Some(Message { ja, en }) => msgf!(
            ja: "公開先に置ける大きさ（{size}）を超えるファイルがあります：{ja}",
            en: "files larger than the target takes ({size}): {en}"),
        None if count > *files => msgf!(
            ja: "公開先に置けるのは{files}件までですが、{count}件あります",
            en: "the target takes {files} files, and there are {count}"),
        None if whole > *site => {
            let (whole, site) = (in_words(whole), in_words(*site));
            msgf!(
                ja: "公開先に置けるのは合わせて{site}までですが、{whole}あります",
                en: "the target takes {site} in all, and there are {whole}")
        }
        None => return None,
    };
    Some(Diagnostic::error("publish-limits", message).help(msg!(
        ja: "大きなファイルを小さくするか、別の公開先にしてください",
        en: "make large files smaller, or choose another target")))
}

/// The first few of some paths, in words; `None` if there is none.
fn named<'a>(paths: impl Iterator<Item = &'a str>) -> Option<Message> {
    let all: Vec<&str> = paths.collect();
    let rest = all.len().saturating_sub(NAMED);
    let (ja, en) = (all.iter().take(NAMED), all.iter().take(NAMED));
    let (ja, en) = (
        ja.map(|path| format!("「{path}」")).collect::<String>(),
        en.map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", "),
    );
    match (all.is_empty(), rest) {
        (true, _) => None,
        (_, 0) => Some(msgf!(ja: "{ja}", en: "{en}")),
        _ => Some(msgf!(ja: "{ja}ほか{rest}件", en: "{en} and {rest} more")),
    }
}

/// A number of bytes for people: `3.4 MB`.
pub fn in_words(bytes: u64) -> String {
    let (number, unit) = file_size(bytes);
    format!("{number} {}", if unit == "kilobytes" { "KB" } else { "MB" })
}
