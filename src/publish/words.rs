//! A plan in words, for the person who decides: what was withdrawn first, then what changes, comes and goes.

use crate::{
    msg, msgf,
    publish::{
        difference::{compare, title_of},
        guards::in_words,
        manifest::{Manifest, is_page},
        plan::Plan,
    },
    report::message::Message,
};

/// How many pages are told one by one.
const TOLD: usize = 20;

/// What the words are made from.
pub struct Told<'a> {
    /// What is planned.
    pub plan: &'a Plan,
    /// What the place says it holds.
    pub old: Option<&'a Manifest>,
    /// The bytes of a path as the place holds them, where they are remembered.
    pub before: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The bytes of a path as it is to be.
    pub after: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Prefixes of languages and their names, the default's prefix empty and last.
    pub languages: &'a [(String, String)],
}

/// The plan in words, a line each.
pub fn tell_plan(told: &Told<'_>) -> Vec<Message> {
    let plan = told.plan;
    let mut lines = vec![size(told)];
    lines.extend(withdrawals(told));
    let changed: Vec<&String> =
        plan.corrected.iter().chain(&plan.pages).chain(&plan.index).filter(|path| is_page(path)).collect();
    let (mut text, mut look, mut unknown) = (Vec::new(), 0, 0);
    for path in changed {
        let Some(new) = (told.after)(path) else { continue };
        let new = String::from_utf8_lossy(&new).into_owned();
        match (told.before)(path) {
            _ if told.old.is_none_or(|old| !old.files.contains_key(path.as_str())) => {}
            Some(old) => {
                let difference = compare(&String::from_utf8_lossy(&old), &new);
                if difference.is_text { text.push((path, title_of(&new), difference)) } else { look += 1 }
            }
            None => unknown += 1,
        }
    }
    if !text.is_empty() {
        lines.push(counted(told, text.iter().map(|(path, ..)| path.as_str()), &CHANGED));
    }
    for (_, title, difference) in text.iter().take(TOLD) {
        lines.push(changed_page(title, difference));
    }
    lines.extend(more(text.len()));
    lines.extend(additions(told));
    lines.extend(removals(told));
    if look > 0 {
        lines.push(msgf!(ja: "見た目のみ {look}ページ", en: "looks only: {look} pages"));
    }
    if unknown > 0 {
        lines.push(msgf!(
            ja: "送り直し {unknown}ページ（前の内容の控えがこのパソコンにないので、違いは示せません）",
            en: "sent again: {unknown} pages (what they held before is not remembered here)"));
    }
    let files = plan.assets.len() + plan.files.len();
    if files > 0 {
        lines.push(msgf!(ja: "画像などのファイル {files}件", en: "pictures and other files: {files}"));
    }
    lines
}

static CHANGED: Message = msg!(ja: "変更", en: "changed");
static ADDED: Message = msg!(ja: "追加", en: "new");

fn size(told: &Told<'_>) -> Message {
    let files = &told.plan.committed().files;
    let (count, bytes) = told
        .plan
        .sent()
        .fold((0, 0), |(count, bytes), path| (count + 1, bytes + files.get(path).map_or(0, |entry| entry.s)));
    let size = in_words(bytes);
    msgf!(ja: "送信 {size}・{count}件", en: "to send: {size}, {count} files")
}

fn withdrawals(told: &Told<'_>) -> Vec<Message> {
    let (gone, left) = (told.plan.withdrawn.len(), told.plan.corrected.len());
    let mut lines = Vec::new();
    if gone > 0 {
        lines.push(msgf!(
            ja: "取り下げ {gone}ページ（はじめに消し、転送しません）",
            en: "withdrawn: {gone} pages (they go first, and lead nowhere)"));
    }
    if left > 0 {
        lines.push(msgf!(
            ja: "一部の取り下げ {left}ページ（はじめに送ります）",
            en: "withdrawn in part: {left} pages (they are sent first)"));
    }
    lines
}

/// `変更 3ページ（日本語2・English 1）`.
fn counted<'a>(told: &Told<'_>, paths: impl Iterator<Item = &'a str>, what: &Message) -> Message {
    let paths: Vec<&str> = paths.collect();
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for path in &paths {
        let language = told.languages.iter().find(|(prefix, _)| path.starts_with(prefix.as_str()));
        let Some((_, label)) = language else { continue };
        match counts.iter_mut().find(|(known, _)| known == label) {
            Some((_, count)) => *count += 1,
            None => counts.push((label, 1)),
        }
    }
    let (all, Message { ja, en }) = (paths.len(), what);
    let each = counts.iter().map(|(label, count)| format!("{label} {count}")).collect::<Vec<_>>();
    if each.len() < 2 {
        return msgf!(ja: "{ja} {all}ページ", en: "{en}: {all} pages");
    }
    let (each_ja, each_en) = (each.join("・"), each.join(", "));
    msgf!(ja: "{ja} {all}ページ（{each_ja}）", en: "{en}: {all} pages ({each_en})")
}

fn changed_page(title: &str, difference: &crate::publish::difference::Difference) -> Message {
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    if difference.characters != 0 {
        ja.push(format!("{:+}字", difference.characters));
        en.push(format!("{:+} characters", difference.characters));
    }
    for fact in &difference.facts {
        let (old, new) = (some(&fact.old), some(&fact.new));
        ja.push(format!("{}: {old} → {new}", fact.label.ja));
        en.push(format!("{}: {old} → {new}", fact.label.en));
    }
    if ja.is_empty() {
        ja.push("文の直し".to_owned());
        en.push("other words".to_owned());
    }
    let (ja, en) = (ja.join("   "), en.join("   "));
    msgf!(ja: "  {title}   {ja}", en: "  {title}   {en}")
}

/// The first few of some values; `―` for none.
fn some(values: &[String]) -> String {
    match values.len() {
        0 => "―".to_owned(),
        1..=4 => values.join("、"),
        more => format!("{}…（{more}）", values[..4].join("、")),
    }
}

fn additions(told: &Told<'_>) -> Vec<Message> {
    let first = told.plan.index.iter().filter(|path| is_page(path) && told.old.is_none());
    let new: Vec<&String> = told.plan.new_pages.iter().chain(first).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![counted(told, new.iter().map(|path| path.as_str()), &ADDED)];
    // A first publication is all new; its pages are not told one by one.
    let told_one_by_one = if told.old.is_some() { TOLD } else { 0 };
    for path in new.iter().take(told_one_by_one) {
        let title = (told.after)(path).map(|bytes| title_of(&String::from_utf8_lossy(&bytes)));
        let (title, path) = (title.unwrap_or_default(), address(path));
        lines.push(msgf!(ja: "  {title}   {path}", en: "  {title}   {path}"));
    }
    lines.extend(more(if told.old.is_some() { new.len() } else { 0 }));
    lines
}

fn removals(told: &Told<'_>) -> Vec<Message> {
    let plan = told.plan;
    let gone: Vec<&String> = plan.stubs.iter().filter(|path| !plan.withdrawn.contains(path)).collect();
    if gone.is_empty() {
        return Vec::new();
    }
    let count = gone.len();
    let mut lines = vec![msgf!(ja: "削除 {count}ページ", en: "removed: {count} pages")];
    for path in gone.iter().take(TOLD) {
        let title = (told.before)(path).map(|bytes| title_of(&String::from_utf8_lossy(&bytes)));
        let (title, path) = (title.unwrap_or_default(), address(path));
        lines.push(msgf!(ja: "  {title}   {path}", en: "  {title}   {path}"));
    }
    lines.extend(more(count));
    lines
}

/// A page's file as its address.
pub fn address(path: &str) -> String {
    format!("/{}", path.strip_suffix("index.html").unwrap_or(path))
}

fn more(count: usize) -> Option<Message> {
    let rest = count.checked_sub(TOLD).filter(|rest| *rest > 0)?;
    Some(msgf!(ja: "  ほか{rest}ページ", en: "  and {rest} more"))
}
