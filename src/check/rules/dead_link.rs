//! `dead-link`: リンク先がない / a link, anchor or picture that leads nowhere.

use std::collections::BTreeSet;

use crate::{
    base::{
        path::SourcePath,
        url::{Url, decode, is_followed},
    },
    check::{
        Check,
        Example::{Bad, Good},
        Rule,
    },
    incremental::ask,
    load::document::{Document, Link, LinkKind},
    msg, msgf,
    report::diagnostic::{Diagnostic, Level},
    site::{
        links::{Destination, destination},
        page::Page,
        resolve::statics::static_url,
    },
    text::{
        normalize::{nearest, same_letters},
        span::Span,
    },
};

pub(super) const RULE: Rule = Rule {
    code: "dead-link",
    level: Level::Error,
    fixed: true,
    what: msg!(ja: "リンク先のページ、見出し、画像がありません", en: "A link, a heading or a picture leads nowhere"),
    why: msg!(
        ja: "押しても何も出ないリンクは、読む人をそこで止めてしまいます。",
        en: "A link that leads nowhere stops the reader there."),
    how: msg!(
        ja: "ファイルの名前を確かめて直すか、リンクを消します。",
        en: "Correct the file name, or remove the link."),
    examples: &[
        Good("---\ntitle: 例\n---\n\n[自分](a.md)と[見出し](#料金)です。\n\n## 料金\n"),
        Good("---\ntitle: 例\n---\n\n[外](https://example.jp/)と[電話](tel:+81160001000)です。\n"),
        Bad("---\ntitle: 例\n---\n\n[次へ](nashi.md)です。\n       ^^^^^^^ このファイルはありません\n"),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[書類](Shorui.PDF)です。\n       ^^^^^^^^^^ 「shorui.pdf」があります\n",
            "=== content/shorui.pdf\n%PDF\n"
        )),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[次へ](Tsugi.md#料金)です。\n       ^^^^^^^^^^^^^ 「tsugi.md」があります\n",
            "=== content/tsugi.md\n---\ntitle: 次\n---\n\n## 料金\n"
        )),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[家賃](sumai/rent.md)です。\n       ^^^^^^^^^^^^^ `ie/rent.md`（家賃）\n",
            "=== content/ie/rent.md\n---\ntitle: 家賃\n---\n"
        )),
        Bad("---\ntitle: 例\n---\n\n[料金](#ryokin)です。\n       ^^^^^^^ 見出しはありません\n\n## 料金\n"),
        Bad("---\ntitle: 例\n---\n\n![駅前の写真](eki.jpg)\n              ^^^^^^^ このファイルはありません\n"),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[家賃](ie\\rent.md)です。\n       ^^^^^^^^^^ `/` と書きます\n",
            "=== content/ie/rent.md\n---\ntitle: 家賃\n---\n"
        )),
        Bad(concat!(
            "---\ntitle: 例\n---\n\n[規則](../static/kisoku.csv)\n       ^^^^^^^^^^^^^^^^^^^^ `static/` は書きません\n",
            "=== static/kisoku.csv\n条,内容\n1,目的\n"
        )),
        Bad("---\ntitle: 例\n---\n\n[なし](/nai/)です。\n       ^^^^^ このページはありません\n"),
    ],
    check: Check::Document(check_dead_link),
};

fn check_dead_link(document: &Document, page: &Page, findings: &mut Vec<Diagnostic>) {
    let anchors: BTreeSet<&str> = document.anchors.iter().map(String::as_str).collect();
    for link in &document.links {
        findings.extend(dead(document, &anchors, page, link));
    }
}

fn dead(document: &Document, anchors: &BTreeSet<&str>, page: &Page, link: &Link) -> Option<Diagnostic> {
    // What cannot be followed has a rule of its own.
    if !is_followed(&link.target) {
        return None;
    }
    if link.target.contains('\\') {
        return Some(windows_path(document, link));
    }
    let destination = destination(&document.path, &link.target);
    if matches!(destination, Destination::Nowhere | Destination::Route(..))
        && let Some(url) = below_static(document, link)
    {
        return Some(by_its_folder(document, link, url));
    }
    match destination {
        Destination::Elsewhere => None,
        // An empty target has its own rule.
        Destination::Nowhere => (!link.target.is_empty()).then(|| no_page(document, link, None)),
        Destination::Anchor(anchor) if anchor.is_empty() || anchors.contains(anchor.as_str()) => None,
        Destination::Anchor(anchor) => {
            Some(no_anchor(document, link, document.path.file_name(), &anchor, &document.anchors))
        }
        Destination::Page(path, anchor) => match ask::target(path.clone(), anchor.clone(), page.lang) {
            Some(target) if target.anchor_found => None,
            Some(_) => {
                let anchors = ask::anchors(path.clone(), page.lang);
                Some(no_anchor(document, link, path.file_name(), &anchor, &anchors))
            }
            None if ask::hidden(path.clone()).is_some() => None,
            None => Some(no_page(document, link, Some(&path))),
        },
        Destination::File(path) => ask::file(path.clone()).is_none().then(|| no_page(document, link, Some(&path))),
        Destination::Route(path, _) => {
            let bare = path.strip_suffix("index.html").unwrap_or(&path);
            let slashed = Url::new(format!("{}/", bare.trim_end_matches('/')));
            let page = slashed.file("index.html");
            let is_there = [Url::new(path.as_str()), Url::new(bare), slashed, page].into_iter().any(ask::has_route);
            (!is_there).then(|| no_route(document, link, &path))
        }
    }
}

/// The URL of a file of `static/` that a link names by the folder in which it lies.
fn below_static(document: &Document, link: &Link) -> Option<String> {
    let path = decode(link.target.split(['#', '?']).next().unwrap_or_default());
    let file = match path.strip_prefix('/') {
        Some(path) => SourcePath::new(path),
        None => document.path.join(&path)?,
    };
    let url = file.is_static().then(|| static_url(&file))?;
    ask::has_route(url.clone()).then(|| url.to_string())
}

/// A link that names a file of `static/` by its folder, which is no part of its URL.
fn by_its_folder(document: &Document, link: &Link, url: String) -> Diagnostic {
    let finding = base(
        link,
        document,
        msg!(ja: "`static/` は書きません", en: "`static/` is not written"),
        msg!(
            ja: "`static/` のファイルへのリンクに、フォルダーの名前が入っています",
            en: "the link to a file of `static/` names its folder"),
    )
    .help(msgf!(ja: "`{url}` と書いてください", en: "write `{url}`"));
    match written_address(document, link) {
        Some(span) => finding.fix(span, url),
        None => finding,
    }
}

/// A path from the site's root, or the site's own address, where nothing stands.
fn no_route(document: &Document, link: &Link, path: &str) -> Diagnostic {
    let finding = base(
        link,
        document,
        msg!(ja: "このページはありません", en: "there is no such page"),
        msg!(ja: "リンク先のページが見つかりません", en: "the page that the link leads to does not exist"),
    )
    .about(path);
    let file = SourcePath::new(&format!("content/{}.md", path.trim_matches('/')));
    let wanted = path.trim_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
    let same = |(near, _): &(String, String)| {
        let near = near.trim_end_matches(".md").trim_end_matches("/_index");
        near.rsplit('/').next().is_some_and(|name| same_letters(name, &wanted))
    };
    match ask::candidates(document.path.clone(), file).iter().find(|near| same(near)) {
        Some((near, title)) => finding.help(msgf!(
            ja: "`{near}`（{title}）のことではありませんか。このファイルから見たMarkdownファイルの場所で書いてください",
            en: "did you mean `{near}` ({title})? write the Markdown file's path as seen from this file")),
        None => finding.help(msg!(
            ja: "`../sumai/rent.md` のように、このファイルから見たMarkdownファイルの場所で書いてください",
            en: "write the Markdown file's path as seen from this file, like `../sumai/rent.md`")),
    }
}

/// A link as Explorer and Windows write paths: no browser follows it.
fn windows_path(document: &Document, link: &Link) -> Diagnostic {
    let address = link.target.replace('\\', "/");
    let finding = base(
        link,
        document,
        msg!(ja: "`\\` は `/` と書きます", en: "`\\` is written `/`"),
        msg!(
            ja: "リンクの区切りが `\\` になっています",
            en: "the parts of the link are divided by `\\`"),
    )
    .help(msgf!(ja: "`{address}` と書いてください", en: "write `{address}`"));
    match written_address(document, link) {
        Some(span) => finding.fix(span, address),
        None => finding,
    }
}

fn base(
    link: &Link,
    document: &Document,
    label: crate::report::message::Message,
    message: crate::report::message::Message,
) -> Diagnostic {
    Diagnostic::new(RULE.level, RULE.code, message).labelled(&document.path, link.target_span, label)
}

fn no_page(document: &Document, link: &Link, path: Option<&SourcePath>) -> Diagnostic {
    let target = &link.target;
    let message = match link.kind {
        LinkKind::Image => msgf!(ja: "画像「{target}」が見つかりません", en: "the picture `{target}` does not exist"),
        LinkKind::Link if path.is_some_and(|path| !path.is_page()) => {
            msgf!(ja: "ファイル「{target}」が見つかりません", en: "the file `{target}` does not exist")
        }
        LinkKind::Link => {
            msg!(ja: "リンク先のページが見つかりません", en: "the page that the link leads to does not exist")
        }
    };
    let subject = path.map_or(target.as_str(), SourcePath::as_str);
    let finding =
        base(link, document, msg!(ja: "このファイルはありません", en: "there is no such file"), message).about(subject);
    let Some(path) = path else {
        return finding
            .help(msg!(ja: "`content/` の外にあるファイルへはリンクできません", en: "files outside `content/` cannot be linked"));
    };
    let candidates = ask::candidates(document.path.clone(), path.clone());
    let Some((near, _)) = candidates.first() else {
        return finding.help(msg!(
            ja: "近い名前のページもありません。ファイルを作るか、リンクを消してください",
            en: "there is no page of a similar name either; make the file, or remove the link"));
    };
    let rest = target.find(['?', '#']).map_or("", |at| &target[at..]);
    let replacement = format!("{near}{rest}");
    let mut same = candidates.iter().filter_map(|(near, _)| same_place(document, near, path));
    if let (Some(name), None) = (same.next(), same.next()) {
        let finding = finding.help(msgf!(
            ja: "同じフォルダに「{name}」があります。大文字と小文字をそろえてください",
            en: "the folder has `{name}`; write it in the same capital and small letters"));
        return match written_address(document, link) {
            Some(span) => finding.fix(span, replacement),
            None => finding,
        };
    }
    let named =
        |near: &str, title: &str| if title.is_empty() { format!("`{near}`") } else { format!("`{near}`（{title}）") };
    let all = candidates.iter().map(|(near, title)| named(near, title)).collect::<Vec<_>>().join("、");
    offer(
        finding.help(msgf!(ja: "{all}のことではありませんか", en: "did you mean {all}?")),
        document,
        link,
        replacement,
    )
}

/// The name of the file that `near` leads to, if it is `path` in letters of another case or width, in the same folder:
/// only then there is one possible meaning.
fn same_place(document: &Document, near: &str, path: &SourcePath) -> Option<String> {
    let (Destination::Page(found, _) | Destination::File(found)) = destination(&document.path, near) else {
        return None;
    };
    let same = found.folder() == path.folder() && same_letters(found.file_name(), path.file_name());
    same.then(|| found.file_name().to_owned())
}

/// Where a link's address stands in the file; `None` where it is not written as it reads, like that of `[text][name]`.
fn written_address(document: &Document, link: &Link) -> Option<Span> {
    let written = document.written(link.target_span);
    (written.as_deref() == Some(link.target.as_str())).then_some(link.target_span)
}

fn offer(finding: Diagnostic, document: &Document, link: &Link, address: String) -> Diagnostic {
    match written_address(document, link) {
        Some(span) => finding.offer(span, address),
        None => finding,
    }
}

/// With so many of a page's headings a wrong one is compared: each dead link of a page asks anew.
const COMPARED: usize = 200;

fn no_anchor(document: &Document, link: &Link, file: &str, anchor: &str, anchors: &[String]) -> Diagnostic {
    let finding = base(
        link,
        document,
        msg!(ja: "この見出しはありません", en: "there is no such heading"),
        msgf!(
        ja: "「{file}」に「{anchor}」という見出しはありません",
        en: "`{file}` has no heading `{anchor}`"),
    );
    if anchors.is_empty() {
        return finding.help(msg!(
            ja: "このページには見出しがありません。`#` から後を消してください",
            en: "the page has no headings; remove what follows `#`"));
    }
    let all = anchors.iter().take(12).map(|anchor| format!("`#{anchor}`")).collect::<Vec<_>>().join(" ");
    let finding = finding.help(msgf!(ja: "このページの見出し：{all}", en: "headings of the page: {all}"));
    match nearest(anchor, anchors.iter().take(COMPARED).map(String::as_str)) {
        Some(near) => {
            let path = link.target.split('#').next().unwrap_or_default();
            offer(finding, document, link, format!("{path}#{near}"))
        }
        None => finding,
    }
}
