//! What is wrong, for the panel in the browser: as JSON, and as a page of its own where there is nothing else to show.

use serde::Serialize;

use crate::{
    base::path::SourcePath,
    load::html::escape,
    msg,
    report::{
        diagnostic::{Diagnostic, Level},
        format::{self, Format, Quote, level_name},
        message::{Lang, Message},
    },
    serve::live::Revision,
};

/// More than these are counted only.
const SHOWN: usize = 100;

/// What the panel shows on one page.
#[derive(Serialize)]
struct Panel<'a> {
    /// Names the findings: closed once, the panel stays closed while they are the same.
    mark: String,
    /// `summary`, in one line.
    summary: String,
    /// How many findings call for a hand.
    faults: usize,
    /// Whether this page is shown in its last good form.
    held: bool,
    /// Whether one of the findings is this page's own.
    own: bool,
    /// The findings, this page's first.
    findings: Vec<Item<'a>>,
    /// How many are not among them.
    more: usize,
    /// The panel's own words.
    words: Words,
}

#[derive(Serialize)]
struct Item<'a> {
    code: &'a str,
    level: &'static str,
    name: String,
    message: &'a str,
    places: Vec<Place>,
    /// How many places are not among them.
    more: usize,
    help: Vec<&'a str>,
}

#[derive(Serialize)]
struct Place {
    #[serde(flatten)]
    quote: Quote,
    /// The page that shows the file; empty if none does.
    url: String,
}

#[derive(Serialize)]
struct Words {
    title: String,
    held: String,
    gone: String,
    fixed: String,
    open: String,
    close: String,
    more: String,
}

fn panel_words(tongue: Lang) -> Words {
    let word = |say: &Message| say.in_lang(tongue).to_owned();
    Words {
        title: word(&msg!(ja: "直すところ", en: "To mend")),
        held: word(&msg!(
            ja: "このページは、いまのファイルを読み取れません。最後に読み取れた内容を表示しています。",
            en: "This page's file cannot be read as it is now. You see its last good version.")),
        gone: word(&msg!(ja: "このページは削除されました", en: "This page was removed")),
        fixed: word(&msg!(ja: "直した行", en: "Corrected")),
        open: word(&msg!(ja: "直すところを開く", en: "Show what to mend")),
        close: word(&msg!(ja: "閉じる", en: "Close")),
        more: word(
            &msg!(ja: "ほかにもあります。ターミナルの一覧をご覧ください。", en: "There are more; see the list in the terminal."),
        ),
    }
}

/// The findings as the panel of the page at `path` wants them.
pub(super) fn json(served: &Revision, path: &str, tongue: Lang) -> String {
    let here = served.out(path).and_then(|out| {
        let made = served.snapshot.outputs.get(&out).map(|entry| entry.value.from.clone());
        made.or_else(|| served.unshown(&out))
    });
    let here = here.filter(|file| !file.is_empty());
    let own = |finding: &Diagnostic| {
        here.as_ref().is_some_and(|here| finding.places.iter().any(|place| place.file.as_str() == here))
    };
    let (mine, others): (Vec<_>, Vec<_>) = served.findings.iter().partition(|finding| own(finding));
    let wanted = |finding: &&&Diagnostic| finding.level != Level::Hint || own(finding);
    let held = here.as_ref().is_some_and(|here| served.held.iter().any(|path| path.as_str() == here))
        || served.out(path).is_some_and(|out| served.kept.contains_key(&out));
    // Where the findings are the page, the panel need not open over them.
    let instead = served.out(path).is_some_and(|out| served.unshown(&out).is_some() && !served.kept.contains_key(&out));
    let panel = Panel {
        mark: served.mark.to_string(),
        summary: format::summary(&served.findings, tongue, true),
        faults: served.faults(),
        held,
        own: !instead && mine.iter().any(|finding| finding.level == Level::Error),
        findings: mine
            .iter()
            .chain(&others)
            .filter(wanted)
            .take(SHOWN)
            .map(|finding| item(served, finding, tongue))
            .collect(),
        more: mine.iter().chain(&others).filter(wanted).count().saturating_sub(SHOWN),
        words: panel_words(tongue),
    };
    serde_json::to_string(&panel).expect("plain values always serialise")
}

fn item<'a>(served: &Revision, finding: &'a Diagnostic, tongue: Lang) -> Item<'a> {
    let name = match finding.level {
        Level::Error => msg!(ja: "エラー", en: "Error"),
        Level::Warning => msg!(ja: "注意", en: "Warning"),
        Level::Hint => msg!(ja: "ヒント", en: "Hint"),
    };
    let quotes = format::quotes(finding, &served.tree);
    Item {
        code: finding.code,
        level: level_name(finding.level),
        name: name.in_lang(tongue).to_owned(),
        message: finding.message.in_lang(tongue),
        more: finding.places.len() - quotes.len(),
        places: quotes.into_iter().map(|quote| Place { url: url(served, &quote.file), quote }).collect(),
        help: finding.help.iter().map(|help| help.in_lang(tongue)).collect(),
    }
}

/// The URL path of the page that shows a file; empty if none does.
fn url(served: &Revision, file: &str) -> String {
    let Some(site) = served.snapshot.site.as_ref().filter(|_| file.starts_with("content/")) else {
        return String::new();
    };
    let page = site.page_of(&SourcePath::new(file), 0).filter(|page| page.document.path.as_str() == file);
    let page = page
        .or_else(|| site.pages().iter().chain(site.broken().iter()).find(|page| page.document.path.as_str() == file));
    page.map_or(String::new(), |page| served.path(&page.url.out()))
}

/// A page in place of one that was never good: what is wrong with its file, or with all if it is nobody's alone.
pub(super) fn page(served: &Revision, file: &str, tongue: Lang) -> String {
    let of_file = |finding: &&Diagnostic| finding.places.iter().any(|place| place.file.as_str() == file);
    let mine: Vec<Diagnostic> = served.findings.iter().filter(of_file).cloned().collect();
    let shown = if mine.is_empty() { &served.findings } else { &mine };
    let title = msg!(ja: "このページは、まだ表示できません", en: "This page cannot be shown yet");
    let text = msg!(
        ja: "下のところを直して保存すると、自動で表示します。",
        en: "Mend what is below and save; the page will appear by itself.");
    let (title, text) = (title.in_lang(tongue), text.in_lang(tongue));
    let lang = if tongue == Lang::Ja { "ja" } else { "en" };
    let mut quoted = String::new();
    escape(&mut quoted, &format::render(shown, &served.tree, Format::Human, tongue, false));
    format!(
        "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
        <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<link rel=\"stylesheet\" href=\"/__shirube/unshown.css\">\n</head>\n<body>\n\
         <main>\n<h1>{title}</h1>\n<p>{text}</p>\n<pre>{quoted}</pre>\n</main>\n</body>\n</html>\n"
    )
}
