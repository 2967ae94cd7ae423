//! A page, a folder or a file under another name: planned on the files as they are, tried by a build, then written.
//!
//! What is new is written before what is old is removed, so that a command that is ended in the middle leaves all of
//! it at least once; running it again goes on. A file that somebody changed meanwhile is left alone.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
};

use crate::{
    authoring::{
        links::{Moved, edits, setting_edits},
        moves::{Moves, find_moves},
    },
    base::{
        atomic_file,
        os::fs,
        path::SourcePath,
        resolve::find_on_disk,
        url::{Url, decode},
    },
    check::fix::apply,
    input::source_tree::SourceTree,
    load::{document::Document, front_matter::quote::quoted},
    msg, msgf,
    pipeline::{self, Snapshot},
    report::{
        diagnostic::{Diagnostic, Edit, Level},
        io_cause::io_cause,
        message::Message,
    },
    text::{normalize::decode as decode_text, span::Span},
};

/// What is written, and what of it is new.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files that move, with the bytes they have and those they will have.
    pub moved: Vec<MovedFile>,
    /// The files that stay, of which links are mended: the bytes before and after, and how many.
    pub mended: Vec<MendedFile>,
    /// The URLs that change and are led on, old and new.
    pub urls: BTreeMap<Url, Url>,
    /// The pages from the salon whose approval ends, because something in them changes.
    pub unapproved: Vec<SourcePath>,
}

/// A file that moves.
#[derive(Debug)]
pub struct MovedFile {
    /// Where it is.
    pub from: SourcePath,
    /// Where it goes.
    pub to: SourcePath,
    before: Vec<u8>,
    after: Vec<u8>,
}

/// A file that stays, with other links.
#[derive(Debug)]
pub struct MendedFile {
    /// The file.
    pub path: SourcePath,
    /// How many links are written anew.
    pub links: usize,
    before: Vec<u8>,
    after: Vec<u8>,
}

/// Plans what `old` becoming `new` takes; refuses where the site would have a fault that it does not have now.
pub fn plan(built: &Snapshot, old: &SourcePath, new: &SourcePath) -> Result<Plan, Box<Diagnostic>> {
    let site = built.site.as_ref().expect("a build resolves the site");
    if !built.tree.is_whole() {
        let message = msg!(
            ja: "読めないファイルがあるため、リンクを直しきれません",
            en: "there are files that cannot be read, whose links would not be mended");
        return Err(Box::new(Diagnostic::error("usage", message)));
    }
    let codes: Vec<&str> = site.langs().iter().skip(1).map(|language| language.code.as_str()).collect();
    let files = find_moves(&built.tree, &codes, old, new)?;
    let options = built.options.expect("it was built with some");

    // The first try only tells the new URLs.
    let (tree, _) = rewritten(built, &files, &BTreeMap::new())?;
    let tried = pipeline::build(built, &tree, options);
    let (tree, plan) = rewritten(built, &files, &changed_urls(built, &tried, &files))?;
    let differs = |file: &&MovedFile| built.tree.get(&file.to).is_some_and(|there| *there.bytes != *file.after);
    if let Some(file) = plan.moved.iter().find(differs) {
        let to = &file.to;
        let message = msgf!(ja: "「{to}」は、もうあります", en: "`{to}` is there already");
        return Err(Box::new(Diagnostic::error("usage", message)));
    }
    let after = pipeline::build(&tried, &tree, options);
    refuse_new_faults(built, &after)?;
    Ok(plan)
}

/// The pages' URLs that differ, in every language; a URL that many pages have had is led on by the first.
fn changed_urls(before: &Snapshot, after: &Snapshot, files: &Moves) -> BTreeMap<Url, Url> {
    let urls = |built: &Snapshot| -> BTreeMap<(usize, SourcePath), Url> {
        let site = built.site.as_ref().expect("a build resolves the site");
        let pages = site.pages().iter().filter(|page| !page.card.fallback);
        pages.map(|page| ((page.lang, page.document.path.clone()), page.url.clone())).collect()
    };
    let (old, new) = (urls(before), urls(after));
    let now = |(lang, path): &(usize, SourcePath)| new.get(&(*lang, files.get(path).unwrap_or(path).clone()));
    old.iter().rev().filter_map(|(key, url)| Some((url.clone(), now(key).filter(|now| *now != url)?.clone()))).collect()
}

/// The files with everything written anew.
fn rewritten(
    built: &Snapshot,
    files: &Moves,
    urls: &BTreeMap<Url, Url>,
) -> Result<(SourceTree, Plan), Box<Diagnostic>> {
    let site = built.site.as_ref().expect("a build resolves the site");
    let moved = Moved { files, urls };
    let mut changes: BTreeMap<SourcePath, Vec<Edit>> = BTreeMap::new();
    let own = site.pages().iter().filter(|page| !page.card.fallback);
    let own: BTreeMap<&SourcePath, (&Url, &Url)> =
        own.filter_map(|page| Some((&page.document.path, (&page.url, urls.get(&page.url)?)))).collect();
    for document in built.documents() {
        let mut edits = edits(document, &moved);
        if let Some((old, new)) = own.get(&document.path) {
            edits.extend(alias(document, old, new));
            edits.sort_by_key(|edit| edit.span);
        }
        if !edits.is_empty() {
            changes.insert(document.path.clone(), edits);
        }
    }
    let settings = SourcePath::new("site.toml");
    if let Some(source) = built.tree.get(&settings) {
        let text = String::from_utf8_lossy(&source.bytes);
        let edits = setting_edits(text.trim_start_matches('\u{feff}'), site.config(), &moved);
        if !edits.is_empty() {
            changes.insert(settings, edits);
        }
    }
    let mut tree = built.tree.clone();
    let mut plan = Plan { urls: urls.clone(), ..Plan::default() };
    let touched: BTreeSet<&SourcePath> = files.keys().chain(changes.keys()).collect();
    plan.unapproved = touched.iter().filter(|path| built.judged.contains_key(**path)).map(|it| (*it).clone()).collect();
    for path in touched {
        let Some(source) = built.tree.get(path) else { continue };
        let edits = changes.get(path).map_or(&[][..], Vec::as_slice);
        let before = source.bytes.to_vec();
        let after = if edits.is_empty() { Some(before.clone()) } else { apply(&before, edits) };
        let after = after.ok_or_else(|| Box::new(unreadable(path)))?;
        match files.get(path) {
            Some(to) => {
                tree.remove(path.as_str());
                tree.insert(to.as_str(), &after);
                plan.moved.push(MovedFile { from: path.clone(), to: to.clone(), before, after });
            }
            None => {
                tree.insert(path.as_str(), &after);
                plan.mended.push(MendedFile { path: path.clone(), links: edits.len(), before, after });
            }
        }
    }
    Ok((tree, plan))
}

/// The edit that leads an old URL to a page, in its front matter; its own new URL is no old one any more.
fn alias(document: &Document, old: &Url, new: &Url) -> Option<Edit> {
    let (text, _) = decode_text(&document.source)?;
    let is_new = |alias: &&String| decode(alias).trim_matches('/') != new.as_str().trim_matches('/');
    let kept = document.meta.aliases.iter().filter(is_new).cloned();
    let all: Vec<String> = kept.chain([old.as_str().to_owned()]).map(|url| quoted(&url)).collect();
    let list = format!("[{}]", all.join(", "));
    let line = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if let Some(place) = document.given("aliases") {
        // A list in lines of its own goes on to the first line that does not belong to it.
        let end = if place.key == place.value {
            let rest = &text[place.key.end..];
            let first = rest.find('\n')? + 1;
            let own = |line: &&str| line.starts_with([' ', '\t', '-']) && !line.starts_with("---");
            let lines: usize = rest[first..].split_inclusive('\n').take_while(own).map(str::len).sum();
            place.key.end + first + lines
        } else {
            place.value.end
        };
        let is_block = place.key == place.value;
        let text = format!("aliases: {list}{}", if is_block { line } else { "" });
        return Some(Edit { span: Span::new(place.key.start, end), text, safe: true });
    }
    if document.places().is_empty() {
        let text = format!("---{line}aliases: {list}{line}---{line}{line}");
        return Some(Edit { span: Span::new(0, 0), text, safe: true });
    }
    let first = text.find("---")?;
    let at = first + text[first..].find('\n')? + 1;
    Some(Edit { span: Span::new(at, at), text: format!("aliases: {list}{line}"), safe: true })
}

/// Refuses what brings an error that is not there now.
fn refuse_new_faults(before: &Snapshot, after: &Snapshot) -> Result<(), Box<Diagnostic>> {
    let count = |built: &Snapshot| {
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for finding in built.findings.iter().filter(|finding| finding.level == Level::Error) {
            *counts.entry(finding.code).or_default() += finding.places.len().max(1);
        }
        counts
    };
    let (old, new) = (count(before), count(after));
    let Some((code, _)) = new.iter().find(|(code, count)| *count > old.get(*code).unwrap_or(&0)) else {
        return Ok(());
    };
    let known: BTreeSet<String> = before.findings.iter().map(|finding| finding.message.ja.to_string()).collect();
    let of_code = || after.findings.iter().filter(|finding| finding.code == *code);
    let fault = of_code().find(|finding| !known.contains(&*finding.message.ja)).or_else(|| of_code().next());
    let (place, words) = fault.map_or_else(Default::default, |finding| {
        let place = finding.places.first().map_or_else(String::new, |place| place.file.to_string());
        (place, finding.message.clone())
    });
    let Message { ja, en } = words;
    Err(Box::new(
        Diagnostic::error(
            "usage",
            msgf!(
            ja: "名前を変えると、「{place}」でエラー（{code}）になります：{ja}",
            en: "with the new name `{place}` has an error ({code}): {en}"),
        )
        .help(msg!(
            ja: "何も変えていません。そこを直してから、もう一度実行してください",
            en: "nothing was changed; mend that place, then run it again")),
    ))
}

/// Writes a plan below `root`.
pub fn write(root: &Path, plan: &Plan) -> Result<(), Box<Diagnostic>> {
    for file in &plan.moved {
        let to = find_on_disk(root, &file.to).map_err(|error| failed(&file.to, &error))?;
        match atomic_file::create(&to, &file.after) {
            // Written by a run before this one.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if fs::read(&to).map_err(|error| failed(&file.to, &error))? != file.after {
                    let to = &file.to;
                    let message = msgf!(ja: "「{to}」は、もうあります", en: "`{to}` is there already");
                    return Err(Box::new(Diagnostic::error("usage", message)));
                }
            }
            written => written.map_err(|error| failed(&file.to, &error))?,
        }
    }
    for file in &plan.mended {
        let replaced =
            find_on_disk(root, &file.path).and_then(|at| atomic_file::replace(&at, &file.before, &file.after));
        if !replaced.map_err(|error| failed(&file.path, &error))? {
            return Err(changed(&file.path));
        }
    }
    for file in &plan.moved {
        let from = find_on_disk(root, &file.from).map_err(|error| failed(&file.from, &error))?;
        if fs::read(&from).map_err(|error| failed(&file.from, &error))? != file.before {
            return Err(changed(&file.from));
        }
        fs::remove_file(&from).map_err(|error| failed(&file.from, &error))?;
        // Folders that nothing is left in go as well; one that holds something stays.
        let mut folder = from.parent();
        while let Some(inner) = folder.filter(|folder| folder.starts_with(root.join("content"))) {
            if fs::remove_dir(inner).is_err() {
                break;
            }
            folder = inner.parent();
        }
    }
    Ok(())
}

fn unreadable(path: &SourcePath) -> Diagnostic {
    let message = msgf!(ja: "「{path}」の文字を読み取れません", en: "the characters of `{path}` cannot be read");
    Diagnostic::error("usage", message)
}

fn changed(path: &SourcePath) -> Box<Diagnostic> {
    let message = msgf!(
        ja: "「{path}」が、途中で書き換えられました。そのファイルには触れていません",
        en: "`{path}` was changed meanwhile; it was left alone");
    Box::new(Diagnostic::error("usage", message).help(msg!(
        ja: "もう一度実行すると、続きから進みます",
        en: "run it again to go on")))
}

fn failed(path: &SourcePath, error: &io::Error) -> Box<Diagnostic> {
    let Message { ja, en } = io_cause(error);
    let message = msgf!(ja: "「{path}」を書けませんでした（{ja}）", en: "`{path}` could not be written ({en})");
    Box::new(Diagnostic::error("output-failed", message).help(msg!(
        ja: "元のファイルは残っています。もう一度実行すると、続きから進みます",
        en: "the files as they were are there; run it again to go on")))
}
